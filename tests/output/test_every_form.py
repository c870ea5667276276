"""What holds for every form: it says the verdict and who judged, nothing is lost, and nothing reads as a pass."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from gsn.checking import Judgement, only
from gsn.findings import Verdict
from gsn.output.forms import FORMS
from tests.output.conftest import FLAWED, GOOD, OPEN, WAIVED, Judge, put, settled

VERDICTS = {
    "good": (GOOD, "passed, held against no treaty"),
    "open": (OPEN, "undetermined, held against no treaty"),
    "flawed": (FLAWED, "rejected, held against no treaty"),
    "waived": (WAIVED, "passed with waivers, held against no treaty"),
}


@pytest.mark.parametrize("name", VERDICTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_says_the_verdict_and_the_families(judge: Judge, form: str, name: str) -> None:
    text, label = VERDICTS[name]
    written = put(form, judge(text))
    assert label in written
    assert "golden_rules" in written
    assert "2026-06-01" in written
    assert written.endswith("\n")
    assert not written.endswith("\n\n")


@pytest.mark.parametrize("form", FORMS)
def test_a_form_names_each_family_that_did_not_run_and_why(judge: Judge, form: str) -> None:
    written = put(form, judge(GOOD, "golden_rules", "golden_failing", "nowhere_at_all"))
    assert "undetermined, held against no treaty" in written
    assert "GSN701 raised LookupError: no such shelf" in written
    assert "No module named 'nowhere_at_all'" in written.replace("&apos;", "'")


@pytest.mark.parametrize("form", [form for form in FORMS if form != "json"])
def test_a_form_says_why_a_case_is_rejected_of_which_nothing_is_found(judge: Judge, form: str) -> None:
    """Its text cannot be read, and the family that would say where did not run."""
    written = put(form, judge(GOOD.replace("goal G2", "gaol G2"), "golden_rules", "nowhere_at_all"))
    assert "rejected, held against no treaty" in written
    assert "a part of the text could not be read" in written


@pytest.mark.parametrize("form", FORMS)
def test_a_form_counts_what_it_was_asked_not_to_show(judge: Judge, form: str) -> None:
    written = put(form, only(settled(judge(FLAWED)), lambda finding: finding.code == "GSN202"))
    assert "`G3` has no support" not in written
    assert "rejected, held against no treaty" in written
    if form in {"json", "sarif"}:
        assert '"hidden": 2' in written
    else:
        assert "1 error, 1 warning, 1 prompt; 2 of them not shown, as asked" in written


@pytest.mark.parametrize("form", FORMS)
def test_a_form_lists_what_is_waived_with_who_waived_it_and_why(judge: Judge, form: str) -> None:
    written = put(form, judge(WAIVED))
    for said in ("laboratory", "2026-12-31", "The report: renewed in July, 100 % sure"):
        assert said in written.replace("%25", "%")


@pytest.mark.parametrize(("form", "shown"), [(form, form in {"json", "sarif", "junit"}) for form in FORMS])
def test_prompts_are_shown_where_they_are_asked_for_and_always_in_records(
    judge: Judge, form: str, *, shown: bool
) -> None:
    judgement = judge(FLAWED)
    assert ("says `should`" in put(form, judgement)) is shown
    assert "says `should`" in put(form, judgement, prompts=True)


def not_passed_in_sarif(written: str) -> bool:
    return any(result.get("kind", "fail") == "fail" for result in json.loads(written)["runs"][0]["results"])


def not_passed_in_junit(written: str) -> bool:
    return ET.fromstring(written).find(".//testcase[@name='verdict']/failure") is not None  # noqa: S314 - just written


def not_passed_in_gitlab(written: str) -> bool:
    return any(issue["severity"] in {"blocker", "critical"} for issue in json.loads(written))


def not_passed_in_rdjson(written: str) -> bool:
    told = json.loads(written)
    return told["severity"] != "INFO" and any(one["severity"] != "INFO" for one in told["diagnostics"])


def not_passed_in_github(written: str) -> bool:
    return written.startswith(("::error title=gsn verdict", "::warning title=gsn verdict"))


class Reader(NamedTuple):
    """How a platform that knows nothing of verdicts tells that something is wrong."""

    form: str
    sees_no_pass: Callable[[str], Any]


READERS = [
    Reader("sarif", not_passed_in_sarif),
    Reader("junit", not_passed_in_junit),
    Reader("gitlab", not_passed_in_gitlab),
    Reader("rdjson", not_passed_in_rdjson),
    Reader("github", not_passed_in_github),
    Reader("json", lambda written: json.loads(written)["verdict"] != "passed"),
    Reader("text", lambda written: "verdict: passed, " not in written),
    Reader("concise", lambda written: "verdict: passed, " not in written),
]


def test_there_is_a_reader_of_each_form() -> None:
    assert {reader.form for reader in READERS} == set(FORMS)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.form)
def test_no_case_reads_as_passed_that_has_not_passed(reader: Reader, judged_cases: dict[str, Judgement]) -> None:
    """With every finding shown, and with none: it is the verdict that says it."""
    verdicts = set()
    for name, judgement in judged_cases.items():
        verdicts.add(judgement.verdict)
        bare = only(judgement, lambda _: False)
        assert bool(reader.sees_no_pass(put(reader.form, bare))) is (judgement.verdict != "passed"), name
        assert judgement.verdict == "passed" or reader.sees_no_pass(put(reader.form, judgement)), name
    assert verdicts == set(Verdict)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.form)
def test_a_case_that_no_family_looked_at_reads_as_open(reader: Reader, judge: Judge) -> None:
    assert reader.sees_no_pass(put(reader.form, judge(GOOD, "nowhere_at_all")))


def test_the_same_judgement_is_written_the_same(judge: Judge) -> None:
    for form in FORMS:
        assert put(form, judge(FLAWED)) == put(form, judge(FLAWED))
