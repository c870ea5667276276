"""Texts of a lineage put together, the eldest first.

A statement with a text declares; one without refines what is inherited: the clauses that it gives replace those of the
same word, and the others stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gsn.language.suggestions import closest
from gsn.model.problem import Problem
from gsn.treaty.kinds import ITEMS, with_article
from gsn.treaty.profile import Given, Item
from gsn.treaty.statement import ProfileText, Statement

_OF_ITS_OWN_TEXT = frozenset({"extends", "protocol_of", "source", "confirmed", "notes", "see"})
"""Clauses of a profile that speak of its own text, and that another which extends it does not take over."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a lineage says together, in one choice of versions."""

    head: Item
    items: Mapping[str, Item]
    problems: tuple[Problem, ...]


def merge(texts: Sequence[ProfileText], versions: Sequence[str | None], *, names_unknown: bool) -> Merged:
    """Put the texts of a lineage together.

    Args:
        texts: Its texts, the profile's own first.
        versions: The version of each text that holds, if any does.
        names_unknown: Whether lines were lost that may have declared something.
    """
    head: Item | None = None
    items: dict[str, Item] = {}
    problems: list[Problem] = []
    for text, version in zip(reversed(texts), reversed(versions), strict=True):
        head = _head(head, text)
        for group in _groups(text, version):
            problems += _take(group, items, text, names_unknown=names_unknown)
    if head is None:
        raise ValueError("a lineage has a text")
    return Merged(head, items, tuple(problems))


def _groups(text: ProfileText, version: str | None) -> Iterator[list[Statement]]:
    """The statements of a text, and then those of its version, which refine them."""
    yield [statement for statement in text.statements if statement.kind in ITEMS and statement.version is None]
    if version is not None:
        yield [statement for statement in text.statements if statement.version == version]


def _head(inherited: Item | None, text: ProfileText) -> Item:
    own = text.head
    clauses = _given(own, text)
    if inherited is not None:
        kept = {name: held for name, held in inherited.clauses.items() if name not in _OF_ITS_OWN_TEXT}
        clauses = kept | clauses
    return Item(own.kind, own.name, own.text, own.place, own.name, clauses, lost=own.lost)


def _given(statement: Statement, text: ProfileText) -> dict[str, tuple[Given, ...]]:
    source = statement.one("source") or text.head.one("source")
    confirmed = statement.one("confirmed") or text.head.one("confirmed")
    by = text.head.name
    return {
        name: tuple(Given(said.value, said.place, by, source, confirmed) for said in held)
        for name, held in statement.clauses.items()
    }


def _take(
    statements: Sequence[Statement], items: dict[str, Item], text: ProfileText, *, names_unknown: bool
) -> Iterator[Problem]:
    inherited = dict(items)
    for statement in statements:
        before = inherited.get(statement.name)
        if statement.name not in inherited and statement.name in items:
            yield _twice(statement, items[statement.name])
        elif statement.text is not None and before is not None:
            yield _again(statement, before)
        elif statement.text is not None:
            given = _given(statement, text)
            items[statement.name] = Item(
                kind=statement.kind,
                name=statement.name,
                text=statement.text,
                place=statement.place,
                declared_in=text.head.name,
                clauses=given,
                lost=statement.lost,
            )
        elif before is None:
            if not names_unknown and "text" not in statement.lost:
                yield _of_nothing(statement, inherited)
        elif before.kind is not statement.kind:
            yield _of_another_kind(statement, before)
        elif items[statement.name] is not before:
            yield _twice(statement, items[statement.name])
        else:
            items[statement.name] = _refined(before, statement, text)


def _refined(before: Item, statement: Statement, text: ProfileText) -> Item:
    by = text.head.name if statement.version is None else f"{text.head.name} ({statement.version})"
    return replace(
        before,
        clauses={**before.clauses, **_given(statement, text)},
        refined_in=(*before.refined_in, by),
        lost=before.lost | statement.lost,
    )


def _twice(statement: Statement, first: Item) -> Problem:
    message, related = f"`{statement.name}` stands here a second time", ((first.place, "the first stands here"),)
    return Problem("duplicate-name", message, statement.place, help="give one of the two another name", related=related)


def _again(statement: Statement, before: Item) -> Problem:
    message = f"`{statement.name}` is declared already, in `{before.declared_in}`"
    help_ = f"leave its text out to refine it: `{statement.kind} {statement.name}`; or give it another name"
    related = ((before.place, "it is declared here"),)
    return Problem("duplicate-name", message, statement.place, help=help_, related=related)


def _of_nothing(statement: Statement, inherited: Mapping[str, Item]) -> Problem:
    names = [name for name, item in inherited.items() if item.kind is statement.kind]
    match = closest(statement.name, names)
    help_ = f"did you mean `{match}`?" if match else f'give it a text to declare it: `{statement.kind} … "…"`'
    message = f"`{statement.name}` has no text, and refines nothing: no {statement.kind} of this name is inherited"
    return Problem("missing-text", message, statement.place, help=help_)


def _of_another_kind(statement: Statement, before: Item) -> Problem:
    message = f"`{statement.name}` is {with_article(before.kind)}, and is refined as {with_article(statement.kind)}"
    return Problem("wrong-kind", message, statement.place, help=f"write `{before.kind} {statement.name}`")
