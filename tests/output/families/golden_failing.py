"""A family that finds something and then fails."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule


@rule("GSN701", "odd-case", Severity.WARNING, scope=Scope.CASE)
def odd_case(argument: Argument) -> Iterator[Finding]:
    """A case is odd."""
    yield Finding("the case is odd", argument.case.head_place())
    raise LookupError("no such shelf")


@rule("GSN702", "even-case", Severity.WARNING, scope=Scope.CASE)
def even_case(_argument: Argument) -> Iterator[Finding]:
    """A case is even."""
    yield from ()
