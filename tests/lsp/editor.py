"""An editor, as far as a server sees one: it opens texts, types in them, asks, and is told."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from tests.drafting.drafted import DAY

COMMAND = [str(Path(sys.executable).with_name("gsn")), "lsp", "--stdio", "--as-of", DAY.isoformat(), "--pause", "0.05"]
LONGEST_WAIT = 20.0


class Told(NamedTuple):
    """What the server said last of one file."""

    version: int | None
    diagnostics: list[types.Diagnostic]

    @property
    def codes(self) -> set[str]:
        return {str(diagnostic.code) for diagnostic in self.diagnostics}


class Editor:
    """A client with what it was told and what it was made to do."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.told: dict[str, Told] = {}
        self.verdicts: list[Any] = []
        self.watched: list[types.Registration] = []
        self.shown: list[types.ShowDocumentParams] = []
        self.versions: dict[Path, int] = {}
        self.news = asyncio.Event()

    # What it does

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, with the text that it has or another one."""
        held = path.read_text(encoding="utf-8") if text is None else text
        self.versions[path] = 1
        item = types.TextDocumentItem(path.as_uri(), "gsn", 1, held)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return held

    def type(self, path: Path, text: str) -> None:
        """Have another text in a file that is open."""
        self.versions[path] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[path], path.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def close(self, path: Path) -> None:
        del self.versions[path]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document(path)))

    def disk_changed(self, path: Path) -> None:
        change = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))

    # What it is told

    async def checked(self, path: Path) -> Told:
        """What the server finds in a file, of the text that the editor has now."""
        uri, version = path.as_uri(), self.versions.get(path)
        await self.until(lambda: uri in self.told and self.told[uri].version == version)
        return self.told[uri]

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(LONGEST_WAIT):
            while not holds():
                self.news.clear()
                await self.news.wait()


def document(path: Path) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(path.as_uri())


def find(text: str, words: str, *, after: str = "") -> types.Position:
    """The position, in UTF-16 units, at which words first stand in a text, behind some others."""
    offset = text.index(words, text.index(after) + len(after))
    begin = text.rfind("\n", 0, offset) + 1
    return types.Position(text.count("\n", 0, offset), len(text[begin:offset].encode("utf-16-le")) // 2)


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """A text after an editor made edits in it."""
    units = text.encode("utf-16-le")
    starts = [0]
    for row in text.split("\n"):
        starts.append(starts[-1] + len(f"{row}\n".encode("utf-16-le")))

    def offset(position: types.Position) -> int:
        return starts[position.line] + 2 * position.character

    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        new = edit.new_text.encode("utf-16-le")
        units = units[: offset(edit.range.start)] + new + units[offset(edit.range.end) :]
    return units.decode("utf-16-le")


@asynccontextmanager
async def started(
    *roots: Path,
    capabilities: types.ClientCapabilities | None = None,
    command: list[str] | None = None,
    options: object = None,
    settings: dict[str, object] | None = None,
) -> AsyncIterator[Editor]:
    """An editor whose server has begun; it can do what VS Code can.

    Args:
        roots: The folders that it has open.
        capabilities: What it can do.
        command: How it starts its server.
        options: What it says with its greeting.
        settings: What it answers when it is asked for the settings of `gsn`.
    """
    client = LanguageClient(converter_factory=default_converter)
    client.set_configuration({"gsn": settings or {}})
    editor = Editor(client)

    def published(_: LanguageClient, params: types.PublishDiagnosticsParams) -> None:
        editor.told[params.uri] = Told(params.version, list(params.diagnostics))
        editor.news.set()

    def registered(_: LanguageClient, params: types.RegistrationParams) -> None:
        editor.watched += params.registrations

    def showed(_: LanguageClient, params: types.ShowDocumentParams) -> types.ShowDocumentResult:
        editor.shown.append(params)
        return types.ShowDocumentResult(success=True)

    def checked(params: Any) -> None:
        editor.verdicts.append(params)
        editor.news.set()

    features = {
        **DEFAULT_CLIENT_FEATURES,
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: published,
        types.CLIENT_REGISTER_CAPABILITY: registered,
        types.WINDOW_SHOW_DOCUMENT: showed,
        "gsn/checked": checked,
    }
    register_lsp_features(client, features)
    await client.start_io(*(command or COMMAND))
    able = capabilities or client_capabilities("visual-studio-code")
    able.experimental = {"gsnChecked": True}
    folders = [types.WorkspaceFolder(root.as_uri(), root.name) for root in roots]
    greeting = types.InitializeParams(able, workspace_folders=folders, initialization_options=options)
    await client.initialize_session(greeting)
    yield editor
    await client.shutdown_session()
    await client.stop()
