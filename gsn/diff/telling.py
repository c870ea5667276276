"""What every form of a comparison says: which cases, which verdicts, and a change as a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gsn.checking import Judgement
from gsn.diff.change import Change, Difference, Effect
from gsn.diff.margins import Margin
from gsn.findings import Finding
from gsn.model.case import Case
from gsn.model.place import Place
from gsn.model.reference import name_seen_from
from gsn.same_finding import from_folder


@dataclass(frozen=True, slots=True)
class Named:
    """What the two sides are called: paths, or revisions with the commits that they were."""

    old: str
    new: str


def sentence(change: Change, case: Case) -> str:
    """A change as a sentence with its subject: ``goal `G1` is new: supporting `S1```."""
    if change.element is None:
        return f"the {change.kind} {change.message}" if change.kind else change.message
    if change.kind == "waiver on":
        return f"{change.message} (on `{name_seen_from(case.name, change.element)}`)"
    return f"{change.kind} `{name_seen_from(case.name, change.element)}` {change.message}"


def where(place: Place | None, case: Case) -> str | None:
    """``file:line``, the file as it lies in the case's folder."""
    if place is None:
        return None
    file = f"`{place.file}"
    return f"{from_folder(case, file)[1:]}:{place.number}"


def finding_line(finding: Finding, case: Case) -> str:
    """A finding in one line."""
    return f"{finding.code} {from_folder(case, finding.message)}"


def margin_line(margin: Margin, case: Case) -> str:
    """Of what something else is proved than before."""
    if margin.quantity is not None:
        quantity = name_seen_from(case.name, margin.quantity)
        return f"goal `{name_seen_from(case.name, margin.element)}`, its claim on `{quantity}`"
    against = f" against the limit `{margin.limit}`" if margin.limit is not None else ""
    return f"hazard `{name_seen_from(case.name, margin.element)}`{against}"


def effects(difference: Difference) -> str:
    """How many changes loosen the case, how many tighten it, and how many do either or neither."""
    counted = Counter(change.effect for change in difference.changes if change.of_substance)
    remarks = sum(not change.of_substance for change in difference.changes)
    told = [f"{counted[effect]} {effect}" for effect in Effect if counted[effect]]
    told += [f"{remarks} of remarks" if remarks > 1 else "1 of a remark"] if remarks else []
    total = len(difference.changes)
    return f"{total} change{'' if total == 1 else 's'}{': ' if told else ''}{', '.join(told)}"


def unread(judgement: Judgement) -> str | None:
    """What of a case could not be read, and is therefore not compared."""
    number = len(judgement.case.problems)
    if not number:
        return None
    return f"{number} mistake{'' if number == 1 else 's'} in its text: what stands there is not compared"


def verdicts(difference: Difference) -> tuple[str, str]:
    """The verdict before, and the verdict now."""
    return difference.old.label, difference.new.label
