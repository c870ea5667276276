"""`gsn treaty`: the profiles that a case can be held against, and where it stands with them."""

from __future__ import annotations

import click

from gsn.cli.lazy import LazyGroup

PARTS = {
    "list": "gsn.cli.treaty_list",
    "show": "gsn.cli.treaty_show",
    "explain": "gsn.cli.treaty_explain",
    "standing": "gsn.cli.treaty_standing",
    "compare": "gsn.cli.treaty_compare",
    "forecast": "gsn.cli.treaty_forecast",
}
"""Where each part of the command is."""


@click.group("treaty", cls=LazyGroup, modules=PARTS)
def command() -> None:
    """Read treaty profiles, and hold a case against them.

    A bare name is a built-in profile and only that; a path, with a `/` or the ending `.treaty`, is a local file.
    """
