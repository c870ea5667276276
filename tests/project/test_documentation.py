"""What the documentation says is what the program does."""

import re
import runpy
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.checking import built_in_rules

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("gsn")
PAGES = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(name: str) -> None:
    """`python docs/generate.py` writes them."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name]()


def test_the_case_in_the_readme_is_the_example() -> None:
    (case,) = blocks((ROOT / "README.md").read_text(encoding="utf-8"), "gsn")
    assert case == (ROOT / "docs" / "example" / "case.gsn").read_text(encoding="utf-8")


def test_the_example_has_the_error_and_the_open_doubts_that_the_readme_speaks_of() -> None:
    judgement = gsn.check(gsn.load(ROOT / "docs" / "example"), date(2026, 11, 23))
    assert [finding.code for finding in judgement.findings if finding.severity == "error"] == ["GSN201"]
    assert {finding.code for finding in judgement.findings if finding.severity == "warning"} == {"GSN601", "GSN611"}


def test_the_console_of_the_readme_is_what_the_command_prints() -> None:
    (console,) = blocks((ROOT / "README.md").read_text(encoding="utf-8"), "console")
    command, *shown = console.splitlines()
    arguments = command.removeprefix("$ gsn ").split()
    done = subprocess.run(
        [COMMAND, *arguments, "--as-of", "2026-11-23"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    printed = done.stdout.splitlines()
    cut = shown.index("…")
    assert printed[:cut] == shown[:cut]
    assert printed[-1] == shown[-1]


def test_links_of_the_readme_lead_to_files() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "decisions.md"):
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_page_of_rules_has_every_rule() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    told = re.findall(r"^### (GSN\d+) ", page, re.MULTILINE)
    assert sorted(told) == sorted(rule.code for rule in built_in_rules())
