"""What keeps a case from passing, found by walking the argument and not by counting findings.

Passed is earned: from the goals that the case shows, every step down to accepted evidence has to be there. The walk
trusts no rule: a family that finds nothing because it looked at nothing changes no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from gsn.argument import Argument, placeholders_in
from gsn.evidence.states import State
from gsn.findings import Finding, Ground, Severity, ground_about
from gsn.model.case import Element, Link
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Identity, module_of, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, SolutionStatement, StrategyStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.unjudged import beside_the_walk

FOUND_AS: Mapping[State, str] = MappingProxyType(
    {
        State.MISSING: "GSN301",
        State.ALTERED: "GSN302",
        State.EXPIRED: "GSN303",
        State.NOT_YET_VALID: "GSN304",
        State.UNUSABLE: "GSN305",
        State.UNENTITLED: "GSN306",
        State.WITHHELD: "GSN307",
    }
)
"""The rule that finds a record in each state, so that its waiver is known for the reason's own."""


def grounds(argument: Argument, failures: Sequence[Ground], waived: Iterable[Finding]) -> tuple[Ground, ...]:
    """Everything that keeps a case from passing, the whole case first, then in the order of the argument, each once.

    Args:
        argument: The case's argument.
        failures: Families of rules that did not run.
        waived: Findings that a waiver lets stand.
    """
    found = [*failures, *_of_the_case(argument)]
    for identity in argument.carried:
        found += grounds_of(argument, identity)
    found += _of_relationships(argument)
    found += _of_circles(argument)
    found += _of_challenges(argument)
    found += beside_the_walk(argument)
    return tuple(dict.fromkeys(_with_waivers(found, waived)))


def _of_the_case(argument: Argument) -> Iterator[Ground]:
    case, head = argument.case, argument.case.head
    if head is None:
        yield Ground("this is a part: no text begins with `case`, so nothing says what is to be shown")
    elif not case.says.shows:
        yield Ground("the case names no goal that it shows", place=head.place)
    if not argument.tops:
        yield Ground("there is no goal")
    for module in dict.fromkeys((case.name, *map(module_of, argument.carried))):
        held = case.modules.get(module)
        if held is not None and held.head is not None:
            yield from _of_statement(held.head)
    for stray in case.strays:
        yield Ground(f"`{stray}` lies in the case's folder and is not part of the case")
    if case.says.treaty is not None:
        profile = case.says.treaty.name
        yield Ground(
            f"no rule holds the case against the profile `{profile}` (GSN5xx is not part of this version)",
            place=head.place_of("treaty") if head is not None else None,
        )


def grounds_of(argument: Argument, identity: Identity) -> Iterator[Ground]:
    """What keeps one element from being supported, whether or not anything rests on it."""
    element = argument.element(identity)
    if element is None:
        yield _nothing(identity) if name_of(identity) else _as_a_whole(argument, identity)
        return
    if element.kind is Kind.UNREADABLE:
        yield (
            _nothing(identity, element.place) if _is_only_named(element) else ground_about(element, "could not be read")
        )
    yield from _of_statement(element)
    if isinstance(element.says, GoalStatement | StrategyStatement | ChallengeStatement):
        yield from _of_step(argument, element)
    if isinstance(element.says, SolutionStatement) and not argument.records_of(identity):
        yield ground_about(element, "cites no evidence", code="GSN205")
    if isinstance(element.says, EvidenceStatement):
        yield from _of_evidence(argument, element)


def _nothing(identity: Identity, place: Place | None = None) -> Ground:
    return Ground(f"`{name_of(identity)}` names nothing", identity, place, about="names nothing")


def _as_a_whole(argument: Argument, identity: Identity) -> Ground:
    kind = argument.kind_of(identity)
    return Ground(
        f"{kind} `{module_of(identity)}` is referred to as a whole; which of its goals is meant is open", identity
    )


def _is_only_named(element: Element) -> bool:
    """Whether an unreadable element is no line of its own: it stands for a name that names nothing."""
    span = element.place.line.text[element.place.start : element.place.end]
    return not element.name.startswith("?") and span.rpartition("::")[2] == element.name


def _of_statement(element: Element) -> Iterator[Ground]:
    """What any statement can say of itself."""
    if element.annotations.uninstantiated is not None or placeholders_in(element):
        yield ground_about(element, "holds a placeholder that has no value", code="GSN211")
    for index, defeat in enumerate(element.annotations.defeated):
        if defeat.edge is None:
            yield ground_about(element, "is given up", "defeated", index)


def _of_step(argument: Argument, element: Element) -> Iterator[Ground]:
    """A goal or a strategy: its support has to be there."""
    says, support = element.says, argument.support_of(element.identity)
    if isinstance(says, GoalStatement | StrategyStatement) and says.undeveloped is not None:
        yield ground_about(element, "is undeveloped", "undeveloped")
    elif isinstance(says, GoalStatement) and says.by_contract is not None:
        yield ground_about(
            element, "is supported by contract; no rule follows contracts in this version", "by_contract"
        )
    elif not support:
        yield ground_about(element, "has no support", code="GSN202" if element.kind is Kind.STRATEGY else "GSN201")
    elif element.kind is Kind.STRATEGY and all(argument.kind_of(link.target) not in _ARGUED_OVER for link in support):
        yield ground_about(element, "argues over no goal")
    if isinstance(says, GoalStatement) and says.claims:
        yield ground_about(
            element, "makes a claim in numbers, and no rule proves it (GSN4xx is not part of this version)", "claims"
        )


_ARGUED_OVER = frozenset({Kind.GOAL, Kind.UNREADABLE})
"""What a strategy argues over, or may do so on a line that could not be read."""


def _of_evidence(argument: Argument, element: Element) -> Iterator[Ground]:
    assessment = argument.assessments[element.identity]
    if assessment.state is not State.ACCEPTED:
        what = f"is {assessment.state}: {assessment.why}"
        yield ground_about(element, what, assessment.clause_field, code=FOUND_AS[assessment.state])
    for question in assessment.open_questions:
        yield ground_about(element, question)
    yield from _of_runs_left_out(argument, element)


def _of_runs_left_out(argument: Argument, element: Element) -> Iterator[Ground]:
    """What was planned together with what is rested on, and is not cited: the runs that are may be the good ones."""
    plan = element.says.planned_in if isinstance(element.says, EvidenceStatement) else None
    protocol = argument.element(plan.identity) if plan is not None else None
    for run in protocol.says.plans if protocol is not None and isinstance(protocol.says, EvidenceStatement) else ():
        record = argument.element(run.identity)
        if record is not None and not argument.parents_of(run.identity) and run.identity not in argument.citing:
            yield ground_about(record, "was planned together with what is cited, and nothing cites it", code="GSN309")


def _of_relationships(argument: Argument) -> Iterator[Ground]:
    """A step that its author has given up, wherever that is said."""
    for (source, target), place in argument.defeated_relationships.items():
        if source in argument.carried:
            what = f"relationship `{name_of(source)} -> {name_of(target)}` is given up"
            yield Ground(what, source, place, about="has a relationship that is given up")


def _of_circles(argument: Argument) -> Iterator[Ground]:
    """What rests on a circle rests on nothing: every step down has to come to an end."""
    below = {identity: set(argument.rests_on(identity)) for identity in argument.carried}
    above: dict[Identity, list[Identity]] = {}
    for identity, targets in below.items():
        for target in targets:
            above.setdefault(target, []).append(identity)
    ended = [identity for identity, targets in below.items() if not targets]
    while ended:
        done = ended.pop()
        del below[done]
        for identity in above.get(done, ()):
            below[identity].discard(done)
            if not below[identity]:
                ended.append(identity)
    for top in argument.tops:
        if top.identity in below:
            yield ground_about(top, "rests on a circle")


def _of_challenges(argument: Argument) -> Iterator[Ground]:
    """A doubt about something that is rested on, or that is attached to nothing, and that no rule has judged."""
    for element in argument.elements:
        raised = argument.challenged_by(element.identity)
        attached_to_nothing = element.kind is Kind.CHALLENGE and not raised
        if attached_to_nothing or any(_carries(argument, link) for link in raised):
            what = "was raised, and no rule judges it (GSN6xx is not part of this version)"
            yield ground_about(element, what if element.kind is Kind.CHALLENGE else f"challenges; it {what}")


def _carries(argument: Argument, challenge: Link) -> bool:
    return challenge.target in argument.carried or (challenge.end or "") in argument.carried


def _with_waivers(found: Iterable[Ground], waived: Iterable[Finding]) -> Iterator[Ground]:
    """A reason that a waiver lets stand is named as waived, and so is every error that is waived beside them."""
    let_stand = {(finding.code, finding.element): finding for finding in waived}
    told = set()
    for ground in found:
        found_as = (ground.code, ground.element)
        if found_as in let_stand:
            told.add(found_as)
            yield replace(ground, message=f"{ground.message} ({ground.code} is waived)", waived=True)
        else:
            yield ground
    for found_as, finding in let_stand.items():
        if found_as not in told and finding.severity is Severity.ERROR:
            yield Ground(f"{finding.code} is waived: {finding.message}", finding.element, finding.place, waived=True)


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
