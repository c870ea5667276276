"""A case held against profiles, as Markdown: a table of them, and what is to be done for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gsn.compliance.comparison import Compared
from gsn.output.account_text import limit_told, obligations_told, tier_told
from gsn.output.markdown import inline


def comparison_markdown(compared: Iterable[Compared], case: str) -> str:
    """The comparison as one Markdown text."""
    rows = list(compared)
    lines = [f"# {inline(case)} against {len(rows)} profiles", "", *_table(rows), *_next_steps(rows)]
    return "\n".join(lines) + "\n"


def _table(rows: Iterable[Compared]) -> Iterator[str]:
    yield "| profile | tier | obligations | limits | standing |"
    yield "| --- | --- | --- | --- | --- |"
    for each in rows:
        tiers = "; ".join(map(tier_told, each.account.tiers)) or "none"
        limits = "; ".join(map(limit_told, each.account.limits)) or "none"
        cells = (each.profile.name, tiers, obligations_told(each), limits, each.standing.in_words)
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _next_steps(rows: Iterable[Compared]) -> Iterator[str]:
    for each in rows:
        if each.standing.to_do:
            yield from ("", f"## To do under {inline(each.profile.name)}", "")
            for step in each.standing.to_do:
                unlocks = f" (unlocks {step.unlocks})" if step.unlocks > 1 else ""
                yield f"1. {inline(step.what)}{unlocks}"


def _cell(text: str) -> str:
    return inline(text).replace("|", "\\|")
