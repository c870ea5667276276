"""Every row of a profile's clause table is read, formatted and documented, and stands only where it says."""

import pytest

from gsn.language.outline import cut
from gsn.model.clauses import CLAUSES as CASE_CLAUSES
from gsn.model.kinds import Kind as CaseKind
from gsn.treaty.clauses import CLAUSES, FORMS, Clause, clause_in, where
from gsn.treaty.data import as_plain
from gsn.treaty.formatting import format_profile
from gsn.treaty.kinds import DECLARABLE, KINDS, Kind, may_stand_under
from gsn.treaty.reading import read_profile
from gsn.treaty.statement import ProfileText
from gsn.treaty.telling import told

ROWS = [(clause, kind) for clause in CLAUSES for kind in sorted(clause.kinds)]


def example_of(clause: Clause, kind: Kind) -> str:
    """A profile with the clause's example under a statement of a kind that it may stand under."""
    if kind is Kind.TREATY:
        return f'treaty t "A treaty"\n    {clause.example}\n'
    return f'treaty t "A treaty"\n    {kind} N1 "A text"\n        {clause.example}\n'


def read(text: str) -> ProfileText:
    return read_profile(cut("t.treaty", text), "t")


def named(row: tuple[Clause, Kind]) -> str:
    return f"{row[1]}-{row[0].words.replace(' ', '-')}"


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_rows_example_is_read_under_each_of_its_kinds(row: tuple[Clause, Kind]) -> None:
    clause, kind = row
    text = read(example_of(clause, kind))
    assert not text.problems
    statement = text.head if kind is Kind.TREATY else text.statements[-1]
    assert not statement.lost
    (said,) = statement.clauses[clause.field]
    assert said.place.line.text.strip() == clause.example


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_rows_example_is_told_in_words_and_as_data(row: tuple[Clause, Kind]) -> None:
    clause, kind = row
    text = read(example_of(clause, kind))
    statement = text.head if kind is Kind.TREATY else text.statements[-1]
    value = statement.one(clause.field)
    sentence = told(clause.field, value)
    assert sentence
    assert "(" not in sentence.replace("(self-defined", "").replace("(a local", "").replace("(which", ""), sentence
    assert as_plain(value)


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_rows_example_is_formatted(row: tuple[Clause, Kind]) -> None:
    text = example_of(*row)
    laid_out = format_profile(text, "t.treaty")
    assert not laid_out.problems
    assert format_profile(laid_out.text, "t.treaty").text == laid_out.text
    spaced = format_profile(text.replace(" ", "  "), "t.treaty").text
    assert spaced.replace("  ", " ") == laid_out.text.replace("  ", " ")


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_row_may_be_repeated_only_where_it_says_so(row: tuple[Clause, Kind]) -> None:
    clause, kind = row
    text = example_of(clause, kind)
    last = text.removesuffix("\n").rpartition("\n")[2]
    problems = read(f"{text}{last}\n").problems
    assert [problem.name for problem in problems] == ([] if clause.repeatable else ["repeated-clause"])


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.words.replace(" ", "-"))
def test_a_row_is_documented(clause: Clause) -> None:
    assert clause.says
    assert clause.example.startswith(clause.words)
    assert clause.form.startswith(clause.words)
    assert clause.shape in FORMS
    assert where(clause)
    assert clause.kinds <= DECLARABLE


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.words.replace(" ", "-"))
def test_a_clause_stands_only_where_its_row_says(clause: Clause) -> None:
    for kind in sorted(DECLARABLE - clause.kinds):
        begins_another = clause_in(kind, clause.example, 0) is not None
        if begins_another or may_stand_under(KINDS.get(clause.first_word, Kind.UNREADABLE), kind):
            continue  # another clause or a statement begins with the same word there
        problems = read(example_of(clause, kind)).problems
        assert [problem.place.number for problem in problems] == [2 if kind is Kind.TREATY else 3], (kind, problems)
        assert problems[0].name in {"misplaced-clause", "malformed-clause", "misplaced-statement", "malformed-head"}


def test_every_shape_belongs_to_a_row() -> None:
    assert {clause.shape for clause in CLAUSES} == set(FORMS)


def test_a_field_is_filled_by_one_clause_of_a_kind() -> None:
    for kind in DECLARABLE:
        rows = [clause for clause in CLAUSES if kind in clause.kinds]
        assert len({clause.field for clause in rows}) == len(rows), kind
        assert len({clause.words for clause in rows}) == len(rows), kind


def test_no_kind_of_a_profile_is_one_of_a_case() -> None:
    assert {kind.value for kind in DECLARABLE} & {kind.value for kind in CaseKind} == set()
    assert not {id(clause) for clause in CLAUSES} & {id(clause) for clause in CASE_CLAUSES}
