"""Evaluation logs: what k and n a run gives for the event that an author counts, and what speaks against the count."""
