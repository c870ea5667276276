"""What changes the text: each asks what it has to know, lets a service work out the change, and makes it."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from gsn.drafting.adding import add_below, addable
from gsn.drafting.change import Change, Edit, Refused
from gsn.drafting.completion import Completion, completions
from gsn.drafting.cursor import block_at
from gsn.drafting.extracting import extract
from gsn.drafting.fixing import fix_all, fixes
from gsn.drafting.forms import claim_form, evidence_form
from gsn.drafting.laying_out import format_change
from gsn.drafting.line_edits import replaced_rows, rows_of
from gsn.drafting.moving import Direction, move
from gsn.drafting.navigation import element_at, statement_at
from gsn.drafting.position import Range, range_of
from gsn.drafting.reading import Reading
from gsn.drafting.renaming import rename
from gsn.model.case import Element
from gsn.model.kinds import FILE_HEADS, GOALS, Kind
from gsn.model.reference import name_of
from gsn.tui.asking import Ask, Choice, Choose
from gsn.tui.drafting_screen import KINDS_BY_KEY, DraftingScreen
from gsn.tui.form_screen import FormScreen

_KEYS = {kind: key for key, kind in KINDS_BY_KEY.items()} | {
    Kind.CONFIDENCE: "f",
    Kind.CONFIGURATION: "o",
    Kind.EVIDENCE: "v",
    Kind.ACTOR: "t",
    Kind.HAZARD: "h",
    Kind.SCENARIO: "n",
    Kind.FREQUENCY: "q",
    Kind.PROBABILITY: "p",
    Kind.MITIGATION: "m",
    Kind.SYSTEM: "y",
    Kind.CASE: "k",
}


# Adding


async def add(desk: DraftingScreen) -> None:
    """Put something under the statement at the cursor: one key says what."""
    reading = desk.reading()
    path, line = desk.here(reading)
    offered = addable(reading, path, line)
    if not offered:
        desk.notify("Nothing can stand here: go to a goal, a strategy or an empty line at the margin.", markup=False)
        return
    block = block_at(reading, path, line)
    at_the_margin = block is None or block.kind is None or (block.parent is None and block.kind in FILE_HEADS)
    under = f"under {block.name}" if block is not None and not at_the_margin else "here"
    choices = [
        Choice(each.kind.value, f"{each.kind} {each.name}", each.says, _KEYS.get(each.kind, "")) for each in offered
    ]
    chosen = await desk.app.push_screen_wait(Choose(f"Add {under}", choices, says="A key picks."))
    if chosen is not None:
        add_kind(desk, Kind(chosen), (path, line))


def add_kind(desk: DraftingScreen, kind: Kind, where: tuple[Path, int] | None = None) -> None:
    """Put a statement of a kind somewhere, and go on inside its text."""
    reading = desk.reading()
    path, line = where or desk.here(reading)
    desk.make(add_below(reading, path, line, kind))


async def evidence(desk: DraftingScreen) -> None:
    """A record of evidence by its form; under a goal, with a solution that refers to it; a solution cites it."""
    reading = desk.reading()
    path, line = desk.here(reading)
    element = statement_at(reading, path, line)
    under = line if element is not None and element.kind in {*GOALS, Kind.SOLUTION} else None
    about = f" under {element.name}" if element is not None and under is not None else ""
    await _fill(desk, FormScreen(evidence_form(reading, path, under), about))


async def claim(desk: DraftingScreen) -> None:
    """What the goal at the cursor says in numbers, by its form."""
    reading = desk.reading()
    element = statement_at(reading, *desk.here(reading))
    form = claim_form(reading, element.identity) if element is not None else Refused("a goal makes a claim")
    if isinstance(form, Refused):
        desk.make(form)
        return
    await _fill(desk, FormScreen(form, ""))


async def _fill(desk: DraftingScreen, screen: FormScreen) -> None:
    values = await desk.app.push_screen_wait(screen)
    if values is not None:
        desk.make(screen.form.change(values))


# Completing


async def complete(desk: DraftingScreen) -> None:
    """What fits at the cursor: at once where one thing does, else one of several."""
    found = completions(desk.reading(), desk.path, desk.position)
    if not found.items:
        wanted = ", ".join(found.wanted)
        desk.notify(f"what fits here is {wanted}" if wanted else "nothing is known to fit here", markup=False)
        return
    chosen: Completion | None = found.items[0]
    if len(found.items) > 1:
        choices = [Choice(str(number), item.label, item.form or item.says) for number, item in enumerate(found.items)]
        picked = await desk.app.push_screen_wait(Choose("Fits here", choices))
        chosen = found.items[int(picked)] if picked is not None else None
    if chosen is not None:
        start, end = found.range
        desk.editor.replace(chosen.insert, start, end, maintain_selection_offset=False)
        desk.editor.focus()


# Changing what is there


async def rename_here(desk: DraftingScreen) -> None:
    """A new name for the element at the cursor, wherever the case names it."""
    reading = desk.reading()
    element = _named(desk, reading)
    if element is None:
        desk.notify("No element stands here.", markup=False)
        return

    def wrong(name: str) -> str | None:
        outcome = rename(reading, element.identity, name)
        return outcome.reason if isinstance(outcome, Refused) else None

    old = name_of(element.identity) or element.name
    name = await desk.app.push_screen_wait(Ask(f"Rename {old}", "Its new name, everywhere.", value=old, wrong=wrong))
    if name is not None:
        desk.make(rename(desk.reading(), element.identity, name))


def _named(desk: DraftingScreen, reading: Reading) -> Element | None:
    if desk.outline.has_focus and desk.outline.chosen is not None:
        return reading.declared(desk.outline.chosen)
    return element_at(reading, desk.path, desk.position)


async def move_here(desk: DraftingScreen, argument: str) -> None:
    """Move the statement up, down, in or out; the outline keeps the focus where it has it."""
    from_outline = desk.outline.has_focus
    reading = desk.reading()
    path, line = desk.here(reading)
    desk.make(move(reading, path, line, Direction(argument)))
    if from_outline:
        desk.outline.focus()


async def extract_here(desk: DraftingScreen) -> None:
    """What stands under a goal to a module of its own."""
    reading = desk.reading()
    element = statement_at(reading, *desk.here(reading))
    if element is None:
        desk.notify("No element stands here.", markup=False)
        return
    says = f"The name of the module that {element.name} is moved to."
    name = await desk.app.push_screen_wait(Ask("Extract to a module", says))
    if name:
        desk.make(extract(desk.reading(), element.identity, name))


async def format_file(desk: DraftingScreen) -> None:
    """Lay the file out in the one way."""
    desk.make(format_change(desk.reading(), desk.path))


# Mending


async def mend(desk: DraftingScreen) -> None:
    """What a machine can mend at the chosen finding, or on the cursor's line; one of several where there are."""
    desk.take()
    newest = desk.app.newest
    if newest is None or newest.version != desk.session.workspace.version:
        desk.notify("The text is being checked: once more in a moment.", markup=False)
        return
    finding = desk.findings.chosen if desk.findings.has_focus else None
    line = range_of(finding.place).start.line if finding is not None else desk.position.line
    path = newest.reading.path_of(finding.place) if finding is not None else desk.path
    whole = Range(desk.position._replace(line=line, column=0), desk.position._replace(line=line, column=10_000))
    found = [(each, change) for each, change in fixes(newest, path, whole) if finding is None or each is finding]
    if not found:
        desk.notify("Nothing here can be mended by a machine; the finding's page says how it is.", markup=False)
        return
    number = 0
    if len(found) > 1:
        choices = [Choice(str(n), change.title, each.message) for n, (each, change) in enumerate(found)]
        picked = await desk.app.push_screen_wait(Choose("Mend", choices))
        if picked is None:
            return
        number = int(picked)
    desk.make(found[number][1])


async def mend_all(desk: DraftingScreen) -> None:
    """All that can be mended safely in this file."""
    newest = desk.app.newest
    change = fix_all(newest, desk.path) if newest is not None else None
    if newest is None or newest.version != desk.session.workspace.version or change is None:
        desk.notify("There is nothing to mend safely, or the text is still being checked.", markup=False)
        return
    desk.make(change)


# Undo, and an editor of one's own


async def undo(desk: DraftingScreen) -> None:
    """Undo the last step, in whichever file it was."""
    desk.take()
    _step(desk, "undone", desk.session.undo())


async def redo(desk: DraftingScreen) -> None:
    """Do again what was undone."""
    desk.take()
    _step(desk, "done again", desk.session.redo())


def _step(desk: DraftingScreen, what: str, found: tuple[object, dict[Path, str]] | None) -> None:
    from gsn.drafting.change import position_at
    from gsn.tui.history import Step

    if found is None:
        desk.notify("There is nothing more.", markup=False)
        return
    step, texts = found
    assert isinstance(step, Step)  # noqa: S101
    if desk.path not in texts:
        desk.show_file(next(iter(texts)))
    desk.show_texts(texts)
    part = next((part for part in step.replacements if part.path == desk.path), None)
    if part is not None:
        put = part.old if what == "undone" else part.new
        desk.editor.go_to(*position_at(texts[desk.path], min(part.start + len(put), len(texts[desk.path]))))
    if step.title != "typing":
        desk.notify(f"{what}: {step.title}", markup=False, timeout=2)


async def in_another_editor(desk: DraftingScreen) -> None:
    """Open the statement, with what stands under it, in ``$EDITOR``; what comes back takes its place."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        desk.notify("Set $EDITOR to the command of an editor.", severity="warning", markup=False)
        return
    reading = desk.reading()
    path, line = desk.here(reading)
    block = block_at(reading, path, line)
    rows = rows_of(reading, path)
    first, end = (block.begins, block.end) if block is not None else (0, len(rows))
    after = _edited_elsewhere(desk, command, [row.rstrip("\n") for row in rows[first:end]])
    if after is not None:
        edit: Edit = replaced_rows(reading, path, first, end, after)
        desk.make(Change("edit elsewhere", (edit,), safe=False))


def _edited_elsewhere(desk: DraftingScreen, command: str, rows: list[str]) -> list[str] | None:
    """What an editor made of some lines; nothing where it failed or changed nothing."""
    with tempfile.TemporaryDirectory(prefix="gsn-") as folder:
        file = Path(folder) / "statement.gsn"
        file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        try:
            with desk.app.suspend():
                status = subprocess.run([*shlex.split(command), str(file)], check=False).returncode
            after = file.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError, UnicodeDecodeError) as error:
            desk.notify(f"`{command}` did not work: {error}", severity="error", markup=False)
            return None
    if status:
        desk.notify(f"`{command}` ended with status {status}: nothing was changed", severity="error", markup=False)
        return None
    after = after[:-1] if after[-1:] == [""] else after
    return after if after != rows else None
