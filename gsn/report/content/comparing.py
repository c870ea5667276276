"""The case held against several profiles, as a document shows it."""

from __future__ import annotations

from collections.abc import Sequence

from gsn.compliance.comparison import Compared, compare
from gsn.output.account_text import limit_told, obligations_told, tier_told
from gsn.report.content.basis import Basis
from gsn.report.model.treaty import Compared as Row
from gsn.report.model.treaty import Comparison
from gsn.treaty.force import why_not_in_force
from gsn.treaty.profile import Profile

NOT_ASKED = (
    "The case was not held against other profiles. `gsn report --compare` does that, and `gsn treaty compare` tells "
    "the same in a terminal."
)
MEANING = (
    "What each profile that comes with gsn makes of the case as it is written. A profile that is no law, or that binds "
    "nobody here, is answered as if it did. None of it bears on the verdict."
)


def comparison_of(basis: Basis, profiles: Sequence[Profile]) -> Comparison:
    """What each of some profiles makes of a case.

    Args:
        basis: What the document is made from.
        profiles: What the case is held against; none where nobody asked.
    """
    if not profiles:
        return Comparison(NOT_ASKED, ())
    compared = compare(basis.argument, profiles, clear=basis.judgement.is_clear)
    return Comparison(MEANING, tuple(_row(basis, each) for each in compared))


def _row(basis: Basis, each: Compared) -> Row:
    return Row(
        profile=each.profile.name,
        title=each.profile.title,
        force=why_not_in_force(each.profile) or "in force",
        tiers=tuple(basis.said(tier_told(tier)) for tier in each.account.tiers),
        obligations=obligations_told(each),
        limits=tuple(basis.said(limit_told(limit)) for limit in each.account.limits),
        standing=each.standing.in_words,
    )
