"""The feet of an argument that limits depend on: how many have accepted evidence, and how many somebody has judged.

Limit-bearing is what a claim that feeds a limit rests on: support, context, definitions, licences, bridges and priors.
Where nothing says which claims do, it is everything that the shown goals rest on. No ratio of feet decides anything:
the one that is missing may carry it all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.model.case import Element
from gsn.model.kinds import GOALS, Kind
from gsn.model.reference import Identity
from gsn.model.review import judged_in
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.support import lacks_of

_EVIDENCE = frozenset({Kind.SOLUTION, Kind.EVIDENCE})


@dataclass(frozen=True, slots=True)
class Feet:
    """The limit-bearing feet, in the order of the argument.

    Attributes:
        limit_bearing: All of them.
        evidenced: Those of which every solution stands on accepted evidence.
        qualitative: Those that say something in words, which no machine can hold against a document.
        judged: Those of the qualitative ones that a reviewer has judged.
    """

    limit_bearing: tuple[Identity, ...]
    evidenced: tuple[Identity, ...]
    qualitative: tuple[Identity, ...]
    judged: tuple[Identity, ...]

    @property
    def all_evidenced(self) -> bool:
        """Whether every one has accepted evidence. Of no feet, every one has: then there is nothing to rest on."""
        return bool(self.limit_bearing) and len(self.evidenced) == len(self.limit_bearing)

    @property
    def in_words(self) -> str:
        """What stands beside a verdict."""
        evidenced = f"limit-bearing feet evidenced {len(self.evidenced)} of {len(self.limit_bearing)}"
        return f"{evidenced}, judged {len(self.judged)} of {len(self.qualitative)}"


def feet_of(
    argument: Argument, limits: Iterable[Identity] | None = None, judged: Collection[Identity] = frozenset()
) -> Feet:
    """Count the limit-bearing feet.

    Args:
        argument: The case's argument.
        limits: The goals whose claims feed a limit; where a profile names none, the goals that the case shows.
        judged: Elements that have been judged beside those that the case's reviews have.
    """
    start = [goal.identity for goal in argument.tops] if limits is None else list(limits)
    reached = argument.carried if limits is None else dict.fromkeys(argument.walk(start, argument.rests_on))
    found = [
        element for element in map(argument.element, reached) if element is not None and is_foot(argument, element)
    ]
    known = {*judged, *judged_in(argument.case.reviews)}
    qualitative = [foot.identity for foot in found if _is_qualitative(foot)]
    return Feet(
        limit_bearing=tuple(foot.identity for foot in found),
        evidenced=tuple(foot.identity for foot in found if is_evidenced(argument, foot)),
        qualitative=tuple(qualitative),
        judged=tuple(identity for identity in qualitative if identity in known),
    )


def is_foot(argument: Argument, element: Element) -> bool:
    """Whether the argument has to come down to evidence at an element.

    It does at a goal or strategy with nothing below it, at a line that could not be read, and at a goal that stands on
    evidence, also where it stands on goals beside that.
    """
    if element.kind is Kind.UNREADABLE:
        return True
    if element.kind not in GOALS and element.kind is not Kind.STRATEGY:
        return False
    support = argument.support_of(element.identity)
    return not support or _stops(element) or any(argument.kind_of(link.target) in _EVIDENCE for link in support)


def is_evidenced(argument: Argument, foot: Element) -> bool:
    """Whether every solution at a foot stands on accepted evidence, and nothing else is wanting there.

    All that supports a goal is one inference (GSN v3, 1:2.2.4): one record that is not accepted is enough.
    """
    return not any(True for identity in _at(argument, foot) for _ in lacks_of(argument, identity))


def _at(argument: Argument, foot: Element) -> Iterator[Identity]:
    """The foot, the solutions right below it, and the records that those cite."""
    yield foot.identity
    for link in argument.support_of(foot.identity):
        if argument.kind_of(link.target) in _EVIDENCE:
            yield link.target
            yield from (record for record in argument.records_of(link.target) if record != link.target)


def _stops(element: Element) -> bool:
    says = element.says
    developed = GoalStatement | StrategyStatement | ChallengeStatement
    return isinstance(says, developed) and says.undeveloped is not None


def _is_qualitative(foot: Element) -> bool:
    says = foot.says
    return not (isinstance(says, GoalStatement | ChallengeStatement) and says.claims)
