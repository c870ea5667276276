"""The PDF: what an archive and a reader who cannot see ask of it, and that no word of a case is mark-up."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

import gsn
from gsn.report.document import write_documents
from gsn.report.rendering.pdf import not_held

CASES = Path(__file__).parents[2] / "cases"
DAY = date(2026, 11, 23)
COMMAND = Path(sys.executable).parent / "gsn"
HOSTILE = (
    "#panic(1) #read('/etc/passwd') [*bold*] $x^2$ @label <label> ~raw~ // comment /* */"
    r" </text><script>alert(1)</script> ]]> &amp; \{\{ 7*7 }} 中文 😀 עברית"
)
CASE = f"""case hostile "{HOSTILE}"
    shows G1
    not covered "{HOSTILE}"
goal G1 "{HOSTILE}"
    note "{HOSTILE}"
    challenge D1 "{HOSTILE}"
    undeveloped "{HOSTILE}"
assumption A1 "{HOSTILE}"
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of a whole case, with numbers, diagrams, a profile."""
    return _written(CASES / "misuse-safeguards", tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "case.gsn").write_text(CASE, encoding="utf-8")
    return _written(folder, tmp_path_factory.mktemp("out"))


def _written(case: Path, folder: Path) -> bytes:
    (path,) = write_documents(gsn.check(gsn.load(case), DAY), folder, ["pdf"])
    return path.read_bytes()


def _text(content: bytes) -> str:
    assert shutil.which("pdftotext") is not None
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True, timeout=60)
    return " ".join(told.stdout.decode().split())


def _figures(node: object) -> Iterator[pikepdf.Object]:
    """The structure elements of pictures."""
    stack = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, pikepdf.Array):
            stack.extend(at)
        elif isinstance(at, pikepdf.Dictionary):
            if at.get("/S") == "/Figure":
                yield at
            if "/K" in at:
                stack.append(at["/K"])


def test_it_says_that_it_is_made_for_archives_and_for_who_cannot_see(whole: bytes) -> None:
    with pikepdf.open(BytesIO(whole)) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo["/Title"]).startswith("A-3 as a public assistant")
        assert document.check_pdf_syntax() == []


def test_every_picture_is_told_in_words(whole: bytes) -> None:
    with pikepdf.open(BytesIO(whole)) as document:
        figures = list(_figures(document.Root.StructTreeRoot.K))
        assert len(figures) > 10
        assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_it_has_bookmarks_and_links_that_lead_somewhere(whole: bytes) -> None:
    with pikepdf.open(BytesIO(whole)) as document:
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[:2] == ["Page one", "Why is this not passed?"]
        assert {"Evidence register", "Obligations", "The argument", "Sign-off"} <= set(titles)
        links = [each for page in document.pages for each in page.get("/Annots", ()) if each.Subtype == "/Link"]
        assert len(links) > 200
        assert all("/Dest" in each or "/A" in each for each in links)


def test_each_page_says_of_which_case_it_is_and_how_many_there_are(whole: bytes) -> None:
    with pikepdf.open(BytesIO(whole)) as document:
        number = len(document.pages)
    text = _text(whole)
    assert text.count("misuse_safeguards, version 1.0") >= number
    assert text.count("undetermined, judged on 2026-11-23") >= number
    assert f"page {number} of {number}" in text


def test_it_says_what_the_view_model_says(whole: bytes) -> None:
    text = _text(whole)
    for told in (
        "Serving A-3 adds at most 11.4 severe misuses",
        "What would have to be wrong",
        "Numbers in the protocol",
    ):
        assert told in text


def test_a_word_of_a_case_is_never_mark_up(hostile: bytes) -> None:
    text = _text(hostile)
    for told in (
        "#read('/etc/passwd')",
        "[*bold*]",
        "$x^2$",
        "@label <label>",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
    ):
        assert told in text, told
    assert "root:" not in text


def test_a_character_that_no_font_holds_stands_there_by_its_number(hostile: bytes) -> None:
    text = _text(hostile)
    assert "[U+4E2D][U+6587]" in text
    assert "[U+1F600]" in text
    assert "3 characters of this document's text stand here by their numbers" in text


def test_what_the_fonts_hold() -> None:
    assert not_held(set("aé Ωж✓○✗→≤“”…◇△")) == set()
    assert not_held({"中", "😀", "a"}) == {"中", "😀"}


def test_the_same_case_gives_the_same_bytes_elsewhere(whole: bytes, tmp_path: Path) -> None:
    """In another process, time zone and locale, with another order of hashes."""
    case = str(CASES / "misuse-safeguards")
    told = [str(COMMAND), "report", case, "-o", str(tmp_path), "--format", "pdf", "--as-of", str(DAY)]
    elsewhere = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    subprocess.run(told, check=True, capture_output=True, timeout=120, env={**os.environ, **elsewhere})
    assert (tmp_path / "document.pdf").read_bytes() == whole
