"""What each sort of edit is told as, about which element, and which way it pulls."""

from hashlib import sha256

import pytest

from gsn.diff.change import Change, What
from tests.diff.conftest import AUDIT, RANGE, Differing, Edits, edited, told

S = "serving::"

CLAIM = "            claim range <= 6.4% at 98%\n"
EVIDENCE = "            solution E1\n"
MARK = '            undeveloped "The study starts in July" due 2026-07-31\n'
ASSUMED = '    assumption A1 "Attackers stay as many as they are"\n'
WATCHED = '        watch "threat report" stop at 15 per year\n'
WEIGHTS = 'goal G4 "The weights stay where they are"\n'
AUDITED = '            solution Sn1 "Audit report, section 2"\n                cites E2\n'
AUDITED_AT_ONCE = '        solution Sn1 "Audit report, section 2"\n            cites E2\n'
DOUBT = '    challenge D1 "The range is easier than the world"\n'
UNDERMINES = "        attack undermines\n"
WAIVED = 'waive GSN310 on E2 "The date follows" by institute until 2026-12-31\n'
CHAIN = 'scenario phishing "By a message"\n    is tries then foothold\n'
LOOSENED, TIGHTENED, CHANGED = "loosened", "tightened", "changed"


def test_the_case_reads_without_mistakes(differ: Differing) -> None:
    difference = differ({})
    assert difference.new.case.problems == []
    assert difference.changes == ()
    assert difference.touched == ()
    assert not difference.of_substance


EDITS: dict[str, tuple[Edits, list[tuple[str, str | None, str]]]] = {
    # Claims
    "a claim's value": ({"severe <= 3e-2": "severe <= 4e-2"}, [("claim", "G1", LOOSENED)]),
    "a claim's confidence": ({"at 85% for": "at 90% for"}, [("claim", "G1", TIGHTENED)]),
    "a claim's subject": ({"for x1.api": "for x1.tested"}, [("claim", "G1", CHANGED)]),
    "a claim that goes": ({CLAIM: ""}, [("claim", "G2", LOOSENED)]),
    "a claim that comes": ({CLAIM: f"{CLAIM}            claim range < 9% at 99%\n"}, [("claim", "G2", TIGHTENED)]),
    "a claim of another quantity": (
        {"claim range <= 6.4%": "claim foothold <= 6.4%"},
        [("claim", "G2", LOOSENED), ("claim", "G2", TIGHTENED)],
    ),
    # The risk model
    "a scenario left out of the list": (
        {"is any of phishing, exploit": "is any of exploit", "    exclusive phishing, exploit by G10\n": ""},
        [("completeness", "severe", LOOSENED), ("licence", "severe", TIGHTENED)],
    ),
    "a list that another goal argues": (
        {"any of phishing, exploit complete by G10": "any of exploit complete by G12"},
        [("definition", "severe", LOOSENED)],
    ),
    "a list and the goal that argues it": (
        {"any of phishing, exploit complete": "any of exploit complete", "The list of ways is": "The new list is"},
        [("definition", "severe", LOOSENED), ("reworded", "G10", CHANGED)],
    ),
    "a list and a clause of the goal that argues it": (
        {
            "any of phishing, exploit complete": "any of exploit complete",
            'goal G10 "The list of ways is complete"\n    solution E2': 'goal G10 "The list of ways is complete"\n'
            "    undeveloped",
        },
        [
            ("definition", "severe", LOOSENED),
            ("marked", "G10", LOOSENED),
            ("moved", "E2", LOOSENED),
        ],
    ),
    "a list that nothing argues any more": (
        {"any of phishing, exploit complete by G10": "any of phishing, exploit"},
        [("completeness", "severe", LOOSENED)],
    ),
    "a chain": ({CHAIN: CHAIN.replace(" then foothold", "")}, [("definition", "phishing", CHANGED)]),
    "a licence that comes": (
        {"    exclusive phishing": "    independent phishing, exploit by G10\n    exclusive phishing"},
        [("licence", "severe", LOOSENED)],
    ),
    "a licence of other events": (
        {"    exclusive phishing, exploit by G10": "    exclusive phishing, exploit, range by G10"},
        [("licence", "severe", CHANGED)],
    ),
    "a bridge's factor": ({"1.5 times": "1.2 times"}, [("bridge", "foothold", CHANGED)]),
    "a condition": ({"    given tries\n": ""}, [("definition", "foothold", CHANGED)]),
    # Evidence
    "another digest": (
        {'"range.txt" sha256 "': '"range.txt" sha256 "0000'},
        [("evidence", "E1", CHANGED), ("state", "E1", LOOSENED)],
    ),
    "another day": ({"    dated 2026-05-01": "    dated 2026-05-02"}, [("evidence", "E1", CHANGED)]),
    "a day that has not come": (
        {"    dated 2026-05-01": "    dated 2026-07-02"},
        [("evidence", "E1", CHANGED), ("state", "E1", LOOSENED)],
    ),
    "another giver": (
        {"    by institute\n    dated": "    by lab\n    dated"},
        [("evidence", "E2", CHANGED), ("state", "E2", LOOSENED)],
    ),
    "another access": ({"with white_box": "with black_box"}, [("evidence", "E1", CHANGED)]),
    "another configuration": ({"    on x1.tested": "    on x1.api"}, [("evidence", "E1", CHANGED)]),
    "another measurement": ({"range: 0 of 60": "range: 0 of 90"}, [("evidence", "E1", CHANGED)]),
    "a record that is cited instead": ({"cites E2": "cites E1"}, [("evidence", "Sn1", CHANGED)]),
    # Marks
    "a mark that comes": (
        {EVIDENCE: "            undeveloped\n"},
        [("state", "E1", LOOSENED), ("marked", "G2", LOOSENED), ("moved", "E1", LOOSENED)],
    ),
    "a mark that goes": ({MARK: EVIDENCE}, [("marked", "G3", TIGHTENED), ("moved", "E1", CHANGED)]),
    "another day for a mark": ({"due 2026-07-31": "due 2026-09-30"}, [("marked", "G3", CHANGED)]),
    "a defeat": ({"        goal G4": '        defeated "They got in"\n        goal G4'}, [("marked", "S1", TIGHTENED)]),
    "something made public": ({"goal G10": "public goal G10"}, [("marked", "G10", CHANGED)]),
    # Waivers
    "a waiver that is longer": (
        {"by institute until 2026-12-31": "by institute until 2027-12-31"},
        [("waiver", "E2", LOOSENED)],
    ),
    "a waiver of another reason": ({"The date follows": "It is lost"}, [("waiver", "E2", CHANGED)]),
    "a waiver that goes": ({WAIVED: ""}, [("waiver", "E2", TIGHTENED)]),
    "a waiver that comes": ({WAIVED: f"{WAIVED}{WAIVED.replace('310', '308')}"}, [("waiver", "E2", LOOSENED)]),
    # Elements
    "a goal that is now assumed": (
        {WEIGHTS: WEIGHTS.replace("goal", "assumption"), AUDITED: ""},
        [("turned", "G4", LOOSENED), ("removed", "Sn1", LOOSENED), ("moved", "G4", CHANGED)],
    ),
    "a goal that is assumed by another name": (
        {WEIGHTS: WEIGHTS.replace("goal G4", "assumption A9"), AUDITED: ""},
        [
            ("turned", "A9", LOOSENED),
            ("removed", "Sn1", LOOSENED),
            ("moved", "A9", CHANGED),
            ("renamed", "A9", CHANGED),
        ],
    ),
    "an assumption that is now argued": (
        {
            ASSUMED + WATCHED: "",
            WEIGHTS: f"{ASSUMED.replace('    assumption', 'goal')}            solution E2\n        {WEIGHTS}",
        },
        [("turned", "A1", TIGHTENED), ("moved", "A1", CHANGED), ("moved", "E2", CHANGED), ("clause", "A1", CHANGED)],
    ),
    "an assumption more": ({ASSUMED: f'    assumption A2 "And as clever"\n{ASSUMED}'}, [("added", "A2", LOOSENED)]),
    "another indicator": ({"stop at 15 per year": "stop at 20 per year"}, [("clause", "A1", CHANGED)]),
    "a challenge that goes": ({DOUBT + UNDERMINES: ""}, [("removed", "D1", LOOSENED)]),
    "a scenario more": ({CHAIN: f'{CHAIN}scenario theft "By theft"\n'}, [("added", "theft", TIGHTENED)]),
    "a goal reworded": ({"Experts gain no more": "Experts gain little more"}, [("reworded", "G3", CHANGED)]),
    "a goal renamed": ({"G4": "G5"}, [("renamed", "G5", CHANGED)]),
    "a support that is cut": ({EVIDENCE: ""}, [("state", "E1", LOOSENED), ("moved", "E1", LOOSENED)]),
    "support put elsewhere": (
        {f"        {WEIGHTS}{AUDITED}": "", DOUBT: f"    {WEIGHTS}{AUDITED_AT_ONCE}{DOUBT}"},
        [("moved", "G4", CHANGED)],
    ),
    "a step put in between": (
        {EVIDENCE: f'            goal G2.1 "Sixty gained none"\n    {EVIDENCE}'},
        [("added", "G2.1", CHANGED), ("moved", "E1", CHANGED)],
    ),
    "a challenge against something else": (
        {UNDERMINES: "", DOUBT: f"    {DOUBT}"},
        [("moved", "D1", CHANGED), ("clause", "D1", CHANGED)],
    ),
    # The case
    "a case that holds longer": (
        {"    valid until 2026-12-31": "    valid until 2027-12-31"},
        [("case", None, LOOSENED)],
    ),
    "an end that is left out": ({'    invalid when "new tools"\n': ""}, [("case", None, LOOSENED)]),
    "something more that is not covered": (
        {'    not covered "insiders"\n': '    not covered "insiders"\n    not covered "theft"\n'},
        [("case", None, LOOSENED)],
    ),
    "a treaty": ({"    shows G1\n": "    shows G1\n    treaty example\n"}, [("case", None, TIGHTENED)]),
    "another goal that is shown": ({"    shows G1\n": "    shows G2\n"}, [("case", None, CHANGED)]),
    "the case reworded": ({"X-1 for vetted": "X-1 for all"}, [("case", None, CHANGED)]),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_as_what_it_is(name: str, differ: Differing) -> None:
    edits, expected = EDITS[name]
    difference = differ(edits)
    assert difference.new.case.problems == []
    named = [(what, element if element is None else f"{S}{element}", effect) for what, element, effect in expected]
    assert told(difference) == named
    assert difference.of_substance


OPPOSITES = {LOOSENED: TIGHTENED, TIGHTENED: LOOSENED}


@pytest.mark.parametrize(
    "name",
    [
        "a claim's value",
        "a claim's confidence",
        "a claim that comes",
        "a list that another goal argues",
        "a licence that comes",
        "a mark that comes",
        "a waiver that is longer",
        "a waiver that comes",
        "an assumption more",
        "a scenario more",
        "an end that is left out",
        "a case that holds longer",
    ],
)
def test_what_loosens_on_the_way_there_tightens_on_the_way_back(name: str, differ: Differing) -> None:
    edits, expected = EDITS[name]
    what, element, effect = expected[0]
    back = told(differ({}, before=edits))
    assert ("removed" if what == "added" else what, element and f"{S}{element}", OPPOSITES[effect]) in back


NOTHING = {
    "comments": {"goal G1": "# the top\ngoal G1"},
    "blank lines": {"goal G10": "\n\ngoal G10"},
    "layout": {'"Serving X-1 adds few severe attacks"': '"Serving X-1 adds"\n    "few severe attacks"'},
    "order": {
        '    context C1 "Vetted customers only"\n': "",
        "    challenge D1": '    context C1 "Vetted customers only"\n    challenge D1',
    },
    "numbers written otherwise": {"3e-2 per year": "0.030 per year", "at 85%": "at 85.0%", "6.4%": "0.064"},
    "units written otherwise": {"stop at 15 per year": "stop at 15.0 per year"},
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_says_the_same_is_no_change(name: str, differ: Differing) -> None:
    difference = differ(NOTHING[name])
    assert difference.changes == ()
    assert not difference.of_substance


REMARKS = {
    "a note": {"    context C1": '    note "Agreed in May"\n    context C1'},
    "an owner": {"    context C1": '    owner "Evaluations"\n    context C1'},
    "a reference": {"    context C1": '    see "Report 7"\n    context C1'},
    "tags": {"    context C1": "    tags cyber\n    context C1"},
    "a note on the case": {"    shows G1": '    note "Third version"\n    shows G1'},
}


@pytest.mark.parametrize("name", REMARKS)
def test_a_remark_is_told_and_is_of_no_substance(name: str, differ: Differing) -> None:
    difference = differ(REMARKS[name])
    assert [change.what for change in difference.changes] == [What.REMARK]
    assert not difference.of_substance
    assert difference.touched == ()


def only(difference_changes: tuple[Change, ...]) -> Change:
    (change,) = difference_changes
    return change


def test_a_change_says_what_was_and_what_is(differ: Differing) -> None:
    change = only(differ({"severe <= 3e-2": "severe <= 4e-2"}).changes)
    assert change.before == "claim severe <= 3e-2 per year at 85% for x1.api"
    assert change.after == "claim severe <= 4e-2 per year at 85% for x1.api"
    assert change.message == "claims something else: its value is loosened"
    assert change.place is not None
    assert change.place.line.text.strip() == change.after


def test_a_long_text_is_told_whole(differ: Differing) -> None:
    change = only(
        differ(
            {'    invalid when "new tools"': '    invalid when "new tools,"  # a comment\n        "or fine-tuning"'}
        ).changes
    )
    assert change.after == 'invalid when "new tools, or fine-tuning"'


def test_a_changed_list_under_an_unchanged_goal_is_called_out(differ: Differing) -> None:
    edits = {"any of phishing, exploit complete": "any of phishing, exploit, theft complete"}
    more = {"frequency tries": 'scenario theft "By theft"\n    is tries then foothold\nfrequency tries'}
    (change,) = differ(edits | more).of(What.COMPLETENESS)
    assert change.message == (
        "is with `theft`; `G10` argued that another list is complete, and says what it said before"
    )
    assert change.effect == LOOSENED


def test_a_licence_of_other_events_under_an_unchanged_goal_is_called_out(differ: Differing) -> None:
    change = only(differ({"exclusive phishing, exploit by": "exclusive phishing, exploit, range by"}).changes)
    assert "`G10`, which argues for it, says what it said before" in change.message


def test_another_file_of_the_same_name_is_found_without_a_digest(differ: Differing) -> None:
    change = only(differ({}, files={"audit.txt": b"Two findings are open.\n"}).changes)
    assert (change.what, change.element) == (What.EVIDENCE, "serving::E2")
    assert change.message == "stands for another file of the same name"
    assert change.before != change.after


def test_the_same_file_under_another_name_is_the_same(differ: Differing) -> None:
    change = only(differ({'file "audit.txt"': 'file "report.txt"'}, files={"report.txt": AUDIT}).changes)
    assert change.message == "has the same file in another place"


def test_another_file_in_another_place(differ: Differing) -> None:
    change = only(differ({'file "audit.txt"': 'file "report.txt"'}, files={"report.txt": b"Bad\n"}).changes)
    assert change.message == "stands for another file"


def test_a_file_that_is_sealed_is_the_same_file(differ: Differing) -> None:
    sealed = {'file "audit.txt"': f'file "audit.txt" sha256 "{sha256(AUDIT).hexdigest()}"'}
    assert only(differ(sealed).changes).message == "is sealed"
    assert only(differ({}, before=sealed).changes).message == "is no longer sealed"


def test_a_file_that_is_altered_on_disk_is_told_by_its_state(differ: Differing) -> None:
    change = only(differ({}, files={"range.txt": RANGE + b"One foothold.\n"}).changes)
    assert (change.what, change.message) == (What.STATE, "was accepted and is altered")


def test_prose_that_says_something_else(differ: Differing) -> None:
    prose = {"    context C1": '    prose "why.md"\n    context C1'}
    difference = differ(prose, before=prose, files={"why.md": b"Because.\n"})
    assert only(difference.changes).message == "has another text in `why.md`"


def test_a_file_that_is_imported_and_one_that_is_not(differ: Differing) -> None:
    files = {"more.gsn": b'goal G1 "More"\n    undeveloped\n'}
    imported = {"\ngoal G1 ": '\nimport "more.gsn"\ngoal G1 '}
    there = differ(imported, files=files)
    assert ("case", None, CHANGED) in told(there)
    assert ("added", "more::G1", CHANGED) in told(there)


def test_what_stands_on_a_line_that_was_lost_is_said_not_to_be_compared(differ: Differing) -> None:
    difference = differ({"            claim range <= 6.4% at 98%": "            claim range <= 6,4% at 98%"})
    assert len(difference.new.case.problems) == 1
    assert difference.of_substance


def test_prompts_for_readers_are_not_told(differ: Differing) -> None:
    difference = differ({"Experts gain no more": "Experts should gain a negligible amount more"})
    assert len(difference.new.findings) > len(difference.old.findings)
    assert difference.brought == ()


def test_the_whole_text_can_be_another(differ: Differing) -> None:
    difference = differ({edited({}): 'case other\n    shows G1\ngoal G1 "Something else"\n    undeveloped\n'})
    assert {change.what for change in difference.changes} >= {What.CASE, What.REMOVED, What.WAIVER}
