"""Where a case stands with a profile (design, treaty profiles: standing).

The burden of proof is the developer's: what is not known never counts for the case.
"""

from __future__ import annotations

from gsn.argument import Argument
from gsn.compliance.account import Acceptance, Account, Answer, Kept, Met, Standing, StandingAccount
from gsn.compliance.against import grounds_against, is_awaited, is_regulated
from gsn.compliance.determinations import Determination, determination_against, determination_by, is_licensed
from gsn.compliance.next_steps import next_steps
from gsn.treaty.record import Proceeding


def stand(argument: Argument, *, clear: bool) -> StandingAccount | None:
    """The standing of a case with the profile that it is held against; none where there is none that can be read.

    Args:
        argument: The case's argument.
        clear: Whether nothing stands against the case apart from the profile.
    """
    account = argument.account
    if account is None:
        return None
    standing, why, determination = _if_it_binds(argument, account, clear=clear)
    not_binding = _why_not_bound(account)
    record = determination.record if determination is not None else None
    steps = next_steps(argument, account, clear=clear)
    if not_binding:
        would_be = Standing.NOT_BOUND, not_binding, steps, record, standing, why
        return StandingAccount(*would_be, accepted=_accepted(standing, determination))
    return StandingAccount(standing, why, steps, record, accepted=_accepted(standing, determination))


def _accepted(standing: Standing, determination: Determination | None) -> Acceptance | None:
    """Who accepted the risk: only a determination in a review says so."""
    if standing is not Standing.MAY_PROCEED or determination is None or not determination.in_review:
        return None
    return Acceptance(determination.by, determination.on, determination.conditions)


def _why_not_bound(account: Account) -> tuple[str, ...]:
    binding = account.binding
    reasons = [f"{account.profile.name} is not in force: {binding.not_in_force}"] if binding.not_in_force else []
    reasons += [binding.why_bound] if binding.bound is Answer.NO else []
    reasons += [binding.why_applies] if binding.applies is Answer.NO else []
    return tuple(reasons)


def _if_it_binds(
    argument: Argument, account: Account, *, clear: bool
) -> tuple[Standing, tuple[str, ...], Determination | None]:
    """The standing as it is where the profile is law and binds the system; the gravest first."""
    forbidden = tuple(tier.why_admits for tier in account.reached if tier.admits is Answer.NO)
    if forbidden:
        return Standing.PROHIBITED, forbidden, None
    against = determination_against(argument)
    if against is not None:
        return Standing.PAUSE, (against.in_words, *_responsible(account)), against
    if not is_regulated(account):
        return *_unregulated(account), None
    grounds = grounds_for_pause(account)
    if grounds:
        return Standing.GROUND_FOR_PAUSE, (*grounds, *_responsible(account)), None
    open_ = tuple(ground.message for ground in grounds_against(argument))
    open_ += () if clear else ("the argument itself is not passed",)
    determined = determination_by(argument, _who_decides(account))
    if open_:
        known = (determined.in_words,) if determined is not None else ()
        return Standing.UNDETERMINED, (*known, *open_), determined
    return _cleared(argument, account, determined)


def _unregulated(account: Account) -> tuple[Standing, tuple[str, ...]]:
    """A system in no tier that can be read: not regulated, unless some of the profile cannot."""
    reasons = tuple(tier.why for tier in account.tiers)
    if account.profile.problems:
        return Standing.UNDETERMINED, (f"the profile `{account.held.name}` cannot be read whole", *reasons)
    return Standing.NOT_REGULATED, (*reasons, "this says nothing of its safety")


def _cleared(
    argument: Argument, account: Account, determined: Determination | None
) -> tuple[Standing, tuple[str, ...], Determination | None]:
    """What is left when nothing stands against it: those who decide have decided, or have not, or nobody has to."""
    proceeding: Proceeding | None = account.profile.head.one("proceeds_on")
    on = proceeding.on if proceeding is not None else "unstated"
    if determined is not None and on in {"determination", "unstated"}:
        return Standing.MAY_PROCEED, (determined.in_words,), determined
    if on == "nothing":
        return Standing.MAY_PROCEED, ("nothing stands against it, and the profile waits for nobody's decision",), None
    who = _who_decides(account)
    if on in {"licence", "notification"} and _has(account, on):
        if on == "notification" or is_licensed(argument, who):
            return Standing.MAY_PROCEED, (f"nothing stands against it, and the {on} is there",), None
        told = "a licence is there, and not known to be the word of who gives it: signed, by a reviewer's registry"
        return Standing.AWAITING_DETERMINATION, (f"nothing stands against it; {told}",), None
    waits = f"it waits for {on} by `{who}`" if who is not None else f"it waits for {on}"
    waits = "the profile does not say what it waits for" if on == "unstated" else waits
    return Standing.AWAITING_DETERMINATION, (f"nothing stands against it; {waits}",), None


def _has(account: Account, type_: str) -> bool:
    """Whether a licence or a notification is among what the profile asks, and met."""
    asked = [
        each
        for each in account.requirements
        if each.requirement.name == type_ or type_ in (each.requirement.one("type") or ())
    ]
    return bool(asked) and all(each.met is Met.MET for each in asked)


def _who_decides(account: Account) -> str | None:
    proceeding: Proceeding | None = account.profile.head.one("proceeds_on")
    return proceeding.by.name if proceeding is not None and proceeding.by is not None else None


def grounds_for_pause(account: Account) -> tuple[str, ...]:
    """Limits that are exceeded, and what must be met and is not."""
    exceeded = [
        f"limit `{limit.limit.name}` is exceeded: {limit.why}"
        for limit in account.limits
        if limit.kept is Kept.EXCEEDED
    ]
    unmet = []
    for each in account.requirements:
        short = [shortfall for shortfall in each.shortfalls if not is_awaited(each, shortfall)]
        if each.is_must and each.asked is Answer.YES and each.met is Met.UNMET and short:
            told = "; ".join(shortfall.message for shortfall in short)
            unmet.append(f"requirement `{each.requirement.name}` is not met: {told}")
    return (*exceeded, *unmet)


def _responsible(account: Account) -> tuple[str, ...]:
    """The states parties that have to ensure a pause (review, section 2)."""
    parties = account.binding.parties
    return (f"the states parties responsible: {', '.join(parties)}",) if parties else ()
