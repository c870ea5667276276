"""Lines of plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from markupsafe import Markup

from gsn.report.model.values import Run

WIDTH = 100
"""Columns of plain text."""

MOST_INDENT = 60


def wrapped(what: object, indent: int = 0, hanging: int = 2) -> Markup:
    """A text broken at spaces, its first line indented, the others further."""
    start = min(indent, MOST_INDENT)
    lines = textwrap.wrap(
        " ".join(str(what).split()),
        width=WIDTH,
        initial_indent=" " * start,
        subsequent_indent=" " * (start + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return Markup("\n".join(lines))  # noqa: S704 - plain text, in which nothing means anything else


def joined(runs: Iterable[Run]) -> str:
    """The words of an author's prose, each link followed by its address."""
    return "".join(f"{run.text} ({run.address})" if run.address else run.text for run in runs)
