"""What asks the author one thing: a choice, a word, or to read a page. Each can be left with escape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Markdown, OptionList, Static
from textual.widgets.option_list import Option

from gsn.output.visible import visible

MOST_OFFERED = 200
"""Choices that are listed at once; what is typed narrows them down."""

LEAVE = Binding("escape", "dismiss", "Leave", show=False)

CSS = """
Choose, Ask, Page { align: center middle; }
Choose > Vertical, Ask > Vertical, Page > Vertical {
    width: 90%; max-width: 100; height: auto; max-height: 90%;
    border: round $primary; background: $surface; padding: 0 1;
}
Choose OptionList { min-width: 8; height: auto; max-height: 16; border: none; }
Choose Input, Ask Input { border: none; height: 1; background: $boost; }
Choose .says, Ask .says { height: auto; color: $text-muted; }
Choose.-finds OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
Page VerticalScroll { height: auto; max-height: 100%; }
Page MarkdownH1, Page MarkdownH2 { margin: 0 0 1 0; content-align: left middle; }
Page Markdown { padding: 0 1; }
"""


class Choice(NamedTuple):
    """One of several: ``key`` picks it at once where nothing is typed to find it."""

    value: str
    label: str
    says: str = ""
    key: str = ""


class Choose(ModalScreen[str | None]):
    """One of several. With keys, a key picks; without, what is typed finds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        LEAVE,
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], *, typed: str = "", says: str = "") -> None:
        super().__init__()
        self._title = title
        self._says = says
        self._choices = list(choices)
        self._typed = typed
        self._by_key = {choice.key: choice for choice in choices if choice.key}
        self._listed: list[Choice] = []

    def compose(self) -> Iterator[Widget]:
        """A title, what finds, and what there is."""
        with Vertical() as box:
            box.border_title = Text(visible(self._title))
            if self._says:
                yield Static(self._says, classes="says", markup=False)
            if not self._by_key:
                self.add_class("-finds")
                yield Input(self._typed, placeholder="type to find", select_on_focus=False)
            yield OptionList()

    def on_mount(self) -> None:
        self._list(self._typed)
        self.query_one(OptionList if self._by_key else Input).focus()

    def _list(self, typed: str) -> None:
        words = typed.casefold().split()
        first = [each for each in self._choices if each.label.casefold().startswith(typed.casefold())]
        found = [each for each in self._choices if all(w in f"{each.label} {each.says}".casefold() for w in words)]
        self._listed = list(dict.fromkeys((*first, *found)))[:MOST_OFFERED]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_line(choice)) for choice in self._listed])
        options.highlighted = 0 if self._listed else None

    def on_input_changed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def on_input_submitted(self) -> None:
        number = self.query_one(OptionList).highlighted
        if number is not None and number < len(self._listed):
            self.dismiss(self._listed[number].value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._listed[event.option_index].value)

    def on_key(self, event: events.Key) -> None:
        chosen = self._by_key.get(event.character or event.key)
        if chosen is not None:
            event.stop()
            self.dismiss(chosen.value)

    def action_move(self, lines: int) -> None:
        """The line above or below."""
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + lines) % options.option_count

    async def action_dismiss(self, result: str | None = None) -> None:
        """Leave without a choice."""
        self.dismiss(result)


def _line(choice: Choice) -> Text:
    line = Text()
    if choice.key:
        line.append(f"{choice.key}  ", style="bold")
    line.append(visible(choice.label), style="bold" if choice.says else "")
    line.append(f"  {visible(choice.says)}" if choice.says else "", style="dim")
    return line


Judge = Callable[[str], str | None]
"""What is wrong with what somebody typed; nothing where it will do."""


class Ask(ModalScreen[str | None]):
    """A word or a line."""

    BINDINGS: ClassVar[list[BindingType]] = [LEAVE]

    def __init__(self, title: str, says: str = "", *, value: str = "", wrong: Judge = lambda _: None) -> None:
        super().__init__()
        self._title = title
        self._says = says
        self._value = value
        self._wrong = wrong

    def compose(self) -> Iterator[Widget]:
        """A title, a word about it, and a line to type in."""
        with Vertical() as box:
            box.border_title = Text(visible(self._title))
            box.border_subtitle = "enter takes it, escape leaves"
            yield Static(self._says, classes="says", markup=False)
            yield Input(self._value)
            yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        told = event.value and event.value != self._value
        self.query_one("#wrong", Static).update((self._wrong(event.value) or "") if told else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        wrong = self._wrong(event.value)
        if wrong is None:
            self.dismiss(event.value)
        else:
            self.query_one("#wrong", Static).update(wrong)

    async def action_dismiss(self, result: str | None = None) -> None:
        """Leave without a word."""
        self.dismiss(result)


class Page(ModalScreen[None]):
    """A page of Markdown to read."""

    BINDINGS: ClassVar[list[BindingType]] = [LEAVE, Binding("enter,q,f1", "dismiss", show=False)]

    def __init__(self, title: str, markdown: str) -> None:
        super().__init__()
        self._title = title
        self._markdown = markdown

    def compose(self) -> Iterator[Widget]:
        """The page, which scrolls."""
        with Vertical() as box:
            box.border_title = Text(visible(self._title))
            box.border_subtitle = "escape leaves"
            with VerticalScroll():
                yield Markdown(self._markdown, open_links=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    async def action_dismiss(self, result: None = None) -> None:
        """Leave the page."""
        self.dismiss(result)
