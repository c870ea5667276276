"""A small dialog in which the reviewer says something, in words of one line or several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from gsn.output.visible import visible

Given = Mapping[str, str]
"""What was typed: the words under ``words``, each field under its key."""


class Field(NamedTuple):
    """A line beside the words."""

    key: str
    label: str
    value: str = ""


class Wish(NamedTuple):
    """What is asked for.

    Attributes:
        title: What the reviewer does.
        about: What it is about: a few lines to have before one's eyes.
        asks: What the words are to say.
        fields: Lines to fill in before the words.
        words: The words to begin with.
        last: The words of the last time, which one key brings back.
        wrong: Why what was typed cannot be written; nothing where it can.
    """

    title: str
    about: str
    asks: str
    fields: tuple[Field, ...] = ()
    words: str = ""
    last: str = ""
    wrong: Callable[[Given], str] = lambda _: ""


CSS = """
SayScreen { align: center middle; }
SayScreen > Vertical { width: 92%; max-width: 104; height: auto; max-height: 96%;
    border: round $primary; background: $surface; padding: 0 1; }
SayScreen #about { height: auto; max-height: 7; color: $text-muted; }
SayScreen Horizontal { height: 1; }
SayScreen Label { width: 14; }
SayScreen Input { border: none; height: 1; padding: 0; background: $boost; width: 1fr; }
SayScreen #asks { height: auto; margin-top: 1; }
SayScreen TextArea { height: auto; min-height: 3; max-height: 8; border: none; padding: 0; background: $boost; }
SayScreen #wrong { height: auto; color: $text-error; }
"""


class Words(TextArea):
    """Several lines, of which enter says that they are done."""

    class Done(Message):
        """Nothing more is to be said."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Done())
        elif event.key in {"ctrl+j", "alt+enter", "shift+enter"}:
            event.prevent_default()
            event.stop()
            self.insert("\n")
        else:
            await super()._on_key(event)


class SayScreen(ModalScreen[Given | None]):
    """One thing to be said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
        Binding("ctrl+s", "write", "Write it", priority=True),
        Binding("ctrl+r", "again", "The last words again", priority=True),
    ]

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.wish = wish

    def compose(self) -> Iterator[Widget]:
        """What it is about, the fields, and the words."""
        with Vertical() as box:
            box.border_title = visible(self.wish.title)
            again = " · ctrl+r last words" if self.wish.last else ""
            box.border_subtitle = f"enter writes it · ctrl+j new line{again} · escape leaves"
            yield Static(self.wish.about, id="about", markup=False)
            for field in self.wish.fields:
                with Horizontal():
                    yield Label(field.label, markup=False)
                    yield Input(field.value, id=f"field-{field.key}", select_on_focus=False)
            yield Static(self.wish.asks, id="asks", markup=False)
            yield Words(self.wish.words, id="words", soft_wrap=True, compact=True, tab_behavior="focus")
            yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        words = self.query_one(Words)
        words.cursor_blink = False
        words.move_cursor(words.document.end)
        words.focus()

    @property
    def given(self) -> Given:
        """What was typed."""
        fields = {field.key: self.query_one(f"#field-{field.key}", Input).value.strip() for field in self.wish.fields}
        return {**fields, "words": self.query_one(Words).text.strip()}

    def on_words_done(self) -> None:
        self.action_write()

    def on_input_submitted(self) -> None:
        self.query_one(Words).focus()

    def action_write(self) -> None:
        """Say it, unless something keeps it from being written."""
        given = self.given
        empty = next((field for field in self.wish.fields if not given[field.key]), None)
        wrong = f"{empty.label}: something has to stand here" if empty is not None else ""
        if not given["words"]:
            wrong = wrong or "say it in your own words"
        wrong = wrong or self.wish.wrong(given)
        if wrong:
            self.query_one("#wrong", Static).update(visible(wrong))
        else:
            self.dismiss(given)

    def action_again(self) -> None:
        """The words of the last time."""
        words = self.query_one(Words)
        words.load_text(self.wish.last)
        words.move_cursor(words.document.end)

    def action_leave(self) -> None:
        """Leave without a word."""
        self.dismiss(None)
