"""GATExx: what the gate itself asks, beside the findings of the families.

They are rules like any other, so that every output shows them at their places and every page explains them; but they
belong to no family, and the verdict knows nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gsn.argument import Argument
from gsn.checking import Family, Judgement
from gsn.findings import Finding, Rule, Scope, Severity, rule
from gsn.gate.bearing import Unevidenced, nowhere, number_of_feet, unevidenced
from gsn.model.reference import Identity

NEVER_SET_ASIDE = ("GATE03", "GATE04")
"""What was not looked at is not known, so that nothing can be said about what is new in it."""

MOST_LACKS = 4
"""Things that a foot lacks and that its message names."""


Told = frozenset[tuple[str, Identity | None]]
"""What the findings that the gate looks at say already: their codes and elements."""


@rule("GATE01", "unevidenced-foot", Severity.ERROR, scope=Scope.CASE)
def unevidenced_foot(argument: Argument, told: Told = frozenset()) -> Iterator[Finding]:
    """Something that the shown goals rest on has no accepted evidence at its foot.

    **Why it matters.** The foot that is missing may be the one that carries everything. So each one counts, and no
    share of them does: splitting goals that are easy to show would raise a share, and would show nothing more.

    **Breaks it**

        case filter
            shows G1
        goal G1 "The filter holds"
            solution Sn1 "Test report"

    **Instead** a solution cites a record of evidence whose file is there, unaltered and in date. A waiver lets a
    finding about a record stand; the foot that rests on the record has no accepted evidence all the same.
    """
    for missing in unevidenced(argument):
        if not missing.undeveloped and not _is_told(missing, told):
            yield _at_foot(missing)
    for lack in nowhere(argument):
        place = lack.place or argument.case.head_place()
        yield Finding(lack.message, place, lack.element, "name a goal, or what shows it")


@rule("GATE02", "undeveloped-foot", Severity.ERROR, scope=Scope.CASE)
def undeveloped_foot(argument: Argument) -> Iterator[Finding]:
    """Something that the shown goals rest on is marked undeveloped.

    **Why it matters.** The mark is honest, and it is no evidence. A team that is still drafting lets it through until
    a day that its policy names, `undeveloped-until = 2026-12-31`, and not by habit.

    **Breaks it**

        case filter
            shows G1
        goal G1 "The filter holds"
            undeveloped "Tests run in May"
    """
    for missing in unevidenced(argument):
        if missing.undeveloped:
            yield Finding(
                f"`{missing.foot.name}` is undeveloped, and the goals that are shown rest on it",
                missing.place,
                missing.foot.identity,
                "develop it, or let drafts through with `undeveloped-until` in the policy",
            )


@rule("GATE03", "not-looked-at", Severity.ERROR, scope=Scope.CASE)
def not_looked_at(argument: Argument, failed: Sequence[Family] = ()) -> Iterator[Finding]:
    """A part of the case was not looked at: a family of rules did not run, or a text is not part of the case.

    **Why it matters.** What was not looked at may hold anything. A challenge that lies in the folder and that nothing
    imports is the commonest: it vanishes by being left out.

    **Mend it** by importing the text or taking it away; by mending or removing what keeps the family from running. No
    baseline sets this aside.
    """
    place = argument.case.head_place()
    for family in failed:
        yield Finding(f"the rules of {family.name} did not run: it {family.failure}", place, None)
    for stray in argument.case.strays:
        message = f"`{stray}` lies in the case's folder, and the case does not import it"
        yield Finding(message, place, None, "import it, or take it out of the folder")


@rule("GATE04", "nothing-to-hold", Severity.ERROR, scope=Scope.CASE)
def nothing_to_hold(argument: Argument) -> Iterator[Finding]:
    """Nothing says what is to be shown, or nothing is argued for it.

    **Why it matters.** Of no feet, every one has evidence. A gate before an empty case would always hold.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter
            shows G1
        goal G1 "The filter holds"
            undeveloped
    """
    case = argument.case
    if case.head is None:
        help_ = "name the file that begins with `case`, or its folder"
        yield Finding("this is a part: no text begins with `case`", case.head_place(), None, help_)
    elif not case.says.shows or not number_of_feet(argument):
        help_ = "name the goals at the top of the argument: `shows G1`"
        yield Finding("the case shows no goal that comes down to evidence", case.head_place(), None, help_)


CONDITIONS: tuple[Rule, ...] = (unevidenced_foot, undeveloped_foot, not_looked_at, nothing_to_hold)


def raised(judgement: Judgement, found: Iterable[Finding], *, limit_bearing: bool) -> Iterator[Finding]:
    """What the gate's own conditions find in a case.

    Args:
        judgement: The case, judged.
        found: The findings that the gate looks at, so that nothing is said twice.
        limit_bearing: Whether every limit-bearing foot has to have accepted evidence.
    """
    argument = judgement.argument
    if limit_bearing:
        told = frozenset((finding.code, finding.element) for finding in found)
        yield from unevidenced_foot.find([(argument, told)])
        yield from undeveloped_foot.find([(argument,)])
    failed = [family for family in judgement.families if family.failure is not None]
    yield from not_looked_at.find([(argument, failed)])
    yield from nothing_to_hold.find([(argument,)])


def _is_told(missing: Unevidenced, told: Told) -> bool:
    """Whether a finding about the foot itself says what it lacks.

    One about a record does not: the record may be known to be bad, and the foot that rests on it be new.
    """
    own = missing.foot.identity
    said = [lack.element == own and bool(lack.code) and (lack.code, own) in told for lack in missing.lacks]
    return bool(said) and all(said)


def _at_foot(missing: Unevidenced) -> Finding:
    told = list(dict.fromkeys(lack.message for lack in missing.lacks))
    more = f"; and {len(told) - MOST_LACKS} more" if len(told) > MOST_LACKS else ""
    return Finding(
        f"`{missing.foot.name}` has no accepted evidence: {'; '.join(told[:MOST_LACKS]) or 'it rests on none'}{more}",
        missing.place,
        missing.foot.identity,
        "every foot that the shown goals rest on needs accepted evidence",
        related=tuple(
            (lack.place, lack.message)
            for lack in missing.lacks
            if lack.place is not None and lack.element != missing.foot.identity
        ),
    )
