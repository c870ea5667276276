"""`gsn evidence`: the register of a case's evidence, its files against their digests, and what seals them."""

from __future__ import annotations

import click

from gsn.cli.lazy import LazyGroup

PARTS = {
    "status": "gsn.cli.evidence_status",
    "verify": "gsn.cli.evidence_verify",
    "seal": "gsn.cli.evidence_seal",
    "samples": "gsn.cli.evidence_samples",
}
"""Where each part of the command is."""


@click.group("evidence", cls=LazyGroup, modules=PARTS)
def command() -> None:
    """Look at a case's evidence: its register, its files, samples of its logs.

    `status` lists every record with its state, `verify` holds the files against the digests in the text, `seal` writes
    digests that are wanting into it, `samples` draws records of a log for a reviewer to read.
    """
