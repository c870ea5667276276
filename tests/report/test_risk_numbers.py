"""The document's section on numbers: what it says of hazards and claims, and where its links lead."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement
from gsn.report.content.claims import DEEPEST
from gsn.report.content.numbers import numbers_of
from gsn.report.model.front import Breaking
from gsn.report.model.risk import Numbers
from tests.report.pages import Page, made, written
from tests.report.risk_cases import DAY, judged

CASES = Path(__file__).parents[2] / "cases"
CYBER_DAY = DAY.replace(month=11, day=23)
UNPROVED = {"attempts: 4 in 1 year": "attempts: 9 in 1 year"}


def numbers(folder: Path, changes: dict[str, str] | None = None) -> Numbers:
    found = numbers_of(judged(folder, changes)).numbers
    assert found is not None
    return found


def section(page: str) -> str:
    return page.partition('<section id="numbers" data-by="tool">')[2].partition("</section>\n")[0]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", Page(html).words)


class Nesting(HTMLParser):
    """Holds that every tag is closed in order, and how deep lists lie in each other."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.deepest = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"br", "meta"}:
            return
        assert tag != "li" or self.open[-1] == "ul", attrs
        assert self.open[-1:] != ["ul"] or tag == "li", f"<{tag}> directly in a list"
        self.open.append(tag)
        self.deepest = max(self.deepest, self.open.count("ul"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


# What it says


def test_a_case_without_numbers_has_no_such_section(tmp_path: Path) -> None:
    plain = """\
case plain "A case without numbers"
    shows G
goal G "The filter holds"
    undeveloped "later"
"""
    (tmp_path / "case.gsn").write_text(plain, encoding="utf-8")
    judgement = gsn.check(gsn.load(tmp_path), DAY)
    assert numbers_of(judgement).numbers is None
    page = written(judgement)
    assert 'id="numbers"' not in page
    assert 'href="#numbers"' not in page


def test_a_hazard_that_nobody_claims_anything_of_is_unbounded(tmp_path: Path) -> None:
    text = 'case open "A hazard"\n    shows G\ngoal G "Safe"\n    undeveloped "later"\nhazard harm "Harm"\n'
    (tmp_path / "case.gsn").write_text(text, encoding="utf-8")
    found = numbers_of(gsn.check(gsn.load(tmp_path), DAY)).numbers
    assert found is not None
    assert [(row.name.text, row.bound, row.by) for row in found.hazards] == [("harm", None, None)]
    assert found.count == 0


def test_what_at_c_means_is_said_once(tmp_path: Path) -> None:
    page = written(judged(tmp_path))
    assert words(page).count("It is not the probability that the claim is true") == 1


def test_each_hazard_stands_with_its_bound_and_what_room_it_has(tmp_path: Path) -> None:
    (row,) = numbers(tmp_path).hazards
    assert row.bound is not None
    assert row.derived is not None
    assert (row.bound.exact, row.bound.shown, row.confidence) == ("13/5", "2.6 per year", "90%")
    assert (row.derived.shown, row.room) == ("2.5 per year", "1.04 within its claim")
    assert row.by is not None
    assert row.by.text == "G"
    assert (row.limit, row.state) == (None, "")


def test_a_claim_is_told_with_its_derivation_its_charges_and_what_it_holds_under(tmp_path: Path) -> None:
    found = numbers(tmp_path)
    (top,) = found.tops
    assert (top.goal.text, top.quantity.text, top.statement) == ("G", "harm", "<= 2.6 per year at 90%")
    assert top.derived is not None
    assert (top.proved, top.side, top.derived.shown, top.room) == (True, "at most", "2.5 per year", "1.04")
    assert [(step.statement, "".join(part.text for part in step.reason)) for step in top.steps] == [
        ("harm <= 2.5 per year", "sum, whatever depends on what"),
        ("way_1 <= 2 per year", "claimed by S1 at 95%"),
        ("way_2 <= 0.5 per year", "claimed by S2 at 95%"),
    ]
    assert top.charged == "10% of 10%"
    assert [(each.test.text, each.share) for each in top.tests] == [("S1", "5%"), ("S2", "5%")]
    assert [(each.words, [part.text for part in each.elements]) for each in top.held_by] == [
        ("Its list is complete by", ["K"]),
        ("In the scope of", ["C"]),
    ]
    assert top.unargued == ("presumption of E1", "presumption of E2", "presumption of E3")


def test_a_claim_that_is_not_proved_is_open_with_the_reason(tmp_path: Path) -> None:
    found = numbers(tmp_path, UNPROVED)
    assert found.proved == 2
    assert [told.goal.text for told in found.unproved] == ["S1", "F"]
    assert found.unproved[1].why == "what supports it gives too weak a bound"
    (top,) = found.tops
    assert not top.proved
    assert [(each.source.text, each.why) for each in top.barred] == [("S1", "it is not proved")]
    assert top.held_by == ()
    assert [(folded.module, len(folded.claims)) for folded in found.modules] == [("numbers", 2)]


def test_proved_claims_are_folded_by_module_below_the_top(tmp_path: Path) -> None:
    found = numbers(tmp_path)
    assert found.unproved == ()
    assert [[told.goal.text for told in folded.claims] for folded in found.modules] == [["S1", "F", "P", "S2"]]


def test_rules_that_did_not_run_are_said_and_nothing_is_reckoned(tmp_path: Path) -> None:
    judgement = judged(tmp_path)
    families = tuple(
        replace(family, failure="raised ZeroDivisionError") if family.name == "gsn.checkers.risk_steps" else family
        for family in judgement.families
    )
    found = numbers_of(replace(judgement, families=families)).numbers
    assert found is not None
    assert found.not_looked_at == "raised ZeroDivisionError"
    page = written(replace(judgement, families=families))
    assert "were not judged: it raised ZeroDivisionError" in words(section(page))


# What is not worked out, because it would take long


def test_what_is_too_large_is_said_with_the_command_that_does_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gsn.report.content.margins.MOST_SIMULATED", 2)
    monkeypatch.setattr("gsn.report.content.margins.MOST_WORK", 2)
    monkeypatch.setattr("gsn.report.content.margins.MOST_WATERFALLS", 0)
    told = words(section(written(judged(tmp_path))))
    assert "Not worked out here" in told
    assert "waterfalls of 1 smaller scenarios" in told
    assert "gsn risk --simulate" in told
    assert made(judged(tmp_path)).page_one.breaking_says.endswith(
        "Not worked out: G, which `gsn risk --break-even` works out."
    )


def test_claims_beyond_what_a_page_holds_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gsn.report.content.numbers.MOST_CLAIMS", 2)
    judgement = judged(tmp_path)
    page = written(judgement)
    assert "3 more claims are not shown here" in words(section(page))
    assert_links_lead_somewhere(page)


def test_a_derivation_of_many_steps_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gsn.report.content.claims.MOST_STEPS", 2)
    page = written(judged(tmp_path))
    assert "more steps than stand here" in words(section(page))
    assert Nesting(section(page)).open == []


# The page


def assert_links_lead_somewhere(html: str) -> None:
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


@pytest.mark.parametrize("changes", [{}, UNPROVED, {" complete by K": ""}, {"claim harm <= 2.6": "claim harm <= 0"}])
def test_lists_and_links_are_whole(changes: dict[str, str], tmp_path: Path) -> None:
    page = written(judged(tmp_path, changes))
    assert Nesting(section(page)).open == []
    assert_links_lead_somewhere(page)


def test_a_definition_within_definitions_is_a_list_within_a_list(tmp_path: Path) -> None:
    deep = 60
    ways = {0: "is {next}", 1: "is any of {next}, way_2"}
    steps = [f'scenario q{index} "Step"\n    {ways[index % 2].format(next=f"q{index + 1}")}' for index in range(deep)]
    steps.append(f'scenario q{deep} "Last"\n    is any of way_1, way_2\n')
    changes = {
        "is any of way_1, way_2 complete by K": "is any of q0, way_2 complete by K",
        'frequency way_2 "Events': "\n".join(steps) + 'frequency way_2 "Events',
        "claim harm <= 2.6": "claim harm <= 100",
    }
    nesting = Nesting(section(written(judged(tmp_path, changes))))
    assert nesting.open == []
    assert nesting.deepest == DEEPEST + 1


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    page = written(judged(tmp_path, {'hazard harm "Harm"': f'hazard harm "{hostile}"'}))
    assert Page(page).tags.count("script") == 1
    assert "img" not in Page(page).tags
    assert hostile in Page(page).words


def test_the_outline_leads_to_each_claim(tmp_path: Path) -> None:
    document = made(judged(tmp_path, UNPROVED))
    rows = [row for module in document.modules for row in module.outline if row.element is not None]
    lines = [line for row in rows if row.element is not None for line in row.element.claims]
    assert len(lines) == 5
    assert "harm <= 2.6 per year at 90%" in [line.claim.text for line in lines if not line.proved]


def test_what_would_have_to_be_wrong_is_told_with_what_no_factor_measures(tmp_path: Path) -> None:
    (broken,) = made(judged(tmp_path)).page_one.breaking
    assert isinstance(broken, Breaking)
    assert "".join(part.text for part in broken.claim) == "G against its claim, harm <= 2.6 per year at 90%"
    assert (broken.leaves[0].leaf.text, broken.leaves[0].quantity) == ("E1", "attempts")
    assert [part.text for part in broken.presumed] == ["K"]
    assert broken.unargued == ("presumption of E1", "presumption of E2", "presumption of E3")


# A whole case


@pytest.fixture(scope="module")
def cyber() -> Judgement:
    return gsn.check(gsn.load(CASES / "cyber-inability"), CYBER_DAY)


@pytest.fixture(scope="module")
def cyber_page(cyber: Judgement) -> str:
    return written(cyber)


def test_a_whole_case_is_told_claim_by_claim(cyber: Judgement, cyber_page: str) -> None:
    told = section(cyber_page)
    outcomes = cyber.argument.risk.outcomes
    assert told.count('<article class="claim') == len(outcomes)
    assert f"{len(outcomes)} of {len(outcomes)} claims in numbers are proved" in words(told)
    assert '<li><a href="#numbers">Hazards, limits, claims</a></li>' in cyber_page
    assert Nesting(told).open == []
    assert_links_lead_somewhere(cyber_page)


def test_a_whole_case_has_its_pictures(cyber_page: str) -> None:
    captions = re.findall(r"<figcaption>Picture \d+\. (\w+)", section(cyber_page))
    assert captions[:5] == ["Headroom", "Waterfall", "Waterfall", "Waterfall", "Tornado"]
    assert "Break" in captions
    assert "20,000 samples, seed 1" in words(section(cyber_page))


def test_a_whole_case_stays_readable_because_most_is_folded(cyber_page: str) -> None:
    told = section(cyber_page)
    unfolded = re.sub(r"<details.*?</details>", "", told, flags=re.DOTALL)
    assert unfolded.count('<article class="claim') <= 6
    assert "<details open" not in told
