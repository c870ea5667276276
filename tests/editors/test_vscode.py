"""The package of the VS Code extension: whole, readable, and the same whenever it is packed."""

import json
import re
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path
from shutil import which
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import gsn
from tests.drafting.drafted import SMALL

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors" / "vscode"
MADE = runpy.run_path(str(EXTENSION / "package.py"))


def packed(folder: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(MADE["pack"](folder))


def manifest() -> Any:
    return json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))


def test_it_is_packed_to_the_same_bytes_each_time(tmp_path: Path) -> None:
    one, other = (MADE["pack"](tmp_path / name).read_bytes() for name in ("one", "other"))
    assert one == other


def test_it_holds_every_file_of_its_folder_and_each_file_that_they_name(tmp_path: Path) -> None:
    with packed(tmp_path) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
    here = {path.relative_to(EXTENSION).as_posix() for path in EXTENSION.rglob("*") if path.is_file()}
    ours = {name for name in here if not name.endswith((".py", ".pyc"))}
    assert names == {
        "[Content_Types].xml",
        "extension.vsixmanifest",
        "extension/LICENSE.txt",
        *(f"extension/{name}" for name in ours),
    }
    said = manifest()
    named = [said["main"], *(one["path"] for one in said["contributes"]["grammars"])]
    named += [one["configuration"] for one in said["contributes"]["languages"]]
    for script in EXTENSION.glob("*.js"):
        named += [f"{name}.js" for name in re.findall(r'require\("(\./[^"]+)"\)', script.read_text(encoding="utf-8"))]
    assert {f"extension/{name.removeprefix('./')}" for name in named} <= names


def test_its_manifests_agree(tmp_path: Path) -> None:
    with packed(tmp_path) as archive:
        xml = ET.fromstring(archive.read("extension.vsixmanifest"))  # noqa: S314 - it is our own
        types = ET.fromstring(archive.read("[Content_Types].xml"))  # noqa: S314
        names = archive.namelist()
    space = {"vsx": "http://schemas.microsoft.com/developer/vsx-schema/2011"}
    identity = xml.find("vsx:Metadata/vsx:Identity", space)
    assert identity is not None
    said = manifest()
    assert [identity.get(name) for name in ("Id", "Version", "Publisher")] == [
        said["name"],
        said["version"],
        said["publisher"],
    ]
    assert all(asset.get("Path") in names for asset in xml.iterfind("vsx:Assets/vsx:Asset", space))
    endings = {str(one.get("Extension")) for one in types}
    assert {Path(name).suffix for name in names} - {".xml"} <= endings


def test_its_version_is_that_of_gsn() -> None:
    assert manifest()["version"] == gsn.__version__


def test_nothing_but_its_own_files_and_what_comes_with_vs_code_is_run() -> None:
    wanted = {
        name
        for script in EXTENSION.glob("*.js")
        for name in re.findall(r'require\("([^"]+)"\)', script.read_text("utf-8"))
    }
    assert {name for name in wanted if not name.startswith("./")} == {"vscode", "node:child_process"}
    assert "dependencies" not in manifest()


@pytest.mark.skipif(which("node") is None, reason="runs the extension's JavaScript")
def test_the_extension_speaks_to_the_server(tmp_path: Path) -> None:
    """On a stand-in for VS Code, with the real server."""
    (tmp_path / "case.gsn").write_text(SMALL, encoding="utf-8")
    (tmp_path / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    driver, command = Path(__file__).with_name("drive_extension.js"), Path(sys.executable).with_name("gsn")
    arguments = [driver, EXTENSION / "extension.js", command, tmp_path / "case.gsn"]
    done = subprocess.run(["node", *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "diagnostics": ["GSN207", "GSN601", "GSN352", *["GSN611"] * 4],
        "status": "filter: rejected, held against no treaty",
        "errors": [],
        "hover": "**goal G2** Direct requests are refused",
        "offered": ["E1"],
        "symbols": ["filter", "G1", "E1", "institute"],
        "renamed": 2,
        "created": ["g2.gsn"],
        "colours": 0,
        "below": ["E1", "D1"],
        "links": ["evidence.txt"],
    }
