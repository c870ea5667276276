"""The reviewer's own keys: whose signature counts, for what, and from when until when.

The file is OpenSSH's (`ssh-keygen(1)`, ALLOWED SIGNERS): principals, options, a key. Nothing of it comes from a bundle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from gsn.evidence.ssh_signature import BadSignature, public_key_of
from gsn.submission.layout import NAMESPACE
from gsn.submission.private_key import fingerprint

LARGEST_LIST = 16 << 20
"""Bytes of a list of keys: about a hundred thousand."""

_FIELD = re.compile(r'(?:[^\s"]|"[^"]*")+')
_OPTION = re.compile(r'([a-z-]+)(?:="([^"]*)")?(?:,|$)', re.ASCII | re.IGNORECASE)
_MOMENT = re.compile(r"([0-9]{8})(?:([0-9]{4})([0-9]{2})?)?Z?", re.ASCII | re.IGNORECASE)
_KEY_TYPE = re.compile(r"(?:ssh-|ecdsa-|sk-)[a-z0-9@.-]+", re.ASCII)
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}", re.ASCII)
_BINARY_LIST = b"SSHKRL\n\0"


class BadTrust(ValueError):
    """Why a list of keys cannot be used, as a sentence."""


@dataclass(frozen=True, slots=True)
class AllowedKey:
    """A key that counts: for whom, for which purposes, and when."""

    key: bytes
    principals: tuple[str, ...]
    namespaces: tuple[str, ...] = ()
    valid_after: datetime | None = None
    valid_before: datetime | None = None

    def why_not(self, day: date) -> str | None:
        """Why it does not count for submissions on a day, which lies whole within its time; nothing where it does."""
        if self.namespaces and not _matches(NAMESPACE, self.namespaces):
            return f"it does not count for `{NAMESPACE}` but for {', '.join(self.namespaces)}"
        begin = datetime.combine(day, time(), UTC)
        if self.valid_after is not None and begin < self.valid_after:
            return f"it counts from {self.valid_after:%Y-%m-%d %H:%M} UTC on"
        if self.valid_before is not None and begin + timedelta(days=1) > self.valid_before:
            return f"it counted until {self.valid_before:%Y-%m-%d %H:%M} UTC"
        return None


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose signatures a reviewer accepts: the keys that count, and those that do not any more, by fingerprint."""

    allowed: Mapping[bytes, tuple[AllowedKey, ...]]
    revoked: frozenset[str] = frozenset()

    def standing(self, key: bytes, day: date) -> Standing:
        """What a signature by a key is worth on a day."""
        if fingerprint(key) in self.revoked:
            return Standing(key, revoked=True, why="its key is revoked")
        entries = self.allowed.get(key, ())
        if not entries:
            return Standing(key, why="its key is none of yours")
        refusals = [entry.why_not(day) for entry in entries]
        counting = [entry for entry, why in zip(entries, refusals, strict=True) if why is None]
        if not counting:
            return Standing(key, why=next(why for why in refusals if why is not None))
        return Standing(key, tuple(dict.fromkeys(name for entry in counting for name in entry.principals)))


@dataclass(frozen=True, slots=True)
class Standing:
    """A signer: who the reviewer takes it for, or why for nobody."""

    key: bytes
    principals: tuple[str, ...] = ()
    revoked: bool = False
    why: str = ""

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)

    @property
    def trusted(self) -> bool:
        return bool(self.principals)

    def is_known_as(self, name: str) -> bool:
        """Whether it counts for somebody of a name."""
        return _matches(name, self.principals)


def read_trust(allowed: Path, revoked: Path | None = None) -> Trust:
    """A reviewer's keys.

    Args:
        allowed: The allowed signers.
        revoked: Keys that do not count any more: public keys or fingerprints, one on a line.

    Raises:
        BadTrust: A file cannot be read, or a line of it.
    """
    found: dict[bytes, tuple[AllowedKey, ...]] = {}
    for number, line in _lines(allowed):
        try:
            entry = _allowed_key(line)
        except (BadTrust, BadSignature) as error:
            what = f"the key {error}" if isinstance(error, BadSignature) else str(error)
            raise BadTrust(f"line {number} of `{allowed}`: {what}") from None
        if entry is not None:
            found[entry.key] = (*found.get(entry.key, ()), entry)
    if not found:
        raise BadTrust(f"`{allowed}` names no key")
    return Trust(found, frozenset(_revoked(revoked)) if revoked is not None else frozenset())


def _revoked(path: Path) -> Iterator[str]:
    for number, line in _lines(path):
        if _FINGERPRINT.fullmatch(line):
            yield line
            continue
        try:
            yield fingerprint(public_key_of(line))
        except BadSignature as error:
            raise BadTrust(f"line {number} of `{path}`: the key {error}; nor is it a fingerprint") from None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_LIST + 1)
    except OSError as error:
        raise BadTrust(f"`{path}` cannot be read: {error.strerror or error}") from None
    if data.startswith(_BINARY_LIST):
        raise BadTrust(f"`{path}` is a binary list of revoked keys; write them one on a line, or their fingerprints")
    try:
        text = data.decode("utf-8-sig") if len(data) <= LARGEST_LIST else ""
    except UnicodeDecodeError:
        text = ""
    if data and not text:
        raise BadTrust(f"`{path}` is no list of keys")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _allowed_key(line: str) -> AllowedKey | None:
    """A line's key; nothing for an authority's, whose certificates are not looked at.

    Raises:
        BadTrust: It is no such line.
        BadSignature: Its key is none, or of a kind that is not looked at.
    """
    fields = _FIELD.findall(line)
    if len(fields) < 3:  # noqa: PLR2004 - principals, the key's type, the key
        raise BadTrust("has no principals and key: write `PRINCIPALS [OPTIONS] ssh-ed25519 AAAA…`")
    principals = tuple(name for name in fields[0].strip('"').split(",") if name)
    options = {} if _KEY_TYPE.fullmatch(fields[1]) else _options(fields[1])
    rest = fields[1:] if not options else fields[2:]
    if "cert-authority" in options:
        return None
    if not principals or any(name.startswith("!") for name in principals):
        raise BadTrust("its principals are names or patterns, without exceptions")
    return AllowedKey(
        key=public_key_of(" ".join(rest[:2])),
        principals=principals,
        namespaces=tuple(filter(None, options.get("namespaces", "").split(","))),
        valid_after=_moment(options["valid-after"]) if "valid-after" in options else None,
        valid_before=_moment(options["valid-before"]) if "valid-before" in options else None,
    )


def _options(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    while at < len(written):
        match = _OPTION.match(written, at)
        name = match[1].lower() if match is not None else ""
        if match is None or name not in {"cert-authority", "namespaces", "valid-after", "valid-before"}:
            raise BadTrust(f"`{written[at:][:60]}` is no option of an allowed signer")
        if name in found or (match[2] is None) != (name == "cert-authority"):
            raise BadTrust(f"the option `{name}` stands twice, or has a value that it should not have, or none")
        found[name] = match[2] or ""
        at = match.end()
    return found


def _moment(written: str) -> datetime:
    """A moment as OpenSSH writes it, read as UTC with or without its `Z`: no verdict hangs on a machine's time zone."""
    match = _MOMENT.fullmatch(written)
    day, clock, seconds = (match[1], match[2] or "0000", match[3] or "00") if match is not None else ("", "", "")
    try:
        return datetime.strptime(f"{day}{clock}{seconds}", "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        raise BadTrust(f"`{written[:60]}` is no moment; write it as 20261231, or as 202612312359Z") from None


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a pattern fits a name; `*` stands for anything, `?` for one character (`ssh_config(5)`, PATTERNS)."""
    return any(
        re.fullmatch("".join({"*": ".*", "?": "."}.get(each, re.escape(each)) for each in pattern), name, re.DOTALL)
        for pattern in patterns
    )
