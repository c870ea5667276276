"""A user's own templates: what they can put in the place of the tool's, and what they can not do."""

from dataclasses import replace
from pathlib import Path

import pytest

from gsn.report.content.document import document_of
from gsn.report.rendering import users
from gsn.report.rendering.forms import Job, rendered
from gsn.report.rendering.pictures import Pictures
from gsn.report.rendering.users import BadTemplate, UserTemplates, blocks_of_templates
from tests.report.pages import Page
from tests.report.risk_cases import judged


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    document, sources = document_of(judged(tmp_path_factory.mktemp("case")))
    return Job(document, Pictures(sources))


def written(job: Job, form: str, templates: UserTemplates | None = None) -> str:
    return rendered(replace(job, templates=templates), form).decode("utf-8")


def folder_of(folder: Path, files: dict[str, str]) -> UserTemplates:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return UserTemplates(folder)


def text_of(job: Job, folder: Path, template: str) -> str:
    """What a plain-text template of a user's gives."""
    return written(job, "txt", templates=folder_of(folder, {"text/document.txt": template}))


def test_a_block_goes_before_the_tools_and_the_others_stay(job: Job, tmp_path: Path) -> None:
    text = (
        '{% extends "gsn/html/document.html" %}{% block glossary %}<p id="ours">{{ document.title }}</p>{% endblock %}'
    )
    page = Page(written(job, "html", templates=folder_of(tmp_path, {"html/document.html": text})))
    assert "ours" in page.ids
    assert "glossary" not in page.ids
    assert "evidence" in page.ids


def test_a_whole_part_goes_before_the_tools(job: Job, tmp_path: Path) -> None:
    templates = folder_of(
        tmp_path, {"html/sign_off.html": '<section id="ours">{{ document.sign_off.digest }}</section>'}
    )
    page = Page(written(job, "html", templates=templates))
    assert "ours" in page.ids
    assert "sign-off" not in page.ids


def test_a_folder_without_templates_changes_nothing(job: Job, tmp_path: Path) -> None:
    templates = folder_of(tmp_path, {"README.md": "nothing"})
    for form in ("html", "md", "txt"):
        assert written(job, form, templates=templates) == written(job, form)


def test_style_comes_after_the_tools_own_and_is_allowed_by_the_policy(job: Job, tmp_path: Path) -> None:
    page = written(job, "html", templates=folder_of(tmp_path, {"more.css": "h1 { color: teal; }"}))
    assert page.partition("</style>")[0].rstrip().endswith("h1 { color: teal; }")
    with pytest.raises(BadTemplate, match=r"more\.css"):
        written(job, "html", templates=folder_of(tmp_path, {"more.css": "</style><script>alert(1)</script>"}))


HOSTILE = {
    "classes": "{{ ''.__class__.__mro__ }}",
    "by attribute": "{{ document|attr('__class__') }}",
    "by item": "{{ document['__class__'] }}",
    "by sort": "{{ [document]|sort(attribute='__class__.__init__') }}",
    "globals": "{{ cycler.__init__.__globals__ }}",
    "loop": "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
    "own macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "self": "{{ self.__init__ }}",
    "namespace": "{{ namespace.__class__ }}",
    "format": "{{ '{0.__class__}'.format(document) }}",
    "format map": "{{ '{a.__class__}'.format_map({'a': document}) }}",
    "percent": "{{ '%1000000000d' % 1 }}",
    "filter": "{{ '%s'|format(document) }}",
    "safe": "{{ '<b>'|safe }}",
    "power": "{{ 9 ** 999999999 }}",
    "repeated text": "{{ 'x' * 10 ** 9 }}",
    "repeated list": "{{ [0] * 999999999 }}",
    "grown text": "{% set ns = ['x' * 1] %}{{ 'x' * 999999999 }}",
    "range": "{{ range(999999999)|list|length }}",
    "loops": "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9) %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "loops of filters": "{% for a in range(9999) %}{% for b in range(9999)|list %}{% for c in 'xxxxxxxxx' %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "fan": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "include outside": "{% include '../secret.txt' %}",
    "include root": "{% include '/etc/passwd' %}",
    "include package": "{% include 'gsn/../../pyproject.toml' %}",
    "import of code": "{% import 'os' as os %}{{ os.environ }}",
    "debug": "{% debug %}",
    "do": "{% do document %}",
    "changing": "{% set document.title = 'x' %}",
    "unknown": "{{ document.no_such_field }}",
    "by zero": "{{ 1 // 0 }}",
    "bytes": "{{ document.title.encode('utf-8').__class__ }}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused(name: str, job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "MOST_STEPS", 200_000)
    (tmp_path / "secret.txt").write_text("what nobody may read", encoding="utf-8")
    with pytest.raises(BadTemplate) as refused:
        text_of(job, tmp_path / "own", HOSTILE[name])
    assert "what nobody may read" not in str(refused.value)


def test_what_is_not_for_a_template_is_nothing_to_a_filter(job: Job, tmp_path: Path) -> None:
    told = text_of(job, tmp_path, "{{ [document]|map(attribute='__class__')|list }}")
    assert "gsn" not in told


def test_a_link_out_of_the_folder_is_not_followed(job: Job, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("what nobody may read", encoding="utf-8")
    own = folder_of(tmp_path / "own", {"text/document.txt": "{% include 'text/link.txt' %}"})
    (tmp_path / "own" / "text" / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(BadTemplate, match="leads out"):
        written(job, "txt", templates=own)


def test_nothing_of_the_machine_is_in_reach(job: Job, tmp_path: Path) -> None:
    """All that a template knows by name beside the document."""
    for name in ("os", "open", "Markup", "lipsum", "cycler", "joiner", "namespace", "dict", "environment", "config"):
        with pytest.raises(BadTemplate):
            text_of(job, tmp_path, "{{ " + name + ".x }}")


def test_a_users_template_escapes_as_the_tools_do(job: Job, tmp_path: Path) -> None:
    text = "{{ '<script>alert(1)</script>' }}{% set x %}<i>{% endset %}"
    templates = folder_of(tmp_path, {"html/sign_off.html": text})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written(job, "html", templates=templates)


def test_every_template_of_the_tools_is_listed_and_every_section_is_a_block() -> None:
    listed = dict(blocks_of_templates())
    for form in ("html/document.html", "markdown/document.md", "text/document.txt"):
        assert {"page_one", "why", "argument", "numbers", "evidence", "changes", "sign_off"} <= set(listed[form])
