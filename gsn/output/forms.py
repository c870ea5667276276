"""The forms that a judgement can be put in: each is a module, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from gsn.checking import Judgement
from gsn.output.setting import Setting

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "text": "gsn.output.text",
        "concise": "gsn.output.concise",
        "json": "gsn.output.data",
        "sarif": "gsn.output.sarif",
        "github": "gsn.output.github",
        "gitlab": "gsn.output.gitlab",
        "junit": "gsn.output.junit",
        "rdjson": "gsn.output.reviewdog",
    }
)
"""Where each form is. Its function is named ``emit``, is given a judgement and a setting, and gives the whole text."""


def emit(form: str, judgement: Judgement, setting: Setting) -> str:
    """A judgement in one of the forms, with a line feed at its end.

    Raises:
        KeyError: There is no such form.
    """
    text: str = import_module(FORMS[form]).emit(judgement, setting)
    return text
