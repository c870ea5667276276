"""What fits at a cursor, which stands at ``|`` in each text."""

from pathlib import Path

import pytest

from gsn.drafting.completion import Completions, completions
from gsn.drafting.highlighting import Role, spans
from gsn.drafting.position import Position
from gsn.drafting.workspace import Workspace
from gsn.model.clauses import CLAUSES, clauses_of
from gsn.model.kinds import Kind
from tests.drafting.drafted import DAY, Started

AROUND = """case c "A case"
    shows G1
goal G1 "It holds"
    context C1 "Here"
hazard harm "Harm"
probability step "A step"
evidence E1 "A record"
    type report
actor lab "Laboratory"
system x1 "X-1"
    configuration api "Served"
"""


def at_cursor(started: Started, text: str, **others: str) -> Completions:
    """Complete in a text whose cursor is at its bar."""
    before, _, after = text.partition("|")
    workspace = started(before + after, **others)
    position = Position(before.count("\n"), len(before) - before.rfind("\n") - 1)
    return completions(workspace.read(), workspace.main, position)


def labels(found: Completions) -> list[str]:
    return [item.label for item in found.items]


@pytest.mark.parametrize(
    ("line", "fits", "does_not"),
    [
        ("|", ["goal", "evidence", "import", "waive"], ["claim", "configuration"]),
        ("ev|", ["evidence"], ["goal"]),
        ('goal G2 "x"\n    |', ["claim", "goal", "solution", "undeveloped", "owner"], ["cites", "evidence", "shows"]),
        ('solution S1 "x"\n    ci|', ["cites"], []),
        ('evidence E2 "x"\n    type red_team\n    |', ["success", "hours"], ["type", "chips", "planted"]),
        ('goal G2 "x"\n    claim |', ["harm", "step"], ["G1", "E1", "lab"]),
        ('goal G2 "x"\n    claim harm <= 3% |', ["per", "at"], []),
        ('goal G2 "x"\n    claim harm <= 0.03 per |', ["year", "month"], ["harm"]),
        ('goal G2 "x"\n    claim harm <= 3% at 95% for |', ["x1.api", "x1"], ["harm", "G1"]),
        ('goal G2 "x"\n    solution |', ["E1"], ["G1", "harm"]),
        ('goal G2 "x"\n    context |', ["C1", "G1"], ["E1"]),
        ('scenario s "x"\n    is any of |', ["harm", "step", "not"], ["G1"]),
        ('scenario s "x"\n    is harm |', ["then", "complete"], ["of"]),
        ('evidence E2 "x"\n    type re|', ["red_team", "report", "recognition"], ["evaluation"]),
        ('evidence E2 "x"\n    by |', ["lab"], ["E1"]),
        ('evidence E2 "x"\n    by lab with |', ["black_box", "grey_box", "white_box"], []),
        ('evidence E2 "x"\n    measures step: 0 of 5 |', ["anytime", "against", "given"], []),
        ('evidence E2 "x"\n    file "|', ["evidence.txt"], []),
        ('goal G2 "as [[|', ["G1", "E1", "harm"], []),
        ('goal G2 "x"\n    undeveloped |', ["due"], []),
        ("waive GSN305 on |", ["G1", "E1"], []),
        ('waive GSN305 on E1 "x" by |', ["lab"], ["E1"]),
        ('confidence P1 "x"\n    on G1 -> |', ["C1", "E1"], ["harm"]),
        ('goal G2 "x"\n    # a remark |', [], ["goal"]),
        ('goal G2 "no word of the |', [], ["goal", "G1"]),
    ],
)
def test_what_fits_is_offered(started: Started, line: str, fits: list[str], does_not: list[str]) -> None:
    found = labels(at_cursor(started, f"{AROUND}{line}\n"))
    assert [word for word in fits if word not in found] == []
    assert [word for word in does_not if word in found] == []


@pytest.mark.parametrize(
    "broken",
    ['goal G7 "left open\n', "    }{ nobody knows\n", "goal\n", '\tgoal T "with a tab"\n'],
    ids=["open text", "junk", "half a head", "tab"],
)
def test_a_broken_line_elsewhere_keeps_nothing_from_completing(started: Started, broken: str) -> None:
    found = labels(at_cursor(started, f'{AROUND}{broken}goal G2 "x"\n    claim |\n'))
    assert {"harm", "step"} <= set(found)


def test_names_of_other_modules_come_with_their_module_and_last(started: Started) -> None:
    text = f'{AROUND}import "m.gsn"\nstrategy S1 "x"\n    goal G|\n'
    found = at_cursor(started, text, m='module m\npublic goal G9 "Elsewhere"\n')
    assert [item.label for item in found.items if item.form == "goal"] == ["G1", "m::G9"]


def test_a_new_head_is_offered_a_name_that_is_free(started: Started) -> None:
    found = at_cursor(started, f'{AROUND}goal G2 "x"\n    goal |\n')
    assert found.items[0].insert == 'G3 "'


def test_what_nobody_can_list_is_named(started: Started) -> None:
    assert at_cursor(started, f'{AROUND}goal G2 "x"\n    claim harm <= |\n').wanted == ("NUMBER", "PERCENT")


def test_only_the_word_before_the_cursor_is_replaced(started: Started) -> None:
    found = at_cursor(started, f'{AROUND}goal G2 "x"\n    claim ha|\n')
    assert labels(found) == ["harm"]
    assert found.range.end.column - found.range.start.column == 2


def text_with(kind: Kind, clause: str) -> str:
    """A text in which a clause stands under a kind; a configuration stands in its system."""
    if kind is Kind.CONFIGURATION:
        return f'system x1 "A text"\n    configuration api "A text"\n        {clause}\n'
    return f'{kind} x1 "A text"\n    {clause}\n'


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.UNREADABLE])
def test_every_clause_of_a_kind_is_offered_under_it(tmp_path: Path, kind: Kind) -> None:
    text = text_with(kind, "")
    (tmp_path / "case.gsn").write_text(text, encoding="utf-8")
    workspace = Workspace(tmp_path / "case.gsn", DAY)
    lines = text.split("\n")
    found = completions(workspace.read(), workspace.main, Position(len(lines) - 2, len(lines[-2])))
    offered = {(item.label, item.form) for item in found.items}
    assert [clause.words for clause in clauses_of(kind) if (clause.words, clause.form) not in offered] == []


def test_every_word_of_the_grammar_is_offered_where_the_examples_have_it(tmp_path: Path) -> None:
    missing = []
    for clause in CLAUSES:
        text = text_with(min(clause.kinds), clause.example)
        (tmp_path / "case.gsn").write_text(text, encoding="utf-8")
        workspace = Workspace(tmp_path / "case.gsn", DAY)
        reading, row = workspace.read(), text.count("\n") - 1
        line = text.split("\n")[row]
        for start, end, role in spans(line):
            if role is Role.WORD:
                found = completions(reading, workspace.main, Position(row, start))
                words = [word for item in found.items for word in item.label.split()]
                if line[start:end] not in words and not {"NAME", "REF"} & set(found.wanted):
                    missing.append((clause.example, line[start:end]))
    assert missing == []
