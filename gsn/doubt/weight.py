"""How much rests on a doubt: of the elements that a case rests on, those that rest on what the doubt is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from gsn.argument import Argument
from gsn.model.reference import Identity


class Weights:
    """Counts of what rests on elements, themselves included; zero for what the case does not rest on.

    On a circle, which no argument may have, a count is no more than near.
    """

    def __init__(self, argument: Argument) -> None:
        self._argument = argument
        self._known: dict[Identity, int] = {}

    @property
    def most(self) -> int:
        """The weight of a doubt on which everything rests."""
        return len(self._argument.carried)

    def of(self, identities: Iterable[Identity]) -> int:
        """How many elements rest on any of these."""
        starts = tuple(dict.fromkeys(identity for identity in identities if identity in self._argument.carried))
        if len(starts) == 1:
            return self._of_one(starts[0])
        return self._walked(starts)

    def _of_one(self, start: Identity) -> int:
        """An element that only one other rests on has that one's weight and itself: a long chain is gone up once."""
        chain: dict[Identity, None] = {}
        at = start
        while at not in self._known and at not in chain and len(self._above.get(at, ())) == 1:
            chain[at] = None
            at = self._above[at][0]
        if at in chain:
            return self._walked([start])  # a circle, which weighs all that is on it or rests on it
        if at not in self._known:
            self._known[at] = self._walked([at])
        for below in reversed(chain):
            self._known[below] = self._known[at] + 1
            at = below
        return self._known[start]

    def _walked(self, starts: Iterable[Identity]) -> int:
        return sum(1 for _ in self._argument.walk(starts, lambda identity: self._above.get(identity, ())))

    @cached_property
    def _above(self) -> Mapping[Identity, tuple[Identity, ...]]:
        found: defaultdict[Identity, list[Identity]] = defaultdict(list)
        for element in self._argument.carried:
            for below in dict.fromkeys(self._argument.rests_on(element)):
                found[below].append(element)
        return {below: tuple(above) for below, above in found.items()}
