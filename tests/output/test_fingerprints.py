"""A finding is known again as long as what it is about stays, and two findings are never taken for one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.checking import Judgement, only
from gsn.output.fingerprints import Fingerprints, line_hashes, line_hashes_in
from gsn.output.repository import RepositoryPaths
from tests.output.conftest import FLAWED, GOOD, WAIVED, Judge


def hashes(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    found = line_hashes(text, range(1, lines + 1))
    return [found[number] for number in range(1, lines + 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_a_lines_hash_is_githubs(text: str, expected: list[str]) -> None:
    """The values that codeql-action's own tests expect."""
    assert hashes(text) == expected


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_lines_hash_does_not_tell_ends_of_lines_apart(end: str) -> None:
    assert hashes(end.join([" hello; \t", "world!!!", "", "", "  \t\tGreetings", " End", ""])) == [
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
    ]


def rolled(text: str) -> list[str]:
    """The hashes by the description of GitHub's algorithm: a window of a hundred units that moves over the text."""
    units = list(memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"))
    stream: list[tuple[int, bool]] = []
    at_start, after_return = True, False
    for unit in [*units, 65535]:
        if unit in {32, 9} or (after_return and unit == 10):
            after_return = False
            continue
        after_return = unit == 13
        kept = 10 if unit == 13 else unit
        stream.append((kept, at_start))
        at_start = kept == 10
    padded = [unit for unit, _ in stream] + [0] * 100
    times: dict[int, int] = {}
    found = []
    for index, (_, starts) in enumerate(stream):
        if starts:
            value = sum(unit * pow(37, 99 - place, 2**64) for place, unit in enumerate(padded[index : index + 100]))
            times[value % 2**64] = times.get(value % 2**64, 0) + 1
            found.append(f"{value % 2**64:x}:{times[value % 2**64]}")
    return found


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(["a", "bc" * 60, " ", "\t", "\n", "\r", "\r\n", "é", "\U0001d4aa", "\ufeff"]), max_size=40)
)
def test_a_lines_hash_follows_the_description(parts: list[str]) -> None:
    text = "".join(parts)
    found = line_hashes(text, range(1, 100))
    assert list(found.values()) == rolled(text)
    assert list(found) == list(range(1, len(found) + 1))


def test_a_file_that_cannot_be_read_has_no_hashes(tmp_path: Path) -> None:
    (tmp_path / "text.gsn").write_bytes(b"a\nb\xff\n")
    assert line_hashes_in(tmp_path / "text.gsn", {2}) == line_hashes("a\nb\ufffd\n", {2})
    for name in ("missing", "", "\0", "a" * 300):
        assert line_hashes_in(tmp_path / name, {1}) == {}


def digests(judgement: Judgement) -> dict[str, str]:
    fingerprints = Fingerprints(judgement, RepositoryPaths(Path.cwd()))
    found = (*judgement.findings, *(item.finding for item in judgement.waived))
    return {f"{finding.code} {finding.element}": fingerprints.of(finding) for finding in found}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("goal G1", "# a remark\n\ngoal G1", id="lines above"),
        pytest.param("second half", "last half", id="other words"),
        pytest.param("        goal G3", "        goal   G3", id="other columns"),
    ],
)
def test_a_finding_is_known_again_after_an_edit_beside_it(judge: Judge, old: str, new: str) -> None:
    before = digests(judge(FLAWED))
    assert digests(judge(FLAWED.replace(old, new))) == before


def test_a_finding_is_known_whether_or_not_others_are_shown(judge: Judge) -> None:
    judgement = judge(FLAWED)
    shown = only(judgement, lambda finding: finding.code == "GSN201")
    assert digests(shown).items() <= digests(judgement).items()
    assert len(digests(shown)) == 2


def test_findings_that_are_alike_stay_apart_when_one_of_them_is_hidden(judge: Judge) -> None:
    judgement = judge(GOOD, "golden_hostile")
    paths = RepositoryPaths(Path.cwd())
    first, second, *_ = judgement.findings
    shown = only(judgement, lambda finding: finding is not first)
    assert Fingerprints(judgement, paths).of(first) != Fingerprints(judgement, paths).of(second)
    assert Fingerprints(shown, paths).of(second) == Fingerprints(judgement, paths).of(second)


def test_a_finding_is_known_whether_or_not_it_is_waived(judge: Judge) -> None:
    unwaived = WAIVED[: WAIVED.index("waive ")]
    assert digests(judge(unwaived)) == digests(judge(WAIVED))


def test_no_two_findings_of_any_case_have_one_digest(judged_cases: dict[str, Judgement]) -> None:
    for judgement in judged_cases.values():
        fingerprints = Fingerprints(judgement, RepositoryPaths(Path.cwd()))
        every = [fingerprints.of(finding) for finding in judgement.findings]
        assert len(set(every)) == len(every)
