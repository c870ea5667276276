"""The lines of a profile as the parser recognises them, turned into records while it parses.

Words, numbers, days and texts are those of a case; what is a profile's own stands here. A value that means nothing is
told at its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

from lark import Token, Transformer, v_args

from gsn.language.parsing import LineParser
from gsn.language.shapes import Shapes, WrongValue
from gsn.language.suggestions import closest
from gsn.model.number import Number, Relation
from gsn.model.place import Line, Place, whole_line
from gsn.model.record import Mark
from gsn.model.reference import Ref, Text
from gsn.treaty.clauses import FORMS
from gsn.treaty.record import (
    UNSET,
    Band,
    Bound,
    Compared,
    Duty,
    Increase,
    InForce,
    Interval,
    Judged,
    Limited,
    Outcome,
    Parent,
    Party,
    Performers,
    Period,
    Proceeding,
    Reached,
    Samples,
    Test,
    Threshold,
    Tolerability,
    Unset,
    When,
    Within,
)

UNITS = {"training_compute": "FLOP", "training_cost": "USD", "damage": "USD"}
"""Measures that have one unit, and which."""

MEASURES = (*UNITS, "inference_compute", "parameters", "training_data", "deaths", "injuries")
"""Measures that a model or a consequence is commonly known by; a word that is nearly one of them is a slip."""

ACCESS = ("black_box", "grey_box", "white_box")

_HALF = Fraction(1, 2)

Day: TypeAlias = date
"""A date, in the class below, where ``date`` is a shape of the grammar."""

Head: TypeAlias = tuple[bool, str, Ref, Text | None, bool]
"""As a case's head: never public; the kind's word, the name, the text, and whether the name is qualified."""


@cache
def profile_parser() -> LineParser:
    """The parser of profiles of this process, made once and only where a profile is read."""
    return LineParser(("treaty", "terminals"), ("head", *FORMS), ProfileShapes())


@v_args(inline=True)
class ProfileShapes(Transformer[Token, object]):
    """Builds the record of the logical line that it is set to."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Shapes()

    @property
    def lines(self) -> Sequence[Line]:
        return self._words.lines

    @lines.setter
    def lines(self, lines: Sequence[Line]) -> None:
        self._words.lines = lines

    @property
    def module(self) -> str:
        return self._words.module

    @module.setter
    def module(self, module: str) -> None:
        self._words.module = module

    def _wrong(self, message: str, help_: str | None = None, place: Place | None = None) -> WrongValue:
        return WrongValue(message, place or whole_line(self.lines[0]), help_)

    # Words

    def REF(self, token: Token) -> Ref:  # noqa: N802 - the grammar's terminal
        return self._words.REF(token)

    def NAME(self, token: Token) -> str:  # noqa: N802 - the grammar's terminal
        return self._words.NAME(token)

    def RELATION(self, token: Token) -> Relation:  # noqa: N802 - the grammar's terminal
        return self._words.RELATION(token)

    def NUMBER(self, token: Token) -> Number:  # noqa: N802 - the grammar's terminal
        return self._words.NUMBER(token)

    PERCENT = NUMBER

    def DATE(self, token: Token) -> Day:  # noqa: N802 - the grammar's terminal
        return self._words.DATE(token)

    def UNSET(self, _token: Token) -> Unset:  # noqa: N802 - the grammar's terminal
        return UNSET

    def text(self, *parts: Token) -> Text:
        return self._words.text(*parts)

    def head(self, kind: Token, ref: Ref, text: Text | None) -> Head:
        return self._words.head(None, kind, ref, text)

    # Plain shapes

    def mark(self) -> Mark:
        return Mark()

    def _same(self, value: Any) -> Any:
        return value

    def _all(self, *values: Any) -> tuple[Any, ...]:
        return values

    text_value = name = reference = date = bound_value = _same
    names = names_and = references = conjunction = _all

    def confidence(self, value: Number | Unset) -> Number | Unset:
        if isinstance(value, Number) and not _HALF <= value.exact < 1:
            raise self._wrong(f"a confidence lies from 50% to below 100%; `{value}` does not")
        return value

    # The profile itself

    def parent(self, name: str | Text) -> Parent:
        return Parent(name.plain, is_path=True) if isinstance(name, Text) else Parent(name, is_path=False)

    def in_force(self, start: Day, end: Day | None) -> InForce:
        if end is not None and end < start:
            raise self._wrong("it ends before it begins; the first day comes first")
        return InForce(start, end)

    def proceeding(self, on: str, by: Ref | None) -> Proceeding:
        return Proceeding(on, by)

    def party(self, name: Ref, jurisdictions: tuple[str, ...] | None) -> Party:
        return Party(name, jurisdictions or (name.name,))

    # Tests

    def when(self, *alternatives: tuple[Test, ...]) -> When:
        return When(alternatives)

    def counting(self, *parts: Any) -> tuple[str, ...] | Unset:
        return UNSET if parts == (UNSET,) else parts

    def threshold(
        self, measure: Ref, relation: Relation, value: Number | Unset, unit: str | None, counting: Any
    ) -> Threshold:
        known = UNITS.get(measure.name)
        if known is not None and unit != known and (unit is not None or value is not UNSET):
            raise self._wrong(f"`{measure.name}` is counted in `{known}`, not in `{unit or 'a number alone'}`")
        if measure.name not in MEASURES and (meant := closest(measure.name, MEASURES)):
            raise self._wrong(f"`{measure.name}` is no measure", f"did you mean `{meant}`?", measure.place)
        if isinstance(value, Number) and (unit is not None or measure.name in MEASURES):
            self._words.no_percentage(value, f"what is counted in `{unit}`" if unit else f"`{measure.name}`")
        if counting is not None and measure.name != "training_compute":
            raise self._wrong(f"`counting` belongs to `training_compute`, not to `{measure.name}`")
        return Threshold(measure, relation, value, unit, counting)

    def judged(self, text: Text, by: Ref | None) -> Judged:
        return Judged(text, by)

    def reached(self, capability: Ref) -> Reached:
        return Reached(capability)

    # What follows from a tier

    def reports_to(self, actor: Ref) -> Outcome:
        return Outcome("reports_to", actor)

    def only_by(self, actor: Ref) -> Outcome:
        return Outcome("only_by", actor)

    def prohibited(self, until: Text | None) -> Outcome:
        return Outcome("prohibited", until=until)

    def effect_unstated(self) -> Outcome:
        return Outcome("unstated")

    # Limits

    def limited(self, subject: Ref, severity: Ref | None) -> Limited:
        return Limited(subject, severity)

    def bound(
        self,
        over_baseline: Token | None,
        relation: Relation,
        value: Number | Unset,
        per: str | None,
        over: str | None,
        confidence: Number | Unset | None,
    ) -> Bound:
        if relation not in {Relation.AT_MOST, Relation.BELOW}:
            raise self._wrong(f"a limit is the most that is allowed: `<=` or `<`, not `{relation}`")
        self._rate(per, value)
        return Bound(over_baseline is not None, relation, value, per, over, confidence)

    def _rate(self, per: str | None, *values: Number | Unset) -> None:
        for value in values:
            if per is not None and isinstance(value, Number):
                self._words.no_percentage(value, f"what happens per {per}")

    def increase(self, measure: Token, bound: Bound) -> Increase:
        return Increase(str(measure), bound)

    def tolerability(self, above: Number, below: Number, per: str | None) -> Tolerability:
        if below.exact > above.exact:
            raise self._wrong(f"what is broadly acceptable (below {below}) lies under what is intolerable ({above})")
        self._rate(per, above, below)
        return Tolerability(above, below, per)

    def band(self, name: str, low: Number, high: Number, per: str | None) -> Band:
        if low.exact >= high.exact:
            raise self._wrong(f"band `{name}` runs downward; the lower end comes first")
        self._rate(per, low, high)
        return Band(name, low, high, per)

    # Requirements

    def duty(self, binds: tuple[Ref, ...], to: Ref | None) -> Duty:
        return Duty(binds, to)

    def performers(self, *actors_and_access: Any) -> Performers:
        actors = tuple(item for item in actors_and_access if isinstance(item, Ref))
        access = tuple(item for item in actors_and_access if isinstance(item, str))
        for word in access:
            if word not in ACCESS:
                raise self._wrong(
                    f"access is `black_box`, `grey_box` or `white_box`; `{word}` is none of them",
                    f"did you mean `{meant}`?" if (meant := closest(word, ACCESS)) else None,
                )
        return Performers(actors, access)

    def amount(self, number: Number | Unset, unit: str | None = None) -> Period | Unset:
        return UNSET if isinstance(number, Unset) else self.period(number, unit or "")

    def period(self, number: Number, unit: str) -> Period:
        if number.exact <= 0:
            raise self._wrong(f"`{number} {unit}` is no length of time")
        return Period(number, unit)

    def interval(self, every: Period | Unset, during: str | None, approved_by: Ref | None) -> Interval:
        return Interval(every, during, approved_by)

    def within(self, number: Number, unit: str, event: str) -> Within:
        return Within(self.period(number, unit), event)

    def samples(self, number: Number, each: str) -> Samples:
        if number.exact.denominator != 1 or number.exact < 1:
            raise self._wrong(f"`{number}` is a count of samples; it has to be a whole number from 1")
        return Samples(int(number.exact), each)

    def compared(self, reference: Ref, during: str | None) -> Compared:
        return Compared(reference, during)
