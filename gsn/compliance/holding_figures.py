"""One figure of a limit held against what a case claims and proves of the hazards under it, for one configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from gsn.argument import Argument
from gsn.compliance.account import Kept, Want, Wanting
from gsn.compliance.falling import Counted
from gsn.compliance.figures import Figure, unstated
from gsn.model.case import Element
from gsn.model.number import Number
from gsn.model.reference import Identity, name_of
from gsn.risk.certificate import Hypothesis
from gsn.risk.figures import figure as told
from gsn.risk.figures import headroom, percent, shown
from gsn.risk.kernel import Proof
from gsn.risk.kernel.goals import BELIEF
from gsn.risk.limits import rivals
from gsn.risk.problem import Claim, Limit, Side
from gsn.risk.proving import Proofs
from gsn.risk.units import lower_factor, upper_factor
from gsn.treaty.telling import listed

ONE = Fraction(1)


class Asked(NamedTuple):
    """A figure with the hazards that it is asked of together, for one configuration.

    ``named`` is what the kernel knows it by; ``believed`` is whether what experts believe counts.
    """

    named: str
    figure: Figure
    subject: Identity | None
    counted: Counted
    believed: bool

    @property
    def hazards(self) -> tuple[Element, ...]:
        return self.counted.hazards

    def as_limit(self) -> Limit | None:
        """The figure as the kernel takes it; none where it cannot be held, whatever is proved."""
        figure = self.figure
        if unstated(figure) is not None or self.counted.unwhole or not self.hazards:
            return None
        if figure.allowed is None or figure.unit is None or not isinstance(figure.confidence, Number):
            return None
        return Limit(
            name=self.named,
            hazards=tuple(hazard.identity for hazard in self.hazards),
            strict=figure.strict,
            value=figure.allowed,
            unit=None if figure.probability else figure.unit,
            doubt=1 - figure.confidence.exact,
            window=(ONE, figure.unit) if figure.probability else None,
            subject=self.subject,
            admits_belief=self.believed,
        )


class Held(NamedTuple):
    """What became of a figure.

    ``bound`` is what is proved of all its hazards together, at ``doubt``; ``least`` what they come to at the least, as
    the case claims or proves from below.
    """

    asked: Asked
    kept: Kept
    wants: tuple[Want, ...]
    bound: Fraction | None = None
    doubt: Fraction = Fraction(0)
    claims: tuple[Claim, ...] = ()
    unreviewed: tuple[Identity, ...] = ()
    least: Fraction = Fraction(0)

    @property
    def headroom(self) -> Fraction | None:
        allowed = self.asked.figure.allowed
        return headroom(allowed, self.bound) if self.bound is not None and allowed is not None else None

    @property
    def in_words(self) -> str:
        """What is proved against what is allowed; empty where nothing is."""
        if self.bound is None:
            return ""
        which = f" for `{name_of(self.asked.subject)}`" if self.asked.subject is not None else ""
        at = percent(1 - self.doubt)
        proved = f"proved is at most {told(self.bound, self.asked.figure.unit, Side.UPPER)} at {at}{which}"
        room = f", headroom {shown(self.headroom, Side.LOWER)}" if self.headroom is not None else ""
        allowed = self.asked.figure.in_words
        return f"{proved}, and allowed is {allowed}{room}" if allowed else proved

    @property
    def excess(self) -> str:
        """By whose claims how much more than is allowed there is."""
        goals = listed(dict.fromkeys(f"`{name_of(claim.id.goal)}`" for claim in self.claims))
        least = told(self.least, self.asked.figure.unit, Side.LOWER)
        claimed = f"what {goals} claims is no better than {least}" if goals else f"it is proved to be {least} or more"
        return f"{claimed}, and allowed is {self.asked.figure.in_words}"


def hold(argument: Argument, asked: Asked) -> Held:
    """Hold a figure against the case. Kept is only what the kernel accepts, and nobody has to review any more."""
    proofs = argument.risk
    claims = {hazard.identity: _claims_on(proofs, asked, hazard) for hazard in asked.hazards}
    best = [_best(asked, found, proofs) for found in claims.values()]
    proved = [claim for claim in best if claim is not None]
    held = Held(asked, Kept.NOT_SHOWN, (), claims=tuple(claim for found in claims.values() for claim in found))
    if asked.hazards and len(proved) == len(best):
        total = sum((_in_its_unit(asked, claim, upper=True) or Fraction(0) for claim in proved), Fraction(0))
        doubt = sum((claim.doubt for hazard in claims for claim in rivals(proofs.problem, hazard)), Fraction(0))
        bound = min(total, ONE) if asked.figure.probability else total
        held = held._replace(bound=bound, doubt=doubt)
    least = _least_of_all(asked, claims, proofs)
    if asked.figure.ceiling is not None and least > asked.figure.ceiling:
        return held._replace(kept=Kept.EXCEEDED, least=least)
    lacking = unstated(asked.figure)
    wants = (*_wants(asked, claims, proofs), *_more_than_an_increase(held))
    if lacking is not None and lacking[0] is Kept.UNSET:
        return held._replace(kept=Kept.UNSET, wants=(lacking[1], *wants))
    if wants:
        return held._replace(wants=(lacking[1], *wants) if lacking is not None else wants)
    if lacking is not None:
        judged = _is_between(asked, held)
        return held._replace(kept=Kept.JUDGED if judged else Kept.OPEN, wants=() if judged else (lacking[1],))
    return _by_the_kernel(proofs, asked, held)


def _is_between(asked: Asked, held: Held) -> bool:
    """Whether a bound lies between two figures, where somebody judges whether it is as low as practicable."""
    allowed, intolerable = asked.figure.allowed, asked.figure.intolerable
    return intolerable is not None and allowed is not None and held.bound is not None and held.bound >= allowed


# Claims


def _claims_on(proofs: Proofs, asked: Asked, hazard: Element) -> list[Claim]:
    """The claims that could be held against the figure: for the configuration, and in a unit that it can be had in."""
    return [
        claim
        for claim in rivals(proofs.problem, hazard.identity)
        if _is_for(asked, claim) and _in_its_unit(asked, claim, upper=True) is not None
    ]


def _is_for(asked: Asked, claim: Claim) -> bool:
    return claim.subject in {None, asked.subject}


def _in_its_unit(asked: Asked, claim: Claim, *, upper: bool) -> Fraction | None:
    """A claim's value as the figure counts; none where its unit is another."""
    unit = asked.figure.unit
    if unit is None or claim.unit is None:
        return None
    factor = upper_factor(claim.unit, unit) if upper else lower_factor(claim.unit, unit)
    return None if factor is None else claim.value * factor


def _best(asked: Asked, claims: Iterable[Claim], proofs: Proofs) -> Claim | None:
    proved = [claim for claim in claims if proofs.outcomes[claim.id].proved]
    if not asked.believed:
        proved = [claim for claim in proved if not _believed(proofs, claim)]
    return min(proved, key=lambda claim: _in_its_unit(asked, claim, upper=True) or Fraction(0), default=None)


def _believed(proofs: Proofs, claim: Claim) -> list[Identity]:
    """The records of belief that the proof of a claim rests on."""
    hypotheses = proofs.outcomes[claim.id].hypotheses
    return sorted({hypothesis.subject for hypothesis in hypotheses if hypothesis.kind in BELIEF})


def _least_of_all(asked: Asked, claims: Mapping[Identity, list[Claim]], proofs: Proofs) -> Fraction:
    """What the hazards come to at the least: as the case claims at best, or as it proves from below.

    A hazard of which nothing is claimed counts for nothing here: it could only make it more. Nor does a whole, where
    the figure is of an increase. That events are frequent does not show that one is probable, so nothing is proved from
    below of a probability.
    """
    hazards = [hazard for hazard in asked.hazards if hazard not in asked.counted.in_full]
    claimed = sum((_least(asked, claims[hazard.identity]) for hazard in hazards), Fraction(0))
    if asked.figure.probability:
        return claimed
    return max(claimed, sum((_proved_from_below(asked, hazard, proofs) for hazard in hazards), Fraction(0)))


def _least(asked: Asked, claims: Iterable[Claim]) -> Fraction:
    return min((_in_its_unit(asked, claim, upper=False) or Fraction(0) for claim in claims), default=Fraction(0))


def _proved_from_below(asked: Asked, hazard: Element, proofs: Proofs) -> Fraction:
    """The most that a hazard is proved to be at least."""
    found = [
        _in_its_unit(asked, outcome.claim, upper=False) or Fraction(0)
        for outcome in proofs.outcomes.values()
        if outcome.proved and outcome.claim.quantity == hazard.identity and outcome.claim.side is Side.LOWER
        if _is_for(asked, outcome.claim)
    ]
    return max(found, default=Fraction(0))


# What is wanting


def _wants(asked: Asked, claims: dict[Identity, list[Claim]], proofs: Proofs) -> Iterator[Want]:
    for hazard in asked.counted.unwhole:
        what = f"of `{hazard.name}` only an increase is stated, and the limit is on the whole"
        yield Want(Wanting.CLAIM, what, hazard.identity, "definition")
    for hazard in asked.hazards:
        found = claims[hazard.identity]
        believed = [record for claim in found for record in _believed(proofs, claim)]
        if _best(asked, found, proofs) is not None:
            continue
        if believed:
            yield from (_of_belief(hazard, record) for record in dict.fromkeys(believed))
        else:
            yield _want_of(asked, hazard, found, proofs)


def _more_than_an_increase(held: Held) -> Iterator[Want]:
    """Wholes that are more than they may increase by: that says nothing of their increase, either way."""
    allowed = held.asked.figure.allowed
    if held.bound is not None and allowed is not None and held.bound > allowed:
        for hazard in held.asked.counted.in_full:
            what = f"of `{hazard.name}` no increase over a baseline is stated (`is increase of … over …`)"
            yield Want(Wanting.CLAIM, f"{what}, and the whole is more than it may increase by", hazard.identity)


def _of_belief(hazard: Element, record: Identity) -> Want:
    what = f"what is proved of `{hazard.name}` rests on what experts believe (`{name_of(record)}`)"
    return Want(Wanting.MEASUREMENT, f"{what}, which the profile does not admit", record, "measures")


def _want_of(asked: Asked, hazard: Element, usable: list[Claim], proofs: Proofs) -> Want:
    """Why no claim on a hazard can be held against the figure."""
    if usable:
        claim = usable[0]
        what = f"what `{name_of(claim.id.goal)}` claims of `{hazard.name}` is not proved"
        return _at(Wanting.CLAIM, what, claim)
    others = rivals(proofs.problem, hazard.identity)
    if not others:
        return Want(Wanting.CLAIM, f"no goal claims that `{hazard.name}` is at most anything", hazard.identity)
    claim = next((claim for claim in others if _is_for(asked, claim)), others[0])
    goal = f"`{name_of(claim.id.goal)}` claims `{hazard.name}`"
    if not _is_for(asked, claim):
        decided = f"`{name_of(asked.subject)}` is" if asked.subject is not None else "no configuration is"
        what = f"{goal} for `{name_of(claim.subject or '')}`, and {decided} decided on"
        return _at(Wanting.CONFIGURATION, what, claim)
    given = f"per {claim.unit}" if claim.unit is not None else "as a probability of nothing in particular"
    return _at(Wanting.UNIT, f"{goal} {given}, and the limit is per {asked.figure.unit}", claim)


def _at(wanting: Wanting, message: str, claim: Claim) -> Want:
    return Want(wanting, message, claim.id.goal, "claims", claim.id.position)


# The kernel's word


def _by_the_kernel(proofs: Proofs, asked: Asked, held: Held) -> Held:
    verdict = proofs.checked.limits.get(asked.named, "it was not asked")
    if isinstance(verdict, Proof):
        return held._replace(kept=Kept.KEPT, unreviewed=members(verdict.hypotheses))
    limit = asked.as_limit()
    first = held.claims[0]
    if limit is not None and held.doubt > limit.doubt:
        what = f"the claims come to {percent(1 - held.doubt)} of confidence together, and the limit asks for"
        want = _at(Wanting.CONFIDENCE, f"{what} {percent(1 - limit.doubt)}", first)
    else:
        want = _at(Wanting.CLAIM, verdict, first)
    return held._replace(wants=(want,))


def members(hypotheses: Iterable[Hypothesis]) -> tuple[Identity, ...]:
    """What a proof holds under, each by the goal that argues it or else by itself, for a reviewer to judge.

    That a number of such a goal is proved settles nothing: its number is not what the proof presumes.
    """
    return tuple(sorted({hypothesis.by or hypothesis.subject for hypothesis in hypotheses}))
