"""Where a case stands with a profile: one row for each standing, and what moves a case from one to another."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement, judge
from gsn.compliance.account import Standing, StandingAccount
from gsn.evidence.actors import registry_of
from gsn.findings import Verdict

DAY = date(2026, 6, 1)

PROFILE = """treaty rule "A rule"
    source "Invented"
    legal_force law
    status in_force
    in force 2026-01-01 ..
    party GB
    proceeds on determination by aisi
    tier watched "Watched"
        when training_compute > 1e25 FLOP counting pretraining
        outcome reports to aisi
        requires audit
    requirement audit "An audit"
        binds developer
        type security_audit
        modality must
"""
LIMIT = """    category misuse "Misuse"
    limit misuse_limit "Misuse"
        on misuse
        frequency <= {most} per year at 90%
        set by aisi
"""
JUDGED = """    category misuse "Misuse"
    limit misuse_limit "Misuse"
        on misuse
        judged by aisi
        set by aisi
"""
CASE = """case filter
    decision "Serve it" asked of aisi
    system x1
    treaty "rule.treaty"
    shows G1
system x1 "X-1"
    developer lab
    jurisdiction GB
    sector private
    use civilian
    training_compute pretraining 2e25 FLOP
actor lab "Example Lab"
    role developer
    jurisdiction GB
actor aisi "AI Safety Institute"
    role public_body
    jurisdiction GB
    independent of lab by aisi
goal G1 "The weights stay where they are"
    solution E1
evidence E1 "Security audit"
    type security_audit
    file "audit.md" sha256 "{digest}"
    by aisi
    dated 2026-05-01
    covers code, weights, data, physical
"""
HAZARD = """hazard harm "Severe harm"
    category misuse
    argued by G1
"""
REPORT = """evidence E5 "Compute, by its provider"
    type compute_report
    file "report.md" sha256 "{reported}"
    by cloud
    dated 2026-05-01
    provider cloud
    customer lab
    window 2025-01-01 .. 2025-06-01
    operations 1.5e25 FLOP
    tolerance 90%
actor cloud "A cloud"
    role cloud_provider
"""
TOY = """system toy "A toy"
    developer lab
    jurisdiction GB
    training_compute pretraining 1 FLOP
"""
WORD = """    requirement word "A word of the institute"
        binds developer
        type determination
        by aisi
        modality must
"""
DETERMINATION = """evidence E2 "What the institute decided"
    type determination
    file "decision.md" sha256 "{digest}"
    by aisi
    dated 2026-05-20
    determines {what}
"""
REGISTRY = """actor aisi "AI Safety Institute"
    role public_body
    jurisdiction GB
    key "{key}"
    independent of lab by aisi
actor lab "Example Lab"
    role developer
    jurisdiction GB
"""
AUDIT = "Nothing left the building.\n"

Stand = Callable[..., StandingAccount]


@pytest.fixture
def judged(tmp_path: Path) -> Callable[[str, str], Judgement]:
    """A case held against a profile of its own folder."""

    def run(profile: str, case: str) -> Judgement:
        (tmp_path / "rule.treaty").write_text(profile, encoding="utf-8")
        (tmp_path / "audit.md").write_text(AUDIT, encoding="utf-8")
        (tmp_path / "decision.md").write_text("Decided.\n", encoding="utf-8")
        (tmp_path / "report.md").write_text("Much.\n", encoding="utf-8")
        text = case.replace("{reported}", _digest("Much.\n"))
        text = text.replace("{digest}", _digest(AUDIT), 1).replace("{digest}", _digest("Decided.\n"))
        (tmp_path / "case.gsn").write_text(text, encoding="utf-8")
        return gsn.check(gsn.load(tmp_path), DAY)

    return run


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _determined(what: str) -> str:
    return CASE + DETERMINATION.replace("{what}", what)


ROWS = {
    "nothing stands against it": (PROFILE, CASE, Standing.AWAITING_DETERMINATION),
    "nobody has to decide": (
        PROFILE.replace("proceeds on determination by aisi", "proceeds on nothing"),
        CASE,
        Standing.MAY_PROCEED,
    ),
    "below the threshold": (PROFILE, CASE.replace("2e25", "1e25"), Standing.NOT_REGULATED),
    "across the threshold": (PROFILE, CASE.replace("2e25", "9e24..2e25"), Standing.UNDETERMINED),
    "a number that is not set": (PROFILE.replace("1e25", "unset"), CASE, Standing.UNDETERMINED),
    "prohibited": (PROFILE.replace("reports to aisi", "prohibited"), CASE, Standing.PROHIBITED),
    "for somebody else alone": (PROFILE.replace("reports to aisi", "only_by joint_lab"), CASE, Standing.PROHIBITED),
    "a must that is not met": (
        PROFILE,
        CASE.replace("type security_audit", "type report"),
        Standing.GROUND_FOR_PAUSE,
    ),
    "a should that is not met": (
        PROFILE.replace("modality must", "modality should"),
        CASE.replace("type security_audit", "type report"),
        Standing.UNDETERMINED,
    ),
    "an argument that is open": (PROFILE, CASE.replace("    solution E1", "    undeveloped"), Standing.UNDETERMINED),
    "a profile of which a line is lost": (
        PROFILE + "        oddly so\n",
        CASE.replace("2e25", "1e25"),
        Standing.UNDETERMINED,
    ),
    "more compute than is declared": (PROFILE, CASE.replace("2e25", "9e24") + REPORT, Standing.UNDETERMINED),
    "compute that the profile does not count": (
        PROFILE,
        CASE.replace("2e25 FLOP", "9e24, inference 6e24 FLOP") + REPORT,
        Standing.NOT_REGULATED,
    ),
    "a system that is not what is decided on": (
        PROFILE,
        CASE.replace("    system x1\n", "    system toy\n    decides on x1\n") + TOY,
        Standing.UNDETERMINED,
    ),
    "a must that binds by an office that the developer has, too": (
        PROFILE.replace("binds developer", "binds cloud_provider"),
        CASE.replace("role developer", "role cloud_provider").replace("type security_audit", "type report"),
        Standing.GROUND_FOR_PAUSE,
    ),
    "a must that is not met beside a decision": (
        PROFILE.replace("type security_audit", "type evaluation and determination"),
        CASE,
        Standing.GROUND_FOR_PAUSE,
    ),
    "a decision that must be there, and is not yet": (
        PROFILE.replace("requires audit", "requires audit, word") + WORD,
        CASE,
        Standing.AWAITING_DETERMINATION,
    ),
    "a limit that somebody judges": (PROFILE + JUDGED, CASE + HAZARD, Standing.UNDETERMINED),
    "a category that nobody argues": (PROFILE + JUDGED, CASE, Standing.UNDETERMINED),
    "found unacceptable": (PROFILE, _determined("unacceptable"), Standing.PAUSE),
    "found acceptable, as the case says": (PROFILE, _determined("acceptable"), Standing.AWAITING_DETERMINATION),
    "not yet law": (PROFILE.replace("2026-01-01", "2027-01-01"), CASE, Standing.NOT_BOUND),
    "vetoed": (PROFILE.replace("status in_force", "status vetoed"), CASE, Standing.NOT_BOUND),
    "elsewhere": (PROFILE.replace("party GB", "party US"), CASE, Standing.NOT_BOUND),
    "for other sectors": (
        PROFILE.replace("    tier", "    applies to public\n    tier"),
        CASE,
        Standing.NOT_BOUND,
    ),
}


@pytest.mark.parametrize(("profile", "case", "expected"), ROWS.values(), ids=ROWS)
def test_a_standing(judged: Callable[[str, str], Judgement], profile: str, case: str, expected: Standing) -> None:
    judgement = judged(profile, case)
    assert judgement.standing is not None
    assert judgement.standing.standing is expected, judgement.standing


def test_a_lost_tier_leaves_no_system_unregulated(judged: Callable[[str, str], Judgement]) -> None:
    judgement = judged(PROFILE.replace("    tier watched", "    tir watched"), CASE.replace("2e25", "1e25"))
    assert judgement.standing is not None
    assert Standing.UNDETERMINED in {judgement.standing.standing, judgement.standing.would_be}
    assert judgement.verdict is Verdict.REJECTED


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row[2] is not Standing.NOT_BOUND])
def test_a_case_passes_only_where_nothing_stands_against_it(judged: Callable[[str, str], Judgement], name: str) -> None:
    profile, case, expected = ROWS[name]
    passing = {Standing.AWAITING_DETERMINATION, Standing.MAY_PROCEED, Standing.NOT_REGULATED}
    verdict = judged(profile, case).verdict
    if verdict is Verdict.PASSED:
        assert expected in passing
    if expected is Standing.NOT_REGULATED:
        assert verdict is Verdict.PASSED


def test_what_does_not_bind_is_answered_as_if_it_did(judged: Callable[[str, str], Judgement]) -> None:
    vetoed = PROFILE.replace("status in_force", "status vetoed")
    judgement = judged(vetoed, CASE.replace("type security_audit", "type report"))
    assert judgement.standing is not None
    assert judgement.standing.would_be is Standing.GROUND_FOR_PAUSE
    assert judgement.verdict is Verdict.REJECTED
    assert judgement.standing.in_words == "not bound; if bound, ground for pause"


def test_a_pause_names_the_states_that_have_to_ensure_it(judged: Callable[[str, str], Judgement]) -> None:
    standing = judged(PROFILE, CASE.replace("type security_audit", "type report")).standing
    assert standing is not None
    assert standing.why[-1] == "the states parties responsible: GB"


def test_what_unlocks_most_is_to_be_done_first(judged: Callable[[str, str], Judgement]) -> None:
    """Whether the tier is reached comes before what it asks; a category before the limit on it."""
    more = PROFILE.replace("requires audit", "requires audit, report").replace("1e25", "unset")
    report = "    requirement report\n        binds developer\n        type report\n        modality must\n"
    standing = judged(more + report.replace("report\n", 'report "A report"\n', 1) + JUDGED, CASE).standing
    assert standing is not None
    unlocking = [step.unlocks for step in standing.to_do]
    assert unlocking == sorted(unlocking, reverse=True)
    assert "whether tier `watched` is reached" in standing.to_do[0].what
    assert len({step.what for step in standing.to_do}) == len(standing.to_do)


@pytest.mark.parametrize(("signed", "known"), [(True, True), (True, False), (False, True)])
def test_a_determination_counts_if_it_is_signed_by_whom_the_registry_knows(
    tmp_path: Path, judged: Callable[[str, str], Judgement], *, signed: bool, known: bool
) -> None:
    assert shutil.which("ssh-keygen") is not None
    keys = tmp_path.parent / f"{tmp_path.name}-keys"
    keys.mkdir()
    for name in ("aisi", "other"):
        _ssh("-q", "-t", "ed25519", "-N", "", "-C", name, "-f", keys / name)
    case = _determined("acceptable") + ('    attested "decision.md.sig"\n' if signed else "")
    judged(PROFILE, case)
    _ssh("-Y", "sign", "-n", "gsn-evidence", "-f", keys / "aisi", tmp_path / "decision.md")
    if not signed:
        (tmp_path / "decision.md.sig").unlink()
    key = (keys / ("aisi" if known else "other")).with_suffix(".pub").read_text(encoding="utf-8").strip()
    registry = keys / "registry.gsn"
    registry.write_text(REGISTRY.format(key=key), encoding="utf-8")
    judgement = judge(gsn.load(tmp_path), DAY, registry=registry_of(gsn.load(registry)))
    assert judgement.standing is not None
    may_proceed = judgement.standing.standing is Standing.MAY_PROCEED
    assert may_proceed == (signed and known), judgement.standing
    assert judgement.standing.determined == ("filter::E2" if may_proceed else None)


def _ssh(*arguments: str | Path) -> None:
    subprocess.run(["ssh-keygen", *map(str, arguments)], check=True, capture_output=True, timeout=60)
