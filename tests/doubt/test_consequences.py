"""What doubts do to the verdict, to numbers and to what is said of the elements above, and who may accept them."""

from collections.abc import Callable
from pathlib import Path

import pytest

import gsn
from gsn.argument import Argument
from gsn.checking import Judgement, judge
from gsn.doubt.states import State
from gsn.doubt.weight import Weights
from gsn.element_state import State as Shown
from gsn.element_state import states_of
from gsn.evidence.actors import registry_of

Arguing = Callable[[str], Argument]
Judging = Callable[[str], Judgement]

HEAD = 'case c\n    system x1\n    shows G1\ngoal G1 "It holds"\n'
ANSWERED = """    solution E1
    challenge D1 "The tests are old"
        challenge A1 "They are of May"
            solution E1
"""


def codes(judgement: Judgement) -> list[str]:
    return [finding.code for finding in judgement.findings if finding.severity != "info"]


# The verdict


def test_a_case_whose_doubts_are_answered_passes(judged: Judging) -> None:
    judgement = judged(HEAD + ANSWERED)
    assert (judgement.verdict, judgement.grounds, codes(judgement)) == ("passed", (), [])


def test_a_residual_risk_that_a_public_body_accepts_passes(judged: Judging) -> None:
    text = '    solution E1\n    challenge D1 "The tests are old"\n        accepted "Small" by aisi\n'
    assert judged(HEAD + text).verdict == "passed"


@pytest.mark.parametrize("on", ["D1", "D1 -> G1"])
def test_an_answer_is_one_wherever_it_is_attached(on: str, judged: Judging) -> None:
    text = f'    solution E1\n    challenge D1 "No"\ngoal A1 "They are of May"\n    challenges {on}\n    solution E1\n'
    judgement = judged(HEAD + text)
    assert judgement.verdict == "passed", judgement.grounds


def test_a_doubt_about_an_answers_relationship_keeps_it_from_answering(judged: Judging) -> None:
    text = '    solution E1\n    challenge D1 "No"\n        challenge A1 "They are of May"\n            solution E1\n'
    assert judged(HEAD + text + 'challenge D2 "Is it about that"\n    challenges A1 -> D1\n').verdict == "undetermined"


OPEN = {
    "nothing answers it": ('    solution E1\n    challenge D1 "No"\n', "GSN601"),
    "the answer is a sentence": (ANSWERED.replace("            solution E1\n", ""), "GSN602"),
    "the answer is in doubt": (ANSWERED + '            challenge D2 "By whom"\n', "GSN602"),
    "it rests on evidence": ('    solution E1\n    challenge D1 "No"\n        solution E1\n', "GSN603"),
    "it is upheld": (ANSWERED.replace("        challenge A1", '        upheld "So"\n        challenge A1'), "GSN603"),
    "it is dismissed": ('    solution E1\n    challenge D1 "No"\n        defeated "It is not"\n', "GSN604"),
    "it is accepted by its author": (
        '    solution E1\n    challenge D1 "No"\n        accepted "So" by lab\n',
        "GSN605",
    ),
}


@pytest.mark.parametrize("why", OPEN)
def test_an_open_doubt_leaves_the_verdict_undetermined(why: str, judged: Judging) -> None:
    text, code = OPEN[why]
    judgement = judged(HEAD + text)
    assert judgement.verdict == "undetermined"
    assert codes(judgement) == [code]
    assert {(ground.code, ground.element) for ground in judgement.grounds} == {(code, "c::D1")}


def test_a_doubt_about_what_nothing_rests_on_keeps_nothing_open(judged: Judging) -> None:
    beside = 'goal G7 "Beside it"\n    solution E1\n    challenge D1 "No"\n'
    with_it, without = (
        judged(f"{HEAD}    solution E1\n{text}") for text in (beside, beside.replace("    challenge", "#"))
    )
    assert {ground.message for ground in with_it.grounds} == {ground.message for ground in without.grounds}


def test_what_is_open_about_an_answers_evidence_keeps_the_case_open(judged: Judging) -> None:
    unsealed = 'evidence E2 "Letter"\n    file "report.txt"\n    by aisi\n    dated 2026-05-01\n'
    text = ANSWERED.replace("            solution E1", "            solution E2") + unsealed
    judgement = judged(HEAD + text)
    assert judgement.argument.doubts.raised[0].state is State.ANSWERED
    assert [ground.element for ground in judgement.grounds] == ["c::E2"]


def test_a_challenge_of_another_module_counts(tmp_path: Path) -> None:
    (tmp_path / "case.gsn").write_text(
        'case c\n    shows G1\nimport "review.gsn"\npublic goal G1 "It holds"\n    undeveloped\n', encoding="utf-8"
    )
    (tmp_path / "review.gsn").write_text(
        'module review\nimport "case.gsn"\nchallenge D1 "It does not"\n    challenges c::G1\n', encoding="utf-8"
    )
    argument = Argument(gsn.load(tmp_path))
    assert argument.doubts.elements == {"c::G1": ("review::D1",)}


# What is above


def test_the_doubt_is_named_at_every_element_above(judged: Judging) -> None:
    text = """    goal G2 "Its part holds"
        goal G3 "It was tested"
            solution E1
            challenge D1 "The tests are old"
"""
    shown = states_of(judged(HEAD + text))
    assert shown["c::G3"].why == "is in doubt: D1 challenges it"
    assert shown["c::G2"].why == "rests on G3, which is open (D1 challenges it)"
    assert shown["c::G1"].why == "rests on G2, which is open (below it, G3: D1 challenges it)"
    assert shown["c::E1"].state is Shown.SUPPORTED


def test_an_answered_challenge_wants_no_support(judged: Judging) -> None:
    shown = states_of(judged(HEAD + ANSWERED))
    assert (shown["c::D1"].state, shown["c::D1"].why) == (Shown.SUPPORTED, "is answered")
    assert shown["c::G1"].state is Shown.SUPPORTED


def test_weights_count_what_rests_on_the_doubt(argued: Arguing) -> None:
    text = """    goal G2 "One part holds"
        goal G4 "It was tested"
            solution E1
    goal G3 "Another holds"
        goal G4
"""
    weights = Weights(argued(HEAD + text))
    found = {name: weights.of([f"c::{name}"]) for name in ("G1", "G2", "G3", "G4", "E1")}
    assert found == {"G1": 1, "G2": 2, "G3": 2, "G4": 4, "E1": 5}
    assert (weights.of(["c::G2", "c::G3"]), weights.of(["c::D9"]), weights.most) == (3, 0, 5)


def test_weights_on_a_circle_come_to_an_end(argued: Arguing) -> None:
    circle = '    goal G2 "One"\n        goal G3 "Two"\n            goal G2\n            goal G4 "Three"\n'
    weights = Weights(argued(HEAD + circle))
    assert all(weights.of([f"c::{name}"]) for name in ("G4", "G3", "G2", "G1"))


# Numbers

NUMBER = """    claim p <= 20% at 90%
    solution R1
{more}probability p "It happens"
probability q "It happens in another way"
evidence R1 "Count"
    type report
    file "report.txt"
    by aisi
    dated 2026-05-01
    measures p: 0 of 60
"""
WITH_A_CLAIM = """    challenge D1 "It happens in another way"
        challenge A1 "Rarely"
            claim q <= 20% at 90%
            solution R2
evidence R2 "Count"
    type report
    file "report.txt"
    by aisi
    dated 2026-05-01
    measures q: {count}
"""


@pytest.mark.parametrize(
    ("count", "state", "why"),
    [("0 of 60", State.ANSWERED, ""), ("30 of 60", State.IN_DOUBT, "is challenged by `D1`, which nothing answers")],
)
def test_a_claim_that_is_not_proved_answers_nothing(count: str, state: State, why: str, argued: Arguing) -> None:
    """And so what it was to answer keeps the claim above from being proved."""
    argument = argued(HEAD + NUMBER.format(more=WITH_A_CLAIM.format(count=count)))
    outcomes = {outcome.id.goal: outcome for outcome in argument.risk.outcomes.values()}
    assert argument.doubts.raised[0].state is state
    assert outcomes["c::A1"].proved is (state is State.ANSWERED)
    assert outcomes["c::G1"].proved is (state is State.ANSWERED)
    assert why in outcomes["c::G1"].why


@pytest.mark.parametrize("on", ["G1", "R1", "G1 -> R1"])
def test_an_open_challenge_keeps_a_number_from_being_proved(on: str, argued: Arguing) -> None:
    def proved(more: str) -> list[bool]:
        return [outcome.proved for outcome in argued(HEAD + NUMBER.format(more=more)).risk.outcomes.values()]

    assert proved("") == [True]
    assert proved(f'challenge D1 "No"\n    challenges {on}\n') == [False]
    assert proved(f'challenge D1 "No"\n    challenges {on}\n    challenge A1 "Yes"\n        solution E1\n') == [True]


# Who accepts

ACCEPTED = '    solution E1\n    challenge D1 "No"\n        accepted "Small" by {}\n'
ACTORS = """actor office "Office"
    role regulator
actor board "Board"
    role risk_owner
actor team "Team"
    role evaluator
actor state_lab "State laboratory"
    role public_body
system x2 "X-2"
    developer state_lab
"""


@pytest.mark.parametrize(
    ("actor", "state"),
    [
        ("aisi", State.ACCEPTED),
        ("office", State.ACCEPTED),
        ("lab", State.IN_DOUBT),
        ("board", State.IN_DOUBT),
        ("team", State.IN_DOUBT),
        ("state_lab", State.IN_DOUBT),
    ],
)
def test_who_may_accept_a_residual_risk(actor: str, state: State, argued: Arguing) -> None:
    argument = argued(HEAD + ACCEPTED.format(actor) + ACTORS)
    assert argument.doubts.raised[0].state is state


def test_what_nothing_depends_on_anybody_may_accept(argued: Arguing) -> None:
    beside = 'goal G7 "Beside it"\n    solution E1\n' + ACCEPTED.format("lab").replace("    solution E1\n", "")
    assert argued(f"{HEAD}    solution E1\n{beside}").doubts.raised[0].state is State.ACCEPTED


def test_the_registry_says_who_is_a_public_body(folder: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "actors.gsn").write_text('actor aisi "AI Safety Institute"\n    role evaluator\n', encoding="utf-8")
    case = gsn.load(folder(HEAD + ACCEPTED.format("aisi")))
    registry = registry_of(gsn.load(tmp_path / "actors.gsn"))
    assert Argument(case).doubts.raised[0].state is State.ACCEPTED
    assert Argument(case, registry=registry).doubts.raised[0].state is State.IN_DOUBT
    assert "GSN605" in {finding.code for finding in judge(case, registry=registry).findings}


# Confidence

POINT = '    solution Sn1 "Report"\n        cites E1\nconfidence ACP1 "The tests are sound"\n    on G1 -> Sn1\n'
ARGUED = POINT + "    argued by G2\n"
CONFIDENCE = {
    "supported": (ARGUED + 'goal G2 "Run twice"\n    solution E1\n', []),
    "nothing argues": (POINT, ["GSN621"]),
    "undeveloped": (ARGUED + 'goal G2 "Run twice"\n    undeveloped\n', ["GSN622"]),
    "in doubt": (ARGUED + 'goal G2 "Run twice"\n    solution E1\n    challenge D1 "By one team"\n', ["GSN622"]),
    "in a circle": (ARGUED + 'goal G2 "As G1 holds"\n    goal G1\n', ["GSN622"]),
}


@pytest.mark.parametrize("how", CONFIDENCE)
def test_confidence_is_argued_like_anything_else(how: str, judged: Judging) -> None:
    text, expected = CONFIDENCE[how]
    judgement = judged(HEAD + text)
    assert [code for code in codes(judgement) if code.startswith("GSN62")] == expected
    assert judgement.verdict == ("undetermined" if expected else "passed")
