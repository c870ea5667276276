"""Checking again after an edit: what was found of an element stands until an answer changes that it was found from.

- Rules about an element or its neighbourhood are run again for the elements of which something was asked that is
  answered differently now (:mod:`gsn.drafting.watching`), and so are the reasons that keep an element from being
  supported. A rule that was seen to ask about the whole is run for all.
- Rules about modules, the case or other findings are run again in full: they take a tenth of a second for ten thousand
  elements.
- The register of evidence, the logs and the proofs of numbers are kept where nothing changed but the wording of the
  argument; else they are worked out anew, but for proofs of a problem in numbers that is the same. No file is hashed a
  second time that is as it was when it was hashed.

The law that tests hold: after any edits, everything is what a full run gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gsn.argument import Argument
from gsn.checking import Judgement, Running, Views, conclude, load_families, run, why_it_failed
from gsn.drafting.superseding import Cancelled, Superseded, never
from gsn.drafting.taking_over import take_over_evidence, take_over_names
from gsn.drafting.watching import Watched, changed_between
from gsn.findings import Finding, Ground, Rule, Scope
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.verdict import grounds_of

BATCH = 50
"""Elements that are checked between two looks at whether the check is still wanted."""

NEAR = frozenset({Scope.ELEMENT, Scope.NEIGHBOURHOOD})


class _Found(NamedTuple):
    """What rules found of one element, and whom they asked about for it."""

    element: Element
    asked: frozenset[Identity]
    findings: tuple[Finding, ...]


class _Reasons(NamedTuple):
    """What keeps one element from being supported, and whom was asked about for it; nothing where the whole was."""

    asked: frozenset[Identity] | None
    grounds: tuple[Ground, ...]


@dataclass(slots=True)
class Memory:
    """What one check leaves to the next. ``wide`` are the codes of the rules that ask about the whole."""

    argument: Argument
    wide: set[str] = field(default_factory=set)
    found: dict[Identity, _Found] = field(default_factory=dict)
    reasons: dict[Identity, _Reasons] = field(default_factory=dict)


class Check(NamedTuple):
    """A judgement, and what the next check may take from it."""

    judgement: Judgement
    memory: Memory | None


def check_again(
    argument: Argument,
    before: Memory | None = None,
    cancelled: Cancelled = never,
    partly: Callable[[Sequence[Finding], Sequence[str]], None] | None = None,
) -> Check:
    """Judge an argument as :func:`gsn.checking.judge` does, with what an earlier check found.

    Args:
        argument: The argument to judge.
        before: What the check before this one left.
        cancelled: Asked between rules whether to stop.
        partly: Told what was found once the rules about elements have run, and which families have yet to run.

    Raises:
        Superseded: ``cancelled`` said so.
    """
    changed = None
    if before is not None:
        take_over_evidence(before.argument, argument)
        changed = changed_between(before.argument, argument)
    if before is not None and changed is not None:
        take_over_names(before.argument, argument, changed)
    checking = _Checking(argument, before, cancelled, load_families())
    if not checking.run_near(changed):
        return Check(_in_full(argument, cancelled), None)
    if partly is not None:
        partly(checking.findings_so_far(), checking.yet_to_run())
    checking.run_wide()
    judgement = conclude(argument, checking.families, checking.reasons_at(changed))
    return Check(judgement, checking.memory)


def _in_full(argument: Argument, cancelled: Cancelled) -> Judgement:
    families, views = load_families(), Views(argument)
    for family in families:
        if cancelled():
            raise Superseded
        run(family, views)
    return conclude(argument, families)


class _Checking:
    """One check."""

    def __init__(
        self, argument: Argument, before: Memory | None, cancelled: Cancelled, families: Sequence[Running]
    ) -> None:
        self.argument = argument
        self.before = before
        self.cancelled = cancelled
        self.families = families
        self.memory = Memory(argument, set(before.wide) if before is not None else set())
        self.views = Views(argument)
        self.watched = Watched(argument)

    def stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise Superseded

    @property
    def near(self) -> dict[Kind, list[Rule]]:
        """The rules that are asked of each element, by its kind."""
        rules = [
            rule
            for family in self.families
            if family.failure is None
            for rule in family.rules
            if rule.scope in NEAR and rule.code not in self.memory.wide
        ]
        return {kind: [rule for rule in rules if kind in rule.kinds] for kind in Kind}

    # Rules about elements

    def run_near(self, changed: set[Identity] | None) -> bool:
        """Run the rules about elements where something changed; false where one raised, so that nothing is settled."""
        held = self.before.found if self.before is not None and changed is not None else {}
        wide = len(self.memory.wide)
        near = self.near
        asked = 0
        for element in self.argument.elements:
            known = held.get(element.identity)
            if known is not None and known.element is element and known.asked.isdisjoint(changed or ()):
                self.memory.found[element.identity] = known
                continue
            asked += 1
            if asked % BATCH == 0:
                self.stop_if_cancelled()
            found = self._ask(element, near[element.kind])
            if found is None:
                return False
            self.memory.found[element.identity] = found
            if len(self.memory.wide) > wide:
                wide, near = len(self.memory.wide), self.near
        return True

    def _ask(self, element: Element, rules: Iterable[Rule]) -> _Found | None:
        """What rules find of one element; nothing where one raises."""
        asked: set[Identity] = set()
        findings: list[Finding] = []
        around = None
        for rule in rules:
            self.watched.seen, self.watched.whole = set(), False
            view: object = element
            if rule.scope is Scope.NEIGHBOURHOOD:
                view = around = around or self.watched.as_argument().neighbourhood(element)
            found: list[Finding] = []
            if why_it_failed(rule, found, [(view,)]) is not None:
                return None
            if self.watched.whole:
                self.memory.wide.add(rule.code)
                continue
            asked |= self.watched.seen
            findings += found
        if around is not None:
            asked.add(element.identity)
        return _Found(element, frozenset(asked), tuple(findings))

    # The other rules

    def run_wide(self) -> None:
        """Run every rule that looks further than an element, and put what was found of elements beside it."""
        near: dict[str, list[Finding]] = {}
        for finding in self._in_order():
            near.setdefault(finding.code, []).append(finding)
        for family in self.families:
            family.found = []
            for rule in family.rules:
                if family.failure is not None or rule.scope is Scope.FINDINGS:
                    continue
                if rule.scope in NEAR and rule.code not in self.memory.wide:
                    family.found += near.get(rule.code, [])
                    continue
                self.stop_if_cancelled()
                family.failure = why_it_failed(rule, family.found, self.views.of(rule))

    def _in_order(self) -> list[Finding]:
        """What was found of elements, in the order in which a full run comes to them."""
        with_findings = [held for held in self.memory.found.values() if held.findings]
        rank = {kind: number for number, kind in enumerate(Kind)}
        with_findings.sort(key=lambda held: rank[held.element.kind])
        wide = self.memory.wide
        return [finding for held in with_findings for finding in held.findings if finding.code not in wide]

    def findings_so_far(self) -> list[Finding]:
        return self._in_order()

    def yet_to_run(self) -> list[str]:
        """The families that have rules which look further than an element."""
        return [
            family.name
            for family in self.families
            if any(rule.scope not in NEAR or rule.code in self.memory.wide for rule in family.rules)
        ]

    # What keeps elements from being supported

    def reasons_at(self, changed: set[Identity] | None) -> Callable[[Argument, Identity], Iterable[Ground]]:
        """:func:`~gsn.verdict.grounds_of`, with what it gave before."""
        held = self.before.reasons if self.before is not None and changed is not None else {}
        kept = self.memory.reasons
        watched = self.watched

        def at(_argument: Argument, identity: Identity) -> Iterable[Ground]:
            known = held.get(identity)
            if known is None or known.asked is None or not known.asked.isdisjoint(changed or ()):
                watched.seen, watched.whole = {identity}, False
                found = tuple(grounds_of(watched.as_argument(), identity))
                known = _Reasons(None if watched.whole else frozenset(watched.seen), found)
            kept[identity] = known
            return known.grounds

        return at
