"""Signing a review: a detached SSH signature beside it, which `ssh-keygen -Y verify` checks, too."""

from __future__ import annotations

from pathlib import Path

from gsn.placing import place
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
    place(target, ssh_signature(key, read.data, NAMESPACE))
    return target
