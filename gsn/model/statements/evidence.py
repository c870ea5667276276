"""What a record of evidence says: of any type, and of its own type."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel

from gsn.model.number import Number
from gsn.model.record import Amount, Chips, Content, DateRange, Incident, Share
from gsn.model.statements.values import MADE, STRICT, FilePath, Flag, GivenBy, MeasuredValue, Name, Span, Words

EvidenceType = Literal[
    "protocol",
    "evaluation",
    "red_team",
    "uplift_study",
    "security_audit",
    "governance_audit",
    "inspection",
    "compute_report",
    "kyc",
    "chip_transfer",
    "site_observation",
    "customs_record",
    "incident_ledger",
    "licence",
    "certification",
    "elicitation",
    "monitoring",
    "proof",
    "determination",
    "recognition",
    "report",
    "test_results",
]


class EvidenceStatement(BaseModel):
    """What it is, of what, by whom, from when until when, and what it measured."""

    model_config = STRICT

    type: EvidenceType | None = None
    on: Name | None = None
    file: FilePath | None = None
    by: GivenBy | None = None
    dated: date | None = None
    expires: date | None = None
    covers: tuple[str, ...] = ()
    contains: tuple[Annotated[Content, MADE], ...] = ()
    measures: tuple[MeasuredValue, ...] = ()
    shares: tuple[Annotated[Share, MADE], ...] = ()
    trial: Words | None = None
    presumes: tuple[Name, ...] = ()
    planned_in: Name | None = None
    plans: tuple[Name, ...] = ()
    attested: Words | None = None
    recognised_by: Name | None = None
    under: tuple[Words, ...] = ()
    withheld: Words | None = None

    elicitation: Words | None = None
    baseline: Words | None = None
    success: Words | None = None
    hours: Annotated[Number, MADE] | None = None
    people: Annotated[Number, MADE] | None = None
    budget: Annotated[Amount, MADE] | None = None
    arms: tuple[Words, ...] = ()
    participants: Annotated[Number, MADE] | None = None
    outcome: Words | None = None
    blinding: Words | None = None
    registered: Words | None = None
    method: str | None = None
    experts: Annotated[Number, MADE] | None = None
    rounds: Annotated[Number, MADE] | None = None
    calibration: Words | None = None
    simulated: Flag | None = None
    planted: Annotated[Number, MADE] | None = None
    latency: Annotated[Amount, MADE] | None = None
    distribution: Words | None = None
    scope: Words | None = None
    open_findings: tuple[Words, ...] = ()
    inspection: Literal["routine", "challenge"] | None = None
    granted: Words | None = None
    provider: Name | None = None
    customer: Name | None = None
    window: Annotated[DateRange, MADE] | None = None
    chips: tuple[Annotated[Chips, MADE], ...] = ()
    chip_hours: Annotated[Number, MADE] | None = None
    utilisation: Annotated[Number, MADE] | None = None
    operations: Span | None = None
    peak: Annotated[Amount, MADE] | None = None
    unrelated: Span | None = None
    tolerance: Annotated[Number, MADE] | None = None
    personnel: Words | None = None
    purpose: Words | None = None
    risk: Literal["high", "low"] | None = None
    beneficial_owner: Words | None = None
    verified: Words | None = None
    identifier: Words | None = None
    serials: tuple[Words, ...] = ()
    sender: Name | None = None
    receiver: Name | None = None
    site: Words | None = None
    observed: Words | None = None
    incidents: tuple[Annotated[Incident, MADE], ...] = ()
    prover: Words | None = None
    theorem: Words | None = None
    suite: Words | None = None
    revision: Words | None = None
    determines: Literal["acceptable", "unacceptable", "pending"] | None = None
    state: str | None = None
    of: Name | None = None
