"""Clients that can little, that count otherwise, and that send what no client should."""

import asyncio
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.exceptions import JsonRpcException
from pytest_lsp import client_capabilities

from tests.drafting.drafted import SMALL
from tests.lsp.editor import COMMAND, Editor, applied, document, find, started

pytestmark = pytest.mark.asyncio(loop_scope="module")


def case_in(folder: Path, text: str = SMALL) -> Path:
    path = folder / "case.gsn"
    path.write_bytes(text.encode())
    return path


async def test_a_client_that_can_nothing_is_told_the_same_in_plainer_forms(tmp_path: Path) -> None:
    path = case_in(tmp_path)
    async with started(tmp_path, capabilities=types.ClientCapabilities()) as editor:
        text = editor.open(path)
        assert "GSN601" in (await editor.checked(path)).codes
        symbols = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document(path)))
        assert [symbol.name for symbol in symbols or []][:4] == ["filter", "G1", "C1", "A1"]
        where: dict[str, Any] = {"text_document": document(path), "position": find(text, "G2", after="    goal ")}
        edit = await editor.client.text_document_rename_async(types.RenameParams(new_name="Direct", **where))
        assert edit is not None
        assert edit.changes is not None
        assert applied(text, list(edit.changes[path.as_uri()])) == text.replace("G2", "Direct")
        found = await editor.client.text_document_code_action_async(
            types.CodeActionParams(
                document(path), types.Range(where["position"], where["position"]), types.CodeActionContext([])
            )
        )
        assert all(isinstance(one, types.CodeAction) and one.edit is not None for one in found or [])
        assert "Make a module of G2" not in {one.title for one in found or []}


@pytest.mark.parametrize(("encoding", "unit"), [("utf-8", 1), ("utf-16-le", 2), ("utf-32-le", 4)])
async def test_columns_are_counted_as_the_client_counts_them(tmp_path: Path, encoding: str, unit: int) -> None:
    path = case_in(tmp_path, SMALL.replace("Customers are vetted, as [[G2]]", "é😀 are vetted, as [[G2]]"))
    able = client_capabilities("visual-studio-code")
    able.general = types.GeneralClientCapabilities(
        position_encodings=[types.PositionEncodingKind(encoding.removesuffix("-le"))]
    )
    async with started(tmp_path, capabilities=able) as editor:
        text = editor.open(path)
        line = find(text, "[[G2]]").line
        before = text.split("\n")[line].partition("[[")[0] + "[["
        size = len(before.encode(encoding)) // unit
        found = await editor.client.text_document_hover_async(
            types.HoverParams(document(path), types.Position(line, size))
        )
        assert found is not None
        assert found.range == types.Range(types.Position(line, size), types.Position(line, size + 2))


async def test_lines_that_end_otherwise_are_counted_and_edited_as_the_client_has_them(
    editor: Editor, tmp_path: Path
) -> None:
    text = SMALL.replace("\n", "\r\n").replace('"Threat model T-3"', '"Threat\u2028model\x0c T-3"')
    path = case_in(tmp_path, text)
    editor.open(path, text)
    await editor.checked(path)
    rows = text.split("\r\n")
    line = next(number for number, row in enumerate(rows) if "goal G3" in row)
    where: dict[str, Any] = {"text_document": document(path), "position": types.Position(line, rows[line].index("G3"))}
    edit = await editor.client.text_document_rename_async(types.RenameParams(new_name="Rephrased", **where))
    assert edit is not None
    (change,) = edit.document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    assert applied(text, [one for one in change.edits if isinstance(one, types.TextEdit)]) == text.replace(
        "G3", "Rephrased"
    )


PLACES = [0, 1, 5, 11, 40, 2**31 - 1]
QUESTIONS: dict[str, Any] = {
    "textDocument/hover": {},
    "textDocument/completion": {},
    "textDocument/definition": {},
    "textDocument/references": {"context": {"includeDeclaration": True}},
    "textDocument/documentHighlight": {},
    "textDocument/documentLink": {},
    "textDocument/documentSymbol": {},
    "textDocument/foldingRange": {},
    "textDocument/formatting": {"options": {"tabSize": 4, "insertSpaces": True}},
    "textDocument/semanticTokens/full": {},
    "textDocument/semanticTokens/full/delta": {"previousResultId": "none"},
    "textDocument/semanticTokens/range": {},
    "textDocument/inlayHint": {},
    "textDocument/codeAction": {"context": {"diagnostics": []}},
    "textDocument/prepareCallHierarchy": {},
    "textDocument/prepareRename": {},
    "textDocument/rename": {"newName": "two words"},
}
REFUSED = -32803
"""What a request is answered with that is understood and not done."""

TEXTS = [
    "",
    "\n",
    '"',
    "case",
    "    goal",
    'goal G1 "open',
    "\ufeffcase x\r\rgoal G1",
    'goal G1 "\ud800"\n\t\tgoal G1',
    "\x00\x01",
    'case a "A"\nimport "case.gsn"\nimport "../../etc/passwd"\n    goal G1 "x"\n',
    SMALL[:200],
    SMALL[150:],
    SMALL.replace("\n", "\r"),
    SMALL.replace("    ", "\t"),
    'goal G1 "deep"\n' + "".join(f'{"  " * depth}goal G{depth} "x"\n' for depth in range(1, 200)),
]
OTHER_URIS = ["untitled:Untitled-1", "file:///no/such/folder/case.gsn", "file:///%00.gsn", "http://x/case.gsn", "", "%"]


async def test_no_text_and_no_question_is_answered_with_a_mistake_of_the_servers_own(
    editor: Editor, tmp_path: Path
) -> None:
    chance = random.Random(8)  # noqa: S311 - the same questions each time
    path = case_in(tmp_path)
    editor.open(path)
    for text in TEXTS:
        editor.type(path, text)
        for method, more in QUESTIONS.items():
            await ask(editor, method, path.as_uri(), more, chance)
    for uri in OTHER_URIS:
        for method, more in QUESTIONS.items():
            await ask(editor, method, uri, more, chance)
    editor.type(path, SMALL)
    assert "GSN601" in (await editor.checked(path)).codes


async def ask(editor: Editor, method: str, uri: str, more: dict[str, Any], chance: random.Random) -> None:
    start, end = ({"line": chance.choice(PLACES), "character": chance.choice(PLACES)} for _ in range(2))
    said = {"textDocument": {"uri": uri}, "position": start, "range": {"start": start, "end": end}, **more}
    converter: Any = get_converter()
    params: Any = converter.structure(said, types.METHOD_TO_TYPES[method][2])
    try:
        await asyncio.wait_for(editor.client.protocol.send_request_async(method, params), 20)
    except JsonRpcException as error:
        if error.code != REFUSED:
            pytest.fail(f"{method} {said}: {error}")


async def test_a_server_goes_on_after_messages_that_are_none() -> None:
    """Raw bytes, as no client would send them."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    begin = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None}}
    action = {"title": "", "data": {"uri": "file:///a.gsn", "what": "extract", "line": -1}}
    messages: list[bytes] = [
        b"[]",
        b"{",
        b"\xff\xfe",
        b'"goal"',
        b'{"jsonrpc": "2.0", "id": 7, "method": "no/such/method"}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 5}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": "file:///a.gsn"}}}',
        b'{"jsonrpc": "2.0", "id": 8, "method": "workspace/executeCommand", "params": {"command": "gsn.reveal"}}',
        json.dumps({"jsonrpc": "2.0", "id": 9, "method": "codeAction/resolve", "params": action}).encode(),
        json.dumps({"jsonrpc": "2.0", "id": 10, "method": "shutdown"}).encode(),
        json.dumps({"jsonrpc": "2.0", "method": "exit"}).encode(),
    ]
    for body in [json.dumps(begin).encode(), *messages]:
        process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    process.stdin.close()
    said, _ = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0
    assert b'"id": 10' in said
    assert sys.executable.encode() not in said


async def test_a_server_whose_client_goes_away_ends() -> None:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), 20) == 0
