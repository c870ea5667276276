"""Changes as a client makes them: a rename, a layout, and the edits behind every action."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from gsn.drafting.change import Change, Refused
from gsn.drafting.laying_out import format_change
from gsn.drafting.reading import Reading
from gsn.drafting.renaming import renamable, rename
from gsn.lsp.serving import CaseServer, Failed

RENAMING = types.RenameOptions(prepare_provider=True)

DocumentChange = types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile


# A change


def can_make_files(ls: CaseServer) -> bool:
    """Whether the client makes a file that is not there yet."""
    told = ("workspace", "workspace_edit")
    return bool(ls.can(*told, "document_changes")) and ls.can_any_of(
        types.ResourceOperationKind.Create, *told, "resource_operations"
    )


def workspace_edit(ls: CaseServer, reading: Reading, change: Change) -> types.WorkspaceEdit:
    """A change as one edit of all files that it touches.

    Raises:
        Failed: It needs a new file, which the client cannot make.
    """
    if change.new_files and not can_make_files(ls):
        raise Failed("this editor makes no new file on behalf of a language server")
    by_path = {
        path: text_edits(ls, reading, change, path) for path in dict.fromkeys(edit.path for edit in change.edits)
    }
    if not ls.can("workspace", "workspace_edit", "document_changes"):
        return types.WorkspaceEdit(changes={ls.uri(path): edits for path, edits in by_path.items()})
    changes: list[DocumentChange] = []
    for path, text in (change.new_files or {}).items():
        changes.append(types.CreateFile(ls.uri(path), options=types.CreateFileOptions(overwrite=False)))
        start = types.Range(types.Position(0, 0), types.Position(0, 0))
        changes.append(_document_edit(ls, path, [types.TextEdit(start, text)]))
    changes += [_document_edit(ls, path, edits) for path, edits in by_path.items()]
    return types.WorkspaceEdit(document_changes=changes)


def text_edits(ls: CaseServer, reading: Reading, change: Change, path: Path) -> list[types.TextEdit]:
    """What a change edits in one file; its lines end as the client's do."""
    held = ls.cases.buffers.get(path)
    ending = held.ending if held is not None else "\n"
    return [
        types.TextEdit(ls.span(reading, path, edit.range), edit.text.replace("\n", ending))
        for edit in change.edits
        if edit.path == path
    ]


def _document_edit(ls: CaseServer, path: Path, edits: list[types.TextEdit]) -> types.TextDocumentEdit:
    """Edits of the state of a text that the client had when it asked: of another they are refused."""
    held = ls.cases.buffers.get(path)
    document = types.OptionalVersionedTextDocumentIdentifier(ls.uri(path), held.version if held is not None else None)
    return types.TextDocumentEdit(document, list(edits))


# A new name


def can_rename(ls: CaseServer, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder:
    spot = ls.needed_spot(params.text_document.uri)
    found = renamable(spot.reading, spot.path, ls.position(spot, params.position))
    if isinstance(found, Refused):
        raise Failed(found.reason)
    _, location = found
    row = spot.reading.lines(location.path)[location.range.start.line].text
    written = row[location.range.start.column : location.range.end.column]
    return types.PrepareRenamePlaceholder(
        ls.span(spot.reading, location.path, location.range), written.rpartition("::")[2]
    )


def renamed(ls: CaseServer, params: types.RenameParams) -> types.WorkspaceEdit:
    spot = ls.needed_spot(params.text_document.uri)
    found = renamable(spot.reading, spot.path, ls.position(spot, params.position))
    change = rename(spot.reading, found[0].identity, params.new_name) if not isinstance(found, Refused) else found
    if isinstance(change, Refused):
        raise Failed(change.reason)
    return workspace_edit(ls, spot.reading, change)


# Its layout


def laid_out(ls: CaseServer, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """The one layout; nothing, where a line cannot be read, because then nobody knows what it says.

    A layout of a part is not offered: how deep a line stands is what it says, and depends on the lines above it.
    """
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return None
    change = format_change(spot.reading, spot.path)
    if isinstance(change, Refused):
        said = types.LogMessageParams(types.MessageType.Info, f"not formatted: {change.reason}")
        ls.window_log_message(said)
        return None
    return text_edits(ls, spot.reading, change, spot.path)
