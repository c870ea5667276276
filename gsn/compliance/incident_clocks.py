"""The clocks of incidents: how soon each was reported after its reporter became aware of it.

A requirement that `covers` kinds of harm times the incidents of those types, in every ledger of the case. An incident
of a type that the profile does not know may be of any kind: in time for this one it is no question, else it is open.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.compliance.account import Shortfall
from gsn.compliance.on_file import OnFile, Reported
from gsn.treaty.business_days import deadline_of
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Within
from gsn.treaty.telling import listed, plain

AWARENESS, INCIDENT = "awareness", "incident"
"""The events that a ledger knows: the day on which its reporter became aware, which is not before the incident."""


def times_incidents(item: Item) -> bool:
    """Whether a requirement times the incidents of ledgers."""
    return any(within.event in {AWARENESS, INCIDENT} for within in item.all("within"))


def late_reports(item: Item, on_file: OnFile) -> Iterator[Shortfall]:
    """Incidents of a requirement's kinds that were reported too late, or are not reported and should be."""
    kinds = frozenset(item.one("covers") or ())
    known = _known_kinds(on_file.profile)
    for within in item.all("within"):
        if within.event not in {AWARENESS, INCIDENT}:
            continue
        for reported in on_file.incidents:
            type_ = reported.incident.type
            if not kinds or type_ in kinds:
                yield from _late(reported, within, on_file)
            elif type_ not in known:
                yield from _of_unknown_kind(reported, within, kinds, on_file)


def _known_kinds(profile: Profile) -> frozenset[str]:
    """The kinds of harm that a profile times."""
    timed = [item for item in profile.of_kind(Kind.REQUIREMENT) if times_incidents(item)]
    return frozenset(kind for item in timed for kind in item.one("covers") or ())


def _of_unknown_kind(reported: Reported, within: Within, kinds: frozenset[str], on_file: OnFile) -> Iterator[Shortfall]:
    for short in _late(reported, within, on_file):
        named = listed((f"`{kind}`" for kind in sorted(kinds)), "or")
        yield short._replace(message=f"{short.message}; nothing says whether that incident is of {named}", open=True)


def _late(reported: Reported, within: Within, on_file: OnFile) -> Iterator[Shortfall]:
    incident, ledger = reported.incident, reported.ledger
    deadline = deadline_of(incident.aware, within.period)
    asked = f"{plain(within.period)} are allowed"
    about = f"lists an incident of `{incident.type}` that is known since {incident.aware}"

    def short(what: str, *, is_open: bool) -> Shortfall:
        told = f"{about}{what}; {asked}"
        return ledger.short("within", told, field="incidents", position=reported.position, is_open=is_open)

    if deadline is None:
        yield short("", is_open=True)
    elif incident.reported is None and on_file.as_of > deadline.certain:
        yield short(f" and was not reported by {on_file.as_of}", is_open=on_file.as_of <= deadline.possible)
    elif incident.reported is not None and incident.reported > deadline.certain:
        yield short(f" and was reported on {incident.reported}", is_open=incident.reported <= deadline.possible)
    elif incident.reported is not None and within.event == INCIDENT:
        yield short(", and not on which day it was", is_open=True)
