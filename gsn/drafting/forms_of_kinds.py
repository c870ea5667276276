"""How a statement of each kind is written, and what it is for, in one line each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gsn.language.readtext import IMPORT, WAIVE, Form
from gsn.model.kinds import PUBLISHABLE, Kind

SAYS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CASE: "begins the case's main file: what is decided, and which goals show it",
        Kind.MODULE: "begins a file that other files of the case import",
        Kind.CONTRACT: "begins a file that says how modules support each other",
        Kind.GOAL: "a claim that is true or false, and needs support",
        Kind.STRATEGY: "how a goal is argued from the goals below it",
        Kind.SOLUTION: "the evidence that supports a goal",
        Kind.CONTEXT: "what a goal or a strategy speaks of",
        Kind.ASSUMPTION: "what is taken for true without support",
        Kind.JUSTIFICATION: "why a strategy or a goal is put this way",
        Kind.CHALLENGE: "a doubt about what it stands under; a goal that argues against it",
        Kind.CONFIDENCE: "an argument for confidence in an element or a relationship",
        Kind.HAZARD: "what must not happen",
        Kind.SCENARIO: "a way in which it comes to happen",
        Kind.FREQUENCY: "how often something happens in a time",
        Kind.PROBABILITY: "how likely something is in one trial",
        Kind.MITIGATION: "what makes a quantity smaller",
        Kind.SYSTEM: "the system that is decided on",
        Kind.CONFIGURATION: "one way in which the system is run",
        Kind.ACTOR: "somebody who develops, evaluates or decides",
        Kind.EVIDENCE: "a record of what was done: its file, digest, day and giver",
    }
)
"""What each kind is for."""

FORM_OF_DIRECTIVES: tuple[tuple[Form, str], ...] = (
    (IMPORT, "another file of this case, beside this one or below"),
    (WAIVE, "a finding that a human lets stand, until a day"),
)
"""What stands at the margin and is no statement."""


def form_of_kind(kind: Kind) -> str:
    """How a statement of a kind is written: ``[public] goal NAME TEXT``."""
    return f"{'[public] ' if kind in PUBLISHABLE else ''}{kind} NAME TEXT"


def says_of_kind(kind: Kind) -> str:
    """What a kind is for."""
    return SAYS.get(kind, "")
