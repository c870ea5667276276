"""Claims compared exactly: which of two asks more, or that it cannot be told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.diff.change import Effect
from gsn.diff.claims import Match, compare, match
from gsn.model.number import Number, Relation, read_number
from gsn.model.place import Line, Place
from gsn.model.record import Claim
from gsn.model.reference import Ref

NOWHERE = Place(Line("case.gsn", 1, ""), 0, 1)


def ref(name: str) -> Ref:
    return Ref(f"m::{name}", NOWHERE)


def claim(written: str, subject: str | None = None) -> Claim:
    """``q <= 3e-2 per year at 85%`` as a claim."""
    words = written.split()
    per = words[words.index("per") + 1] if "per" in words else None
    confidence = words[words.index("at") + 1]
    return Claim(
        ref(words[0]),
        Relation(words[1]),
        read_number(words[2]),
        per,
        read_number(confidence),
        ref(subject) if subject is not None else None,
    )


LOOSENED, TIGHTENED, CHANGED = Effect.LOOSENED, Effect.TIGHTENED, Effect.CHANGED


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        ("q <= 0.1 at 90%", "q <= 0.2 at 90%", LOOSENED),
        ("q <= 0.2 at 90%", "q <= 0.1 at 90%", TIGHTENED),
        ("q >= 0.1 at 90%", "q >= 0.2 at 90%", TIGHTENED),
        ("q >= 0.2 at 90%", "q >= 0.1 at 90%", LOOSENED),
        ("q <= 0.1 at 90%", "q < 0.1 at 90%", TIGHTENED),
        ("q > 0.1 at 90%", "q >= 0.1 at 90%", LOOSENED),
        ("q <= 0.1 at 90%", "q <= 0.1 at 95%", TIGHTENED),
        ("q <= 0.1 at 90%", "q <= 0.1 at 89.999999999999%", LOOSENED),
        ("q <= 0.1 at 90%", "q <= 0.2 at 95%", CHANGED),
        ("q <= 0.1 at 90%", "q <= 0.2 at 85%", LOOSENED),
        ("q <= 0.1 at 90%", "q >= 0.1 at 90%", CHANGED),
        ("q < 0.2 at 90%", "q <= 0.1 at 90%", TIGHTENED),
        ("q <= 1 per year at 90%", "q <= 1 per month at 90%", LOOSENED),
        ("q <= 12 per year at 90%", "q <= 1 per month at 91%", TIGHTENED),
        ("q <= 3e-2 per year at 90%", "q <= 4 per century at 90%", LOOSENED),
        ("q <= 1 per hour at 90%", "q <= 8759 per year at 90%", TIGHTENED),
        ("q <= 1 per hour at 90%", "q <= 8770 per year at 90%", CHANGED),
        ("q <= 1 per hour at 90%", "q <= 8785 per year at 90%", LOOSENED),
        ("q <= 1 per year at 90%", "q <= 1 per demand at 90%", CHANGED),
        ("q <= 1 per year at 90%", "q <= 1 at 90%", CHANGED),
        ("q <= 1 per year at 90%", "q <= 1 per demand at 95%", CHANGED),
    ],
)
def test_which_way_a_claim_goes(old: str, new: str, effect: Effect) -> None:
    assert compare(claim(old), claim(new), None).effect is effect


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("q <= 0.1 at 90%", "q <= 10% at 0.9"),
        ("q <= 1 per year at 90%", "q <= 1.00 per years at 90%"),
        ("q <= 1e-30 at 90%", "q <= 0.000000000000000000000000000001 at 90%"),
    ],
)
def test_what_is_written_otherwise_is_the_same(old: str, new: str) -> None:
    assert compare(claim(old), claim(new), None).respects == ()


def test_the_same_value_in_another_unit_is_told_and_has_no_effect() -> None:
    compared = compare(claim("q <= 12 per year at 90%"), claim("q <= 1 per month at 90%"), None)
    assert compared.words == "its unit is per month and was per year"
    assert compared.effect is CHANGED


def test_a_value_that_two_units_leave_open_is_told_as_such() -> None:
    """A year has 8760 hours or 8784."""
    compared = compare(claim("q <= 1 per hour at 90%"), claim("q <= 8770 per year at 90%"), None)
    assert compared.words.endswith("its value is within what the two units leave open")


def test_another_subject_is_another_claim_whatever_else() -> None:
    compared = compare(claim("q <= 0.2 at 90%", "api"), claim("q <= 0.1 at 95%", "tested"), "m::api")
    assert compared.effect is CHANGED
    assert compared.words == "it is about another configuration, its value is tightened, its confidence is tightened"


def test_a_subject_that_was_renamed_is_the_same() -> None:
    assert compare(claim("q <= 0.2 at 90%", "api"), claim("q <= 0.2 at 90%", "served"), "m::served").respects == ()


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    value = draw(st.fractions(0, 3, max_denominator=4))
    confidence = draw(st.sampled_from([Fraction(1, 2), Fraction(9, 10), Fraction(99, 100)]))
    relation = draw(st.sampled_from(list(Relation)))
    per = draw(st.sampled_from([None, "year", "month", "hour", "demand"]))
    return Claim(ref("q"), relation, Number(value, str(value)), per, Number(confidence, "c"), None)


@given(claims(), claims())
def test_the_way_back_is_the_opposite_way(old: Claim, new: Claim) -> None:
    opposite = {LOOSENED: TIGHTENED, TIGHTENED: LOOSENED, CHANGED: CHANGED}
    there, back = compare(old, new, None), compare(new, old, None)
    assert bool(there.respects) is bool(back.respects)
    assert back.effect is opposite[there.effect]


@given(claims(), claims(), claims())
def test_what_is_tightened_twice_is_tightened(first: Claim, second: Claim, third: Claim) -> None:
    steps = (compare(first, second, None).effect, compare(second, third, None).effect)
    if steps == (TIGHTENED, TIGHTENED):
        assert compare(first, third, None).effect in {TIGHTENED, CHANGED}
    if steps == (TIGHTENED, TIGHTENED) and first.per == second.per == third.per:
        assert compare(first, third, None).effect is TIGHTENED


@given(claims())
def test_a_claim_is_the_same_as_itself(same: Claim) -> None:
    assert compare(same, same, None).respects == ()


def test_claims_are_matched_by_what_they_bound() -> None:
    old = [claim("q <= 0.1 at 90%"), claim("r <= 0.1 at 90%"), claim("q >= 0.01 at 90%")]
    new = [claim("q >= 0.02 at 90%"), claim("q <= 0.2 at 90%"), claim("s <= 0.1 at 90%")]
    assert sorted(match(old, new, {}), key=str) == sorted(
        [Match(0, 1), Match(2, 0), Match(1, None), Match(None, 2)], key=str
    )


def test_a_claim_that_stays_is_not_matched_with_one_that_comes() -> None:
    old = [claim("q <= 0.1 at 90%")]
    new = [claim("q <= 0.3 at 99%"), claim("q <= 0.1 at 90%")]
    assert match(old, new, {}) == [Match(0, 1), Match(None, 0)]


def test_a_quantity_that_was_renamed_is_the_same() -> None:
    assert match([claim("q <= 0.1 at 90%")], [claim("p <= 0.1 at 90%")], {"m::q": "m::p"}) == [Match(0, 0)]
