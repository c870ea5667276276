"""`gsn risk`: what it prints of a case's numbers, what it answers to each option, and what it refuses."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

CASE = """\
case filter "The filter, in numbers"
    shows G1
    valid until 2026-12-31

goal G1 "Attacks that get through are rare"
    claim attacks <= 2.2 per year at 90%
    assumption A1 "Attackers stay as many as they are"
    goal G2 "Attempts are few"
        claim attempts <= 20 per year at 95%
        solution E1
    goal G3 "Attempts seldom get through"
        claim bypass <= 11% at 95%
        solution E2
goal G9 "No second way leads to the harm"
    solution E1

hazard attacks "An attack gets through"
    is any of way complete by G9
scenario way "By the front door"
    is attempts then bypass
frequency attempts "Attempts"
probability bypass "An attempt gets through"

evidence E1 "Register of attempts"
    type report
    file "register.txt"
    by lab
    dated 2026-05-01
    measures attempts: 12 in 1 year
    presumes A1
evidence E2 "Sixty attempts"
    type red_team
    file "attempts.txt"
    by lab
    dated 2026-05-01
    measures bypass: 2 of 60
    presumes A1
actor lab "Evaluations Ltd"
    role evaluator
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "filter"
    folder.mkdir()
    (folder / "case.gsn").write_text(CASE, encoding="utf-8")
    (folder / "register.txt").write_text("Twelve attempts in a year.\n", encoding="utf-8")
    (folder / "attempts.txt").write_text("Sixty attempts, two got through.\n", encoding="utf-8")
    return folder


def replaced(case: Path, old: str, new: str) -> Path:
    text = (case / "case.gsn").read_text(encoding="utf-8")
    assert old in text
    (case / "case.gsn").write_text(text.replace(old, new), encoding="utf-8")
    return case


def test_each_claim_stands_with_its_derivation(run: Run, case: Path) -> None:
    shown = run("risk", case, "--as-of", "2026-06-01")
    assert shown.returncode == 0, shown.stderr
    assert (
        shown.stdout
        == """\
G3  bypass <= 0.11 at 95%  ✓ proved
    derived: at most 0.102; headroom 1.08
    bypass given attempts <= 0.102  2 of 60, E2 at 95%
    charged: 5% of 5% (E2 5%)
    if: A1

G2  attempts <= 20 per year at 95%  ✓ proved
    derived: at most 19.5 per year; headroom 1.02
    attempts <= 19.5 per year  12 in 1 year, E1 at 95%
    charged: 5% of 5% (E1 5%)
    if: A1

G1  attacks <= 2.2 per year at 90%  ✓ proved
    derived: at most 2.2 per year; headroom 1
    attacks <= 2.2 per year              sum, whatever depends on what
      · way <= 2.2 per year              product
        · attempts <= 20 per year        claimed by G2 at 95%
        · bypass given attempts <= 0.11  claimed by G3 at 95%
    charged: 10% of 10% (G2 5%, G3 5%)
    if: G9, A1

attacks  2.2 per year

Headroom: what is proved of each hazard, against its claim
 attacks ██████████████████████████████████████████████████████████│ 2.2 of 2.2 per year, headroom 1
         0                                                         1
         Share of the claim
         │ claim

Waterfall of way: what each factor of the chain leaves
 attempts ██████████████████████████████████████████▎                       at most 20 per year
 bypass              ███████████████████████████████▎                       times 0.11: 2.2 per year
 way      ███████████▏                                                      at most 2.2 per year
          1                                                             100
          Events per year, on a logarithmic axis

3 of 3 claims are proved.
“At c”: whatever the true values, records turn out so that the claim is proved though false in at most 1 - c of
cases. It is not the probability that the claim is true.
"""
    )


def test_a_claim_that_does_not_follow_is_told_with_the_status(run: Run, case: Path) -> None:
    shown = run("risk", replaced(case, "<= 2.2 per year", "<= 2.1 per year"), "G1", "--as-of", "2026-06-01")
    assert shown.returncode == 1
    assert "attacks <= 2.1 per year at 90%  ✗ not proved" in shown.stdout
    assert "derived: at most 2.2 per year" in shown.stdout
    assert "0 of 1 claims are proved" in shown.stdout


def test_what_cannot_be_used_is_named_with_its_reason(run: Run, case: Path) -> None:
    shown = run(
        "risk", replaced(case, "claim bypass <= 11% at 95%", "claim bypass <= 9% at 95%"), "--as-of", "2026-06-01"
    )
    assert shown.returncode == 1
    assert "not used: G3: it is not proved" in shown.stdout


def test_as_json_every_number_is_exact(run: Run, case: Path) -> None:
    shown = json.loads(run("risk", case, "--format", "json", "--as-of", "2026-06-01").stdout)
    assert shown["format_version"] == 1
    top = shown["claims"][0]
    assert top["goal"] == "filter::G1"
    assert (top["value"], top["unit"], top["proved"]) == ({"exact": "11/5", "float": 2.2}, "year", True)
    assert top["confidence"]["exact"] == "9/10"
    assert {(charge["kind"], charge["of"]) for charge in top["charged"]} == {
        ("claim", "filter::G2"),
        ("claim", "filter::G3"),
    }
    assert {"kind": "definition", "about": "filter::attacks", "by": "filter::G9"} in top["hypotheses"]
    assert [(hazard["hazard"], hazard["bound"]["exact"], hazard["limit"]) for hazard in shown["hazards"]] == [
        ("filter::attacks", "11/5", None)
    ]


@pytest.mark.parametrize(
    ("limit", "status", "said"),
    [
        ("2.2 per year at 90%", 0, "limit 2.2 per year at 90%: met, headroom 1"),
        ("< 2.2 per year at 90%", 1, "not met"),
        ("1e-4 per year at 90%", 1, "not met, 22000 times over"),
        ("20 per year at 99%", 1, "not met"),
        ("1e-3 per hour at 90%", 0, "met"),
        ("2 at 90%", 1, "not met"),
    ],
)
def test_a_limit_is_met_at_its_confidence_or_not(run: Run, case: Path, limit: str, status: int, said: str) -> None:
    shown = run("risk", case, "--limit", limit, "--as-of", "2026-06-01")
    assert shown.returncode == status, shown.stdout
    assert said in shown.stdout


def test_without_a_limit_those_of_the_profile_are_shown(run: Run, case: Path) -> None:
    head, _, rest = (case / "case.gsn").read_text("utf-8").partition("\n")
    rest = rest.replace('hazard attacks "An attack gets through"', 'hazard attacks "An attack"\n    category misuse', 1)
    (case / "case.gsn").write_text(f'{head}\n    treaty "t.treaty"\n{rest}', "utf-8")
    (case / "t.treaty").write_text(
        'treaty t "T"\n    category misuse "M"\n    limit rare "R"\n        on misuse\n'
        "        frequency <= 4.4 per year at 90%\n",
        "utf-8",
    )
    shown = run("risk", case, "--as-of", "2026-06-01")
    assert "limit rare of t: undetermined\n    proved is at most 2.2 per year at 90%" in shown.stdout
    assert "limit 4.4 per year at 90%: met, headroom 2" in shown.stdout
    assert "limit rare of t: " not in run("risk", case, "--limit", "1 per year at 90%", "--as-of", "2026-06-01").stdout


def test_the_evidence_that_a_claim_would_take(run: Run, case: Path) -> None:
    shown = run("risk", case, "--needed", "G3", "--as-of", "2026-06-01")
    assert shown.returncode == 0
    assert "0 failures in 26 trials, or at most 1 in 42, 2 in 56, at 95%" in shown.stdout


def test_what_would_break_a_claim(run: Run, case: Path) -> None:
    shown = run("risk", case, "--break-even", "--as-of", "2026-06-01")
    assert shown.returncode == 0
    assert "E1" in shown.stdout
    assert "wrong by more than 1." in shown.stdout
    assert "outright, if one is false: " in shown.stdout
    assert "definition G9" in shown.stdout


def test_an_assumption_shows_what_would_follow_and_proves_nothing(run: Run, case: Path) -> None:
    shown = run("risk", case, "--assume", "bypass=50%", "--as-of", "2026-06-01")
    assert "If bypass = 0.5 (assumed, and proved by nothing):" in shown.stdout
    assert "does not hold" in shown.stdout


def test_records_alone_give_an_end_to_end_bound(run: Run, case: Path) -> None:
    shown = run("risk", case, "--from-evidence", "--as-of", "2026-06-01")
    assert "from the records alone, at most 1.97 per year at 90%" in shown.stdout


def test_a_simulation_says_its_seed_and_that_it_decides_nothing(run: Run, case: Path) -> None:
    first = run("risk", case, "--simulate", "--samples", "2000", "--as-of", "2026-06-01")
    again = run("risk", case, "--simulate", "--samples", "2000", "--as-of", "2026-06-01")
    assert first.returncode == 0, first.stderr
    assert "2,000 samples, seed 1" in first.stdout
    assert "No verdict rests on any of this" in first.stdout
    assert first.stdout == again.stdout


def test_certificates_are_written_and_hold_for_this_case_alone(run: Run, case: Path, tmp_path: Path) -> None:
    proofs = tmp_path / "proofs.json"
    assert run("risk", case, "--certificates", proofs, "--as-of", "2026-06-01").returncode == 0
    accepted = run("risk", case, "--recheck", proofs, "--as-of", "2026-06-01")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert "3 of 3 claims are proved by" in accepted.stdout
    refused = run("risk", replaced(case, "2 of 60", "1 of 60"), "--recheck", proofs, "--as-of", "2026-06-01")
    assert refused.returncode == 1
    assert "0 of 3 claims are proved by" in refused.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--needed", "G7"], "no goal `G7` makes a claim"),
        (["G7"], "no goal `G7` makes a claim"),
        (["--assume", "bypass"], "is no assumption"),
        (["--assume", "nothing=1"], "names no quantity of the case"),
        (["--limit", "rarely"], "is no limit"),
        (["--limit", "1 per year at 30%"], "from 50% to below 100%"),
        (["--needed", "G3", "--break-even"], "ask one thing at a time"),
        (["--recheck", "nowhere.json"], "cannot be read"),
    ],
)
def test_what_cannot_be_answered_is_a_usage_error(run: Run, case: Path, arguments: list[str], said: str) -> None:
    shown = run("risk", case, *arguments)
    assert shown.returncode == 2
    assert said in shown.stderr
    assert "Traceback" not in shown.stderr


def test_where_nothing_is_claimed_nothing_is_proved(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.gsn").write_text(
        'case c "A case"\n    shows G1\ngoal G1 "It holds"\n    undeveloped\n', encoding="utf-8"
    )
    shown = run("risk", tmp_path)
    assert shown.returncode == 1
    assert shown.stdout == "no goal of the case claims a number\n"


def test_a_line_that_cannot_be_read_proves_nothing_about_what_it_is_in(run: Run, case: Path) -> None:
    shown = run(
        "risk", replaced(case, "    is attempts then bypass", "    is attempts thn bypass"), "--as-of", "2026-06-01"
    )
    assert shown.returncode == 1
    assert "way has a line that could not be read" in shown.stdout


def test_a_fault_tree_is_read_and_evaluated(run: Run, tmp_path: Path) -> None:
    tree = tmp_path / "tree.xml"
    tree.write_text(
        '<opsa-mef><define-fault-tree name="f"><define-gate name="top"><and><basic-event name="a"/>'
        '<basic-event name="b"/></and></define-gate></define-fault-tree><model-data>'
        '<define-basic-event name="a"><float value="0.1"/></define-basic-event>'
        '<define-basic-event name="b"><float value="0.2"/></define-basic-event></model-data></opsa-mef>',
        encoding="utf-8",
    )
    shown = run("risk", tree, "--open-psa")
    assert shown.returncode == 0, shown.stderr
    assert "0.02" in shown.stdout
    assert "at most 0.1" in shown.stdout


def test_a_broken_fault_tree_is_refused_at_its_line(run: Run, tmp_path: Path) -> None:
    tree = tmp_path / "tree.xml"
    tree.write_text("<opsa-mef>\n<define-fault-tree name='f'>\n", encoding="utf-8")
    shown = run("risk", tree, "--open-psa")
    assert shown.returncode == 2
    assert "line" in shown.stderr
    assert "Traceback" not in shown.stderr
