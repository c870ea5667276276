"""What holds for every whole case: it reads, is laid out and sealed, no rule objects, and each number is proved."""

import hashlib
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import gsn
from gsn.argument import Argument
from gsn.findings import Severity, Verdict
from gsn.language.formatting import format_text
from gsn.model.case import Case
from gsn.model.statements.evidence import EvidenceStatement
from gsn.risk.limits import rivals
from gsn.risk.problem import Side

CASES = Path(__file__).parents[2] / "cases"
DAY = date(2026, 11, 23)
"""The day that the cases were written for: their evidence is in date."""

WHOLE = ("cyber-inability", "misuse-safeguards", "nuclear-cdf", "three-risks")
LIMIT = Fraction("1e-4")
"""A year, or a reactor-year: the figure from reactor safety that the literature on AI quotes."""


@pytest.fixture(scope="module", params=WHOLE)
def case(request: pytest.FixtureRequest) -> Case:
    return gsn.load(CASES / str(request.param))


@pytest.fixture(scope="module")
def argument(case: Case) -> Argument:
    return Argument(case, DAY)


def _records(case: Case) -> dict[str, EvidenceStatement]:
    says = {identity: element.says for identity, element in case.elements.items()}
    return {identity: said for identity, said in says.items() if isinstance(said, EvidenceStatement)}


def _path(case: Case, says: EvidenceStatement) -> Path:
    assert says.file is not None
    return case.folder / says.file.path.plain


def test_it_reads_without_a_problem(case: Case) -> None:
    assert [f"{problem.place.file}:{problem.place.number} {problem.message}" for problem in case.problems] == []
    assert case.strays == ()


def test_no_rule_finds_an_error_or_a_warning_but_of_what_people_have_to_settle(case: Case) -> None:
    judgement = gsn.check(case, DAY)
    found = [finding for finding in judgement.findings if not finding.code.startswith(("GSN5", "GSN6"))]
    told = [finding for finding in found if finding.severity is not Severity.INFO]
    assert [f"{finding.place.file}:{finding.place.number} {finding.message}" for finding in told] == []
    assert all(family.failure is None for family in judgement.families)
    assert judgement.verdict is not Verdict.REJECTED


def test_it_is_laid_out(case: Case) -> None:
    for path in sorted(case.folder.glob("*.gsn")):
        text = path.read_text(encoding="utf-8")
        assert format_text(text, path.name).text == text, path.name


def test_every_record_is_sealed_and_every_file_is_used(case: Case) -> None:
    used = {case.folder / prose.plain for element in case.elements.values() if (prose := element.annotations.prose)}
    for identity, says in _records(case).items():
        assert says.file is not None, identity
        assert hashlib.sha256(_path(case, says).read_bytes()).hexdigest() == says.file.sha256, identity
        used.add(_path(case, says))
    folders = [case.folder / "evidence", case.folder / "prose"]
    assert used == {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_every_record_is_older_than_the_day_and_good_on_it(case: Case) -> None:
    for identity, says in _records(case).items():
        assert says.dated is not None, identity
        assert says.dated < DAY, identity
        assert says.expires is not None, identity
        assert says.expires >= DAY, identity


def test_every_claim_is_proved(argument: Argument) -> None:
    outcomes = argument.risk.outcomes
    assert {id_: outcome.why for id_, outcome in outcomes.items() if not outcome.proved} == {}
    assert argument.risk.checked.nodes_refused == {}
    assert outcomes


def test_every_claim_is_at_or_above_what_follows_and_close_to_it(argument: Argument) -> None:
    for id_, outcome in argument.risk.outcomes.items():
        derived = outcome.attempt.derived
        assert derived is not None
        over = outcome.claim.value / derived.value
        assert 1 <= (over if outcome.claim.side is Side.UPPER else 1 / over) < Fraction("1.07"), id_


def test_every_count_names_sound_goals_for_what_it_presumes(case: Case, argument: Argument) -> None:
    counting = {identity: says for identity, says in _records(case).items() if says.measures}
    assert counting
    for identity, says in counting.items():
        assert says.presumes, identity
        assert all(argument.risk.search.is_sound(ref.identity) for ref in says.presumes), identity


def test_every_proof_says_what_each_of_its_counts_presumes(argument: Argument) -> None:
    for outcome in argument.risk.outcomes.values():
        presumed = [hypothesis for hypothesis in outcome.hypotheses if hypothesis.kind == "presumption"]
        assert all(hypothesis.by is not None for hypothesis in presumed), outcome.id


def test_the_readmes_name_the_claim_and_its_distance_to_the_limit(case: Case, argument: Argument) -> None:
    problem = argument.risk.problem
    hazards = [name for name, quantity in problem.quantities.items() if quantity.hazard]
    (claim,) = [claim for hazard in hazards for claim in rivals(problem, hazard)]
    outcome = argument.risk.outcomes[claim.id]
    readme = (case.folder / "README.md").read_text(encoding="utf-8")
    confidence = f"{float(100 * (1 - outcome.claim.doubt)):g}%"
    named = re.search(rf"claimed as \*\*([\d.e-]+)(?: a year)? at {confidence}\*\*", readme)
    assert named is not None
    assert Fraction(named[1]) == outcome.claim.value
    ratio = max(outcome.claim.value / LIMIT, LIMIT / outcome.claim.value)
    assert f"by a factor of **{ratio}**" in " ".join(readme.split())
    index = (CASES / "README.md").read_text(encoding="utf-8")
    (row,) = [line for line in index.splitlines() if line.startswith(f"| [{case.folder.name}]")]
    assert f"{named[1]} " in row
    assert f"at {confidence} |" in row


def test_the_index_names_every_case() -> None:
    index = (CASES / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| \[([\w-]+)\]", index, re.MULTILINE)) == {
        path.name for path in CASES.iterdir() if path.is_dir()
    }
