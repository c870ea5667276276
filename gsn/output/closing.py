"""What every form of output says beside the findings: the verdict, what it rests on, and who judged."""

from __future__ import annotations

from gsn.checking import Family, Judgement
from gsn.feet import feet_of
from gsn.findings import Severity, Verdict
from gsn.verdict import grouped

MOST_REASONS = 25
"""Reasons that are told to a person; all of them are in the JSON."""


def judged(judgement: Judgement) -> str:
    """On which day, and by which families; those that did not run are named as such."""
    return f"judged on {judgement.as_of} by {families(judgement.families)}"


def families(run: tuple[Family, ...]) -> str:
    """The families that ran, by their codes, and those that did not."""
    by_codes: dict[str, list[str]] = {}
    for family in run:
        if not family.failure:
            by_codes.setdefault(family.codes, []).append(family.short_name)
    ran = ", ".join(f"{codes} {' and '.join(names)}" for codes, names in by_codes.items())
    failed = ", ".join(family.name for family in run if family.failure)
    return f"{ran or 'no rules'}; not by {failed}" if failed else ran or "no rules"


def failures(judgement: Judgement) -> list[str]:
    """For each family that did not run to its end, why."""
    return [
        f"the rules of {family.name} did not run: it {family.failure}"
        for family in judgement.families
        if family.failure
    ]


def counts(judgement: Judgement) -> str:
    """How many findings there are, shown or not, and how much of what limits depend on is evidenced and judged."""
    told = [_counted(judgement.count(severity), severity) for severity in Severity]
    left_out = f"; {len(judgement.hidden)} of them not shown, as asked" if judgement.hidden else ""
    waived = f"; {len(judgement.waived)} waived" if judgement.waived else ""
    return f"{', '.join(filter(None, told)) or 'no findings'}{left_out}{waived}; {feet_of(judgement.argument).in_words}"


def _counted(count: int, severity: Severity) -> str:
    noun = {Severity.INFO: "prompt"}.get(severity, severity.value)
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""


def reasons(judgement: Judgement, most: int = MOST_REASONS) -> list[str]:
    """What keeps a case from passing that is not rejected; of one that is, its findings say it, unless it has none."""
    if judgement.verdict is Verdict.REJECTED:
        return [] if judgement.count(Severity.ERROR) else ["a part of the text could not be read"]
    groups = grouped(judgement.grounds)
    told = [_with_others(group.grounds[0].message, len(group.grounds) - 1) for group in groups[:most]]
    return [*told, f"and {len(groups) - most} more"] if len(groups) > most else told


def _with_others(message: str, others: int) -> str:
    return f"{message}, and the same of {others} more" if others else message
