"""The quantities of a case as the calculus takes them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.record import CommonCause
from gsn.model.record import Licence as LicenceClause
from gsn.model.reference import Identity
from gsn.model.statements.risk import HazardStatement, QuantityStatement, ScenarioStatement
from gsn.risk.conditions import Given, conditions
from gsn.risk.dimensions import dimensions
from gsn.risk.flaws import Flaw, FlawKind
from gsn.risk.ordering import parts_first
from gsn.risk.problem import Bridge, Dimension, Licence, LicenceKind, Quantity
from gsn.risk.term import Prefix, Term, names_of, term_of, written
from gsn.risk.units import singular

Said = HazardStatement | ScenarioStatement | QuantityStatement

_DECLARED = {Kind.FREQUENCY: Dimension.FREQUENCY, Kind.PROBABILITY: Dimension.PROBABILITY}


def quantities_of(
    elements: Iterable[Element], evident: Mapping[Identity, Dimension]
) -> tuple[dict[Identity, Quantity], list[Flaw]]:
    """Every quantity, and the flaws of their definitions and conditions.

    Args:
        elements: The statements of the risk model.
        evident: The dimension of what is claimed and measured of each, where definitions leave it open.
    """
    said = {element.identity: (element, _said(element)) for element in elements}
    definitions = {name: term_of(says.definition.expression) for name, (_, says) in said.items() if says.definition}
    order, circular = parts_first(said, lambda name: _parts(name, definitions, said))
    declared = {name: _DECLARED[element.kind] for name, (element, _) in said.items() if element.kind in _DECLARED}
    found, mixed = dimensions(order, {**evident, **declared}, definitions)
    given = dict(_given(said))
    holds_under, elsewhere = conditions(order, given, definitions)
    flaws = [*_circles(circular, definitions), *_unread(said), *mixed, *elsewhere, *_trials(said, definitions)]
    first: dict[Identity, Flaw] = {}
    for flaw in flaws:
        first.setdefault(flaw.quantity, flaw)
    quantities = {
        name: Quantity(
            identity=name,
            dimension=found.get(name),
            unit=singular(says.per) if isinstance(says, QuantityStatement) and says.per else None,
            hazard=element.kind is Kind.HAZARD,
            definition=definitions.get(name),
            complete_by=says.definition.complete_by.identity
            if says.definition is not None and says.definition.complete_by is not None
            else None,
            conditions=holds_under.get(name, ((),)),
            condition_by=given[name].by if name in given else None,
            bridges=tuple(_bridges(says)),
            flaw=first[name].message if name in first else None,
        )
        for name, (element, says) in said.items()
    }
    return quantities, flaws


def licences_of(elements: Iterable[Element]) -> tuple[Licence, ...]:
    """Every licence, in the order of the text."""
    return tuple(licence for element in elements for licence in _licences(element.identity, _said(element)))


def _said(element: Element) -> Said:
    says = element.says
    return says if isinstance(says, HazardStatement | ScenarioStatement | QuantityStatement) else QuantityStatement()


def _parts(name: Identity, definitions: Mapping[Identity, Term], known: Mapping[Identity, object]) -> list[Identity]:
    """What a quantity is made of, each once."""
    if name not in definitions:
        return []
    return [part for part in dict.fromkeys(names_of(definitions[name])) if part in known]


def _given(said: Mapping[Identity, tuple[Element, Said]]) -> Iterator[tuple[Identity, Given]]:
    for name, (_, says) in said.items():
        if isinstance(says, QuantityStatement) and says.given is not None:
            prefixes = tuple(dict.fromkeys(tuple(ref.identity for ref in prefix) for prefix in says.given.prefixes))
            yield name, Given(prefixes, says.given.by.identity if says.given.by is not None else None)


def _bridges(says: Said) -> Iterator[Bridge]:
    for bridge in says.bridges if isinstance(says, QuantityStatement) else ():
        factor = bridge.factor.exact if bridge.factor is not None else Fraction(1)
        yield Bridge(factor, bridge.proxy.identity, bridge.by.identity, 1 - bridge.confidence.exact)


def _licences(owner: Identity, says: Said) -> Iterator[Licence]:
    groups: list[tuple[LicenceKind, tuple[LicenceClause | CommonCause, ...]]] = [
        (LicenceKind.INDEPENDENT, says.independent),
        (LicenceKind.ASSOCIATED, says.associated),
        (LicenceKind.EXCLUSIVE, says.exclusive),
        (LicenceKind.COMMON_CAUSE, says.common_causes),
    ]
    for kind, clauses in groups:
        for position, clause in enumerate(clauses):
            members = tuple(ref.identity for ref in clause.members)
            given: Prefix = tuple(ref.identity for ref in clause.given)
            factor = clause.factor.identity if isinstance(clause, CommonCause) else None
            yield Licence(kind, members, given, clause.by.identity, owner, position, factor)


def _circles(circular: frozenset[Identity], definitions: Mapping[Identity, Term]) -> Iterator[Flaw]:
    for name in sorted(circular):
        parts = tuple(part for part in dict.fromkeys(names_of(definitions[name])) if part in circular)
        what = f"is defined by itself, by way of `{written(parts[0])}`" if parts else "is defined by itself"
        yield Flaw(FlawKind.CIRCULAR, name, f"{written(name)} {what}", parts)


def _unread(said: Mapping[Identity, tuple[Element, Said]]) -> Iterator[Flaw]:
    for name, (element, _) in said.items():
        if element.lost or element.kind is Kind.UNREADABLE:
            yield Flaw(FlawKind.UNREAD, name, f"{written(name)} has a line that could not be read")


def _trials(said: Mapping[Identity, tuple[Element, Said]], definitions: Mapping[Identity, Term]) -> Iterator[Flaw]:
    """One name for another's figure, although one trial of it is not one trial of the other."""
    for name, term in definitions.items():
        if isinstance(term, str) and term in said:
            own, other = _trial(said[name][1]), _trial(said[term][1])
            if own is not None and other is not None and own != other:
                what = f"is `{written(term)}`, of which one trial is something else: “{other}”, not “{own}”"
                yield Flaw(FlawKind.OTHER_TRIAL, name, f"{written(name)} {what}", (term,))


def _trial(says: Said) -> str | None:
    return says.trial.plain if isinstance(says, QuantityStatement) and says.trial is not None else None
