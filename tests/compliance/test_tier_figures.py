"""Every threshold of the built-in profiles: just below it, at it, just above; both ends of ranges; part by part.

The figures were typed from the review, and not read from the profiles.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from gsn.compliance.account import Answer, TierAccount
from gsn.treaty.kinds import Kind
from gsn.treaty.library import built_in_names
from tests.compliance.tier_cases import built_in, declaring, tier_of

YES, NO, OPEN = Answer.YES, Answer.NO, Answer.OPEN

STEP = 10**9
"""A figure just beside a threshold differs from it by a part in so many."""


class Threshold(NamedTuple):
    """``stated`` is true where the source says `above`; ``counts_two`` where pretraining and post-training count."""

    profile: str
    tier: str
    figure: int
    stated: bool = True
    counts_two: bool = False


THRESHOLDS = (
    Threshold("miotti-wasil", "regulated", 10**21, stated=False),
    Threshold("taisc", "regulated", 10**23, stated=False),
    Threshold("taisc", "jaisl_only", 10**23),
    Threshold("taisc", "prohibited", 25 * 10**24),
    Threshold("trager-iaio", "regulated", 10**24, stated=False),
    Threshold("magic", "magic_only", 10**24),
    Threshold("pauseai", "regulated", 10**25, stated=False),
    Threshold("eu-ai-act", "systemic_risk", 10**25),
    Threshold("eu-gpai-code", "systemic_risk", 10**25),
    Threshold("eo-14110", "reporting", 10**26),
    Threshold("sb-1047", "covered_model", 10**26),
    Threshold("example", "regulated", 10**25, counts_two=True),
    Threshold("own-framework", "watched", 10**24, counts_two=True),
)

WITHOUT_A_FIGURE = {("conditional", "regulated"), ("own-framework", "safeguarded")} | {
    ("cass-beggs", "joint_lab_only"),
    ("cass-beggs", "prohibited"),
}
"""Tiers that no number of compute decides."""

# Parts in steps from the threshold; `(-1, 1)` is a range, a missing part is not declared.
Part = int | tuple[int, int]

SOURCE_DOES_NOT_SAY = "open only where the source does not say `>` or `>=`"

WHERE_NO_RULE_IS_STATED: dict[str, tuple[dict[str, Part], Answer | str]] = {
    "all of it just below": ({"pretraining": -1, "post_training": 0, "inference": 0}, NO),
    "all of it at the figure": ({"pretraining": 0, "post_training": 0, "inference": 0}, SOURCE_DOES_NOT_SAY),
    "pretraining alone just above": ({"pretraining": 1}, YES),
    "pretraining just below, and no word of the rest": ({"pretraining": -1}, OPEN),
    "no word of inference": ({"pretraining": -1, "post_training": 0}, OPEN),
    "all parts together just below": ({"pretraining": -2, "post_training": 1, "inference": 0}, NO),
    "all parts together at the figure": ({"pretraining": -1, "post_training": 1, "inference": 0}, SOURCE_DOES_NOT_SAY),
    "above with post-training": ({"pretraining": -1, "post_training": 2, "inference": 0}, OPEN),
    "above with inference": ({"pretraining": -1, "post_training": 0, "inference": 2}, OPEN),
    "above with a part of its own": (
        {"pretraining": -1, "post_training": 0, "inference": 0, "distillation": 2},
        OPEN,
    ),
    "a range around it": ({"pretraining": (-1, 1), "post_training": 0, "inference": 0}, OPEN),
    "a range from it upward": ({"pretraining": (0, 1), "post_training": 0, "inference": 0}, OPEN),
    "a range up to it": ({"pretraining": (-1, 0), "post_training": 0, "inference": 0}, SOURCE_DOES_NOT_SAY),
    "a range above it": ({"pretraining": (1, 2)}, YES),
    "a range below it": ({"pretraining": (-2, -1), "post_training": 0, "inference": 0}, NO),
    "no pretraining": ({"post_training": 1}, OPEN),
    "nothing": ({}, OPEN),
}
WHERE_TWO_PARTS_COUNT: dict[str, tuple[dict[str, Part], Answer | str]] = {
    "just below": ({"pretraining": -1, "post_training": 0}, NO),
    "at the figure": ({"pretraining": 0, "post_training": 0}, NO),
    "just above, without the other": ({"pretraining": 1}, YES),
    "just below, without the other": ({"pretraining": -1}, OPEN),
    "together just below": ({"pretraining": -2, "post_training": 1}, NO),
    "together at the figure": ({"pretraining": -1, "post_training": 1}, NO),
    "together just above": ({"pretraining": -1, "post_training": 2}, YES),
    "inference does not count": ({"pretraining": -1, "post_training": 0, "inference": 5}, NO),
    "a range around it": ({"pretraining": -1, "post_training": (0, 2)}, OPEN),
    "a range from it upward": ({"pretraining": -1, "post_training": (1, 2)}, OPEN),
    "the other alone": ({"post_training": (STEP + 1, STEP + 2)}, YES),
    "nothing that counts": ({"inference": 5}, OPEN),
}


def figure_of(steps: int, threshold: int, *, beside: bool) -> int:
    """A figure in steps: counted from the threshold for pretraining, and from nothing for any other part."""
    return (threshold if beside else 0) + steps * (threshold // STEP)


def compute(parts: dict[str, Part], threshold: int) -> str:
    """The line that declares parts; a part other than pretraining is so many steps itself."""
    written = []
    for name, part in parts.items():
        low, high = part if isinstance(part, tuple) else (part, part)
        ends = [str(figure_of(end, threshold, beside=name == "pretraining")) for end in (low, high)]
        written.append(f"{name} {'..'.join(dict.fromkeys(ends))}")
    return f"training_compute {', '.join(written)} FLOP" if written else "stage deployment"


def reached(folder: Path, threshold: Threshold, parts: dict[str, Part], also: str = "") -> TierAccount:
    profile = built_in(threshold.profile)
    argument = declaring(folder, f"{compute(parts, threshold.figure)}\n{also}", profile)
    return tier_of(argument, profile, threshold.tier)


ROWS = [
    pytest.param(threshold, parts, answer, id=f"{threshold.profile} {threshold.tier}: {what}")
    for threshold in THRESHOLDS
    for what, (parts, answer) in (WHERE_TWO_PARTS_COUNT if threshold.counts_two else WHERE_NO_RULE_IS_STATED).items()
]


@pytest.mark.parametrize(("threshold", "parts", "answer"), ROWS)
def test_compute_beside_a_threshold(
    threshold: Threshold, parts: dict[str, Part], answer: Answer | str, tmp_path: Path
) -> None:
    expected = answer if isinstance(answer, Answer) else NO if threshold.stated else OPEN
    account = reached(tmp_path, threshold, parts, "training_cost 2e8 USD")
    assert account.tests[0].answer is expected, account.why
    if (
        threshold.profile == "pauseai" and expected is NO
    ):  # parameters are not set, and what is expected of it is judged
        expected = OPEN
    assert account.reached is expected, account.why


def test_no_tier_of_a_built_in_profile_is_left_out() -> None:
    tiers = {(name, tier.name) for name in built_in_names() for tier in built_in(name).of_kind(Kind.TIER)}
    assert tiers == {(row.profile, row.tier) for row in THRESHOLDS} | WITHOUT_A_FIGURE


COSTS = [
    ("training_cost 100000001 USD", YES),
    ("training_cost 1e8 USD", NO),
    ("training_cost 99999999 USD", NO),
    ("training_cost 9e7..1.1e8 USD", OPEN),
    ("stage deployment", OPEN),
]


@pytest.mark.parametrize(("cost", "answer"), COSTS)
@pytest.mark.parametrize(("steps", "by_compute"), [(1, YES), (0, NO)])
def test_a_covered_model_is_above_both_its_compute_and_its_cost(
    steps: int, by_compute: Answer, cost: str, answer: Answer, tmp_path: Path
) -> None:
    threshold = next(row for row in THRESHOLDS if row.profile == "sb-1047")
    account = reached(tmp_path, threshold, {"pretraining": steps, "post_training": 0, "inference": 0}, cost)
    assert account.reached is (answer if by_compute is YES else NO)


@pytest.mark.parametrize("parts", ["pretraining 0, post_training 0, inference 0", "pretraining 1e40"])
def test_a_number_that_is_not_set_is_never_passed_nor_exceeded(parts: str, tmp_path: Path) -> None:
    profile = built_in("conditional")
    account = tier_of(declaring(tmp_path, f"training_compute {parts} FLOP", profile), profile, "regulated")
    assert (account.reached, account.tests[0].margin) == (OPEN, None)
    assert account.why == "its threshold of `training_compute` is a number that `aisi` has still to set"


MARGINS: list[tuple[dict[str, Part], int | None]] = [
    ({"pretraining": (1, 2)}, 1),
    ({"pretraining": -1, "post_training": 0, "inference": 0}, -1),
    ({"pretraining": (-2, -1), "post_training": (0, 3), "inference": 0}, 2),
    ({"pretraining": -1}, None),
    ({}, None),
]


@pytest.mark.parametrize(("parts", "steps"), MARGINS)
def test_the_margin_is_that_of_the_end_that_decides(parts: dict[str, Part], steps: int | None, tmp_path: Path) -> None:
    threshold = next(row for row in THRESHOLDS if row.profile == "eu-ai-act")
    margin = reached(tmp_path, threshold, parts).tests[0].margin
    assert margin == (None if steps is None else 1 + Fraction(steps, STEP))


def test_the_rows_show_every_answer_for_every_way_of_stating_a_threshold() -> None:
    shown = {(row.stated, row.counts_two) for row in THRESHOLDS}
    assert shown == set(product((True, False), (True, False))) - {(False, True)}
    for table in (WHERE_NO_RULE_IS_STATED, WHERE_TWO_PARTS_COUNT):
        assert {YES, NO, OPEN} <= {answer for _, answer in table.values()}
