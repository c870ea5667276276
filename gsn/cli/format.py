"""`gsn format`: the one way to lay a text out."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from gsn.cli.terminal import terminal_paint
from gsn.language.formatting import Formatted, format_text
from gsn.language.saving import NotSaved, digest_of, save_text
from gsn.language.source import LARGEST_FILE, Unreadable, decode_source, read_bytes, search
from gsn.model.problem import Problem
from gsn.output.text import location
from gsn.output.visible import visible

STANDARD_INPUT = "-"
WOULD_CHANGE = 1
COULD_NOT = 2


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to format: what it is called, what it says, and what it was read with."""

    name: str
    path: Path | None
    data: bytes
    text: str


@click.command("format")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; the status is 1 if a text would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; print what would change.")
def command(paths: tuple[str, ...], only_check: bool, show_diff: bool) -> int:
    """Lay out texts: files, folders with all texts below them, or `-` for standard input.

    A text that cannot be read is left as it is, and what is wrong with it is said. Before it is written, the result
    is read again and compared: nothing is lost and the case is the same.

    Exit status: 0 done, 1 a text would change (--check, --diff), 2 a text could not be formatted.
    """
    status = 0
    for path in _expanded(paths or (".",)):
        try:
            text = _read(path)
        except Unreadable as error:
            click.echo(f"gsn: `{visible(path)}`: {visible(error.message)}", err=True)
            status = COULD_NOT
            continue
        formatted = _formatted(text)
        if formatted.problems:
            _tell(text, formatted.problems)
            status = COULD_NOT
            continue
        outcome = _put(text, formatted, only_check=only_check, show_diff=show_diff)
        status = max(status, outcome)
    return status


def _formatted(text: _Text) -> Formatted:
    """A text laid out: that of a profile by the profiles' own table."""
    from gsn.treaty.formatting import format_profile, is_profile

    return (format_profile if is_profile(text.text) else format_text)(text.text, text.name)


def _expanded(paths: tuple[str, ...]) -> Iterator[str]:
    """Each text, folders as the texts below them."""
    for path in paths:
        if path != STANDARD_INPUT and Path(path).is_dir():
            yield from map(str, search(Path(path)).texts)
        else:
            yield path


def _read(path: str) -> _Text:
    data = sys.stdin.buffer.read(LARGEST_FILE + 1) if path == STANDARD_INPUT else read_bytes(Path(path))
    name = "standard input" if path == STANDARD_INPUT else path
    return _Text(name, None if path == STANDARD_INPUT else Path(path), data, decode_source(data))


def _put(text: _Text, formatted: Formatted, *, only_check: bool, show_diff: bool) -> int:
    """Write, print or compare one formatted text; the status that it leads to."""
    if show_diff:
        _print_diff(text, formatted)
    if only_check or show_diff:
        if formatted.changed and not show_diff:
            click.echo(f"{visible(text.name)} would change")
        return WOULD_CHANGE if formatted.changed else 0
    if text.path is None:
        sys.stdout.write(formatted.text)
    elif formatted.changed:
        try:
            save_text(text.path, formatted.text, digest_of(text.data))
        except NotSaved as error:
            click.echo(f"gsn: {visible(error.message)}", err=True)
            return COULD_NOT
        click.echo(f"{visible(text.name)} was laid out")
    return 0


def _print_diff(text: _Text, formatted: Formatted) -> None:
    paint = terminal_paint()
    before, after = text.text.split("\n"), formatted.text.split("\n")
    for line in difflib.unified_diff(before, after, text.name, f"{text.name} (laid out)", lineterm=""):
        role = {"+": "passed", "-": "error", "@": "dim"}.get(line[:1], "plain")
        click.echo(paint(role, visible(line)))


def _tell(text: _Text, problems: tuple[Problem, ...]) -> None:
    click.echo(f"gsn: `{visible(text.name)}` is left as it is, because it cannot be read:", err=True)
    for problem in problems:
        click.echo(f"  {location(problem.place)}: {visible(problem.message)}", err=True)
