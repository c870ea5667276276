"""The names of a review: first its own statements', then those of the case's main module."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from gsn.model.case import Element, Link
from gsn.model.reference import Identity, Ref, identity, module_of, name_of

Said = TypeVar("Said", bound=BaseModel)
Naming = Callable[[Identity], Identity]


def naming(review: str, own: Collection[Identity], main: str) -> Naming:
    """What a name of a review stands for.

    Args:
        review: The review's name.
        own: What it states itself.
        main: The case's main module.
    """

    def meant(written: Identity) -> Identity:
        is_own = written in own or module_of(written) != review or not name_of(written)
        return written if is_own else identity(main, name_of(written))

    return meant


def renamed(element: Element, meant: Naming) -> Element:
    """A statement of a review, each of its names standing for what is meant."""
    text = renamed_value(element.text, meant)
    says, annotations = renamed_says(element.says, meant), renamed_says(element.annotations, meant)
    return replace(element, text=text, says=says, annotations=annotations)


def renamed_link(link: Link, meant: Naming) -> Link:
    """A relationship of a review, likewise."""
    end = meant(link.end) if link.end is not None else None
    return replace(link, source=meant(link.source), target=meant(link.target), end=end)


def renamed_says(said: Said, meant: Naming) -> Said:
    """What a statement says, likewise."""
    given = {name: renamed_value(getattr(said, name), meant) for name in said.model_fields_set}
    return said.model_copy(update=given)


def renamed_value(value: Any, meant: Naming) -> Any:
    """A value of a clause, likewise; records hold records a few deep, expressions as deep as the grammar lets them."""
    if isinstance(value, Ref):
        return Ref(meant(value.identity), value.place)
    if isinstance(value, tuple):
        parts = [renamed_value(part, meant) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if is_dataclass(value) and not isinstance(value, type):
        held = {part.name: getattr(value, part.name) for part in fields(value)}
        new = {name: renamed_value(each, meant) for name, each in held.items() if name != "place"}
        changed = {name: each for name, each in new.items() if each is not held[name]}
        return replace(value, **changed) if changed else value
    return value
