"""GSN550 to GSN554, coverage: severities told, categories and capabilities argued or excluded."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.compliance.account import Account, Coverage, CoverageAccount
from gsn.compliance.against import is_regulated
from gsn.compliance.severities import states_no_consequence
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.kinds import Kind
from gsn.treaty.kinds import Kind as Stated

from .all_read import if_all_was_read
from .treaty_profile import of_the_treaty, source_of


def regulated_account(argument: Argument) -> Account | None:
    """The account of a case that the profile regulates, or may."""
    account = argument.account
    return account if account is not None and is_regulated(account) else None


def _covered(account: Account | None) -> tuple[CoverageAccount, ...]:
    return (*account.categories, *account.capabilities) if account is not None else ()


@rule("GSN550", "unknown-severity", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def unknown_severity(argument: Argument) -> Iterator[Finding]:
    """A hazard does not say how bad it is, and counts as the worst that the profile defines.

    **Why it matters.** A limit covers its severity and worse. What has no consequence could be anything, and falls
    under every limit on its category.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
        goal G1 "Harm is rare"
            claim harm <= 1e-2 per year at 95%
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            severity severe "Severe"
                when damage >= 1e9 USD

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
            consequence damage <= 1e6 USD
        goal G1 "Harm is rare"
            claim harm <= 1e-2 per year at 95%
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            severity severe "Severe"
                when damage >= 1e9 USD

    **Mend it** by stating from which figure up, or up to which, the hazard is meant: `consequence damage >= 1e9 USD`.

    **Source.** Design, treaty profiles: severity is derived.
    """
    account = regulated_account(argument)
    if account is None or not account.profile.of_kind(Stated.SEVERITY):
        return
    for hazard in argument.by_kind[Kind.HAZARD]:
        if states_no_consequence(hazard):
            why = account.severities[hazard.identity].why
            place = hazard.place_of("consequences") if "consequences" in hazard.clause_places else hazard.place
            help_ = "state it in what the profile defines severity by: `consequence MEASURE >= NUMBER UNIT`"
            yield Finding(f"how bad `{hazard.name}` is, is not known: {why}", place, hazard.identity, help_)


@rule("GSN551", "uncovered-category", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def uncovered_category(argument: Argument) -> Iterator[Finding]:
    """A category of risk is neither argued nor excluded.

    It is argued where a hazard of it is claimed, or argued in words (`argued by`), by a goal that the case shows or
    that supports one; it is excluded by such a goal, too (`excludes NAME by GOAL`).

    **Why it matters.** Who decides has to be convinced of all of them: what a case leaves out without a word is
    nobody's.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
        hazard harm "Harm"
            category misuse
            argued by G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, introduction and section 2.
    """
    account = regulated_account(argument)
    for covered in account.categories if account is not None else ():
        if _is_left_out(argument, covered):
            yield _left_out(argument, covered)


@rule("GSN552", "uncovered-capability", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def uncovered_capability(argument: Argument) -> Iterator[Finding]:
    """A capability that the profile names is neither covered by a hazard nor excluded.

    A hazard covers it by naming it (`capability NAME`) and being argued; where its category is excluded, it is
    excluded with it.

    **Why it matters.** Which capabilities are dangerous was decided by others than the developer: each has to be
    spoken of.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            capability scheming "Scheming"

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
        hazard harm "Harm"
            capability scheming
            argued by G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            capability scheming "Scheming"

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, introduction, footnote 12.
    """
    account = regulated_account(argument)
    for covered in account.capabilities if account is not None else ():
        if _is_left_out(argument, covered):
            yield _left_out(argument, covered)


def _is_left_out(argument: Argument, covered: CoverageAccount) -> bool:
    """Whether nothing speaks of it. What a goal that the case shows lacks is told of that goal, and not again here."""
    unargued = covered.coverage is Coverage.NOT_SUPPORTED and covered.hazards
    return covered.coverage is Coverage.MISSING or bool(
        unargued and not any(goal in argument.carried for goal in covered.goals)
    )


def _left_out(argument: Argument, covered: CoverageAccount) -> Finding:
    item = covered.item
    hazard = argument.element(covered.hazards[0]) if covered.hazards else None
    place = hazard.place if hazard is not None else of_the_treaty(argument)
    title = f" ({item.text.plain})" if item.text is not None else ""
    help_ = f"argue it over a hazard, or say `excludes {item.name} by GOAL` in the head"
    message = f"{item.kind} `{item.name}`{title} is neither argued nor excluded: {covered.why}"
    identity = hazard.identity if hazard is not None else None
    return Finding(message, place, identity, f"{help_}; {source_of(item, 'source')}")


@rule("GSN553", "unsupported-exclusion", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def unsupported_exclusion(argument: Argument) -> Iterator[Finding]:
    """A category or capability is excluded by a goal that is not supported, or that the case does not show.

    A doubt about that goal is none of this: it keeps the exclusion open.

    **Why it matters.** That something is no matter for a system is a claim like any other.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
            excludes misuse by G2
        goal G1 "It is safe"
            goal G2 "Nobody could misuse it"
                undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
            excludes misuse by G2
        goal G1 "It is safe"
            goal G2 "Nobody could misuse it"
                solution E1
        evidence E1 "Study of uses"
            type report
            file "e.txt"
            by lab
            dated 2026-05-01
        actor lab "Evaluations Ltd"
            role evaluator
        # file: e.txt
        It is a calculator.
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Source.** Design, treaty profiles: an exclusion is a supported goal.
    """
    for covered in _covered(regulated_account(argument)):
        if covered.coverage is Coverage.NOT_SUPPORTED and not covered.hazards:
            yield _of_exclusion(argument, covered, "is not excluded", "support the goal, and show it")


@rule("GSN554", "exclusion-not-accepted", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def exclusion_not_accepted(argument: Argument) -> Iterator[Finding]:
    """A category or capability is excluded, and nobody has accepted that who decides.

    **Why it matters.** What a developer leaves out is for others to agree to; until then the case is undetermined.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
            excludes misuse by G2
        goal G1 "It is safe"
            goal G2 "Nobody could misuse it"
                solution E1
        evidence E1 "Study of uses"
            type report
            file "e.txt"
            by lab
            dated 2026-05-01
        actor lab "Evaluations Ltd"
            role evaluator
        # file: e.txt
        It is a calculator.
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
        hazard harm "Harm"
            category misuse
            argued by G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Mend it** by asking those for whose determination the profile waits.

    **Source.** Design, treaty profiles: an exclusion is undetermined until a reviewer accepts it.
    """
    for covered in _covered(regulated_account(argument)):
        if covered.coverage is Coverage.EXCLUSION_NOT_ACCEPTED and _is_named(argument, covered):
            yield _of_exclusion(argument, covered, "is not yet excluded", "ask those who decide")


def _is_named(argument: Argument, covered: CoverageAccount) -> bool:
    """Whether it is excluded by its own name: what goes with a category is told of that."""
    return any(each.subject.name == covered.item.name for each in argument.case.says.excludes)


def _of_exclusion(argument: Argument, covered: CoverageAccount, what: str, help_: str) -> Finding:
    """A finding at the clause that excludes it, or its category."""
    head, item = argument.case.head, covered.item
    category = item.one("category") if item.kind is Stated.CAPABILITY else None
    names = {item.name, category.name if category is not None else item.name}
    excludes = argument.case.says.excludes
    index = next((index for index, each in enumerate(excludes) if each.subject.name in names), 0)
    place = head.place_of("excludes", index) if head is not None else of_the_treaty(argument)
    goal = next(iter(covered.goals), None)
    return Finding(f"{item.kind} `{item.name}` {what}: {covered.why}", place, goal, help_)
