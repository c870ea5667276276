"""The law of garbling: a line that cannot be read is one finding at that line, and brings no finding elsewhere.

No rule concludes from what is missing that it is not there, where it may stand on the line that was lost.
"""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement
from gsn.model.kinds import DECLARABLE, Kind

WHOLE = Path(__file__).parent / "every-kind"
DAY = date(2026, 6, 1)
FILES = ("case.gsn", "tests.gsn", "joint.gsn")
LINES = [
    (name, number)
    for name in FILES
    for number, line in enumerate((WHOLE / name).read_text("utf-8").splitlines())
    if line.strip() and not line.lstrip().startswith("#")
]

Garbling = Callable[[str], str]


def word_of(line: str) -> str:
    return line.split(maxsplit=1)[0]


def indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


GARBLINGS: dict[str, Garbling] = {
    "junk": lambda line: f"{indent_of(line)}%%%",
    "an unknown word": lambda line: f"{indent_of(line)}{line.lstrip().replace(word_of(line), 'gaol', 1)}",
    "junk behind the word": lambda line: f"{indent_of(line)}{word_of(line)} %%% 5,",
    "an open quote": lambda line: f'{line} "',
}


def places(judgement: Judgement, folder: Path) -> set[tuple[str, str, int]]:
    """What is found where: the code, the file and the line."""
    return {
        (finding.code, str(Path(finding.place.file).relative_to(folder)), finding.place.number)
        for finding in judgement.findings
    }


def test_the_whole_case_has_every_kind_and_no_finding() -> None:
    judgement = gsn.check(gsn.load(WHOLE), DAY)
    assert [(finding.code, finding.message) for finding in judgement.findings] == []
    kinds = {element.kind for element in judgement.argument.elements}
    kinds |= {module.kind for module in judgement.case.modules.values()}
    assert kinds == DECLARABLE - {Kind.REVIEW}  # a review is a text of its own, which no case holds


@pytest.mark.parametrize("how", GARBLINGS)
@pytest.mark.parametrize("name", FILES)
def test_garbling_a_line_brings_no_finding_elsewhere(how: str, name: str, tmp_path: Path) -> None:
    shutil.copytree(WHOLE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / name
    lines = path.read_text("utf-8").splitlines()
    wrong = []
    for number in (number for file, number in LINES if file == name):
        garbled = list(lines)
        garbled[number] = GARBLINGS[how](lines[number])
        path.write_text("\n".join(garbled) + "\n", encoding="utf-8")
        judgement = gsn.check(gsn.load(tmp_path / "case.gsn"), DAY)
        found = places(judgement, tmp_path)
        here = {place for place in found if place[1:] == (name, number + 1)}
        if found - here or sum(code.startswith("GSN0") for code, _, _ in here) != 1 or judgement.verdict != "rejected":
            wrong.append((number + 1, garbled[number], sorted(found), str(judgement.verdict)))
    assert wrong == []
