"""How much of a step's doubt each test may take: all that could have been used is charged, used or not.

Choosing the favourable one of twenty evaluations, or leaving out the bad run, must not help (calculus, rule 20a).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from gsn.model.reference import Identity, name_of
from gsn.risk.certificate import BridgeId, Charge
from gsn.risk.kernel.book import Book
from gsn.risk.kernel.conclusion import Refused, figures, require
from gsn.risk.problem import Claim, Measurement, Step


def parts_of_doubt(book: Book, claim: Claim, step: Step) -> Mapping[Charge, Fraction]:
    """The most of a claim's doubt that each test may take; a test that is not in it may not be used.

    Proved or not, each claim of a child goal that bears on the quantity takes its own doubt; each bridge by which one
    of these or a cited record is reached takes its. Where a record is cited at all, what is left goes to the records,
    cited or not, of all that the quantity is made of: one could have cited those instead.

    Raises:
        Refused: Nothing is left, even before the records.
    """
    problem = book.problem
    goals = dict.fromkeys(reach.target for reach in step.goals)
    children = [problem.claims[id_] for goal in goals for id_ in book.claims_of.get(goal, ())]
    records = dict.fromkeys(reach.target for reach in step.records)
    cited = {measurement.quantity for record in records for measurement in book.measured_by.get(record, ())}
    bearing = book.reached(claim.quantity, frozenset(cited.union(child.quantity for child in children)))
    children = [child for child in children if child.quantity in bearing]
    parts: dict[Charge, Fraction] = {child.id: child.doubt for child in children}
    parts |= _bridges(book, claim.quantity, frozenset(bearing))
    require(all(part >= 0 for part in parts.values()), "a doubt is negative")
    left = claim.doubt - sum(parts.values())
    if left < 0:
        goal, (takes, allows) = name_of(claim.id.goal), figures(claim.doubt - left, claim.doubt)
        raise Refused(f"what is charged to `{goal}` takes {takes} of doubt, and its claim allows {allows}")
    exposed = bearing & cited and book.exposed(claim.quantity)
    quantities = sorted(exposed | (bearing & cited))
    tests = [measurement for quantity in quantities for measurement in book.measured.get(quantity, ())]
    # Where something is subtracted, both sides of a record could have been used.
    return parts | _split(tests, left / 2 if claim.quantity in book.opposed else left)


def _bridges(book: Book, quantity: Identity, leaves: frozenset[Identity]) -> dict[Charge, Fraction]:
    """The bridges over which a leaf bears on the quantity."""
    if quantity not in book.bridged:
        return {}
    return {
        BridgeId(name, position): bridge.doubt
        for name in book.reached(quantity)
        if name in book.problem.quantities
        for position, bridge in enumerate(book.problem.quantities[name].bridges)
        if book.reached(bridge.proxy, leaves)
    }


def _split(tests: Sequence[Measurement], left: Fraction) -> dict[Charge, Fraction]:
    """What is left, by the shares that were set aside before the data were there, and the rest of it evenly."""
    shares = {test.id: test.share for test in tests if test.share is not None}
    if sum(shares.values()) > 1 or any(share < 0 for share in shares.values()):
        shares = {}
    split: dict[Charge, Fraction] = {id_: share * left for id_, share in shares.items()}
    others = [test.id for test in tests if test.id not in shares]
    rest = left - sum(split.values()) if split else left
    return split | (dict.fromkeys(others, rest / len(others)) if others else {})
