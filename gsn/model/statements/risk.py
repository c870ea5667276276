"""What the quantities of the risk model say."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel

from gsn.model.record import CommonCause, Condition, Consequence, Reduction
from gsn.model.statements.values import MADE, STRICT, Bridged, Licensed, Meaning, Name, Words


class HazardStatement(BaseModel):
    """A way in which the system could do harm."""

    model_config = STRICT

    category: Name | None = None
    consequences: tuple[Annotated[Consequence, MADE], ...] = ()
    capabilities: tuple[Name, ...] = ()
    argued_by: tuple[Name, ...] = ()
    definition: Meaning | None = None
    independent: tuple[Licensed, ...] = ()
    associated: tuple[Licensed, ...] = ()
    exclusive: tuple[Licensed, ...] = ()
    common_causes: tuple[Annotated[CommonCause, MADE], ...] = ()


class ScenarioStatement(BaseModel):
    """A course of events that ends in a hazard."""

    model_config = STRICT

    definition: Meaning | None = None
    independent: tuple[Licensed, ...] = ()
    associated: tuple[Licensed, ...] = ()
    exclusive: tuple[Licensed, ...] = ()
    common_causes: tuple[Annotated[CommonCause, MADE], ...] = ()


class QuantityStatement(BaseModel):
    """A probability or a frequency."""

    model_config = STRICT

    definition: Meaning | None = None
    given: Annotated[Condition, MADE] | None = None
    trial: Words | None = None
    bridges: tuple[Bridged, ...] = ()
    per: str | None = None
    independent: tuple[Licensed, ...] = ()
    associated: tuple[Licensed, ...] = ()
    exclusive: tuple[Licensed, ...] = ()
    common_causes: tuple[Annotated[CommonCause, MADE], ...] = ()


class MitigationStatement(BaseModel):
    """What makes a quantity smaller, measured with and without it."""

    model_config = STRICT

    reductions: tuple[Annotated[Reduction, MADE], ...] = ()
