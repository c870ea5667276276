"""Findings and verdicts as text and as data."""
