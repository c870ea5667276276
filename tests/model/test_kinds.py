"""Which statements stand under which, and how a kind is spoken of."""

import pytest

from gsn.model.kinds import ARGUMENT, DECLARABLE, FACTS, FILE_HEADS, QUANTITIES, Kind, may_stand_under, with_article


@pytest.mark.parametrize(
    ("parent", "kinds"),
    [
        (None, DECLARABLE - FILE_HEADS - {Kind.CONFIGURATION}),
        (Kind.CASE, frozenset()),
        (Kind.SYSTEM, {Kind.CONFIGURATION}),
        (Kind.CONFIGURATION, frozenset()),
        (Kind.EVIDENCE, {Kind.CHALLENGE, Kind.CONFIDENCE}),
        (Kind.ACTOR, frozenset()),
        (Kind.HAZARD, frozenset()),
        (Kind.CONFIDENCE, frozenset()),
        (Kind.GOAL, ARGUMENT | {Kind.CONFIDENCE, Kind.MODULE, Kind.CONTRACT}),
        (Kind.CHALLENGE, ARGUMENT | {Kind.CONFIDENCE, Kind.MODULE, Kind.CONTRACT}),
        (Kind.UNREADABLE, DECLARABLE - {Kind.CASE, Kind.REVIEW}),
    ],
)
def test_what_may_stand_under_a_kind(parent: Kind | None, kinds: set[Kind]) -> None:
    assert {kind for kind in DECLARABLE if may_stand_under(kind, parent)} == kinds


def test_every_kind_is_of_one_group() -> None:
    groups = [FILE_HEADS, ARGUMENT, QUANTITIES, FACTS, {Kind.CONFIDENCE, Kind.MITIGATION, Kind.CONFIGURATION}]
    assert sorted(kind for group in groups for kind in group) == sorted(DECLARABLE)


@pytest.mark.parametrize(
    ("kind", "spoken"), [(Kind.GOAL, "a goal"), (Kind.ASSUMPTION, "an assumption"), (Kind.EVIDENCE, "evidence")]
)
def test_a_kind_in_a_sentence(kind: Kind, spoken: str) -> None:
    assert with_article(kind) == spoken
