"""GSN51x, tiers: which the system reaches, what keeps that open, and what they prohibit or reserve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from gsn.argument import Argument
from gsn.compliance.account import Answer, TestAccount, TierAccount
from gsn.compliance.declared import declared_by
from gsn.compliance.reaching import deciding_tests
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.statements.facts import SystemStatement
from gsn.treaty.profile import Item
from gsn.treaty.record import Outcome, Threshold, Unset

from .treaty_profile import of_the_system, of_the_treaty, source_of

_DECLARABLE = frozenset(SystemStatement.model_fields)
_FORMS = {
    "training_compute": "`training_compute pretraining LOW..HIGH, post_training …, inference … FLOP`, part by part",
    "training_cost": "`training_cost LOW..HIGH USD`",
    "parameters": "`parameters LOW..HIGH`",
}


def _tiers(argument: Argument) -> tuple[TierAccount, ...]:
    return argument.account.tiers if argument.account is not None else ()


def _open_tests(argument: Argument) -> Iterator[tuple[TierAccount, TestAccount]]:
    """What keeps open whether a tier is reached."""
    for tier in _tiers(argument):
        if tier.reached is Answer.OPEN:
            open_tests = deciding_tests(tier.tier.one("when"), tier.tests, Answer.OPEN)
            yield from ((tier, test) for test in chain.from_iterable(open_tests))


def _undeclared(argument: Argument, account: TestAccount) -> str | None:
    """The clause that a system would need for a test, and does not have."""
    test, declared = account.test, declared_by(argument)
    if not isinstance(test, Threshold) or isinstance(test.value, Unset) or test.measure.name not in _DECLARABLE:
        return None
    field = test.measure.name
    unread = declared.element is not None and field in declared.element.lost
    return field if getattr(declared.says, field) is None and not unread else None


def _named(tiers: Iterable[str]) -> str:
    names = [f"`{name}`" for name in tiers]
    return f"the tier{'s' if len(names) > 1 else ''} {', '.join(names)}"


@rule("GSN511", "undeclared-measure", Severity.WARNING, scope=Scope.CASE)
def undeclared_measure(argument: Argument) -> Iterator[Finding]:
    """A tier goes by what the system does not declare: its compute, its cost, its parameters.

    **Why it matters.** Whether the system is regulated, or prohibited, is decided by that figure. Silence about it is
    no answer.

    **Breaks it**

        case filter "May it be served?"
            system x1
            treaty example
        system x1 "X-1"
            sector private
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            system x1
            treaty example
        system x1 "X-1"
            sector private
            training_compute pretraining 3e26..4e26, post_training 0..5e25 FLOP
        goal G1 "The filter holds"
            undeveloped

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.1.
    """
    tiers: dict[str, dict[str, Item]] = {}
    for tier, test in _open_tests(argument):
        if field := _undeclared(argument, test):
            tiers.setdefault(field, {})[tier.tier.name] = tier.tier
    declared = declared_by(argument)
    for field, asking in tiers.items():
        message = f"whether the system reaches {_named(asking)} is not known: {declared.why_not(field)}"
        where = "under it" if declared.element is not None else "under a system that the head names (`system NAME`)"
        source = source_of(next(iter(asking.values())), "when")
        help_ = f"declare {_FORMS.get(field, f'`{field}`')} {where}; {source}"
        identity = declared.element.identity if declared.element is not None else None
        yield Finding(message, of_the_system(argument, declared, field), identity, help_)


@rule("GSN512", "tier-undetermined", Severity.WARNING, scope=Scope.CASE)
def tier_undetermined(argument: Argument) -> Iterator[Finding]:
    """Whether a tier is reached depends on a part, on a range, on the way of counting, or on somebody's judgement.

    Where a profile does not say which parts of compute are counted, every way that includes pretraining is admissible.
    The tier is reached where pretraining alone is above the threshold, and not reached where all parts together are
    not; between the two it is open, and the part that decides is named.

    **Why it matters.** A developer who chooses the way of counting chooses whether it is regulated.

    **Breaks it**

        case filter "May it be served?"
            system x1
            treaty example
        system x1 "X-1"
            sector private
            training_compute pretraining 9e24, post_training 0..2e24 FLOP
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            system x1
            treaty example
        system x1 "X-1"
            sector private
            training_compute pretraining 9e24, post_training 0..5e23 FLOP
        goal G1 "The filter holds"
            undeveloped

    **Mend it** by narrowing the range that is named, by declaring the part that is named (`0` where there is none), or
    by asking who sets the threshold how it is counted. A judgement in words is settled by who judges.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.1 (footnote 15).
    """
    declared = declared_by(argument)
    for tier, test in _open_tests(argument):
        unset = isinstance(test.test, Threshold) and isinstance(test.test.value, Unset)
        if unset or _undeclared(argument, test) is not None:
            continue
        message = f"whether the tier `{tier.tier.name}` is reached is not known: {test.why}"
        if isinstance(test.test, Threshold):
            place = of_the_system(argument, declared, test.test.measure.name)
            help_ = f"declare what is missing, or narrow what decides; {source_of(tier.tier, 'when')}"
        else:
            place = of_the_treaty(argument)
            help_ = f"ask who judges it; the tool never does; {source_of(tier.tier, 'when')}"
        yield Finding(message, place, help=help_)


@rule("GSN513", "unset-threshold", Severity.WARNING, scope=Scope.CASE)
def unset_threshold(argument: Argument) -> Iterator[Finding]:
    """A tier's threshold is a number that somebody has still to set.

    **Why it matters.** Nothing is below a number that is not there. The review leaves it to AI safety institutes.

    **Breaks it**

        case filter "May it be served?"
            system x1
            treaty conditional
        system x1 "X-1"
            training_compute pretraining 3e26 FLOP
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            system x1
            treaty example
        system x1 "X-1"
            training_compute pretraining 3e26 FLOP
        goal G1 "The filter holds"
            undeveloped

    **Mend it** by asking who sets it. A reviewer who knows the number extends the profile and checks with `--treaty`.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2 (footnote 126).
    """
    for tier, test in _open_tests(argument):
        if isinstance(test.test, Threshold) and isinstance(test.test.value, Unset):
            message = f"whether the tier `{tier.tier.name}` is reached is not known: {test.why}"
            help_ = f"ask for the number; {source_of(tier.tier, 'when')}"
            yield Finding(message, of_the_treaty(argument), help=help_)


@rule("GSN514", "prohibited-tier", Severity.ERROR, scope=Scope.CASE)
def prohibited_tier(argument: Argument) -> Iterator[Finding]:
    """The system reaches a tier in which development is prohibited.

    **Why it matters.** No argument for its safety is admitted there: the case cannot succeed under this profile.

    **Breaks it**

        case filter "May it be served?"
            system x1
            treaty taisc
        system x1 "X-1"
            training_compute pretraining 3e25 FLOP
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            system x1
            treaty taisc
        system x1 "X-1"
            training_compute pretraining 1e22, post_training 1e21, inference 0 FLOP
        goal G1 "The filter holds"
            undeveloped

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.1 (footnote 37).
    """
    yield from _kept_from_it(argument, "prohibited")


@rule("GSN515", "reserved-tier", Severity.ERROR, scope=Scope.CASE)
def reserved_tier(argument: Argument) -> Iterator[Finding]:
    """The system reaches a tier in which only somebody else may develop.

    **Why it matters.** Above some thresholds proposals let one international institution develop, and nobody else.
    Who that is stands in a reviewer's registry (`--actors`), and not in the case.

    **Breaks it**

        case filter "May it be served?"
            system x1
            treaty magic
        system x1 "X-1"
            developer example_lab
            training_compute pretraining 3e24 FLOP
        actor example_lab "Example Lab"
            role developer
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            system x1
            treaty magic
        system x1 "X-1"
            developer example_lab
            training_compute pretraining 3e22, post_training 0, inference 0 FLOP
        actor example_lab "Example Lab"
            role developer
        goal G1 "The filter holds"
            undeveloped

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.1 (footnotes 33 to 35).
    """
    yield from _kept_from_it(argument, "only_by")


def _kept_from_it(argument: Argument, effect: str) -> Iterator[Finding]:
    """Tiers that are reached, do not exempt the developer, and by their effect do not admit it."""
    declared = declared_by(argument)
    for tier in _tiers(argument):
        outcome: Outcome | None = tier.tier.one("outcome")
        if tier.reached is not Answer.YES or tier.admits is not Answer.NO or tier.exempt is Answer.YES:
            continue
        if outcome is not None and outcome.effect == effect:
            message = f"the tier `{tier.tier.name}` is reached: {tier.why_admits}"
            help_ = f"{tier.why}; {source_of(tier.tier, 'when')}"
            identity = declared.element.identity if declared.element is not None else None
            yield Finding(message, of_the_system(argument, declared, "training_compute"), identity, help_)


@rule("GSN516", "admission-open", Severity.WARNING, scope=Scope.CASE)
def admission_open(argument: Argument) -> Iterator[Finding]:
    """The system reaches a tier, and nothing tells whether its developer may go on there, or is exempt.

    **Why it matters.** An exemption holds by the word of a reviewer's registry, and never by the case's own. Where
    nobody knows what follows from a tier, nobody knows that it lets anybody go on.

    **Breaks it**

        case filter "May it be served?"
            system x1
            treaty magic
        system x1 "X-1"
            developer magic
            training_compute pretraining 3e24 FLOP
        actor magic "Multinational AGI Consortium"
            role developer
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            system x1
            treaty example
        system x1 "X-1"
            developer magic
            training_compute pretraining 3e26 FLOP
        actor magic "Multinational AGI Consortium"
            role developer
        goal G1 "The filter holds"
            undeveloped

    **Mend it** by checking with a registry of actors (`--actors`), or by a profile that states what follows.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.1 and section 2 (footnote 127).
    """
    tiers = [tier for tier in _tiers(argument) if tier.reached is Answer.YES and tier.exempt is not Answer.YES]
    if any(tier.admits is Answer.NO for tier in tiers):
        return  # another tier keeps the developer from going on, and that is found
    for tier in tiers:
        if tier.admits is Answer.OPEN:
            message = f"whether development may go on in the tier `{tier.tier.name}` is not known: {tier.why_admits}"
            yield Finding(message, of_the_treaty(argument), help=source_of(tier.tier, "outcome"))


@rule("GSN517", "not-regulated", Severity.INFO, scope=Scope.CASE)
def not_regulated(argument: Argument) -> Iterator[Finding]:
    """The system stays below every threshold of the profile.

    **Why it matters.** A threshold is a first filter. Not regulated says nothing of its safety.

    **Breaks it**

        case filter "May it be served?"
            system x1
            treaty example
        system x1 "X-1"
            training_compute pretraining 3e24, post_training 1e24 FLOP
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            system x1
            treaty example
        system x1 "X-1"
            training_compute pretraining 3e26, post_training 1e24 FLOP
        goal G1 "The filter holds"
            undeveloped

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, sections 1.1 and 1.2 (footnotes 16, 38).
    """
    tiers = _tiers(argument)
    account = argument.account
    if account is None or account.profile.problems or not tiers:
        return
    if any(tier.reached is not Answer.NO for tier in tiers):
        return
    message = f"profile `{account.profile.name}` does not regulate the system: it is below every threshold"
    help_ = "that says nothing of its safety: a threshold is a first filter"
    yield Finding(message, of_the_treaty(argument), help=f"{help_}; {source_of(tiers[0].tier, 'when')}")
