"""What a step may use: proved claims and accepted records that directly support its goal by a way without a mark."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import NamedTuple

from gsn.model.reference import Identity, name_of
from gsn.risk.certificate import Hypothesis
from gsn.risk.problem import Claim, ClaimId, Measurement, Problem, Reach

Soundness = Callable[[Identity], bool]
"""Whether an element and all that it rests on is supported."""


class Way(NamedTuple):
    """How a leaf is reached from its goal, and the contexts that hold along it."""

    elements: tuple[Identity, ...]
    scopes: tuple[Identity, ...]


class Leaf(NamedTuple):
    """A child's claim or a record's measurement that a step may use, and what using it presumes of configurations."""

    source: Claim | Measurement
    way: Way
    carried: Hypothesis | None


class Barred(NamedTuple):
    """What a step may not use, and why."""

    source: Claim | Measurement
    why: str


def blocked(problem: Problem, goal: Identity, scopes: Iterable[Identity]) -> str | None:
    """Why nothing can be proved at an element: a mark on it, on its contexts, or on the edges to them."""
    marks = problem.marks.get(goal)
    if marks:
        return f"`{name_of(goal)}` {marks[0]}"
    for scope in scopes:
        if scope in problem.marks:
            return f"`{name_of(scope)}`, in whose scope it stands, {problem.marks[scope][0]}"
        if (goal, scope) in problem.marked_edges:
            return f"the link to `{name_of(scope)}` {problem.marked_edges[goal, scope]}"
    return None


def clean_way(problem: Problem, goal: Identity, reach: Reach) -> Way | str:
    """The first way to a leaf on which nothing is marked; or why there is none."""
    why = "nothing leads to it"
    for way in reach.ways:
        found = _mark_on(problem, goal, way, reach.target)
        if found is None:
            scopes = tuple(scope for element in way for scope in problem.scopes.get(element, ()))
            return Way(way, scopes)
        why = found
    return why


def _mark_on(problem: Problem, goal: Identity, way: tuple[Identity, ...], target: Identity) -> str | None:
    for source, onward in zip((goal, *way), (*way, target), strict=True):
        if (source, onward) in problem.marked_edges:
            return f"the link from `{name_of(source)}` to `{name_of(onward)}` {problem.marked_edges[source, onward]}"
        why = blocked(problem, onward, problem.scopes.get(onward, ()) if onward != target else ())
        if why is not None:
            return why
    return None


def usable_claim(
    problem: Problem, claim: Claim, child: Claim, reach: Reach, proved: Container[ClaimId], is_sound: Soundness
) -> Leaf | str:
    """A child's claim as a leaf; or why it is none."""
    if child.id not in proved:
        return "it is not proved"
    way = clean_way(problem, claim.id.goal, reach)
    if isinstance(way, str):
        return way
    if child.subject is None or child.subject == claim.subject:
        return Leaf(child, way, None)
    return _carried(problem, claim, child, way, is_sound)


def usable_record(
    problem: Problem, claim: Claim, measurement: Measurement, reach: Reach, is_sound: Soundness
) -> Leaf | str:
    """A cited measurement as a leaf; or why it is none."""
    if not measurement.accepted:
        return "its record is not accepted"
    if measurement.flaw is not None:
        return measurement.flaw
    way = clean_way(problem, claim.id.goal, reach)
    if isinstance(way, str):
        return way
    if measurement.subject == claim.subject:
        return Leaf(measurement, way, None)
    if measurement.subject is None:
        return f"it does not say that it is about `{name_of(claim.subject or '')}`"
    return _carried(problem, claim, measurement, way, is_sound)


def _carried(problem: Problem, claim: Claim, source: Claim | Measurement, way: Way, is_sound: Soundness) -> Leaf | str:
    """A result for another configuration, where a supported goal argues that it bears on this one."""
    why = "nothing carries it over"
    for element in (claim.id.goal, *way.elements):
        for carrying in problem.carrying.get(element, ()):
            if (carrying.source, carrying.target) != (source.subject, claim.subject):
                continue
            if is_sound(carrying.by):
                return Leaf(source, way, Hypothesis("carrying", element, carrying.by))
            why = f"`{name_of(carrying.by)}`, which would carry it over, is not supported"
    about = f"the claim about `{name_of(claim.subject)}`" if claim.subject else "the claim is for no configuration"
    return f"it is about `{name_of(source.subject or '')}`, {about}, and {why}"
