"""What keeps a case from passing, found by walking the argument and not by counting findings.

Passed is earned: from the goals that the case shows, every step down to accepted evidence has to be there. The walk trusts
no rule: a family that finds nothing because it looked at nothing changes no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.evidence.states import State
from gsn.findings import Finding, Severity
from gsn.model.case import Element
from gsn.model.kinds import GOALS, Kind
from gsn.model.place import Place
from gsn.model.reference import Identity, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.model.statements.evidence import EvidenceStatement


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason why the verdict is not passed.

    ``about`` is the reason without its subject, for where the element stands beside it; ``waived`` where a waiver is the
    reason.
    """

    message: str
    element: Identity | None = None
    place: Place | None = None
    waived: bool = False
    about: str = ""


def grounds(argument: Argument, failures: Sequence[Ground], waived: Iterable[Finding]) -> tuple[Ground, ...]:
    """Everything that keeps a case from passing, the whole case first, then in the order of the argument.

    Args:
        argument: The case's argument.
        failures: Families of rules that did not run.
        waived: Findings that a waiver lets stand.
    """
    found = [*failures, *_of_the_case(argument)]
    for identity in argument.carried:
        found += _of_element(argument, identity)
    found += _of_challenges(argument)
    found += _of_waivers(waived)
    return tuple(found)


def _of_the_case(argument: Argument) -> Iterator[Ground]:
    case = argument.case
    if case.head is None:
        yield Ground("this is a part: no text begins with `case`, so nothing says what is to be shown")
    elif not case.says.shows:
        yield Ground("the case names no goal that it shows", place=case.head.place)
    if not argument.tops:
        yield Ground("there is no goal")
    for stray in case.strays:
        yield Ground(f"`{stray}` lies in the case's folder and is not part of the case")
    if case.says.treaty is not None:
        yield Ground(
            f"no rule holds the case against the profile `{case.says.treaty.name}` (GSN5xx is not part of this version)",
            place=case.head.place_of("treaty") if case.head is not None else None,
        )


def _of_element(argument: Argument, identity: Identity) -> Iterator[Ground]:
    element = argument.element(identity)
    if element is None:
        kind = argument.kind_of(identity)
        yield Ground(f"{kind} `{identity.removesuffix('::')}` is referred to as a whole; which of its goals is meant is open")
        return
    if element.kind is Kind.UNREADABLE:
        yield _about(element, "could not be read")
    if element.annotations.uninstantiated is not None or (element.text is not None and element.text.parameters):
        yield _about(element, "holds a placeholder that has no value")
    for defeat in element.annotations.defeated:
        yield _about(element, "is given up" if defeat.edge is None else "has a relationship that is given up")
    if isinstance(element.says, GoalStatement | StrategyStatement | ChallengeStatement):
        yield from _of_step(argument, element)
    if isinstance(element.says, EvidenceStatement):
        yield from _of_evidence(argument, element)


def _of_step(argument: Argument, element: Element) -> Iterator[Ground]:
    """A goal or a strategy: its support has to be there, and to end in evidence."""
    says = element.says
    if isinstance(says, GoalStatement | StrategyStatement) and says.undeveloped is not None:
        yield _about(element, "is undeveloped", "undeveloped")
    elif isinstance(says, GoalStatement) and says.by_contract is not None:
        yield _about(element, "is supported by contract; no rule follows contracts in this version", "by_contract")
    elif not argument.support_of(element.identity):
        yield _about(element, "has no support")
    elif element.kind in GOALS and argument.is_foot(element.identity):
        links = argument.support_of(element.identity)
        if not any(argument.records_of(link.target) for link in links):
            yield _about(element, "has no evidence at its foot")
    if isinstance(says, GoalStatement) and says.claims:
        yield _about(element, "makes a claim in numbers, and no rule proves it (GSN4xx is not part of this version)", "claims")


def _of_evidence(argument: Argument, element: Element) -> Iterator[Ground]:
    assessment = argument.assessments[element.identity]
    if assessment.state is not State.ACCEPTED:
        yield _about(element, f"is {assessment.state}: {assessment.why}")
    for question in assessment.open_questions:
        yield _about(element, question)


def _of_challenges(argument: Argument) -> Iterator[Ground]:
    """A doubt that was raised about something that is rested on, and that no rule has judged."""
    for challenge in argument.by_kind[Kind.CHALLENGE]:
        for link in argument.challenged_by(challenge.identity):
            if link.target in argument.carried or (link.end or "") in argument.carried:
                yield _about(challenge, "was raised, and no rule judges it (GSN6xx is not part of this version)")


def _of_waivers(waived: Iterable[Finding]) -> Iterator[Ground]:
    for finding in waived:
        if finding.severity is Severity.ERROR:
            yield Ground(f"{finding.code} is waived: {finding.message}", finding.element, finding.place, waived=True)


def _about(element: Element, what: str, clause_field: str = "") -> Ground:
    place = element.place_of(clause_field) if clause_field else element.place
    kind = "line" if element.kind is Kind.UNREADABLE else element.kind.value
    return Ground(f"{kind} `{element.name}` {what}", element.identity, place, about=what)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Grounds that say the same of several elements, for those who read them."""

    about: str
    grounds: tuple[Ground, ...]


def grouped(grounds: Iterable[Ground]) -> list[Grouped]:
    """Grounds with those put together that differ in their element only, in the order in which each first comes."""
    found: dict[str, list[Ground]] = {}
    for ground in grounds:
        found.setdefault(ground.about or ground.message, []).append(ground)
    return [Grouped(about, tuple(held)) for about, held in found.items()]
