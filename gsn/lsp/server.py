"""The table of features, and the server that has them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from lsprotocol import types

from gsn.lsp import acting, colouring, completing, editing, hierarchy, hinting, hovering, navigating, outlining, syncing
from gsn.lsp.serving import CaseServer, Failed


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
    Feature(types.TEXT_DOCUMENT_INLAY_HINT, hinting.hinted),
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, editing.can_rename),
    Feature(types.TEXT_DOCUMENT_RENAME, editing.renamed, editing.RENAMING),
    Feature(types.TEXT_DOCUMENT_FORMATTING, editing.laid_out),
    Feature(types.TEXT_DOCUMENT_CODE_ACTION, acting.offered, acting.OPTIONS),
    Feature(types.CODE_ACTION_RESOLVE, acting.resolved),
)


PAUSE = 0.3
"""Seconds without an edit before a check: shorter than a thought, longer than a word."""


def server(as_of: date | None = None, pause: float = PAUSE) -> CaseServer:
    """A language server with every feature.

    Args:
        as_of: The day on which everything dated is judged; today in UTC when not given.
        pause: Seconds without an edit before a check.
    """
    ls = CaseServer(as_of, pause)
    for feature in FEATURES:
        ls.feature(feature.method, feature.options)(feature.handler)
    ls.command(acting.REVEAL)(acting.reveal)
    return ls


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Whether a line of the log is about something else than a request that was refused in words."""
    return not (record.exc_info and isinstance(record.exc_info[1], Failed))


def serve(as_of: date | None = None, pause: float = PAUSE) -> None:
    """Serve a client over standard input and output until it says good-bye or goes away.

    Whatever else would print, a rule of somebody's own for one, prints to standard error: the protocol has standard
    output for itself.
    """
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)
    wire, sys.stdout = sys.stdout.buffer, sys.stderr
    ls = server(as_of, pause)
    try:
        ls.start_io(stdout=wire)
    finally:
        ls.checking.close()
