"""A place is a span of one line, and moves with its line."""

import pytest

from gsn.model.place import Line, Place, whole_line


@pytest.mark.parametrize(
    ("start", "end", "column", "end_column"), [(0, 4, 1, 5), (4, 4, 5, 6), (4, 2, 5, 6), (0, 0, 1, 2)]
)
def test_columns_count_from_one_and_a_place_is_never_empty(start: int, end: int, column: int, end_column: int) -> None:
    place = Place(Line("a.gsn", 3, "goal G1"), start, end)
    assert (place.file, place.number, place.column, place.end_column) == ("a.gsn", 3, column, end_column)


@pytest.mark.parametrize(
    ("text", "start", "end"), [("goal", 0, 4), ("    goal  ", 4, 8), ("", 0, 0), ("    ", 4, 4), ("\tgoal", 1, 5)]
)
def test_the_whole_line_is_its_words(text: str, start: int, end: int) -> None:
    place = whole_line(Line("a.gsn", 1, text))
    assert (place.start, place.end) == (start, end)


def test_a_place_moves_with_its_line() -> None:
    line = Line("a.gsn", 3, "goal G1")
    place = Place(line, 5, 7)
    line.number += 1
    assert place.number == 4


def test_places_stand_in_the_order_of_the_text() -> None:
    lines = [Line("a.gsn", 1, ""), Line("a.gsn", 2, ""), Line("b.gsn", 1, "")]
    places = [Place(line, start, 9) for line in lines for start in (0, 3)]
    assert sorted([*places[3:], *places[:3]], key=lambda place: place.order) == places
