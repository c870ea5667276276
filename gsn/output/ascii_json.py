"""JSON that stays JSON wherever it is printed, and that no terminal and no log obeys."""

from __future__ import annotations

import json
import re
from typing import Any

_ESCAPE = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)|\\ud[89a-f]..|\\.")
"""A pair that stands for one character, a half that stands for none, or any other escape."""


def as_ascii_json(data: Any) -> str:
    r"""The data as indented JSON in ASCII.

    A byte that is not UTF-8 is U+FFFD: strict readers refuse a whole document for half a pair. ``##`` stands in strings
    alone, and is written ``#\u0023``: the runners of GitHub and Azure take ``##[name]`` for a command wherever it
    stands in a log, and this is printed to logs.
    """
    text = json.dumps(data, indent=2, ensure_ascii=True)
    if r"\ud" in text:
        text = _ESCAPE.sub(_without_halves, text)
    return text.replace("##", r"#\u0023")


def _without_halves(escape: re.Match[str]) -> str:
    is_half = escape[0].startswith(r"\ud") and escape[1] is None
    return r"\ufffd" if is_half else escape[0]
