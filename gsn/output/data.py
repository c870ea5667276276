"""A judgement as data: JSON with a version, for other programs. Its schema is ``docs/schema/check.schema.json``."""

from __future__ import annotations

from typing import Any

from gsn import __version__
from gsn.checking import Judgement
from gsn.feet import Feet, feet_of
from gsn.findings import Finding, Severity
from gsn.model.place import Place
from gsn.model.reference import Identity
from gsn.output.ascii_json import as_ascii_json
from gsn.output.setting import Setting

FORMAT_VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields may come."""


def emit(judgement: Judgement, _setting: Setting) -> str:
    """The judgement as JSON, whole: prompts are in it however it is set."""
    return as_json(judgement) + "\n"


def as_json(judgement: Judgement) -> str:
    """The judgement as one JSON object, indented."""
    return as_ascii_json(as_data(judgement))


def as_data(judgement: Judgement) -> dict[str, Any]:
    """The judgement as plain values.

    Files are named as the command was given them. Lines and columns count from 1, in code points; ``end_column`` is
    exclusive.
    """
    return {
        **of_the_whole(judgement),
        "findings": [_finding(finding) for finding in judgement.findings],
        "waived": [
            {
                "finding": _finding(waived.finding),
                "by": waived.waiver.by.identity,
                "why": waived.waiver.why.plain,
                "until": waived.waiver.until.isoformat(),
                **_where(waived.waiver.place),
            }
            for waived in judgement.waived
        ],
    }


def of_the_whole(judgement: Judgement) -> dict[str, Any]:
    """What is said of the case and not of a place in it.

    ``verdict`` is one of three words; ``label`` is the verdict as people are told it.
    """
    return {
        "format_version": FORMAT_VERSION,
        "tool": f"gsn {__version__}",
        "case": judgement.case.name,
        "as_of": judgement.as_of.isoformat(),
        "verdict": judgement.verdict.value,
        "label": judgement.label,
        "grounds": [
            {
                "message": ground.message,
                "element": _element(ground.element),
                "code": ground.code or None,
                "waived": ground.waived,
                **_where(ground.place),
            }
            for ground in judgement.grounds
        ],
        "families": [
            {
                "name": family.name,
                "codes": family.codes,
                "rules": [rule.code for rule in family.rules],
                "ran": family.failure is None,
                "failure": family.failure,
            }
            for family in judgement.families
        ],
        "summary": {
            **{f"{severity}s": judgement.count(severity) for severity in (Severity.ERROR, Severity.WARNING)},
            "infos": judgement.count(Severity.INFO),
            "hidden": len(judgement.hidden),
            "waived": len(judgement.waived),
            "modules": len(judgement.case.modules),
            "elements": len(judgement.case.elements),
        },
        "feet": _feet(feet_of(judgement.argument)),
        **_of_profile(judgement),
    }


def _of_profile(judgement: Judgement) -> dict[str, Any]:
    """The profile that it is held against and where it stands with that; both none where there is no profile."""
    held, standing = judgement.argument.held, judgement.standing
    if held is None:
        return {"profile": None, "standing": None}
    from gsn.output.account_data import held_data, standing_data

    return {"profile": held_data(held), "standing": standing_data(standing) if standing is not None else None}


def _feet(feet: Feet) -> dict[str, int]:
    """How many feet limits depend on, how many of them have accepted evidence, and how many somebody has judged."""
    return {
        "limit_bearing": len(feet.limit_bearing),
        "evidenced": len(feet.evidenced),
        "qualitative": len(feet.qualitative),
        "judged": len(feet.judged),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": place.file,
        "line": place.number,
        "column": place.column,
        "end_line": place.number,
        "end_column": place.end_column,
        "element": _element(finding.element),
        "related": [{"message": words, **_where(related)} for related, words in finding.related],
        "help": finding.help,
        "fix": _fix(finding),
    }


def _element(identity: Identity | None) -> str | None:
    """``module::name``; nothing for a finding about a file's head, which is no element of the argument."""
    return None if identity is None or identity.endswith("::") else identity


def _fix(finding: Finding) -> dict[str, Any] | None:
    if finding.fix is None:
        return None
    edits = [{**_where(edit.place), "end_column": edit.place.end + 1, "text": edit.text} for edit in finding.fix.edits]
    return {"title": finding.fix.title, "safe": finding.fix.safe, "edits": edits}


def _where(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"file": None, "line": None, "column": None}
    return {"file": place.file, "line": place.number, "column": place.column}
