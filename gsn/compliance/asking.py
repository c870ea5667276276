"""Who asks a requirement, and of whom: the tiers that are reached, and whom the duty binds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gsn.compliance.account import Answer, TierAccount
from gsn.compliance.on_file import OnFile
from gsn.model.reference import name_of
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item
from gsn.treaty.record import Duty
from gsn.treaty.telling import listed


class Asking(NamedTuple):
    """Whether a requirement is asked of the developer, by which tiers, and why.

    ``upon_request`` is true where a regulator may ask it and is not known to.
    """

    asked: Answer
    tiers: tuple[str, ...]
    why: str
    upon_request: bool = False


def binds_the_developer(item: Item, on_file: OnFile) -> Answer:
    """Whether a duty is the developer's; one of which nobody says whose it is counts as that, too."""
    duty: Duty | None = item.one("binds")
    if duty is None:
        return Answer.OPEN if "binds" in item.lost else Answer.YES
    own = {"developer"}
    if on_file.developer is not None:
        own |= {name_of(on_file.developer), on_file.actors.says(on_file.developer).role or "developer"}
    return Answer.YES if any(ref.name in own for ref in duty.binds) else Answer.NO


def asking_of(item: Item, tiers: tuple[TierAccount, ...], on_file: OnFile) -> Asking:
    """Who asks a requirement of the developer.

    One that no tier names holds whenever the profile binds: nothing in it says otherwise.
    """
    accounts = {account.tier.name: account for account in tiers}
    declared = on_file.profile.of_kind(Kind.TIER)
    named = [tier for tier in declared if _names(tier, "requires", item) or _names(tier, "may_require", item)]
    unread = [tier for tier in declared if tier not in named and tier.lost & {"requires", "may_require"}]
    if not named and not unread:
        return Asking(Answer.YES, (), "no tier names it, so it is asked of every system that the profile binds")
    required = dict(_standing(accounts, [tier for tier in named if _names(tier, "requires", item)]))
    if Answer.YES in required.values():
        asking = tuple(name for name, asks in required.items() if asks is not Answer.NO)
        return Asking(Answer.YES, asking, f"asked in tier {_listed(asking)}")
    maybe = dict(_standing(accounts, unread)) | required
    asking = tuple(name for name, asks in maybe.items() if asks is not Answer.NO)
    if asking:
        return Asking(Answer.OPEN, asking, f"asked in tier {_listed(asking)}, if that is reached and asks it")
    upon = dict(_standing(accounts, [tier for tier in named if _names(tier, "may_require", item)]))
    asking = tuple(name for name, asks in upon.items() if asks is not Answer.NO)
    if asking:
        return Asking(Answer.OPEN, asking, f"a regulator may ask it in tier {_listed(asking)}", upon_request=True)
    names = tuple(tier.name for tier in named)
    return Asking(Answer.NO, (), f"asked in tier {_listed(names)}, which is not reached, or exempts the developer")


def _names(tier: Item, field: str, item: Item) -> bool:
    return any(ref.name == item.name for ref in tier.one(field) or ())


def _standing(accounts: Mapping[str, TierAccount], tiers: list[Item]) -> Iterator[tuple[str, Answer]]:
    """Whether each tier holds for the developer; open where nobody looked."""
    for tier in tiers:
        account = accounts.get(tier.name)
        if account is None:
            yield tier.name, Answer.OPEN
        elif account.reached is Answer.NO or account.exempt is Answer.YES:
            yield tier.name, Answer.NO
        else:
            certain = account.reached is Answer.YES and account.exempt is Answer.NO
            yield tier.name, Answer.YES if certain else Answer.OPEN


def _listed(names: tuple[str, ...]) -> str:
    return listed((f"`{name}`" for name in names), "or")
