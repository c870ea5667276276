"""`gsn evidence`: the register of a case's evidence, its files against their digests, and what seals them."""

from __future__ import annotations

from importlib import import_module

import click

PARTS = {
    "status": "gsn.cli.evidence_status",
    "verify": "gsn.cli.evidence_verify",
    "seal": "gsn.cli.evidence_seal",
    "samples": "gsn.cli.evidence_samples",
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


@click.group("evidence", cls=_Parts)
def command() -> None:
    """Look at a case's evidence: its register, its files, samples of its logs.

    `status` lists every record with its state, `verify` holds the files against the digests in the text, `seal` writes
    digests that are wanting into it, `samples` draws records of a log for a reviewer to read.
    """
