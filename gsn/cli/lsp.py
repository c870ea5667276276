"""`gsn lsp`: the language server, for editors to start."""

from __future__ import annotations

from datetime import date

import click

from gsn.cli.inputs import as_of_option


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
def command(*, stdio: bool, pause: float, as_of: date | None) -> None:  # noqa: ARG001 - editors say it, and there is no other way
    """Serve an editor over the Language Server Protocol.

    Editors start it by themselves: docs/editors.md says how to set up VS Code, Neovim, Emacs and Helix.
    """
    try:
        from gsn.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name not in {"pygls", "lsprotocol"}:
            raise
        message = "the language server needs the extra `lsp`: pip install 'gsn-case[lsp]'"
        raise click.ClickException(message) from None
    serve(as_of, pause)
