"""Text as Markdown and as plain text: what a case says stays what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from gsn.output.markdown import fenced

_MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>|~$&{}]")
_CALLS = re.compile(r"@(?=\w)|#(?=\w)|:(?=[a-z0-9_+-]+:)|(?<=http):(?=//)|(?<=https):(?=//)|(?<=www)\.", re.IGNORECASE)
"""What GitHub makes something of wherever it stands: a mention, an issue, a picture, an address."""


def as_markdown(value: Any) -> Any:
    """A value in Markdown: as itself, whatever it holds. What is mark-up already is left alone."""
    if isinstance(value, Markup):
        return value
    return Markup(escaped_markdown("" if value is None else str(value)))  # noqa: S704 - escaped, as Markdown asks


def escaped_markdown(text: str) -> str:
    """A text within a line of Markdown that GitHub shows as the text that it is.

    An empty comment parts what GitHub would otherwise join to a mention, an issue or an address.
    """
    escaped = _MEANS_SOMETHING.sub(r"\\\g<0>", text)
    return _CALLS.sub(r"\g<0><!-- -->", escaped)


def code(text: str) -> Markup:
    """A text as code within a line of Markdown, whatever it holds. A bar, which would end a cell, is a taller one."""
    return Markup(fenced(text.replace("|", "│")))  # noqa: S704 - fenced


def as_text(value: Any) -> Any:
    """A value in plain text, where nothing means anything else."""
    if isinstance(value, Markup):
        return value
    return Markup("" if value is None else str(value))  # noqa: S704 - no form in which it could mean something


def quoted_in_html(message: str) -> Markup:
    """A message of the tool's with what it quotes as code."""
    return Markup("").join(_quoted(message, lambda text: Markup("<code>{}</code>").format(text), escape))


def quoted_in_markdown(message: str) -> Markup:
    """The same in Markdown."""
    return Markup("").join(_quoted(message, code, as_markdown))


def _quoted(message: str, quote: Callable[[str], Markup], plain: Callable[[str], Markup]) -> list[Markup]:
    """The parts of a message; one with a backtick that is left over quotes nothing."""
    parts = message.split("`")
    if len(parts) % 2 == 0:
        return [plain(message)]
    return [quote(part) if number % 2 and part else plain(part) for number, part in enumerate(parts)]
