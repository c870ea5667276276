"""Judgements to put into words: small ones by a family that never changes, and those of all cases of the project."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn import checking
from gsn.checking import Judgement
from gsn.findings import Ground
from gsn.output.forms import emit
from gsn.output.repository import RepositoryPaths
from gsn.output.setting import Setting

ROOT = Path(__file__).parents[2]
FAMILIES = Path(__file__).parent / "families"
DAY = date(2026, 6, 1)
REPORT = "All 400 patterns were caught.\n"
DIGEST = hashlib.sha256(REPORT.encode()).hexdigest()

GOOD = f"""\
case filter "The filter of the service"
    shows G1
    valid until 2026-12-31

goal G1 "The filter catches each listed pattern"
    strategy S1 "Argument over the list"
        goal G2 "The filter catches the first half"
            solution E1

evidence E1 "Test report"
    type test_results
    file "tests.txt" sha256 "{DIGEST}"
    by laboratory
    dated 2026-05-01
    expires 2026-11-01

actor laboratory "Example Laboratory"
"""
"""Passes."""

OPEN = GOOD.replace("            solution E1", "            undeveloped")
"""Undetermined, with nothing found."""

FLAWED = f"""\
case filter "The filter of the service"
    shows G1
    valid until 2026-12-31

goal G1 "The filter — «0.1 %» \U0001d4aa — should catch each listed pattern"
    strategy S1 "Argument over the two halves of the list"
        goal g2 "The filter catches the first half"
            solution E1
        goal G3 "The filter catches the second half"

evidence E1 "Test report"
    type test_results
    file "tests.txt" sha256 "{DIGEST}"
    by laboratory
    dated 2026-05-01
    expires 2026-05-31

actor laboratory "Example Laboratory"

waive GSN303 on E1 "The report: renewed in July, 100 % sure" by laboratory until 2026-12-31
"""
"""Rejected: an error, a warning that a machine can mend, a prompt, and an error that is waived."""

WAIVED = FLAWED.replace('        goal G3 "The filter catches the second half"\n', "")
"""Undetermined by a waiver alone."""

Judge = Callable[..., Judgement]


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Judge a text by families of this folder, with the folder that holds it as the working directory."""
    monkeypatch.syspath_prepend(FAMILIES)
    monkeypatch.chdir(tmp_path)

    def judge_text(text: str, *families: str) -> Judgement:
        monkeypatch.setattr(checking, "BUILT_IN", families or ("golden_rules",))
        folder = Path("cases") / "filter"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tests.txt").write_text(REPORT, encoding="utf-8")
        (folder / "case.gsn").write_bytes(text.encode())
        return gsn.check(gsn.load(folder), DAY)

    return judge_text


def settled(judgement: Judgement) -> Judgement:
    """The judgement with grounds that do not change when the walk's words do."""
    told = (Ground("a step is open", "filter::G2", judgement.case.head_place()),)
    return replace(judgement, grounds=told if judgement.grounds else ())


def put(form: str, judgement: Judgement, *, prompts: bool = False) -> str:
    """The judgement in a form, as the command would put it."""
    return emit(form, judgement, Setting(RepositoryPaths(Path.cwd()), prompts))


def all_cases() -> list[Path]:
    """Every case of the project."""
    return sorted(
        path.parent for top in ("cases", "docs") for path in (ROOT / top).rglob("case.gsn") if ".venv" not in path.parts
    )


@pytest.fixture(scope="session")
def judged_cases() -> dict[str, Judgement]:
    """Every case of the project, judged by the families of the tool."""
    return {str(path.relative_to(ROOT)): gsn.check(gsn.load(path), DAY) for path in all_cases()}
