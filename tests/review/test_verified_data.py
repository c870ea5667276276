"""What `gsn verify --format json` prints is what its published schema says, and the schema says all that is in it."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from gsn.findings import Verdict
from gsn.review.reading import read_review
from gsn.submission.telling import FORMAT_VERSION, json_of, refused_json
from gsn.submission.verifying import Terms, Verified, verify
from tests.output.test_json import closed
from tests.review.conftest import ACCEPTED, DAY, DIGEST, Desk
from tests.submission.forging import LAB, handed_in, trusting

SCHEMAS = {
    name: json.loads((Path(__file__).parents[2] / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8"))
    for name in ("check", "verify")
}
KNOWN: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(closed(schema))) for schema in SCHEMAS.values()
)
STRICT = Draft202012Validator(closed(SCHEMAS["verify"]), registry=KNOWN)

JUDGED = ['judged G2 "Read"', 'judged G3 "Read"']
TERMS = Terms(trusting(LAB), DAY)


@pytest.fixture
def verified(desk: Desk) -> Any:
    """The case handed in and verified on the institute's terms, with a review of it."""

    def on_its_terms(*clauses: str) -> Verified:
        bundle = handed_in(desk.case)
        review = read_review(desk.review(f'of sha256 "{verify(BytesIO(bundle), TERMS).bundle.digest}"', *clauses))
        terms = replace(TERMS, registry=desk.registry(), treaty=desk.profile(), reviews=(review,))
        return verify(BytesIO(bundle), terms)

    return on_its_terms


def told(verified: Verified) -> Any:
    data = json.loads(json_of(verified))
    STRICT.validate(data)
    return data


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMAS["verify"])
    assert SCHEMAS["verify"]["properties"]["format_version"]["const"] == FORMAT_VERSION
    assert all(definition["description"] for definition in SCHEMAS["verify"]["$defs"].values())


def test_who_accepted_the_risk_is_said(verified: Any) -> None:
    found = verified(*JUDGED, ACCEPTED, 'condition "No fine-tuning"')
    assert found.verdict is Verdict.PASSED
    assert told(found)["accepted"] == {"by": "aisi", "on": "2026-06-05", "conditions": ["No fine-tuning"]}


@pytest.mark.parametrize(
    ("clauses", "verdict"),
    [([ACCEPTED], "undetermined"), ([*JUDGED], "passed"), ([*JUDGED, 'determination unacceptable "No"'], "rejected")],
)
def test_nobody_accepted_what_is_not_judged_or_not_determined(verified: Any, clauses: list[str], verdict: str) -> None:
    data = told(verified(*clauses))
    assert (data["verdict"], data["accepted"]) == (verdict, None)


def test_what_is_withheld_and_what_differs_is_as_the_schema_says(desk: Desk, verified: Any) -> None:
    desk.case_says(f'file "evidence/tests.txt" sha256 "{DIGEST}"', 'file "evidence/tests.txt"\n    withheld "Secret"')
    data = told(verified(*JUDGED))
    assert [(each["record"], each["opened"]) for each in data["withheld"]] == [("filter::E1", False)]
    assert data["differences"]


def test_a_refusal_is_as_the_schema_says() -> None:
    refused = json.loads(refused_json(["it is no submission"]))
    STRICT.validate(refused)
    assert (refused["verdict"], refused["accepted"], refused["submission"]) == ("refused", None, None)


@pytest.mark.parametrize(
    "lie",
    [
        {"verdict": "accepted"},
        {"verdict": "refused"},
        {"accepted": "by aisi on 2026-06-05"},
        {"accepted": {"by": "aisi", "on": "2026-06-05"}},
        {"verdict": "undetermined", "accepted": {"by": "aisi", "on": "2026-06-05", "conditions": []}},
        {"grounds": ["nobody has judged it"]},
        {"flaws": ["the proofs do not hold"]},
        {"check": {}},
        {"signers": []},
        {"remark": "a field that the schema does not name"},
    ],
)
def test_what_no_verifying_says_breaks_the_schema(verified: Any, lie: dict[str, object]) -> None:
    assert not STRICT.is_valid(told(verified(*JUDGED, ACCEPTED)) | lie)
