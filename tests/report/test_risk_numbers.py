"""The document's section on numbers: what it says of hazards and claims, and where its links lead."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from zlib import decompress

import pytest

import gsn
from gsn.checking import Judgement
from gsn.report.content import document_of
from gsn.report.document import render_page, write_document
from gsn.report.risk_claims import DEEPEST
from gsn.report.risk_content import Numbers, numbers_of
from tests.cli.test_report import Page, browse
from tests.report.risk_cases import DAY, judged

CASES = Path(__file__).parents[2] / "cases"
CYBER_DAY = DAY.replace(month=11, day=23)
UNPROVED = {"attempts: 4 in 1 year": "attempts: 9 in 1 year"}


def numbers(folder: Path, changes: dict[str, str] | None = None) -> Numbers:
    found = numbers_of(judged(folder, changes))
    assert found is not None
    return found


def section(page: str) -> str:
    return page.partition('<section id="numbers">')[2].partition("</section>\n")[0]


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
    assert numbers_of(judgement) is None
    page = render_page(document_of(judgement))
    assert 'id="numbers"' not in page
    assert 'href="#numbers"' not in page


def test_a_hazard_that_nobody_claims_anything_of_is_unbounded(tmp_path: Path) -> None:
    text = 'case open "A hazard"\n    shows G\ngoal G "Safe"\n    undeveloped "later"\nhazard harm "Harm"\n'
    (tmp_path / "case.gsn").write_text(text, encoding="utf-8")
    found = numbers_of(gsn.check(gsn.load(tmp_path), DAY))
    assert found is not None
    assert [(row.name.text, row.bound, row.by) for row in found.hazards] == [("harm", "unbounded", None)]
    assert found.claims == 0


def test_what_at_c_means_is_said_once(tmp_path: Path) -> None:
    page = render_page(document_of(judged(tmp_path)))
    assert words(page).count("It is not the probability that the claim is true") == 1


def test_each_hazard_stands_with_its_bound_and_what_room_it_has(tmp_path: Path) -> None:
    (row,) = numbers(tmp_path).hazards
    assert (row.bound, row.confidence, row.derived, row.room) == (
        "2.6 per year",
        "90%",
        "2.5 per year",
        "1.04 within its claim",
    )
    assert row.by is not None
    assert row.by.text == "G"
    assert row.limit == ""


def test_a_claim_is_told_with_its_derivation_its_charges_and_what_it_holds_under(tmp_path: Path) -> None:
    found = numbers(tmp_path)
    (top,) = found.tops
    assert (top.goal.text, top.quantity.text, top.statement) == ("G", "harm", "<= 2.6 per year at 90%")
    assert (top.proved, top.derived, top.room) == (True, "at most 2.5 per year", "1.04")
    assert [(step.statement, "".join(part.text for part in step.reason)) for step in top.steps] == [
        ("harm <= 2.5 per year", "sum, whatever depends on what"),
        ("way_1 <= 2 per year", "claimed by S1 at 95%"),
        ("way_2 <= 0.5 per year", "claimed by S2 at 95%"),
    ]
    assert top.charged == "10% of 10%"
    assert [(test.text, part) for test, part in top.tests] == [("S1", "5%"), ("S2", "5%")]
    assert [(kind, [part.text for part in elements]) for kind, elements in top.held_by] == [
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
    assert [(source.text, why) for source, why in top.barred] == [("S1", "it is not proved")]
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
    found = numbers_of(replace(judgement, families=families))
    assert found is not None
    assert found.failure == "raised ZeroDivisionError"
    page = render_page(document_of(replace(judgement, families=families)))
    assert "were not judged: raised ZeroDivisionError" in words(section(page))


# What is not worked out, because it would take long


def test_what_is_too_large_is_said_with_the_command_that_does_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gsn.report.risk_pictures.MOST_SIMULATED", 2)
    monkeypatch.setattr("gsn.report.risk_pictures.MOST_WORK", 2)
    monkeypatch.setattr("gsn.report.risk_pictures.MOST_WATERFALLS", 0)
    told = words(section(render_page(document_of(judged(tmp_path)))))
    assert "Not worked out here" in told
    assert "waterfalls of 1 smaller scenarios" in told
    assert "`gsn risk --simulate`" in told
    assert "break-even of G, which `gsn risk --break-even` works out" in told


def test_claims_beyond_what_a_page_holds_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gsn.report.risk_content.MOST_CLAIMS", 2)
    judgement = judged(tmp_path)
    page = render_page(document_of(judgement))
    assert "3 more claims are not shown here" in words(section(page))
    assert_links_lead_somewhere(page)


def test_a_derivation_of_many_steps_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gsn.report.risk_claims.MOST_STEPS", 2)
    page = render_page(document_of(judged(tmp_path)))
    assert "more steps than stand here" in words(section(page))
    assert Nesting(section(page)).open == []


# The page


def assert_links_lead_somewhere(html: str) -> None:
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


@pytest.mark.parametrize("changes", [{}, UNPROVED, {" complete by K": ""}, {"claim harm <= 2.6": "claim harm <= 0"}])
def test_lists_and_links_are_whole(changes: dict[str, str], tmp_path: Path) -> None:
    page = render_page(document_of(judged(tmp_path, changes)))
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
    nesting = Nesting(section(render_page(document_of(judged(tmp_path, changes)))))
    assert nesting.open == []
    assert nesting.deepest == DEEPEST + 1


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    page = render_page(document_of(judged(tmp_path, {'hazard harm "Harm"': f'hazard harm "{hostile}"'})))
    assert not {"script", "img"} & Page(page).tags
    assert hostile in Page(page).words


def test_the_outline_leads_to_each_claim(tmp_path: Path) -> None:
    judgement = judged(tmp_path, UNPROVED)
    page = render_page(document_of(judgement))
    outline = page.partition('<section id="outline">')[2].partition("</section>")[0]
    assert len(re.findall(r'class="proof"', outline)) == 5
    assert "✗ not proved : harm" in re.sub(r"(?<=d):", " :", words(outline))


# A whole case


@pytest.fixture(scope="module")
def cyber() -> Judgement:
    return gsn.check(gsn.load(CASES / "cyber-inability"), CYBER_DAY)


@pytest.fixture(scope="module")
def cyber_page(cyber: Judgement, tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_document(cyber, tmp_path_factory.mktemp("cyber")).read_text(encoding="utf-8")


def test_a_whole_case_is_told_claim_by_claim(cyber: Judgement, cyber_page: str) -> None:
    told = section(cyber_page)
    outcomes = cyber.argument.risk.outcomes
    assert told.count('<article class="claim') == len(outcomes)
    assert f"{len(outcomes)} of {len(outcomes)} claims in numbers are proved" in words(told)
    assert '<li><a href="#numbers">Numbers</a></li>' in cyber_page
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


@pytest.fixture
def printed(cyber_page: str, tmp_path: Path) -> Path:
    """The section as a page of its own, which a browser has sooner than the whole document."""
    head, _, _ = cyber_page.partition("<body>")
    page = tmp_path / "page.html"
    page.write_text(f'{head}<body><section id="numbers">{section(cyber_page)}</section>', encoding="utf-8")
    return page


def test_a_dark_screen_is_dark(printed: Path, tmp_path: Path) -> None:
    pictures = []
    for name, options in {"light": (), "dark": ("--blink-settings=preferredColorScheme=0",)}.items():
        picture = tmp_path / f"{name}.png"
        browse(printed, f"--screenshot={picture}", "--window-size=400,400", *options)
        pictures.append(_first_pixel(picture.read_bytes()))
    light, dark = pictures
    assert min(light) > 200
    assert max(dark) < 60


def _first_pixel(png: bytes) -> bytes:
    """Its red, green and blue: in the first line of a picture every filter leaves them as they are."""
    data, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return decompress(data)[1:4]


def test_paper_unfolds_what_is_folded(printed: Path, tmp_path: Path) -> None:
    pages = []
    for name, folding in {"unfolded": "details::details-content", "folded": "details::no-such-part"}.items():
        page, paper = tmp_path / f"{name}.html", tmp_path / f"{name}.pdf"
        page.write_text(printed.read_text("utf-8").replace("details::details-content", folding), encoding="utf-8")
        browse(page, f"--print-to-pdf={paper}")
        pages.append(len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())))
    assert pages[0] > pages[1] + 2
