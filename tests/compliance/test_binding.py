"""Whom a profile binds: jurisdictions and states parties, sectors and uses, days, statuses, reviews."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gsn.compliance.account import Answer, Binding
from gsn.compliance.binding import binding_of, lies_within
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile
from tests.compliance.tier_cases import DAY, built_in, declaring, own

YES, NO, OPEN = Answer.YES, Answer.NO, Answer.OPEN

EUROPE = "party EU binds EU, DE, FR, GR"


def bound(folder: Path, system: str, head: str, day: date = DAY) -> Binding:
    lines = "".join(f"    {line.strip()}\n" for line in head.splitlines())
    profile = own(folder, f'treaty own "Own"\n{lines}', day)
    return binding_of(declaring(folder, system, profile), profile)


JURISDICTIONS = [
    ("jurisdiction GB", "party GB", YES, ("GB",)),
    ("jurisdiction US", "party GB", NO, ()),
    ("jurisdiction US, GB", "party GB", YES, ("GB",)),
    ("jurisdiction US, GB", "party GB\nparty US", YES, ("GB", "US")),
    ("jurisdiction US-CA", "party US", YES, ("US",)),
    ("jurisdiction US-CA", "party US-CA", YES, ("US-CA",)),
    ("jurisdiction US-NY", "party US-CA", NO, ()),
    ("jurisdiction US", "party US-CA", OPEN, ()),
    ("jurisdiction DE", EUROPE, YES, ("EU",)),
    ("jurisdiction DE-BY", EUROPE, YES, ("EU",)),
    ("jurisdiction CH", EUROPE, NO, ()),
    ("jurisdiction EU", EUROPE, YES, ("EU",)),
    ("jurisdiction EU", "party DE", OPEN, ()),
    ("jurisdiction uk", "party GB", YES, ("GB",)),
    ("jurisdiction EL", EUROPE, YES, ("EU",)),
    ("jurisdiction europe", "party GB", OPEN, ()),
    ("jurisdiction GB", "party europe", OPEN, ()),
    ("jurisdiction GBR", "party GB", OPEN, ()),
    ("sector private", "party GB", OPEN, ()),
    ("jurisdiction GB", "status in_force", OPEN, ()),
]


@pytest.mark.parametrize(("system", "head", "answer", "parties"), JURISDICTIONS)
def test_a_party_binds_what_lies_within_it(
    system: str, head: str, answer: Answer, parties: tuple[str, ...], tmp_path: Path
) -> None:
    binding = bound(tmp_path, system, head)
    assert (binding.bound, binding.parties) == (answer, parties), binding.why_bound
    assert binding.why_bound


@pytest.mark.parametrize(
    ("code", "other", "within"),
    [("US-CA", "US", True), ("US", "US-CA", False), ("USA", "US", False), ("US", "US", True)],
)
def test_a_part_lies_within_its_country(code: str, other: str, within: bool) -> None:  # noqa: FBT001 - a table's column
    assert lies_within(code, other) is within


ALL_FOUR = "applies to private, public, civilian, military"
SCOPES = [
    ("sector private\nuse civilian", ALL_FOUR, YES),
    ("sector public\nuse military", ALL_FOUR, YES),
    ("sector private", ALL_FOUR, OPEN),
    ("use civilian", ALL_FOUR, OPEN),
    ("stage training", ALL_FOUR, OPEN),
    ("use civilian", "applies to civilian", YES),
    ("use military", "applies to civilian", NO),
    ("sector public\nuse civilian", "applies to private, civilian", NO),
    ("sector public", "applies to private, civilian", NO),
    ("sector private", "applies to private, civilian", OPEN),
    ("stage training", "status proposed", YES),
]


@pytest.mark.parametrize(("system", "head", "answer"), SCOPES)
def test_it_is_about_sectors_and_uses(system: str, head: str, answer: Answer, tmp_path: Path) -> None:
    binding = bound(tmp_path, system, head)
    assert binding.applies is answer, binding.why_applies
    assert binding.why_applies


def test_the_reviews_treaty_applies_to_all_four_and_needs_both_powers(tmp_path: Path) -> None:
    profile = built_in("conditional")
    binding = binding_of(declaring(tmp_path, "sector public\nuse military", profile), profile)
    assert binding.applies is YES
    assert binding.not_in_force == "it is a proposal, and would enter into force when ratified by `US` and `CN`"


FORCE = [
    ("status in_force", ""),
    ("status in_force\nin force 2027-01-01 ..", "it comes into force on 2027-01-01"),
    ("status in_force\nin force 2025-01-01 .. 2026-01-01", "it was in force until 2026-01-01"),
    ("status proposed\nin force 2025-01-01 ..", "it is a proposal"),
    ("status vetoed", "it was vetoed"),
    ("status rescinded", "it was rescinded"),
    ("status adopted", "it is adopted, and no day is stated from which it is in force"),
    ("status adopted\nin force 2026-01-01 ..", ""),
    (
        "status adopted\nin force 2026-01-01 ..\nenters into force when ratified by US, CN\nparty US",
        "it enters into force when ratified by CN too",
    ),
    ("status adopted\nin force 2026-01-01 ..\nenters into force when ratified by US, CN\nparty US\nparty CN", ""),
    ("party GB", "its status is not stated"),
]


@pytest.mark.parametrize(("head", "why"), FORCE)
def test_it_is_law_or_says_why_not(head: str, why: str, tmp_path: Path) -> None:
    assert bound(tmp_path, "jurisdiction GB", head).not_in_force == why


@pytest.mark.parametrize("lost", ["status inforce", "in force 2026-13-01 .."])
def test_a_head_that_cannot_be_read_is_not_law(lost: str, tmp_path: Path) -> None:
    kept = "status in_force\n    " if not lost.startswith("status") else ""
    text = f'treaty own "Own"\n    {kept}{lost}\n'
    (tmp_path / "own.treaty").write_text(text, encoding="utf-8")
    profile = load_profile(Parent("own.treaty", is_path=True), DAY, tmp_path)
    assert profile.problems
    assert binding_of(declaring(tmp_path, "jurisdiction GB", profile), profile).not_in_force


def test_parties_that_cannot_be_read_bind_nobody_for_certain(tmp_path: Path) -> None:
    (tmp_path / "own.treaty").write_text('treaty own "Own"\n    party GB\n    party US binds\n', encoding="utf-8")
    profile = load_profile(Parent("own.treaty", is_path=True), DAY, tmp_path)
    assert profile.problems
    assert binding_of(declaring(tmp_path, "jurisdiction FR", profile), profile).bound is OPEN
    assert binding_of(declaring(tmp_path, "jurisdiction GB", profile), profile).bound is YES


REVIEWED = """\
treaty own "Own"
    category harm "Harm"
    every {every}
    reviewed on 2025-11-22
    tier t "A tier"
        when parameters > 1
        every 6 months
        reviewed on {tier}
    limit l "A limit"
        on harm
        frequency <= 1e-3 per year
        every 1 year
        reviewed on {limit}
"""


@pytest.mark.parametrize(
    ("every", "tier", "limit", "overdue"),
    [
        ("12 months", "2026-05-23", "2025-11-23", ["own"]),
        ("13 months", "2026-05-22", "2025-11-23", ["t"]),
        ("13 months", "2026-05-23", "2025-11-22", ["l"]),
        ("1 year", "2026-01-01", "2025-01-01", ["own", "t", "l"]),
        ("unset", "2026-05-23", "2025-11-23", []),
    ],
)
def test_an_overdue_review_is_named(every: str, tier: str, limit: str, overdue: list[str], tmp_path: Path) -> None:
    profile = own(tmp_path, REVIEWED.format(every=every, tier=tier, limit=limit))
    binding = binding_of(declaring(tmp_path, "stage training", profile), profile)
    assert [item.name for item in binding.overdue] == overdue
