"""Common causes: how a group's total probability is shared out over the sets of members that fail together.

With m members of total probability Q, k of which fail together (Mosleh and others, NUREG/CR-4780 and NUREG/CR-5485, as
the Open-PSA format names the models):

    beta-factor    (1 - beta)·Q for one, beta·Q for all
    MGL            Q · rho(2)·…·rho(k) · (1 - rho(k+1)) / C(m-1, k-1); without the last factor at the highest level
    alpha-factor   Q · k·alpha(k) / (C(m-1, k-1) · sum of j·alpha(j))
    phi-factor     Q · phi(k)

Each set of members becomes an event of its own, and these are independent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from itertools import combinations
from math import comb
from types import MappingProxyType
from typing import NamedTuple

from gsn.openpsa.document import OpenPsaProblem, shown
from gsn.openpsa.enclosure import Enclosure, exactly, minus, over, plus, times
from gsn.openpsa.expressions import NOUGHT, ONE
from gsn.openpsa.tree import CauseGroup, Event, Tree
from gsn.risk.formula import Gate, Operator

MOST_CAUSES = 10_000
"""Events that a model's groups become: thirteen members of one group that fail in every set."""

_SUM_TO_ONE = Fraction(1, 10**6)
"""What a sum of shares may be off, as they are written with few digits."""


class Factors(NamedTuple):
    """A group's factors by their levels, and how many members it has."""

    by_level: Mapping[int, Enclosure]
    members: int
    line: int


def together(model: str, factors: Factors, total: Enclosure) -> tuple[Enclosure, ...]:
    """The probability that a given set of k members fails together, for each k from 1 on.

    Raises:
        OpenPsaProblem: No such model, or factors that it does not take.
    """
    known = _MODELS.get(model)
    if known is None:
        raise OpenPsaProblem(
            f"the model {shown(model)} of common causes is not one of {', '.join(_MODELS)}", factors.line
        )
    for value in factors.by_level.values():
        if value.low < 0 or value.high > 1:
            raise OpenPsaProblem("a factor of common causes lies within 0 and 1", factors.line)
    return known(factors, total)


def expanded(tree: Tree) -> Tree:
    """The tree in which each member of a group is a gate over the events of its sets."""
    gates, events = dict(tree.gates), dict(tree.events)
    for group in tree.groups:
        causes: dict[str, list[str]] = {member: [] for member in group.members}
        for size, probability in enumerate(group.together, start=1):
            for members in combinations(group.members, size) if probability.high > 0 else ():
                name = f"[{' '.join(members)}]"
                events[name] = Event(name, probability, f"common cause of {group.name}")
                for member in members:
                    causes[member].append(name)
        for member, names in causes.items():
            gates[member] = Gate(Operator.OR, tuple(names))
            del events[member]
    return Tree(tree.name, tree.top, gates, tree.labels, events, (), tree.notes)


def causes_of(group: CauseGroup) -> int:
    """How many events a group becomes."""
    sizes = enumerate(group.together, start=1)
    return sum(comb(len(group.members), size) for size, probability in sizes if probability.high > 0)


def of_member(group: CauseGroup) -> Enclosure:
    """Between what a given member fails with: the most probable of the sets that it is in, and the sum of them all."""
    others = len(group.members) - 1
    total = reduce(plus, (times(exactly(comb(others, size)), each) for size, each in enumerate(group.together)))
    return Enclosure(max(each.low for each in group.together), min(total.high, Fraction(1)))


# Models


def _beta(factors: Factors, total: Enclosure) -> tuple[Enclosure, ...]:
    if len(factors.by_level) != 1:
        raise OpenPsaProblem("the beta-factor model takes one factor", factors.line)
    (beta,) = factors.by_level.values()
    alone, between = times(minus(ONE, beta), total), [NOUGHT] * (factors.members - 2)
    return (alone, *between, times(beta, total))


def _multiple_greek_letter(factors: Factors, total: Enclosure) -> tuple[Enclosure, ...]:
    letters = _levels(factors, 2)
    found, reached = [], total
    for size in range(1, len(letters) + 2):
        here = reached
        if size <= len(letters):
            here = times(reached, minus(ONE, letters[size - 1]))
            reached = times(reached, letters[size - 1])
        found.append(over(here, _sets(factors, size)))
    return tuple(found)


def _alpha(factors: Factors, total: Enclosure) -> tuple[Enclosure, ...]:
    alphas = _levels(factors, 1)
    weighted = [times(exactly(size), alpha) for size, alpha in enumerate(alphas, start=1)]
    whole = reduce(plus, weighted)
    if whole.low <= 0:
        raise OpenPsaProblem("the alpha factors are all nought", factors.line)
    shares = enumerate(weighted, start=1)
    return tuple(times(total, over(share, times(_sets(factors, size), whole))) for size, share in shares)


def _phi(factors: Factors, total: Enclosure) -> tuple[Enclosure, ...]:
    phis = _levels(factors, 1)
    whole = reduce(plus, phis)
    if not whole.low - _SUM_TO_ONE <= 1 <= whole.high + _SUM_TO_ONE:
        raise OpenPsaProblem("the phi factors do not sum to 1", factors.line)
    return tuple(times(phi, total) for phi in phis)


def _levels(factors: Factors, first: int) -> list[Enclosure]:
    """The factors in the order of their levels, which run from the first without a gap and end with the members."""
    levels = sorted(factors.by_level)
    if levels != list(range(first, first + len(levels))) or not levels or levels[-1] > factors.members:
        expected = f"from {first} without a gap to at most {factors.members}"
        raise OpenPsaProblem(f"the levels of the factors run {expected}", factors.line)
    return [factors.by_level[level] for level in levels]


def _sets(factors: Factors, size: int) -> Enclosure:
    """In how many sets of a size a given member is."""
    return exactly(comb(factors.members - 1, size - 1))


_MODELS: Mapping[str, Callable[[Factors, Enclosure], tuple[Enclosure, ...]]] = MappingProxyType(
    {
        "beta-factor": _beta,
        "MGL": _multiple_greek_letter,
        "alpha-factor": _alpha,
        "phi-factor": _phi,
    }
)
