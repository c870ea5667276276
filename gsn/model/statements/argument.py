"""What the elements of an argument say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel

from gsn.model.record import CarryingOver, Raising, Spoken, Watch
from gsn.model.reference import Edge, Ref
from gsn.model.statements.values import MADE, STRICT, Answered, Claimed, Flag, GivenUp, Name, Stopped, Words


class Annotations(BaseModel):
    """What any statement can say beside what its kind says."""

    model_config = STRICT

    owner: Words | None = None
    notes: tuple[Words, ...] = ()
    see: tuple[Words, ...] = ()
    prose: Words | None = None
    tags: tuple[str, ...] = ()
    uninstantiated: Flag | None = None
    defeated: tuple[GivenUp, ...] = ()


class GoalStatement(BaseModel):
    """A proposition to be shown (GSN v3, 1:2.3)."""

    model_config = STRICT

    claims: tuple[Claimed, ...] = ()
    by_contract: Flag | None = None
    carries_over: tuple[Annotated[CarryingOver, MADE], ...] = ()
    challenges: tuple[Annotated[Ref, MADE] | Annotated[Edge, MADE], ...] = ()
    undeveloped: Stopped | None = None
    answers: tuple[Answered, ...] = ()


class StrategyStatement(BaseModel):
    """How a goal is argued from others."""

    model_config = STRICT

    carries_over: tuple[Annotated[CarryingOver, MADE], ...] = ()
    undeveloped: Stopped | None = None


class SolutionStatement(BaseModel):
    """A reference to evidence."""

    model_config = STRICT

    cites: tuple[Name, ...] = ()
    at: Words | None = None
    shows: Words | None = None
    challenges: tuple[Annotated[Ref, MADE] | Annotated[Edge, MADE], ...] = ()
    answers: tuple[Answered, ...] = ()


class AssumptionStatement(BaseModel):
    """What is taken as true without argument."""

    model_config = STRICT

    watch: Annotated[Watch, MADE] | None = None


class ChallengeStatement(BaseModel):
    """A goal that challenges an element or a relationship (GSN v3, 1:6)."""

    model_config = STRICT

    raised_by: Annotated[Raising, MADE] | None = None
    attack: Literal["rebuts", "undercuts", "undermines"] | None = None
    standing: tuple[str, ...] = ()
    upheld: Words | None = None
    accepted: Annotated[Spoken, MADE] | None = None
    claims: tuple[Claimed, ...] = ()
    by_contract: Flag | None = None
    carries_over: tuple[Annotated[CarryingOver, MADE], ...] = ()
    challenges: tuple[Annotated[Ref, MADE] | Annotated[Edge, MADE], ...] = ()
    undeveloped: Stopped | None = None


class ConfidenceStatement(BaseModel):
    """An assurance claim point: where confidence in a step or a reference is argued (GSN v3, 1:5)."""

    model_config = STRICT

    on: Annotated[Ref, MADE] | Annotated[Edge, MADE] | None = None
    argued_by: Name | None = None


class PlainStatement(BaseModel):
    """A kind that says nothing beside its text: context, justification, module, contract."""

    model_config = STRICT
