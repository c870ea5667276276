"""What an author is offered at a finding beside the fix of its rule: the next step, which is theirs to take or leave.

None of these is safe: each says something of the case that nobody but its author can know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from gsn.drafting.adding import add_clause
from gsn.drafting.change import Change, Refused
from gsn.drafting.declaring import declarations
from gsn.drafting.reading import Reading
from gsn.findings import Finding
from gsn.model.kinds import Kind
from gsn.model.statements.argument import SolutionStatement
from gsn.output.visible import visible

MOST_OFFERED = 5
"""Names that are offered at once, of goals to show or records to cite."""


def offers(reading: Reading, finding: Finding) -> tuple[Change, ...]:
    """The steps that would each mend a finding; nothing where none is known."""
    offering = _OFFERING.get(finding.code)
    return tuple(offering(reading, finding)) if offering is not None else ()


def _undeveloped(reading: Reading, finding: Finding) -> Iterator[Change]:
    """A goal that nothing supports yet may say so."""
    yield from _clauses(reading, finding, {"undeveloped": "mark it as undeveloped"})


def _cites(reading: Reading, finding: Finding) -> Iterator[Change]:
    """A solution may cite a record of its module that no solution cites."""
    solution = reading.declared(finding.element) if finding.element is not None else None
    if solution is None:
        return
    every = reading.case.elements.values()
    says = [each.says for each in every if each.kind is Kind.SOLUTION]
    cited = {ref.identity for said in says if isinstance(said, SolutionStatement) for ref in said.cites}
    records = [each for each in every if each.kind is Kind.EVIDENCE and each.module == solution.module]
    free = [each.name for each in records if each.identity not in cited]
    yield from _clauses(reading, finding, {f"cites {name}": f"cite {visible(name)}" for name in free[:MOST_OFFERED]})


def _shows(reading: Reading, finding: Finding) -> Iterator[Change]:
    """A case may show a goal of its main module that supports nothing."""
    case = reading.case
    below = {link.target for link in case.links}
    goals = [each for each in case.elements.values() if each.kind is Kind.GOAL and each.module == case.name]
    tops = [each.name for each in goals if each.identity not in below]
    yield from _clauses(reading, finding, {f"shows {name}": f"show {visible(name)}" for name in tops[:MOST_OFFERED]})


def _clauses(reading: Reading, finding: Finding, titles: Mapping[str, str]) -> Iterator[Change]:
    path, line = reading.path_of(finding.place), finding.place.number - 1
    for words, title in titles.items():
        change = add_clause(reading, path, line, words)
        if not isinstance(change, Refused):
            yield Change(title, change.edits, cursor=change.cursor, safe=False)


_OFFERING: Mapping[str, Callable[[Reading, Finding], Iterator[Change]]] = MappingProxyType(
    {"GSN025": declarations, "GSN201": _undeveloped, "GSN205": _cites, "GSN208": _shows}
)
"""What is offered, by the rule that found what is wrong."""
