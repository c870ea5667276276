"""What the parts of `gsn review` share: reading what is reviewed, and writing a text that is not there yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gsn.output.visible import visible

if TYPE_CHECKING:
    from gsn.review.reading import ReadReview
    from gsn.review.submitted import Submitted


def read_one(path: Path) -> ReadReview:
    """A review.

    Raises:
        click.ClickException: It cannot be read whole.
    """
    from gsn.review.reading import BadReview, read_review

    try:
        return read_review(path)
    except BadReview as error:
        raise click.ClickException(visible(str(error))) from None


@contextmanager
def reviewed(path: Path, day: date) -> Iterator[Submitted]:
    """What is reviewed, for as long as its files are looked at.

    Raises:
        click.ClickException: It is no case and no whole submission.
    """
    from gsn.evidence.ssh_signature import NoCryptography
    from gsn.review.submitted import NoCase, submitted
    from gsn.submission.archive import NoBundle
    from gsn.submission.flaws import Refused

    try:
        with submitted(path, day) as found:
            yield found
    except (NoCase, NoCryptography) as error:
        raise click.ClickException(visible(str(error))) from None
    except NoBundle as error:
        raise click.ClickException(visible(f"`{path}` {error}")) from None
    except Refused as refused:
        raise click.ClickException("\n".join(visible(f"`{path}`: {flaw}") for flaw in refused.flaws)) from None
    except OSError as error:
        raise click.ClickException(visible(f"`{path}` cannot be read: {error.strerror or error}")) from None


def write_new(target: Path, text: str) -> None:
    """Write a review that is not there yet: nobody's words are written over.

    Raises:
        click.ClickException: It is there, or cannot be written.
    """
    from gsn.language.saving import NotSaved, create_text

    try:
        create_text(target, text)
    except NotSaved as error:
        raise click.ClickException(visible(error.message)) from None
    click.echo(visible(str(target)))
