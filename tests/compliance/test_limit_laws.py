"""Laws of limits: what a looser limit, another consequence or a hazard less may change, and what not."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gsn.compliance.account import Kept, LimitAccount, Wanting
from gsn.compliance.holding_figures import hold
from gsn.compliance.limits import _asked
from gsn.compliance.severities import falls_under, milder_than
from gsn.model.kinds import Kind
from gsn.model.number import read_number
from gsn.treaty.kinds import Kind as Stated
from tests.compliance.limit_cases import SHOWN, argument_of, claimed, hazard, limit, limit_of, profile

WITH_FOLDER = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

FIGURES = st.sampled_from(["4e-3", "5e-3", "6e-3", "1e-2", "1e-1"])
CONFIDENCES = st.sampled_from(["50%", "90%", "94.9%", "95%", "95.1%", "99%"])
RELATIONS = st.sampled_from(["<", "<="])
SPAN = st.sampled_from(["frequency {} {} per year", "probability {} {} over year"])


def is_proved(found: LimitAccount) -> bool:
    """Whether nothing is wanting but people's word."""
    return found.kept in {Kept.KEPT, Kept.OPEN} and {want.wanting for want in found.wants} <= {Wanting.REVIEW}


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws")


@WITH_FOLDER
@given(SPAN, st.tuples(RELATIONS, FIGURES, CONFIDENCES), st.tuples(RELATIONS, FIGURES, CONFIDENCES))
def test_a_looser_limit_is_kept_where_a_tighter_one_is(
    proved: Path, form: str, one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    def is_looser(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
        values, confidences = [read_number(each[1]).exact for each in (one, other)], [each[2] for each in (one, other)]
        wider = values[0] > values[1] or (values[0] == values[1] and (one[0] == "<=" or other[0] == "<"))
        return wider and read_number(confidences[0]).exact <= read_number(confidences[1]).exact

    text = hazard() + claimed("harm <= 5e-3 per year at 95%") + SHOWN
    found = {}
    for each in {one, other}:
        stated = f"{form.format(each[0], each[1])} at {each[2]}"
        found[each] = limit_of(proved, text, profile(limit(stated)))
    for looser, tighter in ((one, other), (other, one)):
        if is_looser(looser, tighter) and is_proved(found[tighter]):
            assert is_proved(found[looser])
        if is_looser(looser, tighter) and found[looser].kept is Kept.EXCEEDED:
            assert found[tighter].kept is Kept.EXCEEDED


HAZARDS = st.lists(st.sampled_from(["claimed", "bare", "elsewhere", "unknown"]), min_size=1, max_size=3)


@WITH_FOLDER
@given(HAZARDS)
def test_nothing_is_kept_by_what_a_case_leaves_out(proved: Path, kinds: list[str]) -> None:
    """With hazards taken out a sum is smaller; that these are all is for people to say, so that none keeps a limit."""
    categories = {"claimed": "misuse", "bare": "misuse", "elsewhere": "failure", "unknown": "misusse"}
    text = SHOWN
    for index, kind in enumerate(kinds):
        name = "harm" if index == 0 else f"harm{index}"
        text += hazard(f"category {categories[kind]}", name=name)
    text += claimed("harm <= 5e-3 per year at 95%") if kinds[0] == "claimed" else 'goal G1 "Safe"\n    undeveloped\n'
    found = limit_of(proved, text, profile(limit("frequency <= 1e-2 per year at 90%")))
    assert found.kept is not Kept.KEPT
    assert is_proved(found) == (kinds[0] == "claimed" and {"bare", "claimed", "unknown"}.isdisjoint(kinds[1:]))


CONSEQUENCES = st.lists(
    st.sampled_from(
        ["damage >= 1e9 USD", "damage <= 1e6 USD", "damage < 1e9 USD", "deaths >= 50", "deaths <= 3", "injuries >= 9"]
    ),
    max_size=3,
    unique=True,
)
SEVERITIES = st.lists(
    st.sampled_from(
        [
            "damage >= 1e9 USD",
            "deaths >= 50",
            "damage >= 1e9 USD or deaths >= 50",
            'judged "bad"',
            "damage >= unset USD",
        ]
    ),
    min_size=1,
    max_size=3,
)


@WITH_FOLDER
@given(CONSEQUENCES, SEVERITIES)
def test_a_hazard_leaves_a_limit_by_nothing_but_bounds_that_it_states(
    proved: Path, stated: list[str], severities: list[str]
) -> None:
    items = [f'    severity s{index} "S"\n        when {when}\n' for index, when in enumerate(severities)]
    text = hazard("category misuse", *(f"consequence {each}" for each in stated))
    text += hazard("category misuse", name="silent")
    argument = argument_of(proved, text, profile(*items))
    assert argument.held is not None
    held = argument.held.profile
    assert held is not None
    harm, silent = argument.by_kind[Kind.HAZARD]
    for item in held.of_kind(Stated.SEVERITY):
        assert falls_under(held, silent, item.name)
        bounded = any("<" in each for each in stated)
        assert falls_under(held, harm, item.name) or bounded
        for milder in milder_than(held, item.name):
            assert item.name not in milder_than(held, milder)
            assert not falls_under(held, harm, item.name) or falls_under(held, harm, milder)


def test_a_second_claim_takes_its_part_of_the_doubt(tmp_path: Path) -> None:
    """Two goals that claim the same hazard are two chances to be wrong."""
    text = hazard() + claimed("harm <= 5e-3 per year at 95%") + SHOWN
    again = 'goal G7 "Again"\n    claim harm <= 5e-3 per year at 95%\n    solution E1\n'
    treaty = profile(limit("frequency <= 1e-2 per year at 92%"))
    assert is_proved(limit_of(tmp_path / "once", text, treaty))
    assert not is_proved(limit_of(tmp_path / "twice", text + again, treaty))


def test_kept_is_the_kernels_word(tmp_path: Path) -> None:
    """A figure is kept for exactly those limits that the kernel proves, at exactly the figure."""
    for most in ("4.999e-3", "5e-3", "5.001e-3"):
        text = hazard() + claimed("harm <= 5e-3 per year at 95%") + SHOWN
        argument = argument_of(tmp_path / most, text, profile(limit(f"frequency <= {most} per year at 95%")))
        assert argument.held is not None
        assert argument.held.profile is not None
        (item,) = argument.held.profile.of_kind(Stated.LIMIT)
        (asked,) = _asked(argument, argument.held.profile, item)
        by_kernel = not isinstance(argument.risk.checked.limits[asked.named], str)
        assert (hold(argument, asked).kept is Kept.KEPT) == by_kernel == (Fraction(most) >= Fraction("5e-3"))
