"""From a name or a path to the profile that a case is held against on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from gsn.language.suggestions import did_you_mean
from gsn.model.place import Place
from gsn.model.problem import Problem
from gsn.model.reference import Ref
from gsn.treaty.kinds import Kind, with_article
from gsn.treaty.library import Found, NoProfile, built_in_names, find_profile
from gsn.treaty.merging import Merged, merge
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import InForce, Limited, Parent, Reached, When
from gsn.treaty.statement import ProfileText, Statement

LONGEST_LINEAGE = 20
"""Texts that a profile may rest on, one extending the other."""

_RISKS = frozenset({Kind.CATEGORY, Kind.CAPABILITY})
_NAMED = {
    "requires": frozenset({Kind.REQUIREMENT}),
    "may_require": frozenset({Kind.REQUIREMENT}),
    "category": frozenset({Kind.CATEGORY}),
    "worse_than": frozenset({Kind.SEVERITY}),
}
"""Fields that name statements of the profile, and of which kinds. Actors are named by the registry of a reviewer."""


@dataclass(frozen=True, slots=True)
class _Lineage:
    """The texts of a profile, its own first, and why there are no more of them where some are missing."""

    found: tuple[Found, ...]
    problems: tuple[Problem, ...]
    complete: bool

    @property
    def texts(self) -> tuple[ProfileText, ...]:
        return tuple(found.text for found in self.found)


def load_profile(wanted: Parent, as_of: date, folder: Path | None = None) -> Profile:
    """The profile of a name or path, on a day.

    Args:
        wanted: A built-in's name, or the path of a local file in ``folder``.
        as_of: The day, which picks the version.
        folder: The folder of the case, which local files stay inside of.

    Raises:
        NoProfile: There is none of that name or at that path. What is wrong within it is among its ``problems``.
    """
    lineage = _lineage(find_profile(wanted, folder, folder), folder)
    texts = lineage.texts
    unknown = not lineage.complete or any(text.names_lost for text in texts)
    chosen = tuple(_version_on(text, as_of) for text in texts)
    problems = [problem for text in texts for problem in text.problems]
    problems += lineage.problems
    problems += (problem for text in texts for problem in _wrong_versions(text))
    problems += (_name_of_a_built_in(found) for found in lineage.found if _has_name_of_a_built_in(found))
    for versions in _choices(texts, chosen):
        merged = merge(texts, versions, names_unknown=unknown)
        problems += merged.problems
        if not unknown:
            problems += _wrong_names(merged)
    merged = merge(texts, chosen, names_unknown=unknown)
    return Profile(
        head=merged.head,
        items=merged.items,
        lineage=tuple(found.origin for found in lineage.found),
        as_of=as_of,
        version=chosen[0],
        versions=tuple(version.name for version in texts[0].versions),
        problems=_once(problems),
    )


def _once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Each problem once, although several versions have it, in the order of the text."""
    found = {(problem.place.order, problem.name, problem.message): problem for problem in problems}
    return tuple(found[key] for key in sorted(found))


# Lineage


def _lineage(first: Found, folder: Path | None) -> _Lineage:
    found, problems = [first], list[Problem]()
    while len(found) <= LONGEST_LINEAGE:
        last = found[-1]
        parent, place, wrong = _parent_of(last.text.head)
        problems += wrong
        if parent is None or place is None:
            lost = last.text.head.lost & {"extends", "protocol_of"}
            return _Lineage(tuple(found), tuple(problems), complete=not lost)
        try:
            above = find_profile(parent, folder, last.path.parent if last.path is not None else None)
        except NoProfile as error:
            problems.append(Problem("unresolved-name", error.message, place, help=error.help))
            return _Lineage(tuple(found), tuple(problems), complete=False)
        if any(_is_same(above, earlier) for earlier in found):
            message = f"`{parent.name}` rests on `{last.text.head.name}` itself, so that neither says anything"
            problems.append(Problem("wrong-value", message, place, help="one of them has to stand by itself"))
            return _Lineage(tuple(found), tuple(problems), complete=False)
        found.append(above)
    message = f"more than {LONGEST_LINEAGE} profiles rest on each other"
    problems.append(Problem("too-deep", message, first.text.head.place, help="extend one of the first directly"))
    return _Lineage(tuple(found), tuple(problems), complete=False)


def _has_name_of_a_built_in(found: Found) -> bool:
    return found.path is not None and found.origin.name in built_in_names() and "text" not in found.text.head.lost


def _name_of_a_built_in(found: Found) -> Problem:
    """A local file cannot pass for what comes with gsn."""
    message = f"`{found.origin.name}` is the name of a built-in profile, and this is not it"
    return Problem("duplicate-name", message, found.text.head.place, help="give it a name of its own")


def _is_same(one: Found, other: Found) -> bool:
    if one.path is None or other.path is None:
        return one.path is other.path and one.origin.name == other.origin.name
    return one.path.resolve() == other.path.resolve()


def _parent_of(head: Statement) -> tuple[Parent | None, Place | None, list[Problem]]:
    """What a profile rests on: what it extends, or the convention that it is a protocol of, and not both."""
    held = [said for name in ("extends", "protocol_of") for said in head.clauses.get(name, ())]
    if not held:
        return None, None, []
    wrong = []
    if len(held) > 1:
        message = "a profile extends another or is a protocol of one, not both"
        wrong.append(Problem("wrong-value", message, held[1].place, help="leave one of the two out"))
    return held[0].value, held[0].place, wrong


# Versions


def _version_on(text: ProfileText, day: date) -> str | None:
    """The version of a text that holds on a day: of several the last to begin."""
    held = [version for version in text.versions if (force := version.one("in_force")) and force.holds_on(day)]
    return max(held, key=lambda version: version.one("in_force").start).name if held else None


def turning_days(wanted: Parent, folder: Path | None = None) -> tuple[date, ...]:
    """The days on which a profile, a version of it, or something that it rests on comes into force or is so no more.

    Args:
        wanted: A built-in's name, or the path of a local file in ``folder``.
        folder: The folder of the case.

    Raises:
        NoProfile: There is none of that name or at that path.
    """
    days: set[date] = set()
    for text in _lineage(find_profile(wanted, folder, folder), folder).texts:
        for statement in (text.head, *text.versions):
            force: InForce | None = statement.one("in_force")
            if force is not None:
                days |= {force.start} if force.end is None else {force.start, force.end + timedelta(days=1)}
    return tuple(sorted(days))


def _choices(texts: Sequence[ProfileText], chosen: Sequence[str | None]) -> Iterator[tuple[str | None, ...]]:
    """Every version of the first text, so that each is judged and not only the one of the day."""
    for version in (None, *(version.name for version in texts[0].versions)):
        yield (version, *chosen[1:])


def _wrong_versions(text: ProfileText) -> Iterator[Problem]:
    seen: dict[str, Statement] = {}
    for version in text.versions:
        if version.name in seen:
            related = ((seen[version.name].place, "the first stands here"),)
            message = f"version `{version.name}` stands here a second time"
            yield Problem("duplicate-name", message, version.place, help="give it another name", related=related)
        seen.setdefault(version.name, version)
        if version.one("in_force") is None and "in_force" not in version.lost:
            help_ = "add `in force DATE .. [DATE]`: the day of the check picks the version"
            yield Problem("wrong-value", f"version `{version.name}` does not say when it holds", version.place, help_)


# Names


def _wrong_names(merged: Merged) -> Iterator[Problem]:
    """Names of statements that are not there, or are of another kind."""
    for item in merged.items.values():
        for ref, kinds in named_in(item):
            named = merged.items.get(ref.name)
            expected = " or ".join(kind.value for kind in Kind if kind in kinds)
            if named is None:
                of_kind = [name for name, other in merged.items.items() if other.kind in kinds]
                help_ = did_you_mean(ref.name, of_kind) or f'declare it: `{min(kinds)} {ref.name} "…"`'
                yield Problem("unresolved-name", f"no {expected} is named `{ref.name}`", ref.place, help=help_)
            elif named.kind not in kinds:
                message = f"`{ref.name}` is {with_article(named.kind)}; {expected} is expected here"
                yield Problem("wrong-kind", message, ref.place)
    yield from _circular_severities(merged.items)


def named_in(item: Item) -> Iterator[tuple[Ref, frozenset[Kind]]]:
    """Every statement that an item names, with the kinds that it may have."""
    for name, held in item.clauses.items():
        for given in held:
            value = given.value
            if name in _NAMED:
                for ref in value if isinstance(value, tuple) else (value,):
                    yield ref, _NAMED[name]
            elif isinstance(value, Limited):
                yield value.subject, _RISKS
                if value.severity is not None:
                    yield value.severity, frozenset({Kind.SEVERITY})
            elif isinstance(value, When):
                for test in (test for tests in value.alternatives for test in tests):
                    if isinstance(test, Reached):
                        yield test.capability, frozenset({Kind.CAPABILITY})


def _circular_severities(items: Mapping[str, Item]) -> Iterator[Problem]:
    for item in items.values():
        seen = [item.name]
        while (ref := items[seen[-1]].one("worse_than")) is not None and ref.name in items and ref.name not in seen:
            seen.append(ref.name)
        if ref is not None and ref.name == item.name:
            message = f"`{item.name}` is worse than itself, by way of {', '.join(f'`{name}`' for name in seen[1:])}"
            place = item.clauses["worse_than"][0].place
            help_ = "order severities from the mildest to the worst"
            yield Problem("wrong-value", message.removesuffix(", by way of "), place, help=help_)
