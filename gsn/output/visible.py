"""Text from a case made safe to print: what a terminal or a log would obey or hide is shown as what it is."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029"  # control characters, and what ends a line
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what shows text in another order than it is read
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0"  # no width
    "\ufe00-\ufe0e\U000e0000-\U000e007f\U000e0100-\U000e01ef"  # in which a whole sentence can be hidden
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"  # marks of bytes, and bytes that are not UTF-8
    r"|(?<=#)#(?=[A-Za-z]*\[)"  # `##[name]`, which the runners of GitHub and Azure obey wherever it stands in a log
)


def visible(text: str) -> str:
    """The text with control characters, overrides and stray bytes replaced by one character each.

    A submission is hostile until proven otherwise: a finding's source line must neither move the cursor nor give the
    service that runs a check a command, and columns have to stay where the carets point.
    """
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " ").replace("\n", " "))
