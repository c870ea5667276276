"""`gsn review carry`: a review taken over to the next version."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gsn.cli.inputs import as_of_option, day_or_today
from gsn.cli.reviewing import read_one, reviewed, write_new
from gsn.output.visible import visible


@click.command("carry")
@click.argument("review", type=click.Path(path_type=Path), metavar="FILE.review")
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), required=True, metavar="FILE.review")
@as_of_option
def command(review: Path, old: Path, new: Path, target: Path, as_of: date | None) -> int:
    """Carry a review of OLD over to NEW: what did not change, and only that. Each is a submission or a case.

    What was judged stays judged where nothing that it rests on or speaks of changed. Doubts, queries that nothing
    answers and your own numbers go on; a determination does not. The result is yours to read, and to sign.
    """
    from gsn.review.carrying import NotCarried, carry

    day, read = day_or_today(as_of), read_one(review)
    with reviewed(old, day) as before, reviewed(new, day) as after:
        try:
            carried = carry(read, before, after, day)
        except NotCarried as error:
            raise click.ClickException(visible(str(error))) from None
    write_new(target, carried.text)
    click.echo(f"carried {len(carried.carried)}, changed {len(carried.changed)}")
    return 0
