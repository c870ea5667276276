"""Digests in a text: each goes where its record names its file, and nothing else changes."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gsn
from gsn.evidence.sealing import CannotSeal, inserted, insertion_for
from gsn.language.outline import cut
from gsn.language.parsing import shared_parser
from gsn.language.reader import read_text
from gsn.model.case import Element
from gsn.model.place import Line
from gsn.model.statements.evidence import EvidenceStatement

DIGEST = "0123456789abcdef" * 4
OLD = "f" * 64
SEALED = f' sha256 "{DIGEST}"'


def read(text: str) -> tuple[list[Line], dict[str, Element]]:
    lines = cut("case.gsn", text)
    return lines, {element.name: element for element in read_text(lines, "case", shared_parser()).elements}


def sealed(text: str, *names: str) -> str:
    """A text with the digest written for some records."""
    lines, elements = read(text)
    return inserted(text, [insertion_for(elements[name], lines, DIGEST) for name in names])


def digest_in(text: str, name: str) -> str | None:
    says = read(text)[1][name].says
    assert isinstance(says, EvidenceStatement)
    return says.file.sha256 if says.file is not None else None


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ('file "tests.txt"', f'file "tests.txt"{SEALED}'),
        ('file "tests.txt"  # May', f'file "tests.txt"{SEALED}  # May'),
        ('file   "tests.txt"   ', f'file   "tests.txt"{SEALED}   '),
        ('file "tests.txt"#', f'file "tests.txt"{SEALED}#'),
        ('file "tests.txt" # "quoted" sha256 "x"', f'file "tests.txt"{SEALED} # "quoted" sha256 "x"'),
        ('file\n        "tests.txt"', f'file\n        "tests.txt"{SEALED}'),
        ('file "a"\n        "b"  # in parts', f'file "a"\n        "b"{SEALED}  # in parts'),
        ('file "sha256.txt"', f'file "sha256.txt"{SEALED}'),
        ('file "sha256"', f'file "sha256"{SEALED}'),
        ('file "#.txt"', f'file "#.txt"{SEALED}'),
        ('file "a \\" b.txt"', f'file "a \\" b.txt"{SEALED}'),
        (f'file "tests.txt" sha256 "{OLD}"', f'file "tests.txt"{SEALED}'),
        (f'file "tests.txt"   sha256   "{OLD}"  # old', f'file "tests.txt"   sha256   "{DIGEST}"  # old'),
        (f'file "tests.txt" sha256\n        "{OLD}"', f'file "tests.txt" sha256\n        "{DIGEST}"'),
        ('file "tests.txt" sha256 ""', f'file "tests.txt"{SEALED}'),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("below", ["", '    note "A text"\n', 'evidence E2 "B"\n    file "b.txt"\n'])
def test_however_the_clause_is_written(clause: str, expected: str, ending: str, below: str) -> None:
    before = f'# é\nevidence E1 "A"\n    {clause}\n{below}'.replace("\n", ending)
    after = sealed(before, "E1")
    assert after == before.replace(clause.replace("\n", ending), expected.replace("\n", ending), 1)
    assert digest_in(after, "E1") == DIGEST


@pytest.mark.parametrize("clause", [f'file "a" sha256 "{OLD[:32]}"\n        "{OLD[32:]}"', "note"])
def test_what_cannot_be_put_in_its_place_is_left_alone(clause: str) -> None:
    with pytest.raises(CannotSeal):
        sealed(f'evidence E1 "A"\n    {clause}\n', "E1")


names = st.lists(st.sampled_from(["a.txt", "b c.txt", "#.txt", "sha256.txt"]), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(paths=names, comments=st.booleans(), crlf=st.booleans())
def test_several_records_of_a_text(paths: list[str], comments: bool, crlf: bool) -> None:  # noqa: FBT001 - drawn
    """Law: without what was put in, the text is the one that it was, byte for byte."""
    comment = '  # "kept"' if comments else ""
    records = [f'evidence E{n} "R"\n    file "{path}"{comment}\n    dated 2026-05-01\n' for n, path in enumerate(paths)]
    before = "".join(records).replace("\n", "\r\n" if crlf else "\n")
    which = [f"E{n}" for n in range(0, len(paths), 2)]
    after = sealed(before, *which)
    assert after.replace(SEALED, "") == before
    assert [digest_in(after, f"E{n}") for n in range(len(paths))] == [
        DIGEST if n % 2 == 0 else None for n in range(len(paths))
    ]


def test_a_whole_case_is_sealed_as_it_was() -> None:
    """The digests of a case, taken out and written again."""
    folder = Path(__file__).parents[2] / "cases" / "cyber-inability"
    case = gsn.load(folder)
    for module in case.modules.values():
        text = module.path.read_text(encoding="utf-8")
        lines, elements = read(text)
        records = [(e, e.says.file) for e in elements.values() if isinstance(e.says, EvidenceStatement) and e.says.file]
        bare = text
        for _, file in records:
            bare = bare.replace(f' sha256 "{file.sha256}"', "")
        bare_lines, bare_elements = read(bare)
        puts = [insertion_for(bare_elements[e.name], bare_lines, file.sha256 or "") for e, file in records]
        assert inserted(bare, puts) == text
        assert len(lines) == len(bare_lines)
