"""Evidence that is not handed over: what is committed to, and how it is opened.

A commitment is the SHA-256 of four lines: what it is, the record, a random salt, and the file's digest. Without the
salt it tells nothing of the file; with it, nobody can find another file that fits. `printf` and `sha256sum` check it.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gsn.model.reference import Identity
from gsn.placing import place

COMMITMENT = "gsn withheld evidence 1"
"""The first line of what is hashed: no digest that was made for something else is ever a commitment."""

SALTS_FORMAT = "gsn salts 1"
SALTS_ENDING = ".salts.json"

SALT_BYTES = 32

_LARGEST_SALTS = 16 << 20
_HEXADECIMAL = re.compile(r"[0-9a-f]{64}")


class BadSalts(ValueError):
    """Why a file of salts cannot be used, as a sentence."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a developer shows of a withheld file: the file, and the salt of its commitment in hexadecimal."""

    record: str
    file: Path
    salt: str


@dataclass(frozen=True, slots=True)
class Seen:
    """An institute's word that it has seen a withheld file: its signature over the commitment."""

    record: str
    signature: Path


def commitment_to(record: Identity, salt: str, digest: str) -> str:
    """The commitment to a record's file.

    Args:
        record: The record, with its module: a commitment to one record's file opens no other's.
        salt: 32 random bytes, in hexadecimal.
        digest: The file's SHA-256, in hexadecimal.
    """
    return sha256(f"{COMMITMENT}\n{record}\n{salt}\n{digest}\n".encode()).hexdigest()


def is_salt(written: str) -> bool:
    return _HEXADECIMAL.fullmatch(written) is not None


def seen_message(commitment: str) -> bytes:
    """What an institute signs that has seen the file: the commitment, on a line."""
    return f"{commitment}\n".encode()


# The developer's salts


def salts_file(bundle: Path) -> Path:
    """Where the salts of a bundle are kept: beside it, for the developer alone."""
    return bundle.with_name(bundle.name + SALTS_ENDING)


def read_salts(path: Path) -> dict[Identity, str]:
    """The salts that were made before, so that a bundle can be built again; none where there is no such file.

    Raises:
        BadSalts: There is one, and it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            held = json.loads(stream.read(_LARGEST_SALTS))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadSalts(f"`{path}` cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise BadSalts(f"`{path}` is no file of salts") from None
    salts = held.get("salts") if isinstance(held, dict) and held.get("format") == SALTS_FORMAT else None
    if not isinstance(salts, dict) or not all(isinstance(salt, str) and is_salt(salt) for salt in salts.values()):
        raise BadSalts(f"`{path}` is no file of salts")
    return salts


def with_new_salts(salts: Mapping[Identity, str], records: Iterable[Identity]) -> dict[Identity, str]:
    """The salts that there are, and a new one for each record that has none."""
    missing = {record: secrets.token_hex(SALT_BYTES) for record in records if record not in salts}
    return {**salts, **missing}


def write_salts(path: Path, salts: Mapping[Identity, str]) -> None:
    """Keep salts in a file that its owner alone can read.

    Raises:
        OSError: It cannot be written.
    """
    data = json.dumps({"format": SALTS_FORMAT, "salts": dict(sorted(salts.items()))}, indent=1) + "\n"
    place(path, data.encode(), 0o600)
