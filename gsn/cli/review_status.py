"""`gsn review status`: what was judged by whom, what waits, what is asked, who differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gsn.argument import Argument
from gsn.cli.inputs import as_of_option, day_or_today
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.review_option import joined
from gsn.cli.reviewing import reviewed
from gsn.cli.treaty_option import read_treaty, treaty_option
from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible

if TYPE_CHECKING:
    from gsn.review.status import Status

DONE, WAITING = 0, 1
FORMAT_VERSION = 1


@click.command("status")
@click.argument("submission", type=click.Path(path_type=Path), metavar="SUBMISSION_OR_CASE")
@click.argument("reviews", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE.review…")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@as_of_option
@actors_option
@treaty_option
def command(
    submission: Path,
    reviews: tuple[Path, ...],
    form: str,
    as_of: date | None,
    registry: Path | None,
    treaty: str | None,
) -> int:
    """Say how far the reviews of a case have come.

    Exit status: 0 nothing waits, 1 something does, 2 did not run.
    """
    from gsn.review.status import status_of

    day, known = day_or_today(as_of), read_registry(registry)
    with reviewed(submission, day) as found:
        case = joined(found, reviews, known, day)
        status = status_of(Argument(case, day, known, read_treaty(treaty, day)))
        main = case.name
    if form == "json":
        click.echo(as_ascii_json(_data(status)))
    else:
        for line in _lines(status, main):
            click.echo(visible(line))
    return DONE if status.done else WAITING


def _lines(status: Status, main: str) -> Iterator[str]:
    from gsn.review.writing import written

    for review in status.reviews:
        worth = "; ".join(filter(None, (review.distrust, review.stale))) or "counts"
        yield f"{review.in_words()}: {worth}"
    yield f"judged {len(status.judged)} of {len(status.judged) + len(status.waiting)}"
    for element, by in status.judged.items():
        yield f"  {written(element, main)}  by {', '.join(by)}"
    for each in status.waiting:
        yield f"  {written(each.element, main)}  waits: {each.why}"
    for review, query in status.queries:
        yield f"query {query.name} of {review.name} about {written(query.about.identity, main)}: {query.text.plain}"
    if status.dissent:
        yield "the reviewers differ:"
        yield from (f"  {line}" for line in status.dissent)
    yield status.decided


def _data(status: Status) -> dict[str, object]:
    return {
        "format_version": FORMAT_VERSION,
        "reviews": [
            {
                "name": review.name,
                "by": review.by,
                "on": review.on.isoformat() if review.on is not None else None,
                "sha256": review.sha256,
                "counts": review.counts,
                "distrust": review.distrust,
                "stale": review.stale,
            }
            for review in status.reviews
        ],
        "judged": {element: list(by) for element, by in status.judged.items()},
        "waiting": [{"element": each.element, "why": each.why} for each in status.waiting],
        "queries": [
            {"review": review.name, "query": query.name, "about": query.about.identity, "text": query.text.plain}
            for review, query in status.queries
        ],
        "dissent": list(status.dissent),
        "decided": status.decided,
    }
