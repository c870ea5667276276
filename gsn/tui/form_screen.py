"""A guided form: fields in their order, and under each what is wrong with it or what it tells, at every key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from gsn.drafting.form import Field, Form, Sort
from gsn.output.visible import visible
from gsn.tui.asking import Choice, Choose

Values = dict[str, str]


class FormScreen(ModalScreen[Values | None]):
    """One form. ``ctrl+s`` writes it into the text, ``ctrl+space`` or F4 lists what fits in a field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
        Binding("ctrl+s", "write", "Write it", priority=True),
        Binding("f4,ctrl+space", "choose", "What fits", priority=True),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    CSS: ClassVar[str] = """
    FormScreen { align: center middle; }
    FormScreen > Vertical { width: 95%; max-width: 110; height: auto; max-height: 96%;
        border: round $primary; background: $surface; padding: 0 1; }
    FormScreen VerticalScroll { height: auto; max-height: 100%; }
    FormScreen Horizontal { height: 1; }
    FormScreen Label { width: 18; }
    FormScreen Horizontal:focus-within Label { text-style: bold reverse; }
    FormScreen Input { border: none; height: 1; padding: 0; background: $boost; width: 1fr; }
    FormScreen Input:focus { background: $primary-muted; }
    FormScreen .told { height: auto; padding-left: 18; color: $text-muted; }
    FormScreen .wrong { color: $text-error; }
    """

    def __init__(self, form: Form, about: str) -> None:
        super().__init__()
        self.form = form
        self._about = about
        self._touched: set[str] = set()
        self._tried = False

    def compose(self) -> Iterator[Widget]:
        """The fields."""
        with Vertical() as box:
            box.border_title = Text(visible(f"{self.form.title}{self._about}"))
            box.border_subtitle = "* has to be filled; ctrl+s writes it, F4 lists what fits, escape leaves"
            with VerticalScroll(can_focus=False):
                for field in self.form.fields:
                    with Horizontal():
                        yield Label(f"{field.label}{' *' if field.required else ''}", markup=False)
                        yield _input(field)
                    yield Static(field.says, id=f"told-{field.key}", classes="told", markup=False)

    def on_mount(self) -> None:
        self.query(Input).first().focus()
        self._tell()

    @property
    def values(self) -> Values:
        """What stands in the fields."""
        return {field.key: self.query_one(f"#field-{field.key}", Input).value for field in self.form.fields}

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if self.focused is event.input:
            self._touched.add((event.input.id or "").removeprefix("field-"))
        self._tell()

    @on(events.DescendantFocus)
    def _focused(self) -> None:
        """A field says what it is for while one is in it, so that a form fits a small screen."""
        self._tell()

    @on(Input.Submitted)
    def _go_on(self) -> None:
        """Enter goes on to the next field; in the last one it writes."""
        if self.focused is self.query(Input).last():
            self.action_write()
        else:
            self.focus_next(Input)

    def _tell(self) -> None:
        filled = self.form.check(self.values)
        for field in self.form.fields:
            told = self.query_one(f"#told-{field.key}", Static)
            wrong = filled.problems.get(field.key) if self._tried or field.key in self._touched else None
            note = wrong or filled.notes.get(field.key)
            told.update(visible(note or field.says))
            told.set_class(wrong is not None, "wrong")
            told.display = note is not None or (self.focused is not None and self.focused.id == f"field-{field.key}")

    def action_write(self) -> None:
        """Give the values, if nothing is wrong with them; else go to the first that is."""
        filled = self.form.check(self.values)
        if filled.ready:
            self.dismiss(self.values)
            return
        self._tried = True
        self._tell()
        first = next((field.key for field in self.form.fields if field.key in filled.problems), None)
        if first is not None:
            self.query_one(f"#field-{first}", Input).focus()

    def action_leave(self) -> None:
        """Leave without writing anything."""
        self.dismiss(None)

    def action_choose(self) -> None:
        """List what fits in the field."""
        focused = self.focused
        field = next(
            (each for each in self.form.fields if focused is not None and focused.id == f"field-{each.key}"), None
        )
        if field is None or not isinstance(focused, Input):
            return
        fitting = field.fitting
        if not fitting:
            self.notify(f"{field.label}: nothing is there yet to pick from; what is typed counts", markup=False)
            return

        def picked(value: str | None) -> None:
            if value is not None and isinstance(focused, Input):
                focused.value = value
                self.focus_next(Input)

        choices = [Choice(value, visible(value), visible(says)) for value, says in fitting]
        self.app.push_screen(Choose(field.label, choices), picked)


def _input(field: Field) -> Input:
    suggester = SuggestFromList([value for value, _ in field.choices], case_sensitive=False) if field.choices else None
    hints = {Sort.DATE: "a day, such as 2026-12-31", Sort.FILE: "F4 lists the files", Sort.CHOICE: "F4 lists them"}
    return Input(
        field.default,
        placeholder=hints.get(field.sort, ""),
        suggester=suggester,
        id=f"field-{field.key}",
        select_on_focus=False,
    )
