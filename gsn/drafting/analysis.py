"""What checking one state of the texts came to, whole or in part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gsn.model.place import Line
from gsn.model.reference import Identity

if TYPE_CHECKING:
    from gsn.checking import Judgement
    from gsn.drafting.reading import Reading
    from gsn.element_state import ElementState
    from gsn.findings import Finding, Verdict


@dataclass(frozen=True)
class Analysis:
    """The findings of a reading.

    Attributes:
        reading: What was checked.
        findings: What the rules found that have run, in the order of the text.
        outdated: The families of which no rule, or not every rule, has looked at this reading; empty where it is whole.
        judgement: The whole of it, as a full run gives it; nothing while it is partial. So no verdict is ever told that
            was not reached.
    """

    reading: Reading
    findings: tuple[Finding, ...]
    outdated: tuple[str, ...] = ()
    judgement: Judgement | None = None

    @property
    def version(self) -> int:
        return self.reading.version

    @property
    def whole(self) -> bool:
        """Whether every rule has looked at this reading."""
        return self.judgement is not None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict; nothing while the analysis is partial."""
        return self.judgement.verdict if self.judgement is not None else None

    @property
    def label(self) -> str:
        """The verdict in words; that it is being reached, while it is."""
        return self.judgement.label if self.judgement is not None else "checking"

    @cached_property
    def states(self) -> dict[Identity, ElementState]:
        """The state of every element; empty while the analysis is partial."""
        from gsn.element_state import states_of

        return states_of(self.judgement) if self.judgement is not None else {}

    @cached_property
    def findings_by_element(self) -> dict[Identity, list[Finding]]:
        """The findings about each element."""
        found: dict[Identity, list[Finding]] = {}
        for finding in self.findings:
            if finding.element is not None:
                found.setdefault(finding.element, []).append(finding)
        return found

    @cached_property
    def findings_by_path(self) -> dict[Path, list[Finding]]:
        """The findings in each file, in the order of the text."""
        found: dict[Path, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(self.reading.path_of(finding.place), []).append(finding)
        return found

    @cached_property
    def findings_by_line(self) -> dict[Line, list[Finding]]:
        """The findings on each line, which they stay with where it moves."""
        found: dict[Line, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.place.line, []).append(finding)
        return found

    def findings_on(self, path: Path, line: int) -> list[Finding]:
        """The findings on one line of the newest text that was read, counted from 0."""
        lines = self.reading.newest_lines(path)
        return self.findings_by_line.get(lines[line], []) if line < len(lines) else []
