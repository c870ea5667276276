"""What a document can be written as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import Environment, TemplateError

from gsn.report.model.document import Document
from gsn.report.model.plain import as_json
from gsn.report.rendering.environment import environment, own_environment
from gsn.report.rendering.html import html
from gsn.report.rendering.pdf import pdf
from gsn.report.rendering.pictures import Pictures
from gsn.report.rendering.text import markdown, text
from gsn.report.rendering.users import BadTemplate, Sandbox, UserTemplates, why


@dataclass(frozen=True, slots=True)
class Job:
    """A document that is to be written: what it says, its pictures, and a user's templates where there are any."""

    document: Document
    pictures: Pictures
    templates: UserTemplates | None = None

    def environment(self, form: str) -> Environment:
        """The environment of a form's templates; a sandbox where any of them is a user's."""
        if self.templates is None:
            return own_environment(form)
        return environment(form, self.templates.loader, Sandbox)


class Form(NamedTuple):
    """A form of the document.

    ``templates`` is the folder of its templates, empty where it has none; ``render`` gives the file's content.
    """

    file: str
    templates: str
    render: Callable[[Job], str | bytes]


def _html(job: Job) -> str:
    style = job.templates.style if job.templates is not None else ""
    return html(job.document, job.pictures, job.environment("html"), style)


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "html": Form("index.html", "html", _html),
        "pdf": Form("document.pdf", "", lambda job: pdf(job.document, job.pictures)),
        "md": Form(
            "document.md", "markdown", lambda job: markdown(job.document, job.pictures, job.environment("markdown"))
        ),
        "txt": Form("document.txt", "text", lambda job: text(job.document, job.environment("text"))),
        "json": Form("document.json", "", lambda job: as_json(job.document)),
    }
)
"""Every form by its name. Each is given the same job, so that the same facts stand in each."""


def rendered(job: Job, form: str) -> bytes:
    """A document in one form.

    Raises:
        BadTemplate: A template of the user's cannot be used.
        gsn.report.drawing.LayoutUnavailable: There is no Graphviz to lay its diagrams out.
    """
    try:
        content = FORMS[form].render(job)
    except (
        TemplateError,
        RecursionError,
        TypeError,
        ValueError,
        ArithmeticError,
        AttributeError,
        LookupError,
    ) as error:
        if job.templates is None:
            raise
        raise BadTemplate(why(error)) from None
    return content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
