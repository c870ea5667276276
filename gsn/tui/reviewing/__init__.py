"""Reviewing on the terminal: a case that is read, and a review of it that is written."""
