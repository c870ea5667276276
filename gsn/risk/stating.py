"""Limits and assumptions that somebody states on a command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from gsn.model.number import read_number
from gsn.model.reference import Identity
from gsn.risk.problem import Limit
from gsn.risk.units import singular

_LIMIT = re.compile(r"(?P<strict><=?)?\s*(?P<value>\S+?)(?:\s+per\s+(?P<unit>[\w-]+))?\s+at\s+(?P<confidence>\S+)")


def read_limit(written: str, hazards: Iterable[Identity]) -> Limit:
    """A limit on the sum of hazards: ``1e-4 per year at 85%``.

    Raises:
        ValueError: It is none; the message says what is expected.
    """
    match = _LIMIT.fullmatch(written.strip())
    if match is None:
        raise ValueError(f"`{written}` is no limit; write it as `1e-4 per year at 95%`")
    value, confidence = read_number(match["value"]).exact, read_number(match["confidence"]).exact
    if not Fraction(1, 2) <= confidence < 1:
        raise ValueError(f"a confidence lies from 50% to below 100%; `{match['confidence']}` does not")
    unit = singular(match["unit"]) if match["unit"] else None
    return Limit(written.strip(), tuple(hazards), match["strict"] == "<", value, unit, 1 - confidence)


def read_assumption(written: str, quantities: Iterable[Identity]) -> tuple[Identity, Fraction]:
    """A quantity that is taken to be just so much: ``range_novice=1e-2``, its module before it where names meet.

    Raises:
        ValueError: It names no quantity, or two; or its value is no number.
    """
    name, sign, value = written.partition("=")
    if not sign:
        raise ValueError(f"`{written}` is no assumption; write it as `quantity=1e-2`")
    known = list(quantities)
    named = [identity for identity in known if name.strip() in {identity, identity.partition("::")[2]}]
    if len(named) != 1:
        listed = (
            ", ".join(named) if named else ", ".join(sorted(identity.partition("::")[2] for identity in known)[:12])
        )
        what = "names several quantities" if named else "names no quantity of the case"
        raise ValueError(f"`{name.strip()}` {what}: {listed}")
    return named[0], read_number(value.strip()).exact
