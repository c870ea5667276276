"""Where the rules about requirements tell what they find, and with which weight."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

import gsn
from gsn.findings import Finding

DAY = date(2026, 6, 1)
CASE = """\
case weights "May X-1 be trained further?"
    treaty "own.treaty"
goal G1 "The weights stay where they are"
    solution E1
actor lab "The developer"
actor aisi "An institute"
    role public_body
evidence E1 "A record"
    file "e1.txt" sha256 "{digest}"
"""
EVALUATION = """\
    type evaluation
    by lab with black_box access
    dated 2025-01-31
"""
LEDGER = """\
    type incident_ledger
    by lab
    dated 2026-04-01
    window 2026-01-01 .. 2026-03-31
    incident fire aware 2026-02-03 reported 2026-02-04 "One"
    incident fire aware 2026-02-03 reported 2026-03-04 "Two"
"""
TREATY = """\
treaty own "Own"
    requirement asked "What is asked"
        source "Section 9"
        binds developer
"""


def found(folder: Path, record: str, asked: str, modality: str = "must") -> list[Finding]:
    """What GSN52x finds."""
    digest = sha256(b"A file.").hexdigest()
    (folder / "e1.txt").write_bytes(b"A file.")
    (folder / "case.gsn").write_text(CASE.format(digest=digest) + record, encoding="utf-8")
    clauses = "".join(f"        {clause}\n" for clause in (*asked.split("; "), f"modality {modality}"))
    (folder / "own.treaty").write_text(TREATY + clauses, encoding="utf-8")
    judgement = gsn.check(gsn.load(folder), DAY)
    assert not any(family.failure for family in judgement.families)
    return [finding for finding in judgement.findings if finding.code.startswith("GSN52")]


def told(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.code, str(finding.severity), _words(finding)) for finding in findings]


def _words(finding: Finding) -> str:
    place = finding.place
    return place.line.text[place.start : place.end]


BY = "by lab with black_box access"


@pytest.mark.parametrize(
    ("record", "asked", "finds"),
    [
        (EVALUATION, "type red_team", [("GSN520", 'treaty "own.treaty"')]),
        (EVALUATION, "type evaluation; by public_body", [("GSN521", BY)]),
        (EVALUATION, "type evaluation; by lab with grey_box access", [("GSN521", BY)]),
        (EVALUATION, "type evaluation; every 6 months", [("GSN523", "dated 2025-01-31")]),
        (EVALUATION, "type evaluation; contains spec", [("GSN525", "E1")]),
        (EVALUATION, "type evaluation; by aisi; contains spec", [("GSN525", "E1"), ("GSN521", BY)]),
        (EVALUATION, "type evaluation; every unset approved by aisi", [("GSN527", 'treaty "own.treaty"')]),
        (
            LEDGER,
            "type incident_ledger; within 5 days of awareness; covers fire",
            [("GSN524", 'incident fire aware 2026-02-03 reported 2026-03-04 "Two"')],
        ),
        (EVALUATION, "type evaluation", []),
    ],
    ids=lambda value: value.partition("\n")[0].strip() if isinstance(value, str) else None,
)
def test_a_shortfall_is_told_at_what_falls_short(
    record: str, asked: str, finds: list[tuple[str, str]], tmp_path: Path
) -> None:
    findings = found(tmp_path, record, asked)
    weight = ["warning" if code == "GSN527" else "error" for code, _ in finds]
    assert told(findings) == [(code, severity, words) for (code, words), severity in zip(finds, weight, strict=True)]


@pytest.mark.parametrize(
    ("modality", "codes"), [("must", ["GSN521", "GSN523"]), ("should", ["GSN526"] * 2), ("may", [])]
)
def test_what_should_be_is_a_warning_and_what_may_be_is_nothing(
    modality: str, codes: list[str], tmp_path: Path
) -> None:
    asked = "type evaluation; by public_body; every 6 months"
    assert sorted(finding.code for finding in found(tmp_path, EVALUATION, asked, modality)) == codes


def test_a_finding_says_what_is_asked_and_where_from(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, EVALUATION, "type evaluation; by public_body with grey_box access; every 6 years")[:1]
    assert finding.message == (
        "requirement `asked` (What is asked) is not met: `E1` has to be given by `public_body`: `lab` has no role"
    )
    assert finding.help == ("what is asked: done by public_body with grey box access; source: Section 9")


def test_a_determination_that_is_awaited_is_not_the_developers_to_give(tmp_path: Path) -> None:
    assert found(tmp_path, EVALUATION, "type determination; by aisi") == []
