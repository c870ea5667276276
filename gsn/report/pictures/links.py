"""Where the names in a picture lead: to anchors of the page that it stands in, or nowhere."""

from __future__ import annotations

from collections.abc import Callable

from gsn.model.reference import Identity

Link = Callable[[Identity], str]
"""The anchor of what an identity names, ``#e-G1``, or nothing."""


def no_link(_: Identity) -> str:
    """For a picture that stands in no page."""
    return ""
