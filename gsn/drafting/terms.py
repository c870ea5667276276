"""On what terms a case is judged while somebody drafts: on which day, by whose actors, against which profile.

They are named as on the command line. What cannot be read is told and not passed over: a verdict on other terms than
those that were asked for is no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gsn.evidence.actors import Registry, registry_of
from gsn.language.loading import load_case

if TYPE_CHECKING:
    from gsn.treaty.profile import Profile


@dataclass(frozen=True, slots=True)
class Terms:
    """What a reader puts in the place of what a case says; nothing where they put nothing.

    Attributes:
        as_of: The day on which everything dated is judged; today in UTC when not given.
        registry: The actors whose standing counts.
        treaty: The profile that cases are held against.
        files: The files that were read for it.
        troubles: What was asked for and could not be read, in words.
    """

    as_of: date | None = None
    registry: Registry | None = None
    treaty: Profile | None = None
    files: tuple[Path, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        return self.as_of or datetime.now(tz=UTC).date()


def terms_of(settings: Mapping[str, object], folder: Path | None = None) -> Terms:
    """The terms that settings name.

    Args:
        settings: ``asOf``, a day; ``actors``, a text of actors; ``treaty``, a built-in's name, or a path: what has a
            ``/`` or ends in ``.treaty``. What is empty is not set; other names are somebody else's.
        folder: The folder that paths count from.
    """
    reading = _Reading(folder or Path.cwd())
    as_of = reading.day(settings.get("asOf"))
    registry = reading.registry(settings.get("actors"))
    treaty = reading.treaty(settings.get("treaty"), as_of or datetime.now(tz=UTC).date())
    return Terms(as_of, registry, treaty, tuple(reading.files), tuple(reading.troubles))


class _Reading:
    """What is read for some settings, and what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[Path] = []
        self.troubles: list[str] = []

    def _text(self, name: str, value: object) -> str:
        if value is None or isinstance(value, str):
            return (value or "").strip()
        self.troubles.append(f"the setting `{name}` is a text")
        return ""

    def _file(self, written: str) -> Path:
        path = self.folder / Path(written).expanduser()
        self.files.append(path.resolve())
        return path

    def day(self, value: object) -> date | None:
        written = self._text("asOf", value)
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            self.troubles.append(f"`{written}` in the setting `asOf` is no day; write it as 2026-12-31")
            return None

    def registry(self, value: object) -> Registry | None:
        written = self._text("actors", value)
        if not written:
            return None
        try:
            return registry_of(load_case(self._file(written)))
        except (OSError, ValueError) as error:  # NoRegistry, and a path that no file can have
            self.troubles.append(f"`{written}` in the setting `actors` is no registry of actors: {error}")
            return None

    def treaty(self, value: object, day: date) -> Profile | None:
        from gsn.treaty.library import ENDING, NoProfile
        from gsn.treaty.record import Parent
        from gsn.treaty.resolving import load_profile

        written = self._text("treaty", value)
        if not written:
            return None
        try:
            if "/" in written or written.endswith(ENDING):
                path = self._file(written)
                profile = load_profile(Parent(path.name, is_path=True), day, path.parent)
            else:
                profile = load_profile(Parent(written, is_path=False), day)
        except (NoProfile, OSError, ValueError) as error:
            self.troubles.append(f"the setting `treaty`: {error}")
            return None
        if profile.problems:
            first = profile.problems[0]
            where = f"line {first.place.number}: {first.message}"
            self.troubles.append(f"profile `{written}` in the setting `treaty` cannot be read: {where}")
            return None
        return profile
