"""What only people settle: a proved limit, a judged one, an exclusion; by the signed word of who decides."""

import subprocess
from pathlib import Path

import pytest

import gsn
from gsn.argument import Argument
from gsn.compliance.account import Account, Coverage, Kept
from gsn.evidence.actors import registry_of
from tests.compliance.limit_cases import DAY, SHOWN, argument_of, claimed, covered, hazard, limit, named, under

TREATY = """\
treaty t "T"
    proceeds on determination by aisi
    category misuse "Misuse"
    category failure "Failure"
""" + limit("frequency <= 1e-2 per year at 90%")
JUDGED = limit("judged by {judge}", name="judged")
OTHERWISE = limit("frequency <= 1e-2 per year at 90%", name="failing", on="on failure")
DECISION = """\
evidence D1 "Determination"
    type determination
    file "decision.md"
    by aisi
    dated 2026-05-20
    attested "decision.md.sig"
    determines {what}
actor aisi "AISI"
    role public_body
"""
TEXT = hazard() + claimed("harm <= 5e-3 per year at 95%") + SHOWN + under('goal G5 "Nothing fails"', ["solution E2"])
HEAD = ["shows G1, G5", "excludes failure by G5"]


def run(*arguments: str | Path) -> None:
    subprocess.run(["ssh-keygen", "-q", *map(str, arguments)], check=True, capture_output=True, timeout=60)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    run("-t", "ed25519", "-N", "", "-C", "aisi", "-f", folder / "aisi")
    return folder


def decided(
    folder: Path,
    keys: Path,
    *,
    what: str = "acceptable",
    judge: str = "aisi",
    role: str = "public_body",
    registered: bool = True,
) -> Account:
    """The account of a case whose determination is signed, as a reviewer's registry has who signed it."""
    folder.mkdir(exist_ok=True)
    (folder / "decision.md").write_text("It is.\n", "utf-8")
    run("-Y", "sign", "-n", "gsn-evidence", "-f", keys / "aisi", folder / "decision.md")
    text = TEXT + DECISION.format(what=what)
    argument_of(folder, text, TREATY + JUDGED.format(judge=judge) + OTHERWISE, HEAD)
    registry = keys / "registry.gsn"
    key = (keys / "aisi.pub").read_text("utf-8").strip()
    registry.write_text(
        f'actor aisi "AISI"\n    role {role}\n    key "{key}"\nactor lab "Evaluations Ltd"\n    role evaluator\n',
        "utf-8",
    )
    known = registry_of(gsn.load(registry)) if registered else None
    account = Argument(gsn.load(folder / "case.gsn"), DAY, known).account
    assert account is not None
    return account


def test_whose_word_is_known_settles_it(tmp_path: Path, keys: Path) -> None:
    account = decided(tmp_path, keys)
    rare, judged, failing = account.limits
    assert (rare.kept, rare.determined) == (Kept.KEPT, *named("D1")), rare.why
    assert (judged.kept, judged.determined) == (Kept.JUDGED, *named("D1"))
    assert (failing.kept, failing.determined) == (Kept.KEPT, *named("D1"))
    assert covered(account, "failure").coverage is Coverage.EXCLUDED
    assert "`aisi` determined on 2026-05-20 that the risk is acceptable" in judged.why


UNSETTLED = {
    "without a registry": {"registered": False},
    "where the registry has it for a lab": {"role": "evaluator"},
    "where the risk is not acceptable": {"what": "unacceptable"},
    "where it is pending": {"what": "pending"},
}


@pytest.mark.parametrize("when", UNSETTLED)
def test_nothing_is_settled(when: str, tmp_path: Path, keys: Path) -> None:
    account = decided(tmp_path, keys, **UNSETTLED[when])  # type: ignore[arg-type]  # each is a parameter's own
    rare, judged, failing = account.limits
    assert [each.determined for each in account.limits] == [None, None, None]
    assert (rare.kept, judged.kept, failing.kept) == (Kept.OPEN, Kept.JUDGED, Kept.NO_HAZARD)
    assert covered(account, "failure").coverage is Coverage.EXCLUSION_NOT_ACCEPTED


def test_another_judges_word_is_not_that_of_who_judges(tmp_path: Path, keys: Path) -> None:
    _, judged, _ = decided(tmp_path, keys, judge="nsa").limits
    assert (judged.kept, judged.determined) == (Kept.JUDGED, None)


def again(folder: Path, keys: Path, old: str, new: str) -> Account:
    """The account of the same case where its profile says something else."""
    decided(folder, keys)
    treaty = (folder / "t.treaty").read_text("utf-8")
    assert old in treaty
    (folder / "t.treaty").write_text(treaty.replace(old, new, 1), "utf-8")
    account = Argument(gsn.load(folder / "case.gsn"), DAY, registry_of(gsn.load(keys / "registry.gsn"))).account
    assert account is not None
    return account


CHANGED = {
    "what is allowed is less than is claimed": ("1e-2 per year", "1e-3 per year", Kept.EXCEEDED),
    "somebody else judges it, too": ("per year at 90%", "per year at 90%\n        judged by nsa", Kept.JUDGED),
    "the profile waits for nobody in particular": ("determination by aisi", "determination", Kept.OPEN),
    "the profile waits for another": ("determination by aisi", "determination by nsa", Kept.OPEN),
    "the profile waits for a licence": ("determination by aisi", "licence by aisi", Kept.OPEN),
}


@pytest.mark.parametrize("when", CHANGED)
def test_a_proved_limit_is_not_settled_where(when: str, tmp_path: Path, keys: Path) -> None:
    old, new, kept = CHANGED[when]
    rare = again(tmp_path, keys, old, new).limits[0]
    assert (rare.kept, rare.determined) == (kept, None)
