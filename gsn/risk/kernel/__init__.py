"""The kernel: what has to be trusted for a number in a case to be believed, and small enough to be read in one sitting.

``check`` holds a certificate, whoever made it, against a problem that was read from the texts. It shares no code with
the search that finds certificates. Read ``checking`` first; then ``rules``, ``records``, ``boolean`` and ``goals``,
which are the rules of the calculus; then ``charging`` and ``soundness``, which are what makes them hold together.
"""

from gsn.risk.kernel.checking import Checked, Proof, check

__all__ = ["Checked", "Proof", "check"]
