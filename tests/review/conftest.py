"""A small case that passes, an institute with a registry, a profile and a key, and reviews in anybody's name."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from gsn.checking import Judgement, judge
from gsn.cli.treaty_option import load_named
from gsn.evidence.actors import Registry, registry_of
from gsn.language.loading import load_case
from gsn.review.reading import read_review
from gsn.review.signing import sign
from gsn.review.taking import files_digest, take
from gsn.submission.private_key import SigningKey
from gsn.treaty.profile import Profile
from tests.submission.forging import LAB, STRANGER, signing_key

DAY = date(2026, 6, 10)
AISI, FRENCH = signing_key(b"aisi"), signing_key(b"french")
KEYS = {"aisi": AISI, "french": FRENCH, "lab": LAB, "stranger": STRANGER}

REPORT = "All 400 patterns were caught.\n"
COUNT = "0 of 400 got through.\n"
DIGEST = sha256(REPORT.encode()).hexdigest()
CASE = f"""\
case filter "The filter of the service"
    system f1
    shows G1
    valid until 2026-12-31

system f1 "The filter"
    developer laboratory
goal G1 "The filter stops the attacks of the list"
    strategy S1 "Argument over the tests and over the list"
        goal G2 "Each pattern of the list is caught"
            solution Sn1 "Test of the filter"
                cites E1
        goal G3 "Few patterns get through"
            claim missed <= 5% at 95%
            assumption A1 "The patterns were drawn at random"
            solution E2

probability missed "A listed pattern gets through"
evidence E1 "Test report"
    type test_results
    file "evidence/tests.txt" sha256 "{DIGEST}"
    by harbour
    dated 2026-05-01
evidence E2 "Second test report"
    type test_results
    file "evidence/count.txt" sha256 "{sha256(COUNT.encode()).hexdigest()}"
    by harbour
    dated 2026-05-02
    measures missed: 0 of 400
    presumes A1
actor laboratory "Example Laboratory"
    role developer
actor harbour "Harbour Evaluations"
    role evaluator
actor aisi "AI Safety Institute"
    role public_body
"""

PROFILE = """\
treaty ours "What this institute asks"
    proceeds on determination by aisi
"""

ACCEPTED = 'determination acceptable "All is shown"'
PASSED_AND_ACCEPTED = "passed, accepted by aisi on 2026-06-05, "


def written_key(key: SigningKey) -> str:
    return f"ssh-ed25519 {base64.b64encode(key.public).decode()}"


def registry_text(**roles: str) -> str:
    """A registry: the institutes with their keys, and the laboratory with its own."""
    known = {"aisi": "public_body", "french": "public_body", "laboratory": "developer"} | roles
    keys = {"aisi": AISI, "french": FRENCH, "laboratory": LAB}
    actors = [
        f'actor {who} "{who}"\n    role {role}\n    key "{written_key(keys[who])}"\n' for who, role in known.items()
    ]
    return "".join((*actors, 'actor harbour "Harbour Evaluations"\n    role evaluator\n'))


@dataclass
class Desk:
    """A reviewer's desk: the case's folder, and beside it reviews, a registry and a profile."""

    folder: Path

    @property
    def case(self) -> Path:
        return self.folder / "case"

    def case_says(self, old: str, new: str) -> None:
        path = self.case / "case.gsn"
        text = path.read_text()
        assert old in text, old
        path.write_text(text.replace(old, new, 1))

    def files(self) -> str:
        return self.files_of(self.case)

    @staticmethod
    def files_of(folder: Path) -> str:
        digest = files_digest(load_case(folder))
        assert digest is not None
        return digest

    def registry(self, **roles: str) -> Registry:
        path = self.folder / "actors.gsn"
        path.write_text(registry_text(**roles))
        return registry_of(load_case(path))

    def profile(self) -> Profile:
        path = self.folder / "ours.treaty"
        path.write_text(PROFILE)
        return load_named(str(path), DAY)

    def review(  # noqa: PLR0913 - a parameter for each thing that a forger may change
        self,
        *clauses: str,
        by: str = "aisi",
        on: str = "2026-06-05",
        key: str | None = "aisi",
        below: str = "",
        name: str = "aisi_1",
        files: str | None = None,
        file: str | None = None,
    ) -> Path:
        """Write a review of the case as it is now, signed by a key, and give its path."""
        path = self.folder / (file or f"{name}.review")
        head = [f'review {name} "A review"', f'    files sha256 "{files or self.files()}"', f"    by {by} on {on}"]
        path.write_text("\n".join([*head, *(f"    {clause}" for clause in clauses), "", below]))
        if key is not None:
            sign(read_review(path), KEYS[key])
        return path

    def judged(self, *reviews: Path, registry: Registry | None = None, without: bool = False) -> Judgement:
        """The case on the institute's terms, with reviews beside it; without a registry where none is to be had."""
        known = None if without else registry or self.registry()
        case = take(load_case(self.case), reviews, known, DAY)
        return judge(case, DAY, None, known, self.profile())

    def label(self, *reviews: Path, **terms: object) -> str:
        return self.judged(*reviews, **terms).label  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "case" / "evidence").mkdir(parents=True)
    (tmp_path / "case" / "case.gsn").write_text(CASE)
    (tmp_path / "case" / "evidence" / "tests.txt").write_text(REPORT)
    (tmp_path / "case" / "evidence" / "count.txt").write_text(COUNT)
    return Desk(tmp_path)


def codes(judgement: Judgement) -> list[str]:
    """The codes of what is found about reviews."""
    return [finding.code for finding in judgement.findings if finding.code.startswith("GSN91")]
