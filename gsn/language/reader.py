"""One text to its elements, links and problems.

Logical lines come one after the other. A line's first word decides, by the kind of what it stands under, whether it is a
clause or a statement. What cannot be read costs its own line and nothing else: a clause is lost, a statement stays as an
unreadable element that holds what stands under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from gsn.language import mistakes
from gsn.language.draft import Draft
from gsn.language.outline import LogicalLine, outline
from gsn.language.parsing import LineParser, Misreading
from gsn.language.shapes import WrongValue
from gsn.model.case import Element, Link, Relationship, Waiver
from gsn.model.clauses import Clause, clause_for, clauses_with
from gsn.model.kinds import DECLARABLE, FILE_HEADS, SCOPING, Kind, may_stand_under
from gsn.model.place import Line, Place
from gsn.model.problem import Problem
from gsn.model.reference import RESERVED, Identity, Ref, Text, identity

DEEPEST_NESTING = 100
"""Levels of nesting in one text. Depth by reference has no limit."""

_KINDS = {kind.value: kind for kind in DECLARABLE}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class Import:
    """``import "security.gsn"``: the path as written, and where."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Form:
    """How a line is written, for the one who has to mend it."""

    words: str
    form: str
    example: str


_HEAD = Form("", "[public] KIND NAME [TEXT]", 'goal G1 "The filter holds"')
_IMPORT = Form("import", "import TEXT", 'import "security.gsn"')
_WAIVE = Form("waive", "waive CODE on REF TEXT by REF until DATE", 'waive GSN305 on E2 "re-run" by aisi until 2026-12-31')


@dataclass(slots=True)
class ReadText:
    """What one text says, and what was lost of it.

    ``names_lost``: a line that may have declared something; ``references_lost``: one that may have referred to something;
    ``import_lost``: one that may have been an import.
    """

    module: str
    kind: Kind = Kind.MODULE
    head: Element | None = None
    elements: list[Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names_lost: bool = False
    references_lost: bool = False
    import_lost: bool = False


def read_text(lines: list[Line], stem: str, parser: LineParser) -> ReadText:
    """Read the lines of one file.

    Args:
        lines: Its physical lines.
        stem: The file's name without its ending: the module's name where no head gives one.
        parser: The reader of logical lines.
    """
    reading = _Reading(module_name(stem), parser)
    for line in outline(lines):
        reading.take(line)
    return reading.finish()


def module_name(stem: str) -> str:
    """A file's name as a module's: what cannot stand in a name becomes ``_``."""
    return stem if _NAME.fullmatch(stem) else re.sub(r"\W", "_", f"_{stem}", flags=re.ASCII)


class _Reading:
    """Where the reading of one text is in the outline, and what it has found."""

    def __init__(self, module: str, parser: LineParser) -> None:
        self.parser = parser
        self.result = ReadText(module)
        self.root = Draft(Kind.MODULE, "", "", module, Place(Line("", 0, ""), 0, 0))
        self.open: list[Draft] = [self.root]
        self.drafts: list[Draft] = []
        self.begun = False
        self.unreadable = 0

    def finish(self) -> ReadText:
        for draft in self.drafts:
            element, problems = draft.element()
            self.result.problems += problems
            if draft.kind in FILE_HEADS:
                self.result.head = element
            else:
                self.result.elements.append(element)
        return self.result

    # One line

    def take(self, line: LogicalLine) -> None:
        if line.fault is not None:
            self._problem(line.fault)
        if not line.word:
            return
        while line.indent <= self.open[-1].indent:
            self.open.pop()
        parent = self.open[-1]
        if len(self.open) > DEEPEST_NESTING:
            self._too_deep(line, parent)
        elif not line.readable:
            self._unreadable(line, parent)
        elif parent is self.root and line.word in mistakes.DIRECTIVES:
            self._directive(line)
        elif clause := self._clause(parent, line.word):
            self._read_clause(line, parent, clause)
        elif line.word == "public" or line.word in _KINDS:
            self._read_statement(line, parent)
        else:
            self._unknown(line, parent)
        self.begun = True

    def _clause(self, parent: Draft, word: str) -> Clause | None:
        if parent is self.root:
            return None
        if parent.kind is Kind.UNREADABLE:
            return next(iter(clauses_with(word)), None)
        return clause_for(parent.kind, word)

    def _check_indentation(self, line: LogicalLine, parent: Draft) -> None:
        """A readable line stands where its siblings do, and under something that can have a body."""
        if parent.child_indent is None:
            parent.child_indent = line.indent
        elif parent.child_indent != line.indent and parent.kind is not Kind.UNREADABLE and line.fault is None:
            self._problem(mistakes.ragged(line, parent, parent.child_indent))
        if parent.refers and not parent.may_have_body:
            parent.may_have_body = True
            self._problem(mistakes.body_of_a_reference(parent))

    def _too_deep(self, line: LogicalLine, parent: Draft) -> None:
        """One finding for what is nested too deeply; what stands there is not read."""
        if parent.child_indent is None:
            parent.child_indent = line.indent
            self._problem(mistakes.too_deep(line, DEEPEST_NESTING))

    # Clauses

    def _read_clause(self, line: LogicalLine, parent: Draft, clause: Clause) -> None:
        if parent.kind is Kind.UNREADABLE:
            return
        self._check_indentation(line, parent)
        start = _end_of_words(line, clause.words)
        if start is None:
            self._lose(parent, clause)
            self._problem(mistakes.cut_short(line, clause))
            return
        text = " " * start + line.text[start:]
        value = self._parsed(clause.shape, line, text, Form(clause.words, clause.form, clause.example))
        if value is None:
            self._lose(parent, clause)
        elif not parent.refers and (problem := parent.add(clause, value, line.place)):
            self._problem(problem)

    def _lose(self, parent: Draft, clause: Clause) -> None:
        parent.lost.add(clause.field)
        self.result.references_lost |= "REF" in clause.form

    def _parsed(self, start: str, line: LogicalLine, text: str, form: Form) -> Any:
        """The record that a line holds; or nothing, and a problem unless the line already has one."""
        try:
            return self.parser.read(start, line.lines, text, self.result.module)
        except Misreading as error:
            misread = error.misread
            own = misread.name in {"wrong-value", "bad-name"}
            name = misread.name if own else "malformed-clause" if form.words else "malformed-head"
            message = f"`{form.words}`: {misread.message}" if form.words else misread.message
            help_ = misread.help or f"it is written `{form.form}`, for example `{form.example}`"
            problem = Problem(name, message, misread.place, help=help_)
        except WrongValue as error:
            problem = Problem(error.name, error.message, error.place, help=error.help)
        if line.fault is None:
            self._problem(problem)
        return None

    # Statements

    def _read_statement(self, line: LogicalLine, parent: Draft) -> None:
        head = self._parsed("head", line, line.text, _HEAD)
        if head is None:
            self._unreadable(line, parent)
            return
        public, word, ref, text, qualified = head
        kind = _KINDS.get(word)
        at_margin = parent is self.root
        if kind is None:
            self._unknown(line, parent)
        elif kind in FILE_HEADS and at_margin:
            self._file_head(line, kind, ref, text)
        elif not may_stand_under(kind, None if at_margin else parent.kind):
            self._problem(mistakes.misplaced_statement(line, parent, kind, at_margin=at_margin))
            self._unreadable(line, parent)
        elif kind in FILE_HEADS:
            self._refer(line, parent, kind, Ref(identity(ref.name, ""), ref.place), None, qualified=True)
        elif text is None or qualified:
            self._refer(line, parent, kind, ref, text, qualified=qualified)
        else:
            self._declare(line, parent, kind, ref, text, public=public)

    def _file_head(self, line: LogicalLine, kind: Kind, ref: Ref, text: Text | None) -> None:
        if self.begun:
            self._problem(mistakes.second_head(line, kind))
            self._unreadable(line, self.root)
            return
        self._check_indentation(line, self.root)
        self.result.module, self.result.kind = ref.name, kind
        draft = Draft(kind, identity(ref.name, ""), ref.name, ref.name, ref.place, line.indent, text=text)
        self._open(draft, None)

    def _declare(self, line: LogicalLine, parent: Draft, kind: Kind, ref: Ref, text: Text, *, public: bool) -> None:
        if ref.name in RESERVED:
            self._problem(mistakes.reserved_name(ref))
            self._unreadable(line, parent)
            return
        self._check_indentation(line, parent)
        name = f"{parent.name}.{ref.name}" if kind is Kind.CONFIGURATION else ref.name
        own = identity(self.result.module, name)
        draft = Draft(kind, own, name, self.result.module, ref.place, line.indent, text=text, public=public)
        if not text.plain.strip():
            self._problem(Problem("missing-text", f"the text of `{name}` is empty", line.place, element=own))
        self._link(parent, own, kind, ref.place, declares=True)
        self._open(draft, parent)

    def _refer(
        self, line: LogicalLine, parent: Draft, kind: Kind, ref: Ref, text: Text | None, *, qualified: bool
    ) -> None:
        in_contract = self.result.kind is Kind.CONTRACT and qualified
        if parent is self.root and not in_contract:
            self._problem(mistakes.reference_to_nothing(line, ref, qualified=qualified))
            self._unreadable(line, parent)
            return
        self._check_indentation(line, parent)
        self._link(parent, ref.identity, kind, ref.place, repeats=text)
        draft = Draft(kind, ref.identity, ref.name, self.result.module, ref.place, line.indent)
        draft.refers, draft.may_have_body = True, in_contract
        self.open.append(draft)

    def _open(self, draft: Draft, parent: Draft | None) -> None:
        """Begin a statement: what stands deeper belongs to it."""
        draft.parent = parent.identity if parent is not None and parent is not self.root else None
        self.drafts.append(draft)
        self.open.append(draft)

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
        if parent is self.root or parent.kind is Kind.SYSTEM or kind is Kind.CONFIDENCE:
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
        start = line.place.start + len(line.word)
        text = " " * start + line.text[start:]
        if line.word == "import":
            path = self._parsed("imported", line, text, _IMPORT)
            if path is not None:
                self.result.imports.append(Import(path.plain, line.place))
            else:
                self.result.import_lost = True
        elif (waived := self._parsed("waived", line, text, _WAIVE)) is not None:
            self.result.waivers.append(Waiver(*waived, place=line.place))

    def _problem(self, problem: Problem) -> None:
        self.result.problems.append(problem)

    def _unknown(self, line: LogicalLine, parent: Draft) -> None:
        if line.fault is None:
            self._problem(mistakes.unknown_word(line, parent, at_margin=parent is self.root))
        self._unreadable(line, parent)

    def _unreadable(self, line: LogicalLine, parent: Draft) -> None:
        """Keep the line as an element that holds what stands under it; rules look past it."""
        self.unreadable += 1
        name = _recovered_name(line)
        self.result.references_lost = True
        self.result.names_lost |= name is None
        self.result.import_lost |= name is None and parent is self.root
        own = identity(self.result.module, name or f"?{self.unreadable}")
        place = line.place_of_word()
        draft = Draft(Kind.UNREADABLE, own, name or line.word, self.result.module, place, line.indent)
        self._link(parent, own, Kind.CHALLENGE if line.word == "challenge" else Kind.UNREADABLE, place, declares=True)
        self._open(draft, parent)


def _end_of_words(line: LogicalLine, words: str) -> int | None:
    """The column behind a clause's words, however many spaces are between them."""
    pattern = r"\s+".join(map(re.escape, words.split(" ")))
    match = re.compile(pattern + r"(?![\w-])").match(line.lines[0].text, line.place.start)
    return match.end() if match else None


def _recovered_name(line: LogicalLine) -> str | None:
    """The name that a bad head seems to declare, so that references to it are not reported as well."""
    words = line.lines[0].text[:400].split(None, 3)
    if words and words[0] == "public":
        words = words[1:]
    if len(words) < 2 or words[1] in RESERVED or not _NAME.fullmatch(words[1]):
        return None
    declares = words[0] in _KINDS or (len(words) > 2 and words[2].startswith('"'))
    return words[1] if declares else None
