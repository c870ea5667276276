"""GSN1xx, structure: the standard's relationships, circularity, roots, reachability, scopes.

What may stand in which relationship is one table, :data:`SUPPORT` and its neighbours, read from the standard's matrix.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, Neighbourhood
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element, Link, Relationship
from gsn.model.kinds import ARGUMENT, GOALS, Kind
from gsn.model.place import Place
from gsn.model.reference import Edge, Identity, Ref, module_of, name_of
from gsn.model.statements.argument import ConfidenceStatement

from .circularity import cycles, shortest_loop
from .scopes import differing_scopes

_ARGUABLE = ARGUMENT | {Kind.EVIDENCE}

MOST_NAMED = 8
"""Elements that one finding names; the others it counts."""

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


def _called(argument: Argument, identity: Identity, *, away: bool = False) -> str:
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
        source, target = _called(argument, link.source), _called(argument, link.target, away=away)
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
        source, target = _called(argument, link.source), _called(argument, link.target, away=away)
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
            yield Finding(f"{_called(argument, link.source)} cannot challenge", link.place, link.source)
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
    target = _on(element)
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
        kind = _called(argument, target)
        help_ = "name the relationship: `on G1 -> S1`"
        yield Finding(
            f"`{element.name}` is on {kind}, which carries no confidence point", place, element.identity, help_
        )


def _on(element: Element) -> Edge | Identity | None:
    """What a confidence point is on: what it names, or what it is nested in."""
    on = element.says.on if isinstance(element.says, ConfidenceStatement) else None
    return on.identity if isinstance(on, Ref) else on or element.parent


@rule("GSN105", "circular-argument", Severity.ERROR, scope=Scope.CASE)
def circular_argument(argument: Argument) -> Iterator[Finding]:
    """An element rests on itself.

    **Why it matters.** A circle of support, contexts, definitions, licences, bridges and priors shows nothing, however
    many steps it takes. Modules may support each other; elements may not.

    **Breaks it**

        goal G1 "The filter holds"
            goal G2 "The filter was never passed"
                goal G1

    **Instead**

        goal G1 "The filter holds"
            goal G2 "The filter was never passed"
                solution Sn1 "Test report"

    **Source.** GSN Community Standard v3, 1:2.2.2, 1:4.5.2.
    """
    for circle in cycles(argument):
        loop = shortest_loop(argument, circle)
        first = argument.element(loop[0])
        if first is None:
            continue
        elements = [argument.element(identity) for identity in loop[1:-1][:MOST_NAMED]]
        related = tuple((element.place, f"through {element.kind} `{element.name}`") for element in elements if element)
        more = f" (one of several circles among {len(circle)} elements)" if len(circle) > len(loop) - 1 else ""
        yield Finding(
            f"`{first.name}` rests on itself: {_as_a_path(loop)}{more}",
            first.place,
            first.identity,
            help="take one step out of the circle, or support it by something else",
            related=related,
        )


def _as_a_path(loop: list[Identity]) -> str:
    names = [f"`{_shown(identity)}`" for identity in loop]
    if len(names) > MOST_NAMED:
        names[MOST_NAMED - 1 : -1] = [f"… {len(names) - MOST_NAMED} more …"]
    return " -> ".join(names)


@rule("GSN106", "divided-inference", Severity.ERROR)
def divided_inference(near: Neighbourhood) -> Iterator[Finding]:
    """A challenge or a defeat is on one of several relationships that support a goal together.

    **Why it matters.** All that directly supports a goal is one inference. What speaks about a part of it leaves
    open what becomes of the rest.

    **Breaks it**

        goal G1 "The filter holds"
            goal G2 "Pattern A is caught"
                undeveloped
            goal G3 "Pattern B is caught"
                undeveloped
        challenge D1 "Catching both is not enough"
            challenges G1 -> G2

    **Instead**

        goal G1 "The filter holds"
            strategy S1 "Argument over patterns"
                goal G2 "Pattern A is caught"
                    undeveloped
                goal G3 "Pattern B is caught"
                    undeveloped
                challenge D1 "Catching both is not enough"

    **Source.** GSN Community Standard v3, 1:2.2.4, 1:6.3.12.
    """
    element, argument = near.element, near.argument
    for edge, place in _edges_spoken_of(argument, element):
        support = argument.support_of(edge[0])
        if len(support) > 1 and any(link.target == edge[1] for link in support):
            goal, below = name_of(edge[0]), name_of(edge[1])
            yield Finding(
                f"`{goal} -> {below}` is one of {len(support)} relationships that support `{goal}` together",
                place,
                element.identity,
                help=f"put a strategy between `{goal}` and what supports it, and speak about that",
                related=tuple((link.place, "part of the same inference") for link in support),
            )


def _edges_spoken_of(argument: Argument, element: Element) -> Iterator[tuple[tuple[Identity, Identity], Place]]:
    for link in argument.challenged_by(element.identity):
        if link.end is not None:
            yield (link.target, link.end), link.place
    for index, defeat in enumerate(element.annotations.defeated):
        if defeat.edge is not None:
            ends = (defeat.edge.source.identity, defeat.edge.target.identity)
            yield ends, element.place_of("defeated", index)


@rule("GSN107", "unnamed-root", Severity.WARNING, scope=Scope.CASE)
def unnamed_root(argument: Argument) -> Iterator[Finding]:
    """A goal supports nothing and is not named as a goal that the case shows.

    **Why it matters.** It is either a second case that nobody decides on, or a part of this one whose link was
    lost; what stands below it bears on no verdict. Several top goals are legal if the case names them; a goal that
    argues for a licence is named by it.

    **Breaks it**

        case filter
            shows G1
        goal G1 "The filter holds"
            undeveloped
        goal G2 "The monitor holds"
            undeveloped

    **Instead**

        case filter
            shows G1, G2
        goal G1 "The filter holds"
            undeveloped
        goal G2 "The monitor holds"
            undeveloped

    **Source.** GSN Community Standard v3, 1:2.2.1; Kelly's staged review, 2:7.4.
    """
    says, head = argument.case.says, argument.case.head
    if head is None or argument.case.unknown_references or "shows" in head.lost or not says.shows:
        return
    for goal in argument.roots:
        if goal.identity not in argument.named:
            help_ = f"add it to `shows`, or refer to it from what it supports: `goal {goal.name}`"
            yield Finding(
                f"`{goal.name}` supports nothing, and the case does not show it", goal.place, goal.identity, help_
            )


@rule("GSN108", "unreachable-element", Severity.WARNING, scope=Scope.CASE)
def unreachable_element(argument: Argument) -> Iterator[Finding]:
    """A strategy, a solution or a scope stands at the margin and nothing refers to it.

    **Why it matters.** A reader takes it for part of the argument, and it is not.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
        context C1 "Filter of June"

    **Instead**

        goal G1 "The filter holds"
            undeveloped
            context C1 "Filter of June"
    """
    if argument.case.unknown_references:
        return
    for kind in (Kind.STRATEGY, Kind.SOLUTION, Kind.CONTEXT, Kind.ASSUMPTION, Kind.JUSTIFICATION, Kind.CHALLENGE):
        for element in argument.by_kind[kind]:
            linked = argument.parents_of(element.identity) or argument.challenged_by(element.identity)
            if not linked and element.identity not in argument.named and not element.public:
                message = f"nothing refers to {kind} `{element.name}`"
                yield Finding(message, element.place, element.identity, "refer to it where it belongs, or remove it")


@rule("GSN109", "differing-scopes", Severity.WARNING, scope=Scope.CASE)
def scopes_differ(argument: Argument) -> Iterator[Finding]:
    """A shared goal is reached on paths with different contexts and assumptions in scope.

    **Why it matters.** Context and assumptions scope all that stands below them. What supports two goals has to
    hold in the scope of each; it was perhaps argued in one only.

    **Breaks it**

        goal G1 "The service is safe"
            goal G2 "The service is safe by day"
                assumption A1 "Staff are on site"
                goal G4 "Incidents are answered"
                    undeveloped
            goal G3 "The service is safe by night"
                goal G4

    **Instead**

        goal G1 "The service is safe"
            assumption A1 "Staff are on site"
            goal G2 "The service is safe by day"
                goal G4 "Incidents are answered"
                    undeveloped
            goal G3 "The service is safe by night"
                goal G4

    **Mend it** by stating the scope at the shared goal, or above the place where the paths part.

    **Source.** GSN Community Standard v3, 1:2.2.11, 1:4.3.4.
    """
    if argument.case.unknown_references:
        return
    for shared, missing in differing_scopes(argument):
        element = argument.element(shared)
        if element is None:
            continue
        shown = missing[:MOST_NAMED]
        names = ", ".join(f"`{name_of(identity)}`" for identity in shown)
        others = f" and {len(missing) - len(shown)} more" if len(missing) > len(shown) else ""
        are = "is" if len(missing) == 1 else "are"
        scopes = [argument.element(identity) for identity in shown]
        yield Finding(
            f"`{element.name}` is shared, and {names}{others} {are} in scope on some paths to it only",
            element.place,
            element.identity,
            help=f"state it at `{element.name}`, or where the paths meet; `gsn show {element.name} --scope` lists them",
            related=tuple((scope.place, f"{scope.kind} `{scope.name}`") for scope in scopes if scope is not None),
        )


@rule("GSN110", "repeated-relationship", Severity.WARNING, kinds=_ARGUABLE)
def repeated_relationship(near: Neighbourhood) -> Iterator[Finding]:
    """The same element stands twice in one relationship to another.

    **Why it matters.** Evidence that is named twice counts once; a reader may count it twice.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
            solution Sn1

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
    """
    first: dict[tuple[Relationship, Identity], Link] = {}
    for link in (*near.support, *near.context):
        earlier = first.setdefault((link.relationship, link.target), link)
        if earlier is not link and link.kind is not Kind.UNREADABLE:
            message = f"`{near.element.name}` is {link.relationship} `{name_of(link.target)}` already"
            related = ((earlier.place, "here"),)
            yield Finding(message, link.place, near.element.identity, "one of the two has to go", related)


@rule("GSN111", "ambiguous-confidence-point", Severity.WARNING, kinds=[Kind.CONFIDENCE])
def ambiguous_confidence_point(near: Neighbourhood) -> Iterator[Finding]:
    """An assurance claim point is on a relationship below a strategy.

    **Why it matters.** Whether it speaks of the strategy or of the one goal below it is open.

    **Breaks it**

        goal G1 "The filter holds"
            strategy S1 "Argument over patterns"
                goal G2 "Pattern A is caught"
                    undeveloped
        confidence ACP1 "Catching A matters"
            on S1 -> G2

    **Instead**

        goal G1 "The filter holds"
            strategy S1 "Argument over patterns"
                goal G2 "Pattern A is caught"
                    undeveloped
        confidence ACP1 "The patterns are complete"
            on G1 -> S1

    **Source.** GSN Community Standard v3, 1:5.3.5.
    """
    target = _on(near.element)
    if not isinstance(target, Edge) or near.argument.kind_of(target.source.identity) is not Kind.STRATEGY:
        return
    below = near.argument.support_of(target.source.identity)
    if any(link.target == target.target.identity for link in below):
        message = f"`{near.element.name}` is on a relationship below a strategy"
        help_ = "put it on the relationship above the strategy"
        yield Finding(message, near.element.place_of("on"), near.element.identity, help_)
