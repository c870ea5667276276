"""Where in a document the names of the section on numbers lead."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.model.reference import Identity, name_of
from gsn.report.anchors import anchor
from gsn.report.model.values import Part
from gsn.risk.certificate import BridgeId, Charge
from gsn.risk.problem import ClaimId, MeasurementId
from gsn.risk.term import written


def claim_anchor(claim: ClaimId) -> str:
    """A claim's fragment in the page: its goal's, and which of the goal's claims it is."""
    return f"claim:{anchor(claim.goal)}/{claim.position}"


@dataclass(frozen=True, slots=True)
class Links:
    """The fragments of elements, and of those claims that the document shows."""

    argument: Argument
    claims: Container[ClaimId]

    def element(self, identity: Identity) -> str:
        """An element's fragment; nothing for what is none, such as a name that names nothing."""
        return anchor(identity) if self.argument.element(identity) is not None else ""

    def claim(self, claim: ClaimId) -> str:
        """A claim's fragment; its goal's where the claim is not shown."""
        return claim_anchor(claim) if claim in self.claims else self.element(claim.goal)

    def href(self, identity: Identity) -> str:
        """Where an element's name leads in a picture that stands in the document."""
        target = self.element(identity)
        return f"#{target}" if target else ""

    def part(self, identity: Identity) -> Part:
        """An element's name, linked."""
        return Part(name_of(identity), self.element(identity))

    def quantity(self, identity: Identity) -> Part:
        """A quantity's name as expressions write it, linked."""
        return Part(written(identity), self.element(identity))

    def test(self, charge: Charge) -> Part:
        """What a claim is charged for: a child's claim, a bridge or a record."""
        match charge:
            case ClaimId():
                return Part(name_of(charge.goal), self.claim(charge))
            case BridgeId(quantity=quantity):
                return Part(f"the bridge of {written(quantity)}", self.element(quantity))
            case MeasurementId(record=record):
                return self.part(record)
