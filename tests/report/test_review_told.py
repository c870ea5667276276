"""What reviewers judged and what waits for them, in every form of the document."""

import pytest

from gsn.report.content.document import document_of
from gsn.report.rendering.forms import FORMS, Job, rendered
from gsn.report.rendering.pictures import Pictures
from tests.review.conftest import Desk, desk

__all__ = ["desk"]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "pdf"])
def test_how_far_a_review_has_come(desk: Desk, form: str) -> None:
    review = desk.review('judged G2 "The report says so"', 'query Q1 about G3 "Which patterns were drawn?"')
    document, sources = document_of(desk.judged(review))
    told = document.review
    assert [line[0].text for line in told.judged] == ["G2"]
    assert [line[1].text for line in told.queries] == ["G3"]
    content = rendered(Job(document, Pictures(sources)), form).decode()
    assert "Judged by somebody whose word counts: 1 of 1 elements" in " ".join(content.split())
    assert "Which patterns were drawn?" in content
