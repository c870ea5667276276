"""Writing the document: one self-contained page."""

from __future__ import annotations

import os
import re
import tempfile
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from gsn.checking import Judgement
from gsn.lapse import timeline_of
from gsn.output.visible import visible
from gsn.report.anchors import anchor
from gsn.report.content import Document, document_of
from gsn.report.drawing import Scene, SceneTooLarge, draw
from gsn.report.pictures.figure import draw as draw_chart
from gsn.report.scenes import scene_of
from gsn.report.timeline import timeline_picture

PAGE = "index.html"
MOST_DRAWN = 300
"""Elements of a diagram that are still drawn; a single step of the argument may be larger than anybody can read."""

_WIDTH = re.compile(r'<svg[^>]* width="([0-9.]+)"')


def write_document(judgement: Judgement, folder: str | Path) -> Path:
    """Write the page of a judged case into a folder, which is made if it is not there.

    Raises:
        OSError: The folder or the page cannot be written.
        gsn.report.drawing.LayoutUnavailable: There is no Graphviz to lay the diagrams out.
    """
    target = Path(folder)
    page = render_page(document_of(judgement))
    target.mkdir(parents=True, exist_ok=True)
    return _written(target / PAGE, page)


def render_page(document: Document) -> str:
    """The page's HTML: no script, no network, nothing of the case unescaped."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.globals["anchor"] = anchor
    template = environment.get_template("document.html")
    return template.render(
        document=document,
        judgement=document.judgement,
        diagrams=_diagrams(document),
        pictures=_pictures(document),
        timeline=_timeline(document),
        css=_css(),
    )


def _template(name: str) -> str:
    return (files("gsn.templates") / name).read_text("utf-8")


def _css() -> Markup:
    return Markup(_template("document.css"))  # noqa: S704 - the tool's own file, no word of it from a case


def _diagrams(document: Document) -> list[dict[str, object]]:
    """Each view with its drawing; one that is too large to draw says so."""
    labels = {root: f"Diagram {number}" for number, view in enumerate(document.views, 1) for root in view.roots}
    diagrams = []
    for number, view in enumerate(document.views, 1):
        scene = scene_of(document.judgement.argument, view, document.states, labels)
        drawing = _drawn(scene, f"d{number}")
        diagrams.append(
            {
                "number": number,
                "module": view.module,
                "title": scene.title,
                "drawing": drawing,
                "width": _width(drawing),
            }
        )
    return diagrams


def _pictures(document: Document) -> list[dict[str, str]]:
    """Each chart of the section on numbers with its drawing."""
    margins = document.numbers.margins if document.numbers is not None else None
    pictures = []
    for number, chart in enumerate(margins.charts if margins is not None else (), 1):
        drawing = Markup(draw_chart(chart, prefix=f"p{number}"))  # noqa: S704 - drawn by the tool, which escapes all text
        pictures.append({"title": chart.title, "drawing": drawing, "width": _width(drawing), "remark": chart.remark})
    return pictures


def _timeline(document: Document) -> Markup | None:
    """What ends when; nothing where no record says how long it is good."""
    timeline = timeline_of(document.judgement.argument)
    return Markup(timeline_picture(timeline)) if timeline.spans else None  # noqa: S704 - drawn by the tool, as above


def _width(drawing: str | None) -> str:
    """The width of a drawing, as it says it."""
    found = _WIDTH.search(drawing or "")
    return found[1] if found else "0"


def _drawn(scene: Scene, prefix: str) -> Markup | None:
    """A scene's picture; nothing where it is too large for anybody to read."""
    if len(scene.nodes) > MOST_DRAWN:
        return None
    try:
        return Markup(draw(scene, prefix=prefix))  # noqa: S704 - drawn by the tool, which escapes all text
    except SceneTooLarge:
        return None


def _written(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
