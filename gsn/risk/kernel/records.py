"""The rules by which a record bounds what it measures: rules 16 to 18 of the calculus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from gsn.model.expression import Operator
from gsn.model.reference import Identity, name_of
from gsn.risk.certificate import Hypothesis, Node
from gsn.risk.kernel import tails
from gsn.risk.kernel.book import Book
from gsn.risk.kernel.conclusion import Accepted, Conclusion, Refused, require
from gsn.risk.problem import (
    Believed,
    Compared,
    Counted,
    Dimension,
    GivenPrior,
    Measurement,
    Observed,
    Quantity,
    Side,
)
from gsn.risk.term import Composite


class _Record(NamedTuple):
    """A measurement, what it measures, and the part of the doubt that the step takes for it."""

    measurement: Measurement
    quantity: Quantity
    doubt: Fraction


def tail(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 16: a bound that so few, or so many, events would seldom occur beyond."""
    record = _record(book, node, premises)
    result, upper, bound = record.measurement.result, node.side is Side.UPPER, node.bound
    unit = None
    match result:
        case Counted():
            _require_dimension(record, Dimension.PROBABILITY, increase=False)
            _require_counts(0 <= result.least <= result.most <= result.trials and result.trials > 0)
            events = result.most if upper else result.least
            if upper:
                follows = tails.upper_at_any_time if result.anytime else tails.upper_from_trials
            else:
                follows = tails.lower_at_any_time if result.anytime else tails.lower_from_trials
            holds = follows(bound, events, result.trials, record.doubt)
        case Observed():
            unit = result.unit
            _require_dimension(record, Dimension.FREQUENCY, increase=False)
            _require_counts(result.events >= 0 and result.exposure > 0)
            follows_exposure = tails.upper_from_exposure if upper else tails.lower_from_exposure
            holds = follows_exposure(bound * result.exposure, result.events, record.doubt)
        case Compared():
            _require_dimension(record, Dimension.PROBABILITY, increase=True)
            _require_counts(0 <= result.events <= result.trials and result.trials > 0)
            _require_counts(0 <= result.baseline_events <= result.baseline_trials and result.baseline_trials > 0)
            bound = _difference(result, node, record.doubt)
            holds = True
        case _:
            raise Refused("the record counts nothing")
    require(isinstance(result, Compared) or not node.witness.parts, "only a comparison has parts")
    if not holds:
        raise Refused(f"the bound does not follow from what `{name_of(record.measurement.id.record)}` counted")
    return _concluded(book, node, record, (bound, unit), _presumed(book, record, "presumption"))


def _difference(result: Compared, node: Node, doubt: Fraction) -> Fraction:
    """What the bounds with and without differ by, each at half the doubt."""
    require(len(node.witness.parts) == 2, "a comparison takes a bound with and one without")  # noqa: PLR2004
    with_it, without = node.witness.parts
    upper = node.side is Side.UPPER
    above, below = tails.upper_from_trials, tails.lower_from_trials
    first = (above if upper else below)(with_it, result.events, result.trials, doubt / 2)
    second = (below if upper else above)(without, result.baseline_events, result.baseline_trials, doubt / 2)
    require(first, "the bound with does not follow from what was counted")
    require(second, "the bound without does not follow from what was counted")
    return max(Fraction(0), with_it - without)


def belief(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 17: what experts believe, at the doubt that they have."""
    record = _record(book, node, premises)
    result = record.measurement.result
    if not isinstance(result, Believed):
        raise Refused("the record states no belief")
    _require_dimension(record, Dimension.PROBABILITY if result.unit is None else Dimension.FREQUENCY, increase=None)
    _require_counts(result.doubt > 0 and (result.low is None or 0 <= result.low <= result.high))
    doubt = result.doubt / 2 if result.central else result.doubt
    require(doubt <= record.doubt, "the belief is held with more doubt than is left for it")
    if node.side is Side.UPPER:
        bound = result.high if result.unit is not None else min(Fraction(1), result.high)
    elif result.low is None:
        raise Refused("the belief has no lower end")
    else:
        bound = result.low
    return _concluded(book, node, record, (bound, result.unit), _presumed(book, record, "calibration"))


def prior(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 18: no event, after an argued prior."""
    record = _record(book, node, premises)
    result = record.measurement.result
    if not isinstance(result, GivenPrior):
        raise Refused("the record has no prior")
    require(node.side is Side.UPPER, "a prior bounds from above")
    _require_dimension(record, Dimension.PROBABILITY, increase=False)
    _require_counts(result.trials >= 0 and 0 <= result.value <= 1 and 0 < result.belief <= 1)
    book.soundness.require(result.by)
    name = record.measurement.id.record
    if not tails.upper_after_prior(node.bound, result.trials, result.value, result.belief, record.doubt):
        raise Refused(f"the bound does not follow from the prior and what `{name_of(name)}` counted")
    argued = Hypothesis("prior", name, result.by)
    return _concluded(book, node, record, (node.bound, None), {argued, *_presumed(book, record, "presumption")})


def _record(book: Book, node: Node, premises: Sequence[Accepted]) -> _Record:
    require(not premises, "a record needs no premises")
    if node.witness.measurement is None:
        raise Refused("which measurement is meant is not said")
    measurement = book.problem.measurements.get(node.witness.measurement)
    if measurement is None:
        raise Refused("there is no such measurement")
    name = name_of(measurement.id.record)
    if not measurement.accepted:
        raise Refused(f"`{name}` is not accepted")
    if measurement.flaw is not None:
        raise Refused(f"nothing follows from `{name}`: {measurement.flaw}")
    if node.of != measurement.quantity:
        raise Refused(f"`{name}` measures something else")
    doubt = node.charges.get(measurement.id)
    if doubt is None or not 0 < doubt < 1:
        raise Refused(f"which part of the doubt is taken for `{name}` is not said")
    return _Record(measurement, book.quantity_under(measurement.quantity, node.under), doubt)


def _concluded(
    book: Book,
    node: Node,
    record: _Record,
    figure: tuple[Fraction, str | None],
    hypotheses: Sequence[Hypothesis] | set[Hypothesis],
) -> Conclusion:
    bound, unit = figure
    book.require_unit(record.quantity, unit)
    carried = frozenset(hypotheses) | book.conditioned(record.quantity)
    return Conclusion(bound, unit, carried, {(record.measurement.id, node.side): record.doubt})


def _presumed(book: Book, record: _Record, kind: str) -> list[Hypothesis]:
    """What argues that the record may be read so; where nothing does, that is held open."""
    name = record.measurement.id.record
    arguing: Iterator[Identity] = (
        element for element in record.measurement.presumed if book.soundness.why_not(element) is None
    )
    return [Hypothesis(kind, name, element) for element in arguing] or [Hypothesis(kind, name, None)]


def _require_dimension(record: _Record, dimension: Dimension, *, increase: bool | None) -> None:
    quantity = record.quantity
    name = name_of(quantity.identity)
    if quantity.dimension is not dimension:
        raise Refused(f"`{name}` is no {dimension}, which is what the record bounds")
    definition = quantity.definition
    is_increase = isinstance(definition, Composite) and definition.operator is Operator.INCREASE
    if increase is not None and increase != is_increase:
        raise Refused(f"`{name}` is {'an' if is_increase else 'no'} increase, which such a count does not measure")


def _require_counts(sensible: bool) -> None:  # noqa: FBT001 - reads as a sentence: require that they are sensible
    require(sensible, "the record's numbers cannot be")
