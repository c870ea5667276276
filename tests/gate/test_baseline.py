"""A baseline sets aside what was known, and nothing else; one that cannot be read is never an empty one."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

import gsn
from gsn.gate.baseline import (
    BadBaseline,
    Baseline,
    Entry,
    apart,
    baseline_of,
    read_baseline,
    shrunk,
    write_baseline,
)
from gsn.gate.deciding import asked_about, decide
from gsn.gate.policy import GatePolicy
from gsn.language.formatting import format_text
from tests.gate.conftest import DAY, EXPIRED, UNSUPPORTED, JudgeCase, WriteCase

STRICT = GatePolicy()


def entry(code: str = "GSN201", element: str | None = "filter::G2", says: str = "0" * 16, count: int = 1) -> Entry:
    return Entry(code=code, element=element, says=says, count=count)


def taken(judge_case: JudgeCase, changes: dict[str, str]) -> Baseline:
    judgement = judge_case(changes)
    return baseline_of(asked_about(judgement, STRICT), judgement.case)


def test_what_is_written_is_what_is_read(tmp_path: Path, judge_case: JudgeCase) -> None:
    baseline = taken(judge_case, UNSUPPORTED | {"                cites E2\n": ""})
    file = tmp_path / "known.json"
    write_baseline(file, baseline)
    assert read_baseline(file, "filter") == baseline
    assert len(baseline.entries) == 3
    assert list(tmp_path.glob(".*")) == []


def test_it_is_sorted_and_the_same_each_time(tmp_path: Path, judge_case: JudgeCase) -> None:
    judgement = judge_case(UNSUPPORTED | {"                cites E2\n": ""})
    findings = asked_about(judgement, STRICT)
    texts = set()
    for order in (findings, findings[::-1]):
        write_baseline(tmp_path / "known.json", baseline_of(order, judgement.case))
        texts.add((tmp_path / "known.json").read_text(encoding="ascii"))
    assert len(texts) == 1


def test_the_gate_holds_with_what_is_set_aside(judge_case: JudgeCase) -> None:
    baseline = taken(judge_case, UNSUPPORTED)
    judgement = judge_case(UNSUPPORTED)
    assert not decide(judgement, STRICT).holds
    decision = decide(judgement, STRICT, baseline)
    assert decision.holds
    assert [finding.code for finding in decision.set_aside] == ["GSN201"]
    assert decision.stale == ()
    assert judgement.verdict == "rejected"


NEW = {
    "another element": {"                cites E2\n": ""},
    "another rule": {"            solution E1\n": '            undeveloped "Soon" due 2026-05-01\n'},
    "another text": UNSUPPORTED | {"catches the first half": "catches everything"},
    "another clause": UNSUPPORTED | {'first half"\n': 'first half"\n            defeated "They got in"\n'},
    "another name": UNSUPPORTED | {"goal G2": "goal G4"},
}


@pytest.mark.parametrize("name", NEW)
def test_whatever_is_new_fails(name: str, judge_case: JudgeCase) -> None:
    baseline = taken(judge_case, UNSUPPORTED)
    assert not decide(judge_case(NEW[name]), STRICT, baseline).holds


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"goal G1": "\n\n# a comment\ngoal G1"}, id="lines above"),
        pytest.param({'first half"\n': 'first half"\n            note "To be tested"\n'}, id="a remark"),
        pytest.param({'first half"\n': 'first half"\n            owner "Tests team"\n'}, id="an owner"),
        pytest.param(
            {'"The filter catches the first half"': '"The filter catches"\n            "the first half"'}, id="layout"
        ),
    ],
)
def test_what_says_the_same_stays_set_aside(changes: dict[str, str], judge_case: JudgeCase) -> None:
    baseline = taken(judge_case, UNSUPPORTED)
    assert decide(judge_case(UNSUPPORTED | changes), STRICT, baseline).holds


def test_formatting_changes_nothing(write_case: WriteCase) -> None:
    folder = write_case(UNSUPPORTED | {"    by laboratory\n": "    by   laboratory\n"})
    judgement = gsn.check(gsn.load(folder), DAY)
    baseline = baseline_of(asked_about(judgement, STRICT), judgement.case)
    text = (folder / "case.gsn").read_text(encoding="utf-8")
    (folder / "case.gsn").write_text(format_text(text, "case.gsn").text, encoding="utf-8")
    again = gsn.check(gsn.load(folder), DAY)
    assert decide(again, STRICT, baseline).holds


def test_it_holds_wherever_the_case_lies(
    write_case: WriteCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message with a path in it is the same message from elsewhere."""
    policy = GatePolicy.model_validate({"fail-on": ["error", "warning"], "limit-bearing-evidenced": False})
    folder = write_case()
    (folder / "old.gsn").write_text('goal G1 "Old"\n', encoding="utf-8")
    judgement = gsn.check(gsn.load(folder), DAY)
    found = [finding for finding in asked_about(judgement, policy) if finding.code == "GSN706"]
    baseline = baseline_of(found, judgement.case)
    monkeypatch.chdir(tmp_path)
    for path in ("filter", folder):
        here = gsn.check(gsn.load(path), DAY)
        assert [finding.code for finding in apart(here.findings, baseline, here.case).set_aside] == ["GSN706"]


def test_as_many_as_there_were(judge_case: JudgeCase) -> None:
    judgement = judge_case(UNSUPPORTED)
    finding = next(finding for finding in judgement.findings if finding.code == "GSN201")
    baseline = baseline_of([finding, finding], judgement.case)
    assert [held.count for held in baseline.entries] == [2]
    assert len(apart([finding, finding, finding], baseline, judgement.case).left) == 1
    assert [held.count for held in apart([finding], baseline, judgement.case).stale] == [1]


def test_what_was_mended_is_told_and_taken_out(judge_case: JudgeCase) -> None:
    baseline = taken(judge_case, UNSUPPORTED | {"                cites E2\n": ""})
    decision = decide(judge_case(UNSUPPORTED), STRICT, baseline)
    assert {held.element for held in decision.stale} == {"filter::G3", "filter::Sn1"}
    smaller = shrunk(baseline, decision.stale)
    assert {held.element for held in smaller.entries} == {"filter::G2"}
    assert decide(judge_case(UNSUPPORTED), STRICT, smaller).holds


def test_shrinking_never_adds(judge_case: JudgeCase) -> None:
    baseline = taken(judge_case, UNSUPPORTED)
    decision = decide(judge_case({"                cites E2\n": ""}), STRICT, baseline)
    assert shrunk(baseline, decision.stale).entries == ()


NEVER = {
    "what cannot be read": {"goal G3": "gaol G3"},
    "what is no argument": {"            solution E1\n": "            goal G1\n"},
    "a case that shows nothing": {"    shows G1\n": ""},
}


@pytest.mark.parametrize("name", NEVER)
def test_what_nobody_can_waive_no_machine_sets_aside(name: str, judge_case: JudgeCase) -> None:
    judgement = judge_case(NEVER[name])
    baseline = baseline_of(asked_about(judgement, STRICT), judgement.case)
    assert not decide(judgement, STRICT, baseline).holds


def test_an_entry_made_by_hand_sets_nothing_aside_that_cannot_be(judge_case: JudgeCase) -> None:
    judgement = judge_case({"            solution E1\n": "            goal G1\n"})
    circle = next(finding for finding in judgement.findings if finding.code == "GSN105")
    honest = baseline_of([next(f for f in judge_case(UNSUPPORTED).findings if f.code == "GSN201")], judgement.case)
    forged = Baseline("filter", (honest.entries[0].model_copy(update={"code": "GSN105", "element": circle.element}),))
    assert apart([circle], forged, judgement.case).left == (circle,)


def test_evidence_in_a_baseline_carries_no_new_goal(judge_case: JudgeCase) -> None:
    """What comes to rest on a record that is known to be bad is a claim without good evidence."""
    baseline = taken(judge_case, EXPIRED)
    assert decide(judge_case(EXPIRED), STRICT, baseline).holds
    more = EXPIRED | {"                cites E2\n": "                cites E2, E1\n"}
    assert [finding.element for finding in decide(judge_case(more), STRICT, baseline).objections] == ["filter::G3"]


UNREADABLE: dict[str, Any] = {
    "nothing": b"",
    "no JSON": b"{",
    "no object": b"[]",
    "no version": b'{"written_by": "x", "case": "filter", "entries": []}',
    "another version": b'{"format_version": 2, "written_by": "x", "case": "filter", "entries": []}',
    "no entries": b'{"format_version": 1, "written_by": "x", "case": "filter"}',
    "an unknown key": b'{"format_version": 1, "written_by": "x", "case": "filter", "entries": [], "all": true}',
    "bytes": b"\xff\xfe\x00",
    "deep nesting": b"[" * 100_000,
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_one_that_cannot_be_read_is_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "known.json").write_bytes(UNREADABLE[name])
    with pytest.raises(BadBaseline, match="nothing is set aside by a file that cannot be read"):
        read_baseline(tmp_path / "known.json", "filter")


@pytest.mark.parametrize(
    "wrong",
    [{"count": 0}, {"count": -1}, {"count": "1"}, {"count": True}, {"says": "x"}, {"says": "0" * 17}, {"code": ""}],
)
def test_an_entry_that_no_machine_wrote_is_an_error(wrong: dict[str, Any], tmp_path: Path) -> None:
    held = {"format_version": 1, "written_by": "x", "case": "filter", "entries": [entry().model_dump() | wrong]}
    (tmp_path / "known.json").write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(BadBaseline):
        read_baseline(tmp_path / "known.json", "filter")


def test_an_entry_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    write_baseline(tmp_path / "known.json", Baseline("filter", (entry(), entry())))
    with pytest.raises(BadBaseline, match="an entry twice"):
        read_baseline(tmp_path / "known.json", "filter")


def test_one_of_another_case_is_an_error(tmp_path: Path) -> None:
    write_baseline(tmp_path / "known.json", Baseline("other", ()))
    with pytest.raises(BadBaseline, match="is of the case `other`, and this is `filter`"):
        read_baseline(tmp_path / "known.json", "filter")


def test_one_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadBaseline, match="there is no baseline"):
        read_baseline(tmp_path / "known.json", "filter")
    (tmp_path / "known.json").mkdir()
    with pytest.raises(BadBaseline, match="there is no baseline"):
        read_baseline(tmp_path / "known.json", "filter")


def test_one_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    write_baseline(tmp_path / "known.json", Baseline("filter", ()))
    (tmp_path / "known.json").chmod(0)
    if os.geteuid() == 0:
        assert read_baseline(tmp_path / "known.json", "filter").entries == ()
        return
    with pytest.raises(BadBaseline, match="cannot be read"):
        read_baseline(tmp_path / "known.json", "filter")


def test_a_link_is_neither_followed_out_nor_written_over(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write_baseline(tmp_path / "elsewhere.json", Baseline("filter", ()))
    (tmp_path / "in" / "known.json").symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(BadBaseline):
        read_baseline(tmp_path / "in" / "known.json", "filter")
    before = (tmp_path / "elsewhere.json").read_bytes()
    with pytest.raises(BadBaseline, match="is not written over"):
        write_baseline(tmp_path / "in" / "known.json", Baseline("filter", (entry(),)))
    assert (tmp_path / "elsewhere.json").read_bytes() == before


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadBaseline, match="cannot be written"):
        write_baseline(tmp_path / "nowhere" / "known.json", Baseline("filter", ()))
