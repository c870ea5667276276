"""A judgement as workflow commands of GitHub Actions, which it shows beside the lines they are about, and as text.

GitHub shows ten errors and ten warnings a step, and drops the others: so the verdict comes first, and the whole report
stands in the log below.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.checking import Judgement
from gsn.findings import Finding, Severity, Verdict
from gsn.model.place import Place
from gsn.output.closing import counts, failures, judged, reasons
from gsn.output.concise import waiver_in_words
from gsn.output.setting import Setting
from gsn.output.text import as_text
from gsn.output.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_VERDICT_COMMANDS = {Verdict.REJECTED: "error", Verdict.UNDETERMINED: "warning", Verdict.PASSED: "notice"}


def emit(judgement: Judgement, setting: Setting) -> str:
    """A command a line, then the report for people, without colours."""
    lines = [*_commands(judgement, setting), "", *as_text(judgement, show_info=setting.prompts)]
    return "".join(f"{line}\n" for line in lines)


def _commands(judgement: Judgement, setting: Setting) -> Iterator[str]:
    said = [f"verdict: {judgement.label}", *reasons(judgement), judged(judgement), counts(judgement)]
    head = judgement.case.head_place()
    yield _command(_VERDICT_COMMANDS[judgement.verdict], "gsn verdict", said, head, setting)
    for failure in failures(judgement):
        yield _command("error", "gsn family that did not run", [failure], head, setting)
    for finding in judgement.findings:
        if setting.shows(finding):
            yield _finding(finding, setting)
    for waived in judgement.waived:
        title = f"{waived.finding.code} {waived.finding.name} is waived"
        yield _command("notice", title, [waiver_in_words(waived)], waived.finding.place, setting)


def _finding(finding: Finding, setting: Setting) -> str:
    said = [finding.message, *([f"help: {finding.help}"] if finding.help else [])]
    return _command(_COMMANDS[finding.severity], f"{finding.code} {finding.name}", said, finding.place, setting)


def _command(name: str, title: str, said: list[str], place: Place, setting: Setting) -> str:
    properties = {
        "title": title,
        "file": setting.paths.of(place.file),
        "line": max(1, place.number),
        "endLine": max(1, place.number),
        "col": place.column,
        "endColumn": place.end_column,
    }
    told = ",".join(f"{key}={_property(visible(str(value)))}" for key, value in properties.items())
    message = _data("\n".join(map(visible, said)))
    return f"::{name} {told}::{message}"


def _data(text: str) -> str:
    """What follows a command, as its reader undoes it (``ActionCommand.cs`` of ``actions/runner``)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
