"""Forecasts: revisions that are due, versions that come and go, a gain in efficiency that is assumed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from gsn.compliance.assumptions import Assumed
from gsn.compliance.forecast import Forecast, Point, Row, Subject, forecast
from gsn.output.forecast_forms import forecast_data, forecast_lines, forecast_markdown
from gsn.report.pictures.forecast import draw_forecast
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile, turning_days
from tests.compliance.tier_cases import CASE, DAY, built_in, declaring

COMMAND = Path(sys.executable).with_name("gsn")
UNTIL = date(2030, 12, 31)

SMALL = "training_compute pretraining 2e24, post_training 0, inference 0 FLOP"
"""A fifth of 1e25."""


def subject(name: str, folder: Path | None = None) -> Subject:
    wanted = Parent(name, is_path=folder is not None)
    return Subject(cache(lambda day: load_profile(wanted, day, folder)), turning_days(wanted, folder))


def told(folder: Path, system: str, names: list[str], assumed: Assumed) -> Forecast:
    subjects = [subject(name, folder if name.endswith(".treaty") else None) for name in names]
    return forecast(declaring(folder, system, built_in("example")), subjects, assumed)


def own(folder: Path, text: str) -> list[str]:
    (folder / "own.treaty").write_text(text, encoding="utf-8")
    return ["own.treaty"]


def changes(found: Forecast) -> list[tuple[str, str, str]]:
    return [(row.day.isoformat(), row.tier, row.state) for row in found.changes]


# Revisions

RULES = """\
treaty own "Own"
    status in_force
    in force 2024-02-29 ..
    {head}
    tier t "A tier"
        when training_compute > 1e25 FLOP counting pretraining
        {tier}
"""


@pytest.mark.parametrize(
    ("head", "tier", "day"),
    [
        ("every 12 months", "", "2027-02-28"),
        ("every 12 months\n    reviewed on 2026-09-01", "", "2027-09-01"),
        ("every 12 months", "every 3 months\n        reviewed on 2026-10-31", "2027-01-31"),
        ("every 100 days\n    reviewed on 2026-11-22", "", "2027-03-02"),
        ("every unset", "", None),
        ("revised by aisi", "", None),
    ],
)
def test_from_the_day_of_a_revision_on_nobody_knows_the_tier(
    head: str, tier: str, day: str | None, tmp_path: Path
) -> None:
    names = own(tmp_path, RULES.format(head=head, tier=tier))
    found = told(tmp_path, SMALL, names, Assumed(UNTIL))
    assert changes(found) == ([] if day is None else [(day, "t", "undetermined")])


def test_who_revises_it_is_named_with_the_day(tmp_path: Path) -> None:
    names = own(tmp_path, RULES.format(head="every 12 months\n    revised by aisi", tier=""))
    (change,) = told(tmp_path, SMALL, names, Assumed(UNTIL)).changes
    assert change.why == "it is due to be revised by `aisi` on 2027-02-28, to a figure that nobody knows"


@pytest.mark.parametrize(
    ("factor", "expected"),
    [
        (Fraction(1, 2), [("2029-02-28", "t", "reached")]),  # 1e25 halved thrice lies below 2e24
        (Fraction(1, 5), [("2028-02-29", "t", "reached")]),  # once: 2e24 itself, which is not above
        (Fraction(1, 6), [("2027-02-28", "t", "reached")]),
        (Fraction(2), []),
    ],
)
def test_a_factor_that_is_assumed_multiplies_with_each_revision(
    factor: Fraction, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    names = own(tmp_path, RULES.format(head="every 12 months", tier=""))
    found = told(tmp_path, SMALL, names, Assumed(UNTIL, revision=factor))
    assert changes(found) == expected
    assert any(words.startswith("each revision multiplies a threshold by ") for words in found.assumptions)


def test_a_factor_of_one_profile_goes_before_that_of_all(tmp_path: Path) -> None:
    names = own(tmp_path, RULES.format(head="every 12 months", tier=""))
    assumed = Assumed(UNTIL, revision=Fraction(2), revisions={"own": Fraction(1, 6)})
    assert changes(told(tmp_path, SMALL, names, assumed)) == [("2027-02-28", "t", "reached")]


def test_a_review_that_nobody_recorded_counts_from_the_day_of_the_forecast(tmp_path: Path) -> None:
    found = told(tmp_path, SMALL, ["miotti-wasil"], Assumed(UNTIL))
    assert changes(found) == [("2027-11-23", "regulated", "undetermined")]
    assert f"no review of `miotti-wasil regulated` is on record: revisions are counted from {DAY}" in found.assumptions


def test_a_rule_that_revises_every_day_is_followed(tmp_path: Path) -> None:
    names = own(tmp_path, RULES.format(head="every 1 day", tier=""))
    found = told(tmp_path, SMALL, names, Assumed(date(2031, 12, 31), revision=Fraction("0.999")))
    assert 1e25 * 0.999**1608 > 2e24 > 1e25 * 0.999**1609
    assert changes(found) == [((DAY + timedelta(days=1609)).isoformat(), "t", "reached")]


# Efficiency


def first_day_below(threshold: float, compute: float, yearly: float) -> date:
    """The first day on which a falling threshold lies below a figure: solved, not searched."""
    years = log(threshold / compute) / log(yearly)
    return DAY + timedelta(days=int(years * 365.2425) + 1)


@pytest.mark.parametrize(
    ("name", "tier", "threshold"),
    [("eu-ai-act", "systemic_risk", 1e25), ("eo-14110", "reporting", 1e26), ("taisc", "prohibited", 2.5e25)],
)
@pytest.mark.parametrize("yearly", ["3", "2.5", "10"])
def test_a_gain_in_efficiency_brings_the_day_on_which_a_threshold_is_passed(
    name: str, tier: str, threshold: float, yearly: str, tmp_path: Path
) -> None:
    found = told(tmp_path, SMALL, [name], Assumed(date(2035, 12, 31), Fraction(yearly)))
    expected = first_day_below(threshold, 2e24, float(yearly))
    assert [(row.day, row.state) for row in found.changes if row.tier == tier] == [(expected, "reached")]
    assert any(f"algorithms take {yearly} times less compute each year" in words for words in found.assumptions)


def test_a_range_is_passed_at_one_end_first(tmp_path: Path) -> None:
    system = "training_compute pretraining 2e24..4e24, post_training 0, inference 0..2e24 FLOP"
    found = told(tmp_path, system, ["eu-ai-act"], Assumed(UNTIL, Fraction(3)))
    expected = [first_day_below(1e25, 6e24, 3), first_day_below(1e25, 2e24, 3)]
    assert [(row.day, row.state) for row in found.changes] == list(
        zip(expected, ["undetermined", "reached"], strict=True)
    )


def test_without_a_gain_nothing_falls_and_that_is_said(tmp_path: Path) -> None:
    found = told(tmp_path, SMALL, ["eu-ai-act"], Assumed(UNTIL))
    assert changes(found) == []
    assert "no gain in algorithmic efficiency (`--efficiency`) is taken off any threshold" in found.assumptions
    assert any("`eu-ai-act systemic_risk` may be revised on any day" in words for words in found.assumptions)


def test_efficiency_lowers_thresholds_of_compute_and_no_others(tmp_path: Path) -> None:
    system = f"{SMALL}\ntraining_cost 9e7 USD"
    found = told(tmp_path, system, ["sb-1047"], Assumed(date(2040, 12, 31), Fraction(10)))
    assert changes(found) == []  # the compute is passed within two years, the cost never


# Versions

VERSIONS = """\
treaty own "Own"
    status in_force
    in force 2020-01-01 .. 2029-06-30
    every 12 months
    reviewed on 2026-06-30
    tier t "A tier"
        when training_compute > 1e25 FLOP counting pretraining
    version v2 "Second"
        in force 2028-01-01 .. 2028-12-31
        tier t
            when training_compute > 1e24 FLOP counting pretraining
        tier extra "Of 2028 alone"
            when training_compute > 1e22 FLOP counting pretraining
"""


def test_versions_come_into_force_and_end(tmp_path: Path) -> None:
    found = told(tmp_path, SMALL, own(tmp_path, VERSIONS), Assumed(UNTIL))
    assert changes(found) == [
        ("2027-06-30", "t", "undetermined"),  # revised, nobody knows to what
        ("2028-01-01", "", "in force"),
        ("2028-01-01", "t", "reached"),  # the version states it anew
        ("2028-01-01", "extra", "reached"),
        ("2028-06-30", "t", "undetermined"),
        ("2028-06-30", "extra", "undetermined"),
        ("2029-01-01", "", "in force"),
        ("2029-01-01", "t", "below"),
        ("2029-01-01", "extra", "absent"),
        ("2029-06-30", "t", "undetermined"),
        ("2029-07-01", "", "not in force"),
    ]


def test_a_day_before_a_profile_is_law(tmp_path: Path) -> None:
    profile = built_in("eu-ai-act", date(2025, 1, 1))
    argument = declaring(tmp_path, SMALL, profile)
    found = forecast(argument, [subject("eu-ai-act")], Assumed(date(2025, 12, 31)))
    assert [row for row in found.changes if not row.tier] == [Row(date(2025, 8, 2), "eu-ai-act", "", "in force", "")]


# What is drawn


def parsed(drawing: str) -> Element:
    return fromstring(drawing)  # noqa: S314 - we have just drawn it


def test_a_course_is_known_until_it_is_not(tmp_path: Path) -> None:
    names = own(tmp_path, RULES.format(head="every 24 months", tier=""))
    (course,) = told(tmp_path, SMALL, names, Assumed(UNTIL)).courses
    value = Fraction(10) ** 25
    assert course.points == (
        Point(DAY, value),
        Point(date(2028, 2, 28), value),
        Point(date(2028, 2, 29), None),
        Point(UNTIL, None),
    )


@pytest.fixture
def whole(tmp_path: Path) -> Forecast:
    return told(tmp_path, SMALL, ["eu-ai-act", "taisc", "miotti-wasil"], Assumed(UNTIL, Fraction(3)))


def test_the_picture_says_in_words_all_that_it_shows(whole: Forecast) -> None:
    svg = parsed(draw_forecast(whole))
    names = {"svg": "http://www.w3.org/2000/svg"}
    title, description = svg.find("svg:title", names), svg.find("svg:desc", names)
    assert title is not None
    assert title.text == "Thresholds of training compute from 2026-11-23 to 2030-12-31"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {'gsn-desc'}"
    assert description is not None
    assert description.text is not None
    assert "x1 took 2e24 to 2e24 FLOP, however it is counted" in description.text
    assert "miotti-wasil regulated: 1e21 FLOP, not known after 2027-11-22" in description.text
    for row in whole.changes:
        assert f"{row.day}: {row.profile} {row.tier} {row.state}" in description.text
    for assumption in whole.assumptions:
        assert f"assumed: {assumption}" in description.text


def test_a_line_a_tier_a_diamond_a_change(whole: Forecast) -> None:
    svg = draw_forecast(whole)
    assert svg.count('<g class="tier">') == len(whole.courses) == 5
    assert svg.count('<g class="change">') == len(whole.changes)
    assert svg.count('class="course unknown"') > 0
    assert svg == draw_forecast(whole)


def test_names_beside_the_picture_do_not_overlap(whole: Forecast) -> None:
    svg = parsed(draw_forecast(whole))
    shown = [text for text in svg.iter("{http://www.w3.org/2000/svg}text") if ": " in (text.text or "")]
    heights = sorted(float(text.get("y", "")) for text in shown)
    assert len(heights) == len(whole.courses)
    assert all(below - above >= 14.9 for above, below in pairwise(heights))


def test_a_name_of_the_case_is_no_markup(tmp_path: Path) -> None:
    text = CASE.replace('"X-1"', '"<script>"')
    (tmp_path / "x").mkdir()
    argument = declaring(tmp_path / "x", SMALL, built_in("example"), text=text)
    assert "<script" not in draw_forecast(forecast(argument, [subject("example")], Assumed(UNTIL)))


@pytest.mark.parametrize("system", ["stage training", "training_compute inference 1e25 FLOP"])
def test_a_model_of_which_little_is_known_is_drawn_all_the_same(system: str, tmp_path: Path) -> None:
    found = told(tmp_path, system, ["eu-ai-act", "cass-beggs", "conditional"], Assumed(UNTIL, Fraction(3)))
    assert {row.state for row in found.rows if row.tier} == {"undetermined"}
    assert parsed(draw_forecast(found)).get("role") == "img"


# Forms


def test_the_same_rows_in_every_form(whole: Forecast) -> None:
    data = json.loads(json.dumps(forecast_data(whole)))
    assert [(row["date"], row["profile"], row["tier"] or "", row["state"]) for row in data["rows"]] == [
        (row.day.isoformat(), row.profile, row.tier, row.state) for row in whole.rows
    ]
    table = [line for line in forecast_markdown(whole).splitlines() if line.startswith("| 20")]
    assert len(table) == len(whole.rows)
    lines = [line for line in forecast_lines(whole, lambda _role, text: text) if line.startswith("20")]
    assert [line.split() for line in lines] == [
        [row.day.isoformat(), row.profile, *([row.tier] if row.tier else []), *row.state.split()] for row in whole.rows
    ]


# The command


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(
        [COMMAND, "treaty", "forecast", ".", "--as-of", DAY.isoformat(), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
        check=False,
        cwd=folder,
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "case.gsn").write_text(CASE.format(system=f"    {SMALL}", rest=""), encoding="utf-8")
    return tmp_path


def test_the_command_over_all_profiles_that_have_tiers(small: Path) -> None:
    done = run(small, "--until", "2030", "--efficiency", "3", "--format", "json", "-o", "thresholds.svg")
    assert (done.returncode, done.stderr) == (0, "drew thresholds.svg\n")
    data = json.loads(done.stdout)
    assert (data["from"], data["until"]) == ("2026-11-23", "2030-12-31")
    profiles = dict.fromkeys(row["profile"] for row in data["rows"])
    assert {"conditional", "taisc", "eu-ai-act", "sb-1047"} <= profiles.keys()
    assert not {"nrc", "hse-alarp"} & profiles.keys()
    assert len(list(parsed((small / "thresholds.svg").read_text(encoding="utf-8")))) > len(profiles)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--until", "2020"), "`2020-12-31` does not lie after 2026-11-23"),
        (("--until", "9999"), "within 100 years of it"),
        (("--until", "2030-02-30"), "`2030-02-30` is no day"),
        (("--until", "2030", "--efficiency", "0"), "`0` is no factor of a year"),
        (("--until", "2030", "--efficiency", "three"), "`three` is not a number"),
        (("--until", "2030", "--revision", "0.5", "--revision", "0.6"), "one factor for all profiles"),
        (("--until", "2030", "--revision", "taisk=0.5"), "`taisk` is not forecast; did you mean `taisc`?"),
        (("--until", "2030", "--treaty", "taisk"), "no built-in profile is called `taisk`"),
        (("--until", "2030", "-o", "picture.png"), "a picture is SVG; call it `picture.svg`"),
    ],
)
def test_what_cannot_be_forecast_is_said(arguments: tuple[str, ...], message: str, small: Path) -> None:
    done = run(small, *arguments)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
