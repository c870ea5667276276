"""A claim in numbers as a document shows it: what became of it, its derivation, its charges, what it holds under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, pairwise

from gsn.model.reference import Identity, module_of, name_of
from gsn.report.content.figures import bound_figure
from gsn.report.content.links import Links, claim_anchor
from gsn.report.model.risk import Barred, Charged, Claimed, HeldBy, Step
from gsn.report.model.values import Part
from gsn.risk.certificate import Charge, Hypothesis
from gsn.risk.derivation import DerivationLine, derivation
from gsn.risk.figures import headroom, percent, shown, statement, times
from gsn.risk.problem import Side
from gsn.risk.proving import Outcome, Proofs

MOST_STEPS = 150
"""Lines of one derivation."""

MOST_NAMED = 60
"""Tests and hypotheses that one claim names; the rest are counted."""

DEEPEST = 20
"""Lists within lists: what lies deeper stands beside what it lies below, so that it can still be read."""

_HELD_BY = {
    "definition": "Its list is complete by",
    "bridge": "Proxies carry over by",
    "condition": "Holds under each condition by",
    "licence": "Events are related as argued by",
    "prior": "Priors are argued by",
    "presumption": "What counts presume is argued by",
    "calibration": "Experts are calibrated by",
    "carrying": "Results for another configuration carry over by",
    "scope": "In the scope of",
}
"""What a proof holds under, in a reader's words, in the order in which it is told."""


def claimed(proofs: Proofs, outcome: Outcome, links: Links) -> Claimed:
    """One claim, its names linked."""
    claim, attempt = outcome.claim, outcome.attempt
    derived = attempt.derived
    upper = claim.side is Side.UPPER
    lines: list[DerivationLine] = []
    if derived is not None:
        lines = list(islice(derivation(proofs.problem, proofs.proof.nodes, derived.node), MOST_STEPS + 1))
    tests, charged = _charged(outcome, links)
    held = outcome.hypotheses if outcome.proved else frozenset()
    return Claimed(
        id=claim_anchor(claim.id),
        goal=links.part(claim.id.goal),
        module=module_of(claim.id.goal),
        quantity=links.quantity(claim.quantity),
        statement=statement(claim),
        value=bound_figure(claim.value, claim.unit),
        confidence=percent(1 - claim.doubt),
        proved=outcome.proved,
        why=outcome.why,
        derived=bound_figure(derived.value, derived.unit, claim.side) if derived else None,
        side="at most" if upper else "at least",
        room=room_of(headroom(claim.value, derived.value)) if derived and upper and outcome.proved else "",
        steps=tuple(_steps(proofs, lines[:MOST_STEPS], links)),
        cut=len(lines) > MOST_STEPS,
        barred=tuple(Barred(links.test(barred.source.id), barred.why) for barred in attempt.barred[:MOST_NAMED]),
        charged=charged,
        tests=tests,
        held_by=tuple(held_by(held, links)),
        unargued=tuple(unargued(held)),
    )


def room_of(room: Fraction | None) -> str:
    """Headroom in words; nothing where a bound of 0 leaves any room."""
    if room is None:
        return ""
    return f"{times(1 / room)} over" if room < 1 else shown(room, Side.LOWER)


def _steps(proofs: Proofs, lines: Sequence[DerivationLine], links: Links) -> Iterator[Step]:
    """Lines with where lists begin and end."""
    depths = [min(line.depth, DEEPEST) for line in lines]
    around = pairwise(pairwise([0, *depths, 0]))
    for line, ((before, depth), (_, after)) in zip(lines, around, strict=True):
        reason = tuple(_reason(proofs, line, links))
        yield Step(depth, line.statement, reason, depth > before, after > depth, max(depth - after, 0))


def _reason(proofs: Proofs, line: DerivationLine, links: Links) -> Iterator[Part]:
    """Why a step holds, with a link at the name of what says so."""
    again = " (shown above)" if line.again else ""
    if line.source is None:
        yield Part(line.reason + again)
        return
    name = name_of(line.source)
    claim = proofs.proof.nodes[line.node].witness.claim
    href = links.claim(claim) if claim is not None else links.element(line.source)
    places = list(re.finditer(rf"(?:\bby |, ){re.escape(name)}(?= at |, |$)", line.reason))
    end = places[-1].end() if places else len(line.reason)
    yield Part(line.reason[: end - len(name)] if places else f"{line.reason}, ")
    yield Part(name, href)
    yield Part(line.reason[end:] + again)


def _charged(outcome: Outcome, links: Links) -> tuple[tuple[Charged, ...], str]:
    """The tests that a claim is charged for, and how much of its doubt they take together."""
    charges = outcome.attempt.charges
    if charges is None:
        return (), ""
    doubt = outcome.claim.doubt
    spent = doubt if charges.parts else sum(charges.fixed.values(), Fraction(0))
    parts: list[tuple[Charge, Fraction]] = [*charges.fixed.items(), *charges.parts.items()]
    tests = tuple(Charged(links.test(charge), percent(part)) for charge, part in parts[:MOST_NAMED])
    more = len(parts) - len(tests)
    counted = f", {more} more of them not named here" if more else ""
    return tests, f"{percent(spent)} of {percent(doubt)}{counted}" if parts else "nothing"


def held_by(held: Iterable[Hypothesis], links: Links) -> Iterator[HeldBy]:
    """What a proof holds under, by kind, with the elements that argue it."""
    found: dict[str, dict[Identity, None]] = {}
    for hypothesis in sorted(held, key=lambda each: (each.by or each.subject, each.kind)):
        element = hypothesis.subject if hypothesis.kind == "scope" else hypothesis.by
        if element is not None:
            found.setdefault(hypothesis.kind, {}).setdefault(element)
    for kind in sorted(found, key=lambda kind: (*_HELD_BY, kind).index(kind)):
        elements = list(found[kind])
        named = tuple(map(links.part, elements[:MOST_NAMED]))
        more = len(elements) - len(named)
        yield HeldBy(kind, _HELD_BY.get(kind, kind), (*named, Part(f"{more} more")) if more else named)


def unargued(held: Iterable[Hypothesis]) -> Iterator[str]:
    """What a proof presumes and nothing argues. A definition needs to be argued only where it claims to be complete."""
    for hypothesis in sorted(held, key=lambda each: (each.kind, each.subject)):
        if hypothesis.by is None and hypothesis.kind not in {"definition", "scope"}:
            yield f"{hypothesis.kind} of {name_of(hypothesis.subject)}"
