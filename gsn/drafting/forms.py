"""The two forms in which most is asked at once: a record of evidence, and a claim in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

from gsn.drafting.adding import add_clause, escaped, refer_below
from gsn.drafting.change import Change, Edit, Refused
from gsn.drafting.cursor import block_at, file_blocks
from gsn.drafting.folder import files_below
from gsn.drafting.form import Field, Filled, Form, Sort, Values
from gsn.drafting.line_edits import replaced_rows, rows_of
from gsn.drafting.naming import names_taken, next_name
from gsn.drafting.navigation import statement_at
from gsn.drafting.position import Location, at
from gsn.drafting.reading import Reading
from gsn.drafting.sample import exposure_in_words, sample_in_words
from gsn.drafting.values import number_of, whole_of, wrong_date, wrong_name
from gsn.drafting.wanted import literals_of
from gsn.drafting.words_used import units_used
from gsn.model.kinds import GOALS, QUANTITIES, Kind
from gsn.model.reference import Identity, Ref
from gsn.model.statements.argument import SolutionStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.risk.figures import figure, percent
from gsn.risk.problem import Side
from gsn.risk.statistics import upper_probability

RELATIONS = (("<=", "at most"), ("<", "below"), (">=", "at least"), (">", "above"))
LOWEST_CONFIDENCE = Fraction(1, 2)
"""A confidence lies in [½, 1)."""

LEVELS = (Fraction(95, 100), Fraction(99, 100))
"""Confidences at which a form tells what a count shows."""

ACCESS = (("black_box", "outputs alone"), ("grey_box", "some of what is inside"), ("white_box", "the weights"))


# Evidence


def evidence_form(reading: Reading, path: Path, under: int | None = None) -> Form:
    """A record of evidence: its file is picked and its digest computed.

    Args:
        reading: The case.
        path: The file that the record is written into, at its end.
        under: A line of what it supports, from 0: of a goal, under which a solution that refers to it is put; or of
            a solution, which cites it then.
    """
    module = reading.module_at(path)
    own = module.name if module is not None else ""
    fields = (
        Field("name", "Name", Sort.NAME, "by which it is cited", next_name(reading, Kind.EVIDENCE, own), required=True),
        Field("text", "What it is", Sort.TEXT, "what was done, in a few words", required=True),
        Field("type", "Type", Sort.CHOICE, "what kind of record it is", "evaluation", _types(), required=True),
        Field("file", "File", Sort.FILE, "below the case's folder", required=True, listing=partial(_files, reading)),
        Field("by", "Given by", Sort.REFERENCE, "who did it", choices=_named(reading, own, {Kind.ACTOR})),
        Field("access", "Access", Sort.CHOICE, "what they could look at", choices=ACCESS),
        Field("on", "On", Sort.REFERENCE, "what was tested", choices=_named(reading, own, _RUNS)),
        Field("dated", "Day", Sort.DATE, "the day that it is of", reading.as_of.isoformat(), required=True),
        Field("expires", "Good through", Sort.DATE, "the last day on which it counts"),
        Field("measures", "Measures", Sort.REFERENCE, "what was counted", choices=_named(reading, own, QUANTITIES)),
        Field("events", "Events", Sort.NUMBER, "how often it happened"),
        Field("trials", "Trials", Sort.NUMBER, "among how many"),
    )
    return Form(
        "A record of evidence",
        fields,
        lambda values: _check_evidence(reading, values),
        lambda values: _add_evidence(reading, path, under, values),
    )


_RUNS = frozenset({Kind.CONFIGURATION, Kind.SYSTEM})


def _types() -> tuple[tuple[str, str], ...]:
    return tuple((type_, type_.replace("_", " ")) for type_ in literals_of(EvidenceStatement, "type"))


def _files(reading: Reading) -> tuple[tuple[str, str], ...]:
    return tuple((name, "") for name in files_below(reading.folder) if not name.endswith((".gsn", ".sig")))


def _named(reading: Reading, own: str, kinds: frozenset[Kind] | set[Kind]) -> tuple[tuple[str, str], ...]:
    found = [element for element in reading.case.elements.values() if element.kind in kinds]
    return tuple(
        (
            element.name if element.module == own else element.identity,
            element.text.plain if element.text is not None else element.kind.value,
        )
        for element in found
    )


def _check_evidence(reading: Reading, values: Values) -> Filled:
    problems: dict[str, str] = {}
    notes: dict[str, str] = {}
    if values["name"] and (wrong := wrong_name(values["name"], names_taken(reading))):
        problems["name"] = wrong
    for day in ("dated", "expires"):
        if values[day] and (wrong := wrong_date(values[day])):
            problems[day] = wrong
    if values["file"]:
        digest = reading.digests.below(reading.folder, values["file"])
        (notes if digest.sha256 else problems)["file"] = digest.in_words
    if values["access"] and not values["by"]:
        problems["access"] = "say who had it"
    _check_count(values, problems, notes)
    return Filled(values, problems, notes)


def _check_count(values: Values, problems: dict[str, str], notes: dict[str, str]) -> None:
    """A count is whole and has both its numbers; what it shows is told at two confidences."""
    counted = {key: whole_of(values[key]) for key in ("events", "trials") if values[key]}
    problems |= {key: f"`{values[key]}` is no count" for key, number in counted.items() if number is None}
    if values["measures"] and len(counted) < 2:  # noqa: PLR2004 - events and trials
        problems.setdefault("trials", "a measurement is so many events of so many trials")
    if counted and not values["measures"]:
        problems["measures"] = "say what was counted"
    events, trials = counted.get("events"), counted.get("trials")
    if events is None or trials is None:
        return
    if events > trials or trials == 0:
        problems["events"] = f"{events} of {trials}: more events than trials" if events > trials else "no trial"
        return
    bounds = [
        f"{figure(upper_probability(events, trials, 1 - level), None, Side.UPPER)} at {percent(level)}"
        for level in LEVELS
    ]
    notes["trials"] = f"shows at most {' or '.join(bounds)}"


def _add_evidence(reading: Reading, path: Path, under: int | None, values: Values) -> Change | Refused:
    digest = reading.digests.below(reading.folder, values["file"])
    access = f" with {values['access']} access" if values["access"] else ""
    clauses = [
        f"type {values['type']}",
        f"on {values['on']}" if values["on"] else "",
        f'file "{escaped(values["file"])}" sha256 "{digest.sha256}"',
        f"by {values['by']}{access}" if values["by"] else "",
        f"dated {values['dated']}",
        f"expires {values['expires']}" if values["expires"] else "",
        f"measures {values['measures']}: {values['events']} of {values['trials']}" if values["measures"] else "",
    ]
    head = f'evidence {values["name"]} "{escaped(values["text"])}"'
    rows = rows_of(reading, path)
    gap = [""] if rows and rows[-1].strip() else []
    new = [*gap, head, *(f"    {clause}" for clause in clauses if clause)]
    edits = [replaced_rows(reading, path, len(rows), len(rows), new)]
    if under is not None:
        reference = _reference(reading, path, under, values["name"])
        if isinstance(reference, Refused):
            return reference
        edits = _put_together([*reference.edits, *edits])
    cursor = Location(path.resolve(), at(len(rows) + len(gap)))
    return Change(f"add evidence {values['name']}", tuple(edits), cursor=cursor, safe=False)


def _reference(reading: Reading, path: Path, under: int, name: str) -> Change | Refused:
    """What makes a record count at a place."""
    element = statement_at(reading, path, under)
    if element is not None and element.kind is Kind.SOLUTION:
        return add_clause(reading, path, under, f"cites {name}")
    return refer_below(reading, path, under, Kind.SOLUTION, name)


def _put_together(edits: list[Edit]) -> list[Edit]:
    """Two insertions at one position as one, in their order."""
    first, second = edits
    if first.range == second.range:
        ending = "" if first.text.endswith("\n") or second.text.startswith(("\n", "\r")) else "\n"
        return [Edit(first.path, first.range, f"{first.text}{ending}{second.text}")]
    return edits


# Claims


def claim_form(reading: Reading, identity: Identity) -> Form | Refused:
    """What a goal says in numbers; it tells which sample would show it."""
    element = reading.case.elements.get(identity)
    if element is None or element.kind not in GOALS:
        return Refused("a goal makes a claim")
    own = element.module
    fields = (
        Field(
            "quantity",
            "Quantity",
            Sort.REFERENCE,
            "what is bounded",
            _counted_below(reading, identity),
            _named(reading, own, QUANTITIES),
            required=True,
        ),
        Field("relation", "Relation", Sort.CHOICE, "from which side", "<=", RELATIONS, required=True),
        Field("value", "Bound", Sort.NUMBER, "a number or a percentage", required=True),
        Field("per", "Per", Sort.TEXT, "of a frequency, the time", choices=tuple((u, "") for u in units_used(reading))),
        Field("confidence", "At", Sort.PERCENT, "the confidence, from 50% to below 100%", "95%", required=True),
        Field(
            "subject",
            "For",
            Sort.REFERENCE,
            "the configuration",
            _tried_below(reading, identity),
            _named(reading, own, _RUNS),
        ),
        Field("events", "Failures allowed", Sort.NUMBER, "to tell the sample that is needed", "0"),
    )
    return Form(
        f"A claim of {element.name}",
        fields,
        _check_claim,
        lambda values: _add_claim(reading, identity, values),
    )


def _counted_below(reading: Reading, identity: Identity) -> str:
    """What records right under a goal counted, where that is one quantity: what the goal will speak of."""
    measured = (one.quantity for each in _records_below(reading, identity) for one in each.measures)
    return _the_one(reading, identity, measured)


def _tried_below(reading: Reading, identity: Identity) -> str:
    """What records right under a goal are about, where that is one thing: nothing else is claimed by them alone."""
    return _the_one(reading, identity, (each.on for each in _records_below(reading, identity) if each.on is not None))


def _records_below(reading: Reading, identity: Identity) -> Iterator[EvidenceStatement]:
    elements = reading.case.elements
    below = [link.target for link in reading.case.links if link.source == identity]
    says = [elements[each].says for each in below if each in elements]
    cited = [ref.identity for said in says if isinstance(said, SolutionStatement) for ref in said.cites]
    records = (elements[each].says for each in (*below, *cited) if each in elements)
    yield from (each for each in records if isinstance(each, EvidenceStatement))


def _the_one(reading: Reading, identity: Identity, named: Iterable[Ref]) -> str:
    """The one declared thing that is named, as the goal's module writes it."""
    elements = reading.case.elements
    names = {ref.identity for ref in named if ref.identity in elements}
    if len(names) != 1:
        return ""
    element = elements[names.pop()]
    return element.name if element.module == elements[identity].module else element.identity


def _check_claim(values: Values) -> Filled:
    problems: dict[str, str] = {}
    value, confidence = number_of(values["value"]), number_of(values["confidence"])
    if values["value"] and value is None:
        problems["value"] = f"`{values['value']}` is no number: write 0.001, 1e-3 or 0.1%"
    if values["confidence"] and (confidence is None or not LOWEST_CONFIDENCE <= confidence < 1):
        problems["confidence"] = "a confidence lies from 50% to below 100%"
    elif values["confidence"] and not values["confidence"].strip().endswith("%"):
        problems["confidence"] = "write it in percent: 95%"
    events = whole_of(values["events"] or "0")
    if events is None:
        problems["events"] = f"`{values['events']}` is no count"
    notes: Mapping[str, str] = {}
    if value is not None and confidence is not None and events is not None and not problems:
        below = values["relation"] in {"<=", "<"}
        bound = value if below else 1 - value
        told = (
            exposure_in_words(value, confidence, values["per"], events)
            if values["per"] and below
            else sample_in_words(bound, confidence, events)
            if not values["per"]
            else None
        )
        notes = {"value": told} if told else {}
    return Filled(values, problems, notes)


def _add_claim(reading: Reading, identity: Identity, values: Values) -> Change | Refused:
    element = reading.case.elements[identity]
    path = reading.path_of(element.place)
    block = block_at(reading, path, element.place.number - 1)
    if block is None or file_blocks(reading, path).headed_at(block.first) is not block:
        return Refused("the goal is in no text that can be written")
    per = f" per {values['per']}" if values["per"] else ""
    subject = f" for {values['subject']}" if values["subject"] else ""
    claim = f"claim {values['quantity']} {values['relation']} {values['value']}{per} at {values['confidence']}{subject}"
    change = add_clause(reading, path, block.first, claim)
    return change if isinstance(change, Refused) else replace(change, title=f"claim of {element.name}")
