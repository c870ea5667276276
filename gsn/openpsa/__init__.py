"""Fault trees in Open-PSA's exchange format: read from bytes that may be hostile, and evaluated exactly."""
