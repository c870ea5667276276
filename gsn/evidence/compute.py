"""Compute reports: they reconcile with what the developer declares, and with themselves.

All figures are ranges, and the end counts that is worse: what may have been done is compared with what may have been
declared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from gsn.evidence.entitlement import Givers
from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.states import Assessment, State
from gsn.evidence.uses import Records
from gsn.model.case import Case, Element
from gsn.model.record import Parts
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.facts import SystemStatement

SECONDS_AN_HOUR = 3600
HOURS_A_DAY = 24
_FEWEST_LOST = frozenset({"operations", "unrelated", "tolerance", "customer", "provider", "on", "type"})


@dataclass(frozen=True, slots=True)
class Report:
    """A compute report, and the system that it is about."""

    record: Element
    says: EvidenceStatement
    system: Identity

    @property
    def most(self) -> Fraction:
        """Operations for the system at most: what was for something else is taken off at its lower end."""
        done = self.says.operations.high.exact if self.says.operations is not None else Fraction(0)
        other = self.says.unrelated.low.exact if self.says.unrelated is not None else Fraction(0)
        return max(done - other, Fraction(0))


def reports_of(records: Records, states: Mapping[Identity, Assessment], givers: Givers) -> list[Report]:
    """The compute reports of a case, in whichever state but that of tomorrow's."""
    found = []
    for record, says in records:
        if says.type != "compute_report":
            continue
        system = givers.systems.of_record(record, says)
        if system not in {None, "unread"} and states[record.identity].state is not State.NOT_YET_VALID:
            found.append(Report(record, says, system or ""))
    return found


def reconciliation(case: Case, reports: list[Report]) -> Iterator[Flaw]:
    """GSN371 and GSN372: more compute reported than declared, or less."""
    by_system: defaultdict[Identity, list[Report]] = defaultdict(list)
    for report in reports:
        by_system[report.system].append(report)
    for system, held in by_system.items():
        element = case.elements[system]
        if any(report.record.lost & _FEWEST_LOST for report in held) or "training_compute" in element.lost:
            continue
        declared = element.says.training_compute if isinstance(element.says, SystemStatement) else None
        counted = [report for report in held if report.says.operations is not None]
        if counted and declared is not None:
            yield from _reconciled(element, declared, counted)
        elif counted:
            yield _undeclared(element, counted[0])


def _undeclared(system: Element, report: Report) -> Flaw:
    what = f"reports compute of `{system.name}`, which declares none"
    return Flaw(
        "GSN372",
        f"evidence `{report.record.name}` {what}",
        Where(report.record.identity, "operations"),
        f"say under `{system.name}` what its training took: `training_compute pretraining 3e26..4e26 FLOP`",
        opens=(report.record.identity,),
        question=what,
    )


def _reconciled(system: Element, declared: Parts, reports: list[Report]) -> Iterator[Flaw]:
    low = sum((part.range.low.exact for part in declared.parts), Fraction(0))
    high = sum((part.range.high.exact for part in declared.parts), Fraction(0))
    reported = sum((report.most for report in reports), Fraction(0))
    slack = 1 + min(
        report.says.tolerance.exact if report.says.tolerance is not None else Fraction(0) for report in reports
    )
    first, *others = reports
    where = Where(first.record.identity, "operations")
    related = (
        (Where(system.identity, "training_compute"), "declared here"),
        *((Where(report.record.identity, "operations"), "reported here") for report in others),
    )
    tolerated = f"within {_percent(slack - 1)}"
    if reported > high * slack:
        yield Flaw(
            "GSN371",
            f"up to {_written(reported)} FLOP are reported for `{system.name}`; {_written(high)} are declared at most,"
            f" and they agree {tolerated} only",
            where,
            "declare what was done, or have the provider say which part was for something else: `unrelated … FLOP`",
            related,
        )
    elif low > reported * slack:
        what = f"reports account for {_written(reported)} FLOP of `{system.name}`, and {_written(low)} are declared"
        yield Flaw(
            "GSN372",
            f"{what} at least",
            where,
            "the rest was done somewhere: have its provider report it",
            related,
            opens=tuple(report.record.identity for report in reports),
            question=f"leaves compute open: {what}",
        )


def contradictions(records: Records) -> Iterator[Flaw]:
    """GSN373: reports whose own figures do not fit: chips, hours, utilisation, peak, operations."""
    for record, says in records:
        if says.type == "compute_report":
            yield from _of_hours(record, says)
            yield from _of_operations(record, says)


def _of_hours(record: Element, says: EvidenceStatement) -> Iterator[Flaw]:
    if says.chip_hours is None or not says.chips or says.window is None or "chips" in record.lost:
        return
    chips = sum((held.number.exact for held in says.chips), Fraction(0))
    most = chips * HOURS_A_DAY * ((says.window.end - says.window.start).days + 1)
    if says.chip_hours.exact > most:
        yield Flaw(
            "GSN373",
            f"evidence `{record.name}` counts {says.chip_hours} chip hours, and its chips have {_written(most)} in its"
            " days",
            Where(record.identity, "chip_hours"),
            "say how many chips there were, and for how long",
            ((Where(record.identity, "chips"), "the chips"), (Where(record.identity, "window"), "the days")),
        )


def _of_operations(record: Element, says: EvidenceStatement) -> Iterator[Flaw]:
    if says.chip_hours is None or says.peak is None or says.operations is None:
        return
    used = says.utilisation.exact if says.utilisation is not None else Fraction(1)
    slack = 1 + (says.tolerance.exact if says.tolerance is not None else Fraction(0))
    done = says.chip_hours.exact * SECONDS_AN_HOUR * says.peak.number.exact * used
    too_few = done > says.operations.high.exact * slack and says.utilisation is not None
    if too_few or done * slack < says.operations.low.exact:
        yield Flaw(
            "GSN373",
            f"evidence `{record.name}` counts {says.operations}; its chip hours, peak and utilisation make"
            f" {_written(done)} FLOP",
            Where(record.identity, "operations"),
            "find out which of the figures is wrong",
            ((Where(record.identity, "chip_hours"), "the chip hours"), (Where(record.identity, "peak"), "the peak")),
        )


def self_reports(reports: list[Report], givers: Givers) -> Iterator[Flaw]:
    """GSN375: compute that only the developer itself reports."""
    outside = {report.system for report in reports if not _is_own(report, givers)}
    for report in reports:
        if report.system not in outside and report.says.by is not None:
            what = (
                f"is `{report.says.by.actor.name}`'s own report of its own compute, and nobody else's stands beside it"
            )
            yield Flaw(
                "GSN375",
                f"evidence `{report.record.name}` {what}",
                Where(report.record.identity, "by"),
                "have whoever supplies the power, the chips or the inspection report what they saw",
                opens=(report.record.identity,),
                question=what,
            )


def _is_own(report: Report, givers: Givers) -> bool:
    developer = givers.developer_for(report.record, report.says)
    by = report.says.by
    if by is None or developer is None or givers.actors.unread(by.actor.identity, "role"):
        return False
    return givers.is_the_developers(by.actor.identity, developer)


def _written(number: Fraction) -> str:
    """A figure as people write it, rounded to three digits; it decides nothing."""
    rounded = Context(prec=3).divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{rounded:g}".lower().replace("e+", "e")


def _percent(part: Fraction) -> str:
    return f"{_written(part * 100)}%"
