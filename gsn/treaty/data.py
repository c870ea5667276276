"""A profile as plain values, for JSON. What has no number says why: ``unset``, or null where nothing is stated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from gsn.model.number import Number, Relation
from gsn.model.record import Mark
from gsn.model.reference import Ref, Text
from gsn.treaty.force import review_due, why_not_in_force
from gsn.treaty.profile import Given, Item, Profile
from gsn.treaty.record import Unset
from gsn.treaty.telling import told

FORMAT_VERSION = 1
"""Rises when a field of the JSON changes its meaning or goes away; new fields may come."""


def profile_data(profile: Profile) -> dict[str, Any]:
    """A whole profile, every clause with its source."""
    return {**summary_data(profile), "head": item_data(profile.head)} | {
        "items": [item_data(item) for item in profile.items.values()]
    }


def summary_data(profile: Profile) -> dict[str, Any]:
    """What a list says of a profile."""
    not_in_force = why_not_in_force(profile)
    due = review_due(profile.head)
    return {
        "name": profile.name,
        "title": profile.title,
        "legal_force": profile.head.one("legal_force"),
        "status": profile.head.one("status"),
        "in_force": not_in_force is None,
        "why_not_in_force": not_in_force,
        "review_due": due.isoformat() if due is not None else None,
        "source": as_plain(profile.head.one("source")),
        "as_of": profile.as_of.isoformat(),
        "version": profile.version,
        "versions": list(profile.versions),
        "digest": profile.digest,
        "supplied_by_developer": profile.supplied_by_developer,
        "lineage": [
            {"name": origin.name, "file": origin.file, "sha256": origin.sha256, "built_in": origin.built_in}
            for origin in profile.lineage
        ],
    }


def item_data(item: Item) -> dict[str, Any]:
    """One statement with all its clauses."""
    return {
        "kind": item.kind.value,
        "name": item.name,
        "text": as_plain(item.text),
        "declared_in": item.declared_in,
        "refined_in": list(item.refined_in),
        "lost": sorted(item.lost),
        "clauses": {name: [_given_data(name, given) for given in held] for name, held in item.clauses.items()},
    }


def _given_data(name: str, given: Given) -> dict[str, Any]:
    return {
        "value": as_plain(given.value),
        "in_words": told(name, given.value),
        "profile": given.profile,
        "line": given.place.number,
        "source": as_plain(given.source),
        "confirmed": given.confirmed,
    }


def as_plain(value: Any) -> Any:
    """A record as plain values: numbers as they are written and exactly, names and texts as words.

    Depth is bounded: records hold records four deep.
    """
    as_value = _PLAIN.get(type(value))
    if as_value is not None:
        return as_value(value)
    if hasattr(value, "_asdict"):
        return {name: as_plain(part) for name, part in value._asdict().items()}
    return [as_plain(part) for part in value] if isinstance(value, tuple) else value


_PLAIN: Mapping[type, Callable[[Any], Any]] = MappingProxyType(
    {
        Number: lambda value: {
            "written": value.written,
            "exact": f"{value.exact.numerator}/{value.exact.denominator}",
        },
        Ref: lambda value: value.name,
        Text: lambda value: value.plain,
        Mark: lambda _: True,
        date: lambda value: value.isoformat(),
        Unset: lambda value: value.value,
        Relation: lambda value: value.value,
    }
)
