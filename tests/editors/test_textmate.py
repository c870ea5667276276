"""The grammars colour as the one tokeniser does, and are what the clause tables give."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from gsn.drafting.highlighting import OF_CASES, Role, highlight
from gsn.drafting.profiles import OF_PROFILES
from gsn.model.clauses import CLAUSES
from gsn.treaty.clauses import CLAUSES as PROFILE_CLAUSES
from tests.editors.textmate import scopes_of

ROOT = Path(__file__).parents[2]
MADE = runpy.run_path(str(ROOT / "editors" / "textmate.py"))
TEXTS = sorted(
    path.relative_to(ROOT).as_posix() for folder in ("cases", "docs", "gsn") for path in (ROOT / folder).rglob("*.gsn")
)
PROFILES = sorted((ROOT / "gsn" / "treaty" / "profiles").glob("*.treaty"))

VOCABULARIES = {"gsn": OF_CASES, "gsn-treaty": OF_PROFILES}

TRICKY = """public goal G1.2 "A \\"quoted\\" {part}, see [[m::G-2]]" # a comment with "quotes"
    system S
    public context C1 "x
    valid until 2026-12-31
    valid untill 2026-12-31
    claim P(X) <= 1.5e-3 per 1_000 sessions at 95%
    unknownword at 5 by nobody€
    "goes on" with grey_box access
public
  # goal G9 "no"
waive GSN201 on G1 by a until 2026-01-01 "for"
goals G1 "x"
goal-x G1 "x"
system G1 "x" "y"
    notéd "x"
"""


def grammar(name: str) -> Any:
    return json.loads((ROOT / "editors" / "vscode" / "syntaxes" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", MADE["GRAMMARS"])
def test_grammars_are_current(name: str) -> None:
    """`python editors/textmate.py` writes them."""
    written = (ROOT / "editors" / "vscode" / "syntaxes" / name).read_text(encoding="utf-8")
    assert written == MADE["GRAMMARS"][name]()


def expected(text: str, language: str) -> list[list[str | None]]:
    scopes = {role: f"{scope}.{language}" for role, scope in MADE["SCOPES"].items()}
    rows = text.split("\n")
    found: list[list[str | None]] = [[None] * len(row) for row in rows]
    for held, spans in zip(found, highlight(rows, VOCABULARIES[language]), strict=True):
        for start, end, role in spans:
            held[start:end] = [scopes.get(role)] * (end - start)
    return found


def differences(text: str, language: str = "gsn") -> list[tuple[str, list[str | None], list[str | None]]]:
    """The lines in which a character that is no space is coloured in two ways."""
    coloured = scopes_of(grammar(f"{language}.tmLanguage.json"), text)
    rows = zip(text.split("\n"), coloured, expected(text, language), strict=True)
    return [
        (row, one, other)
        for row, one, other in rows
        if any(mine != theirs for mine, theirs, letter in zip(one, other, row, strict=True) if not letter.isspace())
    ]


@pytest.mark.parametrize("path", TEXTS)
def test_every_text_is_coloured_as_by_the_tokeniser(path: str) -> None:
    assert differences((ROOT / path).read_text(encoding="utf-8")) == []


def test_tricky_lines_are_coloured_as_by_the_tokeniser() -> None:
    assert differences(TRICKY) == []


def test_every_clause_is_coloured_as_by_the_tokeniser() -> None:
    assert differences("\n".join(f"    {clause.example}" for clause in CLAUSES)) == []


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.name)
def test_every_profile_is_coloured_as_by_the_tokeniser(path: Path) -> None:
    assert differences(path.read_text(encoding="utf-8"), "gsn-treaty") == []


def test_every_clause_of_a_profile_is_coloured_as_by_the_tokeniser() -> None:
    assert differences("\n".join(f"    {clause.example}" for clause in PROFILE_CLAUSES), "gsn-treaty") == []


def test_tricky_lines_of_a_profile_are_coloured_as_by_the_tokeniser() -> None:
    assert differences(TRICKY.replace("public\n  #", "  #"), "gsn-treaty") == []


def test_every_clause_of_a_profile_is_a_clause_of_its_grammar() -> None:
    held = grammar("gsn-treaty.tmLanguage.json")
    clause, kind = (f"{MADE['SCOPES'][role]}.gsn-treaty" for role in (Role.CLAUSE, Role.KIND))
    for row in PROFILE_CLAUSES:
        (scopes,) = scopes_of(held, f"    {row.example}")
        assert scopes[4] in {clause, kind}, row.words
        assert scopes[4 + len(row.words) - 1] in {clause, kind}, row.words


@pytest.mark.parametrize("path", [path.name for path in PROFILES])
def test_each_statement_and_clause_of_a_profile_begins_with_a_word_that_its_grammar_knows(path: str) -> None:
    text = (ROOT / "gsn" / "treaty" / "profiles" / path).read_text(encoding="utf-8")
    known = {f"{MADE['SCOPES'][role]}.gsn-treaty" for role in (Role.CLAUSE, Role.KIND)}
    above = ""
    for row, scopes in zip(text.split("\n"), scopes_of(grammar("gsn-treaty.tmLanguage.json"), text), strict=True):
        words = row.strip()
        if words and not words.startswith(('"', "#")) and not above.endswith(","):
            assert scopes[row.index(words)] in known, row
        above = words or above
