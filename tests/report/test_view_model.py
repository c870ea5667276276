"""The view model: plain data, documented field by field, the same facts for every form."""

import json
import runpy
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import gsn
from gsn.checking import Judgement
from gsn.cli.treaty_option import load_named
from gsn.report.content.document import Options
from gsn.report.content.front import MOST_RUNS
from gsn.report.model.document import FORMAT_VERSION, Document
from gsn.report.model.plain import as_data, as_json, made_visible
from gsn.report.model.values import Part
from tests.report.pages import made, written
from tests.report.risk_cases import DAY, judged

ROOT = Path(__file__).parents[2]
CASES = ROOT / "cases"


@pytest.fixture(scope="module")
def cyber() -> Judgement:
    return gsn.check(gsn.load(CASES / "cyber-inability"), date(2026, 11, 23))


@pytest.fixture(scope="module")
def document(cyber: Judgement) -> Document:
    return made(cyber)


def records(value: Any) -> list[Any]:
    """Every record of a document, with all that is in it."""
    found, stack = [], [value]
    while stack:
        each = stack.pop()
        if is_dataclass(each):
            found.append(each)
            stack += [getattr(each, field.name) for field in fields(each)]
        elif isinstance(each, tuple):
            stack += each
        else:
            assert each is None or isinstance(each, str | int | bool), type(each)
    return found


# Its form


def test_it_holds_plain_data_and_nothing_else(document: Document) -> None:
    assert len(records(document)) > 1000


def test_as_json_it_says_the_same(document: Document) -> None:
    assert json.loads(as_json(document)) == as_data(document)
    assert json.loads(as_json(document))["format_version"] == FORMAT_VERSION


def test_its_page_is_what_its_records_say() -> None:
    """`python docs/view_model.py` writes it."""
    told = runpy.run_path(str(ROOT / "docs" / "view_model.py"))["page"]()
    assert told == (ROOT / "docs" / "view-model.md").read_text(encoding="utf-8")


def test_whatever_leads_somewhere_leads_to_what_is_there(document: Document) -> None:
    every = records(document)
    ids = {each.id for each in every if hasattr(each, "id")}
    targets = {each.target for each in every if isinstance(each, Part) and each.target}
    assert targets <= ids
    assert {id_ for each in every for id_ in getattr(each, "findings", ()) if isinstance(id_, str)} <= ids


def test_no_string_of_it_hides_or_commands_anything() -> None:
    part = Part("a\u202eb\x1b[31m", "t")
    assert made_visible(part) == Part("a\ufffdb\ufffd[31m", "t")
    plain = (Part("a", "b"), ("c", 1, None))
    assert made_visible(plain) is plain


def test_no_place_of_it_depends_on_where_the_case_lies(document: Document) -> None:
    assert str(ROOT) not in as_json(document)


# Page one


def test_page_one_of_a_whole_case(document: Document) -> None:
    page = document.page_one
    assert page.decision is not None
    assert (page.decision.asked, page.decision.of_whom) == (
        "Serve x1.api to vetted customers from 2026-12-14",
        "AI Safety Institute",
    )
    assert page.shows[0][0].target == "cyber_inability::G1"
    assert page.standing.profile == "example"
    assert len(page.standing.digest) == 64
    assert page.standing.supplied_by == "gsn"
    assert [row.name.text for row in page.configurations.rows if row.decided_on] == ["x1.api"]
    assert "x1.helpful_only" in page.configurations.says
    assert page.validity.falls_on == "2027-07-01"
    assert len(page.validity.invalid_when) == 3
    assert page.breaking
    assert page.breaking[0].leaves
    assert "is safe" in page.verdict.meaning


def test_each_ground_is_walked_from_the_shown_goal_down_to_its_findings(document: Document) -> None:
    met = [each for ground in document.page_one.verdict.grounds for each in ground.met]
    assert met
    for each in met:
        assert each.path[-1] == each.element
    reached = [each for each in met if each.path[0].text == "G1" and len(each.path) > 1]
    assert reached
    assert any(each.findings for each in met)


def test_what_nobody_looked_at_is_said(tmp_path: Path) -> None:
    document = made(judged(tmp_path))
    page = document.page_one
    assert page.standing.not_looked_at
    assert document.obligations.not_looked_at
    assert document.sign_off.not_looked_at
    assert page.since.says == "No earlier version was given to compare with (`--since`)."
    undone = [each.what for each in page.looked if not each.done]
    assert "The obligations of a treaty profile" in undone
    assert "Whether the documents in evidence say what the goals say of them" in undone
    assert "Whether the risk is acceptable" in undone


def test_a_family_that_failed_was_not_looked_at(tmp_path: Path) -> None:
    from dataclasses import replace

    judgement = judged(tmp_path)
    families = tuple(
        replace(family, failure="raised KeyError") if family.name == "gsn.checkers.support" else family
        for family in judgement.families
    )
    page = made(replace(judgement, families=families)).page_one
    (support,) = [each for each in page.looked if each.what.startswith("Support")]
    assert not support.done
    assert "did not run: gsn.checkers.support raised KeyError" in support.how


def test_withheld_evidence_stands_on_page_one(tmp_path: Path) -> None:
    changes = {'evidence E4 "List of ways"\n': 'evidence E4 "List of ways"\n    withheld "state secret"\n'}
    page = made(judged(tmp_path, changes)).page_one
    assert [(each.record.text, each.why, each.state) for each in page.withheld] == [("E4", "state secret", "withheld")]


def test_the_runs_on_a_configuration_are_counted_whole(document: Document) -> None:
    rows = {row.name.text: row for row in document.page_one.configurations.rows}
    assert (len(rows["x1.api"].tested_by), rows["x1.api"].more) == (3, 0)
    many = rows["x1.helpful_only"]
    assert len(many.tested_by) == MOST_RUNS
    on_it = [record for record in document.evidence.records if record.on == many.name.text]
    assert many.more == len(on_it) - MOST_RUNS > 0


# The rest


def test_other_profiles_are_compared_where_somebody_asks(cyber: Judgement, document: Document) -> None:
    assert document.comparison.rows == ()
    assert "gsn report --compare" in document.comparison.says
    options = Options(profiles=tuple(load_named(name, DAY) for name in ("example", "sb-1047")))
    rows = {row.profile: row for row in made(cyber, options).comparison.rows}
    assert list(rows) == ["example", "sb-1047"]
    assert rows["example"].standing == document.page_one.standing.standing
    assert rows["example"].limits
    assert rows["sb-1047"].standing == "not bound; if bound, undetermined"
    for form in ("html", "md", "txt"):
        assert "Safe and Secure Innovation" in " ".join(written(cyber, form, options).split()), form


def test_every_element_has_its_full_record_once(cyber: Judgement, document: Document) -> None:
    rows = [row.element for module in document.modules for row in module.outline if row.element is not None]
    sections = [element for section in document.sections for element in section.elements]
    told = [element.id for element in (*rows, *sections)] + [record.id for record in document.evidence.records]
    assert len(told) == len(set(told))
    assert sorted(told) == sorted(cyber.case.elements)


def test_an_element_knows_the_scope_that_it_stands_in(document: Document) -> None:
    rows = {row.element.id: row.element for module in document.modules for row in module.outline if row.element}
    assert [part.text for part in rows["cyber_inability::G1.1"].scope] == ["C1", "C2", "C3", "A1"]
    assert "A1" in [part.text for part in rows["tasks::C1.1"].scope]


def test_prose_stands_beside_what_the_tool_says_and_is_known_by_its_digest(document: Document) -> None:
    told = {prose.about.text: prose for prose in document.prose}
    assert set(told) == {"G1", "tasks::C1.1", "elicitation::SC4"}
    assert told["G1"].blocks[0].kind == "heading"
    inputs = {each.file: each.sha256 for each in document.provenance.inputs}
    assert inputs["prose/G1.md"] == told["G1"].sha256


@pytest.mark.parametrize(
    ("written", "trouble"),
    [("prose/none.md", "is not there"), ("../outside.md", "goes up"), ("/etc/passwd", "is no relative path")],
)
def test_prose_that_cannot_be_read_is_said(written: str, trouble: str, tmp_path: Path) -> None:
    document = made(judged(tmp_path, {'hazard harm "Harm"\n': f'hazard harm "Harm"\n    prose "{written}"\n'}))
    (prose,) = document.prose
    assert trouble in prose.trouble
    assert prose.blocks == ()


def test_every_input_is_listed_with_its_digest(cyber: Judgement, document: Document) -> None:
    import hashlib

    for each in document.provenance.inputs:
        if each.what.startswith(("text", "prose", "evidence")):
            data = (CASES / "cyber-inability" / each.file).read_bytes()
            assert hashlib.sha256(data).hexdigest() == each.sha256, each.file
    assert len([each for each in document.provenance.inputs if each.what.startswith("text")]) == len(cyber.case.modules)


def test_the_sign_off_is_about_the_inputs(document: Document) -> None:
    import hashlib

    lines = "".join(f"{each.sha256}  {each.file}\n" for each in document.provenance.inputs)
    assert hashlib.sha256(lines.encode()).hexdigest() == document.sign_off.digest


def test_a_planned_run_is_told_from_one_that_was_not(document: Document) -> None:
    planned = {record.name: record.planned for record in document.evidence.records}
    assert planned["monitoring_drill"] == "no protocol announced it"
    assert planned["foothold_novice_log"].startswith("planned in")
    assert planned["security_audit"] == ""
    assert document.evidence.protocols


def test_hazards_are_traced_to_goals_and_evidence(document: Document) -> None:
    rows = {(row.source.text, row.goal.text): row for row in document.traces.hazards}
    assert ("severe_cyber", "G1") in rows
    assert any(row.evidence for row in rows.values())


def test_options_are_told_and_not_where_it_was_written(tmp_path: Path) -> None:
    document = made(judged(tmp_path), Options(told=("--actors registry.gsn",)))
    assert document.provenance.options == ("--actors registry.gsn",)
    assert str(tmp_path) not in as_json(document)


def test_an_argument_of_any_depth_is_told(tmp_path: Path) -> None:
    deep = 3000
    lines = ["case deep", "    shows G0"]
    for number in range(deep):
        lines += [f'goal G{number} "Goal"', f"    goal G{number + 1}"]
    lines += [f'goal G{deep} "Goal"', '    undeveloped "later"']
    (tmp_path / "case.gsn").write_text("\n".join(lines) + "\n", encoding="utf-8")
    document = made(gsn.check(gsn.load(tmp_path), DAY))
    (module,) = document.modules
    assert max(row.depth for row in module.outline) == deep
