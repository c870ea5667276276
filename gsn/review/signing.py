"""Signing a review: a detached SSH signature beside it, which `ssh-keygen -Y verify` checks, too."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from gsn.submission.private_key import SigningKey
from gsn.submission.ssh_signing import ssh_signature

from .reading import ReadReview
from .trust import NAMESPACE, signature_file


def sign(read: ReadReview, key: SigningKey) -> Path:
    """Sign the bytes of a review as they were read, and give the signature's file.

    Raises:
        OSError: It cannot be written.
    """
    target = signature_file(read.path)
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(ssh_signature(key, read.data, NAMESPACE))
        os.chmod(beside, 0o644)  # noqa: PTH101 - a signature is for everybody to read
        Path(beside).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise
    return target
