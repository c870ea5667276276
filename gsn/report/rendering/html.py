"""The document as one HTML page: no network, no inline handler, a policy that allows its own script and no other."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from gsn.report.model.document import Document
from gsn.report.rendering.environment import built_in
from gsn.report.rendering.pictures import Pictures

if TYPE_CHECKING:
    from jinja2 import Environment


def html(document: Document, pictures: Pictures, environment: Environment, more_style: str = "") -> str:
    """The page.

    Args:
        document: What it says.
        pictures: Its pictures.
        environment: The environment of its templates.
        more_style: Rules of style that come after the tool's own.
    """
    for id_ in pictures.ids:
        pictures.svg(id_)
    style = "\n".join([built_in("html/document.css") or "", *_sizes(pictures), more_style])
    script = built_in("html/document.js") or ""
    return environment.get_template("html/document.html").render(
        document=document,
        findings={finding.id: finding for finding in document.findings},
        picture=lambda id_: Markup(pictures.svg(id_)),  # noqa: S704 - drawn by the tool, which escapes all text
        style=Markup(style),  # noqa: S704 - the tool's own, and a user's who asked for it; no word of it from a case
        script=Markup(script),  # noqa: S704 - the tool's own
        policy=_policy(style, script),
    )


def _policy(style: str, script: str) -> str:
    """Nothing is fetched; the one script and the one style sheet are known by their digests."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _sizes(pictures: Pictures) -> Iterator[str]:
    """The natural size of each picture, which a style attribute would say if the policy allowed one."""
    for id_ in pictures.ids:
        size = pictures.size(id_)
        if size is not None:
            holder = "picture\\:timeline" if id_ == "timeline" else id_
            yield f"#{holder}{{--natural:{size[0]:g}px;--tall:{size[1]:g}px}}"
