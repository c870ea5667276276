"""What rests on what changed: every goal above it, by whichever road, and no other."""

import pytest

from gsn.diff.change import Difference
from tests.diff.conftest import Differing, Edits


def touched(difference: Difference) -> dict[str, bool]:
    return {found.identity.removeprefix("serving::"): found.shown for found in difference.touched}


TOUCHED: dict[str, tuple[Edits, set[str]]] = {
    "a goal touches what it supports": ({"Experts gain no more": "Experts gain little more"}, {"G1", "G3"}),
    "a record touches by its solution": ({"    dated 2026-03-01": "    dated 2026-03-02"}, {"G1", "G4", "G10", "G12"}),
    "a record touches what is claimed of what it measures": (
        {"range: 0 of 60": "range: 0 of 90"},
        {"G1", "G2", "D1"} - {"D1"},
    ),
    "a record that nothing cites touches what is claimed of what it measures": (
        {"system x1 ": 'evidence E3 "Another study"\n    measures range: 9 of 60\nsystem x1 '},
        {"G1", "G2"},
    ),
    "a definition touches the claim": ({"    given tries\n": ""}, {"G1"}),
    "an assumption touches what it scopes": ({"stop at 15 per year": "stop at 20 per year"}, {"G1"}),
    "a challenge touches what it doubts": ({"The range is easier": "The range is far easier"}, {"G1", "D1"}),
    "a configuration touches what was tested on it": ({'"As tested"': '"As tested in May"'}, {"G1", "G2"}),
    "an actor touches what it gives": (
        {"    role public_body": "    role developer"},
        {"G1", "G2", "G4", "G10", "G12"},
    ),
    "a licence's goal touches what it licenses": (
        {"The world is at most half": "The world is at most a third"},
        {"G1", "G12"},
    ),
    "what is gone touches where it stood": (
        {'            solution Sn1 "Audit report, section 2"\n                cites E2\n': ""},
        {"G1", "G4"},
    ),
    "what moves touches where it stood": ({"            solution E1\n": ""}, {"G1", "G2"}),
    "what is new touches where it stands": (
        {"            solution E1\n": '            solution E1\n            context C2 "On the range of May"\n'},
        {"G1", "G2"},
    ),
    "a waiver touches what rests on the waived": ({"The date follows": "It is lost"}, {"G1", "G4", "G10", "G12"}),
    "the case's head touches what it shows": ({"    valid until 2026-12-31": "    valid until 2027-12-31"}, {"G1"}),
}


@pytest.mark.parametrize("name", TOUCHED)
def test_who_has_to_be_looked_at_again(name: str, differ: Differing) -> None:
    edits, expected = TOUCHED[name]
    assert set(touched(differ(edits))) == expected


def test_the_goals_that_the_case_shows_come_first_and_are_marked(differ: Differing) -> None:
    found = touched(differ({"    role public_body": "    role developer"}))
    assert next(iter(found.items())) == ("G1", True)
    assert [name for name, shown in found.items() if shown] == ["G1"]


def test_a_circle_has_an_end(differ: Differing) -> None:
    circle = {"            solution E1\n": "            goal G1\n"}
    found = touched(differ(circle | {"Experts gain no more": "Experts gain little"}, before=circle))
    assert {"G1", "G2", "G3"} <= set(found)
