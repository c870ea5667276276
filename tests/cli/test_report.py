"""`gsn report`, installed: the page, and what a browser makes of it."""

import re
import shutil
import subprocess
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, Run, WriteCase

CYBER = Path(__file__).parents[2] / "cases" / "cyber-inability"


class Page(HTMLParser):
    """What a test wants to know of a page: ids, links, elements, text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in {"href", "src", "xlink:href"} and value:
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def cyber_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    from tests.cli.conftest import COMMAND

    folder = tmp_path_factory.mktemp("report")
    done = subprocess.run([COMMAND, "report", CYBER, "-o", folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return (folder / "index.html").read_text(encoding="utf-8")


def test_the_page_is_self_contained(cyber_page: str) -> None:
    page = Page(cyber_page)
    assert "script" not in page.tags
    assert [link for link in page.links if not link.startswith("#")] == []
    assert not re.search(r"url\(|@import", cyber_page)


def test_every_link_leads_somewhere_and_every_id_is_unique(cyber_page: str) -> None:
    page = Page(cyber_page)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_every_statement_of_the_argument_is_in_the_page(cyber_page: str) -> None:
    import gsn

    words = re.sub(r"\s+", " ", Page(cyber_page).words)
    for element in gsn.load(CYBER).elements.values():
        assert element.text is not None
        assert re.sub(r"\s+", " ", element.text.plain) in words, element.identity


def test_the_verdict_stands_at_the_top_and_says_against_what(cyber_page: str) -> None:
    body = cyber_page.partition("</style>")[2]
    assert "undetermined, not yet held against example" in Page(body).words[:400]


def test_the_page_counts_what_was_found(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    folder = write_case({"            solution E1\n        goal G3": "        goal G3"})
    run("report", folder, "-o", tmp_path / "out", "--as-of", DAY)
    page = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert "1 error, 0 warnings, 1 point open" in page.words


def test_a_hostile_case_stays_text(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    folder = write_case({"List of patterns of May": hostile, "The filter of the service": "]]> & </svg>" + hostile})
    assert run("report", folder, "-o", tmp_path / "out", "--as-of", DAY).returncode == 0
    page = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert not {"script", "img"} & page.tags
    assert hostile in page.words


def test_a_case_that_cannot_be_read_is_rendered_with_its_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.gsn").write_bytes(b'case x\n    shows G1\ngoal G1 "open\n\tgaol \xff\x00 G2\n    goal G1\n')
    done = run("report", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == 0
    page = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert "rejected" in page.words
    assert "GSN012" in page.words


def test_the_same_case_gives_the_same_page(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    folder = write_case()
    pages = []
    for name in "ab":
        run("report", folder, "-o", tmp_path / name, "--as-of", DAY)
        pages.append((tmp_path / name / "index.html").read_bytes())
    assert pages[0] == pages[1]


def test_a_folder_that_cannot_be_written_is_said(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("report", write_case(), "-o", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_a_browser_lays_the_page_out(cyber_page: str, tmp_path: Path) -> None:
    """In Chromium: nothing is refused or missing, and no diagram is empty or wider than what scrolls."""
    (tmp_path / "page.html").write_text(cyber_page, encoding="utf-8")
    dom = browse(tmp_path / "page.html")
    assert dom.count("<svg") == cyber_page.count("<svg")
    picture = tmp_path / "page.png"
    browse(tmp_path / "page.html", f"--screenshot={picture}", "--window-size=1300,2000")
    assert picture.stat().st_size > 50_000


def browse(page: Path, *options: str) -> str:
    """The page as Chromium holds it after loading."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("there is no Chromium on this machine")
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        command += ["--disable-component-update", "--disable-sync", "--no-first-run", f"--user-data-dir={profile}"]
        output = options or ("--dump-dom",)
        done = subprocess.run(
            [*command, *output, page.as_uri()], capture_output=True, text=True, timeout=120, check=False
        )
    assert done.returncode == 0, done.stderr
    return done.stdout
