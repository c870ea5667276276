"""The limit-bearing feet of an argument without accepted evidence, and what each of them lacks.

Every foot counts, and no ratio of them does: the missing one may carry it all, and splitting goals that are easy to
show would raise a ratio.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gsn.argument import Argument
from gsn.feet import feet_of
from gsn.findings import Ground
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Identity
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.support import lacks_of


class Unevidenced(NamedTuple):
    """A foot without accepted evidence, and what it lacks: itself, its solutions, and their records."""

    foot: Element
    lacks: tuple[Ground, ...]

    @property
    def undeveloped(self) -> bool:
        """Whether its author says that it is not argued yet, and nothing else is wrong with it."""
        return _says_undeveloped(self.foot) and len(self.lacks) == 1

    @property
    def place(self) -> Place:
        return self.foot.place_of("undeveloped") if self.undeveloped else self.foot.place


def unevidenced(argument: Argument) -> Iterator[Unevidenced]:
    """The limit-bearing feet without accepted evidence, in the order of the argument; a waiver makes none accepted."""
    feet = feet_of(argument)
    evidenced = frozenset(feet.evidenced)
    for identity in feet.limit_bearing:
        foot = argument.element(identity)
        if foot is not None and identity not in evidenced:
            lacks = (lack for below in _down_to_evidence(argument, foot) for lack in lacks_of(argument, below))
            yield Unevidenced(foot, tuple(dict.fromkeys(lacks)))


def number_of_feet(argument: Argument) -> int:
    """How many limit-bearing feet there are to look at."""
    return len(feet_of(argument).limit_bearing)


def nowhere(argument: Argument) -> Iterator[Ground]:
    """What the argument rests on that is no element: a name of nothing, or a module as a whole."""
    for identity in argument.carried:
        if argument.element(identity) is None:
            yield from lacks_of(argument, identity)


def _says_undeveloped(element: Element) -> bool:
    says = element.says
    if isinstance(says, GoalStatement | StrategyStatement | ChallengeStatement):
        return says.undeveloped is not None
    return False


def _down_to_evidence(argument: Argument, foot: Element) -> Iterator[Identity]:
    """The foot, the solutions right below it, and the records that those cite."""
    yield foot.identity
    for link in argument.support_of(foot.identity):
        if argument.kind_of(link.target) in {Kind.SOLUTION, Kind.EVIDENCE}:
            yield link.target
            yield from (record for record in argument.records_of(link.target) if record != link.target)
