"""The gate's answer: what of a judgement the policy objects to, and what it lets through and why.

A law, held by a test: an evidenced foot that no limit depends on, put where nothing waited for it, never turns a gate
that fails into one that holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gsn.checking import Family, Judgement
from gsn.findings import Finding
from gsn.gate.baseline import Baseline, Entry, apart
from gsn.gate.conditions import CONDITIONS, NEVER_SET_ASIDE, raised
from gsn.gate.policy import GatePolicy
from gsn.same_finding import Mark, mark, parted

PROMPTS = "GSN8"
"""Prompts for readers, which are in no gate, whatever their severity."""

_NOT_COMPARED = ("GSN0", *NEVER_SET_ASIDE)
"""What counts although it was there before: of what could not be read nobody knows what is new in it."""

_UNDEVELOPED = frozenset({"GATE02", "GSN707"})
"""What says of an element nothing but that it is undeveloped."""

FAMILY = Family("gsn.gate", CONDITIONS)
"""The gate's own conditions, as outputs list them beside the families."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the gate would have objected to at a revision: findings by code, element and message, and how many."""

    revision: str
    commit: str
    known: Counter[Mark]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the gate holds, and what it did with each thing that the policy asks about.

    Every finding of the severities that the policy names, and all that the gate's own conditions find, is in exactly
    one of ``objections``, ``allowed`` (undeveloped, until a day), ``set_aside`` (by the baseline) and ``earlier``
    (there before the change). ``stale`` are entries of the baseline to which nothing answers any more.
    """

    judgement: Judgement
    policy: GatePolicy
    objections: tuple[Finding, ...]
    allowed: tuple[Finding, ...] = ()
    set_aside: tuple[Finding, ...] = ()
    earlier: tuple[Finding, ...] = ()
    stale: tuple[Entry, ...] = ()
    compared_with: Earlier | None = None

    @property
    def holds(self) -> bool:
        return not self.objections

    @property
    def answer(self) -> str:
        """The gate's own words, which no verdict has."""
        return "gate holds" if self.holds else "gate fails"

    @property
    def shown(self) -> Judgement:
        """The judgement with what the gate objects to as its findings, for the outputs; its verdict is as it was."""
        judgement = self.judgement
        kept = {id(finding) for finding in self.objections}
        rest = tuple(finding for finding in judgement.findings if id(finding) not in kept)
        return replace(
            judgement,
            findings=self.objections,
            hidden=(*judgement.hidden, *rest),
            families=(*judgement.families, FAMILY),
        )


def decide(
    judgement: Judgement, policy: GatePolicy, baseline: Baseline | None = None, earlier: Earlier | None = None
) -> Decision:
    """Hold a judgement against a policy.

    Args:
        judgement: The case, judged by all families.
        policy: What the gate fails on.
        baseline: What is set aside; nothing where there is none.
        earlier: What was there before the change that the gate is asked about.
    """
    left = asked_about(judgement, policy)
    set_aside: tuple[Finding, ...] = ()
    stale: tuple[Entry, ...] = ()
    if baseline is not None:
        left, set_aside, stale = apart(left, baseline, judgement.case)
    allowed, left = _parted_by_draft(left, policy, judgement.as_of)
    known: tuple[Finding, ...] = ()
    if earlier is not None:
        left, known = _parted_by_change(left, earlier, judgement)
    return Decision(judgement, policy, left, allowed, set_aside, known, stale, earlier)


def asked_about(judgement: Judgement, policy: GatePolicy) -> tuple[Finding, ...]:
    """Everything that the gate looks at, in the order of the text: findings by severity, and its own conditions."""
    findings = [
        finding
        for finding in (*judgement.findings, *judgement.hidden)
        if finding.severity in policy.fail_on and not finding.code.startswith(PROMPTS)
    ]
    findings += raised(judgement, tuple(findings), limit_bearing=policy.limit_bearing_evidenced)
    return tuple(sorted(findings, key=_in_order))


def _in_order(finding: Finding) -> tuple[str, int, int, str, str]:
    return (*finding.place.order, finding.code, finding.message)


def earlier_of(judgement: Judgement, policy: GatePolicy, revision: str, commit: str) -> Earlier:
    """What the gate would have asked about a case as it was."""
    return Earlier(revision, commit, Counter(_mark(finding, judgement) for finding in asked_about(judgement, policy)))


def nothing_earlier(revision: str, commit: str) -> Earlier:
    """The case was not there: all that is found in it is new."""
    return Earlier(revision, commit, Counter())


def draft_is_allowed(policy: GatePolicy, as_of: date) -> bool:
    """Whether what is marked undeveloped is let through on a day."""
    return policy.undeveloped_until is not None and as_of <= policy.undeveloped_until


def _parted_by_draft(
    findings: Iterable[Finding], policy: GatePolicy, as_of: date
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    if not draft_is_allowed(policy, as_of):
        return (), tuple(findings)
    found = tuple(findings)
    allowed = tuple(finding for finding in found if finding.code in _UNDEVELOPED)
    return allowed, tuple(finding for finding in found if finding.code not in _UNDEVELOPED)


def _parted_by_change(
    findings: Iterable[Finding], earlier: Earlier, judgement: Judgement
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What a change brought, and what was there: as many as there were of the same code, element and message."""
    found = tuple(findings)
    unknown = [finding for finding in found if finding.code.startswith(_NOT_COMPARED)]
    compared = [finding for finding in found if not finding.code.startswith(_NOT_COMPARED)]
    brought, known = parted(((_mark(finding, judgement), finding) for finding in compared), earlier.known)
    return tuple(sorted([*unknown, *brought], key=_in_order)), tuple(known)


def _mark(finding: Finding, judgement: Judgement) -> Mark:
    return mark(judgement.case, finding.code, finding.element, finding.message)
