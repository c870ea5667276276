"""What a quoted text says: parts joined, escapes undone, parameters and mentions found at their columns."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.language.texts import BadText, Quoted, join
from gsn.model.case import Case
from gsn.model.place import Line, Place
from gsn.model.reference import Ref, Text, identity

Read = Callable[..., Case]


def joined(*parts: str) -> Text:
    lines = [Line("text.gsn", number, f'"{part}"') for number, part in enumerate(parts, 1)]
    quoted = [Quoted(part, Place(line, 1, 1 + len(part))) for part, line in zip(parts, lines, strict=True)]
    return join(quoted, lambda name, place: Ref(identity("m", name), place))


@pytest.mark.parametrize(
    ("parts", "plain"),
    [
        (["a"], "a"),
        ([""], ""),
        (["a", "b", "c"], "a b c"),
        (["a ", " b"], "a   b"),
        (["a", "", "b"], "a\n\nb"),
        (["a", "", "", "b"], "a\n\nb"),
        (["", "a"], "a"),
        (["a", ""], "a"),
        (["", ""], ""),
        (['say \\"a\\"'], 'say "a"'),
        (["a \\\\ b"], "a \\ b"),
        (["\\{a} and \\[[b]]"], "{a} and [[b]]"),
        (["{a} and [[b]]"], "{a} and b"),
        (["[1] {a.b-c}"], "[1] {a.b-c}"),
        (["}"], "}"),
        (["]]"], "]]"),
    ],
)
def test_a_text_as_a_reader_sees_it(parts: list[str], plain: str) -> None:
    assert str(joined(*parts)) == plain


def test_parameters_and_mentions_are_found_in_all_parts() -> None:
    text = joined("{who} says", "", "as [[G3]] does, {what}, and [[m::G4]]")
    assert text.parameters == ("who", "what")
    assert [text.plain[mention.start : mention.end] for mention in text.mentions] == ["G3", "m::G4"]
    assert [mention.ref.place.line.number for mention in text.mentions] == [3, 3]
    assert [
        mention.ref.place.line.text[mention.ref.place.start : mention.ref.place.end] for mention in text.mentions
    ] == [
        "[[G3]]",
        "[[m::G4]]",
    ]


@pytest.mark.parametrize(
    ("raw", "says", "column"),
    [
        ("a \\n b", "`\\n` is not an escape", 2),
        ("a \\", "`\\` is not an escape", 2),
        ("a {b", "`{` opens no parameter", 2),
        ("{}", "`{` opens no parameter", 0),
        ("{a b}", "`{` opens no parameter", 0),
        ("[[a", "`[[` opens no reference", 0),
        ("[[]]", "`[[` opens no reference", 0),
        ("a [[b c]]", "`[[` opens no reference", 2),
        ("{é}", "`{` opens no parameter", 0),
    ],
)
def test_what_opens_nothing_is_refused_where_it_stands(raw: str, says: str, column: int) -> None:
    with pytest.raises(BadText) as caught:
        joined(raw)
    assert (caught.value.message, caught.value.place.start) == (says, column + 1)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_can_be_written(plain: str) -> None:
    raw = plain.replace("\\", "\\\\").replace('"', '\\"').replace("{", "\\{").replace("[[", "\\[\\[")
    assert str(joined(raw)) == plain


@given(st.lists(st.text(alphabet=st.sampled_from('ab {}[]\\"'), max_size=8), min_size=1, max_size=4))
def test_a_text_is_read_or_refused(parts: list[str]) -> None:
    try:
        text = joined(*parts)
    except BadText:
        return
    assert all(text.plain[mention.start : mention.end] == mention.ref.name for mention in text.mentions)


@pytest.mark.parametrize("name", ["G3.", "m::", "m::x::y", "a::b::", "1G"])
def test_a_mention_that_is_no_name(read: Read, name: str) -> None:
    assert [problem.name for problem in read(f'goal G1 "As [[{name}]] says"\n').problems] == ["bad-escape"]
