"""Reviews that a command takes into account: the option that names them, and reading them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from gsn.evidence.actors import Registry
from gsn.model.case import Case

Function = TypeVar("Function", bound=Callable[..., Any])


def review_option(function: Function) -> Function:
    """``--review FILE``: what reviewers said of the case; may be given several times."""
    return click.option(
        "--review",
        "reviews",
        type=click.Path(path_type=Path, dir_okay=False),
        multiple=True,
        metavar="FILE.review",
        help="Take a review into account; what it says for the case counts where --actors knows its signer.",
    )(function)


def with_reviews_of(case: Case, reviews: tuple[Path, ...], registry: Registry | None, as_of: date | None) -> Case:
    """A case with the reviews of some files beside it.

    Raises:
        click.ClickException: One of them cannot be read whole.
    """
    if not reviews:
        return case
    from gsn.output.visible import visible
    from gsn.review.reading import BadReview
    from gsn.review.taking import take

    try:
        return take(case, reviews, registry, as_of)
    except BadReview as error:
        raise click.ClickException(visible(str(error))) from None
