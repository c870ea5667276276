"""What may be leaned on, and from when on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gsn.risk.certificate import Rule
from gsn.risk.kernel import check
from gsn.risk.problem import Believed
from tests.risk.kernel.building import Draft, exact, named


def argued() -> tuple[Draft, int]:
    """A goal GC that argues a definition, and claims something itself; gives the step that proves that."""
    draft = Draft()
    draft.probability("a", "b")
    draft.probability("q", definition="a", complete_by="GC")
    claim = draft.claim("GC", "b", "<=", "1/2", "1%")
    draft.support("GC", records=["R"])
    record = draft.record("R", "b", Believed(None, exact("1/2"), None, exact("1%"), central=False))
    return draft, draft.settle(claim, draft.of_record(Rule.BELIEF, record, "1/2", "1%"))


def define(draft: Draft) -> int:
    premise = draft.step(Rule.TOP, "a", 1)
    return draft.step(Rule.DEFINE, "q", 1, premise, holds=[("definition", "q", "GC")])


def refused(draft: Draft) -> set[int]:
    return set(check(draft.problem(), draft.certificate()).nodes_refused)


def test_what_has_a_claim_can_be_leaned_on_once_it_is_proved_and_not_before() -> None:
    draft, _ = argued()
    proving = draft.nodes
    draft.nodes = []
    early = define(draft)
    again = define(draft)
    before = len(draft.nodes)
    draft.nodes += [replace(node, premises=tuple(premise + before for premise in node.premises)) for node in proving]
    late = define(draft)
    assert refused(draft) == {early, again}
    assert late not in refused(draft)


@pytest.mark.parametrize("depth", [1, 5, 5000])
def test_all_that_is_below_counts_however_deep(depth: int) -> None:
    draft, _ = argued()
    for level in range(depth):
        draft.rest("GC" if level == 0 else f"X{level - 1}", f"X{level}")
    step = define(draft)
    assert step not in refused(draft)
    last = f"X{depth - 1}"
    draft.marks[named(last)] = ("is undeveloped",)
    assert step in refused(draft)
    del draft.marks[named(last)]
    draft.rest(last, "X0")
    assert step in refused(draft)


def test_an_element_that_only_shares_what_another_rests_on_is_judged_by_itself() -> None:
    draft, _ = argued()
    draft.probability("r", definition="a", complete_by="GD")
    for goal in ("GC", "GD"):
        draft.rest(goal, "shared")
    draft.rest("GD", "marked")
    draft.marks[named("marked")] = ("is undeveloped",)
    fine = define(draft)
    premise = draft.step(Rule.TOP, "a", 1)
    lacking = draft.step(Rule.DEFINE, "r", 1, premise, holds=[("definition", "r", "GD")])
    assert refused(draft) == {lacking}
    assert fine not in refused(draft)
