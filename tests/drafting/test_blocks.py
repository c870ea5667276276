"""Blocks of a text that is edited are taken over only where cutting it anew would give the same."""

from random import Random
from typing import Any

import pytest

from gsn.drafting.blocks import are_cut_alike, blocks_of
from gsn.language.remembering import cut_again
from gsn.model.place import Line
from tests.drafting.drafted import SMALL
from tests.drafting.test_law import edit


def all_of(lines: list[Line]) -> Any:
    blocks = blocks_of(lines)
    return [
        (
            *(block.word, block.kind, block.name, block.name_start, block.public, block.has_text, block.indent),
            *(block.begins, block.first, block.head_end, block.end, block.parent and block.parent.first),
            [(each.clause, each.begins, each.first, each.end) for each in block.clauses],
        )
        for block in blocks.all
    ]


def after(lines: list[Line], text: str) -> list[Line]:
    return cut_again(lines, "case.gsn", text)


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("Direct requests", "Plain requests", True),
        ("2026-05-20", "2026-05-21", True),
        ("goal G2", "goal G4", False),
        ("goal G2", "goal  G2", False),
        ("            solution E1", "        solution E1", False),
        ("The red team asked", 'The red team" asked', False),
        ("# what the red team found", "goal G4", False),
        ('refused"\n            #', 'refused"\n            undeveloped\n            #', False),
        ("    role public_body", "    rode public_body", False),
        ('case filter "', 'case filter # "', False),
    ],
)
def test_blocks_stay_where_a_text_alone_is_another(old: str, new: str, *, alike: bool) -> None:
    lines = after([], SMALL)
    assert old in SMALL
    edited = after(lines, SMALL.replace(old, new, 1))
    assert are_cut_alike(lines, edited) is alike


def test_blocks_that_are_taken_over_are_those_of_the_text() -> None:
    kept = 0
    for seed in range(1500):
        random = Random(seed)  # noqa: S311 - what is drawn has to be drawn again
        lines = after([], SMALL)
        edited = after(lines, edit(random, edit(random, SMALL)))
        if are_cut_alike(lines, edited):
            kept += 1
            assert all_of(edited) == all_of(after([], SMALL))
    assert kept > 20
