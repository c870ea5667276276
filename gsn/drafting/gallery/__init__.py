"""Cases to begin with: texts that read clean and say what they still lack.

The first line of each says what it is; ``@NAME@`` stands for the new case's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from gsn.language.recovery import NAME
from gsn.model.reference import RESERVED

FIRST = "minimal"
"""What a case begins with where nobody asks for another."""

_FOLDER_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Template:
    """A text to begin with; ``says`` is what it is for, in one line."""

    name: str
    says: str
    text: str

    def named(self, case: str) -> str:
        """The text of a case of this name."""
        return self.text.replace("@NAME@", case)


class NotStarted(Exception):
    """A case that cannot be begun; the message says why. ``usage`` where what was asked for makes no sense."""

    def __init__(self, message: str, *, usage: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


def templates() -> list[Template]:
    """Every template, the plainest first."""
    found = [
        _template(file.name.removesuffix(".gsn"), file.read_text("utf-8"))
        for file in files(__name__).iterdir()
        if file.name.endswith(".gsn")
    ]
    return sorted(found, key=lambda template: (template.name != FIRST, template.name))


def template(name: str) -> Template:
    """A template by its name.

    Raises:
        NotStarted: There is none.
    """
    found = {each.name: each for each in templates()}
    if name not in found:
        known = ", ".join(found)
        raise NotStarted(f"there is no template `{name}`; there are {known}", usage=True)
    return found[name]


def _template(name: str, text: str) -> Template:
    return Template(name, text.partition("\n")[0].lstrip("# "), text)


def start_case(folder: Path, chosen: Template) -> Path:
    """Begin a case in a new folder, which gives it its name, and give its main file.

    Raises:
        NotStarted: The folder is there, cannot be made, or its name is no name of a case.
    """
    case = folder.name.replace("-", "_")
    if case in RESERVED:
        raise NotStarted(f"`{case}` is a word of expressions, and no case can have it for its name", usage=True)
    if not _FOLDER_NAME.fullmatch(folder.name) or not NAME.fullmatch(case):
        message = f"`{folder.name}` is no name: a letter or `_`, then letters, digits, `_` or `-`"
        raise NotStarted(message, usage=True)
    path = folder / "case.gsn"
    try:
        folder.mkdir(parents=True)
        (folder / "evidence").mkdir()
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(chosen.named(case))
    except FileExistsError:
        raise NotStarted(f"`{folder}` is there already; nothing was written") from None
    except OSError as error:
        raise NotStarted(f"`{folder}` cannot be written: {error.strerror or error}") from None
    return path
