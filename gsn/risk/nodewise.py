"""Bounds gate by gate: the cover that can be read off a formula of any size, in one pass down and one up.

Each gate says that at least so many of its operands hold, where an operand may also be that a part does not hold; at
each gate Rüger's bound (1978) is taken, of which Fréchet's for `and` and `or` are the ends. It is sharp where no
variable stands in two places. Where one does, it is still sound, and may be loose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from gsn.risk.cover import Cover, ruger
from gsn.risk.formula import Formula, Operator, Part, is_monotone, needed

LOOSE = "events recur, and the bound was taken gate by gate"


class _Claim(NamedTuple):
    """That a part holds, or that it does not."""

    part: int
    holds: bool


class _Reading(NamedTuple):
    """What a claim says: at least so many of other claims. Of a variable's own claim nothing more is said."""

    least: int
    claims: tuple[_Claim, ...]


class _Bound(NamedTuple):
    """Of a claim: what it is at most, and of which claims that is the sum, each in equal shares."""

    value: Fraction
    share: Fraction
    claims: tuple[_Claim, ...]


def node_wise_cover(formula: Formula, highs: Sequence[Fraction]) -> Cover:
    """A cover of a formula, sharp if it is monotone and each part of it stands in one place only.

    Args:
        formula: Any formula.
        highs: An upper bound of each variable's probability, by its number.
    """
    top = _Claim(formula.top, holds=True)
    readings = _readings(formula, top)
    bounds = _bounds(formula, readings, highs)
    bound = bounds[top]
    sharp = stands_once(formula)
    flaw = None if sharp else LOOSE
    weights = [Fraction(0)] * formula.variables
    if bound is None or bound.value >= 1:
        return Cover(tuple(weights), Fraction(1), Fraction(int(sharp)), flaw)
    shares = {top: Fraction(1)}
    for claim in readings:
        share, bound_here = shares.get(claim), bounds[claim]
        if share is None or bound_here is None:
            continue
        part = formula.parts[claim.part]
        if part.operator is Operator.VARIABLE:
            weights[part.number] += share
        for below in bound_here.claims:
            shares[below] = shares.get(below, Fraction(0)) + share * bound_here.share
    return Cover(tuple(weights), bound.value, bound.value if sharp else Fraction(0), flaw)


def stands_once(formula: Formula) -> bool:
    """Whether the formula is monotone and no variable or part stands in two places."""
    parts = [formula.parts[index] for index in needed(formula)]
    uses = Counter(operand for part in parts for operand in part.operands)
    variables = [part.number for part in parts if part.operator is Operator.VARIABLE]
    return is_monotone(formula) and set(uses.values()) <= {1} and len(variables) == len(set(variables))


def _readings(formula: Formula, top: _Claim) -> dict[_Claim, _Reading]:
    """Every claim that the top rests on, each before all that it rests on."""
    wanted: list[set[bool]] = [set() for _ in range(formula.top + 1)]
    wanted[top.part].add(top.holds)
    readings = {}
    for index in range(formula.top, -1, -1):
        for holds in sorted(wanted[index]):
            claim = _Claim(index, holds)
            readings[claim] = reading = _reading(formula.parts[index], holds=holds)
            for below in reading.claims:
                wanted[below.part].add(below.holds)
    return readings


def _reading(part: Part, *, holds: bool) -> _Reading:
    """What it says that a part holds, or does not.

    Of `xor` and `iff` it follows that one of the two holds, or that one of them does in which they would differ; more
    follows, and is not used.
    """
    operator, every = part.operator, len(part.operands)
    least, claimed = 1, not holds  # as `not` reads
    match operator:
        case Operator.VARIABLE:
            return _Reading(0, ())
        case Operator.AND | Operator.NAND:
            all_hold = (operator is Operator.AND) == holds
            least, claimed = (every, True) if all_hold else (1, False)
        case Operator.OR | Operator.NOR:
            some_holds = (operator is Operator.OR) == holds
            least, claimed = (1, True) if some_holds else (every, False)
        case Operator.AT_LEAST:
            least, claimed = (part.number, True) if holds else (every - part.number + 1, False)
        case Operator.XOR | Operator.IFF:
            first, second = part.operands
            differ = (operator is Operator.XOR) == holds
            return _Reading(1, (_Claim(first, holds=differ), _Claim(second, holds=True)))
        case Operator.IMPLY:
            first, second = part.operands
            return _Reading(1 if holds else 2, (_Claim(first, holds=not holds), _Claim(second, holds=holds)))
        case Operator.NOT:
            pass
    return _Reading(least, tuple(_Claim(operand, claimed) for operand in part.operands))


def _bounds(
    formula: Formula, readings: Mapping[_Claim, _Reading], highs: Sequence[Fraction]
) -> dict[_Claim, _Bound | None]:
    """The bound of each claim; nothing where the claim may hold while no variable does."""
    bounds: dict[_Claim, _Bound | None] = {}
    for claim, (least, claims) in reversed(list(readings.items())):
        part = formula.parts[claim.part]
        if part.operator is Operator.VARIABLE:
            bounds[claim] = _Bound(highs[part.number], Fraction(0), ()) if claim.holds else None
        else:
            bounds[claim] = _at_least(least, claims, bounds)
    return bounds


def _at_least(count: int, claims: Sequence[_Claim], bounds: Mapping[_Claim, _Bound | None]) -> _Bound | None:
    if count > len(claims):
        return _Bound(Fraction(0), Fraction(0), ())
    known = sorted((bound.value, claim) for claim in claims if (bound := bounds[claim]) is not None)
    count -= len(claims) - len(known)
    if count <= 0:
        return None
    value, dropped = ruger([each for each, _ in known], count)
    return _Bound(value, Fraction(1, count - dropped), tuple(claim for _, claim in known[: len(known) - dropped]))
