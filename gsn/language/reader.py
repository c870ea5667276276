"""One text to its elements, links and problems.

Logical lines come one after the other. A line's first word decides, by the kind of what it stands under, whether it is
a clause or a statement. What cannot be read costs its own line and nothing else: a clause is lost, a statement stays as
an unreadable element that holds what stands under it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from gsn.language import mistakes
from gsn.language.draft import Draft
from gsn.language.outline import LogicalLine, outline
from gsn.language.parsing import LineReader, Misreading
from gsn.language.readtext import HEAD, IMPORT, MOST_PROBLEMS, WAIVE, Form, Import, ReadText
from gsn.language.recovery import (
    DIRECTIVES,
    KINDS,
    NAME,
    declares,
    depth_is_known,
    has_text,
    hides_a_statement,
    is_followed_by_junk,
    lost_head,
    may_go_on_in,
    names_a_configuration,
    recovered_name,
)
from gsn.language.shapes import WrongValue
from gsn.model.case import Element, Link, Relationship, Waiver
from gsn.model.clauses import Clause, clause_for, clauses_with
from gsn.model.kinds import ARGUMENT, FILE_HEADS, SCOPING, Kind, may_stand_under
from gsn.model.place import Line, Place
from gsn.model.problem import Problem
from gsn.model.reference import RESERVED, Identity, Ref, Text, identity

DEEPEST_NESTING = 100
"""Levels of nesting in one text. Depth by reference has no limit."""

_SOURCES = ARGUMENT | {Kind.UNREADABLE, Kind.EVIDENCE}
_TARGETS = ARGUMENT | {Kind.UNREADABLE, Kind.MODULE, Kind.CONTRACT}
"""What a relationship of the argument begins at, and what it leads to."""


Finish = Callable[[Draft], tuple[Element, list[Problem]]]
"""Makes the element of a statement that is read to its end, with what is wrong with its values."""


def read_text(lines: Sequence[Line], stem: str, parser: LineReader, finish: Finish = Draft.element) -> ReadText:
    """Read the lines of one file.

    Args:
        lines: Its physical lines.
        stem: The file's name without its ending: the module's name where no head gives one.
        parser: The reader of logical lines.
        finish: Makes the elements.
    """
    reading = _Reading(module_name(stem), parser)
    line: LogicalLine | None = None
    for below in outline(lines):
        if line is not None:
            reading.take(line, below)
            if len(reading.result.problems) > MOST_PROBLEMS:
                reading.stop()
                break
        line = below
    else:
        if line is not None:
            reading.take(line, None)
    return reading.finish(finish)


def module_name(stem: str) -> str:
    """A file's name as a module's: what cannot stand in a name becomes ``_``."""
    return stem if NAME.fullmatch(stem) else re.sub(r"\W", "_", f"_{stem}", flags=re.ASCII)


class _Reading:
    """Where the reading of one text is in the outline, and what it has found.

    ``open`` holds the statements that the next line may stand under, ``closed`` those that the line just taken ended.
    ``is_torn`` says whether the bad line below may have continued the line just taken, ``is_above_junk`` whether there
    is a bad line below it at all. ``left_open`` is a line whose text was left open, with what seems to be its rest.
    """

    def __init__(self, module: str, parser: LineReader) -> None:
        self.parser = parser
        self.result = ReadText(module)
        self.root = Draft(Kind.MODULE, "", "", module, Place(Line("", 0, ""), 0, 0))
        self.open: list[Draft] = [self.root]
        self.closed: list[Draft] = []
        self.drafts: list[Draft] = []
        self.left_open: LogicalLine | None = None
        self.is_torn = self.is_above_junk = False
        self.begun = False
        self.unreadable = 0

    def stop(self) -> None:
        """Read no further: the rest of the text may say anything."""
        self.result.names_lost = self.result.references_lost = self.result.import_lost = True
        for draft in self.open:
            draft.lose_all()

    def finish(self, finish: Finish) -> ReadText:
        for draft in self.drafts:
            element, problems = finish(draft)
            for problem in problems:
                self._problem(problem)
            if draft.kind in FILE_HEADS:
                self.result.head = element
            else:
                self.result.elements.append(element)
        return self.result

    # One line

    def take(self, line: LogicalLine, below: LogicalLine | None) -> None:
        if not line.word:
            if line.fault is not None:
                self._problem(line.fault)
            return
        if self.left_open is not None and self._is_rest_of_a_text(line, self.left_open):
            self.left_open.lines += line.lines
            return
        if line.fault is not None:
            self._problem(line.fault)
        self.left_open = line if line.fault is not None and line.fault.name == "open-text" else None
        self.is_above_junk = below is not None and is_followed_by_junk(line, below)
        self.is_torn = self.is_above_junk and below is not None and may_go_on_in(line, below)
        parent = self._descend_to(line.indent)
        if len(self.open) > DEEPEST_NESTING:
            self._too_deep(line, parent)
        elif not line.readable:
            self._lose_line(line, parent)
        elif parent is self.root and line.word in DIRECTIVES:
            self._directive(line)
        elif clause := self._clause(parent, line):
            self._read_clause(line, parent, clause)
        elif line.word == "public" or line.word in KINDS:
            self._read_statement(line, parent)
        else:
            self._unknown(line, parent)

    def _descend_to(self, indent: int) -> Draft:
        """Close the statements that a line of this indentation ends, and give the one that it stands under."""
        depth = len(self.open)
        while indent <= self.open[depth - 1].indent:
            depth -= 1
        self.closed = self.open[depth:]
        del self.open[depth:]
        parent = self.open[-1]
        if parent.kind is Kind.UNREADABLE:
            self._belonged_elsewhere(parent, indent)
        return parent

    def _belonged_elsewhere(self, unreadable: Draft, indent: int) -> None:
        """Whatever stands under a line of no known depth may belong to what that line seemed to end."""
        for draft in unreadable.closed:
            if draft.indent < indent:
                draft.lose_all()
        unreadable.closed = []

    def _is_rest_of_a_text(self, line: LogicalLine, above: LogicalLine) -> bool:
        """Whether a text that was left open goes on in a line that by itself says nothing."""
        return is_followed_by_junk(above, line) and line.indent > above.indent

    def _clause(self, parent: Draft, line: LogicalLine) -> Clause | None:
        if parent is self.root:
            return None
        if parent.kind is Kind.UNREADABLE:
            is_statement = line.word in KINDS and declares(line)
            return None if is_statement else next(iter(clauses_with(line.word)), None)
        return clause_for(parent.kind, line.word)

    def _lose_line(self, line: LogicalLine, parent: Draft) -> None:
        """What is lost with a line of which no word can be read: a clause, where its first word says so."""
        clause = self._clause(parent, line) if depth_is_known(line) and parent.kind is not Kind.UNREADABLE else None
        if clause is None:
            self._unreadable(line, parent)
        else:
            self._lose(parent, clause)
            self.result.names_lost |= hides_a_statement(line)

    def _check_indentation(self, line: LogicalLine, parent: Draft) -> None:
        """A readable line stands where its siblings do, and under something that can have a body."""
        if parent.child_indent is None:
            parent.child_indent = line.indent
        elif parent.child_indent != line.indent and parent.kind is not Kind.UNREADABLE:
            if line.indent not in parent.ragged:
                self._tell(line, mistakes.ragged(line, parent.child_indent))
            parent.ragged = (*parent.ragged, line.indent)
        if parent.refers and not parent.may_have_body:
            parent.may_have_body = True
            self._problem(mistakes.body_of_a_reference(parent))

    def _too_deep(self, line: LogicalLine, parent: Draft) -> None:
        """One finding for what is nested too deeply; what stands there is not read."""
        if parent.child_indent is None:
            parent.child_indent = line.indent
            self._tell(line, mistakes.too_deep(line, DEEPEST_NESTING))
        parent.lose_all()
        self.result.names_lost = self.result.references_lost = True

    # Clauses

    def _read_clause(self, line: LogicalLine, parent: Draft, clause: Clause) -> None:
        self.begun = True
        if parent.kind is Kind.UNREADABLE:
            self._read_under_bad_head(line, parent)
            return
        self._check_indentation(line, parent)
        place = line.place
        start = _end_of_words(place, clause.words)
        if start is None:
            self._lose(parent, clause)
            self._tell(line, mistakes.cut_short(line, clause))
            return
        value = self._parsed(clause.shape, line, " " * start + line.text[start:], clause)
        if value is None or self.is_torn or line.words_are_faulty:
            self._lose(parent, clause)
        elif not parent.refers and (problem := parent.add(clause, value, place)):
            self._problem(problem)

    def _read_under_bad_head(self, line: LogicalLine, parent: Draft) -> None:
        """A clause of what could not be read says nothing; its own mistakes are told all the same, in one go."""
        clause = clause_for(parent.meant, line.word) if parent.meant is not None else None
        start = _end_of_words(line.place, clause.words) if clause is not None else None
        if clause is not None and start is not None:
            self._parsed(clause.shape, line, " " * start + line.text[start:], clause)

    def _lose(self, parent: Draft, clause: Clause) -> None:
        parent.lost.add(clause.field)
        self.result.references_lost = True

    def _parsed(self, start: str, line: LogicalLine, text: str, form: Form | Clause) -> Any:
        """The record that a line holds; or nothing, and a problem unless the line or the next one has it already."""
        try:
            return self.parser.read(start, line.lines, text, self.result.module)
        except Misreading as error:
            misread = error.misread
            own = misread.name in {"wrong-value", "bad-name"}
            name = misread.name if own else "malformed-clause" if form.words else "malformed-head"
            message = f"`{form.words}`: {misread.message}" if form.words else misread.message
            help_ = misread.help or f"it is written `{form.form}`, for example `{form.example}`"
            problem = Problem(name, message, misread.place, help=help_)
            goes_on_below = self.is_torn or (misread.name == "incomplete" and self.is_above_junk)
        except WrongValue as error:
            problem = Problem(error.name, error.message, error.place, help=error.help)
            goes_on_below = False
        if not goes_on_below:
            self._tell(line, problem)
        return None

    # Statements

    def _read_statement(self, line: LogicalLine, parent: Draft) -> None:
        head = self._parsed("head", line, line.text, HEAD)
        if head is None:
            self._unreadable(line, parent)
            return
        public, word, ref, text, qualified = head
        kind = KINDS.get(word)
        at_margin = parent is self.root
        if kind is None:
            self._unknown(line, parent, word)
        elif kind in FILE_HEADS and at_margin:
            self._file_head(line, kind, ref, text)
        elif not may_stand_under(kind, None if at_margin else parent.kind):
            self._tell(line, mistakes.misplaced_statement(line, parent, kind, at_margin=at_margin))
            self._unreadable(line, parent)
        elif kind in FILE_HEADS:
            self._refer(line, parent, kind, Ref(identity(ref.name, ""), ref.place), text, qualified=True)
        elif text is None and self.is_torn:
            self._unreadable(line, parent)
        elif text is None or qualified:
            self._refer(line, parent, kind, ref, text, qualified=qualified)
        else:
            self._declare(line, parent, kind, ref, text, public=public)
        if self.is_torn:
            self.open[-1].lost.add("text")

    def _file_head(self, line: LogicalLine, kind: Kind, ref: Ref, text: Text | None) -> None:
        if self.begun:
            self._tell(line, mistakes.second_head(line, kind))
            self._unreadable(line, self.root)
            return
        self._check_indentation(line, self.root)
        self._begin_file(line, kind, ref.name, ref.place, text)

    def _begin_file(self, line: LogicalLine, kind: Kind, name: str, place: Place, text: Text | None) -> None:
        self.result.module, self.result.kind = name, kind
        self._open(Draft(kind, identity(name, ""), name, name, place, line.indent, text=text), None)

    def _declare(self, line: LogicalLine, parent: Draft, kind: Kind, ref: Ref, text: Text, *, public: bool) -> None:
        if ref.name in RESERVED:
            self._tell(line, mistakes.reserved_name(ref))
            self._unreadable(line, parent)
            return
        self._check_indentation(line, parent)
        name = ref.name
        if kind is Kind.CONFIGURATION:
            name = _full_name(parent, name)
            self.result.names_lost |= parent.kind is Kind.UNREADABLE
        own = identity(self.result.module, name)
        draft = Draft(kind, own, name, self.result.module, ref.place, _level(line, parent), text=text, public=public)
        if not text.plain.strip():
            self._tell(line, Problem("missing-text", f"the text of `{name}` is empty", line.place, element=own))
        self._link(parent, own, kind, ref.place, declares=True)
        self._open(draft, parent)

    def _refer(
        self, line: LogicalLine, parent: Draft, kind: Kind, ref: Ref, text: Text | None, *, qualified: bool
    ) -> None:
        in_contract = qualified and (self.result.kind is Kind.CONTRACT or self.result.head_lost)
        if (parent is self.root and not in_contract) or kind not in _TARGETS:
            self._tell(line, mistakes.reference_to_nothing(line, ref, qualified=qualified))
            self._unreadable(line, parent)
            return
        self._check_indentation(line, parent)
        self._link(parent, ref.identity, kind, ref.place, repeats=text)
        draft = Draft(kind, ref.identity, ref.name, self.result.module, ref.place, _level(line, parent))
        draft.refers, draft.may_have_body = True, in_contract
        self.open.append(draft)
        self.begun = True

    def _open(self, draft: Draft, parent: Draft | None) -> None:
        """Begin a statement: what stands deeper belongs to it."""
        draft.parent = parent.identity if parent is not None and parent is not self.root else None
        self.drafts.append(draft)
        self.open.append(draft)
        self.begun |= draft.kind is not Kind.UNREADABLE

    def _link(
        self,
        parent: Draft,
        target: Identity,
        kind: Kind,
        place: Place,
        *,
        declares: bool = False,
        repeats: Text | None = None,
    ) -> None:
        if parent.kind not in _SOURCES or kind not in _TARGETS or parent is self.root:
            return
        source, relationship = parent.identity, Relationship.SUPPORTED_BY
        if kind is Kind.CHALLENGE:
            source, target, relationship = target, source, Relationship.CHALLENGES
        elif kind in SCOPING:
            relationship = Relationship.IN_CONTEXT_OF
        self.result.links.append(Link(relationship, source, target, kind, place, declares=declares, repeats=repeats))

    # Directives, and what cannot be read

    def _directive(self, line: LogicalLine) -> None:
        self._check_indentation(line, self.root)
        self.begun = True
        start = line.place.start + len(line.word)
        text = " " * start + line.text[start:]
        is_whole = not self.is_torn and not line.words_are_faulty
        if line.word == "import":
            path = self._parsed("imported", line, text, IMPORT)
            if path is not None and is_whole:
                self.result.imports.append(Import(path.plain, line.place))
            else:
                self.result.import_lost = True
            return
        waived = self._parsed("waived", line, text, WAIVE)
        if waived is not None and is_whole:
            code, on, why, by, until = waived
            self.result.waivers.append(Waiver(code, on, why, by, until, line.place))

    def _problem(self, problem: Problem) -> None:
        """Take a problem; one more than anybody will read says that there are more."""
        told = len(self.result.problems)
        if told <= MOST_PROBLEMS:
            self.result.problems.append(problem if told < MOST_PROBLEMS else mistakes.too_many(problem.place, told))

    def _tell(self, line: LogicalLine, problem: Problem) -> None:
        """Say what is wrong with a line, unless the line as such is faulty: one mistake is told once."""
        if line.fault is None:
            self._problem(problem)

    def _unknown(self, line: LogicalLine, parent: Draft, word: str | None = None) -> None:
        self._tell(line, mistakes.unknown_word(line, parent, word or line.word, at_margin=parent is self.root))
        self._unreadable(line, parent)

    def _unreadable(self, line: LogicalLine, parent: Draft) -> None:
        """Keep the line as an element that holds what stands under it; rules look past it."""
        self.result.references_lost = True
        place = line.place_of_word()
        at_margin = parent is self.root
        if at_margin and not self.begun and (head := lost_head(line)):
            self.result.head_lost = head.name is None
            self._begin_file(line, head.kind, head.name or self.result.module, place, None)
            self.open[-1].lost.add("text")
            return
        name = recovered_name(line)
        is_configuration = parent.kind is not Kind.SYSTEM and names_a_configuration(line)
        self.result.names_lost |= name is None or is_configuration or hides_a_statement(line)
        if at_margin and line.word not in KINDS:
            self.result.import_lost = True
            self.result.head_lost |= not self.begun
        if line.word not in KINDS:
            parent.lose_all()
        draft = self._nameless(line, parent)
        if name is not None:
            draft.name = _full_name(parent, name) if parent.kind is Kind.SYSTEM else name
            own = identity(self.result.module, draft.name)
            if has_text(line):
                draft.identity = own
            else:
                self.drafts.append(Draft(Kind.UNREADABLE, own, draft.name, draft.module, place))
        own = draft.identity
        self._link(parent, own, Kind.CHALLENGE if line.word == "challenge" else Kind.UNREADABLE, place, declares=True)
        self._open(draft, parent)

    def _nameless(self, line: LogicalLine, parent: Draft) -> Draft:
        """An unreadable statement, and what is not known of it: its name, its kind, perhaps even how deep it stands."""
        self.unreadable += 1
        own = identity(self.result.module, f"?{self.unreadable}")
        draft = Draft(Kind.UNREADABLE, own, line.word, self.result.module, line.place_of_word(), _level(line, parent))
        if depth_is_known(line):
            draft.closed, draft.meant = self.closed, KINDS.get(line.word)
        else:
            for closed in self.closed:
                closed.lose_all()
        return draft


def _level(line: LogicalLine, parent: Draft) -> int:
    """The indentation that a statement counts with: its siblings', so that one slip leaves the lines below in place."""
    return line.indent if parent.child_indent is None or parent.kind is Kind.UNREADABLE else parent.child_indent


def _full_name(system: Draft, name: str) -> str:
    """A configuration is named by its system."""
    return f"{system.name}.{name}"


@cache
def _pattern_of(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split(" "))) + r"(?![\w-])")


def _end_of_words(place: Place, words: str) -> int | None:
    """The column behind a clause's words, however many spaces are between them."""
    match = _pattern_of(words).match(place.line.text, place.start)
    return match.end() if match else None
