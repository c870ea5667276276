"""The rules for events made of events, against every world there is: nothing is accepted below what can be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from math import prod
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gsn.model.expression import Operator
from gsn.risk.certificate import Rule, Witness
from gsn.risk.kernel import check
from gsn.risk.problem import LicenceKind, Side
from gsn.risk.term import Composite, Term, names_of
from tests.risk.kernel.building import LOWER, UPPER, Draft, all_of, any_of, at_least, joined, named, no

LITTLE = Fraction(1, 10**40)
ROUNDING = 1e-7
"""What a solver in floating point is off by."""

World = Mapping[str, bool]
NAMES = "abcde"
seeds = st.integers(0, 2**32)


# Worlds


def holds(term: Term, world: World) -> bool:
    if isinstance(term, str):
        return world[term]
    true = sum(holds(operand, world) for operand in term.operands)
    match term.operator:
        case Operator.NOT:
            return not true
        case Operator.ANY:
            return true >= 1
        case Operator.ALL:
            return true == len(term.operands)
        case _:
            return true >= term.number


def worlds(atoms: Sequence[str]) -> Iterator[World]:
    for values in product([False, True], repeat=len(atoms)):
        yield dict(zip(atoms, values, strict=True))


def most(of: Term, uppers: Mapping[str, Fraction], exclusive: Sequence[str] = ()) -> float:
    """The greatest probability of an event when its atoms have at most these, whatever their dependence."""
    return _extreme(of, uppers, UPPER, exclusive)


def least(of: Term, lowers: Mapping[str, Fraction]) -> float:
    return _extreme(of, lowers, LOWER, ())


def _extreme(of: Term, bounds: Mapping[str, Fraction], side: Side, exclusive: Sequence[str]) -> float:
    sign = -1 if side is UPPER else 1
    possible = [world for world in worlds(list(bounds)) if sum(world[atom] for atom in exclusive) <= 1]
    found = linprog(
        [sign * holds(of, world) for world in possible],
        A_ub=np.array([[-sign * world[atom] for world in possible] for atom in bounds]),
        b_ub=[-sign * float(bound) for bound in bounds.values()],
        A_eq=np.ones((1, len(possible))),
        b_eq=[1],
    )
    assert found.fun is not None
    return float(sign * found.fun)


def probability(of: Term, chances: Mapping[str, Fraction]) -> Fraction:
    """Of an event over independent atoms, by adding up its worlds."""
    return sum(
        (
            prod((p if world[atom] else 1 - p for atom, p in chances.items()), start=Fraction(1))
            for world in worlds(list(chances))
            if holds(of, world)
        ),
        Fraction(0),
    )


# Events


def event(random: Random, *, monotone: bool = False, depth: int = 3) -> Term:
    """An expression over some of the atoms."""
    if depth == 0 or random.random() < 0.15:
        return named(random.choice(NAMES))
    if not monotone and random.random() < 0.2:
        return no(event(random, depth=depth - 1))
    operands = [event(random, monotone=monotone, depth=depth - 1) for _ in range(random.randint(1, 3))]
    operator = random.choice([Operator.ANY, Operator.ALL, Operator.AT_LEAST])
    return joined(operator, *operands, number=random.randint(1, len(operands)) if operator is Operator.AT_LEAST else 0)


def atoms_of(term: Term) -> list[str]:
    return sorted(set(names_of(term)))


def chance(random: Random) -> Fraction:
    return Fraction(random.randint(0, 20), 20)


def accepted(draft: Draft) -> bool:
    """Whether the kernel accepts every step."""
    return check(draft.problem(), draft.certificate()).nodes_refused == {}


def alone(draft: Draft, name: str, bound: Fraction, side: Side = UPPER) -> int:
    """A child's claim, whatever the goal above comes to; another may bound the same from the other side."""
    return draft.bounded("G", name.partition("::")[2], bound, "2%", held="1%", side=side)


# Whatever the dependence


@pytest.mark.parametrize("seed", range(60))
def test_bounds_gate_by_gate_are_what_can_be_true_and_no_more(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - any numbers do
    count = random.randint(1, 4)
    names = [named(name) for name in NAMES[:count]]
    bounds = {name: chance(random) for name in names}
    number = random.randint(1, count)
    for rule, of in (
        (Rule.ANY, any_of(*names)),
        (Rule.ALL, all_of(*names)),
        (Rule.AT_LEAST, at_least(number, *names)),
    ):
        for side, extreme in ((UPPER, most(of, bounds)), (LOWER, least(of, bounds))):
            if rule is Rule.ANY and side is LOWER:
                extreme = float(max(bounds.values()))  # noqa: PLW2901 - the rule's own, and as sharp
            exact = Fraction(extreme).limit_denominator(1000)
            better = -LITTLE if side is UPPER else LITTLE
            for bound, expected in ((exact, True), (exact + better, False), (exact - better, False)):
                draft = Draft()
                draft.probability(*names)
                premises = [alone(draft, name, bounds[name], side) for name in names]
                draft.step(rule, of, bound, *premises, side=side)
                assert accepted(draft) == expected


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_a_cover_is_accepted_exactly_if_it_pays_for_every_world(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - any numbers do
    of = event(random)
    atoms = atoms_of(of)
    exclusive = random.sample(atoms, 2) if len(atoms) > 1 and random.random() < 0.5 else []
    literals = {atom: random.choice(["0", "1/2", "1/3", "1", "1", "2"]) for atom in atoms}
    opposites = {atom: random.choice(["0", "1/2", "1"]) for atom in atoms if negated(of, atom)}
    draft = Draft()
    draft.probability(*NAMES)
    premises, weights, bounds = [], [], {}
    for atom, weight in literals.items():
        if affirmed(of, atom) or not opposites.get(atom):
            bounds[atom] = chance(random)
            premises.append(alone(draft, atom, bounds[atom]))
            weights.append(Fraction(weight))
    for atom, weight in opposites.items():
        below = alone(draft, atom, chance(random) * bounds.get(atom, Fraction(1)), LOWER)
        premises.append(draft.step(Rule.NOT, no(atom), 1 - draft.nodes[below].bound, below))
        weights.append(Fraction(weight))
    licences: tuple[int, ...] = ()
    holding = []
    if exclusive:
        licences = (draft.licence(LicenceKind.EXCLUSIVE, exclusive, "GL"),)
        holding = [("licence", exclusive[0], "GL")]
    bound = sum((weight * draft.nodes[at].bound for weight, at in zip(weights, premises, strict=True)), Fraction(0))
    witness = Witness(weights=tuple(weights), licences=licences)
    draft.step(Rule.COVER, of, min(bound, Fraction(1)), *premises, witness=witness, holds=holding)

    def weight_of(world: World) -> Fraction:
        literal = [(draft.nodes[at].of, weight) for at, weight in zip(premises, weights, strict=True)]
        return sum((weight for term, weight in literal if holds(term, world)), Fraction(0))

    possible = [world for world in worlds(atoms) if holds(of, world) and sum(world[a] for a in exclusive) <= 1]
    covers = all(weight_of(world) >= 1 for world in possible)
    # Where an event and its opposite both weigh, a path that asks neither is taken to weigh nothing.
    both_weigh = any(atom in bounds and weight != "0" for atom, weight in opposites.items())
    assert accepted(draft) == covers or (both_weigh and covers)
    if accepted(draft):
        assert float(bound) >= min(1.0, greatest(of, draft, premises, exclusive)) - ROUNDING


def negated(of: Term, atom: str, *, positive: bool = True) -> bool:
    """Whether an atom stands somewhere under an odd number of negations."""
    if isinstance(of, str):
        return of == atom and not positive
    turned = positive != (of.operator is Operator.NOT)
    return any(negated(operand, atom, positive=turned) for operand in of.operands)


def affirmed(of: Term, atom: str) -> bool:
    return negated(no(of), atom)


def greatest(of: Term, draft: Draft, premises: Sequence[int], exclusive: Sequence[str]) -> float:
    """The greatest probability of an event under premises about atoms and their opposites."""
    possible = [world for world in worlds(atoms_of(of)) if sum(world[atom] for atom in exclusive) <= 1]
    held = [draft.nodes[premise] for premise in premises]
    found = linprog(
        [-float(holds(of, world)) for world in possible],
        A_ub=np.array([[float(holds(node.of, world)) for world in possible] for node in held]),
        b_ub=[float(node.bound) for node in held],
        A_eq=np.ones((1, len(possible))),
        b_eq=[1],
    )
    return (
        -float(found.fun) if found.fun is not None else 0.0
    )  # the premises contradict one another: nothing is too low


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_sharpest_cover_is_accepted(seed: int) -> None:
    """The dual of the linear programme over worlds, rounded up, is a cover, and its bound is what can be true."""
    random = Random(seed)  # noqa: S311 - any numbers do
    of = event(random, monotone=True)
    atoms = atoms_of(of)
    bounds = {atom: chance(random) for atom in atoms}
    satisfying = [world for world in worlds(atoms) if holds(of, world)]
    found = linprog(
        [float(bounds[atom]) for atom in atoms],
        A_ub=np.array([[-float(world[atom]) for atom in atoms] for world in satisfying]),
        b_ub=[-1.0] * len(satisfying),
    )
    assert found.x is not None
    weights = [Fraction(weight).limit_denominator(1000) for weight in found.x]
    draft = Draft()
    draft.probability(*NAMES)
    premises = [alone(draft, atom, bounds[atom]) for atom in atoms]
    bound = min(Fraction(1), sum((w * bounds[atom] for w, atom in zip(weights, atoms, strict=True)), Fraction(0)))
    draft.step(Rule.COVER, of, bound, *premises, witness=Witness(weights=tuple(weights)))
    assert accepted(draft)
    assert float(bound) == pytest.approx(most(of, bounds), abs=ROUNDING)


# Independence


def licensed(draft: Draft, kind: LicenceKind, atoms: Sequence[str], factor: str | None = None) -> Witness:
    return Witness(licences=(draft.licence(kind, atoms, "GL", factor=factor),))


def at_the_edge(write: Callable[[Fraction], Draft], value: Fraction, side: Side = UPPER) -> tuple[bool, bool]:
    """Whether a bound is accepted, and whether one that is a little sharper is."""
    sharper = value - LITTLE if side is UPPER else value + LITTLE
    return accepted(write(value)), 0 <= sharper <= 1 and accepted(write(sharper))


@settings(max_examples=70, deadline=None)
@given(seeds)
def test_independent_events_are_evaluated_exactly(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - any numbers do
    side = random.choice([UPPER, LOWER])
    of = event(random, monotone=True)
    atoms = atoms_of(of)
    if len(atoms) < 2:
        return
    bounds = {atom: chance(random) for atom in atoms}

    def write(value: Fraction) -> Draft:
        draft = Draft()
        draft.probability(*NAMES)
        witness = licensed(draft, LicenceKind.INDEPENDENT, atoms)
        premises = [alone(draft, atom, bounds[atom], side) for atom in random.sample(atoms, len(atoms))]
        holding = [("licence", atoms[0], "GL")]
        draft.step(Rule.INDEPENDENT, of, value, *premises, side=side, witness=witness, holds=holding)
        return draft

    assert at_the_edge(write, probability(of, bounds), side) == (True, False)


@settings(max_examples=70, deadline=None)
@given(seeds)
def test_no_probabilities_in_the_ranges_exceed_what_is_accepted(seed: int) -> None:
    """Not monotone: the extreme is at a corner of the ranges, and anything sharper than that is refused."""
    random = Random(seed)  # noqa: S311 - any numbers do
    side = random.choice([UPPER, LOWER])
    of = event(random)
    atoms = atoms_of(of)
    if len(atoms) < 2:
        return
    ranges = {atom: sorted([chance(random), chance(random)]) for atom in atoms}
    corners = [dict(zip(atoms, corner, strict=True)) for corner in product(*ranges.values())]
    extreme = (max if side is UPPER else min)(probability(of, corner) for corner in corners)

    def write(value: Fraction) -> Draft:
        draft = Draft()
        draft.probability(*NAMES)
        witness = licensed(draft, LicenceKind.INDEPENDENT, atoms)
        premises = []
        for atom, (low, high) in ranges.items():
            premises.append(alone(draft, atom, high))
            if random.random() < 0.5:
                premises.append(alone(draft, atom, low, LOWER))
            else:
                upper = draft.step(Rule.NOT, no(atom), 1 - low, alone(draft, atom, low, LOWER))
                premises.append(upper)
        holding = [("licence", atoms[0], "GL")]
        draft.step(Rule.INDEPENDENT, of, value, *premises, side=side, witness=witness, holds=holding)
        return draft

    sharper = extreme - LITTLE if side is UPPER else extreme + LITTLE
    if 0 <= sharper <= 1:
        assert not accepted(write(sharper))
    assert accepted(write(Fraction(1) if side is UPPER else Fraction(0)))


# A common cause, and association


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_a_common_cause_is_evaluated_exactly_and_covers_every_smaller_one(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - any numbers do
    of = event(random, monotone=True)
    members = [named(name) for name in random.sample(NAMES, 4)]
    of = Composite(Operator.ANY, (of, all_of(*members)))
    members = sorted({*members, *atoms_of(of)})
    bounds = {member: chance(random) for member in members}
    factor = chance(random)
    shared = min(*bounds.values(), factor * max(bounds.values()))
    value = shared + (1 - shared) * probability(of, bounds)

    def write(value: Fraction) -> Draft:
        draft = Draft()
        draft.probability(*NAMES, "beta")
        witness = licensed(draft, LicenceKind.COMMON_CAUSE, members, "beta")
        premises = [alone(draft, member, bounds[member]) for member in members]
        premises.append(alone(draft, named("beta"), factor))
        draft.step(Rule.BETA, of, value, *premises, witness=witness, holds=[("licence", members[0], "GL")])
        return draft

    assert at_the_edge(write, value) == (True, False)
    for _ in range(5):
        true = {member: bound * chance(random) for member, bound in bounds.items()}
        strikes = min(*true.values(), factor * chance(random) * max(true.values()))
        own = {member: (p - strikes) / (1 - strikes) if strikes < 1 else p for member, p in true.items()}
        assert strikes + (1 - strikes) * probability(of, own) <= value


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_association_is_accepted_exactly_if_the_chosen_events_meet_every_world(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - any numbers do
    of = event(random, monotone=True)
    atoms = atoms_of(of)
    if len(atoms) < 2:
        return
    bounds = {atom: chance(random) for atom in atoms}
    chosen = random.sample(atoms, random.randint(0, len(atoms)))
    value = 1 - prod((1 - bounds[atom] for atom in chosen), start=Fraction(1))

    def write(value: Fraction) -> Draft:
        draft = Draft()
        draft.probability(*NAMES)
        witness = Witness(
            licences=licensed(draft, LicenceKind.ASSOCIATED, atoms).licences,
            ways=tuple(index for index, atom in enumerate(atoms) if atom in chosen),
        )
        premises = [alone(draft, atom, bounds[atom]) for atom in atoms]
        draft.step(Rule.ASSOCIATED, of, value, *premises, witness=witness, holds=[("licence", atoms[0], "GL")])
        return draft

    meets = all(any(world[atom] for atom in chosen) for world in worlds(atoms) if holds(of, world))
    assert at_the_edge(write, value) == (meets, False)
    if meets:
        assert likeliest_of_shocks(random, of, bounds) <= value


def likeliest_of_shocks(random: Random, of: Term, bounds: Mapping[str, Fraction]) -> Fraction:
    """Events that each follow from independent shocks are associated; some of these are likely together."""
    found = Fraction(0)
    atoms = list(bounds)
    groups = [*combinations(atoms, 2), tuple(atoms)]
    for _ in range(5):
        struck = random.sample(groups, min(2, len(groups)))
        own = dict(bounds)
        shocks = []
        for group in struck:
            # A shock takes from each member what it brings about, so that no event is more probable than its bound.
            strikes = min(own[atom] for atom in group) * chance(random)
            for atom in group:
                own[atom] = (own[atom] - strikes) / (1 - strikes) if strikes < 1 else own[atom]
            shocks.append((group, strikes))
        total = Fraction(0)
        for happening in product([False, True], repeat=len(shocks)):
            weight = prod(p if happens else 1 - p for happens, (_, p) in zip(happening, shocks, strict=True))
            sure = {atom for happens, (group, _) in zip(happening, shocks, strict=True) if happens for atom in group}
            total += weight * probability(of, {a: Fraction(1) if a in sure else p for a, p in own.items()})
        found = max(found, total)
    return found


# What is too large


def test_a_formula_of_hundreds_of_gates_is_checked_and_one_that_is_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Chains of definitions are as deep as their author made them."""
    draft = Draft()
    draft.probability("q0")
    for index in range(1, 2000):
        draft.probability(f"x{index}")
        draft.probability(f"q{index}", definition=any_of(all_of(f"q{index - 1}", f"x{index}"), f"q{index - 1}"))
    premise = draft.bounded("G", "q0", "0.1")
    others = [draft.step(Rule.TOP, f"x{index}", 1) for index in range(1, 2000)]
    weights = (Fraction(1), *[Fraction(0)] * 1999)
    holding = [("definition", f"q{index}", None) for index in range(1, 2000)]
    last = draft.step(Rule.COVER, "q1999", "0.1", premise, *others, witness=Witness(weights=weights), holds=holding)
    assert accepted(draft)
    monkeypatch.setattr("gsn.risk.kernel.diagram.MOST_STEPS", 1000)
    checked = check(draft.problem(), draft.certificate())
    assert checked.nodes_refused == {last: "its decision diagram takes more than 1,000 steps"}
