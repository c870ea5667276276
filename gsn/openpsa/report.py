"""An analysis as lines for people and as data for programs. Pure functions; nothing is computed here that matters.

Digits are rounded to the nearest, but for bounds, which are rounded to the side on which they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from gsn.openpsa.analysis import Analysis, CutSetsFound, Importance, Ratio, UnderAnyDependence, UnderIndependence
from gsn.openpsa.enclosure import in_digits, not_above, not_below

FORMAT = "gsn-open-psa/1"
"""Names the data's layout; it changes when a program that reads it would have to."""

MOST_ROWS = 20
"""Basic events in the table of importance; the data has them all."""

_ORDERS = 8
"""Orders of cut sets that one line lists."""

_PRECISE = 15
"""Digits of numbers in the data; more than a double has, so that reading them loses nothing that it could keep."""


def as_lines(analysis: Analysis) -> Iterator[str]:
    """The analysis as text, a line at a time."""
    tree = analysis.tree
    yield f"fault tree {tree.name}, top event {tree.top}"
    yield f"  {_counted(analysis.gates, 'gate')}, {_counted(analysis.events, 'basic event')}{_groups(analysis)}"
    if not analysis.coherent:
        yield "  not coherent: something that does not occur can bring the top event about"
    yield ""
    yield from _under_independence(analysis.independent, analysis.refused)
    yield from _under_any_dependence(analysis.dependent)
    yield from _cut_sets(analysis.cut_sets, analysis)
    if analysis.independent is not None:
        yield from _table(analysis.independent.importances)
    if tree.notes:
        yield ""
        yield from (f"note: {note}" for note in tree.notes)


def as_data(analysis: Analysis) -> dict[str, Any]:
    """The analysis as JSON has it. Numbers are texts, so that no reader rounds them."""
    independent, cut_sets, dependent = analysis.independent, analysis.cut_sets, analysis.dependent
    return {
        "format": FORMAT,
        "fault_tree": analysis.tree.name,
        "top_event": analysis.tree.top,
        "gates": analysis.gates,
        "basic_events": analysis.events,
        "common_cause_groups": [group.name for group in analysis.tree.groups],
        "coherent": analysis.coherent,
        "diagram_nodes": analysis.nodes,
        "if_independent": None
        if independent is None
        else {
            "probability_at_least": not_above(independent.probability.low, _PRECISE),
            "probability_at_most": not_below(independent.probability.high, _PRECISE),
            "importance": [_row(each) for each in independent.importances],
        },
        "under_any_dependence": {
            "at_least": not_above(dependent.least, _PRECISE),
            "at_most": not_below(dependent.most, _PRECISE),
            "sharp": dependent.sharp,
            "loose_because": dependent.flaw,
            "weights": {event: str(weight) for event, weight in dependent.weights.items()},
        },
        "minimal_cut_sets": None
        if cut_sets is None
        else {
            "count": cut_sets.count,
            "by_order": {str(order): count for order, count in cut_sets.by_order.items()},
            "most_probable": [
                {"events": list(each.events), "probability": in_digits(each.probability, _PRECISE)}
                for each in cut_sets.leading
            ],
        },
        "refused": dict(analysis.refused),
        "notes": list(analysis.tree.notes),
    }


# Lines


def _under_independence(found: UnderIndependence | None, refused: Mapping[str, str]) -> Iterator[str]:
    if found is None:
        yield f"if all are independent     not computed: {refused.get('diagram') or refused['probability']}"
    else:
        yield f"if all are independent     {in_digits(found.probability.high)}"


def _under_any_dependence(found: UnderAnyDependence) -> Iterator[str]:
    how = "sharp: some dependence comes to it" if found.sharp else f"may be loose: {found.flaw}"
    yield f"whatever their dependence  at most {not_below(found.most)} ({how})"
    yield f"                           at least {not_above(found.least)}"


def _cut_sets(found: CutSetsFound | None, analysis: Analysis) -> Iterator[str]:
    if found is None:
        yield f"minimal cut sets           not counted: {analysis.refused.get('cut sets', 'there is no diagram')}"
        return
    orders = [f"{count:,} of order {order}" for order, count in islice(found.by_order.items(), _ORDERS)]
    listed = sum(islice(found.by_order.values(), _ORDERS))
    more = f", {found.count - listed:,} of higher order" if listed < found.count else ""
    yield f"minimal cut sets           {found.count:,}: {', '.join(orders)}{more}"
    if not analysis.coherent:
        yield "                           (of what occurs; what must not occur is left out)"
    for each in found.leading:
        yield f"  {in_digits(each.probability):>12}  {', '.join(each.events)}"


def _table(importances: Sequence[Importance]) -> Iterator[str]:
    if not importances:
        return
    yield ""
    widest = max(len("basic event"), *(len(each.event) for each in importances[:MOST_ROWS]))
    heads = ("probability", "MIF", "CIF", "DIF", "RAW", "RRW")
    yield f"{'basic event':<{widest}}" + "".join(f"{head:>13}" for head in heads)
    for each in importances[:MOST_ROWS]:
        ratios = (each.critical, each.diagnostic, each.achievement, each.reduction)
        cells = (in_digits(each.probability), in_digits(each.marginal), *map(_told, ratios))
        yield f"{each.event:<{widest}}" + "".join(f"{cell:>13}" for cell in cells)
    if len(importances) > MOST_ROWS:
        yield f"and {_counted(len(importances) - MOST_ROWS, 'further basic event')}"


def _told(ratio: Ratio, digits: int = 6) -> str:
    if ratio.value is not None:
        return in_digits(ratio.value, digits)
    return "infinite" if ratio.infinite else "undefined"


def _row(each: Importance) -> dict[str, str]:
    return {
        "event": each.event,
        "probability": in_digits(each.probability, _PRECISE),
        "MIF": in_digits(each.marginal, _PRECISE),
        "CIF": _told(each.critical, _PRECISE),
        "DIF": _told(each.diagnostic, _PRECISE),
        "RAW": _told(each.achievement, _PRECISE),
        "RRW": _told(each.reduction, _PRECISE),
    }


def _groups(analysis: Analysis) -> str:
    groups = analysis.tree.groups
    return f", {_counted(len(groups), 'group')} of common causes" if groups else ""


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
