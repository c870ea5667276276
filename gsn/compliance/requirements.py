"""Requirements against evidence: met by which records, or short of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gsn.argument import Argument
from gsn.compliance.account import Answer, Met, RequirementAccount, Shortfall, TierAccount
from gsn.compliance.asking import Asking, asking_of, binds_the_developer
from gsn.compliance.deadlines import is_owed, why_not_owed
from gsn.compliance.fitting import Fitting, fitting
from gsn.compliance.intervals import gaps
from gsn.compliance.on_file import OnFile, Record
from gsn.model.reference import Identity
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Duty
from gsn.treaty.telling import listed

MOST_TOLD = 20
"""Records, or shortfalls, that one sentence names."""


def requirements_of(
    argument: Argument, profile: Profile, tiers: tuple[TierAccount, ...]
) -> tuple[RequirementAccount, ...]:
    """Every requirement of a profile, in its order."""
    on_file = OnFile(argument, profile)
    return tuple(_account(item, tiers, on_file) for item in profile.of_kind(Kind.REQUIREMENT))


def _account(item: Item, tiers: tuple[TierAccount, ...], on_file: OnFile) -> RequirementAccount:
    modality = item.one("modality") or "must"
    bound = binds_the_developer(item, on_file)
    if bound is Answer.NO:
        return _context(item, modality, on_file)
    asking = asking_of(item, tiers, on_file)
    if asking.asked is Answer.NO:
        found = fitting(item, on_file)
        records = () if found.shortfalls else _identities(found.records)
        return RequirementAccount(item, modality, Answer.NO, (), Met.NOT_ASKED, records, (), f"not asked: {asking.why}")
    return _held(item, modality, asking if bound is Answer.YES else asking._replace(asked=Answer.OPEN), on_file)


def _context(item: Item, modality: str, on_file: OnFile) -> RequirementAccount:
    """What others have to do: shown with what the case has of it, and never held against the developer."""
    duty: Duty = item.one("binds")
    who = listed(f"`{ref.name}`" for ref in duty.binds)
    records = [
        record.identity
        for type_ in item.one("type") or ()
        for record in on_file.of_type(type_)
        if record.assessment.may_hold
    ]
    why = f"binds {who}, and not the developer: shown as context"
    return RequirementAccount(item, modality, Answer.NO, (), Met.CONTEXT, tuple(records), (), why)


def _held(item: Item, modality: str, asking: Asking, on_file: OnFile) -> RequirementAccount:
    found = _softened(item, fitting(item, on_file), on_file)
    met, records, short, why = _outcome(item, found, on_file)
    remarks = tuple(_remarks(item, found.records, on_file))
    told = "; ".join((why, *(remark.message for remark in remarks)))
    return RequirementAccount(
        requirement=item,
        modality=modality,
        asked=asking.asked,
        tiers=asking.tiers,
        met=met,
        records=records,
        shortfalls=short,
        why=f"{told} ({asking.why})",
        upon_request=asking.upon_request,
        remarks=remarks,
    )


class _Outcome(NamedTuple):
    met: Met
    records: tuple[Identity, ...]
    shortfalls: tuple[Shortfall, ...]
    why: str


def _outcome(item: Item, found: Fitting, on_file: OnFile) -> _Outcome:
    if not found.shortfalls:
        records = _identities(found.records)
        return _Outcome(Met.MET, records, (), f"met by {_shown(found.records)}")
    excuse = _excuse(item, on_file) if item.one("or_excused") is not None else None
    if isinstance(excuse, Record):
        return _Outcome(Met.MET, (excuse.identity,), (), f"excused: `{excuse.name}` says why there is none")
    short = (*found.shortfalls, *([excuse] if excuse is not None else []))
    is_open = excuse is not None or all(each.open for each in short)
    return _Outcome(Met.OPEN if is_open else Met.UNMET, (), short, _in_words(short))


def _shown(records: Sequence[Record]) -> str:
    named = [f"`{record.name}`" for record in records[:MOST_TOLD]]
    more = [f"{len(records) - MOST_TOLD} more"] if len(records) > MOST_TOLD else []
    return listed([*named, *more]) if records else "the case itself"


def _in_words(shortfalls: Sequence[Shortfall]) -> str:
    told = "; ".join(each.message for each in shortfalls[:MOST_TOLD])
    more = len(shortfalls) - MOST_TOLD
    return f"{told}; and {more} more" if more > 0 else told


def _identities(records: tuple[Record, ...]) -> tuple[Identity, ...]:
    return tuple(dict.fromkeys(record.identity for record in records))


def _softened(item: Item, found: Fitting, on_file: OnFile) -> Fitting:
    """What is not known to be owed, or to be possible, leaves a question and no more.

    So does what a line may hold that could not be read; an incident that is listed and late stays so.
    """
    reasons = list(_unread(item))
    if found.shortfalls:
        reasons += _not_owed(item, on_file)
    if not reasons and not on_file.unread:
        return found
    short = [
        each._replace(open=bool(reasons) or each.open or each.clause_field != "incidents") for each in found.shortfalls
    ]
    return Fitting(found.records, tuple(dict.fromkeys((*short, *reasons))))


def _unread(item: Item) -> Iterator[Shortfall]:
    if item.lost:
        yield Shortfall("requirement", f"a line of `{item.name}` in the profile cannot be read", open=True)


def _not_owed(item: Item, on_file: OnFile) -> Iterator[Shortfall]:
    if not is_owed(item, on_file):
        yield why_not_owed(item, on_file)
    if item.one("contingent_on") is not None:
        told = f"`{item.name}` has to wait for something: {item.one('contingent_on').plain}"
        yield Shortfall("contingent_on", told, open=True)
    if item.one("best_effort") is not None:
        told = f"`{item.name}` is asked to the best of the developer's ability; whether more was possible is not known"
        yield Shortfall("best_effort", told, open=True)


def _excuse(item: Item, on_file: OnFile) -> Record | Shortfall | None:
    """A record that says, and where, why there is nothing; or that it says no place of that; or nothing."""
    wanted = f"{item.name}_excused"
    without = None
    for record in on_file.accepted:
        for content in record.says.contains:
            if content.name == wanted and content.at is not None:
                return record
            if content.name == wanted:
                without = record
    if without is None:
        return None
    return without.short(
        "or_excused", f"says `{wanted}`, and not where the reason stands", field="contains", is_open=True
    )


def _remarks(item: Item, records: tuple[Record, ...], on_file: OnFile) -> Iterator[Shortfall]:
    """What is told and changes nothing."""
    yield from gaps(item, records)
    set_by = item.one("set_by")
    if set_by is not None and set_by.name == "developer":
        yield Shortfall("set_by", f"`{item.name}` is set by the developer itself: nobody else asks it")
    stated = item.one("by") is not None or item.one("certified_by") is not None
    if records and stated and on_file.actors.registry is None:
        yield Shortfall("by", "who its givers are is as the case states it: no registry of actors was given")
    duty: Duty | None = item.one("binds")
    if records and duty is not None and duty.to is not None:
        yield Shortfall("binds", f"that it was handed to `{duty.to.name}` is not shown: no clause of a case says so")
