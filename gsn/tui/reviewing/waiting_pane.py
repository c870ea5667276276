"""What waits for the reviewer, grouped by why, with what the review says of each already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from gsn.model.case import Case
from gsn.model.reference import Identity, module_of, name_of
from gsn.output.visible import visible
from gsn.review.walking import Asks, Saying, Step, Walk, Word

SIGNS: Mapping[Word, str] = {Word.JUDGED: "✓", Word.ACCEPTED: "✓", Word.CHALLENGED: "✗", Word.ASKED: "?"}
OPEN, CHOSEN, RAISED = "○", "▸", "✗"

_HEADINGS = {
    Asks.ACCEPTANCE: "challenges that nothing answers",
    Asks.DOUBT: "standing doubts that nothing answers",
}


class WaitingPane(OptionList):
    """One line for each step, under a heading for each reason. ``chosen`` are those that one judgement is for."""

    class Moved(Message):
        """Another step is at hand."""

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_, compact=True)
        self.case: Case | None = None
        self.walk = Walk((), {})
        self.chosen: set[Step] = set()
        self._rows: list[Step | None] = []

    def show(self, case: Case, walk: Walk) -> None:
        """Show how far the review has come; the step at hand stays at hand."""
        at = self.step
        self.case, self.walk = case, walk
        self.chosen &= set(walk.steps)
        rows = list(_rows(walk.steps, case.name))
        self._rows = [step for step, _ in rows]
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(
                Option(self._line(step) if step is not None else Text(visible(heading)), disabled=step is None)
                for step, heading in rows
            )
        self.border_title = f"Waits F2: {len(walk.open)} of {len(walk.steps)}"
        first = walk.next_open(None) or next(iter(walk.steps), None)
        if at not in walk.steps:
            self.go_to(first)
            return
        with self.prevent(OptionList.OptionHighlighted):  # what is looked at may be another element meanwhile
            self.go_to(at)

    @property
    def step(self) -> Step | None:
        """The step at hand."""
        return self._rows[self.highlighted] if self.highlighted is not None and self._rows else None

    def go_to(self, step: Step | None) -> None:
        """Bring a step to hand."""
        if step is not None and step in self._rows:
            self.highlighted = self._rows.index(step)
            self.call_after_refresh(self._bring_to_the_middle)

    def _bring_to_the_middle(self) -> None:
        """Have something of what comes next in sight, too; each step takes one line."""
        if self.highlighted is not None:
            self.scroll_to(y=self.highlighted - self.size.height // 2, animate=False)

    def go_to_element(self, element: Identity) -> None:
        """Bring the step about an element to hand, where it waits."""
        self.go_to(next((row for row in self._rows if row is not None and row.element == element), None))

    def choose(self) -> None:
        """Choose the step at hand, or choose it no more, and go on to the next line."""
        step = self.step
        if step is None:
            return
        self.chosen ^= {step}
        self._redraw(step)
        following = self._rows[self._rows.index(step) + 1 :]
        self.go_to(next((row for row in following if row is not None), step))

    def choose_alike(self) -> None:
        """Choose all that wait for the same reason as the step at hand and are open; where they are chosen, none."""
        step = self.step
        if step is None:
            return
        alike = {other for other in self.walk.open if (other.asks, other.why) == (step.asks, step.why)}
        self.chosen = self.chosen - alike if alike <= self.chosen else self.chosen | alike
        for other in alike:
            self._redraw(other)

    def _redraw(self, step: Step) -> None:
        self.replace_option_prompt_at_index(self._rows.index(step), self._line(step))

    def _line(self, step: Step) -> Text:
        said = [] if step.asks is Asks.DOUBT else list(self.walk.said.get(step.element, ()))
        sign = sign_of(said) if step.asks is not Asks.DOUBT else OPEN if self.walk.is_open(step) else RAISED
        line = Text(f"{CHOSEN if step in self.chosen else ' '}{sign} ", no_wrap=True, overflow="ellipsis")
        style = "bold" if self.walk.is_open(step) else "dim"
        if step.asks is Asks.DOUBT:
            return line.append(visible(step.doubt.replace("_", " ")), style=style)
        element = self.case.elements.get(step.element) if self.case is not None else None
        line.append(visible(name_of(step.element)), style=style)
        text = element.text.plain if element is not None and element.text is not None else ""
        return line.append(f" {visible(text)}", style="" if self.walk.is_open(step) else "dim")


def sign_of(said: list[Saying]) -> str:
    """What the review says of an element in a character; of several, the one that speaks against it most."""
    words = {saying.word for saying in said}
    for word in (Word.CHALLENGED, Word.ASKED, Word.JUDGED, Word.ACCEPTED):
        if word in words:
            return SIGNS[word]
    return OPEN


def _rows(steps: tuple[Step, ...], main: str) -> Iterator[tuple[Step | None, str]]:
    """The steps; before the first of each reason, and of each module, a heading, which is no step."""
    reason: tuple[Asks, str] | None = None
    module = main
    for step in steps:
        if (step.asks, step.why) != reason:
            reason, module = (step.asks, step.why), main
            yield None, _HEADINGS.get(step.asks, step.why)
        if module_of(step.element) != module:
            module = module_of(step.element)
            yield None, f"  {module}"
        yield step, ""
