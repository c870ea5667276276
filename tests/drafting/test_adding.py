"""What may be put under a statement is offered, with a free name; putting it there changes nothing else."""

import pytest

from gsn.drafting.adding import add_below, addable, refer_below
from gsn.drafting.naming import next_name
from gsn.drafting.position import Position
from gsn.drafting.trying import case_after
from gsn.drafting.workspace import Workspace
from gsn.model.kinds import Kind
from tests.drafting.drafted import Started, made, refused, texts_after


def line_of(workspace: Workspace, words: str) -> int:
    rows = workspace.text(workspace.main).split("\n")
    return next(number for number, row in enumerate(rows) if words in row)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (
            "goal G2",
            [
                Kind.GOAL,
                Kind.STRATEGY,
                Kind.SOLUTION,
                Kind.CONTEXT,
                Kind.ASSUMPTION,
                Kind.JUSTIFICATION,
                Kind.CHALLENGE,
                Kind.CONFIDENCE,
            ],
        ),
        (
            "strategy S1",
            [Kind.GOAL, Kind.CONTEXT, Kind.ASSUMPTION, Kind.JUSTIFICATION, Kind.CHALLENGE, Kind.CONFIDENCE],
        ),
        ("context C1", [Kind.CHALLENGE, Kind.CONFIDENCE]),
        ("solution E1", []),
    ],
)
def test_what_may_stand_there_is_offered(started: Started, words: str, kinds: list[Kind]) -> None:
    workspace = started()
    offered = addable(workspace.read(), workspace.main, line_of(workspace, words))
    assert [each.kind for each in offered] == kinds
    assert all(each.says for each in offered)


def test_at_the_margin_the_kinds_of_the_margin_are_offered(started: Started) -> None:
    workspace = started()
    offered = {each.kind for each in addable(workspace.read(), workspace.main, 0)}
    assert {Kind.GOAL, Kind.EVIDENCE, Kind.ACTOR, Kind.HAZARD} <= offered
    assert not {Kind.CONFIGURATION, Kind.CASE} & offered


@pytest.mark.parametrize("text", ["", 'goal G1 "Each is refused"\n    undeveloped\n'])
def test_a_text_without_a_head_is_offered_one_and_gets_it_at_its_beginning(started: Started, text: str) -> None:
    workspace = started(text)
    reading = workspace.read()
    assert addable(reading, workspace.main, text.count("\n"))[0].kind is Kind.CASE
    change = made(add_below(reading, workspace.main, text.count("\n"), Kind.CASE, name="filter"))
    after = texts_after(reading, change)[workspace.main]
    assert after == 'case filter ""\n' + (f"\n{text}" if text else "")
    assert change.cursor is not None
    assert change.cursor.range.start == Position(0, len('case filter "'))


def test_from_a_record_one_adds_at_the_margin(started: Started) -> None:
    workspace = started()
    line = line_of(workspace, "role public_body")
    assert {Kind.GOAL, Kind.ACTOR} <= {each.kind for each in addable(workspace.read(), workspace.main, line)}
    change = made(add_below(workspace.read(), workspace.main, line, Kind.ACTOR, "The laboratory", "laboratory"))
    assert texts_after(workspace.read(), change)[workspace.main].endswith('\n\nactor laboratory "The laboratory"\n')


@pytest.mark.parametrize(
    ("under", "kind", "line", "after"),
    [
        (
            "goal G3",
            Kind.GOAL,
            '            goal G4 "It holds"',
            'undeveloped "The second red team starts in December"',
        ),
        (
            "goal G1",
            Kind.CONTEXT,
            '    context C2 "It holds"',
            'assumption A1 "Customers are vetted, as [[G2]] presumes"',
        ),
        (
            "goal G2",
            Kind.CHALLENGE,
            '            challenge D2 "It holds"',
            'challenge D1 "The red team asked in English only"',
        ),
        ("context C1", Kind.CHALLENGE, '        challenge D2 "It holds"', 'context C1 "Threat model T-3"'),
        ("case filter", Kind.ACTOR, 'actor actor_1 "It holds"', ""),
    ],
)
def test_it_comes_where_it_belongs_with_a_free_name(
    started: Started, under: str, kind: Kind, line: str, after: str
) -> None:
    workspace = started()
    reading = workspace.read()
    change = made(add_below(reading, workspace.main, line_of(workspace, under), kind, "It holds"))
    rows = texts_after(reading, change)[workspace.main].split("\n")
    assert rows[rows.index(line) - 1].strip() == after
    assert change.cursor is not None
    assert change.cursor.range.start == Position(rows.index(line), len(line) - 1)
    new = case_after(reading, change)
    assert len(new.elements) == len(reading.case.elements) + 1
    assert {key: held for key, held in new.elements.items() if key in reading.case.elements} == reading.case.elements


def test_a_text_is_escaped(started: Started) -> None:
    workspace = started()
    change = made(add_below(workspace.read(), workspace.main, 3, Kind.GOAL, 'It "holds"\nby \\ far'))
    added = case_after(workspace.read(), change).elements["filter::G4"]
    assert added.text is not None
    assert added.text.plain == 'It "holds" by \\ far'


def test_a_reference_is_put_under_a_goal(started: Started) -> None:
    workspace = started()
    change = made(refer_below(workspace.read(), workspace.main, line_of(workspace, "goal G3"), Kind.SOLUTION, "E1"))
    links = [(link.source, link.target) for link in case_after(workspace.read(), change).links]
    assert ("filter::G3", "filter::E1") in links


def test_what_the_standard_forbids_is_refused(started: Started) -> None:
    workspace = started()
    reading = workspace.read()
    assert refused(add_below(reading, workspace.main, line_of(workspace, "context C1"), Kind.GOAL))
    assert refused(add_below(reading, workspace.main, line_of(workspace, "strategy S1"), Kind.SOLUTION))
    assert "declared elsewhere" in refused(
        add_below(reading, workspace.main, line_of(workspace, "solution E1"), Kind.CHALLENGE)
    )


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("", Kind.GOAL, "G1"),
        ("", Kind.STRATEGY, "S1"),
        ("", Kind.ACTOR, "actor_1"),
        ('goal G1 "a"\ngoal G6 "b"\n', Kind.GOAL, "G7"),
        ('goal a2 "a"\ngoal a9 "b"\ngoal G40 "c"\n', Kind.GOAL, "a10"),
        ('goal G1 "a"\nevidence G2 "b"\n', Kind.GOAL, "G3"),
        ('goal G1 "a"\nactor g2 "b"\n', Kind.GOAL, "G3"),
        ('goal G1 "a"\n    goal G1.1 "b"\n    goal G1.2 "c"\n', Kind.GOAL, "G1.3"),
        ('goal main "a"\n', Kind.GOAL, "G1"),
        ('goal G1 "a"\n}}} goal G2 "not to be read"\ngoal G2 "left open\n', Kind.GOAL, "G3"),
    ],
)
def test_the_next_name_goes_on_from_those_that_are_there(started: Started, text: str, kind: Kind, name: str) -> None:
    workspace = started(f'case c "x"\n{text}')
    assert next_name(workspace.read(), kind, "c") == name


def test_the_next_name_is_none_that_another_module_has(started: Started) -> None:
    workspace = started('case c "x"\nimport "m.gsn"\ngoal G1 "a"\n', m='module m\ngoal G2 "b"\n')
    assert next_name(workspace.read(), Kind.GOAL, "c") == "G3"
    assert next_name(workspace.read(), Kind.GOAL, "m") == "G3"
