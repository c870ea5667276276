"""The element at hand, read in full: why it waits, what the review says of it, and all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rich.text import Text
from textual.widgets import Static

from gsn.drafting.details import Details, Evidence
from gsn.output.visible import visible
from gsn.review.walking import Saying, Step
from gsn.tui.details_pane import DetailsPane, listed
from gsn.tui.reviewing.waiting_pane import OPEN, SIGNS


class Record(NamedTuple):
    """A record of evidence that the element rests on: its statement as it is written, and what it is worth."""

    lines: tuple[str, ...]
    evidence: Evidence | None


class Known(NamedTuple):
    """All that is shown of an element: its details, its statement where that is a record's or a quantity's, records."""

    details: Details
    statement: tuple[str, ...] = ()
    records: Sequence[Record] = ()
    doubt: str = ""


class ElementPane(DetailsPane):
    """Shows the element at hand."""

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.waits = Static(id="waits", markup=False)
        self.below = Static(id="records", markup=False)

    def compose(self) -> Iterator[Static]:
        """What waits, what is known, and the records below it."""
        yield self.waits
        yield self.body
        yield self.below

    def show_known(self, known: Known | None, step: Step | None, said: Sequence[Saying]) -> None:
        """Show an element with what waits of it, and what the review says of it."""
        self.show(_without_lists(known.details) if known is not None else None)
        self.waits.update(Text("\n").join(_waits(known, step, said)))
        self.below.update(Text("\n").join((*_below(known), *_lists(known.details))) if known is not None else "")


def _without_lists(known: Details) -> Details:
    """An element without those that have to do with it: what it rests on is read first."""
    return replace(known, scope=(), supports=(), challenges=(), referred_by=())


def _lists(known: Details) -> Iterator[Text]:
    yield from listed("Challenged by", known.challenges)
    yield from listed("In scope", known.scope)
    yield from listed("Stands under", known.supports)
    yield from listed("Named by", known.referred_by)


def _waits(known: Known | None, step: Step | None, said: Sequence[Saying]) -> Iterator[Text]:
    for saying in said:
        name = f" {saying.name}" if saying.name else ""
        line = Text.assemble((f"{SIGNS[saying.word]} {saying.word}{visible(name)}: ", "bold"))
        yield line.append(visible(saying.text))
    if step is not None and step.doubt:
        yield Text.assemble((f"{OPEN} {visible(step.doubt.replace('_', ' '))}: ", "bold"), visible(step.why))
        yield Text(visible(known.doubt if known is not None else ""))
    elif step is not None and not said:
        yield Text(f"{OPEN} waits: {visible(step.why)}", style="bold")
    for parent in known.details.supports[:1] if known is not None else ():
        yield Text.assemble("under ", (visible(parent.name), "bold"), f" {visible(parent.text)}", style="dim")


def _below(known: Known) -> Iterator[Text]:
    if known.statement:
        yield Text("\nAs it is stated", style="bold")
        yield from (Text(visible(line)) for line in known.statement[1:])
    if known.records:
        yield Text(f"\nEvidence ({len(known.records)})", style="bold")
    for record in known.records:
        yield from (Text(visible(line)) for line in record.lines)
        if record.evidence is not None:
            why = f": {record.evidence.why}" if record.evidence.why else ""
            until = f", good through {record.evidence.good_through}" if record.evidence.good_through else ""
            yield Text(visible(f"    is {record.evidence.state}{why}{until}"), style="italic")
            yield from (Text(visible(f"    asks: {question}")) for question in record.evidence.questions)
