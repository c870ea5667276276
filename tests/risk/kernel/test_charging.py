"""How much of a claim's doubt each record may take, and which records take a part of it at all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gsn.risk.certificate import Rule
from gsn.risk.kernel import check
from gsn.risk.kernel.book import Book
from gsn.risk.kernel.charging import parts_of_doubt
from gsn.risk.problem import Believed, ClaimId, LicenceKind, MeasurementId
from gsn.risk.term import Term
from tests.risk.kernel.building import Draft, all_of, any_of, exact, named, no


def record_parts(*shares: str | None) -> list[bool]:
    """Of records with these shares, of which all are cited: whether each may take what its share comes to.

    The goal has a doubt of 10%, of which a child's claim takes 2%.
    """
    held = []
    for taken, expected in zip(shares, expected_parts(shares), strict=True):
        held.append(may_take(shares, taken, expected))
        held.append(not may_take(shares, taken, expected + Fraction(1, 10**30)))
    return held


def expected_parts(shares: tuple[str | None, ...]) -> list[Fraction]:
    left = exact("8%")
    said = [exact(share) for share in shares if share is not None]
    others = len(shares) - len(said)
    return [left * exact(share) if share else left * (1 - sum(said)) / others for share in shares]


def may_take(shares: tuple[str | None, ...], of: str | None, part: Fraction, definition: Term | None = None) -> bool:
    """Whether the first record with that share may take so much."""
    draft = Draft()
    draft.probability("q", definition=definition)
    draft.probability("x")
    claim = draft.claim("G", "q", "<=", "1/2", "10%")
    draft.claim("G-child", "q", "<=", "1/2", "2%")
    draft.support("G", goals=["G-child"], records=["R0"])
    result = Believed(None, exact("1/2"), None, min(part, exact("8%")), central=False)
    ids = [
        draft.record(f"R{index}", "q", result, share=None if share is None else exact(share))
        for index, share in enumerate(shares)
    ]
    first = ids[shares.index(of)]
    draft.support("G", records=[first.record])
    draft.settle(claim, draft.of_record(Rule.BELIEF, first, "1/2", part))
    return claim in check(draft.problem(), draft.certificate()).proved


@pytest.mark.parametrize("shares", [(None,), (None, None, None), ("1/4", None), ("1/4", "3/4"), ("1/8", None, None)])
def test_what_is_left_is_split_by_shares_and_then_evenly(shares: tuple[str | None, ...]) -> None:
    assert all(record_parts(*shares))


def test_shares_of_more_than_all_are_none() -> None:
    assert may_take(("3/4", "1/2"), "3/4", exact("4%"))
    assert not may_take(("3/4", "1/2"), "3/4", exact("4.0001%"))
    assert may_take(("-1/4", None), None, exact("4%"))
    assert not may_take(("-1/4", None), None, exact("4.0001%"))


def test_where_something_is_subtracted_each_side_takes_half() -> None:
    assert may_take((None,), None, exact("4%"), no("x"))
    assert not may_take((None,), None, exact("4.0001%"), no("x"))
    assert may_take((None,), None, exact("8%"), any_of("x"))


def model(definition: Term) -> tuple[Draft, ClaimId]:
    """A goal that claims q, which is made of parts; each of them, and what d and p are made of, has a record."""
    draft = Draft()
    draft.probability("q", definition=definition)
    draft.probability("a", "b", "c", "beta", "elsewhere")
    draft.probability("d", definition=any_of("c"))
    draft.probability("p", bridges=[("2", "b", "GB", "1%")])
    for name in ("q", "a", "b", "c", "d", "p", "beta", "elsewhere"):
        draft.record(f"R-{name}", name, None, accepted=False)
    return draft, draft.claim("G", "q", "<=", "1/2", "10%")


def charged(draft: Draft, claim: ClaimId) -> set[str]:
    """The quantities whose records take a part of the doubt."""
    problem = draft.problem()
    parts = parts_of_doubt(Book(problem), problem.claims[claim], problem.steps[claim.goal])
    tests = [test for test in parts if isinstance(test, MeasurementId)]
    taken = [parts[test] for test in tests]
    fixed = sum((part for test, part in parts.items() if not isinstance(test, MeasurementId)), Fraction(0))
    sides = 2 if problem.quantities[named("q")].definition == no("d") else 1
    assert not taken or sum(taken) * sides + fixed == exact("10%")
    return {test.record.removeprefix("c::R-") for test in tests}


def test_a_step_that_cites_no_record_charges_none() -> None:
    draft, claim = model(all_of("a", "d"))
    draft.support("G", goals=["GA"], records=["R-elsewhere"])
    draft.claim("GA", "a", "<=", "1/2", "1%")
    assert charged(draft, claim) == set()


@pytest.mark.parametrize(
    ("definition", "cited", "claimed", "expected"),
    [
        (all_of("a", "d"), ["q"], [], {"q", "a", "d", "c"}),
        (all_of("a", "d"), ["a"], [], {"q", "a", "d", "c"}),
        (all_of("a", "d"), ["a"], ["d"], {"q", "a", "d", "c"}),
        (all_of("a", "d"), ["a", "c"], ["d"], {"q", "a", "d", "c"}),
        (all_of("a", "d"), ["a"], ["a"], {"q", "a", "d", "c"}),
        (all_of("a", "d"), ["a"], ["q"], {"q", "a", "d", "c"}),
        (all_of("a", "d"), ["a", "elsewhere"], ["elsewhere"], {"q", "a", "d", "c"}),
        (all_of("a", "p"), ["a"], [], {"q", "a", "p", "b"}),
        (no("d"), ["d"], ["d"], {"q", "d", "c"}),
    ],
)
def test_a_step_that_cites_a_record_charges_all_that_could_have_been_cited(
    definition: Term, cited: list[str], claimed: list[str], expected: set[str]
) -> None:
    draft, claim = model(definition)
    for name in claimed:
        draft.claim(f"G-{name}", name, "<=", "1/2", "1%")
    draft.support("G", goals=[f"G-{name}" for name in claimed], records=[f"R-{name}" for name in cited])
    assert charged(draft, claim) == expected


@pytest.mark.parametrize(("cited", "expected"), [("a", {"q", "a", "b"}), ("beta", {"q", "a", "b", "beta"})])
def test_a_common_causes_factor_is_charged_where_its_record_is_cited(cited: str, expected: set[str]) -> None:
    draft, claim = model(all_of("a", "b"))
    draft.licence(LicenceKind.COMMON_CAUSE, ["a", "b"], "GL", factor="beta")
    draft.support("G", records=[f"R-{cited}"])
    assert charged(draft, claim) == expected
