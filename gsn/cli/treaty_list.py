"""`gsn treaty list`: the built-in profiles."""

from __future__ import annotations

from datetime import date

import click

from gsn.cli.inputs import as_of_option, day_or_today
from gsn.cli.treaty_words import form_option, heading
from gsn.output.ascii_json import as_ascii_json
from gsn.treaty.data import FORMAT_VERSION, summary_data
from gsn.treaty.library import built_in_names
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile


@click.command("list")
@form_option
@as_of_option
def command(form: str, as_of: date | None) -> None:
    """List the built-in profiles: name, title, status, legal force, in force, source."""
    profiles = [load_profile(Parent(name, is_path=False), day_or_today(as_of)) for name in built_in_names()]
    if form == "json":
        click.echo(as_ascii_json({"format_version": FORMAT_VERSION, "profiles": list(map(summary_data, profiles))}))
        return
    for profile in profiles:
        click.echo("\n".join(heading(profile)))
