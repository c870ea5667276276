"""A small case in numbers, and what is proved of it, for the tests of its pictures and of its section."""

import hashlib
from datetime import date
from pathlib import Path

import gsn
from gsn.checking import Judgement

DAY = date(2026, 6, 1)
RUNS = "Forty runs, no event.\n"

TEXT = """\
case numbers "A case in numbers"
    shows G
    valid until 2026-12-31

goal G "Harm is rare"
    claim harm <= 2.6 per year at 90%
    context C "As served"
    goal S1 "The first way is rare"
        claim way_1 <= 2 per year at 95%
        goal F "Attempts are few"
            claim attempts <= 13 per year at 97%
            solution E1
        goal P "Attempts seldom succeed"
            claim success <= 15% at 98%
            solution E2
    goal S2 "The second way is rare"
        claim way_2 <= 0.5 per year at 95%
        solution E3
goal K "There are two ways"
    solution E4

hazard harm "Harm"
    is any of way_1, way_2 complete by K
scenario way_1 "The first way"
    is attempts then success
frequency way_2 "Events by the second way"
    per year
frequency attempts "Attempts"
    per year
probability success "An attempt succeeds"

evidence E1 "Attempts of a year"
    type report
    file "runs.txt" sha256 "@DIGEST@"
    by lab
    dated 2026-01-01
    measures attempts: 4 in 1 year
evidence E2 "Forty runs"
    type report
    file "runs.txt" sha256 "@DIGEST@"
    by lab
    dated 2026-01-01
    measures success: 0 of 40
evidence E3 "Ten years"
    type report
    file "runs.txt" sha256 "@DIGEST@"
    by lab
    dated 2026-01-01
    measures way_2: 0 in 10 year
evidence E4 "List of ways"
    type report
    file "runs.txt" sha256 "@DIGEST@"
    by lab
    dated 2026-01-01

actor lab "Evaluations Ltd"
    role evaluator
"""


def judged(folder: Path, changes: dict[str, str] | None = None) -> Judgement:
    """The small case, with parts of its text replaced, judged on a day of its validity."""
    text = TEXT
    for old, new in (changes or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "runs.txt").write_text(RUNS, encoding="utf-8")
    digest = hashlib.sha256(RUNS.encode()).hexdigest()
    (folder / "case.gsn").write_text(text.replace("@DIGEST@", digest), encoding="utf-8")
    return gsn.check(gsn.load(folder), DAY)
