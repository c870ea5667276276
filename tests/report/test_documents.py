"""The documents of the cases, as they were when somebody last looked at them.

`UPDATE_GOLDEN=1 pytest tests/report/test_documents.py` writes them anew; look at them before you keep them. The three
cases have theirs as Markdown and as plain text, which a change is read in; the example has the page and the data, too.
"""

import os
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.report.content.document import document_of
from gsn.report.rendering.forms import FORMS, Job, rendered
from gsn.report.rendering.pictures import Pictures

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "documents"
DAY = date(2026, 11, 23)

CASES = {
    "docs/example": ("html", "md", "txt", "json"),
    "cases/cyber-inability": ("md", "txt"),
    "cases/misuse-safeguards": ("md", "txt"),
    "cases/nuclear-cdf": ("md", "txt"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_document_is_as_in_its_golden_file(case: str) -> None:
    document, sources = document_of(gsn.check(gsn.load(ROOT / case), DAY))
    job = Job(document, Pictures(sources))
    for form in CASES[case]:
        golden = GOLDEN / f"{case.rpartition('/')[2]}{Path(FORMS[form].file).suffix}"
        content = rendered(job, form)
        if os.environ.get("UPDATE_GOLDEN"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_bytes(content)
        assert content.decode() == golden.read_text(encoding="utf-8"), golden.name
