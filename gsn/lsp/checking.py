"""Checks after a pause in typing, and the diagnostics that the client is told of every file of a case.

A check runs beside the handlers. An edit while it runs makes it stop at its next rule, and the pause begins anew; what
the client was told of the last good state stays until then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from gsn.drafting.analysis import Analysis
from gsn.drafting.workspace import Superseded, Workspace
from gsn.lsp.diagnostics import diagnostics_of, of_problem
from gsn.lsp.profiles import is_profile, problems_of_profile
from gsn.lsp.rule_pages import RulePages

if TYPE_CHECKING:
    from gsn.lsp.serving import CaseServer

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
        await asyncio.sleep(self.pause)
        analyses = []
        for workspace in self.ls.cases.open_cases():
            checked = await self.checked(workspace, generation)
            if checked is None or generation != self._generation:
                return
            analyses.append(checked)
        self._tell(analyses)

    async def checked(self, workspace: Workspace, generation: int | None = None) -> Analysis | None:
        """A case's analysis as its texts are now; nothing where a newer edit stopped it."""
        wanted = self._generation if generation is None else generation
        try:
            return await asyncio.to_thread(workspace.check, lambda: wanted != self._generation)
        except Superseded:
            return None

    def _tell(self, analyses: Sequence[Analysis]) -> None:
        """Publish what has changed, and again what is open; a file that no case holds any more has nothing."""
        found: dict[Path, list[types.Diagnostic]] = {path: [] for path in self.ls.cases.buffers}
        for analysis in analyses:
            for path, diagnostics in diagnostics_of(self.ls, analysis, self.pages).items():
                held = found.setdefault(path, [])
                held += [diagnostic for diagnostic in diagnostics if diagnostic not in held]
        day = self.ls.cases.as_of or datetime.now(tz=UTC).date()
        for path, buffer in self.ls.cases.buffers.items():
            if is_profile(path):
                found[path] = [of_problem(self.ls, one) for one in problems_of_profile(path, buffer.text, day)]
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
        self.ls.protocol.notify(CHECKED, {**said, "files": files})
