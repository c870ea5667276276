"""How much room a hazard's bound leaves: a bar each, as a share of the limit, or of the claim where there is no limit.

Hazards are counted in different units. As shares of what they are held against they stand beside one axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from gsn.model.reference import Identity
from gsn.output.risk_bars import Bar, Chart, Look, Rule, linear_scale, logarithmic_scale, spans_widely
from gsn.report.pictures.links import Link, no_link
from gsn.risk.certificate import Node
from gsn.risk.certificate import Rule as Step
from gsn.risk.figures import figure, headroom, shown, times
from gsn.risk.hazards import HazardAccount, hazard_accounts
from gsn.risk.limits import rivals
from gsn.risk.problem import Limit, Side
from gsn.risk.proving import Proofs
from gsn.risk.term import written


class _Held(NamedTuple):
    """A bound and what it is held against, both in one unit; nothing where it is unbounded."""

    label: str
    about: Identity
    bound: Fraction | None
    against: Fraction
    unit: str | None
    met: bool
    what: str
    look: Look = Look.PLAIN


def headroom_chart(proofs: Proofs, link: Link = no_link) -> Chart | None:
    """Every hazard of a case against its limit, or against its claim; nothing where the case has no hazard."""
    held = list(_held(proofs))
    if not held:
        return None
    shares = [share for each in held if (share := _share(each)) is not None]
    wide = spans_widely([*shares, Fraction(1)])
    scale = logarithmic_scale([*shares, Fraction(1)]) if wide else linear_scale([*shares, Fraction(1)])
    what = " or ".join(dict.fromkeys(each.what for each in held))
    return Chart(
        title=f"Headroom: what is proved of each hazard, against its {what}",
        axis=f"Share of the {what}{', on a logarithmic axis' if wide else ''}",
        scale=scale,
        bars=tuple(_bar(each, link) for each in held),
        rule=Rule(Fraction(1), what),
    )


def _held(proofs: Proofs) -> Iterator[_Held]:
    accounts = hazard_accounts(proofs)
    for account in accounts:
        if account.limit is None:
            yield _against_claim(proofs, account)
    for limit in proofs.problem.limits:
        yield from _against_limit(proofs, limit, [account for account in accounts if account.limit == limit])


def _against_claim(proofs: Proofs, account: HazardAccount) -> _Held:
    """What is derived for the hazard's claim; for one that is not proved where there is no other."""
    claim = account.claim or next(iter(rivals(proofs.problem, account.hazard)), None)
    name = written(account.hazard)
    if claim is None:
        return _Held(name, account.hazard, None, Fraction(0), None, met=False, what="claim")
    derived = proofs.outcomes[claim.id].attempt.derived
    bound = derived.value if derived is not None else None
    return _Held(name, account.hazard, bound, claim.value, claim.unit, account.claim is not None, "claim")


def _against_limit(proofs: Proofs, limit: Limit, accounts: Iterable[HazardAccount]) -> Iterator[_Held]:
    """The hazards of one limit in its unit, and their sum; a limit within a window knows only the sum."""
    met = not isinstance(proofs.checked.limits.get(limit.name, ""), str)
    step = _limit_step(proofs, limit)
    if step is None:
        for account in accounts:
            bound = account.bound if limit.window is None and account.unit == limit.unit else None
            yield _Held(written(account.hazard), account.hazard, bound, limit.value, limit.unit, met, "limit")
        return
    if len(limit.hazards) > 1 and limit.window is None:
        for hazard, position in zip(limit.hazards, step.premises, strict=True):
            bound = proofs.certificate.nodes[position].bound
            fits = bound <= limit.value
            yield _Held(written(hazard), hazard, bound, limit.value, limit.unit, fits, "limit")
    alone = len(limit.hazards) == 1
    label = written(limit.hazards[0]) if alone else f"all under {limit.name}"
    about = limit.hazards[0] if alone else ""
    look = Look.PLAIN if alone else Look.RESULT
    yield _Held(label, about, step.bound, limit.value, limit.unit, met, "limit", look)


def _limit_step(proofs: Proofs, limit: Limit) -> Node | None:
    """The step that sums a limit's hazards in its unit, met or not."""
    steps = (node for node in proofs.certificate.nodes if node.rule is Step.LIMIT and node.witness.limit == limit.name)
    return next(steps, None)


def _share(held: _Held) -> Fraction | None:
    if held.bound is None or (held.against == 0 and held.bound > 0):
        return None
    return held.bound / held.against if held.against else Fraction(0)


def _bar(held: _Held, link: Link) -> Bar:
    share = _share(held)
    href = link(held.about) if held.about else ""
    if share is None:
        return Bar(held.label, _unbounded(held), None, None, Look.UNBOUNDED, href=href)
    look = held.look if held.met else Look.OVER
    return Bar(held.label, _note(held), None, share, look, href=href)


def _unbounded(held: _Held) -> str:
    if held.bound is not None:
        return f"{figure(held.bound, held.unit, Side.UPPER)}, and the {held.what} is 0"
    return f"no bound is proved, the {held.what} is {figure(held.against, held.unit)}" if held.against else "no bound"


def _note(held: _Held) -> str:
    """``0.0262 of 0.027 per year, headroom 1.03``."""
    bound = held.bound or Fraction(0)
    told = f"{shown(bound, Side.UPPER)} of {figure(held.against, held.unit)}"
    room = headroom(held.against, bound)
    if room is not None and room < 1:
        return f"{told}, {times(1 / room)} over"
    if not held.met:
        return f"{told}, not proved" if held.what == "claim" else f"{told}, not met"
    return f"{told}, headroom {shown(room, Side.LOWER)}" if room is not None else told
