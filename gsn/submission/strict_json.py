"""JSON read into records whose fields say what they hold: strictly, and giving up at the first thing that is wrong.

A bundle may be made to exhaust its reader: what is counted before it is parsed bounds what parsing it takes, and one
mistake is told and not a million. (A library for records collects every mistake of a document, in gigabytes.)
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

MOST_VALUES = 800_000
"""Values of a document: a hundred thousand findings have half a million."""

MOST_CONTAINERS = 150_000
"""Objects and lists of a document."""

_LONGEST_INTEGER = 9
_LONGEST_SHOWN = 40

_T = TypeVar("_T")


class NotRead(ValueError):
    """Why a document is not what it should be, as a sentence without a full stop."""


def read_record(kind: type[_T], data: bytes) -> _T:
    """The record that a document holds: every field, no other, each of its type.

    Raises:
        NotRead: It is no JSON, too much of it, or something else than the record.
    """
    if data.count(b",") > MOST_VALUES or data.count(b"{") + data.count(b"[") > MOST_CONTAINERS:
        raise NotRead(f"it holds more than {MOST_VALUES:,} values")
    try:
        held = json.loads(data, parse_int=_integer, parse_float=_refused, parse_constant=_refused)
    except RecursionError:
        raise NotRead("it is nested too deep") from None
    except NotRead:
        raise
    except ValueError as error:
        raise NotRead(f"it is no JSON: {str(error)[:100]}") from None
    found: _T = _Reader().read(kind, held, "it")
    return found


def _integer(written: str) -> int:
    if len(written) > _LONGEST_INTEGER:
        raise NotRead("it holds a number that is too large for a count")
    return int(written)


def _refused(written: str) -> Any:
    raise NotRead(f"it holds {written[:_LONGEST_SHOWN]}, which is no count")


class _Reader:
    """Reads values by their types; what a record's fields hold is looked up once for each kind."""

    def __init__(self) -> None:
        self._fields: dict[type, dict[str, Any]] = {}

    def read(self, kind: Any, data: Any, where: str) -> Any:
        if is_dataclass(kind) and isinstance(kind, type):
            return self._record(kind, data, where)
        if get_origin(kind) is UnionType:
            inner = next(each for each in get_args(kind) if each is not NoneType)
            return None if data is None else self.read(inner, data, where)
        if get_origin(kind) is tuple:
            inner = get_args(kind)[0]
            return tuple([self.read(inner, each, where) for each in _of(list, data, where)])
        if issubclass(kind, StrEnum):
            if data not in kind.__members__.values():
                raise NotRead(f"{where} is none of: {', '.join(kind)}")
            return kind(data)
        return _of(kind, data, where)

    def _record(self, kind: type, data: Any, where: str) -> Any:
        if kind not in self._fields:
            hints = get_type_hints(kind)
            self._fields[kind] = {field.name: hints[field.name] for field in fields(kind)}
        wanted = self._fields[kind]
        held = _of(dict, data, where)
        missing = next((name for name in wanted if name not in held), None)
        if missing is not None:
            raise NotRead(f"{where} lacks `{missing}`")
        if len(held) > len(wanted):
            strange = next(name for name in held if name not in wanted)
            raise NotRead(f"{where} has a field `{strange[:_LONGEST_SHOWN]}`, which is not known")
        return kind(**{name: self.read(of, held[name], f"`{name}`") for name, of in wanted.items()})


def _of(kind: type, data: Any, where: str) -> Any:
    if type(data) is not kind:
        words = {str: "a text", int: "a count", bool: "true or false", list: "a list", dict: "an object"}
        raise NotRead(f"{where} is not {words[kind]}")
    return data
