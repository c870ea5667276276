"""The kinds of statements of a profile, and which may stand under which."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The first word of a statement of a profile."""

    TREATY = "treaty"
    VERSION = "version"
    DEFINITION = "definition"
    CATEGORY = "category"
    CAPABILITY = "capability"
    SEVERITY = "severity"
    TIER = "tier"
    REQUIREMENT = "requirement"
    LIMIT = "limit"
    PROTOCOL = "protocol"
    UNREADABLE = "unreadable"
    """A line that could not be read; what stands under it is not judged. No text can declare it."""


DECLARABLE = frozenset(Kind) - {Kind.UNREADABLE}
"""Every kind that a text can name."""

ITEMS = DECLARABLE - {Kind.TREATY, Kind.VERSION}
"""What a profile consists of: each has a name in the profile's one namespace."""

KINDS = {kind.value: kind for kind in Kind if kind in DECLARABLE}
"""Each kind by its word."""


def may_stand_under(kind: Kind, parent: Kind | None) -> bool:
    """Whether a statement may be nested there.

    Args:
        kind: The nested statement's kind.
        parent: The kind that it is nested in; None at the margin of the file.
    """
    if parent is None:
        return kind is Kind.TREATY
    if parent is Kind.TREATY:
        return kind in ITEMS or kind is Kind.VERSION
    return parent is Kind.VERSION and kind in ITEMS


def with_article(kind: Kind) -> str:
    """A kind in a sentence: ``a tier``."""
    return f"a {kind}"
