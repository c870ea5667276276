"""What a form of output is given beside the judgement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gsn.findings import Finding, Severity
from gsn.output.repository import RepositoryPaths

Paint = Callable[[str, str], str]
"""Colours a text by its role (a severity, a verdict, ``dim``, ``bold``); the plain one gives it back."""


def plain(_role: str, text: str) -> str:
    """No colours."""
    return text


@dataclass(frozen=True, slots=True)
class Setting:
    """How a judgement is told.

    ``paths`` says where a platform finds a file. ``prompts`` is whether prompts for readers (``info``) are shown by the
    forms that somebody reads; those that are records hold them always. ``paint`` gives colours to the form for people.
    """

    paths: RepositoryPaths
    prompts: bool = False
    paint: Paint = plain

    def shows(self, finding: Finding) -> bool:
        """Whether a form that somebody reads shows a finding."""
        return self.prompts or finding.severity is not Severity.INFO
