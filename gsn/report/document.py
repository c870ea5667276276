"""Writing documents: built once, written in as many forms as are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gsn.checking import Judgement
from gsn.placing import place
from gsn.report.content.document import Options, document_of
from gsn.report.rendering.forms import FORMS, Job, rendered
from gsn.report.rendering.pictures import Pictures
from gsn.report.rendering.users import UserTemplates


def write_document(judgement: Judgement, folder: str | Path) -> Path:
    """Write the page of a judged case into a folder, which is made if it is not there.

    Raises:
        OSError: The folder or the page cannot be written.
        gsn.report.drawing.LayoutUnavailable: There is no Graphviz to lay the diagrams out.
    """
    return write_documents(judgement, folder)[0]


def write_documents(
    judgement: Judgement,
    folder: str | Path,
    forms: Iterable[str] = ("html",),
    options: Options | None = None,
    templates: UserTemplates | None = None,
) -> tuple[Path, ...]:
    """Write a judged case's document in some forms, and give the files' paths. All are made before any is written.

    Args:
        judgement: What checking came to.
        folder: The folder to write to.
        forms: Names of :data:`gsn.report.rendering.forms.FORMS`.
        options: What else bears on what the document says.
        templates: A user's own templates.

    Raises:
        OSError: The folder or a file cannot be written.
        gsn.report.rendering.users.BadTemplate: A template of the user's cannot be used.
        gsn.report.drawing.LayoutUnavailable: There is no Graphviz to lay the diagrams out.
    """
    document, sources = document_of(judgement, options)
    job = Job(document, Pictures(sources), templates)
    contents = {FORMS[form].file: rendered(job, form) for form in dict.fromkeys(forms)}
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for file, content in contents.items():
        place(target / file, content)
    return tuple(target / file for file in contents)
