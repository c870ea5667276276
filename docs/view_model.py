"""Write view-model.md from the records of the view model: `python docs/view_model.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from inspect import cleandoc
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

from gsn.report.model import argument, document, evidence, front, review, risk, treaty, values

PAGE = Path(__file__).with_name("view-model.md")

_FILES = (document, front, values, treaty, risk, argument, evidence, review)

_HEAD = """\
# The view model

A document is built once, from the judged case, and every form of it shows that one record: the HTML page, the PDF, the
Markdown, the plain text, and a user's own templates. `gsn report CASE --format json` writes the record itself.

- Its version is `format_version`, now {version}. It rises when a field changes its meaning or goes away; new fields may
  come at any time.
- It holds strings, whole numbers, truth values, `null`, and lists and records of these. A number of the case is two
  strings: `exact` is a fraction, `shown` a few digits of it, rounded to the safe side. Days are `2026-12-31`.
- Text is text, never mark-up. A text in runs (*line*) is a list of parts; a part with a `target` leads to what has that
  `id` in the document. An element's `id` is `module::name`, so that `#module::G3` leads to it in every form.
- Where something was not looked at, a field `not_looked_at` says so; it is empty where it was.
- Pictures are named (`diagram-1`, `picture-2`, `timeline`) and drawn for those forms that show them: see
  [templates.md](templates.md).
- Nothing in it depends on the machine, the place of the case's folder, the language, the time zone or the hour.

This page is written from the records in `gsn/report/model/` by `python docs/view_model.py`.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD.format(version=document.FORMAT_VERSION), *(_section(module) for module in _FILES)])


def _section(module: ModuleType) -> str:
    doc = cleandoc(module.__doc__ or "").splitlines()[0].rstrip(".")
    records = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and is_dataclass(each) and each.__module__ == module.__name__
    ]
    records.sort(
        key=lambda record: record.__name__ not in {"Document", "PageOne", "Obligations", "Numbers", "Evidence"}
    )
    return "\n".join([f"## {doc}\n", *(_record(each) for each in records)])


def _record(record: type) -> str:
    doc = cleandoc(record.__doc__ or "")
    summary, _, rest = doc.partition("\n\nAttributes:\n")
    said = dict(_attributes(rest))
    hints = get_type_hints(record)
    rows = [f"| `{field.name}` | {_type(hints[field.name])} | {said[field.name]} |" for field in fields(record)]
    told = " ".join(summary.split())
    return "\n".join(
        [f"### {record.__name__}\n", f"{told}\n", "| field | type | what it is |", "| --- | --- | --- |", *rows, ""]
    )


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """Each field with its words; a line that stands deeper goes on with the one above."""
    joined = re.sub(r"\n {8,}", " ", text)
    for line in joined.splitlines():
        name, _, words = line.strip().partition(": ")
        if words:
            yield name, words.replace("|", "\\|")


_NAMES = {"str": "string", "int": "whole number", "bool": "truth value", "NoneType": "null"}


def _type(hint: object) -> str:
    written = str(hint) if not isinstance(hint, type) or "[" in str(hint) else hint.__name__
    written = re.sub(r"gsn\.report\.model\.\w+\.", "", written)
    written = written.replace("tuple[Part, ...]", "line").replace(" | None", " or null")
    while "tuple[" in written:
        written = re.sub(r"tuple\[([^\[\]]*), \.\.\.\]", r"list of \1", written)
    return re.sub(r"\b(str|int|bool)\b", lambda name: _NAMES[name[0]], written)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
