"""Runs of text that lead somewhere: what the view models of a document are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text, with the anchor of what it names where it names something."""

    text: str
    href: str = ""
