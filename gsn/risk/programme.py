"""The linear programme behind a sharp bound, given to HiGHS: floating point, and trusted with nothing.

Weigh each variable, at its cost, so that the variables of every world that was added weigh at least 1 together. The
other side of the same programme spreads mass over the worlds so that no variable carries more than its cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from highspy import Highs

_TOLERANCE = 1e-9
"""Of feasibility, and of optimality in units of cost; HiGHS takes 1e-7 unless told otherwise, never below 1e-10."""

MOST_STEPS = 20_000
"""Of the simplex method, in all; published trees take a tenth. No time is limited: it would differ between machines."""


class SolverFailed(Exception):
    """The solver gave no optimum; says in a word what it gave."""


class Solution(NamedTuple):
    """A weight for each variable and a mass for each world, as floating point has them."""

    weights: list[float]
    masses: list[float]


class CoverProgramme:
    """A programme over so many variables that grows by worlds and is solved again from where it stood."""

    def __init__(self, costs: Sequence[float]) -> None:
        self._solver = _new_solver()
        self._variables = len(costs)
        self._steps_left = MOST_STEPS
        self._solver.addVars(len(costs), [0.0] * len(costs), [self._solver.getInfinity()] * len(costs))
        self.price(costs)

    def price(self, costs: Sequence[float]) -> None:
        """Change what the variables cost. Costs around 1 are those that are told apart."""
        self._solver.changeColsCost(self._variables, list(range(self._variables)), list(costs))

    def add(self, world: Iterable[int]) -> None:
        """Ask that the variables of a world weigh at least 1 together."""
        members = sorted(world)
        self._solver.addRow(1.0, self._solver.getInfinity(), len(members), members, [1.0] * len(members))

    def solve(self) -> Solution:
        """The optimum.

        Raises:
            SolverFailed: There is none within the steps that are left, or it is no number.
        """
        from highspy import HighsModelStatus

        self._solver.setOptionValue("simplex_iteration_limit", self._steps_left)
        self._solver.run()
        self._steps_left -= self._solver.getInfo().simplex_iteration_count
        status = self._solver.getModelStatus()
        if status != HighsModelStatus.kOptimal:
            raise SolverFailed(self._solver.modelStatusToString(status).lower())
        solution = self._solver.getSolution()
        found = Solution(list(solution.col_value), list(solution.row_dual))
        if not all(map(isfinite, (*found.weights, *found.masses))):
            raise SolverFailed("not a number")
        return found


def _new_solver() -> Highs:
    from highspy import Highs

    class Quiet(Highs):
        """HiGHS greets on standard output when its callbacks are enabled, before it can be told to be quiet."""

        def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS' own name; no callback is used here
            self.silent()

    solver = Quiet()  # type: ignore[no-untyped-call]  # highspy leaves it without annotations
    for option, value in (
        ("threads", 1),
        ("primal_feasibility_tolerance", _TOLERANCE),
        ("dual_feasibility_tolerance", _TOLERANCE),
    ):
        solver.setOptionValue(option, value)
    return solver
