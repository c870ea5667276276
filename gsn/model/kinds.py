"""The kinds of statements, and which may stand under which."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The first word of a statement."""

    CASE = "case"
    MODULE = "module"
    CONTRACT = "contract"
    REVIEW = "review"

    GOAL = "goal"
    STRATEGY = "strategy"
    SOLUTION = "solution"
    CONTEXT = "context"
    ASSUMPTION = "assumption"
    JUSTIFICATION = "justification"
    CHALLENGE = "challenge"
    CONFIDENCE = "confidence"

    HAZARD = "hazard"
    SCENARIO = "scenario"
    FREQUENCY = "frequency"
    PROBABILITY = "probability"
    MITIGATION = "mitigation"

    SYSTEM = "system"
    CONFIGURATION = "configuration"
    ACTOR = "actor"
    EVIDENCE = "evidence"

    UNREADABLE = "unreadable"
    """A line that could not be read; what stands under it is read all the same. No text can declare it."""


FILE_HEADS = frozenset({Kind.CASE, Kind.MODULE, Kind.CONTRACT, Kind.REVIEW})
"""What a file is: at most one of these in a file, before everything else."""

LATER_HEADS = frozenset({"pattern", "treaty"})
"""Heads of files that are not part of a case."""

SUPPORTING = frozenset({Kind.GOAL, Kind.STRATEGY, Kind.SOLUTION})
"""Nested, these support what they stand under (SupportedBy)."""

SCOPING = frozenset({Kind.CONTEXT, Kind.ASSUMPTION, Kind.JUSTIFICATION})
"""Nested, these are context of what they stand under (InContextOf)."""

ARGUMENT = SUPPORTING | SCOPING | {Kind.CHALLENGE}
"""The elements of the argument itself."""

GOALS = frozenset({Kind.GOAL, Kind.CHALLENGE})
"""What states a proposition that needs support: a challenge is a goal that challenges (GSN v3, 1:6.2)."""

QUANTITIES = frozenset({Kind.HAZARD, Kind.SCENARIO, Kind.FREQUENCY, Kind.PROBABILITY})
"""What can be claimed, defined, bounded and measured."""

FACTS = frozenset({Kind.SYSTEM, Kind.ACTOR, Kind.EVIDENCE})
"""What the argument is about, who acts, and what is on file."""

TOP_LEVEL = ARGUMENT | QUANTITIES | FACTS | {Kind.MITIGATION, Kind.CONFIDENCE}
"""What may stand at the margin of a file, below its head."""

PUBLISHABLE = frozenset({Kind.GOAL, Kind.SOLUTION, Kind.CONTEXT, Kind.ASSUMPTION, Kind.JUSTIFICATION, Kind.EVIDENCE})
"""What may be public: a module's interface (GSN v3, 1:4.2); evidence, because it stands for its solution."""

DECLARABLE = frozenset(Kind) - {Kind.UNREADABLE}
"""Every kind that a text can name."""


def with_article(kind: Kind) -> str:
    """A kind in a sentence: ``a goal``, ``an assumption``, ``evidence``."""
    if kind is Kind.EVIDENCE:
        return kind.value
    return f"a{'n' if kind[0] in 'aeiou' else ''} {kind}"


def may_stand_under(kind: Kind, parent: Kind | None) -> bool:
    """Whether a statement may be nested there at all; the argument's own rules judge the rest.

    Args:
        kind: The nested statement's kind.
        parent: The kind it is nested in; None at the margin of the file.
    """
    if parent is None:
        return kind in TOP_LEVEL
    if parent is Kind.UNREADABLE:
        return kind not in {Kind.CASE, Kind.REVIEW}
    if parent is Kind.SYSTEM:
        return kind is Kind.CONFIGURATION
    if parent is Kind.EVIDENCE:
        return kind in {Kind.CHALLENGE, Kind.CONFIDENCE}
    if parent in ARGUMENT:
        return kind in _UNDER_AN_ARGUMENT
    return False


_UNDER_AN_ARGUMENT = ARGUMENT | {Kind.CONFIDENCE, Kind.MODULE, Kind.CONTRACT}
