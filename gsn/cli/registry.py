"""A reviewer's registry of actors: the option that names it, and reading it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from gsn.evidence.actors import NoRegistry, Registry, registry_of

Function = TypeVar("Function", bound=Callable[..., Any])


def actors_option(function: Function) -> Function:
    """``--actors FILE``: who counts as what, in the place of what the case says of its actors."""
    return click.option(
        "--actors",
        "registry",
        type=click.Path(path_type=Path, dir_okay=False),
        help="A text of actors whose standing counts in the place of the case's own.",
    )(function)


def read_registry(path: Path | None) -> Registry | None:
    """The actors of a registry; nothing where none is named.

    Raises:
        click.ClickException: It cannot be read, or holds something else than actors.
    """
    if path is None:
        return None
    from gsn.language.loading import load_case
    from gsn.output.visible import visible

    try:
        return registry_of(load_case(path))
    except NoRegistry as error:
        raise click.ClickException(visible(f"`{path}` is no registry of actors: {error}")) from None
