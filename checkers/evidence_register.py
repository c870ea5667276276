"""From the register of a case's evidence to findings: each thing that it holds, at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gsn.argument import Argument, Neighbourhood
from gsn.evidence.flaws import Flaw, Where
from gsn.findings import Finding
from gsn.model.place import Place
from gsn.model.reference import Identity

if TYPE_CHECKING:
    from gsn.evidence.states import Assessment


def told(argument: Argument, code: str) -> Iterator[Finding]:
    """The findings of one rule that the register holds."""
    for flaw in argument.register.flaws.get(code, ()):
        yield from finding_of(argument, flaw)


def finding_of(argument: Argument, flaw: Flaw) -> Iterator[Finding]:
    """A flaw at its place; nothing where that could not be read."""
    place = _place(argument, flaw.where)
    if place is None:
        return
    related = ((_place(argument, where), words) for where, words in flaw.related)
    yield Finding(
        flaw.message,
        place,
        flaw.where.element,
        flaw.help,
        tuple((found, words) for found, words in related if found is not None),
    )


def _place(argument: Argument, where: Where) -> Place | None:
    element = argument.element(where.element)
    if element is None:
        return None
    return element.place_of(where.clause_field, where.index) if where.clause_field else element.place


def in_state(near: Neighbourhood, code: str, help_: str) -> Iterator[Finding]:
    """The record, if the rule with this code finds its state: at the clause that says so, with what stands on it."""
    element = near.element
    assessment: Assessment | None = near.argument.register.assessments.get(element.identity)
    if assessment is None or assessment.code != code or assessment.clause_field in element.lost:
        return
    yield Finding(
        f"evidence `{element.name}` is {assessment.state}: {assessment.why}",
        element.place_of(assessment.clause_field),
        element.identity,
        help=help_,
        related=tuple((place, "used here") for place in _uses(near.argument, element.identity)),
    )


def _uses(argument: Argument, record: Identity) -> list[Place]:
    """Where a record is cited, or stands for its solution."""
    cited = [solution.place_of("cites") for solution in argument.citing.get(record, ())]
    return [*(link.place for link in argument.parents_of(record)), *cited]
