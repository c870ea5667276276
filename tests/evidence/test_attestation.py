"""Attested records: which signature counts, whose key it has to be, and what is said where it cannot be checked."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

import gsn
from gsn.evidence import files
from gsn.evidence.actors import registry_of
from gsn.evidence.register import register_of
from gsn.evidence.states import Assessment, State

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH's ssh-keygen is not installed")

DAY = date(2026, 6, 1)
REPORT = "All 400 patterns were caught.\n"
CASE = """case filter
    shows G1
goal G1 "The filter holds"
    solution E1
actor lab "Example Lab"
    key "{key}"
actor other "Another lab"
    key "{other}"
evidence E1 "Test report"
    type test_results
    file "tests.txt"{digest}
    by lab
    dated 2026-05-01
    attested "tests.txt.sig"
"""

Change = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case with a record that its giver signed, and two keys beside it."""
    case = tmp_path / "case"
    case.mkdir()
    (case / "tests.txt").write_text(REPORT, encoding="utf-8")
    for name in ("lab", "other"):
        run("-q", "-t", "ed25519", "-N", "", "-C", name, "-f", tmp_path / name)
    keys = {name: (tmp_path / f"{name}.pub").read_text(encoding="utf-8").strip() for name in ("lab", "other")}
    text = CASE.format(key=keys["lab"], other=keys["other"], digest="")
    (case / "case.gsn").write_text(text, encoding="utf-8")
    sign(case, "lab")
    return case


def run(*arguments: str | Path) -> None:
    subprocess.run(["ssh-keygen", *map(str, arguments)], check=True, capture_output=True, timeout=60)


def sign(case: Path, who: str, namespace: str = "gsn-evidence") -> None:
    (case / "tests.txt.sig").unlink(missing_ok=True)
    run("-q", "-Y", "sign", "-f", case.parent / who, "-n", namespace, case / "tests.txt")


def edit(case: Path, old: str, new: str) -> None:
    text = (case / "case.gsn").read_text(encoding="utf-8")
    assert old in text
    (case / "case.gsn").write_text(text.replace(old, new), encoding="utf-8")


def assessed(case: Path) -> Assessment:
    read = gsn.load(case)
    assert not read.problems
    return register_of(read, DAY).assessments["filter::E1"]


def test_what_its_giver_signed_is_accepted(folder: Path) -> None:
    found = assessed(folder)
    assert (found.state, found.code) == (State.ACCEPTED, "")
    assert "signed with a key that the case itself states" in found.why


def key_of(case: Path, name: str) -> str:
    return (case.parent / f"{name}.pub").read_text(encoding="utf-8").strip()


def link_out(case: Path) -> None:
    (case / "tests.txt.sig").rename(case.parent / "outside.sig")
    (case / "tests.txt.sig").symlink_to("../outside.sig")


CHANGES: dict[str, tuple[Change, State, str]] = {
    "another file": (
        lambda case: (case / "tests.txt").write_text(REPORT.upper(), encoding="utf-8"),
        State.ALTERED,
        "its signature is not one of `lab`'s over its file",
    ),
    "a longer file": (
        lambda case: (case / "tests.txt").write_text(REPORT + "\n", encoding="utf-8"),
        State.ALTERED,
        "its signature is not one of `lab`'s over its file",
    ),
    "no signature": (lambda case: (case / "tests.txt.sig").unlink(), State.MISSING, "`tests.txt.sig` is not there"),
    "an empty signature": (lambda case: (case / "tests.txt.sig").write_bytes(b""), State.UNUSABLE, "is empty"),
    "no signature at all": (
        lambda case: (case / "tests.txt.sig").write_text("signed, the lab\n", encoding="utf-8"),
        State.UNUSABLE,
        "is no SSH signature",
    ),
    "for another purpose": (
        lambda case: sign(case, "lab", "file"),
        State.UNUSABLE,
        "was made for `file`, not for `gsn-evidence`",
    ),
    "by somebody else": (
        lambda case: sign(case, "other"),
        State.UNENTITLED,
        "it is signed with a key that is none of `lab`'s",
    ),
    "no key is known": (
        lambda case: edit(case, f'    key "{key_of(case, "lab")}"\n', ""),
        State.UNENTITLED,
        "no key of `lab` is known",
    ),
    "what is known is no key": (
        lambda case: edit(case, key_of(case, "lab"), "SHA256:oB7tOLsXx2dUyvXe"),
        State.UNENTITLED,
        "no key of `lab` is known",
    ),
    "outside the folder": (link_out, State.UNUSABLE, "leads out of the case's folder"),
    "a path that goes up": (
        lambda case: edit(case, '"tests.txt.sig"', '"../tests.txt.sig"'),
        State.UNUSABLE,
        "goes up with `..`",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_does_not_attest(change: str, folder: Path) -> None:
    make, state, why = CHANGES[change]
    make(folder)
    found = assessed(folder)
    assert (found.state, found.code) == (state, "GSN331")
    assert why in found.why


def test_one_of_several_keys_is_enough(folder: Path) -> None:
    key = f'    key "{key_of(folder, "lab")}"\n'
    edit(folder, key, f'    key "{key_of(folder, "other")}"\n{key}')
    assert assessed(folder).accepted


def test_a_wrong_digest_comes_before_a_wrong_signature(folder: Path) -> None:
    edit(folder, 'file "tests.txt"', f'file "tests.txt" sha256 "{"0" * 64}"')
    assert assessed(folder).code == "GSN302"


def test_only_the_registrys_keys_count_where_there_is_one(folder: Path, tmp_path: Path) -> None:
    """The case says that its own key is the lab's; the registry knows another."""
    for name, accepted in (("lab", True), ("other", False)):
        registry = tmp_path / f"registry-{name}.gsn"
        registry.write_text(f'actor lab "Example Lab"\n    key "{key_of(folder, name)}"\n', encoding="utf-8")
        register = register_of(gsn.load(folder), DAY, registry_of(gsn.load(registry)))
        found = register.assessments["filter::E1"]
        assert found.accepted is accepted
        assert "the case itself states" not in found.why
        assert len(register.flaws.get("GSN329", ())) == (1 if accepted else 2)


def test_without_the_library_nothing_attested_is_accepted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.partition(".")[0] == "cryptography"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    found = assessed(folder)
    assert (found.state, found.code) == (State.UNUSABLE, "GSN331")
    assert "gsn-case[submit]" in found.why


def test_a_large_file_is_read_once_for_digest_and_signature(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    whole = files.contents_of

    def noted(path: str, algorithms: Iterable[str]) -> files.Contents:
        calls.append(path)
        return whole(path, algorithms)

    monkeypatch.setattr(files, "contents_of", noted)
    edit(folder, 'file "tests.txt"', f'file "tests.txt" sha256 "{sha256(REPORT.encode()).hexdigest()}"')
    assert assessed(folder).accepted
    assert len(calls) == 1
