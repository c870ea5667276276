"""Certificates as JSON: written in one way only, and read strictly, because anybody may have written one.

A hypothesis is written once, in a list of its own, and steps name it by its place there: what a claim holds under grows
with all that is below it. Fractions are texts, `"1/20"`, in lowest terms. What a witness does not say is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from math import gcd
from typing import Any, NamedTuple, TypeVar

from gsn.model.expression import DEEPEST_EXPRESSION, Operator
from gsn.risk.certificate import NO_WITNESS, BridgeId, Certificate, Charge, Hypothesis, Node, Rule, Witness
from gsn.risk.problem import ClaimId, MeasurementId, Side
from gsn.risk.term import Composite, Prefix, Term

FORMAT = "gsn certificate 1"

_LONGEST_INTEGER = 9
"""Digits of a count or a position."""

_LONGEST_SHOWN = 24
"""Characters of what was written that a message repeats."""

MOST_CHARACTERS = 256 * 1024 * 1024
"""A certificate for ten thousand goals has some twenty million."""

MOST_DIGITS = 4_000
"""Digits of a numerator or a denominator. A product of a hundred figures of forty digits still fits."""

_TOO_LARGE = 10**MOST_DIGITS

MOST_OF_A_NAME = 1_000
"""Characters of an identity, a unit or a limit's name."""

DEEPEST_TERM = DEEPEST_EXPRESSION + 2
"""Expressions within expressions: what the language lets an author write."""

_FRACTION = re.compile(r"(-?(?:0|[1-9][0-9]*))/([1-9][0-9]*)", re.ASCII)

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)


class Unreadable(NamedTuple):
    """Why a text is no certificate, as a sentence without a full stop."""

    reason: str


class _Bad(Exception):
    """What is wrong, and where."""


# Writing


def merged(certificate: Certificate) -> Certificate:
    """The certificate with each step once: of steps that say the same, what rests on a later one rests on the first."""
    place: list[int] = []
    nodes: list[Node] = []
    first: dict[Hashable, int] = {}
    for node in certificate.nodes:
        held = replace(node, premises=tuple(place[premise] for premise in node.premises))
        place.append(first.setdefault(_key(held), len(nodes)))
        if place[-1] == len(nodes):
            nodes.append(held)
    return replace(certificate, nodes=tuple(nodes))


def _key(node: Node) -> Hashable:
    """All that a step says."""
    charges = frozenset(node.charges.items())
    place = node.rule, node.premises, node.of, node.under, node.side
    return *place, node.bound, node.unit, node.hypotheses, charges, node.witness


def as_data(certificate: Certificate) -> dict[str, Any]:
    """A certificate as what JSON can hold, each step once; the same for equal certificates.

    Raises:
        ValueError: A number has more digits than are read back.
    """
    certificate = merged(certificate)
    hypotheses = sorted({each for node in certificate.nodes for each in node.hypotheses}, key=_sortable)
    place = {hypothesis: index for index, hypothesis in enumerate(hypotheses)}
    return {
        "format": FORMAT,
        "problem": certificate.problem,
        "hypotheses": [list(hypothesis) for hypothesis in hypotheses],
        "nodes": [_node_data(node, place) for node in certificate.nodes],
    }


def _sortable(hypothesis: Hypothesis) -> tuple[str, str, str]:
    return hypothesis.kind, hypothesis.subject, hypothesis.by or ""


def _node_data(node: Node, place: Mapping[Hypothesis, int]) -> dict[str, Any]:
    charges = sorted((_test_data(test), _written(part)) for test, part in node.charges.items())
    return {
        "rule": node.rule.value,
        "premises": list(node.premises),
        "of": _term_data(node.of),
        "under": [_term_data(term) for term in node.under],
        "side": node.side.value,
        "bound": _written(node.bound),
        "unit": node.unit,
        "hypotheses": sorted(place[hypothesis] for hypothesis in node.hypotheses),
        "charges": [list(charge) for charge in charges],
        "witness": {
            name: write(getattr(node.witness, name))
            for name, (write, _) in _WITNESS.items()
            if getattr(node.witness, name) != getattr(NO_WITNESS, name)
        },
    }


def _term_data(term: Term) -> Any:
    if isinstance(term, str):
        return term
    data = {"operator": term.operator.value, "operands": [_term_data(operand) for operand in term.operands]}
    return data | ({"number": term.number} if term.number else {})


def _test_data(test: Charge) -> list[Any]:
    match test:
        case ClaimId(goal, position):
            return ["claim", goal, position]
        case MeasurementId(record, position):
            return ["measurement", record, position]
        case BridgeId(quantity, position):
            return ["bridge", quantity, position]


def _written(number: Fraction) -> str:
    if max(abs(number.numerator), number.denominator) >= _TOO_LARGE:
        raise ValueError(f"a number has more than {MOST_DIGITS:,} digits")
    return f"{number.numerator}/{number.denominator}"


def _fractions_data(numbers: Iterable[Fraction]) -> list[str]:
    return [_written(number) for number in numbers]


# Reading


def read(text: str) -> Certificate | Unreadable:
    """The certificate that a text holds, or why it holds none. Never raises."""
    try:
        return _certificate(_parsed(text))
    except _Bad as bad:
        return Unreadable(str(bad))


def _parsed(text: str) -> Any:
    if len(text) > MOST_CHARACTERS:
        raise _Bad(f"it has more than {MOST_CHARACTERS:,} characters")
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_float=_no_float, parse_constant=_no_float, parse_int=_integer
        )
    except RecursionError:
        raise _Bad("it is nested too deep") from None
    except ValueError as error:
        raise _Bad(f"it is not JSON: {error}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Bad(f"`{_short(twice)}` stands twice in one object")
    return found


def _no_float(written: str) -> Any:
    raise _Bad(f'{_short(written)} is not exact; fractions are written as texts, as in "1/20"')


def _integer(written: str) -> int:
    if len(written) > _LONGEST_INTEGER:
        raise _Bad(f"{_short(written)} is too large for a count or a position")
    return int(written)


def _certificate(data: Any) -> Certificate:
    held = _fields(data, "the certificate", ("format", "problem", "hypotheses", "nodes"))
    if held["format"] != FORMAT:
        raise _Bad(f"its format is not `{FORMAT}`")
    hypotheses = [_hypothesis(item, "`hypotheses`") for item in _list(held["hypotheses"], "`hypotheses`")]
    if sorted(set(hypotheses), key=_sortable) != hypotheses:
        raise _Bad("its hypotheses are not each there once and in order")
    nodes: list[Node] = []
    used: set[int] = set()
    seen: dict[Hashable, int] = {}
    for position, item in enumerate(_list(held["nodes"], "`nodes`")):
        node = _node(item, f"step {position}", position, hypotheses, used)
        if seen.setdefault(_key(node), position) != position:
            raise _Bad(f"step {position} says the same as step {seen[_key(node)]}")
        nodes.append(node)
    if len(used) < len(hypotheses):
        raise _Bad("a hypothesis is listed that no step names")
    return Certificate(_text(held["problem"], "`problem`"), tuple(nodes))


_NODE = ("rule", "premises", "of", "under", "side", "bound", "unit", "hypotheses", "charges", "witness")


def _node(data: Any, where: str, position: int, hypotheses: Sequence[Hypothesis], used: set[int]) -> Node:
    held = _fields(data, where, _NODE)
    premises = [_position(item, f"{where}, `premises`") for item in _list(held["premises"], f"{where}, `premises`")]
    if any(premise >= position for premise in premises):
        raise _Bad(f"{where} rests on a step that does not come before it")
    named = [_position(item, f"{where}, `hypotheses`") for item in _list(held["hypotheses"], f"{where}, `hypotheses`")]
    if named != sorted(set(named)) or (named and named[-1] >= len(hypotheses)):
        raise _Bad(f"{where} names a hypothesis that is not listed, or not each once and in order")
    used.update(named)
    witness = _fields(held["witness"], f"{where}, `witness`", (), tuple(_WITNESS))
    return Node(
        rule=_one_of(Rule, held["rule"], f"{where}, `rule`"),
        premises=tuple(premises),
        of=_term(held["of"], f"{where}, `of`"),
        under=_prefix(held["under"], f"{where}, `under`"),
        side=_one_of(Side, held["side"], f"{where}, `side`"),
        bound=_fraction(held["bound"], f"{where}, `bound`"),
        unit=_text_or_nothing(held["unit"], f"{where}, `unit`"),
        hypotheses=frozenset(hypotheses[index] for index in named),
        charges=_charges(held["charges"], f"{where}, `charges`"),
        witness=Witness(**{name: _WITNESS[name][1](item, f"{where}, `{name}`") for name, item in witness.items()}),
    )


def _charges(data: Any, where: str) -> dict[Charge, Fraction]:
    charges: dict[Charge, Fraction] = {}
    for item in _list(data, where):
        test, part = _tuple(item, 2, where)
        charge = _test(test, where)
        if charge in charges:
            raise _Bad(f"{where} has a test twice")
        charges[charge] = _fraction(part, where)
    if [_test_data(test) for test in charges] != sorted(_test_data(test) for test in charges):
        raise _Bad(f"{where} is not in order")
    return charges


def _prefix(data: Any, where: str) -> Prefix:
    return tuple(_term(item, where) for item in _list(data, where))


def _term(data: Any, where: str, depth: int = 0) -> Term:
    if type(data) is str:
        return _text(data, where)
    if depth > DEEPEST_TERM:
        raise _Bad(f"{where} is an expression nested more than {DEEPEST_TERM} deep")
    held = _fields(data, where, ("operator", "operands"), ("number",))
    operator = _one_of(Operator, held["operator"], where)
    operands = tuple(_term(item, where, depth + 1) for item in _list(held["operands"], where))
    number = _position(held["number"], where) if "number" in held else 0
    if not operands or ("number" in held) != (operator is Operator.AT_LEAST) or ("number" in held and not number):
        raise _Bad(f"{where} is an expression of no known form")
    return Composite(operator, operands, number)


def _test(data: Any, where: str) -> Charge:
    kind, of, position = _tuple(data, 3, where)
    make = _TESTS.get(kind) if type(kind) is str else None
    if make is None:
        raise _Bad(f"{where} names a test that is neither a claim, a measurement nor a bridge")
    return make(_text(of, where), _position(position, where))


_TESTS: Mapping[str, Callable[[str, int], Charge]] = {
    "claim": ClaimId,
    "measurement": MeasurementId,
    "bridge": BridgeId,
}


def _test_of(kind: type[_T]) -> Callable[[Any, str], _T]:
    def one(data: Any, where: str) -> _T:
        test = _test(data, where)
        if not isinstance(test, kind):
            raise _Bad(f"{where} names a test of another kind")
        return test

    return one


def _many(one: Callable[[Any, str], _T]) -> Callable[[Any, str], tuple[_T, ...]]:
    def many(data: Any, where: str) -> tuple[_T, ...]:
        found = tuple(one(item, where) for item in _list(data, where))
        if not found:
            raise _Bad(f"{where} is empty; what a witness does not say is left out")
        return found

    return many


def _hypothesis(data: Any, where: str) -> Hypothesis:
    kind, subject, by = _tuple(data, 3, where)
    return Hypothesis(_text(kind, where), _text(subject, where), _text_or_nothing(by, where))


def _fields(data: Any, where: str, needed: Sequence[str], others: Sequence[str] = ()) -> dict[str, Any]:
    if type(data) is not dict:
        raise _Bad(f"{where} is not an object")
    for name in needed:
        if name not in data:
            raise _Bad(f"{where} lacks `{name}`")
    for name in data:
        if name not in needed and name not in others:
            raise _Bad(f"{where} has a field `{_short(name)}`, which is not known")
    return data


def _list(data: Any, where: str) -> list[Any]:
    if type(data) is not list:
        raise _Bad(f"{where} is not a list")
    return data


def _tuple(data: Any, length: int, where: str) -> list[Any]:
    if len(_list(data, where)) != length:
        raise _Bad(f"{where} has an entry that is not of {length} parts")
    return _list(data, where)


def _text(data: Any, where: str) -> str:
    if type(data) is not str or not data.isprintable() or len(data) > MOST_OF_A_NAME:
        raise _Bad(f"{where} has something that is no name: a text of at most {MOST_OF_A_NAME:,} printable characters")
    return data


def _text_or_nothing(data: Any, where: str) -> str | None:
    return None if data is None else _text(data, where)


def _position(data: Any, where: str) -> int:
    if type(data) is not int or data < 0:
        raise _Bad(f"{where} is not a count or a position")
    return data


def _one_of(kind: type[_E], data: Any, where: str) -> _E:
    try:
        return kind(_text(data, where))
    except ValueError:
        raise _Bad(f"{where} is none of: {', '.join(kind)}") from None


def _fraction(data: Any, where: str) -> Fraction:
    match = _FRACTION.fullmatch(data) if type(data) is str else None
    if match is None:
        raise _Bad(f'{where} is not a fraction, as in "1/20"')
    if max(map(len, match.groups())) > MOST_DIGITS:
        raise _Bad(f"{where} has more than {MOST_DIGITS:,} digits")
    numerator, denominator = map(int, match.groups())
    if gcd(numerator, denominator) != 1 or data.startswith("-0"):
        raise _Bad(f"{where} is not in lowest terms")
    return Fraction(numerator, denominator)


def _short(text: str) -> str:
    shown = text if text.isprintable() else ascii(text)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"


_WITNESS: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any, str], Any]]] = {
    "weights": (_fractions_data, _many(_fraction)),
    "licences": (list, _many(_position)),
    "ways": (list, _many(_position)),
    "claim": (_test_data, _test_of(ClaimId)),
    "measurement": (_test_data, _test_of(MeasurementId)),
    "parts": (_fractions_data, _many(_fraction)),
    "bridge": (_test_data, _test_of(BridgeId)),
    "limit": (str, _text),
}
"""Each field of a witness: how it is written, and how it is read."""
