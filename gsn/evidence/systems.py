"""What a record is about: the configuration that it names, the system of that, and who develops the system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from gsn.model.case import Case, Element
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.facts import SystemStatement

Unread: TypeAlias = Literal["unread"]
"""A line that may have said it could not be read, so that nothing follows from what seems to be absent."""


@dataclass(frozen=True, slots=True)
class Systems:
    """The systems of a case, and the one that it is about."""

    case: Case

    def of_the_case(self) -> Identity | Unread | None:
        """The system that is decided on; none where the case names none."""
        head = self.case.head
        if head is None or "system" in head.lost:
            return "unread"
        said = self.case.says.system
        return self._known(said.identity) if said is not None else None

    def of_configuration(self, configuration: Identity) -> Identity | Unread:
        """The system that a configuration belongs to; a system's own for itself."""
        element = self.case.elements.get(configuration)
        if element is None or element.kind is Kind.UNREADABLE:
            return "unread"
        if element.kind is Kind.SYSTEM:
            return configuration
        return self._known(element.parent) if element.parent is not None else "unread"

    def of_record(self, record: Element, says: EvidenceStatement) -> Identity | Unread | None:
        """The system that a record is about: its own, or where it names none that of the case."""
        if "on" in record.lost:
            return "unread"
        return self.of_configuration(says.on.identity) if says.on is not None else self.of_the_case()

    def developer_of(self, system: Identity | None) -> Identity | Unread | None:
        """Who develops a system; none where nothing says so."""
        if system is None:
            return None
        element = self.case.elements.get(system)
        if element is None or element.kind is not Kind.SYSTEM or "developer" in element.lost:
            return "unread"
        says = element.says
        return says.developer.identity if isinstance(says, SystemStatement) and says.developer is not None else None

    def _known(self, system: Identity) -> Identity | Unread:
        element = self.case.elements.get(system)
        return system if element is not None and element.kind is Kind.SYSTEM else "unread"
