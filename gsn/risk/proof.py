"""A certificate in the making: steps are added one on the other, each with all that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from gsn.risk.certificate import NO_WITNESS, Certificate, Charge, Hypothesis, Node, Rule, Witness
from gsn.risk.problem import Side
from gsn.risk.term import Prefix, Term


class Bound(NamedTuple):
    """A step's conclusion: which step, and its figure. ``unit`` is none for a probability."""

    node: int
    value: Fraction
    unit: str | None


class Proof:
    """Steps in the order in which they were found."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def add(  # noqa: PLR0913 - a step's parts
        self,
        rule: Rule,
        premises: Sequence[Bound],
        conclusion: tuple[Term, Prefix, Side],
        value: Fraction,
        unit: str | None,
        *,
        hypotheses: Iterable[Hypothesis] = (),
        charges: Mapping[Charge, Fraction] | None = None,
        witness: Witness = NO_WITNESS,
    ) -> Bound:
        """Add a step that stands on its premises, on its own hypotheses and on its own charges.

        A child's claim is one test, whatever was charged to prove it.
        """
        term, under, side = conclusion
        below = [self.nodes[premise.node] for premise in premises]
        node = Node(
            rule=rule,
            premises=tuple(premise.node for premise in premises),
            of=term,
            under=under,
            side=side,
            bound=value,
            unit=unit,
            hypotheses=frozenset(hypotheses).union(*(node.hypotheses for node in below)),
            charges=_together([*(node.charges for node in below if rule is not Rule.CLAIM), charges or {}]),
            witness=witness,
        )
        return self.keep(node)

    def keep(self, node: Node) -> Bound:
        """Add a step as it is."""
        self.nodes.append(node)
        return Bound(len(self.nodes) - 1, node.bound, node.unit)

    def certificate(self, problem: str, goals: Iterable[int]) -> tuple[Certificate, dict[int, int]]:
        """The steps that some conclusions stand on, and where each of them stands in the certificate."""
        used: set[int] = set()
        stack = list(goals)
        while stack:
            position = stack.pop()
            if position not in used:
                used.add(position)
                stack.extend(self.nodes[position].premises)
        place = {position: index for index, position in enumerate(sorted(used))}
        nodes = []
        for position in sorted(used):
            node = self.nodes[position]
            nodes.append(replace(node, premises=tuple(place[premise] for premise in node.premises)))
        return Certificate(problem, tuple(nodes)), place


def _together(charges: Sequence[Mapping[Charge, Fraction]]) -> Mapping[Charge, Fraction]:
    """The tests of several steps: one that is in two of them is charged once, at its larger part."""
    full = [held for held in charges if held]
    if len(full) < 2:  # noqa: PLR2004 - nothing to join
        return full[0] if full else {}
    joined = dict(full[0])
    for held in full[1:]:
        for test, part in held.items():
            joined[test] = max(part, joined.get(test, part))
    return joined
