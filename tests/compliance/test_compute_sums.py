"""Compute against a threshold: what every admissible way of counting says, and what decides where they differ."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.compliance.account import Answer
from gsn.compliance.comparing import Figure
from gsn.compliance.compute import DISPUTED, compare_compute, sums_of
from gsn.model.number import Number, Range, Relation

RELATIONS = (Relation.ABOVE, Relation.AT_LEAST)


def number(value: int) -> Number:
    return Number(Fraction(value), str(value))


def between(low: int, high: int) -> Range:
    return Range(number(low), number(high))


def threshold(value: int, relation: Relation = Relation.ABOVE, *, unstated: bool = False) -> Figure:
    return Figure(relation, Fraction(value), "FLOP", unstated)


def ways_of_counting(parts: list[str]) -> list[tuple[str, ...]]:
    """Every rule that includes pretraining."""
    rest = [part for part in parts if part != "pretraining"]
    chosen = chain.from_iterable(combinations(rest, length) for length in range(len(rest) + 1))
    return [("pretraining", *others) for others in chosen]


def by_enumeration(parts: dict[str, tuple[int, int]], figure: Figure) -> Answer:
    """What all rules say together, each at every combination of ends."""
    said = {
        figure.at(Fraction(sum(ends)))
        for rule in ways_of_counting(list(parts))
        for ends in product(*(parts[part] for part in rule))
    }
    return said.pop() if len(said) == 1 else Answer.OPEN


ends = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (min(pair), max(pair)))


@settings(max_examples=300)
@given(
    st.tuples(ends, ends, ends),
    st.dictionaries(st.sampled_from(["distillation", "synthetic_data"]), ends),
    st.integers(0, 30),
    st.sampled_from(RELATIONS),
    st.booleans(),
)
def test_an_answer_is_what_every_way_of_counting_says_at_every_end(
    disputed: tuple[tuple[int, int], ...],
    others: dict[str, tuple[int, int]],
    value: int,
    relation: Relation,
    unstated: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    parts = dict(zip(DISPUTED, disputed, strict=True)) | others
    figure = threshold(value, relation, unstated=unstated)
    answer, why = compare_compute(sums_of({name: between(*pair) for name, pair in parts.items()}, None), figure)
    assert answer is by_enumeration(parts, figure)
    assert why
    assert answer is not Answer.OPEN or "decides" in why or "exactly" in why


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(DISPUTED), ends), st.sampled_from(DISPUTED), ends, st.integers(0, 30))
def test_what_is_silent_of_a_part_is_never_better_than_what_declares_it(
    parts: dict[str, tuple[int, int]], part: str, pair: tuple[int, int], value: int
) -> None:
    """An answer that was decided without a part stays when it is declared."""
    silent = {name: between(*each) for name, each in parts.items() if name != part}
    before, _ = compare_compute(sums_of(silent, None), threshold(value))
    after, _ = compare_compute(sums_of(silent | {part: between(*pair)}, None), threshold(value))
    assert before is Answer.OPEN or after is before


STATED = ("pretraining", "post_training")

WHY = [
    (
        {"pretraining": (11, 12)},
        None,
        "`pretraining` alone comes to 11 to 12 FLOP: above 10 FLOP, whatever else is counted",
    ),
    (
        {"pretraining": (5, 6), "post_training": (1, 1), "inference": (0, 1)},
        None,
        (
            "`pretraining`, `post_training` and `inference` together come to 6 to 8 FLOP: not above 10 FLOP, whichever"
            " of them are counted"
        ),
    ),
    (
        {"pretraining": (5, 6)},
        None,
        "`pretraining` is 5 to 6 FLOP; `post_training` and `inference` are not declared, which the profile may count",
    ),
    (
        {"pretraining": (5, 6), "post_training": (1, 2), "inference": (7, 7)},
        None,
        (
            "`pretraining` is 5 to 6 FLOP, `post_training` is 1 to 2 FLOP, `inference` is 7 FLOP; the way of counting"
            " decides: with `inference` it may be above 10 FLOP, without it not"
        ),
    ),
    (
        {"pretraining": (5, 6), "post_training": (1, 8)},
        STATED,
        (
            "`pretraining` is 5 to 6 FLOP, `post_training` is 1 to 8 FLOP; the range of `post_training` decides"
            " (1 to 8 FLOP): the threshold, above 10 FLOP, lies between its ends"
        ),
    ),
    (
        {"post_training": (1, 8)},
        STATED,
        "`post_training` is 1 to 8 FLOP; `pretraining` is not declared, which the profile counts",
    ),
    (
        {"pretraining": (11, 11), "post_training": (1, 8)},
        STATED,
        "`pretraining` and `post_training`, which the profile counts, come to 12 to 19 FLOP: above 10 FLOP",
    ),
    (
        {"distillation": (1, 8)},
        STATED,
        (
            "no part of it that may be counted is declared; `pretraining` and `post_training` are not declared,"
            " which the profile counts"
        ),
    ),
]


@pytest.mark.parametrize(("parts", "counting", "why"), WHY)
def test_it_is_said_what_decides(parts: dict[str, tuple[int, int]], counting: tuple[str, ...] | None, why: str) -> None:
    sums = sums_of({name: between(*pair) for name, pair in parts.items()}, counting)
    assert compare_compute(sums, threshold(10))[1] == why


def test_a_figure_of_just_the_size_is_open_where_no_source_says_which_side_it_is_on() -> None:
    parts = {"pretraining": between(10, 10), "post_training": between(0, 0), "inference": between(0, 0)}
    answer, why = compare_compute(sums_of(parts, None), threshold(10, unstated=True))
    assert answer is Answer.OPEN
    assert why.endswith("the sum may be exactly 10 FLOP, and no source says `>` or `>=`")


@pytest.mark.parametrize(
    ("relation", "low", "high", "answer"),
    [
        (Relation.BELOW, 8, 9, Answer.YES),
        (Relation.BELOW, 9, 10, Answer.OPEN),
        (Relation.BELOW, 10, 11, Answer.NO),
        (Relation.AT_MOST, 9, 10, Answer.YES),
        (Relation.AT_MOST, 10, 11, Answer.OPEN),
        (Relation.AT_MOST, 11, 12, Answer.NO),
        (Relation.AT_LEAST, 10, 10, Answer.YES),
        (Relation.AT_LEAST, 9, 10, Answer.OPEN),
    ],
)
def test_each_relation_at_both_ends(relation: Relation, low: int, high: int, answer: Answer) -> None:
    assert threshold(10, relation).between(Fraction(low), Fraction(high)) is answer


@pytest.mark.parametrize(("relation", "answer"), [(Relation.ABOVE, Answer.OPEN), (Relation.BELOW, Answer.OPEN)])
def test_what_is_not_declared_may_be_of_any_size(relation: Relation, answer: Answer) -> None:
    assert threshold(10, relation).between(Fraction(0), None) is answer
