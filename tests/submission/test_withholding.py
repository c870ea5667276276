"""Withheld evidence: committed to, opened, or seen by somebody whose word counts."""

import json
import subprocess
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from gsn.evidence.actors import Registry, registry_of
from gsn.evidence.states import State
from gsn.findings import Verdict
from gsn.language.loading import load_case
from gsn.submission import layout
from gsn.submission.building import prepare
from gsn.submission.declaration import StatedWithheld, read_declaration
from gsn.submission.disclosing import NotDisclosed
from gsn.submission.flaws import NotBuilt, Refused
from gsn.submission.ssh_signing import ssh_signature
from gsn.submission.verifying import Terms, Verified, verify
from gsn.submission.withholding import (
    BadSalts,
    Opening,
    Seen,
    commitment_to,
    read_salts,
    seen_message,
    with_new_salts,
    write_salts,
)
from tests.submission.forging import (
    CASE,
    DAY,
    DIGEST,
    FILES,
    LAB,
    REPORT,
    SALT,
    STRANGER,
    handed_in,
    parts_of,
    redeclared,
    resealed,
    signing_key,
    trusting,
    write_case,
)

INSTITUTE = signing_key(b"institute")
WITHHELD = '    withheld "Holds attack tooling"\n'
IN_WORDS = {"    claim numbers::missed <= 5% at 95%\n": "", "    measures numbers::missed: 0 of 400\n": ""}
SEALED = f'    file "evidence/tests.txt" sha256 "{DIGEST}"\n'
UNSEALED = '    file "evidence/tests.txt"\n'
COMMITMENT = commitment_to("filter::E1", SALT, DIGEST)

Handed = Callable[..., bytes]


@pytest.fixture
def handed(tmp_path: Path) -> Handed:
    """The bundle of the small case, whose one record is withheld and says no digest of its file."""

    def hand_in(changes: Mapping[str, str] | None = None, files: Mapping[str, str] | None = None) -> bytes:
        text = CASE
        for old, new in ({SEALED: UNSEALED + WITHHELD} | dict(changes or {})).items():
            assert old in text, old
            text = text.replace(old, new)
        return handed_in(write_case(tmp_path / "filter", {**FILES, "case.gsn": text, **(files or {})}))

    return hand_in


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "opened.txt").write_bytes(REPORT)
    return tmp_path / "opened.txt"


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """A reviewer's actors: an institute with a key, and somebody with a key and no office."""
    from base64 import b64encode

    keys = {name: f"ssh-ed25519 {b64encode(key.public).decode()}" for name, key in (("i", INSTITUTE), ("s", STRANGER))}
    text = f"""actor laboratory "Example Laboratory"
    role evaluator
actor institute "AI Safety Institute"
    role public_body
    key "{keys["i"]}"
actor somebody "Somebody"
    role evaluator
    key "{keys["s"]}"
"""
    return registry_of(load_case(write_case(tmp_path / "mine", {"actors.gsn": text}) / "actors.gsn"))


def checked(bundle: bytes, **terms: object) -> Verified:
    return verify(BytesIO(bundle), Terms(trusting(LAB), DAY, judged={"filter::G1"}, **terms))  # type: ignore[arg-type]


def state(verified: Verified) -> State:
    return verified.judgement.argument.assessments["filter::E1"].state


# Committed to


def test_a_withheld_file_is_not_handed_in_and_its_digest_is_committed_to(handed: Handed) -> None:
    bundle = handed()
    parts = parts_of(bundle)
    assert "data/case/evidence/tests.txt" not in parts
    assert REPORT not in bundle
    assert DIGEST.encode() not in bundle
    stated = StatedWithheld(
        record="filter::E1", why="Holds attack tooling", path="evidence/tests.txt", commitment=COMMITMENT
    )
    assert read_declaration(parts[layout.DECLARATION]).withheld == (stated,)


def test_a_commitment_is_checked_with_printf_and_sha256sum() -> None:
    lines = f"gsn withheld evidence 1\\nfilter::E1\\n{SALT}\\n{DIGEST}\\n"
    told = subprocess.run(["bash", "-c", f"printf '{lines}' | sha256sum"], check=True, capture_output=True, text=True)
    assert told.stdout.split()[0] == COMMITMENT


@pytest.mark.parametrize(
    ("record", "salt", "digest"),
    [("filter::E2", SALT, DIGEST), ("filter::E1", "5b" * 32, DIGEST), ("filter::E1", SALT, sha256(b"").hexdigest())],
)
def test_a_commitment_is_to_one_record_salt_and_file(record: str, salt: str, digest: str) -> None:
    assert commitment_to(record, salt, digest) != COMMITMENT


def test_what_rests_on_it_is_undetermined(handed: Handed, registry: Registry) -> None:
    verified = checked(handed(IN_WORDS), registry=registry)
    assert (verified.verdict, state(verified)) == (Verdict.UNDETERMINED, State.WITHHELD)


def test_a_number_that_rests_on_it_is_not_proved(handed: Handed, registry: Registry) -> None:
    verified = checked(handed(), registry=registry)
    assert verified.verdict is not Verdict.PASSED
    assert not any(outcome.proved for outcome in verified.judgement.argument.risk.outcomes.values())


def test_a_record_whose_file_is_not_there_is_committed_to_by_its_digest(handed: Handed) -> None:
    bundle = handed({UNSEALED: SEALED.replace("tests.txt", "elsewhere.txt")})
    [stated] = read_declaration(parts_of(bundle)[layout.DECLARATION]).withheld
    assert stated.commitment == COMMITMENT


def test_a_record_of_which_nothing_is_known_is_not_committed_to(handed: Handed, report: Path) -> None:
    bundle = handed({UNSEALED: UNSEALED.replace("tests.txt", "elsewhere.txt")})
    [stated] = read_declaration(parts_of(bundle)[layout.DECLARATION]).withheld
    assert stated.commitment is None
    with pytest.raises(NotDisclosed, match="was not committed to"):
        checked(bundle, openings=(Opening("E1", report, SALT),))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({UNSEALED: SEALED.replace(DIGEST, "0" * 64)}, "is not the file whose digest the text states"),
        ({UNSEALED: '    file "../tests.txt"\n'}, "goes up"),
        ({'prose "prose/G1.md"': 'prose "evidence/tests.txt"'}, "something else in the case hands it over"),
        (
            {"actor laboratory": f'evidence E2 "Again"\n{UNSEALED}    by laboratory\n\nactor laboratory'},
            "hands it over",
        ),
        (
            {"actor laboratory": f'evidence E2 "Again"\n{UNSEALED}\nactor laboratory'.replace("/t", "/./t")},
            "hands it over",
        ),
    ],
)
def test_what_cannot_be_withheld_is_told(changes: Mapping[str, str], words: str, handed: Handed) -> None:
    with pytest.raises(NotBuilt, match=words):
        handed(changes)


# Opened


def test_an_opened_file_that_matches_counts(handed: Handed, registry: Registry, report: Path) -> None:
    verified = checked(handed(), registry=registry, openings=(Opening("E1", report, SALT),))
    assert (verified.verdict, state(verified)) == (Verdict.PASSED, State.ACCEPTED)
    assert verified.disclosed.opened == ("filter::E1",)
    assert any(each.what == "verdict" for each in verified.differences)


@pytest.mark.parametrize(
    ("record", "data", "salt", "words"),
    [
        ("E1", REPORT + b" ", SALT, "another file, or the salt is another"),
        ("E1", REPORT, "5b" * 32, "another file, or the salt is another"),
        ("E1", REPORT, SALT.upper(), "a salt has 64 hexadecimal digits"),
        ("E1", REPORT, "5a", "a salt has 64"),
        ("E2", REPORT, SALT, "no record `E2` is withheld"),
        ("other::E1", REPORT, SALT, "no record `other::E1`"),
    ],
)
def test_an_opened_file_that_does_not_match_is_refused(
    record: str, data: bytes, salt: str, words: str, handed: Handed, report: Path
) -> None:
    report.write_bytes(data)
    with pytest.raises(NotDisclosed, match=words):
        checked(handed(), openings=(Opening(record, report, salt),))


def test_a_file_that_is_not_there_cannot_be_opened(handed: Handed, tmp_path: Path) -> None:
    with pytest.raises(NotDisclosed, match="cannot be read"):
        checked(handed(), openings=(Opening("E1", tmp_path / "nowhere", SALT),))


def test_an_opened_log_is_counted(handed: Handed, registry: Registry, tmp_path: Path) -> None:
    log = '<testsuite name="filter" tests="{n}" failures="0" errors="0" skipped="0">{cases}</testsuite>'
    text = log.format(n=400, cases="".join(f'<testcase name="{number}"/>' for number in range(400)))
    files = {"evidence/tests.xml": text}
    changes = {
        UNSEALED: '    file "evidence/tests.xml"\n',
        "measures numbers::missed: 0 of 400": 'measures numbers::missed: from "tests" counting incorrect as event',
    }
    bundle = handed(changes, files)
    assert checked(bundle, registry=registry).flaws == ()
    (tmp_path / "log.xml").write_text(text, encoding="utf-8")
    verified = checked(bundle, registry=registry, openings=(Opening("E1", tmp_path / "log.xml", SALT),))
    assert any(outcome.proved for outcome in verified.judgement.argument.risk.outcomes.values())


# Seen


def seen_by(key: object, folder: Path, commitment: str = COMMITMENT, namespace: str = layout.SEEN_NAMESPACE) -> Seen:
    signature = folder / "seen.sig"
    signature.write_bytes(ssh_signature(key, seen_message(commitment), namespace))  # type: ignore[arg-type]
    return Seen("E1", signature)


def test_an_institute_that_has_seen_it_speaks_for_it(handed: Handed, registry: Registry, tmp_path: Path) -> None:
    attested = seen_by(INSTITUTE, tmp_path)
    verified = checked(handed(IN_WORDS), registry=registry, attestations=(attested,))
    assert (verified.verdict, state(verified)) == (Verdict.PASSED, State.ACCEPTED)
    assert verified.disclosed.seen == {"filter::E1": "institute"}


def test_seen_is_not_in_date(handed: Handed, registry: Registry, tmp_path: Path) -> None:
    bundle = handed(IN_WORDS | {"    dated 2026-05-01\n": "    dated 2026-05-01\n    expires 2026-05-31\n"})
    verified = checked(bundle, registry=registry, attestations=(seen_by(INSTITUTE, tmp_path),))
    assert state(verified) is State.EXPIRED


def test_a_record_that_was_seen_has_to_be_as_complete_as_any(
    handed: Handed, registry: Registry, tmp_path: Path
) -> None:
    bundle = handed(IN_WORDS | {"type test_results": "type chip_transfer"})
    verified = checked(bundle, registry=registry, attestations=(seen_by(INSTITUTE, tmp_path),))
    assert "GSN351" in {finding.code for finding in verified.judgement.findings}


@pytest.mark.parametrize(
    ("key", "commitment", "namespace", "words"),
    [
        (STRANGER, COMMITMENT, layout.SEEN_NAMESPACE, "is no public body"),
        (LAB, COMMITMENT, layout.SEEN_NAMESPACE, "a key of nobody whom your registry knows"),
        (INSTITUTE, "0" * 64, layout.SEEN_NAMESPACE, "does not hold"),
        (INSTITUTE, COMMITMENT, layout.NAMESPACE, "was made for `gsn-submission`"),
    ],
    ids=["no office", "not in the registry", "another commitment", "another purpose"],
)
def test_a_word_that_does_not_count_is_refused(  # noqa: PLR0913, PLR0917 - a parameter a column, and fixtures
    key: object, commitment: str, namespace: str, words: str, handed: Handed, registry: Registry, tmp_path: Path
) -> None:
    attested = seen_by(key, tmp_path, commitment, namespace)
    with pytest.raises(NotDisclosed, match=words):
        checked(handed(), registry=registry, attestations=(attested,))


def test_who_develops_the_system_speaks_for_none_of_its_files(
    handed: Handed, registry: Registry, tmp_path: Path
) -> None:
    developed = 'system x1 "A filter"\n    developer institute\nactor institute "AI Safety Institute"\n\n'
    bundle = handed({"actor laboratory": f"{developed}actor laboratory"})
    with pytest.raises(NotDisclosed, match="develops a system of the case"):
        checked(bundle, registry=registry, attestations=(seen_by(INSTITUTE, tmp_path),))


def test_without_a_registry_nobodys_word_counts(handed: Handed, tmp_path: Path) -> None:
    with pytest.raises(NotDisclosed, match="name it with --actors"):
        checked(handed(), attestations=(seen_by(INSTITUTE, tmp_path),))


# What the developer states of it


def test_a_record_that_is_not_stated_to_be_withheld_is_a_false_statement(handed: Handed, registry: Registry) -> None:
    verified = checked(resealed(redeclared(parts_of(handed(IN_WORDS)), withheld=())), registry=registry)
    assert verified.verdict is Verdict.REJECTED
    assert "`E1` is withheld by what its texts say" in verified.flaws[0]


def test_a_withheld_file_that_is_in_the_bundle_is_refused(handed: Handed) -> None:
    parts = parts_of(handed()) | {"data/case/evidence/tests.txt": REPORT}
    with pytest.raises(Refused, match="nothing in the case refers to it"):
        checked(resealed(redeclared(parts)))


# Salts


def test_salts_are_kept_for_the_developer_alone_and_used_again(tmp_path: Path) -> None:
    path = tmp_path / "filter.gsnz.salts.json"
    salts = with_new_salts({"a::E1": SALT}, ["a::E1", "a::E2"])
    write_salts(path, salts)
    assert path.stat().st_mode & 0o777 == 0o600
    assert salts["a::E1"] == SALT
    assert len(bytes.fromhex(salts["a::E2"])) == 32
    assert read_salts(path) == salts == with_new_salts(read_salts(path), ["a::E1", "a::E2"])
    assert with_new_salts({}, ["a::E1"]) != with_new_salts({}, ["a::E1"])


@pytest.mark.parametrize("text", ["", "[]", "{", json.dumps({"format": "gsn salts 1", "salts": {"a": "5a"}}), "\xff"])
def test_what_is_no_file_of_salts_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "salts").write_text(text, encoding="latin-1")
    with pytest.raises(BadSalts, match="is no file of salts"):
        read_salts(tmp_path / "salts")


def test_no_file_of_salts_has_none(tmp_path: Path) -> None:
    assert read_salts(tmp_path / "nowhere") == {}


def test_a_digest_that_the_text_states_hides_nothing(tmp_path: Path) -> None:
    text = CASE.replace(SEALED, SEALED + WITHHELD)
    assert prepare(write_case(tmp_path / "filter", FILES | {"case.gsn": text}), DAY).guessable == ["filter::E1"]
