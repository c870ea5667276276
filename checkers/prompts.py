"""A prompt: a finding about words, shown where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gsn.findings import Finding
from gsn.model.case import Element
from gsn.model.place import Place
from gsn.model.statements.argument import ChallengeStatement, GoalStatement

from .english import text_of, words_of

NOTHING: tuple[Finding, ...] = ()


def prompt(element: Element, message: str, help_: str, found: re.Match[str] | None = None) -> tuple[Finding, ...]:
    """One finding about an element, at the words that were found in its text."""
    place = element.place if found is None else place_in(element, found.start(), found.end())
    return (Finding(message, place, element.identity, help_),)


def place_in(element: Element, start: int, end: int) -> Place:
    """Where a part of an element's text stands; the element itself where its text is not written in one piece."""
    text = element.text
    if text is None or text.place is None or text.place.line.text[text.place.start : text.place.end] != text.plain:
        return element.place
    return Place(text.place.line, text.place.start + start, text.place.start + end)


def said(element: Element, triggers: frozenset[str], pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Where an element says something: it is looked for only in a text that holds one of its words."""
    return None if triggers.isdisjoint(words_of(element)) else pattern.search(text_of(element))


def listed(words: Iterable[str]) -> str:
    """Words for a message, each as it is written."""
    return ", ".join(f"`{word}`" for word in words)


def claims_in_numbers(element: Element) -> bool:
    """Whether a goal says in numbers what its text says in words."""
    return isinstance(element.says, GoalStatement | ChallengeStatement) and bool(element.says.claims)
