"""Laws of reading JSON in pieces: the same as reading it whole, however it is cut, and NaN where Python writes it."""

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gsn.evidence.logs.bare_constants import BareConstants
from gsn.evidence.logs.fields import Json
from gsn.evidence.logs.json_stream import ANY, EACH, Wanted, first_keys, read_lines, read_object
from gsn.evidence.logs.log import Unreadable

EVERYTHING: dict[str, Any] = {}
EVERYTHING[ANY] = EVERYTHING[EACH] = EVERYTHING

TEXTS = st.text(max_size=12) | st.sampled_from(
    ["NaN", "-Infinity", '"NaN"', "\\", "\\\\", '\\"', ": NaN,", "\\NaN", "N", "a" * 40, "é危\U0001f600", "\u2028"]
)
NUMBERS = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
CONSTANTS = st.sampled_from([math.nan, math.inf, -math.inf])
DOCUMENTS = st.dictionaries(
    TEXTS,
    st.recursive(
        st.none() | st.booleans() | NUMBERS | CONSTANTS | TEXTS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)
SIZES = st.lists(st.integers(1, 30), min_size=1, max_size=8)


def cut(content: bytes, sizes: list[int]) -> Iterator[bytes]:
    """The content in pieces of the given sizes, again and again."""
    start = turn = 0
    while start < len(content):
        size = sizes[turn % len(sizes)]
        yield content[start : start + size]
        start, turn = start + size, turn + 1


def plain(value: Json) -> Any:
    """Numbers as Python's json reads them."""
    match value:
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
        case None | bool() | str() | int():
            return value
        case _:
            return float(value)


@settings(max_examples=100, deadline=None)
@given(document=DOCUMENTS, sizes=SIZES, ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
@example(document={"a": [math.nan, "x\\", -math.inf, '"NaN']}, sizes=[1], ascii_only=True, indent=None)
@example(document={"NaN": "NaN", "\\": math.inf}, sizes=[2, 3], ascii_only=False, indent=1)
def test_reading_in_pieces_is_reading_whole(
    document: dict[str, Any],
    sizes: list[int],
    ascii_only: bool,  # noqa: FBT001 - drawn
    indent: int | None,
) -> None:
    content = json.dumps(document, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "surrogatepass")
    expected = json.loads(content, parse_constant=str)
    assert plain(read_object(cut(content, sizes), EVERYTHING)) == expected
    assert list(first_keys(cut(content, sizes))) == list(expected)


@settings(max_examples=100, deadline=None)
@given(document=DOCUMENTS, sizes=SIZES)
def test_only_bare_constants_become_texts(document: dict[str, Any], sizes: list[int]) -> None:
    content = json.dumps(document, ensure_ascii=False).encode()
    constants = BareConstants()
    passed = b"".join(constants.feed(piece) for piece in cut(content, sizes)) + constants.rest()
    assert json.loads(passed) == json.loads(content, parse_constant=str)
    if b"NaN" not in content and b"Infinity" not in content:
        assert passed == content


@settings(max_examples=50, deadline=None)
@given(documents=st.lists(DOCUMENTS, min_size=1, max_size=4), sizes=SIZES)
def test_lines_are_read_one_after_the_other(documents: list[dict[str, Any]], sizes: list[int]) -> None:
    content = "\n".join(json.dumps(document) for document in documents).encode()
    found: list[Json] = []
    read_lines(cut(content, sizes), EVERYTHING, found.append)
    assert [plain(value) for value in found] == [json.loads(json.dumps(d), parse_constant=str) for d in documents]


@settings(max_examples=60, deadline=None)
@given(document=DOCUMENTS, sizes=SIZES)
def test_what_is_not_wanted_is_not_kept(document: dict[str, Any], sizes: list[int]) -> None:
    content = json.dumps({"kept": {"x": [1, {"y": 2, "z": 3}], "w": {}}, **document, "last": 1}).encode()
    if "kept" in document or "last" in document:
        return
    wanted: Wanted = {"kept": {"x": {EACH: {"y": {}}}}, "last": {}}
    assert read_object(cut(content, sizes), wanted) == {"kept": {"x": [1, {"y": 2}]}, "last": 1}


def test_items_are_handed_on_with_what_stands_before_them() -> None:
    content = b'{"head": 1, "items": [{"a": 1, "b": 2}, 3, [4]], "deep": {"items": [5]}, "tail": 2}'
    handed: list[tuple[Any, Json]] = []
    wanted: Wanted = {"head": {}, "items": {EACH: {"a": {}, EACH: {}}}, "deep": {"items": {EACH: {}}}, "tail": {}}
    whole = read_object([content], wanted, ("items", lambda document, item: handed.append((dict(document), item))))
    assert handed == [({"head": 1}, {"a": 1}), ({"head": 1}, 3), ({"head": 1}, [4])]
    assert whole == {"head": 1, "items": [], "deep": {"items": [5]}, "tail": 2}


@pytest.mark.parametrize("content", [b'{"a": 1, "a": 1}', b'{"b": {"c": 1, "c": {}}}', b'{"a": {}, "b": 1, "a": []}'])
def test_what_is_kept_is_said_once(content: bytes) -> None:
    with pytest.raises(Unreadable, match="twice in one object"):
        read_object([content], {"a": {}, "b": {"c": {}}})


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"a"', b'{"a":', b'{"a":1', b'{"a":[1,', b'{"a":"x', b'{"a":"\\', b'{"a":N']
)
def test_json_that_does_not_end(content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"is cut off|is empty|is no JSON"):
        read_object([content], EVERYTHING)
