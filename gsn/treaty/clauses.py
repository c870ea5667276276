"""The clause table of profiles: the only place where their clauses are named.

A table of its own, so that no case can hold a treaty's statement and no profile an argument. Its rows are those of a
case's table in all else: words, shape, field, kinds, example, meaning; ``choices`` are the words that a name may be.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from gsn.model.statements.evidence import EvidenceType
from gsn.treaty.kinds import DECLARABLE, Kind, with_article

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "mark": "",
        "text_value": "TEXT",
        "name": "NAME",
        "names": "NAME, …",
        "names_and": "NAME [and NAME …]",
        "reference": "REF",
        "references": "REF, …",
        "date": "DATE",
        "parent": "NAME or TEXT",
        "in_force": "DATE .. [DATE]",
        "proceeding": "determination | licence | notification | nothing [by REF]",
        "party": "REF [binds NAME, …]",
        "when": "TEST [and TEST …] [or TEST …]",
        "outcome": "reports to REF | only_by REF | prohibited [TEXT] | unstated",
        "limited": "REF [severity REF]",
        "bound": "[over baseline] (<= | <) (VALUE | unset) [per UNIT] [over NAME] [at (PERCENT | unset)]",
        "increase": "(frequency | probability) [over baseline] (<= | <) (VALUE | unset) [per UNIT] [at PERCENT]",
        "tolerability": "VALUE, broadly_acceptable below VALUE [per UNIT]",
        "band": "NAME from VALUE up to VALUE [per UNIT]",
        "duty": "REF, … [to REF]",
        "performers": "REF [or REF …] [with ACCESS [or ACCESS …] access]",
        "interval": "(NUMBER UNIT | unset) [while NAME] [approved by REF]",
        "period": "NUMBER UNIT",
        "within": "NUMBER UNIT of NAME",
        "samples": "NUMBER samples each NAME",
        "compared": "REF [while NAME]",
    }
)
"""What each shape of the grammar looks like, for messages and for the reference page."""


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A row of the table, of which each is itself alone."""

    words: str
    shape: str
    field: str
    kinds: frozenset[Kind]
    repeatable: bool
    example: str
    says: str
    choices: tuple[str, ...] = ()
    pattern: re.Pattern[str] = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        pattern = r"\s+".join(map(re.escape, self.words.split(" "))) + r"(?![\w-])"
        object.__setattr__(self, "pattern", re.compile(pattern))

    @property
    def form(self) -> str:
        """The clause as one would write it, its parts named."""
        return f"{self.words} {FORMS[self.shape]}".rstrip()

    @property
    def first_word(self) -> str:
        return self.words.partition(" ")[0]


def _rows(kinds: Iterable[Kind], *rows: tuple[str, ...]) -> list[Clause]:
    """Rows of (words, shape, field, example, meaning[, choices]); a field that ends in ``*`` is repeatable."""
    where = frozenset(kinds)
    return [
        Clause(
            words=words,
            shape=shape,
            field=name.rstrip("*"),
            kinds=where,
            repeatable=name.endswith("*"),
            example=f"{words} {example}".rstrip(),
            says=says,
            choices=tuple(choices[0].split()) if choices else (),
        )
        for words, shape, name, example, says, *choices in rows
    ]


_STATUS = "proposed adopted in_force vetoed rescinded expired superseded published invented unstated"
_LEGAL_FORCE = (
    "treaty framework_convention protocol law regulation executive_order code_of_practice standard guidance"
    " soft_law self_defined unstated"
)

_ANY = _rows(
    DECLARABLE,
    ("source", "text_value", "source", '"Section 2, footnote 19"', "where its figures and duties are stated"),
    (
        "confirmed",
        "name",
        "confirmed",
        "at_source",
        "how the figures are known: `at_source`, `second_hand`, `from_memory`",
        "at_source second_hand from_memory",
    ),
    ("note", "text_value", "notes*", '"The review names no operator"', "a remark for readers"),
    ("see", "text_value", "see*", '"https://taisc.org"', "where more is said"),
)
_TREATY = [
    *_rows(
        [Kind.TREATY],
        ("legal_force", "name", "legal_force", "treaty", "what kind of instrument it is", _LEGAL_FORCE),
        ("extends", "parent", "extends", "conditional", "the profile whose statements are refined here"),
        ("protocol of", "parent", "protocol_of", "cass-beggs", "the framework convention that it specifies"),
        (
            "applies to",
            "names",
            "applies_to",
            "private, public, civilian, military",
            "sectors and uses that it covers",
            "private public civilian military",
        ),
        ("excludes", "text_value", "excludes*", '"Labour market and environment"', "what it does not speak of"),
        (
            "enters into force when ratified by",
            "references",
            "ratified_by",
            "US, CN",
            "whose ratification it takes",
        ),
        ("party", "party", "parties*", "EU binds DE, FR", "a state party, and the jurisdictions that it binds"),
        (
            "proceeds on",
            "proceeding",
            "proceeds_on",
            "determination by aisi",
            "what has to be there before development goes on",
            "determination licence notification nothing",
        ),
        ("strictest tier wins", "mark", "strictest_tier_wins", "", "of several tiers that are reached"),
    ),
    *_rows(
        [Kind.TREATY, Kind.PROTOCOL],
        ("status", "name", "status", "proposed", "where it stands", _STATUS),
    ),
    *_rows(
        [Kind.TREATY, Kind.VERSION, Kind.PROTOCOL],
        ("in force", "in_force", "in_force", "2026-01-01 .. 2027-12-31", "the first and the last day"),
    ),
    *_rows(
        [Kind.TREATY, Kind.TIER, Kind.LIMIT],
        ("revised by", "reference", "revised_by", "aisi", "who revises it"),
    ),
    *_rows(
        [Kind.TREATY, Kind.TIER, Kind.LIMIT, Kind.REQUIREMENT],
        ("every", "interval", "every", "12 months while training approved by aisi", "how often"),
    ),
    *_rows(
        [Kind.TREATY, Kind.TIER, Kind.LIMIT],
        ("reviewed on", "date", "reviewed_on", "2026-01-01", "the day of its last review"),
    ),
]
_DEFINITIONS = [
    *_rows(
        [Kind.CAPABILITY],
        ("category", "reference", "category", "loss_of_control", "the category of risk that it belongs to"),
        ("reached when", "when", "reached_when", 'judged "replicates itself" by aisi', "when a model has it"),
    ),
    *_rows(
        [Kind.SEVERITY, Kind.TIER],
        (
            "when",
            "when",
            "when",
            "training_compute > 1e25 FLOP counting pretraining, post_training and training_cost > 1e8 USD",
            "when it is reached",
        ),
    ),
    *_rows([Kind.SEVERITY], ("worse than", "reference", "worse_than", "moderate", "the severity next below it")),
]
_TIER = _rows(
    [Kind.TIER],
    ("initially", "mark", "initially", "", "the figure is a first one, and meant to be revised"),
    ("or designated by", "reference", "designated_by", "eu_commission", "who can put a model into it all the same"),
    ("rebuttable", "mark", "rebuttable", "", "a developer may show that it does not apply"),
    ("requires", "references", "requires", "model_audit, security_audit", "requirements that hold in it"),
    ("may require", "references", "may_require", "safety_case", "requirements that a regulator may add"),
    ("outcome", "outcome", "outcome", 'prohibited "until controls are available"', "what follows from being in it"),
    ("exempts", "references", "exempts", "jaisl", "whom it does not bind"),
    ("lifted by", "name", "lifted_by", "determination", "what ends it", "determination"),
    ("operator", "name", "operator", "unstated", "whether the source says `>` or `>=`", "unstated"),
)
_LIMIT = _rows(
    [Kind.LIMIT],
    ("on", "limited", "on", "malicious_use severity severe", "the risk that it limits"),
    ("frequency", "bound", "frequency", "<= 3e-2 per year at 85%", "the most that is allowed"),
    ("probability", "bound", "probability", "<= 1e-3 over deployment at 95%", "the most that is allowed"),
    (
        "increase of",
        "increase",
        "increase",
        "frequency over baseline <= 1e-6 per reactor-year",
        "the most that it adds",
    ),
    (
        "intolerable above",
        "tolerability",
        "tolerability",
        "1e-3, broadly_acceptable below 1e-6 per person-year",
        "between the two, as low as reasonably practicable",
    ),
    ("band", "band", "bands*", "SIL4 from 1e-9 up to 1e-8 per hour", "a half-open band"),
    ("judged by", "reference", "judged_by", "aisi", "who judges it where there is no number"),
    ("applies per", "name", "applies_per", "model", "what each has the limit to itself"),
    ("admits", "names", "admits", "measured, elicited", "kinds of belief that count"),
)
_REQUIREMENT = _rows(
    [Kind.REQUIREMENT],
    ("binds", "duty", "binds", "cloud_provider to designated_authority", "whom it binds, and to whom it is owed"),
    (
        "type",
        "names_and",
        "type",
        "evaluation and red_team",
        "the types of evidence that meet it together",
        " ".join(get_args(EvidenceType)),
    ),
    ("by", "performers", "by", "aisi or public_body with grey_box or white_box access", "who has to do it"),
    ("certified by", "reference", "certified_by", "iaio", "who certifies it"),
    ("valid at", "name", "valid_at", "training_start", "when it has to be valid"),
    ("within", "within", "within*", "5 business_days of incident", "how long after an event"),
    ("keep", "period", "keep", "5 years", "how long it is kept"),
    ("covers", "names", "covers", "code, weights, data", "what it has to cover"),
    ("contains", "names", "contains", "risk_process, decision_record", "what has to be in it"),
    ("at least", "samples", "samples*", "5 samples each evaluation", "how much of it"),
    ("compared with", "compared", "compared_with", "reference_model while safe_reference", "what it is compared with"),
    ("modality", "name", "modality", "must", "`must`, `should` or `may`", "must should may"),
    ("best effort", "mark", "best_effort", "", "to the best of their ability"),
    ("or excused", "mark", "or_excused", "", "or a reason is given for there being none"),
    ("contingent on", "text_value", "contingent_on", '"Further research"', "what it has to wait for"),
)
_SET = _rows(
    [Kind.TIER, Kind.LIMIT, Kind.REQUIREMENT, Kind.SEVERITY],
    ("set by", "reference", "set_by", "aisi", "who sets it; `developer` is flagged as self-defined"),
)

CLAUSES: tuple[Clause, ...] = (*_ANY, *_TREATY, *_DEFINITIONS, *_TIER, *_LIMIT, *_REQUIREMENT, *_SET)

_BY_WORD: dict[str, tuple[Clause, ...]] = {}
for _clause in sorted(CLAUSES, key=lambda clause: -len(clause.words)):
    _BY_WORD[_clause.first_word] = (*_BY_WORD.get(_clause.first_word, ()), _clause)


def clause_in(kind: Kind, line: str, start: int) -> Clause | None:
    """The clause of a kind whose words stand at a column of a line."""
    end = start
    while end < len(line) and (line[end].isalnum() or line[end] == "_"):
        end += 1
    candidates = _BY_WORD.get(line[start:end], ())
    return next((clause for clause in candidates if kind in clause.kinds and clause.pattern.match(line, start)), None)


def clauses_with(first_word: str) -> tuple[Clause, ...]:
    """Every clause that a word begins, wherever it stands."""
    return _BY_WORD.get(first_word, ())


def clauses_of(kind: Kind) -> tuple[Clause, ...]:
    """The clauses that may stand under a kind, in the table's order."""
    return tuple(clause for clause in CLAUSES if kind in clause.kinds)


def where(clause: Clause) -> str:
    """Where a clause belongs, in words: ``a tier or a limit``, ``any statement``."""
    if clause.kinds == DECLARABLE:
        return "any statement"
    return " or ".join(with_article(kind) for kind in Kind if kind in clause.kinds)
