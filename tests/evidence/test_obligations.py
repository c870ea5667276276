"""A case with a record of every type: nothing is wrong with it, and what is taken from it is missed."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.evidence.register import Register, register_of
from gsn.evidence.typed import EXPECTED, lacking
from gsn.evidence.uses import records_of
from gsn.language.draft import EVIDENCE_TYPES
from gsn.model.case import Case
from gsn.model.clauses import clauses_of
from gsn.model.kinds import Kind

WHOLE = Path(__file__).parent / "obligations"
DAY = date(2026, 6, 1)
FILES = ("case.gsn", "actors.gsn")
LINES = [
    (name, number)
    for name in FILES
    for number, line in enumerate((WHOLE / name).read_text("utf-8").splitlines())
    if line.strip() and not line.startswith("#")
]
MEASURED = {"measures", "shares", "trial", "presumes"}
NOT_SAID = {"attested", "withheld", "simulated"}
"""What a record with which nothing is wrong does not say, or what has tests of its own."""


@pytest.fixture(scope="module")
def case() -> Case:
    return gsn.load(WHOLE)


def wrong(register: Register) -> list[str]:
    """Everything that is wrong with a case's evidence: states, open questions, flaws."""
    states = register.assessments.items()
    found = [f"{name} {state.state}" for name, state in states if not (state.accepted or state.unread)]
    found += [f"{name} {asked}" for name, state in states for asked in state.open_questions]
    return found + [flaw.message for flaws in register.flaws.values() for flaw in flaws]


def test_nothing_is_wrong_with_it(case: Case) -> None:
    register = register_of(case, DAY)
    assert not case.problems
    assert wrong(register) == []
    assert [element.name for element, says in records_of(case) if lacking(element, says, EXPECTED)] == []


def test_no_rule_finds_anything_but_what_stands_in_doubt_anyway(case: Case) -> None:
    found = {finding.code for finding in gsn.check(case, DAY).findings if finding.severity != "info"}
    assert found == {"GSN611"}


def test_it_has_a_record_of_every_type_and_every_clause(case: Case) -> None:
    assert {says.type for _, says in records_of(case)} == EVIDENCE_TYPES
    said = {field for _, says in records_of(case) for field in says.model_fields_set}
    fields = {clause.field for clause in clauses_of(Kind.EVIDENCE) if not clause.annotates}
    assert fields - said == MEASURED | NOT_SAID


def changed(folder: Path, change: Callable[[str], str | None]) -> Iterator[tuple[str, Case, Register]]:
    """The case with one line changed or taken out, line by line: the line, and what is then read and judged."""
    shutil.copytree(WHOLE, folder, dirs_exist_ok=True)
    for name, number in LINES:
        lines = (WHOLE / name).read_text("utf-8").splitlines()
        new = change(lines[number])
        left = [*lines[:number], *([new] if new is not None else []), *lines[number + 1 :]]
        (folder / name).write_text("".join(f"{line}\n" for line in left), encoding="utf-8")
        case = gsn.load(folder)
        yield lines[number].strip(), case, register_of(case, DAY)
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


GARBLINGS: dict[str, Callable[[str], str]] = {
    "junk": lambda line: f"{indentation(line)}%%%",
    "an open quote": lambda line: f'{line} "',
}


@pytest.mark.parametrize("how", GARBLINGS)
def test_garbling_a_line_brings_nothing_elsewhere(how: str, tmp_path: Path) -> None:
    """A line that cannot be read is told once; nothing is concluded from what seems to be absent."""
    told = {line: wrong(register) for line, _, register in changed(tmp_path, GARBLINGS[how])}
    assert {line: found for line, found in told.items() if found} == {}


WHEN_IT_ENDS = {"expires", "valid"}
FOR_READERS_ONLY = (
    {"elicitation", "baseline", "success", "hours", "people", "budget", "arms", "participants", "outcome"}
    | {"blinding", "registered", "method", "experts", "rounds", "calibration", "distribution", "latency", "planted"}
    | {"suite", "revision", "prover", "theorem", "contains", "scope", "beneficial_owner", "identifier", "state"}
)
HELD_AGAINST_NOBODY = {"open_finding", "incident"}
MORE_THAN_IS_ASKED = {
    "on",
    "planned",
    "recognised",
    "window",
    "chips",
    "serials",
    "chip_hours",
    "peak",
    "utilisation",
    "unrelated",
    "site",
} | {"safeguards", "jurisdiction", "decision"}
JUDGED_BY_OTHER_FAMILIES = {"case", "shows", "context", "strategy", "goal", "carries", "module", "import"}
MAY_GO = WHEN_IT_ENDS | FOR_READERS_ONLY | HELD_AGAINST_NOBODY | MORE_THAN_IS_ASKED | JUDGED_BY_OTHER_FAMILIES
NEED_NOT_BE = {
    "solution certificate",  # answers an obligation, cited or not
    "solution compute",
    "type report",  # says nothing that a record of no type cannot say
    "role developer",  # asks for nothing
    "role evaluator",
    "independent of lab by obligations::aisi",  # an evaluator's
}


def test_what_is_taken_out_is_missed(tmp_path: Path) -> None:
    """But for what only readers need, every line has its use: without it something is wrong."""
    taken = changed(tmp_path, lambda _: None)
    unmissed = {line for line, case, register in taken if not case.problems and not wrong(register)}
    assert {line for line in unmissed if line.split()[0] not in MAY_GO} <= NEED_NOT_BE
