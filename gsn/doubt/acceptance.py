"""Who may take a doubt for a residual risk.

Where a claim or a goal that the case shows depends on it, a public body or a regulator may, and never whoever develops
a system of the case. What nothing depends on, its author may accept.

That somebody accepts is said in the case, which its author writes, or in a review. Where a reviewer's registry says who
is who, only a review's word counts; without one it is taken as stated, like everything that a case says of its actors.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from gsn.argument import Argument
from gsn.model.case import Element, Link
from gsn.model.kinds import GOALS, Kind
from gsn.model.reference import Identity, module_of, name_of
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
        if link.source in self._accepted_in_reviews:
            return True
        by = accepted_by(self._argument.element(link.source))
        return by is not None and (not self._bears(link) or (self.may_accept(by) and self._is_own_word(link.source)))

    def _is_own_word(self, challenge: Identity) -> bool:
        """Whether an acceptance is known to be its author's own word, as far as anybody asks."""
        reviews = {review.name: review for review in self._argument.case.reviews}
        review = reviews.get(module_of(challenge))
        by = accepted_by(self._argument.element(challenge))
        if review is not None:
            return by is not None and name_of(by) in review.whose
        return self._argument.registry is None

    @cached_property
    def _accepted_in_reviews(self) -> frozenset[Identity]:
        """The challenges that authorities accept in reviews of what is judged, unless they are said to stand."""
        reviews = (review for review in self._argument.case.reviews if review.counts)
        return frozenset(challenge for review in reviews for challenge in review.accepted())

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
