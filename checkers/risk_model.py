"""GSN41x, the risk model: do quantities, their conditions and the licences between them make sense?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Identity, name_of
from gsn.model.statements.risk import HazardStatement
from gsn.risk.conditions import under
from gsn.risk.flaws import FlawKind
from gsn.risk.problem import Dimension, Quantity
from gsn.risk.term import names_of, written

from .all_read import if_all_was_read
from .risk_fitting import claim_misfit, unit_misfit
from .risk_licences import CLAUSES
from .risk_outcomes import Lack, found_at, steps_lacking, unit_of


def _flaws(argument: Argument, kind: FlawKind, clause_field: str, help_: str) -> Iterator[Finding]:
    """The flaws of one kind, each at the clause that makes it."""
    for flaw in argument.risk.extracted.flaws:
        element = argument.element(flaw.quantity)
        if flaw.kind is kind and element is not None:
            name, _, what = flaw.message.partition(" ")
            related = _places(argument, flaw.related)
            place = element.place_of(clause_field)
            yield Finding(f"`{name}` {what}", place, element.identity, help=help_, related=related)


def _places(argument: Argument, quantities: tuple[Identity, ...]) -> tuple[tuple[Place, str], ...]:
    found = [argument.element(identity) for identity in dict.fromkeys(quantities)]
    return tuple((element.place_of("definition"), "here") for element in found if element is not None)


@rule("GSN410", "idle-licence", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def idle_licence(argument: Argument) -> Iterator[Finding]:
    """A licence is given under another condition than its events have, and so can never be used.

    What stands later in a chain holds under what stands before it: it occurs per occurrence of that.

    **Why it matters.** The argument is there, and the worst is assumed all the same.

    **Breaks it**

        frequency attacks "Successful attacks"
            is attempts then unseen
        frequency attempts "Attempts"
        probability unseen "Neither the filter nor the monitor sees it"
            is all of filter_fails, monitor_fails
            independent filter_fails, monitor_fails by G9
        probability filter_fails "The filter does not see it"
        probability monitor_fails "The monitor does not see it"
        goal G9 "The two share nothing"
            undeveloped

    **Instead**

        frequency attacks "Successful attacks"
            is attempts then unseen
        frequency attempts "Attempts"
        probability unseen "Neither the filter nor the monitor sees it"
            is all of filter_fails, monitor_fails
            independent filter_fails, monitor_fails given attempts by G9
        probability filter_fails "The filter does not see it"
        probability monitor_fails "The monitor does not see it"
        goal G9 "The two share nothing, attempt by attempt"
            undeveloped

    **Source.** Design, licences.
    """
    quantities = argument.risk.problem.quantities
    for licence in argument.risk.problem.licences:
        held = [quantities[member] for member in licence.members if member in quantities]
        elsewhere = [quantity for quantity in held if licence.given not in quantity.conditions]
        if elsewhere and all(quantity.flaw is None for quantity in held):
            owner, first = argument.case.elements[licence.owner], elsewhere[0]
            here, there = under(licence.given), " or ".join(map(under, first.conditions))
            what = f"a licence of `{owner.name}` holds {here}, and `{written(first.identity)}` is used {there}"
            help_ = f"say `given {' then '.join(map(written, first.conditions[0]))}`" if first.conditions[0] else ""
            place = owner.place_of(CLAUSES[licence.kind], licence.position)
            yield Finding(what, place, owner.identity, help=help_ or "leave out its `given`")


@rule("GSN411", "unit-mismatch", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def unit_mismatch(argument: Argument) -> Iterator[Finding]:
    """Probabilities and frequencies are mixed, or figures per different things are taken for each other.

    Of a chain only the first factor may be a frequency; `any of` is of probabilities or of frequencies; a figure per
    demand becomes one per year only through a frequency of demands.

    **Why it matters.** Two a year and two in a hundred do not add up to anything.

    **Breaks it**

        frequency attacks "Successful attacks"
            is any of attempts, success
        frequency attempts "Attempts"
        probability success "An attempt succeeds"

    **Instead**

        frequency attacks "Successful attacks"
            is attempts then success
        frequency attempts "Attempts"
        probability success "An attempt succeeds"

    **Source.** Design, quantities; the calculus, rules 5, 6 and 14.
    """
    help_ = "a chain is a frequency first and then probabilities; `any of` never mixes"
    yield from _flaws(argument, FlawKind.MIXED, "definition", help_)
    yield from _misfits(argument)
    for step in steps_lacking(argument, Lack.UNIT):
        units = dict.fromkeys(unit_of(leaf.source) for leaf in step.leaves)
        given = " and ".join("of a probability" if unit is None else f"per {unit}" for unit in units)
        wanted = "a probability" if step.claim.unit is None else f"per {step.claim.unit}"
        what = f"what supports `{name_of(step.claim.id.goal)}` gives figures {given}, and it claims {wanted}"
        yield found_at(argument, step.claim, what, "claim it per what is counted below, or define one by the other")


def _misfits(argument: Argument) -> Iterator[Finding]:
    """Claims and records that give a figure per something else than the quantity is per."""
    problem = argument.risk.problem
    for claim in problem.claims.values():
        what = claim_misfit(problem, claim)
        if what is not None:
            yield found_at(argument, claim, what, _fitting(problem.quantities[claim.quantity], "claim it"))
    for measurement in problem.measurements.values():
        what = unit_misfit(problem, measurement)
        if what is not None:
            record = argument.case.elements[measurement.id.record]
            place = record.place_of("measures", measurement.id.position)
            help_ = _fitting(problem.quantities[measurement.quantity], "measure it")
            yield Finding(what, place, record.identity, help=help_)


def _fitting(quantity: Quantity, do: str) -> str:
    if quantity.dimension is Dimension.PROBABILITY:
        return f"{do} as a probability, without `per`, or declare a frequency"
    return f"{do} per {quantity.unit or 'UNIT'}, or declare another quantity"


@rule("GSN412", "circular-definition", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def circular_definition(argument: Argument) -> Iterator[Finding]:
    """A quantity is defined by itself.

    **Why it matters.** Nothing bounds what is made of itself.

    **Breaks it**

        probability p "One"
            is any of q, r
        probability q "Two"
            is all of p, r
        probability r "Three"

    **Instead**

        probability p "One"
            is any of q, r
        probability q "Two"
        probability r "Three"

    **Source.** The calculus, rule 4.
    """
    told: set[Identity] = set()
    flawed = {flaw.quantity for flaw in argument.risk.extracted.flaws if flaw.kind is FlawKind.CIRCULAR}
    for name in argument.risk.problem.quantities:
        circle = _circle(argument, name) if name in flawed else []
        if circle and told.isdisjoint(circle):
            told.update(circle)
            element = argument.case.elements[name]
            way = " -> ".join(f"`{written(part)}`" for part in (*circle, name))
            what = f"`{element.name}` is defined by itself: {way}"
            related = _places(argument, tuple(circle[1:]))
            help_ = "take one out of what another is made of"
            yield Finding(what, element.place_of("definition"), element.identity, help=help_, related=related)


def _circle(argument: Argument, quantity: Identity) -> list[Identity]:
    """A shortest way of definitions from a quantity back to it, itself first; empty where none leads back."""
    quantities = argument.risk.problem.quantities
    before: dict[Identity, Identity] = {}
    waiting = deque([quantity])
    while waiting:
        name = waiting.popleft()
        definition = quantities[name].definition if name in quantities else None
        for part in names_of(definition) if definition is not None else ():
            if part == quantity:
                way = [name]
                while way[-1] != quantity:
                    way.append(before[way[-1]])
                return way[::-1]
            if part not in before:
                before[part] = name
                waiting.append(part)
    return []


@rule("GSN413", "conditioned-elsewhere", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def conditioned_elsewhere(argument: Argument) -> Iterator[Finding]:
    """A probability is used after one prefix and also after another, or unconditionally, and no goal argues both.

    **Why it matters.** Novices and experts do not get past the same safeguard equally often. One figure for both once
    understated a chain 92 times.

    **Breaks it**

        frequency attacks "Attacks"
            is any of (novices then bypass), (experts then bypass)
        frequency novices "Novices"
        frequency experts "Experts"
        probability bypass "The safeguards are bypassed"

    **Instead**

        frequency attacks "Attacks"
            is any of (novices then bypass), (experts then bypass)
        frequency novices "Novices"
        frequency experts "Experts"
        probability bypass "The safeguards are bypassed"
            given novices or experts by G9
        goal G9 "What bounds bypasses by experts bounds those by novices"
            undeveloped

    **Mend it** by a quantity for each condition, or by `given novices or experts by G9`, where a goal argues the bound
    under each.

    **Source.** Design, conditions.
    """
    help_ = "make a quantity for each, or say `given … or … by GOAL`, where a goal argues the bound under each"
    yield from _flaws(argument, FlawKind.CONDITIONED_ELSEWHERE, "given", help_)


@rule("GSN414", "other-trial", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def other_trial(argument: Argument) -> Iterator[Finding]:
    """A quantity is another one by definition, and one trial of it is not one trial of the other.

    **Why it matters.** What one attempt does and what a campaign of a thousand does differ by a thousand.

    **Breaks it**

        probability bypass "A bypass"
            trial "one campaign"
            is attempt
        probability attempt "A bypass in one attempt"
            trial "one attempt"

    **Instead**

        probability bypass "A bypass"
            trial "one campaign"
            bounded by 20 times attempt by G9 at 95%
        probability attempt "A bypass in one attempt"
            trial "one attempt"
        goal G9 "A campaign has at most twenty attempts"
            undeveloped

    **Source.** Design, proxies.
    """
    help_ = "relate them by a bridge, `bounded by 20 times … by GOAL at 95%`"
    yield from _flaws(argument, FlawKind.OTHER_TRIAL, "definition", help_)


@rule("GSN415", "scenarios-not-complete", Severity.ERROR, scope=Scope.ELEMENT, kinds=[Kind.HAZARD])
def scenarios_not_complete(element: Element) -> Iterator[Finding]:
    """A hazard lists what it is made of, and no goal argues that the list is complete.

    **Why it matters.** A bound on the scenarios that were thought of bounds nothing else; dropping one would lower it.

    **Breaks it**

        hazard attack "An attack with severe damage"
            is any of flood, fire
        frequency flood "Flood"
        frequency fire "Fire"

    **Instead**

        hazard attack "An attack with severe damage"
            is any of flood, fire complete by G10
        frequency flood "Flood"
        frequency fire "Fire"
        goal G10 "No third way leads to severe damage"
            undeveloped

    **Mend it** by `complete by G10`, with a goal that argues it. Without, the hazard counts as unbounded.

    **Source.** Design, completeness.
    """
    says = element.says
    if isinstance(says, HazardStatement) and says.definition is not None and says.definition.complete_by is None:
        what = f"nothing argues that `{element.name}` is made of no more than it lists"
        yield Finding(what, element.place_of("definition"), element.identity, help="add `complete by GOAL`")
