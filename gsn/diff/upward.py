"""What rests on what changed: the goals that a reviewer has to look at again although nobody touched them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gsn.argument import Argument
from gsn.diff.change import Change, Touched
from gsn.model.kinds import GOALS
from gsn.model.naming import names_in
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement


def touched_by(changes: Iterable[Change], argument: Argument) -> Iterator[Touched]:
    """The goals above everything that changed, those that changed among them, the shown ones first.

    Args:
        changes: What changed; remarks touch nothing.
        argument: The new case's.
    """
    start = [identity for change in changes if change.of_substance for identity in change.touches]
    above = _above(argument)
    reached = set(argument.walk(dict.fromkeys(start), lambda identity: above.get(identity, ())))
    shown = dict.fromkeys(goal.identity for goal in argument.tops)
    yield from (Touched(identity, shown=True) for identity in shown if identity in reached)
    for goal in argument.elements:
        if goal.kind in GOALS and goal.identity in reached and goal.identity not in shown:
            yield Touched(goal.identity, shown=False)


def _above(argument: Argument) -> dict[Identity, list[Identity]]:
    """For each element those that rest on it, speak of it, or are doubted by it; for a record what it measures."""
    found: defaultdict[Identity, list[Identity]] = defaultdict(list)
    for element in argument.elements:
        identity = element.identity
        for below in argument.rests_on(identity):
            found[below].append(identity)
        if element.clause_places:
            for ref, _ in names_in(element.says):
                found[ref.identity].append(identity)
        if isinstance(element.says, EvidenceStatement):
            for measured in element.says.measures:
                found[identity].append(measured.quantity.identity)
        for link in argument.challenged_by(identity):
            found[identity] += [link.target] if link.end is None else [link.target, link.end]
    return found
