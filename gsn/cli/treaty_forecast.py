"""`gsn treaty forecast`: when the tier of a model changes, by what is due to be revised and what is assumed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gsn.cli.inputs import Day, as_of_option, case_argument, day_or_today, read_case
from gsn.cli.terminal import terminal_paint

if TYPE_CHECKING:
    from gsn.argument import Argument
    from gsn.compliance.forecast import Forecast, Subject

LONGEST = 100
"""Years of a forecast."""

_YEAR = re.compile(r"[0-9]{4}")


class DayOrYear(click.ParamType[date]):
    """A day, or a year for its last day."""

    name = "YEAR or DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, str) and _YEAR.fullmatch(value) and int(value) >= 1:
            return date(int(value), 12, 31)
        return Day().convert(value, param, ctx)


class Factor(click.ParamType[Fraction]):
    """A number above 0, as a case writes numbers."""

    name = "FACTOR"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        from gsn.model.number import read_number

        if isinstance(value, Fraction):
            return value
        try:
            found = read_number(str(value)).exact
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if not Fraction(1, 1000) <= found <= 1000:  # noqa: PLR2004 - said in the message
            self.fail(f"`{value}` is no factor of a year; one lies from 0.001 to 1000", param, ctx)
        return found


@click.command("forecast")
@case_argument
@click.option("--until", type=DayOrYear(), required=True, help="The last day; of a year its last.")
@click.option("--treaty", "treaties", multiple=True, metavar="NAME_OR_PATH", help="Only this profile; may be repeated.")
@click.option("--efficiency", type=Factor(), default="1", metavar="FACTOR", help="Assume so much less compute a year.")
@click.option(
    "--revision",
    "revisions",
    multiple=True,
    metavar="[NAME=]FACTOR",
    help="Assume that a revision multiplies a threshold by this; of one profile where it is named.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to print.")
@click.option("-o", "--output", "picture", type=click.Path(dir_okay=False, path_type=Path), help="Draw it as SVG.")
@as_of_option
def command(  # noqa: PLR0913, PLR0917 - a parameter an option
    case: str,
    until: date,
    treaties: tuple[str, ...],
    efficiency: Fraction,
    revisions: tuple[str, ...],
    form: str,
    picture: Path | None,
    as_of: date | None,
) -> None:
    """Say when the tier of the case's model changes, under every profile that has tiers.

    Each profile's rule of revision is applied (`every 12 months`), and its versions come into force and end. Nobody
    knows the figure of a revision that has not been: a tier is undetermined from its day on, unless `--revision`
    assumes a factor. With `--efficiency 3` every threshold of compute falls to a third each year, as algorithms come
    to need less for the same model. All that is assumed is printed.

    Exit status: 0 told, 2 did not run.
    """
    from gsn.argument import Argument
    from gsn.compliance.assumptions import Assumed
    from gsn.compliance.forecast import forecast

    read = read_case(case)
    start = day_or_today(as_of)
    if not start < until <= start.replace(year=min(start.year + LONGEST, 9999), day=min(start.day, 28)):
        raise click.UsageError(f"--until: `{until}` does not lie after {start} and within {LONGEST} years of it")
    argument = Argument(read, start)
    subjects = [_named(name, start) for name in treaties] if treaties else _all(argument)
    of_all, of_each = _revisions(revisions)
    _refuse_unknown(of_each, subjects, start)
    told = forecast(argument, subjects, Assumed(until, efficiency, of_all, of_each))
    if picture is not None:
        _draw(argument, told, picture)
    _print(told, form)


# Profiles


def _named(name: str, start: date) -> Subject:
    """A profile that a reviewer names: a built-in, or a local file."""
    from gsn.cli.treaty_option import read_treaty
    from gsn.treaty.library import ENDING
    from gsn.treaty.record import Parent

    read_treaty(name, start)  # whole, or it says why not
    path = Path(name)
    is_path = "/" in name or name.endswith(ENDING)
    return _subject(Parent(path.name if is_path else name, is_path), path.parent if is_path else None)


def _all(argument: Argument) -> list[Subject]:
    """Every built-in profile that has tiers, and the case's own where it is held against a local one."""
    from gsn.treaty.kinds import Kind
    from gsn.treaty.library import built_in_names
    from gsn.treaty.record import Parent

    found = [_subject(Parent(name, is_path=False), None) for name in built_in_names()]
    held, named = argument.held, argument.case.says.treaty
    if held is not None and held.profile is not None and named is not None and named.is_path:
        found.insert(0, _subject(Parent(named.name, is_path=True), argument.case.folder.resolve()))
    return [subject for subject in found if subject.on(argument.as_of).of_kind(Kind.TIER)]


def _subject(wanted: Any, folder: Path | None) -> Subject:
    from gsn.compliance.forecast import Subject
    from gsn.treaty.resolving import load_profile, turning_days

    return Subject(cache(lambda day: load_profile(wanted, day, folder)), turning_days(wanted, folder))


# Factors


def _revisions(given: Iterable[str]) -> tuple[Fraction | None, dict[str, Fraction]]:
    """What revisions are assumed to multiply by: of all profiles, and of single ones."""
    of_all: Fraction | None = None
    of_each: dict[str, Fraction] = {}
    for each in given:
        name, _, written = each.rpartition("=")
        factor = Factor().convert(written, None, None)
        if name:
            of_each[name] = factor
        elif of_all is not None:
            raise click.UsageError("--revision: one factor for all profiles; name a profile for another, `NAME=FACTOR`")
        else:
            of_all = factor
    return of_all, of_each


def _refuse_unknown(names: Iterable[str], subjects: Iterable[Subject], start: date) -> None:
    from gsn.language.suggestions import did_you_mean
    from gsn.output.visible import visible

    known = [subject.on(start).name for subject in subjects]
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known)
            raise click.UsageError(visible(f"--revision: `{name}` is not forecast{f'; {hint}' if hint else ''}"))


# Output


def _print(told: Forecast, form: str) -> None:
    from gsn.output.ascii_json import as_ascii_json
    from gsn.output.forecast_forms import forecast_data, forecast_lines, forecast_markdown

    forms: dict[str, Callable[[], str]] = {
        "json": lambda: as_ascii_json(forecast_data(told)),
        "markdown": lambda: forecast_markdown(told).removesuffix("\n"),
        "text": lambda: "\n".join(forecast_lines(told, terminal_paint())),
    }
    click.echo(forms[form]())


def _draw(argument: Argument, told: Forecast, picture: Path) -> None:
    from gsn.output.destinations import BadDestination, Destination, NotWritten, refuse_evidence, write_all
    from gsn.output.visible import visible
    from gsn.report.pictures.forecast import draw_forecast

    if picture.suffix.lower() != ".svg":
        raise click.UsageError(visible(f"-o: a picture is SVG; call it `{picture.stem or 'forecast'}.svg`"))
    try:
        refuse_evidence([Destination("svg", picture)], argument.case)
        write_all({picture: draw_forecast(told) + "\n"})
    except (BadDestination, NotWritten) as error:
        raise click.ClickException(visible(str(error))) from None
    click.echo(f"drew {picture}", err=True)
