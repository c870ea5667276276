"""A form costs nothing where it is not asked for."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from gsn.output.forms import FORMS

ROOT = Path(__file__).parents[2]

LOADED = """
import sys
from gsn.cli.main import main
sys.argv = ["gsn", "check", {case!r}, "--format", {form!r}]
try:
    main()
except SystemExit:
    pass
print(*sorted(name for name in sys.modules if name.startswith("gsn.output.")), file=sys.stderr)
"""


def test_each_form_is_a_module_that_emits() -> None:
    assert [name for name, module in FORMS.items() if not callable(import_module(module).emit)] == []


@pytest.mark.parametrize("form", FORMS)
def test_only_the_form_that_is_asked_for_is_imported(form: str) -> None:
    program = LOADED.format(case=str(ROOT / "docs" / "example"), form=form)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    others = {module for name, module in FORMS.items() if name in {"sarif", "github", "gitlab", "junit", "rdjson"}}
    assert FORMS[form] in loaded
    assert not loaded & (others - {FORMS[form]})
