"""The least set of facts that clauses bring about, in time linear in their length (Dowling and Gallier 1984)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Fact = TypeVar("Fact", bound=Hashable)


def least_facts(clauses: Iterable[tuple[Fact, Sequence[Fact]]]) -> set[Fact]:
    """Every fact that follows from clauses of the form `(fact, what all has to hold for it)`.

    What holds up only itself, in a circle, does not follow.
    """
    heads: list[Fact] = []
    missing: list[int] = []
    waiting: defaultdict[Fact, list[int]] = defaultdict(list)
    ready: list[Fact] = []
    for number, (head, body) in enumerate(clauses):
        conditions = set(body)
        heads.append(head)
        missing.append(len(conditions))
        for fact in conditions:
            waiting[fact].append(number)
        if not conditions:
            ready.append(head)
    found: set[Fact] = set()
    while ready:
        fact = ready.pop()
        if fact in found:
            continue
        found.add(fact)
        for number in waiting.pop(fact, ()):
            missing[number] -= 1
            if missing[number] == 0:
                ready.append(heads[number])
    return found
