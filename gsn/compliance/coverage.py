"""What a profile names and a case has to speak of: categories of risk, capabilities, the parts of a safety case.

Each category and each capability is argued or excluded. An exclusion is argued, too, and stays undetermined until those
accept it who decide; a hazard of a category speaks louder than its exclusion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gsn.argument import Argument
from gsn.compliance.account import Answer, Coverage, CoverageAccount, PartAccount
from gsn.compliance.determinations import determination_by, judged_by
from gsn.compliance.falling import is_of
from gsn.compliance.figures import figures_of
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.number import Number
from gsn.model.reference import Identity, name_of
from gsn.model.statements.risk import HazardStatement
from gsn.risk.problem import Side
from gsn.support import lacks_of
from gsn.treaty.kinds import Kind as Stated
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Limited, Proceeding
from gsn.treaty.telling import listed


def categories_of(argument: Argument, profile: Profile) -> tuple[CoverageAccount, ...]:
    """Every category of a profile, in its order."""
    return tuple(_covered(argument, profile, item) for item in profile.of_kind(Stated.CATEGORY))


def capabilities_of(argument: Argument, profile: Profile) -> tuple[CoverageAccount, ...]:
    """Every capability of a profile, in its order."""
    return tuple(_covered(argument, profile, item) for item in profile.of_kind(Stated.CAPABILITY))


def _covered(argument: Argument, profile: Profile, item: Item) -> CoverageAccount:
    answers = [(hazard, is_of(hazard, item, profile)) for hazard in argument.by_kind[Kind.HAZARD]]
    hazards = [hazard for hazard, answer in answers if answer is Answer.YES]
    if hazards:
        return _argued(argument, item, hazards)
    excluded = exclusion_of(argument, profile, item)
    if excluded is not None:
        return excluded
    field = "category" if item.kind is Stated.CATEGORY else "capabilities"
    head = argument.case.head
    unread = [hazard.name for hazard, _ in answers if field in hazard.lost]
    if unread or (head is not None and "excludes" in head.lost):
        return CoverageAccount(item, Coverage.OPEN, "a line that may speak of it could not be read")
    what = "no hazard is of it" if item.kind is Stated.CATEGORY else "no hazard takes it"
    return CoverageAccount(item, Coverage.MISSING, f"{what}, and nothing excludes it")


# Argued


def _argued(argument: Argument, item: Item, hazards: Iterable[Element]) -> CoverageAccount:
    """A category or capability that hazards are of: each hazard has to be argued, in numbers or in words."""
    goals: dict[Identity, None] = {}
    wants, names = [], []
    for hazard in hazards:
        names.append(hazard)
        arguing = tuple(_arguing(argument, hazard))
        goals |= dict.fromkeys(arguing)
        reasons = [why for goal in arguing if (why := why_unsupported(argument, goal))]
        if not arguing:
            wants.append(f"no goal argues `{hazard.name}`")
        elif len(reasons) == len(arguing):
            wants.append(reasons[0])
    identities = tuple(hazard.identity for hazard in names)
    if wants:
        return CoverageAccount(item, Coverage.NOT_SUPPORTED, "; ".join(wants), identities, tuple(goals))
    why = (
        f"{listed(f'`{hazard.name}`' for hazard in names)}, argued by {listed(f'`{name_of(goal)}`' for goal in goals)}"
    )
    return CoverageAccount(item, Coverage.ARGUED, why, identities, tuple(goals))


def _arguing(argument: Argument, hazard: Element) -> Iterator[Identity]:
    """The goals that claim at most so much of a hazard, and those that argue it in words."""
    for claim in argument.risk.problem.claims.values():
        is_a_goals = argument.kind_of(claim.id.goal) is Kind.GOAL
        if claim.quantity == hazard.identity and claim.side is Side.UPPER and is_a_goals:
            yield claim.id.goal
    if isinstance(hazard.says, HazardStatement):
        yield from (ref.identity for ref in hazard.says.argued_by)


def why_unsupported(argument: Argument, goal: Identity) -> str:
    """Why a goal argues nothing: the case does not show it, or something that it rests on is not there; else nothing.

    A doubt that stands is none of this: whoever records one is no worse off than who does not.
    """
    if goal not in argument.carried:
        return f"`{name_of(goal)}` is not among what the case shows, and supports nothing that is"
    for element in argument.walk([goal], argument.rests_on):
        below = f"`{name_of(goal)}` is not supported: " if element != goal else ""
        lack = next(lacks_of(argument, element), None)
        if lack is not None:
            return f"{below}`{name_of(element)}` {lack.about or lack.message}"
        if any(not outcome.proved for outcome in argument.risk.outcomes_of(element)):
            return f"{below}`{name_of(element)}` makes a claim that is not proved"
    if doubt_on(argument, goal) or argument.risk.search.is_sound(goal):
        return ""
    return f"`{name_of(goal)}` rests on itself, or on a relationship that is given up"


def doubt_on(argument: Argument, goal: Identity) -> str:
    """The first doubt that stands on what a goal rests on; nothing where none does."""
    marks = argument.risk.problem.marks
    found = (element for element in argument.walk([goal], argument.rests_on) if marks.get(element))
    return next((f"`{name_of(element)}` {marks[element][0]}" for element in found), "")


# Excluded


def exclusion_of(argument: Argument, profile: Profile, item: Item) -> CoverageAccount | None:
    """What excludes a category or capability, and what that is worth; an excluded category takes its capabilities."""
    names = {item.name}
    category = item.one("category") if item.kind is Stated.CAPABILITY else None
    if category is not None and "category" not in item.lost:
        names.add(category.name)
    stated = [each for each in argument.case.says.excludes if each.subject.name in names]
    if not stated:
        return None
    goals = tuple(dict.fromkeys(each.by.identity for each in stated))
    of_it = f"category `{category.name}`" if category is not None and stated[0].subject.name != item.name else "it"
    reasons = [why_unsupported(argument, goal) for goal in goals]
    if category is not None and of_it != "it" and _has_hazards(argument, profile, category.name):
        why = f"{of_it} is excluded and argued all the same, so that its capabilities are not excluded with it"
        return CoverageAccount(item, Coverage.NOT_SUPPORTED, why, (), goals)
    if all(reasons):
        why = f"what is to argue that {of_it} is no matter here does not: {reasons[0]}"
        return CoverageAccount(item, Coverage.NOT_SUPPORTED, why, (), goals)
    excluded = f"`{name_of(goals[reasons.index('')])}` argues that {of_it} is no matter here"
    sound = [goal for goal, reason in zip(goals, reasons, strict=True) if not reason]
    coverage, why = _worth(argument, profile, item, sound)
    return CoverageAccount(item, coverage, f"{excluded}, and {why}", (), goals)


def _worth(argument: Argument, profile: Profile, item: Item, goals: Iterable[Identity]) -> tuple[Coverage, str]:
    """What an exclusion by supported goals is worth: it is accepted by whoever decides, or open, and why."""
    unclear = [each.name for each in argument.by_kind[Kind.HAZARD] if is_of(each, item, profile) is Answer.OPEN]
    if unclear:
        return Coverage.OPEN, f"nothing tells whether {listed(f'`{name}`' for name in unclear)} is of it"
    doubts = {goal: doubt_on(argument, goal) for goal in goals}
    if all(doubts.values()):
        return Coverage.EXCLUSION_NOT_ACCEPTED, next(iter(doubts.values()))
    proceeding: Proceeding | None = profile.head.one("proceeds_on")
    by = proceeding.by.name if proceeding is not None and proceeding.by is not None else None
    found = determination_by(argument, by) if by is not None else None
    if found is not None:
        return Coverage.EXCLUDED, found.in_words
    free = [goal for goal, doubt in doubts.items() if not doubt]
    reviews = [review for goal in free if by is not None and (review := judged_by(argument, goal, by)) is not None]
    if reviews:
        return Coverage.EXCLUDED, f"`{by}` has judged that ({reviews[0].in_words()})"
    return Coverage.EXCLUSION_NOT_ACCEPTED, "nobody has accepted that"


def _has_hazards(argument: Argument, profile: Profile, category: str) -> bool:
    item = profile.items.get(category)
    hazards = argument.by_kind[Kind.HAZARD]
    return item is not None and any(is_of(hazard, item, profile) is Answer.YES for hazard in hazards)


# The parts of a safety case


def parts_of(argument: Argument, profile: Profile) -> tuple[PartAccount, ...]:
    """Hazards, scenarios, mitigations and thresholds (the review's definition of a safety case, footnote 55)."""
    return (
        _hazards(argument, profile),
        _scenarios(argument),
        _mitigations(argument),
        _thresholds(argument, profile),
    )


def _hazards(argument: Argument, profile: Profile) -> PartAccount:
    hazards = argument.by_kind[Kind.HAZARD]
    categories = profile.of_kind(Stated.CATEGORY)
    of_one = [hazard for hazard in hazards if any(is_of(hazard, item, profile) is Answer.YES for item in categories)]
    if of_one or (hazards and not categories):
        names = listed(f"`{hazard.name}`" for hazard in (of_one or hazards))
        return PartAccount("hazards", Answer.YES, f"it states {names}")
    if not hazards:
        return PartAccount("hazards", Answer.NO, "the case states no hazard")
    excluded = profile.head.all("excludes")
    beside = f"; it does not speak of {'; '.join(text.plain for text in excluded)}" if excluded else ""
    return PartAccount("hazards", Answer.NO, f"no hazard is of a category that {profile.name} names{beside}")


def _scenarios(argument: Argument) -> PartAccount:
    """Scenarios of a hazard: those that lead to none are no part of the case."""
    charging = argument.risk.search.charging
    reached = {part for hazard in argument.by_kind[Kind.HAZARD] for part in charging.closure(hazard.identity)}
    found = [scenario.name for scenario in argument.by_kind[Kind.SCENARIO] if scenario.identity in reached]
    if found:
        return PartAccount("scenarios", Answer.YES, f"{len(found)} lead to a hazard: {listed(found)}")
    return PartAccount("scenarios", Answer.NO, "no scenario says how a hazard comes about")


def _mitigations(argument: Argument) -> PartAccount:
    found = [mitigation.name for mitigation in argument.by_kind[Kind.MITIGATION]]
    if found:
        return PartAccount("mitigations", Answer.YES, f"it states {listed(found)}")
    return PartAccount(
        "mitigations", Answer.NO, "the case states no mitigation, with what it makes smaller and by what"
    )


def _thresholds(argument: Argument, profile: Profile) -> PartAccount:
    """Figures that a regulator sets, with a claim to hold against one; or somebody who judges, with a goal."""
    limits = [limit for limit in profile.of_kind(Stated.LIMIT) if _concerns(argument, profile, limit)]
    if not profile.of_kind(Stated.LIMIT):
        return PartAccount("thresholds", Answer.OPEN, f"{profile.name} sets no limit that a case could be held against")
    if not limits:
        return PartAccount("thresholds", Answer.NO, "no hazard of the case is of what the profile limits")
    held = [limit.name for limit in limits if any(isinstance(figure.value, Number) for figure in figures_of(limit))]
    judged = [limit.name for limit in limits if limit.one("judged_by") is not None]
    claimed = {claim.quantity for claim in argument.risk.problem.claims.values() if claim.side is Side.UPPER}
    in_numbers = any(hazard.identity in claimed for hazard in argument.by_kind[Kind.HAZARD])
    if held and in_numbers:
        return PartAccount("thresholds", Answer.YES, f"what it claims is held against {listed(held)}")
    if judged:
        return PartAccount("thresholds", Answer.YES, f"what it argues is judged against {listed(judged)}")
    if held:
        return PartAccount("thresholds", Answer.NO, "no goal claims a number of a hazard that is limited")
    return PartAccount("thresholds", Answer.OPEN, "the figures of what the case argues are still to be set")


def _concerns(argument: Argument, profile: Profile, limit: Item) -> bool:
    on: Limited | None = limit.one("on")
    subject = profile.items.get(on.subject.name) if on is not None else None
    hazards = argument.by_kind[Kind.HAZARD]
    return subject is not None and any(is_of(hazard, subject, profile) is Answer.YES for hazard in hazards)
