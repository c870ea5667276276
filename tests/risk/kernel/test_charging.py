"""How much of a claim's doubt each record may take."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gsn.risk.certificate import Rule
from gsn.risk.kernel import check
from gsn.risk.problem import Believed
from gsn.risk.term import Term
from tests.risk.kernel.building import Draft, any_of, exact, no


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
