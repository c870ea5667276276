"""GSN1xx, structure: circularity, inferences, roots, reachability, scopes."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, Neighbourhood
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element, Link, Relationship
from gsn.model.kinds import ARGUMENT, Kind
from gsn.model.place import Place
from gsn.model.reference import Edge, Identity, module_of, name_of

from .circularity import cycles, shortest_loop
from .relationships import on_what
from .repeating import without_repetition
from .scopes import differing_scopes

_ARGUABLE = ARGUMENT | {Kind.EVIDENCE}

MOST_NAMED = 8
"""Elements that one finding names; the others it counts."""


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
    names = [f"`{name_of(identity) or module_of(identity)}`" for identity in loop]
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
            fix = without_repetition(near.argument, earlier, link)
            yield Finding(message, link.place, near.element.identity, "one of the two has to go", related, fix)


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
    target = on_what(near.element)
    if not isinstance(target, Edge) or near.argument.kind_of(target.source.identity) is not Kind.STRATEGY:
        return
    below = near.argument.support_of(target.source.identity)
    if any(link.target == target.target.identity for link in below):
        message = f"`{near.element.name}` is on a relationship below a strategy"
        help_ = "put it on the relationship above the strategy"
        yield Finding(message, near.element.place_of("on"), near.element.identity, help_)
