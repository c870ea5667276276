"""`gsn doubts`: every doubt about a case with its state, the weightiest first."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from gsn.argument import Argument
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.terminal import progress, terminal_paint
from gsn.doubt.listing import Listed, ListedPoint, listed, points
from gsn.doubt.states import State
from gsn.doubt.weight import Weights
from gsn.model.reference import Edge, Identity
from gsn.model.statements.argument import ChallengeStatement
from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible

FORMAT_VERSION = 1
"""Rises when a field of the JSON changes its meaning or goes away; new fields may come."""

MOST_NAMED = 6
"""Elements that one line of the text names; all of them are in the JSON."""
WIDTH = 112

_ROLES = {State.UPHELD: "failing", State.IN_DOUBT: "open", State.ACCEPTED: "dim", State.ANSWERED: "supported"}


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
        for line in _lines(argument, doubts, confidence):
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
                "on": _ends(point.on) if point.on is not None else None,
                "argued_by": point.argued_by,
                "holds": not point.why,
                "why": point.why,
            }
            for point in confidence
        ],
    }


def _as_data(argument: Argument, doubt: Listed) -> dict[str, Any]:
    says = _said(argument, doubt)
    return {
        "standing": doubt.known.name if doubt.known is not None else None,
        "challenge": doubt.challenge,
        "text": _text(argument, doubt.challenge) if doubt.challenge is not None else None,
        "question": doubt.known.question if doubt.known is not None else None,
        "source": doubt.known.source if doubt.known is not None else None,
        "state": doubt.state.value,
        "open": doubt.state.is_open,
        "why": doubt.why,
        "weight": doubt.weight,
        "about": [_ends(about) for about in doubt.about],
        "attack": says.attack if says is not None else None,
        "raised_by": says.raised_by.by.identity if says is not None and says.raised_by is not None else None,
        "accepted_by": says.accepted.by.identity if says is not None and says.accepted is not None else None,
        "answers": [
            {"challenge": answer.challenge, "holds": not answer.why, "why": answer.why} for answer in doubt.answers
        ],
        "file_name": doubt.place.file if doubt.place is not None else None,
        "line": doubt.place.number if doubt.place is not None else None,
    }


def _ends(about: Identity | tuple[Identity, Identity] | Edge) -> list[str]:
    """One identity for an element, two for a relationship."""
    if isinstance(about, Edge):
        return [about.source.identity, about.target.identity]
    return [about] if isinstance(about, str) else list(about)


def _said(argument: Argument, doubt: Listed) -> ChallengeStatement | None:
    element = argument.element(doubt.challenge) if doubt.challenge is not None else None
    return element.says if element is not None and isinstance(element.says, ChallengeStatement) else None


def _text(argument: Argument, identity: Identity) -> str:
    element = argument.element(identity)
    return element.text.plain if element is not None and element.text is not None else ""


# As text


def _lines(argument: Argument, doubts: list[Listed], confidence: list[ListedPoint]) -> Iterator[str]:
    paint = terminal_paint()
    width = len(str(max((doubt.weight for doubt in doubts), default=0)))
    for state in State:
        alike = [doubt for doubt in doubts if doubt.state is state]
        if alike:
            yield paint("bold", f"{state} ({len(alike)})")
            for doubt in alike:
                yield from _told(argument, doubt, width)
            yield ""
    if confidence:
        yield paint("bold", f"confidence ({len(confidence)})")
        yield from (_point_line(argument, point) for point in confidence)
        yield ""
    yield f"{_counted(doubts)}, judged on {argument.as_of}"
    yield f"a weight counts what rests on what is doubted, of {Weights(argument).most} elements that the case rests on"


def _told(argument: Argument, doubt: Listed, width: int) -> Iterator[str]:
    paint = terminal_paint()
    indent = " " * (width + 4)
    name = doubt.known.name if doubt.known is not None else _short(argument, doubt.challenge or "")
    says = doubt.known.question if doubt.known is not None else _text(argument, doubt.challenge or "")
    weight = paint(_ROLES[doubt.state], f"{doubt.weight:>{width}}")
    yield f"  {weight}  {paint('bold', visible(name))}  {visible(_about(argument, doubt))}"
    yield from textwrap.wrap(visible(says), WIDTH, initial_indent=indent, subsequent_indent=indent)
    yield from textwrap.wrap(visible(_became(argument, doubt)), WIDTH, initial_indent=indent, subsequent_indent=indent)


def _about(argument: Argument, doubt: Listed) -> str:
    named = [" -> ".join(_short(argument, end) for end in _ends(about)) for about in doubt.about[:MOST_NAMED]]
    more = len(doubt.about) - MOST_NAMED
    return f"on {', '.join(named) or 'nothing'}{f' and {more} more' if more > 0 else ''}"


def _became(argument: Argument, doubt: Listed) -> str:
    """What has become of a doubt, in a line."""
    raised = f"raised by {_short(argument, doubt.challenge)}; " if doubt.known is not None and doubt.challenge else ""
    says = _said(argument, doubt)
    match doubt.state:
        case State.ANSWERED:
            holding = [_short(argument, answer.challenge) for answer in doubt.answers if not answer.why]
            return f"{raised}answered by {', '.join(holding)}"
        case State.ACCEPTED if says is not None and says.accepted is not None:
            return f"{raised}accepted by {says.accepted.by.name}: {says.accepted.text.plain}"
        case _:
            return f"{raised}{doubt.why}"


def _point_line(argument: Argument, point: ListedPoint) -> str:
    on = " -> ".join(_short(argument, end) for end in _ends(point.on)) if point.on is not None else "nothing"
    by = f"argued by {_short(argument, point.argued_by)}" if point.argued_by is not None else "argued by nothing"
    held = point.why or "which is supported"
    return visible(f"  {'○' if point.why else '✓'} {_short(argument, point.point)} on {on}, {by}: {held}")


def _counted(doubts: list[Listed]) -> str:
    counts = [(state, sum(doubt.state is state for doubt in doubts)) for state in State]
    told = ", ".join(f"{number} {state}" for state, number in counts if number) or "none"
    return f"{len(doubts)} doubt{'' if len(doubts) == 1 else 's'}: {told}"


def _short(argument: Argument, identity: Identity) -> str:
    """An element's name, with its module where that is not the case's own."""
    module, _, name = identity.partition("::")
    return name if module == argument.case.name else identity
