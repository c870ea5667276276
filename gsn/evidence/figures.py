"""Days and figures of a record that cannot be: they contradict each other, or nothing can have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.uses import Records
from gsn.model.clauses import clauses_of
from gsn.model.expression import Comparison, Measurement, Trials, TrialsGivenPrior
from gsn.model.kinds import Kind
from gsn.model.number import Number
from gsn.model.statements.evidence import EvidenceStatement

_WORDS = {clause.field: clause.words for clause in clauses_of(Kind.EVIDENCE) if not clause.annotates}


def impossible_days(records: Records) -> Iterator[Flaw]:
    """GSN313: days that cannot be in the order in which they are written."""
    for record, says in records:
        for message, field, index in _impossible_days(says):
            yield Flaw("GSN313", f"evidence `{record.name}` {message}", Where(record.identity, field, index))


def _impossible_days(says: EvidenceStatement) -> Iterator[tuple[str, str, int]]:
    dated = says.dated or date.max
    if says.expires is not None and says.dated is not None and says.expires < says.dated:
        yield f"expires on {says.expires}, before its day, {says.dated}", "expires", 0
    if says.window is not None and says.window.end < says.window.start:
        yield f"covers days that run backwards, from {says.window.start} to {says.window.end}", "window", 0
    elif says.window is not None and says.window.end > dated:
        yield f"covers days until {says.window.end}, after its day, {says.dated}", "window", 0
    for index, incident in enumerate(says.incidents):
        if incident.reported is not None and incident.reported < incident.aware:
            yield (
                f"has an incident reported on {incident.reported} and known only on {incident.aware}",
                "incidents",
                index,
            )
        elif max(incident.aware, incident.reported or incident.aware) > dated:
            yield f"has an incident of after its day, {says.dated}", "incidents", index
        elif says.window is not None and not says.window.start <= incident.aware <= says.window.end:
            yield f"has an incident known on {incident.aware}, outside the days that it covers", "incidents", index


_COUNTS = ("people", "participants", "experts", "rounds", "planted")
_MORE_THAN_NOTHING = (*_COUNTS, "hours", "chip_hours", "utilisation")


def impossible_figures(records: Records) -> Iterator[Flaw]:
    """GSN355: figures that nothing can have: half a person, no participant, more than all of a chip."""
    for record, says in records:
        for message, field, index in _impossible_figures(says):
            yield Flaw("GSN355", f"evidence `{record.name}` {message}", Where(record.identity, field, index))


_FIGURES = frozenset((*_MORE_THAN_NOTHING, "tolerance", "chips", "operations", "unrelated", "peak", "latency"))


def _impossible_figures(says: EvidenceStatement) -> Iterator[tuple[str, str, int]]:
    if says.model_fields_set.isdisjoint(_FIGURES):
        return
    for field in _MORE_THAN_NOTHING:
        number: Number | None = getattr(says, field)
        if number is not None and number.exact <= 0:
            yield f"says `{_WORDS[field]} {number}`, which is nothing", field, 0
        elif number is not None and field in _COUNTS and number.exact.denominator != 1:
            yield f"says `{_WORDS[field]} {number}`, which is no whole number", field, 0
    for field in ("utilisation", "tolerance"):
        number = getattr(says, field)
        if number is not None and number.exact > 1:
            yield f"says `{field} {number}`, which is more than all", field, 0
    for index, chips in enumerate(says.chips):
        if chips.number.exact <= 0 or chips.number.exact.denominator != 1:
            yield f"says `chips {chips.type} {chips.number}`, which is no number of chips", "chips", index
    yield from _wrong_units(says)


_UNITS = {"operations": "FLOP", "unrelated": "FLOP", "peak": "FLOP"}


def _wrong_units(says: EvidenceStatement) -> Iterator[tuple[str, str, int]]:
    for field, unit in _UNITS.items():
        amount = getattr(says, field)
        if amount is not None and amount.unit != unit:
            yield f"counts `{field}` in `{amount.unit}`; operations are counted in `{unit}`", field, 0
    if says.latency is not None and says.latency.unit.removesuffix("s") not in _TIMES:
        yield f"states `latency` in `{says.latency.unit}`, which is no time", "latency", 0


_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})


def miscounted_studies(records: Records) -> Iterator[Flaw]:
    """GSN356: more trials than there were participants or planted attacks."""
    for record, says in records:
        for field, noun in (("participants", "participants"), ("planted", "planted attacks")):
            number: Number | None = getattr(says, field)
            for index, measured in enumerate(says.measures) if number is not None else ():
                trials = _trials(measured.measurement)
                if number is not None and trials > number.exact:
                    yield Flaw(
                        "GSN356",
                        f"evidence `{record.name}` counts {trials} trials, and had {number} {noun}",
                        Where(record.identity, "measures", index),
                        "a trial is one participant or one planted attack; several of one are no independent trials",
                        ((Where(record.identity, field), "said here"),),
                    )


def _trials(measurement: Measurement) -> int:
    match measurement:
        case Trials(_, trials) | TrialsGivenPrior(_, trials):
            return trials
        case Comparison(_, trials, _, baseline_trials):
            return trials + baseline_trials
        case _:
            return 0


def simulated_experts(records: Records) -> Iterator[Flaw]:
    """GSN357: judgements of language models in the place of people's."""
    for record, says in records:
        if says.simulated is not None:
            yield Flaw(
                "GSN357",
                f"the experts of evidence `{record.name}` were language models",
                Where(record.identity, "simulated"),
                "ask people; what models would say about models is no expert judgement",
                opens=(record.identity,),
                question="has language models for experts",
            )
