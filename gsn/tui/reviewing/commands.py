"""Everything that a reviewer can do on the screen, in one table: for its keys, the palette and the help.

A single letter holds wherever nobody types; all other keys hold everywhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from textual.binding import Binding

from gsn.tui.commands import Command

if TYPE_CHECKING:
    from gsn.tui.reviewing.screen import ReviewScreen

WALKING = (
    Command("next", "n", "Next", "the next of which the review says nothing yet", "looking.onward 1", "Next"),
    Command("previous", "p", "Previous", "the one before it", "looking.onward -1"),
    Command("choose", "space", "Choose", "judge it together with others that are chosen", "looking.choose one"),
    Command("choose_alike", "x", "Choose all alike", "all open ones under the same heading", "looking.choose alike"),
    Command("forward", "f", "Read on", "a page on in what is read of the element", "looking.turn 1"),
    Command("backward", "b", "Read back", "a page back", "looking.turn -1"),
    Command("go_to", "ctrl+o", "Go to", "an element by its name or its words", "looking.go_to"),
)

SAYING = (
    Command("judge", "j", "Judge", "say that it holds, and why; then go on to the next", "saying.judge", "Judge"),
    Command("ask", "q", "Query", "ask something about it, which the developer has to answer", "saying.ask", "Query"),
    Command(
        "challenge",
        "c",
        "Challenge",
        "say what makes it doubtful; raises a standing doubt",
        "saying.challenge",
        "Chall",
    ),
    Command(
        "accept", "a", "Accept", "take a challenge or a standing doubt for a residual risk", "saying.accept", "Acc"
    ),
    Command("take_back", "u", "Take back", "judge it no more, accept it no more", "saying.take_back"),
    Command("substitute", "s", "Substitute", "your own number for a quantity of the case", "saying.substitute"),
    Command("condition", "o", "Condition", "what the determination holds under", "saying.condition"),
    Command("determine", "d", "Determine", "acceptable, unacceptable or pending, and why", "saying.determine", "Det"),
    Command("undo", "ctrl+z", "Undo", "the last step, whatever it was", "looking.undo"),
    Command("redo", "ctrl+y", "Redo", "what was undone", "looking.redo"),
    Command("save", "ctrl+s", "Save", "write the review, whole or not at all", "looking.save", "Save"),
    Command("save_as", "", "Save a copy", "the text in hand to another file", "looking.save_a_copy"),
    Command("sign", "", "How to sign", "the command that signs what is saved", "looking.how_to_sign"),
    Command("quit", "ctrl+q", "Quit", "ask about what is not saved, and leave", "looking.leave", "Quit"),
)

PANES = (
    Command("waits", "f2", "What waits", "what waits; again, the whole argument", "looking.to_pane waiting"),
    Command("review", "f3", "The review", "its text, which can be edited", "looking.to_pane editor"),
    Command(
        "element", "f4", "The element", "all about it; again, the case's text at its place", "looking.to_pane element"
    ),
    Command("findings", "f5", "Findings", "what was found, in the review and in the case", "looking.to_pane told"),
    Command("diagram", "f6", "Diagram", "the argument drawn", "looking.to_view diagram"),
    Command("risk", "f7", "Risk", "hazards, headroom, derivations, and what would break them", "looking.to_view risk"),
    Command("treaty", "f8", "Treaty", "where the case stands with the profile", "looking.to_view treaty"),
    Command("doubts", "f9", "Doubts", "every doubt with its state, the weightiest first", "looking.to_view doubts"),
    Command("lapse", "f10", "Lapse", "what ends when, and what falls with it", "looking.to_view lapse"),
    Command("back", "escape", "Back", "to what waits", "looking.back"),
)

HELP = (
    Command("help", "f1", "Help", "what can be done here", "looking.help_here", "Help"),
    Command("status", "f11", "Status", "how far the review has come", "looking.status"),
    Command("explain", "e", "Explain", "the rule of the finding at hand", "looking.explain"),
)

GROUPS = {"Going on": WALKING, "Saying": SAYING, "Panes": PANES, "Help": HELP}
COMMANDS = {command.name: command for group in GROUPS.values() for command in group}


def is_typed(command: Command) -> bool:
    """Whether a command's key is a character that somebody may want to type."""
    return len(command.keys) == 1 or command.keys == "space"


def bindings() -> list[Binding]:
    """The keys of the screen."""
    return [
        Binding(
            command.keys,
            f"do('{command.name}')",
            command.short or command.title,
            show=bool(command.short),
            priority=not is_typed(command) and command.keys != "escape",
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


def runner(name: str) -> Callable[[ReviewScreen], Awaitable[None]]:
    """What runs a command."""
    path, _, argument = COMMANDS[name].run.partition(" ")
    module, _, function = path.partition(".")
    run = getattr(import_module(f"gsn.tui.reviewing.{module}"), function)
    return partial(run, argument=argument) if argument else run
