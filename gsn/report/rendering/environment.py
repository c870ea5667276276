"""The world of the templates that come with the tool: what is escaped how, and where templates are found."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined, pass_context
from markupsafe import Markup

from gsn.report.rendering.compiled import Compiled
from gsn.report.rendering.escaping import as_markdown, as_text, code, quoted_in_html, quoted_in_markdown
from gsn.report.rendering.wrapping import joined, wrapped

if TYPE_CHECKING:
    from jinja2.runtime import Context

Finalize = Callable[[Any], Any]

_FINALIZE: dict[str, Finalize] = {"markdown": as_markdown, "text": as_text}
"""How a value is written into a form that is not HTML. In HTML, jinja escapes it."""


@pass_context
def mermaid(context: Context, diagram: Any) -> Markup:
    """A diagram of the document in Mermaid's language."""
    return Markup(context["picture"](diagram.id))  # noqa: S704 - what draws it escapes all text


_FILTERS: dict[str, dict[str, Callable[..., Any]]] = {
    "html": {"quoted": quoted_in_html},
    "markdown": {
        "quoted": quoted_in_markdown,
        "code": code,
        "mermaid": mermaid,
        "target": Markup,  # an id is made of harmless characters: see gsn.report.anchors
    },
    "text": {"wrapped": wrapped, "join_runs": joined},
}
"""What templates of each form can do with a value beside what jinja has."""

_SETTINGS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


def environment(form: str, loader: BaseLoader | None = None, kind: type[Environment] = Environment) -> Environment:
    """The environment of a form's templates.

    What is no mark-up of a template's own is escaped in every form, in the form's own way, when it is written.

    Args:
        form: The folder of the templates: ``html``, ``markdown`` or ``text``.
        loader: Where templates come from; the tool's own where nothing is said.
        kind: The class of the environment.
    """
    made = kind(loader=loader or FunctionLoader(built_in), finalize=_FINALIZE.get(form), **_SETTINGS)
    made.filters.update(_FILTERS[form])
    return made


@cache
def own_environment(form: str) -> Environment:
    """The environment of the tool's own templates of a form, each compiled once."""
    made = environment(form)
    made.bytecode_cache = Compiled()
    return made


def built_in(name: str) -> str | None:
    """The text of one of the tool's own templates; nothing where there is none of that name."""
    file = files("gsn.templates") / name
    return file.read_text("utf-8") if file.is_file() else None


def built_in_templates(form: str) -> tuple[str, ...]:
    """The names of a form's templates, in alphabetical order."""
    folder = files("gsn.templates") / form
    return tuple(sorted(f"{form}/{file.name}" for file in folder.iterdir() if not file.name.endswith((".css", ".js"))))
