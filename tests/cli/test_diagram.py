"""`gsn diagram`, run as people run it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner, Result

from gsn.cli.commands import gsn

ROOT = Path(__file__).parents[2]
CYBER = ROOT / "cases" / "cyber-inability"
DAY = "2026-12-01"
SVG = "{http://www.w3.org/2000/svg}"

Run = Callable[..., subprocess.CompletedProcess[Any]]
WriteCase = Callable[..., Path]


def diagram(*arguments: str | Path) -> Result:
    """The command in this process: most of what a process of its own would take is starting it."""
    return CliRunner().invoke(gsn, ["diagram", *map(str, arguments)])


HOSTILE = '"</text></svg><script>alert(1)</script> --> `%%{init}%%` \\\\N &lt; $$x$$ עברית"'


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.svg", b"<svg "),
        ("a.SVG", b"<svg "),
        ("a.png", b"\x89PNG"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.dot", b"digraph "),
        ("a.gv", b"digraph "),
        ("a.mmd", b"flowchart TD"),
        ("a.mermaid", b"flowchart TD"),
    ],
)
def test_the_ending_says_the_form(write_case: WriteCase, tmp_path: Path, name: str, begins: bytes) -> None:
    result = diagram(write_case(), "-o", tmp_path / name)
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o644


def test_without_a_file_the_picture_goes_to_standard_output(run: Run, write_case: WriteCase) -> None:
    svg = run("diagram", write_case())
    assert (svg.returncode, svg.stderr) == (0, "")
    assert fromstring(svg.stdout).tag == f"{SVG}svg"  # noqa: S314 - we have just drawn it
    assert diagram(write_case(), "--format", "mermaid").stdout.startswith("flowchart TD\n")
    assert run("diagram", write_case(), "--format", "png", text=False).stdout.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("view", "holds", "lacks"),
    [
        ("module", "cyber_inability__S1", "risk_models__S1"),
        ("module:tasks", "tasks__C1.1", "cyber_inability__G1"),
        ("goal=G4", "cyber_inability__S4", "cyber_inability__S1"),
        ("goal=tasks::C1.1", "tasks__C1.1", "tasks__C1.2"),
        ("architecture", "elicitation__", "cyber_inability__G1"),
        ("full", "elicitation__SC7", "nothing"),
    ],
)
def test_a_view_is_what_it_is_of(view: str, holds: str, lacks: str) -> None:
    drawing = diagram(CYBER, "--view", view, "--as-of", DAY).stdout
    assert f'id="gsn-node-{holds}"' in drawing
    assert f'id="gsn-node-{lacks}"' not in drawing


def test_depth_cuts_a_view(write_case: WriteCase) -> None:
    drawing = diagram(write_case(), "--depth", "0").stdout
    assert 'id="gsn-node-filter__C1"' in drawing
    assert 'id="gsn-node-filter__S1"' not in drawing
    assert "continued in G1." in drawing


def test_a_folder_gets_every_diagram_with_links(tmp_path: Path) -> None:
    result = diagram(CYBER, "-o", f"{tmp_path / 'new' / 'folder'}/", "--as-of", DAY)
    files = [Path(line) for line in result.stdout.splitlines()]
    assert {file.name for file in files} >= {"architecture.svg", "module-cyber_inability.svg", "module-tasks.svg"}
    assert sorted(files) == sorted((tmp_path / "new" / "folder").iterdir())
    drawings = {file.name: file.read_text(encoding="utf-8") for file in files}
    followed = 0
    for drawing in drawings.values():
        for link in fromstring(drawing).iter(f"{SVG}a"):  # noqa: S314 - we have just drawn it
            file, _, anchor = link.attrib["href"].partition("#")
            assert f'id="{anchor}"' in drawings[file] if anchor else file in drawings
            followed += 1
    assert followed > 10


def test_colours_are_the_readers_or_those_that_are_asked_for(write_case: WriteCase) -> None:
    folder = write_case()
    assert "prefers-color-scheme: dark" in diagram(folder).stdout
    assert "<style>.gsn-drawing .paper" in diagram(folder, "--dark").stdout
    assert "<style" not in diagram(folder, "--light").stdout


def test_states_are_of_the_day_that_is_asked_for(write_case: WriteCase) -> None:
    folder = write_case()
    before, after = (diagram(folder, "--as-of", day).stdout for day in ("2026-06-01", "2026-11-15"))
    assert 'class="node solution supported' in before
    assert 'class="node solution supported' not in after


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_the_same_case_gives_the_same_bytes_everywhere(
    run: Run, write_case: WriteCase, tmp_path: Path, form: str
) -> None:
    """Another locale, time zone, hash seed, home (where fonts are looked for) and folder of fonts."""
    (tmp_path / "fonts.conf").write_text("<fontconfig><dir>/nowhere</dir></fontconfig>", encoding="utf-8")
    elsewhere = {
        "LC_ALL": "C.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "2",
        "HOME": str(tmp_path),
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
    }
    case = CYBER if form == "svg" else write_case()
    pictures = {
        run("diagram", case, "--format", form, "--as-of", DAY, text=False, env={**os.environ, **change}).stdout
        for change in ({"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"}, elsewhere)
    }
    assert len(pictures) == 1


@pytest.mark.parametrize(("form", "written"), [("svg", b"&lt;script&gt;"), ("mermaid", b"#60;script#62;")])
def test_a_hostile_text_is_a_text(write_case: WriteCase, form: str, written: bytes) -> None:
    folder = write_case({'"List of patterns of May"': HOSTILE})
    result = diagram(folder, "--format", form)
    assert result.exit_code == 0
    assert written in result.stdout_bytes
    assert b"<script" not in result.stdout_bytes


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--view", "everything"], "`everything` is no view"),
        (["--view", "goal"], "no element is named ``"),
        (["--view", "goal=G22"], "no element is named `G22`; did you mean `G2`"),
        (["--view", "goal=laboratory"], "`laboratory` is an actor, which no diagram is of"),
        (["--view", "module:fitler"], "no module is named `fitler`; did you mean `filter`"),
        (["-o", "picture.bmp"], "ends in none of .svg, .png"),
        (["-o", "picture"], "ends in none of .svg, .png"),
        (["-o", "picture.svg", "--format", "png"], "is called like svg, and the form is to be png"),
        (["-o", "nowhere/picture.svg"], "there is no folder `nowhere`"),
        (["-o", "folder/", "--view", "full"], "a folder gets every diagram"),
        (["-o", "folder/", "--depth", "1"], "a folder gets every diagram"),
        (["-o", "case.gsn", "--format", "svg"], "is called like a text of a case"),
        (["-o", "tests.txt", "--format", "svg"], "is evidence `E1`, which no output may replace"),
        (["--depth", "-1"], "-1 is not in the range"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    write_case: WriteCase, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    folder = write_case()
    monkeypatch.chdir(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = diagram(".", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_case_without_an_argument_is_nothing_to_draw(tmp_path: Path) -> None:
    (tmp_path / "case.gsn").write_text('case empty "Nothing yet"\n', encoding="utf-8")
    result = diagram(tmp_path)
    assert result.exit_code != 0
    assert "there is nothing to draw" in result.stderr


def test_a_file_keeps_its_mode_and_is_replaced_whole(write_case: WriteCase, tmp_path: Path) -> None:
    picture = tmp_path / "a.svg"
    picture.write_text("before", encoding="utf-8")
    picture.chmod(0o600)
    diagram(write_case(), "-o", picture)
    assert picture.stat().st_mode & 0o777 == 0o600
    assert picture.read_text(encoding="utf-8").endswith("</svg>\n")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
