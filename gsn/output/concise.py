"""A judgement as one line a finding, for editors and for those who search: ``path:line:column: CODE message``."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.checking import Judgement, Waived
from gsn.output.setting import Setting
from gsn.output.text import closing_lines, location
from gsn.output.visible import visible


def emit(judgement: Judgement, setting: Setting) -> str:
    """A line for each finding and each waived one, then what the report for people ends with."""
    return "".join(f"{line}\n" for line in _lines(judgement, setting))


def _lines(judgement: Judgement, setting: Setting) -> Iterator[str]:
    shown = [finding for finding in judgement.findings if setting.shows(finding)]
    for finding in shown:
        yield f"{location(finding.place)}: {finding.code} {visible(finding.message)}"
    for waived in judgement.waived:
        yield f"{location(waived.finding.place)}: {waived.finding.code} {visible(waiver_in_words(waived))}"
    yield from closing_lines(judgement, setting.paint, len(judgement.findings) - len(shown))


def waiver_in_words(waived: Waived) -> str:
    """Who lets a finding stand, until when, why, and what it says."""
    waiver = waived.waiver
    by = f"waived by {waiver.by.name} until {waiver.until}"
    return f"{by} ({waiver.why.plain}): {waived.finding.message}"
