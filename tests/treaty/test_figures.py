"""Every figure of every built-in profile, against a table that was typed from the sources and not from the profiles.

The table says for each figure what the review of treaty proposals states, or another source where that is silent: the
relation (or that none is stated), the number, its unit, the counting rule; of each duty the modality, whom it binds
and to whom it is owed; how it is known; and the section and footnote. A row without its figure fails as much as a
figure without its row.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import singledispatch
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

from gsn.language.outline import cut
from gsn.model.number import Number
from gsn.model.record import Mark
from gsn.model.reference import Ref
from gsn.treaty.kinds import Kind
from gsn.treaty.library import ENDING, built_in_names, find_profile
from gsn.treaty.reading import read_profile
from gsn.treaty.record import (
    Band,
    Bound,
    Compared,
    Duty,
    Increase,
    InForce,
    Interval,
    Judged,
    Limited,
    Outcome,
    Parent,
    Party,
    Performers,
    Period,
    Proceeding,
    Reached,
    Samples,
    Threshold,
    Tolerability,
    Unset,
    When,
    Within,
)
from gsn.treaty.statement import ProfileText, Statement

WITHOUT_ROWS = {"example"}
"""It has no source: each of its figures is invented, and it says so."""

NO_FIGURE = {
    # what is remarked or cited, and which duties a tier asks for, which tests of profiles hold
    "notes", "see", "source", "confirmed", "extends", "excludes", "category", "requires", "may_require", "operator",
    "admits", "modality", "contingent_on", "reviewed_on",
}  # fmt: skip


_NUMBER = re.compile(r"[0-9]+")


class Figure(NamedTuple):
    """One figure or duty of a profile, and of the table; numbers are exact, so that 1e25 and 10e24 are one."""

    profile: str
    item: str
    part: str
    relation: str = ""
    figure: Fraction | str = ""
    unit: str = ""
    counting: str = ""
    modality: str = ""
    binds: str = ""
    addressee: str = ""
    known: str = ""


class Row(NamedTuple):
    figure: Figure
    source: str


def _number(written: str) -> Fraction | str:
    try:
        return Fraction(written.removesuffix("%")) / (100 if written.endswith("%") else 1)
    except ValueError:
        return written


def table() -> list[Row]:
    """The rows of the table."""
    rows = []
    with (Path(__file__).parent / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            source = row.pop("source")
            fields: dict[str, Fraction | str] = {**row, "figure": _number(row["figure"])}
            rows.append(Row(Figure(**fields), source))  # type: ignore[arg-type]  # only `figure` may be a number
    return rows


TABLE = table()


def read(name: str) -> ProfileText:
    """The profile's own text, without what it inherits: a figure stands where it was written."""
    return find_profile(Parent(name, is_path=False), None, None).text


def figures_of(name: str, text: ProfileText) -> Iterator[Figure]:
    """Every figure that a profile's own text states."""
    for statement in (text.head, *text.statements):
        item = "treaty" if statement.kind is Kind.TREATY else statement.name
        known = statement.one("confirmed") or ""
        for figure in _figures_in(statement):
            yield figure._replace(profile=name, item=item, known=known)


def _figures_in(statement: Statement) -> Iterator[Figure]:
    if statement.kind in {Kind.CATEGORY, Kind.CAPABILITY}:
        yield Figure("", "", statement.kind.value)
    for field, held in statement.clauses.items():
        for said in held:
            if field in NO_FIGURE:
                continue
            for figure in stated(said.value, field):
                if field == "binds":
                    yield figure._replace(modality=statement.one("modality") or "")
                elif field == "when" and figure.relation and statement.one("operator") is not None:
                    yield figure._replace(relation=f"{figure.relation} unstated")
                else:
                    yield figure


@singledispatch
def stated(value: object, field: str) -> Iterator[Figure]:
    """The figures of one clause, by what it holds; a record that is not known here is not passed over."""
    raise AssertionError(f"a clause that the table has no form for: {field} {value}")


@stated.register
def _(value: When, field: str) -> Iterator[Figure]:
    for tests in value.alternatives:
        for test in tests:
            yield from stated(test, field)


@stated.register
def _(value: Threshold, _field: str) -> Iterator[Figure]:
    counting = "" if value.counting is None else _words(value.counting)
    yield Figure("", "", value.measure.name, str(value.relation), _exact(value.value), value.unit or "", counting)


@stated.register
def _(value: Judged, _field: str) -> Iterator[Figure]:
    yield Figure("", "", "judged", figure=value.text.plain)


@stated.register
def _(value: Reached, _field: str) -> Iterator[Figure]:
    yield Figure("", "", "reached", figure=value.capability.name)


@stated.register
def _(value: InForce, field: str) -> Iterator[Figure]:
    yield Figure("", "", f"{field}_from", figure=value.start.isoformat())
    if value.end is not None:
        yield Figure("", "", f"{field}_until", figure=value.end.isoformat())


@stated.register
def _(value: Outcome, field: str) -> Iterator[Figure]:
    words = (value.effect, value.actor.name if value.actor else "", value.until.plain if value.until else "")
    yield Figure("", "", field, figure=" ".join(word for word in words if word))


@stated.register
def _(value: Bound, field: str) -> Iterator[Figure]:
    words = (field, "over baseline" if value.over_baseline else "", f"over {value.over}" if value.over else "")
    part = " ".join(word for word in words if word)
    yield Figure("", "", part, str(value.relation), _exact(value.value), value.per or "")
    if value.confidence is not None:
        yield Figure("", "", "confidence", figure=_exact(value.confidence))


@stated.register
def _(value: Increase, _field: str) -> Iterator[Figure]:
    yield from stated(value.bound, f"increase of {value.measure}")


@stated.register
def _(value: Tolerability, _field: str) -> Iterator[Figure]:
    yield Figure("", "", "intolerable above", ">", value.intolerable_above.exact, value.per or "")
    yield Figure("", "", "broadly_acceptable below", "<", value.broadly_acceptable_below.exact, value.per or "")


@stated.register
def _(value: Band, _field: str) -> Iterator[Figure]:
    yield Figure("", "", f"band {value.name} from", ">=", value.low.exact, value.per or "")
    yield Figure("", "", f"band {value.name} up to", "<", value.high.exact, value.per or "")


@stated.register
def _(value: Interval, field: str) -> Iterator[Figure]:
    part = f"{field} while {value.during}" if value.during else field
    unit = value.every.unit if isinstance(value.every, Period) else ""
    yield Figure("", "", part, figure=_exact(value.every), unit=unit)


@stated.register
def _(value: Within, field: str) -> Iterator[Figure]:
    yield from stated(value.period, f"{field} {value.event}")


@stated.register
def _(value: Period, field: str) -> Iterator[Figure]:
    yield Figure("", "", field, figure=value.number.exact, unit=value.unit)


@stated.register
def _(value: Samples, field: str) -> Iterator[Figure]:
    yield Figure("", "", f"{field} each {value.each}", figure=Fraction(value.number))


@stated.register
def _(value: Duty, _field: str) -> Iterator[Figure]:
    binds, addressee = ", ".join(ref.name for ref in value.binds), value.to.name if value.to else ""
    yield Figure("", "", "duty", binds=binds, addressee=addressee)


@stated.register
def _(value: Party, _field: str) -> Iterator[Figure]:
    yield Figure("", "", f"party {value.name.name}", figure=", ".join(value.jurisdictions))


@stated.register
def _(value: Proceeding, field: str) -> Iterator[Figure]:
    yield Figure("", "", field, figure=f"{value.on} by {value.by.name}" if value.by else value.on)


@stated.register
def _(value: Limited, field: str) -> Iterator[Figure]:
    severity = f" from {value.severity.name}" if value.severity else ""
    yield Figure("", "", field, figure=value.subject.name + severity)


@stated.register
def _(value: Performers, field: str) -> Iterator[Figure]:
    actors, access = " or ".join(actor.name for actor in value.actors), " or ".join(value.access)
    yield Figure("", "", field, figure=f"{actors} with {access}" if access else actors)


@stated.register
def _(value: Compared, field: str) -> Iterator[Figure]:
    during = f" while {value.during}" if value.during else ""
    yield Figure("", "", field, figure=value.reference.name + during)


@stated.register
def _(value: Ref, field: str) -> Iterator[Figure]:
    yield Figure("", "", field, figure=value.name)


@stated.register
def _(value: str, field: str) -> Iterator[Figure]:
    yield Figure("", "", field, figure=value)


@stated.register
def _(value: tuple, field: str) -> Iterator[Figure]:  # type: ignore[type-arg]  # dispatch goes by the class alone
    if field in {"covers", "contains"}:
        yield Figure("", "", field, figure=", ".join(value))
    else:
        for part in value:
            yield from stated(part, field)


@stated.register
def _(_value: Mark, field: str) -> Iterator[Figure]:
    yield Figure("", "", field, figure="yes")


def _exact(value: Number | Period | Unset) -> Fraction | str:
    if isinstance(value, Period):
        return value.number.exact
    return str(value) if isinstance(value, Unset) else value.exact


def _words(counting: tuple[str, ...] | Unset) -> str:
    return str(counting) if isinstance(counting, Unset) else ", ".join(counting)


def shown(figures: Counter[Figure]) -> list[str]:
    return sorted(" ".join(str(part) for part in figure if part != "") for figure in figures.elements())


@pytest.mark.parametrize("name", sorted(set(built_in_names()) - WITHOUT_ROWS))
def test_every_figure_is_in_the_table_and_every_row_in_the_profile(name: str) -> None:
    found = Counter(figures_of(name, read(name)))
    typed = Counter(row.figure for row in TABLE if row.figure.profile == name)
    assert {"only in the profile": shown(found - typed), "only in the table": shown(typed - found)} == {
        "only in the profile": [],
        "only in the table": [],
    }


def test_the_table_is_about_built_in_profiles_and_about_all_of_them() -> None:
    assert {row.figure.profile for row in TABLE} == set(built_in_names()) - WITHOUT_ROWS


def is_cited(row: Row) -> bool:
    """Whether the source of a row is what its statement cites; of the profile as a whole, in its head or its notes."""
    text = read(row.figure.profile)
    if row.figure.item != "treaty":
        statement = next(found for found in text.statements if found.name == row.figure.item)
        source = statement.one("source") or text.head.one("source")
        return row.source.lower() in source.plain.lower()
    said = [text.head.one("source"), *(note.value for note in text.head.clauses.get("notes", ()))]
    section, _, footnotes = row.source.partition(", footnote")
    words = " ".join(part.plain for part in said)
    return section in words and set(_NUMBER.findall(footnotes)) <= set(_NUMBER.findall(words))


@pytest.mark.parametrize("name", sorted(set(built_in_names()) - WITHOUT_ROWS))
def test_the_source_of_each_row_is_what_the_profile_cites(name: str) -> None:
    rows = [row for row in TABLE if row.figure.profile == name]
    assert [row for row in rows if not is_cited(row)] == []


ALTERED = (
    (re.compile(r"(?<![\w.-])[0-9][0-9.]*(?:e-?[0-9]+)?(?![\w.-])"), "7"),
    (re.compile(r"(?<= )>(?= )"), ">="),
    (re.compile(r"(?<= )<(?= )"), "<="),
    (re.compile(r"(?<= )<=(?= )"), "<"),
    (re.compile(r"counting unset"), "counting pretraining"),
    (re.compile(r"operator unstated"), "strictest tier wins"),
    (re.compile(r"per [\w-]+$"), "per fortnight"),
    (re.compile(r"modality (?:must|should)"), "modality may"),
    (re.compile(r"modality may"), "modality must"),
    (re.compile(r"binds \w+"), "binds somebody"),
    (re.compile(r"outcome .*"), "outcome reports to somebody"),
    (re.compile(r"(?<=on )determination by aisi|(?<=on )licence|(?<=on )notification"), "nothing"),
    (re.compile(r"(?<=type )\w+"), "proof"),
    (re.compile(r" with .* access$"), ""),
    (re.compile(r" severity \w+"), ""),
    (re.compile(r"(?<=, )(?:FR|military)(?=,|$)"), "public"),
    (re.compile(r"confirmed from_memory"), "confirmed at_source"),
    (re.compile(r"(?<=contains )\w+"), "something"),
    (re.compile(r"^ +(?! |requires |may require |admits |category |extends ).+$"), ""),
)
"""What is altered, and into what: each slip that would make a profile say something else than its source."""


def alterations(name: str) -> Iterator[tuple[int, list[str]]]:
    """A profile's lines with one thing altered outside its texts and its heads, at a line."""
    lines = (files("gsn.treaty") / "profiles" / f"{name}{ENDING}").read_text(encoding="utf-8").split("\n")
    for index, line in enumerate(lines):
        if '"' in line or line.lstrip().startswith("#"):
            continue
        for pattern, other in ALTERED:
            for found in pattern.finditer(line):
                altered = line[: found.start()] + other + line[found.end() :]
                yield index, [*lines[:index], altered, *lines[index + 1 :]]


@pytest.mark.parametrize("name", sorted(set(built_in_names()) - WITHOUT_ROWS))
def test_no_figure_can_be_altered_without_its_being_seen(name: str) -> None:
    """Every number, relation, unit, modality, addressee and outcome, one at a time."""
    typed = Counter(row.figure for row in TABLE if row.figure.profile == name)
    unseen = []
    altered = list(alterations(name))
    for index, lines in altered:
        text = read_profile(cut(name, "\n".join(lines)), name)
        if not text.problems and Counter(figures_of(name, text)) == typed:
            unseen.append(lines[index])
    assert unseen == []
    assert altered


def test_the_conditional_treaty_sets_no_threshold_and_no_limit() -> None:
    """The review leaves both to AISIs: all it numbers is that they report annually."""
    numbers = [
        (figure.item, figure.part)
        for figure in figures_of("conditional", read("conditional"))
        if isinstance(figure.figure, Fraction)
    ]
    assert numbers == [("technical_reports", "every")]
