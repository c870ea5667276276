"""SVG text: elements and their attributes, with all that a user wrote made harmless and escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TypeAlias

from gsn.report.drawing.geometry import number
from gsn.report.drawing.wrapping import HARMFUL, harmless

Attributes: TypeAlias = Mapping[str, str | float]

_PLAIN = re.compile(f"[^&<>\"'\r{HARMFUL}]*")
"""Text that is the same in markup: nearly all of it, and looking costs a third of what escaping does."""

_NEARBY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(#[A-Za-z0-9_.:-]+)?|#[^\s<>\"]+")
"""An anchor in the page, or a file beside it with or without an anchor: no other place, and no script."""


def escaped(text: str) -> str:
    """A user's text for the inside of an element or an attribute."""
    if _PLAIN.fullmatch(text):
        return text
    return escape(harmless(text).replace("\r", " "), quote=True)


def linked(href: str, label: str, markup: str) -> str:
    """Markup as a link; as it is where the address leads out of the page and its folder, or nowhere."""
    return element("a", {"href": href, "aria-label": label}, markup) if is_nearby(href) else markup


def is_nearby(href: str) -> bool:
    """Whether an address is one that a figure may lead to."""
    return _NEARBY.fullmatch(href) is not None


def element(name: str, attributes: Attributes, *children: str) -> str:
    """An SVG element; the attributes are escaped, the children are markup already.

    Example:
        `element("circle", {"r": 2.5})` is `<circle r="2.5"/>`.
    """
    written = "".join(
        [f' {key}="{escaped(value) if isinstance(value, str) else number(value)}"' for key, value in attributes.items()]
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"
