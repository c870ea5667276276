"""Which boxes a part of an argument is drawn with: what one of its views shows, folded as somebody likes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from gsn.argument import Argument
from gsn.element_state import ElementState
from gsn.model.case import Link, Relationship
from gsn.model.kinds import SCOPING, Kind
from gsn.model.reference import Identity, module_of, name_of
from gsn.model.statements.argument import GoalStatement, StrategyStatement
from gsn.output.visible import visible
from gsn.report.views import Extent, View, goal_view, module_view
from gsn.tui.boxes import CHALLENGE, CONTEXT, GOAL, OVAL, SOLUTION, STRATEGY, Box

MOST_BOXES = 60
"""Elements that are drawn at once: nobody reads more, and any of them can be drawn from."""

_SHAPES = {
    Kind.GOAL: GOAL,
    Kind.STRATEGY: STRATEGY,
    Kind.SOLUTION: SOLUTION,
    Kind.EVIDENCE: SOLUTION,
    Kind.CONTEXT: CONTEXT,
    Kind.ASSUMPTION: OVAL,
    Kind.JUSTIFICATION: OVAL,
    Kind.CHALLENGE: CHALLENGE,
}
_LETTERS = {Kind.ASSUMPTION: " (A)", Kind.JUSTIFICATION: " (J)"}


@dataclass(slots=True)
class Pictured:
    """The boxes of a part of an argument, by their keys, and those that stand at the top."""

    boxes: dict[str, Box] = field(default_factory=dict)
    roots: list[str] = field(default_factory=list)


def pictured(
    argument: Argument,
    states: Mapping[Identity, ElementState],
    start: Identity | None = None,
    folded: Collection[Identity] = frozenset(),
) -> Pictured:
    """The boxes below an element; of the case's own module from its tops when none is given.

    An element that stands in several places is drawn in the first; in the others stands its name.
    """
    extent = Extent(MOST_BOXES)
    view = goal_view(argument, start, extent) if start else module_view(argument, argument.case.name, extent)
    return _Picturing(argument, states, view, folded).picture


class _Picturing:
    """Goes through a view once, each element after what it stands below."""

    def __init__(
        self, argument: Argument, states: Mapping[Identity, ElementState], view: View, folded: Collection[Identity]
    ) -> None:
        self.argument = argument
        self.states = states
        self.view = view
        self.folded = folded
        self.picture = Pictured()
        self.below: dict[Identity, list[Identity]] = {}
        for link in view.links:
            upper, lower = _ends(link)
            self.below.setdefault(upper, []).append(lower)
        waiting = [(root, "") for root in reversed(view.roots)]
        while waiting:
            identity, parent = waiting.pop()
            key = self._add(identity, parent)
            if key == identity and identity not in folded:
                waiting += [(child, key) for child in reversed(self.below.get(identity, ()))]

    def _add(self, identity: Identity, parent: str) -> str:
        """Add a box, or, where it stands already, one with its name alone; and give its key."""
        boxes = self.picture.boxes
        again = identity in boxes
        key = f"{identity} {parent}" if again else identity
        boxes[key] = Box(key, f"{self._name(identity)} (above)", "") if again else self._box(identity)
        kind = self.argument.kind_of(identity)
        if not parent:
            self.picture.roots.append(key)
        elif kind in SCOPING:
            boxes[parent] = replace(boxes[parent], beside=(*boxes[parent].beside, key))
        else:
            boxes[parent] = replace(boxes[parent], below=(*boxes[parent].below, key))
        return key

    def _box(self, identity: Identity) -> Box:
        element, kind = self.argument.element(identity), self.argument.kind_of(identity)
        text = element.text.plain if element is not None and element.text is not None else ""
        state = self.states.get(identity)
        sign = f"{state.state.sign} " if state is not None else ""
        title = f"{sign}{self._name(identity)}{_LETTERS.get(kind, '')}"
        return Box(identity, visible(title), visible(text), _SHAPES.get(kind, GOAL), self._foot(identity))

    def _name(self, identity: Identity) -> str:
        own = module_of(identity) == self.view.module
        return name_of(identity) or identity.removesuffix("::") if own else identity.removesuffix("::")

    def _foot(self, identity: Identity) -> str:
        if identity in self.folded and self.below.get(identity):
            return f"+{len(self.below[identity])}"
        if identity in self.view.continued:
            return "⋯"
        element = self.argument.element(identity)
        says = element.says if element is not None else None
        stops = isinstance(says, GoalStatement | StrategyStatement) and says.undeveloped is not None
        return "◇" if stops else ""


def _ends(link: Link) -> tuple[Identity, Identity]:
    """What stands above in a diagram, and what below: a challenge stands below what it challenges."""
    if link.relationship is Relationship.CHALLENGES:
        return link.target, link.source
    return link.source, link.target
