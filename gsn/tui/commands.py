"""Everything that can be done on the drafting screen, in one table: for its keys, the palette and the help."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

if TYPE_CHECKING:
    from gsn.tui.drafting_screen import DraftingScreen


class Command(NamedTuple):
    """One thing that can be done.

    Attributes:
        name: What it is known by.
        keys: Its keys, which hold in every pane; empty where only the palette has it.
        title: What the palette calls it.
        says: What it does, in one line.
        run: The function, by its module and name: it is imported when it is first asked for.
        short: What the footer calls it; empty where it does not.
    """

    name: str
    keys: str
    title: str
    says: str
    run: str
    short: str = ""


DRAFTING = (
    Command("add", "ctrl+n", "Add below", "put something under the statement at the cursor", "authoring.add", "Add"),
    Command(
        "evidence",
        "ctrl+e",
        "Evidence form",
        "a record of evidence: pick the file, its digest is computed",
        "authoring.evidence",
        "Evid",
    ),
    Command(
        "claim",
        "ctrl+l",
        "Claim form",
        "what a goal says in numbers, with the sample that would show it",
        "authoring.claim",
        "Claim",
    ),
    Command("complete", "ctrl+space", "Complete", "what fits at the cursor", "authoring.complete"),
    Command(
        "rename", "ctrl+r", "Rename", "a new name for the element at the cursor, everywhere", "authoring.rename_here"
    ),
    Command("move_up", "alt+up", "Move up", "the statement before the one above it", "authoring.move_here up"),
    Command("move_down", "alt+down", "Move down", "the statement behind the one below it", "authoring.move_here down"),
    Command("move_in", "alt+right", "Move in", "the statement under the one above it", "authoring.move_here in"),
    Command("move_out", "alt+left", "Move out", "the statement beside what it stands under", "authoring.move_here out"),
    Command(
        "extract", "", "Extract to a module", "what stands under a goal to a file of its own", "authoring.extract_here"
    ),
    Command("mend", "f12", "Mend", "what a machine can mend of what was found at the cursor", "authoring.mend"),
    Command("mend_all", "", "Mend all", "all that can be mended safely in this file", "authoring.mend_all"),
    Command("format", "", "Format", "lay the file out in the one way", "authoring.format_file"),
    Command(
        "elsewhere",
        "ctrl+t",
        "Open in $EDITOR",
        "the statement and what stands under it in an editor of one's own",
        "authoring.in_another_editor",
    ),
    Command("undo", "ctrl+z", "Undo", "the last step, whatever it was", "authoring.undo", "Undo"),
    Command("redo", "ctrl+y", "Redo", "what was undone", "authoring.redo"),
    Command("save", "ctrl+s", "Save", "every file that is not saved", "keeping.save_all", "Save"),
    Command("save_as", "", "Save a copy", "the text in hand to another file", "keeping.save_a_copy"),
    Command("suspend", "", "Suspend", "give the terminal to the shell; its `fg` comes back here", "keeping.suspend"),
    Command("quit", "ctrl+q", "Quit", "ask about what is not saved, and leave", "keeping.leave", "Quit"),
)

MOVING = (
    Command("go_to", "ctrl+o", "Go to", "an element by its name or its words", "looking.go_to", "Go to"),
    Command(
        "definition",
        "ctrl+g",
        "Go to the definition",
        "where what the cursor names is declared",
        "looking.to_definition",
    ),
    Command("references", "", "References", "every place that names the element", "looking.to_reference"),
    Command("find", "ctrl+f", "Find", "a text in this file; again, the next", "looking.find"),
    Command("file", "", "Open a file of the case", "another text of the case", "looking.open_file"),
)

PANES = (
    Command("outline", "f2", "Outline", "the argument as a tree", "looking.to_pane outline"),
    Command("editor", "f3", "Editor", "the text", "looking.to_pane editor"),
    Command("details", "f4", "Details", "all about the element under the cursor", "looking.to_pane details"),
    Command("findings", "f5", "Findings", "what was found, with a jump to each", "looking.to_pane findings"),
    Command("one_pane", "", "One pane at a time", "for a screen reader, or to have more room", "looking.one_pane"),
    Command("diagram", "f6", "Diagram", "the argument drawn", "looking.to_view diagram"),
    Command("risk", "f7", "Risk", "hazards, headroom, derivations, and what would break them", "looking.to_view risk"),
    Command(
        "treaty",
        "f8",
        "Treaty",
        "where the case stands with its profile, and what is missing",
        "looking.to_view treaty",
    ),
    Command("doubts", "f9", "Doubts", "every doubt with its state, the weightiest first", "looking.to_view doubts"),
    Command("lapse", "f10", "Lapse", "what ends when, and what falls with it", "looking.to_view lapse"),
)

HELP = (
    Command("help", "f1", "Help", "what can be done here", "looking.help_here", "Help"),
    Command("explain", "", "Explain", "the rule of the finding, or the clause at the cursor", "looking.explain"),
    Command("tour", "", "Tour", "the first steps", "looking.tour"),
    Command("gallery", "", "Gallery", "begin with a template", "keeping.begin_anew"),
    Command("look_again", "", "Check again", "look at the disk and the evidence anew", "looking.check_again"),
)

GROUPS = {"Drafting": DRAFTING, "Moving about": MOVING, "Panes": PANES, "Help": HELP}
COMMANDS = {command.name: command for group in GROUPS.values() for command in group}


def bindings() -> list[Binding]:
    """The keys of the drafting screen. They hold in every pane, before a pane's own."""
    return [
        Binding(
            command.keys,
            f"do('{command.name}')",
            command.short or command.title,
            show=bool(command.short),
            priority=True,
            tooltip=command.says,
        )
        for command in COMMANDS.values()
        if command.keys
    ]


def help_tables() -> str:
    """All commands as tables in Markdown."""
    return "\n\n".join(f"## {title}\n\n{_table(group)}" for title, group in GROUPS.items())


def _table(group: tuple[Command, ...]) -> str:
    rows = [f"| {each.keys or '(palette)'} | {each.title}: {each.says} |" for each in group]
    return "\n".join(["| key | what it does |", "| --- | --- |", *rows])


def runner(name: str) -> Callable[[DraftingScreen], Awaitable[None]]:
    """What runs a command."""
    path, _, argument = COMMANDS[name].run.partition(" ")
    module, _, function = path.partition(".")
    run = getattr(import_module(f"gsn.tui.{module}"), function)
    return partial(run, argument=argument) if argument else run
