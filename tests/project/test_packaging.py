"""What is distributed, what is pinned, and what no file of the project may hold."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import gsn

ROOT = Path(__file__).parents[2]
INSTALLED_AS = {"gsn": "gsn", "grammar": "gsn/grammar", "templates": "gsn/templates", "checkers": "gsn/checkers"}


def project_files() -> list[Path]:
    """What is committed or would be: relative to the root, nothing that is ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [Path(name) for name in sorted(set(listing.stdout.split("\0"))) if (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from the project's files alone: nothing that an earlier build left can get in."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in project_files():
        if name.parts[0] in {*INSTALLED_AS, "pyproject.toml", "README.md", "LICENSE"}:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            copyfile(ROOT / name, source / name)
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", made, source], check=True)
    (built,) = made.iterdir()
    return zipfile.ZipFile(built)


def test_the_wheel_holds_one_package_and_all_of_it(wheel: zipfile.ZipFile) -> None:
    information = f"gsn_case-{gsn.__version__}.dist-info/"
    expected = {
        f"{INSTALLED_AS[name.parts[0]]}/{name.relative_to(name.parts[0]).as_posix()}"
        for name in project_files()
        if name.parts[0] in INSTALLED_AS
    }
    assert {name for name in wheel.namelist() if not name.startswith(information)} == expected
    for needed in ("gsn/py.typed", "gsn/grammar/heads.lark", "gsn/templates/__init__.py", "gsn/checkers/__init__.py"):
        assert needed in expected


def test_the_wheel_works_away_from_the_repository(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    program = """
import importlib.resources, gsn, gsn.checkers
print(gsn.__file__, gsn.checkers.__file__, importlib.resources.files("gsn.grammar") / "heads.lark", sep="\\n")
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert run.stdout.split("\n") == [
        str(tmp_path / "gsn" / "__init__.py"),
        str(tmp_path / "gsn" / "checkers" / "__init__.py"),
        str(tmp_path / "gsn" / "grammar" / "heads.lark"),
        "",
    ]


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    information = f"gsn_case-{gsn.__version__}.dist-info"
    metadata = wheel.read(f"{information}/METADATA").decode()
    assert f"\nVersion: {gsn.__version__}\n" in metadata
    assert "\nLicense-Expression: Apache-2.0\n" in metadata
    # No entry point for checkers: those are third parties', and a built-in family cannot get lost.
    assert wheel.read(f"{information}/entry_points.txt").decode().split() == [
        "[console_scripts]",
        "gsn",
        "=",
        "gsn.cli.main:main",
        "[pygments.lexers]",
        "gsn",
        "=",
        "gsn.lexer:GsnLexer",
    ]


LOCK_LINE = re.compile(
    r"""
    [ ]*\#[^/]*                                 # a comment; no address, no path
    | [a-z0-9-]+==[0-9a-z.+]+([ ];[ ].+)?[ ]\\  # a pin
    | [ ]{4}--hash=sha256:[0-9a-f]{64}([ ]\\)?
    """,
    re.VERBOSE,
)


def test_the_lock_holds_pins_and_hashes_and_nothing_else() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if not LOCK_LINE.fullmatch(line)] == []


def test_the_lock_pins_everything_that_is_asked_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        Requirement(line)
        for lines in (
            settings["build-system"]["requires"],
            settings["project"]["dependencies"],
            *settings["project"]["optional-dependencies"].values(),
            *settings["dependency-groups"].values(),
        )
        for line in lines
    ]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins: dict[str, str] = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, re.MULTILINE))
    own = settings["project"]["name"]  # the extra `all` names the others
    missing = [
        str(wanted)
        for wanted in asked
        if wanted.name != own
        and not ((pin := pins.get(canonicalize_name(wanted.name))) and wanted.specifier.contains(pin))
    ]
    assert missing == [], "run `make lock`"


MACHINE_PATH = re.compile(r"(?<![\w.~:/-])/(?:home|opt|root|tmp|work|Users)/")


def texts() -> Iterator[tuple[Path, str]]:
    for name in project_files():
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture


def test_no_file_holds_a_path_of_the_machine_it_was_written_on() -> None:
    assert {str(name): MACHINE_PATH.findall(text) for name, text in texts() if MACHINE_PATH.search(text)} == {}


def test_code_is_indented_by_spaces() -> None:
    assert [str(name) for name, text in texts() if name.suffix in {".py", ".lark"} and "\t" in text] == []
