"""`gsn check`: every finding at its place, and the verdict."""

from __future__ import annotations

from datetime import date

import click

from gsn.checking import Judgement, judge, only
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.terminal import progress, terminal_paint
from gsn.findings import Finding, Verdict

STATUS = {Verdict.PASSED: 0, Verdict.REJECTED: 1, Verdict.UNDETERMINED: 3}


@click.command("check")
@case_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--select", multiple=True, metavar="CODE", help="Show only findings whose code begins so, such as GSN2.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Do not show findings whose code begins so.")
@click.option("--info", is_flag=True, help="Show prompts for readers, too.")
@as_of_option
def command(
    case: str, form: str, select: tuple[str, ...], ignore: tuple[str, ...], info: bool, as_of: date | None
) -> int:
    """Check a case: its file, or the folder that holds it.

    Every finding is shown at once, in the order of the text. What --select and --ignore leave out is judged all the
    same: they filter what is shown and never the verdict.

    Exit status: 0 passed, 1 rejected, 3 undetermined, 2 did not run.
    """
    read = read_case(case)
    with progress("checking") as step:
        judgement = judge(read, as_of, step)
    wanted, unwanted = _codes(select), _codes(ignore)
    _refuse_unknown(judgement, (*wanted, *unwanted))
    shown = only(judgement, lambda finding: _is_shown(finding, wanted, unwanted))
    _print(shown, form, show_info=info or bool(wanted))
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


def _print(judgement: Judgement, form: str, *, show_info: bool) -> None:
    if form == "json":
        from gsn.output.data import as_json

        click.echo(as_json(judgement))
        return
    from gsn.output.text import as_text

    for line in as_text(judgement, terminal_paint(), show_info=show_info):
        click.echo(line)
