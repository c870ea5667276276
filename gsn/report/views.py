"""Which part of an argument stands in which diagram.

A diagram holds some sixty elements at most, because nobody reads a larger one. A goal whose support does not fit is
drawn with the off-diagram mark (GSN v3, 1:2.2.20), and its support has a diagram of its own.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from gsn.argument import Argument
from gsn.model.case import Link, Relationship
from gsn.model.kinds import ARGUMENT, GOALS
from gsn.model.reference import Identity

MOST_ELEMENTS = 30
"""Elements of a document's diagram, as far as one step of the argument is not larger by itself."""

MOST_ALONE = 60
"""Elements of a diagram that stands alone, and is looked at on a whole screen."""

MOST_VIEWS = 300
"""Diagrams of a document; what is beyond them stands in the outline."""


@dataclass(frozen=True, slots=True)
class View:
    """One diagram: its elements in the order in which they are read, and the goals whose support is in another.

    ``module`` is the one whose view it is: what belongs to another is away there. Where it is empty, nothing is away.
    """

    module: str
    roots: tuple[Identity, ...]
    members: tuple[Identity, ...]
    links: tuple[Link, ...]
    continued: frozenset[Identity]


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a diagram may hold: elements, and steps from a goal to the goals below it."""

    elements: int | None = MOST_ALONE
    depth: int | None = None


ALONE = Extent()
WHOLE = Extent(elements=None)


def views_of(argument: Argument, most: int = MOST_ELEMENTS) -> list[View]:
    """The diagrams of a case, module by module; every element stands in at least one."""
    views: list[View] = []
    for module in argument.case.modules:
        views += _Part(argument, module).views(most)
    return views[:MOST_VIEWS]


def module_view(argument: Argument, module: str, extent: Extent = ALONE) -> View:
    """A module from its tops downward, as far as it fits."""
    part = _Part(argument, module)
    return part.view(tuple(part.roots()), extent)


def goal_view(argument: Argument, goal: Identity, extent: Extent = ALONE) -> View:
    """What stands below an element in its own module, as far as it fits."""
    return _Part(argument, goal.partition("::")[0]).view((goal,), extent)


def full_view(argument: Argument, extent: Extent = WHOLE) -> View:
    """All modules as one argument, in which what is shared stands once."""
    part = _Part(argument, "")
    return part.view(tuple(part.roots()), extent)


class _Part:
    """A module's own part of the graph, which are the relationships that its text states; or all of the graph."""

    def __init__(self, argument: Argument, module: str) -> None:
        self.argument = argument
        self.name = module
        self.links = argument.links_in(argument.case.modules[module].file) if module else argument.case.links
        self.below: defaultdict[Identity, list[tuple[Identity, Link]]] = defaultdict(list)
        self.nodes: dict[Identity, None] = {}
        self.hanging: set[Identity] = set()
        for link in self.links:
            upper, lower = link.source, link.target
            if link.relationship is Relationship.CHALLENGES:
                upper, lower = link.target, link.source
            self.below[upper].append((lower, link))
            self.hanging.add(lower)
            self.nodes.update({upper: None, lower: None})
        for element in argument.elements:
            if element.kind in ARGUMENT and module in {"", element.module}:
                self.nodes.setdefault(element.identity)

    def views(self, most: int) -> Iterator[View]:
        """Diagrams that hold all of the part together."""
        waiting = deque(self._packed(self.roots(), most))
        begun: set[Identity] = set()
        while waiting:
            view = self.view(waiting.popleft(), Extent(most))
            yield view
            waiting.extend((goal,) for goal in view.members if goal in view.continued and goal not in begun)
            begun |= view.continued

    def roots(self) -> list[Identity]:
        """What hangs below nothing here, the case's top goals first; then one element of each circle that is left."""
        tops = {goal.identity for goal in self.argument.tops}
        roots = sorted((node for node in self.nodes if node not in self.hanging), key=lambda node: node not in tops)
        reached = set(self.argument.walk(roots, self._targets))
        for node in self.nodes:
            if node not in reached:
                roots.append(node)
                reached.update(self.argument.walk([node], lambda at: set(self._targets(at)) - reached))
        return roots

    def _packed(self, roots: Iterable[Identity], most: int) -> list[tuple[Identity, ...]]:
        """Roots in groups that fit into one diagram together."""
        groups: list[tuple[Identity, ...]] = []
        room = 0
        for root in roots:
            size = sum(1 for _ in islice(self.argument.walk([root], self._targets), most + 1))
            if groups and size <= room:
                groups[-1] = (*groups[-1], root)
                room -= size
            else:
                groups.append((root,))
                room = most - size
        return groups

    def _targets(self, identity: Identity) -> list[Identity]:
        return [lower for lower, _ in self.below.get(identity, ())]

    def view(self, roots: tuple[Identity, ...], extent: Extent) -> View:
        """Fill a diagram step by step, each goal with all of its step or none of it; the first always has its own."""
        members = dict.fromkeys(roots)
        continued: dict[Identity, None] = {}
        waiting = deque((root, 0) for root in roots)
        filled = False
        while waiting:
            goal, depth = waiting.popleft()
            step = [node for node in self._step(goal) if node not in members]
            if extent.depth is not None and depth >= extent.depth:
                beyond, step = step, [node for node in self._scopes(goal) if node not in members]
                continued |= dict.fromkeys([goal] if len(step) < len(beyond) else [])
            elif step and filled and extent.elements is not None and len(members) + len(step) > extent.elements:
                continued[goal] = None
                continue
            filled = filled or bool(step)
            members.update(dict.fromkeys(step))
            waiting.extend((node, depth + 1) for node in step if self.argument.kind_of(node) in GOALS)
        return self._seen(roots, members, continued)

    def _seen(self, roots: tuple[Identity, ...], members: Iterable[Identity], continued: Iterable[Identity]) -> View:
        """The view of some elements, in reading order, with the relationships among them."""
        inside = set(members)
        links = [link for link in self.links if {link.source, link.target, link.end or link.source} <= inside]
        below: defaultdict[Identity, list[Identity]] = defaultdict(list)
        for link in links:
            challenge = link.relationship is Relationship.CHALLENGES
            below[link.target if challenge else link.source].append(link.source if challenge else link.target)
        order = dict.fromkeys(self.argument.walk([*roots, *members], lambda node: below.get(node, ())))
        return View(self.name, roots, tuple(order), tuple(links), frozenset(continued))

    def _scopes(self, goal: Identity) -> Iterator[Identity]:
        """What a goal itself is in the context of: it is read with the goal, wherever its support is."""
        for lower, link in self.below.get(goal, ()):
            if link.relationship is Relationship.IN_CONTEXT_OF:
                yield lower

    def _step(self, goal: Identity) -> list[Identity]:
        """What stands below a goal down to the next goals: its strategies with theirs, its solutions, its scopes."""
        return list(self.argument.walk(self._targets(goal), self._within_step))

    def _within_step(self, identity: Identity) -> list[Identity]:
        return [] if self.argument.kind_of(identity) in GOALS else self._targets(identity)
