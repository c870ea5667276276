"""The elements of a case as a document shows them, and the outline of each module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gsn.element_state import State as Word
from gsn.model.case import Element as Declared
from gsn.model.case import Module as Text
from gsn.model.case import Relationship, module_identity
from gsn.model.kinds import ARGUMENT, GOALS, Kind
from gsn.model.reference import Identity, module_of, name_of
from gsn.report.anchors import anchor
from gsn.report.content.basis import Basis
from gsn.report.model.argument import ClaimLine, Diagram, Element, Module, Row, Section, State
from gsn.report.model.document import Count

MOST_SCOPES = 12
"""Scopes from above that are named at an element; an argument may be as deep as its author made it."""

_ARGUED = ARGUMENT | {Kind.CONFIDENCE, Kind.UNREADABLE}
_SCOPED = GOALS | {Kind.STRATEGY, Kind.SOLUTION}

_SECTIONS = (
    ("System and configurations", (Kind.SYSTEM, Kind.CONFIGURATION)),
    ("Hazards and scenarios", (Kind.HAZARD, Kind.SCENARIO)),
    ("Mitigations", (Kind.MITIGATION,)),
    ("Quantities", (Kind.FREQUENCY, Kind.PROBABILITY)),
    ("Actors", (Kind.ACTOR,)),
)


class _Scope(NamedTuple):
    """What an element stands in by what is above it: the nearest, and how many more there are."""

    named: tuple[Identity, ...]
    more: int


class _Line(NamedTuple):
    """A line of an outline before it is told."""

    identity: Identity
    kind: Kind
    depth: int


@dataclass(frozen=True)
class Elements:
    """Makes the records of elements.

    ``claims`` are the lines on each goal's claims, ``diagrams`` the diagrams that each element stands in.
    """

    basis: Basis
    claims: Mapping[Identity, tuple[ClaimLine, ...]]
    diagrams: Mapping[Identity, tuple[str, ...]]

    def record(self, declared: Declared) -> Element:
        """The full record of one element."""
        basis, identity = self.basis, declared.identity
        scope = self._scopes.get(identity, _NO_SCOPE) if declared.kind in _SCOPED else _NO_SCOPE
        above = (link.source for link in basis.argument.parents_of(identity))
        challenged = (link.target for link in basis.argument.challenged_by(identity))
        return Element(
            id=anchor(identity),
            name=name_of(identity),
            kind=declared.kind.value,
            module=declared.module,
            public=declared.public,
            text=basis.line(declared.text),
            clauses=basis.written(declared),
            state=self.state(identity),
            scope=basis.parts(scope.named),
            scope_more=scope.more,
            supports=basis.parts([*above, *challenged]),
            claims=self.claims.get(identity, ()),
            findings=basis.finding_ids(identity),
            diagrams=self.diagrams.get(identity, ()),
            prose=declared.annotations.prose is not None,
            place=basis.place(declared.place),
        )

    def state(self, identity: Identity) -> State | None:
        """An element's state; nothing for what only scopes or states a fact, and with which nothing is wrong."""
        held = self.basis.states.get(identity)
        unsupported = self.basis.argument.kind_of(identity) not in _SCOPED | {Kind.EVIDENCE, Kind.UNREADABLE}
        if held is None or (unsupported and held.state is Word.SUPPORTED):
            return None
        return State(held.state.value, held.state.sign, self.basis.said(held.why))

    def sections(self) -> Iterator[Section]:
        """Statements that are no part of the argument itself, by what they are about."""
        by_kind = self.basis.argument.by_kind
        for title, kinds in _SECTIONS:
            found = [element for kind in kinds for element in by_kind[kind]]
            if found:
                yield Section(title, tuple(map(self.record, found)))

    def counts(self) -> Iterator[Count]:
        """How many goals, strategies, solutions and challenges are in each state."""
        counted: defaultdict[Word, int] = defaultdict(int)
        for kind in sorted(_SCOPED):
            for element in self.basis.argument.by_kind[kind]:
                counted[self.basis.states[element.identity].state] += 1
        for word in Word:
            if counted[word]:
                yield Count(word.value, word.sign, counted[word])

    @cached_property
    def _scopes(self) -> Mapping[Identity, _Scope]:
        """The scope of each element where it is first met on the way down (GSN v3, 1:2.2.11-19)."""
        argument = self.basis.argument
        found: dict[Identity, _Scope] = {}
        starts = [goal.identity for goal in (*argument.tops, *argument.roots)]
        starts += [challenge.identity for challenge in argument.by_kind[Kind.CHALLENGE]]
        for identity in argument.walk(starts, argument.rests_on):
            held = found.get(identity, _NO_SCOPE)
            own = [
                link.target
                for link in argument.context_of(identity)
                if argument.kind_of(link.target) is not Kind.JUSTIFICATION
            ]
            passed = _wider(held, own) if own else held
            for link in argument.support_of(identity):
                found.setdefault(link.target, passed)
        return found

    # Modules

    def module(self, text: Text, diagrams: Sequence[Diagram]) -> Module:
        """A module with its diagrams and its outline."""
        head = text.head
        return Module(
            id=anchor(module_identity(text.name)),
            name=text.name,
            kind=text.kind.value,
            text=head.text.plain if head is not None and head.text is not None else "",
            file=self.basis.file(text.file),
            clauses=self.basis.written(head) if head is not None else (),
            diagrams=tuple(diagrams),
            outline=tuple(self._rows(text)),
        )

    def _rows(self, text: Text) -> Iterator[Row]:
        told: set[Identity] = set()
        for line in self._outline(text):
            identity, declared = line.identity, self.basis.argument.element(line.identity)
            own = declared is not None and declared.module == text.name and declared.kind in _ARGUED
            first = own and identity not in told
            told.add(identity)
            yield Row(
                depth=line.depth,
                part=self.basis.part(identity, text.name),
                kind=line.kind.value,
                text=self.basis.text_of(identity),
                state=self.state(identity),
                element=self.record(declared) if first and declared is not None else None,
            )

    def _outline(self, text: Text) -> Iterator[_Line]:
        """What a text states, each element below what it supports, scopes or challenges. Depth has no limit."""
        below = self._below(text)
        own = [element for element in self.basis.argument.by_module.get(text.name, ()) if element.kind in _ARGUED]
        nodes = dict.fromkeys([*below, *(element.identity for element in own)])
        hanging = {identity for lines in below.values() for identity, _ in lines}
        tops = {goal.identity for goal in self.basis.argument.tops}
        roots = sorted((node for node in nodes if node not in hanging), key=lambda node: node not in tops)
        seen: set[Identity] = set()
        for root in (*roots, *nodes):  # what stands on a circle hangs below itself, and is no root
            if root in seen:
                continue
            stack = [_Line(root, self.basis.argument.kind_of(root), 0)]
            while stack:
                line = stack.pop()
                yield line
                if line.identity in seen:
                    continue
                seen.add(line.identity)
                lower = below.get(line.identity, ())
                stack += [_Line(identity, kind, line.depth + 1) for identity, kind in reversed(lower)]

    def _below(self, text: Text) -> dict[Identity, list[tuple[Identity, Kind]]]:
        """What stands under each element by what a text states, in the author's order."""
        argument = self.basis.argument
        found: defaultdict[Identity, list[tuple[tuple[str, int, int], Identity, Kind]]] = defaultdict(list)
        for link in argument.links_in(text.file):
            if link.relationship is Relationship.CHALLENGES:
                found[link.target].append((link.place.order, link.source, link.kind))
            else:
                found[link.source].append((link.place.order, link.target, link.kind))
        for point in argument.by_kind[Kind.CONFIDENCE]:
            if point.parent is not None and point.module == text.name and module_of(point.parent) == text.name:
                found[point.parent].append((point.place.order, point.identity, point.kind))
        return {
            upper: [(lower, kind) for _, lower, kind in sorted(lines, key=lambda each: each[0])]
            for upper, lines in found.items()
        }


_NO_SCOPE = _Scope((), 0)


def _wider(scope: _Scope, own: Sequence[Identity]) -> _Scope:
    """A scope with what an element adds to it; the nearest are named."""
    named = tuple(dict.fromkeys((*own, *scope.named)))
    return _Scope(named[:MOST_SCOPES], scope.more + max(len(named) - MOST_SCOPES, 0))
