"""Which part of an argument stands in which diagram.

A diagram holds about thirty elements, because nobody reads a larger one. A goal whose support does not fit is drawn
with the off-diagram mark (GSN v3, 1:2.2.20), and its support has a diagram of its own.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.model.case import Link, Relationship
from gsn.model.kinds import ARGUMENT, GOALS
from gsn.model.reference import Identity

MOST_ELEMENTS = 30
"""Elements of a diagram, as far as one step of the argument is not larger by itself."""

MOST_VIEWS = 300
"""Diagrams of a document; what is beyond them stands in the outline."""


@dataclass(frozen=True, slots=True)
class View:
    """One diagram: its elements in the order in which they are met, and the goals whose support is in another."""

    module: str
    roots: tuple[Identity, ...]
    members: tuple[Identity, ...]
    links: tuple[Link, ...]
    continued: frozenset[Identity]


def views_of(argument: Argument) -> list[View]:
    """The diagrams of a case, module by module; every element stands in at least one."""
    views: list[View] = []
    for module in argument.case.modules:
        views += _Module(argument, module).views()
    return views[:MOST_VIEWS]


class _Module:
    """One module's own part of the graph: the relationships that its text states."""

    def __init__(self, argument: Argument, module: str) -> None:
        self.argument = argument
        self.name = module
        self.links = argument.links_in(argument.case.modules[module].file)
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
            if element.module == module and element.kind in ARGUMENT:
                self.nodes.setdefault(element.identity)

    def views(self) -> list[View]:
        views: list[View] = []
        placed: set[Identity] = set()
        waiting = deque(self._packed(self._roots()))
        begun: set[Identity] = set()
        while waiting or self._left(placed):
            view = self._view(waiting.popleft() if waiting else self._left(placed))
            views.append(view)
            placed.update(view.members)
            waiting.extend((goal,) for goal in view.members if goal in view.continued and goal not in begun)
            begun |= view.continued
        return views

    def _left(self, placed: set[Identity]) -> tuple[Identity, ...]:
        """The first element that no diagram holds yet: one on a circle, which hangs below itself."""
        return tuple([node for node in self.nodes if node not in placed][:1])

    def _roots(self) -> list[Identity]:
        """What hangs below nothing in this module, the case's top goals first."""
        tops = {goal.identity for goal in self.argument.tops}
        roots = [node for node in self.nodes if node not in self.hanging]
        return sorted(roots, key=lambda node: node not in tops)

    def _packed(self, roots: Iterable[Identity]) -> list[tuple[Identity, ...]]:
        """Roots in groups that fit into one diagram together."""
        groups: list[tuple[Identity, ...]] = []
        room = 0
        for root in roots:
            size = sum(1 for _ in self.argument.walk([root], self._targets))
            if groups and size <= room:
                groups[-1] = (*groups[-1], root)
                room -= size
            else:
                groups.append((root,))
                room = MOST_ELEMENTS - size
        return groups

    def _targets(self, identity: Identity) -> list[Identity]:
        return [lower for lower, _ in self.below.get(identity, ())]

    def _view(self, roots: tuple[Identity, ...]) -> View:
        """Fill a diagram step by step, each goal with all of its step or with none of it."""
        members = dict.fromkeys(roots)
        continued: set[Identity] = set()
        waiting = deque(roots)
        while waiting:
            goal = waiting.popleft()
            step = [node for node in self._step(goal) if node not in members]
            if step and goal not in roots and len(members) + len(step) > MOST_ELEMENTS:
                continued.add(goal)
                continue
            members.update(dict.fromkeys(step))
            waiting.extend(node for node in step if self.argument.kind_of(node) in GOALS)
        inside = [
            link
            for link in self.links
            if link.source in members and link.target in members and (link.end is None or link.end in members)
        ]
        return View(self.name, roots, tuple(members), tuple(inside), frozenset(continued))

    def _step(self, goal: Identity) -> list[Identity]:
        """What stands below a goal down to the next goals: its strategies with theirs, its solutions, its scopes."""
        return list(self.argument.walk(self._targets(goal), self._within_step))

    def _within_step(self, identity: Identity) -> list[Identity]:
        return [] if self.argument.kind_of(identity) in GOALS else self._targets(identity)
