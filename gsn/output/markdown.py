"""Texts within a line of Markdown, where they can neither call anybody by an ``@``, nor link, nor open a tag."""

from __future__ import annotations

import re

from gsn.output.visible import visible

_BACKTICKS = re.compile("`+")

_WORD = re.compile(r"\S+")
_BEFORE, _AFTER = '(“"', ')”",.;:'
"""The punctuation that is left out of a word's code."""

_HARMLESS = re.compile(r"(?!.*(?:://|www\.))(?:[^\W_]|[,.;:()>'/\"“”…≤≥→·%=-])*", re.IGNORECASE)
"""A word that means nothing to Markdown, nor to what makes links of addresses, other than as itself."""


def code(text: str) -> str:
    """A text as code within a line, whatever it holds."""
    return fenced(visible(text))


def fenced(shown: str) -> str:
    """What is safe to show, between more backticks than it has in a row."""
    fence = "`" * (max((len(run[0]) for run in _BACKTICKS.finditer(shown)), default=0) + 1)
    padding = " " if not shown or shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def inline(text: str) -> str:
    """A message within a line: what it quotes is code, and so is each word that could mean something.

    All of it is code where a backtick quotes nothing, or where two pieces of code would touch and their backticks join.
    """
    shown = visible(text)
    parts = shown.split("`")
    if len(parts) % 2 == 0:
        return fenced(shown)
    plain = [_plain(part) for part in parts[::2]]
    touching = any(before.endswith("`") for before in plain[:-1]) or any(after.startswith("`") for after in plain[1:])
    if touching or not all(parts[1::2]) or not all(plain[1:-1]):
        return fenced(shown)
    quoted = [fenced(part) for part in parts[1::2]]
    return "".join(piece for pair in zip(plain, [*quoted, ""], strict=True) for piece in pair)


def cell(text: str) -> str:
    """A message in a cell of a table. A bar, which would end the cell, is a taller one."""
    return inline(text.replace("|", "│"))


def _plain(part: str) -> str:
    """What stands between quotations."""
    return _WORD.sub(_word, part)


def _word(found: re.Match[str]) -> str:
    if _HARMLESS.fullmatch(found[0]):
        return found[0]
    start = len(found[0]) - len(found[0].lstrip(_BEFORE))
    end = len(found[0].rstrip(_AFTER))
    return f"{found[0][:start]}{fenced(found[0][start:end])}{found[0][end:]}"
