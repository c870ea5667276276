"""One content for several records: copies, and records that contradict each other."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from gsn.evidence.register import Register

Judge = Callable[..., Register]

A, B = "All 400 patterns were caught.\n", "None was.\n"
HEAD = """goal G1 "The filter holds"
    solution E1
    solution E2
actor lab "Lab"
actor aisi "Institute"
system x1 "X-1"
    configuration api "Served"
probability bypass "It lets an attempt through"
probability other "Another event"
"""
FILES = f"# file: a.txt\n{A}# file: b.txt\n{B}# file: copy.txt\n{A}"
DIGESTS = {name: sha256(text.encode()).hexdigest() for name, text in {"a.txt": A, "b.txt": B, "copy.txt": A}.items()}


def record(name: str, file: str, *clauses: str, sealed: bool = True) -> str:
    digest = f' sha256 "{DIGESTS[file]}"' if sealed else ""
    lines = [f'file "{file}"{digest}', *clauses]
    return "".join([f'evidence {name} "Record"\n', *(f"    {line}\n" for line in lines)])


def codes(register: Register) -> list[str]:
    return [code for code in ("GSN311", "GSN312") if code in register.flaws]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("a.txt",), ("b.txt",), []),
        (("a.txt",), ("a.txt",), []),
        (("a.txt",), ("copy.txt",), ["GSN311"]),
        (("a.txt", "by lab"), ("a.txt", "by lab"), []),
        (("a.txt", "by lab"), ("a.txt",), []),
        (("a.txt", "by lab"), ("a.txt", "by aisi"), ["GSN312"]),
        (("a.txt", "by lab"), ("copy.txt", "by aisi"), ["GSN311", "GSN312"]),
        (("a.txt", "by lab with black_box access"), ("a.txt", "by lab"), []),
        (("a.txt", "on x1.api"), ("a.txt", "on x1"), ["GSN312"]),
        (("a.txt", "type report"), ("a.txt", "type evaluation"), ["GSN312"]),
        (("a.txt", "dated 2026-05-01"), ("a.txt", "dated 2026-05-02"), ["GSN312"]),
        (("a.txt", "expires 2026-12-01"), ("a.txt", "expires 2026-12-02"), []),
        (("a.txt", "measures bypass: 0 of 60"), ("a.txt", "measures other: 0 of 60"), []),
        (("a.txt", "measures bypass: 0 of 60"), ("a.txt", "measures bypass: 0 of 60"), ["GSN312"]),
        (("a.txt", "measures bypass: 0 of 60"), ("copy.txt", "measures bypass: 0 of 60"), ["GSN311", "GSN312"]),
        (("a.txt", "measures bypass: 0 of 60"), ("b.txt", "measures bypass: 0 of 60"), []),
    ],
)
def test_two_records(first: tuple[str, ...], second: tuple[str, ...], found: list[str], judged: Judge) -> None:
    register = judged(HEAD + record("E1", *first) + record("E2", *second) + FILES)
    assert codes(register) == found
    asked = register.assessments["case::E2"].open_questions
    assert any("same file" in question or "shares its file" in question for question in asked) is bool(found)


def test_a_third_record_is_held_against_all_before(judged: Judge) -> None:
    records = [
        record("E1", "a.txt"),
        record("E2", "a.txt", "measures bypass: 0 of 60"),
        record("E3", "a.txt", "measures bypass: 0 of 60"),
    ]
    flaws = judged(HEAD + "".join(records) + FILES).flaws["GSN312"]
    assert [flaw.where.element for flaw in flaws] == ["case::E3"]


def test_a_file_that_is_not_read_is_no_copy(judged: Judge) -> None:
    """Without a digest nothing is read; the record is open for that."""
    assert codes(judged(HEAD + record("E1", "a.txt") + record("E2", "copy.txt", sealed=False) + FILES)) == []
