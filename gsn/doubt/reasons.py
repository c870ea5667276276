"""Why a doubt is open, and why what was to answer it does not, as parts of sentences."""

from __future__ import annotations

from gsn.argument import Argument
from gsn.model.case import Link
from gsn.model.reference import Identity, module_of, name_of
from gsn.support import lacks_of

from .acceptance import Acceptance, accepted_by
from .grounded import ANSWERING, edges_of, is_said_to_stand
from .states import Doubts, Raised, State

MOST_TOLD = 3
"""Counter-challenges of which it is told why they answer nothing."""


def shown(identity: Identity) -> str:
    """An element's name in a sentence; a module's where it is referred to as a whole."""
    return f"`{name_of(identity) or module_of(identity)}`"


def what_is_challenged(link: Link) -> str:
    """An element's name, or a relationship's ends."""
    if link.end is None:
        return shown(link.target)
    return f"`{name_of(link.target)} -> {name_of(link.end)}`"


def bears(argument: Argument, link: Link) -> bool:
    """Whether what the case shows rests on what a challenge is on.

    On the relationship of another challenge it does not, whatever that one is on: what is shown rests on no challenge.
    """
    if link.end is None or link.target in argument.carried:
        return link.target in argument.carried
    of_a_challenge = any(link.end in {other.target, other.end} for other in argument.challenged_by(link.target))
    return link.end in argument.carried and not of_a_challenge


def code_of(argument: Argument, raised: Raised) -> str:
    """The rule that tells of an open challenge: by what is said of it, and by what was to answer it."""
    if raised.state is State.UPHELD:
        return "GSN603"
    if accepted_by(argument.element(raised.challenge)) is not None:
        return "GSN605"
    if is_dismissed(argument, raised.link):
        return "GSN604"
    return "GSN602" if raised.counters else "GSN601"


def is_dismissed(argument: Argument, link: Link) -> bool:
    """Whether somebody says that a challenge, or its relationship, is defeated."""
    element = argument.element(link.source)
    said = element is not None and any(defeat.edge is None for defeat in element.annotations.defeated)
    return said or any(edge in argument.defeated_relationships for edge in edges_of(link))


def why_open(argument: Argument, doubts: Doubts, raised: Raised) -> str:
    """Why a doubt that is open is so."""
    match code_of(argument, raised):
        case "GSN603" if is_said_to_stand(argument, raised.challenge):
            return "it is said to stand"
        case "GSN603":
            return "it rests on evidence, and nothing answers it"
        case "GSN605":
            by = accepted_by(argument.element(raised.challenge))
            return _why_not_accepted(argument, by or "")
        case "GSN604":
            return "that it is defeated is said, and nothing that rests on evidence answers it"
        case "GSN602":
            counters = [doubts.raised[number] for number in raised.counters]
            return "; ".join(why_no_answer(argument, doubts, counter) for counter in counters[:MOST_TOLD])
        case _:
            return "nothing answers it"


def _why_not_accepted(argument: Argument, by: Identity) -> str:
    if Acceptance(argument).may_accept(by):
        return f"that {shown(by)} accepts it is not their own word: a signed review of theirs would be"
    return f"{shown(by)}, who accepts it, is neither a regulator nor a public body beside the developer"


def why_no_answer(argument: Argument, doubts: Doubts, counter: Raised) -> str:
    """Why a counter-challenge answers nothing."""
    name = shown(counter.challenge)
    if argument.kind_of(counter.challenge) not in ANSWERING:
        return f"{name} answers nothing: it is no goal and no solution"
    why = why_not_clear(argument, doubts, counter.challenge)
    return f"{name} answers nothing: {why or 'it is given up, or its own relationship is in doubt'}"


def why_not_clear(argument: Argument, doubts: Doubts, identity: Identity) -> str:
    """What keeps an element from being supported all the way down and free of doubt; nothing where it is so."""
    grounded = doubts.grounded
    if identity in grounded.clear:
        return ""

    def onward(above: Identity) -> list[Identity]:
        return [below for below in argument.rests_on(above) if below not in grounded.clear]

    for reached in argument.walk([identity], onward):
        why = _own_trouble(argument, doubts, reached)
        if why:
            return why
    return f"{shown(identity)} rests on a circle"


def _own_trouble(argument: Argument, doubts: Doubts, identity: Identity) -> str:
    """What an element lacks, or what leaves it or a step from it in doubt."""
    lack = next(lacks_of(argument, identity), None)
    challenges = doubts.elements.get(identity, ())
    if lack is not None:
        return f"{shown(identity)} {lack.about}" if lack.about else lack.message
    if identity in argument.risk.unproved:
        return f"{shown(identity)} makes a claim that is not proved"
    if challenges:
        return f"{shown(identity)} is left in doubt by {shown(challenges[0])}"
    if any((identity, below) in doubts.edges for below in argument.rests_on(identity)):
        return f"a step from {shown(identity)} is in doubt"
    if any((identity, below) in argument.defeated_relationships for below in argument.rests_on(identity)):
        return f"a step from {shown(identity)} is given up"
    return ""
