"""`gsn evidence status`: every record of evidence with its state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from gsn.cli.inputs import as_of_option, case_argument, day_or_today, read_case
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.terminal import progress, terminal_paint
from gsn.evidence.register import Register, register_of
from gsn.evidence.states import Assessment, State
from gsn.evidence.uses import records_of
from gsn.model.case import Case, Element
from gsn.model.reference import name_of, name_seen_from
from gsn.model.statements.evidence import EvidenceStatement
from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible

FORMAT_VERSION = 1
"""Rises when a field of the JSON changes its meaning or goes away; new fields may come."""

SHOWN_OF_A_DIGEST = 12
MOST_USES = 4
"""Goals that are named in the table for one record; all of them are in the JSON."""

_HEADINGS = ("record", "type", "on", "by", "access", "dated", "expires", "digest", "planned in", "used in", "state")
_OPEN = frozenset({State.ACCEPTED, State.UNLINKED, State.WITHHELD})
_ROLES = {State.ACCEPTED: "supported", State.UNLINKED: "open", State.WITHHELD: "open"}


@click.command("status")
@case_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@as_of_option
@actors_option
def command(case: str, form: str, as_of: date | None, registry: Path | None) -> int:
    """List every record of a case's evidence: what it is, of what, by whom, from when until when, and its state.

    Exit status: 0 every record is accepted and nothing about it is open, 1 a record is not what it should be, 3 a
    record is withheld, cited by nothing, or leaves something open; 2 did not run.
    """
    read = read_case(case)
    day = day_or_today(as_of)
    known = read_registry(registry)
    with progress("looking at evidence"):
        register = register_of(read, day, known)
    if form == "json":
        click.echo(as_ascii_json(as_data(read, register, day)))
    else:
        for line in _lines(read, register, day):
            click.echo(line)
    return _status(register)


def _status(register: Register) -> int:
    assessments = register.assessments.values()
    if any(assessment.state not in _OPEN for assessment in assessments):
        return 1
    return 3 if any(not assessment.accepted or assessment.open_questions for assessment in assessments) else 0


# As data


def as_data(case: Case, register: Register, day: date) -> dict[str, Any]:
    """The register as plain values."""
    return {
        "format_version": FORMAT_VERSION,
        "case": case.name,
        "as_of": day.isoformat(),
        "standing_by": "case" if register.actors.registry is None else "registry",
        "records": [_record(element, says, register) for element, says in records_of(case)],
    }


def _record(element: Element, says: EvidenceStatement, register: Register) -> dict[str, Any]:
    assessment = register.assessments[element.identity]
    return {
        "record": element.identity,
        "text": element.text.plain if element.text is not None else None,
        "type": says.type,
        "on": says.on.identity if says.on is not None else None,
        "by": says.by.actor.identity if says.by is not None else None,
        "access": says.by.access if says.by is not None else None,
        "dated": _day(says.dated),
        "expires": _day(says.expires),
        "good_through": _day(assessment.good_through),
        "file": says.file.path.plain if says.file is not None else None,
        "sha256": says.file.sha256 if says.file is not None else None,
        "planned_in": says.planned_in.identity if says.planned_in is not None else None,
        "announced": element.identity in register.planned,
        "used_in": register.uses.goals_of(element.identity),
        "state": assessment.state.value,
        "why": assessment.why,
        "code": assessment.code or None,
        "open_questions": list(assessment.open_questions),
        "file_name": element.place.file,
        "line": element.place.number,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


# As text


def _lines(case: Case, register: Register, day: date) -> Iterator[str]:
    paint = terminal_paint()
    records = records_of(case)
    rows = [_row(element, says, case, register) for element, says in records]
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *rows, strict=True)]
    yield paint("bold", _laid_out(_HEADINGS, widths))
    for (element, _), row in zip(records, rows, strict=True):
        assessment = register.assessments[element.identity]
        yield paint(_ROLES.get(assessment.state, "failing"), _laid_out(row, widths))
        yield from (f"    {visible(line)}" for line in _remarks(assessment))
    yield ""
    yield f"{_counted(register)}, judged on {day}"
    if register.actors.registry is None:
        yield "actors' standing is what the case itself says of it; --actors names a registry that counts instead"
    else:
        yield "actors' standing is what the registry says of it"


def _row(element: Element, says: EvidenceStatement, case: Case, register: Register) -> tuple[str, ...]:
    used = [name_of(goal) for goal in register.uses.goals_of(element.identity)]
    more = f" +{len(used) - MOST_USES}" if len(used) > MOST_USES else ""
    cells = (
        name_seen_from(case.name, element.identity),
        says.type or "",
        says.on.name if says.on is not None else "",
        says.by.actor.name if says.by is not None else "",
        (says.by.access or "").replace("_", " ") if says.by is not None else "",
        _day(says.dated) or "",
        _day(says.expires) or "",
        (says.file.sha256 or "")[:SHOWN_OF_A_DIGEST] if says.file is not None else "",
        says.planned_in.name if says.planned_in is not None else "",
        ", ".join(used[:MOST_USES]) + more,
        register.assessments[element.identity].state.value,
    )
    return tuple(visible(cell) or "-" for cell in cells)


def _remarks(assessment: Assessment) -> Iterator[str]:
    """Why a record is not accepted, and what is open about it."""
    if not assessment.accepted:
        yield f"{assessment.why}{f' ({assessment.code})' if assessment.code else ''}"
    yield from assessment.open_questions


def _laid_out(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _counted(register: Register) -> str:
    states = [assessment.state for assessment in register.assessments.values()]
    counts = [(state, states.count(state)) for state in State if state in states]
    told = ", ".join(f"{number} {state}" for state, number in counts) or "none"
    return f"{len(states)} record{'' if len(states) == 1 else 's'}: {told}"
