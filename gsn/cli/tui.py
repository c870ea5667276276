"""`gsn tui`: draft a case on the terminal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gsn.cli.inputs import as_of_option, case_argument


@click.command("tui")
@case_argument
@as_of_option
def command(case: str, as_of: date | None) -> int:
    """Draft a case on the terminal: its text, its outline, and what it still lacks.

    CASE is a folder, or a file, which need not be there yet. What is not saved when the terminal goes is offered at the
    next start.
    """
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise click.UsageError("`gsn tui` needs a terminal")
    from gsn.drafting.workspace import NoCase
    from gsn.output.visible import visible
    from gsn.tui.app import run
    from gsn.tui.session import NotOpened

    try:
        return run(_where(Path(case)), as_of)
    except NoCase as error:
        raise click.ClickException(
            visible(error.message) + (f"\n{visible(error.help)}" if error.help else "")
        ) from None
    except NotOpened as error:
        raise click.ClickException(visible(str(error))) from None


def _where(path: Path) -> Path:
    """The case's file or folder; of a folder that holds no text yet, the main file that it is going to have."""
    empty = path.is_dir() and not any(path.rglob("*.gsn"))
    return path / "case.gsn" if empty else path
