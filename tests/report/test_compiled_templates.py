"""Compiled templates are kept from one start to the next, and never taken for what they are not."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from gsn.report.rendering import compiled
from gsn.report.rendering.compiled import Compiled


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "cache_from_source", lambda _: str(tmp_path / "compiled.pyc"))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return tmp_path


def rendered(text: str) -> str:
    """A template's text from an environment of its own, as another start would have it."""
    environment = Environment(loader=DictLoader({"page": text}), autoescape=True, bytecode_cache=Compiled())
    return environment.get_template("page").render(x="<")


def test_a_template_is_compiled_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered("{{ x }}") == "&lt;"
    assert len(list(kept.iterdir())) == 1
    monkeypatch.setattr(Environment, "_compile", None)
    assert rendered("{{ x }}") == "&lt;"


def test_another_text_is_another_template(kept: Path) -> None:
    assert rendered("one {{ x }}") == "one &lt;"
    assert rendered("two {{ x }}") == "two &lt;"
    assert len(list(kept.iterdir())) == 1


def test_what_other_code_compiled_is_not_taken(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered("{{ x }}") == "&lt;"
    before = next(kept.iterdir()).read_bytes()
    monkeypatch.setattr(compiled, "_state_of_the_code", lambda: "otherwise")
    assert rendered("{{ x }}") == "&lt;"
    assert next(kept.iterdir()).read_bytes() != before


@pytest.mark.parametrize("broken", [b"", b"nothing", None])
def test_a_broken_file_is_compiled_anew(kept: Path, broken: bytes | None) -> None:
    assert rendered("{{ x }}") == "&lt;"
    file = next(kept.iterdir())
    file.write_bytes(file.read_bytes()[:-20] if broken is None else broken)
    assert rendered("{{ x }}") == "&lt;"


def test_where_nothing_may_be_written_nothing_is(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert rendered("{{ x }}") == "&lt;"
    assert list(kept.iterdir()) == []
