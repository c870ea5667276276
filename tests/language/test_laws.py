"""Laws of reading and formatting, on texts that are made up.

A made-up text is one that can be read: statements nested as they may be, clauses of the table with their examples,
texts of any length and writing. It is then written as no author would: any indentation, spaces where they may be,
comments and blank lines anywhere, texts in parts.
"""

import re
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gsn
from gsn.language.draft import EVIDENCE_TYPES
from gsn.language.formatting import LEVEL, WIDTH, format_text
from gsn.language.outline import code_end, cut
from gsn.language.parsing import shared_parser
from gsn.language.reader import read_text
from gsn.language.readtext import ReadText
from gsn.model.clauses import CLAUSES, Clause
from gsn.model.kinds import ARGUMENT, DECLARABLE, FILE_HEADS, Kind, may_stand_under

LANTERN = Path(__file__).parent / "cases" / "lantern"
QUOTED = r'"(?:[^"\\]|\\.)*"'

WORDS = [
    *("the", "filter", "holds", "in", "every", "configuration", "and", "a" * 30, "b" * 100, "", "", "1,000", "->", "#"),
    *(
        "{system}",
        "[[N1]]",
        "[[parts::N2]]",
        '\\"so\\"',
        "\\\\",
        "\\{",
        "\\[[x",
        "Größe",
        "危険",
        "\U0001f600",
        "\u2028",
        "\u00a0",
    ),
]
COMMENTS = ["#", "# why", '# "so', "#goal N1", "#   # ", "# Größe", f"# {'wide ' * 30}"]


class Author:
    """Makes up a text by the throws of a die, and writes it as no other author would."""

    def __init__(self, die: Random) -> None:
        self.die = die
        self.names = (f"N{number}" for number in count(1))

    def text(self) -> str:
        margin = self.die.choice([0, 0, 2])
        return "".join(line + self.die.choice(["\n", "\n", "\r\n"]) for line in self.file(margin)) + self.spaces(0, 1)

    def file(self, margin: int) -> Iterator[str]:
        if self.die.random() < 0.5:
            yield from self.statement(self.die.choice(sorted(FILE_HEADS)), margin, 0)
        for _ in range(self.die.randint(0, 3)):
            if self.die.random() < 0.3:
                yield from self.line(["import", '"parts/a.gsn"'], margin)
            if self.die.random() < 0.3:
                waiver = ["waive", "GSN305", "on", "N1", *self.quoted(), "by", "N2", "until", "2026-12-31"]
                yield from self.line(waiver, margin)
            yield from self.statement(self.kind_under(None), margin, 0)

    def kind_under(self, parent: Kind | None) -> Kind:
        return self.die.choice([kind for kind in sorted(DECLARABLE - FILE_HEADS) if may_stand_under(kind, parent)])

    def statement(self, kind: Kind, indent: int, depth: int) -> Iterator[str]:
        words = [kind.value, next(self.names), *self.quoted("A")]
        yield from self.line(
            ["public", *words] if self.die.random() < 0.2 and kind not in FILE_HEADS else words, indent
        )
        below = indent + self.die.randint(1, 7)
        blocks = [self.clauses(kind, below)]
        can_hold = [other for other in DECLARABLE - FILE_HEADS if may_stand_under(other, kind)]
        for _ in range(self.die.randint(0, 3) if can_hold and depth < 4 else 0):
            if kind in ARGUMENT and self.die.random() < 0.3:
                blocks.append(self.line([self.die.choice(sorted(ARGUMENT)), f"m::N{self.die.randint(1, 9)}"], below))
            else:
                blocks.append(self.statement(self.kind_under(kind), below, depth + 1))
        for block in blocks:
            yield from block

    def clauses(self, kind: Kind, indent: int) -> Iterator[str]:
        evidence_type = self.die.choice(sorted(EVIDENCE_TYPES))
        possible = [
            clause for clause in CLAUSES if kind in clause.kinds and (not clause.types or evidence_type in clause.types)
        ]
        if kind is Kind.EVIDENCE:
            yield from self.line(["type", evidence_type], indent)
        taken: set[Clause] = set()
        for clause in self.die.choices(possible, k=self.die.randint(0, 5)):
            if clause.field != "type" and (clause.repeatable or clause not in taken):
                taken.add(clause)
                yield from self.line(self.words_of(clause), indent)

    def words_of(self, clause: Clause) -> list[str]:
        """A clause's example word by word, its texts made up."""
        words: list[str] = []
        for word in re.findall(rf"{QUOTED}|[^ \"]+", clause.example):
            words += self.quoted() if word.startswith('"') else [word]
        return words

    def quoted(self, *first: str) -> list[str]:
        """A text in one part or in several, which stand behind a line break."""
        words = [" ".join([*first, *self.die.choices(WORDS, k=self.die.randint(1, 25))])]
        words += [
            " ".join(self.die.choices(WORDS, k=self.die.randint(0, 25))) for _ in range(self.die.choice([0, 0, 1, 2]))
        ]
        parts = [f'"{part}"' for part in words]
        return [parts[0], *(word for part in parts[1:] for word in ("\n", part))]

    def line(self, words: list[str], indent: int) -> Iterator[str]:
        """A logical line on its physical lines, with what an author may write around it."""
        for _ in range(self.die.choice([0, 0, 0, 1, 2])):
            yield self.die.choice(["", self.spaces(1, 9), self.spaces(0, 9) + self.die.choice(COMMENTS)])
        text = self.spaces(indent, indent) + words[0]
        for word in words[1:]:
            if word == "\n":
                yield text + self.end_of_line()
                text = self.spaces(indent + 1, indent + 9)
            else:
                text += word if text.isspace() else self.spaces(1, 3) + word
        yield text + self.end_of_line()

    def end_of_line(self) -> str:
        comment = self.die.choice(COMMENTS) if self.die.random() < 0.1 else ""
        return self.spaces(0, 2) + comment if self.die.random() < 0.3 or comment else ""

    def spaces(self, fewest: int, most: int) -> str:
        return " " * self.die.randint(fewest, most)


TEXTS = st.integers(0, 2**32).map(lambda seed: Author(Random(seed)).text())  # noqa: S311 - throws for texts, not for keys


def read(text: str) -> ReadText:
    return read_text(cut("text.gsn", text), "text", shared_parser())


def words_and_comments(text: str) -> list[str]:
    """Everything that an author wrote, but for spaces and the quotes and line breaks of texts."""
    found: list[str] = []
    for line in cut("text.gsn", text):
        end = code_end(line.text)
        for word in re.findall(rf"{QUOTED}|[^ \"]", line.text[:end]):
            found += word[1:-1].split(" ") if word.startswith('"') else [word]
        found += [line.text[end:].rstrip(" ")] if line.text[end:] else []
    return found


# Formatting


@given(TEXTS)
def test_a_made_up_text_can_be_read(text: str) -> None:
    assert read(text).problems == []


@given(TEXTS)
def test_formatting_twice_is_formatting_once(text: str) -> None:
    once = format_text(text, "text.gsn")
    assert once.problems == ()
    assert format_text(once.text, "text.gsn") == type(once)(once.text, (), changed=False)


@given(TEXTS)
def test_formatting_loses_no_word_and_no_comment(text: str) -> None:
    assert words_and_comments(format_text(text, "text.gsn").text) == words_and_comments(text)


@given(TEXTS)
def test_formatting_changes_nothing_that_is_said(text: str) -> None:
    before, after = read(text), read(format_text(text, "text.gsn").text)
    assert (before.module, before.kind, before.head) == (after.module, after.kind, after.head)
    assert (before.elements, before.links, before.waivers) == (after.elements, after.links, after.waivers)
    assert [wanted.path for wanted in before.imports] == [wanted.path for wanted in after.imports]


@given(TEXTS)
def test_a_formatted_text_is_laid_out(text: str) -> None:
    lines = format_text(text, "text.gsn").text.split("\n")
    assert lines.pop() == ""
    assert not any(line.endswith(" ") or "\r" in line for line in lines)
    assert all((len(line) - len(line.lstrip(" "))) % len(LEVEL) == 0 for line in lines)
    assert not any(above == below == "" for above, below in pairwise(lines))
    assert lines[:1] != [""]
    assert lines[-1:] != [""]


@given(TEXTS)
def test_a_line_is_too_wide_only_where_it_cannot_be_broken(text: str) -> None:
    for line in cut("text.gsn", format_text(text, "text.gsn").text):
        code = line.text[: code_end(line.text)].strip(" ")
        if len(code) > WIDTH:
            texts = re.findall(QUOTED, code)
            assert not any(re.search(r"[^ ] +[^ ]", text[1:-1]) for text in texts), line.text
            assert not re.search(r', "', re.sub(QUOTED, '"', code))


@given(TEXTS, st.integers(1, 9))
def test_how_far_the_margin_is_from_the_edge_makes_no_difference(text: str, depth: int) -> None:
    laid_out = format_text(text, "text.gsn").text
    moved = "".join(f"{' ' * depth}{line}\n" for line in laid_out.split("\n")[:-1])
    assert format_text(moved, "text.gsn").text == laid_out


# Reading whatever is handed in


def load(text: bytes) -> list[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "case.gsn")
        path.write_bytes(text)
        begun = perf_counter()
        problems = gsn.load(path).problems
        assert perf_counter() - begun < 5
        return [f"{problem.name}: {problem.message}" for problem in problems]


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    load(data)


LINES = sorted({line for path in LANTERN.rglob("*.gsn") for line in path.read_text(encoding="utf-8").splitlines()})
PIECES = [
    *LINES,
    *sorted({word for line in LINES for word in line.split()}),
    *' "\n\t#,():{}[]\\%.',
    "\0",
    "    ",
    "\u202e",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(["", " ", "\n", "\n    "]))
def test_pieces_of_a_case_in_any_order_are_read_or_refused(pieces: list[str], between: str) -> None:
    load(between.join(pieces).encode())


@settings(max_examples=200)
@given(st.data())
def test_a_case_with_slips_is_read_or_refused(data: st.DataObject) -> None:
    """Characters are dropped, doubled, swapped and put in, lines are moved: whatever is left is read."""
    text = (LANTERN / "case.gsn").read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 40))
        put_in = data.draw(st.one_of(st.just(""), st.sampled_from(PIECES), st.text(max_size=3)))
        text = text[:start] + put_in + text[end:]
    load(text.encode("utf-8", "replace"))


@given(TEXTS)
def test_a_text_that_is_read_is_read_the_same_again(text: str) -> None:
    assert load(text.encode()) == load(text.encode())


@pytest.mark.parametrize("path", sorted(LANTERN.rglob("*.gsn")), ids=lambda path: path.stem)
def test_a_texts_beginning_is_read_or_refused(path: Path) -> None:
    """A file that breaks off, at every place where it can."""
    data = path.read_bytes()
    for end in range(0, len(data), 23):
        load(data[:end])
