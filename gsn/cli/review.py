"""`gsn review`: a reviewer's own text about a case, from what waits to be judged to its signature."""

from __future__ import annotations

from importlib import import_module

import click

PARTS = {
    "new": "gsn.cli.review_new",
    "status": "gsn.cli.review_status",
    "merge": "gsn.cli.review_merge",
    "carry": "gsn.cli.review_carry",
    "sign": "gsn.cli.review_sign",
}
"""Where each part of the command is. Its function is named ``command``."""


class _Parts(click.Group):
    """The parts, each imported when it is called, or when help names it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        return list(PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's interface
        if cmd_name not in PARTS:
            return None
        found: click.Command = import_module(PARTS[cmd_name]).command
        return found


@click.group("review", cls=_Parts)
def command() -> None:
    """Review a case or a submission, in a text of your own that you sign.

    `new` writes a review with all that waits to be judged, `status` says how far it has come, `merge` makes one of
    several reviewers' texts, `sign` signs it, and `carry` takes over to the next version what did not change.

    `gsn check --review` and `gsn verify --review` take it into account.
    """
