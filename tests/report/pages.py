"""Documents for tests, and what a test wants to know of a page."""

from html.parser import HTMLParser

from gsn.checking import Judgement
from gsn.report.content.document import Options, document_of
from gsn.report.model.document import Document
from gsn.report.rendering.forms import Job, rendered
from gsn.report.rendering.pictures import Pictures
from gsn.report.rendering.users import UserTemplates


def made(judgement: Judgement, options: Options | None = None) -> Document:
    """The document of a judged case."""
    return document_of(judgement, options)[0]


def written(
    judgement: Judgement, form: str = "html", options: Options | None = None, templates: UserTemplates | None = None
) -> str:
    """The document of a judged case in one form."""
    document, sources = document_of(judgement, options)
    return rendered(Job(document, Pictures(sources), templates), form).decode("utf-8")


class Page(HTMLParser):
    """Its ids, links, elements and words; handlers are attributes that would run something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.words = ""
        self._skipping = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in {"script", "style"}:
            self._skipping = tag
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in {"href", "src", "xlink:href"} and value:
                self.links.append(value)
            if name.startswith("on") or name == "style":
                self.handlers.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipping:
            self._skipping = ""

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.words += data
