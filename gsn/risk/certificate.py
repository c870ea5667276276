"""The proof object: steps that conclude bounds, each from those before it.

Whoever searches makes one; whoever checks trusts nothing in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from gsn.model.reference import Identity
from gsn.risk.problem import ClaimId, MeasurementId, Side
from gsn.risk.term import Prefix, Term


class Rule(StrEnum):
    """The rules of the calculus, by their names there."""

    TOP = "TOP"
    DEFINE = "DEFINE"
    CHAIN = "CHAIN"
    ANY = "ANY"
    ALL = "ALL"
    AT_LEAST = "ATLEAST"
    NOT = "NOT"
    COVER = "COVER"
    INDEPENDENT = "INDEP"
    BETA = "BETA"
    ASSOCIATED = "ASSOC"
    CONVERT = "CONVERT"
    TAIL = "TAIL"
    BELIEF = "BELIEF"
    PRIOR = "PRIOR"
    BRIDGE = "BRIDGE"
    INCREASE = "INCREASE"
    CLAIM = "CLAIM"
    """A proved claim of a child goal, as a leaf."""
    GOAL = "GOAL"
    LIMIT = "LIMIT"


class Hypothesis(NamedTuple):
    """Something that a bound holds under: ``kind`` of it, what it is about, and the element that argues it, if any."""

    kind: str
    subject: Identity
    by: Identity | None = None


@dataclass(frozen=True, slots=True, order=True)
class BridgeId:
    """The test of a bridge: the quantity, and which of its bridges."""

    quantity: Identity
    position: int


Charge = ClaimId | MeasurementId | BridgeId
"""What a bound may be wrong by: a child's claim, a record's measurement, a bridge."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What a rule needs beside its premises; each rule reads its own fields and refuses others that are set.

    ``weights``: COVER, one for each premise. ``licences``: the positions in the problem's list of those that are used
    (INDEP, BETA, ASSOC: one; COVER: exclusives). ``ways``: ASSOC, the premises that together meet every satisfying
    world. ``claim``: CLAIM and GOAL. ``measurement``: TAIL, BELIEF and PRIOR. ``parts``: TAIL of a comparison, the
    bounds with and without. ``bridge``: BRIDGE. ``limit``: LIMIT, by name.
    """

    weights: tuple[Fraction, ...] = ()
    licences: tuple[int, ...] = ()
    ways: tuple[int, ...] = ()
    claim: ClaimId | None = None
    measurement: MeasurementId | None = None
    parts: tuple[Fraction, ...] = ()
    bridge: BridgeId | None = None
    limit: str | None = None


NO_WITNESS = Witness()


@dataclass(frozen=True, slots=True)
class Node:
    """One step: under ``under`` and if ``hypotheses`` hold, ``of`` is at most (or at least) ``bound``.

    ``unit`` is none for a probability. ``charges`` are the tests that the bound stands on, each with the part of the
    doubt that it takes. ``premises`` are positions of earlier nodes.
    """

    rule: Rule
    premises: tuple[int, ...]
    of: Term
    under: Prefix
    side: Side
    bound: Fraction
    unit: str | None
    hypotheses: frozenset[Hypothesis] = frozenset()
    charges: Mapping[Charge, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    witness: Witness = NO_WITNESS


@dataclass(frozen=True, slots=True)
class Certificate:
    """Steps for the problem of one digest."""

    problem: str
    nodes: tuple[Node, ...]
