"""The argument drawn, over the whole screen: pan, go from box to box, fold, and draw from any of them on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from gsn.drafting.navigation import declaration
from gsn.model.reference import Identity, name_of
from gsn.output.visible import visible
from gsn.tui.boxes import Drawing, Place, draw

if TYPE_CHECKING:
    from gsn.tui.app import DraftingApp

CSS = """
DiagramScreen #canvas { width: 1fr; height: 1fr; }
DiagramScreen #drawing { width: auto; height: auto; }
"""


class DiagramScreen(Screen[None]):
    """A diagram of at most some sixty elements."""

    app: DraftingApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f3", "leave", "Back to the text"),
        Binding("enter", "take", "Go to its text"),
        Binding("space", "fold", "Fold", priority=True),
        Binding("full_stop", "from_here", "Draw from here"),
        Binding("backspace", "from_the_top", "From the top"),
        Binding("up", "step('up')", show=False, priority=True),
        Binding("down", "step('down')", show=False, priority=True),
        Binding("left", "step('left')", show=False, priority=True),
        Binding("right", "step('right')", show=False, priority=True),
        Binding("shift+up", "pan(0, -4)", show=False),
        Binding("shift+down", "pan(0, 4)", show=False),
        Binding("shift+left", "pan(-12, 0)", show=False),
        Binding("shift+right", "pan(12, 0)", show=False),
        Binding("f1", "help", "Help"),
        *[Binding(key, f"other('{view}')", show=False) for key, view in (("f7", "risk"), ("f8", "treaty"))],
        *[Binding(key, f"other('{view}')", show=False) for key, view in (("f9", "doubts"), ("f10", "lapse"))],
    ]

    def __init__(self, at: Identity | None = None) -> None:
        super().__init__()
        self.chosen = at
        self.start: Identity | None = None
        self.folded: set[Identity] = set()
        self.drawing = Drawing([], {})
        self.parents: dict[str, str] = {}
        self.below: dict[str, tuple[str, ...]] = {}

    def compose(self) -> Iterator[Widget]:
        """A heading, and the drawing."""
        yield Static("Diagram", id="heading", markup=False)
        yield Static("", id="remark", markup=False)
        with ScrollableContainer(id="canvas"):
            yield Static("", id="drawing", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one("#canvas").focus()
        self.show()

    def show(self) -> None:
        """Draw what is known, marked where it is of an older text."""
        from gsn.tui.diagram import pictured

        shown = self.app.readable or self.app.newest
        if shown is None:
            self.query_one("#drawing", Static).update("The case is being checked for the first time…")
            return
        argument = shown.reading.argument
        if self.start is not None and argument.element(self.start) is None:
            self.start = None
        picture = pictured(argument, shown.states, self.start, self.folded)
        self.drawing = draw(picture.boxes, picture.roots)
        self.below = {key: box.below for key, box in picture.boxes.items()}
        self.parents = {child: key for key, box in picture.boxes.items() for child in (*box.below, *box.beside)}
        if self.chosen not in self.drawing.places:
            self.chosen = next(iter(picture.roots), None)
        old = shown.version != self.app.session.workspace.version
        self.query_one("#remark", Static).update("of the text as it was last read and checked" if old else "")
        self.query_one("#remark").display = old
        top = f" from {name_of(self.start)} on" if self.start is not None else ""
        self.query_one("#heading", Static).update(visible(f"Diagram{top}"))
        self._paint()

    def _paint(self) -> None:
        place = self.drawing.places.get(self.chosen or "")
        text = Text(no_wrap=True)
        for y, row in enumerate(self.drawing.rows):
            line = Text(row, no_wrap=True)
            if place is not None and place.y <= y < place.y + place.height:
                line.stylize("bold reverse", *_columns(row, place))
            text.append_text(line).append("\n")
        self.query_one("#drawing", Static).update(text)
        if place is not None:
            self.call_after_refresh(self._bring_to_sight, place)

    def _bring_to_sight(self, place: Place) -> None:
        region = Region(place.x, place.y, place.width, place.height)
        self.query_one("#canvas").scroll_to_region(region, animate=False, center=True)

    # Keys

    def action_step(self, direction: str) -> None:
        """The next box in a direction: down to what stands below, up to what it stands under, else the nearest."""
        places = self.drawing.places
        here = places.get(self.chosen or "")
        if here is None or self.chosen is None:
            return
        if direction == "up" and self.chosen in self.parents:
            self.chosen = self.parents[self.chosen]
        else:
            below = self.below.get(self.chosen, ())
            among = below if direction == "down" and below else [key for key in places if key != self.chosen]
            ahead = [(far, key) for key in among if (far := _far(here, places[key], direction)) is not None]
            if not ahead:
                return
            self.chosen = min(ahead)[1]
        self._paint()

    def action_pan(self, x: int, y: int) -> None:
        """Move what is seen."""
        self.query_one("#canvas").scroll_relative(x, y, animate=False)

    def action_fold(self) -> None:
        """Fold what stands below the box, or unfold it."""
        if self.chosen is not None:
            self.folded ^= {self.chosen.partition(" ")[0]}
            self.show()

    def action_from_here(self) -> None:
        """Draw from the box on."""
        if self.chosen is not None:
            self.start = self.chosen = self.chosen.partition(" ")[0]
            self.show()

    def action_from_the_top(self) -> None:
        """Draw from the case's top goals."""
        self.start = None
        self.show()

    def action_take(self) -> None:
        """Go to the text of the box."""
        reading = self.app.session.workspace.latest_reading
        where = declaration(reading, self.chosen.partition(" ")[0]) if reading is not None and self.chosen else None
        self.app.pop_screen()
        if where is not None:
            self.app.desk.go(where.path, where.range.start.line, where.range.start.column)

    def action_leave(self) -> None:
        """Back to the text."""
        self.app.pop_screen()

    def action_other(self, view: str) -> None:
        """Another pane in the place of this one."""
        from gsn.tui.report_screen import ReportScreen

        self.app.switch_screen(ReportScreen(view))

    def action_help(self) -> None:
        """What this pane shows."""
        from gsn.tui.asking import Page
        from gsn.tui.pages import PANES

        self.app.push_screen(Page("Help", PANES["diagram"]))


def _columns(row: str, place: Place) -> tuple[int, int]:
    """The characters of a row that lie in a box, whose place is in cells."""
    from rich.cells import cell_len

    start = end = 0
    cells = 0
    for number, character in enumerate(row):
        if cells < place.x:
            start = number + 1
        if cells < place.x + place.width:
            end = number + 1
        cells += cell_len(character)
    return start, end


def _far(here: Place, there: Place, direction: str) -> int | None:
    """How far a box is in a direction; nothing where it is not in that direction at all."""
    across = (there.x + there.width // 2) - (here.x + here.width // 2)
    down = there.y - here.y
    match direction:
        case "up":
            return -down * 4 + abs(across) if down < 0 else None
        case "down":
            return down * 4 + abs(across) if down > 0 else None
        case "left":
            return -across + abs(down) * 8 if across < 0 else None
        case _:
            return across + abs(down) * 8 if across > 0 else None
