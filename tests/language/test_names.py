"""A name is found wherever one may stand, and a clause's word is as good a name as any."""

import re
from collections.abc import Callable

import pytest

from gsn.language.outline import cut
from gsn.language.parsing import shared_parser
from gsn.language.reader import read_text
from gsn.language.suggestions import closest, did_you_mean
from gsn.model import naming
from gsn.model.case import Case
from gsn.model.clauses import CLAUSES, FORMS
from gsn.model.kinds import DECLARABLE
from gsn.model.reference import RESERVED

Read = Callable[..., Case]

WORDS_OF_SHAPES = re.findall(r"[a-z_]{2,}", " ".join(FORMS.values()))
WORDS = sorted(
    {word for clause in CLAUSES for word in clause.words.split()}
    | set(WORDS_OF_SHAPES)
    | {
        "anytime",
        "central",
        "counting",
        "between",
        "against",
        "from",
        "in",
        "most",
        "times",
        "P",
        "complete",
        "increase",
    }
    | {"public", "import", "waive", "unreadable"}
    | {kind.value for kind in DECLARABLE}
)

EVERYWHERE = """\
case N "A text"
    decision "d" asked of ACTOR
    system SYSTEM
    decides on SYSTEM, SYSTEM
    shows GOAL, GOAL
    excludes EVENT by GOAL
    dissent "d" by ACTOR
waive GSN305 on GOAL "w" by ACTOR until 2026-12-31
actor ACTOR "A text"
    accredited by ACTOR until 2026-12-31
    cleared by ACTOR
    independent of ACTOR by ACTOR
    recognises ACTOR
system SYSTEM "A text"
    developer ACTOR
goal GOAL "As [[GOAL]] says"
    claim EVENT <= 5% at 95% for SYSTEM
    carries over from SYSTEM to SYSTEM by GOAL
    strategy S "A text"
        goal OTHER "A text"
        solution RECORD
        solution T "A text"
            cites RECORD, RECORD
            challenges GOAL
        challenge D "A text"
            challenges GOAL
            raised by ACTOR on 2026-05-01
            accepted "a" by ACTOR
    challenges GOAL -> S
    challenges D
confidence K "A text"
    on GOAL -> S
    argued by GOAL
confidence L "A text"
    on GOAL
hazard H "A text"
    category EVENT
    capability EVENT
    argued by GOAL
    is any of EVENT, (EVENT then not EVENT), (at least 1 of EVENT, EVENT) complete by GOAL
scenario I "A text"
    is EVENT
scenario J "A text"
    is increase of EVENT over EVENT complete by GOAL
probability EVENT "A text"
    given EVENT then EVENT or EVENT by GOAL
    bounded by EVENT by GOAL at 99%
    bounded by 1.5 times EVENT by GOAL at 99%
    independent EVENT, OTHER_EVENT given EVENT then EVENT by GOAL
    common cause EVENT of EVENT, EVENT given EVENT by GOAL
probability OTHER_EVENT "A text"
mitigation M "A text"
    reduces EVENT from EVENT by GOAL
evidence RECORD "A text"
    on SYSTEM
    by ACTOR with white_box access
    measures EVENT: 0 of 9 given prior P(EVENT <= 1%) >= 50% by GOAL
    share EVENT 1%
    presumes GOAL, GOAL
    planned in RECORD
    plans RECORD, RECORD
    recognised by ACTOR
    note "As [[GOAL]] says"
evidence U "A text"
    type compute_report
    provider ACTOR
    customer ACTOR
evidence V "A text"
    type chip_transfer
    sender ACTOR
    receiver ACTOR
evidence W "A text"
    type recognition
    of RECORD
"""
PLACES = ("ACTOR", "SYSTEM", "GOAL", "EVENT", "RECORD")


OF_REVIEWS = ("Reviewing.", "Replied.", "Substitute.", "Judged.", "Query.", "ReviewStatement.")
"""What only a review's statements hold, which is a text of its own."""


def with_names(names: dict[str, str]) -> str:
    """The text with other names for what it declares."""
    return re.sub(rf"\b({'|'.join(PLACES)})\b", lambda place: names.get(place[0], f"the_{place[0]}"), EVERYWHERE)


def test_the_text_has_a_name_in_every_place_that_is_known() -> None:
    """As many as :mod:`gsn.model.naming` knows, so that a new place is not forgotten."""
    text = read_text(cut("text.gsn", EVERYWHERE), "text", shared_parser())
    assert text.head is not None
    said = [part for element in (text.head, *text.elements) for part in (element.says, element.annotations)]
    used = {where for part in said for _, where in naming._named_in(part)}
    assert used >= {where for where in naming._NAMED if not where.startswith(OF_REVIEWS)} - {"Waiver.by"}


@pytest.mark.parametrize("word", [word for word in WORDS if word not in RESERVED])
def test_a_clauses_word_is_a_name_in_every_place(word: str) -> None:
    for place in PLACES:
        text = read_text(cut("text.gsn", with_names({place: word})), "text", shared_parser())
        assert text.problems == []
        assert text.names_lost is False
        assert f"N::{word}" in {element.identity for element in text.elements}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_takes_a_name_with_its_module(read: Read, place: str) -> None:
    lines = EVERYWHERE.splitlines(keepends=True)
    qualified = [
        line if re.match(rf"\w+ {place} ", line) else re.sub(rf"\b{place}\b", f"N::{place}", line) for line in lines
    ]
    assert read("".join(qualified)).problems == []
    (declaration,) = {line for line in lines if re.match(rf"\w+ {place} ", line)}
    elsewhere = re.sub(
        rf"\b{place}\b", f"parts::{place}", EVERYWHERE.replace(declaration, f'{declaration.split()[0]} X "A text"\n')
    )
    case = read(f'{elsewhere}import "parts.gsn"\n', {"parts.gsn": declaration})
    assert [problem.name for problem in case.problems] == (["unresolved-relationship"] * 2 if place == "GOAL" else [])


@pytest.mark.parametrize("word", sorted(RESERVED))
@pytest.mark.parametrize("kind", ["goal", "probability", "evidence", "system", "actor", "confidence"])
def test_a_reserved_word_is_refused_where_it_is_declared(read: Read, word: str, kind: str) -> None:
    (problem,) = read(f'{kind} {word} "A text"\n').problems
    assert (problem.name, problem.place.number, problem.help) == (
        "bad-name",
        1,
        f"call it `{word}_`, or something else",
    )


# What was probably meant


@pytest.mark.parametrize(
    ("word", "candidates", "meant"),
    [
        ("gaol", ["goal", "case"], "goal"),
        ("strateg", ["strategy", "solution"], "strategy"),
        ("undevelopped", ["undeveloped", "under"], "undeveloped"),
        ("G1", ["G2", "H1"], "G2"),
        ("G12", ["G1", "G13"], "G1"),
        ("g1", ["H1", "G1"], "G1"),
        ("x", ["goal", "case"], None),
        ("", ["a", "goal"], "a"),
        ("goal", [], None),
        ("completely", ["different", "something"], None),
        ("range_novise", ["range_expert", "range_novice"], "range_novice"),
    ],
)
def test_the_nearest_candidate_is_meant(word: str, candidates: list[str], meant: str | None) -> None:
    assert closest(word, candidates) == meant
    assert did_you_mean(word, candidates) == (f"did you mean `{meant}`?" if meant else None)


def test_a_name_is_compared_with_a_bounded_number_of_others() -> None:
    assert closest("needle", [f"noodl{number}" for number in range(10)] * 1000 + ["needla"]) is None
