"""GSN1xx, relationships: what may support, scope or challenge what, and where confidence is argued.

What may stand in which relationship is one table, :data:`SUPPORT` and its neighbours, read from the standard's matrix.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, Neighbourhood
from gsn.findings import Finding, Severity, rule
from gsn.model.case import Element, Link
from gsn.model.kinds import ARGUMENT, GOALS, Kind
from gsn.model.reference import Edge, Identity, Ref, module_of, name_of
from gsn.model.statements.argument import ConfidenceStatement

_ARGUABLE = ARGUMENT | {Kind.EVIDENCE}

SUPPORT: dict[Kind, frozenset[Kind]] = {
    Kind.GOAL: frozenset({Kind.GOAL, Kind.STRATEGY, Kind.SOLUTION, Kind.EVIDENCE}),
    Kind.CHALLENGE: frozenset({Kind.GOAL, Kind.STRATEGY, Kind.SOLUTION, Kind.EVIDENCE}),
    Kind.STRATEGY: frozenset({Kind.GOAL}),
}
"""SupportedBy within a module (GSN v3, 1:2.2); a record of evidence stands for the solution that cites it."""

SUPPORT_FROM_AFAR: dict[Kind, frozenset[Kind]] = {
    Kind.GOAL: frozenset({Kind.GOAL, Kind.SOLUTION, Kind.EVIDENCE, Kind.MODULE, Kind.CONTRACT}),
    Kind.CHALLENGE: frozenset({Kind.GOAL, Kind.SOLUTION, Kind.EVIDENCE, Kind.MODULE, Kind.CONTRACT}),
    Kind.STRATEGY: frozenset({Kind.GOAL}),
}
"""SupportedBy between modules (GSN v3, 1:4.3): there is no away strategy."""

SUPPORT_OF_AN_AWAY_GOAL = {
    True: frozenset({Kind.GOAL}),
    False: frozenset({Kind.GOAL, Kind.STRATEGY}),
}
"""SupportedBy from an away goal, in a contract only: to an away goal, or to the contract's own (GSN v3, 1:4.7)."""

CONTEXT = frozenset({Kind.CONTEXT, Kind.ASSUMPTION, Kind.JUSTIFICATION})
CONTEXT_FROM_AFAR = CONTEXT | {Kind.GOAL, Kind.MODULE}
"""InContextOf between modules: an away goal, and a module, may be context (GSN v3, 1:4.3.8)."""


def may_support(argument: Argument, link: Link) -> bool:
    """Whether the standard permits a SupportedBy relationship."""
    source, target = argument.kind_of(link.source), argument.kind_of(link.target)
    away = module_of(link.source) != module_of(link.target)
    if _is_away_in_a_contract(argument, link):
        contract = link.place.file
        target_away = _file_of(argument, link.target) != contract
        return source in GOALS and target in SUPPORT_OF_AN_AWAY_GOAL[target_away]
    return target in (SUPPORT_FROM_AFAR if away else SUPPORT).get(source, frozenset())


def may_be_context(argument: Argument, link: Link) -> bool:
    """Whether the standard permits an InContextOf relationship."""
    source, target = argument.kind_of(link.source), argument.kind_of(link.target)
    away = module_of(link.source) != module_of(link.target)
    if _is_away_in_a_contract(argument, link):
        return source in GOALS and target in CONTEXT and _file_of(argument, link.target) != link.place.file
    return source in GOALS | {Kind.STRATEGY} and target in (CONTEXT_FROM_AFAR if away else CONTEXT)


def _is_away_in_a_contract(argument: Argument, link: Link) -> bool:
    """Whether a relationship is stated by a contract about another module's goal."""
    return _file_of(argument, link.source) != link.place.file


def _file_of(argument: Argument, identity: Identity) -> str:
    module = argument.case.modules.get(module_of(identity))
    return module.file if module is not None else ""


def _unread(argument: Argument, *ends: Identity) -> bool:
    return any(argument.kind_of(end) is Kind.UNREADABLE for end in ends)


def _shown(identity: Identity) -> str:
    return name_of(identity) or module_of(identity)


def called(argument: Argument, identity: Identity, *, away: bool = False) -> str:
    kind = argument.kind_of(identity)
    if kind is Kind.EVIDENCE:
        return "a solution"
    return f"an away {kind}" if away else f"a{'n' if kind[0] in 'aeiou' else ''} {kind}"


@rule("GSN101", "illegal-support", Severity.ERROR, kinds=_ARGUABLE)
def illegal_support(near: Neighbourhood) -> Iterator[Finding]:
    """Something supports an element that it cannot support.

    **Why it matters.** Goals are supported by goals, strategies and solutions; strategies by goals. Whatever else
    stands below is no inference that a reader can follow: a solution under a strategy says that evidence shows
    *how* one argues.

    **Breaks it**

        goal G1 "The filter holds"
            strategy S1 "Argument over patterns"
                solution Sn1 "Test report"

    **Instead**

        goal G1 "The filter holds"
            strategy S1 "Argument over patterns"
                goal G2 "Pattern A is caught"
                    solution Sn1 "Test report"

    **Source.** GSN Community Standard v3, 1:2.2, 1:4.3, 1:4.7.
    """
    argument = near.argument
    for link in near.support:
        if link.kind is Kind.UNREADABLE or _unread(argument, link.target) or may_support(argument, link):
            continue
        if _is_away_in_a_contract(argument, link) and not name_of(link.target):
            continue  # a module as a whole has no place in a contract: GSN705 says so
        away = module_of(link.source) != module_of(link.target)
        source, target = called(argument, link.source), called(argument, link.target, away=away)
        help_ = None
        if argument.kind_of(link.source) is Kind.STRATEGY:
            help_ = "put a goal between them that says what this one shows"
        elif argument.kind_of(link.source) not in SUPPORT:
            help_ = "only goals and strategies are supported; move it under the goal that it is meant for"
        yield Finding(f"{source} cannot be supported by {target}", link.place, link.source, help_)


@rule("GSN102", "illegal-context", Severity.ERROR, kinds=_ARGUABLE)
def illegal_context(near: Neighbourhood) -> Iterator[Finding]:
    """A scope stands under what has no argument to be scoped, or a goal of the same module is put in context.

    **Why it matters.** Context scopes the argument below a goal or a strategy. A solution or a context has no argument
    below it.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
                assumption A1 "Tests resemble use"

    **Instead**

        goal G1 "The filter holds"
            assumption A1 "Tests resemble use"
            solution Sn1 "Test report"

    **Source.** GSN Community Standard v3, 1:2.2.11 to 1:2.2.19, 1:4.3.8.
    """
    argument = near.argument
    for link in near.context:
        if link.kind is Kind.UNREADABLE or _unread(argument, link.target) or may_be_context(argument, link):
            continue
        away = module_of(link.source) != module_of(link.target)
        source, target = called(argument, link.source), called(argument, link.target, away=away)
        help_ = "move it to the goal or the strategy whose argument it scopes"
        if argument.kind_of(link.target) is Kind.GOAL:
            help_ = "only an away goal can be context; a goal of this module supports"
        yield Finding(f"{target} cannot be in the context of {source}", link.place, link.source, help_)


@rule("GSN103", "illegal-challenge", Severity.ERROR, kinds=_ARGUABLE)
def illegal_challenge(near: Neighbourhood) -> Iterator[Finding]:
    """Something challenges that cannot, or challenges itself.

    **Why it matters.** A challenge is a goal or a solution; what it challenges is any element or relationship. An
    element that challenges itself is neither supported nor doubted.

    **Breaks it**

        goal G1 "The filter holds"
            challenges G1
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The filter was tested on old patterns"

    **Source.** GSN Community Standard v3, 1:6.2.
    """
    argument = near.argument
    for link in argument.challenged_by(near.element.identity):
        if link.kind is Kind.UNREADABLE or _unread(argument, link.source, link.target):
            continue
        source = argument.kind_of(link.source)
        if source not in GOALS | {Kind.SOLUTION}:
            yield Finding(f"{called(argument, link.source)} cannot challenge", link.place, link.source)
        elif link.source in {link.target, link.end}:
            yield Finding(f"`{near.element.name}` challenges itself", link.place, link.source)


@rule("GSN104", "illegal-confidence-point", Severity.ERROR, kinds=[Kind.CONFIDENCE])
def illegal_confidence_point(near: Neighbourhood) -> Iterator[Finding]:
    """An assurance claim point is on nothing, or on something that carries none.

    **Why it matters.** Confidence is argued in a step (a SupportedBy or InContextOf relationship) or in a reference
    to an artefact (a solution, a context). A goal is argued for itself.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
        confidence ACP1 "The report is sound"
            on G1

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
        confidence ACP1 "The report is sound"
            on G1 -> Sn1

    **Source.** GSN Community Standard v3, 1:5.3.
    """
    element, argument = near.element, near.argument
    target = on_what(element)
    place = element.place_of("on")
    if target is None:
        if "on" not in element.lost and not _unread(argument, element.parent or element.identity):
            help_ = "say which with `on G1 -> S1`, or nest it in a solution or a context"
            yield Finding(f"`{element.name}` is on no element and no relationship", place, element.identity, help_)
    elif isinstance(target, Edge):
        source, end = target.source.identity, target.target.identity
        if any(link.source == source for link in argument.challenges_to(end)):
            yield Finding(
                f"`{element.name}` is on a challenge; a challenge is answered, not trusted", place, element.identity
            )
    elif argument.kind_of(target) not in {Kind.SOLUTION, Kind.EVIDENCE, Kind.CONTEXT, Kind.UNREADABLE}:
        kind = called(argument, target)
        help_ = "name the relationship: `on G1 -> S1`"
        yield Finding(
            f"`{element.name}` is on {kind}, which carries no confidence point", place, element.identity, help_
        )


def on_what(element: Element) -> Edge | Identity | None:
    """What a confidence point is on: what it names, or what it is nested in."""
    on = element.says.on if isinstance(element.says, ConfidenceStatement) else None
    return on.identity if isinstance(on, Ref) else on or element.parent
