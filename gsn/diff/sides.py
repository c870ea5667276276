"""Two cases beside each other: their elements paired, and what each element of one is in the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gsn.argument import Argument
from gsn.checking import Judgement
from gsn.diff.pairing import Pairs, pair
from gsn.model.case import Case, Element
from gsn.model.reference import Identity


class Sides(NamedTuple):
    """The old case and the new one, both judged on the same day."""

    old: Judgement
    new: Judgement
    pairs: Pairs

    @property
    def before(self) -> Argument:
        return self.old.argument

    @property
    def after(self) -> Argument:
        return self.new.argument

    @property
    def old_case(self) -> Case:
        return self.old.case

    @property
    def new_case(self) -> Case:
        return self.new.case

    def paired(self) -> Iterator[tuple[Element, Element]]:
        """The elements that both have, in the order of the new text."""
        old_of = {after: before for before, after in self.pairs.new_of.items()}
        for identity, element in self.new_case.elements.items():
            if identity in old_of:
                yield self.old_case.elements[old_of[identity]], element

    def felt(self, identity: Identity) -> tuple[Identity, ...]:
        """Where in the new case something of the old one is felt: at itself, or where it stood if it is gone."""
        found: list[Identity] = []
        seen: set[Identity] = set()
        waiting = [identity]
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            renamed = self.pairs.new_of.get(here)
            if renamed is not None:
                found.append(renamed)
                continue
            waiting += [link.source for link in self.before.parents_of(here)]
            waiting += [link.target for link in self.before.challenged_by(here)]
        return tuple(found)


def beside(old: Judgement, new: Judgement) -> Sides:
    """Put two judgements beside each other."""
    return Sides(old, new, pair(old.case, new.case))
