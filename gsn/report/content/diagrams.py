"""The diagrams of a case: which there are, what stands in each, and the scenes that they are drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from gsn.model.reference import Identity
from gsn.report.architecture import architecture_of
from gsn.report.content.basis import Basis
from gsn.report.drawing import Scene
from gsn.report.model.argument import Diagram, DiagramLink, DiagramNode
from gsn.report.scenes import Scenes
from gsn.report.views import View, views_of


@dataclass(frozen=True, slots=True)
class Diagrams:
    """The diagrams by module, the scene of each by its id, and in which of them each element stands.

    ``architecture`` is the diagram of the modules; nothing where there is but one.
    """

    architecture: Diagram | None
    by_module: Mapping[str, tuple[Diagram, ...]]
    scenes: Mapping[str, Scene]
    of: Mapping[Identity, tuple[str, ...]]


def diagrams_of(basis: Basis) -> Diagrams:
    """Every diagram of a case, numbered in the order of its modules."""
    views = views_of(basis.argument)
    labels = {root: f"Diagram {number}" for number, view in enumerate(views, 1) for root in view.roots}
    drawn = Scenes(basis.argument, basis.states, labels)
    scenes: dict[str, Scene] = {}
    diagrams: list[Diagram] = []
    standing: defaultdict[Identity, list[str]] = defaultdict(list)
    for number, view in enumerate(views, 1):
        id_ = f"diagram-{number}"
        scenes[id_] = drawn.scene_of(view)
        diagrams.append(_diagram(basis, view, scenes[id_], number))
        for member in view.members:
            standing[member].append(id_)
    architecture = _architecture(basis, scenes) if len(basis.case.modules) > 1 else None
    by_module = {name: tuple(held) for name, held in groupby(diagrams, key=lambda diagram: diagram.module)}
    return Diagrams(architecture, by_module, scenes, {member: tuple(held) for member, held in standing.items()})


def _architecture(basis: Basis, scenes: dict[str, Scene]) -> Diagram:
    """The modules and how they bear on one another (GSN v3, 1:4.4)."""
    scene = scenes["architecture"] = architecture_of(
        basis.argument, basis.states, lambda identity: f"#{basis.module_target(identity)}"
    )
    links = tuple(
        DiagramLink(edge.source, edge.target, "", edge.relation.value.replace("-", " "))
        for edge in scene.edges
        if isinstance(edge.target, str)
    )
    return Diagram("architecture", 0, "", scene.title, scene.description, _nodes(basis, scene), links)


def _diagram(basis: Basis, view: View, scene: Scene, number: int) -> Diagram:
    links = tuple(DiagramLink(link.source, link.target, link.end or "", link.relationship.value) for link in view.links)
    nodes = _nodes(basis, scene)
    return Diagram(f"diagram-{number}", number, view.module, scene.title, scene.description, nodes, links)


def _nodes(basis: Basis, scene: Scene) -> tuple[DiagramNode, ...]:
    return tuple(
        DiagramNode(
            id=node.key,
            name=f"{node.module}::{node.identifier}" if node.module else node.identifier,
            kind=basis.argument.kind_of(node.key).value,
            text=node.text,
            state="" if node.state.value == "neutral" else node.state.value,
            away=bool(node.module),
            marks=tuple(sorted(mark.value.replace("_", " ") for mark in node.decorations)),
            continued=node.off_diagram,
        )
        for node in scene.nodes
    )
