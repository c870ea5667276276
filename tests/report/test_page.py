"""The HTML page in a real browser, from a file: walked from the verdict to a record, by mouse and by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import gsn
from tests.report.pages import written
from tests.report.risk_cases import DAY, judged

CASES = Path(__file__).parents[2] / "cases"
WAIVER = 'waive GSN305 on E4 "known" by lab until 2027-12-31\n\n'
PROSE = """\
# A heading

A paragraph with **strong**, *emphasis*, `code` and [a link](https://example.org/a).

- an item
    1. a numbered one

> a quote

| one | two |
| --- | --- |
| 1 | 2 |

```
code
```
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    judgement = gsn.check(gsn.load(CASES / "cyber-inability"), DAY.replace(month=11, day=23))
    file = tmp_path_factory.mktemp("page") / "index.html"
    file.write_text(written(judgement), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def shared(browser: Browser, file: Path) -> Iterator[Page]:
    """The page in a window; whatever the browser complains of, a policy that is broken among it, is kept."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    yield page
    assert complaints == []
    page.close()


@pytest.fixture
def page(shared: Page, file: Path) -> Page:
    shared.goto("about:blank")
    shared.goto(file.as_uri())
    return shared


def hash_of(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def is_in_view(page: Page, id_: str) -> bool:
    return bool(
        page.evaluate(
            "id => { const box = document.getElementById(id).getBoundingClientRect();"
            " return box.height > 0 && box.top >= -2 && box.top < innerHeight; }",
            id_,
        )
    )


def test_from_the_verdict_to_a_finding_to_a_diagram_to_a_record(page: Page) -> None:
    page.get_by_role("link", name="Why is this not passed?").last.click()
    assert hash_of(page) == "#why"
    assert is_in_view(page, "why")
    ground = page.locator("#why details.ground:has(.finding a)").first
    if ground.get_attribute("open") is None:
        ground.locator("summary").click()
    ground.locator(".finding a").first.click()
    finding = hash_of(page)
    assert finding.startswith("#finding-")
    assert is_in_view(page, finding[1:])
    page.locator(f"tr{finding} td:last-child a").click()
    element = hash_of(page)
    assert "::" in element
    assert is_in_view(page, element[1:])
    drawn = page.locator("article.element a[href^='#diagram-']").first
    drawn.scroll_into_view_if_needed()
    drawn.click()
    diagram = hash_of(page)
    assert page.locator(f"figure{diagram}").is_visible()
    node = page.locator(f"figure{diagram} svg a").first
    name = node.get_attribute("href") or ""
    node.click()
    assert page.locator("dialog#record").is_visible()
    assert page.locator("dialog .name").first.inner_text() == name.partition("::")[2]
    page.locator("dialog").get_by_role("link", name="Show it where it stands").click()
    assert page.locator("dialog#record").is_hidden()
    assert hash_of(page) == name


def test_the_same_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "#why":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "why"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    was_open = page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentElement.open") is not was_open
    node = page.locator(".diagrams figure:not(.turned) svg a").first
    node.focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog#record").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.locator("dialog#record").is_hidden()
    assert page.evaluate("document.activeElement.closest('svg') !== null")


def test_a_diagram_grows_shrinks_and_fits(page: Page) -> None:
    figure = page.locator(".diagrams figure:not(.turned)").first
    figure.scroll_into_view_if_needed()

    def width() -> float:
        return float(figure.locator("svg").evaluate("svg => svg.getBoundingClientRect().width"))

    begun = width()
    figure.get_by_role("button", name="Larger").click()
    assert width() > begun * 1.2
    figure.get_by_role("button", name="Fit").click()
    assert width() <= figure.locator(".drawing").evaluate("place => place.clientWidth") + 1
    figure.locator(".drawing").focus()
    page.keyboard.press("+")
    assert width() > figure.locator(".drawing").evaluate("place => place.clientWidth")


def test_the_outline_is_searched_filtered_and_folded(page: Page) -> None:
    rows = page.locator(".rows > .element:visible")
    all_rows = rows.count()
    page.get_by_label("Find in the outline").fill("badge logs")
    page.locator(".tools .found", has_text="found").wait_for()
    assert 0 < rows.count() < 10
    page.get_by_label("Find in the outline").fill("badge logs of nobody")
    page.locator(".tools .found", has_text="0 found").wait_for()
    page.get_by_label("Find in the outline").fill("")
    page.locator(".tools .found:empty").wait_for(state="attached")
    assert rows.count() == all_rows
    page.get_by_role("checkbox", name=re.compile("supported")).uncheck()
    assert page.locator(".rows > .is-supported:visible").count() == 0
    page.get_by_role("checkbox", name=re.compile("supported")).check()
    page.get_by_role("button", name="Collapse all").click()
    assert 0 < rows.count() < all_rows / 4
    page.get_by_role("button", name="Expand all").click()
    assert rows.count() == all_rows


def test_what_is_found_does_not_depend_on_what_was_looked_for_before(page: Page) -> None:
    """A word that holds the one before is looked for among what that found; any other one, among all."""

    def found(*typed: str) -> str:
        for each in typed:
            page.get_by_label("Find in the outline").fill(each)
            page.wait_for_timeout(200)
        return page.locator(".tools .found").inner_text()

    alone = {word: found("", word) for word in ("log", "logs", "badge")}
    assert alone["log"] != alone["logs"] != "0 found" != alone["badge"]
    for before in (("l", "lo", "log"), ("badge", "log"), ("badge", "", "log"), ("logs", "log")):
        assert found("", *before) == alone["log"], before
    assert found("log", "logs") == alone["logs"]
    assert found("") == ""


def test_a_deep_link_leads_to_an_element_and_unfolds_what_hides_it(page: Page, file: Path) -> None:
    page.get_by_role("button", name="Collapse all").click()
    assert page.locator("[id='tasks::SC2.1']").is_hidden()
    page.evaluate("location.hash = '#tasks::SC2.1'")
    page.wait_for_function("document.activeElement.id === 'tasks::SC2.1'")
    assert is_in_view(page, "tasks::SC2.1")
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#risk_models::SC1")
    assert is_in_view(page, "risk_models::SC1")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case with numbers, findings, a waiver, a challenge, and prose with everything that prose may hold."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "prose.md").write_text(PROSE, encoding="utf-8")
    changes = {"attempts: 4 in 1 year": "attempts: 9 in 1 year", 'goal G "': f'{WAIVER}goal G "'}
    judged(folder, changes)
    text = (folder / "case.gsn").read_text(encoding="utf-8")
    text = re.sub(r'(goal G ".*"\n)', r'\1    prose "prose.md"\n    challenge D1 "It may be otherwise"\n', text)
    (folder / "case.gsn").write_text(text, encoding="utf-8")
    judgement = gsn.check(gsn.load(folder), DAY)
    assert judgement.findings
    page = folder / "index.html"
    page.write_text(written(judgement), encoding="utf-8")
    return page


def test_axe_finds_no_violation(browser: Browser, small: Path) -> None:
    """WCAG 2.2 AA and axe's own good practice, as far as a machine tells, with everything open."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(small.as_uri())
    assert page.locator(".author table, .author pre, .author .item").count() > 2
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert violations(page) == []
    context.close()


def test_axe_finds_none_in_the_dark_with_a_record_open(browser: Browser, file: Path) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme="dark")
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 17, 23)"
    page.locator(".diagrams figure:not(.turned) svg a").first.dispatch_event("click")
    assert page.locator("dialog#record").is_visible()
    assert violations(page) == []
    context.close()


def violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


def test_nothing_is_wider_than_a_telephone(browser: Browser, file: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_paper_has_every_diagram_and_unfolds_what_is_folded(page: Page, tmp_path: Path) -> None:
    page.emulate_media(media="print")
    assert page.locator("figure.diagram:visible").count() == page.locator("figure.diagram").count()
    assert page.locator(".tools:visible, .fold:visible, nav:visible").count() == 0
    page.emulate_media(media="screen")
    folded = page.locator("details:not([open])").count()
    assert folded > 0
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "page.pdf").read_bytes())) > 30
    assert page.locator("details:not([open])").count() == folded


def test_without_the_script_everything_can_be_read(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator(".tools").is_hidden()
    assert page.locator("figure.diagram:visible").count() == page.locator("figure.diagram").count()
    context.close()
