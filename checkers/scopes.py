"""Which contexts and assumptions are in scope of a shared element, and whether all paths to it agree.

For each element two sets are carried down the argument: the scopes on *every* path to it and those on *some*. They are
kept as bits of an integer, so that a lattice with exponentially many paths takes one pass over its relationships, and
only as long as something below still needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.model.kinds import Kind
from gsn.model.reference import Identity

_SUPPORTING = frozenset({Kind.GOAL, Kind.STRATEGY})
_SCOPING = frozenset({Kind.CONTEXT, Kind.ASSUMPTION})
"""Justifications are local (GSN v3, 1:2.2.14)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Scopes on every path to an element, and on some path, as bits."""

    every: int = 0
    some: int = 0

    def within(self, own: int) -> Reach:
        """The same below an element that has scopes of its own."""
        return Reach(self.every | own, self.some | own) if own else self


def differing_scopes(argument: Argument) -> Iterator[tuple[Identity, list[Identity]]]:
    """Shared elements, each with the scopes that hold on some paths to it and not on all.

    Only where paths part is told: what an element inherits from a shared one above it is told there.
    """
    linked_often = [element.identity for element in argument.elements if len(argument.parents_of(element.identity)) > 1]
    shared = [identity for identity in linked_often if len(_parents(argument, identity)) > 1]
    if not shared:
        return
    parents = {identity: _parents(argument, identity) for identity in _above(argument, shared)}
    own, scopes = _own_scopes(argument, parents)
    needed = dict.fromkeys(parents, 0)
    for above in parents.values():
        for parent in above:
            needed[parent] += 1
    reach: dict[Identity, Reach] = {}
    for identity in _parents_first(parents):
        met = [reach[parent] for parent in parents[identity]]
        differing = _met(met) if len(met) > 1 else 0
        reach[identity] = (_joined(met) if met else Reach()).within(own[identity])
        if differing := differing & ~own[identity]:
            yield identity, [scopes[bit] for bit in _set_bits(differing)]
        for parent in parents[identity]:
            needed[parent] -= 1
            if not needed[parent]:
                del reach[parent]


def _set_bits(bits: int) -> Iterator[int]:
    """The places of the ones in a number, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _joined(met: list[Reach]) -> Reach:
    if len(met) == 1:
        return met[0]
    every = some = met[0].every
    for one in met:
        every &= one.every
        some |= one.some
    return Reach(every, some)


def _met(met: list[Reach]) -> int:
    """Scopes on which the paths that meet differ, each of them agreeing in itself."""
    joined, inherited = _joined(met), 0
    for one in met:
        inherited |= one.some & ~one.every
    return joined.some & ~joined.every & ~inherited


def _parents(argument: Argument, identity: Identity) -> list[Identity]:
    """What an element supports, each once; contexts scope nothing themselves."""
    return list(dict.fromkeys(link.source for link in argument.parents_of(identity) if link.kind in _SUPPORTING))


def _above(argument: Argument, shared: list[Identity]) -> list[Identity]:
    """The shared elements with all that stands above them."""
    return list(argument.walk(shared, lambda identity: _parents(argument, identity)))


def _own_scopes(
    argument: Argument, identities: dict[Identity, list[Identity]]
) -> tuple[dict[Identity, int], list[Identity]]:
    """The contexts and assumptions of each element as bits, and the scope that each bit stands for."""
    bits: dict[Identity, int] = {}
    own: dict[Identity, int] = {}
    for identity in identities:
        own[identity] = 0
        for link in argument.context_of(identity):
            if argument.kind_of(link.target) in _SCOPING:
                own[identity] |= 1 << bits.setdefault(link.target, len(bits))
    return own, list(bits)


def _parents_first(parents: dict[Identity, list[Identity]]) -> Iterator[Identity]:
    """Each element after all that it supports; elements on a circle, and below one, never come."""
    waiting = {identity: len(above) for identity, above in parents.items()}
    children: dict[Identity, list[Identity]] = {identity: [] for identity in parents}
    for identity, above in parents.items():
        for parent in above:
            children[parent].append(identity)
    ready = [identity for identity in parents if waiting[identity] == 0]
    while ready:
        identity = ready.pop()
        yield identity
        for child in children[identity]:
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
