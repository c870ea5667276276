"""What a check finds: findings, the rules that make them, and the verdict's three words."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Identity

NEVER_WAIVED = ("GSN0", "GSN1", "GSN4", "GSN90", "GSN91")
"""What nobody can waive: what cannot be read, is no argument, or does not follow is no matter of judgement; and what is
found about waivers (GSN90x) is not waived in turn; nor what reviewers say (GSN91x)."""


class Severity(StrEnum):
    """How much a finding weighs: an error rejects, a warning asks, an info is a reader's prompt."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Verdict(StrEnum):
    """What checking comes to. *Accepted* is not among them: it is a human's word."""

    PASSED = "passed"
    REJECTED = "rejected"
    UNDETERMINED = "undetermined"


class Scope(StrEnum):
    """What a rule is given, and so which edits can change what it finds."""

    ELEMENT = "element"
    NEIGHBOURHOOD = "neighbourhood"
    MODULE = "module"
    CASE = "case"
    FINDINGS = "findings"
    """The case with what every other rule found: for rules about waivers."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that replaces a place."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How a machine would mend it; ``safe`` where the meaning cannot change."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong at one place. A rule says what and where; code, name and severity are the rule's."""

    message: str
    place: Place = field(compare=False)
    element: Identity | None = None
    help: str | None = None
    related: tuple[tuple[Place, str], ...] = field(default=(), compare=False)
    fix: Fix | None = None
    code: str = ""
    name: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason why the verdict is not passed.

    ``about`` is the reason without its subject, for where the element stands beside it; ``code`` is the rule that
    finds the same, if one does; ``waived`` where a waiver lets that stand; ``of_profile`` where it comes from the
    profile that the case is held against, and not from its argument.
    """

    message: str
    element: Identity | None = None
    place: Place | None = None
    waived: bool = False
    about: str = ""
    code: str = ""
    of_profile: bool = False


def ground_about(element: Element, what: str, clause_field: str = "", index: int = 0, *, code: str = "") -> Ground:
    """A reason that is about one element, at it or at one of its clauses."""
    place = element.place_of(clause_field, index) if clause_field else element.place
    kind = "line" if element.kind is Kind.UNREADABLE else element.kind.value
    return Ground(f"{kind} `{element.name}` {what}", element.identity, place, about=what, code=code)


Check = Callable[..., Iterable[Finding]]
"""A rule's function: given what its scope says, it yields findings."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A function over the case, its code, and its page: the function's docstring."""

    code: str
    name: str
    severity: Severity
    scope: Scope
    kinds: frozenset[Kind]
    check: Check

    @property
    def page(self) -> str:
        """What it checks, why it matters, an example that breaks it, how to mend it, where it comes from."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The page's first sentence."""
        return self.page.partition("\n\n")[0].replace("\n", " ")

    def find(self, views: Iterable[tuple[Any, ...]]) -> Iterator[Finding]:
        """The findings in all that the rule is given, one view after the other, as this rule's own.

        Raises:
            TypeError: A finding has no place.
        """
        for given in views:
            for finding in self.check(*given):
                if not isinstance(finding.place, Place):
                    raise TypeError(f"a finding of {self.code} has no place")
                yield replace(finding, code=self.code, name=self.name, severity=self.severity)


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    scope: Scope = Scope.NEIGHBOURHOOD,
    kinds: Iterable[Kind] = frozenset(Kind),
) -> Callable[[Check], Rule]:
    """Make a rule of a function.

    Args:
        code: Its code, such as ``GSN203``: the family is the part before the last two digits.
        name: What is wrong, in words joined by ``-``.
        severity: What a finding of it weighs.
        scope: What the function is given: an :class:`~gsn.model.case.Element`, a
            :class:`~gsn.argument.Neighbourhood`, an :class:`~gsn.argument.Argument` with a module's name, an argument,
            or an argument with findings.
        kinds: The kinds of elements that it looks at, where the scope is an element or its neighbourhood.
    """

    def make(check: Check) -> Rule:
        return Rule(code, name, Severity(severity), Scope(scope), frozenset(map(Kind, kinds)), check)

    return make
