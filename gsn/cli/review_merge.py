"""`gsn review merge`: several reviewers' texts made one."""

from __future__ import annotations

from pathlib import Path

import click

from gsn.cli.reviewing import read_one, write_new
from gsn.output.visible import visible

MERGED, CONFLICT = 0, 1


@click.command("merge")
@click.argument("reviews", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE.review…")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), required=True, metavar="FILE.review")
@click.option("--name", metavar="NAME", help="The name of the one.  [default: that of the first]")
def command(reviews: tuple[Path, ...], target: Path, name: str | None) -> int:
    """Make one review of what several reviewers of one institute wrote.

    What contradicts is told, and nothing is written. The result is signed anew.

    Exit status: 0 written, 1 they contradict each other, 2 did not run.
    """
    from gsn.review.merging import Conflict, merge

    given = [read_one(path) for path in reviews]
    try:
        text = merge(given, name or given[0].name)
    except Conflict as conflict:
        for reason in conflict.reasons:
            click.echo(visible(reason), err=True)
        return CONFLICT
    write_new(target, text)
    return MERGED
