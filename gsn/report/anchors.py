"""Where in a document something stands."""

from __future__ import annotations

import re

from gsn.model.reference import Identity

_FOREIGN = re.compile(r"[^A-Za-z0-9_:.-]")


def anchor(identity: Identity) -> str:
    """An element's fragment in a document: its identity, so that `#module::G3` leads to it.

    Names are of characters that need no escaping; what else an identity may hold (a module is named after its file) is
    told by its number.
    """
    return _FOREIGN.sub(lambda match: f"~{ord(match[0]):x}~", identity)
