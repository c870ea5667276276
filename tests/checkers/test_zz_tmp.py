"""Whatever is not proved is told: laws over random texts, most of which are wrong somewhere.

A claim that fails has a finding at its goal, at what its quantity is made of, at a record of that, or at a licence
between those; or it fails for a reason that stands below it, or that its author admits. The kernel agrees with the
search wherever the text makes sense.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

import gsn
from gsn.checking import Judgement
from gsn.model.reference import Identity
from gsn.risk.proving import Outcome
from gsn.risk.search import Failing
from tests.checkers.conftest import parts_of
from tests.checkers.test_risk_rules import whole

DAY = date(2026, 6, 1)

DEFINITIONS = (
    *("any of a, b", "all of a, b", "at least 2 of a, b, d", "a then b", "not a", "increase of a over b"),
    *("any of (a then b), d", "any of (a then b), (d then b)", "all of (not a), b", "a", "t"),
)
FIGURES = ("0.3", "5%", "0.001 per hour", "20 per year", "0.5 per demand", "3", "0")
COUNTS = (
    *("0 of 60", "40 of 60", "0 of 0", "0 of 60 against 1 of 60", "3 in 2 years", "0 in 30 demand", "0 in 0 years"),
    *("at most 0.1 at 99%", "at most 5 per year at 80%", "between 0.01 and 0.2 at 95% central"),
    *("0 of 60 given prior P(a <= 1%) >= 60% by G9", "0 of 60 given prior P(a <= 1%) >= 60% by G8"),
)
CLAUSES = (
    *("independent a, b by G9", "exclusive a, b by G9", "associated a, b given d by G9", "independent a, b by G8"),
    *("common cause d of a, b by G9",),
)
GIVEN = ("given d", "given d or b by G9", 'trial "one campaign"', "bounded by 1.5 times d by G9 at 99%", "per year")
SAID = ("on x1.api", "presumes nothing", "presumes G8", 'trial "one attempt"', "share a 60%", "expires 2026-05-20")
SUPPORT = ("solution E1", "solution E2", "undeveloped", "goal G4", 'challenge D1 "No"')

some = st.sampled_from
few = st.integers(0, 2)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A goal over two others, four quantities, two records, and goals that argue clauses: one supported, one not."""

    def claim(quantity: str, confidence: str) -> str:
        sign, subject = draw(some(("<=", "<=", "<", ">="))), draw(some(("", "", "", " for x1.api")))
        return f"claim {quantity} {sign} {draw(some(FIGURES))} at {confidence}{subject}"

    def clauses(of: tuple[str, ...], indent: str) -> str:
        drawn = draw(st.lists(some(of), max_size=2, unique_by=lambda clause: clause.split()[0]))
        return "".join(f"{indent}{line}\n" for line in drawn)

    def support(goal: str, indent: str) -> str:
        drawn = draw(st.lists(some(SUPPORT), min_size=1, max_size=2, unique=True))
        return "".join(f"{indent}{line}\n".replace("D1", f"D{goal}") for line in drawn)

    hazard, complete = (
        draw(some(("hazard", "scenario", "frequency", "probability"))),
        draw(some(("", " complete by G9"))),
    )
    lines = ['goal G1 "Top"\n', f"    {claim('t', '80%')}\n"]
    for goal, quantity in (("G2", "a"), ("G3", draw(some(("b", "d"))))):
        lines += [f'    goal {goal} "Part"\n', f"        {claim(quantity, draw(some(('90%', '95%'))))}\n"]
        lines.append(support(goal, "        "))
    lines += ['goal G4 "Apart"\n', f"    {claim(draw(some(('a', 'b', 'd'))), '95%')}\n", "    solution E1\n"]
    lines += ['goal G9 "Argued"\n    solution E2\n', 'goal G8 "Not argued"\n    undeveloped\n']
    lines += [f'{hazard} t "T"\n', f"    is {draw(some(DEFINITIONS))}{complete * (hazard == 'hazard')}\n"]
    lines.append(clauses(CLAUSES, "    "))
    for name in ("a", "b", "d"):
        lines.append(f'{draw(some(("probability", "probability", "frequency")))} {name} "Part"\n')
        lines.append(clauses(GIVEN, "    ") if name != "d" else "")
    lines.append('system x1 "X-1"\n    configuration api "As served"\n')
    for record in ("E1", "E2"):
        said = [f"{draw(some(('a', 'b', 'd', 't')))}: {draw(some(COUNTS))}"]
        said += [f"measures {draw(some(('a', 'b', 'd')))}: {draw(some(COUNTS))}" for _ in range(draw(few))]
        said += draw(st.lists(some(SAID), max_size=1))
        lines.append(f"{record}: {'; '.join(said)}\n")
    return "".join(lines)


def judged(text: str) -> Judgement:
    with TemporaryDirectory() as name:
        for path, content in parts_of(whole(text)).items():
            (Path(name) / path).write_text(content, encoding="utf-8")
        return gsn.check(gsn.load(Path(name) / "case.gsn"), DAY)


def found_at(judgement: Judgement) -> set[Identity | None]:
    """The elements at which an error or a warning is found by rules that look at numbers or at circles."""
    found = [finding for finding in judgement.findings if finding.severity != "info"]
    return {finding.element for finding in found if finding.code.startswith("GSN4") or finding.code == "GSN105"}


def is_told(judgement: Judgement, outcome: Outcome) -> bool:
    if outcome.attempt.failing is Failing.MARKED:
        return True
    if any(other.why != "" and "configuration" not in other.why for other in outcome.attempt.barred):
        return True
    search = judgement.argument.risk.search
    relevant = search.charging.closure(outcome.claim.quantity)
    owners = {licence.owner for licence in search.problem.licences if relevant.intersection(licence.members)}
    records = {test.id.record for name in relevant for test in search.charging.measuring.get(name, ())}
    at = found_at(judgement)
    if outcome.attempt.failing is Failing.CIRCULAR:
        return any(finding.code == "GSN105" for finding in judgement.findings)
    return not at.isdisjoint({outcome.id.goal, *relevant, *owners, *records})


@settings(max_examples=4000, deadline=None)
@given(texts())
def test_whatever_is_not_proved_is_told(text: str) -> None:
    judgement = judged(text)
    assert not judgement.case.problems
    assert not any(family.failure for family in judgement.families)
    outcomes = judgement.argument.risk.outcomes.values()
    untold = [(each.id, each.why) for each in outcomes if not each.proved and not is_told(judgement, each)]
    assert untold == []


@settings(max_examples=4000, deadline=None)
@given(texts())
def test_the_tool_blames_itself_for_nothing_that_a_text_says(text: str) -> None:
    assert "GSN408" not in {finding.code for finding in judged(text).findings}
