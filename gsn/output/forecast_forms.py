"""A forecast as text, as Markdown and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from textwrap import wrap
from typing import Any

from gsn.compliance.forecast import Compute, Forecast, Row
from gsn.output.markdown import cell, inline
from gsn.output.visible import visible

FORMAT_VERSION = 1
"""Rises when a field of the JSON changes its meaning or goes away; new fields may come."""

_STATE_ROLES = {
    "reached": "failing",
    "undetermined": "open",
    "below": "supported",
    "in force": "bold",
}
_INDENT = " " * 12
_WIDTH = 110


def forecast_lines(forecast: Forecast, paint: Callable[[str, str], str]) -> Iterator[str]:
    """The forecast for a terminal: what is assumed, what holds now, what changes and when."""
    yield f"{paint('bold', visible(forecast.system))} from {forecast.start} to {forecast.assumed.until}"
    yield "\nAssumed:"
    for assumption in forecast.assumptions:
        yield from wrap(visible(assumption), _WIDTH, initial_indent="  - ", subsequent_indent="    ")
    yield f"\n{paint('bold', f'On {forecast.start}')}"
    yield from _table([row for row in forecast.rows if row.day == forecast.start], paint)
    yield f"\n{paint('bold', 'Changes')}"
    if forecast.changes:
        yield from _table(forecast.changes, paint)
    else:
        yield f"  none until {forecast.assumed.until}, as far as anybody knows"


def _table(rows: Iterable[Row], paint: Callable[[str, str], str]) -> Iterator[str]:
    listed = list(rows)
    names = max((len(visible(_name(row))) for row in listed), default=0)
    for row in listed:
        state = paint(_STATE_ROLES.get(row.state, "dim"), row.state)
        yield f"{row.day}  {visible(_name(row)):{names}}  {state}"
        yield from wrap(visible(row.why), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _name(row: Row) -> str:
    return f"{row.profile} {row.tier}" if row.tier else row.profile


def forecast_markdown(forecast: Forecast) -> str:
    """The forecast as one Markdown text."""
    rows = [
        f"| {row.day} | {cell(row.profile)} | {cell(row.tier)} | {row.state} | {cell(row.why)} |"
        for row in forecast.rows
    ]
    lines = [
        f"# {inline(forecast.system)} from {forecast.start} to {forecast.assumed.until}",
        "",
        "Assumed:",
        "",
        *(f"- {inline(assumption)}" for assumption in forecast.assumptions),
        "",
        "| date | profile | tier | state | why |",
        "| --- | --- | --- | --- | --- |",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def forecast_data(forecast: Forecast) -> dict[str, Any]:
    """The forecast as plain values; figures are exact, as fractions of whole numbers."""
    return {
        "format_version": FORMAT_VERSION,
        "system": forecast.system,
        "from": forecast.start.isoformat(),
        "until": forecast.assumed.until.isoformat(),
        "assumptions": list(forecast.assumptions),
        "compute": _compute(forecast.compute),
        "rows": [
            {"date": row.day.isoformat(), "profile": row.profile, "tier": row.tier or None}
            | {"state": row.state, "why": row.why}
            for row in forecast.rows
        ],
        "thresholds": [
            {
                "profile": course.profile,
                "tier": course.tier,
                "points": [{"date": point.day.isoformat(), "flop": _exact(point.value)} for point in course.points],
            }
            for course in forecast.courses
        ],
    }


def _compute(compute: Compute | None) -> dict[str, Any] | None:
    if compute is None:
        return None
    return {"low": _exact(compute.low), "high": _exact(compute.high), "declared_high": _exact(compute.declared_high)}


def _exact(value: Fraction | None) -> str | None:
    return f"{value.numerator}/{value.denominator}" if value is not None else None
