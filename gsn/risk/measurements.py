"""What records measured, as the calculus takes it: counts, rates, beliefs, priors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from gsn.argument import Argument
from gsn.evidence.logs.log import Log
from gsn.evidence.states import State
from gsn.model.case import Element
from gsn.model.expression import (
    Belief,
    Comparison,
    Events,
    FromLog,
    Trials,
    TrialsGivenPrior,
)
from gsn.model.kinds import Kind
from gsn.model.number import Relation
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.risk import QuantityStatement
from gsn.risk.problem import (
    Believed,
    Compared,
    Counted,
    GivenPrior,
    Measurement,
    MeasurementId,
    Observed,
    Result,
)
from gsn.risk.term import written
from gsn.risk.units import singular


def measurements_of(argument: Argument) -> dict[MeasurementId, Measurement]:
    """Every measurement of every record, whoever cites it and in whichever state it is."""
    found = {}
    for record in argument.by_kind[Kind.EVIDENCE]:
        if isinstance(record.says, EvidenceStatement):
            for measurement in _of_record(argument, record, record.says):
                found[measurement.id] = measurement
    return found


def _of_record(argument: Argument, record: Element, says: EvidenceStatement) -> Iterator[Measurement]:
    accepted = argument.assessments[record.identity].state is State.ACCEPTED
    shares = _shares(argument, record, says)
    for position, measured in enumerate(says.measures):
        quantity = measured.quantity.identity
        result, flaw = _result(argument, record, position)
        yield Measurement(
            id=MeasurementId(record.identity, position),
            quantity=quantity,
            result=result,
            accepted=accepted,
            subject=says.on.identity if says.on is not None else None,
            presumed=tuple(ref.identity for ref in says.presumes),
            share=shares.get(quantity),
            flaw=flaw or _other_trial(argument, says, quantity),
        )


def _result(argument: Argument, record: Element, position: int) -> tuple[Result | None, str | None]:
    """What a record's figures say; or why they say nothing."""
    measured = record.says.measures[position] if isinstance(record.says, EvidenceStatement) else None
    match measured.measurement if measured is not None else None:
        case TrialsGivenPrior() as clause if measured is not None:
            return _given_prior(argument, record, clause, measured.quantity.identity)
        case FromLog():
            return _from_log(argument, record, position)
        case Events(_, exposure, _) if exposure.exact <= 0:
            return None, "it watched for no time at all"
        case Trials(events, trials, _) if not 0 <= events <= trials or trials == 0:
            return None, _NO_COUNT
        case Comparison(events, trials, before, others) if not (
            0 <= events <= trials and 0 <= before <= others and trials and others
        ):
            return None, _NO_COUNT
        case clause:
            return _stated(clause), None


_NO_COUNT = "it counts no trial, or more events than trials"


def _stated(clause: object) -> Result | None:
    """Figures that stand in the text."""
    match clause:
        case Trials(events, trials, anytime):
            return Counted(events, events, trials, anytime)
        case Comparison(events, trials, baseline_events, baseline_trials):
            return Compared(events, trials, baseline_events, baseline_trials)
        case Events(events, exposure, unit):
            return Observed(events, exposure.exact, singular(unit))
        case Belief(low, high, unit, confidence, central):
            lower = low.exact if low is not None else None
            per = singular(unit) if unit is not None else None
            return Believed(lower, high.exact, per, 1 - confidence.exact, central)
        case _:
            return None


def _given_prior(
    argument: Argument, record: Element, clause: TrialsGivenPrior, quantity: Identity
) -> tuple[Result | None, str | None]:
    flaw = _later_prior(argument, record, clause.by.identity)
    if clause.events:
        flaw = f"a prior with {clause.events} events needs an argued floor, which the language has no form for"
    elif clause.quantity.identity != quantity:
        flaw = f"the prior is about `{clause.quantity.name}`, and the record about `{written(quantity)}`"
    elif clause.relation not in {Relation.AT_MOST, Relation.BELOW}:
        flaw = "a prior says that a quantity is at most something"
    elif not 0 < clause.belief.exact < 1:
        flaw = "a prior's belief lies above 0 and below 1"
    return GivenPrior(clause.trials, clause.value.exact, clause.belief.exact, clause.by.identity), flaw


def _later_prior(argument: Argument, record: Element, goal: Identity) -> str | None:
    """Why a prior is none: what argues it is not older than the record, or is the record's own data."""
    says = record.says
    if not isinstance(says, EvidenceStatement):
        return None
    digest = says.file.sha256 if says.file is not None else None
    for identity in argument.walk([goal], argument.rests_on):
        ground = argument.element(identity)
        if ground is None or not isinstance(ground.says, EvidenceStatement):
            continue
        held = ground.says.file.sha256 if ground.says.file is not None else None
        if identity == record.identity or (digest is not None and held == digest):
            return f"its prior rests on the same data, by way of `{ground.name}`"
        if says.dated is None or ground.says.dated is None or ground.says.dated >= says.dated:
            return f"its prior rests on `{ground.name}`, which is not dated before it"
    return None


def _from_log(argument: Argument, record: Element, position: int) -> tuple[Result | None, str | None]:
    """Counts that are in the record's file. How many events there were may be left open by what the log lacks."""
    log = argument.logs[record.identity, position]
    if not isinstance(log, Log):
        return None, f"its log {log.message}"
    if log.count is None:
        return None, f"its log gives no count: {log.refusals[0].message}" if log.refusals else "its log gives no count"
    return Counted(log.count.events_at_least, log.count.events_at_most, log.count.trials), None


def _shares(argument: Argument, record: Element, says: EvidenceStatement) -> Mapping[Identity, Fraction]:
    """The parts of doubt that were set aside before the data: an accepted protocol that is older announced the run.

    A share that is written when the data are known would be given to whichever record came out well.
    """
    plan = says.planned_in.identity if says.planned_in is not None else None
    protocol = argument.element(plan) if plan is not None else None
    if protocol is None or plan is None or not isinstance(protocol.says, EvidenceStatement):
        return {}
    announced = record.identity in {ref.identity for ref in protocol.says.plans}
    accepted = argument.assessments[plan].state is State.ACCEPTED
    dated, before = says.dated, protocol.says.dated
    if not announced or not accepted or dated is None or before is None or before >= dated:
        return {}
    return {share.quantity.identity: share.percentage.exact for share in says.shares}


def _other_trial(argument: Argument, says: EvidenceStatement, quantity: Identity) -> str | None:
    """A count whose one trial is not the quantity's."""
    element = argument.element(quantity)
    stated = element.says.trial if element is not None and isinstance(element.says, QuantityStatement) else None
    if says.trial is None or stated is None or says.trial.plain == stated.plain:
        return None
    return f"one trial of it is “{says.trial.plain}”, and one of `{written(quantity)}` is “{stated.plain}”"
