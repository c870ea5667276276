"""Profiles laid out in the one way that texts are."""

from __future__ import annotations

import re

from gsn.language.formatting import Formatted, format_as
from gsn.treaty.reading import read_profile
from gsn.treaty.statement import ProfileText

_FIRST_WORD = re.compile(r"\A(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*treaty(?![\w-])")


def is_profile(text: str) -> bool:
    """Whether a text begins with ``treaty``."""
    return _FIRST_WORD.match(text) is not None


def format_profile(text: str, file: str) -> Formatted:
    """Lay out the text of a profile; what cannot be read is left as it is.

    Args:
        text: The text of one file.
        file: What the file is called in problems.
    """
    return format_as(text, file, lambda lines: read_profile(lines, "text"), _say_the_same, lists=True)


def _say_the_same(before: ProfileText, after: ProfileText) -> bool:
    return before.head == after.head and before.statements == after.statements
