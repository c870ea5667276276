"""What is said of a line of a profile that is wrong: what, where, and what was probably meant."""

from __future__ import annotations

from gsn.language.outline import LogicalLine
from gsn.language.suggestions import closest, did_you_mean
from gsn.model.place import Place
from gsn.model.problem import Problem
from gsn.model.reference import Ref
from gsn.treaty.clauses import Clause, clauses_of, clauses_with, where
from gsn.treaty.kinds import KINDS, Kind, may_stand_under, with_article

_LONGEST_SHOWN = 40
"""Characters of an unknown word that a message repeats."""


def no_head(place: Place) -> Problem:
    """A file that does not say that it is a profile."""
    help_ = 'begin it with `treaty NAME "…"`, and indent the rest under that'
    return Problem("malformed-head", "the file holds no `treaty`", place, help=help_)


def unknown_word(line: LogicalLine, parent: Kind | None) -> Problem:
    """A word that begins nothing here: misplaced, cut short, or misspelt, or neither."""
    place, word = line.place_of_word(), line.word
    here = "at the margin of a profile" if parent is None else f"under {with_article(parent)}"
    if word == '"':
        help_ = "a text stands behind a name, or continues the line above it and stands deeper"
        return Problem("unknown-word", "a text stands here that belongs to nothing", line.place, help=help_)
    elsewhere = clauses_with(word)
    if own := next((clause for clause in elsewhere if parent in clause.kinds), None):
        help_ = f"it is written `{own.form}`, for example `{own.example}`"
        return Problem("malformed-clause", f"`{own.words}` is written in full", place, help=help_)
    if elsewhere:
        homes = " or ".join(dict.fromkeys(where(clause) for clause in elsewhere))
        own_words = [clause.words for clause in clauses_of(parent)] if parent is not None else []
        meant = next((words for words in own_words if word in words.split(" ")), None)
        hint = f"did you mean `{meant}`?" if meant else None
        return Problem("misplaced-clause", f"`{word}` belongs to {homes}; it does not stand {here}", place, help=hint)
    shown = word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…"
    kinds = [kind.value for kind in KINDS.values() if may_stand_under(kind, parent)]
    known = [*kinds, *(clause.first_word for clause in clauses_of(parent))] if parent is not None else kinds
    return Problem("unknown-word", f"`{shown}` begins nothing {here}", place, help=did_you_mean(word, known))


def misplaced(line: LogicalLine, kind: Kind, parent: Kind | None) -> Problem:
    """A statement of a kind that does not stand here."""
    here = "at the margin of a profile" if parent is None else f"under {with_article(parent)}"
    if kind is Kind.TREATY:
        message, help_ = "a file holds one `treaty`, at its margin, and this is another", "give it a file of its own"
    else:
        message, help_ = f"`{kind}` does not stand {here}", 'indent it under `treaty NAME "…"`, or a version of it'
    return Problem("misplaced-statement", message, line.place_of_word(), help=help_)


def bad_name(ref: Ref) -> Problem:
    """A name that a module's elements may have and a profile's statements may not."""
    if "::" in ref.place.line.text[ref.place.start : ref.place.end]:
        message, help_ = "a profile has no modules: its statements have plain names", f"write `{ref.name}`"
        return Problem("bad-name", message, ref.place, help=help_)
    message = f"`{ref.name}` is a word of the language, and cannot be a name"
    return Problem("bad-name", message, ref.place, help=f"call it `{ref.name}_`, or something else")


def no_text(kind: Kind, name: str, place: Place) -> Problem:
    """A statement that says nothing."""
    return Problem("missing-text", f"`{name}` has no text", place, help=f'say what it is: `{kind} {name} "…"`')


def repeated(clause: Clause, place: Place, first: Place) -> Problem:
    """A second clause where only one may stand; the first holds."""
    related = ((first, "the first stands here"),)
    message, help_ = f"`{clause.words}` stands here a second time", "one of the two has to go"
    return Problem("repeated-clause", message, place, help=help_, related=related)


def no_choice(clause: Clause, word: str, place: Place) -> Problem:
    """A word that is none of those that the clause knows."""
    message = f"`{word}` is no `{clause.words}`: {', '.join(f'`{choice}`' for choice in clause.choices)} are known"
    match = closest(word, clause.choices)
    return Problem("wrong-value", message, place, help=f"did you mean `{match}`?" if match else None)


def too_many(place: Place, most: int) -> Problem:
    """So much is wrong with a file that the rest is not read."""
    message = f"more than {most:,} problems in this file; the others are not listed"
    return Problem("too-many-problems", message, place, help="mend what stands above, and check again")
