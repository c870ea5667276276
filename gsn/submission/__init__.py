"""Sealed submissions: a case in one signed file, and checking it without trusting the file or who made it."""
