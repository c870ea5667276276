"""Quantified risk: the problem that a case states, what can be derived of it, and the kernel that checks derivations."""
