"""A guided form as data: fields with what may stand in each, what is wrong with what stands there, and what it tells.

A screen shows the fields in their order and asks :meth:`Form.check` at every key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gsn.drafting.change import Change, Refused

Values = Mapping[str, str]
"""What stands in the fields, by their keys."""


class Sort(StrEnum):
    """What a field holds."""

    NAME = "name"
    TEXT = "text"
    CHOICE = "choice"
    REFERENCE = "reference"
    FILE = "file"
    DATE = "date"
    NUMBER = "number"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        key: By which its value is known.
        label: What it is called.
        sort: What it holds.
        says: What it is for, in one line.
        default: What stands in it at first.
        choices: What fits, each with a word about it; all there is for a choice, suggestions for the rest.
        required: Whether it has to be filled.
        listing: What fits, looked up when somebody asks: what lies in a folder changes while a form is open.
    """

    key: str
    label: str
    sort: Sort
    says: str
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    listing: Callable[[], tuple[tuple[str, str], ...]] | None = None

    @property
    def fitting(self) -> tuple[tuple[str, str], ...]:
        """What fits in it now."""
        return self.listing() if self.listing is not None else self.choices


@dataclass(frozen=True, slots=True)
class Filled:
    """What values come to: what is wrong with a field, and what it tells, by the fields' keys."""

    values: Values
    problems: Mapping[str, str]
    notes: Mapping[str, str]

    @property
    def ready(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its fields, what checks them, and what makes a change of them."""

    title: str
    fields: tuple[Field, ...]
    checks: Callable[[Values], Filled]
    makes: Callable[[Values], Change | Refused]

    @property
    def defaults(self) -> dict[str, str]:
        """What stands in the fields at first."""
        return {field.key: field.default for field in self.fields}

    def check(self, values: Values) -> Filled:
        """What is wrong with values, and what they tell. Quick enough for every key, but for the digest of a file."""
        filled = self.checks(self.defaults | dict(values))
        missing = {
            field.key: f"{field.label} has to be filled"
            for field in self.fields
            if field.required and not filled.values.get(field.key, "").strip()
        }
        strange = {
            field.key: f"`{filled.values[field.key]}` is none of {', '.join(choice for choice, _ in field.choices)}"
            for field in self.fields
            if field.sort is Sort.CHOICE
            and filled.values.get(field.key, "").strip()
            and filled.values[field.key] not in {choice for choice, _ in field.choices}
        }
        return Filled(filled.values, {**strange, **filled.problems, **missing}, filled.notes)

    def change(self, values: Values) -> Change | Refused:
        """The change that writes it into the text; refused while anything is wrong."""
        filled = self.check(values)
        if not filled.ready:
            key, problem = next(iter(filled.problems.items()))
            label = next((field.label for field in self.fields if field.key == key), key)
            return Refused(f"{label}: {problem}")
        return self.makes(filled.values)
