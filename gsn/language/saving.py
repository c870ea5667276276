"""Writing a user's text: the whole of it or nothing, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from gsn.language.source import Unreadable, inside, read_bytes
from gsn.placing import mode_of, place


class NotSaved(Exception):
    """The text on disk is as it was; the message says why.

    ``changed`` is true where somebody else wrote it since it was read; ``number`` is the system's, where it refused.
    """

    def __init__(self, message: str, *, changed: bool = False, number: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.changed = changed
        self.number = number


def digest_of(data: bytes) -> str:
    """What :func:`save_text` compares: the SHA-256 of a file as it was read."""
    return sha256(data).hexdigest()


def save_text(path: Path, text: str, read_with: str) -> str:
    """Write a text over a file in one step.

    A link is followed as long as it stays in its folder, and stays a link.

    Args:
        path: The file; it has to be there.
        text: The whole of its new text.
        read_with: The digest of the bytes that the text was made from.

    Returns:
        The digest of what was written.

    Raises:
        NotSaved: The file changed on disk since it was read, or cannot be written.
    """
    data = _encoded(path, text)
    if not inside(path, path.parent):
        raise NotSaved(f"`{path}` is a link that leads out of its folder")
    try:
        target = path.resolve(strict=True)
        if digest_of(read_bytes(target)) != read_with:
            raise NotSaved(f"`{path}` changed on disk since it was read", changed=True)
        place(target, data, mode_of(target))
    except Unreadable as error:
        raise NotSaved(f"`{path}`: {error.message}") from None
    except OSError as error:
        raise _refused(path, error) from None
    return digest_of(data)


def create_text(path: Path, text: str) -> str:
    """Write a text to a file that is not there yet, in one step, and give the digest of what was written.

    Raises:
        NotSaved: The file is there by now, or cannot be written.
    """
    data = _encoded(path, text)
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        raise NotSaved(f"`{path}` is there already", changed=True) from None
    except OSError as error:
        raise _refused(path, error) from None
    try:
        place(path, data, mode_of(path))
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _refused(path, error) from None
    return digest_of(data)


def _encoded(path: Path, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise NotSaved(f"`{path}` holds bytes that are not UTF-8") from None


def _refused(path: Path, error: OSError) -> NotSaved:
    return NotSaved(f"`{path}` cannot be written: {error.strerror or error}", number=error.errno)
