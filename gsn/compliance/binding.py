"""Whom a profile binds: its states parties and their jurisdictions, sectors and uses, and whether it is law."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gsn.argument import Argument
from gsn.compliance.account import Answer, Binding
from gsn.compliance.comparing import listed
from gsn.compliance.declared import Declared, declared_by
from gsn.treaty.force import is_overdue, why_not_in_force
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Party

SECTORS = ("private", "public")
USES = ("civilian", "military")

UNIONS = frozenset({"EU"})
"""Codes of ISO 3166-1 that stand for several states: a system in one may be in any of these."""

_ALSO_WRITTEN = {"UK": "GB", "EL": "GR"}
"""Codes in use beside those of ISO 3166-1: one reserved by it, and one of the EU's institutions."""

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
"""A country of ISO 3166-1, and a part of one (ISO 3166-2)."""


def binding_of(argument: Argument, profile: Profile) -> Binding:
    """Whether a profile binds the system that a case is about."""
    declared = declared_by(argument)
    bound, why_bound, parties = _bound(declared, profile)
    applies, why_applies = _applies(declared, profile)
    return Binding(
        bound=bound,
        why_bound=why_bound,
        applies=applies,
        why_applies=why_applies,
        not_in_force=_not_in_force(profile),
        overdue=tuple(item for item in _reviewed(profile) if is_overdue(item, profile.as_of)),
        parties=parties,
    )


def _not_in_force(profile: Profile) -> str:
    why = why_not_in_force(profile)
    if why is None:
        return "whether it is in force cannot be read" if profile.head.lost & {"status", "in_force"} else ""
    wanted = [ref.name for ref in profile.head.one("ratified_by") or ()]
    later = f", and would enter into force when ratified by {listed(wanted)}"
    return why + (later if wanted and profile.head.one("status") == "proposed" else "")


def _reviewed(profile: Profile) -> Iterable[Item]:
    return (profile.head, *profile.of_kind(Kind.TIER), *profile.of_kind(Kind.LIMIT))


# States parties


def _bound(declared: Declared, profile: Profile) -> tuple[Answer, str, tuple[str, ...]]:
    """Whether a state party binds the system, and which do."""
    parties: tuple[Party, ...] = profile.head.all("parties")
    if not parties:
        lost = "parties" in profile.head.lost
        why = "who its states parties are cannot be read" if lost else "it names no state party that it would bind"
        return Answer.OPEN, why, ()
    own = [_code(name) for name in declared.says.jurisdiction]
    if not own:
        return Answer.OPEN, f"{declared.why_not('jurisdiction')}, and the profile binds states parties", ()
    binding = [party for party in parties if any(lies_within(code, where) for code in own for where in _codes(party))]
    names = tuple(party.name.name for party in binding)
    if names:
        return Answer.YES, f"`{declared.name}` is under {listed(own)}, which {listed(names)} binds", names
    unclear = [code for code in own if _may_lie_within(code, parties)]
    if unclear or "parties" in profile.head.lost:
        told = listed(unclear or own, "or")
        return Answer.OPEN, f"nothing tells whether a state party of it binds what is under {told}", ()
    all_names = listed(party.name.name for party in parties)
    return Answer.NO, f"`{declared.name}` is under {listed(own)}, and it binds only {all_names}", ()


def lies_within(code: str, other: str) -> bool:
    """Whether one jurisdiction is another or a part of it: ``US-CA`` lies within ``US``, and not the reverse."""
    return code == other or code.startswith(f"{other}-")


def _may_lie_within(code: str, parties: Iterable[Party]) -> bool:
    """Whether a jurisdiction cannot be told from one that a party binds: a part of it, a union, or no code at all."""
    bound = [where for party in parties for where in _codes(party)]
    if code in UNIONS or _CODE.fullmatch(code) is None:
        return True
    return any(lies_within(where, code) or _CODE.fullmatch(where) is None for where in bound)


def _codes(party: Party) -> list[str]:
    return [_code(name) for name in party.jurisdictions]


def _code(name: str) -> str:
    upper = name.upper()
    return _ALSO_WRITTEN.get(upper, upper)


# Sectors and uses


def _applies(declared: Declared, profile: Profile) -> tuple[Answer, str]:
    """Whether a profile is about systems of this sector and this use. One that names neither is about all."""
    named: tuple[str, ...] = profile.head.one("applies_to") or ()
    if "applies_to" in profile.head.lost:
        return Answer.OPEN, "what it applies to cannot be read"
    if not named:
        return Answer.YES, "it limits itself to no sector and no use"
    asked = [
        (field, [word for word in words if word in named], getattr(declared.says, field))
        for field, words in (("sector", SECTORS), ("use", USES))
    ]
    outside = [f"`{declared.name}` is {said}" for _, words, said in asked if words and said and said not in words]
    if outside:
        return Answer.NO, f"{' and '.join(outside)}; it applies to {listed(named)}"
    missing = [declared.why_not(field) for field, words, said in asked if words and not said]
    if missing:
        return Answer.OPEN, f"{' and '.join(dict.fromkeys(missing))}; it applies to {listed(named)}"
    stated = listed(said for _, words, said in asked if words)
    return Answer.YES, f"`{declared.name}` is {stated}; it applies to {listed(named)}"
