"""Reviews that a command takes into account: the option that names them, and reading them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gsn.evidence.actors import Registry
from gsn.model.case import Case

if TYPE_CHECKING:
    from gsn.review.submitted import Submitted

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


def joined(found: Submitted, reviews: tuple[Path, ...], registry: Registry | None, day: date) -> Case:
    """What is reviewed, with reviews of it beside it.

    Raises:
        click.ClickException: One of them cannot be read whole.
    """
    from gsn.output.visible import visible
    from gsn.review.joining import Terms, with_reviews
    from gsn.review.reading import BadReview, read_review

    try:
        given = [read_review(path) for path in reviews]
        return with_reviews(found.case, given, Terms(registry, day, found.submission, found.files))
    except BadReview as error:
        raise click.ClickException(visible(str(error))) from None


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
