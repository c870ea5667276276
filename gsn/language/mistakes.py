"""What is said of a line that cannot be read: what is wrong, where, and what was probably meant."""

from __future__ import annotations

from gsn.language.draft import Draft
from gsn.language.outline import LogicalLine
from gsn.language.recovery import DIRECTIVES, KINDS
from gsn.language.suggestions import closest
from gsn.model.clauses import Clause, clauses_of, clauses_with, where
from gsn.model.kinds import FILE_HEADS, LATER_HEADS, Kind, with_article
from gsn.model.place import Place
from gsn.model.problem import Problem
from gsn.model.reference import Ref

LONGEST_SHOWN = 40
"""Characters of an unknown word that a message repeats."""


def unknown_word(line: LogicalLine, parent: Draft, word: str, *, at_margin: bool) -> Problem:
    """A word that begins nothing here: misplaced, or misspelt, or neither."""
    place = line.place_of_word()
    here = "at the margin of a file" if at_margin else f"under {called(parent)}"
    if word == '"':
        help_ = "a text stands behind a name, or continues the line above it and stands deeper"
        return Problem("unknown-word", "a text stands here that belongs to nothing", line.place, help=help_)
    if at_margin and word in LATER_HEADS:
        help_ = "keep it in a file of its own, outside the case's folder"
        return Problem("misplaced-head", f"`{word}` is not part of a case", place, help=help_)
    if elsewhere := clauses_with(word):
        homes = " or ".join(dict.fromkeys(where(clause) for clause in elsewhere))
        stands = "at the margin" if at_margin else f"to {called(parent)}"
        return Problem("misplaced-clause", f"`{word}` belongs to {homes}, not {stands}", place)
    if word in DIRECTIVES:
        return Problem("misplaced-clause", f"`{word}` stands at the margin of a file, not {here}", place)
    known = [*KINDS, *(DIRECTIVES if at_margin else [clause.first_word for clause in clauses_of(parent.kind)])]
    match = closest(word, known)
    shown = word if len(word) <= LONGEST_SHOWN else f"{word[:LONGEST_SHOWN]}…"
    message = (
        f"`{shown}` begins no statement"
        if at_margin
        else f"`{shown}` begins no statement, and no clause of {called(parent)}"
    )
    return Problem("unknown-word", message, place, help=f"did you mean `{match}`?" if match else None)


def misplaced_statement(line: LogicalLine, parent: Draft, kind: Kind, *, at_margin: bool) -> Problem:
    """A statement of a kind that does not stand here."""
    if kind is Kind.CONFIGURATION:
        help_ = "a configuration is nested in its system"
    elif kind in FILE_HEADS:
        help_ = "it says what a file is: put it into a file of its own, and import that"
    else:
        help_ = "put it at the margin of the file, and refer to it by name where it is used"
    here = "at the margin of a file" if at_margin else f"under {called(parent)}"
    return Problem("misplaced-statement", f"`{kind}` does not stand {here}", line.place_of_word(), help=help_)


def second_head(line: LogicalLine, kind: Kind) -> Problem:
    """A file's head that is not the first line of its file."""
    help_ = "put it into a file of its own, and import that"
    return Problem("misplaced-head", f"`{kind}` says what a file is; it stands first, and once", line.place, help=help_)


def ragged(line: LogicalLine, expected: int) -> Problem:
    """A line that stands deeper or less deep than its siblings."""
    if line.indent > expected:
        message = "this stands under a clause, and nothing can"
    else:
        message = f"this line returns to column {line.indent + 1}, where no level is open"
    help_ = f"indent it by {expected} spaces, as what stands above it"
    return Problem("indentation", message, line.place_of_word(), help=help_)


def too_deep(line: LogicalLine, deepest: int) -> Problem:
    """The first line below the deepest level that is read."""
    help_ = "move a part of it out, and refer to it by name"
    return Problem("too-deep", f"this stands more than {deepest} levels deep", line.place, help=help_)


def too_many(place: Place, most: int) -> Problem:
    """So much is wrong with a file that the rest is not listed, or not even read."""
    help_ = "mend what stands above, and check again"
    return Problem(
        "too-many-problems", f"more than {most:,} problems in this file; the others are not listed", place, help_
    )


def body_of_a_reference(draft: Draft) -> Problem:
    """Something stands under a statement that only refers."""
    help_ = "give it a text to declare it, or move what stands under it to where it is declared"
    message = f"`{draft.name}` has a body and no text: a reference has none"
    return Problem("missing-text", message, draft.place, help=help_)


def reference_to_nothing(line: LogicalLine, ref: Ref, *, qualified: bool) -> Problem:
    """A reference at the margin of a file, where there is nothing that it could link."""
    if qualified:
        message = f"`{ref.identity}` is declared in another module, and stands under nothing here"
        return Problem("missing-text", message, line.place, help="refer to it from under the element that it supports")
    return Problem("missing-text", f"`{ref.name}` has no text", line.place, help="give it a text to declare it")


def reserved_name(ref: Ref) -> Problem:
    """A name that expressions and measurements need for themselves."""
    message = f"`{ref.name}` is a word of expressions and measurements, and cannot be a name"
    return Problem("bad-name", message, ref.place, help=f"call it `{ref.name}_`, or something else")


def cut_short(line: LogicalLine, clause: Clause) -> Problem:
    """A clause of two words of which only the first stands there."""
    help_ = f"it is written `{clause.form}`, for example `{clause.example}`"
    return Problem("malformed-clause", f"`{clause.words}` is written in full", line.place_of_word(), help=help_)


def called(draft: Draft) -> str:
    """A statement's kind with its article."""
    if draft.kind is Kind.UNREADABLE:
        return "what could not be read"
    return with_article(draft.kind)
