"""The details of the element under the cursor: what it says, how it stands, and all that has to do with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from gsn.output.visible import visible
from gsn.tui.editor import SIGNS

if TYPE_CHECKING:
    from gsn.drafting.details import Details, Related

MOST_LISTED = 12
"""Other elements that one heading lists; the rest are counted."""


class DetailsPane(VerticalScroll):
    """Shows one element, and stays in its place while the same one is shown again."""

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_)
        self._shown = ""
        self._text = Text()
        self.body = Static("", markup=False)

    def compose(self) -> Iterator[Static]:
        """The one text."""
        yield self.body

    def show(self, known: Details | None, remark: str = "") -> None:
        """Show an element; ``remark`` says that what is known of it is of an older text."""
        identity = known.identity if known is not None else ""
        if identity != self._shown:
            self.scroll_home(animate=False)
            self._shown = identity
        none = Text("No element is under the cursor.", style="dim")
        text = Text("\n").join(_parts(known, remark)) if known is not None else none
        if text != self._text:
            self._text = text
            self.body.update(text)


def _parts(known: Details, remark: str) -> Iterator[Text]:
    yield Text.assemble((f"{known.kind} ", "dim"), (visible(known.name), "bold"))
    if known.text:
        yield Text(visible(known.text))
    if remark:
        yield Text(remark, style="italic")
    if known.state is not None:
        why = f": {known.state.why}" if known.state.why else ""
        yield Text(visible(f"{known.state.state.sign} {known.state.state}{why}"))
    for finding in known.findings:
        yield Text(visible(f"{SIGNS[finding.severity]} {finding.code} {finding.message}"))
    if known.evidence is not None:
        yield from _evidence(known)
    for claim in known.claims:
        yield Text()
        yield Text("Claim, proved" if claim.proved else "Claim, not proved", style="bold")
        yield from (Text(visible(line), no_wrap=False) for line in claim.lines)
    yield from listed("Rests on", known.support)
    yield from listed("Stands under", known.supports)
    yield from listed("In scope", known.scope)
    yield from listed("Challenged by", known.challenges)
    yield from listed("Named by", known.referred_by)


def _evidence(known: Details) -> Iterator[Text]:
    evidence = known.evidence
    if evidence is None:
        return
    until = f", good through {evidence.good_through}" if evidence.good_through else ""
    yield Text(visible(f"Evidence {evidence.state}: {evidence.why}{until}" if evidence.why else evidence.state + until))
    yield from (Text(visible(f"  asks: {question}")) for question in evidence.questions)


def listed(title: str, related: Iterable[Related]) -> Iterator[Text]:
    """Other elements under a heading; nothing where there are none."""
    held = list({each.identity: each for each in related}.values())
    if not held:
        return
    yield Text()
    yield Text(f"{title} ({len(held)})", style="bold")
    for each in held[:MOST_LISTED]:
        yield Text.assemble((visible(each.name), "bold"), f" {visible(each.text)}")
    if len(held) > MOST_LISTED:
        yield Text(f"and {len(held) - MOST_LISTED} more", style="dim")
