"""What the commands that show a profile share: its head and its clauses in words, and what cannot be read of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from gsn.cli.terminal import terminal_paint
from gsn.model.problem import Problem
from gsn.output.text import location
from gsn.output.visible import visible
from gsn.treaty.force import why_not_in_force
from gsn.treaty.profile import Given, Item, Profile
from gsn.treaty.telling import told

HAS_PROBLEMS = 1

_FIGURES = frozenset(
    ["when", "reached_when", "frequency", "probability", "increase", "tolerability", "bands", "every", "within", "keep"]
)
TOLD_ELSEWHERE = frozenset({"source", "confirmed"})

form_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)


def problem_data(problem: Problem) -> dict[str, Any]:
    """What cannot be read of a profile, as plain values."""
    place = problem.place
    return {
        "name": problem.name,
        "message": problem.message,
        "help": problem.help,
        "file": place.file,
        "line": place.number,
        "column": place.column,
    }


def tell(problems: Sequence[Problem]) -> None:
    """Say on standard error what cannot be read of a profile."""
    if problems:
        click.echo("\ngsn: what cannot be read of it asks nothing:", err=True)
    for problem in problems:
        help_ = f" ({visible(problem.help)})" if problem.help else ""
        click.echo(f"  {location(problem.place)}: {visible(problem.message)}{help_}", err=True)


def heading(profile: Profile) -> Iterator[str]:
    """A profile in three lines: its name and title, its force on its day, its source."""
    paint = terminal_paint()
    head = profile.head
    yield f"{paint('bold', visible(profile.name))}  {visible(profile.title)}"
    why_not = why_not_in_force(profile)
    force = "in force" if why_not is None else f"not in force: {why_not}"
    words = [_spaced(head.one("legal_force")), f"status {_spaced(head.one('status'))}", f"{force} ({profile.as_of})"]
    yield f"    {'; '.join(words)}"
    source = head.one("source")
    yield f"    {paint('dim', f'source: {visible(source.plain)}' if source is not None else 'no source is stated')}"


def _spaced(word: str | None) -> str:
    return "unstated" if word is None else word.replace("_", " ")


def clause_lines(item: Item, said_above: Any, hidden: frozenset[str]) -> Iterator[str]:
    """Each clause in words; the source of each figure, and of the others where it is not that of the line above."""
    paint = terminal_paint()
    last = said_above
    for field, held in item.clauses.items():
        for given in held if field not in hidden else ():
            source = source_of(given)
            told_anew = source != last or field in _FIGURES
            shown = f"  {paint('dim', f'[{visible(source)}]')}" if source and told_anew else ""
            last = source
            yield f"      {visible(told(field, given.value))}{shown}"


def source_of(given: Given) -> str:
    """Where a clause comes from, and whether somebody confirmed it; empty where nothing says so."""
    source = given.source.plain if given.source is not None else ""
    return f"{source}; {_spaced(given.confirmed)}" if given.confirmed is not None else source
