"""What reading gives: elements, links and waivers as they are written, and what is known to be missing."""

from collections.abc import Callable
from pathlib import Path

import pytest

import gsn
from gsn.language.loading import load_case
from gsn.model.case import Case, Link, Relationship
from gsn.model.kinds import Kind

Read = Callable[..., Case]

SUPPORT, CONTEXT, CHALLENGE = Relationship.SUPPORTED_BY, Relationship.IN_CONTEXT_OF, Relationship.CHALLENGES

HEAD = 'case filter "The filter case"\n    shows G1\n'


def links(case: Case) -> list[tuple[Relationship, str, str, Kind]]:
    return [
        (link.relationship, link.source.removeprefix("case::"), link.target.removeprefix("case::"), link.kind)
        for link in case.links
    ]


def kinds(case: Case) -> dict[str, Kind]:
    return {name.removeprefix("case::"): element.kind for name, element in case.elements.items()}


# Links


@pytest.mark.parametrize(
    ("nested", "link"),
    [
        ('goal N "A"', (SUPPORT, "G1", "N", Kind.GOAL)),
        ('strategy N "A"', (SUPPORT, "G1", "N", Kind.STRATEGY)),
        ('solution N "A"', (SUPPORT, "G1", "N", Kind.SOLUTION)),
        ('context N "A"', (CONTEXT, "G1", "N", Kind.CONTEXT)),
        ('assumption N "A"', (CONTEXT, "G1", "N", Kind.ASSUMPTION)),
        ('justification N "A"', (CONTEXT, "G1", "N", Kind.JUSTIFICATION)),
        ('challenge N "A"', (CHALLENGE, "N", "G1", Kind.CHALLENGE)),
        ("solution E1", (SUPPORT, "G1", "E1", Kind.SOLUTION)),
        ("context G9", (CONTEXT, "G1", "G9", Kind.CONTEXT)),
        ("justification G9", (CONTEXT, "G1", "G9", Kind.JUSTIFICATION)),
        ("module parts", (SUPPORT, "G1", "parts::", Kind.MODULE)),
        ("context parts", (CONTEXT, "G1", "parts::", Kind.CONTEXT)),
        ("goal parts::G2", (SUPPORT, "G1", "parts::G2", Kind.GOAL)),
    ],
)
def test_the_kinds_say_which_relationship_it_is(
    read: Read, nested: str, link: tuple[Relationship, str, str, Kind]
) -> None:
    text = f'goal G1 "A"\n    {nested}\ngoal G9 "A"\nevidence E1 "A"\nimport "parts.gsn"\n'
    case = read(text, {"parts.gsn": 'goal G2 "A"\n'})
    assert case.problems == []
    assert links(case) == [link]


def test_a_challenge_by_clause_is_a_link(read: Read) -> None:
    case = read('goal G1 "A"\n    solution Sn1 "B"\nchallenge D1 "C"\n    challenges G1\n    challenges G1 -> Sn1\n')
    assert case.problems == []
    by_clause = [(link.target, link.end, link.place.number, link.nested) for link in case.links if not link.nested]
    assert by_clause == [("case::G1", None, 4, False), ("case::G1", "case::Sn1", 5, False)]


def test_facts_are_linked_to_nothing(read: Read) -> None:
    case = read('system x1 "A"\n    configuration api "B"\ngoal G1 "C"\n    confidence K1 "D"\n')
    assert case.problems == []
    assert case.links == []
    assert [element.parent for element in case.elements.values()] == [None, "case::x1", None, "case::G1"]


def test_a_text_beside_a_reference_is_kept_for_comparison(read: Read) -> None:
    case = read('goal G1 "A"\n    goal parts::G2 "B"\nimport "parts.gsn"\n', {"parts.gsn": 'goal G2 "B"\n'})
    assert [str(link.repeats) for link in case.links] == ["B"]


# What is missing


def test_a_name_that_names_nothing_gets_a_stand_in(read: Read) -> None:
    case = read('goal G1 "A"\n    solution E9\n    goal parts::G2\n')
    assert [problem.name for problem in case.problems] == ["unresolved-name", "unresolved-name"]
    assert kinds(case) == {"G1": Kind.GOAL, "E9": Kind.UNREADABLE, "parts::G2": Kind.UNREADABLE}
    assert not case.unknown_references


def test_every_use_of_a_name_that_names_nothing_is_told(read: Read) -> None:
    case = read('goal G1 "A"\n    goal G9\n    goal G2 "As [[G9]] says"\n        goal G9\n')
    assert [problem.place.number for problem in case.problems] == [2, 3, 4]


def test_a_link_to_another_kind_counts_for_nothing(read: Read) -> None:
    case = read('goal G1 "A"\n    solution C1\n    context C1 "B"\n')
    assert links(case) == [(SUPPORT, "G1", "C1", Kind.UNREADABLE), (CONTEXT, "G1", "C1", Kind.CONTEXT)]


def test_a_bad_head_holds_what_stands_under_it(read: Read) -> None:
    case = read('goal G1 "A"\n    gaol G2 "B"\n        solution Sn1 "C"\n    goal G3\ngoal G3 D\n    goal G2\n')
    assert [problem.place.number for problem in case.problems] == [2, 5]
    assert kinds(case) == {
        "G1": Kind.GOAL,
        "G2": Kind.UNREADABLE,
        "Sn1": Kind.SOLUTION,
        "?2": Kind.UNREADABLE,
        "G3": Kind.UNREADABLE,
    }
    assert [(source, target) for _, source, target, _ in links(case)] == [
        ("G1", "G2"),
        ("G2", "Sn1"),
        ("G1", "G3"),
        ("?2", "G2"),
    ]


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("claim x <= 1%", {"claims"}),
        ("owner Nobody", {"owner"}),
        ('owner "Nobody', {"owner"}),
        ("claim x <= 1% at 20%", {"claims"}),
    ],
)
def test_a_clause_that_cannot_be_read_is_known_to_be_lost(read: Read, line: str, lost: set[str]) -> None:
    case = read(f'goal G1 "A"\n    {line}\n    undeveloped\nprobability x "B"\n')
    goal = case.elements["case::G1"]
    assert len(case.problems) == 1
    assert goal.lost == lost
    assert goal.clause_places.keys() == {"undeveloped"}


def test_any_clause_may_be_lost_with_a_line_that_begins_with_no_word(read: Read) -> None:
    case = read('evidence E1 "A"\n    @@@ dated 2026-05-01\n    type evaluation\n')
    assert len(case.problems) == 1
    assert {"dated", "file", "by", "owner"} <= case.elements["case::E1"].lost
    assert case.unknown_references


def test_any_clause_may_be_lost_of_what_a_line_of_no_known_depth_seemed_to_end(read: Read) -> None:
    case = read('evidence E1 "A"\n    type evaluation\n@@@    dated 2026-05-01\n    on x1\nsystem x1 "B"\n')
    assert len(case.problems) == 1
    assert "on" in case.elements["case::E1"].lost
    assert case.elements["case::x1"].lost == frozenset()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ('goal G1 "A"\n', False),
        ('goal G1 "A"\n    goal G9\n', False),
        ('goal G1 "A"\n    note "B" x\n', True),
        ('goal G1 "A"\n    zzz\n', True),
        ('goal G1 "A"\nimport "nowhere.gsn"\n', True),
    ],
)
def test_nothing_follows_from_a_missing_reference_where_one_may_be_lost(read: Read, text: str, unknown: bool) -> None:  # noqa: FBT001
    assert read(text).unknown_references is unknown


def test_a_bad_head_of_a_file_keeps_what_it_still_says(read: Read) -> None:
    case = read('case filter The filter case\n    shows G1\n    shows G2\ngoal G1 "A"\n')
    assert [(problem.name, problem.place.number) for problem in case.problems] == [
        ("malformed-head", 1),
        ("repeated-clause", 3),
    ]
    assert (case.name, case.head is not None) == ("case", True)
    assert [ref.name for ref in case.says.shows] == ["G1"]


# The whole


def test_a_record_stays_the_same_when_lines_above_it_change(read: Read) -> None:
    text = 'goal G1 "A"\n    claim x <= 1% at 95%\n    solution E1\nprobability x "B"\nevidence E1 "C"\n'
    moved = read(f"# a comment\n\n{text.replace('    ', '  ')}")
    case = read(text)
    assert (case.elements, case.links) == (moved.elements, moved.links)
    assert [element.place.number for element in moved.elements.values()] == [3, 6, 7]


def test_modules_know_their_files_and_imports(read: Read) -> None:
    case = read(f'{HEAD}import "parts/a.gsn"\ngoal G1 "A"\n', {"parts/a.gsn": "module parts\n"})
    assert [(module.name, module.kind, module.imports) for module in case.modules.values()] == [
        ("filter", Kind.CASE, ("parts/a.gsn",)),
        ("parts", Kind.MODULE, ()),
    ]
    assert case.modules["parts"].path == case.folder / "parts" / "a.gsn"
    assert [line.text for line in case.modules["parts"].lines] == ["module parts"]


def test_progress_is_told_each_file_before_it_is_read(read: Read) -> None:
    folder = read(f'{HEAD}import "b.gsn"\nimport "a.gsn"\ngoal G1 "A"\n', {"a.gsn": "", "b.gsn": ""}).folder
    told: list[str] = []
    load_case(folder, told.append)
    assert [Path(name).name for name in told] == ["case.gsn", "b.gsn", "a.gsn"]


def test_a_module_alone_is_a_part(read: Read) -> None:
    folder = read(HEAD, {"parts.gsn": 'module parts\ngoal G1 "A"\n    goal filter::G9\n', "stray.gsn": ""}).folder
    case = gsn.load(folder / "parts.gsn")
    assert (case.name, case.head, case.strays) == ("parts", None, ())
    assert [problem.name for problem in case.problems] == ["unresolved-name"]


def test_a_waiver_is_read(read: Read) -> None:
    case = read('goal G1 "A"\nactor aisi "B"\nwaive GSN305 on G1 "why"\n    "and how" by aisi until 2026-12-31\n')
    (waiver,) = case.waivers
    assert case.problems == []
    assert (waiver.code, waiver.on.identity, str(waiver.why), waiver.by.identity) == (
        "GSN305",
        "case::G1",
        "why and how",
        "case::aisi",
    )
    assert waiver.place.number == 3


def test_problems_stand_in_the_order_of_the_text(read: Read) -> None:
    case = read(
        'goal G1 "A"\n    goal G8\n    zzz\n    owner "a"\n    owner "b"\n    goal G9\n    claim x <= 1% at 5%\n'
    )
    assert [problem.place.number for problem in case.problems] == [3, 5, 7]
    named = read('goal G1 "A"\n    goal G8\n    owner "a"\n    owner "b"\n    goal G9\n')
    assert [problem.place.number for problem in named.problems] == [2, 4, 5]


def test_a_link_is_a_record(read: Read) -> None:
    case = read('goal G1 "A"\n    goal G2 "B"\n')
    expected = Link(SUPPORT, "case::G1", "case::G2", Kind.GOAL, case.links[0].place, declares=True)
    assert case.links == [expected]
