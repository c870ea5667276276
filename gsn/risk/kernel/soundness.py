"""What may be leaned on: an element below which nothing is circular, marked or still unproved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from gsn.model.reference import Identity, name_of
from gsn.risk.kernel.conclusion import Refused
from gsn.risk.problem import ClaimId, Problem


class Soundness:
    """Answers are kept: a sound element stays sound, and an unsound one unsound until the claim it waits for is proved.

    ``proved`` grows while a certificate is read.
    """

    def __init__(
        self, problem: Problem, claims_of: Mapping[Identity, Sequence[ClaimId]], proved: Collection[ClaimId]
    ) -> None:
        self._problem = problem
        self._claims_of = claims_of
        self._proved = proved
        self._sound: set[Identity] = set()
        self._unsound: dict[Identity, tuple[str, ClaimId | None]] = {}

    @cached_property
    def _circular(self) -> frozenset[Identity]:
        return _reaching_a_cycle(self._problem.below)

    def require_grounded(self, element: Identity) -> None:
        """Refuse what rests on itself, or on something that does."""
        if element in self._circular:
            raise Refused(f"`{name_of(element)}` rests on something that rests on itself")

    def require(self, element: Identity) -> None:
        """Refuse what cannot be leaned on."""
        reason = self.why_not(element)
        if reason is not None:
            raise Refused(f"`{name_of(element)}` cannot be leaned on: {reason}")

    def why_not(self, element: Identity) -> str | None:
        """Why an element cannot be leaned on; nothing where it can."""
        if element in self._sound:
            return None
        if element in self._unsound:
            reason, awaited = self._unsound[element]
            if awaited is None or awaited not in self._proved:
                return reason
        flaw = self._flaw_below(element)
        if flaw is None:
            return None
        self._unsound[element] = flaw
        return flaw[0]

    def _flaw_below(self, element: Identity) -> tuple[str, ClaimId | None] | None:
        """The first flaw found, with the claim that would mend it if it were proved. Else all of it is sound."""
        if element in self._circular:
            return "it rests on something that rests on itself", None
        problem = self._problem
        reached, waiting = {element}, [element]
        while waiting:
            here = waiting.pop()
            if problem.marks.get(here):
                return f"`{name_of(here)}` {problem.marks[here][0]}", None
            unproved = next((claim for claim in self._claims_of.get(here, ()) if claim not in self._proved), None)
            if unproved is not None:
                return f"a claim of `{name_of(here)}` is not proved before", unproved
            for below in problem.below.get(here, ()):
                if (here, below) in problem.marked_edges:
                    return _told_edge(problem, here, below), None
                if below not in reached and below not in self._sound:
                    reached.add(below)
                    waiting.append(below)
        self._sound |= reached
        return None

    def require_unmarked(self, *elements: Identity) -> None:
        for element in elements:
            if self._problem.marks.get(element):
                raise Refused(f"`{name_of(element)}` {self._problem.marks[element][0]}")

    def require_unmarked_edge(self, source: Identity, target: Identity) -> None:
        if (source, target) in self._problem.marked_edges:
            raise Refused(_told_edge(self._problem, source, target))


def _told_edge(problem: Problem, source: Identity, target: Identity) -> str:
    reason = problem.marked_edges[source, target]
    return f"the step from `{name_of(source)}` to `{name_of(target)}` {reason}"


def _reaching_a_cycle(below: Mapping[Identity, Sequence[Identity]]) -> frozenset[Identity]:
    """Every element from which a cycle is reached: what is left when all over nothing is taken off in turn."""
    open_below = {element: len(set(targets)) for element, targets in below.items() if targets}
    above: dict[Identity, list[Identity]] = {}
    for element, targets in below.items():
        for target in set(targets):
            above.setdefault(target, []).append(element)
    settled = [target for target in above if target not in open_below]
    while settled:
        target = settled.pop()
        for element in above.get(target, ()):
            open_below[element] -= 1
            if not open_below[element]:
                del open_below[element]
                settled.append(element)
    return frozenset(open_below)
