"""Whose word counts: what a case says of its actors, and what a reviewer's registry says in its place."""

from collections.abc import Callable
from datetime import date

import pytest

from gsn.evidence.actors import Actors, NoRegistry, registry_of
from gsn.evidence.register import Register
from gsn.evidence.states import State
from gsn.model.case import Case

DAY = date(2026, 6, 1)

Read = Callable[[str], Case]
Judge = Callable[..., Register]

ACTORS = """actor lab "Lab"
    role developer
actor aisi "Institute"
    role public_body
actor board "Board"
    role accreditor
actor owner "Owner"
    role risk_owner
actor nobody "Somebody"
"""


def empty(read: Read, *clauses: str, role: str = "auditor") -> list[str]:
    """Why the standing that an actor with these clauses states does not hold."""
    lines = "".join(f"    {clause}\n" for clause in clauses)
    case = read(f'{ACTORS}actor it "It"\n    role {role}\n{lines}')
    return [standing.why for standing in Actors(case.elements).empty_standing("case::it", DAY)]


@pytest.mark.parametrize(
    ("clause", "holds"),
    [
        ("accredited by aisi until 2026-06-01", True),
        ("accredited by aisi until 2026-05-31", False),
        ("accredited by board until 2027-01-01", True),
        ("accredited by lab until 2027-01-01", False),
        ("accredited by owner until 2027-01-01", False),
        ("accredited by nobody until 2027-01-01", False),
        ("accredited by it until 2027-01-01", False),
        ("cleared by aisi", True),
        ("cleared by board", False),
        ("cleared by lab", False),
        ("cleared by nobody", False),
        ("cleared by it", False),
        ("independent of lab by aisi", True),
        ("independent of lab by board", True),
        ("independent of lab by lab", False),
        ("independent of aisi by aisi", False),
        ("independent of board by board", False),
        ("independent of lab by nobody", False),
        ("independent of lab by it", False),
        ("independent of it by aisi", False),
        ("recognises aisi", False),
    ],
)
def test_what_a_private_body_says_of_itself_holds_by_whose_word(clause: str, holds: bool, read: Read) -> None:  # noqa: FBT001 - a column of the table
    assert (empty(read, clause) == []) is holds


@pytest.mark.parametrize(
    ("clause", "holds"),
    [
        ("independent of lab by it", True),
        ("independent of lab by lab", False),
        ("recognises aisi", True),
        ("recognises it", False),
        ("accredited by it until 2027-01-01", False),
    ],
)
@pytest.mark.parametrize("role", ["public_body", "regulator", "international_body"])
def test_what_a_public_body_says_of_itself(clause: str, holds: bool, role: str, read: Read) -> None:  # noqa: FBT001 - a column of the table
    assert (empty(read, clause, role=role) == []) is holds


def test_each_clause_is_judged_by_itself(read: Read) -> None:
    clauses = ("independent of lab by aisi", "independent of owner by it", "independent of lab by it")
    assert len(empty(read, *clauses)) == 2


# A registry


REGISTRY = """actor aisi "AI Safety Institute"
    role public_body
actor keystone "Keystone Audit"
    role auditor
    accredited by aisi until 2027-12-31
    cleared by aisi
    independent of lab by aisi
actor lab "Example Lab"
    role developer
"""
CASE = """case weights
    system x1
    shows G1
system x1 "X-1"
    developer lab
goal G1 "The weights stay where they are"
    solution E1
{actors}
evidence E1 "Audit"
    type security_audit
    file "audit.txt"
    by keystone with white_box access
    dated 2026-05-01
    covers code, weights, data, physical
# file: audit.txt
No finding is open.
"""
BARE = 'actor lab "Example Lab"\nactor keystone "Keystone Audit"'
BOASTING = """actor lab "Example Lab"
actor aisi "AI Safety Institute"
    role public_body
actor keystone "Keystone Audit"
    role auditor
    accredited by aisi until 2028-12-31
    cleared by aisi
    independent of lab by aisi"""


def test_a_registry_gives_standing_that_the_case_does_not_state(judged: Judge) -> None:
    case = CASE.format(actors=BARE)
    assert judged(case).assessments["weights::E1"].code == "GSN322"
    assert judged(case, registry=REGISTRY).assessments["weights::E1"].accepted


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("    role auditor\n", "GSN322"),
        ("    accredited by aisi until 2027-12-31\n", "GSN323"),
        ("    independent of lab by aisi\n", "GSN324"),
        ("    cleared by aisi\n", "GSN325"),
    ],
)
def test_a_registry_takes_standing_away_that_the_case_states(line: str, code: str, judged: Judge) -> None:
    case = CASE.format(actors=BOASTING)
    assert judged(case).assessments["weights::E1"].accepted
    assert line in REGISTRY
    assert judged(case, registry=REGISTRY.replace(line, "")).assessments["weights::E1"].code == code


def test_who_is_in_no_registry_has_no_standing(judged: Judge) -> None:
    register = judged(CASE.format(actors=BOASTING), registry='actor aisi "AI Safety Institute"\n    role public_body\n')
    found = register.assessments["weights::E1"]
    assert (found.state, found.code) == (State.UNENTITLED, "GSN322")
    told = [flaw.message for flaw in register.flaws["GSN329"]]
    assert len(told) == 4
    assert all("the reviewer's registry does not know it" in message for message in told)


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("role auditor", "role auditor", 1),  # the case says 2028, the registry 2027
        ("until 2028-12-31", "until 2027-12-31", 0),
        ("until 2028-12-31", "until 2026-12-31", 0),
        ("until 2028-12-31\n    cleared by aisi\n", "until 2027-12-31\n    cleared by lab\n", 1),
        ("role auditor\n    accredited by aisi until 2028-12-31", "role regulator", 1),
        ("until 2028-12-31", "until 2027-12-31\n    recognises lab", 1),
        ("until 2028-12-31", "until 2027-12-31\n    independent of aisi by lab", 1),
        ("until 2028-12-31", 'until 2027-12-31\n    key "ssh-ed25519 AAAA mine"', 1),
    ],
)
def test_what_only_the_case_says_is_told(old: str, new: str, number: int, judged: Judge) -> None:
    case = CASE.format(actors=BOASTING.replace(old, new))
    assert len(judged(case, registry=REGISTRY).flaws.get("GSN329", ())) == number


def test_who_takes_anothers_name_is_told(judged: Judge) -> None:
    case = CASE.format(actors=BARE.replace("Keystone Audit", "Friends of the lab"))
    (flaw,) = judged(case, registry=REGISTRY).flaws["GSN329"]
    assert flaw.message.endswith("“Friends of the lab”, and the reviewer's registry “Keystone Audit”")


def test_without_a_registry_nothing_differs_from_it(judged: Judge) -> None:
    assert "GSN329" not in judged(CASE.format(actors=BOASTING)).flaws


def test_names_of_a_registry_hold_in_every_module(judged: Judge) -> None:
    """`m::keystone` is who the registry calls `keystone`, and its developer whom it calls `lab`."""
    actors = BARE.replace('actor keystone "Keystone Audit"', "").strip()
    case = CASE.replace("    shows G1\n", '    shows G1\nimport "m.gsn"\n').replace("by keystone", "by m::keystone")
    case = case.format(actors=actors) + '# file: m.gsn\nmodule m\nactor keystone "Keystone"\n'
    assert judged(case, registry=REGISTRY).assessments["weights::E1"].accepted


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it holds no actor"),
        ('goal G1 "It holds"\n', "a registry holds actors; `G1` is goal"),
        ('actor a "A"\n    role\n', "line 2 cannot be read"),
        ('actor a "A"\n    accredited by b until 2027-01-01\n', "line 2 cannot be read"),
    ],
)
def test_what_is_no_registry_is_refused(text: str, why: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    import gsn

    path = tmp_path_factory.mktemp("registry") / "registry.gsn"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoRegistry, match=why):
        registry_of(gsn.load(path))


def test_two_actors_of_one_name_are_no_registry(tmp_path_factory: pytest.TempPathFactory) -> None:
    import gsn

    folder = tmp_path_factory.mktemp("registry")
    (folder / "a.gsn").write_text('import "b.gsn"\nactor it "It"\n', encoding="utf-8")
    (folder / "b.gsn").write_text('actor it "It"\n', encoding="utf-8")
    with pytest.raises(NoRegistry, match="two actors are named `it`"):
        registry_of(gsn.load(folder / "a.gsn"))
