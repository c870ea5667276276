"""What can be done where a cursor is: mend a finding, add below, move, make a module of a goal.

What takes reading the case as it would be is worked out when the author chooses it, if the client can wait until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lsprotocol import types

from gsn.drafting.adding import add_below, addable
from gsn.drafting.analysis import Analysis
from gsn.drafting.change import Change, Refused
from gsn.drafting.extracting import extract
from gsn.drafting.fixing import fix_all, fixes
from gsn.drafting.moving import Direction, move
from gsn.drafting.navigation import statement_at
from gsn.drafting.position import Range, at
from gsn.findings import Finding
from gsn.language.source import ENDING
from gsn.lsp.diagnostics import diagnostic_of
from gsn.lsp.editing import can_make_files, workspace_edit
from gsn.lsp.serving import CaseServer, Failed, Spot
from gsn.model.kinds import Kind

REVEAL = "gsn.reveal"
"""The command that puts the cursor where the author goes on, after an edit."""

MENDING_ALL = f"{types.CodeActionKind.SourceFixAll.value}.gsn"
EXTRACT = "extract"
ADDING = f"{types.CodeActionKind.RefactorRewrite.value}.add"

OPTIONS = types.CodeActionOptions(
    code_action_kinds=[
        types.CodeActionKind.QuickFix,
        types.CodeActionKind.RefactorExtract,
        types.CodeActionKind.RefactorMove,
        types.CodeActionKind.RefactorRewrite,
        types.CodeActionKind.SourceFixAll,
    ],
    resolve_provider=True,
)


async def offered(ls: CaseServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done in a range; of the kinds that the client asks for, where it asks for some."""
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return []
    analysis = ls.analysis(spot)
    if not analysis.whole and params.context.trigger_kind is not types.CodeActionTriggerKind.Automatic:
        analysis = await ls.checking.checked(spot.workspace) or analysis
        spot = spot._replace(reading=analysis.reading)
    if spot.workspace.version != spot.reading.version:
        return []
    range_ = ls.range(spot, params.range)
    found = [
        *_mending(ls, spot, analysis, range_),
        *_mending_all(ls, spot, analysis),
        *_choosing(ls, spot, range_),
    ]
    return [action for action in found if _is_wanted(action, params.context.only)]


def _is_wanted(action: types.CodeAction, only: Any) -> bool:
    kind = str(getattr(action.kind, "value", action.kind))
    wanted = [str(getattr(one, "value", one)) for one in only or ()]
    if not wanted:
        return kind != MENDING_ALL
    return any(kind == one or kind.startswith(f"{one}.") or not one for one in wanted)


# Mending


def _mending(ls: CaseServer, spot: Spot, analysis: Analysis, range_: Range) -> Iterator[types.CodeAction]:
    """A fix that cannot change the meaning is the one to take; of any other the author is told."""
    for finding, change in fixes(analysis, spot.path, range_):
        yield types.CodeAction(
            title=change.title if change.safe else f"{change.title} (changes what the case says)",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=_diagnostics(ls, spot, analysis, finding),
            is_preferred=change.safe,
            edit=workspace_edit(ls, spot.reading, change),
        )


def _diagnostics(ls: CaseServer, spot: Spot, analysis: Analysis, finding: Finding) -> list[types.Diagnostic]:
    range_ = ls.place(spot.reading, finding.place).range
    return [diagnostic_of(ls, analysis.reading, finding, range_, ls.checking.pages)]


def _mending_all(ls: CaseServer, spot: Spot, analysis: Analysis) -> Iterator[types.CodeAction]:
    change = fix_all(analysis, spot.path)
    if change is not None:
        edit = workspace_edit(ls, spot.reading, change)
        yield types.CodeAction(title=change.title[:1].upper() + change.title[1:], kind=MENDING_ALL, edit=edit)


# Adding, moving, extracting


class _Chosen(NamedTuple):
    """What an author may choose: a kind to add, a direction to move in, or to extract; and a line of the statement."""

    what: str
    line: int

    def change(self, spot: Spot) -> Change | Refused:
        """What it would do.

        Raises:
            Failed: There is no such choice.
        """
        if self.what == EXTRACT:
            element = statement_at(spot.reading, spot.path, self.line)
            if element is None:
                return Refused("no statement stands here")
            return extract(spot.reading, element.identity, _module_name(spot, element.name))
        if self.what in set(Direction):
            return move(spot.reading, spot.path, self.line, Direction(self.what))
        if self.what in set(Kind):
            return add_below(spot.reading, spot.path, self.line, Kind(self.what))
        raise Failed(f"nobody can choose `{self.what}` here")


def _module_name(spot: Spot, name: str) -> str:
    """A name for the module of a goal, which nothing has yet: an author gives it a better one by renaming it."""
    base = "".join(letter if letter.isalnum() else "_" for letter in name.lower())
    names = (base, *(f"{base}_{number}" for number in range(2, 100)))
    taken = spot.reading.case.modules
    return next(
        (free for free in names if free not in taken and not spot.path.with_name(f"{free}{ENDING}").exists()), base
    )


def _choices(ls: CaseServer, spot: Spot, line: int) -> Iterator[tuple[types.CodeAction, str]]:
    for offer in addable(spot.reading, spot.path, line):
        title = f"Add {offer.kind} {offer.name} below: {offer.says}"
        yield types.CodeAction(title, ADDING), offer.kind
    element = statement_at(spot.reading, spot.path, line)
    if element is None:
        return
    for direction in Direction:
        yield types.CodeAction(f"Move {element.name} {direction}", types.CodeActionKind.RefactorMove), direction
    if element.kind is Kind.GOAL and can_make_files(ls):
        yield types.CodeAction(f"Make a module of {element.name}", types.CodeActionKind.RefactorExtract), EXTRACT


def _choosing(ls: CaseServer, spot: Spot, range_: Range) -> Iterator[types.CodeAction]:
    """What is worked out when it is chosen, or at once for a client that does not ask again."""
    line = range_.start.line
    waits = ls.can_any_of("edit", "text_document", "code_action", "resolve_support", "properties")
    for action, what in _choices(ls, spot, line):
        if waits:
            action.data = {"uri": ls.uri(spot.path), "what": str(what), "line": line}
            yield action
            continue
        change = _Chosen(what, line).change(spot)
        if isinstance(change, Change):
            yield _with_edit(ls, spot, action, change)


def _with_edit(ls: CaseServer, spot: Spot, action: types.CodeAction, change: Change) -> types.CodeAction:
    """An action that makes a change, and then shows where the author goes on."""
    action.edit = workspace_edit(ls, spot.reading, change)
    if change.cursor is not None and ls.can("window", "show_document", "support"):
        path, (start, _) = change.cursor
        told = {"uri": ls.uri(path), "line": start.line, "column": start.column}
        action.command = types.Command("Go on there", REVEAL, arguments=[told])
    return action


def resolved(ls: CaseServer, action: types.CodeAction) -> types.CodeAction:
    """Work out what an author chose.

    Raises:
        Failed: It cannot be done; the message says why.
    """
    match action.data:
        case {"uri": str(uri), "what": str(what), "line": int(line)}:
            spot = ls.needed_spot(uri)
            change = _Chosen(what, line).change(spot)
            if isinstance(change, Refused):
                raise Failed(change.reason)
            return _with_edit(ls, spot, action, change)
        case _:
            return action


async def reveal(ls: CaseServer, told: Any) -> None:
    """Put the cursor where an author goes on."""
    match told:
        case {"uri": str(uri), "line": int(line), "column": int(column)}:
            spot = ls.spot(uri)
            if spot is not None:
                where = ls.span(spot.reading, spot.path, at(line, column))
                await ls.window_show_document_async(types.ShowDocumentParams(uri, take_focus=True, selection=where))
        case _:
            raise Failed(f"`{REVEAL}` is given where to go on: uri, line and column")
