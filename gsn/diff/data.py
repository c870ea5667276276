"""A comparison as JSON with a version, for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gsn import __version__
from gsn.checking import Judgement
from gsn.diff.change import Change, Difference
from gsn.diff.margins import Margin, Proved
from gsn.diff.telling import Named, where
from gsn.findings import Finding
from gsn.model.case import Case
from gsn.output.ascii_json import as_ascii_json
from gsn.output.risk_data import number

FORMAT_VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields may come."""


def as_json(difference: Difference, named: Named) -> str:
    """The comparison as one JSON object, indented."""
    return as_ascii_json(as_data(difference, named))


def as_data(difference: Difference, named: Named) -> dict[str, Any]:
    """The comparison as plain values. ``of_substance`` is what ``--exit-code`` goes by."""
    return {
        "format_version": FORMAT_VERSION,
        "tool": f"gsn {__version__}",
        "as_of": difference.new.as_of.isoformat(),
        "of_substance": difference.of_substance,
        "old": _side(difference.old, named.old),
        "new": _side(difference.new, named.new),
        "changes": [_change(change, difference.new.case) for change in difference.changes],
        "margins": [_margin(margin) for margin in difference.margins],
        "touched": [{"element": touched.identity, "shown": touched.shown} for touched in difference.touched],
        "findings": {
            "brought": _findings(difference.brought, difference.new.case),
            "gone": _findings(difference.gone, difference.old.case),
        },
        "grounds": {"brought": list(difference.grounds_brought), "gone": list(difference.grounds_gone)},
    }


def _side(judgement: Judgement, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "case": judgement.case.name,
        "verdict": judgement.verdict.value,
        "label": judgement.label,
        "problems": len(judgement.case.problems),
    }


def _change(change: Change, case: Case) -> dict[str, Any]:
    return {
        "what": change.what.value,
        "effect": change.effect.value,
        "of_substance": change.of_substance,
        "element": change.element,
        "kind": change.kind or None,
        "message": change.message,
        "before": change.before,
        "after": change.after,
        "at": where(change.place, case),
    }


def _margin(margin: Margin) -> dict[str, Any]:
    return {
        "element": margin.element,
        "quantity": margin.quantity,
        "limit": margin.limit,
        "way": margin.way.value,
        "before": _proved(margin.before),
        "after": _proved(margin.after),
    }


def _proved(proved: Proved | None) -> dict[str, Any] | None:
    if proved is None:
        return None
    return {
        "holds": proved.holds,
        "bound": number(proved.bound) if proved.bound is not None else None,
        "side": proved.side.value,
        "unit": proved.unit,
        "headroom": number(proved.headroom) if proved.headroom is not None else None,
    }


def _findings(findings: Iterable[Finding], case: Case) -> list[dict[str, Any]]:
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "element": finding.element,
            "message": finding.message,
            "at": where(finding.place, case),
        }
        for finding in findings
    ]
