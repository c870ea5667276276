"""On what terms an editor has its cases judged."""

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pytest_lsp import client_capabilities

from tests.drafting.drafted import SMALL
from tests.lsp.editor import COMMAND, Editor, Told, started

pytestmark = pytest.mark.asyncio(loop_scope="module")

REGISTRY = 'actor institute "AI Safety Institute"\n    role evaluator\n'
PROFILE = 'treaty mine "Mine"\n    legal_force guidance\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "actors.gsn").write_text(REGISTRY, encoding="utf-8")
    (tmp_path / "terms" / "mine.treaty").write_text(PROFILE, encoding="utf-8")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    (folder / "case.gsn").write_text(SMALL, encoding="utf-8")
    return folder / "case.gsn"


async def told(editor: Editor, path: Path, label: str) -> Told:
    """What a client is told of a text once it is judged on some terms."""
    await editor.until(lambda: any(label in said.label for said in editor.verdicts))
    return await editor.checked(path)


@pytest.mark.parametrize("form", ["bare", "within gsn"])
async def test_what_a_client_greets_with_counts_in_the_place_of_the_case(path: Path, form: str) -> None:
    named = {"treaty": "terms/mine.treaty", "actors": "terms/actors.gsn", "asOf": "2100-06-01"}
    async with started(path.parents[1], options=named if form == "bare" else {"gsn": named}) as editor:
        editor.open(path)
        found = await told(editor, path, "held against mine")
        assert {"GSN207", "GSN329"} <= found.codes


async def test_the_command_line_says_the_same_to_an_editor_that_says_nothing(path: Path) -> None:
    folder = path.parents[1] / "terms"
    more = ["--treaty", str(folder / "mine.treaty"), "--actors", str(folder / "actors.gsn")]
    async with started(path.parents[1], command=[*COMMAND, *more]) as editor:
        editor.open(path)
        assert "GSN329" in (await told(editor, path, "held against mine")).codes


async def test_settings_are_asked_for_where_a_client_can_be_asked(path: Path) -> None:
    able = client_capabilities("visual-studio-code")
    assert able.workspace is not None
    assert able.workspace.configuration
    async with started(path.parents[1], capabilities=able, settings={"treaty": "ac-25-1309"}) as editor:
        editor.open(path)
        await told(editor, path, "held against ac-25-1309")
        assert "workspace/didChangeConfiguration" in {one.method for one in editor.watched}
        editor.client.set_configuration({"gsn": {"treaty": "cass-beggs"}})
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        await told(editor, path, "held against cass-beggs")


async def test_what_is_set_anew_counts_from_then_on(path: Path) -> None:
    able = client_capabilities("visual-studio-code")
    assert able.workspace is not None
    able.workspace.configuration = None
    async with started(path.parents[1], capabilities=able) as editor:
        editor.open(path)
        assert "GSN207" not in (await told(editor, path, "held against no treaty")).codes
        change(editor, {"gsn": {"asOf": "2100-06-01"}})
        await editor.until(lambda: "GSN207" in editor.told[path.as_uri()].codes)
        change(editor, {"gsn": {}})
        await editor.until(lambda: "GSN207" not in editor.told[path.as_uri()].codes)


def change(editor: Editor, settings: Any) -> None:
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))


async def test_a_registry_that_changes_on_disk_is_read_again(path: Path) -> None:
    registry = path.parents[1] / "terms" / "actors.gsn"
    registry.write_text(REGISTRY.replace("evaluator", "public_body"), encoding="utf-8")
    async with started(path.parents[1], options={"actors": "terms/actors.gsn"}) as editor:
        editor.open(path)
        assert "GSN329" not in (await editor.checked(path)).codes
        registry.write_text(REGISTRY, encoding="utf-8")
        editor.disk_changed(registry)
        await editor.until(lambda: "GSN329" in editor.told[path.as_uri()].codes)


WRONG = {
    "no such profile": ("treaty", "nowhere", "nowhere"),
    "no such file": ("treaty", "{folder}/none.treaty", "none.treaty"),
    "a profile that cannot be read": ("treaty", "{folder}/torn.treaty", "line 2"),
    "no registry": ("actors", "{folder}/mine.treaty", "no registry of actors"),
    "no file": ("actors", "\x00", "no registry of actors"),
    "no path": ("treaty", "/\x00", "treaty"),
    "no day": ("asOf", "soon", "write it as 2026-12-31"),
    "no text": ("asOf", 5, "is a text"),
}


@pytest.mark.parametrize(("name", "value", "said"), WRONG.values(), ids=WRONG)
async def test_terms_that_cannot_be_read_are_told_and_leave_no_verdict(
    editor: Editor, path: Path, name: str, value: object, said: str
) -> None:
    folder = path.parents[1] / "terms"
    (folder / "torn.treaty").write_text('treaty torn "T"\n    extents all\n', encoding="utf-8")
    change(editor, {"gsn": {name: value.format(folder=folder) if isinstance(value, str) else value}})
    editor.verdicts.clear()
    editor.open(path)
    found = await told(editor, path, "not judged")
    (trouble,) = [one for one in found.diagnostics if one.code == "setting"]
    assert said in trouble.message
    assert {one.verdict for one in editor.verdicts} == {"undetermined"}
    editor.close(path)
    change(editor, {"gsn": {}})
