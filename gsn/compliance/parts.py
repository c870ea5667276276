"""What a record has to cover and to contain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from gsn.compliance.account import Shortfall
from gsn.compliance.on_file import OnFile, Record
from gsn.evidence.typed import PARTS
from gsn.treaty.record import Compared, Samples
from gsn.treaty.telling import listed

_GOVERNANCE = PARTS["governance_audit"]

MADE_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"risk_management": _GOVERNANCE[:3], "safety_culture": _GOVERNANCE[3:]}
)
"""What the review calls one thing and an audit covers in parts (section 1.2.3, footnotes 53 and 54)."""


MOST_LISTED = 5
"""Evaluations with too few samples that a message names."""


def uncovered(records: Sequence[Record], parts: Collection[str]) -> Iterator[Shortfall]:
    """Parts that records do not cover between them: audits share them out."""
    covered = {part for record in records for part in record.says.covers}
    missing = [part for part in parts if part not in covered and not covered.issuperset(MADE_OF.get(part, (part,)))]
    if missing:
        named = listed(_missing_parts(part, covered) for part in missing)
        nearest = max(records, key=lambda record: len(covered.intersection(record.says.covers)))
        yield _pooled(records, nearest, "covers", f"covers no {named}{_beside(records)}")


def _missing_parts(part: str, covered: Collection[str]) -> str:
    """A part, and where it has parts of its own those of them that are missing while others are there."""
    own = MADE_OF.get(part, ())
    missing = [f"`{each}`" for each in own if each not in covered]
    return f"`{part}`" + (f" ({listed(missing)})" if missing and len(missing) < len(own) else "")


def uncontained(
    records: Sequence[Record], contents: Collection[str], attribute: str = "contains"
) -> Iterator[Shortfall]:
    """Contents that are not there. Reports share them out; of whatever else there is, one record has all of them."""
    if not contents:
        return
    pools = [records] if all(record.says.type == "report" for record in records) else [[each] for each in records]
    found = [(pool, _missing(pool, contents)) for pool in pools]
    pool, missing = min(found, key=lambda pair: len(pair[1]))
    if missing:
        nearest = max(pool, key=lambda record: len(record.contents().intersection(contents)))
        named = listed(f"`{each}`" for each in missing)
        yield _pooled(pool, nearest, attribute, f"contains no {named}{_beside(pool)}", field="contains")


def _beside(records: Sequence[Record]) -> str:
    return f", nor does another of {len(records)} such records" if len(records) > 1 else ""


def _missing(records: Sequence[Record], contents: Collection[str]) -> list[str]:
    held = {name for record in records for name in record.contents()}
    return [name for name in contents if name not in held]


def not_compared(records: Sequence[Record], compared: Compared | None) -> Iterator[Shortfall]:
    """A comparison that no record contains, or one with a reference whose standing no record contains."""
    if compared is not None:
        yield from uncontained(records, compared_contents(compared), "compared_with")


def compared_contents(compared: Compared) -> tuple[str, ...]:
    """What a record of a comparison contains: the reference, and the standing that it has to have."""
    return (compared.reference.name, *([compared.during] if compared.during is not None else []))


def too_few_samples(records: Sequence[Record], wanted: Sequence[Samples], on_file: OnFile) -> Iterator[Shortfall]:
    """Evaluations of which records hold too few samples.

    Each place at which a record `contains` an evaluation, by its name, is a sample of it; so is each sample of a log
    that a record itself counts in.
    """
    stated = {
        (content.name, record.identity, content.at.plain)
        for record in records
        for content in record.says.contains
        if content.at is not None
    }
    places = Counter(name for name, _, _ in stated)
    own = frozenset(record.identity for record in records)
    for samples in wanted:
        sampled = [each for each in on_file.of_type(samples.each) if not each.is_of_tomorrow]
        held = {each.name: places[each.name] for each in sampled}
        held |= {each.name: held[each.name] + on_file.logged_samples(each) for each in sampled if each.identity in own}
        few = [f"{number} of `{name}`" for name, number in held.items() if number < samples.number]
        what = f"can hold samples of nothing: no record is of type `{samples.each}`"
        if few:
            others = f" and of {len(few) - MOST_LISTED} others too few" if len(few) > MOST_LISTED else ""
            what = f"has too few samples: {samples.number} of each {samples.each} are asked, and there are"
            what = f"{what} {', '.join(few[:MOST_LISTED])}{others}"
        if few or not sampled:
            yield _pooled(records, records[0], "samples", what, field="contains", is_open=not sampled)


def unnamed_report(record: Record, name: str, *, says_enough: bool) -> Iterator[Shortfall]:
    """A report of which nothing says what it is: any document is a report, so it has to say which one it is."""
    if record.says.type == "report" and not says_enough and name not in record.contents():
        what = f"is a report, and nothing says that it is this one: `contains {name}` would"
        yield record.short("contains", what, is_open=True)


def _pooled(
    records: Sequence[Record], nearest: Record, attribute: str, what: str, *, field: str = "", is_open: bool = False
) -> Shortfall:
    """A shortfall of several records together, told at the one that comes nearest."""
    lost = any(record.lost(field or attribute) for record in records)
    return nearest.short(attribute, what, field=field, is_open=is_open or lost)
