"""What is proved of a case's numbers, as text: each claim with its derivation as a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gsn.model.reference import Identity, name_of
from gsn.output.visible import visible
from gsn.risk.certificate import BridgeId, Charge, Hypothesis
from gsn.risk.derivation import DerivationLine, derivation
from gsn.risk.figures import figure, headroom, percent, shown, statement, times
from gsn.risk.hazards import HazardAccount
from gsn.risk.problem import ClaimId, Side
from gsn.risk.proving import Outcome, Proofs
from gsn.risk.term import written

Paint = Callable[[str, str], str]

WHAT_CONFIDENCE_MEANS = (
    "“At c”: whatever the true values, records turn out so that the claim is proved though false in at most 1 - c of\n"
    "cases. It is not the probability that the claim is true."
)

MOST_TERMS = 6
"""Charges and hypotheses that a line names; the rest are counted."""


def claim_lines(proofs: Proofs, outcome: Outcome, paint: Paint) -> Iterator[str]:
    """One claim: what became of it, its derivation, what it is charged, and what it holds under."""
    claim, attempt = outcome.claim, outcome.attempt
    sign = paint("passed", "✓ proved") if outcome.proved else paint("rejected", "✗ not proved")
    yield f"{paint('bold', visible(name_of(claim.id.goal)))}  {_quantity(claim.quantity)} {statement(claim)}  {sign}"
    if not outcome.proved:
        yield f"    {visible(outcome.why)}"
    if attempt.derived is not None:
        side = "at most" if claim.side is Side.UPPER else "at least"
        bound = figure(attempt.derived.value, attempt.derived.unit, claim.side)
        room = headroom(claim.value, attempt.derived.value) if claim.side is Side.UPPER else None
        fits = f"; headroom {shown(room, Side.LOWER)}" if room is not None and outcome.proved else ""
        yield f"    derived: {side} {bound}{fits}"
        yield from (
            f"    {line}" for line in tree(derivation(proofs.problem, proofs.proof.nodes, attempt.derived.node))
        )
    for barred in attempt.barred:
        source = barred.source.id
        named = source.goal if isinstance(source, ClaimId) else source.record
        yield paint("dim", f"    not used: {visible(name_of(named))}: {visible(barred.why)}")
    if attempt.charges is not None:
        spent = sum(attempt.charges.fixed.values(), start=claim.doubt - claim.doubt)
        tests = [f"{_charged(charge)} {percent(part)}" for charge, part in attempt.charges.fixed.items()]
        tests += [f"{name_of(test.record)} {percent(part)}" for test, part in attempt.charges.parts.items()]
        total = claim.doubt if attempt.charges.parts else spent
        yield (
            f"    charged: {percent(total)} of {percent(claim.doubt)} ({_some(tests)})"
            if tests
            else "    charged: nothing"
        )
    if outcome.proved:
        held = hypotheses(outcome.hypotheses)
        yield f"    if: {_some(held)}" if held else "    under no hypothesis"


def _quantity(identity: Identity) -> str:
    return visible(written(identity))


def _some(named: list[str]) -> str:
    shown_ = ", ".join(visible(name) for name in named[:MOST_TERMS])
    more = len(named) - MOST_TERMS
    return f"{shown_} and {more} more" if more > 0 else shown_


def _charged(charge: Charge) -> str:
    match charge:
        case ClaimId(goal=goal):
            return name_of(goal)
        case BridgeId(quantity=quantity):
            return f"the bridge of {written(quantity)}"
        case measurement:
            return name_of(measurement.record)


def hypotheses(held: Iterable[Hypothesis]) -> list[str]:
    """What a proof holds under, by the elements that argue it; what nothing argues by its name."""
    argued: dict[str, None] = {}
    open_: dict[str, None] = {}
    for hypothesis in sorted(held, key=lambda each: (each.kind, each.subject, each.by or "")):
        match hypothesis:
            case Hypothesis(kind="definition", by=None):
                continue
            case Hypothesis(kind="scope", subject=subject):
                argued.setdefault(name_of(subject))
            case Hypothesis(kind=kind, subject=subject, by=None):
                open_.setdefault(f"{kind} of {name_of(subject)}, which nothing argues")
            case Hypothesis(by=by):
                argued.setdefault(name_of(by or hypothesis.subject))
    return [*argued, *open_]


def tree(lines: Iterable[DerivationLine]) -> Iterator[str]:
    """A derivation as an indented tree, reasons in a column of their own."""
    listed = list(lines)
    stems = [f"{'  ' * line.depth}{'· ' if line.depth else ''}{visible(line.statement)}" for line in listed]
    width = min(max(map(len, stems), default=0), 72)
    for line, stem in zip(listed, stems, strict=True):
        again = " (shown above)" if line.again else ""
        yield f"{stem:<{width}}  {visible(line.reason)}{again}".rstrip()


def hazard_lines(accounts: Iterable[HazardAccount], paint: Paint) -> Iterator[str]:
    """Each hazard: what bounds it, its limit, and the headroom as a bar."""
    for account in accounts:
        bound = figure(account.bound, account.unit, Side.UPPER) if account.bound is not None else "unbounded"
        line = f"{paint('bold', _quantity(account.hazard))}  {bound}"
        if account.limit is not None:
            line += f", limit {figure(account.limit.value, account.limit.unit)} at {percent(1 - account.limit.doubt)}"
            line += f": {paint('passed', 'met') if account.met else paint('rejected', 'not met')}"
        if account.headroom is not None:
            over = account.headroom < 1
            room = f"{times(1 / account.headroom)} over" if over else f"headroom {shown(account.headroom, Side.LOWER)}"
            line += f", {room}"
        yield line
        if account.why:
            yield f"    {visible(account.why)}"
