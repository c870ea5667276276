"""The document as Markdown and as plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gsn.report.model.document import Document
from gsn.report.rendering.pictures import Pictures

if TYPE_CHECKING:
    from jinja2 import Environment


def markdown(document: Document, pictures: Pictures, environment: Environment) -> str:
    """The document as Markdown that GitHub shows well, with Mermaid diagrams."""
    return _rendered(document, environment, "markdown/document.md", picture=pictures.mermaid)


def text(document: Document, environment: Environment) -> str:
    """The document as plain text, lines of at most a hundred columns where words allow it."""
    return _rendered(document, environment, "text/document.txt")


def _rendered(
    document: Document, environment: Environment, name: str, picture: Callable[[str], str] | None = None
) -> str:
    findings = {finding.id: finding for finding in document.findings}
    content = environment.get_template(name).render(document=document, findings=findings, picture=picture)
    return _without_gaps(content)


def _without_gaps(content: str) -> str:
    """No space at a line's end, and no two empty lines."""
    lines: list[str] = []
    for line in content.split("\n"):
        kept = line.rstrip()
        if kept or (lines and lines[-1]):
            lines.append(kept)
    return "\n".join(lines).rstrip("\n") + "\n"
