"""What fits where somebody writes: kinds, clauses, names of the right kind, units and words.

Kinds and clauses come from the model's tables, what may follow on a line from the grammar, and which names fit from the
record that the line would have. So there is no list here that could lag behind the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from gsn.drafting.blocks import Block
from gsn.drafting.cursor import Cursor, cursor_at, file_blocks
from gsn.drafting.folder import files_below
from gsn.drafting.forms_of_kinds import FORM_OF_DIRECTIVES, form_of_kind, says_of_kind
from gsn.drafting.naming import next_name
from gsn.drafting.parsers import line_parser
from gsn.drafting.position import Position, Range
from gsn.drafting.reading import Reading
from gsn.drafting.wanted import WantedWord, wanted_kinds, wanted_kinds_of_waiver, wanted_word
from gsn.drafting.words_used import units_used, words_used
from gsn.language.continuing import continuation, record_with_stand_in
from gsn.language.resolving import MAY_REFER_TO
from gsn.language.source import ENDING, TREE_ENDING
from gsn.model.case import Element
from gsn.model.clauses import Clause, clauses_of
from gsn.model.kinds import DECLARABLE, FILE_HEADS, Kind, may_stand_under
from gsn.model.naming import ANYTHING, Kinds
from gsn.model.place import Line
from gsn.model.reference import name_of


class Sort(StrEnum):
    """What is offered, so that a screen can show a sign for it."""

    KIND = "kind"
    CLAUSE = "clause"
    NAME = "name"
    WORD = "word"
    UNIT = "unit"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that fits.

    Attributes:
        label: What is shown, and written unless ``text`` says otherwise.
        sort: What it is.
        form: How it is written, with its parts named; of a name, its kind.
        says: Its meaning in one line; of a name, the element's text.
        text: What is put in the place of the word that is being written.
    """

    label: str
    sort: Sort
    form: str = ""
    says: str = ""
    text: str = ""

    @property
    def insert(self) -> str:
        return self.text or self.label


@dataclass(frozen=True, slots=True)
class Completions:
    """What fits, the likeliest first, and the range of the word that it replaces.

    ``wanted`` says what else may stand there that nobody can list: ``TEXT``, ``NUMBER``, ``DATE``.
    """

    items: tuple[Completion, ...]
    range: Range
    wanted: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """What a word on a line has to be: a name of some kinds, or a word of some field."""

    kinds: Kinds
    word: WantedWord | None


FILE_FIELDS = frozenset({"file", "prose", "attested"})
"""Clauses whose first text is the path of a file, from the case's folder."""

_WANTED = {
    "STRING": "TEXT",
    "NUMBER": "NUMBER",
    "PERCENT": "PERCENT",
    "DATE": "DATE",
    "NAME": "NAME",
    "REF": "REF",
    "CODE": "CODE",
}
"""What the clause table's forms call the terminals of the grammar."""


def completions(reading: Reading, path: Path, position: Position) -> Completions:
    """What fits at a cursor, in broken text too. Only what begins with the word before the cursor is given."""
    cursor = cursor_at(reading, path, position)
    offered, wanted = _offered(reading, cursor)
    word = cursor.word.casefold()
    fitting = [item for item in offered if item.label.casefold().startswith(word) or _name_begins(item, word)]
    replaced = Range(Position(position.line, cursor.word_start), position)
    return Completions(tuple(dict.fromkeys(fitting)), replaced, wanted)


def _beside_the_grammar(reading: Reading, cursor: Cursor) -> list[Completion]:
    """What fits where no shape decides: at a line's first word, and inside a text."""
    if cursor.in_comment:
        return []
    if cursor.in_text:
        return _names(reading, cursor, ANYTHING) if cursor.in_mention else _files(reading, cursor)
    return list(_first_words(reading, cursor))


def _name_begins(item: Completion, word: str) -> bool:
    """Whether somebody writes the name of another module's element without its module."""
    return item.sort is Sort.NAME and name_of(item.label).casefold().startswith(word)


def _offered(reading: Reading, cursor: Cursor) -> tuple[list[Completion], tuple[str, ...]]:
    if cursor.in_comment or cursor.in_text or cursor.first_word:
        return _beside_the_grammar(reading, cursor), ()
    if cursor.clause is not None and cursor.parent is not None and cursor.parent.kind is not None:
        return _in_clause(reading, cursor, cursor.parent.kind, cursor.clause)
    if cursor.block is not None and cursor.block.word == "waive":
        return _in_waiver(reading, cursor)
    if cursor.block is not None and cursor.block.kind is not None:
        return _in_head(reading, cursor, cursor.block)
    if cursor.before.split()[:1] == ["public"]:
        return [_kind(kind) for kind in Kind if may_stand_under(kind, _kind_of(cursor.parent))], ()
    return [], ()


# The first word of a line


def _first_words(reading: Reading, cursor: Cursor) -> Iterator[Completion]:
    parent = cursor.parent
    if parent is None:
        yield from _at_the_margin(reading, cursor)
        return
    kind = parent.kind
    if kind is None:
        return
    taken = {stretch.clause for stretch in parent.clauses if stretch.first != cursor.position.line}
    of_type = _type_of(reading, cursor, parent)
    clauses = [clause for clause in clauses_of(kind) if clause.repeatable or clause not in taken]
    clauses = [clause for clause in clauses if not clause.types or of_type is None or of_type in clause.types]
    if not parent.declares and kind not in FILE_HEADS:
        clauses = []
    statements = [below for below in Kind if below in DECLARABLE and may_stand_under(below, kind)]
    statements.sort(key=lambda below: below in FILE_HEADS)  # a reference to a whole module is the rarest
    yield from (_clause(clause) for clause in clauses if not clause.annotates)
    yield from (_kind(below) for below in statements)
    yield from (_clause(clause) for clause in clauses if clause.annotates)


def _at_the_margin(reading: Reading, cursor: Cursor) -> Iterator[Completion]:
    blocks = file_blocks(reading, cursor.path).all
    if not any(block.first < cursor.position.line for block in blocks):
        yield from (_kind(kind) for kind in Kind if kind in FILE_HEADS)
    yield from (Completion(form.words, Sort.KIND, form.form, says) for form, says in FORM_OF_DIRECTIVES)
    yield from (_kind(kind) for kind in Kind if may_stand_under(kind, None))
    yield Completion("public", Sort.WORD, "public KIND NAME TEXT", "other modules may refer to it")


def _type_of(reading: Reading, cursor: Cursor, parent: Block) -> str | None:
    """The type that a record of evidence gives for itself."""
    lines = reading.lines(cursor.path)
    for stretch in parent.clauses:
        if stretch.clause.field == "type":
            return lines[stretch.first].text.split("#")[0].split()[-1]
    return None


def _clause(clause: Clause) -> Completion:
    return Completion(clause.words, Sort.CLAUSE, clause.form, clause.says)


def _kind(kind: Kind) -> Completion:
    return Completion(kind.value, Sort.KIND, form_of_kind(kind), says_of_kind(kind))


def _kind_of(block: Block | None) -> Kind | None:
    return block.kind if block is not None else None


# The rest of a line

Offered = tuple[list[Completion], tuple[str, ...]]
"""What fits, and what else may stand there that nobody can list."""


def _in_clause(reading: Reading, cursor: Cursor, kind: Kind, clause: Clause) -> Offered:
    words = clause.words.split()
    given = cursor.before[: cursor.word_start].split()
    if len(given) < len(words) and given == words[: len(given)]:
        rest = " ".join(words[len(given) :])
        return [Completion(rest, Sort.CLAUSE, clause.form, clause.says)], ()
    return _going_on(reading, cursor, clause.shape, clause.words, lambda value: _in_value(kind, clause, value))


def _in_value(kind: Kind, clause: Clause, value: Any) -> Wanted:
    return Wanted(wanted_kinds(kind, clause, value), wanted_word(kind, clause, value))


def _in_waiver(reading: Reading, cursor: Cursor) -> Offered:
    return _going_on(reading, cursor, "waived", "waive", lambda value: Wanted(wanted_kinds_of_waiver(value), None))


def _going_on(reading: Reading, cursor: Cursor, shape: str, words: str, wanted_in: Callable[[Any], Wanted]) -> Offered:
    """What may follow on a line of a known shape."""
    begun = re.match(r"\s*(?:public\s+)?" + r"\s+".join(map(re.escape, words.split())), cursor.line)
    module = reading.module_at(cursor.path)
    if begun is None or module is None or begun.end() > cursor.word_start:
        return [], ()
    start = begun.end()
    text = " " * start + cursor.line[start : cursor.word_start]
    line = Line(module.file, cursor.position.line + 1, text)
    with line_parser() as parser:
        next_ = continuation(parser, shape, line, text)
        if next_ is None:
            return [], ()
        names = bool(next_.shapes & {"REF", "NAME"})
        value = record_with_stand_in(parser, shape, line, text, module.name) if names else None
    items = [Completion(word, Sort.WORD) for word in next_.words]
    if value is not None:
        items = [*_that_fit(reading, cursor, wanted_in(value)), *items]
    return items, tuple(dict.fromkeys(_WANTED[name] for name in sorted(next_.shapes) if name in _WANTED))


def _that_fit(reading: Reading, cursor: Cursor, fits: Wanted) -> list[Completion]:
    items = _names(reading, cursor, fits.kinds) if fits.kinds is not None else []
    if fits.word is not None:
        if fits.word.is_unit:
            return [*items, *(Completion(unit, Sort.UNIT) for unit in units_used(reading))]
        words = fits.word.choices or words_used(reading, fits.word.where)
        return [*items, *(Completion(word, Sort.WORD) for word in words)]
    return items


def _in_head(reading: Reading, cursor: Cursor, block: Block) -> Offered:
    """The name in a statement's head: that of something there is, or the next that is free."""
    if block.kind is None or (block.name and cursor.position.column > block.name_start + len(block.name)):
        return [], ("TEXT",) if block.kind is not None and not block.has_text else ()
    kinds = MAY_REFER_TO.get(block.kind) if block.parent is not None else None
    items = _names(reading, cursor, kinds) if kinds is not None else []
    module = reading.module_at(cursor.path)
    if module is not None and not block.name and block.kind not in FILE_HEADS:
        free = next_name(reading, block.kind, module.name)
        items.insert(0, Completion(free, Sort.NAME, form_of_kind(block.kind), "a name that is free", f'{free} "'))
    return items, ("NAME",)


# Names and files


def _names(reading: Reading, cursor: Cursor, kinds: Kinds) -> list[Completion]:
    """The names of the elements of some kinds: this module's as they are, those of others with their module."""
    module = reading.module_at(cursor.path)
    own = module.name if module is not None else ""
    wanted = kinds or frozenset()
    found = [
        element
        for element in reading.case.elements.values()
        if element.kind in wanted and element.kind is not Kind.UNREADABLE
    ]
    found.sort(key=lambda element: element.module != own)
    items = [_name(element, own) for element in found]
    if Kind.MODULE in wanted:
        items += [
            Completion(name, Sort.NAME, "module", module.head.text.plain if module.head and module.head.text else "")
            for name, module in reading.case.modules.items()
            if name != own
        ]
    return items


def _name(element: Element, own: str) -> Completion:
    label = element.name if element.module == own else f"{element.module}::{element.name}"
    return Completion(label, Sort.NAME, element.kind.value, element.text.plain if element.text is not None else "")


def _files(reading: Reading, cursor: Cursor) -> list[Completion]:
    """The files of the case's folder, in a text that names one; none in any other text."""
    quote = cursor.before.rfind('"') + 1
    before_it = cursor.before[: quote - 1].split()
    imports = cursor.block is not None and cursor.block.word == "import"
    names_a_file = cursor.clause is not None and cursor.clause.field in FILE_FIELDS
    if not imports and not (names_a_file and len(before_it) == 1):
        return []
    base = cursor.path.parent if imports else reading.folder
    wanted = (ENDING, TREE_ENDING) if imports else ()
    rest = cursor.before[quote : cursor.word_start]
    found = [name for name in files_below(base) if name.endswith(wanted or "") and name.startswith(rest)]
    return [
        Completion(name[len(rest) :], Sort.FILE, "file", name)
        for name in found
        if not imports or _is_other(name, cursor)
    ]


def _is_other(name: str, cursor: Cursor) -> bool:
    return (cursor.path.parent / name).resolve() != cursor.path
