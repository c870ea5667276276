"""What keeps a case from passing as far as its profile goes: every question that is not answered for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from gsn.argument import Argument
from gsn.compliance.account import (
    Account,
    Answer,
    Coverage,
    Kept,
    LimitAccount,
    Met,
    PartAccount,
    RequirementAccount,
    Shortfall,
)
from gsn.findings import Ground
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item


def grounds_against(argument: Argument) -> Iterator[Ground]:
    """Grounds that come from the profile, in its order; none where the case is held against none.

    That a profile is not law, or binds nobody here, is no excuse: whoever holds a case against it wants its answer.
    """
    for ground in _grounds(argument):
        yield replace(ground, of_profile=True)


def _grounds(argument: Argument) -> Iterator[Ground]:
    held, head = argument.held, argument.case.head
    place = head.place_of("treaty") if head is not None and argument.case.says.treaty is not None else None
    if held is None:
        return
    if held.profile is None or argument.account is None:
        yield Ground(f"the profile `{held.name}` cannot be had: {held.trouble}", place=place)
        return
    for problem in held.problems:
        yield Ground(f"the profile `{held.name}` cannot be read whole: {problem.message}", place=problem.place)
    account = argument.account
    told = chain(_of_binding(account), _of_tiers(account))
    if is_regulated(account):
        told = chain(told, _of_requirements(account), _of_limits(account), _of_coverage(account), _of_parts(account))
    for message in told:
        yield Ground(message, place=place)


def _of_binding(account: Account) -> Iterator[str]:
    """Whether it binds the system; a profile that names no state party is held against whoever it is held against."""
    binding, name = account.binding, account.profile.name
    if binding.bound is Answer.OPEN and account.profile.head.all("parties"):
        yield f"whether `{name}` binds the system is undetermined: {binding.why_bound}"
    if binding.applies is Answer.OPEN:
        yield f"whether `{name}` applies to the system is undetermined: {binding.why_applies}"


def _of_tiers(account: Account) -> Iterator[str]:
    for tier in account.tiers:
        if tier.reached is Answer.OPEN:
            yield f"whether {_named(tier.tier)} is reached is undetermined: {tier.why}"
        if tier.reached is not Answer.NO and tier.exempt is not Answer.YES and tier.admits is not Answer.YES:
            yield f"{_named(tier.tier)}: {tier.why_admits}"


def _of_requirements(account: Account) -> Iterator[str]:
    for each in filter(stands_against, account.requirements):
        told = "; ".join(shortfall.message for shortfall in each.shortfalls) or "nothing shows that it is met"
        yield f"{_named(each.requirement)} is {each.met.value}: {told}"


def _of_limits(account: Account) -> Iterator[str]:
    for limit in account.limits:
        if not is_settled(limit):
            yield f"{_named(limit.limit)} is {limit.kept.value}: {limit.why}"


def _of_coverage(account: Account) -> Iterator[str]:
    for covered in (*account.categories, *account.capabilities):
        if covered.coverage not in {Coverage.ARGUED, Coverage.EXCLUDED}:
            yield f"{_named(covered.item)} is {covered.coverage.value}: {covered.why}"


def _of_parts(account: Account) -> Iterator[str]:
    for part in parts_asked(account):
        if part.there is not Answer.YES:
            yield f"a safety case has {part.name}: {part.why}"


def is_regulated(account: Account) -> bool:
    """Whether a tier is reached, or may be; a profile without tiers asks of every system what it asks."""
    if not account.tiers:
        return True
    return any(tier.reached is not Answer.NO and tier.exempt is not Answer.YES for tier in account.tiers)


def stands_against(requirement: RequirementAccount) -> bool:
    """Whether a requirement keeps a case from passing: asked for, and not known to be met.

    What those who decide have still to decide does not: a determination is theirs, and comes after. What is asked
    beside one in the same requirement is the developer's. Nothing is owed before a regulator asks what it may ask.
    """
    asked = requirement.asked is not Answer.NO and requirement.modality != "may" and not requirement.upon_request
    return asked and requirement.met in {Met.UNMET, Met.OPEN} and not is_theirs(requirement)


def is_theirs(requirement: RequirementAccount) -> bool:
    """Whether a requirement is a decision of those who decide, and nothing else."""
    types: tuple[str, ...] | None = requirement.requirement.one("type")
    return types == ("determination",)


def is_awaited(requirement: RequirementAccount, short: Shortfall) -> bool:
    """Whether what is missing is an authority's decision, which is not the developer's to give."""
    return is_theirs(requirement) and short.record is None


def parts_asked(account: Account) -> tuple[PartAccount, ...]:
    """The parts of a safety case that are asked for: none where a profile names no risk and sets no limit."""
    return account.parts if account.limits or account.categories else ()


def is_settled(limit: LimitAccount) -> bool:
    """Whether a limit is kept by the kernel's word, or by that of whoever judges it."""
    return limit.kept is Kept.KEPT or limit.determined is not None


def _named(item: Item) -> str:
    title = f" ({item.text.plain})" if item.text is not None and item.kind is not Kind.CAPABILITY else ""
    return f"{item.kind} `{item.name}`{title}"
