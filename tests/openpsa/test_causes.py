"""Common causes against closed forms: groups in systems small enough to write the probability down."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from math import comb, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.openpsa.analysis import analyse
from gsn.openpsa.causes import Factors, expanded, of_member, together
from gsn.openpsa.document import OpenPsaProblem
from gsn.openpsa.enclosure import exactly
from gsn.openpsa.reading import read_tree
from gsn.openpsa.tree import CauseGroup

Q = Fraction(1, 100)


def system(
    formula: str, model: str, factors: Sequence[str | float], members: int = 3, first_level: int | None = None
) -> bytes:
    level = first_level if first_level is not None else (2 if model == "MGL" else 1)
    listed = "".join(f'<basic-event name="{each}"/>' for each in "abcdefgh"[:members])
    shares = "".join(
        f'<factor level="{i}"><float value="{each}"/></factor>' for i, each in enumerate(factors, start=level)
    )
    return f"""<opsa-mef><define-fault-tree name="t">
    <define-gate name="top">{formula.format(listed)}</define-gate>
    <define-CCF-group name="pumps" model="{model}"><members>{listed}</members>
    <distribution><float value="0.01"/></distribution><factors>{shares}</factors></define-CCF-group>
    </define-fault-tree></opsa-mef>""".encode()


def found(data: bytes) -> Fraction:
    independent = analyse(data).independent
    assert independent is not None
    assert independent.probability.exact
    return independent.probability.low


ALL, ANY, TWO = "<and>{}</and>", "<or>{}</or>", '<atleast min="2">{}</atleast>'


@pytest.mark.parametrize(
    ("formula", "members", "expected"),
    [
        (ALL, 2, 1 - (1 - Q / 10) * (1 - (Q * 9 / 10) ** 2)),
        (ALL, 3, 1 - (1 - Q / 10) * (1 - (Q * 9 / 10) ** 3)),
        (ANY, 2, 1 - (1 - Q / 10) * (1 - Q * 9 / 10) ** 2),
        (TWO, 3, 1 - (1 - Q / 10) * (1 - 3 * (Q * 9 / 10) ** 2 + 2 * (Q * 9 / 10) ** 3)),
    ],
)
def test_beta_factor(formula: str, members: int, expected: Fraction) -> None:
    """One share fails alone, the other with all: published for one out of two as 1 - (1 - bQ)(1 - ((1 - b)Q)^2)."""
    assert found(system(formula, "beta-factor", ["0.1"], members)) == expected


def test_beta_factor_as_published() -> None:
    """Q = 1e-3, beta = 0.1: one out of two 1.0080992e-4, and one out of three 1.0000073e-4."""
    for members, expected in ((2, 1.0080992e-4), (3, 1.0000073e-4)):
        data = system(ALL, "beta-factor", ["0.1"], members).replace(b"0.01", b"1e-3")
        assert float(found(data)) == pytest.approx(expected, rel=1e-7)


def by_enumeration(sets: dict[tuple[int, ...], Fraction], wanted: int) -> Fraction:
    """At least so many members fail: over all 2^n combinations of the sets' events."""
    total = Fraction(0)
    for occurs in product((False, True), repeat=len(sets)):
        failed = {member for happened, each in zip(occurs, sets, strict=True) if happened for member in each}
        if len(failed) >= wanted:
            weights = zip(occurs, sets.values(), strict=True)
            total += prod((p if happened else 1 - p for happened, p in weights), start=Fraction(1))
    return total


def sets_of(members: int, each: Sequence[Fraction]) -> dict[tuple[int, ...], Fraction]:
    sizes = enumerate(each, start=1)
    return {chosen: p for size, p in sizes for chosen in combinations(range(members), size)}


B, G = Fraction(1, 10), Fraction(3, 10)


@pytest.mark.parametrize(
    ("model", "factors", "each"),
    [
        ("MGL", ["0.1", "0.3"], [Q * (1 - B), Q * B * (1 - G) / 2, Q * B * G]),
        ("MGL", ["0.1"], [Q * (1 - B), Q * B / 2]),
        ("alpha-factor", ["0.9", "0.08", "0.02"], [Q * Fraction(90, 112), Q * Fraction(16, 224), Q * Fraction(6, 112)]),
        ("alpha-factor", ["0.9", "0.1"], [Q * Fraction(9, 11), Q * Fraction(1, 11)]),
        ("phi-factor", ["0.7", "0.2", "0.1"], [Q * Fraction(7, 10), Q / 5, Q / 10]),
        ("beta-factor", ["0.1"], [Q * (1 - B), Fraction(0), Q * B]),
    ],
)
@pytest.mark.parametrize("wanted", [1, 2, 3])
def test_models_of_three_members(model: str, factors: list[str], each: list[Fraction], wanted: int) -> None:
    formula = f'<atleast min="{wanted}">{{}}</atleast>'
    assert found(system(formula, model, factors)) == by_enumeration(sets_of(3, each), wanted)


@settings(deadline=None, max_examples=50)
@given(
    st.sampled_from(["MGL", "alpha-factor", "beta-factor"]),
    st.integers(2, 8),
    st.lists(st.fractions(Fraction(1, 100), 1, max_denominator=100), min_size=8, max_size=8),
)
def test_what_a_member_fails_with_adds_up_to_the_total(model: str, members: int, shares: list[Fraction]) -> None:
    """In these models the sets that a member is in share out its total probability."""
    first, last = {"MGL": (2, members), "alpha-factor": (1, members), "beta-factor": (members, members)}[model]
    factors = Factors({level: exactly(shares[level - 1]) for level in range(first, last + 1)}, members, 0)
    each = together(model, factors, exactly(Q))
    assert of_member(CauseGroup("g", model, ("",) * members, each)).high == sum(
        comb(members - 1, size) * probability.high for size, probability in enumerate(each)
    )
    assert of_member(CauseGroup("g", model, ("",) * members, each)).high == pytest.approx(Q)


def test_under_any_dependence_only_the_members_probabilities_count() -> None:
    """Of three members at 0.01 each, two fail with at most 0.015 (Rüger), whatever the group's model says."""
    found_ = analyse(system(TWO, "MGL", ["0.1", "0.3"]))
    assert found_.dependent.most == Fraction(3, 200)
    assert found_.dependent.sharp
    assert found_.independent is not None
    assert {each.event for each in found_.independent.importances} == {
        "[a]",
        "[b]",
        "[c]",
        "[a b]",
        "[a c]",
        "[b c]",
        "[a b c]",
    }


def test_members_may_be_defined_without_a_probability_and_stand_in_other_gates() -> None:
    data = system(ALL, "beta-factor", ["1"], 2).replace(
        b"</define-fault-tree>",
        b'<define-basic-event name="a"><label>Pump</label></define-basic-event></define-fault-tree>',
    )
    tree = read_tree(data)
    assert tree.events["a"].label == "Pump"
    assert found(data) == Q
    assert set(expanded(tree).events) == {"[a b]"}


WRONG = {
    "an unknown model": (
        system(ALL, "gamma-factor", ["0.1"]),
        "the model `gamma-factor` of common causes is not one of",
    ),
    "two betas": (system(ALL, "beta-factor", ["0.1", "0.2"]), "the beta-factor model takes one factor"),
    "no factor": (system(ALL, "MGL", []), "the levels of the factors run from 2 without a gap to at most 3"),
    "a level too many": (system(ALL, "MGL", ["0.1"] * 3), "the levels of the factors run from 2 without a gap"),
    "a gap": (
        system(ALL, "alpha-factor", ["0.1"], first_level=2),
        "the levels of the factors run from 1 without a gap",
    ),
    "nought alone": (system(ALL, "alpha-factor", ["0", "0"]), "the alpha factors are all nought"),
    "phis that do not sum": (system(ALL, "phi-factor", ["0.5", "0.4"]), "the phi factors do not sum to 1"),
    "a factor above one": (system(ALL, "MGL", ["1.1"]), "a factor of common causes lies within 0 and 1"),
    "one member": (system(ALL, "MGL", ["0.1"], 1), "the group `pumps` has fewer than 2 members"),
    "a member twice": (
        system(ALL, "MGL", ["0.1"]).replace(b'<members><basic-event name="a"/>', b'<members><basic-event name="b"/>'),
        "`b` cannot be a member: it is in a group already, or a gate",
    ),
    "a gate as a member": (
        system(ALL, "MGL", ["0.1"]).replace(b'<members><basic-event name="a"/>', b'<members><basic-event name="top"/>'),
        "`top` cannot be a member: it is in a group already, or a gate",
    ),
    "a probability of its own": (
        system(ALL, "MGL", ["0.1"]).replace(
            b"</define-fault-tree>",
            b'<define-basic-event name="a"><float value="0.1"/></define-basic-event></define-fault-tree>',
        ),
        "`a` has a probability of its own and that of the group `pumps`",
    ),
    "no distribution": (
        system(ALL, "MGL", ["0.1"]).replace(b'<distribution><float value="0.01"/></distribution>', b""),
        "`define-CCF-group` takes one `distribution`, and has 0",
    ),
    "two factors of a level": (
        system(ALL, "MGL", ["0.1", "0.1"]).replace(b'level="3"', b'level="2"'),
        "there are two factors of level 2",
    ),
    "a total above one": (system(ALL, "MGL", ["0.1"]).replace(b"0.01", b"1.5"), "the probability of `pumps` is 1.5"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_group_is_told(name: str) -> None:
    data, message = WRONG[name]
    with pytest.raises(OpenPsaProblem) as problem:
        read_tree(data)
    assert message in problem.value.message
    assert problem.value.line
