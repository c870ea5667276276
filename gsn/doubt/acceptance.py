"""Who may take a doubt for a residual risk.

Where a claim or a goal that the case shows depends on it, a public body or a regulator may, and never whoever develops
a system of the case. What nothing depends on, its author may accept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from gsn.argument import Argument
from gsn.model.case import Element, Link
from gsn.model.kinds import GOALS, Kind
from gsn.model.reference import Identity
from gsn.model.statements.argument import ChallengeStatement, GoalStatement
from gsn.model.statements.facts import SystemStatement

REVIEWING_ROLES = frozenset({"public_body", "regulator"})
"""Whose word lets a doubt stand as a residual risk."""


class Acceptance:
    """Whether a doubt that somebody accepts is accepted."""

    def __init__(self, argument: Argument) -> None:
        self._argument = argument

    def holds(self, link: Link) -> bool:
        """Whether a challenge's `accepted` clause counts, as far as this relationship of it goes."""
        by = accepted_by(self._argument.element(link.source))
        return by is not None and (self.may_accept(by) or not self._bears(link))

    def may_accept(self, actor: Identity) -> bool:
        """Whether an actor's office is to examine others, and it develops none of the case's systems."""
        actors = self._argument.register.actors
        is_developer = any(actors.same(actor, developer) for developer in self._developers)
        return actors.says(actor).role in REVIEWING_ROLES and not is_developer

    def _bears(self, link: Link) -> bool:
        return link.target in self._bearing or (link.end or "") in self._bearing

    @cached_property
    def _bearing(self) -> Collection[Identity]:
        """Whatever a shown goal, or a goal that claims a number, rests on."""
        starts = [*self._argument.carried, *_claiming(self._argument)]
        return frozenset(self._argument.walk(starts, self._argument.rests_on))

    @cached_property
    def _developers(self) -> list[Identity]:
        says = [system.says for system in self._argument.by_kind[Kind.SYSTEM]]
        return [said.developer.identity for said in says if isinstance(said, SystemStatement) and said.developer]


def accepted_by(element: Element | None) -> Identity | None:
    """The actor who accepts a doubt, as its text says."""
    says = element.says if element is not None else None
    if not isinstance(says, ChallengeStatement) or says.accepted is None or says.upheld is not None:
        return None
    return says.accepted.by.identity


def _claiming(argument: Argument) -> Iterator[Identity]:
    for kind in GOALS:
        for goal in argument.by_kind[kind]:
            if isinstance(goal.says, GoalStatement | ChallengeStatement) and goal.says.claims:
                yield goal.identity
