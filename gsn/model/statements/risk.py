"""What the quantities of the risk model say."""

from __future__ import annotations

from pydantic import BaseModel, InstanceOf

from gsn.model.record import CommonCause, Condition, Consequence, Reduction
from gsn.model.statements.values import STRICT, Bridged, Licensed, Meaning, Name, Words


class HazardStatement(BaseModel):
    """A way in which the system could do harm."""

    model_config = STRICT

    category: Name | None = None
    consequences: tuple[InstanceOf[Consequence], ...] = ()
    capabilities: tuple[Name, ...] = ()
    definition: Meaning | None = None
    independent: tuple[Licensed, ...] = ()
    associated: tuple[Licensed, ...] = ()
    exclusive: tuple[Licensed, ...] = ()
    common_causes: tuple[InstanceOf[CommonCause], ...] = ()


class ScenarioStatement(BaseModel):
    """A course of events that ends in a hazard."""

    model_config = STRICT

    definition: Meaning | None = None
    independent: tuple[Licensed, ...] = ()
    associated: tuple[Licensed, ...] = ()
    exclusive: tuple[Licensed, ...] = ()
    common_causes: tuple[InstanceOf[CommonCause], ...] = ()


class QuantityStatement(BaseModel):
    """A probability or a frequency."""

    model_config = STRICT

    definition: Meaning | None = None
    given: InstanceOf[Condition] | None = None
    trial: Words | None = None
    bridges: tuple[Bridged, ...] = ()
    per: str | None = None
    independent: tuple[Licensed, ...] = ()
    associated: tuple[Licensed, ...] = ()
    exclusive: tuple[Licensed, ...] = ()
    common_causes: tuple[InstanceOf[CommonCause], ...] = ()


class MitigationStatement(BaseModel):
    """What makes a quantity smaller, measured with and without it."""

    model_config = STRICT

    reductions: tuple[InstanceOf[Reduction], ...] = ()
