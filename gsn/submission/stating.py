"""A judgement as a developer states it, and a reviewer's in the same words, so that the two can be held together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from gsn.checking import Judgement
from gsn.findings import Finding, Severity
from gsn.model.case import Case
from gsn.model.reference import Identity
from gsn.submission.declaration import (
    StatedFamily,
    StatedFinding,
    StatedGround,
    StatedRules,
    StatedVerdict,
    rules_digest,
)


def from_its_folder(case: Case, folder: Path) -> None:
    """Name a case's files from its own folder, in all that will be told of it: not from where it happens to lie.

    Args:
        case: The case, just read and not yet judged. It is changed.
        folder: The folder, as it was given to be read.
    """
    prefix = f"{folder.as_posix()}/"
    for module in case.modules.values():
        module.file = module.file.removeprefix(prefix)
        for line in module.lines:
            line.file = line.file.removeprefix(prefix)
    for problem in case.problems:
        problem.place.line.file = problem.place.file.removeprefix(prefix)
    case.strays = tuple(stray.removeprefix(prefix) for stray in case.strays)


def stated_verdict(judgement: Judgement, folder: Path) -> StatedVerdict:
    """A judgement's verdict, grounds and findings.

    Args:
        judgement: What checking came to.
        folder: The case's folder: a message that names a file names it from there.
    """
    prefix = f"`{folder.as_posix()}/"
    grounds = [
        StatedGround(
            message=told(ground.message.replace(prefix, "`")),
            element=_element(ground.element),
            code=ground.code or None,
            waived=ground.waived,
        )
        for ground in judgement.grounds
    ]
    found = Counter((finding, False) for finding in map(_key, (*judgement.findings, *judgement.hidden)))
    found.update((_key(waived.finding), True) for waived in judgement.waived)
    findings = [
        StatedFinding(code=code, element=element or None, severity=severity, waived=waived, count=count)
        for ((code, element, severity), waived), count in sorted(found.items())
    ]
    return StatedVerdict(
        verdict=judgement.verdict,
        label=told(judgement.label),
        grounds=tuple(grounds),
        findings=tuple(findings),
    )


def stated_rules(judgement: Judgement) -> StatedRules:
    """The families that ran, and their codes."""
    families = tuple(
        StatedFamily(name=family.name, rules=tuple(rule.code for rule in family.rules), ran=family.failure is None)
        for family in judgement.families
    )
    return StatedRules(digest=rules_digest(families), families=families)


def stated_profile(judgement: Judgement) -> tuple[str, str] | None:
    """The name and the digest of the profile that a case was held against."""
    held = judgement.argument.held
    return (held.profile.name, held.profile.digest) if held is not None and held.profile is not None else None


def _key(finding: Finding) -> tuple[str, str, Severity]:
    return finding.code, _element(finding.element) or "", finding.severity


def _element(identity: Identity | None) -> str | None:
    return None if identity is None else told(identity)


def told(text: str) -> str:
    """A text with bytes in it that are not UTF-8, as every reader of JSON takes it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
