"""Where a developer's verdict and a reviewer's own differ: every place, in the developer's words and the reviewer's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gsn import __version__
from gsn.submission.declaration import Declaration, StatedFamily, StatedFinding, StatedRules, StatedVerdict


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two say differently; nothing where one of them does not say it at all.

    ``what`` is ``verdict``, ``ground``, ``finding``, ``profile``, ``tool``, ``rules``, ``day`` or ``proofs``.
    """

    what: str
    developer: str | None
    reviewer: str | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """The reviewer's side."""

    verdict: StatedVerdict
    rules: StatedRules
    profile: tuple[str, str] | None
    as_of: date


def differences(declaration: Declaration, own: Own) -> Iterator[Difference]:
    """All differences, from the whole to its parts."""
    theirs = declaration.verdict
    if theirs.verdict != own.verdict.verdict:
        yield Difference("verdict", theirs.verdict, own.verdict.verdict)
    profile = declaration.profile
    stated = f"{profile.name} sha256 {profile.digest}" if profile is not None else None
    held = f"{own.profile[0]} sha256 {own.profile[1]}" if own.profile is not None else None
    if stated != held:
        yield Difference("profile", stated, held, "your own counts")
    if declaration.tool != f"gsn {__version__}":
        yield Difference("tool", declaration.tool, f"gsn {__version__}")
    if declaration.rules != own.rules:
        yield from _rules(declaration.rules, own.rules)
    if declaration.options.as_of != own.as_of.isoformat():
        yield Difference("day", declaration.options.as_of, own.as_of.isoformat())
    yield from _grounds(theirs, own.verdict)
    yield from _findings(theirs.findings, own.verdict.findings)


def _rules(theirs: StatedRules, ours: StatedRules) -> Iterator[Difference]:
    """Families of rules that are not the same, a difference for each."""
    stated = {family.name: family for family in theirs.families}
    held = {family.name: family for family in ours.families}
    told = 0
    for name in dict.fromkeys([*stated, *held]):
        if stated.get(name) == held.get(name):
            continue
        told += 1
        yield Difference("rules", _family(stated.get(name)), _family(held.get(name)))
    if not told:
        yield Difference("rules", theirs.digest, ours.digest, "the families stand in another order")


def _family(family: StatedFamily | None) -> str | None:
    if family is None:
        return None
    return f"{family.name}: {', '.join(family.rules)}{'' if family.ran else ' (did not run)'}"


def _grounds(theirs: StatedVerdict, ours: StatedVerdict) -> Iterator[Difference]:
    stated = Counter(ground.message for ground in theirs.grounds)
    held = Counter(ground.message for ground in ours.grounds)
    for message in stated - held:
        yield Difference("ground", message, None)
    for message in held - stated:
        yield Difference("ground", None, message)


def _findings(theirs: Iterable[StatedFinding], ours: Iterable[StatedFinding]) -> Iterator[Difference]:
    """By code and element: how often, how severe, and whether a waiver stood in the way."""
    stated, held = _by_place(theirs), _by_place(ours)
    for place in sorted(stated.keys() | held.keys()):
        said, found = stated.get(place, []), held.get(place, [])
        if said != found:
            waived = any(finding.waived for finding in said) and not any(finding.waived for finding in found)
            why = "waived by the developer; your run knows no waivers" if waived else ""
            yield Difference("finding", _in_words(place, said), _in_words(place, found), why)


def _by_place(findings: Iterable[StatedFinding]) -> dict[tuple[str, str], list[StatedFinding]]:
    found: dict[tuple[str, str], list[StatedFinding]] = {}
    for finding in findings:
        found.setdefault((finding.code, finding.element or ""), []).append(finding)
    for held in found.values():
        held.sort(key=lambda finding: (finding.severity, finding.waived, finding.count))
    return found


def _in_words(place: tuple[str, str], findings: list[StatedFinding]) -> str | None:
    if not findings:
        return None
    code, element = place
    return f"{code}{f' on {element}' if element else ''}: {' and '.join(map(_how_often, findings))}"


def _how_often(finding: StatedFinding) -> str:
    times = f" {finding.count} times" if finding.count != 1 else ""
    return f"{finding.severity}{times}{', waived' if finding.waived else ''}"
