"""The order in which definitions can be read: what a quantity is made of comes before it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def parts_first(
    items: Iterable[Item], parts_of: Callable[[Item], Iterable[Item]]
) -> tuple[list[Item], frozenset[Item]]:
    """Items with their parts before them, and those that lie on a circle or above one, which have no place.

    Iterative: definitions are as deep as their author made them.
    """
    done: dict[Item, bool] = {}
    order: list[Item] = []
    for start in items:
        if start in done:
            continue
        path = {start}
        stack = [(start, iter(parts_of(start)), [True])]
        while stack:
            item, parts, sound = stack[-1]
            for part in parts:
                if part in path or done.get(part) is False:
                    sound[0] = False  # a part that is on a circle takes its whole with it
                elif part not in done:
                    path.add(part)
                    stack.append((part, iter(parts_of(part)), [True]))
                    break
            else:
                stack.pop()
                path.discard(item)
                done[item] = sound[0]
                if sound[0]:
                    order.append(item)
                elif stack:
                    stack[-1][2][0] = False
    return order, frozenset(item for item, sound in done.items() if not sound)
