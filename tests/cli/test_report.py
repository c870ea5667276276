"""`gsn report`, installed: its forms and options, and what it says where it cannot write."""

import hashlib
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, DAY, Run, WriteCase
from tests.report.pages import Page

CYBER = Path(__file__).parents[2] / "cases" / "cyber-inability"


@pytest.fixture(scope="module")
def cyber(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cyber case in every form."""
    folder = tmp_path_factory.mktemp("report")
    command: list[str | Path] = [
        COMMAND,
        "report",
        CYBER,
        "-o",
        folder,
        "--format",
        "html,md,txt,json",
        "--as-of",
        "2026-11-23",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()[:-1]] == [
        "index.html",
        "document.md",
        "document.txt",
        "document.json",
    ]
    return folder


@pytest.fixture(scope="module")
def cyber_page(cyber: Path) -> str:
    return (cyber / "index.html").read_text(encoding="utf-8")


def test_the_page_is_self_contained_and_names_no_handler(cyber_page: str) -> None:
    page = Page(cyber_page)
    assert [link for link in page.links if not link.startswith("#")] == []
    assert page.handlers == []
    assert not re.search(r"url\(|@import", cyber_page)


def test_its_policy_allows_the_one_script_and_the_one_style_that_it_has(cyber_page: str) -> None:
    import base64

    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', cyber_page)
    assert policy is not None
    told = policy[1].replace("&#39;", "'")
    assert told.startswith("default-src 'none'; ")
    assert "unsafe" not in told
    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", cyber_page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in told


def test_every_link_leads_somewhere_and_every_id_is_unique(cyber_page: str) -> None:
    page = Page(cyber_page)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_an_element_is_known_by_its_identity(cyber_page: str) -> None:
    assert "risk_models::SC1" in Page(cyber_page).ids


@pytest.mark.parametrize("file", ["index.html", "document.txt", "document.json"])
def test_every_statement_of_the_case_is_in_every_form(cyber: Path, file: str) -> None:
    import gsn

    written = (cyber / file).read_text(encoding="utf-8")
    if file.endswith("json"):
        written = json.dumps(json.loads(written), ensure_ascii=False).replace('\\"', '"')
    words = re.sub(r"\s+", " ", Page(written).words if file.endswith("html") else written)
    for element in gsn.load(CYBER).elements.values():
        assert element.text is not None
        assert re.sub(r"\s+", " ", element.text.plain) in words, element.identity


def test_each_form_begins_with_the_verdict_and_what_it_does_not_mean(cyber: Path) -> None:
    document = json.loads((cyber / "document.json").read_text(encoding="utf-8"))
    verdict = document["page_one"]["verdict"]
    for file in ("index.html", "document.md", "document.txt"):
        text = (cyber / file).read_text(encoding="utf-8")
        text = Page(text).words if file.endswith("html") else text
        words = re.sub(r"\s+", " ", text.replace("\\", ""))
        assert verdict["label"] in words[:1500], file
        assert verdict["meaning"] in words[:2500], file


def test_the_page_counts_what_was_found(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    folder = write_case({"            solution E1\n        goal G3": "        goal G3"})
    run("report", folder, "-o", tmp_path / "out", "--as-of", DAY)
    page = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert "1 error, 0 warnings, 1 point open" in page.words


def test_a_case_that_cannot_be_read_is_rendered_with_its_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.gsn").write_bytes(b'case x\n    shows G1\ngoal G1 "open\n\tgaol \xff\x00 G2\n    goal G1\n')
    done = run("report", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == 0
    page = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert "rejected" in page.words
    assert "GSN012" in page.words


@pytest.mark.parametrize("setting", [{}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}])
def test_the_same_case_and_day_give_the_same_bytes_wherever_they_are_made(
    setting: dict[str, str], cyber: Path, tmp_path: Path
) -> None:
    """In another locale, time zone and folder, with another hash seed."""
    import shutil

    copy = shutil.copytree(CYBER, tmp_path / "elsewhere" / "cyber-inability")
    command: list[str | Path] = [
        COMMAND,
        "report",
        copy,
        "-o",
        tmp_path / "out",
        "--format",
        "json,txt,md,html",
        "--as-of",
        "2026-11-23",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, **setting}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for file in ("index.html", "document.md", "document.txt", "document.json"):
        assert (tmp_path / "out" / file).read_bytes() == (cyber / file).read_bytes(), file


def test_a_change_log_against_an_earlier_version(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    import shutil

    old = shutil.copytree(write_case(), tmp_path / "old")
    new = write_case({"List of patterns of May": "List of patterns of June"})
    done = run("report", new, "-o", tmp_path / "out", "--format", "md", "--since", old, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "out" / "document.md").read_text(encoding="utf-8")
    assert "## Change log\n\nSince" in told
    assert "List of patterns of June" in told.partition("## Change log")[2]
    assert "1 change: 1 changed" in told


def test_an_earlier_version_that_is_not_there_is_said(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    done = run("report", write_case(), "-o", tmp_path / "out", "--since", "no-such-revision")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_form_that_there_is_not_is_said(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    done = run("report", write_case(), "-o", tmp_path / "out", "--format", "html,docx")
    assert done.returncode == 2
    assert "`docx` is no form of a document" in done.stderr


def test_the_templates_are_listed_with_their_blocks(run: Run) -> None:
    done = run("report", "--list-templates")
    assert done.returncode == 0
    assert "html/document.html: heading, contents, page_one, why" in done.stdout
    assert "more.css" in done.stdout


def test_a_template_of_ones_own_goes_before_the_tools(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    own = tmp_path / "own" / "markdown"
    own.mkdir(parents=True)
    text = '{% extends "gsn/markdown/document.md" %}\n{% block heading %}# Ours: {{ document.title }}{% endblock %}\n'
    (own / "document.md").write_text(text, encoding="utf-8")
    done = run("report", write_case(), "-o", tmp_path / "out", "--format", "md", "--template", own.parent)
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "out" / "document.md").read_text(encoding="utf-8")
    assert told.startswith("# Ours: ")
    assert "## Evidence register" in told


def test_a_bad_template_is_said_with_its_place(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    own = tmp_path / "own" / "text"
    own.mkdir(parents=True)
    (own / "document.txt").write_text("one\n{% if %}\n", encoding="utf-8")
    done = run("report", write_case(), "-o", tmp_path / "out", "--format", "txt", "--template", own.parent)
    assert done.returncode == 2
    assert "`text/document.txt`, line 2" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_said(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("report", write_case(), "-o", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
