"""Names of files in a bundle: only such as every system can hold, and no two that any system takes for one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from gsn.submission.layout import LONGEST_NAME, LONGEST_PART

_LONGEST_SHOWN = 80

_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
"""Categories of characters that no name has: control, invisible, halves of pairs, what is no character."""

_FORBIDDEN = frozenset('\\:*?"<>|')
"""What other systems take for something else than a part of a name: folders, drives, streams, patterns."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
"""Names under which Windows opens a device, with any ending."""


def flaws_of_names(names: Iterable[str]) -> list[str]:
    """What is wrong with names, each as a sentence; nothing where all of them can be files together."""
    known = list(names)
    flaws = [f"`{short(name)}` {why}" for name in known for why in [flaw_of_name(name)] if why is not None]
    return [*flaws, *_collisions(known)]


def flaw_of_name(name: str) -> str | None:
    """Why a name cannot be a file's in a bundle, as what follows the name; nothing where it can."""
    if not name:
        return "is no name"
    if name.startswith("/"):
        return "is an absolute path"
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        return f"has more than {LONGEST_NAME:,} bytes"
    plain = name.isascii() and name.isprintable()
    strange = None if plain else next((each for each in name if unicodedata.category(each) in _UNPRINTABLE), None)
    if strange is not None:
        return f"has a character that does not show (U+{ord(strange):04X})"
    forbidden = _FORBIDDEN.intersection(name)
    if forbidden:
        return f"has a `{min(forbidden)}`, which not every system takes for a part of a name"
    return next((why for part in name.split("/") for why in [_flaw_of_part(part)] if why is not None), None)


def _flaw_of_part(part: str) -> str | None:
    if not part:
        return "has a folder without a name, or is one"
    if part in {".", ".."}:
        return f"leads elsewhere by `{part}`"
    if len(part.encode()) > LONGEST_PART:
        return f"has a part of more than {LONGEST_PART} bytes"
    if part != part.strip() or part.endswith("."):
        return "has a part that begins or ends with a space or ends with a full stop, which some systems leave out"
    if _DEVICE.fullmatch(part):
        return f"would be a device on some systems: `{part}`"
    return None


def _collisions(names: Iterable[str]) -> Iterator[str]:
    """Names that some system takes for one: the same but for capitals or composition, or a file that is a folder."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        folded = _folded(name)
        other = seen.setdefault(folded, name)
        if other is not name:
            what = "stands twice" if other == name else f"and `{short(other)}` are one name on some systems"
            yield f"`{short(name)}` {what}"
        parts, whole = folded.split("/"), name.split("/")
        for end in range(1, len(parts)):
            written = "/".join(whole[:end])
            first = folders.setdefault("/".join(parts[:end]), written)
            if first != written:
                yield f"the folders `{short(first)}` and `{short(written)}` are one on some systems"
    for folded in seen.keys() & folders.keys():
        yield f"`{short(seen[folded])}` is a file and a folder"


def _folded(name: str) -> str:
    """What names have in common that differ only in capitals, composition or compatibility (Unicode, 3.13, D147)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def short(name: str) -> str:
    """A name as a message shows it."""
    return name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
