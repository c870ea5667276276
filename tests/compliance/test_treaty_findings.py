"""Findings about profiles and tiers: at the case's own places, or at the profile's own lines.

Each rule's page shows it broken and mended; here is what the pages do not show.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement, judge
from gsn.findings import Finding
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile

COMMAND = Path(sys.executable).with_name("gsn")
DAY = date(2026, 6, 1)

CASE = """\
case c "May it be served?"
    system x1
    {treaty}
system x1 "X-1"
    developer lab
    jurisdiction GB
    sector private
    use civilian
    {compute}
actor lab "A laboratory"
    role developer
goal G1 "It is harmless"
    undeveloped
"""

Judge = Callable[..., Judgement]


@pytest.fixture
def judged(tmp_path: Path) -> Judge:
    """Judge a case that names a profile, with whatever stands beside it."""

    def check(treaty: str, compute: str = "stage training", files: dict[str, str] | None = None) -> Judgement:
        for name, text in (files or {}).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "case.gsn").write_text(CASE.format(treaty=treaty, compute=compute), encoding="utf-8")
        return judge(gsn.load(tmp_path / "case.gsn"), DAY)

    return check


def treaty_findings(judgement: Judgement) -> list[Finding]:
    assert not [family.failure for family in judgement.families if family.failure]
    return [finding for finding in judgement.findings if "GSN501" <= finding.code <= "GSN519"]


def shown(judgement: Judgement) -> list[tuple[str, int]]:
    """The codes of errors and warnings, each with its line."""
    return [(found.code, found.place.number) for found in treaty_findings(judgement) if found.severity != "info"]


ABOVE = "training_compute pretraining 1e26, post_training 0, inference 0 FLOP"
BELOW = "training_compute pretraining 1e20, post_training 0, inference 0 FLOP"
BETWEEN = "training_compute pretraining 9e24, post_training 2e24, inference 0 FLOP"

ROWS = [
    ("treaty example", ABOVE, []),
    ("treaty example", BELOW, []),
    ("treaty example", "training_compute pretraining 9e24 FLOP", [("GSN512", 9)]),
    ("treaty conditional", ABOVE, [("GSN513", 3)]),
    ("treaty eu-ai-act", BETWEEN, [("GSN512", 9)]),
    ("treaty taisc", ABOVE, [("GSN514", 9), ("GSN515", 9)]),
    ("treaty taisc", "training_compute pretraining 1e24, post_training 0, inference 0 FLOP", [("GSN515", 9)]),
    ("treaty taisc", BELOW, []),
    ("treaty cass-beggs", ABOVE, [("GSN512", 3), ("GSN512", 3)]),
    ("treaty miotti-wasil", ABOVE, [("GSN516", 3)]),
    ("treaty sb-1047", ABOVE, [("GSN504", 3)]),
    ("treaty sb-1047", ABOVE.replace("1e26", "2e26"), [("GSN504", 3), ("GSN511", 4)]),
    ("treaty own-framework", BELOW, [("GSN506", 3), ("GSN512", 3), ("GSN512", 3)]),
    ("treaty exampel", ABOVE, [("GSN501", 3)]),
    ('treaty "gone.treaty"', ABOVE, [("GSN501", 3)]),
    ('treaty "../case.treaty"', ABOVE, [("GSN501", 3)]),
    ("stage training", ABOVE, []),
]


@pytest.mark.parametrize(("treaty", "compute", "expected"), ROWS)
def test_where_a_case_stands_with_its_tiers(
    treaty: str, compute: str, expected: list[tuple[str, int]], judged: Judge
) -> None:
    assert shown(judged(treaty, compute)) == expected


def test_what_is_missing_is_named_with_the_source_of_the_figure(judged: Judge) -> None:
    (finding,) = [found for found in treaty_findings(judged("treaty eu-ai-act")) if found.code == "GSN511"]
    assert finding.message == (
        "whether the system reaches the tier `systemic_risk` is not known: `x1` declares no `training_compute`"
    )
    assert finding.help == (
        "declare `training_compute pretraining LOW..HIGH, post_training …, inference … FLOP`, part by part under it;"
        " source: review, section 1.1, footnote 19; Regulation (EU) 2024/1689, Articles 51(1)(b) and 52"
    )


def test_below_every_threshold_says_nothing_of_safety(judged: Judge) -> None:
    (finding,) = [found for found in treaty_findings(judged("treaty taisc", BELOW)) if found.code == "GSN517"]
    assert finding.message == "profile `taisc` does not regulate the system: it is below every threshold"
    assert (finding.help or "").startswith("that says nothing of its safety")


FAULTY = """\
treaty own "A profile of one's own"
    stattus proposed
    tier t "A tier"
        when training_compute > 1e25 FLOP counting pretraining
        requires nobody
"""


def test_a_faulty_profile_is_told_at_its_own_lines(judged: Judge) -> None:
    found = [
        (finding.code, Path(finding.place.file).name, finding.place.number)
        for finding in treaty_findings(judged('treaty "own.treaty"', ABOVE, {"own.treaty": FAULTY}))
        if finding.severity == "error"
    ]
    assert found[:1] == [("GSN502", "own.treaty", 2)]


# A local file is never taken for a built-in

MINE = 'treaty example "Mine, and softer"\n    tier regulated "Regulated"\n        when training_compute > 1e40 FLOP\n'


def test_a_bare_name_is_the_built_in_whatever_lies_beside_the_case(judged: Judge) -> None:
    judgement = judged("treaty example", ABOVE, {"example.treaty": MINE})
    held = judgement.argument.held
    assert held is not None
    assert held.profile is not None
    assert held.profile.digest == load_profile(Parent("example", is_path=False), DAY).digest
    assert not held.supplied_by_developer
    assert "supplied by the developer" not in judgement.against


def test_a_local_file_of_a_built_ins_name_is_no_profile_to_be_held_against(judged: Judge) -> None:
    judgement = judged('treaty "example.treaty"', ABOVE, {"example.treaty": MINE})
    (finding,) = [found for found in treaty_findings(judgement) if found.code == "GSN502"]
    assert (Path(finding.place.file).name, finding.place.number) == ("example.treaty", 1)
    assert finding.message == "`example` is the name of a built-in profile, and this is not it"
    assert judgement.verdict == "rejected"
    assert "supplied by the developer" in judgement.against


@pytest.mark.parametrize(
    ("treaty", "status", "said"),
    [
        ("example", 1, "held against example (sha256 "),
        ("./example.treaty", 2, "`example` is the name of a built-in profile, and this is not it"),
        ("exampel", 2, "did you mean `example`?"),
    ],
)
def test_a_reviewers_profile_is_no_local_file_by_a_built_ins_name(
    treaty: str, status: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / "example.treaty").write_text(MINE, encoding="utf-8")
    case = CASE.format(treaty="treaty conditional", compute=ABOVE)
    (tmp_path / "case.gsn").write_text(case, encoding="utf-8")
    done = subprocess.run(
        [COMMAND, "check", "case.gsn", "--treaty", treaty, "--as-of", DAY.isoformat()],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert said in done.stdout + done.stderr
    assert "supplied by the developer" not in done.stdout
