"""Who may import whom, and what a quick command leaves unloaded.

Each folder's imports are read from its source and held against one table. What the table does not allow is
forbidden, so that nothing but the drafting screen can come to import textual, nor a checker an output.
"""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "cases" / "cyber-inability"
HELD_AGAINST_NONE = ROOT / "cases" / "nuclear-cdf"


class May(NamedTuple):
    """What a module may import beside the standard library, its own folder and `gsn.__version__`."""

    at_once: tuple[str, ...] = ()
    later: tuple[str, ...] = ()  # inside a function, or for type checkers only
    never: tuple[str, ...] = ()  # although it lies within what is allowed


# What shows results to somebody; what finds them knows nothing of it.
OUTPUTS = ("gsn.cli", "gsn.output", "gsn.report")

# What the kernel reads, which is trusted beside it: no quantile, no solver, no diagram of the search's.
KERNEL_READS = ("gsn.model", "gsn.risk.certificate", "gsn.risk.problem", "gsn.risk.term", "gsn.risk.units")

CONTRACTS = {
    "gsn": May(later=("gsn",)),
    "gsn.argument_outline": May(("gsn.argument", "gsn.model")),
    "gsn.element_state": May(("gsn.argument", "gsn.checking", "gsn.findings", "gsn.model", "gsn.verdict")),
    "gsn.argument": May(
        ("gsn.evidence", "gsn.model"),
        later=("gsn.compliance", "gsn.doubt", "gsn.findings", "gsn.review", "gsn.risk", "gsn.treaty", "networkx"),
    ),
    "gsn.checkers": May(("gsn",), never=OUTPUTS),
    "gsn.checking": May(
        ("gsn.argument", "gsn.evidence", "gsn.findings", "gsn.model", "gsn.verdict"),
        later=("gsn.compliance", "gsn.treaty"),
    ),
    "gsn.cli": May(("click", "gsn"), later=("gsn", "rich")),
    "gsn.cli.commands": May(("click", "gsn.cli.lazy"), later=("gsn",)),  # imports a command when it is called
    "gsn.cli.main": May(later=("click", "gsn")),
    "gsn.compliance": May(
        (
            "gsn.argument",
            "gsn.doubt",
            "gsn.evidence",
            "gsn.feet",
            "gsn.findings",
            "gsn.model",
            "gsn.risk",
            "gsn.support",
            "gsn.treaty",
        )
    ),
    "gsn.diff": May(("gsn",), never=("gsn.cli",)),
    "gsn.doubt": May(("gsn.argument", "gsn.evidence", "gsn.findings", "gsn.model", "gsn.support")),
    "gsn.drafting": May(("gsn",), later=("lark", "pydantic"), never=("gsn.cli", "gsn.report")),  # knows no screen
    "gsn.evidence": May(("gsn.model",), later=("cryptography",)),
    "gsn.evidence.logs": May(("gsn.evidence", "gsn.model", "backports", "ijson"), later=("compression",)),
    "gsn.feet": May(("gsn.argument", "gsn.evidence", "gsn.model", "gsn.support")),
    "gsn.findings": May(("gsn.model",)),
    "gsn.gate": May(("gsn", "pydantic", "pydantic_core"), never=("gsn.cli",)),
    "gsn.grammar": May(),
    "gsn.lapse": May(("gsn.argument", "gsn.evidence", "gsn.feet", "gsn.model", "gsn.support")),
    "gsn.language": May(
        ("gsn.model", "gsn.placing", "lark", "pydantic"),  # pydantic: its errors are findings
        later=("gsn.openpsa",),
    ),
    "gsn.lexer": May(("gsn.drafting", "pygments")),  # for documents in which a case is quoted; imported by Pygments
    "gsn.lsp": May(("gsn.drafting", "gsn.findings", "gsn.language", "gsn.model", "gsn.treaty", "lsprotocol", "pygls")),
    "gsn.model": May(("pydantic", "pydantic_core")),  # the core has the errors that a validator raises
    "gsn.openpsa": May(("gsn.model", "gsn.risk")),
    "gsn.output": May(
        (
            "gsn.argument",
            "gsn.checking",
            "gsn.compliance",
            "gsn.doubt",
            "gsn.feet",
            "gsn.findings",
            "gsn.lapse",
            "gsn.model",
            "gsn.placing",
            "gsn.risk",
            "gsn.treaty",
            "gsn.verdict",
        )
    ),
    "gsn.placing": May(),
    "gsn.report": May(("gsn", "jinja2", "markupsafe"), never=("gsn.cli",)),
    "gsn.report.rendering": May(("gsn", "jinja2", "markupsafe"), later=("typst",), never=("gsn.cli",)),
    "gsn.report.model": May(("gsn.output",)),  # plain records
    "gsn.report.content": May(("gsn",), later=("markdown_it",), never=("gsn.cli", "gsn.report.rendering")),
    "gsn.report.drawing": May(later=("graphviz", "pygraphviz", "typst")),  # knows nothing of cases
    "gsn.risk": May(("gsn.model",), later=("highspy", "numpy", "oxidd")),  # pure functions
    "gsn.risk.extraction": May(("gsn.argument", "gsn.doubt", "gsn.model", "gsn.risk", "gsn.support")),
    "gsn.risk.kernel": May(KERNEL_READS),  # shares nothing with the search
    "gsn.risk.measurements": May(("gsn.argument", "gsn.evidence", "gsn.model", "gsn.risk")),
    "gsn.risk.proving": May(("gsn.argument", "gsn.doubt", "gsn.model", "gsn.risk")),
    "gsn.risk.simulation": May(("gsn.model", "gsn.risk", "numpy")),  # imported when something is simulated
    "gsn.review": May(("gsn", "pydantic"), never=("gsn.cli", "gsn.report")),  # pydantic: what statements say is
    "gsn.revisions": May(),
    "gsn.same_finding": May(("gsn.findings", "gsn.model")),
    "gsn.statement_form": May(("gsn.language", "gsn.model")),
    "gsn.submission": May(("gsn",), later=("cryptography",), never=("gsn.cli",)),
    "gsn.support": May(("gsn.argument", "gsn.evidence", "gsn.findings", "gsn.model")),
    "gsn.templates": May(),
    "gsn.treaty": May(("gsn.language", "gsn.model", "lark", "pydantic")),
    "gsn.tui": May(("gsn", "rich", "textual"), never=("gsn.cli",)),  # the only one that knows textual
    "gsn.unjudged": May(("gsn.argument", "gsn.doubt", "gsn.findings", "gsn.model", "gsn.risk"), later=("gsn.review",)),
    "gsn.verdict": May(
        ("gsn.argument", "gsn.doubt", "gsn.evidence", "gsn.findings", "gsn.model", "gsn.support", "gsn.unjudged"),
        later=("gsn.compliance",),
    ),
}


class Module(NamedTuple):
    name: str
    path: Path

    @property
    def package(self) -> str:
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]


class Import(NamedTuple):
    target: str  # with the imported name: `from gsn import output` has the target `gsn.output`
    line: int
    later: bool


def shipped() -> list[Module]:
    """All modules of the distribution, by the names under which they are installed."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = {"gsn": "gsn"} | settings["tool"]["setuptools"]["package-dir"]
    return [
        Module(".".join((package, *path.relative_to(top).with_suffix("").parts)).removesuffix(".__init__"), path)
        for package, top in ((package, ROOT / folder) for package, folder in folders.items())
        for path in sorted(top.rglob("*.py"))
    ]


def imports(tree: ast.AST, package: str, *, later: bool = False) -> Iterator[Import]:
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Import(names=names):
                yield from (Import(alias.name, node.lineno, later) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package.rsplit(".", level - 1)[0] if level else ""
                start = ".".join(filter(None, (above, module)))
                yield from (Import(f"{start}.{alias.name}", node.lineno, later) for alias in names)
            case ast.Call(
                func=ast.Name(id="import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield Import(name, node.lineno, later)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                yield from imports(node, package, later=True)
            case ast.If(test=ast.Name(id="TYPE_CHECKING"), body=body, orelse=otherwise):
                yield from imports(ast.Module(body, []), package, later=True)
                yield from imports(ast.Module(otherwise, []), package, later=later)
            case _:
                yield from imports(node, package, later=later)


def within(name: str, folders: tuple[str, ...]) -> bool:
    return any(name == folder or name.startswith(f"{folder}.") for folder in folders)


def contract_of(name: str) -> str | None:
    """The row that a module falls under; the row `gsn` is for `gsn/__init__.py` alone."""
    rows = [row for row in CONTRACTS if name == row or (row != "gsn" and within(name, (row,)))]
    return max(rows, key=len, default=None)


def violations(module: Module, source: str) -> Iterator[str]:
    row = contract_of(module.name)
    if row is None:
        yield f"{module.name} falls under no row of the table"
        return
    may = CONTRACTS[row]
    own = () if row == "gsn" else (row,)
    for found in imports(ast.parse(source), module.package):
        allowed = (*own, "gsn.__version__", *may.at_once, *(may.later if found.later else ()))
        if found.target.partition(".")[0] in sys.stdlib_module_names:
            continue
        if not within(found.target, allowed) or within(found.target, may.never):
            when = "inside a function" if found.later else "at once"
            yield f"{module.path.name}:{found.line}: {module.name} may not import {found.target} {when}"


def test_a_module_imports_only_what_its_folder_may() -> None:
    assert [
        found for module in shipped() for found in violations(module, module.path.read_text(encoding="utf-8"))
    ] == []


def test_each_row_of_the_table_is_about_something() -> None:
    assert {contract_of(module.name) for module in shipped()} == set(CONTRACTS)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("gsn.model.case", "import lark"),
        ("gsn.model.case", "from gsn.language import read"),
        ("gsn.model.case", "from ..language import read"),
        ("gsn.model.case", "if TYPE_CHECKING:\n    from gsn.argument import Argument"),
        ("gsn.language.outline", "from gsn import checking"),
        ("gsn.argument", "import networkx as nx"),
        ("gsn.argument", "if True:\n    from networkx import DiGraph"),
        ("gsn.findings", "import gsn"),
        ("gsn.checkers.support", "from gsn.output import sarif"),
        ("gsn.checkers.support", "def rule():\n    from gsn import report"),
        ("gsn.checkers.support", "import rich"),
        ("gsn.checkers.support", "import checkers.structure"),
        ("gsn.output.sarif", "from gsn.report import page"),
        ("gsn.output.sarif", "import importlib\nimportlib.import_module('gsn.cli')"),
        ("gsn.cli.main", "import gsn.checking"),
        ("gsn.cli.main", "def draft():\n    import textual"),
        ("gsn", "from gsn.model import Case"),
        ("gsn.elsewhere", "import json"),
    ],
)
def test_a_forbidden_import_is_found(name: str, source: str) -> None:
    assert len(list(violations(Module(name, Path("somewhere.py")), source))) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("gsn.model.case", "from pydantic import BaseModel\nfrom . import clauses\nfrom gsn.model.place import Place"),
        ("gsn.argument", "def graph():\n    import networkx"),
        ("gsn.argument", "if TYPE_CHECKING:\n    import networkx"),
        ("gsn.checkers.support", "from gsn.findings import Finding\nfrom .structure import roots"),
        ("gsn.output.sarif", "from gsn import __version__"),
        ("gsn.cli.check", "import click\ndef check():\n    from gsn import checking\n    import rich.console"),
        ("gsn", "def load():\n    from gsn.language import read"),
    ],
)
def test_an_allowed_import_passes(name: str, source: str) -> None:
    assert not list(violations(Module(name, Path("somewhere.py")), source))


RUN_THE_COMMAND = """
from gsn.cli.main import main
try:
    main()
except SystemExit as end:
    assert end.code in (None, 0, 1, 3), f"ended with {end.code}"
"""

SAY_WHAT_IS_LOADED = """
import sys
with open({to!r}, "w") as out:
    out.write(" ".join(sys.modules))
"""


def loaded_by(code: str, arguments: list[str], folder: Path) -> set[str]:
    listing = folder / "modules"
    program = code + SAY_WHAT_IS_LOADED.format(to=str(listing))
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return {part for name in listing.read_text().split() for part in (name, name.partition(".")[0])}


HEAVY = {"graphviz", "jinja2", "lark", "networkx", "pydantic", "pygraphviz", "textual"}


@pytest.mark.parametrize(
    ("code", "arguments", "needed", "spared"),
    [
        pytest.param("import gsn", [], {"gsn"}, HEAVY | {"click", "rich"}, id="import gsn"),
        pytest.param(RUN_THE_COMMAND, ["--version"], {"gsn"}, HEAVY | {"click", "rich"}, id="gsn --version"),
        pytest.param(
            RUN_THE_COMMAND,
            ["check", str(EXAMPLE)],
            {"lark", "pydantic"},
            HEAVY - {"lark", "pydantic"},
            id="gsn check",
        ),
        pytest.param(
            RUN_THE_COMMAND,
            ["check", str(HELD_AGAINST_NONE)],
            {"lark", "pydantic"},
            {"gsn.treaty.held", "gsn.treaty.library", "gsn.treaty.reading", "gsn.compliance.holding"},
            id="gsn check, without a profile",
        ),
    ],
)
def test_what_is_not_needed_stays_unloaded(
    code: str, arguments: list[str], needed: set[str], spared: set[str], tmp_path: Path
) -> None:
    loaded = loaded_by(code, arguments, tmp_path)
    assert needed <= loaded
    assert not spared & loaded
