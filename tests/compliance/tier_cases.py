"""Systems that declare this and that, held against a profile: a built-in one, or one that a test writes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import gsn
from gsn.argument import Argument
from gsn.compliance.account import TierAccount
from gsn.compliance.tiers import tiers_of
from gsn.evidence.actors import Registry, registry_of
from gsn.treaty.profile import Profile
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile

DAY = date(2026, 11, 23)

CASE = """\
case c "May it be served?"
    system x1
system x1 "X-1"
{system}
goal G1 "It is harmless"
    undeveloped
{rest}"""


def built_in(name: str, day: date = DAY) -> Profile:
    return load_profile(Parent(name, is_path=False), day)


def own(folder: Path, text: str, day: date = DAY) -> Profile:
    """A profile that a test writes."""
    (folder / "own.treaty").write_text(text, encoding="utf-8")
    profile = load_profile(Parent("own.treaty", is_path=True), day, folder)
    assert not profile.problems, profile.problems
    return profile


def registry(folder: Path, text: str) -> Registry:
    """A reviewer's actors."""
    (folder / "registry").mkdir(exist_ok=True)
    path = folder / "registry" / "actors.gsn"
    path.write_text(text, encoding="utf-8")
    return registry_of(gsn.load(path))


def declaring(
    folder: Path, system: str, profile: Profile, *, rest: str = "", known: Registry | None = None, text: str = CASE
) -> Argument:
    """A case whose system declares what the lines say, held against a profile on its day."""
    lines = "\n".join(f"    {line.strip()}" for line in system.strip().splitlines())
    (folder / "case.gsn").write_text(text.format(system=lines, rest=rest), encoding="utf-8")
    return Argument(gsn.load(folder / "case.gsn"), profile.as_of, known, profile)


def tier_of(argument: Argument, profile: Profile, name: str) -> TierAccount:
    return next(account for account in tiers_of(argument, profile) if account.tier.name == name)
