"""The sharp upper bound of a formula under any dependence, as a cover that a few lines can check again.

Given weights y >= 0 so that in every world in which the formula holds the true variables weigh at least 1 together, the
probability of the formula is at most the sum of u·y, whatever depends on whatever: the expectation of the weight is at
least the probability that it is 1 or more. The least such sum is what some joint distribution reaches (Hailperin, 1965;
linear programming duality), so that nothing sharper holds for all of them.

There are exponentially many worlds. They are generated: the lightest world under the weights so far is the shortest
path of the diagram. The solver of the linear programme is not trusted; whatever it says is rounded to rationals and
scaled so that the exactly lightest world weighs exactly 1, and what it says of the other side is scaled until it is a
joint distribution, whose value stands beside the bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from gsn.risk.cover import Cover, ruger
from gsn.risk.diagram import FALSE, MOST_NODES, TRUE, Diagram, TooLarge, build, cheapest_world
from gsn.risk.formula import Formula
from gsn.risk.nodewise import node_wise_cover, stands_once
from gsn.risk.programme import CoverProgramme, SolverFailed

MOST_WORLDS = 2000
"""Worlds that are generated before the cover so far is taken; published trees take a tenth."""

MOST_STEPS = 100_000_000
"""Nodes that are looked at for them, as each world is a pass over the diagram: a minute at most."""

_AT_ONCE = 8
"""Worlds that are generated before the programme is solved again: it takes a tenth of the solutions."""

_ENOUGH = 1 - 1e-8
"""Weight of a world that counts as covered while floating point is used: ten times the solver's tolerance."""

_NOTHING_BUT_ONE = 1 + 1e-6
"""A value of the programme over some worlds with which no cover of all worlds can prove less than 1."""

_DROWNED = 100
"""How many times the bound the unit of costs may be before the tolerance, a billionth of it, is felt in the bound."""

_CHEAPEST, _DEAREST = 1e-9, 1e9
"""Costs are kept within these, in units: what lies outside makes no difference that floating point would see."""

_EXACT = Fraction(1, 10**9)
"""Of a bound: nearer to a known joint distribution no other rounding is tried."""

_DENOMINATORS = (1, 12, 100, 1000)
"""Tried for single weights, from the plainest: corners of covering programmes mostly have small ones."""

_GRIDS = (10**6, 10**9)
"""Common denominators for weights that have no small ones."""


def sharpest_cover(diagram: Diagram, highs: Sequence[Fraction], most_worlds: int = MOST_WORLDS) -> Cover:
    """The least upper bound of a formula that holds under any dependence between its variables.

    The result is sound whatever the solver does, and whenever the search ends: after ``most_worlds``, and after
    :data:`MOST_STEPS`.

    Args:
        diagram: The formula; worlds that are excluded are left out of it (``and not (a and b)``).
        highs: An upper bound of each variable's probability, by its number.
        most_worlds: How many worlds are generated before the search ends.
    """
    if any(not 0 <= high <= 1 for high in highs):
        raise ValueError("an upper bound of a probability lies within 0 and 1")
    none = (Fraction(0),) * diagram.variables
    if diagram.root == FALSE:
        return Cover(none, Fraction(0), Fraction(0))
    if holds_without_any(diagram):
        return Cover(none, Fraction(1), Fraction(1))
    count = _count_of_all(diagram)
    if count is not None:
        return _at_least(count, diagram, highs)
    return _by_worlds(diagram, highs, min(most_worlds, MOST_STEPS // diagram.nodes))


def cover_of(formula: Formula, highs: Sequence[Fraction], most_nodes: int = MOST_NODES) -> Cover:
    """The sharpest cover of a formula; gate by gate where no event recurs, or where the diagram is too large.

    A cover that may be loose says so in its ``flaw``.
    """
    if stands_once(formula):
        return node_wise_cover(formula, highs)
    try:
        return cover_by(build(formula, most_nodes), formula, highs)
    except TooLarge as refused:
        cover = node_wise_cover(formula, highs)
        return replace(cover, flaw=f"{cover.flaw}: {refused}")


def cover_by(diagram: Diagram, formula: Formula, highs: Sequence[Fraction]) -> Cover:
    """The sharpest cover of a formula that has its diagram; where the search for it ended early, the better of two."""
    cover = sharpest_cover(diagram, highs)
    if cover.flaw is not None:
        gates = node_wise_cover(formula, highs)
        if gates.bound < cover.bound:
            return replace(gates, attained=cover.attained, flaw=f"{gates.flaw}: {cover.flaw}")
    return cover


def lightest(diagram: Diagram, weights: Sequence[Fraction]) -> Fraction | None:
    """What the true variables weigh in the lightest satisfying world, exactly; nothing if no world satisfies."""
    unit = lcm(*(weight.denominator for weight in weights))
    found = cheapest_world(diagram, [int(weight * unit) for weight in weights])
    return None if found is None else Fraction(found[0], unit)


def holds_without_any(diagram: Diagram) -> bool:
    """Whether the formula holds in the world in which no variable is true."""
    node = diagram.root
    while node > TRUE:
        node = diagram.low[node]
    return node == TRUE


# At least so many of distinct variables


def _count_of_all(diagram: Diagram) -> int | None:
    """The k for which the diagram says that at least k of all its variables hold; nothing if it says another thing."""
    levels = len(diagram.order)
    count, node = 0, diagram.root
    while node > TRUE:
        count, node = count + 1, diagram.high[node]
    if node != TRUE or diagram.nodes != count * (levels - count + 1):
        return None
    wanted = {diagram.root: count}
    for node in range(diagram.root, TRUE, -1):
        if node not in wanted:
            return None
        left = levels - diagram.level[node] - 1
        for child, number in ((diagram.low[node], wanted[node]), (diagram.high[node], wanted[node] - 1)):
            if number == 0 or number > left:
                fits = child == (TRUE if number == 0 else FALSE)
            else:
                fits = child > TRUE and left == levels - diagram.level[child]
                fits = fits and wanted.setdefault(child, number) == number
            if not fits:
                return None
    return count


def _at_least(count: int, diagram: Diagram, highs: Sequence[Fraction]) -> Cover:
    """All but some number of the most probable, each of the same weight: Rüger's bound, which is sharp."""
    weights = [Fraction(0)] * diagram.variables
    smallest = sorted(diagram.order, key=lambda variable: (highs[variable], variable))
    bound, dropped = ruger([highs[variable] for variable in smallest], count)
    for variable in smallest[: len(smallest) - dropped]:
        weights[variable] = Fraction(1, count - dropped)
    return Cover(tuple(weights), min(Fraction(1), bound), min(Fraction(1), bound))


# By generated worlds


def _by_worlds(diagram: Diagram, highs: Sequence[Fraction], most_worlds: int) -> Cover:
    """Generate the lightest world and weigh again, until every world weighs 1."""
    search = _Search(diagram, highs)
    flaw = None
    try:
        while not search.is_trivial:
            worlds = search.lighter_than_one()
            if not worlds and not search.look_closer():
                break
            if worlds and len(search.worlds) >= most_worlds:
                flaw = f"{len(search.worlds):,} worlds were generated, and some world is still lighter than 1"
                break
            search.weigh_again(worlds)
    except SolverFailed as failed:
        flaw = f"the solver of the linear programme gave no weights: {failed}"
    attained = _most_attained(search.worlds, search.masses, highs)
    weights, bound = _lightest_of_one(diagram, highs, search.weights, attained)
    return Cover(weights, bound, attained, flaw)


class _Search:
    """Weights and masses so far, in floating point. A variable that cannot be true weighs 1, at no cost."""

    def __init__(self, diagram: Diagram, highs: Sequence[Fraction]) -> None:
        self.diagram = diagram
        self.highs = highs
        self.paid = [variable for variable in sorted(diagram.order) if highs[variable] > 0]
        self.position = {variable: index for index, variable in enumerate(self.paid)}
        self.weights = [0.0] * diagram.variables
        for variable in diagram.order:
            self.weights[variable] = float(highs[variable] == 0)
        self.worlds: list[frozenset[int]] = []
        self.masses: list[float] = []
        self.unit = max((highs[variable] for variable in self.paid), default=Fraction(1))
        self.programme: CoverProgramme | None = None

    @property
    def value(self) -> float:
        """What the weights prove once every world weighs 1; until then no more than what can be proved."""
        return sum(float(self.highs[variable]) * self.weights[variable] for variable in self.paid)

    @property
    def is_trivial(self) -> bool:
        return self.value > _NOTHING_BUT_ONE

    def lighter_than_one(self) -> list[frozenset[int]]:
        """The lightest world, and the lightest after its lack was laid upon its variables, and so on."""
        weights = list(self.weights)
        worlds: list[frozenset[int]] = []
        while len(worlds) < _AT_ONCE:
            found = cheapest_world(self.diagram, weights)
            if found is None or found[0] >= _ENOUGH:
                break
            weight, world = found
            worlds.append(world)
            for variable in world:
                weights[variable] += (1 - weight) / len(world)
        return worlds

    def weigh_again(self, worlds: Sequence[frozenset[int]]) -> None:
        """Solve once more, with further worlds."""
        if self.programme is None:
            self.programme = CoverProgramme(self._costs())
        for world in worlds:
            self.worlds.append(world)
            self.programme.add(self.position[variable] for variable in world)
        solution = self.programme.solve()
        for variable, weight in zip(self.paid, solution.weights, strict=True):
            self.weights[variable] = max(0.0, weight)
        self.masses = [mass * float(self.unit) for mass in solution.masses]

    def look_closer(self) -> bool:
        """Count costs in units of the bound so far, where the costliest variable's drowns it in the tolerance."""
        value = Fraction(self.value)
        if self.programme is None or value == 0 or value * _DROWNED > self.unit:
            return False
        self.unit = value
        self.programme.price(self._costs())
        return True

    def _costs(self) -> list[float]:
        costs = (float(self.highs[variable] / self.unit) for variable in self.paid)
        return [min(max(cost, _CHEAPEST), _DEAREST) for cost in costs]


def _most_attained(worlds: Sequence[frozenset[int]], masses: Sequence[float], highs: Sequence[Fraction]) -> Fraction:
    """The mass of the worlds, each cut down to what its variables and the others leave of it, the greatest first.

    Then each takes what is left. The rest of the probability is the world without any true variable, so that this is
    what a joint distribution reaches.
    """
    left = dict(enumerate(highs))
    total = Fraction(0)
    weighed = sorted(zip(masses, worlds, strict=False), key=lambda each: each[0], reverse=True)
    wanted = [(Fraction(max(0.0, mass)), world) for mass, world in weighed]
    for mass, world in (*wanted, *((Fraction(1), world) for _, world in wanted)):
        share = min(mass, 1 - total, *(left[variable] for variable in world))
        total += share
        for variable in world:
            left[variable] -= share
    return total


def _lightest_of_one(
    diagram: Diagram, highs: Sequence[Fraction], weights: Sequence[float], attained: Fraction
) -> tuple[tuple[Fraction, ...], Fraction]:
    """Weights in plain rationals under which the lightest world weighs exactly 1, and the bound that they prove."""
    best, bound = (Fraction(0),) * diagram.variables, Fraction(1)
    for rounded in _rounded(weights, diagram):
        light = lightest(diagram, rounded)
        if light:
            scaled = tuple(weight / light for weight in rounded)
            proved = sum((high * weight for high, weight in zip(highs, scaled, strict=True) if weight), Fraction(0))
            if proved < bound:
                best, bound = scaled, proved
        if bound - attained <= _EXACT * bound:
            break
    return best, bound


def _rounded(weights: Sequence[float], diagram: Diagram) -> Iterator[list[Fraction]]:
    """The weights from the plainest rationals to the closest; and equal weights, which cover if nothing else does."""
    exact = list(map(Fraction, weights))
    for most in _DENOMINATORS:
        yield [weight.limit_denominator(most) for weight in exact]
    for grid in _GRIDS:
        yield [Fraction(round(weight * grid), grid) for weight in exact]
    used = set(diagram.order)
    yield [Fraction(int(variable in used)) for variable in range(diagram.variables)]
