"""What changed since an earlier version of the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gsn.report.content.basis import Basis
from gsn.report.model.front import Since
from gsn.report.model.review import Changed, Changes
from gsn.report.model.values import Line, Part

if TYPE_CHECKING:
    from gsn.checking import Judgement
    from gsn.diff.change import Change, Difference
    from gsn.diff.margins import Margin

MOST_WORST = 10
"""Changes that loosen the case and are named on page one; all of them stand in the change log."""

NOT_COMPARED = "No earlier version was given to compare with (`--since`)."


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier version of the case, judged on the same day, and what it is called."""

    judgement: Judgement
    name: str


def changes_of(basis: Basis, earlier: Earlier | None) -> tuple[Since, Changes]:
    """The changes in short for page one, and the whole change log."""
    says = basis.case.says
    version = says.version.plain if says.version is not None else ""
    follows = says.follows.sha256 if says.follows is not None else ""
    now = basis.judgement.label
    if earlier is None:
        return (
            Since("", version, follows, NOT_COMPARED, "", (), ()),
            Changes("", NOT_COMPARED, "", now, (), (), (), ()),
        )
    from gsn.diff.comparing import compare
    from gsn.diff.telling import effects, finding_line

    difference = compare(earlier.judgement, basis.judgement)
    counted = effects(difference) if difference.changes else "nothing changed"
    old = earlier.judgement
    since = Since(
        compared_with=earlier.name,
        version=version,
        follows=follows,
        says=counted,
        before=old.label,
        worst=tuple(_worst(basis, difference)),
        touched=basis.parts([touched.identity for touched in difference.touched if touched.shown]),
    )
    changes = Changes(
        compared_with=earlier.name,
        says=counted,
        verdict_before=old.label,
        verdict_now=now,
        rows=tuple(_changed(basis, change) for change in difference.changes),
        margins=tuple(_margin(basis, margin) for margin in difference.margins),
        brought=tuple(finding_line(finding, basis.case) for finding in difference.brought),
        gone=tuple(finding_line(finding, old.case) for finding in difference.gone),
    )
    return since, changes


def _worst(basis: Basis, difference: Difference) -> list[Line]:
    from gsn.diff.change import Effect

    loosened = [change for change in difference.changes if change.effect is Effect.LOOSENED]
    return [_line(basis, change) for change in loosened[:MOST_WORST]]


def _line(basis: Basis, change: Change) -> Line:
    from gsn.diff.telling import sentence

    said = Part(sentence(change, basis.case))
    at = basis.part(change.element) if change.element is not None else Part("")
    return (said, Part(" ("), at, Part(")")) if at.target else (said,)


def _changed(basis: Basis, change: Change) -> Changed:
    from gsn.diff.change import HEADINGS
    from gsn.diff.telling import sentence

    element = basis.part(change.element) if change.element is not None else None
    return Changed(
        what=HEADINGS[change.what],
        effect=change.effect.value,
        says=sentence(change, basis.case),
        element=element if element is not None and element.target else None,
        before=change.before or "",
        after=change.after or "",
    )


def _margin(basis: Basis, margin: Margin) -> Changed:
    from gsn.diff.telling import margin_line

    element = basis.part(margin.element)
    return Changed(
        what="What is proved of the numbers",
        effect=margin.way.value,
        says=margin_line(margin, basis.case),
        element=element if element.target else None,
        before=margin.words(margin.before) if margin.before is not None else "",
        after=margin.words(margin.after) if margin.after is not None else "",
    )
