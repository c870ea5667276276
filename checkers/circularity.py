"""Circles in what elements rest on. Iterative: a chain of a hundred thousand goals is an argument like any other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from gsn.argument import Argument
from gsn.model.reference import Identity


def cycles(argument: Argument) -> Iterator[list[Identity]]:
    """Sets of elements that rest on each other, each in the author's order (Tarjan's strongly connected components)."""
    index: dict[Identity, int] = {}
    low: dict[Identity, int] = {}
    on_stack: set[Identity] = set()
    stack: list[Identity] = []
    order = {identity: number for number, identity in enumerate(argument.case.elements)}
    for start in argument.case.elements:
        if start in index:
            continue
        work = [(start, iter(_enter(start, argument, index, low, stack, on_stack)))]
        while work:
            identity, targets = work[-1]
            target = next(targets, None)
            if target is not None:
                if target not in index:
                    work.append((target, iter(_enter(target, argument, index, low, stack, on_stack))))
                elif target in on_stack:
                    low[identity] = min(low[identity], index[target])
                continue
            work.pop()
            if work:
                parent = work[-1][0]
                low[parent] = min(low[parent], low[identity])
            if low[identity] == index[identity]:
                component = _leave(identity, stack, on_stack)
                if len(component) > 1 or identity in argument.rests_on(identity):
                    yield sorted(component, key=lambda member: order.get(member, len(order)))


def _enter(
    identity: Identity,
    argument: Argument,
    index: dict[Identity, int],
    low: dict[Identity, int],
    stack: list[Identity],
    on_stack: set[Identity],
) -> list[Identity]:
    """Number an element, put it on the stack, and give what it rests on."""
    index[identity] = low[identity] = len(index)
    stack.append(identity)
    on_stack.add(identity)
    return argument.rests_on(identity)


def _leave(identity: Identity, stack: list[Identity], on_stack: set[Identity]) -> list[Identity]:
    component = []
    while True:
        member = stack.pop()
        on_stack.discard(member)
        component.append(member)
        if member == identity:
            return component


def shortest_loop(argument: Argument, circle: list[Identity]) -> list[Identity]:
    """The shortest way from a circle's first element back to itself, both ends named."""
    start, members = circle[0], set(circle)
    came_from: dict[Identity, Identity] = {}
    queue = deque([start])
    while queue:
        identity = queue.popleft()
        for target in argument.rests_on(identity):
            if target == start:
                path = [identity]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return [*path[::-1], start]
            if target in members and target not in came_from:
                came_from[target] = identity
                queue.append(target)
    return [start, start]
