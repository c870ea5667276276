"""`gsn doubts`: every doubt about a case with its state, the weightiest first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from gsn.argument import Argument
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.terminal import progress, terminal_paint
from gsn.doubt.listing import Listed, ListedPoint, listed, points
from gsn.doubt.weight import Weights
from gsn.output.ascii_json import as_ascii_json
from gsn.output.doubts_text import doubt_lines, ends, said, text_of

FORMAT_VERSION = 1
"""Rises when a field of the JSON changes its meaning or goes away; new fields may come."""


@click.command("doubts")
@case_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@as_of_option
@actors_option
def command(case: str, form: str, as_of: date | None, registry: Path | None) -> int:
    """List every doubt about a case: challenges, and the standing doubts that nobody has to raise.

    A doubt's weight is how much of what the case rests on rests on what it is about. The open ones come first, and of
    each state the weightiest.

    Exit status: 0 no doubt about what the case shows is open, 3 one is; 2 did not run.
    """
    argument = Argument(read_case(case), as_of, read_registry(registry))
    with progress("weighing doubts"):
        doubts, confidence = listed(argument), points(argument)
    if form == "json":
        click.echo(as_ascii_json(as_data(argument, doubts, confidence)))
    else:
        for line in doubt_lines(argument, doubts, confidence, terminal_paint()):
            click.echo(line)
    return 3 if any(doubt.counts for doubt in doubts) else 0


# As data


def as_data(argument: Argument, doubts: list[Listed], confidence: list[ListedPoint]) -> dict[str, Any]:
    """The doubts as plain values."""
    return {
        "format_version": FORMAT_VERSION,
        "case": argument.case.name,
        "as_of": argument.as_of.isoformat(),
        "standing_by": "case" if argument.registry is None else "registry",
        "most_weight": Weights(argument).most,
        "doubts": [_as_data(argument, doubt) for doubt in doubts],
        "confidence_points": [
            {
                "point": point.point,
                "on": ends(point.on) if point.on is not None else None,
                "argued_by": point.argued_by,
                "holds": not point.why,
                "why": point.why,
            }
            for point in confidence
        ],
    }


def _as_data(argument: Argument, doubt: Listed) -> dict[str, Any]:
    says = said(argument, doubt)
    return {
        "standing": doubt.known.name if doubt.known is not None else None,
        "challenge": doubt.challenge,
        "text": text_of(argument, doubt.challenge) if doubt.challenge is not None else None,
        "question": doubt.known.question if doubt.known is not None else None,
        "source": doubt.known.source if doubt.known is not None else None,
        "state": doubt.state.value,
        "open": doubt.state.is_open,
        "why": doubt.why,
        "weight": doubt.weight,
        "about": [ends(about) for about in doubt.about],
        "attack": says.attack if says is not None else None,
        "raised_by": says.raised_by.by.identity if says is not None and says.raised_by is not None else None,
        "accepted_by": says.accepted.by.identity if says is not None and says.accepted is not None else None,
        "answers": [
            {"challenge": answer.challenge, "holds": not answer.why, "why": answer.why} for answer in doubt.answers
        ],
        "file_name": doubt.place.file if doubt.place is not None else None,
        "line": doubt.place.number if doubt.place is not None else None,
    }
