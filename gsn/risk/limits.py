"""Limits on the sum of hazards: the claims that could serve, and the step that concludes (calculus, rule 21)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from gsn.model.expression import Operator
from gsn.model.reference import Identity, name_of
from gsn.risk.arithmetic import converted
from gsn.risk.certificate import Node, Rule, Witness
from gsn.risk.parts import Part
from gsn.risk.problem import Claim, ClaimId, Limit, Problem, Side
from gsn.risk.proof import Bound, Proof
from gsn.risk.term import Composite
from gsn.risk.units import convertible, upper_factor


def rivals(problem: Problem, hazard: Identity) -> list[Claim]:
    """The claims on a hazard from which one could choose: those that no other claim on it stands above."""
    claims = [claim for claim in problem.claims.values() if claim.quantity == hazard and claim.side is Side.UPPER]
    goals = {claim.id.goal for claim in claims}
    below: set[Identity] = set()
    for goal in goals:
        below |= _support_below(problem, goal) - {goal}
    return [claim for claim in claims if claim.id.goal not in below]


def _support_below(problem: Problem, goal: Identity) -> set[Identity]:
    """The goals that support a goal, at any depth, by steps of claims."""
    seen: set[Identity] = set()
    stack = [goal]
    while stack:
        for reach in problem.steps[step].goals if (step := stack.pop()) in problem.steps else ():
            if reach.target not in seen:
                seen.add(reach.target)
                stack.append(reach.target)
    return seen


def subjects_claimed(problem: Problem, hazards: Iterable[Identity]) -> list[Identity]:
    """The configurations that claims on hazards are for, in the order of the claims."""
    found = [claim.subject for hazard in hazards for claim in rivals(problem, hazard)]
    return list(dict.fromkeys(subject for subject in found if subject is not None))


def for_each_subject(problem: Problem, limit: Limit) -> list[Limit]:
    """A limit for each configuration that its hazards are claimed for; itself where they are for none.

    What holds of one configuration says nothing of another, and no sum is over several of them.
    """
    subjects = subjects_claimed(problem, limit.hazards)
    if not subjects:
        return [limit]
    if len(subjects) == 1:
        return [limit._replace(subject=subjects[0])]
    return [limit._replace(name=f"{limit.name} for {name_of(subject)}", subject=subject) for subject in subjects]


def limit_steps(problem: Problem, goals: Mapping[ClaimId, int], proof: Proof) -> list[int]:
    """A step for each limit whose hazards all have a derived claim, the tightest of each."""
    steps = [_limit_step(problem, limit, goals, proof) for limit in problem.limits]
    return [step.node for step in steps if step is not None]


def _limit_step(problem: Problem, limit: Limit, goals: Mapping[ClaimId, int], proof: Proof) -> Bound | None:
    chosen = [_tightest(problem, hazard, limit, goals, proof) for hazard in limit.hazards]
    bounds = [bound for bound in chosen if bound is not None]
    if not bounds or len(bounds) < len(chosen):
        return None
    total = sum((_counted(bound, limit) for bound in bounds), Fraction(0))
    if limit.window is not None:
        total = min(Fraction(1), total)
    part = Part(Composite(Operator.ANY, limit.hazards), (), Side.UPPER)
    return proof.add(Rule.LIMIT, bounds, part, total, limit.unit, witness=Witness(limit=limit.name))


def _counted(bound: Bound, limit: Limit) -> Fraction:
    """A hazard's bound as the limit counts it: with a window, the events to expect within it."""
    if limit.window is None or bound.unit is None:
        return bound.value
    amount, unit = limit.window
    return bound.value * amount * (upper_factor(bound.unit, unit) or 1)


def _counts(claim: Claim, step: Node, limit: Limit) -> bool:
    """Whether a derived claim is about what the limit is held for, and rests on nothing that does not count."""
    believed = any(hypothesis.kind in {"calibration", "prior"} for hypothesis in step.hypotheses)
    return claim.subject in {None, limit.subject} and (limit.admits_belief or not believed)


def _tightest(
    problem: Problem, hazard: Identity, limit: Limit, goals: Mapping[ClaimId, int], proof: Proof
) -> Bound | None:
    """The tightest of the claims on a hazard that are derived and that a limit can be held against."""
    found = []
    for claim in rivals(problem, hazard):
        if claim.id not in goals or not _counts(claim, proof.nodes[goals[claim.id]], limit):
            continue
        bound = Bound(goals[claim.id], claim.value, claim.unit)
        if limit.window is None:
            alike = converted(Part(hazard, (), Side.UPPER), bound, limit.unit, proof)
            found += [alike] if alike is not None else []
        elif bound.unit is not None and convertible(bound.unit, limit.window[1]):
            found.append(bound)
    return min(found, key=lambda bound: _counted(bound, limit), default=None)
