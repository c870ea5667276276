"""`gsn show`: the outline with the state of each element, or the scope of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from gsn.argument import MOST_STEPS, Argument
from gsn.argument_outline import Entry, outline_of
from gsn.checking import judge
from gsn.cli.inputs import as_of_option, read_case
from gsn.cli.terminal import terminal_paint
from gsn.element_state import ElementState, State, states_of
from gsn.model.kinds import SCOPING
from gsn.model.reference import Identity, name_of
from gsn.output.visible import visible


@click.command("show")
@click.argument("what", nargs=-1)
@click.option("--scope", is_flag=True, help="Print the contexts and assumptions in scope of the element, by path.")
@click.option("--depth", type=click.IntRange(min=0), help="Show only so many levels.")
@as_of_option
def command(what: tuple[str, ...], scope: bool, depth: int | None, as_of: date | None) -> None:
    """Show a case's outline with the state of each element.

    WHAT is a case's path, an element's name, or both: `gsn show`, `gsn show cases/filter`, `gsn show G7 --scope`.

    The signs: ✓ supported down to accepted evidence, ○ open, ✗ failing, ? unreadable.
    """
    path, name = _path_and_name(what)
    judgement = judge(read_case(path), as_of)
    argument = judgement.argument
    start = _identity(argument, name) if name is not None else None
    if scope:
        if start is None:
            raise click.UsageError("--scope wants an element: `gsn show G7 --scope`")
        lines = _scope_lines(argument, start)
    else:
        states = states_of(judgement)
        entries = (entry for entry in outline_of(argument, start) if depth is None or entry.depth <= depth)
        lines = (_line(entry, states.get(entry.identity)) for entry in entries)
    for line in lines:
        click.echo(line)
    if not scope:
        click.echo(f"\nverdict: {visible(judgement.label)}")


def _path_and_name(what: tuple[str, ...]) -> tuple[str, str | None]:
    match what:
        case ():
            return ".", None
        case (path, name):
            return path, name
        case (one,):
            is_path = Path(one).exists() or "/" in one or one.endswith(".gsn")
            return (one, None) if is_path else (".", one)
        case _:
            raise click.UsageError("name a case, an element, or both")


def _identity(argument: Argument, name: str) -> Identity:
    """The element of a name: in the module that is named, in the case's own, or in the only module that has one."""
    if "::" in name:
        candidates = [name]
    else:
        candidates = [f"{argument.case.name}::{name}", *(f"{module}::{name}" for module in argument.case.modules)]
    found = list(dict.fromkeys(identity for identity in candidates if argument.element(identity) is not None))
    if found:
        return found[0]
    from gsn.language.suggestions import did_you_mean

    hint = did_you_mean(name_of(f"::{name}"), [element.name for element in argument.elements])
    raise click.UsageError(f"no element is named `{name}`{'; ' + hint if hint else ''}")


def _line(entry: Entry, state: ElementState | None) -> str:
    paint = terminal_paint()
    indent = "  " * entry.depth
    shown = entry.identity.removesuffix("::") if entry.away else name_of(entry.identity)
    scopes = entry.kind in SCOPING and state is not None and state.state is State.SUPPORTED
    sign = "·" if state is None or scopes else paint(state.state.value, state.state.sign)
    text = entry.element.text.plain if entry.element is not None and entry.element.text is not None else ""
    line = f"{indent}{sign} {entry.kind} {paint('bold', shown)}"
    if entry.repeated:
        return f"{line} {paint('dim', '(shown above)')}"
    line += f" {visible(text)}" if text else ""
    return f"{line} {paint('dim', f'- {visible(state.why)}')}" if state is not None and state.why else line


def _scope_lines(argument: Argument, identity: Identity) -> Iterator[str]:
    paths = argument.paths_to(identity)
    if not paths:
        yield f"no way down to {name_of(identity)} from a top was found within {MOST_STEPS:,} steps"
    for number, path in enumerate(paths, 1):
        if number > 1:
            yield ""
        yield " -> ".join(name_of(step) for step in path)
        links = argument.scope_along(path)
        if not links:
            yield "  nothing is in scope"
        for link in links:
            element = argument.element(link.target)
            text = element.text.plain if element is not None and element.text is not None else ""
            yield f"  {argument.kind_of(link.target)} {link.target} (at {name_of(link.source)}) {visible(text)}"
