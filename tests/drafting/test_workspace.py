"""Texts in hand over the disk; checks that are superseded stop, and a part of one is no verdict."""

from collections.abc import Iterable
from pathlib import Path
from threading import Event, Thread

import pytest

from gsn.checking import judge
from gsn.drafting import watching
from gsn.drafting.analysis import Analysis
from gsn.drafting.change import Change
from gsn.drafting.fixing import fix_all, fixes
from gsn.drafting.laying_out import format_change
from gsn.drafting.workspace import NoCase, Superseded, Workspace
from gsn.evidence import files
from gsn.findings import Verdict
from gsn.language.remembering import cut_again
from gsn.language.source import Unreadable
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile
from tests.drafting.drafted import DAY, SMALL, Started, codes, made, refused

EDITED = SMALL.replace("Direct requests", "Plain requests")


def test_what_is_in_hand_is_read_and_the_disk_stays(started: Started) -> None:
    workspace = started()
    workspace.replace(workspace.main, EDITED)
    text = workspace.read().case.elements["filter::G2"].text
    assert text is not None
    assert text.plain == "Plain requests are refused"
    assert workspace.main.read_text(encoding="utf-8") == SMALL
    assert workspace.unsaved == [workspace.main]
    workspace.forget(workspace.main)
    assert workspace.text(workspace.main) == SMALL
    assert workspace.unsaved == []


def test_the_same_text_is_no_edit(started: Started) -> None:
    workspace = started()
    first = workspace.replace(workspace.main, EDITED)
    assert workspace.replace(workspace.main, EDITED) == first
    assert workspace.read() is workspace.read()


def test_a_new_file_in_hand_is_part_of_the_case_and_else_a_stray(started: Started) -> None:
    workspace = started()
    workspace.replace(workspace.folder / "m.gsn", 'module m\ngoal T1 "It is tested"\n    undeveloped\n')
    assert [Path(stray).name for stray in workspace.read().case.strays] == ["m.gsn"]
    workspace.replace(workspace.main, SMALL.replace("\ngoal G1", '\nimport "m.gsn"\ngoal G1', 1))
    assert workspace.read().case.strays == ()
    assert "m::T1" in workspace.read().case.elements


def test_the_disk_is_looked_at_again_when_somebody_asks(started: Started) -> None:
    workspace = started()
    workspace.check()
    workspace.main.write_text(EDITED, encoding="utf-8")
    assert workspace.text(workspace.main) == SMALL
    workspace.look_again()
    assert workspace.text(workspace.main) == EDITED


def test_evidence_that_was_altered_is_found_when_the_disk_is_looked_at_again(started: Started) -> None:
    workspace = started()
    assert "GSN302" not in codes(workspace.check().findings)
    (workspace.folder / "evidence.txt").write_text("Altered.\n", encoding="utf-8")
    workspace.look_again()
    assert "GSN302" in codes(workspace.check().findings)


def test_a_check_stops_when_it_is_told_to_and_keeps_nothing(started: Started) -> None:
    workspace = started()
    asked = iter([False, False, True])
    with pytest.raises(Superseded):
        workspace.check(lambda: next(asked, True))
    assert workspace.latest is None
    assert workspace.check().verdict is Verdict.UNDETERMINED


def test_a_check_stops_by_itself_when_the_text_was_read_anew(started: Started) -> None:
    workspace = started()

    def meanwhile(_: Analysis) -> None:
        workspace.replace(workspace.main, EDITED)
        workspace.read()

    with pytest.raises(Superseded):
        workspace.check(partly=meanwhile)
    assert workspace.check().version == workspace.version


def test_a_part_of_a_check_is_no_verdict(started: Started) -> None:
    workspace = started(SMALL.replace("            challenge D1", "            goal E1\n            challenge D1"))
    parts: list[Analysis] = []
    whole = workspace.check(partly=parts.append)
    assert [(part.verdict, part.whole, part.label) for part in parts] == [(None, False, "checking")]
    assert parts[0].outdated
    assert parts[0].states == {}
    assert whole.outdated == ()
    assert {finding.message for finding in parts[0].findings} <= {finding.message for finding in whole.findings}


def test_a_check_of_an_unchanged_text_is_the_one_that_was_made(started: Started) -> None:
    workspace = started()
    assert workspace.check() is workspace.check()


def test_edits_from_one_thread_and_checks_in_another_agree_in_the_end(started: Started) -> None:
    workspace = started()
    done = Event()

    def check_on() -> None:
        while not done.is_set():
            try:
                workspace.check()
            except Superseded:
                continue

    thread = Thread(target=check_on)
    thread.start()
    try:
        for number in range(30):
            workspace.replace(workspace.main, SMALL.replace("Direct", f"Direct and {number}"))
            workspace.read()
    finally:
        done.set()
        thread.join()
    last = workspace.check().reading.case.elements["filter::G2"].text
    assert last is not None
    assert "29" in last.plain


def test_lines_that_stay_are_the_same_records_with_new_numbers() -> None:
    before = cut_again([], "f", "a\nb\nc\n")
    after = cut_again(before, "f", "new\na\nc\nb\n")
    assert [line.text for line in after] == ["new", "a", "c", "b"]
    assert [line.number for line in after] == [1, 2, 3, 4]
    assert after[1] is before[0]
    assert {id(line) for line in after[2:]} == {id(line) for line in before[1:]}


def test_a_reworded_goal_costs_no_look_at_the_evidence(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = started()
    workspace.check()
    monkeypatch.setattr("gsn.argument.register_of", lambda *_: pytest.fail("the evidence was looked at again"))
    workspace.replace(workspace.main, EDITED)
    assert workspace.check().whole


def test_no_file_is_hashed_twice_that_looks_as_it_did(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    contents = files.contents_of

    def noting(path: str, names: Iterable[str]) -> files.Contents:
        read.append(path)
        return contents(path, names)

    monkeypatch.setattr(files, "contents_of", noting)
    workspace = started()
    for _ in range(3):
        workspace.replace(workspace.main, workspace.text(workspace.main) + '# more\nactor nobody "Nobody"\n')
        workspace.check()
    assert len(read) == 1
    (workspace.folder / "evidence.txt").write_text("Altered.\n", encoding="utf-8")
    workspace.replace(workspace.main, SMALL.replace("2026-05-20", "2026-05-21"))
    assert "GSN302" in codes(workspace.check().findings)
    assert len(read) == 2


def test_what_the_watch_does_not_know_is_a_question_about_the_whole(started: Started) -> None:
    watched = watching.Watched(started().read().argument)
    argument = watched.as_argument()
    argument.kind_of("filter::G1")
    argument.partly_unread("filter::G2")
    argument.assessments.get("filter::E1")
    assert not watched.whole
    assert {"filter::G1", "filter::G2", "filter::E1"} <= watched.seen
    assert argument.tops
    assert watched.whole


def test_a_folder_without_a_case_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoCase, match="holds no text"):
        Workspace(tmp_path)
    for name in "ab":
        (tmp_path / f"{name}.gsn").write_text(f"case {name}\n", encoding="utf-8")
    with pytest.raises(NoCase, match="holds 2 cases"):
        Workspace(tmp_path)


def test_a_file_that_is_not_there_yet_is_an_empty_text(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "new.gsn", DAY)
    workspace.replace(workspace.main, 'case new "New"\n')
    assert workspace.read().case.name == "new"
    with pytest.raises(Unreadable):
        workspace.text(tmp_path / "other.gsn")


def test_a_fix_is_a_change_that_mends_what_was_found(started: Started) -> None:
    text = 'case c "x"\n    shows G1\nimport "m.gsn"\ngoal G1 "a"\n    goal m::T1\n'
    workspace = started(text, m='module m\ngoal T1 "It is tested"\n    undeveloped\n')
    analysis = workspace.check()
    ((finding, change),) = [found for found in fixes(analysis, workspace.main) if found[0].code == "GSN701"]
    assert finding.code == "GSN701"
    workspace.apply(change)
    assert "public goal T1" in workspace.text(workspace.folder / "m.gsn")
    assert "GSN701" not in codes(workspace.check().findings)


def test_a_fix_that_empties_a_line_takes_the_line(started: Started) -> None:
    text = SMALL.replace("            undeveloped", "            solution E1\n            undeveloped")
    workspace = started(text)
    analysis = workspace.check()
    (change,) = [change for finding, change in fixes(analysis, workspace.main) if finding.code == "GSN203"]
    workspace.apply(change)
    assert workspace.text(workspace.main).count("\n") == text.count("\n") - 1
    assert not change.safe
    assert fix_all(analysis, workspace.main) is None


def test_formatting_is_a_change_of_the_lines_that_differ(started: Started) -> None:
    workspace = started(SMALL.replace("    role public_body", "  role   public_body"))
    change = made(format_change(workspace.read(), workspace.main))
    assert len(change.edits) == 1
    workspace.apply(change)
    assert workspace.text(workspace.main) == SMALL
    assert made(format_change(workspace.read(), workspace.main)) == Change(f"format {workspace.main.name}")
    workspace.replace(workspace.main, 'goal G1 "left open\n')
    assert "line 1 cannot be read" in refused(format_change(workspace.read(), workspace.main))


def test_a_reviewers_profile_goes_before_the_cases_own(started: Started) -> None:
    text = SMALL.replace("    shows G1", "    treaty taisc\n    shows G1")
    folder = started(text).folder
    profile = load_profile(Parent("example", is_path=False), DAY)
    for treaty, name in ((None, "taisc"), (profile, "example")):
        workspace = Workspace(folder, DAY, treaty=treaty)
        for edited in (text, text.replace("Direct", "Plain"), text.replace("    solution E1\n", "")):
            workspace.replace(workspace.main, edited)
            judgement = workspace.check().judgement
            assert judgement is not None
            assert judgement.against == judge(workspace.read().case, DAY, treaty=treaty).against
            assert judgement.against.startswith(f"held against {name} ")
