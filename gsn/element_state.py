"""The state of each element of a judged case: how far it is supported, and what keeps it from being so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gsn.findings import Severity
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of

if TYPE_CHECKING:
    from gsn.argument import Argument
    from gsn.checking import Judgement


class State(StrEnum):
    """From good to bad. A colour never stands alone: each has a sign."""

    SUPPORTED = "supported"
    OPEN = "open"
    FAILING = "failing"
    UNREADABLE = "unreadable"

    @property
    def sign(self) -> str:
        return _SIGNS[self]


_SIGNS = {State.SUPPORTED: "✓", State.OPEN: "○", State.FAILING: "✗", State.UNREADABLE: "?"}
_WORST_FIRST = (State.FAILING, State.UNREADABLE, State.OPEN, State.SUPPORTED)


@dataclass(frozen=True, slots=True)
class ElementState:
    """An element's state and why. ``own`` where the reason is at the element itself, and not below it."""

    state: State
    why: str
    own: bool


def states_of(judgement: Judgement) -> dict[Identity, ElementState]:
    """The state of every element.

    What is wrong at an element makes it failing, what is left open makes it open; an element that rests on one that
    is not supported is open, with that one named. An element on a circle rests on itself and fails by its finding.
    """
    argument = judgement.argument
    states = _own_states(judgement)
    doubted = dict(_in_doubt(argument))
    for identity in _below_first(argument):
        _pass_on(argument, doubted, identity)
        if identity in states and states[identity].state is not State.OPEN:
            continue
        below = [(target, states[target]) for target in argument.rests_on(identity) if target in states]
        weakest = min(below, key=lambda pair: _WORST_FIRST.index(pair[1].state), default=None)
        if identity in states or weakest is None:
            continue
        target, state = weakest
        if state.state is not State.SUPPORTED:
            by = f" ({doubted[target]})" if target in doubted else ""
            why = f"rests on {name_of(target)}, which is {state.state}{by}"
            states[identity] = ElementState(State.OPEN, why, own=False)
    supported = ElementState(State.SUPPORTED, "", own=False)
    return {element.identity: states.get(element.identity, supported) for element in argument.elements}


def _own_states(judgement: Judgement) -> dict[Identity, ElementState]:
    """What findings and grounds say of elements themselves; the worst holds."""
    from gsn.verdict import grounds_of  # the rules' side: a face that shows states starts without it

    argument = judgement.argument
    states: dict[Identity, ElementState] = {}
    for element in argument.by_kind[Kind.UNREADABLE]:
        states[element.identity] = ElementState(State.UNREADABLE, "could not be read", own=True)
    for finding in (*judgement.findings, *judgement.hidden):
        if finding.element is not None and finding.severity is Severity.ERROR:
            states.setdefault(finding.element, ElementState(State.FAILING, finding.message, own=True))
    beside = [element.identity for element in argument.elements if element.identity not in argument.carried]
    grounds = [*judgement.grounds, *(ground for identity in beside for ground in grounds_of(argument, identity))]
    for ground in grounds:
        if ground.element is not None:
            states.setdefault(ground.element, ElementState(State.OPEN, ground.about or ground.message, own=True))
    for identity, doubt in _in_doubt(argument):
        states.setdefault(identity, ElementState(State.OPEN, f"is in doubt: {doubt}", own=True))
    return _without_settled(argument, states)


def _in_doubt(argument: Argument) -> Iterator[tuple[Identity, str]]:
    """Every element that is in doubt, or a step from it, and what leaves it so."""
    doubts = argument.doubts
    for target, challenges in doubts.elements.items():
        yield target, f"{name_of(challenges[0])} challenges it"
    for (source, end), challenges in doubts.edges.items():
        if source not in doubts.elements:
            yield source, f"{name_of(challenges[0])} challenges its step to {name_of(end)}"
    for place, names in doubts.names.items():
        if place not in doubts.elements:
            yield place, f"{names[0].replace('_', ' ')} is not answered"


def _pass_on(argument: Argument, doubted: dict[Identity, str], identity: Identity) -> None:
    """Let what rests on a doubted element say which doubt that is, however far below."""
    if identity not in doubted:
        below = next((target for target in argument.rests_on(identity) if target in doubted), None)
        if below is not None:
            told = doubted[below]
            doubted[identity] = told if told.startswith("below it, ") else f"below it, {name_of(below)}: {told}"


def _without_settled(argument: Argument, states: dict[Identity, ElementState]) -> dict[Identity, ElementState]:
    """A challenge that is answered or accepted wants nothing any more, and least of all support."""
    for challenge in argument.by_kind[Kind.CHALLENGE]:
        raised = argument.doubts.by_challenge(challenge.identity)
        held = states.get(challenge.identity)
        if raised and not any(doubt.state.is_open for doubt in raised) and (held is None or held.state is State.OPEN):
            states[challenge.identity] = ElementState(State.SUPPORTED, f"is {raised[0].state}", own=True)
    return states


def _below_first(argument: Argument) -> list[Identity]:
    """Every element after all that supports it, as far as there is no circle."""
    done: list[Identity] = []
    seen: set[Identity] = set()
    for element in argument.elements:
        stack: list[tuple[Identity, bool]] = [(element.identity, False)]
        while stack:
            identity, finished = stack.pop()
            if finished:
                done.append(identity)
            elif identity not in seen:
                seen.add(identity)
                stack.append((identity, True))
                stack.extend((target, False) for target in argument.rests_on(identity) if target not in seen)
    return done
