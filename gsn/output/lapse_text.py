"""What of a case ends when, in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gsn.argument import Argument
from gsn.lapse import Effect, Lapse, Timeline
from gsn.model.reference import Identity, name_seen_from
from gsn.output.visible import visible

Paint = Callable[[str, str], str]

MOST_GOALS = 8
"""Goals of one day that are named; all of them are in the JSON."""


def lapse_lines(timeline: Timeline, argument: Argument, paint: Paint) -> Iterator[str]:
    """Day by day what ends and what falls with it, and when the case falls."""
    if timeline.unsupported:
        named = _named(timeline.unsupported, argument)
        yield f"{paint('open', 'already')}     without support: {named}"
    for lapse in timeline.lapses:
        yield from _of_a_day(lapse, argument, paint)
    if not timeline.lapses:
        yield "nothing of it ends on a day that is written down"
    yield ""
    yield _closing(timeline, argument)


def _of_a_day(lapse: Lapse, argument: Argument, paint: Paint) -> Iterator[str]:
    role = "failing" if any(ending.effect is Effect.FALLS for ending in lapse.endings) else "open"
    alike: dict[str, list[Identity]] = {}
    for ending in lapse.endings:
        alike.setdefault(ending.what, []).append(ending.element)
    lines = [f"{visible(what)}: {_named(elements, argument)}" for what, elements in alike.items()]
    if lapse.goals:
        lines.append(f"without support from then on: {_named(lapse.goals, argument)}")
    for number, line in enumerate(lines):
        yield f"{paint(role, lapse.day.isoformat()) if number == 0 else ' ' * 10}  {line}"


def _closing(timeline: Timeline, argument: Argument) -> str:
    shown = [goal.identity for goal in argument.tops]
    if not shown:
        return "the case shows no goal that could fall"
    if set(shown) & set(timeline.unsupported):
        return f"the case does not stand on {timeline.as_of}: {_named(shown, argument)} rests on what is wanting"
    if timeline.falls_on is None:
        return "no day is written down on which the case falls"
    days = (timeline.falls_on - timeline.as_of).days
    return f"the case falls on {timeline.falls_on}, {days:,} day{'' if days == 1 else 's'} from {timeline.as_of}"


def _named(goals: Sequence[Identity], argument: Argument) -> str:
    named = [visible(name_seen_from(argument.case.name, goal)) for goal in goals[:MOST_GOALS]]
    more = f" and {len(goals) - MOST_GOALS} more" if len(goals) > MOST_GOALS else ""
    return f"{', '.join(named)}{more}"
