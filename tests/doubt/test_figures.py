"""The standard's own figures (GSN v3, 1:6.3 and 2:11.3): what is drawn as defeated, and what is left in doubt."""

from collections.abc import Callable

import pytest

from gsn.argument import Argument
from gsn.checking import Judgement
from gsn.doubt.states import State
from gsn.element_state import State as Shown
from gsn.element_state import states_of
from gsn.model.reference import name_of

Arguing = Callable[[str], Argument]
Judging = Callable[[str], Judgement]

HEAD = "case c\n    shows G1\n"
CHALLENGED = """goal G1 "It holds"
    context Con1 "Day"
    strategy S1 "Argument over parts"
        goal G2 "Part two holds"
            solution Sn1 "Report"
                cites E1
        goal G3 "Part three holds"
            goal G5 "Part five holds"
                solution Sn2 "Report"
                    cites E1
            goal G6 "Part six holds"
                solution Sn3 "Report"
                    cites E1
        goal G4 "Part four holds"
            strategy S2 "Argument over parts of four"
                goal G7 "Part seven holds"
                    goal G9 "Part nine holds"
                        solution Sn4 "Report"
                            cites E1
                goal G8 "Part eight holds"
                    solution Sn5 "Report"
                        cites E1
goal CG1 "Part two fails"
    challenges G2
    goal CG2 "It failed in May"
        solution CSn1 "Letter"
            cites E1
solution CSn2 "Letter on five"
    cites E1
    challenges G5
goal CG3 "The report is of another system"
    challenges Sn3
    solution CSn3 "Letter"
        cites E1
goal CG4 "Seven and eight are not all of four"
    challenges S2
    solution CSn4 "Letter"
        cites E1
"""
"""Figure 2:11-1."""
COUNTERED = (
    CHALLENGED
    + """goal CCG1 "The letter on five is of another year"
    challenges CSn2
    solution CCSn2 "Register"
        cites E1
solution CCSn3 "Register of systems"
    cites E1
    challenges CG3
solution CCSn1 "Register of parts"
    cites E1
    challenges CG1 -> G2
"""
)
"""Figure 2:11-2."""
PROPAGATED = COUNTERED.replace(
    '            strategy S2 "Argument over parts of four"\n',
    """            strategy S2 "Argument over parts of four"
                defeated "CG4: seven and eight are not all"
                defeated S2 -> G7 "As its strategy"
                defeated S2 -> G8 "As its strategy"
""",
)
"""Figure 2:11-3, with what its text calls a matter of judgement given as the authors' reasons."""


def states(argument: Argument) -> dict[str, State]:
    return {name_of(raised.challenge): raised.state for raised in argument.doubts.raised}


def defeated(argument: Argument) -> set[str]:
    """What is computed to be defeated: the targets of challenges that stand on evidence and that nothing answers."""
    upheld = [raised.link for raised in argument.doubts.raised if raised.state is State.UPHELD]
    challengers = {raised.challenge for raised in argument.doubts.raised}
    return {name_of(link.target) for link in upheld if link.target not in challengers}


def test_four_challenges_defeat_what_they_are_on(argued: Arguing) -> None:
    argument = argued(HEAD + CHALLENGED)
    assert defeated(argument) == {"G2", "G5", "Sn3", "S2"}
    assert set(states(argument).values()) == {State.UPHELD}


def test_countering_restores_what_was_challenged(argued: Arguing) -> None:
    argument = argued(HEAD + COUNTERED)
    assert {name: states(argument)[name] for name in ("CG1", "CSn2", "CG3", "CG4")} == {
        "CG1": State.ANSWERED,
        "CSn2": State.ANSWERED,
        "CG3": State.ANSWERED,
        "CG4": State.UPHELD,
    }
    assert defeated(argument) == {"S2"}
    assert [name for name in ("G2", "G5", "Sn3", "S2") if argument.doubts.is_in_doubt(f"c::{name}")] == ["S2"]


def test_a_counter_to_the_relationship_leaves_the_challenger_as_it_is(argued: Arguing) -> None:
    elsewhere = COUNTERED.replace("    challenges G2\n", "    challenges G2\n    challenges Sn5\n")
    found = [(raised.link.target, raised.state) for raised in argued(HEAD + elsewhere).doubts.raised]
    assert ("c::G2", State.ANSWERED) in found
    assert ("c::Sn5", State.UPHELD) in found


def test_what_stays_defeated_leaves_the_goal_above_unsupported(judged: Judging) -> None:
    """G4 is kept and has no support left; what the authors gave up for reasons of their own is no difference."""
    judgement = judged(HEAD + PROPAGATED)
    shown = states_of(judgement)
    assert not judgement.argument.doubts.is_in_doubt("c::G4")
    assert shown["c::G4"].state is not Shown.SUPPORTED
    assert shown["c::G2"].state is Shown.SUPPORTED
    assert judgement.verdict != "passed"


def test_a_defeated_leg_weakens_the_goal_above(judged: Judging) -> None:
    """Figure 2:11-4: that G1 is still valid is for people to say; it is not proved, and that is said at G1."""
    judgement = judged(
        HEAD
        + """goal G1 "It holds"
    goal G2 "By its design"
        solution E1
    goal G3 "By its making"
        solution E1
    goal G4 "By its use"
        solution E1
solution CSn1 "Letter"
    cites E1
    challenges G4
"""
    )
    assert defeated(judgement.argument) == {"G4"}
    assert states_of(judgement)["c::G1"].why == "rests on G4, which is open (CSn1 challenges it)"
    assert [finding.code for finding in judgement.findings if finding.severity != "info"] == ["GSN603"]
    assert judgement.verdict == "undetermined"


PLAIN = 'goal G1 "It holds"\n    solution E1\n'
LETTER = 'solution CSn1 "Letter"\n    cites E1\n    challenges {}\n'
FAILS = 'goal CG1 "It fails"\n    challenges G1\n    undeveloped\n'
BESIDE = 'goal CG2 "That is beside the point"\n    challenges CG1 -> G1\n    {}\n'
BY_PARTS = """goal G1 "It holds"
    strategy S1 "By parts"
        goal G2 "One"
            solution E1
        goal G3 "Two"
            solution E1
"""
SMALL = {
    "1:6-1, counter-evidence defeats a goal": (PLAIN + LETTER.format("G1"), {"CSn1": State.UPHELD}),
    "1:6-2, a counter-argument without evidence leaves a goal in doubt": (PLAIN + FAILS, {"CG1": State.IN_DOUBT}),
    "1:6-3, counter-evidence defeats a relationship": (PLAIN + LETTER.format("G1 -> E1"), {"CSn1": State.UPHELD}),
    "1:6-4, b, a strategy stands for several relationships": (BY_PARTS + LETTER.format("S1"), {"CSn1": State.UPHELD}),
    "1:6-5, a challenge to a challenge without evidence resolves nothing": (
        PLAIN + FAILS + BESIDE.format("undeveloped"),
        {"CG1": State.IN_DOUBT, "CG2": State.IN_DOUBT},
    ),
    "1:6-5, once it is evidenced it answers": (
        PLAIN + FAILS + BESIDE.format("solution E1"),
        {"CG1": State.ANSWERED, "CG2": State.UPHELD},
    ),
}


@pytest.mark.parametrize("figure", SMALL)
def test_the_small_figures(figure: str, argued: Arguing) -> None:
    text, expected = SMALL[figure]
    assert states(argued(HEAD + text)) == expected


def test_several_relationships_are_not_challenged_one_by_one(judged: Judging) -> None:
    """Figure 1:6-4, a."""
    text = 'goal G1 "It holds"\n    goal G2 "One"\n        solution E1\n    goal G3 "Two"\n        solution E1\n'
    assert "GSN106" in {finding.code for finding in judged(HEAD + text + LETTER.format("G1 -> G2")).findings}
