"""Colours for a case that is quoted in a document: a lexer for Pygments, which finds it as ``gsn``.

pygmentize -l gsn cases/cyber-inability/case.gsn
"""

from __future__ import annotations

from collections.abc import Iterator

from pygments import token
from pygments.lexer import Lexer

from gsn.drafting.highlighting import Role, highlight

TOKENS = {
    Role.KIND: token.Keyword.Declaration,
    Role.CLAUSE: token.Keyword,
    Role.WORD: token.Operator.Word,
    Role.NAME: token.Name,
    Role.DECLARED: token.Name.Class,
    Role.TEXT: token.String.Double,
    Role.ESCAPE: token.String.Escape,
    Role.PARAMETER: token.String.Interpol,
    Role.MENTION: token.Name.Label,
    Role.NUMBER: token.Number,
    Role.DATE: token.Literal.Date,
    Role.SIGN: token.Punctuation,
    Role.COMMENT: token.Comment.Single,
    Role.FAULT: token.Error,
}


class GsnLexer(Lexer):
    """The language of safety cases, by the tokeniser that the terminal and the language server use."""

    name = "GSN"  # type: ignore[assignment] # Pygments declares none
    aliases = ["gsn"]  # noqa: RUF012 - as Pygments declares it
    filenames = ["*.gsn", "*.review"]  # noqa: RUF012

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, token._TokenType, str]]:
        """Every part of a text with its offset; together they are the text."""
        lines = text.split("\n")
        begin = 0
        for line, spans in zip(lines, highlight(lines), strict=True):
            done = 0
            for start, end, role in spans:
                if start > done:
                    yield begin + done, token.Whitespace, line[done:start]
                yield begin + start, TOKENS[role], line[start:end]
                done = end
            rest = line[done:] if begin + len(line) == len(text) else f"{line[done:]}\n"
            if rest:
                yield begin + done, token.Whitespace, rest
            begin += len(line) + 1
