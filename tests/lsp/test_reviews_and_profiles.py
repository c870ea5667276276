"""Texts that are no case: reviews, which are written in its language, and treaty profiles, which have their own."""

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from gsn.drafting.position import Position
from gsn.drafting.profiles import completions_in_profile, hover_in_profile, statements
from gsn.language.loading import load_case
from gsn.review.taking import files_digest
from gsn.treaty.clauses import CLAUSES
from gsn.treaty.kinds import Kind
from tests.drafting.drafted import SMALL
from tests.lsp.editor import Editor, applied, document, find

pytestmark = pytest.mark.asyncio(loop_scope="module")

REVIEW = """review institute_1 "May it be served?"
    files sha256 "{digest}"
    by institute on 2026-05-30
    judged G1 "Read, with what it cites"
    query Q1 about G2 "In which languages?"

challenge D1 "Nobody asked in French"
    challenges G2
"""

PROFILE = """treaty mine "Mine é😀"  # of mine
    legal_force guidance
    capability replication "It replicates"
        reached when judged "replicates" by aisi
    version v2 "Second"
        in force 2026-08-02 ..
        tier regulated "Regulated"
            requires report
    requirement report "Report"
        covers code,
            weights
"""


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review beside the folder of its case."""
    folder = tmp_path / "round" / "case"
    folder.mkdir(parents=True)
    (folder / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    (folder / "case.gsn").write_text(SMALL, encoding="utf-8")
    path = folder.with_name("institute_1.review")
    path.write_text(REVIEW.format(digest=files_digest(load_case(folder))), encoding="utf-8")
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "mine.treaty"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def at(path: Path, position: types.Position) -> Any:
    return {"text_document": document(path), "position": position}


async def names(editor: Editor, path: Path, position: types.Position) -> list[str]:
    found = await editor.client.text_document_completion_async(types.CompletionParams(**at(path, position)))
    assert isinstance(found, types.CompletionList)
    return [item.label for item in found.items]


# A review


async def test_a_review_is_told_what_is_found_of_it_beside_its_case(editor: Editor, review: Path) -> None:
    editor.open(review)
    told = await editor.checked(review)
    assert {"GSN912", "GSN913"} <= told.codes
    assert {found.code: found.range.start.line for found in told.diagnostics}["GSN912"] == 4


async def test_a_review_of_other_files_is_only_read(editor: Editor, review: Path) -> None:
    text = editor.open(review)
    assert (await editor.checked(review)).diagnostics
    editor.type(review, text.replace('sha256 "', 'sha256 "00'))
    assert {one.code for one in (await editor.checked(review)).diagnostics} <= {"wrong-value", "malformed-clause"}
    (review.parent / "case" / "evidence.txt").write_text("Altered.\n", encoding="utf-8")
    editor.type(review, text)
    assert (await editor.checked(review)).diagnostics == []


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("    judgd G1", "unknown-word", "judgd"),
        ('actor aisi "AI Safety Institute"', "misplaced-statement", "states no actor"),
        ('import "case.gsn"', "misplaced-statement", "imports nothing"),
        ('hazard H1 "Of the case"', "misplaced-statement", "belongs to the case"),
    ],
)
async def test_what_is_no_part_of_a_review_is_told_at_its_place(
    editor: Editor, review: Path, line: str, code: str, says: str
) -> None:
    text = editor.open(review)
    rows = text.split("\n")
    number = 5 if line.startswith(" ") else len(rows) - 1
    rows.insert(number, line)
    editor.type(review, "\n".join(rows))
    (found,) = (await editor.checked(review)).diagnostics
    assert (found.code, found.range.start.line) == (code, number)
    assert says in found.message
    editor.type(review, 'goal G1 "No review"\n')
    (found,) = (await editor.checked(review)).diagnostics
    assert found.message == "a review begins with `review NAME`"


async def test_a_review_has_symbols_folds_clauses_and_a_layout(editor: Editor, review: Path) -> None:
    text = editor.open(review)
    symbols = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document(review)))
    assert [symbol.name for symbol in symbols or []] == ["institute_1", "D1"]
    folds = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(document(review)))
    assert {(fold.start_line, fold.end_line) for fold in folds or []} == {(0, 4), (6, 7)}
    found = await editor.client.text_document_hover_async(types.HoverParams(**at(review, find(text, "judged"))))
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.value.startswith("`judged REF")
    editor.type(review, text.replace("    query G2", "    \n    query G2"))
    assert {"determination", "judged", "condition"} <= set(await names(editor, review, types.Position(4, 4)))
    editor.type(review, text.replace("    challenges G2", "  challenges  G2"))
    edits = await editor.client.text_document_formatting_async(
        types.DocumentFormattingParams(document(review), types.FormattingOptions(4, insert_spaces=True))
    )
    assert applied(text.replace("    challenges G2", "  challenges  G2"), list(edits or [])) == text


# A profile


async def test_a_profile_has_symbols_as_they_are_nested(editor: Editor, profile: Path) -> None:
    editor.open(profile)
    found = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document(profile)))
    assert found
    (top,) = found
    assert isinstance(top, types.DocumentSymbol)
    assert (top.name, top.range.end.line) == ("mine", 10)
    assert [child.name for child in top.children or []] == ["replication", "v2", "report"]
    (_, version, _) = top.children or []
    assert [child.name for child in version.children or []] == ["regulated"]
    assert version.selection_range == types.Range(types.Position(4, 12), types.Position(4, 14))


async def test_a_profile_is_folded_and_coloured(editor: Editor, profile: Path) -> None:
    text = editor.open(profile)
    folds = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(document(profile)))
    assert {(0, 10), (2, 3), (4, 7), (6, 7), (8, 10)} <= {(fold.start_line, fold.end_line) for fold in folds or []}
    tokens = await editor.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(profile)))
    assert tokens is not None
    words = text.split("\n")[0].encode("utf-16-le")
    lines = [list(tokens.data[number : number + 5]) for number in range(0, len(tokens.data), 5)]
    assert [line[1:3] for line in lines[:4]] == [[0, 6], [7, 4], [5, 10], [12, 9]]
    assert sum(line[1] for line in lines[:4]) + lines[3][2] == len(words) // 2
    part = await editor.client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(document(profile), types.Range(types.Position(1, 0), types.Position(1, 9)))
    )
    assert part is not None
    assert list(part.data) == [1, 4, 11, 1, 0, 0, 12, 8, 3, 0]


async def test_a_profile_is_completed_explained_and_laid_out(editor: Editor, profile: Path) -> None:
    text = editor.open(profile)
    assert await names(editor, profile, find(text, "guidance")) == list(choices("legal_force"))
    assert await names(editor, profile, find(text, "report")) == ["replication", "regulated", "report"]
    found = await editor.client.text_document_hover_async(types.HoverParams(**at(profile, find(text, "reached when"))))
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.value.startswith("`reached when TEST")
    wide = text.replace("    legal_force guidance", "    legal_force   guidance")
    editor.type(profile, wide)
    options = types.FormattingOptions(4, insert_spaces=True)
    params = types.DocumentFormattingParams(document(profile), options)
    assert applied(wide, list(await editor.client.text_document_formatting_async(params) or [])) == text
    editor.type(profile, wide.replace("legal_force", "legal_farce"))
    assert await editor.client.text_document_formatting_async(params) is None


def choices(words: str) -> tuple[str, ...]:
    return next(clause.choices for clause in CLAUSES if clause.words == words)


# The services alone


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.words)
async def test_every_clause_of_a_profile_is_offered_and_explained_where_it_may_stand(clause: Any) -> None:
    for kind in sorted(clause.kinds):
        above = ['treaty t "T"'] if kind is Kind.TREATY else ['treaty t "T"', f'    {kind} x "X"']
        indent = 4 * len(above)
        begun = "\n".join([*above, " " * indent + clause.words[:2]])
        offered = completions_in_profile(begun, Position(len(above), indent + 2))
        assert clause.words in {item.label for item in offered.items}
        whole = "\n".join([*above, " " * indent + clause.example])
        said = hover_in_profile(whole, Position(len(above), indent + 1))
        assert said is not None
        assert said.markdown.startswith(f"`{clause.form}`")


@pytest.mark.parametrize(
    "text", ["", "\n", "treaty", '    tier x "X"', 'treaty t "T', "# treaty", 'treaty t "T"\n\ttier x "X"']
)
async def test_a_profile_that_is_torn_is_answered_all_the_same(text: str) -> None:
    statements(text)
    for line, row in enumerate(text.split("\n")):
        for column in range(len(row) + 1):
            completions_in_profile(text, Position(line, column))
            hover_in_profile(text, Position(line, column))
