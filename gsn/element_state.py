"""The state of each element of a judged case: how far it is supported, and what keeps it from being so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gsn.argument import Argument
from gsn.checking import Judgement
from gsn.findings import Severity
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.verdict import grounds_of


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
    for identity in _below_first(argument):
        if identity in states and states[identity].state is not State.OPEN:
            continue
        below = [(target, states[target]) for target in argument.rests_on(identity) if target in states]
        weakest = min(below, key=lambda pair: _WORST_FIRST.index(pair[1].state), default=None)
        if identity in states or weakest is None:
            continue
        target, state = weakest
        if state.state is not State.SUPPORTED:
            states[identity] = ElementState(
                State.OPEN, f"rests on {name_of(target)}, which is {state.state}", own=False
            )
    supported = ElementState(State.SUPPORTED, "", own=False)
    return {element.identity: states.get(element.identity, supported) for element in argument.elements}


def _own_states(judgement: Judgement) -> dict[Identity, ElementState]:
    """What findings and grounds say of elements themselves; the worst holds."""
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
    for challenge in argument.by_kind[Kind.CHALLENGE]:
        for link in argument.challenged_by(challenge.identity):
            what = "is" if link.end is None else f"its step to {name_of(link.end)} is"
            doubted = ElementState(State.OPEN, f"{what} challenged by {challenge.name}", own=True)
            states.setdefault(link.target, doubted)
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
