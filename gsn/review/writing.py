"""A new review as a text: what it is of, and all that waits to be judged, as comments to be made clauses of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from gsn.argument import Argument
from gsn.model.reference import Identity, module_of, name_of
from gsn.output.visible import visible

from .submitted import Submitted
from .waiting import Waiting, standing_doubts, to_accept, to_judge

MOST_WORDS = 24
"""Words of an element that a comment repeats."""


def new_review(argument: Argument, of: Submitted, name: str, by: str, on: date) -> str:
    """The text of a review of which nothing has been said yet."""
    lines = [*head(of, name, by, on, argument.case.name), *_body(argument, by)]
    return "\n".join(lines) + "\n"


def head(of: Submitted, name: str, by: str, on: date, title: str) -> Iterator[str]:
    """What a review is of, and whose."""
    yield f"review {name} {quoted(f'Review of {title}')}"
    if of.submission is not None:
        yield f"    of sha256 {quoted(of.submission)}"
    if of.files is not None:
        yield f"    files sha256 {quoted(of.files)}"
    yield f"    by {by} on {on}"


def _body(argument: Argument, by: str) -> Iterator[str]:
    main = argument.case.name
    waiting = to_judge(argument)
    if waiting:
        yield ""
        yield "    # What waits to be judged, what limits rest on first. Make a clause of what you have judged:"
        yield "    # take the mark away, and say why."
        yield from _clauses(argument, waiting, "judged", main)
    doubts = to_accept(argument)
    if doubts:
        yield ""
        yield "    # Challenges that nothing answers. Accept one as a residual risk, or leave it: it stands."
        yield from _clauses(argument, doubts, "accepts", main)
    yield ""
    yield '    # query Q1 about G1 "What do you want to know?"'
    yield '    # substitutes QUANTITY: 1 of 60 "Your own number, and why"'
    yield '    # condition "What the determination holds under"'
    yield '    # determination pending "Your grounds"'
    names = standing_doubts(argument)
    if names:
        shown = argument.tops[0].identity if argument.tops else f"{main}::G1"
        yield ""
        yield "# Standing doubts that nothing answers. Raise one, and accept it or not."
        for number, doubt in enumerate(names, 1):
            yield f'# challenge D{number} "{doubt.replace("_", " ")}"'
            yield f"#     challenges {written(shown, main)}"
            yield f"#     standing {doubt}"
            yield f'#     accepted "Why it is a residual risk" by {by}'


def _clauses(argument: Argument, waiting: Iterable[Waiting], word: str, main: str) -> Iterator[str]:
    for each in waiting:
        element = argument.element(each.element)
        text = element.text.plain if element is not None and element.text is not None else ""
        yield f"    # {argument.kind_of(each.element)}: {in_a_comment(text)} ({each.why})"
        yield f'    # {word} {written(each.element, main)} "…"'


def written(identity: Identity, main: str) -> str:
    """A name as a review writes it: with its module, where that is not the case's main one."""
    return name_of(identity) if module_of(identity) == main else identity


def in_a_comment(text: str) -> str:
    """A text of the case on one line: whatever is in it, it ends no comment and begins no clause."""
    words = visible(text).split()
    return " ".join([*words[:MOST_WORDS], *(["…"] if len(words) > MOST_WORDS else [])])


def quoted(text: str) -> str:
    """A text as the language writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("{", "\\{").replace("[[", "\\[[")
    return f'"{escaped}"'
