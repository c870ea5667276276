"""`gsn new`: the folder of a case that reads clean and says what it still lacks."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("new")
@click.argument("name", type=click.Path(path_type=Path), required=False)
@click.option("--template", "-t", "chosen", metavar="NAME", help="What to begin with; `--list` says what there is.")
@click.option("--list", "listed", is_flag=True, help="List the templates.")
def command(name: Path | None, chosen: str | None, listed: bool) -> None:
    """Start a case in a new folder NAME.

    It has no error, and its verdict is undetermined: `gsn check` lists what is still to be written.
    """
    from gsn.drafting.gallery import FIRST, NotStarted, start_case, template, templates

    if listed:
        known = templates()
        width = max(len(each.name) for each in known)
        for each in known:
            click.echo(f"{each.name:<{width}}  {each.says}")
        return
    if name is None:
        raise click.UsageError("name the folder of the new case: `gsn new my-case`")
    try:
        path = start_case(name, template(chosen or FIRST))
    except NotStarted as error:
        raise (click.UsageError if error.usage else click.ClickException)(error.message) from None
    click.echo(f"{path} is a case to begin with.\n")
    click.echo(f"    gsn check {name}     what is wrong, and what it still lacks")
    click.echo(f"    gsn show {name}      its outline, with the state of each element")
    click.echo(f"    gsn report {name} -o report")
