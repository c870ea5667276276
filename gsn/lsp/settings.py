"""What a client sets: the terms on which its cases are judged, as the command line has them, too.

They come with the greeting (``initializationOptions``), when somebody changes them, and on asking, if the client can be
asked; with or without a ``gsn`` around them. What a client does not say is as the server was started.
"""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol import types

from gsn.drafting.terms import terms_of
from gsn.lsp.serving import CaseServer

NAMES = ("treaty", "actors", "asOf")


def greeted(ls: CaseServer, params: types.InitializeParams) -> None:
    ls.given |= _said(params.initialization_options)
    ls.settings = ls.given


async def take(ls: CaseServer, told: object = None) -> None:
    """Judge by what the client sets from now on.

    Args:
        ls: The server.
        told: What the client said unasked.
    """
    ls.settings_told += 1
    turn, said = ls.settings_told, _said(told)
    if not said and ls.can("workspace", "configuration"):
        asked = types.ConfigurationParams([types.ConfigurationItem(section="gsn")])
        answers = await ls.workspace_configuration_async(asked)
        said = _said(answers[0]) if answers else {}
        if turn != ls.settings_told:
            return  # something newer was said before this was answered
    ls.settings = ls.given | said
    judge_by_settings(ls)


def judge_by_settings(ls: CaseServer) -> None:
    """Read what the settings name, now, and check again."""
    ls.cases.judge_by(terms_of(ls.settings, next(iter(ls.cases.roots), None)))
    ls.checking.soon()


async def changed(ls: CaseServer, params: types.DidChangeConfigurationParams) -> None:
    await take(ls, params.settings)


def _said(told: object) -> dict[str, object]:
    """The settings that are the server's, as far as somebody set them."""
    if not isinstance(told, Mapping):
        return {}
    held = told.get("gsn", told)
    return {name: held[name] for name in NAMES if held.get(name) is not None} if isinstance(held, Mapping) else {}
