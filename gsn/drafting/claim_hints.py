"""What was proved of each claim in numbers, in a few words to be shown beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gsn.drafting.analysis import Analysis
from gsn.drafting.position import Position, exact_range_of
from gsn.risk.figures import figure
from gsn.risk.problem import Side
from gsn.risk.proving import Outcome


@dataclass(frozen=True, slots=True)
class ClaimHint:
    """What stands behind a claim: whether it is proved and what was derived, and why it is not."""

    position: Position
    label: str
    why: str


def claim_hints(analysis: Analysis, path: Path) -> list[ClaimHint]:
    """The claims of a file, in its order; none before the first whole check."""
    if analysis.judgement is None:
        return []
    found: list[ClaimHint] = []
    for outcome in analysis.judgement.argument.risk.outcomes.values():
        goal = analysis.reading.declared(outcome.id.goal)
        if goal is None:
            continue
        place = goal.place_of("claims", outcome.id.position)
        if analysis.reading.path_of(place) == path:
            found.append(ClaimHint(exact_range_of(place).end, _label(outcome), outcome.why))
    return sorted(found, key=lambda hint: hint.position)


def _label(outcome: Outcome) -> str:
    said = "✓ proved" if outcome.proved else "✗ not proved"
    derived = outcome.attempt.derived
    if derived is None:
        return said
    side = "at most" if outcome.claim.side is Side.UPPER else "at least"
    return f"{said}; derived: {side} {figure(derived.value, derived.unit, outcome.claim.side)}"
