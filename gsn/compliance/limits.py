"""Limits of a profile: what the kernel is asked to hold the case's hazards against, and what came of it.

A limit is kept by the kernel's word alone (calculus, rule 21), once whoever decides has taken what the proof holds
under; one without a number by the word of whoever judges it. Everything else leaves it open, and an excess is one
whoever decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gsn.argument import Argument
from gsn.compliance.account import Coverage, Kept, LimitAccount, Want, Wanting
from gsn.compliance.coverage import exclusion_of
from gsn.compliance.determinations import Determination, determination_by, judged_by
from gsn.compliance.falling import Falling, counted, falling_under, subjects_of
from gsn.compliance.figures import band_of, figures_of, whole_profile_lacks
from gsn.compliance.holding_figures import Asked, Held, hold
from gsn.model.case import Element
from gsn.model.reference import Identity, name_of
from gsn.model.statements.risk import HazardStatement
from gsn.risk.limits import rivals
from gsn.risk.problem import Limit
from gsn.treaty.kinds import Kind as Stated
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Proceeding
from gsn.treaty.telling import listed

MOST_TOLD = 6
"""Elements of a list in a sentence; a longer one ends in how many more there are."""

_GRAVEST_FIRST = (Kept.EXCEEDED, Kept.UNSET, Kept.NOT_SHOWN, Kept.OPEN, Kept.JUDGED, Kept.KEPT)


def limits_to_prove(argument: Argument, profile: Profile) -> tuple[Limit, ...]:
    """The limits in numbers, each with the hazards that fall under it, as the kernel takes them (calculus, rule 21).

    Asks nothing of what is proved: proving asks this.
    """
    asked = (each for limit in profile.of_kind(Stated.LIMIT) for each in _asked(argument, profile, limit))
    return tuple(limit for each in asked if (limit := each.as_limit()) is not None)


def _asked(argument: Argument, profile: Profile, limit: Item) -> Iterator[Asked]:
    """Every figure of a limit, for each configuration that it has to be held for."""
    falling = falling_under(argument, profile, limit)
    subjects = subjects_of(argument, falling.hazards)
    figures = list(figures_of(limit))
    for index, figure in enumerate(figures):
        of_it = counted(argument, falling.hazards, increase=figure.increase)
        for subject in subjects.each:
            which = f" for {name_of(subject)}" if subject is not None and len(subjects.each) > 1 else ""
            number = f", figure {index + 1}" if len(figures) > 1 else ""
            believed = "elicited" in (limit.one("admits") or ())
            yield Asked(f"{limit.name}{which}{number}", figure, subject, of_it, believed)


def limits_of(argument: Argument, profile: Profile) -> tuple[LimitAccount, ...]:
    """Every limit of a profile, in its order, with what became of it."""
    return tuple(_account(argument, profile, limit) for limit in profile.of_kind(Stated.LIMIT))


def _account(argument: Argument, profile: Profile, limit: Item) -> LimitAccount:
    falling = falling_under(argument, profile, limit)
    lacks = whole_profile_lacks(limit)
    if limit.one("on") is None or (lacks is not None and "on" in limit.lost):
        want = lacks or Want(Wanting.STATEMENT, "the profile does not say which risk it limits")
        return LimitAccount(limit, (), Kept.OPEN, want.message, wants=(want,))
    if not falling.hazards:
        return _without_hazards(argument, profile, limit, falling)
    held = [hold(argument, asked) for asked in _asked(argument, profile, limit)]
    wants = [want for each in held for want in each.wants]
    wants += [lacks] if lacks is not None else []
    wants += _unknown_subjects(argument, falling.hazards) if held else []
    if held or limit.one("judged_by") is None:
        return _of_figures(argument, profile, limit, falling, held, wants)
    return _judged(argument, limit, falling.hazards, wants)


# A limit with figures


def _of_figures(
    argument: Argument, profile: Profile, limit: Item, falling: Falling, held: list[Held], wants: list[Want]
) -> LimitAccount:
    """A limit that states figures, of which each has to be kept; or that states nothing at all."""
    if not held and not wants:
        wants = [Want(Wanting.STATEMENT, "the profile states no figure for it, and nobody who judges it")]
    kept = [each.kept for each in held]
    if any(want.wanting in {Wanting.STATEMENT, Wanting.CONFIGURATION} for want in wants) or not held:
        kept.append(Kept.OPEN)
    unreviewed = tuple(dict.fromkeys(element for each in held for element in each.unreviewed))
    determined = None
    if Kept.KEPT in kept:
        determined = _decided(argument, profile)
        if determined is None and not _is_reviewed(argument, profile, (*_names(falling.hazards), *unreviewed)):
            kept.append(Kept.OPEN)
            told = _unreviewed_in_words(limit, falling.hazards, unreviewed)
            wants = [*wants, Want(Wanting.REVIEW, told, _first_claim(held))]
    judge = limit.one("judged_by")
    judged = determination_by(argument, judge.name) if judge is not None else None
    if judge is not None and judged is None:
        kept.append(Kept.JUDGED)
    worst = next(each for each in _GRAVEST_FIRST if each in kept)
    shown = min(held, key=lambda each: (each.headroom is None, each.headroom or 0), default=None)
    settled = worst is Kept.KEPT and determined is not None
    return LimitAccount(
        limit,
        _names(falling.hazards),
        worst,
        _why(limit, worst, held, wants, judge.name if judge is not None else None),
        bound=shown.bound if shown is not None else None,
        allowed=shown.asked.figure.allowed if shown is not None else None,
        unit=shown.asked.figure.unit if shown is not None else None,
        headroom=shown.headroom if shown is not None else None,
        argued=_argued(argument, falling.hazards),
        determined=determined.record if settled and determined is not None else None,
        wants=tuple(dict.fromkeys(wants)),
        unreviewed=unreviewed,
        claimed=tuple(dict.fromkeys(claim.id.goal for each in held for claim in each.claims)),
    )


def _unknown_subjects(argument: Argument, hazards: Iterable[Element]) -> Iterator[Want]:
    """Configurations that something is claimed for, where nothing says that they are what is decided on."""
    subjects = subjects_of(argument, hazards)
    if not subjects.known:
        named = listed(f"`{name_of(subject)}`" for subject in subjects.each if subject is not None)
        what = f"nothing says that {named or 'what is claimed'} is what is decided on (`decides on REF`)"
        head = argument.case.head
        yield Want(Wanting.CONFIGURATION, what, head.identity if head is not None else None)


def _first_claim(held: Iterable[Held]) -> Identity | None:
    return next((claim.id.goal for each in held for claim in each.claims), None)


def _unreviewed_in_words(limit: Item, hazards: Iterable[Element], elements: Iterable[Identity]) -> str:
    """What is for people to say: that there is no other hazard of the kind, and what the proof holds under."""
    whole = listed(f"`{hazard.name}`" for hazard in hazards)
    names = [f"`{name_of(element)}`" for element in elements]
    more = [f"{len(names) - MOST_TOLD} more"] if len(names) > MOST_TOLD else []
    under = f", nor what the proof holds under: {listed([*names[:MOST_TOLD], *more])}" if names else ""
    return f"nobody has reviewed that {whole} is all there is of `{limit.one('on').subject.name}`{under}"


def _why(limit: Item, kept: Kept, held: Iterable[Held], wants: Iterable[Want], judge: str | None) -> str:
    """What became of it and why, in sentences that stand alone."""
    told = []
    for each in held:
        told += [each.in_words] if each.in_words else []
        if each.kept is Kept.EXCEEDED:
            told.append(each.excess)
        band = band_of(limit, each.bound, each.asked.figure.unit) if each.bound is not None else None
        told += [f"that lies in band {band.name}"] if band is not None else []
        if each.kept is Kept.JUDGED:
            told.append("that lies between the two figures: somebody judges whether it is as low as practicable")
    if kept is not Kept.EXCEEDED:
        told += [want.message for want in wants]
    if kept is Kept.JUDGED and judge is not None:
        told.append(f"`{judge}` judges it, and no word of theirs is known")
    return "; ".join(dict.fromkeys(told))


# A limit without figures


def _judged(argument: Argument, limit: Item, hazards: tuple[Element, ...], wants: list[Want]) -> LimitAccount:
    judge = limit.one("judged_by").name
    argued = _argued(argument, hazards)
    found = determination_by(argument, judge) if not wants else None
    listed_goals = listed(f"`{name_of(goal)}`" for goal in argued)
    by_whom = f"argued by {listed_goals}" if argued else "and no goal argues it"
    if found is not None:
        why = f"{found.in_words}; it was {by_whom}" if argued else found.in_words
    else:
        why = "; ".join([f"`{judge}` judges it; it is {by_whom}", *(want.message for want in wants)])
    kept = Kept.OPEN if wants else Kept.JUDGED
    record = found.record if found is not None else None
    return LimitAccount(
        limit, _names(hazards), kept, why, argued=argued, determined=record, wants=tuple(wants), claimed=argued
    )


def _without_hazards(argument: Argument, profile: Profile, limit: Item, falling: Falling) -> LimitAccount:
    """A limit under which nothing of the case falls: that is no proof, unless its subject is excluded for good."""
    subject = profile.items.get(limit.one("on").subject.name)
    excluded = exclusion_of(argument, profile, subject) if subject is not None else None
    if excluded is not None and excluded.coverage is Coverage.EXCLUDED:
        found = _decided(argument, profile)
        record = found.record if found is not None else None
        return LimitAccount(limit, (), Kept.KEPT, f"it does not apply: {excluded.why}", determined=record)
    name = limit.one("on").subject.name
    why = f"no hazard of the case is of {subject.kind if subject is not None else 'what it limits:'} `{name}`"
    if falling.milder:
        named = listed(f"`{hazard.name}`" for hazard in falling.milder)
        why = f"{named} {'is' if len(falling.milder) == 1 else 'are'} milder than it is about, as stated"
    if excluded is not None:
        why = f"{why}; {excluded.why}"
    return LimitAccount(limit, (), Kept.NO_HAZARD, why)


def _decided(argument: Argument, profile: Profile) -> Determination | None:
    """What those decided on whose determination the profile waits for: they have looked at what proofs hold under."""
    proceeding: Proceeding | None = profile.head.one("proceeds_on")
    if proceeding is None or proceeding.by is None or proceeding.on != "determination":
        return None
    return determination_by(argument, proceeding.by.name)


def _is_reviewed(argument: Argument, profile: Profile, elements: Iterable[Identity]) -> bool:
    """Whether those who decide have judged each of the hazards, and each thing that the proofs hold under."""
    proceeding: Proceeding | None = profile.head.one("proceeds_on")
    if proceeding is None or proceeding.by is None:
        return False
    by = proceeding.by.name
    return all(judged_by(argument, element, by) is not None for element in elements)


def _argued(argument: Argument, hazards: Iterable[Element]) -> tuple[Identity, ...]:
    """The goals that argue hazards, in words or in numbers."""
    problem = argument.risk.problem
    found: dict[Identity, None] = {}
    for hazard in hazards:
        says = hazard.says
        found |= dict.fromkeys(ref.identity for ref in says.argued_by) if isinstance(says, HazardStatement) else {}
        found |= dict.fromkeys(claim.id.goal for claim in rivals(problem, hazard.identity))
    return tuple(found)


def _names(hazards: Iterable[Element]) -> tuple[Identity, ...]:
    return tuple(hazard.identity for hazard in hazards)
