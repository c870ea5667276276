"""What the risk, treaty, doubts and lapse panes say of a checked case, in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from gsn.checking import Judgement
from gsn.doubt.listing import listed, points
from gsn.lapse import timeline_of
from gsn.output.account_text import account_lines
from gsn.output.doubts_text import doubt_lines
from gsn.output.lapse_text import lapse_lines
from gsn.output.risk_bars import lines as chart_lines
from gsn.output.risk_text import WHAT_CONFIDENCE_MEANS, claim_lines, hazard_lines
from gsn.report.pictures.breaking import break_even_chart
from gsn.report.pictures.headroom import headroom_chart
from gsn.risk.hazards import hazard_accounts
from gsn.risk.variations import break_even

_SGR = MappingProxyType(
    {
        "bold": "1",
        "dim": "2",
        "passed": "1;32",
        "rejected": "1;31",
        "undetermined": "1;33",
        "supported": "32",
        "open": "33",
        "failing": "1;31",
        "warning": "1;33",
    }
)


def paint(role: str, text: str) -> str:
    """A text in a role's colour, as a terminal has it."""
    return f"\x1b[{_SGR[role]}m{text}\x1b[0m" if role in _SGR else text


def risk(judgement: Judgement, width: int) -> Iterator[str]:
    """Hazards with their headroom, each claim with its derivation, and what would break the topmost ones."""
    proofs = judgement.argument.risk
    if not proofs.outcomes:
        yield "No goal of the case claims a number."
        yield "ctrl+l on a goal asks for one, and tells the sample that would show it."
        return
    yield from hazard_lines(hazard_accounts(proofs), paint)
    chart = headroom_chart(proofs)
    if chart is not None:
        yield ""
        yield from chart_lines(chart, width)
    below = {
        leaf.target for outcome in proofs.outcomes.values() for leaf in proofs.problem.steps[outcome.id.goal].goals
    }
    tops = [outcome for outcome in proofs.outcomes.values() if outcome.id.goal not in below]
    for outcome in tops:
        if outcome.proved:
            breaking = break_even_chart(outcome.claim, break_even(proofs.search, outcome.claim, None))
            yield ""
            yield from chart_lines(breaking, width) if breaking is not None else ()
    for outcome in reversed(list(proofs.outcomes.values())):
        yield ""
        yield from claim_lines(proofs, outcome, paint)
    proved = sum(outcome.proved for outcome in proofs.outcomes.values())
    yield ""
    yield f"{proved} of {len(proofs.outcomes)} claims are proved."
    yield WHAT_CONFIDENCE_MEANS


def treaty(judgement: Judgement, _width: int) -> Iterator[str]:
    """Where the case stands with its profile, question by question, and what is to be done next."""
    account, standing, held = judgement.argument.account, judgement.standing, judgement.argument.held
    if held is None:
        yield "The case names no profile: `treaty NAME` under its head does."
        yield "`gsn treaty list` says which there are; `example` is one to try."
        return
    if account is None or standing is None:
        yield held.trouble
        return
    yield from account_lines(account, standing, paint)


def doubts(judgement: Judgement, width: int) -> Iterator[str]:
    """Every doubt with its state, the weightiest first."""
    argument = judgement.argument
    yield from doubt_lines(argument, listed(argument), points(argument), paint, max(40, width - 2))


def lapse(judgement: Judgement, _width: int) -> Iterator[str]:
    """What ends when, and what falls with it."""
    yield from lapse_lines(timeline_of(judgement.argument), judgement.argument, paint)


REPORTS: Mapping[str, tuple[str, Callable[[Judgement, int], Iterator[str]]]] = MappingProxyType(
    {
        "risk": ("Risk", risk),
        "treaty": ("Treaty", treaty),
        "doubts": ("Doubts", doubts),
        "lapse": ("Lapse", lapse),
    }
)
"""The panes, by what they are called in commands: a title, and what gives the lines."""
