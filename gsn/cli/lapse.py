"""`gsn lapse`: what of a case ends when, and which goals lose their support with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from gsn.argument import Argument
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.terminal import progress, terminal_paint
from gsn.lapse import Effect, Lapse, Timeline, timeline_of
from gsn.model.reference import Identity
from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible

FORMAT_VERSION = 1
"""Rises when a field of the JSON changes its meaning or goes away; new fields may come."""

MOST_GOALS = 8
"""Goals of one day that are named in the table; all of them are in the JSON."""


@click.command("lapse")
@case_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@as_of_option
@actors_option
def command(case: str, form: str, as_of: date | None, registry: Path | None) -> int:
    """Say when a case will fall, and which evidence falls first.

    Each line is the first day on which something is no longer good. A goal loses its support with the first thing that
    it rests on, directly or further down.

    Exit status: 0 the goals that the case shows have support today, 3 they have not; 2 did not run.
    """
    argument = Argument(read_case(case), as_of, read_registry(registry))
    with progress("looking at evidence"):
        timeline = timeline_of(argument)
    if form == "json":
        click.echo(as_ascii_json(as_data(timeline, argument.case.name)))
    else:
        for line in _lines(timeline, argument):
            click.echo(line)
    shown = {goal.identity for goal in argument.tops}
    return 3 if not shown or shown & set(timeline.unsupported) else 0


def as_data(timeline: Timeline, case: str) -> dict[str, Any]:
    """The timeline as plain values."""
    return {
        "format_version": FORMAT_VERSION,
        "case": case,
        "as_of": timeline.as_of.isoformat(),
        "falls_on": timeline.falls_on.isoformat() if timeline.falls_on is not None else None,
        "unsupported": list(timeline.unsupported),
        "lapses": [
            {
                "day": lapse.day.isoformat(),
                "endings": [
                    {"element": ending.element, "what": ending.what, "effect": ending.effect.value}
                    for ending in lapse.endings
                ],
                "goals": list(lapse.goals),
                "shown_goals": list(lapse.shown),
            }
            for lapse in timeline.lapses
        ],
        "spans": [
            {"record": record, "dated": _day(dated), "good_through": _day(until)}
            for record, dated, until in timeline.spans
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _lines(timeline: Timeline, argument: Argument) -> Iterator[str]:
    paint = terminal_paint()
    if timeline.unsupported:
        named = _named(timeline.unsupported, argument)
        yield f"{paint('open', 'already')}     without support: {named}"
    for lapse in timeline.lapses:
        yield from _lapse_lines(lapse, argument)
    if not timeline.lapses:
        yield "nothing of it ends on a day that is written down"
    yield ""
    yield _closing(timeline, argument)


def _lapse_lines(lapse: Lapse, argument: Argument) -> Iterator[str]:
    paint = terminal_paint()
    role = "failing" if any(ending.effect is Effect.FALLS for ending in lapse.endings) else "open"
    alike: dict[str, list[Identity]] = {}
    for ending in lapse.endings:
        alike.setdefault(ending.what, []).append(ending.element)
    lines = [f"{visible(what)}: {_named(tuple(elements), argument)}" for what, elements in alike.items()]
    if lapse.goals:
        lines.append(f"without support from then on: {_named(lapse.goals, argument)}")
    for number, line in enumerate(lines):
        yield f"{paint(role, lapse.day.isoformat()) if number == 0 else ' ' * 10}  {line}"


def _closing(timeline: Timeline, argument: Argument) -> str:
    shown = [goal.identity for goal in argument.tops]
    if not shown:
        return "the case shows no goal that could fall"
    if set(shown) & set(timeline.unsupported):
        return f"the case does not stand on {timeline.as_of}: {_named(tuple(shown), argument)} rests on what is wanting"
    if timeline.falls_on is None:
        return "no day is written down on which the case falls"
    days = (timeline.falls_on - timeline.as_of).days
    return f"the case falls on {timeline.falls_on}, {days:,} day{'' if days == 1 else 's'} from {timeline.as_of}"


def _named(goals: tuple[Identity, ...], argument: Argument) -> str:
    named = [visible(_short(goal, argument)) for goal in goals[:MOST_GOALS]]
    more = f" and {len(goals) - MOST_GOALS} more" if len(goals) > MOST_GOALS else ""
    return f"{', '.join(named)}{more}"


def _short(identity: Identity, argument: Argument) -> str:
    """An element's name, with its module where that is not the case's own; the case's for the case."""
    module, _, name = identity.partition("::")
    return (name or module) if module == argument.case.name else identity
