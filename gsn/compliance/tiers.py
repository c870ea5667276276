"""Which tiers of a profile a system reaches, by which part of its compute and which way of counting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gsn.argument import Argument
from gsn.compliance.account import Answer, TestAccount, TierAccount
from gsn.compliance.admission import Developer, admission_of, developer_of, exemption_of
from gsn.compliance.declared import Declared, declared_by
from gsn.compliance.reaching import Reaching, deciding_tests, reaching_of, together
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Outcome

_STRICTNESS = {"prohibited": 3, "only_by": 2, "reports_to": 1}
"""Effects from the strictest on; a tier that only asks for things, or of which nothing more is stated, is below."""


def tiers_of(argument: Argument, profile: Profile) -> tuple[TierAccount, ...]:
    """Every tier of a profile, in its order."""
    declared = declared_by(argument)
    developer = developer_of(argument, declared)
    reaching = reaching_of(declared, profile)
    found = [_account(tier, reaching, developer, argument, declared) for tier in profile.of_kind(Kind.TIER)]
    if profile.head.one("strictest_tier_wins") is None:
        return tuple(found)
    return tuple(_beside(tier, found) for tier in found)


def _account(
    tier: Item, reaching: Reaching, developer: Developer, argument: Argument, declared: Declared
) -> TierAccount:
    reached, why, tests = reached_in(tier, reaching)
    exempt, why_exempt = exemption_of(tier, developer)
    admits, why_admits = admission_of(tier, developer, argument, declared)
    if exempt is not Answer.NO and why_exempt not in why_admits:
        binds = "it does not bind the developer" if exempt is Answer.YES else "whether it binds the developer is open"
        why_admits = f"{why_admits}; {binds}: {why_exempt}"
    return TierAccount(
        tier=tier,
        reached=reached,
        why=why,
        tests=tests,
        exempt=exempt,
        admits=admits,
        why_admits=why_admits,
    )


def reached_in(tier: Item, reaching: Reaching) -> tuple[Answer, str, tuple[TestAccount, ...]]:
    """Whether a tier is reached, why in words, and what each of its tests came to."""
    tests = reaching.accounts(tier, "when")
    reached = Answer.OPEN if "when" in tier.lost else together(tier.one("when"), tests)
    return reached, ". ".join(_why(tier, reached, tests)), tests


def _why(tier: Item, reached: Answer, tests: Sequence[TestAccount]) -> Iterator[str]:
    """Sentences without the last full stop: what decides, and what else the tier says of who is in it."""
    if "when" in tier.lost:
        yield "When it is reached cannot be read"
    elif not tests:
        yield "It does not say when it is reached"
    else:
        yield _told(deciding_tests(tier.one("when"), tests, reached))
    designated = tier.one("designated_by")
    if designated is not None and reached is not Answer.YES:
        yield f"`{designated.name}` can designate a model all the same; nothing says that it did"
    if tier.one("rebuttable") is not None and reached is not Answer.NO:
        yield "A developer may show that it does not apply, to whoever decides on that"
    if tier.one("initially") is not None:
        yield "The figure is a first one, and meant to be revised"


def _told(tests: Sequence[Sequence[TestAccount]]) -> str:
    return "; ".join(" and ".join(test.why for test in each) for each in tests)


def _beside(account: TierAccount, others: Sequence[TierAccount]) -> TierAccount:
    """A tier with a word of a stricter one that is reached as well, where the profile lets the strictest win."""
    stricter = [
        other.tier.name
        for other in others
        if other.reached is Answer.YES and other.exempt is not Answer.YES and _strictness(other) > _strictness(account)
    ]
    if account.reached is not Answer.YES or not stricter:
        return account
    return replace(account, why_admits=f"{account.why_admits}; `{stricter[-1]}` is reached as well, and is stricter")


def _strictness(account: TierAccount) -> int:
    outcome: Outcome | None = account.tier.one("outcome")
    return _STRICTNESS.get(outcome.effect, 0) if outcome is not None else 0
