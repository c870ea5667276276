"""Every requirement of every built-in profile: met by what fits all of it, and short of each attribute by one."""

from pathlib import Path

import pytest

from gsn.compliance.account import Answer, Met
from gsn.compliance.fitting import SAFETY_CASE
from gsn.treaty.kinds import Kind
from gsn.treaty.library import built_in_names
from gsn.treaty.profile import Item
from gsn.treaty.record import Parent, Unset
from gsn.treaty.resolving import load_profile
from tests.compliance.requirement_cases import DAY, Short, accounts, falling_short, meeting

PROFILES = {name: load_profile(Parent(name, is_path=False), DAY) for name in built_in_names()}


def is_developers(item: Item) -> bool:
    return any(ref.name == "developer" for ref in item.one("binds").binds)


def is_unset(item: Item) -> bool:
    return item.one("every") is not None and isinstance(item.one("every").every, Unset)


DUTIES = [
    (name, item)
    for name, profile in PROFILES.items()
    for item in profile.of_kind(Kind.REQUIREMENT)
    if is_developers(item) and item.name != SAFETY_CASE
]
SHORT = [
    pytest.param(name, item, short, id=f"{name}-{item.name}-{short.attribute}-{short.what}")
    for name, item in DUTIES
    if not is_unset(item)
    for short in falling_short(item)
]


def named(value: object) -> str | None:
    return value.name if isinstance(value, Item) else None


@pytest.mark.parametrize(("profile", "item"), DUTIES, ids=named)
def test_what_fits_all_that_it_states_meets_it(profile: str, item: Item, tmp_path: Path) -> None:
    account = accounts(meeting(item).write(tmp_path / "case"), PROFILES[profile])[item.name]
    if is_unset(item):
        assert account.met is Met.OPEN
        assert {(short.attribute, short.open) for short in account.shortfalls} == {("every", True)}
        assert "still to be set, by `aisi`" in account.why
    else:
        assert [short.message for short in account.shortfalls] == []
        assert account.met is Met.MET
        assert "c::record_a" in account.records
    assert account.asked is Answer.YES


@pytest.mark.parametrize(("profile", "item", "short"), SHORT)
def test_what_falls_short_of_one_attribute_falls_short_of_that(
    profile: str, item: Item, short: Short, tmp_path: Path
) -> None:
    account = accounts(short.draft.write(tmp_path / "case"), PROFILES[profile])[item.name]
    softened = {"best_effort", "contingent_on"} & set(item.clauses)
    told = {each.attribute for each in account.shortfalls if each.attribute not in softened}
    assert told == {short.attribute}
    assert account.met is (Met.OPEN if short.open or softened else Met.UNMET)
    assert all(each.message in account.why for each in account.shortfalls)


def test_the_table_is_whole() -> None:
    assert len(DUTIES) >= 30
    assert {short.attribute for _, item in DUTIES for short in falling_short(item)} >= {
        *("type", "state", "on", "by", "access", "recognised_by", "covers", "contains", "samples"),
        *("every", "within", "valid_at", "keep", "compared_with"),
    }
