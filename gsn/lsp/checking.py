"""Checks after a pause in typing, and the diagnostics that the client is told of every file of a case.

A check runs beside the handlers. An edit while it runs makes it stop at its next rule, and the pause begins anew; what
the client was told of the last good state stays until then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from gsn.drafting.analysis import Analysis
from gsn.drafting.reviews import findings_of_review, problems_of_review
from gsn.drafting.workspace import Superseded, Workspace
from gsn.findings import Verdict
from gsn.lsp.cases import is_review
from gsn.lsp.diagnostics import diagnostics_of, of_finding_alone, of_problem, of_setting
from gsn.lsp.profiles import is_profile, problems_of_profile
from gsn.lsp.rule_pages import RulePages

if TYPE_CHECKING:
    from gsn.lsp.serving import CaseServer

READING_BEGINS = 1 / 3
"""The part of the pause after which a text is read: few edits come later, and those wait for nothing."""

CHECKED = "gsn/checked"
"""Told, with the verdict, to a client that says ``{"experimental": {"gsnChecked": true}}``."""


class Checking:
    """The checks of one server.

    Args:
        ls: The server.
        pause: Seconds without an edit before a check.
    """

    def __init__(self, ls: CaseServer, pause: float) -> None:
        self.ls = ls
        self.pause = pause
        self.pages = RulePages()
        self._generation = 0
        self._task: asyncio.Task[None] | None = None
        self._told: dict[Path, list[types.Diagnostic]] = {}

    def soon(self) -> None:
        """Check when nothing has changed for a while; a check under way is of an older text and stops."""
        self._generation += 1
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.get_running_loop().create_task(self._after_the_pause(self._generation))

    def close(self) -> None:
        """Stop, for good."""
        self._generation += 1
        if self._task is not None and not self._task.done():
            self._task.cancel()
        self._task = None
        self.pages.close()

    async def _after_the_pause(self, generation: int) -> None:
        """Read in the pause, which is over before a large text is read; then check, and tell what was found."""
        await asyncio.sleep(self.pause * READING_BEGINS)
        resting = asyncio.sleep(self.pause * (1 - READING_BEGINS))
        await asyncio.gather(resting, *(asyncio.to_thread(case.read) for case in self.ls.cases.known))
        analyses = []
        for workspace in self.ls.cases.open_cases():
            checked = await self.checked(workspace, generation)
            if checked is None:
                return
            analyses.append(checked)
        found = await asyncio.to_thread(self._found_in, analyses)
        if generation == self._generation:
            self._tell(analyses, found)

    async def checked(self, workspace: Workspace, generation: int | None = None) -> Analysis | None:
        """A case's analysis as its texts are now; nothing where a newer edit stopped it."""
        wanted = self._generation if generation is None else generation
        try:
            return await asyncio.to_thread(workspace.check, lambda: wanted != self._generation)
        except Superseded:
            return None

    def _found_in(self, analyses: Sequence[Analysis]) -> dict[Path, list[types.Diagnostic]]:
        """What is to be told of each file; the same once, where cases share a text."""
        found: dict[Path, list[types.Diagnostic]] = {path: [] for path in list(self.ls.cases.buffers)}
        for analysis in analyses:
            for path, diagnostics in diagnostics_of(self.ls, analysis, self.pages).items():
                held = found.get(path, [])
                found[path] = [*held, *(one for one in diagnostics if one not in held)] if held else diagnostics
            found.setdefault(analysis.reading.files[0], []).extend(map(of_setting, self.ls.cases.terms.troubles))
        day = self.ls.cases.terms.day
        for path, buffer in list(self.ls.cases.buffers.items()):
            if is_profile(path):
                found[path] = [of_problem(self.ls, one) for one in problems_of_profile(path, buffer.text, day)]
            elif is_review(path):
                found[path] = self._found_in_review(path, buffer.text)
        return found

    def _found_in_review(self, path: Path, text: str) -> list[types.Diagnostic]:
        problems = problems_of_review(path, text)
        if problems:
            return [of_problem(self.ls, one) for one in problems]
        found = findings_of_review(path, text, self.ls.cases.terms)
        return [of_finding_alone(self.ls, one, self.pages) for one in found]

    def _tell(self, analyses: Sequence[Analysis], found: dict[Path, list[types.Diagnostic]]) -> None:
        """Publish what has changed, and again what is open; a file that no case holds any more has nothing."""
        for path in [*found, *(path for path in self._told if path not in found)]:
            self._publish(path, found.get(path, []))
        self._told = {path: diagnostics for path, diagnostics in found.items() if diagnostics}
        if self.ls.can("workspace", "inlay_hint", "refresh_support"):
            self.ls.workspace_inlay_hint_refresh(None)
        if self.ls.can("experimental", "gsnChecked"):
            for analysis in analyses:
                self._tell_verdict(analysis)

    def _publish(self, path: Path, diagnostics: list[types.Diagnostic]) -> None:
        buffer = self.ls.cases.buffers.get(path)
        if buffer is None and self._told.get(path, []) == diagnostics:
            return
        version = buffer.version if buffer is not None else None
        self.ls.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(self.ls.uri(path), diagnostics, version)
        )

    def _tell_verdict(self, analysis: Analysis) -> None:
        files = [self.ls.uri(path) for path in analysis.reading.files]
        said = {"case": analysis.reading.case.name, "verdict": str(analysis.verdict), "label": analysis.label}
        if self.ls.cases.terms.troubles:
            said |= {"verdict": str(Verdict.UNDETERMINED), "label": "not judged: a setting cannot be read"}
        self.ls.protocol.notify(CHECKED, {**said, "files": files})
