"""`gsn treaty compare`: where a case stands with every profile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gsn.checking import Judgement
from gsn.cli.inputs import as_of_option, case_argument
from gsn.cli.judging import judged
from gsn.cli.registry import actors_option
from gsn.cli.review_option import review_option
from gsn.cli.terminal import terminal_paint
from gsn.cli.treaty_option import load_named
from gsn.compliance.comparison import Compared, compare
from gsn.output.account_data import FORMAT_VERSION, account_data, standing_data
from gsn.output.account_markdown import comparison_markdown
from gsn.output.account_text import comparison_lines
from gsn.output.ascii_json import as_ascii_json
from gsn.treaty.library import built_in_names


@click.command("compare")
@case_argument
@click.option(
    "--treaty", "named", metavar="NAME_OR_PATH", multiple=True, help="Only this profile; may be given several times."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to print it."
)
@as_of_option
@actors_option
@review_option
def command(
    case: str,
    named: tuple[str, ...],
    form: str,
    as_of: date | None,
    registry: Path | None,
    reviews: tuple[Path, ...],
) -> None:
    """Hold a case against every built-in profile: tier, obligations, limits with headroom, standing.

    A profile that is no law, or that binds nobody here, is answered as if it did.
    """
    judgement = judged(case, as_of, registry, reviews=reviews)
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


def _data(judgement: Judgement, compared: list[Compared]) -> dict[str, object]:
    return {
        "format_version": FORMAT_VERSION,
        "case": judgement.case.name,
        "as_of": judgement.as_of.isoformat(),
        "profiles": [account_data(each.account) | {"standing": standing_data(each.standing)} for each in compared],
    }
