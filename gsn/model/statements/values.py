"""Values that are judged where they enter: a wrong one is a finding at its clause."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from gsn.model.expression import Belief, Comparison, Trials, TrialsGivenPrior
from gsn.model.number import Number, Range
from gsn.model.record import (
    Answer,
    Bridge,
    Claim,
    Defeat,
    Definition,
    Digest,
    File,
    Licence,
    Mark,
    Measured,
    Parts,
    Performer,
    Undeveloped,
)
from gsn.model.reference import Ref, Text

STRICT = ConfigDict(frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True)
"""Every statement: fixed once read, no field that the clause table does not know, built when first used."""


class Made:
    """Marks a field whose record the reader has made: it is of its class, and its parts need no second look.

    (pydantic's own ``InstanceOf`` builds the schema of every part all the same, which would cost half the start-up.)
    """

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(source)


MADE = Made()


def wrong(message: str) -> PydanticCustomError:
    """A finding's sentence, in the form that pydantic carries to the statement's reader."""
    return PydanticCustomError("wrong_value", "{message}", {"message": message})


def _confident(confidence: Number) -> None:
    if not Fraction(1, 2) <= confidence.exact < 1:
        raise wrong(f"a confidence lies from 50% to below 100%; `{confidence}` does not")


def _confident_claim(claim: Claim) -> Claim:
    _confident(claim.confidence)
    return claim


def _confident_bridge(bridge: Bridge) -> Bridge:
    _confident(bridge.confidence)
    if bridge.factor is not None and bridge.factor.exact <= 0:
        raise wrong("a bridge's factor is above 0")
    return bridge


def _several(licence: Licence) -> Licence:
    names = [member.identity for member in licence.members]
    if len(names) == 1:
        raise wrong("a licence relates two events or more")
    if len(set(names)) < len(names):
        raise wrong("a licence names each event once")
    return licence


def _ordered(span: Range) -> Range:
    if span.low.exact > span.high.exact:
        raise wrong(f"the range `{span}` runs downward; the lower end comes first")
    return span


def _ordered_parts(parts: Parts) -> Parts:
    for part in parts.parts:
        _ordered(part.range)
    names = [part.name for part in parts.parts]
    if len(set(names)) < len(names):
        raise wrong("each part is named once")
    if parts.unit != "FLOP":
        raise wrong(f"training compute is counted in `FLOP`, not in `{parts.unit}`")
    return parts


def _in_dollars(span: Range) -> Range:
    if span.unit != "USD":
        raise wrong(f"training cost is stated in `USD`, not in `{span.unit}`")
    return _ordered(span)


def _with_known_access(performer: Performer) -> Performer:
    if performer.access not in {None, "black_box", "grey_box", "white_box"}:
        raise wrong(f"access is `black_box`, `grey_box` or `white_box`; `{performer.access}` is none of them")
    return performer


def counted(measured: Measured) -> Measured:
    """A measurement whose counts and confidence can be.

    Raises:
        PydanticCustomError: They cannot.
    """
    match measured.measurement:
        case Trials(events, trials) | TrialsGivenPrior(events, trials):
            _at_most(events, trials)
        case Comparison(events, trials, baseline_events, baseline_trials):
            _at_most(events, trials)
            _at_most(baseline_events, baseline_trials)
        case Belief() as belief:
            _confident(belief.confidence)
            if belief.low is not None and belief.low.exact > belief.high.exact:
                raise wrong("`between` names the lower value first")
        case _:
            pass
    return measured


def _at_most(events: int, trials: int) -> None:
    if events > trials:
        raise wrong(f"{events} of {trials}: more events than trials")


_Number = Annotated[Number, MADE]
Words: TypeAlias = Annotated[Text, MADE]
Name: TypeAlias = Annotated[Ref, MADE]
Answered: TypeAlias = Annotated[Answer, MADE]
Flag: TypeAlias = Annotated[Mark, MADE]
GivenUp: TypeAlias = Annotated[Defeat, MADE]
Stopped: TypeAlias = Annotated[Undeveloped, MADE]
FileDigest: TypeAlias = Annotated[Digest, MADE]
FilePath: TypeAlias = Annotated[File, MADE]
Meaning: TypeAlias = Annotated[Definition, MADE]
Claimed = Annotated[Claim, MADE, AfterValidator(_confident_claim)]
Bridged = Annotated[Bridge, MADE, AfterValidator(_confident_bridge)]
Licensed = Annotated[Licence, MADE, AfterValidator(_several)]
Span = Annotated[Range, MADE, AfterValidator(_ordered)]
Dollars = Annotated[Range, MADE, AfterValidator(_in_dollars)]
Compute = Annotated[Parts, MADE, AfterValidator(_ordered_parts)]
GivenBy = Annotated[Performer, MADE, AfterValidator(_with_known_access)]
MeasuredValue = Annotated[Measured, MADE, AfterValidator(counted)]
Switch = Literal["on", "off"]
