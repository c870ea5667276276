"""Changes of a problem after its certificate was made.

Each certificate is given the changed problem's digest, so that it is refused for what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from gsn.risk.kernel import Checked, check
from gsn.risk.problem import Carrying, ClaimId, LicenceKind, MeasurementId, Reach, Step
from tests.risk.kernel.building import Draft, for_problem, named
from tests.risk.kernel.examples import EXAMPLES

Change = Callable[[Draft], object]
LITTLE = Fraction(1, 10**40)


def after(example: str, change: Change) -> tuple[Checked, ClaimId]:
    """What an example's certificate proves of the changed problem."""
    draft, claim = EXAMPLES[example]()
    certificate = draft.certificate()
    change(draft)
    problem = draft.problem()
    return check(problem, for_problem(certificate, problem)), claim


def record(name: str, **changes: Any) -> Change:
    """A record's measurement with something else in it."""

    def change(draft: Draft) -> None:
        id_ = MeasurementId(named(name), 0)
        draft.measurements[id_] = replace(draft.measurements[id_], **changes)

    return change


def result(name: str, **changes: Any) -> Change:
    """A record with other figures."""

    def change(draft: Draft) -> None:
        id_ = MeasurementId(named(name), 0)
        held = draft.measurements[id_].result
        assert held is not None
        draft.measurements[id_] = replace(draft.measurements[id_], result=held._replace(**changes))

    return change


def claim(goal: str, **changes: Any) -> Change:
    """A claim that says something else."""

    def change(draft: Draft) -> None:
        id_ = ClaimId(named(goal), 0)
        draft.claims[id_] = draft.claims[id_]._replace(**changes)

    return change


def quantity(name: str, **changes: Any) -> Change:
    def change(draft: Draft) -> None:
        draft.quantities[named(name)] = replace(draft.quantities[named(name)], **changes)

    return change


def licence(**changes: Any) -> Change:
    def change(draft: Draft) -> None:
        draft.licences[0] = draft.licences[0]._replace(**changes)

    return change


def another_licence(kind: LicenceKind, *members: str, factor: str | None = None) -> Change:
    return lambda draft: draft.licence(kind, list(members), "G-other", factor=factor)


def mark(name: str) -> Change:
    return lambda draft: draft.marks.update({named(name): ("is undeveloped",)})


def mark_edge(source: str, target: str) -> Change:
    return lambda draft: draft.marked_edges.update({(named(source), named(target)): "is given up"})


def unproved_claim(goal: str) -> Change:
    """A claim on something else, at a goal that is leaned on."""

    def change(draft: Draft) -> None:
        draft.probability("elsewhere")
        draft.claim(goal, "elsewhere", "<=", "0.5", "5%")

    return change


def rests(source: str, target: str) -> Change:
    return lambda draft: draft.rest(source, target)


def scope(element: str, *contexts: str) -> Change:
    return lambda draft: draft.scopes.update({named(element): tuple(map(named, contexts))})


def another_record(of: str, *, accepted: bool = False, share: Fraction | None = None) -> Change:
    """Somewhere in the case another record measures the same; nobody cites it, and nothing is known of its figures."""
    return lambda draft: draft.record("R-other", of, None, accepted=accepted, share=share)


def another_child(goal: str, of: str, *, doubt: str = "0.01%") -> Change:
    """Another goal below, whose claim is not used and not proved."""

    def change(draft: Draft) -> None:
        draft.claim("G-other", of, "<=", "1", doubt, unit=next(iter(draft.claims.values())).unit)
        draft.support(goal, goals=["G-other"])

    return change


def limit(**changes: Any) -> Change:
    def change(draft: Draft) -> None:
        draft.limits[0] = draft.limits[0]._replace(**changes)

    return change


def no_support(goal: str) -> Change:
    return lambda draft: draft.steps.pop(named(goal))


def longer_definition(name: str, definition: Any) -> Change:
    def change(draft: Draft) -> None:
        draft.frequency("forgotten")
        quantity(name, definition=definition)(draft)

    return change


def carried(where: str, source: str, target: str, by: str = "GK") -> Change:
    def change(draft: Draft) -> None:
        draft.carrying.clear()
        draft.carrying[named(where)] = (Carrying(named(source), named(target), named(by)),)

    return change


def only_way(goal: str, target: str, *ways: tuple[str, ...]) -> Change:
    """Other ways to a child goal, in this order."""

    def change(draft: Draft) -> None:
        step = draft.steps[named(goal)]
        found = tuple(tuple(map(named, way)) for way in ways)
        reaches = [reach for reach in step.goals if reach.target != named(target)]
        more = (Reach(named(target), found),) if found else ()
        draft.steps[named(goal)] = Step((*reaches, *more), step.records)

    return change
