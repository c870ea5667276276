"""Text from a case made safe to print: what a terminal would obey or hide is shown as what it is."""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\ud800-\udfff\u2028\u2029]")


def visible(text: str) -> str:
    """The text with control characters, overrides and stray bytes replaced by one character each.

    A submission is hostile until proven otherwise: a finding's source line must not move the cursor, and columns have
    to stay where the carets point.
    """
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " ").replace("\n", " "))
