"""Pictures of numbers: each sort held against a figure in tests/golden/pictures, and laws for every chart.

`UPDATE_GOLDEN=1 pytest tests/report/test_risk_pictures.py` writes the figures anew; look at them before you keep them.
"""

import json
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from gsn.output.risk_bars import Bar, Chart, Look, Rule, linear_scale, logarithmic_scale
from gsn.report.drawing.metrics import text_width
from gsn.report.pictures.figure import draw
from tests.report.risk_charts import CHARTS, HEADROOM, WATERFALL

GOLDEN = Path(__file__).parents[1] / "golden" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "</title></svg><script>alert(1)</script>",
    "\"' onload='alert(1)' x=\"",
    "<![CDATA[ ]]> <!-- --> <?xml ?> <!DOCTYPE x>",
    "\x00\x01\x1b[31m\x7f\x85\ufffe\uffff \ud800",
    "\u202eright to left\u202c",
    "e" + "\u0301" * 500,
    "x" * 5_000,
    "語" * 300,
    "",
]


def parsed(drawing: str) -> Element:
    return fromstring(drawing)  # noqa: S314 - we have just drawn it


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_looks_as_in_its_golden_figure(name: str) -> None:
    golden = GOLDEN / f"{name}.svg"
    drawn = draw(CHARTS[name], prefix=name) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(drawn, encoding="utf-8")
    assert drawn == golden.read_text(encoding="utf-8")


def test_each_golden_figure_is_of_a_chart() -> None:
    assert {path.stem for path in GOLDEN.glob("*.svg")} == set(CHARTS)


# What a reader is told


def test_a_reader_who_sees_nothing_is_told_every_figure() -> None:
    figure = parsed(draw(HEADROOM))
    told = figure.findtext(f"{SVG}desc") or ""
    assert figure.get("role") == "group"  # a picture with links in it is no `img`
    assert figure.get("aria-labelledby") == "gsn-title gsn-desc"
    assert figure.findtext(f"{SVG}title") == HEADROOM.title
    assert all(f"{bar.label}: {bar.note}" in told for bar in HEADROOM.bars)


def test_no_two_looks_differ_by_colour_alone() -> None:
    figure = parsed(draw(HEADROOM))
    bars = [part for part in figure.iter() if "bar" in part.get("class", "").split()]
    lines = {(bar.get("stroke-width"), bar.get("stroke-dasharray"), bar.get("class")) for bar in bars}
    looks = {bar.look for bar in HEADROOM.bars}
    assert looks == set(Look)
    assert len({line[:2] for line in lines}) == len(looks)


def test_a_label_leads_to_an_anchor_and_nowhere_else() -> None:
    outward = HEADROOM.bars[0]._replace(href="https://example.com/")
    chart = Chart("t", "a", HEADROOM.scale, (HEADROOM.bars[0], outward))
    links = [link.get("href") for link in parsed(draw(chart)).iter(f"{SVG}a")]
    assert links == ["#e-core_damage"]


def test_a_chained_bar_begins_where_the_one_above_ends() -> None:
    figure = parsed(draw(WATERFALL))
    bars = [part for part in figure.iter(f"{SVG}rect") if "bar" in part.get("class", "")]
    left = [float(bar.get("x", "")) for bar in bars]
    right = [x + float(bar.get("width", "")) for x, bar in zip(left, bars, strict=True)]
    assert right[1:3] == pytest.approx([right[0], left[1]], abs=0.2)
    assert right[3] == pytest.approx(left[2], abs=0.2)
    joints = [line for line in figure.iter(f"{SVG}line") if line.get("class") == "chain"]
    assert [float(line.get("x1", "")) for line in joints] == pytest.approx([right[0], left[1], left[2]], abs=0.2)


# Hostile texts


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    bar = Bar(text, text, None, Fraction(1, 2), Look.OVER, Fraction(1, 3), href="#" + text)
    chart = Chart(text, text, linear_scale([Fraction(1)]), (bar, bar), Rule(Fraction(1), text), remark=text)
    figure = parsed(draw(chart, prefix=text))
    tags = {found.tag.rpartition("}")[2] for found in figure.iter()}
    assert tags <= {"a", "desc", "g", "line", "path", "rect", "svg", "text", "title"}
    assert {name for part in figure.iter() for name in part.attrib if name.startswith("on")} == set()
    assert list(_outside(figure)) == []
    assert list(_overlaps(figure)) == []


# Where things are


class Box(NamedTuple):
    what: str
    left: float
    top: float
    right: float
    bottom: float


def _boxes(figure: Element) -> Iterator[Box]:
    """The texts of a figure with the room that they take, and its bars."""
    for part in figure.iter():
        if part.tag == f"{SVG}text":
            size, x, y = (float(part.get(name, "")) for name in ("font-size", "x", "y"))
            width = text_width(part.text or "", size, bold=part.get("font-weight") == "bold")
            left = x - width * {None: 0.0, "middle": 0.5, "end": 1.0}[part.get("text-anchor")]
            yield Box(f"text {part.text}", left, y - 0.72 * size, left + width, y + 0.2 * size)
        elif part.tag == f"{SVG}rect" and "bar" in part.get("class", ""):
            x, y, width, height = (float(part.get(name, "")) for name in ("x", "y", "width", "height"))
            yield Box("bar", x, y, x + width, y + height)


def _outside(figure: Element) -> Iterator[Box]:
    _, _, width, height = map(float, figure.get("viewBox", "").split())
    for box in _boxes(figure):
        if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height:
            yield box


def _overlaps(figure: Element) -> Iterator[tuple[Box, Box]]:
    boxes = list(_boxes(figure))
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = one.right <= other.left or other.right <= one.left
            if not (apart or one.bottom <= other.top or other.bottom <= one.top):
                yield one, other


TINY = Fraction(1, 10**20)
"""So little that a float's logarithm does not tell it."""

VALUES = st.one_of(
    st.just(Fraction(0)),
    st.builds(lambda digits, power: digits * Fraction(10) ** power, st.integers(1, 999), st.integers(-320, 320)),
    st.builds(lambda away, power: Fraction(10) ** power + away, st.sampled_from([-TINY, TINY]), st.integers(-3, 3)),
)
TEXTS = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "C"]), max_size=40)


@st.composite
def charts(draw_from: st.DrawFn) -> Chart:
    """Any chart over any values, however far apart."""
    values = draw_from(st.lists(VALUES, min_size=1, max_size=6))
    floating = st.builds(
        lambda label, note, ends, look, mark: Bar(label, note, ends[0], ends[1], look, mark),
        TEXTS,
        TEXTS,
        st.tuples(st.none() | st.sampled_from(values), st.none() | st.sampled_from(values)),
        st.sampled_from(Look),
        st.none() | st.sampled_from(values),
    )
    scale = draw_from(
        st.sampled_from([logarithmic_scale(values), linear_scale(values), linear_scale(values, from_zero=False)])
    )
    rule = draw_from(st.none() | st.builds(Rule, st.sampled_from(values), TEXTS))
    bars = tuple(draw_from(st.lists(floating, max_size=5)))
    return Chart(draw_from(TEXTS), draw_from(TEXTS), scale, bars, rule, draw_from(st.booleans()), draw_from(TEXTS))


@given(charts())
@settings(max_examples=150)
def test_nothing_overlaps_and_all_lies_within_the_figure(chart: Chart) -> None:
    figure = parsed(draw(chart))
    assert list(_outside(figure)) == []
    assert list(_overlaps(figure)) == []


@given(charts())
@settings(max_examples=50)
def test_the_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    assert draw(chart) == draw(chart)


@given(st.lists(VALUES, min_size=2, max_size=6), st.booleans())
@settings(max_examples=150)
def test_a_larger_value_never_lies_before_a_smaller_one(values: list[Fraction], wide: bool) -> None:  # noqa: FBT001
    scale = logarithmic_scale(values, floating=True) if wide else linear_scale(values)
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    assert all(scale.low <= value <= scale.high for value in values if value or not wide)
    assert 1 <= len(scale.ticks) <= 9
    assert sorted(scale.ticks) == scale.ticks


def test_values_along_the_axis_that_have_no_room_are_left_out() -> None:
    near = [1 + Fraction(part, 10**11) for part in (0, 7)]
    chart = Chart("t", "a", linear_scale(near, from_zero=False), (Bar("b", "n", near[0], near[1]),))
    figure = parsed(draw(chart))
    shown = [text.text for text in figure.iter(f"{SVG}text") if text.get("text-anchor") == "middle"]
    assert list(_overlaps(figure)) == []
    assert 2 <= len(shown) < len(chart.scale.ticks)


def test_the_shortest_bar_on_a_logarithmic_axis_can_be_seen() -> None:
    values = [Fraction(101, 10**7), Fraction(1, 10)]
    assert logarithmic_scale(values).at(values[0]) > 0.1
    assert logarithmic_scale(values, floating=True).at(values[0]) < 0.01


OVERLAPPING = """
<script>
const problems = [];
const parts = svg => [...svg.querySelectorAll("text, rect.bar")];
const named = part => [part.textContent || "bar", part.getBoundingClientRect()];
const apart = (one, other, room) =>
  one.right <= other.left + 1 || other.right <= one.left + 1 ||
  one.bottom <= other.top + room || other.bottom <= one.top + room;
const within = (box, frame) =>
  box.left >= frame.left - 1 && box.right <= frame.right + 1 &&
  box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
const figures = document.querySelectorAll("svg");
for (const svg of figures) {
  const boxes = parts(svg).map(named);
  boxes.forEach(([name, box], index) => {
    if (!within(box, svg.getBoundingClientRect())) problems.push([name, "beyond the figure"]);
    for (const [other, there] of boxes.slice(index + 1))
      if (!apart(box, there, 3)) problems.push([name, other]);
  });
}
document.body.innerHTML = "<pre>" + JSON.stringify({figures: figures.length, problems}) + "</pre>";
</script>
"""
"""Lists what overlaps. A line of text has some room above and below its letters, which may lie on its neighbour's."""


def test_a_browser_finds_room_for_every_word(browser: Browser, tmp_path: Path) -> None:
    """With the browser's own fonts and measures: no word lies on another or on a bar, or beyond the figure."""
    page = tmp_path / "charts.html"
    drawn = [draw(chart, prefix=name) for name, chart in CHARTS.items()]
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{''.join(drawn)}{OVERLAPPING}", encoding="utf-8")
    shown = browser.new_page()
    shown.goto(page.as_uri())
    assert json.loads(shown.locator("pre").inner_text()) == {"figures": len(CHARTS), "problems": []}
