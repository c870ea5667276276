"""Reading a case and checking it on somebody's terms: their day, their registry and profile, and reviews."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gsn.checking import Judgement, judge
from gsn.cli.inputs import read_case
from gsn.cli.registry import read_registry
from gsn.cli.review_option import with_reviews_of
from gsn.cli.terminal import progress
from gsn.cli.treaty_option import read_treaty


def judged(
    case: str,
    as_of: date | None,
    registry: Path | None = None,
    treaty: str | None = None,
    reviews: tuple[Path, ...] = (),
) -> Judgement:
    """Read a case and check it, with progress bars where it takes long.

    Args:
        case: The case's file or folder.
        as_of: The day on which everything dated is judged; today in UTC where none is given.
        registry: A text of actors whose standing counts in the place of the case's own.
        treaty: The profile that it is held against in the place of its own, by name or path.
        reviews: Reviews that are taken into account.

    Raises:
        click.ClickException: There is no case to read, or one of the others cannot be read whole.
    """
    read, known, profile = read_case(case), read_registry(registry), read_treaty(treaty, as_of)
    read = with_reviews_of(read, reviews, known, as_of)
    with progress("checking") as step:
        return judge(read, as_of, step, known, profile)
