"""Each form over one case that is rejected, one that is left open and one that passes, held against a golden file.

``UPDATE_GOLDEN=1`` writes the files anew; what changed in them is then to be read.
"""

import os
from pathlib import Path

import pytest

from gsn import __version__
from gsn.output.forms import FORMS
from tests.output.conftest import FLAWED, GOOD, OPEN, Judge, put, settled

GOLDEN = Path(__file__).parents[1] / "golden" / "output"
ENDINGS = {
    "text": "txt",
    "concise": "concise.txt",
    "json": "json",
    "sarif": "sarif",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "rdjson": "rdjson",
}
CASES = {"flawed": (FLAWED, "golden_rules"), "open": (OPEN, "golden_rules", "golden_failing"), "good": (GOOD,)}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_as_in_its_golden_file(judge: Judge, form: str, name: str) -> None:
    golden = GOLDEN / f"{name}.{ENDINGS[form]}"
    written = put(form, settled(judge(*CASES[name])), prompts=True).replace(__version__, "VERSION")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_each_golden_file_is_of_a_form_and_a_case() -> None:
    expected = {f"{name}.{ending}" for name in CASES for ending in ENDINGS.values()}
    assert {path.name for path in GOLDEN.iterdir()} == expected
