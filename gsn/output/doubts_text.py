"""Every doubt about a case, in lines: by their states, the weightiest first."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from gsn.argument import Argument
from gsn.doubt.listing import Listed, ListedPoint
from gsn.doubt.states import State
from gsn.doubt.weight import Weights
from gsn.model.reference import Edge, Identity, name_seen_from
from gsn.model.statements.argument import ChallengeStatement
from gsn.output.visible import visible

Paint = Callable[[str, str], str]

MOST_NAMED = 6
"""Elements that one line names; all of them are in the JSON."""
WIDTH = 112

_ROLES = {State.UPHELD: "failing", State.IN_DOUBT: "open", State.ACCEPTED: "dim", State.ANSWERED: "supported"}


def doubt_lines(
    argument: Argument, doubts: Sequence[Listed], confidence: Sequence[ListedPoint], paint: Paint, width: int = WIDTH
) -> Iterator[str]:
    """All doubts, then what confidence is argued for, then how many there are.

    Args:
        argument: The case's argument.
        doubts: What :func:`gsn.doubt.listing.listed` gives.
        confidence: What :func:`gsn.doubt.listing.points` gives.
        paint: Colours a role.
        width: Columns that a line may take.
    """
    digits = len(str(max((doubt.weight for doubt in doubts), default=0)))
    for state in State:
        alike = [doubt for doubt in doubts if doubt.state is state]
        if alike:
            yield paint("bold", f"{state} ({len(alike)})")
            for doubt in alike:
                yield from _told(argument, doubt, digits, paint, width)
            yield ""
    if confidence:
        yield paint("bold", f"confidence ({len(confidence)})")
        yield from (_point_line(argument, point) for point in confidence)
        yield ""
    yield f"{_counted(doubts)}, judged on {argument.as_of}"
    yield f"a weight counts what rests on what is doubted, of {Weights(argument).most} elements that the case rests on"


def ends(about: Identity | tuple[Identity, Identity] | Edge) -> list[str]:
    """One identity for an element, two for a relationship."""
    if isinstance(about, Edge):
        return [about.source.identity, about.target.identity]
    return [about] if isinstance(about, str) else list(about)


def said(argument: Argument, doubt: Listed) -> ChallengeStatement | None:
    """What the challenge that raised a doubt says, where one did."""
    element = argument.element(doubt.challenge) if doubt.challenge is not None else None
    return element.says if element is not None and isinstance(element.says, ChallengeStatement) else None


def text_of(argument: Argument, identity: Identity) -> str:
    """An element's text; empty where it has none."""
    element = argument.element(identity)
    return element.text.plain if element is not None and element.text is not None else ""


def _told(argument: Argument, doubt: Listed, digits: int, paint: Paint, width: int) -> Iterator[str]:
    indent = " " * (digits + 4)
    name = doubt.known.name if doubt.known is not None else _named(argument, doubt.challenge or "")
    says = doubt.known.question if doubt.known is not None else text_of(argument, doubt.challenge or "")
    weight = paint(_ROLES[doubt.state], f"{doubt.weight:>{digits}}")
    yield f"  {weight}  {paint('bold', visible(name))}  {visible(_about(argument, doubt))}"
    yield from textwrap.wrap(visible(says), width, initial_indent=indent, subsequent_indent=indent)
    yield from textwrap.wrap(visible(_became(argument, doubt)), width, initial_indent=indent, subsequent_indent=indent)


def _about(argument: Argument, doubt: Listed) -> str:
    named = [" -> ".join(_named(argument, end) for end in ends(about)) for about in doubt.about[:MOST_NAMED]]
    more = len(doubt.about) - MOST_NAMED
    return f"on {', '.join(named) or 'nothing'}{f' and {more} more' if more > 0 else ''}"


def _became(argument: Argument, doubt: Listed) -> str:
    """What has become of a doubt, in a line."""
    raised = f"raised by {_named(argument, doubt.challenge)}; " if doubt.known is not None and doubt.challenge else ""
    says = said(argument, doubt)
    match doubt.state:
        case State.ANSWERED:
            holding = [_named(argument, answer.challenge) for answer in doubt.answers if not answer.why]
            return f"{raised}answered by {', '.join(holding)}"
        case State.ACCEPTED if says is not None and says.accepted is not None:
            return f"{raised}accepted by {says.accepted.by.name}: {says.accepted.text.plain}"
        case _:
            return f"{raised}{doubt.why}"


def _point_line(argument: Argument, point: ListedPoint) -> str:
    on = " -> ".join(_named(argument, end) for end in ends(point.on)) if point.on is not None else "nothing"
    by = f"argued by {_named(argument, point.argued_by)}" if point.argued_by is not None else "argued by nothing"
    held = point.why or "which is supported"
    return visible(f"  {'○' if point.why else '✓'} {_named(argument, point.point)} on {on}, {by}: {held}")


def _counted(doubts: Sequence[Listed]) -> str:
    counts = [(state, sum(doubt.state is state for doubt in doubts)) for state in State]
    told = ", ".join(f"{number} {state}" for state, number in counts if number) or "none"
    return f"{len(doubts)} doubt{'' if len(doubts) == 1 else 's'}: {told}"


def _named(argument: Argument, identity: Identity) -> str:
    return name_seen_from(argument.case.name, identity)
