"""Where in a document something stands."""

from __future__ import annotations

import re

from gsn.model.reference import Identity

_FOREIGN = re.compile(r"[^A-Za-z0-9_-]")


def anchor(identity: Identity) -> str:
    """An element's fragment in the page: unique, and of characters that need no escaping."""
    return "e-" + _FOREIGN.sub(lambda match: f".{ord(match[0]):x}.", identity)
