"""From a part of an argument to the scene that is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from gsn.argument import Argument
from gsn.element_state import ElementState
from gsn.model.case import Element, Link, Relationship
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, module_of, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.report.anchors import anchor
from gsn.report.claim_points import claim_points
from gsn.report.drawing import ClaimPoint, Decoration, Edge, Node, Scene, Shape, State
from gsn.report.drawing import Relation as Drawn
from gsn.report.views import View

_SHAPES: Mapping[Kind, tuple[Shape, Shape]] = {
    Kind.GOAL: (Shape.GOAL, Shape.AWAY_GOAL),
    Kind.STRATEGY: (Shape.STRATEGY, Shape.STRATEGY),
    Kind.SOLUTION: (Shape.SOLUTION, Shape.AWAY_SOLUTION),
    Kind.EVIDENCE: (Shape.SOLUTION, Shape.AWAY_SOLUTION),
    Kind.CONTEXT: (Shape.CONTEXT, Shape.AWAY_CONTEXT),
    Kind.ASSUMPTION: (Shape.ASSUMPTION, Shape.AWAY_ASSUMPTION),
    Kind.JUSTIFICATION: (Shape.JUSTIFICATION, Shape.AWAY_JUSTIFICATION),
    Kind.CHALLENGE: (Shape.CHALLENGE, Shape.AWAY_GOAL),
    Kind.MODULE: (Shape.MODULE, Shape.MODULE),
    Kind.CONTRACT: (Shape.CONTRACT, Shape.CONTRACT),
}
"""Each kind's shape in its own module, and in another's; a challenge is a goal (GSN v3, 1:6.2)."""

_RELATIONS = {
    Relationship.SUPPORTED_BY: Drawn.SUPPORTED_BY,
    Relationship.IN_CONTEXT_OF: Drawn.IN_CONTEXT_OF,
    Relationship.CHALLENGES: Drawn.CHALLENGES,
}
_STATELESS = frozenset({Kind.CONTEXT, Kind.ASSUMPTION, Kind.JUSTIFICATION, Kind.MODULE, Kind.CONTRACT})
"""What is not itself supported: its state is shown only where something is wrong with it."""


class Addresses(NamedTuple):
    """Where the elements of a scene lead, and the marks of what goes on elsewhere; empty for nowhere.

    ``all_lead`` is false where only away elements lead somewhere: to the diagram that they are at home in.
    """

    element: Callable[[Identity], str]
    continued: Callable[[Identity], str]
    all_lead: bool = True


def _nowhere(_: Identity) -> str:
    return ""


IN_THE_PAGE = Addresses(lambda identity: f"#{anchor(identity)}", _nowhere)
NOWHERE = Addresses(_nowhere, _nowhere)


def scene_of(
    argument: Argument,
    view: View,
    states: Mapping[Identity, ElementState],
    labels: Mapping[Identity, str],
    addresses: Addresses = IN_THE_PAGE,
) -> Scene:
    """The scene of one diagram.

    Args:
        argument: The argument.
        view: The part of it to draw.
        states: The state of every element.
        labels: For goals whose support is in another diagram, that diagram's name.
        addresses: Where elements lead.
    """
    return Scenes(argument, states, labels, addresses).scene_of(view)


class Scenes:
    """Makes the scenes of one argument's diagrams; what they share is found once."""

    def __init__(
        self,
        argument: Argument,
        states: Mapping[Identity, ElementState],
        labels: Mapping[Identity, str],
        addresses: Addresses = IN_THE_PAGE,
    ) -> None:
        self.argument = argument
        self.states = states
        self.labels = labels
        self.addresses = addresses
        self._points = claim_points(argument, addresses.element)

    def scene_of(self, view: View) -> Scene:
        """The scene of one diagram."""
        nodes = tuple(self._node(view, identity) for identity in view.members)
        edges = tuple(self._edge(link) for link in view.links)
        roots = ", ".join(name_of(root) or root.removesuffix("::") for root in view.roots[:_NAMED])
        roots += f" and {len(view.roots) - _NAMED} more" if len(view.roots) > _NAMED else ""
        described = (
            f"{len(nodes)} elements of {f'module {view.module}' if view.module else 'all modules'}, from {roots}"
        )
        return Scene(nodes, edges, f"Argument of {roots}", f"{described}{_counted(nodes)}.")

    def _node(self, view: View, identity: Identity) -> Node:
        argument = self.argument
        element, kind, state = argument.element(identity), argument.kind_of(identity), self.states.get(identity)
        module = module_of(identity)
        away = bool(view.module) and module != view.module
        shape = _SHAPES.get(kind, (Shape.UNREADABLE, Shape.UNREADABLE))[away]
        text = self._text(identity, element)
        return Node(
            key=identity,
            identifier=self._identifier(view, identity, shape),
            text=text,
            shape=shape,
            module=module if away and shape.startswith("away") else "",
            decorations=_decorations(element) if element is not None else frozenset(),
            confidence=self._points_at(view, identity),
            off_diagram=self.labels.get(identity, "") if identity in view.continued else "",
            off_diagram_href=self.addresses.continued(identity) if identity in view.continued else "",
            state=_drawn_state(kind, state),
            href=self.addresses.element(identity) if away or self.addresses.all_lead else "",
            title=_tooltip(identity, text, state),
        )

    def _text(self, identity: Identity, element: Element | None) -> str:
        """What an element says; what a module's head says, for a reference to it."""
        module = self.argument.case.modules.get(module_of(identity))
        shown = element if element is not None else module.head if module is not None else None
        return shown.text.plain if shown is not None and shown.text is not None else ""

    def _identifier(self, view: View, identity: Identity, shape: Shape) -> str:
        """An element's name, with its module where no mark of the shape says it."""
        name, module = name_of(identity), module_of(identity)
        if not name:
            return module
        home = view.module or self.argument.case.name
        return name if module == home or shape.startswith("away") else f"{module}::{name}"

    def _points_at(self, view: View, identity: Identity) -> tuple[ClaimPoint, ...]:
        """The claim points at an element, and those on its support where that is not in the diagram."""
        points = self._points.get(identity, ())
        if identity in view.continued:
            for link in self.argument.support_of(identity):
                points += self._points.get((link.source, link.target), ())
        return points

    def _edge(self, link: Link) -> Edge:
        return Edge(
            source=link.source,
            target=link.target if link.end is None else (link.target, link.end),
            relation=_RELATIONS[link.relationship],
            defeated=(link.source, link.target) in self.argument.defeated_relationships,
            confidence=self._points.get((link.source, link.target), ()),
        )


_NAMED = 5
"""Roots of a diagram that its title names."""


def _counted(nodes: tuple[Node, ...]) -> str:
    """How many elements are in which state, as the end of a sentence."""
    counts = Counter(node.state for node in nodes)
    told = [f"{counts[state]} {state}" for state in State if counts[state] and state is not State.NEUTRAL]
    return f": {', '.join(told)}" if told else ""


def _drawn_state(kind: Kind, state: ElementState | None) -> State:
    if state is None or (kind in _STATELESS and state.state.value == "supported"):
        return State.NEUTRAL
    return State(state.state.value)


def _tooltip(identity: Identity, text: str, state: ElementState | None) -> str:
    why = f" ({state.state}{': ' + state.why if state.why else ''})" if state is not None else ""
    return f"{identity} {text}{why}"


def _decorations(element: Element) -> frozenset[Decoration]:
    marks = set()
    says = element.says
    if isinstance(says, GoalStatement | StrategyStatement | ChallengeStatement) and says.undeveloped is not None:
        marks.add(Decoration.UNDEVELOPED)
    if isinstance(says, GoalStatement | ChallengeStatement) and says.by_contract is not None:
        marks.add(Decoration.BY_CONTRACT)
    if element.annotations.uninstantiated is not None or (element.text is not None and element.text.parameters):
        marks.add(Decoration.UNINSTANTIATED)
    if element.public:
        marks.add(Decoration.PUBLIC)
    if any(defeat.edge is None for defeat in element.annotations.defeated):
        marks.add(Decoration.DEFEATED)
    return frozenset(marks)
