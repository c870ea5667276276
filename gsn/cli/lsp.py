"""`gsn lsp`: the language server, for editors to start."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gsn.cli.inputs import as_of_option
from gsn.cli.registry import actors_option
from gsn.cli.treaty_option import treaty_option


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, as it does anyway.")
@click.option(
    "--pause",
    type=click.FloatRange(min=0, max=60),
    default=0.3,
    show_default=True,
    help="Seconds without an edit before a check.",
)
@as_of_option
@actors_option
@treaty_option
def command(
    *,
    stdio: bool,  # noqa: ARG001 - editors say it, and there is no other way
    pause: float,
    as_of: date | None,
    registry: Path | None,
    treaty: str | None,
) -> None:
    """Serve an editor over the Language Server Protocol.

    What an editor sets of its own, `gsn.treaty`, `gsn.actors` and `gsn.asOf`, goes before the options here.

    Editors start it by themselves: docs/editors.md says how to set up VS Code, Neovim, Emacs and Helix.
    """
    try:
        from gsn.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name not in {"pygls", "lsprotocol"}:
            raise
        message = "the language server needs the extra `lsp`: pip install 'gsn-case[lsp]'"
        raise click.ClickException(message) from None
    given = {"asOf": as_of and as_of.isoformat(), "actors": registry and str(registry.absolute()), "treaty": treaty}
    if treaty is not None and ("/" in treaty or treaty.endswith(".treaty")):
        given["treaty"] = str(Path(treaty).absolute())
    serve({name: value for name, value in given.items() if value}, pause)
