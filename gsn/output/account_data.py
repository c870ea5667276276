"""A case held against a profile, as data: every question that the profile asks, and what became of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gsn.compliance.account import (
    Account,
    CoverageAccount,
    LimitAccount,
    RequirementAccount,
    StandingAccount,
    TierAccount,
)
from gsn.output.risk_data import number
from gsn.treaty.held import Held

FORMAT_VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields may come."""


def held_data(held: Held) -> dict[str, Any]:
    """The profile that a case is held against, and whose choice and whose text it is."""
    profile = held.profile
    return {
        "name": held.name,
        "title": profile.title if profile is not None else None,
        "digest": profile.digest if profile is not None else None,
        "texts": [{"name": text.name, "sha256": text.sha256} for text in profile.lineage]
        if profile is not None
        else [],
        "version": profile.version if profile is not None else None,
        "chosen_by": "reviewer" if held.by_reviewer else "case",
        "supplied_by_developer": held.supplied_by_developer,
        "trouble": held.trouble or None,
    }


def standing_data(standing: StandingAccount) -> dict[str, Any]:
    """Where the case stands, why, and what to do next; ``would_be`` where the profile does not bind."""
    return {
        "standing": standing.standing.value,
        "why": list(standing.why),
        "would_be": standing.would_be.value if standing.would_be is not None else None,
        "why_would_be": list(standing.why_would_be),
        "determined_by": standing.determined,
        "to_do": [{"what": step.what, "unlocks": step.unlocks, "element": step.element} for step in standing.to_do],
    }


def account_data(account: Account) -> dict[str, Any]:
    """Every question of the profile with its answer."""
    binding = account.binding
    return {
        "profile": held_data(account.held),
        "binding": {
            "bound": binding.bound.value,
            "why_bound": binding.why_bound,
            "applies": binding.applies.value,
            "why_applies": binding.why_applies,
            "not_in_force": binding.not_in_force or None,
            "review_overdue": [item.name for item in binding.overdue],
            "states_parties": list(binding.parties),
        },
        "tiers": list(map(_tier, account.tiers)),
        "requirements": list(map(_requirement, account.requirements)),
        "limits": list(map(_limit, account.limits)),
        "categories": list(map(_covered, account.categories)),
        "capabilities": list(map(_covered, account.capabilities)),
        "parts": [{"name": part.name, "there": part.there.value, "why": part.why} for part in account.parts],
        "severities": [
            {"hazard": each.hazard, "severity": each.severity, "below_all": each.below, "why": each.why}
            for each in account.severities.values()
        ],
    }


def _tier(account: TierAccount) -> dict[str, Any]:
    return {
        "tier": account.tier.name,
        "reached": account.reached.value,
        "why": account.why,
        "tests": [
            {"answer": test.answer.value, "why": test.why, "margin": _number(test.margin)} for test in account.tests
        ],
        "exempt": account.exempt.value,
        "admits": account.admits.value,
        "why_admits": account.why_admits,
    }


def _requirement(account: RequirementAccount) -> dict[str, Any]:
    return {
        "requirement": account.requirement.name,
        "modality": account.modality,
        "asked": account.asked.value,
        "tiers": list(account.tiers),
        "met": account.met.value,
        "records": list(account.records),
        "shortfalls": [
            {"attribute": short.attribute, "message": short.message, "record": short.record, "open": short.open}
            for short in account.shortfalls
        ],
    }


def _limit(account: LimitAccount) -> dict[str, Any]:
    return {
        "limit": account.limit.name,
        "hazards": list(account.hazards),
        "kept": account.kept.value,
        "why": account.why,
        "bound": _number(account.bound),
        "allowed": _number(account.allowed),
        "unit": account.unit,
        "headroom": _number(account.headroom),
        "argued": list(account.argued),
        "determined_by": account.determined,
    }


def _covered(account: CoverageAccount) -> dict[str, Any]:
    return {
        "name": account.item.name,
        "coverage": account.coverage.value,
        "why": account.why,
        "hazards": list(account.hazards),
        "goals": list(account.goals),
    }


def _number(value: Fraction | None) -> dict[str, Any] | None:
    return number(value) if value is not None else None
