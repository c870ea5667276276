"""SVG text: elements and their attributes, with all that a user wrote made harmless and escaped."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TypeAlias

from gsn.report.drawing.geometry import number
from gsn.report.drawing.wrapping import harmless

Attributes: TypeAlias = Mapping[str, str | float]


def escaped(text: str) -> str:
    """A user's text for the inside of an element or an attribute."""
    return escape(harmless(text).replace("\r", " "), quote=True)


def element(name: str, attributes: Attributes, *children: str) -> str:
    """An SVG element; the attributes are escaped, the children are markup already.

    Example:
        `element("circle", {"r": 2.5})` is `<circle r="2.5"/>`.
    """
    written = "".join(f' {key}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return escaped(value) if isinstance(value, str) else number(value)
