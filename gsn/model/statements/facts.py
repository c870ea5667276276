"""What a case, its systems and its actors say."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel

from gsn.model.record import Accreditation, Decision, Exclusion, Independence, Profile, Spoken
from gsn.model.statements.values import MADE, STRICT, Answered, Compute, Dollars, FileDigest, Name, Span, Switch, Words


class CaseStatement(BaseModel):
    """What is decided, of whom it is asked, against what it is held, and how long it holds."""

    model_config = STRICT

    decision: Annotated[Decision, MADE] | None = None
    system: Name | None = None
    decides_on: tuple[Name, ...] = ()
    treaty: Annotated[Profile, MADE] | None = None
    shows: tuple[Name, ...] = ()
    valid_until: date | None = None
    invalid_when: tuple[Words, ...] = ()
    not_covered: tuple[Words, ...] = ()
    excludes: tuple[Annotated[Exclusion, MADE], ...] = ()
    version: Words | None = None
    authors: tuple[Words, ...] = ()
    contact: Words | None = None
    follows: FileDigest | None = None
    dissent: tuple[Annotated[Spoken, MADE], ...] = ()
    answers: tuple[Answered, ...] = ()


class SystemStatement(BaseModel):
    """The model that is decided on, as far as a treaty asks."""

    model_config = STRICT

    developer: Name | None = None
    jurisdiction: tuple[str, ...] = ()
    sector: Literal["private", "public"] | None = None
    use: Literal["civilian", "military"] | None = None
    stage: str | None = None
    training_compute: Compute | None = None
    training_cost: Dollars | None = None
    parameters: Span | None = None
    training_data: Words | None = None
    architecture: Words | None = None


class ConfigurationStatement(BaseModel):
    """One way in which a system is run: served, or tested."""

    model_config = STRICT

    weights: FileDigest | None = None
    safeguards: Switch | None = None
    scaffold: Words | None = None
    system_prompt: Words | None = None
    log_names: tuple[Words, ...] = ()


class ActorStatement(BaseModel):
    """Somebody who develops, evaluates, audits or decides, and by whose word."""

    model_config = STRICT

    role: str | None = None
    jurisdiction: str | None = None
    accredited: Annotated[Accreditation, MADE] | None = None
    cleared_by: Name | None = None
    independent: tuple[Annotated[Independence, MADE], ...] = ()
    recognises: tuple[Name, ...] = ()
    keys: tuple[Words, ...] = ()
