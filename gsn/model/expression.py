"""Quantities made of quantities, and what a record says that it measured.

Only what was written; what it means, and which bounds follow, is the risk calculus.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from gsn.model.number import Number, Relation
from gsn.model.reference import Ref, Text

DEEPEST_EXPRESSION = 100
"""Parentheses within parentheses: as many as levels of nesting in an outline."""


class Operator(StrEnum):
    """What joins the operands of an expression."""

    THEN = "then"
    ANY = "any of"
    ALL = "all of"
    AT_LEAST = "at least"
    NOT = "not"
    INCREASE = "increase of"


@dataclass(frozen=True, slots=True)
class Compound:
    """An operator over operands; ``count`` is the k of ``at least k of``. ``depth`` is 1 over names alone."""

    operator: Operator
    operands: tuple[Expression, ...]
    count: int | None = None
    depth: int = field(default=1, compare=False)


Expression: TypeAlias = Ref | Compound


def depth_of(expression: Expression) -> int:
    """How deeply an expression is nested; a name alone is 0."""
    return 0 if isinstance(expression, Ref) else expression.depth


def names_in(expression: Expression) -> list[Ref]:
    """Every name that an expression uses, in the order of the text. Bounded by :data:`DEEPEST_EXPRESSION`."""
    if isinstance(expression, Ref):
        return [expression]
    return [name for operand in expression.operands for name in names_in(operand)]


@dataclass(frozen=True, slots=True)
class Trials:
    """``k of n``: events in independent trials; ``anytime`` where n was not fixed in advance."""

    events: int
    trials: int
    anytime: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """``k of n against k2 of n2``: events with and without."""

    events: int
    trials: int
    baseline_events: int
    baseline_trials: int


@dataclass(frozen=True, slots=True)
class TrialsGivenPrior:
    """``0 of n given prior P(q <= v) >= t by G``: conservative Bayesian inference from an argued prior."""

    events: int
    trials: int
    quantity: Ref
    relation: Relation
    value: Number
    belief: Number
    by: Ref


@dataclass(frozen=True, slots=True)
class Events:
    """``k in T years``: events in an exposure."""

    events: int
    exposure: Number
    unit: str


@dataclass(frozen=True, slots=True)
class Belief:
    """``at most v at p`` or ``between v and w at p``: what experts believe, never what was measured."""

    low: Number | None
    high: Number
    unit: str | None
    confidence: Number
    central: bool = False


@dataclass(frozen=True, slots=True)
class FromLog:
    """``from "metric" counting correct as event``: k and n are in the record's file."""

    metric: Text
    event: str


Measurement: TypeAlias = Trials | Comparison | TrialsGivenPrior | Events | Belief | FromLog
