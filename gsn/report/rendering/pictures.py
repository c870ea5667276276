"""The pictures of a document, drawn when a template asks for them."""

from __future__ import annotations

import re

from gsn.report.content.document import Sources
from gsn.report.drawing import SceneTooLarge, draw
from gsn.report.drawing.mermaid import mermaid
from gsn.report.pictures.figure import draw as draw_chart
from gsn.report.timeline import timeline_picture

MOST_DRAWN = 300
"""Elements of a diagram that are still drawn; a single step of the argument may be larger than anybody can read."""

_SIZE = re.compile(r'<svg[^>]* width="([0-9.]+)" height="([0-9.]+)"')


class Pictures:
    """Draws each picture once, by the id that the document names it with, as SVG that escapes all that it shows."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._drawn: dict[str, str] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """Everything that can be drawn."""
        return (*self._sources.scenes, *self._sources.charts, "timeline")

    def svg(self, id_: str) -> str:
        """A picture; nothing where it is too large for anybody to read, or where there is none of that name.

        Raises:
            gsn.report.drawing.LayoutUnavailable: There is no Graphviz to lay a diagram out.
        """
        if id_ not in self._drawn:
            self._drawn[id_] = self._draw(id_)
        return self._drawn[id_]

    def mermaid(self, id_: str) -> str:
        """A diagram in Mermaid's language; a remark in its place where it is too large for anybody to read."""
        scene = self._sources.scenes[id_]
        return mermaid(scene) if len(scene.nodes) <= MOST_DRAWN else "%% too large to be drawn; the outline holds it"

    def size(self, id_: str) -> tuple[float, float] | None:
        """The width and height at which a picture that was drawn has its natural size."""
        found = _SIZE.search(self._drawn.get(id_, ""))
        return (float(found[1]), float(found[2])) if found else None

    def _draw(self, id_: str) -> str:
        sources = self._sources
        if id_ in sources.scenes:
            scene = sources.scenes[id_]
            try:
                return draw(scene, prefix=f"in-{id_}") if len(scene.nodes) <= MOST_DRAWN else ""
            except SceneTooLarge:
                return ""
        if id_ in sources.charts:
            return draw_chart(sources.charts[id_], prefix=f"in-{id_}")
        return timeline_picture(sources.timeline) if id_ == "timeline" and sources.timeline.spans else ""
