"""What the kernel answers: for every claim and every limit a proof or a reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from gsn.risk.certificate import Certificate, Hypothesis
from gsn.risk.kernel import Proof, check
from gsn.risk.problem import ClaimId
from tests.risk.kernel.building import Draft, named
from tests.risk.kernel.examples import EXAMPLES


def test_what_rests_on_a_refused_step_is_refused_and_nothing_else() -> None:
    draft = Draft()
    draft.probability("a", "b")
    draft.frequency("f")
    good, bad = draft.bounded("G", "a", "1/2"), draft.bounded("G", "b", "1/2")
    draft.nodes[bad - 2] = replace(draft.nodes[bad - 2], bound=Fraction(1, 3))
    checked = check(draft.problem(), draft.certificate())
    reason = "the bound is 0.333333 and the rule gives 0.5"
    assert checked.nodes_refused == {
        bad - 2: reason,
        bad - 1: f"step {bad - 2}, on which it rests, is refused: {reason}",
        bad: f"step {bad - 2}, on which it rests, is refused: {reason}",
    }
    assert checked.proved == {ClaimId(named("G-a-upper"), 0): Proof(good - 1, draft.nodes[good - 1].hypotheses)}
    assert checked.refused == {ClaimId(named("G-b-upper"), 0): checked.nodes_refused[bad]}


def test_every_claim_and_limit_has_an_answer() -> None:
    draft = Draft()
    draft.probability("a", "b")
    draft.frequency("f")
    claim = draft.claim("G", "a", "<=", "1/2", "5%")
    name = draft.limit(["f"], 1, "5%", unit="year")
    checked = check(draft.problem(), draft.certificate())
    assert checked.refused == {claim: "no derivation was given"}
    assert checked.limits == {name: "no derivation was given"}
    assert checked.proved == {}


def test_a_certificate_for_another_problem_proves_nothing() -> None:
    example = EXAMPLES["hazard"]()
    checked = check(example.problem, replace(example.certificate, problem="0" * 64))
    reason = "the certificate was made for another problem"
    assert checked.proved == {}
    assert checked.refused == dict.fromkeys(example.problem.claims, reason)
    assert checked.limits == {"limit 1": reason}
    assert set(checked.nodes_refused) == set(range(len(example.certificate.nodes)))


def test_a_claim_that_is_proved_once_is_proved() -> None:
    """Another derivation that fails does not take it back, whichever comes first."""
    example = EXAMPLES["bridge"]()
    nodes = example.certificate.nodes
    wrong = replace(nodes[-1], bound=Fraction(0))
    for order in ((*nodes, wrong), (*nodes[:-1], wrong, nodes[-1])):
        checked = check(example.problem, replace(example.certificate, nodes=order))
        assert example.claim in checked.proved
        assert example.claim not in checked.refused


def test_hypotheses_are_all_that_a_claim_holds_under() -> None:
    example = EXAMPLES["hazard"]()
    proof = check(example.problem, example.certificate).proved[example.claim]
    assert proof.hypotheses == {
        Hypothesis("definition", named("severe"), named("GC")),
        Hypothesis("definition", named("campaign")),
        Hypothesis("calibration", named("R1")),
        Hypothesis("calibration", named("R2")),
        Hypothesis("calibration", named("R3")),
        Hypothesis("scope", named("C1")),
        Hypothesis("scope", named("C2")),
        Hypothesis("scope", named("A1")),
        Hypothesis("carrying", named("S1"), named("GK")),
    }


def test_what_cannot_even_be_looked_at_is_refused() -> None:
    """A certificate that somebody made in memory may hold anything."""
    example = EXAMPLES["cover"]()
    nodes = example.certificate.nodes
    broken: list[tuple[str, Any]] = [
        ("rule", "MAGIC"),
        ("witness", None),
        ("of", 7),
        ("bound", 0.1),
        ("charges", None),
        ("premises", None),
        ("side", "upper side"),
        ("hypotheses", None),
    ]
    for field, value in broken:
        node = replace(nodes[0], **{field: value})
        checked = check(example.problem, Certificate(example.problem.digest, (node, *nodes[1:])))
        assert example.claim in checked.refused
        assert 0 in checked.nodes_refused
    for field, value in broken:
        node = replace(nodes[-1], **{field: value})
        checked = check(example.problem, Certificate(example.problem.digest, (*nodes[:-1], node)))
        assert example.claim in checked.refused
