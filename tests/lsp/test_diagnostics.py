"""What a client is told of its texts, and when."""

from pathlib import Path

import pytest
from lsprotocol import types

from tests.drafting.drafted import SMALL
from tests.lsp.editor import Editor, find

pytestmark = pytest.mark.asyncio(loop_scope="module")


def case_in(folder: Path, text: str = SMALL) -> Path:
    (folder / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    path = folder / "case.gsn"
    path.write_text(text, encoding="utf-8")
    return path


def text_at(uri: str) -> str:
    return Path(uri.removeprefix("file://")).read_text(encoding="utf-8")


async def test_a_finding_is_shown_where_it_is_with_its_rule_and_what_has_to_do_with_it(
    editor: Editor, tmp_path: Path
) -> None:
    path = case_in(tmp_path)
    editor.open(path)
    told = await editor.checked(path)
    challenge = next(found for found in told.diagnostics if found.code == "GSN601")
    assert challenge.range == types.Range(types.Position(11, 22), types.Position(11, 24))
    assert challenge.source == "gsn"
    assert challenge.message.startswith("`D1` leaves `G2` in doubt: nothing answers it\nhelp: ")
    assert challenge.severity is types.DiagnosticSeverity.Warning
    assert challenge.related_information is not None
    assert challenge.related_information[0].location.uri == path.as_uri()
    assert challenge.code_description is not None
    assert text_at(challenge.code_description.href).startswith("### GSN601 open-challenge (warning)")


async def test_a_text_that_is_not_saved_counts_and_not_the_disk(editor: Editor, tmp_path: Path) -> None:
    path = case_in(tmp_path)
    text = editor.open(path)
    assert "GSN014" not in (await editor.checked(path)).codes
    editor.type(path, text.replace("    undeveloped ", "    undevelopped "))
    assert "GSN014" in (await editor.checked(path)).codes
    editor.type(path, text)
    assert "GSN014" not in (await editor.checked(path)).codes


async def test_of_several_edits_in_a_row_only_the_last_is_told(editor: Editor, tmp_path: Path) -> None:
    path = case_in(tmp_path)
    text = editor.open(path)
    await editor.checked(path)
    for number in range(20):
        editor.type(path, text + f'\ngoal N{number} "New"\n')
        editor.type(path, text)
    told = await editor.checked(path)
    assert editor.versions[path] == told.version == 41
    assert "GSN201" not in told.codes


async def test_every_file_of_a_case_is_told_of_whether_open_or_not(editor: Editor, tmp_path: Path) -> None:
    path = case_in(tmp_path, SMALL.replace("goal G1", 'import "other.gsn"\n\ngoal G1', 1))
    other = tmp_path / "other.gsn"
    other.write_text('module other "Another"\n\npublic goal G9 "Nothing supports this"\n', encoding="utf-8")
    editor.open(path)
    await editor.checked(path)
    await editor.until(lambda: "GSN201" in editor.told[other.as_uri()].codes)
    text = editor.open(other)
    editor.type(other, text.replace('this"', 'this"\n    undeveloped "Later" due 2099-01-01'))
    assert "GSN201" not in (await editor.checked(other)).codes
    editor.close(other)
    await editor.until(lambda: "GSN201" in editor.told[other.as_uri()].codes)


async def test_what_is_altered_on_disk_is_found(editor: Editor, tmp_path: Path) -> None:
    path = case_in(tmp_path)
    editor.open(path)
    assert "GSN302" not in (await editor.checked(path)).codes
    (tmp_path / "evidence.txt").write_text("Some sessions were reviewed.\n", encoding="utf-8")
    editor.disk_changed(tmp_path / "evidence.txt")
    await editor.until(lambda: "GSN302" in editor.told[path.as_uri()].codes)
    (tmp_path / "evidence.txt").unlink()
    editor.disk_changed(tmp_path / "evidence.txt")
    await editor.until(lambda: "GSN301" in editor.told[path.as_uri()].codes)


async def test_positions_are_counted_in_utf_16(editor: Editor, tmp_path: Path) -> None:
    text = SMALL.replace("Customers are vetted, as [[G2]]", "😀😀 are vetted, as [[G77]]")
    path = case_in(tmp_path, text)
    editor.open(path)
    told = await editor.checked(path)
    missing = next(found for found in told.diagnostics if found.code == "GSN025")
    assert missing.range.start == find(text, "[[G77]]")
    assert missing.range.end.character == missing.range.start.character + len("[[G77]]")


async def test_a_case_that_vanishes_is_still_drafted(editor: Editor, tmp_path: Path) -> None:
    path = case_in(tmp_path)
    text = editor.open(path)
    await editor.checked(path)
    path.unlink()
    editor.disk_changed(path)
    editor.type(path, text + '\ngoal G9 "New"\n')
    assert "GSN201" in (await editor.checked(path)).codes
    editor.close(path)
    await editor.until(lambda: editor.told[path.as_uri()].diagnostics == [])


async def test_several_cases_in_one_folder_are_each_told_of(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "shared.gsn").write_text('module shared "Shared"\n\npublic goal G9 "Open"\n', encoding="utf-8")
    paths = [tmp_path / "one.gsn", tmp_path / "two.gsn"]
    for path in paths:
        text = f'case {path.stem} "May it?"\n    shows G1\n\nimport "shared.gsn"\n\ngoal G1 "It holds"\n'
        path.write_text(text, encoding="utf-8")
        editor.open(path)
    for path in paths:
        assert "GSN201" in (await editor.checked(path)).codes
    shared = editor.told[(tmp_path / "shared.gsn").as_uri()]
    assert [found.code for found in shared.diagnostics].count("GSN201") == 1


async def test_a_text_outside_of_a_case_is_read_alone_until_a_case_imports_it(editor: Editor, tmp_path: Path) -> None:
    path = case_in(tmp_path)
    other = tmp_path / "other.gsn"
    editor.open(other, 'module other "Another"\n\ngoal G2 "Of two"\n    goal filter::G1\n')
    alone = await editor.checked(other)
    assert "GSN025" in alone.codes
    editor.open(path, SMALL.replace("goal G1", 'import "other.gsn"\n\npublic goal G1', 1))
    await editor.checked(path)
    await editor.until(lambda: "GSN025" not in editor.told[other.as_uri()].codes)


async def test_a_profile_is_told_what_cannot_be_read_of_it(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "mine.treaty"
    text = 'treaty mine "Mine"\n    legal_force guidance\n    extents eu-ai-act\n'
    editor.open(path, text)
    told = await editor.checked(path)
    assert [found.range.start.line for found in told.diagnostics] == [2]
    path.write_text(text.replace("    extents eu-ai-act\n", "    extends eu_ai_act\n"), encoding="utf-8")
    editor.type(path, path.read_text(encoding="utf-8"))
    told = await editor.checked(path)
    assert [found.message.split("`")[1] for found in told.diagnostics] == ["eu_ai_act"]


async def test_a_client_that_asks_for_it_is_told_the_verdict(editor: Editor, tmp_path: Path) -> None:
    path = case_in(tmp_path)
    editor.verdicts.clear()
    editor.open(path)
    await editor.checked(path)
    await editor.until(lambda: bool(editor.verdicts))
    said = next(said for said in editor.verdicts if path.as_uri() in said.files)
    assert (said.case, said.verdict) == ("filter", "undetermined")
