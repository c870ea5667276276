"""Each thing that a reviewer can do on the screen, by the keys that do it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from gsn.drafting.journal import recoverable
from gsn.review.reading import read_review
from gsn.review.submitted import submitted
from gsn.tui.asking import Choose, Page
from gsn.tui.diagram_screen import DiagramScreen
from gsn.tui.report_screen import ReportScreen
from gsn.tui.reviewing.opening import NotReviewed, opened
from gsn.tui.reviewing.reviewed import Reviewer
from gsn.tui.reviewing.say_screen import SayScreen
from tests.review.conftest import CASE, COUNT, REPORT
from tests.submission.forging import handed_in
from tests.tui.reviewer import DAY, sitting

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gsn.tui.reviewing.app.PAUSE", 0.01)


DOUBTED = CASE.replace(
    "            solution Sn1",
    '            challenge D1 "The patterns are old"\n            challenge D2 "And few"\n            solution Sn1',
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A small case: one goal in words, one number, two challenges that nothing answers."""
    folder = tmp_path / "case"
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.gsn").write_text(DOUBTED)
    (folder / "evidence" / "tests.txt").write_text(REPORT)
    (folder / "evidence" / "count.txt").write_text(COUNT)
    return folder


# Walking


async def test_it_begins_at_the_first_that_waits_and_shows_it_in_full(case: Path) -> None:
    async with sitting(case) as desk:
        assert desk.screen.at == "filter::G2"
        assert "waits: it says in words" in desk.element
        assert "Each pattern of the list is caught" in desk.element
        assert 'file "evidence/tests.txt"' in desk.element
        assert "    is accepted: its file is the one that was meant" in desk.element
        assert "Stands under" in desk.element
        assert "judged 0 of 1; nothing determined" in desk.shown
        line = next(number for number, row in enumerate(DOUBTED.split("\n")) if "goal G2" in row)
        assert desk.screen.case_text.cursor_location[0] == line


async def test_next_and_previous_go_to_what_nothing_is_said_of(case: Path) -> None:
    async with sitting(case) as desk:
        seen = []
        for _ in range(3):
            seen.append(desk.screen.at)
            await desk.press("n")
            await desk.settled()
        assert seen == ["filter::G2", "filter::D1", "filter::D2"]
        await desk.press("p")
        await desk.settled()
        assert desk.screen.at == "filter::D2"
        await desk.say("a", "Few are enough")
        await desk.press("p")
        await desk.settled()
        assert desk.screen.at == "filter::D1"


async def test_any_element_can_be_gone_to_and_judged(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.press("ctrl+o")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.type("drawn at random")
        await desk.press("enter")
        await desk.until(lambda: desk.screen.at == "filter::A1")
        await desk.settled()
        await desk.say("j", "They were")
        assert desk.said == ['judged A1 "They were"']


async def test_the_whole_argument_is_walked_too(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.press("f2")
        assert desk.screen.pane() == "outline"
        await desk.press("home")
        await desk.until(lambda: desk.screen.at == "filter::G1")
        await desk.say("q", "By when?")
        assert desk.said == ['query Q1 about G1 "By when?"']


# Saying


async def test_a_judgement_is_a_clause_and_goes_on_to_the_next(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("j", "The report shows all 400")
        assert desk.said == ['judged G2 "The report shows all 400"']
        assert desk.screen.at == "filter::D1"
        assert "judged 1 of 1" in desk.shown
        assert "✓ G2" in desk.shown
        await desk.go("filter::G2")
        assert "✓ judged: The report shows all 400" in desk.element


async def test_the_words_of_a_judgement_are_there_to_be_changed_and_to_be_said_again(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("j", 'It says "all"')
        await desk.go("filter::G2")
        await desk.say("j", "\n\nand shows them")
        assert desk.said == ['judged G2 "It says \\"all\\""', '""', '"and shows them"']
        await desk.go("filter::G3")
        await desk.press("j", "ctrl+r", "enter")
        await desk.settled()
        assert desk.said[3:] == ['judged G3 "It says \\"all\\""', '""', '"and shows them"']


async def test_chosen_ones_are_accepted_together(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.go("filter::D1")
        await desk.press("space")
        assert "▸○ D1" in desk.shown
        await desk.press("space")
        await desk.say("a", "Small by comparison")
        assert desk.said == ['accepts D1, D2 "Small by comparison"']
        assert "▸" not in desk.shown
        await desk.press("ctrl+z")
        await desk.go("filter::D2")
        await desk.press("x")
        assert {step.element for step in desk.screen.waiting.chosen} == {"filter::D1", "filter::D2"}
        await desk.press("j")
        await desk.notified("is accepted or raised, and not judged")
        await desk.press("x")
        assert not desk.screen.waiting.chosen


async def test_a_query_stays_with_its_element(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("q", "Which list?")
        assert desk.said == ['query Q1 about G2 "Which list?"']
        assert desk.screen.at == "filter::G2"
        assert "? asked Q1: Which list?" in desk.element
        assert "judged 0 of 1, 1 asked about" in desk.shown


async def test_a_challenge_stands_below_the_head_with_a_name_that_is_free(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("c", "Nobody looked at new ones")
        assert desk.said == ['challenge D3 "Nobody looked at new ones"', "challenges G2"]
        assert "✗ challenged D3" in desk.element
        judgement = desk.app.newest and desk.app.newest.judgement
        assert judgement
        assert "aisi_1::D3" in {raised.challenge for raised in judgement.argument.doubts.raised}


async def test_a_step_is_challenged_by_writing_it(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.press("c")
        await desk.until(lambda: isinstance(desk.app.screen, SayScreen))
        assert "`S1 -> G2` challenges the step" in desk.shown
        desk.app.screen.query_one(Input).value = "S1 -> G2"
        await desk.type("It does not follow")  # the words have the focus
        await desk.press("enter")
        await desk.settled()
        assert desk.said == ['challenge D3 "It does not follow"', "challenges S1 -> G2"]


REFUSED = {"G99": "`filter::G99` names nothing", "f1": "`filter::f1` names nothing", "->": "does not belong here"}
"""What nobody can challenge, and what is told of it."""


async def test_what_cannot_be_written_is_told_in_the_dialog(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.press("c")
        await desk.until(lambda: isinstance(desk.app.screen, SayScreen))
        await desk.press("enter")
        assert "in your own words" in str(desk.app.screen.query_one("#wrong").render())
        await desk.type("Why?")
        for target, why in REFUSED.items():
            desk.app.screen.query_one(Input).value = target
            await desk.press("enter")
            assert isinstance(desk.app.screen, SayScreen)
            assert why in str(desk.app.screen.query_one("#wrong").render())
        await desk.press("escape")
        assert desk.said == []
        await desk.press("j")
        await desk.until(lambda: isinstance(desk.app.screen, SayScreen))
        desk.app.screen.query_one(TextArea).insert("Read\u202e")
        await desk.press("enter")
        assert "U+202E" in str(desk.app.screen.query_one("#wrong").render())
        await desk.press("escape")
        assert desk.said == []


async def test_a_challenge_of_the_case_is_accepted_and_taken_back(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.go("filter::D1")
        await desk.say("a", "Old ones are the worst")
        assert desk.said == ['accepts D1 "Old ones are the worst"']
        await desk.go("filter::D1")
        await desk.press("u")
        await desk.settled()
        assert desk.said == []
        await desk.go("filter::G2")
        await desk.press("a")
        await desk.notified("`j` judges")


async def test_a_standing_doubt_is_raised_or_accepted(case: Path) -> None:
    evaluated = DOUBTED.replace("type test_results", "type evaluation")
    (case / "case.gsn").write_text(evaluated)
    async with sitting(case) as desk:
        step = next(step for step in desk.screen.walk.steps if step.doubt == "sandbagging")
        desk.screen.waiting.go_to(step)
        await desk.settled()
        assert "sandbagging: it stands although nobody raised it" in desk.element
        await desk.press("c")
        await desk.until(lambda: isinstance(desk.app.screen, SayScreen))
        assert desk.app.screen.query_one(TextArea).text.endswith("?")
        await desk.press("enter")
        await desk.settled()
        assert desk.said[-2:] == ["challenges G1", "standing sandbagging"]
        other = next(step for step in desk.screen.walk.steps if step.doubt == "leakage")
        desk.screen.waiting.go_to(other)
        await desk.settled()
        await desk.say("a", "The tasks are our own")
        assert desk.said[-2:] == ["standing leakage", 'accepted "The tasks are our own" by aisi']
        assert desk.screen.walk.raised == {"sandbagging", "leakage"}


async def test_a_number_of_ones_own(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.press("s")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, SayScreen))
        desk.app.screen.query_one(Input).value = "60 of"
        await desk.type("Counted again")
        await desk.press("enter")
        assert str(desk.app.screen.query_one("#wrong").render())
        desk.app.screen.query_one(Input).value = "60 of 400"
        desk.app.screen.query_one(TextArea).focus()
        await desk.press("enter")
        await desk.settled()
        assert desk.said == ['substitutes missed: 60 of 400 "Counted again"']
        assert any(told.code == "GSN917" for told in desk.screen.told.told)


async def test_a_determination_with_its_condition(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("o", "Read again each quarter")
        await desk.press("d")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.say("u", "Nobody looked")
        assert desk.said == ['condition "Read again each quarter"', 'determination unacceptable "Nobody looked"']
        assert "; unacceptable determined" in desk.shown
        await desk.press("d")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.say("p", " yet")
        assert desk.said[1] == 'determination pending "Nobody looked yet"'


async def test_each_thing_said_is_undone_and_done_again(case: Path) -> None:
    async with sitting(case) as desk:
        begun = desk.text
        await desk.say("j", "Read")
        said = desk.text
        await desk.say("a", "Small")
        await desk.press("ctrl+z")
        assert desk.text == said
        await desk.press("ctrl+z")
        assert desk.text == begun
        await desk.until(lambda: "judged 0 of 1" in desk.shown)
        await desk.press("ctrl+y")
        assert desk.text == said


# The text by hand


async def test_what_is_typed_counts_as_much(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.press("f3")
        await desk.type('    judged G2 "Typed, with j and q"')
        await desk.press("enter")
        await desk.settled()
        await desk.until(lambda: "judged 1 of 1" in desk.shown)
        assert desk.app.screen is desk.screen
        await desk.press("escape")
        assert desk.screen.pane() == "waiting"


async def test_what_cannot_be_read_is_told_at_its_place(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("j", "Read")
        desk.screen.editor.insert('    judgde G3 "Read"\n', (4, 0))
        await desk.settled()
        await desk.until(lambda: "line 5 cannot be read" in desk.shown)
        assert desk.screen.editor.marks[4]
        assert "judged 1 of 1" in desk.shown
        await desk.press("f5", "home", "enter")
        assert desk.screen.editor.cursor_location[0] == 4
        await desk.press("ctrl+z")
        await desk.settled()
        assert "cannot be read" not in desk.shown
        desk.screen.editor.insert('    judged G77 "Read"\n', (3, 0))
        await desk.settled()
        told = [each for each in desk.screen.told.told if each.line is not None]
        assert [(each.code, each.line) for each in told] == [("GSN915", 3)]
        assert 3 in desk.screen.editor.marks


# The case


async def test_the_case_can_be_read_and_not_changed(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.press("f4", "f4")
        assert desk.screen.pane() == "case"
        await desk.type("x")
        await desk.press("delete", "enter")
        assert desk.screen.case_text.text.rstrip("\n") == DOUBTED.rstrip("\n")
    assert (case / "case.gsn").read_text() == DOUBTED


async def test_a_case_that_changes_on_disk_is_told_and_the_review_names_what_was_read(case: Path) -> None:
    async with sitting(case) as desk:
        named = desk.text
        (case / "evidence" / "tests.txt").write_text("399 patterns were caught.\n")
        desk.app._look()
        await desk.until(lambda: "tests.txt changed on disk since it was read" in desk.shown)
        await desk.say("j", "Read")
        assert desk.text.startswith(named.rstrip("\n"))


PAGES = {
    "f6": (DiagramScreen, "Diagram"),
    "f7": (ReportScreen, "Risk"),
    "f8": (ReportScreen, "Treaty"),
    "f9": (ReportScreen, "The patterns are old"),
    "f10": (ReportScreen, "Lapse"),
    "f11": (Page, "Still waits"),
    "f1": (Page, "What waits"),
}


async def test_other_pages_are_read_and_left(case: Path) -> None:
    async with sitting(case) as desk:
        for key, (screen, words) in PAGES.items():
            await desk.press(key)
            await desk.until_shown(screen, words)
            await desk.press("escape")
            assert desk.app.screen is desk.screen
        await desk.press("f5", "home", "e")
        await desk.until_shown(Page, "GSN")


# Keeping


async def test_saved_it_can_be_read_and_signing_is_told(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("j", "Read")
        await desk.press("ctrl+s")
        await desk.notified("gsn review sign")
        assert desk.target == (case.parent / "case.review").resolve()
        assert read_review(desk.target).by == "aisi"
        assert "not saved" not in desk.shown


async def test_a_signature_that_holds_no_more_is_told(case: Path) -> None:
    (case.parent / "case.review.sig").write_text("old")
    async with sitting(case) as desk:
        await desk.say("j", "Read")
        await desk.press("ctrl+s")
        await desk.notified("holds no more")


async def test_one_that_is_there_is_gone_on_with(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("j", "Read")
        await desk.press("ctrl+s")
        await desk.notified("Saved")
    async with sitting(case, by="") as desk:
        assert desk.said == ['judged G2 "Read"']
        assert desk.screen.at == "filter::D1"


async def test_one_that_somebody_else_wrote_meanwhile_is_not_written_over(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("j", "Read")
        await desk.press("ctrl+s")
        await desk.notified("Saved")
        desk.target.write_text(f"# theirs\n{desk.text}")
        await desk.go("filter::D1")
        await desk.say("a", "Small")
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, Choose) and "was changed on disk" in desk.shown)
        await desk.press("m")
        await desk.until(lambda: "accepts D1" in desk.target.read_text())
        assert "# theirs" in desk.target.read_text()


async def test_what_was_not_saved_is_offered_again(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("j", "Read")
        desk.app.session.journal.flush()
    assert [each.path for each in recoverable(case.parent / "case.review")] == [(case.parent / "case.review").resolve()]
    async with sitting(case) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.press("t")
        await desk.until(lambda: desk.app.screen is desk.screen)
        await desk.settled()
        assert desk.said == ['judged G2 "Read"']


async def test_where_nothing_can_be_kept_for_recovery_it_is_told(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "full").write_text("no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "full"))
    async with sitting(case) as desk:
        await desk.say("j", "Read")
        desk.app.session.journal.flush()
        desk.app._tell_of_the_journal()
        await desk.notified("cannot be kept")
        assert desk.app.session.unsaved


async def test_left_untouched_it_leaves_nothing(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.press("ctrl+q")
        await desk.until(lambda: desk.app._exit)
    assert not (case.parent / "case.review").exists()
    assert recoverable(case.parent / "case.review") == []


async def test_what_is_not_saved_is_asked_about_on_leaving(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("j", "Read")
        await desk.press("ctrl+q")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.press("s")
        await desk.until(lambda: desk.app._exit)
    assert "judged G2" in (case.parent / "case.review").read_text()


async def test_everything_is_in_the_palette_and_no_copy_goes_to_the_cases_folder(case: Path) -> None:
    async with sitting(case) as desk:
        from gsn.tui.reviewing.commands import COMMANDS

        assert "no part of the case" in (desk.screen.why_no_copy(str(case / "copy.review")) or "")
        assert desk.screen.why_no_copy(str(case.parent / "copy.review")) is None
        titles = [command.title for command in desk.app.get_system_commands(desk.screen)]
        assert all(any(command.title in title for title in titles) for command in COMMANDS.values())
        assert len({command.keys for command in COMMANDS.values() if command.keys}) == sum(
            bool(command.keys) for command in COMMANDS.values()
        )


# A bundle, and what is none


async def test_a_submission_is_reviewed_as_a_folder_is(case: Path) -> None:
    bundle = case.parent / "one.gsnz"
    bundle.write_bytes(handed_in(case, as_of=DAY))
    shutil.rmtree(case)
    async with sitting(bundle) as desk:
        await desk.say("j", "Read")
        await desk.press("f4", "f4")
        assert "goal G2" in desk.screen.case_text.text
        assert desk.target == bundle.with_name("one.review").resolve()
        assert "    of sha256" in desk.text
        assert "one.gsnz / one.review by aisi" in desk.shown


@pytest.mark.parametrize(
    ("target", "by", "why"),
    [
        ("case/in.review", "aisi", "no part of the case"),
        ("x.gsn", "aisi", "ends in `.review`"),
        ("nowhere/x.review", "aisi", "`.*x.review`"),
        ("new.review", "", "`--by ACTOR` says who begins it"),
    ],
)
async def test_what_may_be_no_review_is_said(case: Path, target: str, by: str, why: str) -> None:
    with submitted(case, DAY) as found, pytest.raises(NotReviewed, match=why):
        opened(found, case, case.parent / target, Reviewer(by, DAY))


async def test_a_review_of_another_version_is_not_gone_on_with(case: Path) -> None:
    async with sitting(case) as desk:
        await desk.say("j", "Read")
        await desk.press("ctrl+s")
        await desk.notified("Saved")
    (case / "case.gsn").write_text(DOUBTED.replace("Few patterns", "Very few patterns"))
    with submitted(case, DAY) as found, pytest.raises(NotReviewed, match="`gsn review carry`"):
        opened(found, case, None, Reviewer("aisi", DAY))
