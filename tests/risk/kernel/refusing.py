"""A problem to write one wrong step about, and whether it is refused for that."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from gsn.risk.certificate import Witness
from gsn.risk.kernel import check
from gsn.risk.problem import Believed, LicenceKind, MeasurementId, Side
from gsn.risk.term import Term
from tests.risk.kernel.building import UPPER, Draft, any_of, exact, named, no, prefix

Refusal = tuple[Callable[[Draft], object], str]
"""What is written, its last step being the wrong one, and what is said of that."""


def start() -> Draft:
    """Quantities to write about."""
    draft = Draft()
    draft.probability("a", "b", "c")
    draft.probability("later", conditions=(prefix("f"),))
    draft.frequency("f", "g")
    draft.frequency("h", hazard=True, definition=any_of("f", "g"))
    draft.probability("d", definition=any_of("a", "b"))
    return draft


def half(draft: Draft, of: str, *, side: Side = UPPER, value: str = "1/2", **others: Any) -> int:
    return draft.bounded("G", of, value, "2%", held="1%", side=side, **others)


def goal_of(draft: Draft, of: str, *, side: Side = UPPER) -> int:
    """The step that proves a claim, rather than the leaf that uses it."""
    return half(draft, of, side=side) - 1


def licence(draft: Draft, kind: LicenceKind, *members: str, given: tuple[Term, ...] = ()) -> dict[str, Any]:
    position = draft.licence(kind, members, "GL", given=given, factor="c")
    return {"witness": Witness(licences=(position,)), "holds": [("licence", members[0], "GL")]}


def weighing(*weights: str) -> Witness:
    return Witness(weights=tuple(map(Fraction, weights)))


def measured(draft: Draft, of: str, result: Any, **others: Any) -> MeasurementId:
    return draft.record("R", of, result, **others)


BELIEVED = Believed(exact("1/4"), exact("1/2"), None, exact("1%"), central=False)


def nested(depth: int) -> Term:
    term: Term = named("a")
    for _ in range(depth):
        term = no(term)
    return term


def refused_because(refusal: Refusal) -> bool:
    """Whether the last step is refused for the reason that is meant."""
    write, reason = refusal
    draft = start()
    write(draft)
    told = check(draft.problem(), draft.certificate()).nodes_refused[len(draft.nodes) - 1]
    assert "could not be checked" not in told
    return reason in told
