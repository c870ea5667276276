"""The JSON is what its published schema says, and its schema says all that is in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gsn.checking import Judgement
from gsn.output.ascii_json import as_ascii_json
from gsn.output.data import FORMAT_VERSION, as_data
from tests.output.conftest import FLAWED, GOOD, OPEN, WAIVED, Judge, all_cases

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "schema" / "check.schema.json").read_text(encoding="utf-8"))


def closed(schema: Any) -> Any:
    """The schema with no field allowed but those that it names: readers pass over new ones, the tests do not."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: closed(part) for name, part in schema.items()}
    return parts | {"additionalProperties": False} if schema.get("type") == "object" else parts


STRICT = Draft202012Validator(closed(SCHEMA))


def told(judgement: Judgement) -> Any:
    return json.loads(as_ascii_json(as_data(judgement)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["format_version"]["const"] == FORMAT_VERSION


def test_every_object_of_the_schema_says_what_it_is() -> None:
    assert all(definition["description"] for definition in SCHEMA["$defs"].values())


@pytest.mark.parametrize(
    ("text", "families"),
    [(GOOD, ()), (OPEN, ()), (WAIVED, ()), (FLAWED, ("golden_rules", "golden_failing", "nowhere_at_all"))],
)
def test_a_judgement_is_as_the_schema_says(judge: Judge, text: str, families: tuple[str, ...]) -> None:
    STRICT.validate(told(judge(text, *families)))


def test_every_case_of_the_project_is_as_the_schema_says(judged_cases: dict[str, Judgement]) -> None:
    assert len(judged_cases) == len(all_cases()) > 30
    for judgement in judged_cases.values():
        STRICT.validate(told(judgement))


@pytest.mark.parametrize(
    "lie",
    [
        {"grounds": [{"message": "x", "element": None, "code": None, "waived": False, "file": None, "line": None}]},
        {"verdict": "accepted"},
        {"verdict": "undetermined"},
        {"verdict": "passed", "families": [{"name": "x", "codes": "", "rules": [], "ran": False, "failure": "raised"}]},
        {"families": []},
        {"label": ""},
        {"as_of": "yesterday"},
        {"format_version": 2},
        {"remark": "a field that the schema does not name"},
    ],
)
def test_what_no_judgement_says_breaks_the_schema(judge: Judge, lie: dict[str, object]) -> None:
    assert not STRICT.is_valid(told(judge(GOOD)) | lie)


def test_a_field_that_is_new_breaks_no_reader(judge: Judge) -> None:
    assert Draft202012Validator(SCHEMA).is_valid(told(judge(GOOD)) | {"new": 1})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("##[add-mask]", "##[add-mask]"),
        ("###", "###"),
        ("\udcff", "\ufffd"),
        ("\ud800a\udfff", "\ufffda\ufffd"),
        ("\U0001d4aa", "\U0001d4aa"),
        ("\\ud800 \\\\ud800", "\\ud800 \\\\ud800"),
        ("\x1b[31m\u202e\u2028", "\x1b[31m\u202e\u2028"),
    ],
)
def test_ascii_json_says_the_same_and_commands_nothing(text: str, read: str) -> None:
    written = as_ascii_json({"text": text})
    assert json.loads(written) == {"text": read}
    assert written.isascii()
    assert written.replace("\n", "").isprintable()
    assert "##" not in written
