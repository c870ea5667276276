"""Claims in numbers: whether one claims less than before or more, told exactly or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from gsn.diff.change import Effect
from gsn.model.number import Relation
from gsn.model.record import Claim
from gsn.model.reference import Identity
from gsn.risk.units import lower_factor, singular, upper_factor

_UPPER = frozenset({Relation.AT_MOST, Relation.BELOW})
_STRICT = frozenset({Relation.BELOW, Relation.ABOVE})


class Respect(NamedTuple):
    """One respect in which a claim differs. It has no effect where only the way it is written differs."""

    words: str
    effect: Effect | None


class Compared(NamedTuple):
    """How a claim differs from the one before: in each respect in which it does, and in all of them together."""

    respects: tuple[Respect, ...]

    @property
    def effect(self) -> Effect:
        """One word for all respects; where they pull apart, neither."""
        effects = {respect.effect for respect in self.respects if respect.effect is not None}
        return effects.pop() if len(effects) == 1 else Effect.CHANGED

    @property
    def words(self) -> str:
        """Each respect in words."""
        return ", ".join(
            f"{words} {effect}" if effect in {Effect.LOOSENED, Effect.TIGHTENED} else words
            for words, effect in self.respects
        )


def compare(old: Claim, new: Claim, subject_before: Identity | None) -> Compared:
    """In which respects a claim differs.

    Args:
        old: The claim before.
        new: The claim now, about the same quantity.
        subject_before: What the old claim was about, by its name now.
    """
    return Compared(tuple(_respects(old, new, subject_before)))


def _respects(old: Claim, new: Claim, subject_before: Identity | None) -> Iterator[Respect]:
    if subject_before != (new.subject.identity if new.subject is not None else None):
        yield Respect("it is about another configuration", Effect.CHANGED)
    if (old.relation in _UPPER) != (new.relation in _UPPER):
        yield Respect("it bounds from the other side", Effect.CHANGED)
    else:
        yield from _bound(old, new)
    if old.confidence.exact != new.confidence.exact:
        yield Respect("its confidence is", _towards(new.confidence.exact > old.confidence.exact))


def _bound(old: Claim, new: Claim) -> Iterator[Respect]:
    """The bound: an upper one is tighter where it is lower, and `<` is tighter than `<=`."""
    upper = old.relation in _UPPER
    old_unit, new_unit = _unit(old), _unit(new)
    factors = _factors(old_unit, new_unit)
    if old_unit != new_unit:
        told = f"its unit is {_per(new_unit)} and was {_per(old_unit)}"
        yield Respect(told, None if factors is not None else Effect.CHANGED)
    if factors is None:
        return
    lowest, highest = (old.value.exact * factor for factor in factors)
    value = new.value.exact
    if value > highest:
        yield Respect("its value is", _towards(not upper))
    elif value < lowest:
        yield Respect("its value is", _towards(upper))
    elif lowest != highest:
        yield Respect("its value is within what the two units leave open", Effect.CHANGED)
    elif (old.relation in _STRICT) != (new.relation in _STRICT):
        yield Respect("its bound is", _towards(new.relation in _STRICT))


def _factors(old: str | None, new: str | None) -> tuple[Fraction, Fraction] | None:
    """What a value per the old unit is at least and at most per the new one; nothing where they are not to compare."""
    if old == new:
        return Fraction(1), Fraction(1)
    if old is None or new is None:
        return None
    least, most = lower_factor(old, new), upper_factor(old, new)
    return (least, most) if least is not None and most is not None else None


def _unit(claim: Claim) -> str | None:
    return singular(claim.per) if claim.per is not None else None


def _per(unit: str | None) -> str:
    return f"per {unit}" if unit is not None else "none"


def _towards(tighter: bool) -> Effect:  # noqa: FBT001 - reads as what it is
    return Effect.TIGHTENED if tighter else Effect.LOOSENED


class Match(NamedTuple):
    """Two claims of one quantity; or one of them alone."""

    old: int | None
    new: int | None


def match(old: Iterable[Claim], new: Iterable[Claim], renamed: dict[Identity, Identity]) -> list[Match]:
    """Which claim of a goal is which of its claims before: of one quantity and side, else of one quantity, in order."""
    left_old, left_new = dict(enumerate(old)), dict(enumerate(new))
    found: list[Match] = []
    for same in (_same_bound, _same_subject, _same_side, _same_quantity):
        for i, before in list(left_old.items()):
            j = next((j for j, after in left_new.items() if same(before, after, renamed)), None)
            if j is not None:
                found.append(Match(i, j))
                del left_old[i], left_new[j]
    found += [Match(i, None) for i in left_old]
    found += [Match(None, j) for j in left_new]
    return found


def _same_quantity(old: Claim, new: Claim, renamed: dict[Identity, Identity]) -> bool:
    return renamed.get(old.quantity.identity, old.quantity.identity) == new.quantity.identity


def _same_side(old: Claim, new: Claim, renamed: dict[Identity, Identity]) -> bool:
    return _same_quantity(old, new, renamed) and (old.relation in _UPPER) == (new.relation in _UPPER)


def _same_subject(old: Claim, new: Claim, renamed: dict[Identity, Identity]) -> bool:
    before = subject_now(old, renamed)
    return _same_side(old, new, renamed) and before == (new.subject.identity if new.subject is not None else None)


def _same_bound(old: Claim, new: Claim, renamed: dict[Identity, Identity]) -> bool:
    return _same_subject(old, new, renamed) and not compare(old, new, subject_now(old, renamed)).respects


def subject_now(claim: Claim, renamed: dict[Identity, Identity]) -> Identity | None:
    """What a claim of the old case is about, by its name now."""
    if claim.subject is None:
        return None
    return renamed.get(claim.subject.identity, claim.subject.identity)
