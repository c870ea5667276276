"""What keeps one element from being supported, whoever asks: the verdict, the outline's states, the risk calculus.

Found from the element itself and from what is directly below it, and from no rule's findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, placeholders_in
from gsn.evidence.logs.log import Log
from gsn.evidence.states import State
from gsn.findings import Ground, ground_about
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Identity, module_of, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, SolutionStatement, StrategyStatement
from gsn.model.statements.evidence import EvidenceStatement


def lacks_of(argument: Argument, identity: Identity) -> Iterator[Ground]:
    """What keeps one element from being supported, whether or not anything rests on it.

    The calculus, the verdict and the count of feet all ask, so an argument keeps the answer. What stands in for one
    notes what is asked of it, and is asked each time.
    """
    known = argument.lacking if type(argument) is Argument else {}
    if identity not in known:
        known[identity] = tuple(_lacks_of(argument, identity))
    return iter(known[identity])


def _lacks_of(argument: Argument, identity: Identity) -> Iterator[Ground]:
    element = argument.element(identity)
    if element is None:
        yield _nothing(identity) if name_of(identity) else _as_a_whole(argument, identity)
        return
    if element.kind is Kind.UNREADABLE:
        yield (
            _nothing(identity, element.place) if _is_only_named(element) else ground_about(element, "could not be read")
        )
    yield from of_statement(element)
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


def of_statement(element: Element) -> Iterator[Ground]:
    """What any statement can say of itself."""
    if element.annotations.uninstantiated is not None or placeholders_in(element):
        yield ground_about(element, "holds a placeholder that has no value", code="GSN211")
    for index, defeat in enumerate(element.annotations.defeated):
        if defeat.edge is None:
            yield ground_about(element, "is given up", "defeated", index)


def _of_step(argument: Argument, element: Element) -> Iterator[Ground]:
    """A goal or a strategy: its support has to be there."""
    says, support = element.says, argument.support_of(element.identity)
    if isinstance(says, GoalStatement | StrategyStatement | ChallengeStatement) and says.undeveloped is not None:
        yield ground_about(element, "is undeveloped", "undeveloped")
    elif isinstance(says, GoalStatement) and says.by_contract is not None:
        yield ground_about(
            element, "is supported by contract; no rule follows contracts in this version", "by_contract"
        )
    elif not support:
        yield ground_about(element, "has no support", code="GSN202" if element.kind is Kind.STRATEGY else "GSN201")
    elif element.kind is Kind.STRATEGY and all(argument.kind_of(link.target) not in _ARGUED_OVER for link in support):
        yield ground_about(element, "argues over no goal")


_ARGUED_OVER = frozenset({Kind.GOAL, Kind.UNREADABLE})
"""What a strategy argues over, or may do so on a line that could not be read."""


def _of_evidence(argument: Argument, element: Element) -> Iterator[Ground]:
    assessment = argument.assessments[element.identity]
    if assessment.state is not State.ACCEPTED:
        what = f"is {assessment.state}: {assessment.why}"
        yield ground_about(element, what, assessment.clause_field, code=assessment.code)


DOUBTFUL_LOGS = frozenset(
    ["counted-from-mean", "unsealed-samples", "uncommitted-changes", "settings-changed", "edited-log"]
)
"""Caveats of a log whose figures stand, and of which it cannot be told what they were made of."""


def is_held_against_no_name(log: Log) -> bool:
    """Whether a log names a model, and nothing says which models it may be of."""
    return log.model is not None and log.is_of_an_expected_model is None


def _of_logs(argument: Argument, element: Element, says: EvidenceStatement) -> Iterator[Ground]:
    """What is open about the logs that a record counts in."""
    for position, _ in enumerate(says.measures):
        log = argument.logs.get((element.identity, position))
        if not isinstance(log, Log):
            continue
        for caveat in log.caveats:
            if caveat.name in DOUBTFUL_LOGS:
                yield ground_about(element, f"has a log of which {caveat.message}", "measures", position, code="GSN382")
        if is_held_against_no_name(log):
            yield ground_about(element, "has a log of a model that nothing names", "measures", position, code="GSN384")


def questions_of(argument: Argument, identity: Identity) -> Iterator[Ground]:
    """What about a record is open although it is accepted: its worth, and runs that were left out beside it."""
    element = argument.element(identity)
    if element is not None and isinstance(element.says, EvidenceStatement):
        for question in argument.assessments[identity].open_questions:
            yield ground_about(element, question)
        yield from _of_logs(argument, element, element.says)
        yield from _of_runs_left_out(argument, element)


def _of_runs_left_out(argument: Argument, element: Element) -> Iterator[Ground]:
    """What was planned together with what is rested on, and is not cited: the runs that are may be the good ones."""
    plan = element.says.planned_in if isinstance(element.says, EvidenceStatement) else None
    protocol = argument.element(plan.identity) if plan is not None else None
    for run in protocol.says.plans if protocol is not None and isinstance(protocol.says, EvidenceStatement) else ():
        record = argument.element(run.identity)
        if record is not None and not argument.parents_of(run.identity) and run.identity not in argument.citing:
            yield ground_about(record, "was planned together with what is cited, and nothing cites it", code="GSN309")
