"""How often a false claim is proved, by an author who tries: truths are set, records drawn, and the author chooses.

Each attack is a way to lean on the convenient half of what was measured. A claim at confidence c that is false may be
proved in at most 1 - c of cases, whatever its author does with the records that the case holds; beside that stands how
often it would be if each step were judged by what it cites alone.

    python -m benchmarks false-assurance
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from gsn.model.expression import Operator
from gsn.model.number import Relation
from gsn.model.reference import Identity
from gsn.risk.kernel import check
from gsn.risk.problem import (
    Claim,
    ClaimId,
    Counted,
    Dimension,
    Measurement,
    MeasurementId,
    Problem,
    Quantity,
    Reach,
    Step,
)
from gsn.risk.search import Search
from gsn.risk.statistics import upper_probability
from gsn.risk.term import Composite, Term

DOUBT = Fraction(1, 10)
"""The claims are made at 90 %."""

TRIALS = 200
"""Trials of each evaluation."""

CLAIMED = Fraction(1, 20)
TRUTH = 0.0501
"""Just above what is claimed: the claim is false, and as hard to tell from a true one as can be."""

EVALUATIONS = 20


class Attack(NamedTuple):
    """What an author does.

    Given a source of chance: whether the false claim was proved, and whether it would have been if steps were judged by
    what they cite alone.
    """

    says: str
    once: Callable[[random.Random], tuple[bool, bool]]


class Rate(NamedTuple):
    """How often, of so many attempts, with charging and without."""

    attempts: int
    proved: int
    uncharged: int


def drawn(chance: random.Random, trials: int = TRIALS) -> int:
    """Events in an evaluation."""
    return sum(chance.random() < TRUTH for _ in range(trials))


def proves(problem: Problem, goal: Identity) -> bool:
    """Whether the kernel accepts a derivation of a goal's claim."""
    search = Search(problem)
    goals = [attempt.goal.node for attempt in search.run().values() if attempt.goal is not None]
    certificate, _ = search.proof.certificate(problem.digest, goals)
    return ClaimId(goal, 0) in check(problem, certificate).proved


def quantity(name: Identity, definition: Term | None = None) -> Quantity:
    return Quantity(
        identity=name,
        dimension=Dimension.PROBABILITY,
        unit=None,
        hazard=False,
        definition=definition,
        complete_by=None,
        conditions=((),),
        condition_by=None,
        bridges=(),
    )


def claim(goal: Identity, of: Identity, doubt: Fraction = DOUBT, value: Fraction = CLAIMED) -> Claim:
    return Claim(ClaimId(goal, 0), of, Relation.AT_MOST, value, None, doubt, None)


def record(name: Identity, of: Identity, events: int, trials: int = TRIALS, *, anytime: bool = False) -> Measurement:
    result = Counted(events, events, trials, anytime)
    return Measurement(MeasurementId(name, 0), of, result, accepted=True, subject=None, presumed=())


def problem_of(
    quantities: Iterable[Quantity],
    claims: Iterable[Claim],
    records: Iterable[Measurement],
    steps: Mapping[Identity, tuple[Sequence[Identity], Sequence[Identity]]],
) -> Problem:
    """A problem in which nothing is marked; ``steps`` are the goals and the records right below each goal."""
    below = {goal: (*goals, *cited) for goal, (goals, cited) in steps.items()}
    return Problem(
        quantities={held.identity: held for held in quantities},
        licences=(),
        claims={held.id: held for held in claims},
        measurements={held.id: held for held in records},
        steps={
            goal: Step(tuple(Reach(name, ((),)) for name in goals), tuple(Reach(name, ((),)) for name in cited))
            for goal, (goals, cited) in steps.items()
        },
        carrying={},
        scopes={},
        marks={},
        marked_edges={},
        below=below,
    )


def passes_alone(events: int, trials: int = TRIALS, doubt: Fraction = DOUBT) -> bool:
    """Whether a record, taken alone at all of the doubt, carries the claim."""
    return upper_probability(events, trials, doubt) <= CLAIMED


# The attacks


def best_of_twenty(chance: random.Random) -> tuple[bool, bool]:
    """Cite the best of twenty evaluations; the others are in the case and cited nowhere."""
    counts = [drawn(chance) for _ in range(EVALUATIONS)]
    records = [record(f"c::E{index}", "c::q", events) for index, events in enumerate(counts)]
    best = records[counts.index(min(counts))].id.record
    problem = problem_of([quantity("c::q")], [claim("c::G", "c::q")], records, {"c::G": ((), (best,))})
    return proves(problem, "c::G"), any(map(passes_alone, counts))


def twenty_children(chance: random.Random) -> tuple[bool, bool]:
    """Twenty child goals with an evaluation each; the goal above rests on whichever is proved."""
    counts = [drawn(chance) for _ in range(EVALUATIONS)]
    records = [record(f"c::E{index}", "c::q", events) for index, events in enumerate(counts)]
    share = DOUBT / EVALUATIONS
    claims = [claim(f"c::H{index}", "c::q", share) for index in range(EVALUATIONS)]
    steps: dict[Identity, tuple[Sequence[Identity], Sequence[Identity]]] = {
        f"c::H{index}": ((), (f"c::E{index}",)) for index in range(EVALUATIONS)
    }
    steps["c::G"] = (tuple(f"c::H{index}" for index in range(EVALUATIONS)), ())
    problem = problem_of([quantity("c::q")], [claim("c::G", "c::q"), *claims], records, steps)
    return proves(problem, "c::G"), any(map(passes_alone, counts))


def stopping_when_it_passes(chance: random.Random) -> tuple[bool, bool]:
    """Look after every twenty trials, stop when the bound passes, and say `anytime`; the fixed-n bound beside it."""
    events, honest, naive = 0, False, False
    for looks in range(1, 26):
        events += drawn(chance, 20)
        trials = 20 * looks
        naive = naive or passes_alone(events, trials)
        problem = problem_of(
            [quantity("c::q")],
            [claim("c::G", "c::q")],
            [record("c::E", "c::q", events, trials, anytime=True)],
            {"c::G": ((), ("c::E",))},
        )
        honest = honest or proves(problem, "c::G")
    return honest, naive


def leaving_out_the_bad_run(chance: random.Random) -> tuple[bool, bool]:
    """Cite one of two runs, the better one; the other is in the case."""
    counts = [drawn(chance), drawn(chance)]
    records = [record("c::E0", "c::q", counts[0]), record("c::E1", "c::q", counts[1])]
    better = f"c::E{counts.index(min(counts))}"
    problem = problem_of([quantity("c::q")], [claim("c::G", "c::q")], records, {"c::G": ((), (better,))})
    return proves(problem, "c::G"), any(map(passes_alone, counts))


def split_or_merged(chance: random.Random) -> tuple[bool, bool]:
    """Measure the whole and its halves, and cite whichever passes: the other is in the case and cited nowhere."""
    halves = [quantity("c::a"), quantity("c::b"), quantity("c::q", Composite(Operator.ANY, ("c::a", "c::b")))]
    whole = drawn(chance)
    part = [sum(chance.random() < TRUTH / 2 for _ in range(TRIALS)) for _ in range(2)]
    records = [record("c::Ea", "c::a", part[0]), record("c::Eb", "c::b", part[1]), record("c::E", "c::q", whole)]
    proved = any(
        proves(problem_of(halves, [claim("c::G", "c::q")], records, {"c::G": ((), cited)}), "c::G")
        for cited in (("c::E",), ("c::Ea", "c::Eb"))
    )
    added = upper_probability(part[0], TRIALS, DOUBT / 2) + upper_probability(part[1], TRIALS, DOUBT / 2)
    return proved, added <= CLAIMED or passes_alone(whole)


def the_same_data_twice(chance: random.Random) -> tuple[bool, bool]:
    """One evaluation under two goals, as if there were two."""
    events = drawn(chance)
    records = [record("c::E0", "c::q", events), record("c::E1", "c::q", events)]
    claims = [claim("c::G", "c::q"), claim("c::H0", "c::q", DOUBT / 2), claim("c::H1", "c::q", DOUBT / 2)]
    steps: dict[Identity, tuple[Sequence[Identity], Sequence[Identity]]] = {
        "c::G": (("c::H0", "c::H1"), ()),
        "c::H0": ((), ("c::E0",)),
        "c::H1": ((), ("c::E1",)),
    }
    pooled = upper_probability(2 * events, 2 * TRIALS, DOUBT) <= CLAIMED
    return proves(problem_of([quantity("c::q")], claims, records, steps), "c::G"), pooled


ATTACKS: Mapping[str, Attack] = {
    "best of twenty": Attack("cite the best of twenty evaluations", best_of_twenty),
    "twenty children": Attack("twenty child goals, an evaluation each", twenty_children),
    "stopping": Attack("look after every twenty trials and stop when the bound passes", stopping_when_it_passes),
    "leaving out": Attack("leave the worse of two runs uncited", leaving_out_the_bad_run),
    "split or merged": Attack("measure the whole and its halves, cite what passes", split_or_merged),
    "the same data": Attack("count one evaluation twice", the_same_data_twice),
}


def rate_of(attack: Attack, attempts: int, seed: int) -> Rate:
    """How often an attack has a false claim proved."""
    chance = random.Random(seed)  # noqa: S311 - a simulation, no secret
    proved = uncharged = 0
    for _ in range(attempts):
        charged, alone = attack.once(chance)
        proved += charged
        uncharged += alone
    return Rate(attempts, proved, uncharged)


def table(attempts: int = 2000, seed: int = 20261123) -> list[str]:
    """The figures, a line an attack."""
    rows = [f"{'attack':<60} {'proved':>8} {'by what is cited alone':>24}   (at most {float(DOUBT):.0%} of the false)"]
    for attack in ATTACKS.values():
        rate = rate_of(attack, attempts, seed)
        rows.append(f"{attack.says:<60} {rate.proved / attempts:>8.2%} {rate.uncharged / attempts:>24.1%}")
    return rows
