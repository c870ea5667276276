"""What is missing on the way to a determination, as things to do: what unlocks most comes first."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.compliance.account import Account, Answer, Coverage, CoverageAccount, Kept, LimitAccount, TierAccount, ToDo
from gsn.compliance.against import is_regulated, is_settled, parts_asked, stands_against
from gsn.model.place import Place


def next_steps(argument: Argument, account: Account, *, clear: bool) -> tuple[ToDo, ...]:
    """What to do next, each thing once.

    Each unlocks the questions that wait for it; of two that unlock as many, the one that the profile asks first comes
    first.

    Args:
        argument: The case's argument.
        account: What holding it against its profile came to.
        clear: Whether nothing stands against the case apart from the profile.
    """
    found: dict[str, ToDo] = {}
    for step in _steps(account, _place(argument), clear=clear):
        known = found.get(step.what)
        found[step.what] = step if known is None else step._replace(unlocks=known.unlocks + step.unlocks)
    return tuple(sorted(found.values(), key=lambda step: -step.unlocks))


def _place(argument: Argument) -> Place | None:
    """Where the case names its profile: the place of whatever is nowhere yet."""
    head = argument.case.head
    return None if head is None else head.place_of("treaty") if argument.case.says.treaty is not None else head.place


def _steps(account: Account, place: Place | None, *, clear: bool) -> Iterator[ToDo]:
    for tier in account.tiers:
        if tier.reached is Answer.OPEN:
            what = f"settle whether tier `{tier.tier.name}` is reached: {tier.why}"
            yield ToDo(what, _waiting(account, tier), None, place)
    if is_regulated(account):
        yield from _of_argument(account, place, clear=clear)
        yield from _of_coverage(account, place)
        yield from _of_requirements(account, place)
        yield from _of_limits(account, place)
        yield from _of_parts(account, place)


def _of_argument(account: Account, place: Place | None, *, clear: bool) -> Iterator[ToDo]:
    """The argument itself: what is not proved keeps no limit."""
    if not clear:
        rests = sum(limit.kept is Kept.NOT_SHOWN for limit in account.limits)
        yield ToDo("mend what `gsn check` finds in the argument itself", 1 + rests, None, place)


def _waiting(account: Account, tier: TierAccount) -> int:
    """The questions that nobody can answer before a tier's is: itself, and what it alone may ask."""
    open_ = [each for each in account.requirements if each.asked is Answer.OPEN and tier.tier.name in each.tiers]
    return 1 + len(open_)


def _of_coverage(account: Account, place: Place | None) -> Iterator[ToDo]:
    for covered in (*account.categories, *account.capabilities):
        if covered.coverage not in {Coverage.ARGUED, Coverage.EXCLUDED}:
            yield _cover(account, covered, place)


def _cover(account: Account, covered: CoverageAccount, place: Place | None) -> ToDo:
    item = covered.item
    waiting = [limit for limit in account.limits if limit.kept is Kept.NO_HAZARD and limit.limit.one("on") is not None]
    limits = sum(limit.limit.one("on").subject.name == item.name for limit in waiting)
    belonging = [
        each
        for each in account.capabilities
        if each.coverage is Coverage.MISSING
        and each.item.one("category") is not None
        and each.item.one("category").name == item.name
    ]
    element = next(iter((*covered.hazards, *covered.goals)), None)
    match covered.coverage:
        case Coverage.EXCLUSION_NOT_ACCEPTED:
            what = f"have a reviewer accept that {item.kind} `{item.name}` is excluded"
        case Coverage.NOT_SUPPORTED:
            what = f"support what argues {item.kind} `{item.name}`: {covered.why}"
        case _:
            what = f"argue {item.kind} `{item.name}` over a hazard of its own, or exclude it by a supported goal"
    return ToDo(what, 1 + limits + len(belonging), element, place)


def _of_requirements(account: Account, place: Place | None) -> Iterator[ToDo]:
    """A step for each shortfall: what one record would mend for several requirements counts for each of them."""
    for each in account.requirements:
        if stands_against(each):
            for shortfall in each.shortfalls:
                yield ToDo(shortfall.message, 1, shortfall.record, place)
            if not each.shortfalls:
                yield ToDo(f"show that requirement `{each.requirement.name}` is met", 1, None, place)


def _of_limits(account: Account, place: Place | None) -> Iterator[ToDo]:
    """Each limit that is not settled; one without a hazard waits for its category to be argued."""
    for limit in account.limits:
        if not is_settled(limit) and limit.kept is not Kept.NO_HAZARD:
            yield _keep(limit, place)


def _of_parts(account: Account, place: Place | None) -> Iterator[ToDo]:
    for part in parts_asked(account):
        if part.there is not Answer.YES:
            yield ToDo(f"add {part.name}: {part.why}", 1, None, place)


def _keep(limit: LimitAccount, place: Place | None) -> ToDo:
    named = f"limit `{limit.limit.name}`"
    element = next(iter((*limit.argued, *limit.hazards)), None)
    match limit.kept:
        case Kept.UNSET:
            what = f"have whoever sets it set {named}: {limit.why}"
        case Kept.JUDGED:
            what = f"have {named} judged: {limit.why}"
        case _:
            what = f"show that {named} is kept: {limit.why}"
    return ToDo(what, 1, element, place)
