"""Licences that cannot hold: what they say contradicts another, or the definitions of their own events."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from gsn.model.reference import Identity
from gsn.risk.parts import basic_parts
from gsn.risk.problem import Licence, LicenceKind, Problem


class Contradiction(NamedTuple):
    """Two licences that say of the same events what cannot both be so."""

    licence: Licence
    earlier: Licence
    events: tuple[Identity, ...]


class SharedPart(NamedTuple):
    """Two events of a licence that gives each causes of its own, and what both are made of."""

    licence: Licence
    first: Identity
    second: Identity
    part: Identity


def contradictions(problem: Problem) -> Iterator[Contradiction]:
    """Each pair of licences that contradict each other, the later one first."""
    for index, licence in enumerate(problem.licences):
        for earlier in problem.licences[:index]:
            shared = tuple(name for name in licence.members if name in earlier.members)
            if licence.given == earlier.given and len(shared) > 1 and _contradict(licence.kind, earlier.kind):
                yield Contradiction(licence, earlier, shared)


def _contradict(first: LicenceKind, second: LicenceKind) -> bool:
    kinds = {first, second}
    if kinds == {LicenceKind.COMMON_CAUSE}:
        return True
    if LicenceKind.EXCLUSIVE in kinds:
        return len(kinds) > 1
    return kinds == {LicenceKind.INDEPENDENT, LicenceKind.COMMON_CAUSE}


def shared_parts(problem: Problem) -> Iterator[SharedPart]:
    """Each licence of independence or of a common cause whose events have a part in common, by the first such pair."""
    for licence in problem.licences:
        if licence.kind in {LicenceKind.INDEPENDENT, LicenceKind.COMMON_CAUSE}:
            found = _shared(problem, licence)
            if found is not None:
                yield found


def _shared(problem: Problem, licence: Licence) -> SharedPart | None:
    parts = {member: basic_parts(problem, member) for member in licence.members}
    for first, second in combinations(licence.members, 2):
        common = sorted(parts[first] & parts[second])
        if common:
            return SharedPart(licence, first, second, common[0])
    return None


def void_licences(problem: Problem) -> list[Licence]:
    """The licences that nothing can be concluded from, whatever argues them."""
    found = [shared.licence for shared in shared_parts(problem)]
    for contradiction in contradictions(problem):
        found += [contradiction.licence, contradiction.earlier]
    return found
