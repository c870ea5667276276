"""`gsn lapse`: what of a case ends when, and which goals lose their support with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from gsn.argument import Argument
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.terminal import progress, terminal_paint
from gsn.lapse import Timeline, timeline_of
from gsn.output.ascii_json import as_ascii_json
from gsn.output.lapse_text import lapse_lines

FORMAT_VERSION = 1
"""Rises when a field of the JSON changes its meaning or goes away; new fields may come."""


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
        for line in lapse_lines(timeline, argument, terminal_paint()):
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
