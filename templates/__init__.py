"""The documents' templates. Text, and no Python."""
