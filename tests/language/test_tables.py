"""A parser is the same whether it is made from its grammar or from kept tables, and no other tables are ever taken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lark import Transformer
from lark.grammar import Rule
from lark.lexer import TerminalDef

from gsn.language import tables
from gsn.language.outline import cut
from gsn.language.parsing import LineParser, Misreading
from gsn.language.tables import parser_of
from gsn.model.clauses import CLAUSES
from gsn.model.place import Line
from gsn.treaty import clauses as treaty_clauses
from gsn.treaty import shapes as treaty_shapes

GRAMMAR = 'start: "say" NAME\nNAME: /[a-z]+/\n%ignore " "'


class Name(Transformer[Any, Any]):
    def start(self, words: list[str]) -> str:
        return str(words[0])


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "cache_from_source", lambda _: str(tmp_path / "tables.pyc"))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The grammars that tables were made of."""
    grammars = []
    make = tables._make

    def noting(grammar: str, *others: Any) -> Any:
        grammars.append(grammar)
        return make(grammar, *others)

    monkeypatch.setattr(tables, "_make", noting)
    return grammars


def said(grammar: str = GRAMMAR) -> str:
    """A line, as another start would read it."""
    parser = parser_of("example", grammar, ["start"], Name())
    assert parser.words["SAY"] == "say"
    return str(parser.lark.parse("say it", start="start"))


def test_tables_are_made_once(kept: Path, made: list[str]) -> None:
    assert [said(), said()] == ["it", "it"]
    assert len(made) == len(list(kept.iterdir())) == 1


def test_of_another_grammar_they_are_made_anew(kept: Path, made: list[str]) -> None:
    other = GRAMMAR.replace("[a-z]", "[a-y]")
    assert [said(), said(other), said(GRAMMAR)] == ["it", "it", "it"]
    assert made == [GRAMMAR, other, GRAMMAR]
    assert len(list(kept.iterdir())) == 1


@pytest.mark.parametrize(("what", "value"), [("lark.__version__", "0"), ("sys.version", "2.7")])
def test_what_other_code_made_is_not_taken(
    kept: Path, made: list[str], monkeypatch: pytest.MonkeyPatch, what: str, value: str
) -> None:
    assert said() == "it"
    monkeypatch.setattr(what, value)
    assert said() == "it"
    assert (len(made), len(list(kept.iterdir()))) == (2, 1)


BROKEN = {
    "empty": lambda _: b"",
    "another": lambda _: b"nothing",
    "short": lambda content: content[:-20],
    "one bit": lambda content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_broken_tables_are_made_anew(kept: Path, made: list[str], broken: Callable[[bytes], bytes]) -> None:
    assert said() == "it"
    (file,) = kept.iterdir()
    file.write_bytes(broken(file.read_bytes()))
    assert [said(), said()] == ["it", "it"]
    assert len(made) == 2


def test_where_nothing_may_be_written_nothing_is(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert said() == "it"
    assert list(kept.iterdir()) == []


def case_parser() -> LineParser:
    return LineParser()


def profile_parser() -> LineParser:
    return treaty_shapes.profile_parser.__wrapped__()


EXAMPLES = [(case_parser, CLAUSES), (profile_parser, treaty_clauses.CLAUSES)]


@pytest.mark.parametrize(("parser", "clauses"), EXAMPLES, ids=["cases", "profiles"])
def test_kept_tables_are_those_of_the_grammar(
    kept: Path, made: list[str], parser: Callable[[], LineParser], clauses: Any
) -> None:
    first, second = parser(), parser()
    assert len(made) == len(list(kept.iterdir())) == 1
    assert contents(first) == contents(second)
    for clause in clauses:
        for text in (clause.example.removeprefix(clause.words), f"{clause.example} )", ""):
            lines = cut("text.gsn", text or " ")
            assert read(first, clause.shape, lines) == read(second, clause.shape, lines)


def contents(parser: LineParser) -> object:
    """All that a parser goes by but code."""
    data, memo = parser._lark.memo_serialize([TerminalDef, Rule])
    return data["parser"], data["rules"], memo, parser.words


def read(parser: LineParser, shape: str, lines: list[Line]) -> object:
    """What a parser reads, or what it says of a line that it cannot read."""
    try:
        return parser.read_by_grammar(shape, lines, lines[0].text, "m")
    except Misreading as error:
        return error.misread
