"""From the grammar's shapes to the model's records: one method for each rule of the grammar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

from lark import Token, Transformer, v_args

from gsn.language.texts import BadText, Quoted, join
from gsn.model.expression import (
    DEEPEST_EXPRESSION,
    Belief,
    Comparison,
    Compound,
    Events,
    Expression,
    FromLog,
    Operator,
    Trials,
    TrialsGivenPrior,
    depth_of,
)
from gsn.model.number import Number, Range, Relation, read_number
from gsn.model.place import Line, Place, whole_line
from gsn.model.record import (
    Accreditation,
    Amount,
    Answer,
    Bridge,
    CarryingOver,
    Chips,
    Claim,
    CommonCause,
    Condition,
    Consequence,
    Content,
    DateRange,
    Decision,
    Defeat,
    Definition,
    Determined,
    Digest,
    Exclusion,
    File,
    Incident,
    Independence,
    Judged,
    Licence,
    Mark,
    Measured,
    Part,
    Parts,
    Performer,
    Profile,
    Query,
    Raising,
    Reduction,
    Replied,
    Reviewing,
    Share,
    Spoken,
    Substitute,
    Undeveloped,
    Watch,
)
from gsn.model.reference import Edge, Ref, Text, identity


class WrongValue(Exception):
    """A word of the right shape that means nothing: a day that is in no calendar, a number too large."""

    def __init__(self, message: str, place: Place, help_: str | None = None, name: str = "wrong-value") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.help = help_
        self.name = name


Day: TypeAlias = date
"""A date, in the class below, where ``date`` is a shape of the grammar."""

Head: TypeAlias = tuple[bool, str, Ref, Text | None, bool]
"""Public or not, the kind's word, the name, the text, and whether the name is qualified."""


@v_args(inline=True)
class Shapes(Transformer[Token, object]):
    """Builds the record of the logical line that it is set to.

    ``lines`` are the physical lines of that logical line, ``module`` is the module that unqualified names belong to.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self.module = ""

    # Words

    def _place(self, token: Token) -> Place:
        start = (token.column or 1) - 1
        return Place(self.lines[(token.line or 1) - 1], start, start + len(token))

    def _ref(self, written: str, place: Place) -> Ref:
        return Ref(written if "::" in written else identity(self.module, written), place)

    def _first(self) -> Place:
        return whole_line(self.lines[0])

    def _whole(self, number: Number) -> int:
        if number.exact.denominator != 1:
            raise WrongValue(f"`{number}` is a count; it has to be a whole number", self._first())
        return int(number.exact)

    def no_percentage(self, number: Number, of: str) -> None:
        """Refuse a percentage of what is counted.

        Raises:
            WrongValue: The number is one.
        """
        if not number.is_percentage:
            return
        message = f"`{number}` is a percentage, which is of a probability or a ratio, and not of {of}"
        line = next(line for line in self.lines if number.written in line.text)
        start = line.text.index(number.written)  # no name has the sign, and what comes first in a line is read first
        place = Place(line, start, start + len(number.written))
        raise WrongValue(message, place, "write the number itself, without `%`")

    def _rate(self, number: Number, per: str | None) -> None:
        if per is not None:
            self.no_percentage(number, f"what happens per {per}")

    def REF(self, token: Token) -> Ref:  # noqa: N802 - the grammar's terminal
        return self._ref(str(token), self._place(token))

    def NAME(self, token: Token) -> str:  # noqa: N802 - the grammar's terminal
        return str(token)

    def RELATION(self, token: Token) -> Relation:  # noqa: N802 - the grammar's terminal
        return Relation(str(token))

    def NUMBER(self, token: Token) -> Number:  # noqa: N802 - the grammar's terminal
        try:
            return read_number(str(token))
        except ValueError as error:
            raise WrongValue(str(error), self._place(token)) from None

    PERCENT = NUMBER

    def DATE(self, token: Token) -> Day:  # noqa: N802 - the grammar's terminal
        try:
            return date.fromisoformat(str(token))
        except ValueError:
            raise WrongValue(f"`{token}` is not a day of the calendar", self._place(token)) from None

    def text(self, *parts: Token) -> Text:
        quoted = []
        for part in parts:
            place = self._place(part)
            quoted.append(Quoted(str(part)[1:-1], Place(place.line, place.start + 1, place.end - 1)))
        try:
            return join(quoted, self._ref)
        except BadText as error:
            raise WrongValue(error.message, error.place, error.help, "bad-escape") from None

    # Heads

    def head(self, public: Token | None, kind: Token, ref: Ref, text: Text | None) -> Head:
        qualified = ref.place.end - ref.place.start == len(ref.identity)
        return (public is not None, str(kind), ref, text, qualified)

    def imported(self, text: Text) -> Text:
        return text

    def waived(self, code: Token, on: Ref, why: Text, by: Ref, until: Day) -> tuple[str, Ref, Text, Ref, Day]:
        return (str(code), on, why, by, until)

    # Plain shapes

    def mark(self) -> Mark:
        return Mark()

    def _same(self, value: Any) -> Any:
        return value

    def _all(self, *values: Any) -> tuple[Any, ...]:
        return values

    text_value = name = reference = target = date = number = percentage = _same
    texts = names = references = prefix = contents = prior = _all

    def date_range(self, start: Day, end: Day) -> DateRange:
        return DateRange(start, end)

    def digest(self, text: Text) -> Digest:
        return Digest(text.plain)

    def amount(self, number: Number, unit: str) -> Amount:
        return Amount(number, unit)

    def range(self, low: Number, high: Number | None) -> Range:
        return self._counted(low, high, "a count")

    def range_with_unit(self, low: Number, high: Number | None, unit: str) -> Range:
        return self._counted(low, high, f"what is counted in `{unit}`", unit)

    def _counted(self, low: Number, high: Number | None, of: str, unit: str | None = None) -> Range:
        for end in (low, high or low):
            self.no_percentage(end, of)
        return Range(low, high or low, unit)

    def edge(self, source: Ref, target: Ref) -> Edge:
        return Edge(source, target)

    # Case, system, actor

    def decision(self, text: Text, asked_of: Ref) -> Decision:
        return Decision(text, asked_of)

    def treaty(self, name: str | Text) -> Profile:
        return Profile(name.plain, is_path=True) if isinstance(name, Text) else Profile(name, is_path=False)

    def spoken_by(self, text: Text, by: Ref) -> Spoken:
        return Spoken(text, by)

    def accreditation(self, by: Ref, until: Day) -> Accreditation:
        return Accreditation(by, until)

    def exclusion(self, subject: Ref, by: Ref) -> Exclusion:
        return Exclusion(subject, by)

    def independence(self, of: Ref, by: Ref) -> Independence:
        return Independence(of, by)

    def parts(self, *parts_and_unit: Any) -> Parts:
        return Parts(parts_and_unit[:-1], parts_and_unit[-1])

    def part(self, name: str, low: Number, high: Number | None) -> Part:
        return Part(name, self._counted(low, high, "a count"))

    # Argument

    def claim(
        self, quantity: Ref, relation: Relation, value: Number, per: str | None, confidence: Number, subject: Ref | None
    ) -> Claim:
        self._rate(value, per)
        return Claim(quantity, relation, value, per, confidence, subject)

    def carrying_over(self, source: Ref, target: Ref, by: Ref) -> CarryingOver:
        return CarryingOver(source, target, by)

    def undeveloped(self, why: Text | None, due: Day | None) -> Undeveloped:
        return Undeveloped(why, due)

    def defeat(self, edge: Edge | None, why: Text) -> Defeat:
        return Defeat(edge, why)

    def watch(self, indicator: Text, value: Number, per: str | None) -> Watch:
        return Watch(indicator, value, per)

    def raising(self, by: Ref, on: Day | None) -> Raising:
        return Raising(by, on)

    # Risk model

    def consequence(self, measure: str, relation: Relation, value: Number, unit: str | None) -> Consequence:
        return Consequence(measure, relation, value, unit)

    def definition(self, expression: Expression, complete_by: Ref | None) -> Definition:
        return Definition(expression, complete_by)

    def condition(self, *prefixes_and_by: Any) -> Condition:
        return Condition(prefixes_and_by[:-1], prefixes_and_by[-1])

    def bridge(self, factor: Number | None, proxy: Ref, by: Ref, confidence: Number) -> Bridge:
        return Bridge(factor, proxy, by, confidence)

    def licence(self, members: tuple[Ref, ...], given: tuple[Ref, ...] | None, by: Ref) -> Licence:
        return Licence(members, given or (), by)

    def common_cause(
        self, factor: Ref, members: tuple[Ref, ...], given: tuple[Ref, ...] | None, by: Ref
    ) -> CommonCause:
        return CommonCause(factor, members, given or (), by)

    def reduction(self, quantity: Ref, unmitigated: Ref, by: Ref) -> Reduction:
        return Reduction(quantity, unmitigated, by)

    # Expressions

    def name_of_quantity(self, name: Ref) -> Ref:
        return name

    def _compound(self, operator: Operator, operands: Sequence[Expression], count: int | None = None) -> Compound:
        depth = 1 + max(depth_of(operand) for operand in operands)
        if depth > DEEPEST_EXPRESSION:
            message = f"the expression is nested more than {DEEPEST_EXPRESSION} levels deep"
            raise WrongValue(message, self._first(), "define a part of it as a quantity of its own", "too-deep")
        return Compound(operator, tuple(operands), count, depth)

    def chain(self, *factors: Expression) -> Compound:
        return self._compound(Operator.THEN, factors)

    def any_of(self, *factors: Expression) -> Compound:
        return self._compound(Operator.ANY, factors)

    def all_of(self, *factors: Expression) -> Compound:
        return self._compound(Operator.ALL, factors)

    def at_least(self, count: Number, *factors: Expression) -> Compound:
        least = self._whole(count)
        if not 1 <= least <= len(factors):
            message = f"at least {count} of {len(factors)}: the number lies from 1 to {len(factors)}"
            raise WrongValue(message, self._first())
        return self._compound(Operator.AT_LEAST, factors, least)

    def negation(self, name: Ref) -> Compound:
        return self._compound(Operator.NOT, [name])

    def increase(self, _words: Token, factor: Expression, baseline: Expression) -> Compound:
        return self._compound(Operator.INCREASE, [factor, baseline])

    # Evidence

    def file(self, path: Text, sha256: Text | None) -> File:
        return File(path, sha256.plain if sha256 else None)

    def performer(self, actor: Ref, access: str | None) -> Performer:
        return Performer(actor, access)

    def content(self, name: str, at: Text | None) -> Content:
        return Content(name, at)

    def measures(self, quantity: Ref, measurement: Any) -> Measured:
        return Measured(quantity, measurement)

    def share(self, quantity: Ref, percentage: Number) -> Share:
        return Share(quantity, percentage)

    def chips(self, type_: str, count: Number) -> Chips:
        return Chips(type_, count)

    def incident(self, type_: str, aware: Day, reported: Day | None, text: Text) -> Incident:
        return Incident(type_, aware, reported, text)

    # Reviews

    def reviewing(self, by: Ref, on: Day) -> Reviewing:
        return Reviewing(by, on)

    def judging(self, elements: tuple[Ref, ...], why: Text) -> Judged:
        return Judged(elements, why)

    def query(self, name: str, about: Ref, text: Text) -> Query:
        return Query(name, about, text)

    def reply(self, to: Ref, text: Text) -> Replied:
        return Replied(to, text)

    def substitution(self, quantity: Ref, measurement: Any, why: Text) -> Substitute:
        return Substitute(quantity, measurement, why)

    def determining(self, word: str, grounds: Text) -> Determined:
        return Determined(word, grounds)

    def answering(self, name: str, review: str, text: Text | None) -> Answer:
        return Answer(name, review, text)

    # Measurements

    def trials(self, events: Number, trials: Number, anytime: Token | None) -> Trials:
        return Trials(self._whole(events), self._whole(trials), anytime is not None)

    def comparison(
        self, events: Number, trials: Number, baseline_events: Number, baseline_trials: Number
    ) -> Comparison:
        counts = (self._whole(number) for number in (events, trials, baseline_events, baseline_trials))
        return Comparison(*counts)

    def trials_given_prior(self, events: Number, trials: Number, prior: tuple[Any, ...], by: Ref) -> TrialsGivenPrior:
        _, quantity, relation, value, belief_relation, belief = prior
        if relation is not Relation.AT_MOST or belief_relation is not Relation.AT_LEAST:
            raise WrongValue("a prior is written `P(QUANTITY <= VALUE) >= VALUE`", self._first())
        return TrialsGivenPrior(self._whole(events), self._whole(trials), quantity, relation, value, belief, by)

    def events(self, events: Number, exposure: Number, unit: str) -> Events:
        return Events(self._whole(events), exposure, unit)

    def belief(self, high: Number, unit: str | None, confidence: Number) -> Belief:
        self._rate(high, unit)
        return Belief(None, high, unit, confidence)

    def belief_between(
        self, low: Number, high: Number, unit: str | None, confidence: Number, central: Token | None
    ) -> Belief:
        for end in (low, high):
            self._rate(end, unit)
        return Belief(low, high, unit, confidence, central is not None)

    def from_log(self, metric: Text, outcome: Token, *_event: Token) -> FromLog:
        return FromLog(metric, str(outcome))
