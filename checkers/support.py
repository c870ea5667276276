"""GSN2xx, support: every claim is supported down to evidence, or says that it is not yet."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, Neighbourhood, placeholders_in
from gsn.findings import Edit, Finding, Fix, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import GOALS, Kind
from gsn.model.place import Place
from gsn.model.record import Undeveloped
from gsn.model.reference import Identity, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, SolutionStatement, StrategyStatement

_STEPS = frozenset({Kind.GOAL, Kind.STRATEGY})


def _undeveloped(element: Element) -> Undeveloped | None:
    says = element.says
    return says.undeveloped if isinstance(says, GoalStatement | StrategyStatement | ChallengeStatement) else None


def _by_contract(element: Element) -> bool:
    return isinstance(element.says, GoalStatement) and element.says.by_contract is not None


def _marked(element: Element) -> bool:
    """Whether the element says itself that its support is not here, or may have said so on a lost line."""
    return (
        _undeveloped(element) is not None
        or _by_contract(element)
        or bool(element.lost & {"undeveloped", "by_contract"})
    )


def _removal(element: Element, clause_field: str, title: str) -> Fix:
    place = element.place_of(clause_field)
    return Fix(title, (Edit(place, ""),))


@rule("GSN201", "unsupported-goal", Severity.ERROR, kinds=[Kind.GOAL])
def unsupported_goal(near: Neighbourhood) -> Iterator[Finding]:
    """A goal has no support and is not marked undeveloped.

    **Why it matters.** It is an assertion. The step above it takes it as shown.

    **Breaks it**

        goal G1 "The filter holds"
            goal G2 "Pattern A is caught"

    **Instead**

        goal G1 "The filter holds"
            goal G2 "Pattern A is caught"
                undeveloped "Tests run in May" due 2026-06-30

    **Source.** GSN Community Standard v3, 1:2.2.3, 2:7.4 (step 2).
    """
    element = near.element
    if near.support or _marked(element) or near.partly_unread:
        return
    help_ = "support it by a goal, a strategy or a solution, or mark it `undeveloped`"
    yield Finding(f"`{element.name}` has no support", element.place, element.identity, help_)


@rule("GSN202", "unsupported-strategy", Severity.ERROR, kinds=[Kind.STRATEGY])
def unsupported_strategy(near: Neighbourhood) -> Iterator[Finding]:
    """A strategy has no goals below it and is not marked undeveloped.

    **Why it matters.** It says how the goal above is argued; the argument itself is missing.

    **Breaks it**

        goal G1 "The filter holds"
            strategy S1 "Argument over patterns"

    **Instead**

        goal G1 "The filter holds"
            strategy S1 "Argument over patterns"
                undeveloped "The list of patterns is in review"

    **Source.** GSN Community Standard v3, 1:2.2.3.
    """
    element = near.element
    if near.support or _marked(element) or near.partly_unread:
        return
    help_ = "put the goals that it argues over below it, or mark it `undeveloped`"
    yield Finding(f"strategy `{element.name}` argues over nothing", element.place, element.identity, help_)


@rule("GSN203", "undeveloped-and-supported", Severity.ERROR, kinds=_STEPS | {Kind.CHALLENGE})
def undeveloped_and_supported(near: Neighbourhood) -> Iterator[Finding]:
    """A goal or strategy is marked undeveloped and has support.

    **Why it matters.** The mark tells the reader that the argument stops here. With support below it, either the
    mark is stale or the support is not meant to count; a reviewer cannot know which.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
            solution Sn1 "Red team report"

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Red team report"

    **Mend it** by removing the mark, or the support.

    **Source.** GSN Community Standard v3, 1:2.2.3.
    """
    element = near.element
    if _undeveloped(element) is None or not near.support:
        return
    yield Finding(
        f"`{element.name}` is marked undeveloped and has support",
        element.place_of("undeveloped"),
        element.identity,
        help="remove the mark, or the support",
        related=tuple((link.place, f"supported by `{name_of(link.target)}`") for link in near.support),
        fix=_removal(element, "undeveloped", "remove the mark"),
    )


@rule("GSN204", "failing-support", Severity.ERROR, kinds=GOALS | {Kind.STRATEGY, Kind.SOLUTION})
def failing_support(near: Neighbourhood) -> Iterator[Finding]:
    """A goal, a strategy or a solution rests on something that its author has given up.

    **Why it matters.** All that directly supports a goal is one inference: when a part of it falls, the goal is not
    shown any more, whatever else supports it. The same holds where an assumption or a context falls in which it is
    stated.

    **Breaks it**

        goal G1 "The filter holds"
            goal G2 "Pattern A is caught"
                defeated "The second red team got through"
                solution Sn1 "Test report"

    **Instead**

        goal G1 "The filter holds"
            goal G3 "Pattern A is caught since version 2"
                solution Sn2 "Test report of version 2"

    **Mend it** by other support, or by marking the goal above as defeated, too.

    **Source.** GSN Community Standard v3, 1:2.2.4, 1:6.3; 2:11.4.4: whether a defeat spreads is a matter of
    judgement, so it is asked here and not decided.
    """
    element = near.element
    if _given_up(element) is not None:
        return
    help_ = "support it otherwise, or mark it defeated and say why"
    for what, place in _fallen(near):
        related = ((place, "given up here"),)
        yield Finding(f"`{element.name}` rests on {what}", element.place, element.identity, help_, related)


def _fallen(near: Neighbourhood) -> Iterator[tuple[str, Place]]:
    """What directly below an element is given up, and where."""
    argument, element = near.argument, near.element
    for target in dict.fromkeys(_stands_on(near)):
        below = argument.element(target)
        place = _given_up(below) if below is not None else None
        step = argument.defeated_relationships.get((element.identity, target))
        if place is not None:
            yield f"`{name_of(target)}`, which is defeated", place
        elif step is not None:
            yield f"`{name_of(target)}` over a relationship that is defeated", step


def _stands_on(near: Neighbourhood) -> Iterator[Identity]:
    """Support, what scopes it, and a solution's records; a justification explains and carries nothing."""
    yield from (link.target for link in near.support)
    yield from (link.target for link in near.context if near.argument.kind_of(link.target) is not Kind.JUSTIFICATION)
    if near.element.kind is Kind.SOLUTION:
        yield from near.argument.records_of(near.element.identity)


def _given_up(element: Element) -> Place | None:
    """Where an element is said to be defeated."""
    defeats = enumerate(element.annotations.defeated)
    return next((element.place_of("defeated", index) for index, defeat in defeats if defeat.edge is None), None)


@rule("GSN205", "foot-without-evidence", Severity.ERROR, kinds=[Kind.SOLUTION])
def foot_without_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """A solution cites no record of evidence.

    **Why it matters.** It names something that nobody can open: neither that it exists, nor that it is in date, nor who
    gives it can be checked.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report"

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
                cites E1
        evidence E1 "Test report"
            type report

    **Mend it** by `cites`, or by referring to the record itself: `solution E1`.

    **Source.** GSN Community Standard v3, 2:7.4 (step 5, evidence audit).
    """
    element = near.element
    if isinstance(element.says, SolutionStatement) and not element.says.cites and "cites" not in element.lost:
        help_ = 'add `cites E1`, and a record `evidence E1 "…"` at the margin'
        yield Finding(f"solution `{element.name}` cites no evidence", element.place, element.identity, help_)


@rule("GSN206", "overdue", Severity.ERROR, kinds=GOALS | {Kind.STRATEGY})
def overdue(near: Neighbourhood) -> Iterator[Finding]:
    """What was to be developed by a day is still undeveloped after it.

    **Why it matters.** The mark was a promise with a date, and others planned with it.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped "Tests are booked" due 2026-03-31

    **Instead**

        goal G1 "The filter holds"
            undeveloped "Tests are booked" due 2026-12-31

    **Mend it** by developing it, or by a new date that somebody stands for.
    """
    element = near.element
    mark = _undeveloped(element)
    if mark is not None and mark.due is not None and mark.due < near.argument.as_of:
        message = f"`{element.name}` was to be developed by {mark.due}; it is judged on {near.argument.as_of}"
        yield Finding(message, element.place_of("undeveloped"), element.identity, "develop it, or agree on another day")


@rule("GSN207", "lapsed-case", Severity.ERROR, scope=Scope.CASE)
def lapsed_case(argument: Argument) -> Iterator[Finding]:
    """The case is judged after the last day on which it holds.

    **Why it matters.** Its author said until when it can be relied on.

    **Breaks it**

        case filter
            shows G1
            valid until 2026-01-31
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter
            shows G1
            valid until 2027-01-31
        goal G1 "The filter holds"
            undeveloped

    **Source.** EU Code of Practice for general-purpose AI, safety and security, 7.2: conditions under which it no
    longer holds.
    """
    says, head = argument.case.says, argument.case.head
    if head is not None and says.valid_until is not None and says.valid_until < argument.as_of:
        message = f"the case was valid until {says.valid_until}; it is judged on {argument.as_of}"
        yield Finding(message, head.place_of("valid_until"), head.identity, "review it, and set a new day")


@rule("GSN208", "no-top-goal", Severity.ERROR, scope=Scope.CASE)
def no_top_goal(argument: Argument) -> Iterator[Finding]:
    """The case does not say which goals it shows.

    **Why it matters.** What is at the top of the argument is what is decided on. A goal that happens to support
    nothing is not one.

    **Breaks it**

        case filter
            valid until 2026-12-31
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter
            valid until 2026-12-31
            shows G1
        goal G1 "The filter holds"
            undeveloped
    """
    head = argument.case.head
    if head is None or argument.case.says.shows or "shows" in head.lost:
        return
    roots = ", ".join(goal.name for goal in argument.roots[:3])
    help_ = f"add `shows {roots}`" if roots else "write a goal, and name it with `shows`"
    yield Finding("the case names no goal that it shows", head.place, head.identity, help_)


@rule("GSN209", "by-contract-and-supported", Severity.ERROR, kinds=[Kind.GOAL])
def by_contract_and_supported(near: Neighbourhood) -> Iterator[Finding]:
    """A goal is supported by contract, and has support or is marked undeveloped as well.

    **Why it matters.** A contract says what supports the goal. What stands below it here is either part of that, or not
    meant to count.

    **Breaks it**

        goal G1 "The filter holds"
            by_contract
            goal G2 "Pattern A is caught"
                undeveloped

    **Instead**

        goal G1 "The filter holds"
            by_contract

    **Source.** GSN Community Standard v3, 1:4.3.2.
    """
    element = near.element
    if not _by_contract(element):
        return
    own = [link for link in near.support if link.place.file == element.place.file]
    if own or _undeveloped(element) is not None:
        what = "has support here" if own else "is marked undeveloped"
        message = f"`{element.name}` is supported by contract, and {what} as well"
        yield Finding(message, element.place_of("by_contract"), element.identity, "one of the two has to go")


@rule("GSN210", "missing-contract", Severity.ERROR, kinds=[Kind.GOAL])
def missing_contract(near: Neighbourhood) -> Iterator[Finding]:
    """A goal is supported by contract, and no contract of the case supports it.

    **Why it matters.** The support is promised and is not there.

    **Breaks it**

        goal G1 "The filter holds"
            by_contract

    **Instead**

        module filter
        import "contract.gsn"
        import "tests.gsn"
        public goal G1 "The filter holds"
            by_contract
        # file: contract.gsn
        contract filter_by_tests
        goal filter::G1
            goal tests::G1
        # file: tests.gsn
        module tests
        public goal G1 "Tests show that the filter holds"
            undeveloped

    **Source.** GSN Community Standard v3, 1:4.7.
    """
    element, case = near.element, near.argument.case
    module = case.modules.get(element.module)
    in_contract = module is not None and module.kind is Kind.CONTRACT
    if not _by_contract(element) or in_contract or case.unknown_references:
        return
    if not any(link.place.file != element.place.file for link in near.support):
        help_ = "write a contract that says which goals support it, and import it"
        message = f"`{element.name}` is supported by contract, and no contract supports it"
        yield Finding(message, element.place_of("by_contract"), element.identity, help_)


@rule("GSN211", "uninstantiated", Severity.WARNING, scope=Scope.ELEMENT)
def uninstantiated(element: Element) -> Iterator[Finding]:
    """An element holds a placeholder that has no value.

    **Why it matters.** What is delivered holds no placeholders: the text says nothing until they have values.

    **Breaks it**

        goal G1 "{filter} holds"
            undeveloped

    **Instead**

        goal G1 "The classifier holds"
            undeveloped

    **Source.** GSN Community Standard v3, 1:3.1.3.
    """
    placeholders = placeholders_in(element)
    if placeholders:
        names = ", ".join(f"`{{{name}}}`" for name in placeholders)
        yield Finding(
            f"`{element.name}` waits for a value of {names}", element.place, element.identity, "write the value"
        )
    elif element.annotations.uninstantiated is not None:
        message = f"`{element.name}` is marked uninstantiated"
        yield Finding(
            message, element.place_of("uninstantiated"), element.identity, "instantiate it, and remove the mark"
        )
