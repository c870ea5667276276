"""What can be said of a fault tree: exactly if its events are independent, and sharply if nothing is known of that.

Every part of it may be refused where it is too large, with the count, and what remains is said all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nsmallest
from math import prod
from typing import NamedTuple

from gsn.openpsa.causes import expanded, of_member
from gsn.openpsa.definitions import Include
from gsn.openpsa.document import shown
from gsn.openpsa.enclosure import Enclosure
from gsn.openpsa.reading import MISSION_TIME, read_tree
from gsn.openpsa.tree import NESTED, Event, Tree
from gsn.risk.covering import cover_by, sharpest_cover
from gsn.risk.cutsets import CutSets, minimal_cut_sets
from gsn.risk.diagram import MOST_NODES, Diagram, TooLarge, birnbaum, build, dual, least_probable, most_probable
from gsn.risk.fast import build_fast
from gsn.risk.formula import Formula, formula_of, in_order, is_monotone
from gsn.risk.nodewise import node_wise_cover, stands_once

MOST_LISTED = 20_000
"""Minimal cut sets of which the most probable are looked for."""

LEADING = 10
"""Minimal cut sets that are listed."""


class Ratio(NamedTuple):
    """How many times one probability is another; infinite over nought, and nothing if both are nought."""

    value: Fraction | None
    infinite: bool = False


class Importance(NamedTuple):
    """What a basic event is to the top event, all as SCRAM and others define them.

    ``marginal`` (Birnbaum): by how much the top event is more probable if the event occurs than if it does not.
    ``critical``: that, times the event's probability over the top event's. ``diagnostic`` (Fussell and Vesely): how
    probable the event is given the top event. ``achievement`` and ``reduction``: how many times the top event is more
    probable if the event is certain, and less probable if it is impossible.
    """

    event: str
    probability: Fraction
    marginal: Fraction
    critical: Ratio
    diagnostic: Ratio
    achievement: Ratio
    reduction: Ratio


class LeadingSet(NamedTuple):
    """A minimal cut set, and how probable it is that all of it occurs."""

    events: tuple[str, ...]
    probability: Fraction


@dataclass(frozen=True, slots=True)
class CutSetsFound:
    """Minimal cut sets: how many, of which order, and the most probable where there are few enough to look."""

    count: int
    by_order: Mapping[int, int]
    leading: tuple[LeadingSet, ...]


@dataclass(frozen=True, slots=True)
class UnderIndependence:
    """What holds if the basic events, and the causes that groups become, are mutually independent."""

    probability: Enclosure
    importances: tuple[Importance, ...]


@dataclass(frozen=True, slots=True)
class UnderAnyDependence:
    """What holds whatever depends on whatever, given no more than each basic event's probability.

    ``weights`` prove the upper bound: in every world with the top event, the events that occur weigh at least 1.
    """

    least: Fraction
    most: Fraction
    sharp: bool
    flaw: str | None
    weights: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found; where a part is missing, ``refused`` says why under its name."""

    tree: Tree
    gates: int
    events: int
    coherent: bool
    nodes: int | None
    independent: UnderIndependence | None
    cut_sets: CutSetsFound | None
    dependent: UnderAnyDependence
    refused: Mapping[str, str]


def analyse(
    data: bytes,
    *,
    top: str | None = None,
    mission_time: Fraction = MISSION_TIME,
    most_nodes: int = MOST_NODES,
    fast: bool = False,
    include: Include | None = None,
) -> Analysis:
    """Read a fault tree in Open-PSA's exchange format and say what can be said of its top event.

    Args:
        data: The document.
        top: The full name of the top event's gate; needed where several gates are used by no other.
        mission_time: In the model's own unit of time.
        most_nodes: Nodes of a diagram, above which it is refused.
        fast: Make the diagrams with OxiDD, which gets through larger ones (extra `fast`).
        include: Gives the bytes of files that the document includes.

    Raises:
        OpenPsaProblem: The document is no fault tree that can be read; says what is wrong, and at which line.
        FastMissing: OxiDD was asked for and is not installed.
    """
    tree = read_tree(data, top=top, mission_time=mission_time, include=include)
    return analyse_tree(tree, most_nodes=most_nodes, fast=fast)


def analyse_tree(tree: Tree, *, most_nodes: int = MOST_NODES, fast: bool = False) -> Analysis:
    """Say what can be said of a fault tree's top event; :func:`analyse` reads it first."""
    refused: dict[str, str] = {}
    plain = _Drawn.of(tree, most_nodes, refused, fast=fast)
    causes = _Drawn.of(expanded(tree), most_nodes, refused, fast=fast) if tree.groups else plain
    return Analysis(
        tree=tree,
        gates=sum(name in tree.gates and NESTED not in name for name in in_order(tree.gates, tree.top)),
        events=plain.formula.variables,
        coherent=is_monotone(plain.formula),
        nodes=None if causes.diagram is None else causes.diagram.nodes,
        independent=_independent(causes, refused),
        cut_sets=_cut_sets(causes, most_nodes, refused),
        dependent=_dependent(tree, plain, refused.get("diagram")),
        refused=refused,
    )


class _Drawn(NamedTuple):
    """A tree's formula, its diagram if it is not too large, and the basic events by the numbers of its variables."""

    formula: Formula
    diagram: Diagram | None
    events: Sequence[Event]

    @staticmethod
    def of(tree: Tree, most_nodes: int, refused: dict[str, str], *, fast: bool) -> _Drawn:
        formula = formula_of(tree.gates, tree.top)
        events = [tree.events[str(name)] for name in formula.names]
        try:
            return _Drawn(formula, (build_fast if fast else build)(formula, most_nodes), events)
        except TooLarge as too_large:
            refused["diagram"] = str(too_large)
            return _Drawn(formula, None, events)


# Under independence


def _independent(drawn: _Drawn, refused: dict[str, str]) -> UnderIndependence | None:
    diagram, events = drawn.diagram, drawn.events
    if diagram is None:
        return None
    known = [event.probability for event in events if event.probability is not None]
    if len(known) < len(events):
        first = next(event.name for event in events if event.probability is None)
        missing = len(events) - len(known)
        counted = "1 basic event has" if missing == 1 else f"{missing:,} basic events have"
        refused["probability"] = f"{counted} no probability, first {shown(first)}"
        return None
    lows, highs = [each.low for each in known], [each.high for each in known]
    try:
        least = least_probable(diagram, lows, highs)
        most = least if lows == highs else most_probable(diagram, lows, highs)
        factors = birnbaum(diagram, highs)
    except TooLarge as too_large:
        refused["probability"] = str(too_large)
        return None
    importances = [_importance(*each, most) for each in zip(events, highs, factors, strict=True)]
    importances.sort(key=lambda each: (-(each.critical.value or 0), each.event))
    return UnderIndependence(Enclosure(least, most), tuple(importances))


def _importance(event: Event, probability: Fraction, factor: Fraction, top: Fraction) -> Importance:
    occurs = top + (1 - probability) * factor
    does_not = top - probability * factor
    return Importance(
        event=event.name,
        probability=probability,
        marginal=factor,
        critical=_ratio(probability * factor, top),
        diagnostic=_ratio(probability * occurs, top),
        achievement=_ratio(occurs, top),
        reduction=_ratio(top, does_not),
    )


def _ratio(one: Fraction, other: Fraction) -> Ratio:
    return Ratio(one / other) if other else Ratio(None, infinite=one != 0)


# Cut sets


def _cut_sets(drawn: _Drawn, most_nodes: int, refused: dict[str, str]) -> CutSetsFound | None:
    if drawn.diagram is None:
        return None
    try:
        found = minimal_cut_sets(drawn.diagram, most_nodes)
    except TooLarge as too_large:
        refused["cut sets"] = str(too_large)
        return None
    few = found.count <= MOST_LISTED
    return CutSetsFound(found.count, found.by_order(), _leading(found, drawn.events) if few else ())


def _leading(found: CutSets, events: Sequence[Event]) -> tuple[LeadingSet, ...]:
    known = [event.probability.high for event in events if event.probability is not None]
    if len(known) < len(events):
        return ()
    weighed = (
        LeadingSet(
            tuple(sorted(events[variable].name for variable in each)),
            prod((known[variable] for variable in each), start=Fraction(1)),
        )
        for each in found
    )
    return tuple(nsmallest(LEADING, weighed, key=lambda each: (-each.probability, each.events)))


# Under any dependence


def _dependent(tree: Tree, drawn: _Drawn, too_large: str | None) -> UnderAnyDependence:
    """Bounds from each basic event's probability alone; that of a group's member is what its sets come to."""
    marginals = [event.probability or Enclosure(Fraction(0), Fraction(1)) for event in drawn.events]
    grouped = {member: of_member(group) for group in tree.groups for member in group.members}
    marginals = [grouped.get(event.name, own) for event, own in zip(drawn.events, marginals, strict=True)]
    highs = [each.high for each in marginals]
    if drawn.diagram is None or stands_once(drawn.formula):
        cover = node_wise_cover(drawn.formula, highs)
    else:
        cover = cover_by(drawn.diagram, drawn.formula, highs)
    least = Fraction(0)
    if drawn.diagram is not None:
        least = 1 - sharpest_cover(dual(drawn.diagram), [1 - each.low for each in marginals]).bound
    weights = {event.name: weight for event, weight in zip(drawn.events, cover.weights, strict=True) if weight}
    flaw = cover.flaw if drawn.diagram is not None or cover.flaw is None else f"{cover.flaw}: {too_large}"
    return UnderAnyDependence(least, cover.bound, cover.sharp, flaw, weights)
