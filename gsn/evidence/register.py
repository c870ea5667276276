"""The register of a case's evidence: every record's state on one day, and what else is wrong with the evidence.

Each file is looked at once, all of them together. A record's state is what is wrong with the record itself, else with
its signature, else with its giver, else with who is said to recognise it; what nothing is wrong with is accepted, or
unlinked where no solution cites it. What leaves a record's worth open although it is accepted stands beside its state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gsn.evidence import authorities, chips, compute, copies, figures, incidents, ledgers, own_word, typed
from gsn.evidence.actors import Actors, Registry
from gsn.evidence.attestation import Attested, attestation_trouble, read_attestation
from gsn.evidence.configurations import other_systems, uncarried_records
from gsn.evidence.entitlement import Givers, entitlement_of, recognition_of
from gsn.evidence.files import Contents, Located, is_digest, locate, reader
from gsn.evidence.flaws import Flaw
from gsn.evidence.protocols import announced, announcements
from gsn.evidence.states import Assessment, State, own_questions, own_trouble, sound
from gsn.evidence.systems import Systems
from gsn.evidence.uses import Records, Uses, linked_records, needs_a_solution, records_of, uses_of
from gsn.model.case import Case, Element
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement

STANDS_AGAINST = frozenset({"GSN358", "GSN359", "GSN360", "GSN364"})
"""Flaws that keep a case from passing whether or not anything rests on the record: bad news that nobody cites."""


SEEN = "it is not handed over, and a recognised institute attests having seen it"
"""Why a withheld record is accepted."""


@dataclass(frozen=True, slots=True)
class Register:
    """What evidence comes to on a day.

    Attributes:
        assessments: The state of every record.
        flaws: Whatever else is wrong with evidence and with actors, by the code of the rule that tells it.
        planned: The runs that an accepted protocol of an earlier day announced.
        uses: Where records are used.
        actors: Whose word counted.
    """

    assessments: Mapping[Identity, Assessment]
    flaws: Mapping[str, tuple[Flaw, ...]]
    planned: frozenset[Identity]
    uses: Uses
    actors: Actors

    def standing_against(self) -> Iterator[Flaw]:
        """What authorities and incidents have against the case and nothing answers, cited or not."""
        for code in sorted(STANDS_AGAINST):
            yield from self.flaws.get(code, ())


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in the case's folder: each record's file and its signature; and whose files others have seen."""

    files: Mapping[Identity, tuple[Located, Contents | None]]
    signatures: Mapping[Identity, Attested]
    seen: frozenset[Identity] = frozenset()


def register_of(case: Case, as_of: date, registry: Registry | None = None, seen: Collection[Identity] = ()) -> Register:
    """Judge a case's evidence.

    Args:
        case: The case, read.
        as_of: The day on which everything dated is judged.
        registry: A reviewer's actors, in the place of the case's own (:func:`gsn.evidence.actors.registry_of`).
        seen: Records that are withheld, and whose files somebody attests having seen whose word counts.
    """
    uses = uses_of(case)
    actors = Actors({key: found for key, found in case.elements.items() if found.kind is not Kind.EVIDENCE}, registry)
    givers = Givers(actors, Systems(case), as_of)
    records = records_of(case)
    found = replace(look_at_files(case, records), seen=frozenset(seen))
    states = _states(case, records, found, givers, uses)
    flaws = _by_code(_flaws(case, records, uses, givers, states, found))
    opened = _opened(flaws)
    assessments = {
        record.identity: _with_questions(states[record.identity], record, says, opened.get(record.identity, []), givers)
        for record, says in records
    }
    return Register(assessments, flaws, frozenset(announced(records, states)), uses, actors)


# Files


def look_at_files(case: Case, records: Records) -> Found:
    """Find every record's file, and read each that has a digest or a signature to be held against, once."""
    folders = {case.folder: case.folder.resolve()}
    by_path: dict[tuple[Path, str], Located] = {}
    located: dict[Identity, Located] = {}
    signatures: dict[Identity, Attested] = {}
    wanted: dict[str, set[str]] = {}
    sizes: dict[str, int] = {}
    for record, says in records:
        if says.file is None or says.withheld is not None:
            continue
        written, unresolved = says.file.path.plain, case.folder_of(record.identity)
        if unresolved not in folders:
            folders[unresolved] = unresolved.resolve()
        folder = folders[unresolved]
        if (folder, written) not in by_path:
            by_path[folder, written] = locate(written, folder)
        file = located[record.identity] = by_path[folder, written]
        attested = read_attestation(says, folder)
        if attested is not None:
            signatures[record.identity] = attested
        algorithms = _algorithms(says, attested)
        if file.path is not None and algorithms:
            wanted.setdefault(file.path, set()).update(algorithms)
            sizes[file.path] = file.size
    contents = reader.get()(wanted, sum(sizes.values()))
    files = {
        identity: (file, contents.get(file.path) if file.path is not None else None)
        for identity, file in located.items()
    }
    return Found(files, signatures)


def _algorithms(says: EvidenceStatement, attested: Attested | None) -> set[str]:
    sha256 = says.file.sha256 if says.file is not None else None
    algorithms = {"sha256"} if sha256 is not None and is_digest(sha256) else set()
    if attested is not None and attested.signature is not None:
        algorithms.add(attested.signature.hash_name)
    return algorithms


# States


def _states(case: Case, records: Records, found: Found, givers: Givers, uses: Uses) -> dict[Identity, Assessment]:
    """The states, recognition last: it rests on other records' states."""
    states = {record.identity: _state(record, says, found, givers) for record, says in records}
    recognitions = _recognitions(records, states, givers)
    all_read = not any(record.lost & {"type", "of"} for record, _ in records)
    for record, says in records:
        if says.recognised_by is not None and states[record.identity].accepted and all_read:
            recognised = recognition_of(record, says, givers, recognitions)
            held = states[record.identity]
            states[record.identity] = recognised if isinstance(recognised, Assessment) else _until(held, recognised)
    linked = linked_records(case, uses) if not case.unknown_references else set(states)
    for record, says in records:
        may_stand_alone = record.identity in linked or not needs_a_solution(says) or "type" in record.lost
        if states[record.identity].accepted and not may_stand_alone:
            why = "nothing is wrong with it, and no solution cites it"
            states[record.identity] = Assessment(State.UNLINKED, why, "", code="GSN309")
    return states


def _state(record: Element, says: EvidenceStatement, found: Found, givers: Givers) -> Assessment:
    """A record's state, but for recognition."""
    identity = record.identity
    file = found.files.get(identity)
    trouble = own_trouble(record, says, file, givers.as_of, seen=identity in found.seen)
    attested = found.signatures.get(identity)
    if trouble is None and attested is not None and "by" not in record.lost:
        trouble = attestation_trouble(says, attested, file[1] if file is not None else None, givers.actors)
    if trouble is not None:
        return replace(trouble, unread=trouble.clause_field in record.lost)
    entitled = entitlement_of(record, says, givers)
    if isinstance(entitled, Assessment):
        return entitled
    accepted = sound(says) if says.withheld is None else replace(sound(says), why=SEEN)
    if attested is not None and givers.actors.registry is None:
        accepted = replace(accepted, why=f"{accepted.why}, signed with a key that the case itself states")
    return _until(accepted, entitled)


def _until(held: Assessment, end: tuple[date, str] | None) -> Assessment:
    """An assessment that ends no later than a day."""
    if end is None or (held.good_through is not None and held.good_through <= end[0]):
        return held
    return replace(held, good_through=end[0], falls_by=end[1])


def _recognitions(
    records: Records, states: Mapping[Identity, Assessment], givers: Givers
) -> dict[Identity, dict[str, date | None]]:
    """Who recognised each record in an accepted record of recognition, and through which day."""
    found: defaultdict[Identity, dict[str, date | None]] = defaultdict(dict)
    for record, says in records:
        held = states[record.identity]
        if says.type == "recognition" and held.may_hold and says.of is not None and says.by is not None:
            found[says.of.identity][givers.actors.key(says.by.actor.identity)] = held.good_through
    return dict(found)


# What else is wrong


def _flaws(
    case: Case,
    records: Records,
    uses: Uses,
    givers: Givers,
    states: Mapping[Identity, Assessment],
    found: Found,
) -> Iterator[Flaw]:
    contents = {
        identity: (file.path, read.digests["sha256"])
        for identity, (file, read) in found.files.items()
        if file.path is not None and read is not None and "sha256" in read.digests
    }
    yield from copies.copies(case, contents)
    yield from figures.impossible_days(records)
    yield from own_word.self_evaluations(case, records, uses, givers)
    yield from own_word.empty_standings(case, records, givers)
    yield from own_word.unregistered(case, givers)
    yield from own_word.bad_keys(case)
    yield from uncarried_records(case, records, uses)
    yield from other_systems(case, records, uses, givers.systems)
    yield from announcements(case, records)
    yield from typed.incomplete_records(records, found.seen)
    yield from typed.unknown_parts(records)
    yield from typed.uncovered_parts(records, states, givers.systems)
    yield from figures.impossible_figures(records)
    yield from figures.miscounted_studies(records)
    yield from figures.simulated_experts(records)
    yield from authorities.standing_determinations(records, states, givers)
    yield from authorities.open_inspections(records, states)
    yield from _of_incidents(case, records, uses, states)
    yield from _of_compute(case, records, givers, states)


def _of_incidents(case: Case, records: Records, uses: Uses, states: Mapping[Identity, Assessment]) -> Iterator[Flaw]:
    held = ledgers.ledgers_of(records, states)
    if held:
        yield from ledgers.miscounts(records, held)
        yield from incidents.unmapped(case, held)
        yield from incidents.reopened(case, uses, held)
        yield from incidents.unanswered(case, linked_records(case, uses), held)


def _of_compute(case: Case, records: Records, givers: Givers, states: Mapping[Identity, Assessment]) -> Iterator[Flaw]:
    reports = compute.reports_of(records, states, givers)
    yield from compute.reconciliation(case, reports)
    yield from compute.contradictions(records)
    yield from chips.chips_on_record(records, states, givers.actors)
    yield from compute.self_reports(reports, givers)
    yield from chips.chips_of_unknown_origin(records)


def _by_code(found: Iterator[Flaw]) -> dict[str, tuple[Flaw, ...]]:
    held: defaultdict[str, list[Flaw]] = defaultdict(list)
    for flaw in found:
        held[flaw.code].append(flaw)
    return {code: tuple(flaws) for code, flaws in held.items()}


def _opened(flaws: Mapping[str, tuple[Flaw, ...]]) -> dict[Identity, list[str]]:
    """What flaws ask of each record."""
    found: defaultdict[Identity, list[str]] = defaultdict(list)
    for held in flaws.values():
        for flaw in held:
            for record in flaw.opens:
                found[record].append(flaw.question)
    return found


def _with_questions(
    assessment: Assessment, record: Element, says: EvidenceStatement, opened: list[str], givers: Givers
) -> Assessment:
    unknown = own_word.of_unknown_developers(record, says, givers)
    questions = [*own_questions(record, says), *opened, *([unknown] if unknown is not None else [])]
    return replace(assessment, open_questions=tuple(dict.fromkeys(questions))) if questions else assessment
