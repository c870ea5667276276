"""Runs and the protocols that announced them: cited runs must not be the only runs that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.states import Assessment
from gsn.evidence.uses import Records
from gsn.model.case import Case, Element
from gsn.model.expression import Comparison, FromLog, Trials, TrialsGivenPrior
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement

RUNS = frozenset({"evaluation", "red_team", "uplift_study", "monitoring"})
"""Types that one can do again until the figures please."""


def announcements(case: Case, records: Records) -> Iterator[Flaw]:
    """GSN341 to GSN343: a protocol that is none, a run that it did not announce, or announced too late."""
    for record, says in records:
        if says.plans and says.type is not None and says.type != "protocol" and "type" not in record.lost:
            yield Flaw(
                "GSN341",
                f"evidence `{record.name}` plans runs, and is no protocol but of type {says.type}",
                Where(record.identity, "plans"),
                "runs are announced by a record with `type protocol`",
            )
        if says.planned_in is not None:
            protocol = case.elements.get(says.planned_in.identity)
            if protocol is not None and protocol.kind is Kind.EVIDENCE:
                yield from _of_run(record, says, protocol)


def _of_run(run: Element, says: EvidenceStatement, protocol: Element) -> Iterator[Flaw]:
    plan = protocol.says
    if not isinstance(plan, EvidenceStatement) or not protocol.lost.isdisjoint({"type", "plans"}):
        return
    where, there = Where(run.identity, "planned_in"), ((Where(protocol.identity), "the protocol"),)
    if plan.type != "protocol":
        if not plan.plans or plan.type is None:
            kind = f"of type {plan.type}" if plan.type is not None else "of no type"
            message = f"evidence `{run.name}` is planned in `{protocol.name}`, which is no protocol but {kind}"
            yield Flaw("GSN341", message, where, "name a record with `type protocol`", there)
        return
    if run.identity not in {ref.identity for ref in plan.plans}:
        message = f"evidence `{run.name}` says that it is planned in `{protocol.name}`, which does not announce it"
        help_ = f"take `planned in {protocol.name}` away: what is announced afterwards was not announced"
        yield Flaw("GSN342", message, where, help_, there)
    elif says.dated is not None and plan.dated is not None and plan.dated >= says.dated:
        message = f"protocol `{protocol.name}` is dated {plan.dated}; run `{run.name}`, which it plans, {says.dated}"
        help_ = "a protocol is dated before its runs; what is written when the figures are known announces nothing"
        yield Flaw("GSN343", message, where, help_, ((Where(protocol.identity, "dated"), "dated here"),))


def announced(records: Records, states: Mapping[Identity, Assessment]) -> set[Identity]:
    """The runs that an accepted protocol of an earlier day announced."""
    days = {record.identity: says.dated for record, says in records}
    return {
        ref.identity
        for protocol, plan in records
        if plan.type == "protocol" and plan.dated is not None and states[protocol.identity].may_hold
        for ref in plan.plans
        if (days.get(ref.identity) or date.min) > plan.dated
    }


def is_run(says: EvidenceStatement) -> bool:
    """Whether a record counts trials that could have been done again: a study, or whatever is read from a log."""
    counted = [item.measurement for item in says.measures]
    if any(isinstance(measurement, FromLog) for measurement in counted):
        return True
    return says.type in RUNS and any(
        isinstance(measurement, Trials | TrialsGivenPrior | Comparison) for measurement in counted
    )


def unplanned_runs(records: Records, carrying: Collection[Identity], planned: Collection[Identity]) -> Iterator[Flaw]:
    """GSN344: runs that a limit depends on and that no protocol announced.

    Args:
        records: The case's records.
        carrying: The records that a limit depends on.
        planned: The runs that an accepted protocol announced.
    """
    if any(not record.lost.isdisjoint({"plans", "type", "dated"}) for record, _ in records):
        return
    for record, says in records:
        if record.identity not in carrying:
            continue
        if is_run(says) and record.identity not in planned and not record.lost & {"planned_in", "measures"}:
            yield Flaw(
                "GSN344",
                f"no protocol announced run `{record.name}`, on which a limit depends",
                Where(record.identity),
                "name it in a protocol that is dated before it: `planned in PROTOCOL` here, `plans` there",
            )
