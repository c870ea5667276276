"""A family whose fixes change what is said."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.findings import Edit, Finding, Fix, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import Kind


@rule("GSN299", "goal", Severity.WARNING, scope=Scope.ELEMENT, kinds=[Kind.GOAL])
def goal(element: Element) -> Iterator[Finding]:
    """There is a goal."""
    fix = Fix("remove it", (Edit(element.place, ""),))
    yield Finding("there is a goal", element.place, element.identity, fix=fix)
