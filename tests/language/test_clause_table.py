"""Every row of the clause table is read, formatted and documented."""

from collections import Counter
from collections.abc import Iterator

import pytest

from gsn.language.draft import EVIDENCE_TYPES
from gsn.language.formatting import format_text
from gsn.language.outline import cut
from gsn.language.parsing import shared_parser
from gsn.language.reader import read_text
from gsn.language.readtext import ReadText
from gsn.model.case import STATEMENTS
from gsn.model.clauses import CLAUSES, FORMS, Clause, clause_for, clauses_with, where
from gsn.model.kinds import DECLARABLE, FILE_HEADS, Kind
from gsn.model.statements.argument import Annotations

ROWS = [(clause, kind) for clause in CLAUSES for kind in sorted(clause.kinds)]


def example_of(clause: Clause, kind: Kind) -> str:
    """A text with the clause's example under a statement of a kind that it may stand under."""
    clauses = [clause.example]
    if clause.types:
        clauses.insert(0, f"type {min(clause.types)}")
    if kind is Kind.CONFIGURATION:
        return "\n".join(
            ['system x1 "X-1"', '    configuration api "Served"', *(f"        {line}" for line in clauses), ""]
        )
    return "\n".join([f'{kind} N1 "A text"', *(f"    {line}" for line in clauses), ""])


def read(text: str) -> ReadText:
    return read_text(cut("text.gsn", text), "text", shared_parser())


def named(row: tuple[Clause, Kind]) -> str:
    return f"{row[1]}-{row[0].words.replace(' ', '-')}"


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_rows_example_is_read_under_each_of_its_kinds(row: tuple[Clause, Kind]) -> None:
    clause, kind = row
    text = read(example_of(clause, kind))
    assert not text.problems
    element = text.head if kind in FILE_HEADS else text.elements[-1]
    assert element is not None
    assert not element.lost
    value = getattr(element.annotations if clause.annotates else element.says, clause.field)
    assert value
    assert isinstance(value, tuple) or not clause.repeatable
    assert [place.line.text.strip() for place in element.clause_places[clause.field]] == [clause.example]


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_rows_example_is_formatted(row: tuple[Clause, Kind]) -> None:
    text = example_of(*row)
    assert format_text(text, "text.gsn").text == text
    assert format_text(text.replace(" ", "  "), "text.gsn").text.replace("  ", " ") == text.replace("  ", " ")


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_row_may_be_repeated_only_where_it_says_so(row: tuple[Clause, Kind]) -> None:
    clause, kind = row
    text = example_of(clause, kind)
    last = text.removesuffix("\n").rpartition("\n")[2]
    problems = read(f"{text}{last}\n").problems
    assert [problem.name for problem in problems] == ([] if clause.repeatable else ["repeated-clause"])


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: named((clause, min(clause.kinds))))
def test_a_row_is_documented(clause: Clause) -> None:
    assert clause.says
    assert clause.example.startswith(clause.words)
    assert clause.form.startswith(clause.words)
    assert clause.shape in FORMS
    assert where(clause)
    assert clause.kinds <= DECLARABLE
    assert clause.types <= EVIDENCE_TYPES


def test_every_shape_belongs_to_a_row() -> None:
    assert {clause.shape for clause in CLAUSES} == set(FORMS)


def fields_of(kind: Kind) -> Iterator[str]:
    yield from STATEMENTS[kind].model_fields
    yield from Annotations.model_fields


def test_every_field_of_a_statement_is_filled_by_one_clause() -> None:
    for kind in DECLARABLE:
        clauses = [clause.field for clause in CLAUSES if kind in clause.kinds]
        assert Counter(clauses) == Counter(fields_of(kind)), kind


def test_a_first_word_begins_one_clause_under_a_kind() -> None:
    for kind in DECLARABLE:
        words = Counter(clause.first_word for clause in CLAUSES if kind in clause.kinds)
        assert max(words.values()) == 1, kind


def test_a_clause_is_found_by_its_first_word() -> None:
    for clause, kind in ROWS:
        assert clause_for(kind, clause.first_word) is clause
        assert clause in clauses_with(clause.first_word)


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: named((clause, min(clause.kinds))))
def test_a_clause_stands_only_where_its_row_says(clause: Clause) -> None:
    for kind in sorted(DECLARABLE - {Kind.CONFIGURATION}):
        problems = read(f'{kind} N1 "A text"\n    {clause.example}\n').problems
        begins_another = clause_for(kind, clause.first_word) is not None
        if begins_another or clause.first_word in DECLARABLE:
            continue
        assert [(problem.name, problem.place.number) for problem in problems] == [("misplaced-clause", 2)], kind
        assert problems[0].message.startswith(f"`{clause.first_word}` belongs to ")
