"""What a profile says, in words: one clause, one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from gsn.model.number import Number, Relation
from gsn.model.record import Mark
from gsn.model.reference import Ref, Text
from gsn.treaty.clauses import CLAUSES
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
    Test,
    Threshold,
    Tolerability,
    Unset,
    When,
    Within,
)

_RELATIONS = {
    Relation.ABOVE: "above",
    Relation.AT_LEAST: "at least",
    Relation.AT_MOST: "at most",
    Relation.BELOW: "below",
}
_WORDS = {clause.field: clause.words for clause in CLAUSES}


def told(field: str, value: Any) -> str:
    """What a clause says, as a sentence without its full stop.

    Args:
        field: The field that the clause fills.
        value: What it holds.
    """
    sentence = _SENTENCES.get(field)
    if sentence is not None:
        return sentence(value)
    words = _WORDS[field]
    return words if isinstance(value, Mark) else f"{words} {plain(value)}"


def plain(value: Any) -> str:
    """A value in words, whatever it is."""
    in_words = _PLAIN.get(type(value))
    return in_words(value) if in_words is not None else str(value)


def _parent(value: Parent) -> str:
    return f"{value.name} (a local file)" if value.is_path else value.name


def _in_force(value: InForce) -> str:
    return f"from {value.start}" if value.end is None else f"from {value.start} until {value.end}"


def _proceeding(value: Proceeding) -> str:
    return value.on if value.by is None else f"{value.on} by {value.by.name}"


def _party(value: Party) -> str:
    name = value.name.name
    return name if value.jurisdictions == (name,) else f"{name}, binding {listed(value.jurisdictions)}"


def _when(value: When) -> str:
    return "; or ".join(" and ".join(map(test_in_words, tests)) for tests in value.alternatives)


def listed(words: Iterable[str], joined_by: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *others, last = list(words) or [""]
    return f"{', '.join(others)} {joined_by} {last}" if others else last


def test_in_words(test: Test) -> str:
    """One test of a tier, a severity or a capability."""
    match test:
        case Threshold(measure, relation, value, unit, counting):
            sentence = f"{_spaced(measure.name)} is {_RELATIONS[relation]} {_amount(value, unit)}"
            if isinstance(counting, Unset):
                return f"{sentence} (which parts are counted is not set)"
            return sentence if counting is None else f"{sentence}, counting {listed(map(_spaced, counting))}"
        case Judged(text, by):
            return f'it is judged "{text}"{f" by {by.name}" if by is not None else ", and nobody is named who judges"}'
        case Reached(capability):
            return f"the capability {capability.name} is reached"


def _bound(bound: Bound) -> str:
    words = [_RELATIONS[bound.relation], _amount(bound.value, None)]
    if bound.per is not None:
        words.append(f"per {bound.per}")
    if bound.over is not None:
        words.append(f"over {_spaced(bound.over)}")
    if bound.over_baseline:
        words.append("above the baseline")
    return f"{' '.join(words)}, {_confidence(bound.confidence)}"


def _confidence(confidence: Number | Unset | None) -> str:
    if confidence is None:
        return "at a confidence that is not stated"
    if isinstance(confidence, Unset):
        return "at a confidence that is still to be set"
    return f"with {confidence} confidence"


def _interval(value: Interval) -> str:
    length = (
        "at intervals that are still to be set" if isinstance(value.every, Unset) else f"every {plain(value.every)}"
    )
    during = f" while {_spaced(value.during)}" if value.during is not None else ""
    approved = f", as approved by {value.approved_by.name}" if value.approved_by is not None else ""
    return f"{length}{during}{approved}"


def _outcome(value: Outcome) -> str:
    actor = value.actor.name if value.actor is not None else ""
    match value.effect:
        case "reports_to":
            return f"the developer reports to {actor}"
        case "only_by":
            return f"only {actor} may develop it"
        case "prohibited":
            return "development is prohibited" + (f" {value.until}" if value.until is not None else "")
        case _:
            return "what follows is not stated"


def _limited(value: Limited) -> str:
    severity = f" of severity {value.severity.name} or worse" if value.severity is not None else ""
    return f"limits {value.subject.name}{severity}"


def _increase(value: Increase) -> str:
    return f"the increase of the {value.measure} is {_bound(value.bound)}"


def _tolerability(value: Tolerability) -> str:
    per = f" per {value.per}" if value.per is not None else ""
    return (
        f"above {value.intolerable_above}{per} it is intolerable, below {value.broadly_acceptable_below}{per} broadly"
        " acceptable, and between them as low as reasonably practicable"
    )


def _band(value: Band) -> str:
    per = f" per {value.per}" if value.per is not None else ""
    return f"band {value.name}: from {value.low} up to but not including {value.high}{per}"


def _duty(value: Duty) -> str:
    to = f", owed to {value.to.name}" if value.to is not None else ""
    return f"binds {listed(ref.name for ref in value.binds)}{to}"


def _performers(value: Performers) -> str:
    access = f" with {listed(map(_spaced, value.access), 'or')} access" if value.access else ""
    return f"done by {listed((ref.name for ref in value.actors), 'or')}{access}"


def _compared(value: Compared) -> str:
    during = f", as long as that is {_spaced(value.during)}" if value.during is not None else ""
    return f"compared with {value.reference.name}{during}"


def _within(value: Within) -> str:
    return f"within {plain(value.period)} of {_spaced(value.event)}"


def _samples(value: Samples) -> str:
    return f"at least {value.number} samples of each {_spaced(value.each)}"


def _set_by(value: Ref) -> str:
    flagged = " (self-defined: nobody else set it)" if value.name == "developer" else ""
    return f"set by {value.name}{flagged}"


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _amount(value: Number | Unset, unit: str | None) -> str:
    if isinstance(value, Unset):
        return f"a number{f' of {unit}' if unit is not None else ''} that is still to be set"
    return str(value) if unit is None else f"{value} {unit}"


_PLAIN: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        Text: lambda value: value.plain,
        Ref: lambda value: value.name,
        date: lambda value: value.isoformat(),
        Parent: _parent,
        InForce: _in_force,
        Proceeding: _proceeding,
        Party: _party,
        Period: lambda value: f"{value.number} {_spaced(value.unit)}",
        When: _when,
        Bound: _bound,
        tuple: lambda value: listed(map(plain, value)),
    }
)

_SENTENCES: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "when": lambda value: f"reached when {plain(value)}",
        "reached_when": lambda value: f"reached when {plain(value)}",
        "every": _interval,
        "outcome": _outcome,
        "on": _limited,
        "frequency": lambda value: f"the frequency is {_bound(value)}",
        "probability": lambda value: f"the probability is {_bound(value)}",
        "increase": _increase,
        "tolerability": _tolerability,
        "bands": _band,
        "binds": _duty,
        "by": _performers,
        "within": _within,
        "samples": _samples,
        "compared_with": _compared,
        "set_by": _set_by,
        "initially": lambda _: "a first figure, meant to be revised",
        "designated_by": lambda value: f"or a model is designated by {value.name}",
        "rebuttable": lambda _: "a developer may show that it does not apply",
        "operator": lambda _: "the source does not say whether a figure of just this size is reached",
        "requires": lambda value: f"requires {plain(value)}",
        "may_require": lambda value: f"a regulator may also require {plain(value)}",
        "exempts": lambda value: f"does not bind {plain(value)}",
        "best_effort": lambda _: "to the best of their ability",
        "or_excused": lambda _: "or a reason is given for there being none",
        "category": lambda value: f"belongs to {value.name}",
        "type": lambda value: f"met by evidence of type {listed(value)}",
        "covers": lambda value: f"covers {listed(map(_spaced, value))}",
        "contains": lambda value: f"contains {listed(map(_spaced, value))}",
        "modality": lambda value: f"modality: {value}",
        "valid_at": lambda value: f"valid at {_spaced(value)}",
        "applies_per": lambda value: f"each {_spaced(value)} has the limit to itself",
        "admits": lambda value: f"beliefs that count: {listed(map(_spaced, value))}",
        "reviewed_on": lambda value: f"last reviewed on {value}",
        "legal_force": lambda value: f"legal force: {_spaced(value)}",
        "status": lambda value: f"status: {_spaced(value)}",
        "in_force": lambda value: f"in force {plain(value)}",
        "excludes": lambda value: f"does not speak of: {value}",
        "parties": lambda value: f"state party: {plain(value)}",
        "ratified_by": lambda value: f"enters into force when ratified by {plain(value)}",
        "strictest_tier_wins": lambda _: "of several tiers that are reached, the strictest holds",
        "confirmed": lambda value: f"known {_spaced(value)}",
        "notes": lambda value: f"note: {value}",
    }
)
