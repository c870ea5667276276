"""A family of rules that does not change when those of the tool do: what outputs are held against is made with it."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Neighbourhood
from gsn.findings import Edit, Finding, Fix, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.statements.argument import GoalStatement
from gsn.model.statements.evidence import EvidenceStatement


@rule("GSN201", "unsupported-goal", Severity.ERROR, kinds=[Kind.GOAL])
def unsupported_goal(near: Neighbourhood) -> Iterator[Finding]:
    """A goal has no support and is not marked undeveloped.

    **Why it matters.** It is an assertion. The step above it
    takes it as shown.

    **Breaks it**

        goal G1 "The filter holds {here}"
    """
    goal, says = near.element, near.element.says
    if not near.support and isinstance(says, GoalStatement) and says.undeveloped is None:
        above = tuple((link.place, "taken as shown here") for link in near.parents)
        help_ = "support it, or mark it `undeveloped`"
        yield Finding(f"`{goal.name}` has no support", goal.place, goal.identity, help_, above)


@rule("GSN202", "small-name", Severity.WARNING, scope=Scope.ELEMENT, kinds=[Kind.GOAL])
def small_name(element: Element) -> Iterator[Finding]:
    """A goal's name begins with a small letter."""
    if element.name[0].islower():
        name = element.name.capitalize()
        fix = Fix(f"call it `{name}`", (Edit(element.place, name),), safe=True)
        yield Finding(f"`{element.name}` begins with a small letter", element.place, element.identity, fix=fix)


@rule("GSN303", "expired-evidence", Severity.ERROR, kinds=[Kind.EVIDENCE])
def expired_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """Evidence has expired."""
    record = near.element
    if (
        isinstance(record.says, EvidenceStatement)
        and record.says.expires is not None
        and record.says.expires < near.argument.as_of
    ):
        yield Finding(f"`{record.name}` has expired", record.place_of("expires"), record.identity)


@rule("GSN801", "weak-word", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.GOAL])
def weak_word(element: Element) -> Iterator[Finding]:
    """A goal says `should`."""
    line = element.place.line
    start = line.text.find("should")
    if start >= 0:
        yield Finding(f"`{element.name}` says `should`", Place(line, start, start + 6), element.identity)


@rule("GSN899", "never-found", Severity.WARNING, scope=Scope.ELEMENT)
def never_found(_element: Element) -> Iterator[Finding]:
    """Nothing is wrong with anything."""
    yield from ()
