"""`gsn submit` and `gsn verify` as people run them: what is printed, what is written, and how they end."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, Run, WriteCase

ACTORS = 'actor laboratory "Example Laboratory"\n'


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with the lab's key, somebody else's, and the reviewer's own lists."""
    folder = tmp_path / "keys"
    folder.mkdir()
    for name in ("lab", "other"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder / name]
        subprocess.run(command, check=True, capture_output=True)
    (folder / "allowed").write_text(f"lab@example {(folder / 'lab.pub').read_text()}")
    (folder / "actors.gsn").write_text(ACTORS)
    return folder


def test_a_round(run: Run, write_case: WriteCase, keys: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "filter.gsnz"
    (write_case() / "notes.txt").write_text("x")
    submitted = run("submit", write_case(), "-o", bundle, "--key", keys / "lab", "--as-of", DAY)
    assert submitted.returncode == 0, submitted.stderr
    assert "left behind: `notes.txt`, which nothing in the case refers to" in submitted.stderr
    digest = re.search(r"^submission ([0-9a-f]{64})$", submitted.stdout, re.MULTILINE)
    assert digest is not None
    assert submitted.stdout.endswith("verdict: passed, held against no treaty\n")

    terms = ("--trust", keys / "allowed", "--actors", keys / "actors.gsn", "--as-of", DAY)
    verified = run("verify", bundle, *terms)
    assert verified.returncode == 3, verified.stdout
    assert f"submission {digest[1]}\n  signed by lab@example (SHA256:" in verified.stdout
    assert "Your run comes to what the developer says." in verified.stdout
    assert "nobody has judged 2 of 2 limit-bearing feet" in verified.stdout
    assert verified.stdout.endswith("verdict: undetermined, on your terms, held against no treaty\n")

    told = json.loads(run("verify", bundle, *terms, "--format", "json").stdout)
    assert (told["submission"], told["verdict"], told["differences"]) == (digest[1], "undetermined", [])
    assert [signer["principals"] for signer in told["signers"]] == [["lab@example"]]
    assert told["check"]["feet"]["qualitative"] == 2
    assert {finding["file"] for finding in told["check"]["findings"]} == {"case.gsn"}


@pytest.mark.parametrize(("change", "status"), [({}, 3), ({"    dated 2026-05-01\n": "    dated 2026-07-01\n"}, 1)])
def test_the_status_is_that_of_check(
    change: dict[str, str], status: int, run: Run, write_case: WriteCase, keys: Path, tmp_path: Path
) -> None:
    bundle = tmp_path / "b.gsnz"
    assert run("submit", write_case(change), "-o", bundle, "--key", keys / "lab", "--as-of", DAY).returncode == 0
    assert run("verify", bundle, "--trust", keys / "allowed", "--as-of", DAY).returncode == status


def test_a_refused_bundle_is_told_in_words_and_as_json(
    run: Run, write_case: WriteCase, keys: Path, tmp_path: Path
) -> None:
    bundle = tmp_path / "b.gsnz"
    run("submit", write_case(), "-o", bundle, "--key", keys / "other", "--as-of", DAY)
    refused = run("verify", bundle, "--trust", keys / "allowed", "--as-of", DAY)
    assert refused.returncode == 1
    assert "does not count: its key is none of yours\nverdict: refused\n" in refused.stdout
    told = run("verify", bundle, "--trust", keys / "allowed", "--as-of", DAY, "--format", "json")
    assert told.returncode == 1
    assert json.loads(told.stdout)["refused"][0].endswith("does not count: its key is none of yours")


def test_what_is_no_bundle_did_not_run(run: Run, keys: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.gsnz").write_text("Dear reviewer\n" * 9)
    for path in (tmp_path / "letter.gsnz", tmp_path / "nowhere.gsnz", tmp_path):
        done = run("verify", path, "--trust", keys / "allowed")
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
        assert done.stderr.startswith("Error: `")
    done = run("verify", tmp_path / "letter.gsnz", "--trust", tmp_path / "nowhere")
    assert (done.returncode, "cannot be read" in done.stderr) == (2, True)


def test_withheld_evidence_is_opened(run: Run, write_case: WriteCase, keys: Path, tmp_path: Path) -> None:
    case = write_case({'    file "tests.txt"': '    withheld "Holds attack tooling"\n    file "tests.txt"'})
    bundle, salts = tmp_path / "b.gsnz", tmp_path / "b.gsnz.salts.json"
    first = run("submit", case, "-o", bundle, "--key", keys / "lab", "--as-of", DAY)
    assert "withheld: filter::E1 (committed to)" in first.stderr
    assert "the text states the digest of `filter::E1`" in first.stderr
    assert salts.stat().st_mode & 0o777 == 0o600
    before = bundle.read_bytes()
    assert run("submit", case, "-o", bundle, "--key", keys / "lab", "--as-of", DAY).returncode == 0
    assert bundle.read_bytes() == before

    salt = json.loads(salts.read_text())["salts"]["filter::E1"]
    terms = ("--trust", keys / "allowed", "--as-of", DAY)
    assert "E1, Holds attack tooling (commitment " in run("verify", bundle, *terms).stdout
    opened = run("verify", bundle, *terms, "--opened", "E1", case / "tests.txt", salt)
    assert "(opened: the file is the one that was committed to)" in opened.stdout
    other = run("verify", bundle, *terms, "--opened", "E1", case / "case.gsn", salt)
    assert (other.returncode, "is not what was committed to for `E1`" in other.stderr) == (2, True)


def test_an_institute_signs_by_hand_that_it_has_seen_a_file(
    run: Run, write_case: WriteCase, keys: Path, tmp_path: Path
) -> None:
    case = write_case({'    file "tests.txt"': '    withheld "Holds attack tooling"\n    file "tests.txt"'})
    bundle = tmp_path / "b.gsnz"
    run("submit", case, "-o", bundle, "--key", keys / "lab", "--as-of", DAY)
    terms = ("--trust", keys / "allowed", "--as-of", DAY)
    [withheld] = json.loads(run("verify", bundle, *terms, "--format", "json").stdout)["withheld"]
    seen = tmp_path / "seen"
    seen.write_text(f"{withheld['commitment']}\n")
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(keys / "other"), "-n", "gsn-seen", str(seen)]
    subprocess.run(command, check=True, capture_output=True)
    public = " ".join((keys / "other.pub").read_text().split()[:2])
    (keys / "actors.gsn").write_text(f'{ACTORS}actor aisi "An institute"\n    role public_body\n    key "{public}"\n')
    done = run("verify", bundle, *terms, "--actors", keys / "actors.gsn", "--seen", "E1", tmp_path / "seen.sig")
    assert "withheld: E1, Holds attack tooling (seen by aisi)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--key", "nowhere"), "the key `nowhere` cannot be read"),
        (("--key", "keys/lab.pub"), "is a public key"),
        (("--key", "keys/lab", "--key", "keys/lab"), "is given twice"),
        ((), "Missing option '--key'"),
    ],
)
def test_a_key_that_cannot_sign_is_told(
    arguments: tuple[str, ...], words: str, run: Run, write_case: WriteCase, keys: Path, tmp_path: Path
) -> None:
    done = run("submit", write_case(), "-o", tmp_path / "b.gsnz", *arguments, cwd=keys.parent)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "b.gsnz").exists()


def test_a_bundle_is_not_written_over_the_case(run: Run, write_case: WriteCase, keys: Path) -> None:
    case = write_case()
    before = (case / "tests.txt").read_bytes()
    for target in (case / "tests.txt", case / "case.gsn", case):
        assert run("submit", case, "-o", target, "--key", keys / "lab").returncode == 2
    assert (case / "tests.txt").read_bytes() == before


def test_an_encrypted_key_takes_its_passphrase_from_the_environment(
    run: Run, write_case: WriteCase, keys: Path, tmp_path: Path
) -> None:
    subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", "geheim", "-f", keys / "lab"], check=True)
    arguments = ("submit", write_case(), "-o", tmp_path / "b.gsnz", "--key", keys / "lab", "--as-of", DAY)
    assert "nobody gave its passphrase" in run(*arguments, stdin=subprocess.DEVNULL).stderr
    done = run(*arguments, env={**os.environ, "GSN_KEY_PASSPHRASE": "geheim"})
    assert done.returncode == 0, done.stderr
