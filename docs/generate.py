"""Writes the pages and the picture of this folder that follow from the code: `python docs/generate.py`.

A test holds that they are what the code gives.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import gsn
from gsn.argument import Argument
from gsn.checking import built_in_rules
from gsn.element_state import states_of
from gsn.findings import Rule
from gsn.gate.conditions import CONDITIONS
from gsn.model.clauses import CLAUSES, Clause, where
from gsn.report.drawing import Theme, draw
from gsn.report.scenes import scene_of
from gsn.report.views import views_of
from gsn.treaty.clauses import CLAUSES as PROFILE_CLAUSES
from gsn.treaty.clauses import Clause as ProfileClause
from gsn.treaty.clauses import where as where_in_a_profile

DOCS = Path(__file__).parent
DAY = date(2026, 11, 23)

FAMILIES = {
    "GSN0": "Reading",
    "GSN1": "Structure",
    "GSN2": "Support",
    "GSN3": "Evidence",
    "GSN4": "Numbers",
    "GSN5": "Treaty profiles",
    "GSN6": "Doubts",
    "GSN7": "Modules and contracts",
    "GSN8": "Wording (prompts for readers; never part of a verdict)",
    "GSN9": "Waivers",
}


def rules_page() -> str:
    """Every rule's page, family by family; what `gsn explain` prints."""
    parts = ["# Rules", "What `gsn check` finds, by code. `gsn explain CODE` prints the same."]
    for prefix, title in FAMILIES.items():
        held = [rule for rule in built_in_rules() if rule.code.startswith(prefix)]
        parts.append(f"## {prefix}xx {title}")
        parts += [_rule(rule) for rule in held]
    parts += ["## The gate", "What `gsn gate` finds beside the rules.", *map(_rule, CONDITIONS)]
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule) -> str:
    return f"### {rule.code} {rule.name}\n\n*{rule.severity}*\n\n{rule.page}"


def clauses_page() -> str:
    """The clause table, as a page."""
    lines = [
        "# Clauses",
        "",
        "Every clause of the language: where it stands, what it looks like, what it says. The table in",
        "`gsn/model/clauses.py` is the source; the shapes are in `grammar/`.",
        "",
        "`REF` is `[module::]name`, `TEXT` a quoted text, `VALUE` a number or a percentage. A `*` marks a clause that",
        "may stand more than once.",
    ]
    homes = dict.fromkeys(where(clause) for clause in CLAUSES)
    for home in homes:
        lines += ["", f"## Under {home}", "", "| clause | for example | it says |", "| --- | --- | --- |"]
        lines += [_clause(clause) for clause in CLAUSES if where(clause) == home]
    return "\n".join(lines) + "\n"


def profile_clauses_page() -> str:
    """The clause table of treaty profiles, as a page."""
    lines = [
        "# Clauses of treaty profiles",
        "",
        "Every clause of a `*.treaty` file: where it stands, what it looks like, what it says. The table in",
        "`gsn/treaty/clauses.py` is the source; the shapes are in `grammar/treaty.lark`. `unset` is a number that a",
        "regulator has still to set. A `*` marks a clause that may stand more than once.",
    ]
    for home in dict.fromkeys(where_in_a_profile(clause) for clause in PROFILE_CLAUSES):
        lines += ["", f"## Under {home}", "", "| clause | for example | it says |", "| --- | --- | --- |"]
        lines += [_clause(clause) for clause in PROFILE_CLAUSES if where_in_a_profile(clause) == home]
    return "\n".join(lines) + "\n"


def _clause(clause: Clause | ProfileClause) -> str:
    form, star = clause.form.replace("|", "\\|"), " \\*" if clause.repeatable else ""
    return f"| `{form}`{star} | `{clause.example}` | {clause.says} |"


def picture() -> str:
    """The example of the README, as the document draws it."""
    judgement = gsn.check(gsn.load(DOCS / "example"), DAY)
    argument: Argument = judgement.argument
    return draw(scene_of(argument, views_of(argument)[0], states_of(judgement), {}), theme=Theme.READERS) + "\n"


PAGES = {
    "rules.md": rules_page,
    "clauses.md": clauses_page,
    "profile-clauses.md": profile_clauses_page,
    "images/argument.svg": picture,
}


if __name__ == "__main__":
    for name, made in PAGES.items():
        (DOCS / name).write_text(made(), encoding="utf-8")
