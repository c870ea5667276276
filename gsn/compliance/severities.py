"""Severities, derived from what a profile defines and what a hazard states as its consequence.

A hazard is all harm of its kind within what it states: `damage >= 1e9 USD` is all damage from that figure up. Of bounds
from below any one is enough ("at least so much damage, or so many deaths"), bounds from above hold together; a measure
of which nothing is said may be anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from gsn.argument import Argument
from gsn.compliance.account import Answer, SeverityAccount
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.number import Number, Relation
from gsn.model.record import Consequence
from gsn.model.reference import Identity
from gsn.model.statements.risk import HazardStatement
from gsn.treaty.kinds import Kind as Stated
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Test, Threshold, When

_FROM_BELOW = frozenset({Relation.AT_LEAST, Relation.ABOVE})


class Span(NamedTuple):
    """The figures of one measure, from ``low`` up to ``high``; an end that is open is not among them."""

    low: Fraction = Fraction(0)
    low_open: bool = False
    high: Fraction | None = None
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        if self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def within(self, relation: Relation, value: Fraction) -> Span:
        """Those of them that are also so related to a figure."""
        is_open = relation in {Relation.ABOVE, Relation.BELOW}
        if relation in _FROM_BELOW:
            low, low_open = max((self.low, self.low_open), (value, is_open))
            return self._replace(low=low, low_open=low_open)
        if self.high is not None and (self.high, not self.high_open) <= (value, not is_open):
            return self
        return self._replace(high=value, high_open=is_open)


_OPPOSITE = {
    Relation.ABOVE: Relation.AT_MOST,
    Relation.AT_LEAST: Relation.BELOW,
    Relation.AT_MOST: Relation.ABOVE,
    Relation.BELOW: Relation.AT_LEAST,
}

Measure = tuple[str, str | None]
"""What is counted, and in which unit."""

Harm = Mapping[Measure, Span]
"""Harm of one kind: for each measure of which something is said, how much of it there may be."""


# What a hazard states


def states_no_consequence(hazard: Element) -> bool:
    """Whether nothing can be told of a hazard's severity: it counts as the worst."""
    return not _harms_of(hazard)


def _harms_of(hazard: Element) -> list[Harm]:
    """What a hazard covers, an alternative each; none where it says nothing, or one of them cannot be."""
    says = hazard.says
    if not isinstance(says, HazardStatement) or "consequences" in hazard.lost:
        return []
    caps = [stated for stated in says.consequences if stated.relation not in _FROM_BELOW]
    floors = [stated for stated in says.consequences if stated.relation in _FROM_BELOW]
    ways = [[*caps, floor] for floor in floors] or ([caps] if caps else [])
    harms = [_harm(way) for way in ways]
    return [] if any(span.is_empty for harm in harms for span in harm.values()) else harms


def _harm(stated: Iterable[Consequence]) -> Harm:
    found: dict[Measure, Span] = {}
    for each in stated:
        measure = (each.measure, each.unit)
        found[measure] = found.get(measure, Span()).within(each.relation, each.value.exact)
    return found


# What a profile defines


def reaches(hazard: Element, severity: Item) -> Answer:
    """Whether a hazard's harm is of a severity: all of it, none of it, or some of it as far as anything tells."""
    when: When | None = severity.one("when")
    harms = _harms_of(hazard)
    if when is None or "when" in severity.lost or not harms:
        return Answer.OPEN
    answers = [any_of(all_of(_holds(test, harm) for test in tests) for tests in when.alternatives) for harm in harms]
    return answers[0] if len(set(answers)) == 1 else Answer.OPEN


def all_of(answers: Iterable[Answer]) -> Answer:
    """Whether everything holds, of what may be unknown."""
    held = set(answers)
    return Answer.NO if Answer.NO in held else Answer.OPEN if Answer.OPEN in held else Answer.YES


def any_of(answers: Iterable[Answer]) -> Answer:
    """Whether anything holds, of what may be unknown."""
    held = set(answers)
    return Answer.YES if Answer.YES in held else Answer.OPEN if Answer.OPEN in held else Answer.NO


def _holds(test: Test, harm: Harm) -> Answer:
    if not isinstance(test, Threshold) or not isinstance(test.value, Number):
        return Answer.OPEN
    span = harm.get((test.measure.name, test.unit), Span())
    if span.within(test.relation, test.value.exact).is_empty:
        return Answer.NO
    return Answer.YES if span.within(_OPPOSITE[test.relation], test.value.exact).is_empty else Answer.OPEN


# Order


def milder_than(profile: Profile, severity: str) -> frozenset[str]:
    """The severities that are known to be milder than one.

    As `worse than` says; and where it says nothing of two, the one whose definition the other's implies, but not it the
    other's. What is known of neither is not milder: a limit on the one covers the other.
    """
    severities = {item.name: item for item in profile.of_kind(Stated.SEVERITY)}
    if severity not in severities:
        return frozenset()
    stated = {name: _stated_below(severities, name) for name in severities}
    below = set(stated[severity])
    for name, item in severities.items():
        if name not in below and severity not in stated[name]:
            here = severities[severity]
            below |= {name} if _implies(here, item) and not _implies(item, here) else set()
    return frozenset(name for name in below if severity not in stated[name] and name != severity)


def _stated_below(severities: Mapping[str, Item], name: str) -> frozenset[str]:
    below: set[str] = set()
    here: Item | None = severities[name]
    while here is not None and (ref := here.one("worse_than")) is not None and ref.name not in below:
        below.add(ref.name)
        here = severities.get(ref.name)
    return frozenset(below)


def _implies(one: Item, other: Item) -> bool:
    """Whether whatever is of one severity is of the other, by their figures alone."""
    if {"when", "worse_than"} & (one.lost | other.lost):
        return False
    when: When | None = one.one("when")
    alternatives: When | None = other.one("when")
    if when is None or alternatives is None:
        return False
    return all(any(_all_implied(tests, others) for others in alternatives.alternatives) for tests in when.alternatives)


def _all_implied(tests: Sequence[Test], others: Sequence[Test]) -> bool:
    harm: dict[Measure, Span] = {}
    for test in tests:
        if isinstance(test, Threshold) and isinstance(test.value, Number):
            measure = (test.measure.name, test.unit)
            harm[measure] = harm.get(measure, Span()).within(test.relation, test.value.exact)
    return all(_holds(test, harm) is Answer.YES for test in others)


def falls_under(profile: Profile, hazard: Element, severity: str | None) -> bool:
    """Whether a limit on a severity covers a hazard: unless all its harm is known to be milder, it does."""
    if severity is None:
        return True
    milder = milder_than(profile, severity)
    covered = [item for item in profile.of_kind(Stated.SEVERITY) if item.name not in milder]
    known = any(item.name == severity for item in covered)
    return not known or any(reaches(hazard, item) is not Answer.NO for item in covered)


# The account


def severities_of(argument: Argument, profile: Profile) -> Mapping[Identity, SeverityAccount]:
    """The severity of every hazard of a case."""
    return {hazard.identity: _account(profile, hazard) for hazard in argument.by_kind[Kind.HAZARD]}


def _account(profile: Profile, hazard: Element) -> SeverityAccount:
    severities = profile.of_kind(Stated.SEVERITY)
    if not severities:
        return SeverityAccount(hazard.identity, None, below=False, why=f"{profile.name} defines no severity")
    answers = {item.name: reaches(hazard, item) for item in severities}
    reached = [name for name, answer in answers.items() if answer is not Answer.NO]
    if not reached:
        listed = ", ".join(f"`{name}`" for name in answers)
        return SeverityAccount(hazard.identity, None, below=True, why=f"what it states is milder than {listed}")
    worst = reached[0]
    for name in reached[1:]:
        worst = name if worst in milder_than(profile, name) else worst
    return SeverityAccount(hazard.identity, worst, below=False, why=_why(hazard, worst, answers[worst]))


def _why(hazard: Element, worst: str, answer: Answer) -> str:
    if "consequences" in hazard.lost:
        return f"a line that may state a consequence could not be read, so it counts as `{worst}`"
    says = hazard.says
    stated = says.consequences if isinstance(says, HazardStatement) else ()
    if not stated:
        return f"it states no consequence, so it counts as the worst, `{worst}`"
    listed = ", ".join(_told(each) for each in stated)
    if not _harms_of(hazard):
        return f"no harm can be as it states ({listed}), so it counts as the worst, `{worst}`"
    if answer is Answer.YES:
        return f"all that it states ({listed}) is `{worst}`"
    return f"what it states ({listed}) does not rule out `{worst}`"


def _told(stated: Consequence) -> str:
    unit = f" {stated.unit}" if stated.unit is not None else ""
    return f"{stated.measure} {stated.relation} {stated.value}{unit}"
