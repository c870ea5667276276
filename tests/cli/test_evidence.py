"""`gsn evidence`, run as people run it."""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import gsn

DAY = "2026-06-01"
REPORT = "All 400 patterns were caught.\n"
DIGEST = hashlib.sha256(REPORT.encode()).hexdigest()
CASES = Path(__file__).parents[2] / "cases"
CYBER = CASES / "cyber-inability"

Run = Callable[..., subprocess.CompletedProcess[str]]
WriteCase = Callable[..., Path]

SEALED = f' sha256 "{DIGEST}"'


# The register


def test_the_register_of_a_case_that_passes(run: Run, write_case: WriteCase) -> None:
    done = run("evidence", "status", write_case(), "--as-of", DAY)
    assert (done.returncode, done.stderr) == (0, "")
    heading, row, _, counted, standing = done.stdout.splitlines()
    assert heading.split("  ")[0] == "record"
    assert re.split(r"  +", row) == [
        "E1",
        "test_results",
        "-",
        "laboratory",
        "-",
        "2026-05-01",
        "2026-11-01",
        DIGEST[:12],
        "-",
        "G2, G3",
        "accepted",
    ]
    assert counted == "1 record: 1 accepted, judged on 2026-06-01"
    assert (
        standing == "actors' standing is what the case itself says of it; --actors names a registry that counts instead"
    )


@pytest.mark.parametrize(
    ("changes", "day", "status", "told"),
    [
        ({}, DAY, 0, "1 accepted"),
        ({SEALED: ""}, DAY, 3, "has no digest"),
        ({"    dated 2026-05-01\n": ""}, DAY, 3, "has no date"),
        ({"tests.txt": "gone.txt"}, DAY, 1, "`gone.txt` is not there (GSN301)"),
        ({SEALED: f' sha256 "{"0" * 64}"'}, DAY, 1, "(GSN302)"),
        ({}, "2026-11-02", 1, "it was good through 2026-11-01; it is judged on 2026-11-02 (GSN303)"),
        ({}, "2026-04-30", 1, "(GSN304)"),
        ({"    by laboratory\n": ""}, DAY, 1, "nothing says who gives it (GSN306)"),
        ({"    by laboratory\n": '    withheld "Holds attack tooling"\n'}, DAY, 3, "withheld"),
        ({"type test_results": "type licence"}, DAY, 1, "a licence is given by"),
    ],
)
def test_what_is_wrong_with_a_record_stands_under_it(
    changes: dict[str, str], day: str, status: int, told: str, run: Run, write_case: WriteCase
) -> None:
    done = run("evidence", "status", write_case(changes), "--as-of", day)
    assert done.returncode == status
    assert told in done.stdout


def test_the_register_as_data(run: Run) -> None:
    done = run("evidence", "status", CYBER, "--as-of", "2026-11-23", "--format", "json")
    data: dict[str, Any] = json.loads(done.stdout)
    assert {key: data[key] for key in ("format_version", "case", "as_of", "standing_by")} == {
        "format_version": 1,
        "case": "cyber_inability",
        "as_of": "2026-11-23",
        "standing_by": "case",
    }
    records = {record["record"]: record for record in data["records"]}
    assert len(records) == 43
    log = records["tasks::foothold_agent_log"]
    assert {key: log[key] for key in ("type", "on", "by", "access", "dated", "good_through", "state", "code")} == {
        "type": "evaluation",
        "on": "cyber_inability::x1.helpful_only",
        "by": "cyber_inability::aisi",
        "access": "white_box",
        "dated": "2026-07-13",
        "good_through": "2027-06-30",
        "state": "accepted",
        "code": None,
    }
    assert log["planned_in"] == "tasks::protocol_range"
    assert log["announced"] is True
    assert log["used_in"] == ["tasks::C3.1.1.agent"]


@pytest.mark.parametrize("name", ["cyber-inability", "misuse-safeguards", "nuclear-cdf"])
def test_every_record_of_the_whole_cases_is_accepted(name: str, run: Run) -> None:
    done = run("evidence", "status", CASES / name, "--as-of", "2026-11-23", "--format", "json")
    states = {record["record"]: record["state"] for record in json.loads(done.stdout)["records"]}
    assert {name: state for name, state in states.items() if state != "accepted"} == {}


def test_a_registry_counts_in_the_place_of_the_case(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    case = write_case({"type test_results": 'type licence\n    identifier "L-1"'})
    registry = tmp_path / "registry.gsn"
    registry.write_text('actor laboratory "Licensing office"\n    role public_body\n', encoding="utf-8")
    done = run("evidence", "status", case, "--as-of", DAY, "--actors", registry)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "actors' standing is what the registry says of it"


def test_what_only_the_case_says_of_its_actors_is_found(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    office = 'actor laboratory "Example Laboratory"\n'
    case = write_case({office: f"{office}    role public_body\n", "type test_results": "type licence"})
    registry = tmp_path / "registry.gsn"
    registry.write_text(office, encoding="utf-8")
    assert "GSN322" not in run("check", case, "--as-of", DAY).stdout
    done = run("check", case, "--as-of", DAY, "--actors", registry)
    assert done.returncode == 1
    assert "error[GSN322] evidence `E1` is unentitled: `laboratory` has no role" in done.stdout
    assert "warning[GSN329] the case says that `laboratory` has the role `public_body`" in done.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('goal G1 "It holds"\n', "is no registry of actors: a registry holds actors; `G1` is goal"),
        ("", "is no registry of actors: it holds no actor"),
        (None, "is no registry of actors: line 1 cannot be read"),
        ("\x1b[31mactor\n", "is no registry of actors: line 1 cannot be read"),
    ],
)
def test_what_is_no_registry_is_refused(
    text: str | None, told: str, run: Run, write_case: WriteCase, tmp_path: Path
) -> None:
    registry = tmp_path / "registry.gsn"
    if text is not None:
        registry.write_text(text, encoding="utf-8")
    done = run("evidence", "status", write_case(), "--actors", registry)
    assert done.returncode == 2
    assert told in done.stderr
    assert "\x1b" not in done.stderr


# Files against digests


def test_files_that_are_the_ones_that_were_meant(run: Run, write_case: WriteCase) -> None:
    done = run("evidence", "verify", write_case())
    assert (done.returncode, done.stdout) == (0, "1 of 1 records have the file that was meant\n")
    assert run("evidence", "verify", CYBER).stdout == "43 of 43 records have the file that was meant\n"


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({SEALED: ""}, 3, "unsealed  filter::E1: its file has no digest in the text"),
        ({"tests.txt": "gone.txt"}, 1, "wrong     filter::E1: `gone.txt` is not there"),
        ({"tests.txt": "../tests.txt"}, 1, "wrong     filter::E1: `../tests.txt` goes up"),
        ({SEALED: f' sha256 "{"0" * 64}"'}, 1, f"wrong     filter::E1: `tests.txt` has the digest {DIGEST}"),
        ({SEALED: ' sha256 "77ac…"'}, 1, "wrong     filter::E1: what is written for its digest is none"),
        ({f'    file "tests.txt"{SEALED}\n': ""}, 1, "wrong     filter::E1: it names no file"),
        ({f'    file "tests.txt"{SEALED}\n': "    file tests.txt\n"}, 1, "lines that cannot be read"),
        ({f'    file "tests.txt"{SEALED}\n': '    withheld "No"\n'}, 0, "0 of 0 records"),
    ],
)
def test_files_that_are_not(changes: dict[str, str], status: int, told: str, run: Run, write_case: WriteCase) -> None:
    done = run("evidence", "verify", write_case(changes))
    assert done.returncode == status
    assert told in done.stdout


def test_a_changed_byte_is_found(run: Run, write_case: WriteCase) -> None:
    case = write_case()
    (case / "tests.txt").write_text(REPORT.replace("All", "Most"), encoding="utf-8")
    done = run("evidence", "verify", case)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "0 of 1 records have the file that was meant"


# Sealing


UNSEALED = f'    file "tests.txt"{SEALED}\n'


def sealed_text(case: Path) -> bytes:
    return (case / "case.gsn").read_bytes()


def test_a_digest_is_written_and_nothing_else_changes(run: Run, write_case: WriteCase) -> None:
    whole = sealed_text(write_case())
    case = write_case({SEALED: ""})
    done = run("evidence", "seal", case)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("case.gsn: sealed E1\n")
    assert sealed_text(case) == whole
    assert run("check", case, "--as-of", DAY).returncode == 0
    assert run("evidence", "seal", case).stdout == "every record that names a file has its digest\n"


@pytest.mark.parametrize(("ending", "mark"), [("\r\n", b""), ("\n", b"\xef\xbb\xbf")])
def test_line_endings_and_a_byte_order_mark_stay(ending: str, mark: bytes, run: Run, write_case: WriteCase) -> None:
    whole = mark + sealed_text(write_case()).replace(b"\n", ending.encode())
    case = write_case({SEALED: ""})
    (case / "case.gsn").write_bytes(mark + sealed_text(case).replace(b"\n", ending.encode()))
    assert run("evidence", "seal", case).returncode == 0
    assert sealed_text(case) == whole


def test_a_digest_that_differs_is_left_alone_until_its_record_is_named(run: Run, write_case: WriteCase) -> None:
    case = write_case({SEALED: f' sha256 "{"0" * 64}"'})
    before = sealed_text(case)
    assert run("evidence", "seal", case).stdout == "every record that names a file has its digest\n"
    assert sealed_text(case) == before
    assert run("evidence", "seal", case, "--renew", "E1").returncode == 0
    assert sealed_text(case) == before.replace(b"0" * 64, DIGEST.encode())


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        (f'    file "tests.txt" sha256\n        "{"0" * 64}"', 0),
        (f'    file "tests.txt"\n        sha256 "{"0" * 64}"', 2),
        (f'    file "tests.txt" sha256 "{"0" * 32}"\n        "{"0" * 32}"', 1),
    ],
)
def test_a_digest_on_a_line_of_its_own(clause: str, status: int, run: Run, write_case: WriteCase) -> None:
    """The second is no clause at all, and its record names no file; the third is a text in parts."""
    case = write_case({UNSEALED: clause + "\n"})
    before = sealed_text(case)
    assert run("evidence", "seal", case, "--renew", "E1").returncode == status
    assert sealed_text(case) == (before.replace(b"0" * 64, DIGEST.encode()) if status == 0 else before)


def test_a_file_that_is_not_there_is_not_sealed(run: Run, write_case: WriteCase) -> None:
    case = write_case({SEALED: "", "tests.txt": "gone.txt"})
    before = sealed_text(case)
    done = run("evidence", "seal", case)
    assert done.returncode == 1
    assert done.stderr == "gsn: `E1` is not sealed: `gone.txt` is not there\n"
    assert sealed_text(case) == before


def test_several_texts_and_records(run: Run, write_case: WriteCase) -> None:
    case = write_case({SEALED: "", "    shows G1\n": '    shows G1\nimport "more.gsn"\n'})
    more = 'module more\nevidence E1 "A"\n    file "a.txt"\nevidence E2 "B"\n    file "tests.txt"\n'
    (case / "more.gsn").write_text(more, encoding="utf-8")
    (case / "a.txt").write_text("A\n", encoding="utf-8")
    assert run("evidence", "seal", case).returncode == 0
    records = {e.identity: e.says for e in gsn.load(case).elements.values() if e.kind == "evidence"}
    digests = {name: getattr(says, "file").sha256 for name, says in records.items()}  # noqa: B009 - one kind of several
    assert digests == {
        "filter::E1": DIGEST,
        "more::E1": hashlib.sha256(b"A\n").hexdigest(),
        "more::E2": DIGEST,
    }


def test_a_dry_run_writes_nothing(run: Run, write_case: WriteCase) -> None:
    case = write_case({SEALED: ""})
    before = sealed_text(case)
    done = run("evidence", "seal", case, "--dry-run")
    assert done.returncode == 0
    assert done.stdout.endswith("case.gsn: would seal E1\n")
    assert sealed_text(case) == before


def test_a_text_that_is_a_link_out_of_its_folder_is_not_written(run: Run, write_case: WriteCase) -> None:
    case = write_case({SEALED: ""})
    (case / "case.gsn").rename(case.parent / "elsewhere.gsn")
    (case / "case.gsn").symlink_to("../elsewhere.gsn")
    done = run("evidence", "seal", case / "case.gsn")
    assert done.returncode == 1
    assert "leads out of its folder" in done.stderr


def test_a_record_that_is_not_there_is_a_slip_of_the_hand(run: Run, write_case: WriteCase) -> None:
    done = run("evidence", "seal", write_case(), "--renew", "E9")
    assert done.returncode == 2
    assert "no record that names a file is called `E9`" in done.stderr


def test_what_seal_writes_stays_laid_out(run: Run, write_case: WriteCase) -> None:
    case = write_case({SEALED: ""})
    run("evidence", "seal", case)
    assert run("format", "--check", case).returncode == 0


# Samples


def drawn(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stderr
    return [sample["id"] for sample in json.loads(done.stdout)["drawn"]]


def test_samples_follow_from_the_seed(run: Run) -> None:
    def draw(*options: str) -> list[str]:
        return drawn(run("evidence", "samples", "tasks::foothold_agent_log", CYBER, "--format", "json", *options))

    five = draw("--seed", "abc")
    assert len(five) == len(set(five)) == 5
    assert draw("--seed", "abc") == five
    assert draw("--seed", "abc", "-n", "3") == five[:3]
    assert draw("--seed", "abd") != five
    assert len(draw("--seed", "abc", "-n", "1000")) == 120


def test_samples_say_where_they_stand(run: Run) -> None:
    done = run("evidence", "samples", "foothold_agent_log", CYBER, "-n", "2", "--seed", "abc")
    first, second, _, sample, place, *_ = done.stdout.splitlines()
    assert first == "2 of 120 samples of tasks::foothold_agent_log, drawn with the seed 'abc'"
    assert second == "Inspect log of example/x1-helpful-only, task ranges/foothold_agent"
    assert re.fullmatch(r"RA-T1-S\d+: (in)?correct \(scored [CI]\)", sample)
    assert re.fullmatch(r"    at      samples\[\d+\]", place)


def test_a_record_that_states_its_count_names_the_figure_with_an_option(run: Run) -> None:
    done = run("evidence", "samples", "foothold_novice_log", CYBER, "--seed", "abc")
    assert done.returncode == 2
    assert "name a figure of the log with --metric" in done.stderr
    options = ("--seed", "abc", "--metric", "accuracy", "--format", "json")
    assert len(drawn(run("evidence", "samples", "foothold_novice_log", CYBER, *options))) == 5


@pytest.mark.parametrize(
    ("record", "options", "status", "told"),
    [
        ("nobody", ("--seed", "a"), 2, "no one record of evidence is called `nobody`"),
        ("G1", ("--seed", "a"), 2, "no one record of evidence is called `G1`"),
        ("threat_register", ("--seed", "a", "--metric", "accuracy"), 1, "`threat-register.csv` is no evaluation log"),
        ("foothold_agent_log", (), 2, "Missing option '--seed'"),
        ("foothold_agent_log", ("--seed", "a", "-n", "0"), 2, "not in the range"),
    ],
)
def test_there_is_nothing_to_draw_from(record: str, options: tuple[str, ...], status: int, told: str, run: Run) -> None:
    done = run("evidence", "samples", record, CYBER, *options)
    assert done.returncode == status
    assert told in done.stderr


def test_samples_come_from_the_log_that_was_sealed(run: Run, write_case: WriteCase) -> None:
    log = (CYBER / "evidence" / "logs" / "foothold-agent.json").read_bytes()
    case = write_case({UNSEALED: f'    file "log.json" sha256 "{hashlib.sha256(log).hexdigest()}"\n'})
    (case / "log.json").write_bytes(log)
    options = ("--seed", "abc", "--metric", "accuracy")
    assert run("evidence", "samples", "E1", case, *options).returncode == 0
    (case / "log.json").write_bytes(log + b"\n")
    done = run("evidence", "samples", "E1", case, *options)
    assert done.returncode == 1
    assert "evidence `E1` is altered" in done.stderr


def test_a_part_of_the_command_is_found_by_its_name(run: Run) -> None:
    assert run("evidence", "--help").returncode == 0
    for part in ("status", "verify", "seal", "samples"):
        assert run("evidence", part, "--help").returncode == 0
    assert run("evidence", "lapse").returncode == 2


@pytest.mark.parametrize("part", [("status",), ("verify",), ("seal",)])
def test_there_is_no_case(part: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    done = run("evidence", *part, tmp_path)
    assert done.returncode == 2
    assert "holds no text that ends in" in done.stderr
