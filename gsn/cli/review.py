"""`gsn review`: a reviewer's own text about a case, from what waits to be judged to its signature."""

from __future__ import annotations

import click

from gsn.cli.lazy import LazyGroup

PARTS = {
    "new": "gsn.cli.review_new",
    "status": "gsn.cli.review_status",
    "merge": "gsn.cli.review_merge",
    "carry": "gsn.cli.review_carry",
    "sign": "gsn.cli.review_sign",
}
"""Where each part of the command is."""


@click.group("review", cls=LazyGroup, modules=PARTS)
def command() -> None:
    """Review a case or a submission, in a text of your own that you sign.

    `new` writes a review with all that waits to be judged, `status` says how far it has come, `merge` makes one of
    several reviewers' texts, `sign` signs it, and `carry` takes over to the next version what did not change.

    `gsn check --review` and `gsn verify --review` take it into account.
    """
