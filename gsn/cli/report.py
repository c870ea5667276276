"""`gsn report`: the document that a reviewer reads, in as many forms as are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gsn.checking import Judgement, judge
from gsn.cli.inputs import as_of_option, case_argument, day_or_today, read_case
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.review_option import review_option, with_reviews_of
from gsn.cli.terminal import progress, terminal_paint
from gsn.cli.treaty_option import read_treaty, treaty_option
from gsn.evidence.actors import Registry
from gsn.output.visible import visible
from gsn.revisions import NoRevision, at_revision, revision_of

if TYPE_CHECKING:
    from gsn.report.content.document import Options
    from gsn.report.rendering.users import UserTemplates
    from gsn.treaty.profile import Profile


class Forms(click.ParamType[tuple[str, ...]]):
    """Names of forms, parted by commas."""

    name = "FORM[,FORM…]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        from gsn.report.rendering.forms import FORMS

        wanted = tuple(dict.fromkeys(name.strip() for name in str(value).split(",") if name.strip()))
        for name in wanted:
            if name not in FORMS:
                self.fail(f"`{visible(name)}` is no form of a document; there are {', '.join(FORMS)}", param, ctx)
        if not wanted:
            self.fail("name at least one form", param, ctx)
        return wanted


def _list_templates(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Every template that `--template` can put another in the place of, with its blocks."""
    if not wanted or ctx.resilient_parsing:
        return
    from gsn.report.rendering.users import STYLE, blocks_of_templates

    for name, blocks in blocks_of_templates():
        click.echo(f"{name}{': ' if blocks else ''}{', '.join(blocks)}")
    click.echo(f"{STYLE}: rules of style for html, after the tool's own")
    ctx.exit()


@click.command("report")
@case_argument
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder to write to."
)
@click.option(
    "--format",
    "forms",
    type=Forms(),
    default="html",
    show_default=True,
    help="What: html, pdf, md, txt, json.",
)
@click.option(
    "--since", metavar="OLD", help="Log the changes since an earlier version: a path, a git revision, or REV:path."
)
@click.option(
    "--compare", is_flag=True, help="Hold the case against every profile that comes with gsn, too, in a section."
)
@click.option(
    "--template",
    "templates",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder of templates of your own, which go before the tool's and run in a sandbox.",
)
@click.option(
    "--list-templates",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_templates,
    help="List the templates and their blocks, and exit.",
)
@as_of_option
@actors_option
@treaty_option
@review_option
def command(  # noqa: PLR0913, PLR0917 - a parameter an option
    case: str,
    folder: Path,
    forms: tuple[str, ...],
    since: str | None,
    compare: bool,
    templates: Path | None,
    as_of: date | None,
    registry: Path | None,
    treaty: str | None,
    reviews: tuple[Path, ...],
) -> None:
    """Check a case and write its document: what an authority's reviewer wants on the desk in the first hour.

    It is written whatever the verdict, which stands at its top. The same case, options and day give the same bytes.
    """
    day = day_or_today(as_of)
    known, profile = read_registry(registry), read_treaty(treaty, day)
    read = with_reviews_of(read_case(case), reviews, known, day)
    with progress("checking") as step:
        judgement = judge(read, day, step, known, profile)
    told = _options_told(since, registry, treaty, compare=compare)
    told = (*told, *(f"--review {review.name}" for review in reviews))
    profiles = _profiles(day) if compare else ()
    try:
        with _earlier(case, since, day, known, profile) as earlier:
            paths = _written(judgement, folder, forms, _options(earlier, since, profiles, told), _templates(templates))
    except NoRevision as error:
        raise click.ClickException(visible(str(error))) from None
    paint = terminal_paint()
    for path in paths:
        click.echo(visible(str(path)))
    click.echo(f"verdict: {paint(judgement.verdict.value, visible(judgement.label))}")


def _options_told(since: str | None, registry: Path | None, treaty: str | None, *, compare: bool) -> tuple[str, ...]:
    """The options that bear on what a document says; where it is written to does not."""
    given = (("--since", since), ("--actors", registry.name if registry is not None else None), ("--treaty", treaty))
    told = tuple(f"{option} {value}" for option, value in given if value is not None)
    return (*told, "--compare") if compare else told


def _profiles(day: date) -> tuple[Profile, ...]:
    """Every profile that comes with the tool, as on a day."""
    from gsn.cli.treaty_option import load_named
    from gsn.treaty.library import built_in_names

    return tuple(load_named(name, day) for name in built_in_names())


def _options(
    earlier: Judgement | None, since: str | None, profiles: tuple[Profile, ...], told: tuple[str, ...]
) -> Options:
    from gsn.report.content.changes import Earlier
    from gsn.report.content.document import Options

    return Options(Earlier(earlier, since or "") if earlier is not None else None, profiles, told)


def _templates(folder: Path | None) -> UserTemplates | None:
    from gsn.report.rendering.users import BadTemplate, UserTemplates

    try:
        return UserTemplates(folder) if folder is not None else None
    except BadTemplate as error:
        raise click.ClickException(visible(str(error))) from None


def _written(
    judgement: Judgement, folder: Path, forms: tuple[str, ...], options: Options, templates: UserTemplates | None
) -> tuple[Path, ...]:
    from gsn.report.document import write_documents
    from gsn.report.drawing import LayoutUnavailable
    from gsn.report.rendering.users import BadTemplate

    try:
        return write_documents(judgement, folder, forms, options, templates)
    except (LayoutUnavailable, BadTemplate) as error:
        raise click.ClickException(visible(str(error))) from None
    except OSError as error:
        raise click.ClickException(f"`{folder}` cannot be written: {error.strerror or error}") from None


@contextmanager
def _earlier(
    case: str, since: str | None, day: date, registry: Registry | None, treaty: Profile | None
) -> Iterator[Judgement | None]:
    """The earlier version, judged as the present one is; its files stay while it is compared."""
    if since is None:
        yield None
        return
    with _laid_out(case, since) as path:
        read = read_case(path)
        with progress(f"checking {since}") as step:
            judgement = judge(read, day, step, registry, treaty)
        yield judgement


@contextmanager
def _laid_out(case: str, since: str) -> Iterator[str]:
    """Where the earlier version is: a path, ``REV:path`` from the repository's root, or a revision of the case."""
    if Path(since).exists():
        yield since
        return
    revision, colon, inside = since.partition(":")
    here = Path(case)
    folder = here if here.is_dir() else here.parent
    found = revision_of(Path() if colon else folder, revision)
    path = inside if colon else f"{found.prefix}{'' if here.is_dir() else here.name}"
    with at_revision(found, path) as laid_out:
        yield str(laid_out)
