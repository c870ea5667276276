"""One text to the statements of a profile, and what is wrong with it.

The law is that of a case: what cannot be read costs its own line and nothing else. A bad clause is lost, a bad head
stays as an unreadable statement, and what stands under that is not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gsn.language.mistakes import ragged
from gsn.language.outline import LogicalLine, outline
from gsn.language.parsing import LineParser, Misreading
from gsn.language.recovery import depth_is_known
from gsn.language.shapes import WrongValue
from gsn.model.place import Line, Place
from gsn.model.problem import Problem
from gsn.model.reference import RESERVED, Text
from gsn.treaty import mistakes
from gsn.treaty.clauses import Clause, clause_in, clauses_of, clauses_with
from gsn.treaty.kinds import KINDS, Kind, may_stand_under
from gsn.treaty.record import Proceeding
from gsn.treaty.shapes import profile_parser
from gsn.treaty.statement import ProfileText, Said, Statement

MOST_PROBLEMS = 1000
"""Problems of one text: whoever mends it begins at the top, and will not read them all."""


class _Form(NamedTuple):
    words: str
    form: str
    example: str


_HEAD = _Form("", "KIND NAME [TEXT]", 'tier regulated "Development is regulated"')


def read_profile(lines: Sequence[Line], stem: str, parser: LineParser | None = None) -> ProfileText:
    """Read the lines of one profile.

    Args:
        lines: Its physical lines.
        stem: The file's name without its ending: the profile's name where no head gives one.
        parser: The reader of logical lines; the process's own when not given.
    """
    place = Place(lines[0] if lines else Line(stem, 1, ""), 0, 1)
    reading = _Reading(stem, parser or profile_parser(), place)
    above: LogicalLine | None = None
    for line in (line for line in outline(lines, lists=True) if line.word or line.fault is not None):
        if above is not None:
            reading.take(above, line)
        above = line
        if len(reading.problems) > MOST_PROBLEMS:
            return reading.finish(stopped=True)
    if above is not None:
        reading.take(above, None)
    return reading.finish(stopped=False)


@dataclass(slots=True)
class _Draft:
    """A statement whose clauses are still being read; ``child_indent`` is what its children share."""

    kind: Kind
    name: str
    text: Text | None
    place: Place
    indent: int
    version: str | None = None
    child_indent: int | None = None
    ragged: set[int] = field(default_factory=set)
    given: dict[Clause, list[Said]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def lose_all(self) -> None:
        self.lost.update(clause.field for clause in clauses_of(self.kind))

    def statement(self) -> Statement:
        clauses = {clause.field: tuple(held) for clause, held in self.given.items()}
        return Statement(self.kind, self.name, self.text, self.place, clauses, frozenset(self.lost), self.version)


class _Reading:
    """Where the reading of one text is in the outline, and what it has found.

    ``closed`` are the statements that the line just taken ended, ``torn`` says whether the line below may have
    continued it. ``guessed`` says that the head is a bad line that may have been one.
    """

    def __init__(self, stem: str, parser: LineParser, place: Place) -> None:
        self.stem, self.parser, self.place = stem, parser, place
        self.head: _Draft | None = None
        self.guessed = False
        self.open: list[_Draft] = []
        self.closed: list[_Draft] = []
        self.drafts: list[_Draft] = []
        self.problems: list[Problem] = []
        self.names_lost = False
        self.torn = False

    def finish(self, *, stopped: bool) -> ProfileText:
        if self.head is None:
            self.problems.append(mistakes.no_head(self.place))
            self.head = _Draft(Kind.TREATY, self.stem, None, self.place, 0)
            self.head.lose_all()
        if stopped:
            self.problems[MOST_PROBLEMS:] = [mistakes.too_many(self.problems[MOST_PROBLEMS].place, MOST_PROBLEMS)]
            for draft in (self.head, *self.drafts):
                draft.lose_all()
        statements = tuple(draft.statement() for draft in self.drafts if draft.kind is not Kind.UNREADABLE)
        return ProfileText(self.head.statement(), statements, tuple(self.problems), self.names_lost or stopped)

    # One line

    def take(self, line: LogicalLine, below: LogicalLine | None) -> None:
        if line.fault is not None:
            self.problems.append(line.fault)
        if not line.word:
            return
        parent = self._descend_to(line.indent)
        self.torn = below is not None and _may_be_continued_by(line, below)
        kind = parent.kind if parent is not None else None
        if not depth_is_known(line):
            for draft in self.closed:
                draft.lose_all()
        if kind is Kind.UNREADABLE:
            return
        clause = clause_in(kind, line.lines[0].text, line.place.start) if kind is not None else None
        if not line.readable:
            self._lose_line(line, parent, clause)
        elif parent is not None and clause is not None:
            self._read_clause(line, parent, clause)
        elif line.word in KINDS:
            self._read_statement(line, parent)
        else:
            self._tell(line, mistakes.unknown_word(line, kind))
            self._unreadable(line, parent)

    def _descend_to(self, indent: int) -> _Draft | None:
        """Close the statements that a line of this indentation ends, and give the one that it stands under."""
        self.closed = []
        while self.open and indent <= self.open[-1].indent:
            self.closed.append(self.open.pop())
        return self.open[-1] if self.open else None

    def _lose_line(self, line: LogicalLine, parent: _Draft | None, clause: Clause | None) -> None:
        if parent is not None and clause is not None:
            parent.lost.add(clause.field)
        else:
            self._unreadable(line, parent)

    def _check_indentation(self, line: LogicalLine, parent: _Draft | None) -> None:
        if parent is None or parent.child_indent == line.indent:
            return
        if parent.child_indent is None:
            parent.child_indent = line.indent
        elif line.indent not in parent.ragged:
            parent.ragged.add(line.indent)
            self._tell(line, ragged(line, parent.child_indent))

    # Clauses

    def _read_clause(self, line: LogicalLine, parent: _Draft, clause: Clause) -> None:
        self._check_indentation(line, parent)
        match = clause.pattern.match(line.lines[0].text, line.place.start)
        start = match.end() if match else line.place.end
        value = self._parsed(
            clause.shape, line, " " * start + line.text[start:], _Form(clause.words, clause.form, clause.example)
        )
        if value is None or self.torn or line.words_are_faulty:
            parent.lost.add(clause.field)
        elif problem := _no_choice(clause, value, line):
            parent.lost.add(clause.field)
            self._tell(line, problem)
        else:
            self._add(line, parent, clause, value)

    def _add(self, line: LogicalLine, parent: _Draft, clause: Clause, value: Any) -> None:
        held = parent.given.setdefault(clause, [])
        if held and not clause.repeatable:
            self._tell(line, mistakes.repeated(clause, line.place, held[0].place))
        else:
            held.append(Said(value, line.place))

    def _parsed(self, start: str, line: LogicalLine, text: str, form: _Form) -> Any:
        """The record that a line holds; or nothing, and a problem unless the line or the next one has it already."""
        try:
            return self.parser.read(start, line.lines, text, self.head.name if self.head is not None else self.stem)
        except Misreading as error:
            misread = error.misread
            own = misread.name in {"wrong-value", "bad-name"}
            name = misread.name if own else "malformed-clause" if form.words else "malformed-head"
            message = f"`{form.words}`: {misread.message}" if form.words else misread.message
            help_ = misread.help or f"it is written `{form.form}`, for example `{form.example}`"
            if not (self.torn and misread.name == "incomplete"):
                self._tell(line, Problem(name, message, misread.place, help=help_))
        except WrongValue as error:
            self._tell(line, Problem(error.name, error.message, error.place, help=error.help))
        return None

    # Statements

    def _read_statement(self, line: LogicalLine, parent: _Draft | None) -> None:
        read = self._parsed("head", line, line.text, _HEAD)
        if read is None:
            self._unreadable(line, parent)
            return
        _public, word, ref, text, qualified = read
        kind = KINDS[word]
        if not may_stand_under(kind, parent.kind if parent is not None else None) or self._is_second_head(kind):
            self._tell(line, mistakes.misplaced(line, kind, parent.kind if parent is not None else None))
            self._unreadable(line, parent)
            return
        if qualified or ref.name in RESERVED:
            self._tell(line, mistakes.bad_name(ref))
            self._unreadable(line, parent)
            return
        self._check_indentation(line, parent)
        if text is None and kind in {Kind.TREATY, Kind.VERSION} and not self.torn:
            self._tell(line, mistakes.no_text(kind, ref.name, ref.place))
        if text is not None and not text.plain.strip():
            self._tell(line, mistakes.no_text(kind, ref.name, ref.place))
        version = None if parent is None else parent.name if parent.kind is Kind.VERSION else None
        self._open(_Draft(kind, ref.name, text, ref.place, line.indent, version))
        if self.torn or line.words_are_faulty:
            self.open[-1].lost.add("text")

    def _is_second_head(self, kind: Kind) -> bool:
        """Whether this is one head too many; a bad line above that holds nothing was no head."""
        return kind is Kind.TREATY and self.head is not None and not (self.guessed and self.head.child_indent is None)

    def _open(self, draft: _Draft) -> None:
        self.open.append(draft)
        if draft.kind is Kind.TREATY:
            self.head = draft
        else:
            self.drafts.append(draft)

    def _unreadable(self, line: LogicalLine, parent: _Draft | None) -> None:
        """Keep a bad line as a statement that holds what stands under it."""
        self.names_lost = True
        if parent is not None:
            parent.lose_all()
        if parent is None and self.head is None:
            self.guessed = True
            self._open(_Draft(Kind.TREATY, self.stem, None, line.place, line.indent))
            self.open[-1].lose_all()
            self.open[-1].lost.add("text")
        else:
            self._open(_Draft(Kind.UNREADABLE, "", None, line.place, line.indent))

    def _tell(self, line: LogicalLine, problem: Problem) -> None:
        """Say what is wrong with a line, unless the line as such is faulty: one mistake is told once."""
        if line.fault is None:
            self.problems.append(problem)


def _may_be_continued_by(line: LogicalLine, below: LogicalLine) -> bool:
    """Whether the very next line begins with a word that begins nothing, so that it may be a text gone wrong."""
    known = below.word in KINDS or bool(clauses_with(below.word))
    return bool(below.word) and not known and below.lines[0].number == line.lines[-1].number + 1


def _no_choice(clause: Clause, value: Any, line: LogicalLine) -> Problem | None:
    """What is wrong with a word that has to be one of a few."""
    if not clause.choices:
        return None
    words = (value.on,) if isinstance(value, Proceeding) else value if isinstance(value, tuple) else (value,)
    wrong = next((word for word in words if word not in clause.choices), None)
    return None if wrong is None else mistakes.no_choice(clause, str(wrong), line.place)
