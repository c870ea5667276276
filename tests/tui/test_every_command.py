"""Whatever can be done on the screen has a test that does it: a new command or key fails here until it has one."""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap, BindingType

from gsn.tui.asking import Ask, Choose, Page
from gsn.tui.commands import COMMANDS, GROUPS
from gsn.tui.diagram_screen import DiagramScreen
from gsn.tui.drafting_screen import KINDS_BY_KEY
from gsn.tui.form_screen import FormScreen
from gsn.tui.outline_pane import Outline
from gsn.tui.report_screen import ReportScreen

HERE = Path(__file__).parent
DRAFTING = (
    "test_adding",
    "test_changing",
    "test_following",
    "test_keeping",
    "test_looking",
    "test_showing",
    "test_starting",
    "test_views",
)
SCREENS: dict[str, list[BindingType]] = {
    "diagram": DiagramScreen.BINDINGS,
    "report": ReportScreen.BINDINGS,
    "choose": Choose.BINDINGS,
    "ask": Ask.BINDINGS,
    "page": Page.BINDINGS,
    "form": FormScreen.BINDINGS,
    "outline": Outline.BINDINGS,
}


def _words(names: Iterable[str]) -> set[str]:
    """The words that tests write: keys that they press, commands that they run."""
    found: set[str] = set()
    for name in names:
        for node in ast.walk(ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


WRITTEN = _words(DRAFTING)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_test_runs_the_command(name: str) -> None:
    keys = COMMANDS[name].keys
    assert name in WRITTEN or (keys and keys in WRITTEN), f"no test of tests/tui does `{name}`"


@pytest.mark.parametrize("screen", SCREENS)
def test_a_test_presses_each_key_of_the_screen(screen: str) -> None:
    bindings: list[Binding] = [binding for _, binding in BindingsMap(SCREENS[screen])]
    missing = {binding.key for binding in bindings} - WRITTEN
    assert not missing, f"no test of tests/tui presses {sorted(missing)} on the {screen}"


def test_a_test_presses_each_key_of_the_panes() -> None:
    assert {*KINDS_BY_KEY, "v", "m", "shift+up", "shift+down", "shift+left", "shift+right"} <= WRITTEN


def test_no_key_does_two_things() -> None:
    keys = [command.keys for group in GROUPS.values() for command in group if command.keys]
    assert len(keys) == len(set(keys))


def test_the_page_about_the_terminal_names_every_command_with_its_key() -> None:
    page = (HERE.parents[1] / "docs" / "terminal.md").read_text(encoding="utf-8")
    for group in GROUPS.values():
        for command in group:
            row = f"| {command.keys or 'palette'} | {command.title}: {command.says} |"
            assert row in page, f"docs/terminal.md lacks the row\n{row}"
