"""Quantified risk: the problem that a case states, what follows from it, and the kernel that checks derivations."""
