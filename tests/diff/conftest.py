"""Two cases beside each other: one that is written out, and the same with texts replaced."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement
from gsn.diff.change import Difference
from gsn.diff.comparing import compare

DAY = date(2026, 6, 1)
RANGE, AUDIT = b"No foothold in sixty campaigns.\n", b"No finding is open.\n"

CASE = f"""\
case serving "X-1 for vetted customers"
    system x1
    shows G1
    valid until 2026-12-31
    invalid when "new tools"
    not covered "insiders"
    decision "Serve X-1" asked of institute

goal G1 "Serving X-1 adds few severe attacks"
    claim severe <= 3e-2 per year at 85% for x1.api
    assumption A1 "Attackers stay as many as they are"
        watch "threat report" stop at 15 per year
    context C1 "Vetted customers only"
    strategy S1 "Argument over the ways into a network"
        goal G2 "Novices rarely gain a foothold on the range"
            claim range <= 6.4% at 98%
            solution E1
        goal G3 "Experts gain no more than they had"
            undeveloped "The study starts in July" due 2026-07-31
        goal G4 "The weights stay where they are"
            solution Sn1 "Audit report, section 2"
                cites E2
    challenge D1 "The range is easier than the world"
        attack undermines

goal G10 "The list of ways is complete"
    solution E2
goal G12 "The world is at most half as easy again as the range"
    solution E2

hazard severe "An attack with severe damage"
    is any of phishing, exploit complete by G10
    exclusive phishing, exploit by G10
scenario phishing "By a message"
    is tries then foothold
scenario exploit "By a weakness"
    is tries then foothold
frequency tries "Campaigns of novices"
    per year
probability foothold "Foothold in a network"
    given tries
    bounded by 1.5 times range by G12 at 99%
probability range "Foothold on the range"
    trial "two weeks, one novice"

evidence E1 "Range study"
    type uplift_study
    on x1.tested
    file "range.txt" sha256 "{sha256(RANGE).hexdigest()}"
    by institute with white_box access
    dated 2026-05-01
    expires 2026-11-01
    measures range: 0 of 60
evidence E2 "Audit report"
    type security_audit
    file "audit.txt"
    by institute
    dated 2026-03-01

system x1 "Example Lab X-1"
    configuration api "As served"
    configuration tested "As tested"
actor institute "AI Safety Institute"
    role public_body
actor lab "Example Lab"
waive GSN310 on E2 "The date follows" by institute until 2026-12-31
"""

Edits = dict[str, str]
Writing = Callable[..., Path]
Differing = Callable[..., Difference]
NUMBER = count()


def edited(edits: Edits, text: str = CASE) -> str:
    for old, new in edits.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def written(folder: Path, edits: Edits | None = None, files: dict[str, bytes] | None = None) -> Path:
    """The case with texts replaced in a folder, and other files beside it."""
    folder.mkdir(parents=True)
    for name, data in ({"range.txt": RANGE, "audit.txt": AUDIT} | (files or {})).items():
        (folder / name).write_bytes(data)
    (folder / "case.gsn").write_text(edited(edits or {}), encoding="utf-8")
    return folder


def judged(folder: Path, day: date = DAY) -> Judgement:
    return gsn.check(gsn.load(folder), day)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    """The case as it is written out."""
    return judged(written(tmp_path_factory.mktemp("base") / "serving"))


@pytest.fixture
def write(tmp_path: Path) -> Writing:
    """Write the case with texts replaced, and other files beside it."""
    return lambda edits=None, files=None: written(tmp_path / f"{next(NUMBER)}" / "serving", edits, files)


@pytest.fixture
def differ(write: Writing, base: Judgement) -> Differing:
    """What differs between the case and the same with texts replaced; or between two such."""

    def differing(edits: Edits, before: Edits | None = None, files: dict[str, bytes] | None = None) -> Difference:
        return compare(base if before is None else judged(write(before)), judged(write(edits, files)))

    return differing


def told(difference: Difference) -> list[tuple[str, str | None, str]]:
    """The changes of substance in short: what, which element, which way."""
    return [
        (change.what.value, change.element, change.effect.value) for change in difference.changes if change.of_substance
    ]
