"""What each platform reads: GitHub's runner, GitLab's Code Quality, whoever shows JUnit reports, and reviewdog."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

import gsn
from gsn.checking import Judgement, only
from gsn.findings import Severity
from tests.output.conftest import FLAWED, GOOD, OPEN, WAIVED, Judge, put

# GitHub's runner


class Command(NamedTuple):
    """A workflow command, as the runner reads it."""

    name: str
    properties: dict[str, str]
    data: str


def read_command(line: str) -> Command | None:
    """After ``TryParseV2`` of ``ActionCommand.cs`` in actions/runner."""
    match = re.match(r"\s*::(\w[\w-]*)(?: ([^\n]*?))?::(.*)", line)
    if match is None:
        return None
    pairs = [pair.split("=", 1) for pair in (match[2] or "").split(",") if pair]
    undo = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))

    def undone(text: str, steps: tuple[tuple[str, str], ...]) -> str:
        for token, character in steps:
            text = text.replace(token, character)
        return text

    properties = {key: undone(value, undo) for key, value in pairs}
    return Command(match[1], properties, undone(match[3], (undo[0], undo[1], undo[4])))


def commands(written: str) -> list[Command]:
    return [command for line in written.split("\n") if (command := read_command(line)) is not None]


def test_github_is_told_each_finding_at_its_place(judge: Judge) -> None:
    judgement = judge(FLAWED)
    verdict, *told = commands(put("github", judgement))
    assert (verdict.name, verdict.properties["title"]) == ("error", "gsn verdict")
    assert verdict.data.startswith("verdict: rejected, held against no treaty\n")
    assert [(command.name, command.properties["title"]) for command in told] == [
        ("warning", "GSN202 small-name"),
        ("error", "GSN201 unsupported-goal"),
        ("notice", "GSN303 expired-evidence is waived"),
    ]
    assert told[1].properties == {
        "title": "GSN201 unsupported-goal",
        "file": "cases/filter/case.gsn",
        "line": "9",
        "endLine": "9",
        "col": "14",
        "endColumn": "16",
    }
    assert told[1].data == "`G3` has no support\nhelp: support it, or mark it `undeveloped`"
    assert told[2].data.startswith("waived by laboratory until 2026-12-31 (The report: renewed in July, 100 % sure)")


@pytest.mark.parametrize(("text", "level"), [(GOOD, "notice"), (OPEN, "warning"), (FLAWED, "error")])
def test_github_is_told_the_verdict_first_because_it_drops_what_comes_late(judge: Judge, text: str, level: str) -> None:
    assert commands(put("github", judge(text)))[0].name == level


@pytest.mark.parametrize("name", ["a,line=1", "%0A::error::b", "c::d", "e%2Cf", "g=h"])
def test_github_is_told_the_file_whatever_it_is_called(judge: Judge, name: str) -> None:
    judgement = judge(FLAWED)
    Path("cases/filter").rename(name)
    moved = gsn.check(gsn.load(name), judgement.as_of)
    told = commands(put("github", moved))
    assert len(told) > 1
    for command in told:
        assert set(command.properties) == {"title", "file", "line", "endLine", "col", "endColumn"}
        assert command.properties["file"] == f"{name}/case.gsn"


def test_the_log_of_github_holds_the_whole_report(judge: Judge) -> None:
    judgement = judge(FLAWED)
    written = put("github", judgement, prompts=True)
    assert written.endswith("\n\n" + put("text", judgement, prompts=True))


# GitLab's Code Quality

ISSUES = Draft202012Validator(
    {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "required": ["check_name", "description", "severity", "fingerprint", "location"],
            "additionalProperties": False,
            "properties": {
                "check_name": {"type": "string", "minLength": 1},
                "description": {"type": "string", "minLength": 1, "pattern": r"^[^\n]+$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "location": {
                    "required": ["path", "lines"],
                    "additionalProperties": False,
                    "properties": {
                        "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\./"}},
                        "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                    },
                },
            },
        },
    }
)
"""The fields that GitLab reads (its page "Code Quality", "report format")."""


def test_gitlab_can_read_the_report_of_every_case(judged_cases: dict[str, Judgement]) -> None:
    for judgement in judged_cases.values():
        issues = json.loads(put("gitlab", judgement, prompts=True))
        ISSUES.validate(issues)
        assert len(issues) == 1 + len(judgement.findings) + len(judgement.waived)
        assert max(Counter(issue["fingerprint"] for issue in issues).values()) == 1
        assert all(issue["description"].startswith(f"{issue['check_name']}: ") for issue in issues)


def test_gitlab_is_told_what_weighs_how_much(judge: Judge) -> None:
    judgement = judge(FLAWED, "golden_rules", "golden_failing")
    told = [(issue["check_name"], issue["severity"]) for issue in json.loads(put("gitlab", judgement, prompts=True))]
    assert told == [
        ("verdict", "blocker"),
        ("family", "critical"),
        ("GSN701", "major"),
        ("GSN801", "info"),
        ("GSN202", "major"),
        ("GSN201", "critical"),
        ("GSN303", "info"),
    ]


@pytest.mark.parametrize(
    ("text", "severity"), [(GOOD, "info"), (OPEN, "critical"), (WAIVED, "critical"), (FLAWED, "blocker")]
)
def test_gitlab_sees_a_verdict_change(judge: Judge, text: str, severity: str) -> None:
    before, after = (json.loads(put("gitlab", judge(case)))[0] for case in (GOOD, text))
    assert after["severity"] == severity
    assert (before["fingerprint"] == after["fingerprint"]) is (text == GOOD)


# JUnit


def suites(written: str) -> dict[str, ET.Element]:
    root = ET.fromstring(written)  # noqa: S314 - just written
    assert root.tag == "testsuites"
    return {suite.get("name", ""): suite for suite in root.findall("testsuite")}


def outcomes(written: str) -> dict[str, str]:
    """Each test case's name with what became of it."""
    return {
        case.get("name", ""): next(
            (tag for tag in ("failure", "error", "skipped") if case.find(tag) is not None), "passed"
        )
        for suite in suites(written).values()
        for case in suite.findall("testcase")
    }


ALLOWED = {
    "testsuites": ({"name", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"properties", "testcase"}),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"name", "classname"}, {"failure", "error", "skipped", "system-out"}),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "skipped": ({"message", "type"}, set()),
    "system-out": (set(), set()),
}
"""Attributes and parts of each element: what Jenkins's schema ``junit-10.xsd`` allows, as far as it is used."""


def test_a_report_has_no_more_than_readers_of_junit_know(judged_cases: dict[str, Judgement]) -> None:
    for judgement in judged_cases.values():
        root = ET.fromstring(put("junit", judgement))  # noqa: S314 - just written
        for element in root.iter():
            attributes, parts = ALLOWED[element.tag]
            assert set(element.attrib) == attributes
            assert {part.tag for part in element} <= parts


def test_a_report_counts_right(judged_cases: dict[str, Judgement]) -> None:
    for judgement in judged_cases.values():
        written = put("junit", judgement)
        totals: Counter[str] = Counter()
        for suite in suites(written).values():
            cases = suite.findall("testcase")
            counted = {"tests": len(cases)} | {
                plural: sum(case.find(tag) is not None for case in cases)
                for plural, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
            }
            assert {name: int(suite.get(name, "")) for name in counted} == counted
            totals.update(counted)
        root = ET.fromstring(written)  # noqa: S314 - just written
        assert {name: int(root.get(name, "")) for name in ("tests", "failures", "errors")} == {
            name: totals[name] for name in ("tests", "failures", "errors")
        }


def test_a_test_case_stands_for_each_rule(judged_cases: dict[str, Judgement]) -> None:
    for judgement in judged_cases.values():
        told = outcomes(put("junit", judgement))
        rules = {rule.code: f"{rule.code} {rule.name}" for family in judgement.families for rule in family.rules}
        assert set(told) == {"verdict", *rules.values()}
        broken = {rules[found.code] for found in judgement.findings if found.severity is not Severity.INFO}
        assert {name for name, outcome in told.items() if outcome == "failure"} - {"verdict"} == broken


def test_a_rule_that_ran_and_found_nothing_is_seen_to_have_passed(judge: Judge) -> None:
    assert outcomes(put("junit", judge(WAIVED))) == {
        "verdict": "failure",
        "GSN201 unsupported-goal": "passed",
        "GSN202 small-name": "failure",
        "GSN303 expired-evidence": "skipped",
        "GSN801 weak-word": "passed",
        "GSN899 never-found": "passed",
    }
    assert set(outcomes(put("junit", judge(GOOD))).values()) == {"passed"}


def test_a_rule_whose_findings_are_not_shown_is_not_seen_to_have_passed(judge: Judge) -> None:
    told = outcomes(put("junit", only(judge(FLAWED), lambda _: False)))
    assert {name for name, outcome in told.items() if outcome == "passed"} == {"GSN899 never-found"}


def test_no_rule_of_a_family_that_failed_is_seen_to_have_passed(judge: Judge) -> None:
    written = put("junit", judge(GOOD, "golden_rules", "golden_failing", "nowhere_at_all"))
    told = outcomes(written)
    assert (told["verdict"], told["GSN701 odd-case"], told["GSN702 even-case"]) == ("failure", "error", "error")
    (only_case,) = suites(written)["nowhere_at_all"].findall("testcase")
    error = only_case.find("error")
    assert error is not None
    assert "No module named 'nowhere_at_all'" in error.get("message", "")
    found = suites(written)["golden_failing"].findtext("testcase/error") or ""
    assert "the case is odd" in found, "what was found before it failed is told"


# reviewdog

POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
RANGE = {
    "type": "object",
    "required": ["start", "end"],
    "additionalProperties": False,
    "properties": {"start": POSITION, "end": POSITION},
}
DIAGNOSTICS = Draft202012Validator(
    {
        "type": "object",
        "required": ["source", "severity", "diagnostics"],
        "additionalProperties": False,
        "properties": {
            "source": {"const": {"name": "gsn"}},
            "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
            "diagnostics": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["message", "location", "severity", "code"],
                    "additionalProperties": False,
                    "properties": {
                        "message": {"type": "string", "minLength": 1},
                        "location": {
                            "required": ["path", "range"],
                            "additionalProperties": False,
                            "properties": {"path": {"type": "string", "minLength": 1}, "range": RANGE},
                        },
                        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                        "code": {"required": ["value"], "properties": {"value": {"type": "string", "minLength": 1}}},
                        "suggestions": {
                            "type": "array",
                            "items": {
                                "required": ["range", "text"],
                                "additionalProperties": False,
                                "properties": {"range": RANGE, "text": {"type": "string"}},
                            },
                        },
                    },
                },
            },
        },
    }
)
"""The fields that are used of ``DiagnosticResult`` in reviewdog's ``reviewdog.proto``."""


def test_reviewdog_can_read_the_diagnostics_of_every_case(judged_cases: dict[str, Judgement]) -> None:
    for judgement in judged_cases.values():
        told = json.loads(put("rdjson", judgement, prompts=True))
        DIAGNOSTICS.validate(told)
        assert len(told["diagnostics"]) == 1 + len(judgement.findings) + len(judgement.waived)


def pointed_at(line: str, span: dict[str, dict[str, int]]) -> str:
    return line.encode()[span["start"]["column"] - 1 : span["end"]["column"] - 1].decode()


def test_reviewdog_counts_bytes(judge: Judge) -> None:
    told = json.loads(put("rdjson", judge(FLAWED), prompts=True))["diagnostics"]
    by_code: dict[str, Any] = {one["code"]["value"]: one for one in told}
    lines = FLAWED.split("\n")
    for code, expected in (("GSN801", "should"), ("GSN202", "g2"), ("GSN201", "G3")):
        span = by_code[code]["location"]["range"]
        assert pointed_at(lines[span["start"]["line"] - 1], span) == expected
    assert not lines[4].isascii()


def test_reviewdog_is_given_a_suggestion_that_mends_the_text(judge: Judge) -> None:
    (suggestion,) = [
        suggestion
        for one in json.loads(put("rdjson", judge(FLAWED)))["diagnostics"]
        for suggestion in one.get("suggestions", ())
    ]
    line = FLAWED.split("\n")[suggestion["range"]["start"]["line"] - 1]
    assert (pointed_at(line, suggestion["range"]), suggestion["text"]) == ("g2", "G2")


@pytest.mark.parametrize(
    ("family", "code"),
    [
        pytest.param("golden_unsafe", "GSN299", id="changes what is said"),
        pytest.param("golden_edits", "GSN297", id="is a part of the fix"),
    ],
)
def test_reviewdog_is_given_no_suggestion_that(judge: Judge, family: str, code: str) -> None:
    told = json.loads(put("rdjson", judge(GOOD, family)))["diagnostics"]
    assert [one["code"]["value"] for one in told][:2] == ["verdict", code]
    assert not any("suggestions" in one for one in told)


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit", "rdjson"])
def test_a_place_in_a_text_that_could_not_be_read_is_a_place(form: str, judge: Judge) -> None:
    """A module that is missing has no line to point at."""
    judgement = judge(GOOD + 'import "nowhere.gsn"\n', "gsn.checkers.reading")
    assert judgement.verdict == "rejected"
    assert "nowhere.gsn" in put(form, judgement)
    assert Path("cases/filter/case.gsn").is_file()
