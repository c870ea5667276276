"""The profile that a case is held against, and whose choice it was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gsn.model.case import Case
from gsn.model.place import Place
from gsn.model.problem import Problem
from gsn.treaty.library import NoProfile
from gsn.treaty.profile import Profile
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile


@dataclass(frozen=True, slots=True)
class Held:
    """A profile, or why there is none where one is named.

    ``name`` is what it was asked for by; ``trouble`` and ``help`` say why it could not be loaded; ``by_reviewer`` is
    true where a reviewer named it in the place of the case. ``problems`` are what is wrong in its texts: local ones are
    named by their path there, as the case's own texts are.
    """

    name: str
    profile: Profile | None
    by_reviewer: bool = False
    trouble: str = ""
    help: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def supplied_by_developer(self) -> bool:
        """Whether the developer wrote any of what it is held against: never the regulator's word."""
        return not self.by_reviewer and (self.profile is None or self.profile.supplied_by_developer)

    @property
    def in_words(self) -> str:
        """What stands beside a verdict: the name, the digest in short, and whose it is."""
        if self.profile is None:
            return f"{self.name}, which cannot be read"
        whose = ", supplied by the developer" if self.supplied_by_developer else ""
        return f"{self.profile.name} (sha256 {self.profile.digest[:12]}{whose})"


def held_against(case: Case, as_of: date, reviewers: Profile | None = None) -> Held | None:
    """The profile that a case names, or a reviewer's in its place; none where neither names one.

    Args:
        case: The case, whose folder local profiles stay inside of.
        as_of: The day, which picks the version.
        reviewers: The profile of a reviewer, which goes before the case's own.
    """
    if reviewers is not None:
        return Held(reviewers.name, reviewers, by_reviewer=True, problems=reviewers.problems)
    named = case.says.treaty
    if named is None:
        return None
    try:
        profile = load_profile(Parent(named.name, named.is_path), as_of, case.folder.resolve())
    except NoProfile as error:
        return Held(named.name, None, trouble=error.message, help=error.help)
    local = {origin.file for origin in profile.lineage if not origin.built_in}
    return Held(named.name, profile, problems=tuple(_placed(each, case.folder, local) for each in profile.problems))


def _placed(problem: Problem, folder: Path, local: Collection[str]) -> Problem:
    """A problem at the path of its text, where that is a local file of the case's folder."""

    def placed(place: Place) -> Place:
        file = place.line.file
        line = replace(place.line, file=str(folder / file)) if file in local else place.line
        return replace(place, line=line)

    related = tuple((placed(place), words) for place, words in problem.related)
    return replace(problem, place=placed(problem.place), related=related)
