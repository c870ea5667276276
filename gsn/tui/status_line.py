"""The status line: how the case stands, in the fewest words; never more than the newest text was checked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from gsn.findings import Verdict
from gsn.model.reference import name_of
from gsn.output.visible import visible

if TYPE_CHECKING:
    from gsn.drafting.analysis import Analysis

_COLOURS = {Verdict.PASSED: "green", Verdict.REJECTED: "red", Verdict.UNDETERMINED: "yellow"}
_SIGNS = {Verdict.PASSED: "✓", Verdict.REJECTED: "✗", Verdict.UNDETERMINED: "○"}


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole analysis in a line."""

    version: int
    verdict: Verdict
    with_waivers: bool
    evidenced: str
    judged: str
    headroom: str
    standing: str


def summary_of(analysis: Analysis) -> Summary | None:
    """What stands in the line; nothing of a partial analysis, which has no verdict."""
    from gsn.feet import feet_of

    judgement = analysis.judgement
    if judgement is None:
        return None
    feet = feet_of(judgement.argument)
    return Summary(
        version=analysis.version,
        verdict=judgement.verdict,
        with_waivers=judgement.only_waivers_stand,
        evidenced=f"evidenced {len(feet.evidenced)}/{len(feet.limit_bearing)}",
        judged=f"judged {len(feet.judged)}/{len(feet.qualitative)}",
        headroom=_headroom(analysis),
        standing=judgement.standing.in_words if judgement.standing is not None else "held against no treaty",
    )


def _headroom(analysis: Analysis) -> str:
    """The hazard with the least room; one that is held against a limit and unbounded is the worst."""
    from gsn.risk.figures import times
    from gsn.risk.hazards import hazard_accounts

    if analysis.judgement is None:
        return ""
    accounts = [each for each in hazard_accounts(analysis.judgement.argument.risk) if each.limit is not None]
    if not accounts:
        return "no limit"
    unbounded = [each for each in accounts if each.headroom is None]
    if unbounded:
        return f"headroom none: {visible(name_of(unbounded[0].hazard))} unbounded"
    worst = min(accounts, key=lambda each: each.headroom or 0)
    room = times(worst.headroom) if worst.headroom is not None else "none"
    return f"headroom {room} ({visible(name_of(worst.hazard))})"


class StatusLine(Static):
    """One line. The verdict stands in it only where it is of the text as it is now."""

    def __init__(self, id_: str) -> None:
        super().__init__("reading…", id=id_, markup=False)
        self.summary: Summary | None = None

    def show(self, version: int, trouble: str = "") -> None:
        """Show the summary, as what it is: of this text, or of an older one.

        Args:
            version: Of the text in hand.
            trouble: Why it could not be checked.
        """
        line = Text(no_wrap=True, overflow="ellipsis")
        summary = self.summary
        fresh = summary is not None and summary.version == version and not trouble
        if trouble:
            line.append(f"? not checked: {visible(trouble)}", style="bold red")
        elif fresh and summary is not None:
            waived = " with waivers" if summary.with_waivers else ""
            verdict = "passed" if waived else summary.verdict.value
            colour = _COLOURS[summary.verdict]
            line.append(f"{_SIGNS[summary.verdict]} {verdict}{waived}", style=f"bold {colour}")
        else:
            line.append("… checking", style="bold")
        if summary is not None:
            rest = [summary.evidenced, summary.judged, summary.headroom, summary.standing]
            line.append("" if fresh else "  last checked:", style="dim")
            line.append("".join(f"  {part}" for part in rest if part), style="" if fresh else "dim")
        self.update(line, layout=False)
