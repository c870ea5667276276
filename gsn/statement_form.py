"""What a statement says as plain values that can be compared and hashed, wherever it stands and however it is written.

Places are left out and numbers are exact. What stands for a name is for the one who asks to say, so that two texts can
be compared in which the same element has two names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from gsn.model.case import Element
from gsn.model.number import Number
from gsn.model.reference import Identity, Ref, Text

Naming = Callable[[Identity], Hashable]
"""What stands for an element that a statement names."""

REMARKS = frozenset({"owner", "notes", "see", "tags"})
"""What is said for readers and says nothing of the argument."""


def as_it_is(identity: Identity) -> Hashable:
    """An element stands for itself."""
    return identity


def clauses_of(element: Element, naming: Naming = as_it_is) -> dict[str, Hashable]:
    """What each clause of an element says, by field; those that it does not have are left out."""
    said: dict[str, Hashable] = {}
    for model in (element.says, element.annotations):
        said |= {name: form_of(getattr(model, name), naming) for name in sorted(model.model_fields_set)}
    return said


def form_of(value: Any, naming: Naming = as_it_is) -> Hashable:
    """One value. Depth is bounded: records hold records two deep, expressions as deep as the grammar lets them be."""
    match value:
        case Ref():
            return ("ref", naming(value.identity))
        case Text():
            return (
                "text",
                value.plain,
                value.parameters,
                form_of(tuple(mention.ref for mention in value.mentions), naming),
            )
        case Number():
            return ("number", value.exact)
        case tuple() if type(value) is tuple:
            return tuple(form_of(item, naming) for item in value)
        case _:
            parts = _parts(type(value))  # type: ignore[arg-type]  # a class is hashable, whatever its metaclass
            made = (type(value).__name__, *(form_of(getattr(value, part), naming) for part in parts))
            said: Hashable = made if parts else value
            return said


@cache
def _parts(kind: Hashable) -> tuple[str, ...]:
    """The fields of a record that take part in equality; nothing for any other type."""
    if not isinstance(kind, type):
        return ()
    names = [part.name for part in fields(kind) if part.compare] if is_dataclass(kind) else getattr(kind, "_fields", ())
    return tuple(name for name in names if name != "place")


def digest_of(element: Element) -> str:
    """A SHA-256 over the element's kind, its text and all of its clauses that are no remarks, in hexadecimal."""
    text = element.text.plain if element.text is not None else ""
    clauses = sorted((name, repr(form)) for name, form in clauses_of(element).items() if name not in REMARKS)
    said = repr((element.kind.value, text, clauses))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
