"""One file that stands for several records: what looks like more evidence and is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from gsn.evidence.flaws import Flaw, Where
from gsn.model.case import Case, Element
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement

_SAID_OF_A_FILE = {"by": "who gives it", "on": "what it is about", "type": "of what type it is", "dated": "its day"}
"""What is true of a file, and so the same in each of its records."""


def copies(case: Case, contents: Mapping[Identity, tuple[str, str]]) -> Iterator[Flaw]:
    """GSN311 and GSN312: one content under two paths, and one file of which records say different things.

    Args:
        case: The case.
        contents: For each record whose file was read: its path, and its content's digest.
    """
    by_content: defaultdict[str, list[Identity]] = defaultdict(list)
    for record, (_, digest) in contents.items():
        by_content[digest].append(record)
    for records in by_content.values():
        if len(records) > 1:
            yield from _under_several_names(case, records, contents)
            yield from _of_several_records(case, records)


def _under_several_names(
    case: Case, records: list[Identity], contents: Mapping[Identity, tuple[str, str]]
) -> Iterator[Flaw]:
    first_of: dict[str, Identity] = {}
    for record in records:
        first_of.setdefault(contents[record][0], record)
    first, *others = first_of.values()
    for other in others:
        one, two = case.elements[first], case.elements[other]
        what = f"has the same file as `{one.name}`, under another name"
        yield Flaw(
            "GSN311",
            f"evidence `{two.name}` {what}",
            Where(other, "file"),
            "name the one file in both records; if it is to be another file, find out which",
            ((Where(first, "file"), "the same content"),),
            opens=(other,),
            question=what,
        )


def _of_several_records(case: Case, records: list[Identity]) -> Iterator[Flaw]:
    first, *others = (case.elements[record] for record in records)
    measured: set[Identity] = _measured(first)
    for other in others:
        differing = [
            (field, words)
            for field, words in _SAID_OF_A_FILE.items()
            if field not in first.lost | other.lost and _differ(_said(first, field), _said(other, field))
        ]
        again = measured & _measured(other)
        measured |= _measured(other)
        if not differing and not again:
            continue
        if again:
            field, what = "measures", f"measures what `{first.name}` measured, from the same file"
            help_ = "one measurement is one record; cite it wherever it bears"
        else:
            field, words = differing[0]
            what = f"is of the same file as `{first.name}`, and says otherwise {words}"
            help_ = "one of the two is wrong"
        yield Flaw(
            "GSN312",
            f"evidence `{other.name}` {what}",
            Where(other.identity, field),
            help_,
            ((Where(first.identity, field), "said here"),),
            opens=(first.identity, other.identity),
            question=f"shares its file with another record: `{other.name}` {what}",
        )


def _differ(one: object, other: object) -> bool:
    """Whether both are said, and not alike; what one of them leaves out contradicts nothing."""
    return one is not None and other is not None and one != other


def _said(record: Element, field: str) -> object:
    says = record.says
    value = getattr(says, field) if isinstance(says, EvidenceStatement) else None
    return value.actor if field == "by" and value is not None else value


def _measured(record: Element) -> set[Identity]:
    says = record.says
    return {item.quantity.identity for item in says.measures} if isinstance(says, EvidenceStatement) else set()
