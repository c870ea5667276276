"""A case held against profiles, for a terminal: one after the other, or one of them whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from gsn.compliance.account import (
    Account,
    Answer,
    CoverageAccount,
    LimitAccount,
    Met,
    RequirementAccount,
    StandingAccount,
    TierAccount,
)
from gsn.compliance.comparison import Compared
from gsn.output.visible import visible
from gsn.risk.figures import figure, times
from gsn.risk.problem import Side
from gsn.treaty.force import why_not_in_force
from gsn.treaty.profile import Item, Profile

Paint = Callable[[str, str], str]

MOST_STEPS = 25
"""Things to do that are told to a person; all of them are in the JSON."""


def comparison_lines(compared: Iterable[Compared], paint: Paint) -> Iterator[str]:
    """Each profile in a few lines: tier, obligations, limits, standing."""
    for each in compared:
        yield from heading(each.profile, paint)
        for label, told in summary(each):
            yield f"    {label:12}{visible(told)}"


def heading(profile: Profile, paint: Paint) -> Iterator[str]:
    why_not = why_not_in_force(profile)
    force = "in force" if why_not is None else f"not in force: {why_not}"
    yield f"{paint('bold', visible(profile.name))}  {visible(profile.title)} ({force})"


def summary(compared: Compared) -> Iterator[tuple[str, str]]:
    """What stands beside a profile's name in a comparison: a label, and what is told under it."""
    account = compared.account
    yield "tier", "; ".join(tier_told(tier) for tier in account.tiers) or "it has no tiers"
    yield "obligations", obligations_told(compared)
    if account.limits:
        yield "limits", "; ".join(map(limit_told, account.limits))
    yield "standing", compared.standing.in_words


def tier_told(tier: TierAccount) -> str:
    reached = {Answer.YES: "reached", Answer.NO: "not reached", Answer.OPEN: "undetermined"}[tier.reached]
    admits = f"; {tier.why_admits}" if tier.reached is Answer.YES and tier.admits is not Answer.YES else ""
    return f"{tier.tier.name} {reached} ({tier.why}){admits}"


def obligations_told(compared: Compared) -> str:
    """``6 met; 2 missing: public_evaluation, security_audit; 1 undetermined: model_audit``."""
    told = [f"{len(compared.met)} met"]
    for word, held in (("missing", compared.missing), ("undetermined", compared.open)):
        if held:
            told.append(f"{len(held)} {word}: {', '.join(each.requirement.name for each in held)}")
    return "; ".join(told)


def limit_told(limit: LimitAccount) -> str:
    """``malicious_use_limit kept (2.7e-2 of 3e-2 per year, headroom 1.11 times)``."""
    if limit.bound is None or limit.allowed is None:
        return f"{limit.limit.name} {limit.kept.value}"
    room = f", headroom {times(limit.headroom)}" if limit.headroom is not None else ""
    of = figure(limit.allowed, limit.unit)
    return f"{limit.limit.name} {limit.kept.value} ({figure(limit.bound, None, Side.UPPER)} of {of}{room})"


def account_lines(account: Account, standing: StandingAccount, paint: Paint) -> Iterator[str]:
    """A profile's questions one by one, where the case stands, and what is to be done next."""
    yield from heading(account.profile, paint)
    yield f"    {visible(account.held.in_words)}"
    yield from _section("Tiers", [(tier.reached.value, tier_told(tier)) for tier in account.tiers], paint)
    asked = [each for each in account.requirements if each.met is not Met.NOT_ASKED]
    yield from _section("Obligations", [(each.met.value, requirement_told(each)) for each in asked], paint)
    limits = [(each.kept.value, limit_told(each) + _because(each.why)) for each in account.limits]
    yield from _section("Limits", limits, paint)
    covered = (*account.categories, *account.capabilities)
    yield from _section(
        "Categories and capabilities", [(each.coverage.value, covered_told(each)) for each in covered], paint
    )
    parts = [(part.there.value, part.name + _because(part.why)) for part in account.parts]
    yield from _section("Parts of a safety case", parts, paint)
    yield f"\n{paint('bold', 'Standing')}  {standing.in_words}"
    yield from (f"  - {visible(why)}" for why in (*standing.why, *standing.why_would_be))
    yield from to_do_lines(standing, paint)


def to_do_lines(standing: StandingAccount, paint: Paint, most: int = MOST_STEPS) -> Iterator[str]:
    """What to do next, what unlocks most first."""
    if standing.to_do:
        yield f"\n{paint('bold', 'To do')}, what unlocks most first"
    for number, step in enumerate(standing.to_do[:most], start=1):
        unlocks = f" (unlocks {step.unlocks})" if step.unlocks > 1 else ""
        yield f"  {number}. {visible(step.what)}{unlocks}"
    if len(standing.to_do) > most:
        yield f"  and {len(standing.to_do) - most} more"


def requirement_told(each: RequirementAccount) -> str:
    records = f" by {', '.join(name.rpartition('::')[2] for name in each.records)}" if each.records else ""
    short = _because("; ".join(shortfall.message for shortfall in each.shortfalls))
    return f"{each.modality} {_titled(each.requirement)}{records}{short}"


def covered_told(each: CoverageAccount) -> str:
    return f"{each.item.kind} {_titled(each.item)}{_because(each.why)}"


def _section(title: str, rows: Sequence[tuple[str, str]], paint: Paint) -> Iterator[str]:
    if not rows:
        return
    yield f"\n{paint('bold', title)}"
    width = max(len(state) for state, _ in rows)
    for state, told in rows:
        yield f"  {state:{width}}  {visible(told)}"


def _titled(item: Item) -> str:
    return f"{item.name} “{item.text.plain}”" if item.text is not None else item.name


def _because(why: str) -> str:
    return f": {why}" if why else ""
