"""What keeps a case from passing: each reason is named, once, in the order of the argument."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gsn
from gsn.checking import Judgement

Judging = Callable[[str], Judgement]
DAY = date(2026, 6, 1)
DIGEST = "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"


def reasons(judgement: Judgement) -> list[str]:
    return [ground.message for ground in judgement.grounds]


TOP = """case c
    shows G1
goal G1 "It holds"
"""
GROUNDS = {
    "a part": (
        'module m\ngoal G1 "It holds"\n    undeveloped\n',
        [
            "this is a part: no text begins with `case`, so nothing says what is to be shown",
            "goal `G1` is undeveloped",
        ],
    ),
    "no goal at all": ("case c\n", ["the case names no goal that it shows", "there is no goal"]),
    "nothing is shown": (
        'case c\ngoal G1 "It holds"\n    undeveloped\n',
        ["the case names no goal that it shows", "goal `G1` is undeveloped"],
    ),
    "a profile that is not there": (
        TOP.replace("    shows", "    treaty nowhere\n    shows") + "    undeveloped\n",
        ["goal `G1` is undeveloped", "the profile `nowhere` cannot be had: no built-in profile is called `nowhere`"],
    ),
    "no support": (
        TOP + '    strategy S1 "By parts"\n    goal G2 "It was tested"\n',
        ["strategy `S1` has no support", "goal `G2` has no support"],
    ),
    "no evidence": (TOP + '    solution Sn1 "Report"\n', ["solution `Sn1` cites no evidence"]),
    "a name that names nothing": (
        TOP + '    goal G9\n    goal tests::G9\n    solution Sn1 "R"\n        cites E9\n',
        ["`G9` names nothing", "`G9` names nothing", "`E9` names nothing"],
    ),
    "a line that could not be read": (
        TOP + '    gaol G2 "It was tested"\n        undeveloped\n',
        ["line `G2` could not be read"],
    ),
    "a module as a whole": (
        TOP + '    module m\nimport "m.gsn"\n# file: m.gsn\ngoal G1 "Part"\n    undeveloped\n',
        ["module `m` is referred to as a whole; which of its goals is meant is open", "goal `G1` is undeveloped"],
    ),
    "a circle": (TOP + '    goal G2 "It was tested"\n        goal G1\n', ["goal `G1` rests on a circle"]),
    "a strategy over no goal": (
        TOP + '    strategy S1 "By tests"\n        solution Sn1 "Report"\n',
        ["strategy `S1` argues over no goal", "solution `Sn1` cites no evidence"],
    ),
    "a step that is given up": (
        TOP + '    defeated G1 -> G2 "No"\n    goal G2 "It was tested"\n        undeveloped\n',
        ["goal `G2` is undeveloped", "relationship `G1 -> G2` is given up"],
    ),
    "a doubt": (
        TOP + '    undeveloped\n    challenge D1 "No"\n    challenge D2 "Never"\n',
        [
            "goal `G1` is undeveloped",
            "challenge `D1` leaves `G1` in doubt: nothing answers it",
            "challenge `D2` leaves `G1` in doubt: nothing answers it",
        ],
    ),
    "evidence": (
        TOP + '    solution E1\nactor a "A"\nevidence E1 "Report"\n    file "r.txt"\n    by a\n# file: r.txt\nReport\n',
        [
            "evidence `E1` has no digest, so nothing tells whether its file is the one that was meant",
            "evidence `E1` has no date",
        ],
    ),
}


@pytest.mark.parametrize("why", GROUNDS)
def test_a_reason_is_named(why: str, judged: Judging) -> None:
    text, expected = GROUNDS[why]
    judgement = judged(text)
    assert reasons(judgement) == expected
    assert judgement.verdict != "passed"


def test_a_run_that_was_planned_with_what_is_cited_is_asked_for(judged: Judging) -> None:
    def record(name: str, more: str) -> str:
        sealed = f'    file "r.txt" sha256 "{DIGEST}"\n    by a\n    dated 2026-05-01\n'
        return f'evidence {name} "Run"\n{sealed}    {more}\n'

    records = record("E1", "planned in P1") + record("E2", "planned in P1") + record("P1", "plans E1, E2")
    rest = f'actor a "A"\n{records}# file: r.txt\nAll 400 patterns were caught.\n'
    judgement = judged(f"{TOP}    solution E1\n{rest}")
    left_out = "evidence `E2` was planned together with what is cited, and nothing cites it"
    assert left_out in reasons(judgement)
    assert left_out not in reasons(judged(f"{TOP}    solution E1\n    solution E2\n{rest}"))


def test_reasons_stand_in_the_order_of_the_argument_and_once(judged: Judging) -> None:
    text = """case c
    shows G1
goal G9 "Last, and written first"
    undeveloped
goal G1 "It holds"
    goal G2 "One"
        goal G9
    strategy S1 "By parts"
        goal G3 "Two"
            undeveloped
        goal G2
    goal G3
"""
    assert reasons(judged(text)) == ["goal `G9` is undeveloped", "goal `G3` is undeveloped"]


def test_a_reason_stands_at_its_clause(judged: Judging) -> None:
    judgement = judged('case c\n    shows G1\ngoal G1 "It holds"\n    note "x"\n    undeveloped\n')
    (ground,) = judgement.grounds
    assert ground.place is not None
    assert (ground.place.number, ground.element) == (5, "c::G1")


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("", "undetermined, held against no treaty"),
        ("    treaty nowhere\n", "rejected, held against nowhere, which cannot be read"),
        ("    undeveloped\n", "rejected, held against no treaty"),
    ],
)
def test_a_verdict_is_never_printed_alone(clause: str, label: str, judged: Judging) -> None:
    assert judged(f'case c\n    shows G1\n{clause}goal G1 "It holds"\n    undeveloped\n').label == label


# Passed is earned


@dataclass(frozen=True)
class Record:
    """A record of evidence: the lines that make it good, or leave something out."""

    lines: tuple[str, ...]
    good: bool


GOOD = (f'    file "r.txt" sha256 "{DIGEST}"', "    by a", "    dated 2026-05-01", "    expires 2026-12-31")
RECORDS = (
    Record(GOOD, good=True),
    Record(GOOD[:3], good=True),
    Record(GOOD[1:], good=False),
    Record((GOOD[0], *GOOD[2:]), good=False),
    Record((*GOOD[:2], GOOD[3]), good=False),
    Record((*GOOD[:3], "    expires 2026-05-31"), good=False),
    Record(('    file "r.txt"', *GOOD[1:]), good=False),
    Record((GOOD[0].replace("r.txt", "gone.txt"), *GOOD[1:]), good=False),
    Record((GOOD[0].replace("08b9", "18b9"), *GOOD[1:]), good=False),
    Record((*GOOD, '    withheld "Tooling"'), good=False),
)


@dataclass(frozen=True)
class Drawn:
    """An argument: what each goal, strategy and solution names below itself, and what else it says."""

    below: dict[str, tuple[str, ...]]
    said: dict[str, str]
    records: dict[str, Record]

    def text(self) -> str:
        kinds = {"G": "goal", "S": "strategy", "N": "solution", "E": "solution"}
        lines = ["case c", "    shows G0", 'actor a "A"']
        for name, below in self.below.items():
            lines.append(f'{kinds[name[0]]} {name} "{name} is one of the parts"')
            lines += [f"    {self.said[name]}"] if self.said.get(name) else []
            if name[0] == "N":
                lines += [f"    cites {', '.join(below)}"] if below else []
            else:
                lines += [f"    {kinds[target[0]]} {target}" for target in below]
        for name, record in self.records.items():
            lines += [f'evidence {name} "Record {name}"', *record.lines]
        return "\n".join([*lines, ""])

    def stands(self, name: str, above: tuple[str, ...] = ()) -> bool:
        """Whether an element is supported down to good evidence, found again and again with nothing remembered."""
        if name in self.records:
            return self.records[name].good
        if name in above or self.said.get(name):
            return False
        below = self.below[name]
        if name[0] == "S" and any(target[0] != "G" for target in below):
            return False
        return bool(below) and all(self.stands(target, (*above, name)) for target in below)


@st.composite
def arguments(draw: st.DrawFn) -> Drawn:
    """Small arguments, mostly sound, so that some pass and the others fail by one thing."""
    goals = [f"G{index}" for index in range(draw(st.integers(1, 5)))]
    strategies = [f"S{index}" for index in range(draw(st.integers(0, 2)))]
    solutions = [f"N{index}" for index in range(draw(st.integers(0, 2)))]
    faulty = draw(st.integers(0, 3)) == 0
    kept = RECORDS if faulty else RECORDS[:2]
    records = {f"E{index}": draw(st.sampled_from(kept)) for index in range(draw(st.integers(1, 3)))}
    below: dict[str, tuple[str, ...]] = {}
    said: dict[str, str] = {}
    for index, name in enumerate(goals):
        onward = goals if faulty else goals[index + 1 :]
        choices = [*onward, *strategies, *solutions, *records]
        below[name] = tuple(
            draw(st.lists(st.sampled_from(choices), min_size=0 if faulty else 1, max_size=3, unique=True))
        )
        if faulty:
            said[name] = draw(st.sampled_from(["", "", "", "undeveloped", "uninstantiated", 'defeated "No"']))
    for name in strategies:
        choices = [*goals, *records] if faulty else goals[1:] or goals
        below[name] = tuple(draw(st.lists(st.sampled_from(choices), min_size=1, max_size=2, unique=True)))
    for name in solutions:
        below[name] = tuple(
            draw(st.lists(st.sampled_from(list(records)), min_size=0 if faulty else 1, max_size=2, unique=True))
        )
    return Drawn(below, said, records)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(arguments())
def test_passed_means_that_every_step_ends_in_accepted_evidence(drawn: Drawn) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "case.gsn").write_text(drawn.text(), encoding="utf-8")
        (folder / "r.txt").write_bytes(b"All 400 patterns were caught.\n")
        judgement = gsn.check(gsn.load(folder / "case.gsn"), DAY)
    assert not judgement.case.problems
    if judgement.verdict == "passed":
        assert drawn.stands("G0")
    used = {target for below in drawn.below.values() for target in below}
    goals = {name for name in drawn.below if name.startswith("G")}
    shown_alone = goals - used == {"G0"}
    if drawn.stands("G0") and shown_alone:
        assert judgement.grounds == ()
    if shown_alone and all(drawn.stands(element) for element in (*drawn.below, *drawn.records)):
        assert judgement.verdict == "passed"
