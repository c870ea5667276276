"""The commands, each imported when it is called."""

from __future__ import annotations

import click

from gsn import __version__
from gsn.cli.lazy import LazyGroup

COMMANDS = {
    "check": "gsn.cli.check",
    "gate": "gsn.cli.gate",
    "diff": "gsn.cli.diff",
    "explain": "gsn.cli.explain",
    "format": "gsn.cli.format",
    "new": "gsn.cli.new",
    "tui": "gsn.cli.tui",
    "report": "gsn.cli.report",
    "diagram": "gsn.cli.diagram",
    "show": "gsn.cli.show",
    "risk": "gsn.cli.risk",
    "doubts": "gsn.cli.doubts",
    "evidence": "gsn.cli.evidence",
    "lapse": "gsn.cli.lapse",
    "treaty": "gsn.cli.treaty",
    "submit": "gsn.cli.submit",
    "verify": "gsn.cli.verify",
    "review": "gsn.cli.review",
    "history": "gsn.cli.history",
    "lsp": "gsn.cli.lsp",
    "completion": "gsn.cli.completion",
}
"""Where each command is."""


@click.group(cls=LazyGroup, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="gsn %(version)s")
def gsn() -> None:
    """Write, check and render safety cases in Goal Structuring Notation.

    A case is a folder of `.gsn` texts. `gsn new NAME` starts one, `gsn check` says what is wrong with it and whether it
    passes, `gsn report` renders it for a reviewer.
    """
