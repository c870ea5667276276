"""The gate's answer as JSON with a version, for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gsn import __version__
from gsn.findings import Finding
from gsn.gate.bearing import number_of_feet
from gsn.gate.deciding import Decision
from gsn.gate.policy import Policy
from gsn.output.ascii_json import as_ascii_json

FORMAT_VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields may come."""


def as_json(decision: Decision, policy: Policy) -> str:
    """The answer as one JSON object, indented."""
    return as_ascii_json(as_data(decision, policy))


def as_data(decision: Decision, policy: Policy) -> dict[str, Any]:
    """The answer as plain values. ``gate`` and ``verdict`` are two answers to two questions."""
    judgement, gate, earlier = decision.judgement, policy.gate, decision.compared_with
    return {
        "format_version": FORMAT_VERSION,
        "tool": f"gsn {__version__}",
        "case": judgement.case.name,
        "as_of": judgement.as_of.isoformat(),
        "gate": "holds" if decision.holds else "fails",
        "verdict": judgement.verdict.value,
        "label": judgement.label,
        "policy": {
            "file": None if policy.file is None else str(policy.file),
            "fail_on": [severity.value for severity in gate.fail_on],
            "limit_bearing_evidenced": gate.limit_bearing_evidenced,
            "undeveloped_until": None if gate.undeveloped_until is None else gate.undeveloped_until.isoformat(),
            "baseline": gate.baseline,
        },
        "limit_bearing_feet": number_of_feet(judgement.argument),
        "compared_with": None
        if earlier is None
        else {"revision": earlier.revision, "commit": earlier.commit, "by": ["code", "element", "message"]},
        "objections": _findings(decision.objections),
        "allowed": _findings(decision.allowed),
        "set_aside": _findings(decision.set_aside),
        "earlier": _findings(decision.earlier),
        "stale": [entry.model_dump() for entry in decision.stale],
        "waived": [
            {
                "finding": _finding(waived.finding),
                "by": waived.waiver.by.identity,
                "why": waived.waiver.why.plain,
                "until": waived.waiver.until.isoformat(),
            }
            for waived in judgement.waived
        ],
        "families": [{"name": family.name, "failure": family.failure} for family in judgement.families],
    }


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "element": None if finding.element is None or finding.element.endswith("::") else finding.element,
        "file": place.file,
        "line": place.number,
        "column": place.column,
        "help": finding.help,
    }
