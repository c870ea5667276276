"""The grammar has no conflict, and reads what it should as it should."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, Token
from lark.exceptions import GrammarError
from lark.lexer import Lexer, LexerState

from gsn.language.outline import cut
from gsn.language.parsing import STARTS, Misreading, grammar_text, shared_parser
from gsn.language.plain import read_plain
from gsn.language.shapes import WrongValue
from gsn.model.expression import Compound, Operator
from gsn.model.record import Definition
from gsn.model.reference import Ref


class NoLexer(Lexer):
    """Lark compares all terminals in strict mode, with a package that would make each start five times slower."""

    def __init__(self, conf: object) -> None:
        """Take no notice of the terminals: the tables are made without them."""

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:
        raise NotImplementedError


def test_the_grammar_has_no_conflict() -> None:
    Lark(grammar_text(), start=list(STARTS), parser="lalr", strict=True, lexer=NoLexer)


@pytest.mark.parametrize(
    "grammar", ['start: a | b\na: "x"\nb: "x"', 'start: "x" start | start "x" | "x"'], ids=["reduce", "shift"]
)
def test_a_conflict_would_be_found(grammar: str) -> None:
    with pytest.raises(GrammarError, match=r"(?i)(collision|conflict)"):
        Lark(grammar, parser="lalr", strict=True, lexer=NoLexer)


# A plain line is read without the grammar, and as the grammar reads it

PLAIN = {
    "head": [
        '    public   goal G1  "A text"  ',
        "goal G1",
        'public goal "A text"',
        "goal m2::G1",
        'goal m2::G1 "A text"',
    ],
    "mark": ["   "],
    "text_value": ['    "A text" '],
    "texts": [' "A text" ', '"A", "B" ,"C"'],
    "name": ["  evaluation"],
    "names": ["  code,weights , data"],
    "reference": ["  x1.api", "m2::x1.api "],
    "references": ["  G1, m2::G2 ,G3"],
    "target": [" G1"],
    "date": [" 2026-05-01"],
    "number": [" 250_000.5e3 "],
    "raising": [" aisi", "m2::aisi on  2026-05-01"],
    "file": [' "evidence/a.csv" ', '"a.csv"  sha256 "00ff" '],
    "performer": [" aisi", "m2::aisi with grey_box access"],
    "claim": ["a <= 3e-2 at 85%", " a > 8.5%  at 99.5% for b ", " a > 8.5  per year at 99.5% for m2::x1.api "],
    "measures": [" a: 11 of 2_000 ", "m2::a:  3 in 4.5e1 reactor-year"],
}
"""Lines of each shape that is read without the grammar."""

NAMES = ["goal", "public", "G1", "G1.2", "Sn-3", "G1.", "a::b", "a:", ":", "::", ",", "#"]
NUMBERS = ["1", "1_0", "1.5e3", "12%", "1%2", "1e401", "1" * 41, "2026-05-01", "2026-13-01"]
KEYWORDS = ["<=", ">", "per", "at", "for", "on", "of", "in", "with", "access", "sha256"]
WORDS = st.sampled_from([*NAMES, *NUMBERS, *KEYWORDS])
TEXTS = st.sampled_from(
    ['"A text"', '"a \\" b"', '"{x}"', '"[[G1]]"', '"a"b', '""', '"a" "b"', '"open', "# comment", '"\u2028"']
)
PIECES = st.lists(st.one_of(WORDS, TEXTS, st.text(max_size=3)), max_size=6)


def read_as(shape: str, text: str) -> Any:
    """What the grammar reads, its places written out, or the mistake that it finds."""
    try:
        return written_out(shared_parser().read_by_grammar(shape, cut("text.gsn", text), text, "m"))
    except (Misreading, WrongValue) as error:
        return error


def written_out(record: Any) -> str:
    """A record with all its places in its line, which take no part in equality."""
    if isinstance(record, tuple):
        return f"{type(record).__name__}({', '.join(map(written_out, record))})"
    place = getattr(record, "place", None)
    return f"{record!r} at {None if place is None else (place.start, place.end)}"


def altered(shape: str) -> st.SearchStrategy[str]:
    """A plain line with a few characters left out, doubled, or in another place."""
    return st.builds(
        lambda text, cut, to, again: text[:cut] + text[cut:to] * again + text[to:],
        st.sampled_from(PLAIN[shape]),
        st.integers(0, 12),
        st.integers(0, 40),
        st.integers(0, 2),
    )


@pytest.mark.parametrize("shape", PLAIN)
@given(st.data())
def test_a_plain_line_is_read_as_the_grammar_reads_it(shape: str, data: st.DataObject) -> None:
    text = data.draw(st.one_of(PIECES.map(" ".join), PIECES.map("".join), altered(shape)))
    for line in cut("text.gsn", text):
        plain = read_plain(shape, line, line.text, "m")
        if plain is not None:
            assert written_out(plain) == read_as(shape, line.text)


@pytest.mark.parametrize(("shape", "text"), [(shape, text) for shape, texts in PLAIN.items() for text in texts])
def test_a_plain_line_is_plain(shape: str, text: str) -> None:
    (line,) = cut("text.gsn", text)
    assert written_out(read_plain(shape, line, text, "m")) == read_as(shape, text)


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("date", "2026-13-01"),
        ("raising", "aisi on 2026-02-30"),
        ("number", "1" * 41),
        ("claim", "a <= 1e401 at 85%"),
        ("claim", "a <= 3 at 85"),
        ("claim", "a <= 5% per year at 85%"),
        ("measures", "a: 1.5 of 3"),
        ("measures", "a: 3 of 1.5"),
        ("file", '"{a}"'),
        ("performer", "aisi # a remark"),
    ],
)
def test_what_is_wrong_or_more_than_plain_is_left_to_the_grammar(shape: str, text: str) -> None:
    (line,) = cut("text.gsn", text)
    assert read_plain(shape, line, text, "m") is None


# Expressions


def expression(text: str) -> Compound | Ref:
    definition = shared_parser().read("definition", cut("text.gsn", text), text, "m")
    assert isinstance(definition, Definition)
    return definition.expression


def test_an_expression_is_read_by_its_parentheses() -> None:
    read = expression("any of a, (b then not c), (at least 2 of d, e, (all of f, g))")
    assert isinstance(read, Compound)
    assert (read.operator, len(read.operands), read.depth) == (Operator.ANY, 3, 3)
    chain, least = read.operands[1:]
    assert isinstance(chain, Compound)
    assert isinstance(least, Compound)
    assert [chain.operator, least.operator, least.count] == [Operator.THEN, Operator.AT_LEAST, 2]


def test_ten_thousand_parentheses_around_a_name_are_that_name() -> None:
    assert expression("(" * 10_000 + "a" + ")" * 10_000) == expression("a")


@pytest.mark.parametrize("levels", [100, 101, 10_000])
def test_an_expression_is_at_most_a_hundred_levels_deep(levels: int) -> None:
    text = "(a then " * (levels - 1) + "(a then b)" + ")" * (levels - 1)
    if levels == 100:
        read = expression(text)
        assert isinstance(read, Compound)
        assert read.depth == 100
    else:
        with pytest.raises(WrongValue, match="nested more than 100 levels deep"):
            expression(text)


@pytest.mark.parametrize(("name", "count"), [("a" * 38, 24_999), ("a", 60_000)])
def test_a_line_of_many_operands(name: str, count: int) -> None:
    read = expression(f"any of {', '.join([name] * count)}")
    assert isinstance(read, Compound)
    assert len(read.operands) == count
