"""`gsn treaty standing`: where a case stands with its own profile, or with another that is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gsn.cli.inputs import as_of_option, case_argument
from gsn.cli.judging import judged
from gsn.cli.registry import actors_option
from gsn.cli.review_option import review_option
from gsn.cli.terminal import terminal_paint
from gsn.cli.treaty_option import treaty_option
from gsn.cli.treaty_words import form_option
from gsn.output.account_data import FORMAT_VERSION, account_data, standing_data
from gsn.output.account_text import account_lines
from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible


@click.command("standing")
@case_argument
@treaty_option
@form_option
@as_of_option
@actors_option
@review_option
def command(
    case: str,
    treaty: str | None,
    form: str,
    as_of: date | None,
    registry: Path | None,
    reviews: tuple[Path, ...],
) -> None:
    """Say where a case stands with its profile, question by question, and what is to be done next."""
    judgement = judged(case, as_of, registry, treaty, reviews)
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
