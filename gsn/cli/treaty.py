"""`gsn treaty`: the profiles that a case can be held against, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import click

from gsn.cli.inputs import as_of_option
from gsn.cli.terminal import terminal_paint
from gsn.cli.treaty_forecast import forecast_command
from gsn.cli.treaty_option import load_named
from gsn.cli.treaty_standing import compare_command, standing_command
from gsn.language.suggestions import did_you_mean
from gsn.model.problem import Problem
from gsn.output.ascii_json import as_ascii_json
from gsn.output.text import location
from gsn.output.visible import visible
from gsn.treaty.data import FORMAT_VERSION, item_data, profile_data, summary_data
from gsn.treaty.force import is_overdue, review_due, why_not_in_force
from gsn.treaty.kinds import Kind
from gsn.treaty.library import built_in_names
from gsn.treaty.profile import Given, Item, Profile
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile, named_in
from gsn.treaty.telling import told

HAS_PROBLEMS = 1

_SECTIONS = (
    (Kind.TIER, "Tiers"),
    (Kind.REQUIREMENT, "Requirements"),
    (Kind.LIMIT, "Limits"),
    (Kind.CATEGORY, "Categories of risk"),
    (Kind.CAPABILITY, "Capabilities"),
    (Kind.SEVERITY, "Severities"),
    (Kind.DEFINITION, "Definitions"),
    (Kind.PROTOCOL, "Protocols"),
)
_FIGURES = frozenset(
    ["when", "reached_when", "frequency", "probability", "increase", "tolerability", "bands", "every", "within", "keep"]
)
_TOLD_ELSEWHERE = frozenset({"source", "confirmed"})

form_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)


@click.group("treaty")
def command() -> None:
    """Read treaty profiles, and hold a case against them.

    A bare name is a built-in profile and only that; a path, with a `/` or the ending `.treaty`, is a local file.
    """


command.add_command(compare_command)
command.add_command(standing_command)
command.add_command(forecast_command)


@command.command("list")
@form_option
@as_of_option
def listing(form: str, as_of: date | None) -> None:
    """List the built-in profiles: name, title, status, legal force, in force, source."""
    profiles = [load_profile(Parent(name, is_path=False), _day(as_of)) for name in built_in_names()]
    if form == "json":
        click.echo(as_ascii_json({"format_version": FORMAT_VERSION, "profiles": list(map(summary_data, profiles))}))
        return
    for profile in profiles:
        click.echo("\n".join(_heading(profile)))


@command.command("show")
@click.argument("profile", metavar="NAME_OR_PATH")
@form_option
@as_of_option
def show(profile: str, form: str, as_of: date | None) -> int:
    """Say all that a profile asks, with what it inherits, each figure with its source.

    Exit status: 0 shown, 1 shown, and something in it cannot be read, 2 there is no such profile.
    """
    found = load_named(profile, as_of)
    if form == "json":
        data = {"format_version": FORMAT_VERSION, "problems": list(map(_problem_data, found.problems))}
        click.echo(as_ascii_json(data | profile_data(found)))
    else:
        for line in _profile_lines(found):
            click.echo(line)
        _tell(found.problems)
    return HAS_PROBLEMS if found.problems else 0


@command.command("explain")
@click.argument("profile", metavar="NAME_OR_PATH")
@click.argument("item")
@form_option
@as_of_option
def explain(profile: str, item: str, form: str, as_of: date | None) -> int:
    """Say what one statement of a profile says, who states each part of it, and what names it.

    Exit status: 0 shown, 1 shown, and something in the profile cannot be read, 2 there is no such statement.
    """
    found = load_named(profile, as_of)
    named = found.items.get(item)
    if named is None:
        hint = did_you_mean(item, found.items)
        raise click.UsageError(f"`{profile}` has no `{item}`{f'; {hint}' if hint else ''}")
    if form == "json":
        data = {"format_version": FORMAT_VERSION, "profile": found.name, "digest": found.digest}
        data |= {"item": item_data(named), "named_by": [other.name for other in _naming(found, named)]}
        click.echo(as_ascii_json(data | {"problems": list(map(_problem_data, found.problems))}))
    else:
        for line in _explained(found, named):
            click.echo(line)
        _tell(found.problems)
    return HAS_PROBLEMS if found.problems else 0


def _day(as_of: date | None) -> date:
    return as_of if as_of is not None else datetime.now(UTC).date()


def _problem_data(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "name": problem.name,
        "message": problem.message,
        "help": problem.help,
        "file": place.file,
        "line": place.number,
        "column": place.column,
    }


def _tell(problems: Sequence[Problem]) -> None:
    if problems:
        click.echo("\ngsn: what cannot be read of it asks nothing:", err=True)
    for problem in problems:
        help_ = f" ({visible(problem.help)})" if problem.help else ""
        click.echo(f"  {location(problem.place)}: {visible(problem.message)}{help_}", err=True)


# In words


def _heading(profile: Profile) -> Iterator[str]:
    paint = terminal_paint()
    head = profile.head
    yield f"{paint('bold', visible(profile.name))}  {visible(profile.title)}"
    why_not = why_not_in_force(profile)
    force = "in force" if why_not is None else f"not in force: {why_not}"
    words = [_spaced(head.one("legal_force")), f"status {_spaced(head.one('status'))}", f"{force} ({profile.as_of})"]
    yield f"    {'; '.join(words)}"
    source = head.one("source")
    yield f"    {paint('dim', f'source: {visible(source.plain)}' if source is not None else 'no source is stated')}"


def _spaced(word: str | None) -> str:
    return "unstated" if word is None else word.replace("_", " ")


def _profile_lines(profile: Profile) -> Iterator[str]:
    paint = terminal_paint()
    yield from _heading(profile)
    for origin in profile.lineage:
        whose = "built-in" if origin.built_in else "supplied by the developer"
        yield f"    {visible(origin.name)}: {visible(origin.file)}, {whose}, sha256 {origin.sha256}"
    yield f"    digest sha256 {profile.digest}"
    if profile.versions:
        holds = f"version {profile.version} holds" if profile.version is not None else "no version holds"
        yield f"    {holds} on {profile.as_of}, of {visible(', '.join(profile.versions))}"
    if is_overdue(profile.head, profile.as_of):
        yield f"    {paint('warning', 'stale')}: its review was due by {review_due(profile.head)}"
    hidden = _TOLD_ELSEWHERE | {"legal_force", "status"}
    yield from _clause_lines(profile.head, profile.head.one("source"), hidden)
    for kind, title in _SECTIONS:
        items = profile.of_kind(kind)
        if items:
            yield f"\n{paint('bold', title)}"
        for item in items:
            yield from _item_lines(item)


def _item_lines(item: Item) -> Iterator[str]:
    paint = terminal_paint()
    text = f"  {visible(item.text.plain)}" if item.text is not None else ""
    yield f"  {paint('bold', item.name)}{text}"
    yield from _clause_lines(item, None, _TOLD_ELSEWHERE)
    if not item.clauses.keys() - _TOLD_ELSEWHERE:
        source = item.one("source")
        if source is not None:
            yield f"      {paint('dim', f'[{visible(source.plain)}]')}"
    if item.lost:
        yield f"      {paint('warning', 'not all of it could be read')}"


def _clause_lines(item: Item, said_above: Any, hidden: frozenset[str]) -> Iterator[str]:
    """Each clause in words; the source of each figure, and of the others where it is not that of the line above."""
    paint = terminal_paint()
    last = said_above
    for field, held in item.clauses.items():
        for given in held if field not in hidden else ():
            source = _source(given)
            told_anew = source != last or field in _FIGURES
            shown = f"  {paint('dim', f'[{visible(source)}]')}" if source and told_anew else ""
            last = source
            yield f"      {visible(told(field, given.value))}{shown}"


def _source(given: Given) -> str:
    source = given.source.plain if given.source is not None else ""
    return f"{source}; {_spaced(given.confirmed)}" if given.confirmed is not None else source


def _explained(profile: Profile, item: Item) -> Iterator[str]:
    paint = terminal_paint()
    text = f'  "{visible(item.text.plain)}"' if item.text is not None else ""
    yield f"{item.kind} {paint('bold', item.name)}{text}"
    yield f"  of {visible(profile.name)} ({visible(profile.title)}), digest sha256 {profile.digest}"
    refined = f", refined in {visible(', '.join(item.refined_in))}" if item.refined_in else ""
    yield f"  declared in {visible(item.declared_in)}{refined}"
    for field, held in item.clauses.items():
        for given in held if field not in _TOLD_ELSEWHERE else ():
            yield f"\n  {visible(told(field, given.value))}"
            source = visible(_source(given)) or "no source is stated"
            yield f"    {paint('dim', f'{visible(given.profile)}, {location(given.place)}; source: {source}')}"
    if item.lost:
        yield f"\n  {paint('warning', 'not all of it could be read')}"
    if naming := _naming(profile, item):
        yield f"\n  named by {', '.join(f'{other.kind} {other.name}' for other in naming)}"
    if item.kind is Kind.REQUIREMENT and not naming:
        yield "\n  no tier names it: it is context, and asked of those whom it binds"


def _naming(profile: Profile, item: Item) -> list[Item]:
    """The statements that name an item."""
    return [other for other in profile.items.values() if any(ref.name == item.name for ref, _kinds in named_in(other))]
