"""`gsn new`: the folder of a case that reads clean and says what it still lacks."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import click

from gsn.model.reference import RESERVED

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@click.command("new")
@click.argument("name", type=click.Path(path_type=Path))
def command(name: Path) -> None:
    """Start a case in a new folder NAME.

    It has no error, and its verdict is undetermined: `gsn check` lists what is still to be written.
    """
    case_name = name.name.replace("-", "_")
    if case_name in RESERVED:
        raise click.UsageError(f"`{case_name}` is a word of expressions, and no case can have it for its name")
    if not _NAME.fullmatch(name.name):
        raise click.UsageError(f"`{name.name}` is no name: a letter or `_`, then letters, digits, `_` or `-`")
    text = (files("gsn.templates") / "new_case.gsn").read_text("utf-8").replace("@NAME@", case_name)
    try:
        name.mkdir(parents=True)
        (name / "evidence").mkdir()
        with (name / "case.gsn").open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise click.ClickException(f"`{name}` is there already; nothing was written") from None
    except OSError as error:
        raise click.ClickException(f"`{name}` cannot be written: {error.strerror or error}") from None
    click.echo(f"{name / 'case.gsn'} is a case to begin with.\n")
    click.echo(f"    gsn check {name}     what is wrong, and what it still lacks")
    click.echo(f"    gsn show {name}      its outline, with the state of each element")
    click.echo(f"    gsn report {name} -o report")
