"""XML bytes to elements that know their line, refused early where they are no plain document.

No entity is expanded and nothing is fetched: a document that declares its own type is refused. What is counted are
bytes, elements and levels of nesting, before memory is spent on them. Nothing recurses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate, errors

MOST_BYTES = 64 * 2**20
"""As much as a text of the language may have."""

MOST_ELEMENTS = 500_000
"""Two hundred megabytes of them; published plant models have a tenth."""

DEEPEST = 100
"""Elements within elements. Published models nest less than twenty; gates refer to gates by name, to any depth."""

LONGEST_SHOWN = 60
"""Characters of a name or a value that a message repeats."""

_TEXTS = frozenset({"label", "attribute", "attributes"})
"""Elements that say something to people, in words."""


class OpenPsaProblem(ValueError):
    """What is wrong with a model, and the line of the document where it stands (0 if it stands nowhere)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.message = message
        self.line = line


@dataclass(slots=True)
class Element:
    """An element with its attributes, the elements within it and its first line."""

    tag: str
    attributes: Mapping[str, str]
    line: int
    within: list[Element] = field(default_factory=list)
    text: str = ""

    def parts(self) -> Iterator[Element]:
        """What stands within it, but for what is said to people."""
        return (part for part in self.within if part.tag not in _TEXTS)

    @property
    def label(self) -> str:
        """Its label in one line and without characters that cannot be seen, or nothing."""
        return next((_visible(" ".join(part.text.split())) for part in self.within if part.tag == "label"), "")


def shown(text: str) -> str:
    """A name or a value as a message repeats it: short, in one line, and without characters that cannot be seen."""
    visible = _visible(text)
    return f"`{visible}`" if len(visible) <= LONGEST_SHOWN else f"`{visible[:LONGEST_SHOWN]}…`"


def _visible(text: str) -> str:
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)


def read_document(data: bytes) -> Element:
    """The document's one element.

    Raises:
        OpenPsaProblem: It is no well-formed XML, declares entities or a type of its own, or passes a limit.
    """
    if len(data) > MOST_BYTES:
        raise OpenPsaProblem(f"the file has {len(data):,} bytes; at most {MOST_BYTES:,} are read")
    reading = _Reading()
    try:
        reading.parser.Parse(data, True)  # noqa: FBT003 - expat takes it by its position
    except ExpatError as error:
        raise OpenPsaProblem(f"this is no well-formed XML: {errors.messages[error.code]}", error.lineno) from error
    except (LookupError, ValueError) as error:
        if isinstance(error, OpenPsaProblem):
            raise
        raise OpenPsaProblem("the file says that it is in an encoding that is not known", 1) from error
    return reading.top


class _Reading:
    """The elements so far, and those that are still open."""

    def __init__(self) -> None:
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.EntityDeclHandler = self._entity
        self._open: list[Element] = []
        self._elements = 0
        self.top = Element("", {}, 0)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise OpenPsaProblem(f"the file has more than {MOST_ELEMENTS:,} elements", line)
        if len(self._open) == DEEPEST:
            raise OpenPsaProblem(f"elements are nested more than {DEEPEST} deep; define gates and refer to them", line)
        element = Element(tag, attributes, line)
        if self._open:
            self._open[-1].within.append(element)
        else:
            self.top = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        element = self._open[-1]
        if element.tag in _TEXTS:
            element.text = (element.text + text)[:_LONGEST_TEXT]
        elif text.strip():
            line = self.parser.CurrentLineNumber - text.lstrip().count("\n")  # it is told where the next tag begins
            raise OpenPsaProblem(f"{shown(text.strip())} stands in `{element.tag}`, where only elements stand", line)

    def _document_type(self, _: str, system: str | None, public: str | None, internal: int) -> None:
        if system is not None or public is not None or internal:
            line = self.parser.CurrentLineNumber
            raise OpenPsaProblem("the file declares a document type of its own; take the declaration out", line)

    def _entity(self, name: str, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise OpenPsaProblem(f"the file declares the entity {shown(name)}; entities are not read", line)


_LONGEST_TEXT = 1000
"""Characters of a label that are kept."""
