"""The case held against its profile, as a document shows it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gsn.compliance.account import (
    Account,
    CoverageAccount,
    LimitAccount,
    RequirementAccount,
    StandingAccount,
    TierAccount,
)
from gsn.report.content.basis import Basis
from gsn.report.content.claims import room_of
from gsn.report.content.figures import bound_figure
from gsn.report.model.front import Standing
from gsn.report.model.treaty import Coverage, Limit, NextStep, Obligation, Obligations, Tier
from gsn.report.model.values import Figure
from gsn.risk.problem import Side
from gsn.treaty.profile import Item

NOT_PART = "No rule of this check holds a case against a profile: this is not part of this check."
NO_PROFILE = "The case was held against no treaty: it names no profile, and no reviewer named one."


def standing_of(basis: Basis) -> Standing:
    """The profile with its digest and whose it is, and how the case stands under it."""
    held = basis.argument.held
    if held is None:
        return Standing("", "", "", "", "", "", (), NO_PROFILE)
    if held.profile is None:
        return Standing(held.name, "", "", "", "", "", (), f"The profile cannot be read: {held.trouble}")
    profile = held.profile
    whose = "the reviewer" if held.by_reviewer else "the developer" if held.supplied_by_developer else "gsn"
    account, standing = basis.argument.account, basis.judgement.standing
    return Standing(
        profile=profile.name,
        title=profile.title,
        digest=profile.digest,
        supplied_by=whose,
        standing=standing.in_words if standing is not None else "",
        tier=", ".join(tier.tier.name for tier in account.reached) if account is not None else "",
        reasons=tuple(map(basis.said, standing.why)) if standing is not None else (),
        not_looked_at="" if standing is not None else NOT_PART,
    )


def obligations_of(basis: Basis) -> Obligations:
    """Every question of the profile with what became of it."""
    held, account, standing = basis.argument.held, basis.argument.account, basis.judgement.standing
    if account is None or standing is None:
        trouble = held is not None and held.profile is None
        why = NO_PROFILE if held is None else "The profile cannot be read." if trouble else NOT_PART
        return Obligations(why, (), (), (), (), (), ())
    return Obligations(
        not_looked_at="",
        binding=tuple(_binding(account)),
        tiers=tuple(map(_tier, account.tiers)),
        requirements=tuple(_requirement(basis, each) for each in account.requirements),
        limits=tuple(_limit(basis, each) for each in account.limits),
        coverage=tuple(_coverage(basis, each) for each in (*account.categories, *account.capabilities))
        + tuple(Coverage(part.name, "", part.there.value, part.why, ()) for part in account.parts),
        next_steps=tuple(_steps(basis, standing)),
    )


def _binding(account: Account) -> Iterator[str]:
    binding = account.binding
    yield f"Bound by jurisdiction: {binding.bound.value}: {binding.why_bound}"
    yield f"Applies to its sector and use: {binding.applies.value}: {binding.why_applies}"
    if binding.not_in_force:
        yield f"Not in force: {binding.not_in_force}"
    if binding.overdue:
        yield f"Its review is overdue: {', '.join(item.name for item in binding.overdue)}"
    if binding.parties:
        yield f"States parties that bind the system: {', '.join(binding.parties)}"


def _words(item: Item) -> str:
    return item.text.plain if item.text is not None else ""


def _tier(each: TierAccount) -> Tier:
    tests = tuple(f"{test.answer.value}: {test.why}" for test in each.tests)
    why = "; ".join(filter(None, [each.why, each.why_admits]))
    return Tier(each.tier.name, _words(each.tier), each.reached.value, why, tests)


def _requirement(basis: Basis, each: RequirementAccount) -> Obligation:
    return Obligation(
        id=f"requirement:{each.requirement.name}",
        name=each.requirement.name,
        text=_words(each.requirement),
        modality=each.modality,
        asked_by=each.tiers,
        state=each.met.value,
        shortfalls=tuple(shortfall.message for shortfall in each.shortfalls),
        evidence=basis.parts(each.records),
    )


def _limit(basis: Basis, each: LimitAccount) -> Limit:
    return Limit(
        name=each.limit.name,
        text=_words(each.limit),
        hazards=basis.parts([*each.hazards, *each.argued]),
        state=each.kept.value,
        why=each.why,
        bound=_figure(each.bound, each.unit, Side.UPPER),
        allowed=_figure(each.allowed, each.unit),
        headroom=room_of(each.headroom),
    )


def _figure(value: Fraction | None, unit: str | None, side: Side | None = None) -> Figure | None:
    return bound_figure(value, unit, side) if value is not None else None


def _coverage(basis: Basis, each: CoverageAccount) -> Coverage:
    covered_by = basis.parts([*each.hazards, *each.goals])
    return Coverage(each.item.name, _words(each.item), each.coverage.value, each.why, covered_by)


def _steps(basis: Basis, standing: StandingAccount) -> Iterator[NextStep]:
    for step in standing.to_do:
        yield NextStep(step.what, step.unlocks, basis.part(step.element) if step.element is not None else None)
