"""`gsn treaty compare` and `gsn treaty standing`: where a case stands with one profile, or with all of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gsn.checking import Judgement, judge
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.review_option import review_option, with_reviews_of
from gsn.cli.terminal import progress, terminal_paint
from gsn.cli.treaty_option import load_named, read_treaty, treaty_option
from gsn.compliance.comparison import Compared, compare
from gsn.output.account_data import FORMAT_VERSION, account_data, standing_data
from gsn.output.account_markdown import comparison_markdown
from gsn.output.account_text import account_lines, comparison_lines
from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible
from gsn.treaty.library import built_in_names

forms = click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to print it."
)


@click.command("compare")
@case_argument
@click.option(
    "--treaty", "named", metavar="NAME_OR_PATH", multiple=True, help="Only this profile; may be given several times."
)
@forms
@as_of_option
@actors_option
def compare_command(case: str, named: tuple[str, ...], form: str, as_of: date | None, registry: Path | None) -> None:
    """Hold a case against every built-in profile: tier, obligations, limits with headroom, standing.

    A profile that is no law, or that binds nobody here, is answered as if it did.
    """
    judgement = _judged(case, as_of, registry, None)
    profiles = [load_named(name, judgement.as_of) for name in named or built_in_names()]
    compared = list(compare(judgement.argument, profiles, clear=judgement.is_clear))
    match form:
        case "json":
            click.echo(as_ascii_json(_data(judgement, compared)))
        case "markdown":
            click.echo(comparison_markdown(compared, judgement.case.name), nl=False)
        case _:
            for line in comparison_lines(compared, terminal_paint()):
                click.echo(line)


@click.command("standing")
@case_argument
@treaty_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@as_of_option
@actors_option
@review_option
def standing_command(
    case: str,
    treaty: str | None,
    form: str,
    as_of: date | None,
    registry: Path | None,
    reviews: tuple[Path, ...],
) -> None:
    """Say where a case stands with its profile, question by question, and what is to be done next."""
    judgement = _judged(case, as_of, registry, treaty, reviews)
    account, standing, held = judgement.argument.account, judgement.standing, judgement.argument.held
    if held is None:
        raise click.UsageError("the case names no profile: add `treaty NAME` to it, or use --treaty")
    if account is None or standing is None:
        raise click.ClickException(visible(held.trouble))
    if form == "json":
        data = account_data(account) | {"standing": standing_data(standing)}
        click.echo(as_ascii_json({"format_version": FORMAT_VERSION, "case": judgement.case.name} | data))
        return
    for line in account_lines(account, standing, terminal_paint()):
        click.echo(line)


def _judged(
    case: str, as_of: date | None, registry: Path | None, treaty: str | None, reviews: tuple[Path, ...] = ()
) -> Judgement:
    known, profile = read_registry(registry), read_treaty(treaty, as_of)
    read = with_reviews_of(read_case(case), reviews, known, as_of)
    with progress("checking") as step:
        return judge(read, as_of, step, known, profile)


def _data(judgement: Judgement, compared: list[Compared]) -> dict[str, object]:
    return {
        "format_version": FORMAT_VERSION,
        "case": judgement.case.name,
        "as_of": judgement.as_of.isoformat(),
        "profiles": [account_data(each.account) | {"standing": standing_data(each.standing)} for each in compared],
    }
