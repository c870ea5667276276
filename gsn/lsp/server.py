"""The table of features, and the server that has them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from lsprotocol import types

from gsn.lsp import acting, colouring, completing, editing, hierarchy, hovering, navigating, outlining, syncing
from gsn.lsp.serving import CaseServer


class Feature(NamedTuple):
    """A message of the protocol, the handler that answers it, and what the client is told of it beforehand."""

    method: str
    handler: Callable[..., Any]
    options: Any = None


FEATURES = (
    Feature(types.INITIALIZED, syncing.initialized),
    Feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, syncing.folders_changed),
    Feature(types.TEXT_DOCUMENT_DID_OPEN, syncing.opened),
    Feature(types.TEXT_DOCUMENT_DID_CHANGE, syncing.changed),
    Feature(types.TEXT_DOCUMENT_DID_CLOSE, syncing.closed),
    Feature(types.TEXT_DOCUMENT_DID_SAVE, syncing.saved),
    Feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, syncing.files_changed),
    Feature(types.SHUTDOWN, syncing.shut_down),
    Feature(types.TEXT_DOCUMENT_HOVER, hovering.hovered),
    Feature(types.TEXT_DOCUMENT_COMPLETION, completing.completed, completing.OPTIONS),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outlining.symbols),
    Feature(types.WORKSPACE_SYMBOL, outlining.case_symbols),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, outlining.folds),
    Feature(types.TEXT_DOCUMENT_DEFINITION, navigating.defined),
    Feature(types.TEXT_DOCUMENT_REFERENCES, navigating.referred),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, navigating.highlighted),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, navigating.linked),
    Feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, hierarchy.prepared),
    Feature(types.CALL_HIERARCHY_OUTGOING_CALLS, hierarchy.called),
    Feature(types.CALL_HIERARCHY_INCOMING_CALLS, hierarchy.calling),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, colouring.coloured, colouring.LEGEND),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, colouring.coloured_anew, colouring.LEGEND),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, colouring.coloured_within, colouring.LEGEND),
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, editing.can_rename),
    Feature(types.TEXT_DOCUMENT_RENAME, editing.renamed, editing.RENAMING),
    Feature(types.TEXT_DOCUMENT_FORMATTING, editing.laid_out),
    Feature(types.TEXT_DOCUMENT_CODE_ACTION, acting.offered, acting.OPTIONS),
    Feature(types.CODE_ACTION_RESOLVE, acting.resolved),
)


def server(as_of: date | None = None) -> CaseServer:
    """A language server with every feature.

    Args:
        as_of: The day on which everything dated is judged; today in UTC when not given.
    """
    ls = CaseServer(as_of)
    for feature in FEATURES:
        ls.feature(feature.method, feature.options)(feature.handler)
    ls.command(acting.REVEAL)(acting.reveal)
    return ls


def serve(as_of: date | None = None) -> None:
    """Serve a client over standard input and output until it says good-bye or goes away.

    Whatever else would print, a rule of somebody's own for one, prints to standard error: the protocol has standard
    output for itself.
    """
    wire, sys.stdout = sys.stdout.buffer, sys.stderr
    server(as_of).start_io(stdout=wire)
