"""A family that takes a code of another, and so does not run."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element


@rule("GSN201", "taken-code", Severity.ERROR, scope=Scope.ELEMENT)
def taken_code(_element: Element) -> Iterator[Finding]:
    """A code is another rule's."""
    yield from ()
