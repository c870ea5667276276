"""A parser made from its grammar, or from the tables that were kept of it, in a tenth of the time.

They are kept where Python keeps its compiled modules. Whoever may write there may write the tool itself: nothing new is
trusted; and they are data, written as Python writes constants. Tables are made again when the grammar, this file, lark
or Python is another; where nobody may write, at each start.
"""

from __future__ import annotations

import marshal
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, NamedTuple

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import PatternRE, TerminalDef

_WORD_LIKE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

_NOT_TABLES = ("transformer", "edit_terminals", "lexer_callbacks", "postlex", "tree_class", "_plugins")
"""Options that are code: they are given to a parser when it is made from its tables."""

_DIGEST = sha256().digest_size


class Parser(NamedTuple):
    """A parser, and the words of its grammar by the names of their terminals."""

    lark: Lark
    words: dict[str, str]


def parser_of(name: str, grammar: str, starts: Sequence[str], builder: object) -> Parser:
    """The parser of a grammar.

    Args:
        name: What its tables are kept as.
        grammar: The grammar's text.
        starts: Its start symbols.
        builder: What makes records of what was parsed.
    """
    made_from = repr((grammar, tuple(starts), lark.__version__, sys.version, _state_of_the_code())).encode()
    kept = Path(cache_from_source(__file__)).with_name(f"tables-{name}.{sys.implementation.cache_tag}")
    tables = _read(kept, made_from)
    if tables is not None:
        data, memo, words = tables
        load: Callable[..., Lark] = Lark._load_from_dict  # noqa: SLF001 - as parsers do that lark has written out
        return Parser(load(data, memo, transformer=builder), words)
    made = _make(grammar, starts, builder)
    _keep(kept, made_from, made)
    return made


def _make(grammar: str, starts: Sequence[str], builder: object) -> Parser:
    words: dict[str, str] = {}

    def enter(terminal: TerminalDef) -> None:
        """Note a literal; one that is a word ends where the word ends, so that ``byG9`` is not read as ``by G9``."""
        if terminal.pattern.type != "str":
            return
        words[terminal.name] = literal = terminal.pattern.value
        if _WORD_LIKE.fullmatch(literal):
            terminal.pattern = PatternRE(rf"{literal}(?![\w.-])")
            terminal.priority = max(terminal.priority, 1)  # a word of the grammar goes before a name

    parser = Lark(
        grammar,
        start=list(starts),
        parser="lalr",
        lexer="contextual",
        maybe_placeholders=True,
        transformer=builder,
        edit_terminals=enter,
    )
    return Parser(parser, words)


def _read(kept: Path, made_from: bytes) -> tuple[Any, Any, dict[str, str]] | None:
    with suppress(OSError, EOFError, ValueError, TypeError):
        content = kept.read_bytes()
        digest, tables = content[:_DIGEST], content[_DIGEST:]
        if digest == sha256(made_from + tables).digest():
            return marshal.loads(tables)  # type: ignore[no-any-return] # noqa: S302 - as compiled modules are read
    return None


def _keep(kept: Path, made_from: bytes, made: Parser) -> None:
    if sys.dont_write_bytecode or not kept.parent.is_dir():
        return
    from gsn.placing import place

    data, memo = made.lark.memo_serialize([TerminalDef, Rule])
    data["options"] = {option: value for option, value in data["options"].items() if option not in _NOT_TABLES}
    tables = marshal.dumps((data, memo, made.words))
    with suppress(OSError):
        place(kept, sha256(made_from + tables).digest() + tables)


def _state_of_the_code() -> tuple[int, int]:
    """This file, which decides on more of the tables than the grammar says."""
    state = Path(__file__).stat()
    return state.st_size, state.st_mtime_ns
