"""A judgement in the Static Analysis Results Interchange Format, for code scanning: SARIF 2.1.0, OASIS, with errata 01.

A log with no result reads as a pass to whoever only counts results. So a verdict that is not *passed* is a result, too,
the first one; and the run's properties say every verdict, with its grounds and with the families that ran.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from gsn import __version__
from gsn.checking import Judgement, Waived
from gsn.findings import Finding, Fix, Rule, Severity, Verdict
from gsn.model.case import Waiver
from gsn.model.place import Place
from gsn.model.reference import name_of
from gsn.output.ascii_json import as_ascii_json
from gsn.output.closing import counts, failures, judged, reasons
from gsn.output.data import of_the_whole
from gsn.output.fingerprints import Fingerprints, digest_of, line_hashes, line_hashes_in
from gsn.output.repository import RepositoryPaths
from gsn.output.setting import Setting
from gsn.output.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

VERDICT_RULE = "verdict"
"""The id of the result that says the verdict. No rule of a family can have it: their codes end in digits."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_VERDICT_LEVELS = {Verdict.REJECTED: "error", Verdict.UNDETERMINED: "warning", Verdict.PASSED: "note"}
_PROBLEM_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_ROOT = "%SRCROOT%"
"""The base of relative addresses, by the name that GitHub's own analyses use."""

_VERDICT_PAGE = """The case has not passed.

**Why it matters.** Passed is earned: from the goals that the case shows, every step down to accepted evidence has to be
found. This result says why it was not, so that a list without any other result is not taken for a pass.

**Mend it** by mending the errors, and by settling what keeps the case from passing."""


def emit(judgement: Judgement, setting: Setting) -> str:
    """The log as JSON."""
    return as_ascii_json(as_sarif(judgement, setting.paths)) + "\n"


def as_sarif(judgement: Judgement, paths: RepositoryPaths) -> dict[str, Any]:
    """The log as plain values. Columns count code points from 1; ``endColumn`` is exclusive."""
    rules = _rules(judgement)
    run = {
        "tool": {"driver": {"name": "gsn", "semanticVersion": __version__, "rules": list(rules.values())}},
        "automationDetails": {"id": f"gsn/{quote(judgement.case.name, safe='')}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository that holds the case."}}},
        "invocations": [_invocation(judgement)],
        "results": list(_Results(judgement, paths, list(rules)).all()),
        "properties": _properties(judgement, paths),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _properties(judgement: Judgement, paths: RepositoryPaths) -> dict[str, Any]:
    """The verdict and what it rests on, by the names that the JSON has for it."""
    said = of_the_whole(judgement)
    for ground in said["grounds"]:
        ground["file"] = paths.of(ground["file"]) if ground["file"] is not None else None
    return {name: said[name] for name in ("verdict", "label", "case", "as_of", "summary", "families", "grounds")}


def _invocation(judgement: Judgement) -> dict[str, Any]:
    failed = failures(judgement)
    notes = [{"level": "error", "message": _message(failure)} for failure in failed]
    verdict = f"verdict: {judgement.label}; {judged(judgement)}"
    notes.append({"level": _VERDICT_LEVELS[judgement.verdict], "message": _message(verdict)})
    return {
        "executionSuccessful": not failed,
        "exitCodeDescription": visible(judgement.label),
        "toolExecutionNotifications": notes,
    }


# Rules


def _rules(judgement: Judgement) -> dict[str, dict[str, Any]]:
    """Every rule by its code, whether or not it found anything, so that one sees what was looked for."""
    described = {VERDICT_RULE: _descriptor(VERDICT_RULE, "not-passed", _VERDICT_PAGE, Severity.ERROR, "verdict")}
    for family in judgement.families:
        for rule in family.rules:
            described.setdefault(rule.code, _rule(rule, family.short_name))
    return described


def _rule(rule: Rule, family: str) -> dict[str, Any]:
    return _descriptor(rule.code, rule.name, rule.page or rule.name, rule.severity, family)


def _descriptor(code: str, name: str, page: str, severity: Severity, family: str) -> dict[str, Any]:
    paragraphs = page.split("\n\n")
    stop = next((index for index, text in enumerate(paragraphs) if text.startswith("**Breaks it")), len(paragraphs))
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": _unmarked(paragraphs[0])},
        "fullDescription": {"text": "\n\n".join(map(_unmarked, paragraphs[:stop])) or name},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [family], "problem.severity": _PROBLEM_SEVERITIES[severity]},
    }


def _unmarked(paragraph: str) -> str:
    return paragraph.replace("**", "").replace("\n", " ")


# Results


class _Results:
    """The results of a run, and what they are looked up in."""

    def __init__(self, judgement: Judgement, paths: RepositoryPaths, codes: list[str]) -> None:
        self.judgement = judgement
        self.paths = paths
        self.index = {code: number for number, code in enumerate(codes)}
        self.fingerprints = Fingerprints(judgement, paths)
        waived = [item.finding for item in judgement.waived]
        self.head = judgement.case.head_place()
        places = [self.head, *(finding.place for finding in (*judgement.findings, *waived))]
        self.hashes = _line_hashes(places, paths)

    def all(self) -> Iterator[dict[str, Any]]:
        if self.judgement.verdict is not Verdict.PASSED:
            yield self._verdict()
        for finding in self.judgement.findings:
            yield self._finding(finding)
        for waived in self.judgement.waived:
            yield self._waived(waived)

    def _verdict(self) -> dict[str, Any]:
        judgement = self.judgement
        told = "; ".join(reasons(judgement) or [counts(judgement)])
        digest = digest_of(VERDICT_RULE, self.paths.of(self.head.file), judgement.verdict.value)
        return {
            "ruleId": VERDICT_RULE,
            "ruleIndex": self.index[VERDICT_RULE],
            "level": _VERDICT_LEVELS[judgement.verdict],
            "message": _message(f"The verdict is {judgement.label}: {told}"),
            "locations": [{"physicalLocation": _physical(self.head, self.paths)}],
            "partialFingerprints": self._partial_fingerprints(self.head, digest),
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        place = finding.place
        location: dict[str, Any] = {"physicalLocation": _physical(place, self.paths)}
        if finding.element is not None and name_of(finding.element):
            location["logicalLocations"] = [{"fullyQualifiedName": visible(finding.element), "kind": "element"}]
        result = {
            "ruleId": finding.code,
            "ruleIndex": self.index[finding.code],
            "level": _LEVELS[finding.severity],
            "message": _message(finding.message, finding.help),
            "locations": [location],
            "partialFingerprints": self._partial_fingerprints(place, self.fingerprints.of(finding)),
        }
        if finding.related:
            result["relatedLocations"] = [
                {"id": number, "physicalLocation": _physical(related, self.paths), "message": _message(words)}
                for number, (related, words) in enumerate(finding.related, 1)
            ]
        if finding.fix is not None and finding.fix.safe:
            result["fixes"] = [_fix(finding.fix, self.paths)]
        return result

    def _waived(self, waived: Waived) -> dict[str, Any]:
        return {**self._finding(waived.finding), "suppressions": [_suppression(waived.waiver, self.paths)]}

    def _partial_fingerprints(self, place: Place, digest: str) -> dict[str, str]:
        """GitHub compares the first alone; a text that could not be read has but the one line that is known of it."""
        line = self.hashes.get((place.file, place.number)) or line_hashes(place.line.text, {1})[1]
        return {"primaryLocationLineHash": line, "gsnFinding/v1": digest}


def _line_hashes(places: Iterable[Place], paths: RepositoryPaths) -> dict[tuple[str, int], str]:
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for place in places:
        wanted[place.file].add(place.number)
    return {
        (file, number): found
        for file, numbers in wanted.items()
        for number, found in line_hashes_in(paths.folder / file, numbers).items()
    }


def _suppression(waiver: Waiver, paths: RepositoryPaths) -> dict[str, Any]:
    """A waiver is a person's word, given in the text: hence in the source, and accepted."""
    return {
        "kind": "inSource",
        "status": "accepted",
        "justification": visible(waiver.why.plain) or "no reason is given",
        "location": {"physicalLocation": _physical(waiver.place, paths)},
        "properties": {"by": visible(waiver.by.identity), "until": waiver.until.isoformat()},
    }


def _fix(fix: Fix, paths: RepositoryPaths) -> dict[str, Any]:
    """Edits that a machine may make: those alone that cannot change what is said."""
    by_file: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for edit in fix.edits:
        place = edit.place
        region = _region(place.number, place.start + 1, place.end + 1)
        by_file[place.file].append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
    changes = [
        {"artifactLocation": _artifact(file, paths), "replacements": replacements}
        for file, replacements in by_file.items()
    ]
    return {"description": _message(fix.title), "artifactChanges": changes}


# Places and messages


def _physical(place: Place, paths: RepositoryPaths) -> dict[str, Any]:
    region = _region(place.number, place.column, place.end_column)
    return {"artifactLocation": _artifact(place.file, paths), "region": region}


def _region(line: int, column: int, end_column: int) -> dict[str, int]:
    return {"startLine": max(1, line), "startColumn": column, "endLine": max(1, line), "endColumn": end_column}


def _artifact(file: str, paths: RepositoryPaths) -> dict[str, str]:
    path = paths.of(file)
    if Path(path).is_absolute():
        return {"uri": f"file://{quote(os.fsencode(path))}"}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": _ROOT}


def _message(text: str, help_: str | None = None) -> dict[str, str]:
    """A plain text message (3.11.3): braces are doubled (3.11.5), and no text of a case makes a link (3.11.6)."""
    told = f"{text}. Help: {help_}" if help_ else text
    return {"text": visible(told).replace("{", "{{").replace("}", "}}").replace("](", "] (")}
