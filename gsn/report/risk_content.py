"""What a document says of a case's numbers: its hazards, its claims with their derivations, its margins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from gsn.checking import Judgement
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.output.risk_text import WHAT_CONFIDENCE_MEANS
from gsn.report.parts import Part
from gsn.report.risk_claims import Claimed, claimed, room_of
from gsn.report.risk_links import Links
from gsn.report.risk_pictures import Margins, margins_of
from gsn.risk.figures import figure, headroom, percent
from gsn.risk.hazards import HazardAccount, hazard_accounts
from gsn.risk.problem import ClaimId, Side
from gsn.risk.proving import Outcome, Proofs

MOST_CLAIMS = 2000
"""Claims that a document shows: the page of more would be too large to open."""

MOST_OPEN = 6
"""Top claims that are shown unfolded."""

MOST_OPEN_UNPROVED = 20


@dataclass(frozen=True, slots=True)
class Folded:
    """The claims of one module that are not shown open."""

    module: str
    claims: tuple[Claimed, ...]

    @property
    def proved(self) -> int:
        return sum(claim.proved for claim in self.claims)


@dataclass(frozen=True, slots=True)
class HazardRow:
    """A hazard in the table, once for each limit on it. ``met`` and ``why`` are about the limit."""

    name: Part
    text: str
    bound: str
    confidence: str
    by: Part | None
    derived: str
    limit: str
    met: bool | None
    room: str
    why: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The section on quantified risk. ``failure`` says why there is nothing else, where the numbers were not judged.

    ``tops`` are the claims that support no other, as far as they are shown open; ``left_out`` are claims that are not
    shown at all.
    """

    meaning: str
    failure: str = ""
    claims: int = 0
    proved: int = 0
    hazards: tuple[HazardRow, ...] = ()
    tops: tuple[Claimed, ...] = ()
    unproved: tuple[Claimed, ...] = ()
    modules: tuple[Folded, ...] = ()
    left_out: int = 0
    by_goal: Mapping[Identity, tuple[Claimed, ...]] = field(default_factory=lambda: MappingProxyType({}))
    margins: Margins | None = None

    def of(self, goal: Identity) -> tuple[Claimed, ...]:
        """A goal's claims, for whoever links to them."""
        return self.by_goal.get(goal, ())


def numbers_of(judgement: Judgement) -> Numbers | None:
    """The section on quantified risk; nothing where a case claims no number and knows no hazard."""
    meaning = " ".join(WHAT_CONFIDENCE_MEANS.split())
    failed = next((f.failure for f in judgement.families if f.failure and f.name.startswith("gsn.checkers.risk")), None)
    if failed is not None:
        return Numbers(meaning, failure=failed)
    proofs, argument = judgement.argument.risk, judgement.argument
    if not proofs.outcomes and not argument.by_kind[Kind.HAZARD]:
        return None
    outcomes = list(proofs.outcomes.values())[:MOST_CLAIMS]
    links = Links(argument, {outcome.id for outcome in outcomes})
    told = {outcome.id: claimed(proofs, outcome, links) for outcome in outcomes}
    tops = top_outcomes(proofs, {goal.identity for goal in argument.tops})
    opened = [outcome.id for outcome in tops if outcome.id in told][:MOST_OPEN]
    unproved = [outcome.id for outcome in outcomes if not outcome.proved and outcome.id not in opened]
    unproved = unproved[:MOST_OPEN_UNPROVED]
    return Numbers(
        meaning=meaning,
        claims=len(proofs.outcomes),
        proved=sum(outcome.proved for outcome in proofs.outcomes.values()),
        hazards=tuple(_hazard(judgement, proofs, account, links) for account in hazard_accounts(proofs)),
        tops=tuple(told[id_] for id_ in opened),
        unproved=tuple(told[id_] for id_ in unproved),
        modules=_folded([told[id_] for id_ in told if id_ not in {*opened, *unproved}]),
        left_out=len(proofs.outcomes) - len(told),
        by_goal=_by_goal(told),
        margins=margins_of(argument, tops, links.element),
    )


def top_outcomes(proofs: Proofs, first: set[Identity]) -> list[Outcome]:
    """The claims that support no other, those of some goals before the others."""
    claiming = {id_.goal for id_ in proofs.outcomes}
    below = {reach.target for goal in claiming for reach in proofs.problem.steps[goal].goals}
    tops = [outcome for outcome in proofs.outcomes.values() if outcome.id.goal not in below]
    return sorted(tops, key=lambda outcome: outcome.id.goal not in first)


def _folded(claims: Sequence[Claimed]) -> tuple[Folded, ...]:
    modules: dict[str, list[Claimed]] = {}
    for claim in claims:
        modules.setdefault(claim.module, []).append(claim)
    return tuple(Folded(module, tuple(held)) for module, held in modules.items())


def _by_goal(told: Mapping[ClaimId, Claimed]) -> Mapping[Identity, tuple[Claimed, ...]]:
    found: dict[Identity, tuple[Claimed, ...]] = {}
    for id_, claim in told.items():
        found[id_.goal] = (*found.get(id_.goal, ()), claim)
    return MappingProxyType(found)


def _hazard(judgement: Judgement, proofs: Proofs, account: HazardAccount, links: Links) -> HazardRow:
    element = judgement.argument.element(account.hazard)
    claim, limit = account.claim, account.limit
    derived = proofs.outcomes[claim.id].attempt.derived if claim is not None else None
    room = room_of(account.headroom)
    if limit is None and claim is not None and derived is not None:
        room = f"{room_of(headroom(claim.value, derived.value))} within its claim"
    return HazardRow(
        name=links.quantity(account.hazard),
        text=element.text.plain if element is not None and element.text is not None else "",
        bound=figure(account.bound, account.unit, Side.UPPER) if account.bound is not None else "unbounded",
        confidence=percent(1 - claim.doubt) if claim is not None else "",
        by=Part(name_of(claim.id.goal), links.claim(claim.id)) if claim is not None else None,
        derived=figure(derived.value, derived.unit, Side.UPPER) if derived is not None else "",
        limit=f"{figure(limit.value, limit.unit)} at {percent(1 - limit.doubt)}" if limit is not None else "",
        met=account.met if limit is not None else None,
        room=room,
        why=account.why,
    )
