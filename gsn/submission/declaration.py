"""`submission.json`: what a developer says of what it hands in, its own verdict included. A claim, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256

from gsn.findings import Severity, Verdict
from gsn.output.ascii_json import as_ascii_json
from gsn.submission.flaws import Refused
from gsn.submission.layout import DECLARATION, FORMAT
from gsn.submission.strict_json import NotRead, read_record

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedGround:
    """One reason why a verdict is not passed."""

    message: str
    element: str | None
    code: str | None
    waived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFinding:
    """How often a rule found something at an element, and whether a waiver lets that stand."""

    code: str
    element: str | None
    severity: Severity
    waived: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedVerdict:
    """A verdict with all that it rests on."""

    verdict: Verdict
    label: str
    grounds: tuple[StatedGround, ...]
    findings: tuple[StatedFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFamily:
    """A family of rules, its codes, and whether it ran to its end."""

    name: str
    rules: tuple[str, ...]
    ran: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRules:
    """The rules that ran. The digest is of the lines ``NAME CODE CODE …``, one for each family."""

    digest: str
    families: tuple[StatedFamily, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedText:
    """A text of a profile: its name, its digest, whether it comes with the tool, and where it stands in the bundle."""

    name: str
    sha256: str
    built_in: bool
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedProfile:
    """The profile that a case was held against, its own text first."""

    name: str
    digest: str
    texts: tuple[StatedText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedOptions:
    """How the developer's verdict was come to."""

    as_of: str
    waivers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedWithheld:
    """A record whose file is not handed over: why, which file it is, and the commitment to it where there is one."""

    record: str
    why: str
    path: str | None
    commitment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a submission is, and what its developer makes of it."""

    format: str = FORMAT
    case: str
    case_digest: str
    follows: str | None
    tool: str
    options: StatedOptions
    rules: StatedRules
    profile: StatedProfile | None
    verdict: StatedVerdict
    withheld: tuple[StatedWithheld, ...]


def written(declaration: Declaration) -> bytes:
    """The declaration as it stands in a bundle: the one form that it has."""
    return as_ascii_json(asdict(declaration)).encode() + b"\n"


def read_declaration(data: bytes) -> Declaration:
    """The declaration that a file holds.

    Raises:
        Refused: It holds none, or is not written as :func:`written` writes it.
    """
    try:
        found = read_record(Declaration, data)
    except NotRead as error:
        raise Refused([f"`{DECLARATION}` cannot be read: {error}"]) from None
    flaw = next(_flaws(found), None)
    if flaw is not None:
        raise Refused([f"`{DECLARATION}` cannot be read: {flaw}"])
    if written(found) != data:
        raise Refused([f"`{DECLARATION}` is not written in the one form that it has"])
    if rules_digest(found.rules.families) != found.rules.digest:
        raise Refused([f"`{DECLARATION}` states a digest of its rules that is not theirs"])
    return found


def _flaws(declaration: Declaration) -> Iterator[str]:
    """Fields that hold a text, and none of the form that they should."""
    if declaration.format != FORMAT:
        yield f"its format is not `{FORMAT}`"
    if _DAY.fullmatch(declaration.options.as_of) is None:
        yield "its day is written otherwise than 2026-12-31"
    profile = declaration.profile
    digests = [declaration.case_digest, declaration.rules.digest]
    digests += [each.commitment for each in declaration.withheld if each.commitment is not None]
    digests += [profile.digest, *(text.sha256 for text in profile.texts)] if profile is not None else []
    if any(_DIGEST.fullmatch(digest) is None for digest in digests):
        yield "a digest in it has something else than 64 hexadecimal digits"


def rules_digest(families: tuple[StatedFamily, ...]) -> str:
    """One digest of the rules that ran, by which two tools are told apart that call themselves the same."""
    lines = "".join(f"{' '.join((family.name, *family.rules))}\n" for family in families)
    return sha256(lines.encode("utf-8", "replace")).hexdigest()
