"""`gsn tui`: draft a case on the terminal, or review one."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from gsn.cli.inputs import as_of_option, case_argument, day_or_today
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.reviewing import reviewed
from gsn.cli.treaty_option import read_treaty, treaty_option

_OF_A_REVIEW = {"by": "--by", "output": "--output", "name": "--name"}
"""Options that only a review has."""


@dataclass(frozen=True, slots=True)
class _Review:
    """What is reviewed, and what the options say of the review."""

    path: Path
    by: str | None
    output: Path | None
    name: str | None
    as_of: date | None
    actors: Path | None
    treaty: str | None


@click.command("tui")
@case_argument
@click.option("--review", type=click.Path(path_type=Path), metavar="SUBMISSION_OR_CASE", help="Review it.")
@click.option("--by", metavar="ACTOR", help="Who reviews, by the name that a registry knows; for a new review.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.review",
    help="The review: a new one, or one to go on with.  [default: beside what is reviewed]",
)
@click.option("--name", metavar="NAME", help="The name of a new review.  [default: ACTOR_1]")
@as_of_option
@actors_option
@treaty_option
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - a parameter an option
    ctx: click.Context,
    case: str,
    review: Path | None,
    by: str | None,
    output: Path | None,
    name: str | None,
    as_of: date | None,
    registry: Path | None,
    treaty: str | None,
) -> int:
    """Draft a case on the terminal: its text, its outline, and what it still lacks.

    CASE is a folder, or a file, which need not be there yet. What is not saved when the terminal goes is offered at the
    next start.

    With --review, a case or a submission is read, and nothing of it changes: what is judged, asked and challenged is
    written into a review of your own.
    """
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise click.UsageError("`gsn tui` needs a terminal")
    if review is not None:
        if ctx.get_parameter_source("case") is not ParameterSource.DEFAULT:
            raise click.UsageError("with --review, name what is reviewed once")
        return _review(_Review(review, by, output, name, as_of, registry, treaty))
    for option, written in _OF_A_REVIEW.items():
        if ctx.params[option] is not None:
            raise click.UsageError(f"{written} belongs to --review SUBMISSION_OR_CASE")
    return _draft(case, as_of, registry, treaty)


def _draft(case: str, as_of: date | None, registry: Path | None, treaty: str | None) -> int:
    if registry is not None or treaty is not None:
        raise click.UsageError("--actors and --treaty are a reviewer's: they belong to --review SUBMISSION_OR_CASE")
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


def _review(asked: _Review) -> int:
    from gsn.language.reader import module_name
    from gsn.output.visible import visible
    from gsn.tui.reviewing.app import run
    from gsn.tui.reviewing.opening import NotReviewed, opened
    from gsn.tui.reviewing.reviewed import Reviewer

    for given in filter(None, (asked.by, asked.name)):
        if module_name(given) != given:
            raise click.UsageError("a name is a letter, then letters, digits and `_`")
    day = day_or_today(asked.as_of)
    reviewer = Reviewer(asked.by or "", day, read_registry(asked.actors), read_treaty(asked.treaty, day))
    with reviewed(asked.path, day) as found:
        try:
            session, desk = opened(found, asked.path, asked.output, reviewer, asked.name)
        except NotReviewed as error:
            raise click.ClickException(visible(str(error))) from None
        return run(session, desk)
