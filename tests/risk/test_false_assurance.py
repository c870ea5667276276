"""An author who chooses among records gains nothing: a false claim at c is proved in at most 1 - c of cases."""

from math import sqrt

import pytest

from benchmarks.false_assurance import ATTACKS, DOUBT, rate_of

ATTEMPTS = 250


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_proves_a_false_claim_no_more_often_than_the_doubt_allows(name: str) -> None:
    rate = rate_of(ATTACKS[name], ATTEMPTS, seed=7)
    spread = sqrt(float(DOUBT) * (1 - float(DOUBT)) / ATTEMPTS)
    assert rate.proved / ATTEMPTS <= float(DOUBT) + 3 * spread
    assert rate.proved <= rate.uncharged


@pytest.mark.parametrize("name", ["best of twenty", "twenty children", "stopping"])
def test_without_charging_it_would_be(name: str) -> None:
    rate = rate_of(ATTACKS[name], ATTEMPTS, seed=7)
    assert rate.uncharged / ATTEMPTS > 2 * float(DOUBT)
