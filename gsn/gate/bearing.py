"""The limit-bearing feet of an argument, and those of them without accepted evidence.

Limit-bearing is what a claim that feeds a treaty's limit rests on. As long as no profile says which claims do, it is
everything that the shown goals rest on. Every foot counts, and no ratio of them does: the missing one may carry it all,
and splitting goals that are easy to show would raise a ratio.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gsn.argument import Argument
from gsn.findings import Ground
from gsn.model.case import Element
from gsn.model.kinds import GOALS, Kind
from gsn.model.place import Place
from gsn.model.reference import Identity
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.support import lacks_of


class Unevidenced(NamedTuple):
    """A foot without accepted evidence: what it lacks, and the lines of what it lacks it for."""

    foot: Element
    lacks: tuple[Ground, ...]

    @property
    def undeveloped(self) -> bool:
        """Whether its author says that it is not argued yet, and nothing else is wrong with it."""
        return _says_undeveloped(self.foot) and len(self.lacks) == 1

    @property
    def place(self) -> Place:
        return self.foot.place_of("undeveloped") if self.undeveloped else self.foot.place


_STEPS = GOALS | {Kind.STRATEGY}
_EVIDENCE = frozenset({Kind.SOLUTION, Kind.EVIDENCE})


def feet(argument: Argument) -> list[Element]:
    """The limit-bearing elements at which the argument has to come down to evidence.

    Goals with no goal below them, strategies with nothing below them, lines that could not be read; and a goal that
    stands on goals and on evidence of its own, for the sake of that evidence.
    """
    found = [argument.element(identity) for identity in argument.carried]
    return [element for element in found if element is not None and _is_foot(argument, element)]


def unevidenced(argument: Argument) -> Iterator[Unevidenced]:
    """The limit-bearing feet without accepted evidence, in the order of the argument.

    All that supports a goal is one inference (GSN v3, 1:2.2.4), so that each solution below a foot has to cite
    evidence, and each record has to be accepted. What is waived is not.
    """
    for foot in feet(argument):
        lacks = [lack for identity in _down_to_evidence(argument, foot) for lack in lacks_of(argument, identity)]
        if lacks:
            yield Unevidenced(foot, tuple(dict.fromkeys(lacks)))


def nowhere(argument: Argument) -> Iterator[Ground]:
    """What the argument rests on that is no element: a name of nothing, or a module as a whole."""
    for identity in argument.carried:
        if argument.element(identity) is None:
            yield from lacks_of(argument, identity)


def _is_foot(argument: Argument, element: Element) -> bool:
    if element.kind is Kind.UNREADABLE:
        return True
    if element.kind not in _STEPS:
        return False
    support = argument.support_of(element.identity)
    ends_here = not support or _says_undeveloped(element)
    return ends_here or any(argument.kind_of(link.target) in _EVIDENCE for link in support)


def _says_undeveloped(element: Element) -> bool:
    says = element.says
    if isinstance(says, GoalStatement | StrategyStatement | ChallengeStatement):
        return says.undeveloped is not None
    return False


def _down_to_evidence(argument: Argument, foot: Element) -> Iterator[Identity]:
    """The foot, the solutions right below it, and the records that those cite."""
    yield foot.identity
    for link in argument.support_of(foot.identity):
        if argument.kind_of(link.target) in _EVIDENCE:
            yield link.target
            yield from (record for record in argument.records_of(link.target) if record != link.target)
