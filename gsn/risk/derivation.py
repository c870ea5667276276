"""A derivation as a person reads it: from the claim down to what it stands on, a line a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gsn.model.reference import Identity, name_of
from gsn.risk.certificate import Node, Rule
from gsn.risk.figures import figure, percent, shown
from gsn.risk.problem import Believed, Compared, Counted, GivenPrior, Measurement, Observed, Problem, Side
from gsn.risk.term import written


class DerivationLine(NamedTuple):
    """One step. ``again`` where what it stands on was shown before."""

    depth: int
    node: int
    statement: str
    reason: str
    source: Identity | None
    again: bool


_SILENT = frozenset({Rule.DEFINE, Rule.CONVERT})
"""Steps that only pass a bound on: told in the line of what they pass it to."""


def derivation(problem: Problem, nodes: Sequence[Node], root: int) -> Iterator[DerivationLine]:
    """The steps below a bound, depth first; a child's claim ends a branch, for it has a derivation of its own."""
    seen: set[int] = set()
    stack = [(root, 0)]
    while stack:
        position, depth = stack.pop()
        top = nodes[position]
        position = _spoken(nodes, position)
        node = nodes[position]
        again = position in seen and bool(node.premises) and node.rule is not Rule.CLAIM
        reason, source = _reason(problem, node)
        yield DerivationLine(depth, position, _statement(top), reason, source, again)
        if node.rule is not Rule.CLAIM and not again:
            stack.extend((premise, depth + 1) for premise in reversed(node.premises))
        seen.add(position)


def _spoken(nodes: Sequence[Node], position: int) -> int:
    while nodes[position].rule in _SILENT:
        position = nodes[position].premises[0]
    return position


def _statement(node: Node) -> str:
    sign = "<=" if node.side is Side.UPPER else ">="
    given = f" given {' then '.join(map(written, node.under))}" if node.under else ""
    return f"{written(node.of)}{given} {sign} {figure(node.bound, node.unit, node.side)}"


def _reason(problem: Problem, node: Node) -> tuple[str, Identity | None]:
    """Why a step holds, and the element that says so."""
    witness = node.witness
    if node.rule is Rule.CLAIM and witness.claim is not None:
        claim = problem.claims[witness.claim]
        return f"claimed by {name_of(claim.id.goal)} at {percent(1 - claim.doubt)}", claim.id.goal
    if witness.measurement is not None:
        measurement = problem.measurements[witness.measurement]
        share = node.charges.get(witness.measurement)
        at = f" at {percent(1 - share)}" if share is not None else ""
        return f"{_counted(measurement)}, {name_of(measurement.id.record)}{at}", measurement.id.record
    if witness.bridge is not None:
        bridge = problem.quantities[witness.bridge.quantity].bridges[witness.bridge.position]
        factor = f"{shown(bridge.factor)} times " if bridge.factor != 1 else ""
        argued = f"by {name_of(bridge.by)} at {percent(1 - bridge.doubt)}"
        return f"{factor}{name_of(bridge.proxy)}, {argued}", bridge.by
    if witness.licences:
        goals = [problem.licences[position].by for position in witness.licences]
        return f"{_WORDS[node.rule]} by {', '.join(map(name_of, dict.fromkeys(goals)))}", goals[0]
    return _WORDS[node.rule], None


_WORDS = {
    Rule.TOP: "nothing bounds it",
    Rule.DEFINE: "by definition",
    Rule.CHAIN: "product",
    Rule.ANY: "sum, whatever depends on what",
    Rule.ALL: "the rarest, whatever depends on what",
    Rule.AT_LEAST: "Rüger's bound, whatever depends on what",
    Rule.NOT: "the rest of one",
    Rule.COVER: "sharp, whatever depends on what",
    Rule.INDEPENDENT: "exact, independent",
    Rule.BETA: "exact, with a common cause",
    Rule.ASSOCIATED: "associated",
    Rule.CONVERT: "in another unit",
    Rule.TAIL: "measured",
    Rule.BELIEF: "believed",
    Rule.PRIOR: "measured, after a prior",
    Rule.BRIDGE: "bridged",
    Rule.INCREASE: "difference",
    Rule.CLAIM: "claimed",
    Rule.GOAL: "claimed",
    Rule.LIMIT: "sum over hazards",
}


def _counted(measurement: Measurement) -> str:
    """What a record says, in the words that it was written in."""
    match measurement.result:
        case Counted(least, most, trials, anytime):
            events = str(most) if least == most else f"{least} to {most}"
            return f"{events} of {trials:,}{' anytime' if anytime else ''}"
        case Compared(events, trials, baseline_events, baseline_trials):
            return f"{events} of {trials:,} against {baseline_events} of {baseline_trials:,}"
        case Observed(events, exposure, unit):
            return f"{events} in {shown(exposure, digits=6)} {unit}"
        case Believed(low, high, unit, doubt, _):
            between = f"between {shown(low)} and " if low is not None else "at most "
            return f"belief: {between}{figure(high, unit)} at {percent(1 - doubt)}"
        case GivenPrior(trials, value, belief, by):
            return f"0 of {trials:,} given P(<= {shown(value)}) >= {percent(belief)} by {name_of(by)}"
        case _:
            return "no figures"
