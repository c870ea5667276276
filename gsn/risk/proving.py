"""Proofs for the claims of a case: extracted, searched for, and accepted by the kernel or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from types import MappingProxyType

from gsn.argument import Argument
from gsn.doubt.states import Doubts, doubts_of
from gsn.model.reference import Identity
from gsn.risk.certificate import Certificate, Hypothesis
from gsn.risk.extraction import Extracted, extract
from gsn.risk.kernel import Checked, check
from gsn.risk.limits import limit_steps
from gsn.risk.problem import Claim, ClaimId, Limit, Problem
from gsn.risk.proof import Proof
from gsn.risk.search import Attempt, Failing, Search


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one claim. ``why`` is empty where it is proved; ``node`` is its place in the certificate."""

    claim: Claim
    proved: bool
    why: str
    attempt: Attempt
    hypotheses: frozenset[Hypothesis] = frozenset()
    node: int | None = None

    @property
    def id(self) -> ClaimId:
        return self.claim.id


@dataclass(frozen=True)
class Proofs:
    """What is proved of a case, and why the rest is not.

    ``proof`` holds every step that was tried; ``certificate`` those that claims stand on, as the kernel was given them.
    """

    extracted: Extracted
    search: Search
    certificate: Certificate
    checked: Checked
    outcomes: Mapping[ClaimId, Outcome]

    @property
    def problem(self) -> Problem:
        return self.extracted.problem

    @property
    def proof(self) -> Proof:
        return self.search.proof

    @cached_property
    def _by_goal(self) -> Mapping[Identity, tuple[Outcome, ...]]:
        found: dict[Identity, tuple[Outcome, ...]] = {}
        for outcome in self.outcomes.values():
            found[outcome.id.goal] = (*found.get(outcome.id.goal, ()), outcome)
        return MappingProxyType(found)

    @cached_property
    def unproved(self) -> frozenset[Identity]:
        """The goals that make a claim that is not proved."""
        return frozenset(outcome.id.goal for outcome in self.outcomes.values() if not outcome.proved)

    def outcomes_of(self, goal: Identity) -> tuple[Outcome, ...]:
        """What became of a goal's claims."""
        return self._by_goal.get(goal, ())


def prove(argument: Argument, limits: Iterable[Limit] = (), before: Proofs | None = None) -> Proofs:
    """Find a derivation for each claim and limit, and let the kernel judge them.

    Args:
        argument: The case's argument.
        limits: What a treaty limits.
        before: What was proved of an earlier text, which is the answer where the problem is the same.

    A challenge may be answered by what rests on a claim. Where that turns out not to be proved it answers nothing, and
    what it was to answer keeps further claims from being proved; so this is done again until nothing changes.
    """
    held, unproved = tuple(limits), frozenset[Identity]()
    doubts = doubts_of(argument)
    while True:
        proofs = _prove(argument, held, doubts, before)
        unproved |= proofs.unproved
        standing = doubts_of(argument, unproved) if proofs.unproved and doubts.raised else doubts
        if standing.grounded == doubts.grounded:
            return proofs
        doubts = standing


def _prove(argument: Argument, limits: tuple[Limit, ...], doubts: Doubts, before: Proofs | None) -> Proofs:
    extracted = extract(argument, limits, doubts)
    if before is not None and _is_same(before.extracted, extracted):
        return before
    search = Search(extracted.problem)
    attempts = search.run()
    goals = {id_: attempt.goal.node for id_, attempt in attempts.items() if attempt.goal is not None}
    steps = limit_steps(extracted.problem, goals, search.proof)
    certificate, _ = search.proof.certificate(extracted.problem.digest, [*goals.values(), *steps])
    checked = check(extracted.problem, certificate)
    outcomes = {
        id_: _outcome(extracted.problem.claims[id_], attempts[id_], checked) for id_ in extracted.problem.claims
    }
    return Proofs(extracted, search, certificate, checked, outcomes)


def _is_same(before: Extracted, after: Extracted) -> bool:
    """Whether two problems say the same in one order, which no digest tells, with the same flaws."""
    return (
        before.flaws == after.flaws
        and before.problem.digest == after.problem.digest
        and _order(before.problem) == _order(after.problem)
    )


def _order(problem: Problem) -> list[tuple[object, ...]]:
    return [tuple(getattr(problem, field.name)) for field in fields(problem)]


def _outcome(claim: Claim, attempt: Attempt, checked: Checked) -> Outcome:
    proof = checked.proved.get(claim.id)
    if proof is not None:
        return Outcome(claim, proved=True, why="", attempt=attempt, hypotheses=proof.hypotheses, node=proof.node)
    if attempt.goal is None:
        return Outcome(claim, proved=False, why=attempt.why, attempt=attempt)
    refusal = checked.refused.get(claim.id, "no derivation was given")
    refused = replace(attempt, failing=Failing.REFUSED, why=refusal)
    return Outcome(claim, proved=False, why=f"the kernel refuses its derivation: {refusal}", attempt=refused)
