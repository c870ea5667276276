"""What no rule of today gives rise to, and what is simpler to see without a process between."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import client_capabilities

from gsn.drafting.claim_hints import claim_hints
from gsn.drafting.file_links import file_links
from gsn.drafting.position import Position, Range
from gsn.drafting.workspace import Workspace
from gsn.lsp.acting import _mending, _mending_all
from gsn.lsp.cases import Buffer
from gsn.lsp.server import server
from gsn.lsp.serving import CaseServer
from tests.drafting.drafted import DAY, SMALL

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ls() -> Iterator[CaseServer]:
    """A server that a client has greeted."""
    ls = server({"asOf": DAY.isoformat()})
    capabilities = client_capabilities("visual-studio-code")
    for _ in ls.protocol.lsp_initialize(types.InitializeParams(capabilities)):
        pass
    yield ls
    ls.checking.close()


def test_a_safe_fix_is_the_one_to_take_and_is_among_all(ls: CaseServer, tmp_path: Path) -> None:
    path = tmp_path / "case.gsn"
    marked = SMALL.replace("            solution E1\n", "            solution E1\n            undeveloped\n", 1)
    ls.cases.replace(path, Buffer(path.as_uri(), 3, marked, "\n"))
    spot = ls.needed_spot(path.as_uri())
    found = spot.workspace.check()
    safe = tuple(
        replace(one, fix=replace(one.fix, safe=True)) if one.fix is not None else one for one in found.findings
    )
    analysis = replace(found, findings=safe)
    whole = Range(Position(0, 0), Position(99, 0))
    (fix,) = _mending(ls, spot, analysis, whole)
    (mended,) = _mending_all(ls, spot, analysis)
    assert (fix.title, fix.kind, fix.is_preferred) == ("remove the mark", types.CodeActionKind.QuickFix, True)
    assert (mended.title, mended.kind) == ("Mend all that can be mended safely", "source.fixAll.gsn")
    assert fix.edit == mended.edit
    assert list(_mending_all(ls, spot, found)) == []


def test_a_claim_is_told_what_was_proved_of_it() -> None:
    workspace = Workspace(ROOT / "cases" / "cyber-inability", DAY)
    analysis = workspace.check()
    hints = [hint for path in workspace.files for hint in claim_hints(analysis, path)]
    claims = [
        (path, number)
        for path in workspace.files
        for number, line in enumerate(analysis.reading.lines(path))
        if line.text.split()[:1] == ["claim"]
    ]
    assert len(hints) == len(claims)
    assert {hint.label.partition(";")[0] for hint in hints} <= {"✓ proved", "✗ not proved"}
    assert any("; derived: at most " in hint.label for hint in hints)
    assert claim_hints(replace(analysis, judgement=None), workspace.main) == []


def test_links_lead_to_files_of_the_case_and_to_no_others(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "outside.txt").write_text("", encoding="utf-8")
    (tmp_path / "case" / "inside.txt").write_text("", encoding="utf-8")
    path = tmp_path / "case" / "case.gsn"
    lines = [
        f'evidence E{n} "E"\n    file "{name}"\n' for n, name in enumerate(["inside.txt", "../outside.txt", "no.txt"])
    ]
    path.write_text("case c\n\n" + "\n".join(lines), encoding="utf-8")
    (link,) = file_links(Workspace(path).read(), path)
    assert link.target == tmp_path / "case" / "inside.txt"
    assert link.range == Range(Position(3, 10), Position(3, 20))


def test_without_the_extra_the_command_says_how_to_install_it() -> None:
    program = (
        "import sys; sys.modules['lsprotocol'] = None; sys.argv = ['gsn', 'lsp']; from gsn.cli.main import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "pip install 'gsn-case[lsp]'" in done.stderr
    assert "Traceback" not in done.stderr
