"""The traceability matrices: from hazards to goals to evidence, from requirements to evidence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.report.content.basis import Basis
from gsn.report.model.review import Trace, Traces
from gsn.report.model.treaty import Obligations
from gsn.report.model.values import Part
from gsn.risk.term import written

MOST_ROWS = 1000
"""Rows of the matrix of hazards; a matrix of more is searched and not read."""


def traces_of(basis: Basis, obligations: Obligations, *, with_numbers: bool) -> Traces:
    """Both matrices.

    Args:
        basis: The case.
        obligations: What the profile asks.
        with_numbers: Whether the case's numbers were judged: else only the argument tells what bears on a hazard.
    """
    rows = list(islice(_hazards(basis), MOST_ROWS + 1)) if with_numbers else []
    more = sum(1 for _ in _hazards(basis)) - MOST_ROWS if len(rows) > MOST_ROWS else 0
    nowhere = Part("")
    return Traces(
        hazards=tuple(rows[:MOST_ROWS]),
        hazards_more=more,
        requirements=tuple(
            Trace(Part(row.name, row.id), nowhere, row.state, row.evidence) for row in obligations.requirements
        ),
        requirements_not_looked_at=obligations.not_looked_at,
    )


def _hazards(basis: Basis) -> Iterator[Trace]:
    """For each hazard, every goal that claims something of it or of what it is made of, with that goal's records."""
    proofs = basis.argument.risk
    by_quantity: dict[Identity, list[Identity]] = {}
    for outcome in proofs.outcomes.values():
        by_quantity.setdefault(outcome.claim.quantity, []).append(outcome.id.goal)
    for hazard in basis.argument.by_kind[Kind.HAZARD]:
        parts = proofs.search.charging.closure(hazard.identity)
        source = basis.part(hazard.identity)
        for quantity, goals in by_quantity.items():
            if quantity in parts or quantity == hazard.identity:
                for goal in dict.fromkeys(goals):
                    yield Trace(source, basis.part(goal), written(quantity), basis.parts(records_at(basis, goal)))


def records_at(basis: Basis, goal: Identity) -> list[Identity]:
    """The records that stand right below a goal, through its strategies and solutions."""
    argument = basis.argument
    found: dict[Identity, None] = {}
    stack = [link.target for link in argument.support_of(goal)]
    seen: set[Identity] = set()
    while stack:
        identity = stack.pop()
        if identity in seen:
            continue
        seen.add(identity)
        kind = argument.kind_of(identity)
        if kind in {Kind.SOLUTION, Kind.EVIDENCE}:
            found.update(dict.fromkeys(argument.records_of(identity)))
        elif kind is Kind.STRATEGY:
            stack += [link.target for link in argument.support_of(identity)]
    return sorted(found)
