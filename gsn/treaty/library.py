"""Where profiles are: the built-in ones by a bare name, local ones by a path that stays in the case's folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from gsn.language.outline import cut
from gsn.language.source import Unreadable, decode_source, inside, read_bytes
from gsn.language.suggestions import closest
from gsn.treaty.profile import Origin
from gsn.treaty.reading import read_profile
from gsn.treaty.record import Parent
from gsn.treaty.statement import ProfileText

ENDING = ".treaty"


class NoProfile(Exception):
    """There is no such profile, or it cannot be read; the message says why."""

    def __init__(self, message: str, help_: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_


@dataclass(frozen=True, slots=True)
class Found:
    """A profile's text as it was read. ``path`` is None for a built-in."""

    origin: Origin
    path: Path | None
    text: ProfileText


def built_in_names() -> tuple[str, ...]:
    """The names of the profiles that come with gsn, in alphabetical order."""
    folder = files("gsn.treaty") / "profiles"
    return tuple(sorted(file.name.removesuffix(ENDING) for file in folder.iterdir() if file.name.endswith(ENDING)))


def find_profile(wanted: Parent, folder: Path | None, beside: Path | None) -> Found:
    """Read the text of a profile.

    Args:
        wanted: A built-in's name, and only that; or the path of a local file.
        folder: The folder that local files stay inside of; None where there is none, as for what a built-in extends.
        beside: The folder that a path is relative to.

    Raises:
        NoProfile: There is none, or it cannot be read, or it lies outside the folder.
    """
    if not wanted.is_path:
        return _built_in(wanted.name, beside)
    if folder is None or beside is None:
        raise NoProfile(f"a built-in profile extends no local file: `{wanted.name}`")
    path = beside / wanted.name
    if not inside(path, folder):
        raise NoProfile(f"`{wanted.name}` lies outside the folder of the case", "copy it into that folder")
    try:
        data = read_bytes(path)
        return _read(data, wanted.name, path)
    except Unreadable as error:
        raise NoProfile(f"`{wanted.name}`: {error.message}", error.help) from None


def _built_in(name: str, beside: Path | None) -> Found:
    names = built_in_names()
    if name in names:
        return _read_built_in(name)
    if beside is not None and (beside / f"{name}{ENDING}").is_file():
        help_ = f'a local file is a quoted path: `"{name}{ENDING}"`'
    else:
        match = closest(name, names)
        help_ = f"did you mean `{match}`?" if match else "`gsn treaty list` names them"
    raise NoProfile(f"no built-in profile is called `{name}`", help_)


@cache
def _read_built_in(name: str) -> Found:
    return _read((files("gsn.treaty") / "profiles" / f"{name}{ENDING}").read_bytes(), f"{name}{ENDING}", None)


def _read(data: bytes, file: str, path: Path | None) -> Found:
    stem = Path(file).name.removesuffix(ENDING)
    text = read_profile(cut(file, decode_source(data)), stem)
    return Found(Origin(text.head.name, file, sha256(data).hexdigest(), path is None), path, text)
