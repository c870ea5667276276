"""What a document says of a case's numbers: its hazards, its claims with their derivations, its margins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gsn.checking import Judgement
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.output.risk_bars import Chart
from gsn.output.risk_text import WHAT_CONFIDENCE_MEANS
from gsn.report.content.claims import claimed, room_of
from gsn.report.content.figures import bound_figure
from gsn.report.content.links import Links
from gsn.report.content.margins import Margins, margins_of
from gsn.report.model.argument import ClaimLine
from gsn.report.model.risk import Claimed, Folded, HazardRow, Numbers, Picture
from gsn.report.model.values import Part
from gsn.risk.figures import headroom, percent
from gsn.risk.hazards import HazardAccount, hazard_accounts
from gsn.risk.problem import ClaimId, Side
from gsn.risk.proving import Outcome, Proofs

MOST_CLAIMS = 2000
"""Claims that a document shows: the page of more would be too large to open."""

MOST_OPEN = 6
"""Top claims that are shown unfolded."""

MOST_OPEN_UNPROVED = 20


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says of numbers, and what else of it rests on them.

    ``numbers`` is nothing where the case claims no number and knows no hazard; ``charts`` are drawn from, by their ids;
    ``lines`` are the claims of each goal in a line; ``margins`` is nothing where nothing was judged.
    """

    numbers: Numbers | None
    charts: Mapping[str, Chart]
    lines: Mapping[Identity, tuple[ClaimLine, ...]]
    margins: Margins | None


def numbers_of(judgement: Judgement) -> Told:
    """What is proved of a case's numbers, as far as a document shows it."""
    meaning = " ".join(WHAT_CONFIDENCE_MEANS.split())
    failed = next((f.failure for f in judgement.families if f.failure and f.name.startswith("gsn.checkers.risk")), None)
    if failed is not None:
        numbers = Numbers(meaning, failed, 0, 0, (), (), (), "", (), (), (), 0, ())
        return Told(numbers, {}, {}, None)
    proofs, argument = judgement.argument.risk, judgement.argument
    if not proofs.outcomes and not argument.by_kind[Kind.HAZARD]:
        return Told(None, {}, {}, None)
    outcomes = list(proofs.outcomes.values())[:MOST_CLAIMS]
    links = Links(argument, {outcome.id for outcome in outcomes})
    told = {outcome.id: claimed(proofs, outcome, links) for outcome in outcomes}
    tops = top_outcomes(proofs, {goal.identity for goal in argument.tops})
    opened = [outcome.id for outcome in tops if outcome.id in told][:MOST_OPEN]
    unproved = [outcome.id for outcome in outcomes if not outcome.proved and outcome.id not in opened]
    unproved = unproved[:MOST_OPEN_UNPROVED]
    margins = margins_of(argument, tops, links)
    charts = {f"picture-{number}": chart for number, chart in enumerate(margins.charts, 1)}
    numbers = Numbers(
        meaning=meaning,
        not_looked_at="",
        count=len(proofs.outcomes),
        proved=sum(outcome.proved for outcome in proofs.outcomes.values()),
        hazards=tuple(_hazard(judgement, proofs, account, links) for account in hazard_accounts(proofs)),
        pictures=tuple(_picture(number, chart) for number, chart in enumerate(margins.charts, 1)),
        samples=margins.samples,
        simulated=margins.simulated,
        tops=tuple(told[id_] for id_ in opened),
        unproved=tuple(told[id_] for id_ in unproved),
        modules=_folded([told[id_] for id_ in told if id_ not in {*opened, *unproved}]),
        left_out=len(proofs.outcomes) - len(told),
        not_worked_out=margins.left_out,
    )
    return Told(numbers, charts, _lines(told), margins)


def _picture(number: int, chart: Chart) -> Picture:
    says = tuple(f"{bar.label}: {bar.note}" for bar in chart.bars)
    return Picture(f"picture-{number}", number, chart.title, (chart.axis, *says), chart.remark)


def _lines(told: Mapping[ClaimId, Claimed]) -> dict[Identity, tuple[ClaimLine, ...]]:
    """The claims of each goal, in a line each."""
    found: dict[Identity, tuple[ClaimLine, ...]] = {}
    for id_, claim in told.items():
        line = ClaimLine(Part(f"{claim.quantity.text} {claim.statement}", claim.id), claim.proved)
        found[id_.goal] = (*found.get(id_.goal, ()), line)
    return found


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
    return tuple(Folded(module, tuple(held), sum(claim.proved for claim in held)) for module, held in modules.items())


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
        bound=bound_figure(account.bound, account.unit, Side.UPPER) if account.bound is not None else None,
        confidence=percent(1 - claim.doubt) if claim is not None else "",
        by=Part(name_of(claim.id.goal), links.claim(claim.id)) if claim is not None else None,
        derived=bound_figure(derived.value, derived.unit, Side.UPPER) if derived is not None else None,
        limit=bound_figure(limit.value, limit.unit) if limit is not None else None,
        limit_confidence=percent(1 - limit.doubt) if limit is not None else "",
        state=("met" if account.met else "not met") if limit is not None else "",
        room=room,
        why=account.why,
    )
