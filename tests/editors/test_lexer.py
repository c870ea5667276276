from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments import token
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename

from gsn.drafting.highlighting import Role
from gsn.lexer import TOKENS, GsnLexer

ROOT = Path(__file__).parents[2]
TEXTS = sorted(
    path.relative_to(ROOT).as_posix() for folder in ("cases", "docs") for path in (ROOT / folder).rglob("*.gsn")
)


LEXER = GsnLexer()  # type: ignore[no-untyped-call]

STRANGE = {"cases/flawed/homoglyph/case.gsn": ["\N{CYRILLIC CAPITAL LETTER A}"]}
"""Characters that no name has, which one of the flawed cases is about."""


@pytest.mark.parametrize("path", TEXTS)
def test_a_case_is_coloured_whole_and_without_an_error(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    found = list(LEXER.get_tokens_unprocessed(text))
    assert "".join(words for _, _, words in found) == text
    assert [words for _, sort, words in found if sort is token.Error] == STRANGE.get(path, [])


@given(st.text(alphabet=st.sampled_from('goal G1 "\\{}[]#\n\t€:<>-0123.eE%public')))
def test_whatever_is_lexed_is_given_back(text: str) -> None:
    found = list(LEXER.get_tokens_unprocessed(text))
    assert "".join(words for _, _, words in found) == text
    assert [offset for offset, _, _ in found] == [
        sum(len(words) for _, _, words in found[:n]) for n in range(len(found))
    ]


def test_each_role_has_a_token() -> None:
    assert set(TOKENS) == set(Role)


def test_a_declaration_stands_out() -> None:
    found = [(sort, words) for _, sort, words in LEXER.get_tokens_unprocessed('goal G1 "It {x}"  # why')]
    assert found == [
        (token.Keyword.Declaration, "goal"),
        (token.Whitespace, " "),
        (token.Name.Class, "G1"),
        (token.Whitespace, " "),
        (token.String.Double, '"It '),
        (token.String.Interpol, "{x}"),
        (token.String.Double, '"'),
        (token.Whitespace, "  "),
        (token.Comment.Single, "# why"),
    ]


def test_pygments_finds_it_by_name_and_by_ending() -> None:
    assert isinstance(get_lexer_by_name("gsn"), GsnLexer)
    assert isinstance(get_lexer_for_filename("case.gsn"), GsnLexer)
