"""`gsn check`: every finding at its place, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from gsn.checking import Judgement, only
from gsn.cli.inputs import as_of_option, case_argument
from gsn.cli.judging import judged
from gsn.cli.registry import actors_option
from gsn.cli.review_option import review_option
from gsn.cli.terminal import terminal_paint
from gsn.cli.treaty_option import treaty_option
from gsn.findings import Finding, Verdict
from gsn.output.destinations import (
    BadDestination,
    Destination,
    NotWritten,
    destination,
    refuse_clashes,
    refuse_evidence,
    write_all,
)
from gsn.output.forms import FORMS, emit
from gsn.output.repository import RepositoryPaths
from gsn.output.setting import Setting

STATUS = {Verdict.PASSED: 0, Verdict.REJECTED: 1, Verdict.UNDETERMINED: 3}

Function = TypeVar("Function", bound=Callable[..., Any])


class Output(click.ParamType[Destination]):
    """A form and the file that it goes to, ``sarif:build/gsn.sarif``."""

    name = "FORM:FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Destination:
        if isinstance(value, Destination):
            return value
        try:
            return destination(str(value))
        except BadDestination as error:
            self.fail(str(error), param, ctx)


def output_options(function: Function) -> Function:
    """``--format`` and ``--output``, which the command is given as one list, ``settled`` before it begins."""

    @wraps(function)
    def settling(*, form: str | None, outputs: tuple[Destination, ...], **others: Any) -> Any:
        return function(settled=settle(form, outputs), **others)

    told = "Write it to a file, too, in any of these forms; may be given several times. `-` prints it instead."
    option = click.option("--output", "outputs", type=Output(), multiple=True, help=told)
    print_option = click.option(
        "--format", "form", type=click.Choice(list(FORMS)), help="How to print it.  [default: text]"
    )
    return print_option(option(settling))  # type: ignore[return-value] # click calls it by name, whatever it takes


def settle(form: str | None, outputs: Sequence[Destination]) -> list[Destination]:
    """Where everything goes, what is printed last; refused before anything is judged.

    An output to ``-`` is what is printed, in the place of the text: standard output holds one form, so that what reads
    it gets that form and nothing else.

    Raises:
        click.UsageError: Two outputs would go to one place, or a file cannot be written.
    """
    files = [wanted for wanted in outputs if wanted.file is not None]
    printed = [wanted for wanted in outputs if wanted.file is None]
    if form is not None or not printed:
        printed.append(Destination(form or "text", None))
    settled = [*files, *printed]
    try:
        refuse_clashes(settled)
    except BadDestination as error:
        raise click.UsageError(str(error)) from None
    return settled


def deliver(judgement: Judgement, settled: Sequence[Destination], *, prompts: bool) -> None:
    """Write the files, all or none, and then print.

    Raises:
        click.ClickException: A file cannot be written, or is evidence; then nothing was printed.
    """
    paths = RepositoryPaths(Path.cwd())
    plain, painted = Setting(paths, prompts), Setting(paths, prompts, terminal_paint())
    files = {wanted.file: emit(wanted.form, judgement, plain) for wanted in settled if wanted.file is not None}
    printed = [emit(wanted.form, judgement, painted) for wanted in settled if wanted.file is None]
    try:
        refuse_evidence(settled, judgement.case)
        write_all(files)
    except (BadDestination, NotWritten) as error:
        raise click.ClickException(str(error)) from None
    for text in printed:
        click.echo(text, nl=False)


@click.command("check")
@case_argument
@output_options
@click.option("--select", multiple=True, metavar="CODE", help="Show only findings whose code begins so, such as GSN2.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Do not show findings whose code begins so.")
@click.option("--info", is_flag=True, help="Show prompts for readers, too.")
@as_of_option
@actors_option
@treaty_option
@review_option
def command(  # noqa: PLR0913, PLR0917 - a parameter an option
    case: str,
    settled: list[Destination],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    info: bool,
    as_of: date | None,
    registry: Path | None,
    treaty: str | None,
    reviews: tuple[Path, ...],
) -> int:
    """Check a case: its file, or the folder that holds it.

    Every finding is shown at once, in the order of the text. What --select and --ignore leave out is judged all the
    same: they filter what is shown and never the verdict.

    Exit status: 0 passed, 1 rejected, 3 undetermined, 2 did not run.
    """
    judgement = judged(case, as_of, registry, treaty, reviews)
    wanted, unwanted = _codes(select), _codes(ignore)
    _refuse_unknown(judgement, (*wanted, *unwanted))
    shown = only(judgement, lambda finding: _is_shown(finding, wanted, unwanted))
    deliver(shown, settled, prompts=info or bool(wanted))
    return STATUS[judgement.verdict]


def _codes(written: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for codes in written for code in codes.split(",") if code.strip())


def _refuse_unknown(judgement: Judgement, prefixes: tuple[str, ...]) -> None:
    """A filter that no rule answers to is a slip of the hand, and would show nothing."""
    codes = [rule.code for family in judgement.families for rule in family.rules]
    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in codes):
            raise click.UsageError(f"no rule has a code that begins with `{prefix}`")


def _is_shown(finding: Finding, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
    return (not wanted or finding.code.startswith(wanted)) and not (unwanted and finding.code.startswith(unwanted))
