"""Whose word decides: what an authority signed, of the system and of a day, and nothing that a developer can write."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as run_with
from hypothesis import strategies as st

import gsn
from gsn.checking import Judgement, judge
from gsn.compliance.account import Standing
from gsn.evidence.actors import Registry, registry_of
from gsn.findings import Verdict

DAY = date(2026, 6, 1)

AUDIT = "Nothing left the building.\n"
DECIDED, REFUSED = "Decided.\n", "Refused.\n"
FILES = {"audit.md": AUDIT, "decision.md": DECIDED, "refusal.md": REFUSED}

PROFILE = """treaty rule "A rule"
    source "Invented"
    legal_force law
    status in_force
    in force 2026-01-01 ..
    party GB
    proceeds on {waits}
    tier watched "Watched"
        when training_compute > 1e25 FLOP counting pretraining
        outcome {outcome}
        requires audit{more}
    requirement audit "An audit"
        binds developer
        type security_audit
        modality must
"""
LICENCE_ASKED = """    requirement licence "A licence"
        binds developer
        type licence
        modality must
"""
CASE = """case filter
    decision "Serve it" asked of aisi
    system x1
    treaty "rule.treaty"
    shows G1
system x1 "X-1"
    developer lab
    jurisdiction GB
    training_compute pretraining 2e25 FLOP
system toy "A toy"
    developer lab
actor lab "Example Lab"
    role developer
    jurisdiction GB
actor aisi "AI Safety Institute"
    role public_body
    jurisdiction GB
    independent of lab by aisi
actor office "Licensing office"
    role regulator
    jurisdiction GB
goal G1 "The weights stay where they are"
    solution E1
"""
REGISTRY = """actor aisi "AI Safety Institute"
    role public_body
    jurisdiction GB
    key "{key}"
    independent of lab by aisi
actor office "Licensing office"
    role regulator
    jurisdiction GB
actor lab "Example Lab"
    role developer
    jurisdiction GB
"""

SIGNED = 'attested "decision.md.sig"'
WAITING, PROHIBITED, PAUSE = Standing.AWAITING_DETERMINATION, Standing.PROHIBITED, Standing.PAUSE
PROCEED = Standing.MAY_PROCEED


def record(name: str, file: str, *lines: str, by: str = "aisi") -> str:
    digest = sha256(FILES[file].encode()).hexdigest()
    head = f'evidence {name} "{name}"\n    file "{file}" sha256 "{digest}"\n    by {by}\n'
    return head + "".join(f"    {line}\n" for line in lines)


def determination(what: str, *lines: str, name: str = "E2", file: str = "decision.md") -> str:
    return record(name, file, "type determination", f"determines {what}", *lines)


def licence(*lines: str, by: str = "aisi") -> str:
    return record("E3", "decision.md", "type licence", 'identifier "L-1"', *lines, by=by)


AUDITED = record("E1", "audit.md", "type security_audit", "dated 2026-05-01", "covers code, weights, data, physical")
ON_DAY = "dated 2026-05-20"
REFUSAL = determination("unacceptable", "dated 2026-05-10", name="E9", file="refusal.md")

LAW = PROFILE.format(waits="determination by aisi", outcome="reports to aisi", more="")
LIFTED = PROFILE.format(waits="determination by aisi", outcome="prohibited\n        lifted by determination", more="")


def licensing(by: str = "") -> str:
    return PROFILE.format(waits=f"licence{by}", outcome="reports to aisi", more=", licence") + LICENCE_ASKED


ROWS = {
    "lifted by nobody": (LIFTED, "", PROHIBITED),
    "lifted by what nobody signed": (LIFTED, determination("acceptable", ON_DAY), PROHIBITED),
    "lifted": (LIFTED, determination("acceptable", ON_DAY, SIGNED), PROCEED),
    "lifted for a toy": (LIFTED, determination("acceptable", ON_DAY, SIGNED, "on toy"), PROHIBITED),
    "determined": (LAW, determination("acceptable", ON_DAY, SIGNED), PROCEED),
    "determined for a toy": (LAW, determination("acceptable", ON_DAY, SIGNED, "on toy"), WAITING),
    "determined on no day": (LAW, determination("acceptable", SIGNED), WAITING),
    "refused, and later determined": (LAW, REFUSAL + determination("acceptable", ON_DAY, SIGNED), PROCEED),
    "refused, and later by what nobody signed": (LAW, REFUSAL + determination("acceptable", ON_DAY), PAUSE),
    "refused, and determined on no day": (LAW, REFUSAL + determination("acceptable", SIGNED), PAUSE),
    "refused on no day": (
        LAW,
        REFUSAL.replace("    dated 2026-05-10\n", "") + determination("acceptable", ON_DAY, SIGNED),
        PAUSE,
    ),
    "licensed": (licensing(), licence(ON_DAY, SIGNED), PROCEED),
    "licensed by what nobody signed": (licensing(), licence(ON_DAY), WAITING),
    "licensed by another office": (licensing(" by office"), licence(ON_DAY, SIGNED), WAITING),
    "determined where a licence is waited for": (
        licensing(),
        licence(ON_DAY) + determination("acceptable", ON_DAY, name="E4", file="refusal.md"),
        WAITING,
    ),
}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Registry, bytes]:
    """A registry that knows the key of an institute, and the institute's signature over its decision."""
    assert shutil.which("ssh-keygen") is not None
    keys = tmp_path_factory.mktemp("keys")
    _ssh("-q", "-t", "ed25519", "-N", "", "-C", "aisi", "-f", keys / "aisi")
    (keys / "decision.md").write_text(DECIDED, encoding="utf-8")
    _ssh("-Y", "sign", "-n", "gsn-evidence", "-f", keys / "aisi", keys / "decision.md")
    key = (keys / "aisi.pub").read_text(encoding="utf-8").strip()
    (keys / "registry.gsn").write_text(REGISTRY.format(key=key), encoding="utf-8")
    return registry_of(gsn.load(keys / "registry.gsn")), (keys / "decision.md.sig").read_bytes()


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, signed: tuple[Registry, bytes]) -> Callable[..., Judgement]:
    registry, signature = signed
    folder = tmp_path_factory.mktemp("case")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "decision.md.sig").write_bytes(signature)

    def run(profile: str, more: str, *, known: bool = True) -> Judgement:
        (folder / "rule.treaty").write_text(profile, encoding="utf-8")
        (folder / "case.gsn").write_text(CASE + AUDITED + more, encoding="utf-8")
        return judge(gsn.load(folder), DAY, registry=registry if known else None)

    return run


def _ssh(*arguments: str | Path) -> None:
    subprocess.run(["ssh-keygen", *map(str, arguments)], check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize(("profile", "more", "expected"), ROWS.values(), ids=ROWS)
def test_whose_word_decides(judged: Callable[..., Judgement], profile: str, more: str, expected: Standing) -> None:
    judgement = judged(profile, more)
    assert judgement.standing is not None
    assert judgement.standing.standing is expected, judgement.standing
    assert (judgement.verdict is Verdict.PASSED) == (expected in {PROCEED, WAITING})


@pytest.mark.parametrize("name", ["lifted", "determined", "licensed"])
def test_without_a_registry_nothing_proceeds(judged: Callable[..., Judgement], name: str) -> None:
    profile, more, _ = ROWS[name]
    standing = judged(profile, more, known=False).standing
    assert standing is not None
    assert standing.standing is not PROCEED


BEST_LAST = (PROHIBITED, PAUSE, Standing.GROUND_FOR_PAUSE, Standing.UNDETERMINED, WAITING, PROCEED)


@st.composite
def words_of_nobody(draw: st.DrawFn) -> str:
    """Determinations that find the risk acceptable and that nobody signed."""
    about = draw(st.sampled_from(["on x1", "on toy", 'note "Of what is not said"']))
    day = draw(st.sampled_from(["dated 2026-05-05", "dated 2026-05-20", "dated 2026-07-01", 'note "Undated"']))
    return determination("acceptable", about, day, name="E7", file="decision.md")


@given(
    profile=st.sampled_from([LAW, LIFTED, licensing()]),
    stated=st.sampled_from(["", REFUSAL, licence(ON_DAY)]),
    unsigned=words_of_nobody(),
)
@run_with(max_examples=25, deadline=None)
def test_what_nobody_signed_betters_nothing(
    judged: Callable[..., Judgement], profile: str, stated: str, unsigned: str
) -> None:
    without, with_it = judged(profile, stated).standing, judged(profile, stated + unsigned).standing
    assert without is not None
    assert with_it is not None
    assert BEST_LAST.index(with_it.standing) <= BEST_LAST.index(without.standing)
