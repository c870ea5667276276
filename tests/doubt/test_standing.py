"""Standing doubts: where each stands, what answers it, and that writing one down never costs anything."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.argument import Argument
from gsn.checking import Judgement
from gsn.doubt.known import BY_NAME, KNOWN, Step, Unless
from gsn.doubt.states import State
from gsn.element_state import states_of
from gsn.language.draft import EVIDENCE_TYPES
from gsn.model.reference import name_of

Arguing = Callable[[str], Argument]
Judging = Callable[[str], Judgement]

HEAD = 'case c\n    system x1\n    shows G1\ngoal G1 "It holds"\n'
SEALED = '    file "report.txt"\n    dated 2026-05-01\n'


def record(name: str, type_: str, *clauses: str, by: str = "aisi", expires: bool = True) -> str:
    more = "".join(f"    {clause}\n" for clause in (*clauses, *(["expires 2026-12-31"] if expires else [])))
    return f'evidence {name} "Record"\n    type {type_}\n    by {by}\n{SEALED}{more}'


def standing(argument: Argument) -> dict[tuple[str, str], State]:
    return {(stands.doubt.name, name_of(stands.place)): stands.state for stands in argument.doubts.standing}


def on(argument: Argument, place: str) -> set[str]:
    return {name for name, where in standing(argument) if where == place}


# The table


def test_the_table_is_whole() -> None:
    assert len(BY_NAME) == len(KNOWN)
    for doubt in KNOWN:
        assert doubt.question.endswith("?"), doubt.name
        assert doubt.source, doubt.name
        assert doubt.types <= EVIDENCE_TYPES, doubt.name
        assert bool(doubt.types) != (doubt.step is not None), doubt.name
    assert {doubt.step for doubt in KNOWN if doubt.step is not None} == set(Step)
    assert {doubt.unless for doubt in KNOWN if doubt.unless is not None} == set(Unless)


TESTED = {"elicitation_gap", "sandbagging"}
BY_TYPE = {
    "evaluation": TESTED | {"leakage", "prompt_sensitivity", "unrepresentative_tasks"},
    "red_team": TESTED | {"untested_attacks"},
    "uplift_study": TESTED | {"unrepresentative_tasks"},
    "monitoring": {"untested_attacks"},
}


@pytest.mark.parametrize("type_", sorted(EVIDENCE_TYPES))
def test_what_stands_on_a_record(type_: str, argued: Arguing) -> None:
    argument = argued(f"{HEAD}    solution R1\n{record('R1', type_)}")
    assert on(argument, "R1") == BY_TYPE.get(type_, set())
    assert all(state is State.IN_DOUBT for state in standing(argument).values())


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        (record("R1", "monitoring", expires=False), "expired_validity"),
        (record("R1", "monitoring", by="lab"), "conflict_of_interest"),
        (record("R1", "elicitation", "simulated"), "simulated_experts"),
    ],
)
def test_what_a_record_says_for_itself_settles_a_doubt(written: str, doubt: str, argued: Arguing) -> None:
    settled = written.replace("by lab", "by aisi").replace("    simulated\n", "")
    settled += "" if "expires" in settled else "    expires 2026-12-31\n"
    assert doubt in on(argued(f"{HEAD}    solution R1\n{written}"), "R1")
    assert doubt not in on(argued(f"{HEAD}    solution R1\n{settled}"), "R1")


@pytest.mark.parametrize(
    ("dated", "expires", "settled"),
    [
        ("2026-05-01", "2036-05-01", True),
        ("2026-05-01", "2036-05-02", False),
        ("2016-05-01", "2026-12-31", False),
        ("2016-12-31", "2026-12-31", True),
        ("2024-02-29", "2034-02-28", True),
        ("2024-02-29", "2034-03-01", False),
        ("2026-05-01", "9999-12-31", False),
        ("9990-01-01", "9999-12-31", False),
        ("", "2030-01-01", True),
        ("", "9999-12-31", False),
    ],
)
def test_an_expiry_that_nobody_lives_to_see_settles_nothing(
    dated: str,
    expires: str,
    settled: bool,  # noqa: FBT001
    argued: Arguing,
) -> None:
    said = f"    dated {dated}\n" if dated else ""
    written = record("R1", "monitoring", f"expires {expires}", expires=False).replace("    dated 2026-05-01\n", said)
    assert ("expired_validity" not in on(argued(f"{HEAD}    solution R1\n{written}"), "R1")) is settled


MODEL = """    claim harm <= 10% at 90%
    solution E1
hazard harm "Harm"
    is any of a complete by G8
scenario a "A way"
    is first then second
probability first "It begins"
probability second "It goes on"
    is all of f, m
    independent f, m given first by G9
probability f "The filter fails"
probability m "The monitor fails"
goal G8 "There is no other way"
    solution E1
goal G9 "They share nothing"
    solution E1
"""


def test_what_stands_on_a_step(argued: Arguing) -> None:
    argument = argued(HEAD + MODEL)
    assert set(standing(argument)) == {("incomplete_scenarios", "G8"), ("dependent_safeguards", "G9")}


def test_carrying_over_is_a_step(argued: Arguing) -> None:
    carrying = "    carries over from x2.a to x2.b by G9\n    solution E1\n"
    runs = 'system x2 "X-2"\n    configuration a "A"\n    configuration b "B"\n'
    no_more = 'goal G9 "It can do no more"\n    solution E1\n'
    assert set(standing(argued(HEAD + carrying + runs + no_more))) == {("other_configuration", "G9")}


def test_nothing_stands_on_what_the_case_does_not_rest_on(argued: Arguing) -> None:
    """Nor on what only an answer rests on: else every answer would want answers without end."""
    text = """    solution E1
    challenge D1 "No"
        challenge A1 "Yes"
            solution R1
goal G7 "Beside it"
    solution R2
"""
    argument = argued(HEAD + text + record("R1", "evaluation") + record("R2", "evaluation"))
    assert standing(argument) == {}
    assert argument.doubts.raised[0].state is State.ANSWERED


# Raising and answering

NAMING = "standing sandbagging"
ANSWER = '        challenge A1 "It was paid to do its best"\n            solution E1\n'
TWO = (
    """    goal G2 "It was tested"
        solution Sn1 "Section 2"
            cites R1
    goal G3 "By others, too"
        solution R2
goal P1 "Runs are independent"
    goal P2 "No images are shared"
        solution E1
"""
    + record("R1", "red_team", "presumes P1")
    + record("R2", "red_team")
)
DOUBT = 'challenge D1 "It held back"\n{clauses}    standing sandbagging\n'
ELSEWHERE = {
    "the record": (["R1"], {"R1"}),
    "its solution": (["Sn1"], {"R1"}),
    "the goal above": (["G2"], {"R1"}),
    "the step to it": (["G2 -> Sn1"], {"R1"}),
    "the goal above both": (["G1"], {"R1", "R2"}),
    "both records": (["R1", "R2"], {"R1", "R2"}),
    "what it presumes": (["P1"], {"R1"}),
    "what that rests on": (["P2"], {"R1"}),
}


@pytest.mark.parametrize("where", ELSEWHERE)
def test_one_answer_serves_wherever_the_challenge_reaches(where: str, argued: Arguing) -> None:
    targets, covered = ELSEWHERE[where]
    clauses = "".join(f"    challenges {target}\n" for target in targets)
    raised = DOUBT.format(clauses=clauses)
    answered = raised + ANSWER.replace("        challenge", "    challenge").replace("            sol", "        sol")
    found = standing(argued(HEAD + TWO + answered))
    assert {place for (name, place), state in found.items() if name == "sandbagging" and not state.is_open} == covered
    assert all(state.is_open for (name, _), state in found.items() if name != "sandbagging")
    assert all(state is State.IN_DOUBT for state in standing(argued(HEAD + TWO + raised)).values())


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("", State.IN_DOUBT),
        (ANSWER.replace("            solution E1\n", ""), State.IN_DOUBT),
        (ANSWER, State.ANSWERED),
        ('        accepted "Watched" by aisi\n', State.ACCEPTED),
        ('        accepted "Watched" by lab\n', State.IN_DOUBT),
        ('        upheld "It did"\n' + ANSWER, State.UPHELD),
        ('        defeated "No"\n', State.IN_DOUBT),
        ("        solution E1\n", State.UPHELD),
        ("        raised by aisi\n" + ANSWER, State.ANSWERED),
    ],
)
def test_a_standing_doubt_is_in_the_state_of_what_raises_it(more: str, state: State, argued: Arguing) -> None:
    text = f'{HEAD}    solution R1\n    challenge D1 "It held back"\n        {NAMING}\n{more}{record("R1", "red_team")}'
    argument = argued(text)
    assert standing(argument)["sandbagging", "R1"] is state
    assert standing(argument)["untested_attacks", "R1"] is State.IN_DOUBT


def test_the_worst_of_several_counts(argued: Arguing) -> None:
    narrow = '    challenge D2 "It held back in May"\n        standing sandbagging\n'
    text = f'    solution R1\n    challenge D1 "It held back"\n        {NAMING}\n{ANSWER}'
    assert standing(argued(HEAD + text + record("R1", "red_team")))["sandbagging", "R1"] is State.ANSWERED
    both = standing(argued(HEAD + text + narrow + record("R1", "red_team")))
    assert both["sandbagging", "R1"] is State.IN_DOUBT


def test_one_challenge_may_raise_several(argued: Arguing) -> None:
    named = '    challenge D1 "Nobody looked"\n        standing sandbagging, untested_attacks\n'
    argument = argued(f"{HEAD}    solution R1\n{named}{ANSWER}{record('R1', 'red_team')}")
    assert {name for (name, _), state in standing(argument).items() if state.is_open} == {"elicitation_gap"}


@pytest.mark.parametrize(
    ("clause", "doubted"), [("", set()), ("        raised by aisi\n", {"c::G1"}), ('        upheld "Yes"\n', {"c::G1"})]
)
def test_what_somebody_raised_is_a_challenge_like_any_other(clause: str, doubted: set[str], argued: Arguing) -> None:
    text = f'    solution R1\n    challenge D1 "It held back"\n        {NAMING}\n{clause}'
    argument = argued(HEAD + text + record("R1", "red_team"))
    assert set(argument.doubts.elements) == doubted
    assert argument.doubts.is_in_doubt("c::R1")


def test_a_doubt_that_does_not_stand_there_is_a_challenge_like_any_other(argued: Arguing) -> None:
    argument = argued(HEAD + '    solution E1\n    challenge D1 "It held back"\n        standing sandbagging\n')
    assert argument.doubts.is_in_doubt("c::G1")
    assert standing(argument) == {}


# Candour


TYPES = tuple(sorted(BY_TYPE))
NUMBERS = """    goal G4 "It is rare"
        claim p <= 10% at 90%
        solution R0
"""
STEPS = MODEL.removeprefix("    claim harm <= 10% at 90%\n    solution E1\n")
HARM = """    goal G5 "No harm"
        claim harm <= 10% at 90%
        solution E1
"""
ANSWERED = """    challenge D0 "No"
        challenge A0 "Yes"
            solution R0
"""


@st.composite
def silent_and_said(draw: st.DrawFn) -> tuple[str, str]:
    """A case whose standing doubts nobody mentions, and the same with some of them written down and not answered."""
    types = draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=3))
    parts = "".join(f'    goal G{n + 10} "Part {n}"\n        solution R{n}\n' for n in range(len(types)))
    written = "".join(
        record(f"R{n}", type_, *(["measures p: 0 of 60"] if n == 0 else []), expires=draw(st.booleans()))
        for n, type_ in enumerate(types)
    )
    has_steps = draw(st.booleans())
    steps = (HARM, STEPS) if has_steps else ("", "")
    silent = f'{HEAD}{NUMBERS}{steps[0]}{parts}{ANSWERED}probability p "It happens"\n{steps[1]}{written}'
    stands = {f"{kind}{n + 10 * (kind == 'G')}": BY_TYPE[type_] for kind in "RG" for n, type_ in enumerate(types)}
    stands |= {"G1": set().union(*stands.values()), "G4": BY_TYPE[types[0]]}
    if has_steps:
        stands |= {"G8": {"incomplete_scenarios"}, "G9": {"dependent_safeguards"}}
    return silent, silent + "".join(_reminders(draw, stands))


def _reminders(draw: st.DrawFn, stands: Mapping[str, AbstractSet[str]]) -> Iterator[str]:
    """Challenges that name what stands where they are, with no answer, or with one that answers nothing."""
    for number in range(draw(st.integers(1, 3))):
        target = draw(st.sampled_from(sorted(stands)))
        names = draw(st.lists(st.sampled_from(sorted(stands[target])), min_size=1, max_size=4, unique=True))
        more = draw(st.sampled_from(["", "    undeveloped\n", '    challenge N{n} "Hardly"\n', '    defeated "No"\n']))
        clauses = f"    challenges {target}\n    standing {', '.join(names)}\n"
        yield f'challenge W{number} "Known"\n{clauses}{more.format(n=number)}'


@settings(max_examples=100, deadline=None, derandomize=True)
@given(silent_and_said())
def test_writing_a_standing_doubt_down_costs_nothing(judged: Judging, texts: tuple[str, str]) -> None:
    """Not the verdict, not the state of any doubt or element, not a proof, not a finding."""
    silent, said = map(judged, texts)
    raised = [doubt for doubt in said.argument.doubts.raised if name_of(doubt.challenge).startswith("W")]
    assert raised
    assert all(doubt.is_a_reminder for doubt in raised)
    assert said.verdict == silent.verdict != "passed"
    assert standing(said.argument) == standing(silent.argument)
    assert {ground.message for ground in said.grounds} == {ground.message for ground in silent.grounds}
    after = states_of(said)
    assert {name: after[name] for name in states_of(silent)} == states_of(silent)
    assert [outcome.proved for outcome in said.argument.risk.outcomes.values()] == [
        outcome.proved for outcome in silent.argument.risk.outcomes.values()
    ]
    assert told(said) == told(silent)


def told(judgement: Judgement) -> list[tuple[str, str]]:
    return sorted((finding.code, finding.severity) for finding in judgement.findings if finding.severity != "info")


def test_the_page_shows_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "doubt.md").read_text("utf-8")
    shown = {line.split("|")[1].strip(): line for line in page.splitlines() if line.startswith("| `")}
    assert shown.keys() == {f"`{doubt.name}`" for doubt in KNOWN}
    for doubt in KNOWN:
        row = shown[f"`{doubt.name}`"]
        assert f"| {doubt.question} |" in row
        assert row.endswith(f"| {doubt.source} |")
        assert all(f"`{type_}`" in row for type_ in doubt.types)
