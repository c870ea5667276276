"""Which contexts and assumptions are in scope of a shared element, and whether all paths to it agree.

For each element two sets are carried down the argument: the scopes on *every* path to it and those on *some*. They are kept
as bits of an integer, so that a lattice with exponentially many paths takes a pass over its relationships.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.model.kinds import Kind
from gsn.model.reference import Identity


@dataclass(frozen=True, slots=True)
class Reach:
    """Scopes on every path to an element, and on some path, as bits."""

    every: int
    some: int


def differing_scopes(argument: Argument) -> Iterator[tuple[Identity, list[Identity]]]:
    """Shared elements, each with the scopes that hold on some paths to it and not on all.

    Only where paths part is told: what an element inherits from a shared one above it is told there.
    """
    shared = [element.identity for element in argument.elements if len(_parents(argument, element.identity)) > 1]
    if not shared:
        return
    above = list(argument.walk(shared, lambda identity: _parents(argument, identity)))
    own, scopes = _own_scopes(argument, above)
    reach: dict[Identity, Reach] = {}
    for identity in _parents_first(argument, above):
        parents = [parent for parent in _parents(argument, identity) if parent in reach]
        met = [Reach(reach[parent].every | own[parent], reach[parent].some | own[parent]) for parent in parents]
        every = some = 0
        if met:
            every = met[0].every
            for one in met:
                every &= one.every
                some |= one.some
        reach[identity] = Reach(every, some)
        inherited = 0
        for one in met:
            inherited |= one.some & ~one.every
        new = some & ~every & ~inherited & ~own[identity]
        if new and len(parents) > 1:
            yield identity, [scope for bit, scope in enumerate(scopes) if new >> bit & 1]


def _parents(argument: Argument, identity: Identity) -> list[Identity]:
    """What an element supports, each once; justifications are local and contexts scope nothing themselves."""
    return list(dict.fromkeys(link.source for link in argument.parents_of(identity) if link.kind in _SUPPORTING))


_SUPPORTING = frozenset({Kind.GOAL, Kind.STRATEGY})


def _own_scopes(argument: Argument, identities: list[Identity]) -> tuple[dict[Identity, int], list[Identity]]:
    """The contexts and assumptions of each element as bits, and the scope that each bit stands for."""
    bits: dict[Identity, int] = {}
    own: dict[Identity, int] = {}
    for identity in identities:
        own[identity] = 0
        for link in argument.context_of(identity):
            if argument.kind_of(link.target) in {Kind.CONTEXT, Kind.ASSUMPTION}:
                own[identity] |= 1 << bits.setdefault(link.target, len(bits))
    return own, list(bits)


def _parents_first(argument: Argument, identities: list[Identity]) -> Iterator[Identity]:
    """Each element after all that it supports; elements on a circle never come."""
    members = set(identities)
    waiting = {identity: sum(parent in members for parent in _parents(argument, identity)) for identity in identities}
    children: dict[Identity, list[Identity]] = {identity: [] for identity in identities}
    for identity in identities:
        for parent in _parents(argument, identity):
            if parent in members:
                children[parent].append(identity)
    ready = [identity for identity in identities if waiting[identity] == 0]
    while ready:
        identity = ready.pop()
        yield identity
        for child in children[identity]:
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
