"""The document as a PDF: an archive's standard and the readers' that cannot see, PDF/A-2a and PDF/UA-1 together.

Typst lays it out from the view model, which it is given as a file of data: no word of a case is ever mark-up. It sees
a folder of its own and nothing else, uses the fonts that it brings, and fetches nothing.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gsn.report.drawing import RendererUnavailable
from gsn.report.drawing.palette import FONT
from gsn.report.model.document import Document
from gsn.report.model.plain import as_data
from gsn.report.rendering.pictures import Pictures

if TYPE_CHECKING:
    import typst

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""PDF/A-2a (ISO 19005-2, level A) and PDF/UA-1 (ISO 14289-1), which typst enforces: it refuses what breaks them."""

FONTS = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern Math")
"""Those that typst brings. None of the machine's is used, so that the file is the same on every machine."""

_LATIN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(map(chr, range(0xA1, 0x17F))) | {"\n"}
"""Characters that those fonts are known to hold."""

_MOST_ASKED = 2000
"""Characters that are tried one by one; of a block that is not held as a whole, the rest is taken not to be held."""


def pdf(document: Document, pictures: Pictures) -> bytes:
    """The document as a PDF.

    A character that none of the fonts holds stands there by its number, and the document says so: the standards want
    every character to be one that can be shown, and the other forms hold it as it is.

    Args:
        document: What it says.
        pictures: Its pictures.

    Raises:
        gsn.report.drawing.RendererUnavailable: There is no typst.
        gsn.report.drawing.LayoutUnavailable: There is no Graphviz to lay its diagrams out.
    """
    try:
        import typst
    except ImportError:
        raise RendererUnavailable("a PDF is made by typst: install gsn with its extra `documents`") from None
    content = json.dumps(as_data(document), ensure_ascii=False)
    drawn = {id_: picture for id_ in pictures.ids if (picture := pictures.svg(id_))}
    lacking = not_held({*content, *"".join(drawn.values())})
    with TemporaryDirectory(prefix="gsn-pdf-") as name:
        folder = Path(name)
        _write_templates(folder)
        sizes = _write_pictures(folder, pictures, drawn, lacking)
        (folder / "document.json").write_text(_by_number(content, lacking), encoding="utf-8")
        (folder / "pictures.json").write_text(json.dumps(sizes | {"replaced": _told(lacking)}), encoding="utf-8")
        compiler = typst.Compiler(folder / "document.typ", root=folder, ignore_system_fonts=True)
        made = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=_noon(document.page_one.verdict.as_of))
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _write_templates(folder: Path) -> None:
    for template in (files("gsn.templates") / "pdf").iterdir():
        if template.name.endswith(".typ"):
            (folder / template.name).write_bytes(template.read_bytes())


def _write_pictures(
    folder: Path, pictures: Pictures, drawn: dict[str, str], lacking: frozenset[str]
) -> dict[str, object]:
    """Write each picture to a file of its own; give its name, and its size in pixels of a 96th of an inch."""
    sizes: dict[str, object] = {}
    for number, (id_, svg) in enumerate(drawn.items()):
        size = pictures.size(id_)
        if size is not None:
            file = f"picture-{number}.svg"
            shown = svg.replace(f'font-family="{FONT}"', f'font-family="{FONTS[0]}"', 1)
            (folder / file).write_text("".join(_named(c) if c in lacking else c for c in shown), encoding="utf-8")
            sizes[id_] = {"file": file, "width": size[0], "height": size[1]}
    return sizes


def _noon(day: str) -> datetime:
    """The file's day is the day that the case was judged on: not the machine's."""
    return datetime.combine(date.fromisoformat(day), time(12), tzinfo=UTC)


# Characters


def not_held(characters: set[str]) -> frozenset[str]:
    """Which of some characters none of the fonts holds, as typst finds when it is to show them."""
    import typst

    compiler = typst.Compiler(ignore_system_fonts=True)
    asked = 0

    def held(these: list[str]) -> bool:
        nonlocal asked
        asked += len(these)
        try:
            shown = {"shown": " ".join(these)}
            compiler.compile(_PROBE, format="pdf", sys_inputs=shown, pdf_standards=STANDARDS, timestamp=0)
        except typst.TypstError:
            return False
        return True

    lacking: set[str] = set()
    blocks: dict[int, list[str]] = {}
    for character in sorted(characters - _LATIN):
        blocks.setdefault(ord(character) >> 8, []).append(character)
    for block in blocks.values():
        if not held(block):
            lacking |= {each for each in block if asked > _MOST_ASKED or not held([each])}
    return frozenset(lacking)


_PROBE = f"""#set document(title: "probe")
#set text(lang: "en", font: {json.dumps(FONTS).replace("[", "(").replace("]", ")")})
#sys.inputs.shown
""".encode()


def _by_number(content: str, lacking: frozenset[str]) -> str:
    """The data with what cannot be shown by its number; what JSON escapes stays escaped."""
    return "".join(json.dumps(_named(each))[1:-1] if each in lacking else each for each in content)


def _named(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _told(lacking: frozenset[str]) -> str:
    if not lacking:
        return ""
    these = "One character" if len(lacking) == 1 else f"{len(lacking)} characters"
    return f"{these} of this document's text stand here by their numbers, as [U+4E2D]: the fonts hold none of them."
