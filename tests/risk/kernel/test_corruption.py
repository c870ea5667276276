"""Whatever is changed in a certificate that proves something, it proves less: nothing is believed that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from gsn.risk.certificate import BridgeId, Certificate, Hypothesis, Node, Rule, Witness
from gsn.risk.kernel import Proof, check
from gsn.risk.problem import ClaimId, MeasurementId, Problem, Side
from gsn.risk.term import Term
from tests.risk.kernel.building import named, no
from tests.risk.kernel.examples import EXAMPLES

LITTLE = 1 + Fraction(1, 10**40)
ROUNDED = 1 + Fraction(1, 10**8)
"""Bounds from records are written with some ten digits."""

ANY_ORDER = {Rule.INDEPENDENT, Rule.COVER, Rule.ASSOCIATED}
"""Rules whose premises may stand in any order, as long as the witness does not tell them apart."""


def shown(problem: Problem, certificate: Certificate) -> set[object]:
    """The claims and limits that a certificate proves."""
    checked = check(problem, certificate)
    assert set(checked.proved) | set(checked.refused) == set(problem.claims)
    assert not set(checked.proved) & set(checked.refused)
    return {*checked.proved, *(name for name, proof in checked.limits.items() if isinstance(proof, Proof))}


def otherwise(node: Node, position: int, problem: Problem) -> Iterator[tuple[str, Node]]:
    """A step with one thing changed, for everything that it says."""
    for rule in Rule:
        if rule is not node.rule:
            yield f"rule {rule}", replace(node, rule=rule)
    yield from ((f"premises {each}", replace(node, premises=each)) for each in other_premises(node, position))
    yield from ((f"of {each}", replace(node, of=each)) for each in other_terms(node, problem))
    yield "under", replace(node, under=(*node.under, next(iter(problem.quantities))))
    if node.under:
        yield "under nothing", replace(node, under=())
    yield "side", replace(node, side=Side.LOWER if node.side is Side.UPPER else Side.UPPER)
    little = ROUNDED if node.rule in {Rule.TAIL, Rule.PRIOR} else LITTLE
    yield from ((f"bound {each}", replace(node, bound=each)) for each in about(node.bound, little))
    for unit in (None, "year", "demand", "month", "", "hour"):
        if unit != node.unit:
            yield f"unit {unit}", replace(node, unit=unit)
    yield from ((f"without {each}", replace(node, hypotheses=node.hypotheses - {each})) for each in node.hypotheses)
    yield "hypothesis", replace(node, hypotheses=node.hypotheses | {Hypothesis("scope", named("C9"))})
    for each in node.hypotheses:
        other = (node.hypotheses - {each}) | {each._replace(by=named("G9"))}
        yield f"{each} by another", replace(node, hypotheses=other)
    for test, part in node.charges.items():
        others = {key: value for key, value in node.charges.items() if key != test}
        yield f"not charged {test}", replace(node, charges=others)
        for figure in about(part, LITTLE):
            yield f"charged {figure} {test}", replace(node, charges={**others, test: figure})
    for test in (BridgeId(named("q"), 7), ClaimId(named("G7"), 0), MeasurementId(named("R7"), 0)):
        yield f"charged {test}", replace(node, charges={**node.charges, test: Fraction(1, 100)})
    yield from ((f"witness {each}", replace(node, witness=each)) for each in other_witnesses(node, problem))


def about(figure: Fraction, little: Fraction) -> Iterator[Fraction]:
    """Other figures, some of which differ by little."""
    yield from {figure * little, figure / little, figure * 2, figure / 2, -figure, Fraction(0), Fraction(1)} - {figure}
    yield figure + (little - 1)


def other_premises(node: Node, position: int) -> Iterator[tuple[int, ...]]:
    for index, premise in enumerate(node.premises):
        before, after = node.premises[:index], node.premises[index + 1 :]
        yield (*before, *after)
        yield (*before, premise, premise, *after)
        yield from ((*before, other, *after) for other in (*range(-1, position + 2), 10**9) if other != premise)
    yield (*node.premises, 0)
    if len(set(node.premises)) > 1 and node.rule not in ANY_ORDER:
        yield tuple(reversed(node.premises))


def other_terms(node: Node, problem: Problem) -> Iterator[Term]:
    yield from (name for name in problem.quantities if name != node.of)
    yield no(node.of)
    yield named("q9")


def other_witnesses(node: Node, problem: Problem) -> Iterator[Witness]:
    yield from other_figures(node.witness)
    yield from other_choices(node.witness)
    others: dict[str, tuple[Any, ...]] = {
        "claim": (None, *problem.claims, ClaimId(named("G7"), 0)),
        "measurement": (None, *problem.measurements, MeasurementId(named("R7"), 0)),
        "bridge": (None, BridgeId(named("q"), 1), BridgeId(named("q"), -1), BridgeId(named("p"), 0)),
        "limit": (None, "limit 9", "limit 1"),
    }
    for field, values in others.items():
        for value in values:
            if value != getattr(node.witness, field):
                yield replace(node.witness, **{field: value})


def other_figures(held: Witness) -> Iterator[Witness]:
    for index, weight in enumerate(held.weights):
        for figure in about(weight, LITTLE):
            yield replace(held, weights=(*held.weights[:index], figure, *held.weights[index + 1 :]))
    for index, part in enumerate(held.parts):
        for figure in about(part, ROUNDED):
            yield replace(held, parts=(*held.parts[:index], figure, *held.parts[index + 1 :]))


def other_choices(held: Witness) -> Iterator[Witness]:
    yield replace(held, weights=(*held.weights, Fraction(1)))
    yield replace(held, parts=(*held.parts, Fraction(1)))
    yield replace(held, licences=(*held.licences, 0))
    yield replace(held, licences=(*held.licences, 9))
    if held.licences:
        yield replace(held, licences=())
        yield replace(held, licences=(-1,))
    if held.ways:
        yield replace(held, ways=held.ways[1:])
        yield replace(held, ways=(9, *held.ways[1:]))
    yield replace(held, ways=(*held.ways, 0))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_certificate_in_which_anything_is_changed_proves_less(name: str) -> None:
    example = EXAMPLES[name]()
    problem, certificate = example.problem, example.certificate
    proved = shown(problem, certificate)
    assert example.claim in proved
    survivors = []
    for position, node in enumerate(certificate.nodes):
        for what, changed in otherwise(node, position, problem):
            nodes = (*certificate.nodes[:position], changed, *certificate.nodes[position + 1 :])
            if not shown(problem, replace(certificate, nodes=nodes)) < proved:
                survivors.append(f"{position} {node.rule}: {what}")
    assert survivors == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_certificate_with_a_step_missing_or_moved_proves_less(name: str) -> None:
    example = EXAMPLES[name]()
    problem, certificate = example.problem, example.certificate
    proved = shown(problem, certificate)
    for position in range(len(certificate.nodes)):
        before, after = certificate.nodes[:position], certificate.nodes[position + 1 :]
        assert shown(problem, replace(certificate, nodes=before + after)) < proved
    assert shown(problem, replace(certificate, nodes=certificate.nodes[::-1])) < proved


def test_no_certificate_serves_another_problem() -> None:
    examples = {name: example() for name, example in EXAMPLES.items()}
    for name, example in examples.items():
        for other_name, other in examples.items():
            if name != other_name:
                assert shown(example.problem, other.certificate) == set()


def test_every_rule_has_an_example() -> None:
    rules = {node.rule for example in EXAMPLES.values() for node in example().certificate.nodes}
    assert rules == set(Rule)
