"""Whatever a case's text or an author's prose holds stays text, in every form of the document."""

import json
import re

import pytest
from markdown_it import MarkdownIt

import gsn
from gsn.checking import Judgement
from gsn.output.visible import visible
from tests.report.pages import Page, written
from tests.report.risk_cases import DAY

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style></svg>]]><script>alert(1)</script>",
    "<a href='javascript:alert(1)'>x</a>",
    "<!-- <b> --!> -->",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "{{ 7 * 7 }} {% include 'x' %} {# gone #}",
    "[x](javascript:alert(1)) [y](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "a | b || c",
    "*b* _i_ **s** ~~d~~ `c` ``d`` ```e",
    "@everyone #1 :tada: https://evil.example www.evil.example a@evil.example",
    "$\\alpha$ $$\\frac{1}{2}$$",
    "# heading\\n- item",
    "end\\",
    "``` mermaid click A callback",
    'n1["x"]; click n1 href "javascript:alert(1)"',
    "\u202eesrever\u2066 zero\u200bwidth \U000e0041tag",
    "url(https://evil.example) expression(alert(1))",
    "##[error] ::error::x",
]
"""Each stands wherever a text may stand."""

MARKDOWN_TAGS = {
    "a",
    "br",
    "details",
    "summary",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "code",
    "pre",
}
MARKDOWN_TAGS |= {"table", "thead", "tbody", "tr", "th", "td", "blockquote", "hr"}


def quoted(text: str) -> str:
    """A text as the language writes it."""
    return re.sub(r'(["\\{\[])', r"\\\1", text)


HEAD = """case hostile "{words}"
    decision "{words}" asked of lab0
    system s0
    shows G0
    invalid when "{words}"
    not covered "{words}"
    version "{words}"
    authors "{words}"
    dissent "{words}" by lab0
    prose "prose.md"
"""
EACH = """goal G{n} "Top {words}"
    note "{words}"
    owner "{words}"
    assumption A{n} "{words}"
        watch "{words}" stop at 1
        owner "{words}"
    strategy S{n} "{words}"
        goal H{n} "{words}"
            solution E{n}
            challenge D{n} "{words}"
                accepted "{words}" by lab{n}
        goal U{n} "{words}"
            undeveloped "{words}"
hazard harm{n} "{words}"
system s{n} "{words}"
    configuration c "{words}"
        scaffold "{words}"
actor lab{n} "{words}"
    role evaluator
evidence E{n} "{words}"
    type evaluation
    on s{n}.c
    file "{words}"
    by lab{n}
    withheld "{words}"
waive GSN307 on E{n} "{words}" by lab{n} until 2030-01-01
"""


@pytest.fixture(scope="module")
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    """A case in which each text stands wherever a text may stand, and prose that holds them all."""
    folder = tmp_path_factory.mktemp("hostile")
    head = HEAD.format(words=quoted(" ".join(HOSTILE)))
    each = [EACH.format(n=number, words=quoted(text)) for number, text in enumerate(HOSTILE)]
    (folder / "case.gsn").write_text("\n".join([head, *each]), encoding="utf-8")
    prose = "\n\n".join(f"# {text}\n\n{text}\n\n- {text}\n\n> {text}" for text in HOSTILE)
    (folder / "prose.md").write_text(prose, encoding="utf-8")
    return gsn.check(gsn.load(folder), DAY)


def normal(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def missing_in(words: str) -> list[str]:
    """The texts that a reader of these words does not see as they are."""
    return [text for text in HOSTILE if f"Top {normal(visible(text)).strip()}" not in normal(words)]


def test_in_html(judgement: Judgement) -> None:
    page = Page(written(judgement, "html"))
    assert (page.tags.count("script"), page.tags.count("style")) == (1, 1)
    assert not {"img", "iframe", "object", "embed", "form", "base", "link", "foreignobject"} & set(page.tags)
    assert page.handlers == []
    addresses = {link for link in page.links if not link.startswith("#")}
    assert addresses == {"https://evil.example", "https://evil.example/x.png"}  # the author's own links, in prose
    assert missing_in(page.words) == []


def test_in_markdown(judgement: Judgement) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(written(judgement, "md"))
    page = Page(rendered.replace("<!-- -->", ""))
    assert set(page.tags) <= MARKDOWN_TAGS
    assert page.handlers == []
    assert [link for link in page.links if not link.startswith("#")] == []
    assert missing_in(page.words) == []


def test_in_plain_text_and_as_data(judgement: Judgement) -> None:
    assert missing_in(written(judgement, "txt")) == []
    document = json.loads(written(judgement, "json"))
    rows = [row for module in document["modules"] for row in module["outline"]]
    assert missing_in(" ".join(row["text"] for row in rows)) == []
