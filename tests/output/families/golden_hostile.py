"""A family that says, in every place where words can stand, what a terminal, a log or a page would obey."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Edit, Finding, Fix, Scope, Severity, rule

HOSTILE = (
    "\x1b[2J\x1b]0;title\x07",  # a terminal: clears the screen, sets a title
    "a\nb\r\nc\u2028d\x85e",  # ends of lines
    "\n::error::forged",  # GitHub's runner
    "##[add-mask]passed",  # the same, anywhere in a line
    "##vso[task.setvariable variable=x]y",  # Azure's runner
    "%0A::error::forged%25",  # GitHub's runner, once it has undone what was done
    "x,line=1::warning::forged",
    "\u202egnidart\u2066\u200e\u061c",  # another order of reading
    "a\u200bb\U000e0041\ufe00\u00ad",  # unseen
    "\0\x01\ufffe\uffff\udcff",  # no XML, no UTF-8
    "]]></failure><script>alert(1)</script>&amp;\"'",
    "![x](https://example.org/x.png) [y](javascript:alert(1)) <b>z</b> @everyone #1 www.example.org `code",
    "*a* _b_ ~~c~~ | d | https://example.org a@example.org &lt; \\[ $x$",
    "- a",
    "1. a",
    "{0} {x} {{y}} [a](0)",
    "``` ` `` \n```\nsuggestion",
)


@rule("GSN298", "hostile-words", Severity.ERROR, scope=Scope.CASE)
def hostile_words(argument: Argument) -> Iterator[Finding]:
    """Hostile words are passed on."""
    place = argument.case.head_place()
    for words in HOSTILE:
        fix = Fix(words, (Edit(place, words),), safe=True)
        yield Finding(words, place, None, words, ((place, words),), fix)
