"""What a document defines: gates, events, parameters and groups, each under its full name.

A definition is public unless it or what it stands in says `role="private"`. A public one is known by its name, a
private one by the path of the fault tree and components around it; from within these both are found by the name alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from gsn.openpsa.document import Element, OpenPsaProblem, read_document, shown
from gsn.openpsa.tree import NESTED

Include = Callable[[str], bytes]
"""Gives the bytes of a file that a document includes; raises OSError if it does not."""

LONGEST_NAME = 255
"""Characters of a name: a file's name may have as many."""

MOST_INCLUDED = 1000
"""Files that are included."""

_MOST_DIGITS = 6
"""Of a whole number: what it counts are elements."""

_DEFINED: Mapping[str, str] = MappingProxyType(
    {
        "define-gate": "gate",
        "define-basic-event": "basic-event",
        "define-house-event": "house-event",
        "define-parameter": "parameter",
        "define-CCF-group": "CCF-group",
    }
)
"""What an element defines."""

_CONTAINERS = frozenset({"opsa-mef", "define-fault-tree", "define-component", "model-data"})

EVENTS = ("gate", "basic-event", "house-event")
"""What a formula refers to; no two of them have one name."""

_NOT_READ = frozenset(
    {
        "define-alignment",
        "define-consequence",
        "define-consequence-group",
        "define-event-tree",
        "define-extern-function",
        "define-extern-library",
        "define-functional-event",
        "define-initiating-event",
        "define-phase",
        "define-rule",
        "define-sequence",
        "define-substitution",
    }
)
"""What is about event trees and phases: passed over, and said to be."""


class Defined(NamedTuple):
    """A definition, the path that it stands in, and the fault tree."""

    element: Element
    path: str
    tree: str


@dataclass(slots=True)
class Definitions:
    """All definitions by what they define and their full names, and what was passed over."""

    by_kind: dict[str, dict[str, Defined]] = field(default_factory=lambda: {kind: {} for kind in _DEFINED.values()})
    notes: list[str] = field(default_factory=list)

    def find(self, kinds: tuple[str, ...], name: str, path: str) -> str | None:
        """The full name of what a name means within a path: the innermost that it may mean."""
        while True:
            full = f"{path}.{name}" if path else name
            if any(full in self.by_kind[kind] for kind in kinds):
                return full
            if not path:
                return None
            path = path.rpartition(".")[0]


class _Container(NamedTuple):
    element: Element
    path: str
    tree: str
    private: bool


def collect(data: bytes, include: Include | None = None) -> Definitions:
    """Every definition of a document and of those that it includes.

    Raises:
        OpenPsaProblem: Something is defined twice, has no name that serves, or is unknown.
    """
    found = Definitions()
    included: set[str] = set()
    open_ = [_Container(_root(data), "", "", private=False)]
    while open_:
        container = open_.pop()
        inner: list[_Container] = []
        for part in container.element.parts():
            if part.tag in _CONTAINERS - {"opsa-mef"}:
                inner.append(_inside(part, container))
            elif part.tag in _DEFINED:
                _define(found, part, container)
            elif part.tag == "include":
                inner.append(container._replace(element=_included(part, include, included)))
            elif part.tag in _NOT_READ:
                found.notes.append(f"`{part.tag}` at line {part.line:,} is not read: this is about fault trees")
            else:
                raise OpenPsaProblem(f"{shown(part.tag)} is not known in `{container.element.tag}`", part.line)
        open_ += reversed(inner)
    return found


def name_of(element: Element) -> str:
    """The attribute `name`.

    Raises:
        OpenPsaProblem: There is none, or it is no name.
    """
    name = element.attributes.get("name", "").strip()
    if not name:
        raise OpenPsaProblem(f"{shown(element.tag)} has no `name`", element.line)
    if len(name) > LONGEST_NAME or not name.isprintable() or NESTED in name or any(each.isspace() for each in name):
        raise OpenPsaProblem(f"{shown(name)} is no name: it is long, or has spaces or unseen characters", element.line)
    return name


def whole_number(element: Element, attribute: str, fewest: int, most: int) -> int:
    """The attribute as a number within bounds.

    Raises:
        OpenPsaProblem: It is none, or lies beyond them.
    """
    written = element.attributes.get(attribute, "").strip()
    if not written.isascii() or not written.isdigit() or len(written) > _MOST_DIGITS:
        raise OpenPsaProblem(f"`{element.tag}` has no whole number in `{attribute}`", element.line)
    count = int(written)
    if not fewest <= count <= most:
        message = f"`{attribute}` is {count:,} in `{element.tag}`; here it lies within {fewest:,} and {most:,}"
        raise OpenPsaProblem(message, element.line)
    return count


def _root(data: bytes) -> Element:
    root = read_document(data)
    if root.tag != "opsa-mef":
        raise OpenPsaProblem(f"the document is a {shown(root.tag)} and no `opsa-mef`", root.line)
    return root


def _inside(element: Element, container: _Container) -> _Container:
    if element.tag == "model-data":
        return container._replace(element=element)
    name = name_of(element)
    path = f"{container.path}.{name}" if container.path else name
    return _Container(element, path, container.tree or name, _is_private(element, container))


def _is_private(element: Element, container: _Container) -> bool:
    role = element.attributes.get("role")
    if role not in {None, "public", "private"}:
        raise OpenPsaProblem(f"the role {shown(role or '')} is neither `public` nor `private`", element.line)
    return container.private if role is None else role == "private"


def _define(found: Definitions, element: Element, container: _Container) -> None:
    kind, name = _DEFINED[element.tag], name_of(element)
    if container.path and _is_private(element, container):
        name = f"{container.path}.{name}"
    for other in EVENTS if kind in EVENTS else (kind,):
        if (first := found.by_kind[other].get(name)) is not None:
            message = f"{shown(name)} is defined twice, first as a {other} at line {first.element.line:,}"
            raise OpenPsaProblem(message, element.line)
    found.by_kind[kind][name] = Defined(element, container.path, container.tree)


def _included(element: Element, include: Include | None, included: set[str]) -> Element:
    file = element.attributes.get("file", "")
    if include is None:
        raise OpenPsaProblem(f"the file {shown(file)} is included and was not given", element.line)
    if file in included:
        raise OpenPsaProblem(f"the file {shown(file)} is included twice", element.line)
    included.add(file)
    if len(included) > MOST_INCLUDED:
        raise OpenPsaProblem(f"more than {MOST_INCLUDED:,} files are included", element.line)
    try:
        data = include(file)
    except OSError as error:
        raise OpenPsaProblem(f"the file {shown(file)} is included and cannot be read", element.line) from error
    try:
        return _root(data)
    except OpenPsaProblem as problem:
        where = f"in the included file {shown(file)}, line {problem.line:,}"
        raise OpenPsaProblem(f"{where}: {problem.message}", element.line) from problem
