"""`gsn history`: the chain of submissions, reviews and determinations in a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gsn.cli.inputs import as_of_option, day_or_today
from gsn.cli.registry import actors_option, read_registry
from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gsn.review.history import History, Reviewed

WHOLE, NOT_WHOLE = 0, 1
FORMAT_VERSION = 1


@click.command("history")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--trust",
    type=click.Path(path_type=Path),
    metavar="ALLOWED_SIGNERS",
    help="Your own list of keys: who else signed a submission does not count.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@as_of_option
@actors_option
def command(folder: Path, trust: Path | None, form: str, as_of: date | None, registry: Path | None) -> int:
    """Hold all submissions and reviews of a folder against each other.

    Each submission names the digest of the one that it follows (`follows` in the case), each review that of the
    submission that it is of. A gap, a fork and whatever was rewritten shows; so does a measurement that an earlier
    submission had on record and a later one left out.

    Exit status: 0 the chain is whole, 1 it is not, 2 did not run.
    """
    from gsn.evidence.ssh_signature import NoCryptography
    from gsn.review.history import history_of
    from gsn.submission.trust import BadTrust, read_trust

    day = day_or_today(as_of)
    try:
        known = read_trust(trust) if trust is not None else None
        found = history_of(folder, day, known, read_registry(registry))
    except (BadTrust, NoCryptography) as error:
        raise click.ClickException(visible(str(error))) from None
    except OSError as error:
        raise click.ClickException(visible(f"`{folder}` cannot be read: {error.strerror or error}")) from None
    if form == "json":
        click.echo(as_ascii_json(_data(found)))
    else:
        for line in _lines(found):
            click.echo(visible(line))
    return NOT_WHOLE if found.troubles else WHOLE


def _lines(found: History) -> Iterator[str]:
    for submission in found.submissions:
        yield f"submission {submission.digest[:12]}  {submission.path.name}: {submission.case}, {submission.as_of}"
        yield f"    signed by {', '.join(submission.signers)}; its developer's verdict: {submission.verdict}"
        for review in found.of(submission):
            yield from _of_review(review)
    if found.troubles:
        yield "What is wrong with this chain:"
        yield from (f"  - {trouble}" for trouble in found.troubles)
    else:
        yield f"The chain is whole: {len(found.submissions)} submissions, {len(found.reviews)} reviews."


def _of_review(review: Reviewed) -> Iterator[str]:
    decided = f": {review.determination}, {review.grounds}" if review.determination is not None else ""
    yield f"    review {review.digest[:12]}  {review.path.name}: `{review.by}` on {review.on}{decided}"
    if review.distrust:
        yield f"        not known to be an authority's word: {review.distrust}"


def _data(found: History) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION,
        "submissions": [
            {
                "file": each.path.name,
                "digest": each.digest,
                "follows": each.follows,
                "case": each.case,
                "as_of": each.as_of,
                "verdict": each.verdict,
                "signers": list(each.signers),
            }
            for each in found.submissions
        ],
        "reviews": [
            {
                "file": each.path.name,
                "digest": each.digest,
                "of": each.of,
                "follows": each.follows,
                "name": each.name,
                "by": each.by,
                "on": each.on.isoformat() if each.on is not None else None,
                "determination": each.determination,
                "grounds": each.grounds,
                "distrust": each.distrust,
            }
            for each in found.reviews
        ],
        "troubles": list(found.troubles),
    }
