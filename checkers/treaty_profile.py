"""GSN50x, treaty profiles: what a case is held against can be read, is law or says that it is not, and binds."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.compliance.account import Answer
from gsn.compliance.binding import SECTORS, USES
from gsn.compliance.declared import Declared, declared_by
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.place import Place
from gsn.treaty.force import NEVER_LAW, review_due
from gsn.treaty.profile import Item, Profile


def of_the_treaty(argument: Argument) -> Place:
    """Where a finding about the profile as a whole stands: where the case names it, or at its head."""
    head = argument.case.head
    return head.place_of("treaty") if head is not None else argument.case.head_place()


def of_the_system(argument: Argument, declared: Declared, field: str) -> Place:
    """Where a finding stands about what a system declares, or does not."""
    if declared.element is not None:
        return declared.element.place_of(field)
    return argument.case.head_place()


def source_of(item: Item, field: str) -> str:
    """Where a profile has a clause from, for a finding's help."""
    held = item.clauses.get(field, ())
    source = held[0].source if held else None
    return f"source: {source.plain}" if source is not None else "the profile names no source of it"


@rule("GSN501", "no-profile", Severity.ERROR, scope=Scope.CASE)
def no_profile(argument: Argument) -> Iterator[Finding]:
    """The case names a treaty profile that is not there, or that cannot be opened.

    A bare name is a built-in profile and only that; a local file is a quoted path that stays in the folder of the
    case.

    **Why it matters.** The case is then held against nothing, whatever it says.

    **Breaks it**

        case filter "May it be served?"
            treaty exmple
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            treaty example
        goal G1 "The filter holds"
            undeveloped

    **Source.** Common sense: what is named has to be there.
    """
    held = argument.held
    if held is not None and held.profile is None:
        head = argument.case.head
        yield Finding(held.trouble, of_the_treaty(argument), head.identity if head is not None else None, held.help)


@rule("GSN502", "faulty-profile", Severity.ERROR, scope=Scope.CASE)
def faulty_profile(argument: Argument) -> Iterator[Finding]:
    """A line of the profile that the case is held against cannot be read, or contradicts another.

    It stands at its own line, in the profile's file. What could not be read asks nothing, and whatever may have
    depended on it is open.

    **Why it matters.** A limit that nobody can read is kept by everybody.

    **Breaks it**

        case filter "May it be served?"
            treaty "own.treaty"
        goal G1 "The filter holds"
            undeveloped
        # file: own.treaty
        treaty own "A profile of one's own"
            tier regulated "Regulated"
                when training_compute > 1e25 FLOPS

    **Instead**

        case filter "May it be served?"
            treaty "own.treaty"
        goal G1 "The filter holds"
            undeveloped
        # file: own.treaty
        treaty own "A profile of one's own"
            tier regulated "Regulated"
                when training_compute > 1e25 FLOP

    **Source.** Common sense: what is asked has to be readable.
    """
    for problem in argument.held.problems if argument.held is not None else ():
        yield Finding(problem.message, problem.place, help=problem.help, related=problem.related)


@rule("GSN503", "not-law", Severity.INFO, scope=Scope.CASE)
def not_law(argument: Argument) -> Iterator[Finding]:
    """The profile is a proposal, a yardstick or an example, and was never law.

    What it would ask is shown all the same, and the case is judged by it.

    **Why it matters.** A reader should not take for an obligation what nobody has agreed to.

    **Breaks it**

        case filter "May it be served?"
            treaty conditional
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            treaty eu-ai-act
        goal G1 "The filter holds"
            undeveloped

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.3: most are proposals.
    """
    yield from _not_in_force(argument, never=True)


@rule("GSN504", "not-in-force", Severity.WARNING, scope=Scope.CASE)
def not_in_force(argument: Argument) -> Iterator[Finding]:
    """The profile was vetoed, rescinded or replaced, or is not in force on the day of the check.

    What it would ask is shown all the same, and the case is judged by it.

    **Why it matters.** To keep a rule that nobody has to keep says little; the one that is law may ask more.

    **Breaks it**

        case filter "May it be served?"
            treaty sb-1047
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            treaty eu-ai-act
        goal G1 "The filter holds"
            undeveloped

    **Mend it** by naming the profile, or the version of it, that is in force; or check with `--as-of` a day of it.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.1 (footnotes 20, 21).
    """
    yield from _not_in_force(argument, never=False)


def _not_in_force(argument: Argument, *, never: bool) -> Iterator[Finding]:
    account = argument.account
    if account is None or not account.binding.not_in_force:
        return
    status = account.profile.head.one("status") or "unstated"
    if (status in NEVER_LAW) is never:
        why = account.binding.not_in_force
        message = f"profile `{account.profile.name}` is not in force on {account.profile.as_of}: {why}"
        help_ = f"what it would ask is judged all the same; {source_of(account.profile.head, 'status')}"
        yield Finding(message, of_the_treaty(argument), help=help_)


@rule("GSN505", "stale-profile", Severity.WARNING, scope=Scope.CASE)
def stale_profile(argument: Argument) -> Iterator[Finding]:
    """A profile, a tier or a limit is past the day by which it was to be reviewed again.

    **Why it matters.** Thresholds are to be revised, because a given model takes less compute every year: one that
    nobody looked at again lets through what it was meant to stop.

    **Breaks it**

        case filter "May it be served?"
            treaty "own.treaty"
        goal G1 "The filter holds"
            undeveloped
        # file: own.treaty
        treaty own "A profile of one's own"
            every 12 months
            reviewed on 2024-01-01

    **Instead**

        case filter "May it be served?"
            treaty "own.treaty"
        goal G1 "The filter holds"
            undeveloped
        # file: own.treaty
        treaty own "A profile of one's own"
            every 12 months
            reviewed on 2026-01-01

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.1 (footnotes 26 to 28).
    """
    account = argument.account
    for item in account.binding.overdue if account is not None else ():
        message = f"{item.kind} `{item.name}` is stale: its review was due by {review_due(item)}"
        help_ = f"ask who revises it, or name the profile as it was revised; {source_of(item, 'every')}"
        yield Finding(message, of_the_treaty(argument), help=help_)


@rule("GSN506", "self-defined", Severity.WARNING, scope=Scope.CASE)
def self_defined(argument: Argument) -> Iterator[Finding]:
    """The developer itself set what the case is held against: a limit, a tier, a duty, or all of the profile.

    **Why it matters.** To stay below a limit of one's own says nothing to anybody else. Limits are for a regulator to
    set.

    **Breaks it**

        case filter "May it be served?"
            treaty "own.treaty"
        goal G1 "The filter holds"
            undeveloped
        # file: own.treaty
        treaty own "A profile of one's own"
            category harm "Harm"
            limit harm_limit "Harm"
                on harm
                frequency <= 1e-2 per year
                set by developer

    **Instead**

        case filter "May it be served?"
            treaty "own.treaty"
        goal G1 "The filter holds"
            undeveloped
        # file: own.treaty
        treaty own "A profile of one's own"
            category harm "Harm"
            limit harm_limit "Harm"
                on harm
                frequency <= 1e-2 per year
                set by aisi

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.2.4 (footnote 55): maximum
    risk thresholds are set by the regulator.
    """
    account = argument.account
    if account is None:
        return
    for what in _self_defined(account.profile):
        help_ = "have it set by who regulates, or say beside every result that it is the developer's own"
        yield Finding(f"{what} was set by the developer itself", of_the_treaty(argument), help=help_)


def _self_defined(profile: Profile) -> Iterator[str]:
    if profile.head.one("legal_force") == "self_defined":
        yield f"all of profile `{profile.name}`"
        return
    for item in profile.items.values():
        setter = item.one("set_by")
        if setter is not None and setter.name == "developer":
            yield f"{item.kind} `{item.name}` of profile `{profile.name}`"


@rule("GSN507", "not-bound", Severity.INFO, scope=Scope.CASE)
def not_bound(argument: Argument) -> Iterator[Finding]:
    """The profile binds nobody in the system's jurisdictions, or is about other sectors and uses.

    **Why it matters.** What it asks is shown; a reader should know that nobody has to keep it here.

    **Breaks it**

        case filter "May it be served?"
            system x1
            treaty eu-ai-act
        system x1 "X-1"
            jurisdiction US-CA
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            system x1
            treaty eu-ai-act
        system x1 "X-1"
            jurisdiction US-CA, DE
        goal G1 "The filter holds"
            undeveloped

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2: states parties, sectors, uses.
    """
    account = argument.account
    if account is None:
        return
    declared, binding = declared_by(argument), account.binding
    for answer, why, field in (
        (binding.bound, binding.why_bound, "jurisdiction"),
        (binding.applies, binding.why_applies, "sector"),
    ):
        if answer is Answer.NO:
            message = f"profile `{account.profile.name}` does not bind: {why}"
            help_ = "declare every jurisdiction where it is developed or offered, its sector and its use"
            yield Finding(message, of_the_system(argument, declared, field), _identity(declared), help_)


@rule("GSN508", "undeclared-scope", Severity.WARNING, scope=Scope.CASE)
def undeclared_scope(argument: Argument) -> Iterator[Finding]:
    """Nothing tells whether the profile binds: the system's jurisdiction, sector or use is not declared.

    **Why it matters.** A treaty binds through states, and may be about civilian or private systems alone. What is left
    out keeps open whether anything is asked at all.

    **Breaks it**

        case filter "May it be served?"
            system x1
            treaty conditional
        system x1 "X-1"
            sector private
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May it be served?"
            system x1
            treaty conditional
        system x1 "X-1"
            sector private
            use civilian
        goal G1 "The filter holds"
            undeveloped

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2: private and public sectors,
    civilian and military use.
    """
    account = argument.account
    if account is None:
        return
    declared, head = declared_by(argument), account.profile.head
    asked = {
        "jurisdiction": bool(head.all("parties")),
        "sector": _names_any(head, SECTORS),
        "use": _names_any(head, USES),
    }
    missing = [field for field, is_asked in asked.items() if is_asked and not getattr(declared.says, field)]
    unknown = f"whether profile `{account.profile.name}` binds is not known"
    if missing and declared.element is None:
        help_ = f"name the system (`system NAME`), and declare its {', its '.join(missing)}"
        yield Finding(f"{unknown}: {declared.missing}", argument.case.head_place(), help=help_)
        return
    for field in missing:
        help_ = f"declare `{field}` under the system"
        place = of_the_system(argument, declared, field)
        yield Finding(f"{unknown}: {declared.why_not(field)}", place, _identity(declared), help_)


def _names_any(head: Item, words: tuple[str, ...]) -> bool:
    return any(word in words for word in head.one("applies_to") or ())


def _identity(declared: Declared) -> str | None:
    return declared.element.identity if declared.element is not None else None
