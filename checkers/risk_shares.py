"""Shares of doubt that records take, and that count for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement
from gsn.risk.problem import Claim, Measurement, MeasurementId
from gsn.risk.term import written


def shares_not_set_aside(argument: Argument) -> Iterator[tuple[Element, int, str]]:
    """Each share that nothing announced: the record, which of its shares, and why it counts for nothing."""
    for record in argument.by_kind[Kind.EVIDENCE]:
        says = record.says
        for position, share in enumerate(says.shares if isinstance(says, EvidenceStatement) else ()):
            lacking = _not_set_aside(argument, record.identity, share.quantity.identity)
            if lacking is not None:
                yield record, position, lacking


def _not_set_aside(argument: Argument, record: Identity, quantity: Identity) -> str | None:
    tests = argument.risk.search.charging.in_record.get(record, ())
    shares = [measurement.share for measurement in tests if measurement.quantity == quantity]
    if not shares:
        return f"it does not measure `{written(quantity)}`"
    return "nothing set it aside" if None in shares else None


def shares_of_more_than_all(argument: Argument) -> Iterator[tuple[Claim, list[Measurement]]]:
    """Measurements whose shares together take more of a step's doubt than there is, so that none of them counts."""
    told: set[frozenset[MeasurementId]] = set()
    search = argument.risk.search
    for claim in search.problem.claims.values():
        tests = [search.problem.measurements[test] for test in search.charging.charges(claim).parts]
        shares = {test.id: test.share for test in tests if test.share is not None}
        if sum(shares.values()) > 1 and frozenset(shares) not in told:
            told.add(frozenset(shares))
            yield claim, [test for test in tests if test.id in shares]


def share_place(argument: Argument, measurement: Measurement) -> Place:
    """Where a record says the share of a measurement."""
    record = argument.case.elements[measurement.id.record]
    shares = record.says.shares if isinstance(record.says, EvidenceStatement) else ()
    named = [share.quantity.identity for share in shares]
    return record.place_of("shares", named.index(measurement.quantity))
