"""`gsn diagram`: a part of the argument as a picture."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from gsn.checking import Judgement, judge
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.terminal import progress
from gsn.model.case import Case
from gsn.model.kinds import ARGUMENT, Kind, with_article
from gsn.output.destinations import BadDestination, Destination, refuse_clashes, refuse_evidence
from gsn.output.visible import visible
from gsn.placing import mode_of, place
from gsn.report.diagram_forms import BINARY, ENDINGS, Form, ending_of, rendered
from gsn.report.diagrams import Of, Wanted, all_diagrams, diagram_of
from gsn.report.drawing import FigureTooLarge, LayoutUnavailable, RendererUnavailable, Scene, SceneTooLarge

_VIEW = re.compile(r"(module|goal)(?:[:=](.+))?|architecture|full")
_DRAWN = ARGUMENT | {Kind.EVIDENCE, Kind.UNREADABLE}


@click.command("diagram")
@case_argument
@click.option(
    "-o",
    "--output",
    "written",
    metavar="FILE",
    help="The file to write: .svg, .png, .pdf, .dot or .mmd (Mermaid). A folder, or a name that ends in /, gets every "
    "diagram of the case, with links from one to another. [default: standard output]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Form]),
    help="The form, where no ending says it. [default: svg]",
)
@click.option(
    "--view",
    metavar="VIEW",
    help="module, the case's own, or module:NAME; goal=NAME, and what is below it; architecture, the modules alone; or "
    "full, all modules as one. [default: module]",
)
@click.option("--depth", type=click.IntRange(min=0), help="Draw so many steps from goal to goal, whatever the size.")
@click.option("--dark/--light", "dark", default=None, help="Colours. [default: light; an SVG is as the screen is set]")
@as_of_option
def command(  # noqa: PLR0913 - click passes each option, by its name
    *,
    case: str,
    written: str | None,
    form: str | None,
    view: str | None,
    depth: int | None,
    dark: bool | None,
    as_of: date | None,
) -> None:
    """Draw a case in Goal Structuring Notation, each element with its state.

    A diagram holds some sixty elements. What is left out is marked with a grey triangle and the name of a goal: what is
    below it is drawn by `--view goal=NAME`.
    """
    folder = Path(written) if written is not None and (written.endswith("/") or Path(written).is_dir()) else None
    file = Path(written) if written is not None and folder is None else None
    chosen = _form(file, form)
    if file is not None:
        _refuse([file], None)
    if folder is not None and (view is not None or depth is not None):
        raise click.UsageError("a folder gets every diagram; --view and --depth go with one file")
    read = read_case(case)
    wanted = _wanted(read, view or Of.MODULE, depth)
    with progress("checking") as step:
        judgement = judge(read, as_of, step)
    if folder is not None:
        _write_all(judgement, folder, chosen, dark=dark)
        return
    scene = diagram_of(judgement, wanted)
    if not scene.nodes:
        raise click.ClickException("there is nothing to draw: no goal, strategy or solution stands there")
    drawn = _rendered(scene, chosen, judgement, dark=dark)
    if file is None:
        _print(drawn, chosen)
    else:
        _write(judgement.case, {file: drawn})


def _form(file: Path | None, named: str | None) -> Form:
    """The form that is asked for, by its name or by the ending of the file."""
    by_ending = ENDINGS.get(file.suffix.lower()) if file is not None else None
    if named is None and file is not None and by_ending is None:
        raise click.UsageError(f"`{file}` ends in none of {', '.join(ENDINGS)}; name a form with --format")
    if named is not None and by_ending not in {None, named}:
        raise click.UsageError(f"`{file}` is called like {by_ending}, and the form is to be {named}")
    return Form(named) if named is not None else by_ending or Form.SVG


def _wanted(case: Case, view: str, depth: int | None) -> Wanted:
    """The view that is asked for, its names found in the case."""
    found = _VIEW.fullmatch(view)
    if found is None:
        raise click.UsageError(f"`{view}` is no view; there are module[:NAME], goal=NAME, architecture and full")
    of = Of(found[1] or view)
    if of is Of.GOAL:
        return Wanted(of, _goal(case, found[2] or ""), depth)
    return Wanted(of, _module(case, found[2] or case.name) if of is Of.MODULE else "", depth)


def _module(case: Case, name: str) -> str:
    if name in case.modules:
        return name
    raise click.UsageError(f"no module is named `{name}`{_hint(name, list(case.modules))}")


def _goal(case: Case, name: str) -> str:
    """The identity of an element that a view begins at: in the module named, the case's own, or whichever has one."""
    candidates = [name] if "::" in name else [f"{module}::{name}" for module in (case.name, *case.modules)]
    for element in (case.elements[identity] for identity in candidates if identity in case.elements):
        if element.kind not in _DRAWN:
            raise click.UsageError(f"`{name}` is {with_article(element.kind)}, which no diagram is of")
        return element.identity
    raise click.UsageError(f"no element is named `{name}`{_hint(name, [each.name for each in case.elements.values()])}")


def _hint(name: str, known: list[str]) -> str:
    from gsn.language.suggestions import did_you_mean

    hint = did_you_mean(name, known)
    return f"; {hint}" if hint else ""


def _rendered(scene: Scene, form: Form, judgement: Judgement, *, dark: bool | None) -> bytes:
    """The picture, or a message that says why there is none."""
    try:
        return rendered(scene, form, judgement.as_of, dark=dark)
    except (LayoutUnavailable, RendererUnavailable) as error:
        raise click.ClickException(str(error)) from None
    except (FigureTooLarge, SceneTooLarge) as error:
        raise click.ClickException(f"{error}: draw a part of it with --view or --depth, or an SVG") from None


def _write_all(judgement: Judgement, folder: Path, form: Form, *, dark: bool | None) -> None:
    """Every diagram of the case, each in a file of its own."""
    ending = ending_of(form)
    files = {
        folder / f"{diagram.name}{ending}": _rendered(diagram.scene, form, judgement, dark=dark)
        for diagram in all_diagrams(judgement, ending)
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"`{folder}` cannot be written: {error.strerror or error}") from None
    _write(judgement.case, files)
    click.echo("\n".join(visible(str(file)) for file in files))


def _write(case: Case, files: dict[Path, bytes]) -> None:
    """Write files, each whole or not at all, and none over what the case is made of."""
    _refuse(files, case)
    for file, data in files.items():
        try:
            target = file.resolve()
            place(target, data, mode_of(target))
        except OSError as error:
            raise click.ClickException(f"`{file}` cannot be written: {error.strerror or error}") from None


def _refuse(files: Iterable[Path], case: Case | None) -> None:
    """Refuse what cannot be written, or what the case would lose."""
    destinations = [Destination("diagram", file) for file in files]
    try:
        refuse_clashes(destinations)
        if case is not None:
            refuse_evidence(destinations, case)
    except BadDestination as error:
        raise click.UsageError(str(error)) from None


def _print(drawn: bytes, form: Form) -> None:
    """The picture on standard output, as it is."""
    if form in BINARY and sys.stdout.isatty():
        raise click.UsageError(f"a terminal cannot show {form}: name a file with -o, or send it on")
    sys.stdout.flush()
    sys.stdout.buffer.write(drawn)
    sys.stdout.buffer.flush()
