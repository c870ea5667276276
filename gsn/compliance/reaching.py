"""Whether what a profile asks of a tier holds of a system: its tests one by one, and all of them together.

Alternatives and conjunctions follow Kleene's logic of three values: what is open stays so unless the rest decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gsn.compliance.account import Answer, TestAccount
from gsn.compliance.comparing import Figure, amount, span
from gsn.compliance.compute import UNIT, compare_compute, sums_of
from gsn.compliance.declared import Declared
from gsn.model.number import Range
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Judged, Reached, Test, Threshold, Unset, When

OF_A_CONSEQUENCE = frozenset({"damage", "deaths", "injuries"})
"""Measures of what a hazard leads to, which no system has."""

_INFERENCE = "inference"


@dataclass(frozen=True, slots=True)
class Reaching:
    """What tests are held against: what is declared of the system, and which capabilities it is known to have."""

    declared: Declared
    capabilities: Mapping[str, Answer]

    def accounts(self, item: Item, field: str) -> tuple[TestAccount, ...]:
        """Every test of an item, in the order of its text."""
        when: When | None = item.one(field)
        tests = [test for tests in when.alternatives for test in tests] if when is not None else []
        return tuple(self._account(test, item) for test in tests)

    def _account(self, test: Test, item: Item) -> TestAccount:
        match test:
            case Judged(text, by):
                who = f"`{by.name}` judges" if by is not None else "nobody is named who judges"
                return TestAccount(test, Answer.OPEN, f'"{text.plain}" is no number: {who} whether it holds')
            case Reached(capability):
                return TestAccount(test, *self._capability(capability.name))
            case Threshold() as threshold:
                return self._threshold(threshold, item)

    def _capability(self, name: str) -> tuple[Answer, str]:
        answer = self.capabilities.get(name, Answer.OPEN)
        if answer is Answer.OPEN:
            return answer, f"whether the system has the capability `{name}` is not known"
        return answer, f"the system {'has' if answer is Answer.YES else 'does not have'} the capability `{name}`"

    def _threshold(self, test: Threshold, item: Item) -> TestAccount:
        measure = test.measure.name
        if isinstance(test.value, Unset):
            setter = item.one("set_by")
            who = f"`{setter.name}` has" if setter is not None else "somebody has"
            return TestAccount(test, Answer.OPEN, f"its threshold of `{measure}` is a number that {who} still to set")
        unstated = item.one("operator") is not None or "operator" in item.lost
        figure = Figure(test.relation, test.value.exact, test.unit, unstated)
        if measure == "training_compute":
            return self._compute(test, figure)
        found = self._measured(measure)
        if isinstance(found, str):
            return TestAccount(test, Answer.OPEN, f"{found}; the tier is reached {_by(measure, figure)}")
        if found.unit != test.unit:
            units = f"`{found.unit or 'no unit'}`, and the profile in `{test.unit or 'no unit'}`"
            return TestAccount(test, Answer.OPEN, f"the case states `{measure}` in {units}")
        low, high = found.low.exact, found.high.exact
        answer = figure.between(low, high)
        return TestAccount(test, answer, _told(measure, found, figure, answer), figure.margin(answer, low, high))

    def _compute(self, test: Threshold, figure: Figure) -> TestAccount:
        counting = test.counting if isinstance(test.counting, tuple) else None
        sums = sums_of(self.declared.compute, counting)
        if not self.declared.compute:
            why = f"{self.declared.why_not('training_compute')}; the tier is reached {_by('training_compute', figure)}"
            return TestAccount(test, Answer.OPEN, why)
        answer, why = compare_compute(sums, figure)
        most = sums.most + self.declared.unaccounted if sums.most is not None else None
        if answer is not Answer.OPEN and figure.between(sums.least, most) is not answer:
            more = amount(self.declared.unaccounted, UNIT)
            answer, why = Answer.OPEN, f"{why}; but {more} more is reported than declared, of whichever part"
        return TestAccount(test, answer, why, figure.margin(answer, sums.least, most))

    def _measured(self, measure: str) -> Range | str:
        """What is declared of a measure, or why nothing is known of it."""
        if measure == "inference_compute":
            part = self.declared.compute.get(_INFERENCE)
            why = f"{self.declared.name} declares no part `{_INFERENCE}` of its compute"
            return Range(part.low, part.high, UNIT) if part is not None else why
        if measure in OF_A_CONSEQUENCE:
            return f"`{measure}` is a measure of what a hazard leads to, which no system has"
        found = getattr(self.declared.says, measure, None)
        if isinstance(found, Range):
            return found
        if found is not None:
            return f"the case states `{measure}` in words, which are held against no number"
        return self.declared.why_not(measure)


def _by(measure: str, figure: Figure) -> str:
    return f"by `{measure}` {figure.in_words}"


def _told(measure: str, found: Range, figure: Figure, answer: Answer) -> str:
    ends = span(found.low.exact, found.high.exact, found.unit)
    match answer:
        case Answer.YES:
            return f"`{measure}` is {ends}: {figure.in_words}"
        case Answer.NO:
            return f"`{measure}` is {ends}: not {figure.in_words}"
        case Answer.OPEN if found.low == found.high:
            return f"`{measure}` is exactly {amount(figure.value, figure.unit)}, and no source says `>` or `>=`"
        case _:
            return f"`{measure}` is {ends}: the threshold, {figure.in_words}, lies between its ends"


def together(when: When | None, accounts: Sequence[TestAccount]) -> Answer:
    """What tests come to: one alternative is enough, and takes all of its tests. Without tests it is open."""
    if when is None:
        return Answer.OPEN
    answers = iter(accounts)
    return any_of(all_of([next(answers).answer for _ in tests]) for tests in when.alternatives)


def deciding_tests(
    when: When | None, accounts: Sequence[TestAccount], answer: Answer
) -> tuple[tuple[TestAccount, ...], ...]:
    """What an answer comes from: of each alternative that has it, the tests that have it.

    One alternative is enough to reach it, so the first that does is given alone.
    """
    left = iter(accounts)
    alternatives = [[next(left) for _ in tests] for tests in when.alternatives] if when is not None else []
    having = [each for each in alternatives if all_of(account.answer for account in each) is answer]
    having = having[:1] if answer is Answer.YES else having
    return tuple(tuple(account for account in each if account.answer is answer) for each in having)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Whether one of several holds."""
    given = list(answers)
    if Answer.YES in given:
        return Answer.YES
    return Answer.OPEN if Answer.OPEN in given else Answer.NO


def all_of(answers: Iterable[Answer]) -> Answer:
    """Whether all of several hold."""
    given = list(answers)
    if Answer.NO in given:
        return Answer.NO
    return Answer.OPEN if Answer.OPEN in given else Answer.YES


def reaching_of(declared: Declared, profile: Profile) -> Reaching:
    """What a profile's tests are held against.

    Capabilities may be reached by one another: nothing is known of any at first, and each round adds what follows, so
    that those of a circle stay open.
    """
    items = profile.of_kind(Kind.CAPABILITY)
    known = {item.name: Answer.OPEN for item in items}
    for _ in items:
        reaching = Reaching(declared, dict(known))
        found = {item.name: _has(reaching, item) for item in items}
        if found == known:
            break
        known = found
    return Reaching(declared, known)


def _has(reaching: Reaching, capability: Item) -> Answer:
    if "reached_when" in capability.lost:
        return Answer.OPEN
    return together(capability.one("reached_when"), reaching.accounts(capability, "reached_when"))
