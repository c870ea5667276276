"""The picture of a timeline: the same for the same timeline, well formed, and said in words as well."""

import re
from datetime import date, timedelta
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.lapse import Effect, Ending, Lapse, Timeline
from gsn.report.timeline import MOST_BARS, timeline_picture

DAY = date(2026, 6, 1)
NAMESPACE = "{http://www.w3.org/2000/svg}"


def drawn(timeline: Timeline, **names: str) -> tuple[list[str], list[dict[str, str]]]:
    """The texts of a picture, and its bars."""
    root = fromstring(timeline_picture(timeline, names))  # noqa: S314 - the tool's own
    texts = [found.text or "" for found in root.iter(f"{NAMESPACE}text")]
    bars = [dict(found.attrib) for group in root.iter(f"{NAMESPACE}g") for found in group.iter(f"{NAMESPACE}rect")]
    return texts, bars


def timeline(
    *spans: tuple[str, date | None, date | None], falls_on: date | None = None, lapses: tuple[Lapse, ...] = ()
) -> Timeline:
    return Timeline(DAY, lapses, (), falls_on, tuple(spans))


def test_a_bar_for_each_record() -> None:
    spans = (("m::E1", date(2026, 1, 1), date(2026, 12, 31)), ("m::E2", date(2026, 3, 1), None))
    texts, bars = drawn(timeline(*spans, falls_on=date(2027, 1, 1)))
    assert {"E1", "E2", "judged 2026-06-01", "falls 2027-01-01"} <= set(texts)
    assert len(bars) == 2
    assert float(bars[0]["x"]) < float(bars[1]["x"])
    assert bars[0]["stroke-width"] == "2"
    assert (bars[1]["stroke-width"], bars[1]["stroke-dasharray"]) == ("1", "4 3")


def test_what_lasts_longer_is_drawn_longer() -> None:
    ends = [date(2026, 7, 1), date(2026, 8, 1), date(2027, 8, 1)]
    _, bars = drawn(timeline(*((f"m::E{n}", date(2026, 1, 1), end) for n, end in enumerate(ends))))
    widths = [float(bar["width"]) for bar in bars]
    assert widths == sorted(widths)
    assert len(set(widths)) == 3


def test_more_records_than_anybody_reads_are_counted() -> None:
    spans = tuple((f"m::E{number}", DAY, DAY + timedelta(number)) for number in range(MOST_BARS + 5))
    texts, bars = drawn(timeline(*spans))
    assert len(bars) == MOST_BARS
    assert "and 5 more records" in texts


def test_it_says_in_words_what_it_shows() -> None:
    ending = Ending("m::E1", "expires", Effect.FALLS)
    lapse = Lapse(date(2027, 1, 1), (ending,), ("m::G1", "m::G2"), ("m::G1",))
    picture = timeline_picture(timeline(("m::E1", DAY, date(2026, 12, 31)), falls_on=lapse.day, lapses=(lapse,)))
    assert 'role="img" aria-labelledby="lapse-title lapse-desc"' in picture
    assert "The case falls on 2027-01-01. 2027-01-01: 2 goals lose their support" in picture


def test_names_are_made_harmless_and_cut() -> None:
    texts, _ = drawn(timeline(("m::E1", DAY, DAY)), **{"m::E1": '<b>"' + "long " * 40})
    assert texts[-2 if texts[-1].startswith("judged") else -1] or texts
    assert any(text.startswith('<b>"long') and text.endswith("…") for text in texts)
    assert "<b>" not in timeline_picture(timeline(("m::E1", DAY, DAY)), {"m::E1": "<b>"})


days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@settings(max_examples=60, deadline=None)
@given(spans=st.lists(st.tuples(days | st.none(), days | st.none()), max_size=6), falls=days | st.none())
def test_any_timeline_is_drawn_inside_its_frame(
    spans: list[tuple[date | None, date | None]], falls: date | None
) -> None:
    found = timeline(*((f"m::E{n}", dated, until) for n, (dated, until) in enumerate(spans)), falls_on=falls)
    picture = timeline_picture(found)
    assert picture == timeline_picture(found)
    root = fromstring(picture)  # noqa: S314 - the tool's own
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for bar in drawn(found)[1]:
        assert 0 <= float(bar["x"]) <= float(bar["x"]) + float(bar["width"]) <= width + 1
        assert 0 <= float(bar["y"]) <= height
    assert not re.search("nan|inf", picture)


def test_an_empty_timeline_is_drawn() -> None:
    texts, bars = drawn(timeline())
    assert bars == []
    assert "judged 2026-06-01" in texts


@pytest.mark.parametrize("prefix", ["lapse", "other"])
def test_ids_begin_with_the_prefix(prefix: str) -> None:
    picture = timeline_picture(timeline(), prefix=prefix)
    assert re.findall(r' id="([a-z]+)-', picture) == [prefix, prefix]
