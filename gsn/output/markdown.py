"""Texts within a line of Markdown, where they can neither call anybody by an ``@``, nor link, nor open a tag."""

from __future__ import annotations

import re

from gsn.output.visible import visible

_BACKTICKS = re.compile("`+")
_HARMLESS = re.compile(r"[A-Za-z0-9 ,.;:()>'/\"-]*")
"""What means nothing to Markdown within a line, other than as itself."""


def code(text: str) -> str:
    """A text as code within a line, whatever it holds."""
    shown = visible(text)
    fence = "`" * (_longest_run(shown) + 1)
    padding = " " if not shown or shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def inline(text: str) -> str:
    """A message within a line: what it quotes is code, and so is whatever could mean something."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return code(text)
    return "".join(
        code(part) if number % 2 or not _HARMLESS.fullmatch(part) else part for number, part in enumerate(parts)
    )


def _longest_run(text: str) -> int:
    return max((len(run[0]) for run in _BACKTICKS.finditer(text)), default=0)
