"""What decision diagrams cost: making them, asking them, and the sharp bound under any dependence.

python -m benchmarks.diagrams FOLDER [TREE]…    the trees of the Aralia set in a folder, or some of them
python -m benchmarks.diagrams                   small formulas, which claims in a case are made of
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, TypeVar

from gsn.openpsa.reading import read_tree
from gsn.risk.covering import cover_of, sharpest_cover
from gsn.risk.cutsets import minimal_cut_sets
from gsn.risk.diagram import birnbaum, build, probability
from gsn.risk.fast import build_fast
from gsn.risk.formula import Formula, Operator, Table, formula_of

Result = TypeVar("Result")

AT_MOST = {
    "baobab1": {"build": 0.2, "cover": 2.0},
    "das9601": {"build": 2.0},
    "elf9601": {"build": 15.0},
}
"""Seconds that a step may take, on two cores of a server of 2023."""

SMALL = 1000
"""Times that a small formula is bounded."""


class Step(NamedTuple):
    """A step's name and its seconds."""

    name: str
    seconds: float


def timed(steps: list[Step], name: str, run: Callable[[], Result]) -> Result:
    begun = time.perf_counter()
    result = run()
    steps.append(Step(name, time.perf_counter() - begun))
    return result


def published(path: Path) -> None:
    tree = read_tree(path.read_bytes())
    formula = formula_of(tree.gates, tree.top)
    known = [tree.events[str(name)].probability for name in formula.names]
    highs = [each.high for each in known if each is not None]
    steps: list[Step] = []
    diagram = timed(steps, "build", lambda: build(formula))
    timed(steps, "fast", lambda: build_fast(formula))
    exact = timed(steps, "probability", lambda: probability(diagram, highs))
    timed(steps, "birnbaum", lambda: birnbaum(diagram, highs))
    cover = timed(steps, "cover", lambda: sharpest_cover(diagram, highs))
    cut_sets = timed(steps, "cut sets", lambda: minimal_cut_sets(diagram).count)
    limits = AT_MOST.get(path.stem, {})
    told = [
        f"{name} {seconds:.3f}" + (f" (at most {limits[name]})" if name in limits else "") for name, seconds in steps
    ]
    print(f"{path.stem:9} {diagram.nodes:>7,} nodes of {diagram.made:>9,} made; {'; '.join(told)}")
    print(f"{'':9} P = {float(exact):.9g}, at most {float(cover.bound):.9g}, {cut_sets:,} minimal cut sets")


def small() -> None:
    for name, formula in (
        ("any of 12", joined(Operator.OR, 12)),
        ("all of 12", joined(Operator.AND, 12)),
        ("at least 3 of 12", joined(Operator.AT_LEAST, 12, 3)),
        ("a and b, or a and c", shared()),
    ):
        highs = [Fraction(i + 1, 1000) for i in range(formula.variables)]
        diagram = build(formula)
        cover_of(formula, highs)  # loads the solver where it is needed
        for what, run in (
            ("build", lambda formula=formula: build(formula)),
            ("probability", lambda diagram=diagram, highs=highs: probability(diagram, highs)),
            ("sharp bound", lambda diagram=diagram, highs=highs: sharpest_cover(diagram, highs)),
        ):
            begun = time.perf_counter()
            for _ in range(SMALL):
                run()
            print(f"{name:20} {what:12} {(time.perf_counter() - begun) / SMALL * 1e6:8.1f} µs")


def joined(operator: Operator, count: int, number: int = 0) -> Formula:
    table = Table()
    return table.formula(table.gate(operator, [table.variable(i) for i in range(count)], number))


def shared() -> Formula:
    table = Table()
    a, b, c = map(table.variable, "abc")
    return table.formula(table.any_of(table.all_of(a, b), table.all_of(a, c)))


if __name__ == "__main__":
    if len(sys.argv) == 1:
        small()
    else:
        folder, *names = sys.argv[1:]
        for path in sorted(Path(folder).glob("*.xml")):
            if not names or path.stem in names:
                published(path)
