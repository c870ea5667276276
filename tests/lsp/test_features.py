"""What an editor asks of a text, end to end."""

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from gsn.drafting.highlighting import highlight
from gsn.lsp.colouring import LEGEND, ROLES
from tests.drafting.drafted import SMALL
from tests.lsp.editor import Editor, applied, document, find

pytestmark = pytest.mark.asyncio(loop_scope="module")

OTHER = """module other "Another"

public goal G9 "The filter is served to vetted customers"
    undeveloped "Later" due 2099-01-01
"""

WITH_OTHER = SMALL.replace("goal G1 ", 'import "other.gsn"\n\ngoal G1 ', 1).replace(
    "            undeveloped", "            goal other::G9\n            undeveloped"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    (tmp_path / "other.gsn").write_text(OTHER, encoding="utf-8")
    (tmp_path / "case.gsn").write_text(WITH_OTHER, encoding="utf-8")
    return tmp_path / "case.gsn"


async def opened(editor: Editor, path: Path, text: str | None = None) -> str:
    held = editor.open(path, text)
    await editor.checked(path)
    return held


def at(path: Path, position: types.Position) -> Any:
    return {"text_document": document(path), "position": position}


# Where one is


async def test_hover_tells_an_element_its_state_and_what_challenges_it(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await editor.client.text_document_hover_async(
        types.HoverParams(**at(path, find(text, "G2", after="    goal ")))
    )
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.value.startswith("**goal G2** Direct requests are refused\n\n○ open: is in doubt")
    assert found.range is not None
    assert found.range.start == find(text, "G2", after="    goal ")


async def test_hover_on_a_clause_says_how_it_is_written(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await editor.client.text_document_hover_async(types.HoverParams(**at(path, find(text, "valid until"))))
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.value.startswith("`valid until DATE`")


async def test_completion_offers_names_that_fit(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await completed(editor, path, find(text, "E1", after="solution "))
    assert [item.label for item in found] == ["E1"]
    assert found[0].documentation == "Red team of October"
    found = await completed(
        editor, path, find(text, "nothing", after="") if "nothing" in text else types.Position(40, 0)
    )
    assert {"goal", "evidence", "import"} <= {item.label for item in found}


async def completed(editor: Editor, path: Path, position: types.Position) -> list[types.CompletionItem]:
    found = await editor.client.text_document_completion_async(types.CompletionParams(**at(path, position)))
    assert isinstance(found, types.CompletionList)
    return list(found.items)


async def test_completion_writes_the_form_of_a_clause_with_stops_in_it(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    changed = text.replace("    role public_body\n", "    role public_body\n    \n")
    editor.type(path, changed)
    found = await completed(editor, path, types.Position(changed.count("\n") - 1, 4))
    by_label = {item.label: item for item in found}
    clause = by_label["accredited by"]
    assert isinstance(clause.text_edit, types.TextEdit)
    assert clause.text_edit.new_text == "accredited by ${1:REF} until ${2:DATE}"
    assert clause.insert_text_format is types.InsertTextFormat.Snippet
    assert clause.detail == "accredited by REF until DATE"


async def test_completion_of_a_file_takes_only_what_is_there(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await completed(editor, path, find(text, 'evidence.txt"', after='file "'))
    assert "evidence.txt" in {item.label for item in found}


async def test_definition_and_references_cross_files(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await editor.client.text_document_definition_async(
        types.DefinitionParams(**at(path, find(text, "G9", after="other::")))
    )
    other = path.with_name("other.gsn")
    assert found == types.Location(
        other.as_uri(), types.Range(find(OTHER, "G9"), types.Position(2, find(OTHER, "G9").character + 2))
    )
    for declares, expected in ((True, [path, other]), (False, [path])):
        named = await editor.client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(declares), document(other), find(OTHER, "G9"))
        )
        assert sorted(one.uri for one in named or []) == [each.as_uri() for each in expected]


async def test_a_name_is_highlighted_where_it_stands_in_the_text(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await editor.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(**at(path, find(text, "G2", after="    goal ")))
    )
    kinds = [one.kind for one in found or []]
    assert kinds == [types.DocumentHighlightKind.Read, types.DocumentHighlightKind.Write]


async def test_files_that_a_text_names_are_links(editor: Editor, path: Path) -> None:
    await opened(editor, path)
    found = await editor.client.text_document_document_link_async(types.DocumentLinkParams(document(path)))
    assert [link.target for link in found or []] == [
        path.with_name("other.gsn").as_uri(),
        path.with_name("evidence.txt").as_uri(),
    ]


# The outline


async def test_symbols_are_nested_as_the_argument_is(editor: Editor, path: Path) -> None:
    await opened(editor, path)
    found = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document(path)))
    symbols = [symbol for symbol in found or [] if isinstance(symbol, types.DocumentSymbol)]
    assert [symbol.name for symbol in symbols] == ["filter", "G1", "E1", "institute"]
    goal = symbols[1]
    assert [child.name for child in goal.children or []] == ["C1", "A1", "S1"]
    assert goal.detail == "The assistant gives novices no uplift"


async def test_a_broken_text_has_symbols_too(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    editor.type(path, text.replace('goal G2 "Direct requests are refused"', 'goal G2 "Direct requests are'))
    found = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document(path)))
    assert [symbol.name for symbol in found or []] == ["filter", "G1", "E1", "institute"]


async def test_elements_of_the_whole_case_are_found_by_their_words(editor: Editor, path: Path) -> None:
    await opened(editor, path)
    found = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("vetted"))
    names = {one.name for one in found or [] if one.location.uri.startswith(path.parent.as_uri())}
    assert names == {"A1 Customers are vetted, as G2 presumes", "G9 The filter is served to vetted customers"}


async def test_statements_fold(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(document(path)))
    line = find(text, "goal G1").line
    assert (line, find(text, "undeveloped").line) in {(fold.start_line, fold.end_line) for fold in found or []}


async def test_the_argument_is_a_call_hierarchy(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    (top,) = (
        await editor.client.text_document_prepare_call_hierarchy_async(
            types.CallHierarchyPrepareParams(**at(path, find(text, "S1")))
        )
        or ()
    )
    assert top.name == "S1 Argument over the ways past the filter"
    below = await editor.client.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(top))
    assert [call.to.name.split()[0] for call in below or []] == ["G2", "G3"]
    above = await editor.client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(top))
    assert [call.from_.name.split()[0] for call in above or []] == ["G1"]


# Changing it


async def test_a_new_name_is_given_in_every_file(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    where = at(path, find(text, "G9", after="other::"))
    prepared = await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(**where))
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert prepared.placeholder == "G9"
    found = await editor.client.text_document_rename_async(types.RenameParams(new_name="Served", **where))
    assert found is not None
    after = texts_after({path: text, path.with_name("other.gsn"): OTHER}, found)
    assert after[path] == text.replace("other::G9", "other::Served")
    assert after[path.with_name("other.gsn")] == OTHER.replace("G9", "Served")


def texts_after(texts: dict[Path, str], edit: types.WorkspaceEdit) -> dict[Path, str]:
    """The texts after an edit of several files, new ones among them."""
    after = dict(texts)
    for change in edit.document_changes or ():
        if isinstance(change, types.CreateFile):
            after[Path(change.uri.removeprefix("file://"))] = ""
        if isinstance(change, types.TextDocumentEdit):
            path = Path(change.text_document.uri.removeprefix("file://"))
            after[path] = applied(after[path], [one for one in change.edits if isinstance(one, types.TextEdit)])
    return after


@pytest.mark.parametrize(("name", "why"), [("G3", "G3"), ("two words", "two words"), ("G1", "G1")])
async def test_a_name_that_cannot_be_given_is_refused_in_words(editor: Editor, path: Path, name: str, why: str) -> None:
    text = await opened(editor, path)
    with pytest.raises(JsonRpcException, match=why):
        await editor.client.text_document_rename_async(
            types.RenameParams(new_name=name, **at(path, find(text, "G2", after="    goal ")))
        )


async def test_there_is_nothing_to_rename_in_a_word_of_the_language(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    with pytest.raises(JsonRpcException, match="no name"):
        await editor.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(**at(path, find(text, "role public_body")))
        )


async def test_a_text_is_laid_out_as_the_command_does_it(editor: Editor, path: Path) -> None:
    ragged = WITH_OTHER.replace("role public_body", "role   public_body  ").replace("goal G3 ", "goal  G3   ")
    await opened(editor, path, ragged)
    edits = await editor.client.text_document_formatting_async(formatting(path))
    assert applied(ragged, list(edits or [])) == WITH_OTHER


async def test_a_text_that_cannot_be_read_stays_as_it_is(editor: Editor, path: Path) -> None:
    await opened(editor, path, WITH_OTHER.replace("    role", "   rolle"))
    assert not await editor.client.text_document_formatting_async(formatting(path))


def formatting(path: Path) -> types.DocumentFormattingParams:
    return types.DocumentFormattingParams(document(path), types.FormattingOptions(tab_size=4, insert_spaces=True))


async def test_a_fix_that_changes_the_meaning_says_so_and_is_not_the_one_to_take(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await actions(editor, path, find(text, "undeveloped"), types.CodeActionKind.QuickFix)
    (fix,) = found
    assert (fix.title, fix.is_preferred) == ("remove the mark (changes what the case says)", False)
    assert fix.edit is not None
    assert fix.diagnostics is not None
    assert fix.diagnostics[0] in editor.told[path.as_uri()].diagnostics
    mark = '            undeveloped "The second red team starts in December"\n'
    assert texts_after({path: text}, fix.edit)[path] == text.replace(mark, "")
    assert await actions(editor, path, types.Position(0, 0), types.CodeActionKind.SourceFixAll) == []


async def actions(editor: Editor, path: Path, position: types.Position, *only: Any) -> list[types.CodeAction]:
    context = types.CodeActionContext([], only=list(only) or None, trigger_kind=types.CodeActionTriggerKind.Invoked)
    params = types.CodeActionParams(document(path), types.Range(position, position), context)
    found = await editor.client.text_document_code_action_async(params)
    return [one for one in found or [] if isinstance(one, types.CodeAction)]


async def test_what_fits_is_added_below_with_a_free_name_and_the_cursor_in_it(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await actions(editor, path, find(text, "G3"), types.CodeActionKind.RefactorRewrite)
    goal = next(one for one in found if one.title.startswith("Add goal "))
    goal = await editor.client.code_action_resolve_async(goal)
    assert goal.edit is not None
    after = texts_after({path: text}, goal.edit)[path]
    assert '            goal G4 ""\n' in after
    assert goal.command is not None
    editor.type(path, after)
    editor.shown.clear()
    await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams(goal.command.command, goal.command.arguments)
    )
    (shown,) = editor.shown
    assert shown.selection is not None
    assert shown.selection.start == find(after, '"', after='goal G4 "')


async def test_a_statement_is_moved(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await actions(editor, path, find(text, "G3"), types.CodeActionKind.RefactorMove)
    up = next(one for one in found if one.title == "Move G3 up")
    assert up.edit is None
    resolved = await editor.client.code_action_resolve_async(up)
    assert resolved.edit is not None
    after = texts_after({path: text}, resolved.edit)[path]
    assert after.index("goal G3") < after.index("goal G2")
    assert sorted(after.splitlines()) == sorted(text.splitlines())


async def test_a_goal_becomes_a_module_of_its_own(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    (offer,) = await actions(editor, path, find(text, "G2", after="    goal "), types.CodeActionKind.RefactorExtract)
    resolved = await editor.client.code_action_resolve_async(offer)
    assert resolved.edit is not None
    after = texts_after({path: text}, resolved.edit)
    assert after[path.with_name("g2.gsn")].startswith("module g2\n\npublic goal G2 ")
    assert "goal g2::G2\n" in after[path]


async def test_what_cannot_be_done_is_refused_in_words(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    found = await actions(editor, path, find(text, "C1"), types.CodeActionKind.RefactorMove)
    up = next(one for one in found if one.title == "Move C1 up")
    with pytest.raises(JsonRpcException, match="first"):
        await editor.client.code_action_resolve_async(up)


# Colours


async def test_colours_are_those_of_the_one_tokeniser(editor: Editor, path: Path) -> None:
    text = WITH_OTHER.replace("no uplift", "🧪 no [[G2]] {uplift} 😀")
    await opened(editor, path, text)
    params = types.SemanticTokensParams(document(path))
    found = await editor.client.text_document_semantic_tokens_full_async(params)
    assert found is not None
    assert coloured(text, list(found.data)) == [
        (
            number,
            line.encode("utf-16-le")[2 * units(line, span.start) : 2 * units(line, span.end)].decode("utf-16-le"),
            str(ROLES[span.role].value),
        )
        for number, (line, spans) in enumerate(zip(text.split("\n"), highlight(text.split("\n")), strict=True))
        for span in spans
        if span.role in ROLES
    ]


def units(line: str, column: int) -> int:
    return len(line[:column].encode("utf-16-le")) // 2


def coloured(text: str, data: list[int]) -> list[tuple[int, str, str]]:
    """The words that tokens are of, with their lines and types."""
    rows = text.split("\n")
    line, start, found = 0, 0, []
    for below, right, length, type_, _ in zip(*(data[offset::5] for offset in range(5)), strict=True):
        line, start = line + below, right if below else start + right
        row = rows[line].encode("utf-16-le")
        found.append((line, row[2 * start : 2 * (start + length)].decode("utf-16-le"), LEGEND.token_types[type_]))
    return found


async def test_after_an_edit_only_what_changed_is_coloured_anew(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    before = await editor.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(path)))
    assert before is not None
    assert before.result_id is not None
    changed = text.replace("        goal G3", "        # a comment\n        goal G3")
    editor.type(path, changed)
    delta = await editor.client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(document(path), before.result_id)
    )
    assert isinstance(delta, types.SemanticTokensDelta)
    data = list(before.data)
    for edit in delta.edits:
        data[edit.start : edit.start + edit.delete_count] = edit.data or ()
        assert len(edit.data or ()) <= 10
    full = await editor.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(path)))
    assert full is not None
    assert data == list(full.data)
    unknown = await editor.client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(document(path), "of another time")
    )
    assert isinstance(unknown, types.SemanticTokens)


async def test_a_part_is_coloured_as_the_whole_is(editor: Editor, path: Path) -> None:
    text = await opened(editor, path)
    full = await editor.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(path)))
    part = await editor.client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(document(path), types.Range(types.Position(4, 0), types.Position(9, 0)))
    )
    assert full is not None
    assert part is not None
    within = [token for token in coloured(text, list(full.data)) if 4 <= token[0] <= 9]
    assert coloured(text, list(part.data)) == within
