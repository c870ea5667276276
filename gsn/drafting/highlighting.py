"""What each part of a line is, for colours: the one tokeniser behind the terminal, the language server and the lexer.

A word that begins a line is a kind or a clause by the model's tables, which say whether the words behind it belong to
the clause, too (``valid until``). The rest are texts, numbers, days, names, words of the grammar and comments. It looks
at one line and at whether that goes on a text of the line above, and needs nothing that can be broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from gsn.language.outline import code_end
from gsn.language.recovery import DIRECTIVES, KINDS
from gsn.model.clauses import CLAUSES, clauses_with


class Role(StrEnum):
    """What a part of a line is."""

    KIND = "kind"
    CLAUSE = "clause"
    WORD = "word"
    NAME = "name"
    DECLARED = "declared"
    TEXT = "text"
    ESCAPE = "escape"
    PARAMETER = "parameter"
    MENTION = "mention"
    NUMBER = "number"
    DATE = "date"
    SIGN = "sign"
    COMMENT = "comment"
    FAULT = "fault"


class Span(NamedTuple):
    """Columns ``start`` to ``end`` of a line, from 0, and what they are."""

    start: int
    end: int
    role: Role


class Vocabulary(NamedTuple):
    """The words of a language.

    Attributes:
        kinds: What begins a statement.
        clauses: The clauses that begin with a word, each by all of its words.
        words: What may stand behind them and is no name.
        lists: Whether a line may begin with a name, because it goes on a list.
    """

    kinds: frozenset[str]
    clauses: Callable[[str], Iterable[str]]
    words: Callable[[], frozenset[str]]
    lists: bool = False


_TOKEN = re.compile(
    r"""  (?P<text>    " [^"\\]* (?: \\. [^"\\]* )* (?: " | $ ) )
        | (?P<date>    [0-9]{4}-[0-9]{2}-[0-9]{2} (?![\w-]) )
        | (?P<number>  [0-9][0-9_]* (?: \.[0-9][0-9_]* )? (?: [eE][+-]?[0-9]+ )? %? )
        | (?P<name>    [A-Za-z_][A-Za-z0-9_]* (?: (?: [.-] | :: ) [A-Za-z0-9_]+ )* )
        | (?P<sign>    -> | <= | >= | \.\. | [<>=,:()] )
        | (?P<space>   \s+ )
        | (?P<fault>   . )
    """,
    re.VERBOSE,
)
_IN_TEXT = re.compile(r"(?P<escape>\\.)|(?P<mention>\[\[[^\]\"]*\]\])|(?P<parameter>\{[^}\"]*\})")
_ROLES = {"date": Role.DATE, "number": Role.NUMBER, "sign": Role.SIGN, "fault": Role.FAULT}


@cache
def grammar_words() -> frozenset[str]:
    """The words that the grammar knows behind a clause's own: ``at``, ``by``, ``any``, ``of``."""
    from gsn.drafting.parsers import line_parser

    with line_parser() as parser:
        words = {word for word in parser.words.values() if word[0].isalpha()}
    return frozenset(words | {"increase", "of", "correct", "incorrect", "P", "public"})


OF_CASES = Vocabulary(
    frozenset({*KINDS, *DIRECTIVES}),
    lambda word: [clause.words for clause in clauses_with(word)],
    grammar_words,
)


def spans(line: str, vocabulary: Vocabulary = OF_CASES, *, continues: bool = False) -> list[Span]:
    """What the parts of a line are, in its order; spaces are left out.

    Args:
        line: One physical line, without its ending.
        vocabulary: The words of its language.
        continues: Whether the line goes on a text of the line above, so that its first word begins nothing.
    """
    end = code_end(line)
    open_text = line[end : end + 1] == '"'
    code = line if open_text else line[:end]
    found = list(_of_code(code, vocabulary, continues=continues))
    if not open_text and end < len(line):
        found.append(Span(end, len(line), Role.COMMENT))
    return found


def highlight(lines: Sequence[str], vocabulary: Vocabulary = OF_CASES) -> list[list[Span]]:
    """The spans of all lines of a text."""
    found: list[list[Span]] = []
    indent = -1
    for line in lines:
        words = line.lstrip(" ")
        deeper = len(line) - len(words) > indent >= 0
        continues = deeper and words.startswith('"')
        found.append(spans(line, vocabulary, continues=continues))
        if not continues:
            indent = len(line) - len(words) if words and not words.startswith("#") else -1
    return found


def _of_code(code: str, vocabulary: Vocabulary, *, continues: bool) -> Iterator[Span]:
    begins, declares, clause_end = not continues, False, 0
    for token in _TOKEN.finditer(code):
        start, stop, sort = token.start(), token.end(), token.lastgroup
        if sort == "space":
            continue
        if sort == "text":
            yield from _of_text(token[0], start)
        elif sort == "name" and begins:
            clause_end = _clause_end(code, start, vocabulary)
            is_kind = token[0] in vocabulary.kinds
            is_statement = is_kind and (clause_end == 0 or _declares(code, stop))
            declares = is_statement and _declares(code, stop)
            other = Role.NAME if vocabulary.lists else Role.WORD
            role = Role.KIND if is_statement or is_kind else Role.CLAUSE if clause_end else other
            yield Span(start, stop, role if token[0] != "public" else Role.WORD)
            if is_statement:
                clause_end = 0
            begins = token[0] == "public"
            continue
        elif sort == "name":
            is_word = token[0] in vocabulary.words()
            yield Span(start, stop, _role_of_name(is_word=is_word, declares=declares, in_clause=stop <= clause_end))
            declares = False
        elif sort is not None:
            yield Span(start, stop, _ROLES[sort])
        begins = False


def _role_of_name(*, is_word: bool, declares: bool, in_clause: bool) -> Role:
    if in_clause:
        return Role.CLAUSE
    if declares:
        return Role.DECLARED
    return Role.WORD if is_word else Role.NAME


def _clause_end(code: str, start: int, vocabulary: Vocabulary) -> int:
    """Where the words of the clause end that a line begins; 0 where it begins none."""
    word = re.match(r"[A-Za-z_]+", code[start:])
    ends = [
        match.end()
        for words in (vocabulary.clauses(word[0]) if word is not None else ())
        if (match := re.compile(r"\s+".join(words.split()) + r"(?![\w-])").match(code, start))
    ]
    return max(ends, default=0)


def _declares(code: str, stop: int) -> bool:
    """Whether a name and a text follow a word that is a kind as well as a clause."""
    return re.match(r"\s+[A-Za-z_][\w.-]*\s+\"", code[stop:]) is not None


def _of_text(text: str, start: int) -> Iterator[Span]:
    """A text, with what stands out in it."""
    done = 0
    for match in _IN_TEXT.finditer(text):
        if match.start() > done:
            yield Span(start + done, start + match.start(), Role.TEXT)
        yield Span(start + match.start(), start + match.end(), Role(match.lastgroup or "text"))
        done = match.end()
    if done < len(text):
        yield Span(start + done, start + len(text), Role.TEXT)


def words_of_clauses() -> list[str]:
    """Every clause's words, the longest first: for lexers that are made of expressions."""
    return sorted({clause.words for clause in CLAUSES}, key=lambda words: (-len(words), words))
