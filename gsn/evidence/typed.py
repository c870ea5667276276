"""What a record of each type has to say, and which parts an audit has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.states import Assessment
from gsn.evidence.systems import Systems
from gsn.evidence.uses import Records
from gsn.model.case import Element
from gsn.model.clauses import clauses_of, where
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement

REQUIRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "protocol": ("plans",),
        "security_audit": ("covers",),
        "governance_audit": ("covers",),
        "inspection": ("inspection", "granted"),
        "compute_report": ("provider", "customer", "window", "operations", "tolerance"),
        "kyc": ("customer", "provider", "personnel", "purpose", "risk", "verified"),
        "chip_transfer": ("sender", "receiver"),
        "site_observation": ("site", "observed"),
        "customs_record": ("sender", "receiver"),
        "incident_ledger": ("window",),
        "licence": ("identifier",),
        "certification": ("identifier", "under"),
        "determination": ("determines",),
        "recognition": ("of",),
    }
)
"""What a rule judges by, for each type: without it the record's worth is open."""

EXPECTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "evaluation": ("on", "elicitation"),
        "red_team": ("success", "hours", "people"),
        "uplift_study": ("arms", "participants", "outcome"),
        "elicitation": ("method", "experts"),
        "monitoring": ("distribution",),
        "security_audit": ("scope",),
        "governance_audit": ("scope",),
        "proof": ("prover", "theorem"),
        "test_results": ("suite", "revision"),
    }
)
"""What a reader judges by, for each type: its absence is a prompt."""

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "security_audit": ("code", "weights", "data", "physical"),
        "governance_audit": (
            *("risk_assessment", "mitigation", "emergency_response"),
            *("attitudes", "risk_understanding", "communication", "resources"),
        ),
    }
)
"""The parts of an audit: of a governance audit first what is done, then the culture in which it is (IAEA)."""

_WORDS = {clause.field: clause.words for clause in clauses_of(Kind.EVIDENCE) if not clause.annotates}


def lacking(record: Element, says: EvidenceStatement, table: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The clauses that a record of its type has to have and has not, as they are written."""
    if "type" in record.lost:
        return []
    given = says.model_fields_set | record.lost
    return [_WORDS[field] for field in table.get(says.type or "", ()) if field not in given]


def incomplete_records(records: Records, seen: Collection[Identity] = ()) -> Iterator[Flaw]:
    """GSN351: records without what a rule judges them by; a withheld one is asked once somebody has seen it."""
    for record, says in records:
        if says.withheld is not None and record.identity not in seen:
            continue
        if says.type is None:
            yield from _untyped(record, says)
        missing = [f"`{words}`" for words in lacking(record, says, REQUIRED)]
        if says.type in {"chip_transfer", "customs_record"} and not (says.chips or says.serials):
            missing += [] if record.lost & {"chips", "serials", "type"} else ["`chips` or `serials`"]
        if missing:
            listed = ", ".join(missing)
            what = f"says no {listed}"
            yield Flaw(
                "GSN351",
                f"evidence `{record.name}` of type {says.type} {what}",
                Where(record.identity),
                "say it, or give the record the type that it has",
                opens=(record.identity,),
                question=f"{what}, by which a record of its type is judged",
            )


def _untyped(record: Element, says: EvidenceStatement) -> Iterator[Flaw]:
    """A record that says what only some types can, and not of which type it is: no rule of those types looks at it."""
    given = says.model_fields_set
    typed = [clause for clause in clauses_of(Kind.EVIDENCE) if clause.types and clause.field in given]
    if typed and "type" not in record.lost:
        what = f"says `{typed[0].words}`, and not of which type it is"
        yield Flaw(
            "GSN351",
            f"evidence `{record.name}` {what}",
            Where(record.identity, typed[0].field),
            f"say its `type`: `{typed[0].words}` belongs to {where(typed[0])}",
            opens=(record.identity,),
            question=what,
        )


def unknown_parts(records: Records) -> Iterator[Flaw]:
    """GSN353: parts that an audit of its type does not have."""
    for record, says in records:
        parts = PARTS.get(says.type or "", says.covers)
        unknown = [part for part in says.covers if part not in parts]
        if unknown:
            named = ", ".join(f"`{part}`" for part in unknown)
            what = (
                f"covers {named}, which is no part of its type"
                if len(unknown) == 1
                else (f"covers {named}, which are no parts of its type")
            )
            yield Flaw(
                "GSN353",
                f"evidence `{record.name}` {what}",
                Where(record.identity, "covers"),
                f"its parts are {', '.join(f'`{part}`' for part in parts)}",
                opens=(record.identity,),
                question=what,
            )


def uncovered_parts(records: Records, states: Mapping[Identity, Assessment], systems: Systems) -> Iterator[Flaw]:
    """GSN354: parts that no accepted audit of a system covers, though one of its type there is."""
    held: dict[tuple[str, str], list[tuple[Element, EvidenceStatement]]] = {}
    for record, says in records:
        if says.type is not None and says.type in PARTS:
            system = systems.of_record(record, says) or ""
            held.setdefault((says.type, system), []).append((record, says))
    for (type_, _), audits in held.items():
        if any(record.lost & {"covers", "type", "on"} for record, _ in audits):
            continue
        stated = [(record, says) for record, says in audits if says.covers]
        covered = {part for record, says in stated if states[record.identity].may_hold for part in says.covers}
        missing = [part for part in PARTS[type_] if part not in covered]
        if stated and covered and missing:
            first, _ = stated[0]
            named = ", ".join(f"`{part}`" for part in missing)
            yield Flaw(
                "GSN354",
                f"no {type_.replace('_', ' ')} covers {named}",
                Where(first.identity, "covers"),
                "have them audited, or say under `not covered` of the case that they were not",
                tuple((Where(record.identity, "covers"), "covered here is less") for record, _ in stated[1:]),
            )
