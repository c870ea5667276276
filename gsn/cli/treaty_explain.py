"""`gsn treaty explain`: one statement of a profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from gsn.cli.inputs import as_of_option
from gsn.cli.terminal import terminal_paint
from gsn.cli.treaty_option import load_named
from gsn.cli.treaty_words import HAS_PROBLEMS, TOLD_ELSEWHERE, form_option, problem_data, source_of, tell
from gsn.language.suggestions import did_you_mean
from gsn.output.ascii_json import as_ascii_json
from gsn.output.text import location
from gsn.output.visible import visible
from gsn.treaty.data import FORMAT_VERSION, item_data
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item, Profile
from gsn.treaty.resolving import named_in
from gsn.treaty.telling import told


@click.command("explain")
@click.argument("profile", metavar="NAME_OR_PATH")
@click.argument("item")
@form_option
@as_of_option
def command(profile: str, item: str, form: str, as_of: date | None) -> int:
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
        click.echo(as_ascii_json(data | {"problems": list(map(problem_data, found.problems))}))
    else:
        for line in _explained(found, named):
            click.echo(line)
        tell(found.problems)
    return HAS_PROBLEMS if found.problems else 0


def _explained(profile: Profile, item: Item) -> Iterator[str]:
    paint = terminal_paint()
    text = f'  "{visible(item.text.plain)}"' if item.text is not None else ""
    yield f"{item.kind} {paint('bold', item.name)}{text}"
    yield f"  of {visible(profile.name)} ({visible(profile.title)}), digest sha256 {profile.digest}"
    refined = f", refined in {visible(', '.join(item.refined_in))}" if item.refined_in else ""
    yield f"  declared in {visible(item.declared_in)}{refined}"
    for field, held in item.clauses.items():
        for given in held if field not in TOLD_ELSEWHERE else ():
            yield f"\n  {visible(told(field, given.value))}"
            source = visible(source_of(given)) or "no source is stated"
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
