"""What a reviewer says, written into the review's text; what was written by hand stays as it is.

Each function gives the whole text as it is afterwards. A clause is put where its like stand, else where the language's
own order has it. Where a comment of `gsn review new` waits for the clause, the clause takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from textwrap import wrap
from typing import NamedTuple

from gsn.language.outline import LogicalLine, cut, outline
from gsn.model.reference import Identity, module_of, name_of

from .in_hand import InHand
from .writing import quoted, written

ORDER = (
    *("of", "files", "follows", "by", "about", "judged", "accepts", "answers"),
    *("query", "substitutes", "condition", "recognises", "determination"),
)
"""The clauses of a review's head as one reads them."""

WIDTH = 100
"""Columns after which a text goes on in the next line."""

INDENT = " " * 4

_JUDGING = re.compile(r"(?P<word>judged|accepts)[ ]+(?P<names>[^\"#]+?)[ ]*(?=\")")
_PROMPT = re.compile(r"[ ]*#[ ]*(?P<word>judged|accepts)[ ]+(?P<names>[^\"#]+?)[ ]+\"…\"[ ]*")


_ABOUT = re.compile(r"[ ]*#[ ]*\w[^:]*: .*\([^()]*\)[ ]*\Z")
"""The comment above one that waits, which says of what it waits."""


class _Line(NamedTuple):
    """A logical line of a text: its rows from ``first`` to before ``end``, and its first word."""

    first: int
    end: int
    indent: int
    word: str


def judge(review: InHand, elements: Sequence[Identity], why: str, word: str = "judged") -> str:
    """Judge elements, or accept challenges (``accepts``); what was said of them with that word before goes.

    Args:
        review: The review as it stands.
        elements: What holds in the reviewer's judgement.
        why: The reviewer's words.
        word: ``judged`` or ``accepts``.
    """
    rows = _without(review, review.text.split("\n"), frozenset(elements), (word,))
    clauses = [
        row
        for names in _by_line([_name(review, element) for element in elements], word)
        for row in _clause(f"{word} {names} ", why)
    ]
    prompts = _prompts(review, rows, elements, word)
    if not prompts:
        return "\n".join(_put(rows, word, clauses))
    gone = {row for prompt in prompts for row in (prompt, prompt - 1 if _ABOUT.match(rows[prompt - 1]) else prompt)}
    above = [row for number, row in enumerate(rows[: prompts[-1]]) if number not in gone]
    return "\n".join([*above, *clauses, *rows[prompts[-1] + 1 :]])


def take_back(review: InHand, element: Identity, words: Collection[str] = ("judged", "accepts")) -> str:
    """Judge an element no more, and accept it no more; others of the same clause stay."""
    return "\n".join(_without(review, review.text.split("\n"), frozenset([element]), words))


def ask(review: InHand, about: Identity, question: str, taken: Collection[str] = ()) -> str:
    """Ask about an element."""
    name = free_name(review, "Q", taken)
    return _said(review, "query", f"query {name} about {_name(review, about)} ", question)


def substitute(review: InHand, quantity: Identity, measurement: str, why: str) -> str:
    """Put one's own number in the place of those that the case has."""
    return _said(review, "substitutes", f"substitutes {_name(review, quantity)}: {measurement.strip()} ", why)


def condition(review: InHand, words: str) -> str:
    """Say what the determination holds under."""
    return _said(review, "condition", "condition ", words)


def determine(review: InHand, word: str, grounds: str) -> str:
    """Determine, in the place of what was determined before."""
    rows = review.text.split("\n")
    clause = _clause(f"determination {word} ", grounds)
    held = next((line for line in _head(rows) if line.word == "determination"), None)
    if held is not None:
        return "\n".join([*rows[: held.first], *clause, *rows[held.end :]])
    return "\n".join(_put(rows, "determination", clause))


class Doubt(NamedTuple):
    """A challenge that a reviewer raises.

    Attributes:
        text: What is doubted.
        target: What is challenged: a name, or a step ``A -> B``, as the review writes it.
        standing: The standing doubts that it raises.
        accepted: Why it is taken for a residual risk; empty where it is not.
        by: Who accepts it.
    """

    text: str
    target: str
    standing: tuple[str, ...] = ()
    accepted: str = ""
    by: str = ""


def challenge(review: InHand, doubt: Doubt, taken: Collection[str] = ()) -> str:
    """Challenge an element or a step, below all else that the review states.

    Args:
        review: The review as it stands.
        doubt: The challenge.
        taken: The names of the case's main module: one of them would come to mean the challenge.
    """
    name = free_name(review, "D", taken)
    rows = [*_clause(f"challenge {name} ", doubt.text, ""), f"{INDENT}challenges {doubt.target.strip()}"]
    if doubt.standing:
        rows.append(f"{INDENT}standing {', '.join(doubt.standing)}")
    if doubt.accepted:
        accepted = _clause("accepted ", doubt.accepted)
        rows += [*accepted[:-1], f"{accepted[-1]} by {doubt.by}"]
    return "\n".join([review.text.rstrip("\n"), "", *rows, ""])


def free_name(review: InHand, letter: str, taken: Collection[str] = ()) -> str:
    """A name that nothing has, neither in the review nor in the case's main module."""
    used = review.words | set(taken)
    number = 1
    while f"{letter}{number}" in used:
        number += 1
    return f"{letter}{number}"


def target_of(review: InHand, element: Identity, source: Identity | None = None) -> str:
    """What is challenged, as the review writes it: an element, or the step to it from what it supports."""
    name = _name(review, element)
    return f"{_name(review, source)} -> {name}" if source is not None else name


# Writing


def _name(review: InHand, element: Identity) -> str:
    """An element's name as the review writes it: with its module where a bare name would mean something else."""
    short = written(element, review.main)
    return short if review.named(short) == element else f"{module_of(element)}::{name_of(element)}"


def _by_line(names: Sequence[str], word: str) -> list[str]:
    """Names as lists that fit in a line each."""
    lists: list[str] = []
    for name in names:
        if lists and len(f"{INDENT}{word} {lists[-1]}, {name} ") <= WIDTH:
            lists[-1] = f"{lists[-1]}, {name}"
        else:
            lists.append(name)
    return lists


def _clause(words: str, text: str, indent: str = INDENT) -> list[str]:
    """A clause with a text behind it, which goes on in further lines where it is long or has paragraphs."""
    parts = _parts(text)
    first = f"{indent}{words}"
    if len(parts) == 1 and len(first) + len(parts[0]) <= WIDTH + 20:
        return [first + quoted(parts[0])]
    return [first + quoted(parts[0]), *(f"{indent}{INDENT}{quoted(part)}" for part in parts[1:])]


def _parts(text: str) -> list[str]:
    """A text as the pieces that the language joins again by a space; an empty one between paragraphs."""
    parts: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.strip()):
        lines = [piece for row in paragraph.split("\n") for piece in wrap(row, WIDTH - 12, break_long_words=False)]
        parts += ["", *lines] if parts else lines
    return parts or [""]


def _said(review: InHand, word: str, words: str, text: str) -> str:
    return "\n".join(_put(review.text.split("\n"), word, _clause(words, text)))


def _put(rows: list[str], word: str, clause: list[str]) -> list[str]:
    """Rows with a clause behind the last of its like in the head, else behind the last that comes before such."""
    before, clauses = ORDER[: ORDER.index(word)], _head(rows)
    alike = [line.end for line in clauses if line.word == word]
    place = max(alike or [line.end for line in clauses if line.word in before], default=0) or _head_end(rows)
    return [*rows[:place], *clause, *rows[place:]]


def _lines(rows: Sequence[str]) -> list[_Line]:
    found: list[LogicalLine] = list(outline(cut("", "\n".join(rows))))
    return [_Line(line.lines[0].number - 1, line.lines[-1].number, line.indent, line.word) for line in found]


def _head(rows: Sequence[str]) -> list[_Line]:
    """The clauses of a review's head: what stands deeper, from its first word to the next line at the margin."""
    clauses: list[_Line] = []
    begun = False
    for line in _lines(rows):
        if line.word and line.indent == 0:
            if begun:
                break
            begun = True
        elif line.word and begun:
            clauses.append(line)
    return clauses


def _head_end(rows: Sequence[str]) -> int:
    """The row behind the line that begins the review."""
    return next((line.end for line in _lines(rows) if line.word), len(rows))


# Taking away


def _without(review: InHand, rows: list[str], elements: frozenset[Identity], words: Collection[str]) -> list[str]:
    """Rows without some elements in the clauses of some words; a clause that names nothing more goes."""
    kept = list(rows)
    for line in reversed(_head(rows)):
        match = _JUDGING.match(rows[line.first].lstrip(" ")) if line.word in words else None
        if match is None:
            continue
        names = [name.strip() for name in match["names"].split(",")]
        stay = [name for name in names if review.named(name) not in elements]
        if not stay:
            del kept[line.first : line.end]
        elif len(stay) < len(names):
            row = rows[line.first]
            start = len(row) - len(row.lstrip(" "))
            kept[line.first] = f"{row[:start]}{line.word} {', '.join(stay)} {row[start + match.end() :]}"
    return kept


def _prompts(review: InHand, rows: Sequence[str], elements: Collection[Identity], word: str) -> list[int]:
    """The comments of `gsn review new` that wait for these clauses, by their rows."""
    found = []
    for number, row in enumerate(rows):
        match = _PROMPT.fullmatch(row)
        if match is not None and match["word"] == word and review.named(match["names"]) in elements:
            found.append(number)
    return found
