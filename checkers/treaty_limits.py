"""GSN54x, limits: what exceeds one, and what keeps one from being kept."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.compliance.account import Kept, LimitAccount, Want, Wanting
from gsn.compliance.against import is_regulated, is_settled
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.place import Place
from gsn.model.reference import Identity
from gsn.treaty.profile import Item

from .all_read import if_all_was_read
from .treaty_profile import of_the_treaty, source_of

_FIGURES = ("frequency", "probability", "increase", "tolerability", "bands", "judged_by", "on")


def open_limits(argument: Argument) -> Iterator[LimitAccount]:
    """The limits that bear on the case and that nobody has settled."""
    account = argument.account
    if account is not None and is_regulated(account):
        yield from (limit for limit in account.limits if not is_settled(limit))


def wants_of(argument: Argument, wanting: Wanting) -> Iterator[tuple[LimitAccount, Want]]:
    """What is wanting of one kind, where the limit is not exceeded anyway."""
    for limit in open_limits(argument):
        if limit.kept is not Kept.EXCEEDED:
            yield from ((limit, want) for want in limit.wants if want.wanting is wanting)


def place_of(argument: Argument, element: Identity | None, clause_field: str = "", index: int = 0) -> Place:
    """An element's place, or its clause's; where the case names its profile for what is nowhere in it."""
    found = argument.element(element) if element is not None else None
    if found is None:
        return of_the_treaty(argument)
    return found.place_of(clause_field, index) if clause_field else found.place


def found_of(argument: Argument, limit: LimitAccount, want: Want, help_: str) -> Finding:
    place = place_of(argument, want.element, want.clause_field, want.position)
    message = f"limit `{limit.limit.name}` is not shown to be kept: {want.message}"
    return Finding(message, place, want.element, f"{help_}; {figures_source(limit.limit)}")


def figures_source(limit: Item) -> str:
    return source_of(limit, next((name for name in _FIGURES if name in limit.clauses), "on"))


@rule("GSN540", "limit-exceeded", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def limit_exceeded(argument: Argument) -> Iterator[Finding]:
    """What the case itself claims of the hazards under a limit is more than the limit allows.

    Of several claims on a hazard the lowest counts, proved or not; the hazards of a limit are summed. It is exceeded,
    too, where a claim from below proves that there is more.

    **Why it matters.** A limit that is exceeded is ground for a pause; no argument below the claim mends it.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
        goal G1 "Harm is rare"
            claim harm <= 2e-2 per year at 95%
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            limit rare "Misuse is rare"
                on misuse
                frequency <= 1e-2 per year at 90%

    **Instead**

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
            limit rare "Misuse is rare"
                on misuse
                frequency <= 1e-2 per year at 90%

    **Mend it** by claiming less, and showing it.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2, footnote 129.
    """
    for limit in open_limits(argument):
        if limit.kept is Kept.EXCEEDED:
            element = next(iter((*limit.claimed, *limit.hazards)), None)
            place = place_of(argument, element, "claims" if limit.claimed else "")
            message = f"limit `{limit.limit.name}` is exceeded: {limit.why}"
            yield Finding(
                message, place, element, f"bring the risk below what is allowed; {figures_source(limit.limit)}"
            )


@rule("GSN541", "limit-not-shown", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def limit_not_shown(argument: Argument) -> Iterator[Finding]:
    """A hazard falls under a limit, and nothing proved bounds it.

    **Why it matters.** A hazard of which nothing is proved counts as unbounded against a limit.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
        goal G1 "Harm is rare"
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            limit rare "Misuse is rare"
                on misuse
                frequency <= 1e-2 per year at 90%

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
        goal G1 "Harm is rare"
            claim harm <= 1e-2 per year at 95%
            solution E1
        evidence E1 "A hundred years"
            type monitoring
            file "e.txt"
            by lab
            dated 2026-05-01
            presumes G2
            measures harm: 0 in 1000 years
        goal G2 "Every harm is seen"
            solution E2
        evidence E2 "Study"
            type report
            file "e.txt"
            by lab
            dated 2026-05-01
        actor lab "Evaluations Ltd"
            role evaluator
        # file: e.txt
        No harm in a thousand years.
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            limit rare "Misuse is rare"
                on misuse
                frequency <= 1e-2 per year at 90%

    **Mend it** by a goal that claims it and is proved; `gsn risk` says what its step lacks.

    **Source.** The calculus, rule 21.
    """
    for limit, want in wants_of(argument, Wanting.CLAIM):
        yield found_of(argument, limit, want, "claim it, and let `gsn risk` say what the step lacks")


@rule("GSN542", "limit-not-set", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def limit_not_set(argument: Argument) -> Iterator[Finding]:
    """A limit's figure, or the confidence at which it is to be shown, is still to be set.

    **Why it matters.** Nobody can keep a limit that has no figure; the case stays undetermined until it is set.

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
            limit rare "Misuse is rare"
                on misuse
                frequency <= unset per year at 90%

    **Instead**

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
            limit rare "Misuse is rare"
                on misuse
                frequency <= 1e-2 per year at 90%

    **Mend it** by asking whoever sets it. What is proved already is told beside it.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2, footnote 129.
    """
    for limit in open_limits(argument):
        if limit.kept is Kept.UNSET:
            who = limit.limit.one("set_by")
            help_ = f"`{who.name}` sets it" if who is not None else "ask who sets it"
            message = f"limit `{limit.limit.name}` has no figure that could be kept: {limit.why}"
            yield Finding(message, of_the_treaty(argument), help=f"{help_}; {figures_source(limit.limit)}")


@rule("GSN543", "limit-unstated", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def limit_unstated(argument: Argument) -> Iterator[Finding]:
    """A limit does not say what it takes to be held: a confidence, a unit, a period, or which of its bands is asked.

    **Why it matters.** A bound without a confidence means nothing, and whoever chooses what the text leaves out chooses
    the verdict. What is proved is told beside the figure, and decides nothing.

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
            limit rare "Misuse is rare"
                on misuse
                frequency <= 1e-2 per year

    **Instead**

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
            limit rare "Misuse is rare"
                on misuse
                frequency <= 1e-2 per year at 90%

    **Mend it** by a profile that says it, or by the word of who decides.

    **Source.** Design, treaty profiles; yardsticks of other industries state no confidence.
    """
    for limit, want in wants_of(argument, Wanting.STATEMENT):
        if limit.kept is not Kept.UNSET:
            message = f"limit `{limit.limit.name}` cannot be held: {want.message}"
            yield Finding(message, of_the_treaty(argument), help=f"ask who decides; {figures_source(limit.limit)}")
