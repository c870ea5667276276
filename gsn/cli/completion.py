"""`gsn completion`: the script that lets a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_HOW = {
    "bash": '# in ~/.bashrc:  eval "$(gsn completion bash)"',
    "zsh": '# in ~/.zshrc:  eval "$(gsn completion zsh)"',
    "fish": "# gsn completion fish > ~/.config/fish/completions/gsn.fish",
}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(_HOW)))
def command(shell: str) -> None:
    """Print the completion script for a shell."""
    from gsn.cli.commands import gsn

    completion = get_completion_class(shell)
    if completion is None:
        raise click.ClickException(f"there is no completion for {shell}")
    click.echo(_HOW[shell])
    click.echo(completion(gsn, {}, "gsn", "_GSN_COMPLETE").source())
