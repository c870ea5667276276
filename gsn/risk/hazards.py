"""Each hazard with what is proved of it, and the limit that it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from gsn.model.reference import Identity
from gsn.risk.kernel import Proof as Accepted
from gsn.risk.limits import rivals
from gsn.risk.problem import Claim, Limit
from gsn.risk.proving import Proofs


@dataclass(frozen=True, slots=True)
class HazardAccount:
    """A hazard: the tightest proved claim on it, and its limit.

    ``headroom`` is how many times the bound of all hazards of the limit fits into it, nothing where one of them is
    unbounded or in another unit; ``met`` is the kernel's word. ``why`` says why the limit is not met.
    """

    hazard: Identity
    claim: Claim | None
    bound: Fraction | None
    unit: str | None
    limit: Limit | None
    met: bool
    headroom: Fraction | None
    why: str


def hazard_accounts(proofs: Proofs) -> list[HazardAccount]:
    """Every hazard of the case, once for each limit on it, and once where there is none."""
    problem = proofs.problem
    accounts = []
    for hazard, quantity in problem.quantities.items():
        if quantity.hazard:
            limits: list[Limit | None] = [limit for limit in problem.limits if hazard in limit.hazards]
            accounts += [_account(proofs, hazard, limit) for limit in limits or [None]]
    return accounts


def _account(proofs: Proofs, hazard: Identity, limit: Limit | None) -> HazardAccount:
    claim = min(_proved(proofs, hazard, limit), key=lambda claim: claim.value, default=None)
    verdict = proofs.checked.limits.get(limit.name) if limit is not None else None
    met = isinstance(verdict, Accepted)
    return HazardAccount(
        hazard=hazard,
        claim=claim,
        bound=claim.value if claim is not None else None,
        unit=claim.unit if claim is not None else None,
        limit=limit,
        met=met,
        headroom=_headroom(proofs, limit) if limit is not None else None,
        why="" if met or not isinstance(verdict, str) else verdict,
    )


def _proved(proofs: Proofs, hazard: Identity, limit: Limit | None) -> Iterator[Claim]:
    """What is proved of a hazard, and that may be held against a limit."""
    for claim in rivals(proofs.problem, hazard):
        if proofs.outcomes[claim.id].proved and (limit is None or claim.subject in {None, limit.subject}):
            yield claim


def _headroom(proofs: Proofs, limit: Limit) -> Fraction | None:
    """The limit divided by what is proved of all its hazards together."""
    total = Fraction(0)
    for hazard in limit.hazards:
        proved = _proved(proofs, hazard, limit)
        claims = [claim for claim in proved if limit.window is None and claim.unit == limit.unit]
        if not claims:
            return None
        total += min(claim.value for claim in claims)
    return limit.value / total if total else None
