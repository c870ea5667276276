"""The argument as a tree with states, filled as far as somebody opens it; depth has no limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gsn.argument_outline import Entry, outline_of
from gsn.argument_outline import children as children_of
from gsn.drafting.analysis import Analysis
from gsn.drafting.navigation import declaration
from gsn.drafting.position import Location
from gsn.drafting.reading import Reading
from gsn.element_state import ElementState
from gsn.model.kinds import SCOPING, Kind
from gsn.model.reference import Identity, module_of, name_of


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree.

    Attributes:
        identity: What it is.
        kind: The word that it stands there with: a record stands as a solution.
        name: As it is shown there: with its module where that is another than its parent's.
        text: The element's text.
        state: Its state; nothing for a module as a whole, or before the first check.
        location: Where it is declared; nothing for a name that names nothing.
        depth: Levels below where the tree begins.
        repeated: Whether it stands above already, with all that is below it.
        has_children: Whether anything stands under it.
    """

    identity: Identity
    kind: Kind
    name: str
    text: str
    state: ElementState | None
    location: Location | None
    depth: int
    repeated: bool
    has_children: bool

    @property
    def scopes(self) -> bool:
        """Whether it is context, an assumption or a justification, which nothing has to support."""
        return self.kind in SCOPING


def outline(
    reading: Reading, analysis: Analysis | None = None, start: Identity | None = None, depth: int | None = None
) -> Iterator[Node]:
    """The tree from the top goals, or from one element.

    Args:
        reading: The case.
        analysis: What states are taken from; an older one's where the newest is not there yet.
        start: The element to begin at.
        depth: How many levels below the first are given.
    """
    for entry in outline_of(reading.argument, start):
        if depth is None or entry.depth <= depth:
            yield _node(reading, analysis, entry)


def children(reading: Reading, analysis: Analysis | None, identity: Identity, depth: int = 0) -> list[Node]:
    """What stands directly under an element, in the author's order."""
    argument = reading.argument
    return [
        _node(
            reading,
            analysis,
            Entry(
                child,
                argument.element(child),
                link.kind,
                depth + 1,
                repeated=False,
                away=module_of(child) != module_of(identity),
            ),
        )
        for link, child in children_of(argument, identity)
    ]


def _node(reading: Reading, analysis: Analysis | None, entry: Entry) -> Node:
    identity, element = entry.identity, entry.element
    as_a_whole = identity.endswith("::")
    return Node(
        identity=identity,
        kind=entry.kind,
        name=identity.removesuffix("::") if entry.away or as_a_whole else name_of(identity),
        text=element.text.plain if element is not None and element.text is not None else "",
        state=analysis.states.get(identity) if analysis is not None else None,
        location=declaration(reading, identity),
        depth=entry.depth,
        repeated=entry.repeated,
        has_children=not entry.repeated and bool(children_of(reading.argument, identity)),
    )
