"""A judgement as a report of GitLab's Code Quality, which shows in a merge request what came and what went.

Such a report is a list of findings and nothing else. The verdict is one of them, so that an empty list, which would say
that all is well, is never written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gsn.checking import Judgement
from gsn.findings import Severity, Verdict
from gsn.model.place import Place
from gsn.output.ascii_json import as_ascii_json
from gsn.output.closing import counts, failures, judged, reasons
from gsn.output.concise import waiver_in_words
from gsn.output.fingerprints import Fingerprints, digest_of
from gsn.output.repository import RepositoryPaths
from gsn.output.setting import Setting
from gsn.output.visible import visible

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}
VERDICT_SEVERITIES = {Verdict.REJECTED: "blocker", Verdict.UNDETERMINED: "critical", Verdict.PASSED: "info"}

_FEW_REASONS = 3
"""Reasons that fit into the line that GitLab shows of a finding."""


def emit(judgement: Judgement, setting: Setting) -> str:
    """The report as JSON."""
    return as_ascii_json(list(_issues(judgement, setting))) + "\n"


def _issues(judgement: Judgement, setting: Setting) -> Iterator[dict[str, Any]]:
    head, paths = judgement.case.head_place(), setting.paths
    file = paths.of(head.file)
    said = "; ".join([judgement.label, *reasons(judgement, _FEW_REASONS), judged(judgement), counts(judgement)])
    digest = digest_of("verdict", file, judgement.verdict.value)
    yield _issue("verdict", said, VERDICT_SEVERITIES[judgement.verdict], digest, head, paths)
    for failure in failures(judgement):
        yield _issue("family", failure, "critical", digest_of("family", file, failure), head, paths)
    fingerprints = Fingerprints(judgement, paths)
    for finding in filter(setting.shows, judgement.findings):
        digest, severity = fingerprints.of(finding), SEVERITIES[finding.severity]
        yield _issue(finding.code, finding.message, severity, digest, finding.place, paths)
    for waived in judgement.waived:
        found = waived.finding
        yield _issue(found.code, waiver_in_words(waived), "info", fingerprints.of(found), found.place, paths)


def _issue(name: str, said: str, severity: str, digest: str, place: Place, paths: RepositoryPaths) -> dict[str, Any]:
    """One entry. The name stands in the description, too, because GitLab shows no other."""
    return {
        "check_name": name,
        "description": visible(f"{name}: {said}"),
        "severity": severity,
        "fingerprint": digest,
        "location": {"path": visible(paths.of(place.file)), "lines": {"begin": max(1, place.number)}},
    }
