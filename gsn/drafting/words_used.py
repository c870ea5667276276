"""Words that a case uses and no table names: units, jurisdictions, stages. Who wrote one once means it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from gsn.drafting.reading import Reading
from gsn.evidence.actors import ACCREDITING_ROLES
from gsn.model.reference import Ref, Text
from gsn.risk.units import TIMES

MOST_LOOKED_AT = 5000
"""Statements in which words are looked for: a screen waits for them."""

_KNOWN = {"ActorStatement.role": sorted(ACCREDITING_ROLES | {"developer", "evaluator", "auditor", "certifier"})}
"""Words that rules know, by the field that holds them."""


def words_used(reading: Reading, where: str) -> list[str]:
    """The words that stand in one field of one record anywhere in the case, and those that rules know."""
    return list(dict.fromkeys((*_used(reading).get(where, ()), *_KNOWN.get(where, ()))))


def units_used(reading: Reading) -> list[str]:
    """The units that the case uses, then those of time."""
    used = [word for where, words in _used(reading).items() if _is_unit(where) for word in words]
    return list(dict.fromkeys((*used, *sorted(TIMES))))


def _is_unit(where: str) -> bool:
    return where.rpartition(".")[2] in {"per", "unit"}


def _used(reading: Reading) -> dict[str, dict[str, None]]:
    """Worked out once for each reading."""
    held: dict[str, dict[str, None]] | None = reading.__dict__.get("_words_used")
    if held is None:
        held = {}
        stated = [element for element in reading.case.elements.values() if element.clause_places]
        heads = [module.head for module in reading.case.modules.values() if module.head is not None]
        for element in (*heads, *stated[:MOST_LOOKED_AT]):
            for said in (element.says, element.annotations):
                for field in said.model_fields_set:
                    for where, word in _words(getattr(said, field), f"{type(said).__name__}.{field}"):
                        held.setdefault(where, {})[word] = None
        reading.__dict__["_words_used"] = held
    return held


def _words(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """The words in one value. Records hold records a few deep."""
    if type(value) is str:
        yield where, value
    elif type(value) is tuple:
        for item in value:
            yield from _words(item, where)
    elif not isinstance(value, Ref | Text):
        names = [part.name for part in fields(value)] if is_dataclass(value) else getattr(value, "_fields", ())
        for name in names:
            yield from _words(getattr(value, name), f"{type(value).__name__}.{name}")
