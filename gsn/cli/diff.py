"""`gsn diff`: what changed between two cases, in the words of the argument."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from gsn.checking import Judgement, judge
from gsn.cli.inputs import as_of_option, day_or_today, read_case
from gsn.cli.terminal import progress, terminal_paint
from gsn.diff.change import Difference
from gsn.diff.comparing import compare
from gsn.diff.telling import Named
from gsn.output.visible import visible
from gsn.revisions import NoRevision, at_revision, revision_of

_HERE = Path()


class _Side(NamedTuple):
    """A case as it is written on the command line: a path, and the revision at which it is wanted."""

    path: str
    revision: str | None
    from_root: bool = False
    """Whether the path begins at the repository's root, as it does in ``REV:path``."""


@click.command("diff")
@click.argument("paths", nargs=-1, metavar="[OLD NEW] | [CASE]")
@click.option(
    "--git",
    "revisions",
    multiple=True,
    metavar="REV",
    help="Compare CASE at this git revision with CASE as it is; given twice, or as REV..REV, at two revisions.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to print it."
)
@click.option("--exit-code", is_flag=True, help="End with 1 where anything of substance differs.")
@as_of_option
def command(paths: tuple[str, ...], revisions: tuple[str, ...], form: str, exit_code: bool, as_of: date | None) -> int:
    """Say what changed between two cases: claims, evidence, licences, support, wording, and what rests on it.

    OLD and NEW are files, folders, or REV:path, which is a path at a git revision, from the repository's root (or from
    here, as REV:./path). With --git it is one case at different times: `gsn diff --git main cases/filter`.

    Remarks (notes, owners, tags), comments, order and layout are of no substance.

    Exit status: 0 done, 2 did not run; with --exit-code 1 where anything of substance differs.
    """
    old, new = _sides(paths, revisions)
    day = day_or_today(as_of)
    try:
        with ExitStack() as stack:
            before, old_name = stack.enter_context(_judged(old, day))
            after, new_name = stack.enter_context(_judged(new, day))
            difference = compare(before, after)
    except NoRevision as error:
        raise click.ClickException(visible(str(error))) from None
    _print(difference, Named(old_name, new_name), form)
    return 1 if exit_code and difference.of_substance else 0


def _sides(paths: tuple[str, ...], revisions: tuple[str, ...]) -> tuple[_Side, _Side]:
    """Which two cases are meant."""
    asked = [revision for written in revisions for revision in _parted(written)]
    if not asked:
        if len(paths) != 2:  # noqa: PLR2004 - two sides
            raise click.UsageError("name two cases, or one and a revision: `gsn diff --git main CASE`")
        return _written(paths[0]), _written(paths[1])
    if len(asked) > 2:  # noqa: PLR2004 - as above
        raise click.UsageError("name one revision, or two")
    if len(paths) > 1:
        raise click.UsageError("with --git there is one case, at different times")
    path = paths[0] if paths else "."
    return _Side(path, asked[0]), _Side(path, asked[1] if len(asked) > 1 else None)


def _parted(written: str) -> list[str]:
    """``REV..REV`` as two; a side that is left out is the present text's commit, as git has it."""
    if "..." in written:
        raise click.UsageError("`REV...REV` is no pair of revisions; name the two, or `$(git merge-base REV REV)`")
    old, dots, new = written.partition("..")
    return [old or "HEAD", new or "HEAD"] if dots else [written]


def _written(path: str) -> _Side:
    """A path, where there is one; else ``REV:path``."""
    revision, colon, inside = path.partition(":")
    if not colon or Path(path).exists() or not revision:
        return _Side(path, None)
    return _Side(inside, revision, from_root=not inside.startswith(("./", "../")) and inside != ".")


@contextmanager
def _judged(side: _Side, day: date) -> Iterator[tuple[Judgement, str]]:
    """A side read and judged, and its name. What it was read from stays meanwhile, since its files are looked at."""
    with _laid_out(side) as (path, name):
        case = read_case(path)
        with progress(f"checking {name}") as step:
            judgement = judge(case, day, step)
        yield judgement, name


@contextmanager
def _laid_out(side: _Side) -> Iterator[tuple[str, str]]:
    """Where the case is (as it was, in a temporary folder), and what it is called with its commit."""
    if side.revision is None:
        yield side.path, side.path
        return
    if side.from_root:
        revision, path = revision_of(_HERE, side.revision), side.path
    else:
        named = Path(side.path)
        folder = named if named.is_dir() else named.parent
        revision = revision_of(folder, side.revision)
        path = f"{revision.prefix}{'' if named.is_dir() else named.name}"
    with at_revision(revision, path) as laid_out:
        yield str(laid_out), f"{side.revision}:{side.path} ({revision.short})"


def _print(difference: Difference, named: Named, form: str) -> None:
    if form == "json":
        from gsn.diff.data import as_json

        click.echo(as_json(difference, named))
    elif form == "markdown":
        from gsn.diff.markdown import as_markdown

        click.echo(as_markdown(difference, named), nl=False)
    else:
        from gsn.diff.text import as_text

        for line in as_text(difference, named, terminal_paint()):
            click.echo(line)
