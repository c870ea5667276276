"""Where statements name others, and of which kinds those are."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gsn.model.kinds import ARGUMENT, GOALS, QUANTITIES, Kind
from gsn.model.reference import Edge, Ref, Text

if TYPE_CHECKING:
    from pydantic import BaseModel

Kinds = frozenset[Kind] | None
"""Kinds that a name may have; none where the name belongs to a treaty and not to the case."""

ANYTHING = frozenset(Kind)
_ACTOR = frozenset({Kind.ACTOR})
_RUN = frozenset({Kind.CONFIGURATION, Kind.SYSTEM})
_RECORD = frozenset({Kind.EVIDENCE})
_ARGUED = GOALS | {Kind.STRATEGY}

_NAMED: Mapping[str, Kinds] = MappingProxyType(
    {
        "CaseStatement.system": frozenset({Kind.SYSTEM}),
        "CaseStatement.decides_on": _RUN,
        "CaseStatement.shows": frozenset({Kind.GOAL}),
        "Exclusion.subject": None,
        "Exclusion.by": frozenset({Kind.GOAL}),
        "Decision.asked_of": _ACTOR,
        "Spoken.by": _ACTOR,
        "SystemStatement.developer": _ACTOR,
        "ActorStatement.cleared_by": _ACTOR,
        "ActorStatement.recognises": _ACTOR,
        "Accreditation.by": _ACTOR,
        "Independence.of": _ACTOR,
        "Independence.by": _ACTOR,
        "Raising.by": _ACTOR,
        "Performer.actor": _ACTOR,
        "Waiver.by": _ACTOR,
        "SolutionStatement.cites": _RECORD,
        "ConfidenceStatement.argued_by": _ARGUED | {Kind.MODULE},
        "Claim.quantity": QUANTITIES,
        "Claim.subject": _RUN,
        "CarryingOver.source": _RUN,
        "CarryingOver.target": _RUN,
        "CarryingOver.by": _ARGUED,
        "HazardStatement.category": None,
        "HazardStatement.capabilities": None,
        "HazardStatement.argued_by": frozenset({Kind.GOAL}),
        "Definition.expression": QUANTITIES,
        "Compound.operands": QUANTITIES,
        "Definition.complete_by": GOALS,
        "Condition.prefixes": QUANTITIES,
        "Condition.by": GOALS,
        "Bridge.proxy": QUANTITIES,
        "Bridge.by": GOALS,
        "Licence.members": QUANTITIES,
        "Licence.given": QUANTITIES,
        "Licence.by": GOALS,
        "CommonCause.factor": QUANTITIES,
        "CommonCause.members": QUANTITIES,
        "CommonCause.given": QUANTITIES,
        "CommonCause.by": GOALS,
        "Reduction.quantity": QUANTITIES,
        "Reduction.unmitigated": QUANTITIES,
        "Reduction.by": GOALS,
        "Measured.quantity": QUANTITIES,
        "Share.quantity": QUANTITIES,
        "TrialsGivenPrior.quantity": QUANTITIES,
        "TrialsGivenPrior.by": GOALS,
        "EvidenceStatement.on": _RUN,
        "EvidenceStatement.presumes": GOALS | {Kind.ASSUMPTION},
        "EvidenceStatement.planned_in": _RECORD,
        "EvidenceStatement.plans": _RECORD,
        "EvidenceStatement.recognised_by": _ACTOR,
        "EvidenceStatement.of": _RECORD,
        "EvidenceStatement.provider": _ACTOR,
        "EvidenceStatement.customer": _ACTOR,
        "EvidenceStatement.sender": _ACTOR,
        "EvidenceStatement.receiver": _ACTOR,
        "Edge.source": ARGUMENT | _RECORD,
        "Edge.target": ARGUMENT | _RECORD,
        "GoalStatement.challenges": ARGUMENT | _RECORD,
        "SolutionStatement.challenges": ARGUMENT | _RECORD,
        "ChallengeStatement.challenges": ARGUMENT | _RECORD,
        "ConfidenceStatement.on": ARGUMENT | _RECORD,
        "Mention.ref": ANYTHING,
        "Reviewing.by": _ACTOR,
        "Judged.elements": ANYTHING,
        "ReviewStatement.about": ANYTHING,
        "Query.about": ANYTHING,
        "Replied.to": ANYTHING,
        "Substitute.quantity": QUANTITIES,
    }
)
"""Which kinds each name may have, by the record and the field that hold it."""


_DEPENDED_ON = frozenset(
    {
        "Claim.quantity",
        "CarryingOver.by",
        "SolutionStatement.cites",
        "Definition.expression",
        "Compound.operands",
        "Definition.complete_by",
        "Condition.by",
        "Bridge.proxy",
        "Bridge.by",
        "Licence.by",
        "CommonCause.factor",
        "CommonCause.by",
        "Reduction.unmitigated",
        "Reduction.by",
        "TrialsGivenPrior.by",
        "EvidenceStatement.presumes",
    }
)
"""Names that a statement rests on: definitions, licences, bridges, priors. A prefix, a member of a licence or a
measured quantity is only spoken of."""


def names_in(said: BaseModel) -> Iterator[tuple[Ref, Kinds]]:
    """Every name in what a statement says, with the kinds that it may have, in the model's order."""
    for ref, where in _named_in(said):
        yield ref, _NAMED[where]


def dependencies_in(said: BaseModel) -> Iterator[Ref]:
    """The names that a statement rests on, so that a chain of them that returns to it is circular."""
    for ref, where in _named_in(said):
        if where in _DEPENDED_ON:
            yield ref


def edges_in(said: BaseModel) -> Iterator[Edge]:
    """Every relationship that a statement names by its two ends."""
    for _, value in _given(said):
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Edge):
                yield item
            elif isinstance(edge := getattr(item, "edge", None), Edge):
                yield edge


def mentions_in(text: Text | None) -> Iterator[tuple[Ref, Kinds]]:
    """The names that stand in a text as references."""
    for mention in text.mentions if text is not None else ():
        yield mention.ref, ANYTHING


def texts_in(said: BaseModel) -> list[Text]:
    """Every text in what a statement says, in the model's order."""
    found: list[Text] = []
    for _, value in _given(said):
        _collect_texts(value, found)
    return found


def _collect_texts(value: Any, found: list[Text]) -> None:
    kind = type(value)
    if kind is Text:
        found.append(value)
    elif kind is tuple:
        for item in value:
            _collect_texts(item, found)
    else:
        for part, _ in _parts(kind):  # type: ignore[arg-type]  # a class is hashable, whatever its metaclass
            _collect_texts(getattr(value, part), found)


def _named_in(said: BaseModel) -> list[tuple[Ref, str]]:
    """Every name, and the record and field that hold it, in the model's order."""
    found: list[tuple[Ref, str]] = []
    for where, value in _given(said):
        _collect(value, where, found)
    return found


def _given(said: BaseModel) -> list[tuple[str, Any]]:
    """The fields that a statement gives, by their names in the table, in the model's order.

    A record of evidence may have seventy fields and gives four: all of them are not gone through for each question.
    """
    places = _places(type(said))
    given = said.__dict__
    return [(places[name][1], given[name]) for name in sorted(said.model_fields_set, key=places.__getitem__)]


@cache
def _places(model: type[BaseModel]) -> dict[str, tuple[int, str]]:
    """Where each field of a model stands, and the name that the table has for it."""
    return {name: (place, f"{model.__name__}.{name}") for place, name in enumerate(model.model_fields)}


def _collect(value: Any, where: str, found: list[tuple[Ref, str]]) -> None:
    """Depth is bounded: records hold records two deep, expressions as deep as the grammar lets them be."""
    kind = type(value)
    if kind is Ref:
        found.append((value, where))
    elif kind is tuple:
        for item in value:
            _collect(item, where, found)
    elif kind is Text:
        found.extend((mention.ref, "Mention.ref") for mention in value.mentions)
    else:
        for part, part_where in _parts(kind):  # type: ignore[arg-type]  # a class is hashable, whatever its metaclass
            _collect(getattr(value, part), part_where, found)


@cache
def _parts(kind: Hashable) -> tuple[tuple[str, str], ...]:
    """The fields of a record, each with the name that the table has for it; nothing for any other type."""
    if not isinstance(kind, type):
        return ()
    names = [part.name for part in fields(kind)] if is_dataclass(kind) else getattr(kind, "_fields", ())
    return tuple((name, f"{kind.__name__}.{name}") for name in names if name != "place")
