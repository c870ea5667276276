"""Open-PSA's expressions: numbers, parameters, arithmetic, and how probable a failure is after some time.

Every value is an enclosure, so that an exponential is known between two rationals. A distribution stands for its mean:
the mean probability of a top event is its probability at the means of its basic events where these are independent,
and events that share an uncertain parameter are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import NamedTuple

from gsn.model.number import read_number
from gsn.openpsa.document import Element, OpenPsaProblem, shown
from gsn.openpsa.enclosure import Enclosure, exactly, exponential, logarithm, minus, over, plus, power, times

ONE = exactly(1)
NOUGHT = exactly(0)

_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]*)\.?(?P<part>[0-9]*)(?P<power>(?:[eE][+-]?[0-9]+)?)")


@dataclass(slots=True)
class Setting:
    """What an expression is evaluated in, and what was taken for granted on the way."""

    parameter: Callable[[Element], Enclosure]
    mission_time: Enclosure
    uses_mission_time: bool = False
    means: list[int] = field(default_factory=list)  # lines of the distributions that stand for their means


def evaluate(element: Element, setting: Setting) -> Enclosure:
    """What an expression comes to. Recurses as deep as elements are nested, which is bounded.

    Raises:
        OpenPsaProblem: It is not read, has the wrong number of arguments, or has no value.
    """
    if element.tag in {"float", "int"}:
        return exactly(read_value(element))
    if element.tag == "parameter":
        return setting.parameter(element)
    if element.tag == "system-mission-time":
        setting.uses_mission_time = True
        return setting.mission_time
    function = _FUNCTIONS.get(element.tag)
    if function is None:
        raise OpenPsaProblem(f"the expression {shown(element.tag)} is not read", element.line)
    arguments = [evaluate(part, setting) for part in element.parts()]
    if not function.fewest <= len(arguments) <= function.most:
        raise OpenPsaProblem(f"{shown(element.tag)} does not take {len(arguments):,} arguments", element.line)
    if element.tag.endswith("-deviate"):
        setting.means.append(element.line)
    try:
        return function.value(arguments)
    except ValueError as error:
        raise OpenPsaProblem(f"{shown(element.tag)} {error}", element.line) from error


def read_value(element: Element) -> Fraction:
    """The number in the attribute `value`, exactly.

    Raises:
        OpenPsaProblem: There is none, it is not finite, or it has more digits than are read.
    """
    written = element.attributes.get("value")
    if written is None:
        raise OpenPsaProblem(f"`{element.tag}` has no `value`", element.line)
    match = _NUMBER.fullmatch(written.strip())
    if match is None or not match["whole"] + match["part"]:
        raise OpenPsaProblem(f"{shown(written)} is not a number", element.line)
    try:
        number = read_number(f"{match['whole'] or 0}.{match['part'] or 0}{match['power']}")
    except ValueError as error:
        raise OpenPsaProblem(str(error), element.line) from error
    return -number.exact if match["sign"] == "-" else number.exact


def parameters_in(element: Element) -> Iterator[Element]:
    """The references to parameters in an expression."""
    open_ = [element]
    while open_:
        part = open_.pop()
        if part.tag == "parameter":
            yield part
        else:
            open_.extend(part.parts())


# Functions


class _Function(NamedTuple):
    value: Callable[[Sequence[Enclosure]], Enclosure]
    fewest: int
    most: int


def _folded(step: Callable[[Enclosure, Enclosure], Enclosure]) -> Callable[[Sequence[Enclosure]], Enclosure]:
    return lambda arguments: reduce(step, arguments)


def _mean(arguments: Sequence[Enclosure]) -> Enclosure:
    return over(reduce(plus, arguments), exactly(len(arguments)))


def _failed_by(rate: Enclosure, time: Enclosure) -> Enclosure:
    """1 - exp(-rate·time), of a component that fails at a constant rate and is not repaired."""
    return minus(ONE, exponential(minus(NOUGHT, times(rate, time))))


def _repaired(arguments: Sequence[Enclosure]) -> Enclosure:
    """GLM: fails on demand with probability gamma, at rate lambda, and is repaired at rate mu."""
    on_demand, failure, repair, time = arguments
    both = plus(failure, repair)
    faded = times(minus(failure, times(on_demand, both)), exponential(minus(NOUGHT, times(both, time))))
    return over(minus(failure, faded), both)


def _weibull(arguments: Sequence[Enclosure]) -> Enclosure:
    scale, shape, start, time = arguments
    since = minus(time, start)
    if since.high <= 0:
        return NOUGHT
    return minus(ONE, exponential(minus(NOUGHT, power(over(since, scale), shape))))


def _tested(arguments: Sequence[Enclosure]) -> Enclosure:
    """Periodic test with four arguments: whatever the test finds is repaired at once."""
    rate, between, first, time = arguments
    if not between.exact or not first.exact or not time.exact:
        raise ValueError("takes times that are rational numbers")
    if between.low <= 0:
        raise ValueError("takes a time between tests that is above nought")
    if time.low <= first.low:
        return _failed_by(rate, time)
    since = (time.low - first.low) % between.low
    return _failed_by(rate, exactly(since or between.low))


def _lognormal_mean(arguments: Sequence[Enclosure]) -> Enclosure:
    """Of mean, error factor and level it is the first; of the logarithm's mean and deviation, exp(mu + sigma²/2)."""
    by_logarithm = 2
    if len(arguments) == by_logarithm:
        location, deviation = arguments
        return exponential(plus(location, over(times(deviation, deviation), exactly(2))))
    return arguments[0]


_ANY = 1_000_000

_FUNCTIONS: Mapping[str, _Function] = MappingProxyType(
    {
        "neg": _Function(lambda arguments: minus(NOUGHT, arguments[0]), 1, 1),
        "add": _Function(_folded(plus), 2, _ANY),
        "sub": _Function(_folded(minus), 2, _ANY),
        "mul": _Function(_folded(times), 2, _ANY),
        "div": _Function(_folded(over), 2, _ANY),
        "min": _Function(lambda arguments: Enclosure(*map(min, zip(*arguments, strict=True))), 1, _ANY),
        "max": _Function(lambda arguments: Enclosure(*map(max, zip(*arguments, strict=True))), 1, _ANY),
        "mean": _Function(_mean, 1, _ANY),
        "pow": _Function(lambda arguments: power(*arguments), 2, 2),
        "sqrt": _Function(lambda arguments: power(arguments[0], exactly(Fraction(1, 2))), 1, 1),
        "exp": _Function(lambda arguments: exponential(arguments[0]), 1, 1),
        "log": _Function(lambda arguments: logarithm(arguments[0]), 1, 1),
        "log10": _Function(lambda arguments: over(logarithm(arguments[0]), logarithm(exactly(10))), 1, 1),
        "exponential": _Function(lambda arguments: _failed_by(*arguments), 2, 2),
        "GLM": _Function(_repaired, 4, 4),
        "Weibull": _Function(_weibull, 4, 4),
        "periodic-test": _Function(_tested, 4, 4),
        "uniform-deviate": _Function(_mean, 2, 2),
        "normal-deviate": _Function(lambda arguments: arguments[0], 2, 2),
        "lognormal-deviate": _Function(_lognormal_mean, 2, 3),
        "gamma-deviate": _Function(lambda arguments: times(*arguments), 2, 2),
        "beta-deviate": _Function(lambda arguments: over(arguments[0], plus(*arguments)), 2, 2),
    }
)
"""What is read. Of the mean of k·theta and alpha/(alpha + beta), see any table of distributions."""
