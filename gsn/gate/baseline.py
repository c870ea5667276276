"""The baseline: what was wrong before there was a gate, so that the gate holds what comes after.

A machine writes it and it only shrinks: writing it anew drops what was mended and takes up nothing, unless somebody
asks for that. What is set aside is a rule, an element, and what the element said then: whoever rewrites an element has
it looked at again. What nobody can waive (:data:`~gsn.findings.NEVER_WAIVED`) cannot be set aside either.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError

from gsn import __version__
from gsn.findings import NEVER_WAIVED, Finding
from gsn.gate.conditions import NEVER_SET_ASIDE
from gsn.language.source import inside
from gsn.model.case import Case
from gsn.placing import place
from gsn.same_finding import from_folder
from gsn.statement_form import digest_of

FORMAT_VERSION = 1
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a baseline: a hundred thousand entries take a quarter of it."""

_DIGITS = 16
"""Hexadecimal digits of the digest of what an element says: enough that no two of a case's share them."""


class BadBaseline(Exception):
    """The baseline cannot be read or written. It is then never taken for an empty one."""


class Entry(BaseModel):
    """Something that is set aside: how many findings of a rule about an element that says what it said then."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Strict(), Field(min_length=1)]
    element: Annotated[str, Strict()] | None
    says: Annotated[str, Strict(), Field(pattern=rf"^[0-9a-f]{{{_DIGITS}}}$")]
    count: Annotated[int, Strict(), Field(ge=1)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format_version: Literal[1]
    written_by: Annotated[str, Strict()]
    case: Annotated[str, Strict()]
    entries: tuple[Entry, ...]


class Baseline(NamedTuple):
    """The entries of one case."""

    case: str
    entries: tuple[Entry, ...]


class Parted(NamedTuple):
    """Findings with those taken out that a baseline sets aside, and the entries to which nothing answers any more."""

    left: tuple[Finding, ...]
    set_aside: tuple[Finding, ...]
    stale: tuple[Entry, ...]


def apart(findings: Iterable[Finding], baseline: Baseline, case: Case) -> Parted:
    """Part what a baseline sets aside from what it does not. An entry is used up by the findings that answer to it."""
    room = Counter({_key(entry): entry.count for entry in baseline.entries})
    left: list[Finding] = []
    set_aside: list[Finding] = []
    for finding in findings:
        key = _key_of(finding, case)
        if can_be_set_aside(finding) and room[key] > 0:
            room[key] -= 1
            set_aside.append(finding)
        else:
            left.append(finding)
    stale = (entry.model_copy(update={"count": room[_key(entry)]}) for entry in baseline.entries if room[_key(entry)])
    return Parted(tuple(left), tuple(set_aside), tuple(stale))


def baseline_of(findings: Iterable[Finding], case: Case) -> Baseline:
    """The entries that set findings aside, sorted; what cannot be set aside is left out."""
    counted = Counter(_key_of(finding, case) for finding in findings if can_be_set_aside(finding))
    entries = [Entry(code=code, element=element, says=says, count=n) for (code, element, says), n in counted.items()]
    return Baseline(case.name, tuple(sorted(entries, key=lambda entry: (entry.code, entry.element or "", entry.says))))


def can_be_set_aside(finding: Finding) -> bool:
    """Whether a baseline may hold a finding."""
    return not finding.code.startswith((*NEVER_WAIVED, *NEVER_SET_ASIDE))


_Key = tuple[str, str | None, str]


def _key(entry: Entry) -> _Key:
    return entry.code, entry.element, entry.says


def _key_of(finding: Finding, case: Case) -> _Key:
    """A finding about no element of the argument is known by its message."""
    element = case.elements.get(finding.element) if finding.element is not None else None
    if element is not None:
        digest = digest_of(element)
    else:
        digest = sha256(from_folder(case, finding.message).encode("utf-8", "surrogatepass")).hexdigest()
    return finding.code, finding.element, digest[:_DIGITS]


# The file


def read_baseline(file: Path, case: str) -> Baseline:
    """Read a baseline.

    Args:
        file: Where it is.
        case: The name of the case that it has to be of.

    Raises:
        BadBaseline: It is not there, cannot be read, is of another case or of another version.
    """
    try:
        if not file.is_file() or not inside(file, file.parent):
            raise BadBaseline(f"there is no baseline `{file}`; `--write-baseline` writes one")
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise BadBaseline(f"the baseline `{file}` has more than {LARGEST_FILE // 1024 // 1024} MB")
        held = _File.model_validate_json(data)
    except OSError as error:
        raise BadBaseline(f"the baseline `{file}` cannot be read: {error.strerror or error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BadBaseline(
            f"`{file}` is no baseline that this version can read ({where or 'it'}: {first['msg']}); "
            "nothing is set aside by a file that cannot be read"
        ) from None
    if held.case != case:
        raise BadBaseline(f"the baseline `{file}` is of the case `{held.case}`, and this is `{case}`")
    keys = [_key(entry) for entry in held.entries]
    if len(set(keys)) < len(keys):
        raise BadBaseline(f"the baseline `{file}` holds an entry twice; no machine wrote it so")
    return Baseline(held.case, held.entries)


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Write a baseline whole or not at all.

    Raises:
        BadBaseline: It cannot be written.
    """
    data = {
        "format_version": FORMAT_VERSION,
        "written_by": f"gsn {__version__}",
        "case": baseline.case,
        "entries": [entry.model_dump() for entry in baseline.entries],
    }
    try:
        if file.is_symlink() or (file.exists() and not file.is_file()):
            raise BadBaseline(f"`{file}` is a link or no file, and is not written over")
        place(file, (json.dumps(data, indent=2, ensure_ascii=True) + "\n").encode("ascii"))
    except OSError as error:
        raise BadBaseline(f"the baseline `{file}` cannot be written: {error.strerror or error}") from None


def shrunk(baseline: Baseline, stale: Sequence[Entry]) -> Baseline:
    """A baseline without what nothing answers to any more."""
    over = {_key(entry): entry.count for entry in stale}
    left = ((entry, entry.count - over.get(_key(entry), 0)) for entry in baseline.entries)
    return Baseline(baseline.case, tuple(entry.model_copy(update={"count": n}) for entry, n in left if n > 0))
