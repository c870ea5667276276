"""When a case falls: what ends on which day, and which goals lose their support with it.

A record is good through the day on which it expires, or on which its giver's accreditation ends where it needs one. A
goal loses its support with the first thing that it rests on, directly or further down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gsn.argument import Argument
from gsn.model.kinds import GOALS, Kind
from gsn.model.reference import Identity
from gsn.model.statements.argument import GoalStatement, StrategyStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.support import lacks_of

A_DAY = timedelta(days=1)


class Effect(StrEnum):
    """What an ending does."""

    FALLS = "falls"
    """What rests on it loses its support."""
    OPENS = "opens"
    """The verdict is open from then on, or what was waived stands again."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that is no longer good: the element that says so, and what becomes of it."""

    element: Identity
    what: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Lapse:
    """What ends between one day and the next.

    Attributes:
        day: The first day on which it is no longer good.
        endings: What ends.
        goals: The goals that have support until then and none from then on, in the order of the argument.
        shown: Those of them that the case shows.
    """

    day: date
    endings: tuple[Ending, ...]
    goals: tuple[Identity, ...]
    shown: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What ends when.

    Attributes:
        as_of: The day from which it is told.
        lapses: What ends, day by day.
        unsupported: The goals that have no support on that day already.
        falls_on: The first day on which a goal that the case shows has lost its support, or the case itself has ended.
        spans: For each record that something rests on: its day, and the last day on which it is good.
    """

    as_of: date
    lapses: tuple[Lapse, ...]
    unsupported: tuple[Identity, ...]
    falls_on: date | None
    spans: tuple[tuple[Identity, date | None, date | None], ...]


def timeline_of(argument: Argument) -> Timeline:
    """The timeline of a case from the day on which its evidence is judged."""
    by_day: defaultdict[date, list[Ending]] = defaultdict(list)
    for last, ending in _endings(argument):
        if argument.as_of <= last < date.max:
            by_day[last + A_DAY].append(ending)
    above = _above(argument)
    lost = _fallen(argument, above)
    unsupported = _goals(argument, lost)
    shown = {goal.identity for goal in argument.tops}
    lapses: list[Lapse] = []
    falls_on = None
    for day in sorted(by_day):
        endings = tuple(by_day[day])
        fallen = _upward([ending.element for ending in endings if ending.effect is Effect.FALLS], above, lost)
        lost |= fallen
        goals = _goals(argument, fallen)
        lapses.append(Lapse(day, endings, goals, tuple(goal for goal in goals if goal in shown)))
        ends_the_case = any(ending.element == argument.case.name + "::" for ending in endings)
        if falls_on is None and (lapses[-1].shown or ends_the_case):
            falls_on = day
    return Timeline(argument.as_of, tuple(lapses), unsupported, falls_on, tuple(_spans(argument)))


def _endings(argument: Argument) -> Iterator[tuple[date, Ending]]:
    """The last day of each thing that ends, and what ends then."""
    head = argument.case.head
    if head is not None and argument.case.says.valid_until is not None:
        yield argument.case.says.valid_until, Ending(head.identity, "no longer valid", Effect.FALLS)
    for identity, assessment in argument.assessments.items():
        if assessment.accepted and assessment.good_through is not None:
            yield assessment.good_through, Ending(identity, assessment.falls_by, Effect.FALLS)
    yield from _accreditations(argument)
    for waiver in argument.case.waivers:
        yield waiver.until, Ending(waiver.on.identity, f"the waiver of {waiver.code} ends", Effect.OPENS)
    for element in argument.elements:
        says = element.says
        stopped = says.undeveloped if isinstance(says, GoalStatement | StrategyStatement) else None
        if stopped is not None and stopped.due is not None:
            yield stopped.due, Ending(element.identity, "overdue", Effect.OPENS)


def _accreditations(argument: Argument) -> Iterator[tuple[date, Ending]]:
    """Accreditations of who gave accepted evidence: what needs one falls with it, the rest is open from then on."""
    givers = {
        record.says.by.actor.identity
        for record in argument.by_kind[Kind.EVIDENCE]
        if isinstance(record.says, EvidenceStatement) and record.says.by is not None
        if argument.assessments[record.identity].accepted
    }
    for actor in argument.by_kind[Kind.ACTOR]:
        says = argument.register.actors.says(actor.identity)
        if actor.identity in givers and says.accredited is not None:
            what = f"the accreditation by `{says.accredited.by.name}` ends"
            yield says.accredited.until, Ending(actor.identity, what, Effect.OPENS)


def _above(argument: Argument) -> dict[Identity, list[Identity]]:
    """For each element that the shown goals rest on, what rests on it directly."""
    found: defaultdict[Identity, list[Identity]] = defaultdict(list)
    for identity in argument.carried:
        for below in argument.rests_on(identity):
            found[below].append(identity)
    head = argument.case.head
    if head is not None:
        found[head.identity] += [goal.identity for goal in argument.tops]
    return dict(found)


def _fallen(argument: Argument, above: dict[Identity, list[Identity]]) -> set[Identity]:
    """What has no support on the day itself: it can lose none."""
    bad = [identity for identity, assessment in argument.assessments.items() if not assessment.accepted]
    bad += [
        identity
        for identity in argument.carried
        if argument.kind_of(identity) is not Kind.EVIDENCE and any(True for _ in lacks_of(argument, identity))
    ]
    valid_until, head = argument.case.says.valid_until, argument.case.head
    if head is not None and valid_until is not None and valid_until < argument.as_of:
        bad.append(head.identity)
    return _upward(bad, above, set())


def _upward(start: list[Identity], above: dict[Identity, list[Identity]], known: set[Identity]) -> set[Identity]:
    """Some elements and all that rests on them, but for what is known."""
    reached: set[Identity] = set()
    stack = list(start)
    while stack:
        identity = stack.pop()
        if identity not in reached and identity not in known:
            reached.add(identity)
            stack.extend(above.get(identity, ()))
    return reached


def _goals(argument: Argument, among: set[Identity]) -> tuple[Identity, ...]:
    return tuple(identity for identity in argument.carried if identity in among and argument.kind_of(identity) in GOALS)


def _spans(argument: Argument) -> Iterator[tuple[Identity, date | None, date | None]]:
    """The records that something rests on, those that fall first before the others."""
    found = []
    for record in argument.by_kind[Kind.EVIDENCE]:
        assessment = argument.assessments[record.identity]
        if record.identity in argument.carried and assessment.accepted and isinstance(record.says, EvidenceStatement):
            found.append((record.identity, record.says.dated, assessment.good_through))
    yield from sorted(found, key=lambda span: span[2] or date.max)
