"""Records as plain data, and every string of them made safe to show."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible
from gsn.report.model.document import Document

R = TypeVar("R")


def as_data(record: object) -> Any:
    """A record as dictionaries, lists, strings, whole numbers and truth values."""
    if is_dataclass(record):
        return {field.name: as_data(getattr(record, field.name)) for field in fields(record)}
    if isinstance(record, tuple):
        return [as_data(each) for each in record]
    return record


def as_json(document: Document) -> str:
    """The document as one JSON object, indented."""
    return as_ascii_json(as_data(document)) + "\n"


def made_visible(record: R) -> R:
    """The same record with nothing in it that a page or a terminal would obey or hide.

    A submission is hostile until proven otherwise. It is done here once, so that no form of the document can forget it.
    What needs no change is the same object as before.
    """
    return _visible(record)  # type: ignore[no-any-return] # the same type, by the branches below


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() and "##" not in value else visible(value)
    if isinstance(value, tuple):
        shown = [_visible(each) for each in value]
        return value if all(new is old for new, old in zip(shown, value, strict=True)) else tuple(shown)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            old = getattr(value, field.name)
            new = _visible(old)
            if new is not old:
                changed[field.name] = new
        return replace(value, **changed) if changed else value
    return value
