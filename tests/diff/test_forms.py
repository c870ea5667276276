"""A comparison as people and programs get it; and that no text of a case means anything there."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.diff.change import Difference
from gsn.diff.data import as_data, as_json
from gsn.diff.margins import Margin, Proved
from gsn.diff.markdown import LARGEST, as_markdown
from gsn.diff.telling import Named
from gsn.diff.text import as_text
from gsn.findings import Verdict
from gsn.output.markdown import cell, code, inline
from gsn.risk.problem import Side
from tests.diff.conftest import Differing

NAMED = Named("main:cases/serving (1a2b3c4d5e6f)", "cases/serving")
EDITS = {
    "severe <= 3e-2": "severe <= 4e-2",
    "any of phishing, exploit complete": "any of exploit complete",
    "            solution E1\n": "",
    "Experts gain no more": "Experts gain little more",
    "    context C1": '    note "Seen in May"\n    context C1',
}
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def difference(differ: Differing) -> Difference:
    """A comparison with something of every sort; what rules find in it is chosen here and held elsewhere."""
    found = differ(EDITS)
    unsupported = next(finding for finding in found.brought if finding.code == "GSN201")
    proved = Proved(True, Fraction(3, 125), "year", Side.UPPER, Fraction(5, 4))  # noqa: FBT003 - it holds
    replaced = proved._replace(holds=False, headroom=Fraction(5, 6))
    overdue = found.old.case.elements["serving::G3"]
    return replace(
        found,
        old=replace(found.old, verdict=Verdict.PASSED, grounds=()),
        new=replace(found.new, verdict=Verdict.REJECTED, grounds=()),
        margins=(Margin("serving::G1", "serving::severe", None, proved, replaced),),
        brought=(unsupported,),
        gone=(replace(unsupported, message="`G3` is overdue", code="GSN206", place=overdue.place),),
        grounds_brought=("goal `G2` has no support",),
        grounds_gone=("goal `G3` is undeveloped",),
    )


@pytest.mark.parametrize("name", ["comparison.txt", "comparison.md"])
def test_the_forms_for_people(name: str, difference: Difference) -> None:
    made = {
        "comparison.txt": "".join(f"{line}\n" for line in as_text(difference, NAMED)),
        "comparison.md": as_markdown(difference, NAMED),
    }
    assert made[name] == (GOLDEN / name).read_text(encoding="utf-8")


def test_the_form_for_programs(difference: Difference) -> None:
    data = json.loads(as_json(difference, NAMED))
    assert data["format_version"] == 1
    assert data["of_substance"] is True
    assert data["old"] == {
        "name": NAMED.old,
        "case": "serving",
        "verdict": "passed",
        "label": "passed, held against no treaty",
        "problems": 0,
    }
    assert data["changes"][0] == {
        "what": "claim",
        "effect": "loosened",
        "of_substance": True,
        "element": "serving::G1",
        "kind": "goal",
        "message": "claims something else: its value is loosened",
        "before": "claim severe <= 3e-2 per year at 85% for x1.api",
        "after": "claim severe <= 4e-2 per year at 85% for x1.api",
        "at": "case.gsn:10",
    }
    assert [change["what"] for change in data["changes"]] == [
        "claim",
        "completeness",
        "state",
        "moved",
        "reworded",
        "remark",
    ]
    assert [(told["element"], told["way"]) for told in data["margins"]] == [("serving::G1", "no longer holds")]
    assert data["touched"][0] == {"element": "serving::G1", "shown": True}
    assert [finding["code"] for finding in data["findings"]["brought"]] == ["GSN201"]
    assert [finding["code"] for finding in data["findings"]["gone"]] == ["GSN206"]
    assert data["grounds"] == {"brought": ["goal `G2` has no support"], "gone": ["goal `G3` is undeveloped"]}


def test_nothing_that_differs_is_said_to_be_nothing(differ: Differing) -> None:
    difference = differ({})
    lines = list(as_text(difference, NAMED))
    assert "no changes" in lines
    assert lines[-1].endswith(", as before")
    assert as_data(difference, NAMED)["of_substance"] is False
    assert "No changes." in as_markdown(difference, NAMED)
    assert "<details" not in as_markdown(difference, NAMED)


def test_what_could_not_be_read_is_said_not_to_be_compared(differ: Differing) -> None:
    difference = differ({"            claim range <= 6.4% at 98%": "            claim range <= 6,4% at 98%"})
    said = "the second has 1 mistake in its text: what stands there is not compared"
    assert said in list(as_text(difference, NAMED))
    assert "what stands there is not compared" in as_markdown(difference, NAMED)
    assert as_data(difference, NAMED)["new"]["problems"] == 1


HOSTILE = [
    "@everyone",
    "#1",
    "</details><img src=x onerror=alert(1)>",
    "```",
    "`` ` ``",
    "[click](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "https://example.org",
    "<!-- hidden -->",
    "**bold** | table |",
    "&lt;b&gt;",
    "~~~ ~~~~~",
    "a" * 5000,
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_case_means_anything_in_markdown(words: str, differ: Differing) -> None:
    """Outside of code nothing is left of it; and no code ends before its text does."""
    written = words.replace("\\", "\\\\").replace('"', '\\"').replace("[[", "\\[[").replace("{", "\\{")
    made = as_markdown(differ({"Experts gain no more": f"Experts {written} gain"}), Named(words, words))
    prose = without_code(made)
    assert words[:100] not in prose
    for sign in ("@", "#1", "<img", "https:", "](", "<!--"):
        assert sign not in prose.replace("### ", "")
    assert prose.count("<details") == prose.count("</details>")


def without_code(markdown: str) -> str:
    """What is left of a text when all code is taken out, as CommonMark 0.31 reads it (4.5 and 6.1)."""
    kept: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        opening = re.match(r" *(`{3,})[^`]*$", line)
        if fence:
            fence = "" if re.fullmatch(rf" *`{{{len(fence)},}} *", line) else fence
        elif opening:
            fence = opening[1]
        else:
            kept.append(re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", line))
    assert not fence
    return "\n".join(kept)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "`plain`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("``", "``` `` ```"),
        (" x ", "`  x  `"),
        ("", "`  `"),
        ("a\nb\x1b[2J\u202e", "`a b\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}`"),
    ],
)
def test_code_within_a_line(text: str, shown: str) -> None:
    assert code(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("is `G1` now", "is `G1` now"),
        ("is `G1` <b>now</b>", "is `G1` `<b>now</b>`"),
        ("an odd ` one", "``an odd ` one``"),
        ("call @you", "call `@you`"),
        ("“@you” (see #1), [a](b).", "“`@you`” (see `#1`), `[a](b`)."),
        ("1 met; 2 missing: model_audit, incident_reports", "1 met; 2 missing: `model_audit`, `incident_reports`"),
        ("a_b reached (`c_d` alone, 90% “é”)", "`a_b` reached (`c_d` alone, 90% “é”)"),
        ("https://example.org, www.example.org", "`https://example.org`, `www.example.org`"),
        ("@`G1` now", "``@`G1` now``"),
        ("`G1``G2`", "``` `G1``G2` ```"),
        ("two `` ticks", "```two `` ticks```"),
        ("a\nb_", "a `b_`"),
        ("", ""),
    ],
)
def test_a_message_within_a_line(text: str, shown: str) -> None:
    assert inline(text) == shown


@given(st.text(alphabet="a_ `@.:/w|\n\\é"))
def test_no_two_pieces_of_code_join(text: str) -> None:
    """What could mean something is in code, whose backticks pair as they were written."""
    left = without_code(inline(text))
    assert not set(left) & set("`@_\\|\n")
    assert "://" not in left


@given(st.text(alphabet="a_ `|"))
def test_no_bar_ends_a_cell(text: str) -> None:
    assert "|" not in cell(text)


def test_a_terminal_is_not_steered(differ: Differing) -> None:
    hostile = {"Experts gain no more": "Experts\x1b[2J gain\u202e no more"}
    lines = list(as_text(differ(hostile), Named("a\x1b[2J", "b\nc")))
    assert not any(character in line for line in lines for character in "\x1b\u202e\n\r")


def test_it_is_no_longer_than_a_comment_may_be(differ: Differing) -> None:
    goals = "".join(f'goal H{n} "{"Part " * 60} {n}"\n    undeveloped\n' for n in range(600))
    made = as_markdown(differ({"\nhazard severe": f"\n{goals}\nhazard severe"}), NAMED)
    assert len(made) <= LARGEST + 1000
    assert "more, which `gsn diff` prints" in made
    assert without_code(made).count("<details") == without_code(made).count("</details>")
