"""A law: what is evidenced where no limit depends on it never opens a gate that was shut."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gsn
from gsn.checking import Judgement
from gsn.gate.bearing import unevidenced
from gsn.gate.deciding import decide
from gsn.gate.policy import GatePolicy
from tests.gate.conftest import DAY

FEET = {
    "evidenced": "solution E1",
    "old": "solution E2",
    "altered": "solution E3",
    "missing": "solution E4",
    "undeveloped": "undeveloped",
    "asserted": 'note "It is plain"',
    "cited by nothing": 'solution Sn{n} "Report {n}"',
}
POLICIES = (
    GatePolicy(),
    GatePolicy.model_validate({"fail-on": ["error", "warning"]}),
    GatePolicy.model_validate({"undeveloped-until": DAY}),
)

Parents = list[int]
"""For each goal after the first the number of the goal that it stands under, or none of them: -1."""


def shapes(most: int = 6) -> st.SearchStrategy[tuple[Parents, list[str]]]:
    """Arguments: a shown goal, goals below it and beside it, and what stands at each foot."""
    return st.integers(1, most).flatmap(
        lambda size: st.tuples(
            st.tuples(*(st.integers(-1, n) for n in range(size - 1))).map(list),
            st.lists(st.sampled_from(sorted(FEET)), min_size=size, max_size=size),
        )
    )


def text(parents: Parents, feet: list[str], more: str = "", under: int | None = None) -> str:
    """The case as a text; ``more`` is put under one of its goals, or at the margin."""
    below: dict[int, list[int]] = {n: [] for n in range(-1, len(feet))}
    for child, parent in enumerate(parents, 1):
        below[parent].append(child)

    def lines(goal: int, depth: int) -> Iterator[str]:
        indent = "    " * depth
        yield f'{indent}goal G{goal} "Part {goal} holds"'
        if below[goal]:
            for child in below[goal]:
                yield from lines(child, depth + 1)
        else:
            yield f"{indent}    {FEET[feet[goal]].format(n=goal)}"
        if under == goal:
            yield from (f"{indent}    {line}" for line in more.splitlines())

    roots = [0, *below[-1]]
    argument = "\n".join(line for root in roots for line in lines(root, 0))
    margin = more if under is None else ""
    said = f"{HEAD}\n{argument}\n{margin}\n"
    records = "".join(record for name, record in RECORDS.items() if f"solution {name}" in said)
    return f'{said}{records}actor lab "Lab"\n    role evaluator\n'


HEAD = 'case filter "Filter"\n    shows G0'


def contents(name: str) -> bytes:
    return f"All patterns of {name} were caught.\n".encode()


def record(name: str, *, digest: str | None = None, expires: str = "2026-11-01", there: bool = True) -> str:
    file = f"{name}.txt" if there else "gone.txt"
    written = digest or sha256(contents(name)).hexdigest()
    return (
        f'evidence {name} "Report {name}"\n    type test_results\n    file "{file}" sha256 "{written}"\n'
        f"    by lab\n    dated 2026-05-01\n    expires {expires}\n"
    )


RECORDS = {
    "E1": record("E1"),
    "E2": record("E2", expires="2026-05-31"),
    "E3": record("E3", digest="0" * 64),
    "E4": record("E4", there=False),
    "E9": record("E9"),
}
"""Of which a case has those that it rests on: the others would be wrong with it, too."""

EASY = 'goal G9 "The sky is above"\n    solution E9'
NUMBER = count()


def judged(folder: Path, written: str) -> Judgement:
    path = folder / f"{next(NUMBER)}" / "case.gsn"
    path.parent.mkdir()
    for name in RECORDS:
        path.with_name(f"{name}.txt").write_bytes(contents(name))
    path.write_text(written, encoding="utf-8")
    judgement = gsn.check(gsn.load(path), DAY)
    assert not judgement.case.problems
    return judgement


@settings(max_examples=60, deadline=None)
@given(shape=shapes(), chosen=st.integers(-1, 5), policy=st.sampled_from(POLICIES))
def test_an_evidenced_foot_that_no_limit_depends_on_opens_no_gate(
    shape: tuple[Parents, list[str]], chosen: int, policy: GatePolicy
) -> None:
    """It stands at the margin, or beside other support of a goal that nothing shown rests on.

    Where a goal had no support of its own, support mends that; so it is put where nothing waited for it.
    """
    parents, feet = shape
    with TemporaryDirectory() as folder:
        before = judged(Path(folder), text(parents, feet))
        carried = before.argument.carried
        aside = [n for n in range(len(feet)) if f"filter::G{n}" not in carried and n in parents]
        under = chosen if chosen in aside else None
        after = judged(Path(folder), text(parents, feet, EASY, under))
        assert "filter::G9" not in after.argument.carried
        if not decide(before, policy).holds:
            assert not decide(after, policy).holds


@settings(max_examples=60, deadline=None)
@given(shape=shapes(), chosen=st.integers(-1, 5))
def test_wherever_it_stands_no_limit_bearing_foot_is_evidenced_by_it(
    shape: tuple[Parents, list[str]], chosen: int
) -> None:
    parents, feet = shape
    with TemporaryDirectory() as folder:
        before = judged(Path(folder), text(parents, feet))
        carried = before.argument.carried
        aside = [n for n in range(len(feet)) if f"filter::G{n}" not in carried]
        after = judged(Path(folder), text(parents, feet, EASY, chosen if chosen in aside else None))
        assert [missing.foot.name for missing in unevidenced(after.argument)] == [
            missing.foot.name for missing in unevidenced(before.argument)
        ]


@settings(max_examples=40, deadline=None)
@given(shape=shapes(), number=st.integers(1, 4))
def test_splitting_what_is_easy_to_show_changes_nothing(shape: tuple[Parents, list[str]], number: int) -> None:
    """Evidenced feet even below the shown goal, as many as one likes, make up for none that is not."""
    parents, feet = shape
    easy = "\n".join(EASY.replace("G9", f"G9{n}") for n in range(number))
    with TemporaryDirectory() as folder:
        before = judged(Path(folder), text(parents, feet))
        lacking = {missing.foot.name for missing in unevidenced(before.argument)}
        under = 0 if 0 in parents else None
        after = judged(Path(folder), text(parents, feet, easy, under))
        assert {missing.foot.name for missing in unevidenced(after.argument)} == lacking


@pytest.mark.parametrize("policy", POLICIES)
def test_the_law_can_fail(policy: GatePolicy, tmp_path: Path) -> None:
    """Among the arguments are some before which the gate holds, and some before which it fails."""
    held = {foot: decide(judged(tmp_path, text([], [foot])), policy).holds for foot in FEET}
    holding = {"evidenced"} | ({"undeveloped"} if policy.undeveloped_until is not None else set())
    assert {foot for foot, holds in held.items() if holds} == holding
