"""Safety cases as texts that a machine can check.

Three calls are the whole of it; the command line, the documents and the editors are built on them:

    case = gsn.load("cases/cyber-inability")     # text to a case; problems are kept in it, nothing is raised
    judgement = gsn.check(case)                  # the families of rules, their findings, the verdict
    gsn.render(judgement, "build/report")        # one self-contained page that a reviewer can read

Nothing is imported before it is used, so that ``gsn --version`` costs no more than starting Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gsn.checking import Judgement
    from gsn.model.case import Case

__version__ = "0.1.0"
__all__ = ["__version__", "check", "load", "render"]


def load(path: str | Path) -> Case:
    """Read a case from its file or its folder, with all that it imports. Never raises for bad input."""
    from gsn.language.loading import load_case

    return load_case(path)


def check(case: Case, as_of: date | None = None) -> Judgement:
    """Run every family of rules over the case and give the findings and the verdict.

    Args:
        case: What :func:`load` gave.
        as_of: The day on which everything dated is judged; today in UTC when not given.
    """
    from gsn.checking import judge

    return judge(case, as_of)


def render(judgement: Judgement, folder: str | Path) -> Path:
    """Write the case's document into a folder and give the page's path."""
    from gsn.report.document import write_document

    return write_document(judgement, folder)
