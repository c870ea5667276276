"""For rules that conclude from what is not there: silent where it may stand on a line that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from gsn.argument import Argument
from gsn.findings import Finding

CaseCheck = Callable[[Argument], Iterator[Finding]]


def if_all_was_read(check: CaseCheck) -> CaseCheck:
    """Let a check over a whole case run only where every line of it was read.

    A number follows from many lines of several files; the one that was lost may be what carries it. The case is
    rejected anyway.
    """

    @wraps(check)
    def silent(argument: Argument) -> Iterator[Finding]:
        return iter(()) if argument.case.problems else check(argument)

    return silent
