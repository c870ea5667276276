"""`gsn report`: the document that a reviewer reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gsn.checking import judge
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.terminal import progress, terminal_paint
from gsn.output.visible import visible


@click.command("report")
@case_argument
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder to write to."
)
@as_of_option
def command(case: str, folder: Path, as_of: date | None) -> None:
    """Check a case and write its document: one self-contained page.

    It is written whatever the verdict, which stands at its top.
    """
    read = read_case(case)
    with progress("checking") as step:
        judgement = judge(read, as_of, step)
    from gsn.report.document import write_document
    from gsn.report.drawing import LayoutUnavailable

    try:
        page = write_document(judgement, folder)
    except LayoutUnavailable as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"`{folder}` cannot be written: {error.strerror or error}") from None
    paint = terminal_paint()
    click.echo(visible(str(page)))
    click.echo(f"verdict: {paint(judgement.verdict.value, visible(judgement.label))}")
