"""The one tokeniser: every word of a line is something, and by the model's tables the right thing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.drafting.folding import Fold, folding_ranges
from gsn.drafting.highlighting import Role, highlight, spans
from gsn.model.clauses import CLAUSES
from tests.drafting.drafted import SMALL

ROOT = Path(__file__).parents[2]


def roles(line: str) -> list[tuple[str, str]]:
    return [(line[span.start : span.end], span.role.value) for span in spans(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("    valid until 2026-01-02  # so long", "clause clause date comment"),
        ("    claim a <= 3e-2 per year at 85% for x1.api", "clause name sign number word name word number word name"),
        ('public goal G1 "a {b} [[G2]] \\" c"', "word kind declared text parameter text mention text escape text"),
        ("    goal m::G7", "kind name"),
        ("    treaty example", "clause name"),
        ('    system x1 "X"', "kind declared text"),
        ("    is any of a, b complete by G1", "clause word word name sign name word word name"),
        ('goal G1 "left open # still', "kind declared text"),
        ("# a comment", "comment"),
        ("", ""),
        ("    §", "fault"),
    ],
)
def test_each_part_is_what_it_is(line: str, expected: str) -> None:
    assert " ".join(role for _, role in roles(line)) == expected


@pytest.mark.parametrize("number", range(len(CLAUSES)))
def test_every_clause_of_the_table_is_known(number: int) -> None:
    clause = CLAUSES[number]
    found = spans(f"    {clause.example}")
    words = len(clause.words.split())
    assert {span.role for span in found[:words]} <= {Role.CLAUSE, Role.KIND}
    assert Role.FAULT not in {span.role for span in found}


@given(st.text(st.sampled_from('ab "\\#{}[]:,.<>=-1%G\tü\u202e'), max_size=40), st.booleans())
def test_spans_cover_all_but_spaces_and_never_overlap(line: str, continues: bool) -> None:  # noqa: FBT001 - drawn
    done = 0
    for start, end, _ in spans(line, continues=continues):
        assert start < end
        assert not line[done:start].strip()
        done = end
    assert not line[done:].strip()


def test_a_text_that_goes_on_is_a_text() -> None:
    found = highlight(['goal G1 "begins', '    "goes on"', '"begins nothing"'])
    assert [[span.role for span in line] for line in found[1:]] == [[Role.TEXT], [Role.TEXT]]


@pytest.mark.parametrize("name", ["cyber-inability", "nuclear-cdf"])
def test_nothing_of_a_whole_case_is_a_fault(name: str) -> None:
    for path in (ROOT / "cases" / name).glob("*.gsn"):
        for line in highlight(path.read_text(encoding="utf-8").split("\n")):
            assert Role.FAULT not in {span.role for span in line}


def test_statements_texts_and_comments_fold() -> None:
    text = 'goal G1 "a"\n    note "a long"\n        "text"\n    goal G2 "b"\n        undeveloped\n# one\n# two\n'
    assert folding_ranges(text) == [
        Fold(0, 4),
        Fold(1, 2, "text"),
        Fold(3, 4),
        Fold(5, 6, "comment"),
    ]
    assert [fold.first for fold in folding_ranges(SMALL) if fold.sort == "statement"] == [0, 4, 7, 8, 12, 16, 22]


def test_a_broken_text_folds_all_the_same() -> None:
    assert folding_ranges('goal G1 "left open\n    }}}\n        x\n') == [Fold(0, 2), Fold(1, 2)]
