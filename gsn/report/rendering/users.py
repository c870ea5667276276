"""A user's own templates: a folder whose files go before the tool's, run in a sandbox.

They see the view model and its pictures, and nothing else. They read no file outside their folder, call no code but
filters that only shape text, and what they may take is limited: a template from somebody else is a text from somebody
else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sized
from pathlib import Path
from typing import Any

from jinja2 import FunctionLoader, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gsn.report.rendering.environment import built_in, built_in_templates, environment

LARGEST = 1 << 20
"""Bytes of one template."""

MOST_STEPS = 20_000_000
"""Turns of loops and calls that a document may take; one of ten thousand elements takes some hundred thousand."""

LONGEST = 1 << 28
"""Characters of a document."""

STYLE = "more.css"
"""Rules of style that come after the tool's own."""

OWN = "gsn/"
"""What begins so is the tool's template, whatever the folder holds: `{% extends "gsn/html/document.html" %}`."""

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")

_FILTERS = frozenset(
    [
        *(
            "abs",
            "batch",
            "capitalize",
            "count",
            "d",
            "default",
            "dictsort",
            "e",
            "escape",
            "first",
            "float",
            "groupby",
            "int",
        ),
        *("items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace"),
        *("reverse", "round", "select", "selectattr", "slice", "sort", "string", "sum", "title", "trim", "truncate"),
        *("unique", "upper", "wordcount", "code", "join_runs", "mermaid", "quoted", "target", "wrapped"),
    ]
)
"""Filters that only shape what they are given. `safe` is none: what a case says stays text."""


_TURNS = "counted turns"
"""A filter that no template can name."""


class BadTemplate(Exception):
    """A user's template cannot be used; the message says which, and why."""


class _Counting(CodeGenerator):
    """Compiles a template so that each turn of its loops is counted."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - jinja's name
        for loop in node.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _TURNS, [], [], None, None, lineno=loop.lineno)
        super().visit_Template(node, frame)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a limit to what a template may take."""

    code_generator_class = _Counting
    intercepted_binops = frozenset(["*", "**", "%", "+"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters = {name: made for name, made in self.filters.items() if name in _FILTERS}
        self.filters[_TURNS] = self._turns
        self.globals = {"range": self.globals["range"]}
        self._steps = 0

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise SecurityError(f"the template takes more than {MOST_STEPS:,} steps")

    def _turns(self, what: Iterable[Any]) -> Iterator[Any]:
        for each in what:
            self._step()
            yield each

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        self._step()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Sums of numbers, and texts and lists of a bounded length; no format, no power."""
        if operator in {"**", "%"}:
            raise SecurityError(f"a template may not use `{operator}`")
        if _size(left, right, operator) > LARGEST:
            raise SecurityError("a template may not make texts or lists without end")
        return super().call_binop(context, operator, left, right)


def _size(left: Any, right: Any, operator: str) -> int:
    """How long what an operator makes of two values would be; nothing for numbers."""
    lengths = [len(value) for value in (left, right) if isinstance(value, Sized)]
    counts = [value for value in (left, right) if isinstance(value, int)]
    return sum(lengths) * (max(counts, default=1) if operator == "*" else 1)


class UserTemplates:
    """A folder of templates: each goes before the tool's of the same name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise BadTemplate(f"`{folder}` is no folder of templates")
        self._root = folder.resolve()

    def load(self, name: str) -> str | None:
        """The text of a template: the user's, else the tool's; nothing where there is neither."""
        if name.startswith(OWN):
            return built_in(name.removeprefix(OWN))
        written = self._read(name)
        return written if written is not None else built_in(name) if _NAME.fullmatch(name) else None

    def _read(self, name: str) -> str | None:
        """One file of the folder, whatever links it is behind; nothing where it is not there."""
        if not _NAME.fullmatch(name):
            raise BadTemplate(f"`{name}` is no name of a template")
        path = (self._root / name).resolve()
        if not path.is_relative_to(self._root):
            raise BadTemplate(f"`{name}` leads out of the folder of templates")
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise BadTemplate(f"`{name}` is larger than a megabyte")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise BadTemplate(f"`{name}` is not in UTF-8") from None

    @property
    def loader(self) -> FunctionLoader:
        return FunctionLoader(self.load)

    @property
    def style(self) -> str:
        """More rules of style; nothing in them can end the element that they stand in."""
        written = self._read(STYLE) or ""
        if "<" in written:
            raise BadTemplate(f"`{STYLE}` holds a `<`, which no rule of style needs")
        return written


def why(error: Exception) -> str:
    """What is wrong with a template, with its place."""
    told = str(error).strip().splitlines()
    message = told[0] if told else type(error).__name__
    if isinstance(error, TemplateSyntaxError):
        return f"`{error.name}`, line {error.lineno}: {error.message or message}"
    return f"a template of yours cannot be rendered: {message}"


def blocks_of_templates() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every template of the tool's with the blocks that another can put its own in the place of."""
    for form in ("html", "markdown", "text"):
        for name in built_in_templates(form):
            parsed = environment(form).parse(built_in(name) or "")
            yield name, tuple(block.name for block in parsed.find_all(nodes.Block))
