"""What a submission says is shown as what it is: no terminal, log, page or parser obeys it in any form."""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import gsn
from gsn.checking import Judgement
from gsn.output.forms import FORMS
from gsn.output.reviewdog import as_inert_markdown
from gsn.output.visible import visible
from tests.output.conftest import DAY, FLAWED, GOOD, Judge, put
from tests.output.families.golden_hostile import HOSTILE

LEGACY_COMMAND = re.compile(r"##\w*\[")
REORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

HEAD = 'case filter "The filter of the service"'
HOSTILE_HEAD = 'case filter "The \x1b[31m ##[add-mask]passed \u202efilter <b> {0} % of the\udcff service"'


@pytest.fixture
def hostile(judge: Judge) -> Judgement:
    """Words of every sort, said by a rule, and by a case."""
    text = FLAWED.replace(HEAD, HOSTILE_HEAD.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return judge(text.replace("renewed in July", "##[error]\u202e\x1b[2J ::error::"), "golden_rules", "golden_hostile")


def is_inert(text: str) -> bool:
    """Whether nothing in a text is a control character, reorders others or is half a character."""
    return not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text) and not (
        REORDERING.search(text)
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_form_holds_nothing_that_a_terminal_or_a_log_obeys(hostile: Judgement, form: str) -> None:
    written = put(form, hostile, prompts=True)
    assert is_inert(written.replace("\n", ""))
    assert not LEGACY_COMMAND.search(written)
    commands = [line for line in written.split("\n") if line.lstrip().startswith("::")]
    assert bool(commands) is (form == "github")


def results_of(written: str) -> Any:
    (run,) = json.loads(written)["runs"]
    return [run["invocations"], *({**result, "fixes": None} for result in run["results"])]


@pytest.mark.parametrize(("form", "read"), [("sarif", results_of), ("gitlab", json.loads), ("rdjson", json.loads)])
def test_what_a_page_shows_is_inert_once_it_is_read(hostile: Judgement, form: str, read: Callable[[str], Any]) -> None:
    """The JSON alone passes words on as they are: it is for programs."""
    assert [text for text in texts_in(read(put(form, hostile))) if not is_inert(text)] == []


def texts_in(data: Any) -> Iterator[str]:
    """Every text of some JSON."""
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    if isinstance(data, str):
        yield data
    for part in parts:
        yield from texts_in(part)


@pytest.mark.parametrize("form", FORMS)
def test_a_finding_is_told_once_whatever_it_says(hostile: Judgement, form: str) -> None:
    """No words end a finding early, begin another or take one away."""
    written, expected = put(form, hostile, prompts=True), len(HOSTILE)
    told = {
        "text": lambda: len(re.findall(r"^error\[GSN298\] ", written, re.MULTILINE)),
        "concise": lambda: len(re.findall(r"^cases/filter/case\.gsn:1:\d+: GSN298 ", written, re.MULTILINE)),
        "github": lambda: len(re.findall(r"^::error title=GSN298 hostile-words,file=", written, re.MULTILINE)),
        "json": lambda: [finding["code"] for finding in json.loads(written)["findings"]].count("GSN298"),
        "sarif": lambda: [found["ruleId"] for found in json.loads(written)["runs"][0]["results"]].count("GSN298"),
        "gitlab": lambda: [issue["check_name"] for issue in json.loads(written)].count("GSN298"),
        "rdjson": lambda: [one["code"]["value"] for one in json.loads(written)["diagnostics"]].count("GSN298"),
        "junit": lambda: len(
            re.findall(r"^error at cases/filter/case\.gsn:1:\d+: ", failure_in(written), re.MULTILINE)
        ),
    }[form]()
    assert told == expected


def failure_in(written: str) -> str:
    failure = ET.fromstring(written).find(".//testcase[@name='GSN298 hostile-words']/failure")  # noqa: S314 - just written
    assert failure is not None
    return failure.text or ""


NAMES = [
    "::error::x",
    "##[error]x",
    "a\nb",
    "%0A,line=1",
    "<&\"'>",
    "\u202egpj.\x1b[2J",
    "  ::debug::y",
    "x y#?",
    "\udcff",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_may_be_called_anything(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path(name)
    folder.mkdir()
    (folder / "case.gsn").write_text(FLAWED, encoding="utf-8")
    judgement = gsn.check(gsn.load(folder), DAY)
    for form in FORMS:
        written = put(form, judgement, prompts=True)
        assert is_inert(written.replace("\n", "")), form
        assert not LEGACY_COMMAND.search(written), form
        begun = [line for line in written.split("\n") if line.lstrip().startswith("::")]
        assert all(re.match(r"::(error|warning|notice) title=(gsn|GSN\d+) ", line) for line in begun), form
        assert bool(begun) is (form == "github")
    ET.fromstring(put("junit", judgement))  # noqa: S314 - just written
    (uri,) = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads(put("sarif", judgement))["runs"][0]["results"]
    }
    assert os.fsdecode(unquote_to_bytes(uri)) == f"{name}/case.gsn"


def test_a_strangers_family_may_say_anything_of_why_it_failed(
    judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "raise ValueError('##[error]\\x1b[2J\\u202e <x> ::error::y `z` @all')\n"
    (tmp_path / "golden_odd.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    judgement = judge(GOOD, "golden_rules", "golden_odd")
    for form in FORMS:
        written = put(form, judgement)
        assert "did not load" in written
        assert is_inert(written.replace("\n", "")), form
        assert not LEGACY_COMMAND.search(written), form


MARKDOWN = MarkdownIt("gfm-like")
PLAIN = {"text", "code_inline"}
NOTHING_BUT_A_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab1 `*_[]()<>!@#:/.-+=~|&;\\\"'{}%www"), max_size=30))
@example("www.example.org")
@example("https://example.org")
@example("`a``[x](y)`")
@example("a_b_c _d_")
@example("- x")
@example("1. x")
@example("===")
@example("a@example.org")
@example(" ` ")
def test_a_comment_of_a_review_shows_words_as_they_are(text: str) -> None:
    """By a reader of GitHub's Markdown: one paragraph of text and code, and no mention outside of code."""
    shown = as_inert_markdown(visible(f"x{text}"[1:]))
    tokens = MARKDOWN.parse(shown)
    if not text.strip():
        return
    assert [token.type for token in tokens] == NOTHING_BUT_A_PARAGRAPH
    children = tokens[1].children or []
    assert {child.type for child in children} <= PLAIN
    words = "".join(child.content for child in children if child.type == "text")
    assert not re.search(r"[@#]", words)
    assert re.sub(r"[\s`]", "", "".join(child.content for child in children)) == re.sub(r"[\s`]", "", text)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_message_is_one_paragraph_of_a_review(words: str) -> None:
    tokens = MARKDOWN.parse(as_inert_markdown(visible(words)))
    assert [token.type for token in tokens] == NOTHING_BUT_A_PARAGRAPH
    assert {child.type for child in tokens[1].children or []} <= PLAIN


def test_plain_messages_stay_as_they_are() -> None:
    for message in (
        "`G4` has no support",
        "evidence `E1` is expired: it was good through 2026-02-28; judged on 2026-06-01",
    ):
        assert as_inert_markdown(message) == message


def test_no_suggestion_is_made_of_words_that_hide_something(hostile: Judgement) -> None:
    suggested = [
        suggestion["text"]
        for one in json.loads(put("rdjson", hostile))["diagnostics"]
        for suggestion in one.get("suggestions", ())
    ]
    assert "G2" in suggested
    assert all(text == visible(text) and "`" not in text for text in suggested)


@settings(max_examples=300)
@given(st.text(st.characters(), max_size=20))
@example("\udcff\ud800\ufffe")
@example("###[x] ####vso[y] ##")
def test_a_visible_text_is_as_long_as_it_was_and_inert(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert is_inert(shown)
    assert not LEGACY_COMMAND.search(shown)
    assert visible(shown) == shown
    ET.fromstring(f"<a>{shown.replace('&', '').replace('<', '')}</a>".encode())  # noqa: S314 - a text of this test
