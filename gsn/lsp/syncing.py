"""What a client tells of its texts, its folders and the disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

from gsn.lsp.addresses import path_of
from gsn.lsp.cases import Buffer
from gsn.lsp.serving import CaseServer
from gsn.lsp.settings import judge_by_settings, take
from gsn.lsp.units import as_in_hand

_KEPT_BY_TOOLS = frozenset({".git", ".venv", "node_modules"})
"""Folders in which files change that no case rests on."""


async def initialized(ls: CaseServer, _: types.InitializedParams) -> None:
    """Note the folders, and ask to be told of every file, because evidence has any ending, and of the settings."""
    _note_roots(ls)
    judge_by_settings(ls)
    if ls.can("workspace", "did_change_watched_files", "dynamic_registration"):
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*")])
        watching = types.Registration("gsn-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(types.RegistrationParams([watching]))
    if ls.can("workspace", "did_change_configuration", "dynamic_registration"):
        setting = types.Registration(
            "gsn-settings",
            types.WORKSPACE_DID_CHANGE_CONFIGURATION,
            types.DidChangeConfigurationRegistrationOptions(section="gsn"),
        )
        ls.client_register_capability(types.RegistrationParams([setting]))
    if ls.can("workspace", "configuration"):
        await take(ls)


def folders_changed(ls: CaseServer, _: types.DidChangeWorkspaceFoldersParams) -> None:
    _note_roots(ls)


def _note_roots(ls: CaseServer) -> None:
    roots = [path_of(uri) for uri in ls.workspace.folders]
    ls.cases.roots = tuple(root for root in roots if root is not None)


def opened(ls: CaseServer, params: types.DidOpenTextDocumentParams) -> None:
    _take(ls, params.text_document.uri)


def changed(ls: CaseServer, params: types.DidChangeTextDocumentParams) -> None:
    _take(ls, params.text_document.uri)


def _take(ls: CaseServer, uri: str) -> None:
    """Take a text in hand as the library holds it."""
    path = path_of(uri)
    if path is not None:
        document = ls.workspace.get_text_document(uri)
        ending = "\r\n" if "\r\n" in document.source else "\n"
        ls.cases.replace(path, Buffer(uri, document.version, as_in_hand(document.source), ending))
        ls.checking.soon()


def closed(ls: CaseServer, params: types.DidCloseTextDocumentParams) -> None:
    path = path_of(params.text_document.uri)
    if path is not None:
        ls.cases.close(path)
        ls.colours.pop(params.text_document.uri, None)
        ls.checking.soon()


def saved(ls: CaseServer, params: types.DidSaveTextDocumentParams) -> None:
    _look_again(ls, [params.text_document.uri])


def files_changed(ls: CaseServer, params: types.DidChangeWatchedFilesParams) -> None:
    _look_again(ls, [change.uri for change in params.changes])


def _look_again(ls: CaseServer, changed_files: Iterable[str]) -> None:
    paths = {path for uri in changed_files if (path := path_of(uri)) is not None}
    if not paths.isdisjoint(ls.cases.terms.files):
        judge_by_settings(ls)
    found = [ls.cases.look_again(path) for path in sorted(paths) if not _is_kept_by_tools(path)]
    if any(found) or not paths.isdisjoint(ls.cases.buffers):
        ls.checking.soon()


def _is_kept_by_tools(path: Path) -> bool:
    return not _KEPT_BY_TOOLS.isdisjoint(path.parts)


def shut_down(ls: CaseServer, _: None) -> None:
    ls.checking.close()
