"""From a part of an argument to the scene that is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gsn.argument import Argument
from gsn.element_state import ElementState
from gsn.model.case import Element, Link, Relationship
from gsn.model.kinds import Kind
from gsn.model.reference import Edge as Relation
from gsn.model.reference import Identity, module_of, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.report.anchors import anchor
from gsn.report.drawing import Decoration, Edge, Node, Scene, Shape, State
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
    Kind.CHALLENGE: (Shape.CHALLENGE, Shape.CHALLENGE),
    Kind.MODULE: (Shape.MODULE, Shape.MODULE),
    Kind.CONTRACT: (Shape.CONTRACT, Shape.CONTRACT),
}
"""Each kind's shape in its own module, and in another's."""

_RELATIONS = {
    Relationship.SUPPORTED_BY: Drawn.SUPPORTED_BY,
    Relationship.IN_CONTEXT_OF: Drawn.IN_CONTEXT_OF,
    Relationship.CHALLENGES: Drawn.CHALLENGES,
}
_STATELESS = frozenset({Kind.CONTEXT, Kind.ASSUMPTION, Kind.JUSTIFICATION, Kind.MODULE, Kind.CONTRACT})
"""What is not itself supported: its state is shown only where something is wrong with it."""


def scene_of(
    argument: Argument, view: View, states: Mapping[Identity, ElementState], labels: Mapping[Identity, str]
) -> Scene:
    """The scene of one diagram.

    Args:
        argument: The argument.
        view: The part of it to draw.
        states: The state of every element.
        labels: For goals whose support is in another diagram, that diagram's name.
    """
    points = _confidence_points(argument)
    nodes = tuple(_node(argument, view, identity, states, labels, points) for identity in view.members)
    edges = tuple(_edge(argument, link, points) for link in view.links)
    roots = ", ".join(name_of(root) or root.removesuffix("::") for root in view.roots)
    description = (
        f"{len(nodes)} elements of module {view.module}, from {roots}. The outline below says the same in words."
    )
    return Scene(nodes, edges, f"Argument of {roots}", description)


def _node(
    argument: Argument,
    view: View,
    identity: Identity,
    states: Mapping[Identity, ElementState],
    labels: Mapping[Identity, str],
    points: Mapping[Identity | tuple[Identity, Identity], str],
) -> Node:
    element = argument.element(identity)
    kind = argument.kind_of(identity)
    away = module_of(identity) != view.module
    own, elsewhere = _SHAPES.get(kind, (Shape.UNREADABLE, Shape.UNREADABLE))
    module = argument.case.modules.get(module_of(identity))
    text = element.text if element is not None else module.head.text if module is not None and module.head else None
    state = states.get(identity)
    return Node(
        key=identity,
        identifier=name_of(identity) or module_of(identity),
        text=text.plain if text is not None else "",
        shape=elsewhere if away else own,
        module=module_of(identity) if away else "",
        decorations=_decorations(element) if element is not None else frozenset(),
        confidence=points.get(identity, ""),
        off_diagram=labels.get(identity, "") if identity in view.continued else "",
        state=_drawn_state(kind, state),
        href=f"#{anchor(identity)}",
        title=_tooltip(identity, text.plain if text is not None else "", state),
    )


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
    if isinstance(says, GoalStatement) and says.by_contract is not None:
        marks.add(Decoration.BY_CONTRACT)
    if element.annotations.uninstantiated is not None or (element.text is not None and element.text.parameters):
        marks.add(Decoration.UNINSTANTIATED)
    if element.public:
        marks.add(Decoration.PUBLIC)
    if any(defeat.edge is None for defeat in element.annotations.defeated):
        marks.add(Decoration.DEFEATED)
    return frozenset(marks)


def _edge(argument: Argument, link: Link, points: Mapping[Identity | tuple[Identity, Identity], str]) -> Edge:
    target = link.target if link.end is None else (link.target, link.end)
    return Edge(
        source=link.source,
        target=target,
        relation=_RELATIONS[link.relationship],
        defeated=_is_defeated(argument, link),
        confidence=points.get((link.source, link.target), ""),
    )


def _is_defeated(argument: Argument, link: Link) -> bool:
    ends: Sequence[Element | None] = (argument.element(link.source), argument.element(link.target))
    pair = (link.source, link.target)
    return any(
        defeat.edge is not None and (defeat.edge.source.identity, defeat.edge.target.identity) == pair
        for end in ends
        if end is not None
        for defeat in end.annotations.defeated
    )


def _confidence_points(argument: Argument) -> dict[Identity | tuple[Identity, Identity], str]:
    """The names of assurance claim points, by the element or the relationship that they are on."""
    found: dict[Identity | tuple[Identity, Identity], str] = {}
    for point, says in argument.confidence_points():
        if isinstance(says.on, Relation):
            found[says.on.source.identity, says.on.target.identity] = point.name
        elif says.on is not None or point.parent is not None:
            found[says.on.identity if says.on is not None else point.parent or ""] = point.name
    return found
