"""Which records fit all that a requirement states, and where not, what the nearest falls short of.

What a record is (its state, its subject, who gave it, when it was valid) is asked of each. What records share out
(parts covered, contents, intervals, deadlines) is asked of all those together that fit so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gsn.compliance.account import Answer, Shortfall
from gsn.compliance.coverage import parts_of
from gsn.compliance.deadlines import clocks_of, invalid_at, late, not_kept
from gsn.compliance.incident_clocks import late_reports, times_incidents
from gsn.compliance.intervals import irregular
from gsn.compliance.on_file import OnFile, Record
from gsn.compliance.parts import (
    compared_contents,
    not_compared,
    too_few_samples,
    uncontained,
    uncovered,
    unnamed_report,
)
from gsn.compliance.performing import wrongly_certified, wrongly_performed
from gsn.evidence.states import State
from gsn.treaty.profile import Item
from gsn.treaty.telling import listed

SAFETY_CASE = "safety_case"
"""A requirement of this name and of no type asks for what is at hand: the case itself, with its four parts."""

MOST_COMPARED = 50
"""Records among which the nearest is looked for, of those that fall short of as much."""

LEDGER, DETERMINATION = "incident_ledger", "determination"


class Fitting(NamedTuple):
    """The records that fit so far, and what is short all the same; a requirement is met where nothing is."""

    records: tuple[Record, ...]
    shortfalls: tuple[Shortfall, ...]


def fitting(item: Item, on_file: OnFile) -> Fitting:
    """What meets a requirement: for each type that it names a record or more, else what its contents say."""
    types: tuple[str, ...] = item.one("type") or ()
    found = [_of_type(item, type_, on_file) for type_ in types] if types else [_of_no_type(item, on_file)]
    records = tuple(record for each in found for record in each.records)
    return Fitting(records, tuple(dict.fromkeys(short for each in found for short in each.shortfalls)))


def _of_type(item: Item, type_: str, on_file: OnFile) -> Fitting:
    records = on_file.of_type(type_)
    clocks = tuple(late_reports(item, on_file)) if type_ == LEDGER else ()
    if records:
        found = _among(item, records, on_file)
        return found._replace(shortfalls=(*found.shortfalls, *clocks))
    message = f"no record is of type `{type_}`, which `{item.name}` asks for"
    return Fitting((), (Shortfall("type", message), *clocks))


def _of_no_type(item: Item, on_file: OnFile) -> Fitting:
    """Without a type, what a record contains tells that it is meant; without contents either, somebody judges."""
    contents = _contents(item)
    parts = tuple(item.one("covers") or ())
    if contents or parts:
        meant = [
            each for each in on_file.records if each.contents() & set(contents) or set(each.says.covers) & set(parts)
        ]
        if meant:
            return _among(item, meant, on_file)
        attribute = "compared_with" if item.one("compared_with") is not None else "contains" if contents else "covers"
        named = listed((f"`{each}`" for each in contents or parts), "or")
        message = f"no record holds {named}, which `{item.name}` asks for"
        return Fitting((), (Shortfall(attribute, message),))
    if item.name == SAFETY_CASE:
        return _of_the_case(on_file)
    return _judged(item, on_file)


def _contents(item: Item) -> tuple[str, ...]:
    compared = item.one("compared_with")
    return (*(item.one("contains") or ()), *(compared_contents(compared) if compared is not None else ()))


def _of_the_case(on_file: OnFile) -> Fitting:
    """A safety case has hazards, scenarios, mitigations and thresholds (review, footnote 55)."""
    parts = parts_of(on_file.argument, on_file.profile)
    if not parts:
        return Fitting((), (Shortfall("type", "nothing says which parts this safety case has", open=True),))
    short = [part for part in parts if part.there is not Answer.YES]
    return Fitting(
        (),
        tuple(
            Shortfall(part.name, f"a safety case has {part.name}: {part.why}", open=part.there is Answer.OPEN)
            for part in short
        ),
    )


def _judged(item: Item, on_file: OnFile) -> Fitting:
    """What names neither a type nor contents is settled by a determination that `contains` its name."""
    meant = [each for each in on_file.of_type(DETERMINATION) if item.name in each.contents()]
    if meant:
        return _among(item, meant, on_file)
    message = f"nothing says what shows `{item.name}`; a determination that `contains {item.name}` settles it"
    return Fitting((), (Shortfall("type", message, open=True),))


# Each record, and records together


def _among(item: Item, records: Sequence[Record], on_file: OnFile) -> Fitting:
    own = {record.identity: tuple(_own(item, record, on_file)) for record in records}
    fit = [record for record in records if not own[record.identity]]
    maybe = [record for record in records if own[record.identity] and all(short.open for short in own[record.identity])]
    if fit:
        short = tuple(_together(item, fit, on_file))
        if short and maybe and not any(_together(item, [*fit, *maybe], on_file)):
            doubts = [doubt for record in maybe for doubt in own[record.identity]]
            short = (*(each._replace(open=True) for each in short), *doubts)
        return Fitting(tuple(fit), short)
    fewest = min(_weight(own[record.identity]) for record in records)
    nearest = [record for record in records if _weight(own[record.identity]) == fewest][:MOST_COMPARED]
    pools = [sorted(maybe, key=lambda record: _weight(own[record.identity]))] if maybe else [[each] for each in nearest]
    found = [(*own[pool[0].identity], *_together(item, pool, on_file)) for pool in pools]
    return Fitting((), min(found, key=_weight))


def _weight(shortfalls: Sequence[Shortfall]) -> tuple[int, int]:
    """How far something is from fitting: by what it falls short of, then by what is open."""
    return sum(not each.open for each in shortfalls), len(shortfalls)


def _own(item: Item, record: Record, on_file: OnFile) -> Iterator[Shortfall]:
    """What a record falls short of by itself."""
    performed = tuple(wrongly_performed(record, item.one("by"), on_file))
    elsewhere = tuple(_off_the_system(record, on_file))
    yield from _of_its_state(record, told=any(not short.open for short in performed))
    yield from elsewhere or _questions(record)
    yield from performed
    yield from wrongly_certified(record, item.one("certified_by"), on_file)
    yield from _not_acceptable(record, on_file)
    yield from invalid_at(record, item.one("valid_at"), on_file)
    yield from not_kept(record, item.one("keep"))
    clash = any(within.event == item.name for within in item.all("within"))
    says_enough = bool(_contents(item) or item.all("samples") or clash)
    yield from unnamed_report(record, item.name, says_enough=says_enough)


def _of_its_state(record: Record, *, told: bool) -> Iterator[Shortfall]:
    """What is wrong with a record; ``told`` where it is already said that somebody else should have given it."""
    held = record.assessment
    if held.unread:
        yield record.short("state", "has a line that cannot be read", field=held.clause_field, is_open=True)
    elif not held.may_hold and not (told and held.state is State.UNENTITLED):
        yield record.short("state", f"is {held.state}: {held.why}", field=held.clause_field)


def _questions(record: Record) -> Iterator[Shortfall]:
    """What is open about a record that may hold."""
    for question in record.questions if record.assessment.may_hold else ():
        yield record.short("state", question, is_open=True)


def _off_the_system(record: Record, on_file: OnFile) -> Iterator[Shortfall]:
    about = on_file.is_about_the_system(record)
    if about is not True:
        what = "is about another system" if about is False else "is about a system that cannot be read"
        yield record.short("on", what, is_open=about is None)


def _not_acceptable(record: Record, on_file: OnFile) -> Iterator[Shortfall]:
    """A determination that does not find the risk acceptable, or is not its giver's last word."""
    if record.says.type != DETERMINATION:
        return
    word = on_file.last_word(record)
    found, when = word.says.determines, f" on {word.says.dated}" if word.says.dated is not None else ""
    if found == "unacceptable":
        yield word.short("type", f"determines{when} that the risk is unacceptable", field="determines")
    elif found != "acceptable":
        yield word.short("type", f"is a determination{when} that is not made yet", field="determines", is_open=True)
    elif on_file.actors.registry is not None and record.says.attested is None:
        what = "is not signed, so that nothing tells whether it is its giver's word"
        yield record.short("type", what, field="by", is_open=True)


def _together(item: Item, records: Sequence[Record], on_file: OnFile) -> Iterator[Shortfall]:
    """What records fall short of together."""
    ledgers = item.one("type") == (LEDGER,)
    if not times_incidents(item):
        yield from uncovered(records, item.one("covers") or ())
    if not ledgers or on_file.incidents:
        yield from uncontained(records, item.one("contains") or ())
    yield from not_compared(records, item.one("compared_with"))
    yield from too_few_samples(records, item.all("samples"), on_file)
    yield from irregular(item, records, on_file)
    yield from late(item, records, on_file) if clocks_of(item) else ()
