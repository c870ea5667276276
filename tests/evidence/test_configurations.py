"""What a record is about, and what is claimed from it."""

from collections.abc import Callable

import pytest

from gsn.evidence.register import Register

Judge = Callable[..., Register]

CASE = """case filter
    {head}
    shows G1
system x1 "X-1"
    configuration api "Served"
    configuration bare "Bare"
system x0 "X-0"
    configuration old "Served before"
goal G1 "The filter holds"
{above}
    goal G2 "It held in the trial"
{goal}
        solution Sn1 "Report, section 2"
            cites E1
goal G3 "The one does no more than the other"
    undeveloped
probability bypass "It lets an attempt through"
probability other "Another event"
evidence E1 "Report"
{record}
"""


def text(goal: str = "", record: str = "", head: str = "system x1", above: str = "") -> str:
    """A case with clauses (parted by `;`) under the goal, the record, the case and the goal above."""

    def lines(clauses: str, indent: int) -> str:
        return "".join(f"{' ' * indent}{clause.strip()}\n" for clause in clauses.split(";") if clause.strip())

    filled = CASE.format(head=head, above=lines(above, 4), goal=lines(goal, 8), record=lines(record, 4))
    return "".join(f"{line}\n" for line in filled.splitlines() if line.strip())


def codes(register: Register) -> list[str]:
    return [code for code in ("GSN335", "GSN336") if code in register.flaws]


CARRIED = "carries over from x1.bare to x1.api by G3"
FOR_API = "claim bypass <= 5% at 95% for x1.api"


@pytest.mark.parametrize(
    ("goal", "record", "found"),
    [
        ("", "on x1.bare", []),
        ("claim bypass <= 5% at 95%", "on x1.bare", []),
        (FOR_API, "on x1.api", []),
        (FOR_API, "on x1.bare", ["GSN335"]),
        (FOR_API, "on x1", ["GSN335"]),
        (FOR_API, "", []),
        (f"{FOR_API}; {CARRIED}", "on x1.bare", []),
        (f"{FOR_API}; carries over from x1.api to x1.bare by G3", "on x1.bare", ["GSN335"]),
        (f"{FOR_API}; claim other <= 5% at 95% for x1.bare", "on x1.bare", []),
        (f"{FOR_API}; claim other <= 5% at 95% for x1.api", "on x1.bare", ["GSN335"]),
        (FOR_API, "on x1.bare; measures other: 0 of 60", ["GSN335"]),
        (FOR_API, "on x1.bare; measures bypass: 0 of 60", []),  # held against the claim by GSN405
    ],
)
def test_a_record_beside_a_claim(goal: str, record: str, found: list[str], judged: Judge) -> None:
    assert codes(judged(text(goal, record))) == found


@pytest.mark.parametrize(
    ("head", "above", "goal", "record", "found"),
    [
        ("system x1", "", "", "on x0", ["GSN336"]),
        ("system x1", "", "", "on x0.old", ["GSN336"]),
        ("system x0", "", "", "on x0.old", []),
        ('version "1"', "", "", "on x1.api", ["GSN336"]),
        ("system x1", "", "claim bypass <= 5% at 95% for x0.old", "on x0.old", []),
        ("system x1", "", "claim bypass <= 5% at 95% for x0", "on x0.old", ["GSN335"]),
        ("system x1", "", "carries over from x0.old to x1.api by G3", "on x0.old", []),
        ("system x1", "carries over from x0.old to x1.api by G3", "", "on x0.old", []),
        ("system x1", "carries over from x1.bare to x1.api by G3", "", "on x0.old", ["GSN336"]),
    ],
)
def test_a_record_about_another_system(
    head: str, above: str, goal: str, record: str, found: list[str], judged: Judge
) -> None:
    register = judged(text(goal, record, head, above))
    assert codes(register) == found
    asked = register.assessments["filter::E1"].open_questions
    assert any("is about `x" in question for question in asked) is (found == ["GSN336"])
