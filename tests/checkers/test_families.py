"""Families of rules fail closed: one that is missing, does not load or raises leaves the verdict open, and is named."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

import gsn
from gsn import checking
from gsn.checking import BUILT_IN, Judgement, rules_of

PASSING = """case c
    shows G1
goal G1 "It holds"
    goal G2 "It was tested"
        solution E1
actor a "A"
evidence E1 "Report"
    file "r.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
    by a
    dated 2026-05-01
# file: r.txt
All 400 patterns were caught.
"""
FAILING = PASSING.replace("    dated", "    expires 2026-05-31\n    dated")

GOOD = """
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.kinds import Kind

@rule("ACME101", "loud-name", Severity.WARNING, scope=Scope.ELEMENT, kinds=[Kind.GOAL])
def loud_name(element):
    "A goal's name is not ours."
    if not element.name.startswith("ACME"):
        yield Finding(f"`{element.name}` is not ours", element.place, element.identity)
"""
RAISING = """
from gsn.findings import Finding, Scope, Severity, rule

@rule("ACME201", "odd-case", Severity.WARNING, scope=Scope.CASE)
def odd_case(argument):
    "One finding, and then no more."
    yield Finding("the case is odd", argument.case.head_place())
    raise LookupError("no such shelf")

@rule("ACME202", "never-run", Severity.WARNING, scope=Scope.CASE)
def never_run(argument):
    "It is not asked any more."
    yield Finding("the case is even", argument.case.head_place())
"""


def a_rule(code: str, body: str, scope: str = "Scope.CASE") -> str:
    return (
        "from gsn.findings import Finding, Scope, Severity, rule\n"
        f'@rule("{code}", "some-rule", Severity.ERROR, scope={scope})\n'
        f"def some_rule(argument):\n    {body}\n"
    )


BROKEN = {
    "it does not import": (
        "import nowhere_at_all",
        "did not load: ModuleNotFoundError: No module named 'nowhere_at_all'",
    ),
    "it raises when imported": ("raise ValueError('shelf')", "did not load: ValueError: shelf"),
    "it ends the program when imported": ("raise SystemExit(0)", "did not load: SystemExit: 0"),
    "it has no rules": ("", "has no rules"),
    "it is no Python": ("def", "did not load: SyntaxError: invalid syntax (broken.py, line 1)"),
    "a rule raises": (a_rule("ACME1", "raise KeyError('x')"), "ACME1 raised KeyError: 'x'"),
    "a rule ends the program": (a_rule("ACME1", "raise SystemExit(0)"), "ACME1 raised SystemExit: 0"),
    "a rule recurses": (
        a_rule("ACME1", "return some_rule.check(argument)"),
        "ACME1 raised RecursionError: maximum recursion depth exceeded",
    ),
    "a rule finds what is no finding": (
        a_rule("ACME1", "yield 'x'"),
        "ACME1 raised AttributeError: 'str' object has no attribute 'place'",
    ),
    "a finding has no place": (
        a_rule("ACME1", "yield Finding('x', None)"),
        "ACME1 raised TypeError: a finding of ACME1 has no place",
    ),
    "a rule gives nothing to iterate over": (
        a_rule("ACME1", "return None"),
        "ACME1 raised TypeError: 'NoneType' object is not iterable",
    ),
    "a scope that there is not": (
        a_rule("ACME1", "yield", "'elements'"),
        "did not load: ValueError: 'elements' is not a valid Scope",
    ),
    "a code twice": (
        a_rule("ACME1", "yield") + a_rule("ACME1", "yield").replace("def some_rule", "def other_rule"),
        "has two rules with the code ACME1",
    ),
    "a code of ours": (a_rule("GSN201", "return ()"), "uses GSN201, which is a rule of gsn.checkers.support"),
}


@pytest.fixture
def with_family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Put a module of that source among the built-in families."""

    def put(source: str) -> None:
        folder = tmp_path / "families"
        folder.mkdir()
        (folder / "broken.py").write_text(source, encoding="utf-8")
        monkeypatch.syspath_prepend(folder)
        monkeypatch.setattr(checking, "BUILT_IN", (*BUILT_IN, "broken"))

    yield put
    sys.modules.pop("broken", None)


def failures(judgement: Judgement) -> dict[str, str]:
    return {family.name: family.failure for family in judgement.families if family.failure is not None}


def test_every_family_is_in_the_tuple() -> None:
    folder = Path(import_module("gsn.checkers").__path__[0])
    modules = [f"gsn.checkers.{module.name}" for module in iter_modules([str(folder)])]
    with_rules = [name for name in modules if _defines_rules(name)]
    assert sorted(with_rules) == sorted(BUILT_IN)


def _defines_rules(name: str) -> bool:
    return any(rule.check.__module__ == name for rule in rules_of(import_module(name)))


def test_each_rule_belongs_to_the_module_that_defines_it() -> None:
    for name in BUILT_IN:
        assert {rule.check.__module__ for rule in rules_of(import_module(name))} == {name}


def test_all_families_run(judged: Callable[[str], Judgement]) -> None:
    judgement = judged(PASSING)
    assert judgement.verdict == "passed"
    assert tuple(family.name for family in judgement.families) == BUILT_IN
    assert failures(judgement) == {}


@pytest.mark.parametrize("how", BROKEN)
def test_a_family_that_does_not_run_leaves_the_verdict_open(
    how: str, with_family: Callable[[str], None], judged: Callable[[str], Judgement]
) -> None:
    source, why = BROKEN[how]
    with_family(source)
    judgement = judged(PASSING)
    assert judgement.verdict == "undetermined"
    told = failures(judgement)
    assert list(told) == ["broken"]
    assert told["broken"].startswith(why)
    assert [ground.message for ground in judgement.grounds] == [f"the rules of broken did not run: it {told['broken']}"]


def test_a_family_that_is_not_there(monkeypatch: pytest.MonkeyPatch, judged: Callable[[str], Judgement]) -> None:
    monkeypatch.setattr(checking, "BUILT_IN", (*BUILT_IN, "gsn.checkers.missing"))
    judgement = judged(PASSING)
    assert judgement.verdict == "undetermined"
    assert list(failures(judgement)) == ["gsn.checkers.missing"]


def test_what_the_others_find_stays(with_family: Callable[[str], None], judged: Callable[[str], Judgement]) -> None:
    with_family(RAISING)
    judgement = judged(FAILING)
    codes = [finding.code for finding in judgement.findings if finding.severity != "info"]
    assert sorted(codes) == [
        "ACME201",
        "GSN303",
    ]  # what was found before it raised is kept, what comes after is not run
    assert failures(judgement) == {"broken": "ACME201 raised LookupError: no such shelf"}
    assert judgement.verdict == "rejected"


def test_the_walk_sees_by_itself_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, judged: Callable[[str], Judgement]
) -> None:
    """It trusts no rule: families that find nothing, because they look at nothing, change no verdict."""
    monkeypatch.setattr(checking, "BUILT_IN", ())
    assert judged(PASSING).verdict == "passed"
    for weaker in (
        PASSING.replace("        solution E1\n", ""),
        PASSING.replace("        solution E1\n", "        goal G1\n"),
        PASSING.replace("    by a\n", ""),
        PASSING.replace("400", "399"),
        PASSING.replace("    dated", "    expires 2026-05-31\n    dated"),
        PASSING.replace('"It holds"\n', '"It holds"\n    strategy S1 "By tests"\n        solution E1\n'),
    ):
        assert judged(weaker).verdict == "undetermined"


# Third parties


PACKAGE = """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "{name}"
version = "1.0"
[project.entry-points."gsn.checkers"]
{entries}
[tool.setuptools]
py-modules = [{modules}]
"""


def installed(folder: Path, name: str, modules: dict[str, str]) -> Path:
    """A distribution with a family in each module, installed where PYTHONPATH can name it."""
    source, target = folder / f"{name}-source", folder / f"{name}-installed"
    source.mkdir()
    entries = "\n".join(f'{module} = "{module}"' for module in modules)
    quoted = ", ".join(f'"{module}"' for module in modules)
    settings = PACKAGE.format(name=name, entries=entries, modules=quoted)
    (source / "pyproject.toml").write_text(settings, encoding="utf-8")
    for module, text in modules.items():
        (source / f"{module}.py").write_text(text, encoding="utf-8")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--target", str(target), str(source)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options], check=True)
    return target


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A distribution whose family runs, and one whose families do not."""
    folder = tmp_path_factory.mktemp("packages")
    taking = a_rule("GSN303", "return ()")
    return (
        installed(folder, "acme-good", {"acme_good": GOOD}),
        installed(folder, "acme-bad", {"acme_raising": RAISING, "acme_taking": taking, "acme_empty": ""}),
    )


def check(case: Path, *paths: Path) -> tuple[int, dict[str, Any]]:
    """The command as it is installed, with more distributions on its path."""
    command = [
        str(Path(sys.executable).parent / "gsn"),
        "check",
        str(case),
        "--format",
        "json",
        "--as-of",
        "2026-06-01",
    ]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths))}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return run.returncode, json.loads(run.stdout)


def test_a_strangers_family_is_found_and_run(packages: tuple[Path, Path], written: Callable[[str], Path]) -> None:
    status, said = check(written(PASSING), packages[0])
    assert (status, said["verdict"]) == (0, "passed")
    assert [finding["code"] for finding in said["findings"]].count("ACME101") == 2
    assert said["families"][-1]["name"] == "acme_good"


def test_a_strangers_family_that_does_not_run_leaves_the_verdict_open(
    packages: tuple[Path, Path], written: Callable[[str], Path]
) -> None:
    status, said = check(written(PASSING), *packages)
    assert (status, said["verdict"]) == (3, "undetermined")
    assert {family["name"]: family["failure"] for family in said["families"] if family["failure"]} == {
        "acme_raising": "ACME201 raised LookupError: no such shelf",
        "acme_taking": "uses GSN303, which is a rule of gsn.checkers.evidence",
        "acme_empty": "has no rules",
    }
    assert {"ACME101", "ACME201"} <= {finding["code"] for finding in said["findings"]}


def test_a_strangers_family_hides_nothing(packages: tuple[Path, Path], written: Callable[[str], Path]) -> None:
    """Its rule takes a code of ours and finds nothing; ours runs all the same."""
    status, said = check(written(FAILING), *packages)
    assert (status, said["verdict"]) == (1, "rejected")
    assert "GSN303" in {finding["code"] for finding in said["findings"]}


def test_a_reader_of_a_judgement_may_drop_findings_and_not_the_verdict(judged: Callable[[str], Judgement]) -> None:
    judgement = judged(FAILING)
    shown = checking.only(judgement, lambda finding: finding.code.startswith("GSN1"))
    assert shown.findings == ()
    assert (shown.verdict, shown.grounds, shown.families) == (judgement.verdict, judgement.grounds, judgement.families)
    assert gsn.check(judgement.case, judgement.as_of).findings == judgement.findings
