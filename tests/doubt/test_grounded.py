"""Grounded semantics against two other ways to find it: all models tried out, and Dung's complete extensions."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.argument import Argument
from gsn.doubt.least import least_facts
from gsn.doubt.states import State, doubts_of
from gsn.model.reference import name_of

Arguing = Callable[[str], Argument]

Clauses = list[tuple[int, list[int]]]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=3)), max_size=14))
def test_the_least_facts_are_what_all_models_have_in_common(clauses: Clauses) -> None:
    def is_a_model(facts: frozenset[int]) -> bool:
        return all(head in facts for head, body in clauses if facts.issuperset(body))

    subsets = (frozenset(chosen) for size in range(9) for chosen in itertools.combinations(range(8), size))
    models = [facts for facts in subsets if is_a_model(facts)]
    assert least_facts(clauses) == frozenset.intersection(*models)


@dataclass(frozen=True)
class Drawn:
    """Challengers, each with what it challenges (G1 or challengers) and whether it rests on evidence."""

    targets: tuple[tuple[int, ...], ...]
    evidenced: tuple[bool, ...]

    def text(self) -> str:
        lines = ["case c", "    shows G1", 'goal G1 "It holds"', "    solution E1"]
        for number, targets in enumerate(self.targets):
            lines.append(f'goal D{number} "Number {number} says otherwise"')
            lines += [f"    challenges {'G1' if target < 0 else f'D{target}'}" for target in targets]
            lines.append("    solution E1" if self.evidenced[number] else "    undeveloped")
        return "\n".join([*lines, ""])

    def attacks(self) -> Iterator[tuple[int, int]]:
        """Who attacks whom, as far as it is a challenge to a challenger."""
        for number, targets in enumerate(self.targets):
            yield from ((number, target) for target in targets if target >= 0)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    size = draw(st.integers(1, 6))
    others = [[target for target in range(-1, size) if target != n] for n in range(size)]
    targets = [draw(st.lists(st.sampled_from(each), min_size=1, max_size=3, unique=True)) for each in others]
    evidenced = draw(st.lists(st.sampled_from([True, True, False]), min_size=size, max_size=size))
    return Drawn(tuple(map(tuple, targets)), tuple(evidenced))


def least_complete(case: Drawn) -> tuple[frozenset[int], frozenset[int]]:
    """Who is in and who is out, by trying all labellings.

    Without evidence nobody is in, and whoever attacks with none puts nobody out: so it attacks nobody here, and attacks
    itself, which leaves it undecided unless somebody puts it out (Dung 1995: the grounded extension is the least
    complete one).
    """
    size = len(case.targets)
    attackers = {n: {a for a, t in case.attacks() if t == n and case.evidenced[a]} for n in range(size)}
    for n in range(size):
        if not case.evidenced[n]:
            attackers[n].add(n)
    unsupported = {n: {a for a, t in case.attacks() if t == n and not case.evidenced[a]} for n in range(size)}
    found = []
    for labels in itertools.product("iou", repeat=size):
        ins = {n for n in range(size) if labels[n] == "i"}
        outs = {n for n in range(size) if labels[n] == "o"}
        complete = all(
            (n in ins) == ((attackers[n] | unsupported[n]) <= outs) and (n in outs) == bool(attackers[n] & ins)
            for n in range(size)
        )
        if complete:
            found.append((frozenset(ins), frozenset(outs)))
    return frozenset.intersection(*(ins for ins, _ in found)), frozenset.intersection(*(outs for _, outs in found))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(drawn())
def test_states_are_the_least_complete_labelling(argued: Arguing, case: Drawn) -> None:
    argument = argued(case.text())
    ins, outs = least_complete(case)
    for raised in argument.doubts.raised:
        number = int(name_of(raised.challenge)[1:])
        expected = State.ANSWERED if number in outs else State.UPHELD if number in ins else State.IN_DOUBT
        assert raised.state is expected, (case.text(), raised)
    doubted = any(-1 in targets and n not in outs for n, targets in enumerate(case.targets))
    assert argument.doubts.is_in_doubt("c::G1") is doubted


GROUNDED: dict[str, tuple[str, dict[str, State]]] = {
    "nobody answers": (
        '    challenge D1 "No"\n',
        {"D1": State.IN_DOUBT},
    ),
    "it is answered": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            solution E1
""",
        {"D1": State.ANSWERED, "A1": State.UPHELD},
    ),
    "the answer is a sentence": (
        """    challenge D1 "No"
        challenge A1 "Yes"
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT},
    ),
    "the answer is in doubt": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            solution E1
            challenge D2 "By whom"
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT, "D2": State.IN_DOUBT},
    ),
    "what the answer rests on is in doubt": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            goal G9 "Tests say so"
                solution E1
                challenge D2 "They are old"
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT, "D2": State.IN_DOUBT},
    ),
    "a step of the answer is in doubt": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            solution Sn1 "Report"
                cites E1
challenge D2 "It does not follow"
    challenges A1 -> Sn1
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT, "D2": State.IN_DOUBT},
    ),
    "the doubt about the answer is answered": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            solution E1
            challenge D2 "By whom"
                challenge A2 "By aisi"
                    solution E1
""",
        {"D1": State.ANSWERED, "A1": State.UPHELD, "D2": State.ANSWERED, "A2": State.UPHELD},
    ),
    "the doubt about the answer is accepted": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            solution E1
            challenge D2 "By whom"
                accepted "Of no weight" by aisi
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT, "D2": State.ACCEPTED},
    ),
    "two answer each other": (
        """    challenge D1 "No"
        solution E1
goal D2 "Yes"
    challenges D1
    challenges D3
    solution E1
goal D3 "No, again"
    challenges D2
    solution E1
""",
        {"D1": State.IN_DOUBT, "D2": State.IN_DOUBT, "D3": State.IN_DOUBT},
    ),
    "the answer rests on what is doubted": (
        """    challenge D1 "No"
        challenge A1 "It was said at the top"
            goal G1
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT},
    ),
    "the answer rests on a circle": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            goal G8 "As G9 says"
                goal G9 "As G8 says"
                    goal G8
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT},
    ),
    "the answer is given up": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            defeated "We were wrong"
            solution E1
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT},
    ),
    "the answer's relationship is given up": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            solution E1
            defeated A1 -> D1 "Beside the point"
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT},
    ),
    "the answer's relationship is in doubt": (
        """    challenge D1 "No"
        challenge A1 "Yes"
            solution E1
challenge D2 "That is beside the point"
    challenges A1 -> D1
""",
        {"D1": State.IN_DOUBT, "A1": State.IN_DOUBT, "D2": State.IN_DOUBT},
    ),
    "the doubt is said to be defeated": (
        """    challenge D1 "No"
        defeated "It is nothing"
""",
        {"D1": State.IN_DOUBT},
    ),
    "it is said to stand, whatever answers it": (
        """    challenge D1 "No"
        upheld "The answer is of another system"
        challenge A1 "Yes"
            solution E1
""",
        {"D1": State.UPHELD, "A1": State.UPHELD},
    ),
    "what supports the doubt is countered, and the doubt stands": (
        """    challenge D1 "No"
        solution Sn1 "Letter"
            cites E1
            challenge A1 "It is forged"
                solution E1
""",
        {"D1": State.IN_DOUBT, "A1": State.UPHELD},
    ),
    "it is accepted by a public body": (
        """    challenge D1 "No"
        accepted "Small" by aisi
""",
        {"D1": State.ACCEPTED},
    ),
    "it is accepted by the developer": (
        """    challenge D1 "No"
        accepted "Small" by lab
""",
        {"D1": State.IN_DOUBT},
    ),
}


@pytest.mark.parametrize("name", GROUNDED)
def test_what_answers_what(name: str, argued: Arguing) -> None:
    text, expected = GROUNDED[name]
    argument = argued(f'case c\n    shows G1\ngoal G1 "It holds"\n    solution E1\n{text}')
    found: dict[str, State] = {}
    for raised in argument.doubts.raised:
        found.setdefault(name_of(raised.challenge), raised.state)
    assert found == expected
    assert argument.doubts.is_in_doubt("c::G1") is expected["D1"].is_open


def test_ten_thousand_challenges_take_less_than_a_second(argued: Arguing) -> None:
    """Half of them on goals, half answers to those, and one chain of a thousand that answer each other in turn."""
    lines = ["case c", "    shows G1", 'goal G1 "It holds"', "    solution E1"]
    for number in range(4_500):
        lines += [f'    challenge D{number} "No"', f'        challenge A{number} "Yes"', "            solution E1"]
    lines += ['goal C0 "No"', "    challenges G1", "    solution E1"]
    for number in range(1, 1_000):
        lines += [f'goal C{number} "Not so"', f"    challenges C{number - 1}", "    solution E1"]
    argument = argued("\n".join([*lines, ""]))
    assert len(argument.assessments) == 1  # evidence is looked at before the clock starts
    began = process_time()
    doubts = doubts_of(argument)
    took = process_time() - began
    states = {name_of(raised.challenge): raised.state for raised in doubts.raised}
    assert len(doubts.raised) == 10_000
    assert (states["D0"], states["D4499"], states["C0"], states["C999"]) == (
        State.ANSWERED,
        State.ANSWERED,
        State.ANSWERED,
        State.UPHELD,
    )
    assert took < 1
