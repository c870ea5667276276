"""What is handed in: the texts of the case, what they refer to, and nothing else."""

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from gsn.submission import layout
from gsn.submission.building import prepare
from gsn.submission.declaration import read_declaration
from gsn.submission.flaws import NotBuilt
from tests.submission.forging import CASE, DAY, DIGEST, FILES, LAB, handed_in, parts_of, write_case


def case_files(folder: Path) -> set[str]:
    return {name.removeprefix(layout.CASE) for name in parts_of(handed_in(folder)) if name.startswith(layout.CASE)}


def test_only_what_is_referred_to_is_handed_in_and_the_rest_is_listed(tmp_path: Path) -> None:
    strays = {"notes.txt": "x", "templates/page.html": "{{ 1 }}", "evidence/old.txt": "x", ".env": "SECRET=1"}
    folder = write_case(tmp_path / "filter", {**FILES, **strays})
    assert case_files(folder) == set(FILES)
    assert sorted(prepare(folder, DAY).left_behind) == sorted(strays)


def test_a_stray_text_stays_behind_and_is_a_ground_of_the_developers(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "filter", {**FILES, "doubts.gsn": 'module doubts "Doubts"\n'})
    parts = parts_of(handed_in(folder))
    assert "data/case/doubts.gsn" not in parts
    messages = [ground.message for ground in read_declaration(parts[layout.DECLARATION]).verdict.grounds]
    assert messages == ["`doubts.gsn` lies in the case's folder and is not part of the case"]


@pytest.mark.parametrize(
    ("old", "new", "files", "wanted"),
    [
        ('"parts/numbers.gsn"', '"./parts/../parts/numbers.gsn"', {}, set(FILES)),
        ('"evidence/tests.txt"', '"./evidence//tests.txt"', {}, set(FILES)),
        ('    prose "prose/G1.md"\n', "", {}, set(FILES) - {"prose/G1.md"}),
        (
            "    by laboratory\n",
            '    by laboratory\n    attested "tests.sig"\n',
            {"tests.sig": "x"},
            {*FILES, "tests.sig"},
        ),
    ],
)
def test_files_are_named_without_detours(
    old: str, new: str, files: Mapping[str, str], wanted: set[str], tmp_path: Path
) -> None:
    assert old in CASE
    assert case_files(write_case(tmp_path / "filter", {**FILES, "case.gsn": CASE.replace(old, new), **files})) == wanted


def test_a_link_within_the_folder_is_handed_in_as_the_file_that_it_leads_to(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "filter")
    (folder / "evidence" / "tests.txt").rename(folder / "elsewhere.txt")
    (folder / "evidence" / "tests.txt").symlink_to("../elsewhere.txt")
    parts = parts_of(handed_in(folder))
    assert parts["data/case/evidence/tests.txt"] == (folder / "elsewhere.txt").read_bytes()
    assert "data/case/elsewhere.txt" not in parts


def test_a_file_that_is_missing_or_outside_is_told_and_not_handed_in(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "filter")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "prose" / "G1.md").unlink()
    (folder / "evidence" / "tests.txt").unlink()
    (folder / "evidence" / "tests.txt").symlink_to(tmp_path / "secret.txt")
    assert prepare(folder, DAY).gathered.missing == [
        "`prose/G1.md` is not there",
        "`evidence/tests.txt` leads out of the case's folder",
    ]
    assert b"secret" not in handed_in(folder).replace(b"secret.txt", b"")


def test_the_samples_beside_a_log_are_handed_in(tmp_path: Path) -> None:
    results = {
        "results": {"filter": {"alias": "filter", "acc,none": 1.0, "acc_stderr,none": 0.01}},
        "configs": {"filter": {"task": "filter"}},
        "versions": {"filter": 1.0},
        "n-shot": {"filter": 0},
        "n-samples": {"filter": {"original": 2, "effective": 2}},
        "config": {"model": "hf", "model_args": "pretrained=x", "model_sha": "a"},
        "git_hash": "1",
        "date": 1777593600.0,
    }
    rows = "".join(json.dumps({"doc_id": i, "filter": "none", "acc": 1.0, "doc": {}}) + "\n" for i in range(2))
    text = CASE.replace(f'"evidence/tests.txt" sha256 "{DIGEST}"', '"evidence/results.json"')
    text = text.replace("0 of 400", 'from "acc" counting incorrect as event')
    files = {"case.gsn": text, "evidence/results.json": json.dumps(results), "evidence/samples_filter.jsonl": rows}
    folder = write_case(tmp_path / "filter", {**FILES, **files})
    assert {"evidence/results.json", "evidence/samples_filter.jsonl"} < case_files(folder)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("a:b.txt", "c.txt"), "has a `:`"),
        (("a.txt", "A.txt"), "one name on some systems"),
        ((unicodedata.normalize("NFC", "é.txt"), unicodedata.normalize("NFD", "é.txt")), "one name on some systems"),
        (("aux.txt", "c.txt"), "device"),
    ],
)
def test_names_that_a_reviewers_system_may_not_hold_are_told(
    names: tuple[str, str], words: str, tmp_path: Path
) -> None:
    records = "".join(f'evidence X{n} "X"\n    file "evidence/{name}"\n' for n, name in enumerate(names))
    files = {f"evidence/{name}": name for name in names}
    with pytest.raises(NotBuilt, match=words):
        handed_in(write_case(tmp_path / "filter", {**FILES, **files, "case.gsn": f"{CASE}\n{records}"}))


@pytest.mark.parametrize("text", ['module parts "Parts"\n', ""])
def test_what_is_no_case_cannot_be_handed_in(text: str, tmp_path: Path) -> None:
    (tmp_path / "parts.gsn").write_text(text)
    with pytest.raises(NotBuilt, match="is no case that can be handed in"):
        prepare(tmp_path / "parts.gsn", DAY)


def test_a_case_that_names_its_predecessor_says_so(tmp_path: Path) -> None:
    text = CASE.replace("    valid until", f'    follows sha256 "{"ab" * 32}"\n    valid until')
    parts = parts_of(handed_in(write_case(tmp_path / "filter", {**FILES, "case.gsn": text}), (LAB,)))
    assert read_declaration(parts[layout.DECLARATION]).follows == "ab" * 32
