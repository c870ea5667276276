"""What each quantity's number is: a probability, or a frequency per something.

A chain has the dimension of its first factor, and each later factor is a probability; `any of` never mixes; everything
else is of probabilities (design: units, expressions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from gsn.model.expression import Operator
from gsn.model.reference import Identity
from gsn.risk.flaws import Flaw, FlawKind
from gsn.risk.problem import Dimension
from gsn.risk.term import Composite, Term, written

Known = Mapping[Identity, Dimension]


class _Mixed(Exception):
    """Parts that do not go together; it says how, as what comes behind the quantity's name."""


def dimensions(
    order: Iterable[Identity], declared: Known, definitions: Mapping[Identity, Term]
) -> tuple[dict[Identity, Dimension], list[Flaw]]:
    """The dimension of every quantity for which one is known, and the definitions that mix.

    Args:
        order: The quantities, parts first.
        declared: What is known of a quantity beside its definition: its kind, or what is claimed and measured of it.
        definitions: The terms that define.
    """
    found: dict[Identity, Dimension] = {}
    flaws: list[Flaw] = []
    for name in order:
        if name in declared:
            found[name] = declared[name]
        if name not in definitions:
            continue
        try:
            made = dimension_of(definitions[name], found)
        except _Mixed as mixed:
            flaws.append(Flaw(FlawKind.MIXED, name, f"{written(name)} {mixed}"))
            continue
        if made is None:
            continue
        if found.setdefault(name, made) is not made:
            what = f"is a {found[name]}, and what defines it is a {made}"
            flaws.append(Flaw(FlawKind.MIXED, name, f"{written(name)} {what}"))
    return found, flaws


def dimension_of(term: Term, known: Known) -> Dimension | None:
    """A term's dimension; nothing where a part's is not known.

    Raises:
        _Mixed: Its parts do not go together.
    """
    if isinstance(term, str):
        return known.get(term)
    return _RULES[term.operator](term, [dimension_of(operand, known) for operand in term.operands])


def _chain(term: Composite, parts: list[Dimension | None]) -> Dimension | None:
    for operand, part in zip(term.operands[1:], parts[1:], strict=True):
        if part is Dimension.FREQUENCY:
            what = (
                f"multiplies by `{written(operand)}`, which is a frequency: only the first factor of a chain may be one"
            )
            raise _Mixed(what)
    return parts[0]


def _alike(term: Composite, parts: list[Dimension | None]) -> Dimension | None:
    known = {part for part in parts if part is not None}
    if len(known) > 1:
        raise _Mixed(f"mixes probabilities and frequencies in `{written(term)}`")
    return known.pop() if known else None


def _of_probabilities(term: Composite, parts: list[Dimension | None]) -> Dimension | None:
    for operand, part in zip(term.operands, parts, strict=True):
        if part is Dimension.FREQUENCY:
            raise _Mixed(f"takes `{term.operator}` of `{written(operand)}`, which is a frequency")
    return Dimension.PROBABILITY


_RULES: Mapping[Operator, Callable[[Composite, list[Dimension | None]], Dimension | None]] = {
    Operator.THEN: _chain,
    Operator.ANY: _alike,
    Operator.INCREASE: _alike,
    Operator.ALL: _of_probabilities,
    Operator.AT_LEAST: _of_probabilities,
    Operator.NOT: _of_probabilities,
}
