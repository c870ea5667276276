"""What commands take: a case's path and a day; and what they do where there is no case to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import click

from gsn.cli.terminal import progress
from gsn.model.case import Case

Function = TypeVar("Function", bound=Callable[..., Any])


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(click.ParamType[date]):
    """A day, ``2026-12-31``."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        day = _day(str(value))
        if day is None:
            self.fail(f"`{value}` is no day; write it as 2026-12-31", param, ctx)
        return day


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        return None


def case_argument(function: Function) -> Function:
    """A case's file or folder, the current folder where none is given."""
    return click.argument("case", default=".", type=click.Path())(function)


def as_of_option(function: Function) -> Function:
    """The day on which everything dated is judged."""
    return click.option("--as-of", type=Day(), help="Judge everything dated on this day [default: today in UTC].")(
        function
    )


def day_or_today(as_of: date | None) -> date:
    """The day on which everything dated is judged; today in UTC where none is given."""
    return as_of or datetime.now(tz=UTC).date()


def read_case(path: str) -> Case:
    """Read a case, with a progress bar where it takes long.

    Raises:
        click.ClickException: There is no case to read: no such file, no permission, no text in the folder.
    """
    from gsn.language.loading import load_case

    with progress("reading") as step:
        case = load_case(path, step)
    if not case.modules:
        from gsn.output.visible import visible

        problem = case.problems[0]
        help_ = f"\n{visible(problem.help)}" if problem.help else ""
        raise click.ClickException(visible(problem.message) + help_)
    return case
