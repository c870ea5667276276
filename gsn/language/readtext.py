"""What one text says, and what could not be read of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from gsn.model.case import Element, Link, Waiver
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.problem import Problem

MOST_PROBLEMS = 1000
"""Problems of one file: whoever mends it begins at the top, and will not read them all."""


class Import(NamedTuple):
    """``import "security.gsn"``: the path as written, and where."""

    path: str
    place: Place


class Form(NamedTuple):
    """How a line is written, for the one who has to mend it."""

    words: str
    form: str
    example: str


HEAD = Form("", "[public] KIND NAME [TEXT]", 'goal G1 "The filter holds"')
IMPORT = Form("import", "import TEXT", 'import "security.gsn"')
WAIVE = Form("waive", "waive CODE on REF TEXT by REF until DATE", 'waive GSN305 on E2 "old" by aisi until 2026-12-31')


@dataclass(slots=True)
class ReadText:
    """What the lines of one file say together.

    ``names_lost``: a line that may have declared something; ``references_lost``: one that may have referred to
    something; ``import_lost``: one that may have been an import; ``head_lost``: the one that gave the module its name.
    """

    module: str
    kind: Kind = Kind.MODULE
    head: Element | None = None
    elements: list[Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names_lost: bool = False
    references_lost: bool = False
    import_lost: bool = False
    head_lost: bool = False
