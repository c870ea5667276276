"""What a record of evidence says: of any type, and of its own type."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, InstanceOf

from gsn.model.number import Number
from gsn.model.record import Amount, Chips, Content, DateRange, Incident, Share
from gsn.model.statements.values import STRICT, FilePath, Flag, GivenBy, MeasuredValue, Name, Span, Words

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
    contains: tuple[InstanceOf[Content], ...] = ()
    measures: tuple[MeasuredValue, ...] = ()
    shares: tuple[InstanceOf[Share], ...] = ()
    planned_in: Name | None = None
    plans: tuple[Name, ...] = ()
    attested: Words | None = None
    recognised_by: Name | None = None
    under: tuple[Words, ...] = ()
    withheld: Words | None = None

    elicitation: Words | None = None
    baseline: Words | None = None
    success: Words | None = None
    hours: InstanceOf[Number] | None = None
    people: InstanceOf[Number] | None = None
    budget: InstanceOf[Amount] | None = None
    arms: tuple[Words, ...] = ()
    participants: InstanceOf[Number] | None = None
    outcome: Words | None = None
    blinding: Words | None = None
    registered: Words | None = None
    method: str | None = None
    experts: InstanceOf[Number] | None = None
    rounds: InstanceOf[Number] | None = None
    calibration: Words | None = None
    simulated: Flag | None = None
    planted: InstanceOf[Number] | None = None
    latency: InstanceOf[Amount] | None = None
    distribution: Words | None = None
    scope: Words | None = None
    open_findings: tuple[Words, ...] = ()
    inspection: Literal["routine", "challenge"] | None = None
    granted: Words | None = None
    provider: Name | None = None
    customer: Name | None = None
    window: InstanceOf[DateRange] | None = None
    chips: tuple[InstanceOf[Chips], ...] = ()
    chip_hours: InstanceOf[Number] | None = None
    utilisation: InstanceOf[Number] | None = None
    operations: Span | None = None
    tolerance: InstanceOf[Number] | None = None
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
    incidents: tuple[InstanceOf[Incident], ...] = ()
    prover: Words | None = None
    theorem: Words | None = None
    suite: Words | None = None
    revision: Words | None = None
    determines: Literal["acceptable", "unacceptable", "pending"] | None = None
    state: str | None = None
    of: Name | None = None
