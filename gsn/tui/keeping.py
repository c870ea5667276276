"""Nothing is lost: what is offered at the start, saving with whatever keeps a text from it, and leaving."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from gsn.drafting.gallery import templates
from gsn.drafting.journal import discard, recoverable
from gsn.drafting.merging import has_conflicts, merge
from gsn.drafting.saving import ChangedOnDisk, NotWritten, Outcome, Saved, keep_both, save_elsewhere
from gsn.drafting.state_folder import state_folder
from gsn.output.visible import visible
from gsn.tui.asking import Ask, Choice, Choose, Page
from gsn.tui.drafting_screen import DraftingScreen
from gsn.tui.ending import keep, keep_at_signals
from gsn.tui.pages import TOUR
from gsn.tui.session import NotOpened

if TYPE_CHECKING:
    from gsn.tui.reviewing.screen import ReviewScreen

Desk: TypeAlias = "DraftingScreen | ReviewScreen"
"""Where texts are in hand that have to be kept."""

# The start


async def at_start(desk: DraftingScreen, *, first_use: bool) -> None:
    """Offer what an earlier session left, a template for an empty case, and the tour to whoever is here first."""
    keep_at_signals(desk)
    await offer_recovery(desk)
    if first_use and _is_first_use():
        await desk.app.push_screen_wait(Page("Tour", TOUR))
    if not desk.session.text(desk.session.main).strip():
        await begin_anew(desk)


async def offer_recovery(desk: Desk) -> None:
    """Offer what an earlier session left."""
    found = recoverable(desk.session.main)
    if not found:
        return
    files = "\n".join(
        f"  {found_.path.name}, {found_.noted.astimezone():%Y-%m-%d %H:%M:%S}"
        f"{'; the file was changed since' if found_.changed else ''}"
        for found_ in found
    )
    choice = await desk.app.push_screen_wait(
        Choose(
            "Not saved when an earlier session ended",
            [
                Choice("take", "Take it back", "go on where it ended; undo gives what is on disk", "t"),
                Choice("later", "Ask again later", "leave it, and open what is on disk", "l"),
                Choice("discard", "Give it up", "it is gone for good", "g"),
            ],
            says=visible_lines(files),
        )
    )
    if choice == "take":
        try:
            texts = desk.session.recover(found)
        except NotOpened as error:
            desk.notify(str(error), severity="error", markup=False)
            return
        desk.show_texts(texts)
        desk.notify("Taken back. It is not saved yet.", markup=False)
    elif choice == "discard":
        for journal in {each.journal for each in found}:
            discard(journal)


def visible_lines(text: str) -> str:
    """Lines safe to show."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _is_first_use() -> bool:
    """Whether nobody saw the tour yet; from now on somebody has."""
    seen = state_folder() / "tour-seen"
    if seen.exists():
        return False
    try:
        seen.parent.mkdir(parents=True, exist_ok=True)
        seen.touch()
    except OSError:
        return False  # where nothing can be kept, nobody wants the tour at every start
    return True


async def begin_anew(desk: DraftingScreen) -> None:
    """A template in the place of the text, which can be undone."""
    known = {each.name: each for each in templates()}
    choices = [Choice(name, name, each.says) for name, each in known.items()]
    picked = await desk.app.push_screen_wait(Choose("Begin with", choices, says="Escape begins with an empty text."))
    if picked is None:
        return
    main = desk.session.main
    name = _case_name(desk)
    if desk.show_file(main):
        desk.take()
        desk.show_texts(desk.session.replace("template", main, known[picked].named(name)))
        desk.editor.go_to(0)
        desk.editor.focus()


def _case_name(desk: DraftingScreen) -> str:
    """The case's name: its folder's, as far as that is one."""
    folder = desk.session.main.parent.name
    name = "".join(character if character.isascii() and character.isalnum() else "_" for character in folder)
    return name if name[:1].isalpha() else f"case_{name}"


# Saving


async def save_all(desk: Desk) -> None:
    """Save every file that is not saved; whatever keeps one from it is told, and the text stays in hand."""
    desk.take()
    saved = [path for path in desk.session.unsaved if await _saved(desk, path, desk.session.save(path))]
    if saved:
        names = ", ".join(path.name for path in saved)
        desk.notify(f"Saved {visible(names)}.", markup=False, timeout=2)
        desk.session.workspace.look_again()
        desk.app.check_soon()
    elif not desk.session.unsaved:
        desk.notify("Everything is saved.", markup=False, timeout=2)
    desk.show_title()


async def _saved(desk: Desk, path: Path, outcome: Outcome) -> bool:
    if isinstance(outcome, Saved):
        if has_conflicts(outcome.loaded.text):
            desk.notify("Saved with marks of a merge in it: decide each.", severity="warning", markup=False)
        return True
    if isinstance(outcome, ChangedOnDisk):
        return await _changed_on_disk(desk, outcome)
    return await _not_written(desk, path, outcome)


async def _changed_on_disk(desk: Desk, changed: ChangedOnDisk) -> bool:
    name = changed.base.path.name
    choice = await desk.app.push_screen_wait(
        Choose(
            f"{visible(name)} was changed on disk",
            [
                Choice("merge", "Merge", "put both together; what cannot be is marked", "m"),
                Choice("both", "Keep both", "write mine beside it, and go on with what is on disk", "b"),
                Choice("reload", "Reload", "take what is on disk; undo gives mine back", "r"),
                Choice("overwrite", "Overwrite", "write mine over what somebody else wrote", "o"),
            ],
            says="Somebody else wrote it since it was read. Nothing was written. Escape leaves everything as it is.",
        )
    )
    match choice:
        case "merge":
            return await _merge(desk, changed)
        case "both":
            return await _keep_both(desk, changed)
        case "reload":
            desk.show_texts(desk.session.take_theirs(changed))
        case "overwrite":
            return await _saved(desk, changed.base.path, desk.session.overwrite(changed, changed.mine))
        case _:
            pass
    return choice == "reload"


async def _merge(desk: Desk, changed: ChangedOnDisk) -> bool:
    """Put both together, and save what needs no decision."""
    merged = merge(changed.base.text, changed.mine, changed.theirs.text)
    desk.show_texts(desk.session.merged(changed, merged.text))
    if merged.clean:
        return await _saved(desk, changed.base.path, desk.session.save(changed.base.path))
    desk.go(changed.base.path, merged.conflicts[0])
    desk.notify("Both changed the same lines: decide between the marks, then save.", markup=False)
    return False


async def _keep_both(desk: Desk, changed: ChangedOnDisk) -> bool:
    """Write one's own beside the file, and go on with what is on disk."""
    kept = keep_both(changed)
    if not isinstance(kept, Saved):
        return await _saved(desk, changed.base.path, kept)
    desk.notify(f"Mine is in {visible(kept.loaded.path.name)}.", markup=False)
    desk.show_texts(desk.session.take_theirs(changed))
    return True


async def _not_written(desk: Desk, path: Path, trouble: NotWritten) -> bool:
    choice = await desk.app.push_screen_wait(
        Choose(
            f"{visible(path.name)} is not saved",
            [
                Choice("again", "Try again", "once what keeps it is mended", "t"),
                Choice("elsewhere", "Save a copy elsewhere", "to another file", "e"),
            ],
            says=visible_lines(f"{trouble.message}\n{trouble.help}"),
        )
    )
    if choice == "again":
        return await _saved(desk, path, desk.session.save(path))
    if choice == "elsewhere":
        await _copy(desk, trouble.text)
    return False


async def save_a_copy(desk: Desk) -> None:
    """The text in hand to a file that is not there yet."""
    desk.take()
    await _copy(desk, desk.session.text(desk.path))


async def _copy(desk: Desk, text: str) -> None:
    says = "A file that is not there yet. The case's own file stays as it is."
    home = str(Path.home() / desk.path.name)
    named = await desk.app.push_screen_wait(Ask("Save a copy to", says, value=home, wrong=desk.why_no_copy))
    if not named:
        return
    outcome = _written_elsewhere(named, text)
    if isinstance(outcome, Saved):
        desk.notify(f"A copy is in {visible(named)}.", markup=False)
    else:
        why = outcome.message if isinstance(outcome, NotWritten) else "there is such a file already"
        desk.notify(f"No copy was written: {visible(why)}", severity="error", markup=False)


def _written_elsewhere(named: str, text: str) -> Outcome:
    return save_elsewhere(Path(named).expanduser(), text)


# What somebody else writes meanwhile


async def take_from_disk(desk: DraftingScreen) -> None:
    """Take over what somebody else wrote where nothing is typed here; where something is, ask."""
    for changed in desk.session.changed_on_disk():
        if changed.mine != changed.base.text:
            await _changed_on_disk(desk, changed)
        else:
            desk.show_texts(desk.session.take_theirs(changed))
            name = visible(changed.base.path.name)
            desk.notify(f"{name} was changed on disk, and is shown anew. Undo gives the old text.", markup=False)


# Leaving


async def suspend(desk: DraftingScreen) -> None:
    """Stop, and give the terminal to the shell, until its ``fg``."""
    keep(desk)
    desk.app.action_suspend_process()


async def leave(desk: Desk) -> None:
    """Leave; what is not saved is asked about."""
    desk.take()
    unsaved = desk.session.unsaved
    if unsaved:
        names = ", ".join(path.name for path in unsaved)
        choice = await desk.app.push_screen_wait(
            Choose(
                f"Not saved: {visible(names)}",
                [
                    Choice("save", "Save and leave", "", "s"),
                    Choice("keep", "Leave, and be asked at the next start", "what is not saved is kept beside", "k"),
                    Choice("discard", "Leave, and give it up", "it is gone for good", "g"),
                ],
            )
        )
        if choice is None:
            return
        if choice == "save":
            await save_all(desk)
            if desk.session.unsaved:
                return
        if choice == "discard":
            desk.session.give_up()
    desk.app.exit()
