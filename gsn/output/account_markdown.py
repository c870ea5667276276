"""A case held against profiles, as Markdown: a table of them, and what is to be done for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gsn.compliance.comparison import Compared
from gsn.output.account_text import limit_told, obligations_told, tier_told
from gsn.output.markdown import cell, inline


def comparison_markdown(compared: Iterable[Compared], case: str) -> str:
    """The comparison as one Markdown text."""
    rows = list(compared)
    lines = [f"# {inline(case)} against {len(rows)} profiles", "", *_table(rows), *_next_steps(rows)]
    return "\n".join(lines) + "\n"


def _table(rows: Iterable[Compared]) -> Iterator[str]:
    yield "| profile | tier | obligations | limits | standing |"
    yield "| --- | --- | --- | --- | --- |"
    for each in rows:
        cells = (
            [each.profile.name],
            [tier_told(tier) for tier in each.account.tiers] or ["none"],
            [obligations_told(each)],
            [limit_told(limit) for limit in each.account.limits] or ["none"],
            [each.standing.in_words],
        )
        yield f"| {' | '.join('<br>'.join(map(cell, told)) for told in cells)} |"


def _next_steps(rows: Iterable[Compared]) -> Iterator[str]:
    for each in rows:
        if each.standing.to_do:
            yield from ("", f"## To do under {inline(each.profile.name)}", "")
            for step in each.standing.to_do:
                unlocks = f" (unlocks {step.unlocks})" if step.unlocks > 1 else ""
                yield f"1. {inline(step.what)}{unlocks}"
