"""What is proved of a case's numbers, as data: JSON with a version, every number exact with a float beside it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from gsn.model.reference import Identity
from gsn.risk.certificate import BridgeId, Charge, Hypothesis
from gsn.risk.derivation import derivation
from gsn.risk.hazards import HazardAccount, hazard_accounts
from gsn.risk.problem import ClaimId, MeasurementId
from gsn.risk.proving import Outcome, Proofs

FORMAT_VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields may come."""


def as_data(proofs: Proofs, outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """The claims that are asked for, and every hazard."""
    return {
        "format_version": FORMAT_VERSION,
        "problem": proofs.problem.digest,
        "claims": [_claim(proofs, outcome) for outcome in outcomes],
        "hazards": [_hazard(account) for account in hazard_accounts(proofs)],
        "limits": [
            {
                "name": limit.name,
                "hazards": list(limit.hazards),
                "value": number(limit.value),
                "unit": limit.unit,
                "confidence": number(1 - limit.doubt),
                "met": not isinstance(proofs.checked.limits[limit.name], str),
                "why": why if isinstance(why := proofs.checked.limits[limit.name], str) else None,
            }
            for limit in proofs.problem.limits
        ],
    }


def number(value: Fraction) -> dict[str, Any]:
    """An exact number, and the float that is nearest to it."""
    return {"exact": str(value), "float": float(value)}


def _claim(proofs: Proofs, outcome: Outcome) -> dict[str, Any]:
    claim, attempt = outcome.claim, outcome.attempt
    derived = attempt.derived
    charges = attempt.charges
    return {
        "goal": claim.id.goal,
        "position": claim.id.position,
        "quantity": claim.quantity,
        "relation": claim.relation.value,
        "value": number(claim.value),
        "unit": claim.unit,
        "confidence": number(1 - claim.doubt),
        "for": claim.subject,
        "proved": outcome.proved,
        "why": outcome.why or None,
        "derived": {"value": number(derived.value), "unit": derived.unit, "confidence": number(1 - claim.doubt)}
        if derived is not None
        else None,
        "charged": [_charge(test, part) for test, part in (*charges.fixed.items(), *charges.parts.items())]
        if charges is not None
        else None,
        "hypotheses": [_hypothesis(held) for held in sorted(outcome.hypotheses, key=_order)],
        "derivation": _derivation(proofs, derived.node) if derived is not None else [],
    }


def _charge(test: Charge, part: Fraction) -> dict[str, Any]:
    """A test that a step could have used, and the doubt that it takes."""
    kind, of = _named(test)
    return {"kind": kind, "of": of, "position": test.position, "doubt": number(part)}


def _named(test: Charge) -> tuple[str, Identity]:
    match test:
        case ClaimId(goal=name):
            return "claim", name
        case BridgeId(quantity=name):
            return "bridge", name
        case MeasurementId(record=name):
            return "record", name


def _order(held: Hypothesis) -> tuple[str, str, str]:
    return held.kind, held.subject, held.by or ""


def _hypothesis(held: Hypothesis) -> dict[str, Any]:
    return {"kind": held.kind, "about": held.subject, "by": held.by}


def _derivation(proofs: Proofs, root: int) -> list[dict[str, Any]]:
    """The steps, each with its depth: what stands deeper below a step is what it stands on."""
    nodes = proofs.proof.nodes
    return [
        {
            "depth": line.depth,
            "rule": nodes[line.node].rule.value,
            "statement": line.statement,
            "reason": line.reason,
            "source": line.source,
            "bound": number(nodes[line.node].bound),
            "unit": nodes[line.node].unit,
        }
        for line in derivation(proofs.problem, nodes, root)
    ]


def _hazard(account: HazardAccount) -> dict[str, Any]:
    return {
        "hazard": account.hazard,
        "bound": number(account.bound) if account.bound is not None else None,
        "unit": account.unit,
        "confidence": number(1 - account.claim.doubt) if account.claim is not None else None,
        "goal": account.claim.id.goal if account.claim is not None else None,
        "limit": number(account.limit.value) if account.limit is not None else None,
        "headroom": number(account.headroom) if account.headroom is not None else None,
        "met": account.met if account.limit is not None else None,
    }
