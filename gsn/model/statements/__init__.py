"""What each kind of statement can say: one pydantic model a kind, validated statement by statement."""
