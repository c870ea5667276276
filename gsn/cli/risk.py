"""`gsn risk`: what is proved of the numbers that a case claims, and why the rest is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from gsn.argument import Argument
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.review_option import review_option, with_reviews_of

PROVED, NOT_PROVED = 0, 1


@click.command("risk")
@case_argument
@click.argument("goals", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--limit", metavar="LIMIT", help="Hold the sum of the hazards against `1e-4 per year at 95%`.")
@click.option("--from-evidence", is_flag=True, help="Bounds from the records alone, with no claim between.")
@click.option("--break-even", is_flag=True, help="By which factor each leaf would have to be wrong to break the claim.")
@click.option("--assume", multiple=True, metavar="Q=VALUE", help="What would follow if a quantity were just so much.")
@click.option("--needed", metavar="GOAL", help="The evidence that would carry a goal's claims.")
@click.option("--simulate", is_flag=True, help="Sample what the evidence leaves open: margins, never a verdict.")
@click.option("--samples", type=click.IntRange(100, 10_000_000), default=100_000, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--certificates", type=click.Path(dir_okay=False), metavar="FILE", help="Write the proofs to a file.")
@click.option("--recheck", type=click.Path(), metavar="FILE", help="Check the proofs of a file against the case.")
@click.option("--open-psa", is_flag=True, help="Read CASE as a fault tree in Open-PSA's XML.")
@as_of_option
@actors_option
@review_option
def command(  # noqa: PLR0913, PLR0917 - a parameter an option
    case: str,
    goals: tuple[str, ...],
    form: str,
    limit: str | None,
    from_evidence: bool,
    break_even: bool,
    assume: tuple[str, ...],
    needed: str | None,
    simulate: bool,
    samples: int,
    seed: int,
    certificates: str | None,
    recheck: str | None,
    open_psa: bool,
    as_of: date | None,
    registry: Path | None,
    reviews: tuple[Path, ...],
) -> int:
    """Prove the numbers of a case, step by step; GOALS are the goals to show, all where none is named.

    Each claim is shown with its derivation as a tree, what it claims and what is derived, what its confidence is
    charged with, and what it holds under. A claim is proved only if the kernel accepts its derivation. With --review
    the developer's bound and the reviewer's stand side by side.

    Exit status: 0 every claim is proved and the limit met, 1 not so, 2 did not run.
    """
    from gsn.cli import risk_views as views

    if open_psa:
        return views.fault_tree(Path(case), form)
    known = read_registry(registry)
    read = with_reviews_of(read_case(case), reviews, known, as_of)
    shown = views.Shown(Argument(read, as_of, known), form, limit, goals)
    if certificates is not None:
        views.write_certificates(shown, Path(certificates))
    asked: list[tuple[bool, Callable[[], int]]] = [
        (recheck is not None, lambda: views.recheck(shown, Path(recheck or ""))),
        (bool(assume), lambda: views.assumed(shown, assume)),
        (needed is not None, lambda: views.needed_for(shown, needed or "")),
        (simulate, lambda: views.simulated(shown, samples, seed)),
        (break_even, lambda: views.breaking(shown)),
        (from_evidence, lambda: views.from_evidence(shown)),
    ]
    views_wanted = [view for wanted, view in asked if wanted]
    if len(views_wanted) > 1:
        raise click.UsageError("ask one thing at a time")
    return views_wanted[0]() if views_wanted else views.proofs(shown)
