"""A reviewer's treaty profile: the option that names it, and loading it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gsn.cli.inputs import day_or_today

if TYPE_CHECKING:
    from gsn.treaty.profile import Profile

Function = TypeVar("Function", bound=Callable[..., Any])


def treaty_option(function: Function) -> Function:
    """``--treaty NAME_OR_PATH``: what the case is held against, in the place of the profile that it names."""
    return click.option(
        "--treaty",
        metavar="NAME_OR_PATH",
        help="Hold the case against this profile: a built-in by its name, or a local file by a path.",
    )(function)


def read_treaty(named: str | None, as_of: date | None) -> Profile | None:
    """The profile that a name or path stands for, whole; nothing where none is named.

    A bare name is a built-in and only that; what has a `/` or the ending `.treaty` is a local file.

    Raises:
        click.ClickException: There is none, or a line of it cannot be read: a reviewer's own profile has to be whole.
    """
    if named is None:
        return None
    from gsn.output.text import location
    from gsn.output.visible import visible

    profile = load_named(named, as_of)
    if profile.problems:
        first = profile.problems[0]
        told = f"profile `{named}` cannot be read: {location(first.place)}: {first.message}"
        raise click.ClickException(visible(told))
    return profile


def load_named(named: str, as_of: date | None) -> Profile:
    """The profile that a name or path stands for, with whatever is wrong in it.

    Raises:
        click.UsageError: There is none.
    """
    from gsn.output.visible import visible
    from gsn.treaty.library import ENDING, NoProfile
    from gsn.treaty.record import Parent
    from gsn.treaty.resolving import load_profile

    is_path = "/" in named or named.endswith(ENDING)
    path = Path(named)
    wanted = Parent(path.name if is_path else named, is_path)
    day = day_or_today(as_of)
    try:
        return load_profile(wanted, day, path.parent if is_path else None)
    except NoProfile as error:
        message = error.message if not is_path else error.message.replace(f"`{path.name}`", f"`{named}`", 1)
        raise click.UsageError(visible(f"{message}{f'; {error.help}' if error.help else ''}")) from None
