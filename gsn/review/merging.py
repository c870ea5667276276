"""Several reviewers' texts made one, where they do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gsn.language.outline import LogicalLine

from .reading import ReadReview, below_head, in_head
from .writing import quoted

_SAID_ONCE = {"of": "another submission", "files": "other files", "determination": "another determination"}
"""Clauses that may stand in one review once, and what two of them would be."""


class Conflict(ValueError):
    """Why reviews cannot be made one: each line a reason."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


def merge(given: Sequence[ReadReview], name: str) -> str:
    """One review of what several reviewers of one institute wrote.

    Each clause stands in it once. What they judged, asked and doubted is put together; what only one may be has to be
    the same in all that have it.

    Args:
        given: The reviews, of which the last day counts.
        name: The name of the one.

    Raises:
        Conflict: They are of different submissions, by different actors, decide differently, or use a name twice.
    """
    conflicts = [*_conflicts(given), *_names_twice(given), *_own_modules(given)]
    if conflicts:
        raise Conflict(conflicts)
    newest = max(given, key=lambda read: read.says.by.on.isoformat() if read.says.by is not None else "")
    title = newest.head.text.plain if newest.head.text is not None else "Review"
    day = newest.says.by.on if newest.says.by is not None else None
    lines = [f"review {name} {quoted(title)}", f"    by {newest.by} on {day}"]
    clauses = (_written(line) for read in given for line in in_head(read) if line.word not in {"by", "follows"})
    lines += dict.fromkeys(clauses)
    for read in given:
        lines += ["", *(_written(line) for line in below_head(read) if line.word)]
    return "\n".join(lines) + "\n"


def _written(line: LogicalLine) -> str:
    return "\n".join(each.text.rstrip() for each in line.lines)


def _conflicts(given: Sequence[ReadReview]) -> Iterator[str]:
    first = given[0]
    for read in given:
        if read.says.by is None:
            yield f"`{read.path}` does not say whose it is"
        elif read.by != first.by:
            yield f"`{read.path}` is by `{read.by}`, and `{first.path}` by `{first.by}`: each signs its own"
    for field, what in _SAID_ONCE.items():
        said = [(read, value) for read in given if (value := getattr(read.says, field)) is not None]
        for read, value in said[1:]:
            if value != said[0][1]:
                yield f"`{read.path}` has {what} than `{said[0][0].path}`"


def _names_twice(given: Sequence[ReadReview]) -> Iterator[str]:
    taken: dict[str, ReadReview] = {}
    for read in given:
        names = [element.name for element in read.text.elements]
        for name in dict.fromkeys([*names, *(query.name for query in read.says.queries)]):
            if name in taken:
                yield f"`{read.path}` and `{taken[name].path}` both name something `{name}`"
            taken.setdefault(name, read)


def _own_modules(given: Sequence[ReadReview]) -> Iterator[str]:
    """A review that names itself would name nothing once it has another name."""
    for read in given:
        if any(f"{read.name}::" in line.text for line in read.lines):
            yield f"`{read.path}` names its own statements as `{read.name}::…`: leave the module out"
