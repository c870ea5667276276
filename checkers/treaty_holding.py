"""GSN544 to GSN549, limits held: what is wanting of the proof that one is kept, and who has still to judge."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.compliance.account import Kept, Wanting
from gsn.findings import Finding, Scope, Severity, rule

from .all_read import if_all_was_read
from .treaty_limits import figures_source, found_of, open_limits, place_of, wants_of


@rule("GSN544", "limit-in-another-unit", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def limit_in_another_unit(argument: Argument) -> Iterator[Finding]:
    """A hazard is claimed per one thing, and the limit on it is per another.

    Spans of time convert; a reactor-year, a demand or a deployment is itself alone. A limit on a probability over a
    deployment is held against claims `per deployment`.

    **Why it matters.** A figure per demand says nothing per year, unless demands are counted.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
        goal G1 "Harm is rare"
            claim harm <= 1e-3 per demand at 95%
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

    **Mend it** by a claim in the limit's unit, by way of how often there is a demand.

    **Source.** The calculus, rule 21.
    """
    for limit, want in wants_of(argument, Wanting.UNIT):
        yield found_of(argument, limit, want, "claim it in the limit's unit")


@rule("GSN545", "limit-for-another-configuration", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def limit_for_another_configuration(argument: Argument) -> Iterator[Finding]:
    """A hazard is claimed for a configuration of which nothing says that it is decided on, or for another one.

    **Why it matters.** The model that was tested with its safeguards off, and the one that is served, are not the same.
    A limit holds for what is served.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
            system x1
        hazard harm "Harm"
            category misuse
        goal G1 "Harm is rare"
            claim harm <= 1e-2 per year at 95% for x1.api
            undeveloped
        system x1 "X-1"
            configuration api "As served"
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            limit rare "Misuse is rare"
                on misuse
                frequency <= 1e-2 per year at 90%

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
            system x1
            decides on x1.api
        hazard harm "Harm"
            category misuse
        goal G1 "Harm is rare"
            claim harm <= 1e-2 per year at 95% for x1.api
            undeveloped
        system x1 "X-1"
            configuration api "As served"
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            limit rare "Misuse is rare"
                on misuse
                frequency <= 1e-2 per year at 90%

    **Mend it** by saying in the head what is decided on (`decides on x1.api`), and by claiming each hazard for it.

    **Source.** The calculus, rules 20 and 21.
    """
    for limit, want in wants_of(argument, Wanting.CONFIGURATION):
        yield found_of(argument, limit, want, "say `decides on REF` in the head, and claim each hazard for that")


@rule("GSN546", "limit-at-less-confidence", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def limit_at_less_confidence(argument: Argument) -> Iterator[Finding]:
    """The claims on the hazards of a limit come together to less confidence than the limit asks for.

    Each claim from which one could have chosen takes its part of the doubt.

    **Why it matters.** A bound at 90% is no bound at 95%.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
        goal G1 "Harm is rare"
            claim harm <= 1e-2 per year at 90%
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
                frequency <= 1e-2 per year at 95%

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
                frequency <= 1e-2 per year at 95%

    **Mend it** by claiming less at more confidence; `gsn risk --needed GOAL` says what it takes.

    **Source.** The calculus, rule 21.
    """
    for limit, want in wants_of(argument, Wanting.CONFIDENCE):
        yield found_of(
            argument, limit, want, "claim it at more confidence: `gsn risk --needed GOAL` says what it takes"
        )


@rule("GSN547", "belief-not-admitted", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def belief_not_admitted(argument: Argument) -> Iterator[Finding]:
    """What is proved of a hazard rests on what experts believe, and the profile does not admit belief.

    **Why it matters.** Belief is no measurement: it is charged and shown apart, and counts towards a limit only where
    the profile says so (`admits measured, elicited`).

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
        goal G1 "Harm is rare"
            claim harm <= 1e-2 per year at 95%
            solution E1
        evidence E1 "A hundred years"
            type elicitation
            file "e.txt"
            by lab
            dated 2026-05-01
            presumes G2
            measures harm: at most 1e-3 per year at 97%
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

    **Mend it** by measuring what is believed.

    **Source.** The calculus, rules 17, 18 and 21.
    """
    for limit, want in wants_of(argument, Wanting.MEASUREMENT):
        yield found_of(argument, limit, want, "measure it")


@rule("GSN548", "limit-unreviewed", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def limit_unreviewed(argument: Argument) -> Iterator[Finding]:
    """A limit is proved to be kept under contexts, assumptions and goals that nobody has reviewed.

    They are what the proof holds under: definitions, licences, contexts, what a count presumes. That a number of such a
    goal is proved settles nothing: its number is not what the proof presumes.

    **Why it matters.** The sums are right; whether they are sums about the world is for people to say.

    **Breaks it**

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

    **Mend it** by having those decide for whose determination the profile waits: `gsn check --actors` then knows their
    signed word.

    **Source.** Design, quantified risk: what "proved" means.
    """
    for limit, want in wants_of(argument, Wanting.REVIEW):
        place = place_of(argument, want.element, "claims")
        message = f"limit `{limit.limit.name}` is proved to be kept, and {want.message}"
        yield Finding(message, place, want.element, f"have it reviewed; {figures_source(limit.limit)}")


@rule("GSN549", "limit-to-be-judged", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def limit_to_be_judged(argument: Argument) -> Iterator[Finding]:
    """A limit is judged by somebody, and no word of theirs is known.

    It states no figure, or what is proved lies where somebody judges whether it is as low as reasonably practicable.

    **Why it matters.** What was argued is listed; only the determination of who judges settles it, signed with a key
    that a reviewer's registry knows.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
            argued by G1
        goal G1 "Harm is rare"
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            limit rare "Misuse is rare"
                on misuse
                judged by aisi

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

    **Mend it** by asking who judges.

    **Source.** Design, treaty profiles: a qualitative limit is a human's.
    """
    for limit in open_limits(argument):
        if limit.kept is Kept.JUDGED:
            element = next(iter(limit.hazards), None)
            message = f"limit `{limit.limit.name}` is to be judged: {limit.why}"
            yield Finding(
                message, place_of(argument, element), element, f"ask who judges; {figures_source(limit.limit)}"
            )
