"""The files with which platforms run the tool: they can be read, and say what the command understands.

No reader of YAML is among the project's packages. So the files keep to the part of it that can be checked line by line:
mappings and lists in blocks, two spaces a level, texts on one line or below a bar.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from gsn.cli.commands import COMMANDS
from gsn.findings import Severity, Verdict
from gsn.output import github, gitlab, reviewdog, sarif
from gsn.output.forms import FORMS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


class Entry(NamedTuple):
    """A line of YAML: how deep it stands, whether it begins an entry of a list, its key and its value."""

    depth: int
    listed: bool
    key: str
    value: str


QUOTED = r""" "[^"\\]*" | '[^']*' """
PLAIN = r""" [^\s"'\[\]{}>|*&!%#`@,:$-] (?: [^:#] | :(?=\S) | (?<=\S)\# )* | \d+ """
SCALAR = rf"(?: {QUOTED} | \$\{{\{{ [^{{}}]+ \}}\}} | \[ [\w/., ]* \] | \| | {PLAIN} )"
LINE = re.compile(
    rf"(?P<indent>\ *) (?P<dash>-\ )? (?: (?P<key>[A-Za-z_-]+): (?:\ (?P<value>{SCALAR}))? | (?P<item>{SCALAR}) )",
    re.VERBOSE,
)


def entries(text: str) -> Iterator[Entry]:
    """The lines of a YAML file; fails at the first that is none of this part of YAML."""
    below: int | None = None
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip(" "))
        if below is not None and (not line.strip() or indent > below):
            continue
        below = None
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = LINE.fullmatch(line)
        assert match is not None, line
        assert indent % 2 == 0, line
        dash = bool(match["dash"])
        yield Entry(indent + 2 * dash, dash, match["key"] or "", match["value"] or match["item"] or "")
        if match["value"] == "|":
            below = indent + 2 * dash


def well_formed(text: str) -> list[Entry]:
    """The entries, each below one that can hold it."""
    found = list(entries(text))
    assert found
    assert found[0].depth - 2 * found[0].listed == 0
    for above, entry in pairwise(found):
        start = entry.depth - 2 * entry.listed
        holds = bool(above.key) and not above.value
        assert start <= above.depth or (holds and start == above.depth + 2), entry
        assert not (holds and start < above.depth), f"`{above.key}` holds nothing"
    paths: set[tuple[tuple[int, str], ...]] = set()
    at: list[tuple[int, str]] = []
    for number, entry in enumerate(found):
        at = [place for place in at if place[0] < entry.depth - entry.listed]
        if entry.listed:
            at.append((entry.depth - 1, str(number)))
        at.append((entry.depth, entry.key or str(number)))
        assert tuple(at) not in paths, f"`{entry.key}` stands twice"
        paths.add(tuple(at))
    return found


@pytest.mark.parametrize("text", [ACTION, HOOKS, *blocks("yaml")])
def test_the_yaml_is_well_formed(text: str) -> None:
    assert "\t" not in text
    well_formed(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\n",
        "a:\n   b: c\n",
        "a: b\n  c: d\n",
        "a: [b\n",
        "a: 'b\n",
        "a: *b\n",
        "a: {b}\n",
        "a:\n  b: c\n  b: d\n",
        "- a: b\n   c: d\n",
        "a: ${{ b\n",
        "a: b # c: d\n",
    ],
)
def test_yaml_that_is_not_well_formed_is_found(text: str) -> None:
    with pytest.raises(AssertionError):
        well_formed(text)


def values(text: str, key: str) -> list[str]:
    return [entry.value for entry in well_formed(text) if entry.key == key]


def test_each_hook_has_a_name_that_says_what_it_runs() -> None:
    assert values(HOOKS, "id") == ["gsn-gate", "gsn-check", "gsn-format"]
    assert [entry.split()[:2] for entry in values(HOOKS, "entry")] == [name.split("-") for name in values(HOOKS, "id")]


def calls() -> list[list[str]]:
    """Every call of the tool that the files make, in words."""
    shell = [*values(HOOKS, "entry"), *"".join(blocks("console") + blocks("yaml")).splitlines(), PAGE]
    written = [found for text in shell for found in re.findall(r"(?:^|`|'| )(gsn [a-z][^`'|\n]*)", text)]
    return [call.split("||")[0].split() for call in written if call.split()[1] in COMMANDS]


def test_each_call_has_a_command_and_options_that_there_are() -> None:
    assert {call[1] for call in calls()} == {"check", "format", "gate"}
    for _, name, *words in calls():
        known = {option for param in import_module(COMMANDS[name]).command.params for option in param.opts}
        assert {word for word in words if word.startswith("-")} <= known


def test_the_page_uses_hooks_and_inputs_that_there_are() -> None:
    github, _, pre_commit = blocks("yaml")
    assert set(values(pre_commit, "id")) <= set(values(HOOKS, "id"))
    inputs = {entry.key for entry in well_formed(ACTION[: ACTION.index("\noutputs:")]) if entry.depth == 2}
    given = github[github.index("with:") :]
    assert set(re.findall(r"^ +(\w+):", given, re.MULTILINE)) <= inputs


def test_the_page_names_every_form_and_no_other() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(FORMS)
    used = re.findall(r"--output (\w+):", PAGE + ACTION) + re.findall(r'"(\w+):\$', ACTION)
    assert set(used) <= set(FORMS)


def test_the_page_says_the_severities_that_are_written() -> None:
    for severity in Severity:
        row = next(row for row in PAGE.splitlines() if row.startswith(f"| {severity}"))
        written = (
            sarif._LEVELS[severity],
            github._COMMANDS[severity],
            gitlab.SEVERITIES[severity],
            reviewdog._SEVERITIES[severity],
        )
        assert row.endswith(f"| {' | '.join(written)} |")
    for verdict in Verdict:
        row = next(row for row in PAGE.splitlines() if row.startswith(f"| verdict {verdict}"))
        written = (
            "no result" if verdict is Verdict.PASSED else sarif._VERDICT_LEVELS[verdict],
            github._VERDICT_COMMANDS[verdict],
            gitlab.VERDICT_SEVERITIES[verdict],
            reviewdog._VERDICT_SEVERITIES[verdict],
        )
        assert row.endswith(f"| {' | '.join(written)} |")


def test_links_of_the_page_lead_to_files() -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists()


# The action


def scripts() -> list[str]:
    """What the action's steps run."""
    found = re.findall(r"^( +)run: \|\n((?:\1  .*\n|\n)+)", ACTION, re.MULTILINE)
    return ["\n".join(line.removeprefix(f"{indent}  ") for line in body.splitlines()) for indent, body in found]


def test_the_scripts_of_the_action_are_shell_and_hold_no_input() -> None:
    install, gate = scripts()
    for script in (install, gate):
        assert "${{" not in script, "an input in a script is a piece of the script"
        subprocess.run(["bash", "-n", "-c", script], check=True)


STUB = """#!/bin/bash
for word in "$@"; do printf '%s\\n' "$word" >> "$SEEN"; done
if [ -n "$WRITES" ]; then for word in "$@"; do case "$word" in *:*) echo "told" > "${word#*:}";; esac; done; fi
exit "$STATUS"
"""


@pytest.mark.parametrize("status", [0, 1, 2, 3])
def test_the_action_ends_as_the_gate_ends_and_gives_it_its_inputs_whole(tmp_path: Path, status: int) -> None:
    tool = tmp_path / "gsn" / "bin" / "gsn"
    tool.parent.mkdir(parents=True)
    tool.write_text(STUB, encoding="utf-8")
    tool.chmod(0o755)
    case = '--help; touch pwned $(touch pwned) "'
    given = {
        "CASE": case,
        "SARIF": "my report.sarif",
        "OUTPUT": "junit:a b.xml\n\njson:c.json\n",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "SEEN": str(tmp_path / "seen"),
        "STATUS": str(status),
        "WRITES": "" if status == 2 else "yes",
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", scripts()[1]],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], **given},
        check=False,
    )
    assert done.returncode == status, done.stderr
    annotations = f"{tmp_path}/gsn-annotations.txt"
    wanted = [f"github:{annotations}", "sarif:my report.sarif", "junit:a b.xml", "json:c.json"]
    expected = ["gate", *(word for output in wanted for word in ("--output", output)), "--", case]
    assert (tmp_path / "seen").read_text(encoding="utf-8").splitlines() == expected
    assert done.stdout == ("" if status == 2 else "told\n")
    assert (tmp_path / "outputs").exists() is (status != 2)
    assert not (tmp_path / "pwned").exists()
