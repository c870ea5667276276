"""The commands, each imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from gsn import __version__

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
"""Where each command is. Its function is named ``command``."""


class _Lazy(click.Group):
    """A group that imports a command when it is called, or when help names it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's interface
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from gsn.language.suggestions import closest

            match = closest(args[0], COMMANDS)
            hint = f" Did you mean '{match}'?" if match else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="gsn %(version)s")
def gsn() -> None:
    """Write, check and render safety cases in Goal Structuring Notation.

    A case is a folder of `.gsn` texts. `gsn new NAME` starts one, `gsn check` says what is wrong with it and whether it
    passes, `gsn report` renders it for a reviewer.
    """
