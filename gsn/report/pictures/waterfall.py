"""How a scenario's rate comes about: its frequency, and what each factor of the chain leaves of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from gsn.model.reference import Identity
from gsn.output.risk_bars import Bar, Chart, Look, logarithmic_scale
from gsn.report.pictures.links import Link, no_link
from gsn.risk.certificate import Node, Rule
from gsn.risk.figures import figure, shown
from gsn.risk.problem import Claim, Side
from gsn.risk.proving import Outcome, Proofs
from gsn.risk.term import written

_PASSING_ON = frozenset({Rule.DEFINE, Rule.CONVERT})
"""Steps between a chain and the quantity that it defines."""


class Fall(NamedTuple):
    """A scenario with the step that multiplies its factors, and its own claim, where it has one."""

    scenario: Identity
    chain: Node
    outcome: Outcome | None


def falls(proofs: Proofs, scenarios: Container[Identity]) -> list[Fall]:
    """The scenarios that a chain bounds, the largest first: within one unit, what matters most."""
    found: dict[Identity, Fall] = {}
    outcomes = list(proofs.outcomes.values())
    own = [outcome for outcome in outcomes if outcome.claim.quantity in scenarios]
    for outcome in [*own, *outcomes]:
        for quantity, chain in _chains(proofs, outcome):
            if quantity in scenarios:
                mine = outcome if outcome.claim.quantity == quantity else None
                found.setdefault(quantity, Fall(quantity, chain, mine))
    return sorted(found.values(), key=lambda fall: (fall.chain.unit or "", -fall.chain.bound, fall.scenario))


def _chains(proofs: Proofs, outcome: Outcome) -> Iterator[tuple[Identity, Node]]:
    """The quantities of a derivation that a chain defines, each with its chain; claims below are not entered."""
    derived = outcome.attempt.derived
    stack = [derived.node] if derived is not None and outcome.claim.side is Side.UPPER else []
    seen: set[int] = set()
    while stack:
        position = stack.pop()
        if position in seen:
            continue
        seen.add(position)
        node = proofs.proof.nodes[position]
        if node.rule is Rule.DEFINE and isinstance(node.of, str) and node.side is Side.UPPER:
            below = _spoken(proofs.proof.nodes, node)
            if below.rule is Rule.CHAIN:
                yield node.of, below
        if node.rule is not Rule.CLAIM:
            stack.extend(reversed(node.premises))


def _spoken(nodes: Sequence[Node], node: Node) -> Node:
    while node.rule in _PASSING_ON:
        node = nodes[node.premises[0]]
    return node


def waterfall_chart(proofs: Proofs, fall: Fall, link: Link = no_link) -> Chart:
    """One scenario: its first factor, each further one as a fall, and what is left, on a logarithmic axis."""
    nodes = [proofs.proof.nodes[position] for position in fall.chain.premises]
    running = [nodes[0].bound]
    for node in nodes[1:]:
        running.append(running[-1] * node.bound)
    claim = _comparable(fall)
    bars = [Bar(written(nodes[0].of), _first(nodes[0]), None, running[0], href=_href(nodes[0], link))]
    bars += [
        Bar(written(node.of), _factor(node, left, fall.chain.unit), before, left, href=_href(node, link))
        for node, before, left in zip(nodes[1:], running, running[1:], strict=False)
    ]
    bars.append(_result(fall, claim, link))
    marked = [claim.value] if claim is not None else []
    return Chart(
        title=f"Waterfall of {written(fall.scenario)}: what each factor of the chain leaves",
        axis=f"{_counted(fall.chain.unit)}, on a logarithmic axis{'; the mark is what is claimed' if marked else ''}",
        scale=logarithmic_scale([*running, fall.chain.bound, *marked]),
        bars=tuple(bars),
        chained=True,
    )


def _comparable(fall: Fall) -> Claim | None:
    """The scenario's claim, where it is in the chain's unit."""
    claim = fall.outcome.claim if fall.outcome is not None else None
    return claim if claim is not None and claim.unit == fall.chain.unit else None


def _first(node: Node) -> str:
    return f"at most {figure(node.bound, node.unit, Side.UPPER)}"


def _factor(node: Node, left: Fraction, unit: str | None) -> str:
    """``times 0.048: 0.73 per year``."""
    return f"times {shown(node.bound, Side.UPPER)}: {figure(left, unit, Side.UPPER)}"


def _result(fall: Fall, claim: Claim | None, link: Link) -> Bar:
    chain, outcome = fall.chain, fall.outcome
    note = f"at most {figure(chain.bound, chain.unit, Side.UPPER)}"
    if outcome is not None and claim is not None:
        note += f", claimed {shown(claim.value)}{'' if outcome.proved else ', not proved'}"
    over = outcome is not None and not outcome.proved
    look = Look.OVER if over else Look.RESULT
    mark = claim.value if claim is not None else None
    return Bar(written(fall.scenario), note, None, chain.bound, look, mark, link(fall.scenario))


def _href(node: Node, link: Link) -> str:
    return link(node.of) if isinstance(node.of, str) else ""


def _counted(unit: str | None) -> str:
    return f"Events per {unit}" if unit is not None else "Probability"
