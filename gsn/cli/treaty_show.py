"""`gsn treaty show`: all that a profile asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from gsn.cli.inputs import as_of_option
from gsn.cli.terminal import terminal_paint
from gsn.cli.treaty_option import load_named
from gsn.cli.treaty_words import HAS_PROBLEMS, TOLD_ELSEWHERE, clause_lines, form_option, heading, problem_data, tell
from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible
from gsn.treaty.data import FORMAT_VERSION, profile_data
from gsn.treaty.force import is_overdue, review_due
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item, Profile

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


@click.command("show")
@click.argument("profile", metavar="NAME_OR_PATH")
@form_option
@as_of_option
def command(profile: str, form: str, as_of: date | None) -> int:
    """Say all that a profile asks, with what it inherits, each figure with its source.

    Exit status: 0 shown, 1 shown, and something in it cannot be read, 2 there is no such profile.
    """
    found = load_named(profile, as_of)
    if form == "json":
        data = {"format_version": FORMAT_VERSION, "problems": list(map(problem_data, found.problems))}
        click.echo(as_ascii_json(data | profile_data(found)))
    else:
        for line in _profile_lines(found):
            click.echo(line)
        tell(found.problems)
    return HAS_PROBLEMS if found.problems else 0


def _profile_lines(profile: Profile) -> Iterator[str]:
    paint = terminal_paint()
    yield from heading(profile)
    for origin in profile.lineage:
        whose = "built-in" if origin.built_in else "supplied by the developer"
        yield f"    {visible(origin.name)}: {visible(origin.file)}, {whose}, sha256 {origin.sha256}"
    yield f"    digest sha256 {profile.digest}"
    if profile.versions:
        holds = f"version {profile.version} holds" if profile.version is not None else "no version holds"
        yield f"    {holds} on {profile.as_of}, of {visible(', '.join(profile.versions))}"
    if is_overdue(profile.head, profile.as_of):
        yield f"    {paint('warning', 'stale')}: its review was due by {review_due(profile.head)}"
    hidden = TOLD_ELSEWHERE | {"legal_force", "status"}
    yield from clause_lines(profile.head, profile.head.one("source"), hidden)
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
    yield from clause_lines(item, None, TOLD_ELSEWHERE)
    if not item.clauses.keys() - TOLD_ELSEWHERE:
        source = item.one("source")
        if source is not None:
            yield f"      {paint('dim', f'[{visible(source.plain)}]')}"
    if item.lost:
        yield f"      {paint('warning', 'not all of it could be read')}"
