"""Guided forms: what is wrong with a value, what it tells, and the lines that come of it."""

from fractions import Fraction
from hashlib import sha256

import pytest

import gsn
from gsn.drafting.change import Change
from gsn.drafting.form import Form
from gsn.drafting.forms import claim_form, evidence_form
from gsn.drafting.sample import exposure_in_words, sample_in_words, sample_needed
from gsn.drafting.trying import case_after
from gsn.drafting.workspace import Workspace
from gsn.model.statements.argument import GoalStatement, SolutionStatement
from gsn.model.statements.evidence import EvidenceStatement
from tests.drafting.drafted import DAY, SMALL, Started, made, refused

NUMBERS = SMALL + 'probability foothold "A foothold"\nfrequency tries "Attempts"\n'
WHOLE = {"text": 'Red team "two"', "file": "evidence.txt", "by": "institute", "access": "grey_box"}


@pytest.fixture
def workspace(started: Started) -> Workspace:
    return started(NUMBERS)


def test_a_record_is_written_with_its_digest_and_supports_its_goal(workspace: Workspace) -> None:
    reading = workspace.read()
    under = NUMBERS.split("\n").index('        goal G3 "Rephrased requests are refused"')
    form = evidence_form(reading, workspace.main, under)
    change = made(form.change(WHOLE | {"measures": "foothold", "events": "0", "trials": "60", "expires": "2027-01-01"}))
    case = case_after(reading, change)
    says = case.elements["filter::E2"].says
    assert case.problems == []
    assert isinstance(says, EvidenceStatement)
    assert says.file is not None
    assert says.file.sha256 == sha256((workspace.folder / "evidence.txt").read_bytes()).hexdigest()
    assert ("filter::G3", "filter::E2") in [(link.source, link.target) for link in case.links]
    assert len(case.elements) == len(reading.case.elements) + 1
    codes = {finding.code for finding in gsn.check(case, DAY).findings if finding.element == "filter::E2"}
    assert not {"GSN302", "GSN303", "GSN308"} & codes


def test_a_record_that_is_added_at_a_solution_is_cited_by_it(started: Started) -> None:
    text = 'case c "x"\n    shows G1\nactor institute "I"\ngoal G1 "Each is refused"\n    solution Sn1 "Tests"\n'
    workspace = started(text)
    change = made(evidence_form(workspace.read(), workspace.main, 4).change(WHOLE))
    case = case_after(workspace.read(), change)
    assert case.problems == []
    says = case.elements["c::Sn1"].says
    assert isinstance(says, SolutionStatement)
    assert [ref.identity for ref in says.cites] == ["c::E1"]


def test_files_are_listed_as_they_lie_there_when_somebody_asks(workspace: Workspace) -> None:
    form = evidence_form(workspace.read(), workspace.main)
    (field,) = [field for field in form.fields if field.key == "file"]
    (workspace.folder / "late.txt").write_text("late", encoding="utf-8")
    assert [path for path, _ in field.fitting] == ["evidence.txt", "late.txt"]


@pytest.mark.parametrize(
    ("goal", "quantity"),
    [
        ("    solution E1\n", "foothold"),
        ('    solution Sn1 "Tests"\n        cites E1\n', "foothold"),
        ("    solution E1\n    solution E2\n", ""),
        ("    undeveloped\n", ""),
    ],
    ids=["of a record", "of what a solution cites", "of two", "of none"],
)
def test_a_claim_begins_with_what_the_evidence_below_counted(started: Started, goal: str, quantity: str) -> None:
    records = "".join(
        f'evidence {name} "x"\n    on {on}\n    measures {counted}: 0 of 60\nprobability {counted} "y"\n'
        for name, on, counted in (("E1", "service", "foothold"), ("E2", "other", "spread"))
    )
    systems = 'system service "s"\nsystem other "o"\n'
    workspace = started(f'case c "x"\ngoal G1 "Each is refused"\n{goal}{records}{systems}')
    form = claim_form(workspace.read(), "c::G1")
    assert isinstance(form, Form)
    assert form.defaults["quantity"] == quantity
    assert form.defaults["subject"] == ("service" if "solution E2" not in goal and quantity else "")


@pytest.mark.parametrize("ending", ["\n", ""], ids=["ended", "left unended"])
def test_a_record_at_the_end_of_its_own_goal_stays_behind_it(started: Started, ending: str) -> None:
    text = f'case c "x"\n    shows G1\nactor institute "I"\ngoal G1 "Each is refused"{ending}'
    workspace = started(text)
    change = made(evidence_form(workspace.read(), workspace.main, 3).change(WHOLE))
    case = case_after(workspace.read(), change)
    assert case.problems == []
    assert [(link.source, link.target) for link in case.links] == [("c::G1", "c::E1")]


@pytest.mark.parametrize(
    ("values", "field", "what"),
    [
        ({"text": ""}, "text", "has to be filled"),
        ({"name": "G1"}, "name", "taken"),
        ({"name": "2"}, "name", "no name"),
        ({"file": "nowhere"}, "file", "is not there"),
        ({"file": "../case.gsn"}, "file", "goes up"),
        ({"type": "hearsay"}, "type", "none of"),
        ({"dated": "yesterday"}, "dated", "no day"),
        ({"events": "3"}, "measures", "what was counted"),
        ({"measures": "foothold"}, "trials", "so many events"),
        ({"measures": "foothold", "events": "9", "trials": "3"}, "events", "more events"),
        ({"measures": "foothold", "events": "x", "trials": "3"}, "events", "no count"),
        ({"by": "", "access": "grey_box"}, "access", "who had it"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    workspace: Workspace, values: dict[str, str], field: str, what: str
) -> None:
    form = evidence_form(workspace.read(), workspace.main)
    assert what in form.check(WHOLE | values).problems[field]
    assert refused(form.change(WHOLE | values))


def test_a_count_tells_what_it_shows_and_a_file_its_digest(workspace: Workspace) -> None:
    form = evidence_form(workspace.read(), workspace.main)
    notes = form.check(WHOLE | {"measures": "foothold", "events": "0", "trials": "60"}).notes
    assert notes["trials"].startswith("shows at most 0.0488")
    assert notes["file"].startswith("sha256 ")


def test_a_file_that_changed_is_hashed_again(workspace: Workspace) -> None:
    form = evidence_form(workspace.read(), workspace.main)
    before = form.check(WHOLE).notes["file"]
    (workspace.folder / "evidence.txt").write_text("Other sessions.\n", encoding="utf-8")
    assert form.check(WHOLE).notes["file"] != before


def claim(workspace: Workspace) -> Form:
    form = claim_form(workspace.read(), "filter::G3")
    assert isinstance(form, Form)
    return form


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({"value": "0.001"}, "0 failures in 2,995 trials would do"),
        ({"value": "0.1%", "events": "2"}, "2 failures in 6,294 trials would do"),
        ({"value": "0.999", "relation": ">="}, "0 failures in 2,995 trials would do"),
        ({"value": "5%", "confidence": "99%"}, "0 failures in 90 trials would do"),
        ({"value": "0.1", "per": "year", "quantity": "tries"}, "0 events in 30 years would do"),
    ],
)
def test_a_claim_tells_the_sample_that_would_show_it(workspace: Workspace, values: dict[str, str], note: str) -> None:
    filled = claim(workspace).check({"quantity": "foothold"} | values)
    assert filled.problems == {}
    assert filled.notes["value"] == note


def test_a_claim_is_written_under_its_goal(workspace: Workspace) -> None:
    change = claim(workspace).change({"quantity": "foothold", "value": "5%", "confidence": "95%"})
    assert isinstance(change, Change)
    case = case_after(workspace.read(), change)
    says = case.elements["filter::G3"].says
    assert isinstance(says, GoalStatement)
    assert [str(held.value) for held in says.claims] == ["5%"]
    assert case.problems == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"value": "much"}, "value"),
        ({"confidence": "30%"}, "confidence"),
        ({"confidence": "100%"}, "confidence"),
        ({"confidence": "0.95"}, "confidence"),
        ({"events": "-1"}, "events"),
        ({"quantity": ""}, "quantity"),
    ],
)
def test_a_claim_that_says_nothing_is_refused(workspace: Workspace, values: dict[str, str], field: str) -> None:
    filled = claim(workspace).check({"quantity": "foothold", "value": "5%"} | values)
    assert field in filled.problems


def test_only_a_goal_claims(workspace: Workspace) -> None:
    outcome = claim_form(workspace.read(), "filter::S1")
    assert not isinstance(outcome, Form)
    assert "goal" in outcome.reason


@pytest.mark.parametrize("events", [0, 1, 5])
def test_the_sample_is_the_smallest_that_does(events: int) -> None:
    from scipy.stats import beta

    needed = sample_needed(Fraction(1, 100), Fraction(95, 100), events)
    assert needed is not None
    bounds = [beta.ppf(0.95, events + 1, trials - events) for trials in (needed - 1, needed)]
    assert bounds[1] <= 0.01 < bounds[0]


def test_a_sample_that_nobody_can_draw_is_not_told() -> None:
    assert sample_in_words(Fraction(0), Fraction(95, 100)) is None
    assert sample_in_words(Fraction(1, 2), Fraction(1)) is None
    assert exposure_in_words(Fraction(-1), Fraction(95, 100), "year") is None
