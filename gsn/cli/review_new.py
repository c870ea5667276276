"""`gsn review new`: a review of which nothing has been said yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gsn.argument import Argument
from gsn.cli.inputs import as_of_option, day_or_today
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.reviewing import reviewed, write_new
from gsn.cli.treaty_option import read_treaty, treaty_option


@click.command("new")
@click.argument("submission", type=click.Path(path_type=Path), metavar="SUBMISSION_OR_CASE")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), required=True, metavar="FILE.review")
@click.option("--by", required=True, metavar="ACTOR", help="Who reviews, by the name that a registry knows.")
@click.option("--name", metavar="NAME", help="The review's name.  [default: ACTOR_1]")
@as_of_option
@actors_option
@treaty_option
def command(  # noqa: PLR0913, PLR0917 - a parameter an option
    submission: Path,
    target: Path,
    by: str,
    name: str | None,
    as_of: date | None,
    registry: Path | None,
    treaty: str | None,
) -> int:
    """Begin a review: a text that names what it is of, with all that waits to be judged as comments.

    What limits rest on comes first. Whoever has judged something takes the mark before its line away and says why;
    what stays a comment says nothing.
    """
    from gsn.language.reader import module_name
    from gsn.review.writing import new_review

    day = day_or_today(as_of)
    for given in (by, name or by):
        if module_name(given) != given:
            raise click.UsageError("a name is a letter, then letters, digits and `_`")
    with reviewed(submission, day) as found:
        argument = Argument(found.case, day, read_registry(registry), read_treaty(treaty, day))
        text = new_review(argument, found, name or f"{by}_1", by, day)
    write_new(target, text)
    return 0
