"""Which names fit where a cursor is: told from the record that the line would have, by the model's own tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from gsn.language.continuing import STAND_IN
from gsn.model.case import STATEMENTS
from gsn.model.clauses import FORMS, Clause
from gsn.model.kinds import Kind
from gsn.model.naming import ANYTHING, Kinds, names_in
from gsn.model.reference import Ref, Text, name_of
from gsn.model.statements.argument import Annotations

if TYPE_CHECKING:
    from pydantic import BaseModel

UNIT_FIELDS = frozenset({"per", "unit"})
"""Fields of records that hold a unit."""


@dataclass(frozen=True, slots=True)
class WantedWord:
    """A word that is no name of an element: ``where`` says which field of which record holds it.

    ``choices`` are all that may stand there, where the model says so.
    """

    where: str
    choices: tuple[str, ...] = ()

    @property
    def is_unit(self) -> bool:
        return self.where.rpartition(".")[2] in UNIT_FIELDS


def statement_with(kind: Kind, clause: Clause, value: Any) -> BaseModel:
    """A statement that says one thing, unchecked."""
    model: type[BaseModel] = Annotations if clause.annotates else STATEMENTS[kind]
    said: dict[str, Any] = {clause.field: (value,) if clause.repeatable else value}
    return model.model_construct(**said)


def wanted_kinds(kind: Kind, clause: Clause, value: Any) -> Kinds:
    """The kinds that the stand-in's name may have; none where no element's name stands there."""
    for ref, kinds in names_in(statement_with(kind, clause, value)):
        if name_of(ref.identity) == STAND_IN:
            return kinds
    return None


def wanted_kinds_of_waiver(value: Any) -> Kinds:
    """As :func:`wanted_kinds`, in a waiver."""
    _code, on, _why, by, _until = value
    if isinstance(on, Ref) and on.name == STAND_IN:
        return ANYTHING
    return frozenset({Kind.ACTOR}) if isinstance(by, Ref) and by.name == STAND_IN else None


def wanted_word(kind: Kind, clause: Clause, value: Any) -> WantedWord | None:
    """The word that the stand-in is, where it is no name of an element."""
    if value == STAND_IN or (isinstance(value, tuple) and type(value) is tuple and STAND_IN in value):
        model: type[BaseModel] = Annotations if clause.annotates else STATEMENTS[kind]
        where = f"{model.__name__}.{clause.field}"
        return WantedWord(where, literals_of(model, clause.field))
    held = next(_holding(value), None)
    if held is None:
        return None
    return WantedWord(held, _alternatives(clause.shape) if held == "Performer.access" else ())


def literals_of(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The words that a field may hold, where it may hold only some."""
    return tuple(_literals(model.model_fields[field].annotation))


def _literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(argument) for argument in get_args(annotation))
        return
    for argument in get_args(annotation):
        yield from _literals(argument)


def _alternatives(shape: str) -> tuple[str, ...]:
    """The words between bars in a shape's form: ``with black_box | grey_box | white_box access``."""
    words = FORMS[shape].strip("[]").replace("[", " ").replace("]", " ").split()
    bars = [number for number, word in enumerate(words) if word == "|"]
    return tuple(dict.fromkeys(words[near] for bar in bars for near in (bar - 1, bar + 1)))


def _holding(value: Any) -> Iterator[str]:
    """The records and fields that hold the stand-in as a word. Records hold records a few deep."""
    for name, part in _parts(value):
        if part == STAND_IN and isinstance(part, str):
            yield f"{type(value).__name__}.{name}"
        elif type(part) is tuple:
            for item in part:
                yield from _holding(item)
        elif not isinstance(part, Ref | Text | str):
            yield from _holding(part)


def _parts(value: Any) -> list[tuple[str, Any]]:
    if is_dataclass(value):
        return [(field.name, getattr(value, field.name)) for field in fields(value)]
    names = getattr(value, "_fields", ())
    return [(name, getattr(value, name)) for name in names]
