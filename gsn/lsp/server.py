"""The table of features, and the server that has them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lsprotocol import types

from gsn.drafting.keeping_up import keeping_up
from gsn.lsp import (
    acting,
    colouring,
    completing,
    editing,
    hierarchy,
    hinting,
    hovering,
    navigating,
    outlining,
    settings,
    syncing,
)
from gsn.lsp import answering_of_profiles as of_profiles
from gsn.lsp.serving import CaseServer, Failed


class Feature(NamedTuple):
    """A message of the protocol.

    Attributes:
        method: Its name.
        handler: What answers it.
        options: What the client is told of it beforehand.
        of_profiles: What answers it for a treaty profile, which is no text of a case.
    """

    method: str
    handler: Callable[..., Any]
    options: Any = None
    of_profiles: Callable[..., Any] | None = None


FEATURES = (
    Feature(types.INITIALIZE, settings.greeted),
    Feature(types.INITIALIZED, syncing.initialized),
    Feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION, settings.changed),
    Feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, syncing.folders_changed),
    Feature(types.TEXT_DOCUMENT_DID_OPEN, syncing.opened),
    Feature(types.TEXT_DOCUMENT_DID_CHANGE, syncing.changed),
    Feature(types.TEXT_DOCUMENT_DID_CLOSE, syncing.closed),
    Feature(types.TEXT_DOCUMENT_DID_SAVE, syncing.saved),
    Feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, syncing.files_changed),
    Feature(types.SHUTDOWN, syncing.shut_down),
    Feature(types.TEXT_DOCUMENT_HOVER, hovering.hovered, of_profiles=of_profiles.hovered),
    Feature(types.TEXT_DOCUMENT_COMPLETION, completing.completed, completing.OPTIONS, of_profiles.completed),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outlining.symbols, of_profiles=of_profiles.symbols),
    Feature(types.WORKSPACE_SYMBOL, outlining.case_symbols),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, outlining.folds, of_profiles=of_profiles.folds),
    Feature(types.TEXT_DOCUMENT_DEFINITION, navigating.defined),
    Feature(types.TEXT_DOCUMENT_REFERENCES, navigating.referred),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, navigating.highlighted),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, navigating.linked),
    Feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, hierarchy.prepared),
    Feature(types.CALL_HIERARCHY_OUTGOING_CALLS, hierarchy.called),
    Feature(types.CALL_HIERARCHY_INCOMING_CALLS, hierarchy.calling),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, colouring.coloured, colouring.LEGEND, of_profiles.coloured),
    Feature(
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, colouring.coloured_anew, colouring.LEGEND, of_profiles.coloured
    ),
    Feature(
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE,
        colouring.coloured_within,
        colouring.LEGEND,
        of_profiles.coloured_within,
    ),
    Feature(types.TEXT_DOCUMENT_INLAY_HINT, hinting.hinted),
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, editing.can_rename),
    Feature(types.TEXT_DOCUMENT_RENAME, editing.renamed, editing.RENAMING),
    Feature(types.TEXT_DOCUMENT_FORMATTING, editing.laid_out, of_profiles=of_profiles.laid_out),
    Feature(types.TEXT_DOCUMENT_CODE_ACTION, acting.offered, acting.OPTIONS),
    Feature(types.CODE_ACTION_RESOLVE, acting.resolved),
)


NOTHING_SET: Mapping[str, object] = MappingProxyType({})

PAUSE = 0.3
"""Seconds without an edit before a check: shorter than a thought, longer than a word."""


def server(given: Mapping[str, object] = NOTHING_SET, pause: float = PAUSE) -> CaseServer:
    """A language server with every feature.

    Args:
        given: The settings that it is started with; a client's own go before them.
        pause: Seconds without an edit before a check.
    """
    ls = CaseServer(given, pause)
    for feature in FEATURES:
        ls.feature(feature.method, feature.options)(_answer(feature))
    ls.command(acting.REVEAL)(acting.reveal)
    return ls


def _answer(feature: Feature) -> Callable[..., Any]:
    """What answers a message: of a treaty profile its own handler, where there is one."""
    of_a_profile = feature.of_profiles
    if of_a_profile is None:
        return feature.handler

    def answer(ls: CaseServer, params: Any) -> Any:
        profile = ls.profile(params.text_document.uri)
        return feature.handler(ls, params) if profile is None else of_a_profile(ls, profile, params)

    return answer


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Whether a line of the log is about something else than a request that was refused in words."""
    return not (record.exc_info and isinstance(record.exc_info[1], Failed))


def serve(given: Mapping[str, object] = NOTHING_SET, pause: float = PAUSE) -> None:
    """Serve a client over standard input and output until it says good-bye or goes away.

    Whatever else would print, a rule of somebody's own for one, prints to standard error: the protocol has standard
    output for itself.
    """
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)
    wire, sys.stdout = sys.stdout.buffer, sys.stderr
    ls = server(given, pause)
    try:
        with keeping_up():
            ls.start_io(stdout=wire)
    finally:
        ls.checking.close()
