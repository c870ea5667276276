"""Writes the TextMate grammars of the VS Code extension from the clause tables: `python editors/textmate.py`.

Tests hold that the files are what the tables give, and that both colour every example as `gsn/drafting/highlighting.py`
does, which the terminal and the language server use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from gsn.drafting.highlighting import Role, grammar_words
from gsn.drafting.profiles import WORDS
from gsn.language.recovery import DIRECTIVES, KINDS
from gsn.model.clauses import CLAUSES
from gsn.treaty.clauses import CLAUSES as PROFILE_CLAUSES
from gsn.treaty.kinds import KINDS as PROFILE_KINDS

SYNTAXES = Path(__file__).parent / "vscode" / "syntaxes"

SCOPES = {
    Role.KIND: "storage.type",
    Role.CLAUSE: "keyword.other.clause",
    Role.WORD: "keyword.operator.word",
    Role.NAME: "variable.other",
    Role.DECLARED: "entity.name.type",
    Role.TEXT: "string.quoted.double",
    Role.ESCAPE: "constant.character.escape",
    Role.PARAMETER: "variable.parameter",
    Role.MENTION: "markup.underline.link.reference",
    Role.NUMBER: "constant.numeric",
    Role.DATE: "constant.other.date",
    Role.SIGN: "keyword.operator",
    Role.COMMENT: "comment.line.number-sign",
}
"""What themes have colours for; a character that belongs to nothing has none."""

_NAME = r"[A-Za-z_][A-Za-z0-9_]*(?:(?:[.-]|::)[A-Za-z0-9_]+)*"
_DECLARED = r"[A-Za-z_][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*"
_NAME_ENDS = r"(?![A-Za-z0-9_]|(?:[.-]|::)[A-Za-z0-9_])"
_WORDS_END = r"(?![\w-])"
_BEGIN = r"^\s*(?:(public)\s+)?"
"""Where a statement or a clause begins: at the first word of a line, or behind `public`."""


def grammar(
    language: str, title: str, kinds: Collection[str], clauses: Sequence[str], words: Iterable[str], *, lists: bool
) -> str:
    """The grammar of one language, as the file has it.

    Args:
        language: What the language is called in scopes and by editors.
        title: What readers see.
        kinds: The words that begin a statement.
        clauses: The words of each clause.
        words: The words that may stand behind them.
        lists: Whether a line may begin with a name, because it goes on a list.
    """
    scopes = {role: f"{scope}.{language}" for role, scope in SCOPES.items()}

    def begins(pattern: str, *roles: Role) -> dict[str, Any]:
        """A rule for the beginning of a line, whose groups behind `public` have these roles."""
        named = {str(number): {"name": scopes[role]} for number, role in enumerate((Role.WORD, *roles), 1)}
        return {"match": _BEGIN + pattern, "captures": named}

    def anywhere(role: Role, pattern: str) -> dict[str, Any]:
        return {"match": pattern, "name": scopes[role]}

    kind = f"({_one_of(kinds)}){_NAME_ENDS}"
    beginning_with_a_kind = sorted(
        {clause.partition(" ")[2] for clause in clauses if clause.partition(" ")[0] in kinds} - {""}
    )
    patterns = [
        begins(rf'{kind}\s+({_DECLARED})(?=\s+")', Role.KIND, Role.DECLARED),
        *(
            [begins(rf"{kind}\s+({_one_of(beginning_with_a_kind)}){_WORDS_END}", Role.KIND, Role.CLAUSE)]
            if beginning_with_a_kind
            else []
        ),
        begins(kind, Role.KIND),
        begins(f"({_one_of(clauses)}){_WORDS_END}", Role.CLAUSE),
        begins(f"({_NAME})", Role.NAME if lists else Role.WORD),
        anywhere(Role.COMMENT, "#.*$"),
        {
            "begin": '"',
            "end": '"|$',
            "name": scopes[Role.TEXT],
            "patterns": [
                anywhere(Role.ESCAPE, r"\\."),
                anywhere(Role.MENTION, r"\[\[[^\]\"]*\]\]"),
                anywhere(Role.PARAMETER, r"\{[^}\"]*\}"),
            ],
        },
        anywhere(Role.DATE, r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])"),
        anywhere(Role.NUMBER, r"[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9]+)?%?"),
        anywhere(Role.WORD, f"(?:{_one_of(words)}){_NAME_ENDS}"),
        anywhere(Role.NAME, _NAME),
        anywhere(Role.SIGN, r"->|<=|>=|\.\.|[<>=,:()]"),
    ]
    held = {"name": title, "scopeName": f"source.{language}", "patterns": patterns}
    return json.dumps(held, indent=2, ensure_ascii=False) + "\n"


def _one_of(words: Iterable[str]) -> str:
    """An alternation, the longest first, in which any space stands for spaces."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)


def of_cases() -> str:
    return grammar(
        "gsn",
        "GSN safety case",
        [*KINDS, *DIRECTIVES],
        [clause.words for clause in CLAUSES],
        grammar_words(),
        lists=False,
    )


def of_profiles() -> str:
    return grammar(
        "gsn-treaty",
        "GSN treaty profile",
        PROFILE_KINDS,
        [clause.words for clause in PROFILE_CLAUSES],
        WORDS,
        lists=True,
    )


GRAMMARS = {"gsn.tmLanguage.json": of_cases, "gsn-treaty.tmLanguage.json": of_profiles}


if __name__ == "__main__":
    SYNTAXES.mkdir(exist_ok=True)
    for name, made in GRAMMARS.items():
        (SYNTAXES / name).write_text(made(), encoding="utf-8")
