"""What a case declares of the system that it is about, as far as a profile asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from gsn.argument import Argument
from gsn.evidence.compute import reports_of
from gsn.evidence.entitlement import Givers
from gsn.evidence.systems import Systems
from gsn.evidence.uses import records_of
from gsn.model.case import Element
from gsn.model.number import Range
from gsn.model.reference import Identity
from gsn.model.statements.facts import SystemStatement

NOTHING = SystemStatement()

UNREAD = "a line of the case that may say it cannot be read"


@dataclass(frozen=True, slots=True)
class Declared:
    """The system of a case; ``missing`` is why there is none to speak of, as a sentence without its full stop.

    ``unaccounted`` is the compute, in FLOP, by which what is reported of it at most exceeds what is declared.
    """

    element: Element | None
    says: SystemStatement
    missing: str = ""
    unaccounted: Fraction = Fraction(0)

    @property
    def name(self) -> str:
        return self.element.name if self.element is not None else "the system"

    @property
    def compute(self) -> Mapping[str, Range]:
        """Its training compute part by part, in FLOP, in the order of the case."""
        parts = self.says.training_compute
        return MappingProxyType({part.name: part.range for part in parts.parts} if parts is not None else {})

    def why_not(self, field: str) -> str:
        """Why nothing is known of a field that the system does not fill."""
        if self.element is None:
            return self.missing
        if field in self.element.lost:
            return UNREAD
        return f"`{self.name}` declares no `{field}`"


def declared_by(argument: Argument) -> Declared:
    """The system that a case names at its head, and what is declared of it.

    None where the case decides on something else: a small system at the head would speak for a large one.
    """
    systems = Systems(argument.case)
    found = systems.of_the_case()
    if found is None:
        return Declared(None, NOTHING, "the case names no system at its head")
    element = argument.case.elements.get(found)
    if element is None or not isinstance(element.says, SystemStatement):
        return Declared(None, NOTHING, UNREAD)
    elsewhere = [ref for ref in argument.case.says.decides_on if systems.of_configuration(ref.identity) != found]
    if elsewhere:
        missing = f"the case is about `{element.name}`, and decides on `{elsewhere[0].name}`, which is no part of it"
        return Declared(None, NOTHING, missing)
    return Declared(element, element.says, unaccounted=_unaccounted(argument, found, element.says))


def _unaccounted(argument: Argument, system: Identity, says: SystemStatement) -> Fraction:
    """What reports come to beyond all declared parts, at most: in whichever state, and whatever they tolerate."""
    givers = Givers(argument.register.actors, Systems(argument.case), argument.as_of)
    reports = reports_of(records_of(argument.case), argument.assessments, givers)
    reported = sum((report.most for report in reports if report.system == system), Fraction(0))
    parts = says.training_compute.parts if says.training_compute is not None else ()
    return max(Fraction(0), reported - sum((part.range.high.exact for part in parts), Fraction(0)))
