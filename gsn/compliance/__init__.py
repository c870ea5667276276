"""A case held against a profile: which tier is reached, what is met, what is missing, and where it stands with it."""
