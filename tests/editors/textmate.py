"""As much of TextMate's matching as the grammars use: at a column the rule that begins first, or the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

Rule = Mapping[str, Any]


def scopes_of(grammar: Rule, text: str) -> list[list[str | None]]:
    """The innermost scope of every character, line by line. A rule over several lines is not among the grammars'."""
    return [list(_line(grammar["patterns"], line)) for line in text.split("\n")]


def _line(rules: Sequence[Rule], line: str) -> Iterator[str | None]:
    column = 0
    while column < len(line):
        found = _first(rules, line, column)
        if found is None:
            yield from [None] * (len(line) - column)
            return
        rule, match = found
        yield from [None] * (match.start() - column)
        column = match.end()
        if "begin" in rule:
            column = _end(rule, line, column)
            yield from _within(rule, line, match.start(), column)
        else:
            yield from _captured(rule, match)


def _first(rules: Sequence[Rule], line: str, column: int) -> tuple[Rule, re.Match[str]] | None:
    found = [
        (rule, match) for rule in rules if (match := _compiled(rule.get("begin") or rule["match"]).search(line, column))
    ]
    return min(found, key=lambda each: each[1].start(), default=None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _end(rule: Rule, line: str, column: int) -> int:
    """Where a rule with an end ends; its own patterns come first where both begin."""
    while True:
        end = _compiled(rule["end"]).search(line, column)
        assert end is not None
        inner = _first(rule["patterns"], line, column)
        if inner is None or inner[1].start() > end.start():
            return end.end()
        column = inner[1].end()


def _within(rule: Rule, line: str, start: int, end: int) -> Iterator[str | None]:
    column = start + 1
    held: list[str | None] = [rule["name"]] * (end - start)
    while (inner := _first(rule["patterns"], line, column)) is not None and inner[1].start() < end:
        column = inner[1].end()
        held[inner[1].start() - start : column - start] = [inner[0]["name"]] * (column - inner[1].start())
    yield from held


def _captured(rule: Rule, match: re.Match[str]) -> Iterator[str | None]:
    held: list[str | None] = [rule.get("name")] * (match.end() - match.start())
    for number, capture in rule.get("captures", {}).items():
        start, end = match.span(int(number))
        if start >= 0:
            held[start - match.start() : end - match.start()] = [capture["name"]] * (end - start)
    yield from held
