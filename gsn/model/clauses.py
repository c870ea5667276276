"""The clause table: the only place where clauses are named.

A row says which word begins the clause, which shape follows it, where it may stand, whether it may stand there more
than once, which field of the statement it fills, and, for people, an example and what it says. The grammar knows the
shapes; reading, formatting, completion and the reference page all go by this table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gsn.model.kinds import DECLARABLE, QUANTITIES, Kind, with_article

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "mark": "",
        "text_value": "TEXT",
        "texts": "TEXT, …",
        "name": "NAME",
        "names": "NAME, …",
        "reference": "REF",
        "references": "REF, …",
        "target": "REF or REF -> REF",
        "date": "DATE",
        "date_range": "DATE .. DATE",
        "digest": "sha256 TEXT",
        "number": "NUMBER",
        "percentage": "PERCENT",
        "amount": "NUMBER UNIT",
        "range": "NUMBER or NUMBER..NUMBER",
        "range_with_unit": "NUMBER UNIT or NUMBER..NUMBER UNIT",
        "decision": "TEXT asked of REF",
        "treaty": "NAME or TEXT",
        "spoken_by": "TEXT by REF",
        "accreditation": "REF until DATE",
        "independence": "REF by REF",
        "exclusion": "REF by REF",
        "parts": "PART RANGE, … UNIT",
        "claim": "REF (<= | < | >= | >) VALUE [per UNIT] at PERCENT [for REF]",
        "carrying_over": "from REF to REF by REF",
        "undeveloped": "[TEXT] [due DATE]",
        "defeat": "[REF -> REF] TEXT",
        "watch": "TEXT stop at VALUE [per UNIT]",
        "raising": "REF [on DATE]",
        "consequence": "MEASURE (<= | < | >= | >) NUMBER [UNIT]",
        "definition": "EXPRESSION [complete by REF]",
        "condition": "REF then … [or REF then …] [by REF]",
        "bridge": "[NUMBER times] REF by REF at PERCENT",
        "licence": "REF, … [given REF then …] by REF",
        "common_cause": "REF of REF, … [given REF then …] by REF",
        "reduction": "REF from REF by REF",
        "file": "TEXT [sha256 TEXT]",
        "performer": "REF [with black_box | grey_box | white_box access]",
        "contents": "NAME [at TEXT], …",
        "measures": "REF: MEASUREMENT",
        "share": "REF PERCENT",
        "chips": "NAME NUMBER",
        "incident": "NAME aware DATE [reported DATE] TEXT",
        "reviewing": "REF on DATE",
        "judging": "REF, … TEXT",
        "query": "NAME about REF TEXT",
        "reply": "REF TEXT",
        "substitution": "REF: MEASUREMENT TEXT",
        "determining": "acceptable | unacceptable | pending TEXT",
        "answering": "NAME of NAME [TEXT]",
    }
)
"""What each shape of the grammar looks like, for messages and for the reference page."""


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A row of the table, of which each is itself alone.

    ``types`` narrows a clause of evidence to the types of evidence that it belongs to.
    """

    words: str
    shape: str
    field: str
    kinds: frozenset[Kind]
    repeatable: bool
    example: str
    says: str
    types: frozenset[str] = frozenset()

    @property
    def form(self) -> str:
        """The clause as one would write it, its parts named."""
        return f"{self.words} {FORMS[self.shape]}".rstrip()

    @property
    def first_word(self) -> str:
        return self.words.partition(" ")[0]

    @property
    def annotates(self) -> bool:
        """Whether it belongs to any statement rather than to what a kind says."""
        return self.kinds == DECLARABLE


def _rows(kinds: Iterable[Kind], *rows: tuple[str, str, str, str, str], types: str = "") -> list[Clause]:
    """Rows of (words, shape, field, example, meaning); a field that ends in ``*`` is repeatable."""
    where, narrowed = frozenset(kinds), frozenset(types.split())
    return [
        Clause(words, shape, name.rstrip("*"), where, name.endswith("*"), f"{words} {example}".rstrip(), says, narrowed)
        for words, shape, name, example, says in rows
    ]


_ANY = _rows(
    DECLARABLE,
    ("owner", "text_value", "owner", '"Model evaluations team"', "who looks after it"),
    ("note", "text_value", "notes*", '"Agreed at the design review"', "a remark for readers"),
    ("see", "text_value", "see*", '"Report 7, section 3"', "where more is said"),
    ("prose", "text_value", "prose", '"prose/G1.md"', "the long text behind the box, in Markdown"),
    ("tags", "names", "tags", "cyber, deployment", "words to find it by"),
    ("uninstantiated", "mark", "uninstantiated", "", "still holds a placeholder"),
    ("defeated", "defeat", "defeated*", '"The red team got in"', "given up by its author, or a relationship of it is"),
)
_CASE = _rows(
    [Kind.CASE],
    ("decision", "decision", "decision", '"Serve x1.api" asked of aisi', "what is to be decided, and by whom"),
    ("system", "reference", "system", "x1", "the system that is decided on"),
    ("decides on", "references", "decides_on", "x1.api", "the configurations that are decided on"),
    ("treaty", "treaty", "treaty", "example", "the profile that the case is held against"),
    ("shows", "references", "shows", "G1", "the goals at the top of the argument"),
    ("valid until", "date", "valid_until", "2026-12-31", "the last day on which the case holds"),
    ("invalid when", "text_value", "invalid_when*", '"new tools"', "what ends it before"),
    ("not covered", "text_value", "not_covered*", '"insiders"', "what it does not speak of"),
    (
        "excludes",
        "exclusion",
        "excludes*",
        "malfunction by G9",
        "a category or capability of the profile that is no matter here, and the goal that argues so",
    ),
    ("version", "text_value", "version", '"3"', "this text's version"),
    ("authors", "texts", "authors", '"A. Author", "B. Author"', "who wrote it"),
    ("contact", "text_value", "contact", '"safety@example.org"', "whom to ask"),
    ("follows", "digest", "follows", 'sha256 "77ac…"', "the submission that this one replaces"),
    ("dissent", "spoken_by", "dissent*", '"The margin is too thin" by reviewer', "who disagrees, and why"),
)
_ANSWERING = _rows(
    [Kind.CASE, Kind.GOAL, Kind.SOLUTION],
    ("answers", "answering", "answers*", 'Q1 of aisi_1 "See appendix B"', "the query or challenge of a review"),
)
_REVIEW = _rows(
    [Kind.REVIEW],
    ("of", "digest", "of", 'sha256 "77ac…"', "the submission that is reviewed"),
    ("files", "digest", "files", 'sha256 "9f2c…"', "the case's files that are reviewed, whenever they are handed in"),
    ("follows", "digest", "follows", 'sha256 "b3e1…"', "the review that this one goes on from"),
    ("by", "reviewing", "by", "aisi on 2026-06-20", "who reviews, and when"),
    ("judged", "judging", "judged*", 'G3, E2 "The report shows it"', "what the reviewer has judged to hold, and why"),
    ("accepts", "judging", "accepts*", 'D1 "Small by comparison"', "challenges that are taken for residual risks"),
    ("about", "reference", "about*", "G3", "what the review looks at; the whole case where it does not say"),
    ("query", "query", "queries*", 'Q1 about G3 "Which prompts?"', "a question that waits for an answer"),
    ("answers", "reply", "replies*", 'G9 "This settles our D1"', "what the reviewer says to an answer of the case"),
    (
        "substitutes",
        "substitution",
        "substitutes*",
        'range_novice: 2 of 60 "Two runs were left out"',
        "the reviewer's own number, in the place of the case's",
    ),
    ("condition", "text_value", "conditions*", '"No fine-tuning access"', "what the determination holds under"),
    ("recognises", "digest", "recognises*", 'sha256 "5f0c…"', "another's review that this reviewer takes for its own"),
    ("determination", "determining", "determination", 'acceptable "All is shown"', "the decision, and its grounds"),
)
_SYSTEM = [
    *_rows(
        [Kind.SYSTEM],
        ("developer", "reference", "developer", "example_lab", "who develops it"),
        ("jurisdiction", "names", "jurisdiction", "GB, EU", "where it is developed and offered"),
        ("sector", "name", "sector", "private", "`private` or `public`"),
        ("use", "name", "use", "civilian", "`civilian` or `military`"),
        ("stage", "name", "stage", "deployment", "how far its development is"),
        (
            "training_compute",
            "parts",
            "training_compute",
            "pretraining 3.1e26..3.6e26, post_training 0..8e25 FLOP",
            "the compute that its training took",
        ),
        ("training_cost", "range_with_unit", "training_cost", "4e8..6e8 USD", "what its training cost"),
        ("parameters", "range", "parameters", "1e12..2e12", "how many parameters it has"),
        ("training_data", "text_value", "training_data", '"Public web text to 2025"', "what it was trained on"),
        ("architecture", "text_value", "architecture", '"Transformer, mixture of experts"', "how it is built"),
    ),
    *_rows(
        [Kind.CONFIGURATION],
        ("weights", "digest", "weights", 'sha256 "77ac…"', "the weights that are run"),
        ("safeguards", "name", "safeguards", "on", "`on` or `off`"),
        ("scaffold", "text_value", "scaffold", '"range agent v3"', "the tools around the model"),
        ("system_prompt", "text_value", "system_prompt", '"prompt v14"', "the prompt that it is run with"),
        ("log_names", "texts", "log_names", '"example/x1-api"', "what logs call it"),
    ),
    *_rows(
        [Kind.ACTOR],
        ("role", "name", "role", "evaluator", "what the actor is in this"),
        ("jurisdiction", "name", "jurisdiction", "GB", "whose law it is under"),
        ("accredited by", "accreditation", "accredited", "aisi until 2027-01-31", "who accredited it, until when"),
        ("cleared by", "reference", "cleared_by", "aisi", "who cleared it for sensitive material"),
        ("independent of", "independence", "independent*", "example_lab by aisi", "of whom, and by whose word"),
        ("recognises", "reference", "recognises*", "us_aisi", "another whose findings it takes for its own"),
        ("key", "text_value", "keys*", '"ssh-ed25519 AAAA…"', "a public key that its signatures are checked with"),
    ),
]
_ARGUMENT = [
    *_rows(
        [Kind.GOAL, Kind.CHALLENGE],
        ("claim", "claim", "claims*", "severe <= 3e-2 per year at 85% for x1.api", "what the goal says in numbers"),
        ("by_contract", "mark", "by_contract", "", "supported elsewhere, as a contract says"),
    ),
    *_rows(
        [Kind.GOAL, Kind.SOLUTION, Kind.CHALLENGE],
        ("challenges", "target", "challenges*", "G3 -> E3", "an element or a relationship that it speaks against"),
    ),
    *_rows(
        [Kind.GOAL, Kind.STRATEGY, Kind.CHALLENGE],
        ("undeveloped", "undeveloped", "undeveloped", '"Awaits a study" due 2026-09-30', "the argument stops here"),
        (
            "carries over",
            "carrying_over",
            "carries_over*",
            "from x1.helpful_only to x1.api by G13",
            "a result for one configuration bears on another",
        ),
    ),
    *_rows(
        [Kind.SOLUTION],
        ("cites", "references", "cites", "E2, E3", "the records of evidence that it stands for"),
        ("at", "text_value", "at", '"section 4, table 2"', "where in them"),
        ("shows", "text_value", "shows", '"No foothold in sixty campaigns"', "what there is to see"),
    ),
    *_rows(
        [Kind.ASSUMPTION],
        ("watch", "watch", "watch", '"quarterly threat report" stop at 15 per year', "the indicator that voids it"),
    ),
    *_rows(
        [Kind.CHALLENGE],
        ("raised by", "raising", "raised_by", "reviewer on 2026-05-01", "who raised it, and when"),
        ("attack", "name", "attack", "undermines", "`rebuts` the claim, `undercuts` the step, `undermines` the ground"),
        ("standing", "names", "standing", "elicitation_gap", "the standing doubts that it raises"),
        ("upheld", "text_value", "upheld", '"The answer does not cover fine-tuning"', "it stands, and why"),
        ("accepted", "spoken_by", "accepted", '"Small by comparison" by aisi', "a residual risk, and who accepts it"),
    ),
    *_rows(
        [Kind.CONFIDENCE],
        ("on", "target", "on", "G3 -> S2", "the element or relationship that it is about"),
        ("argued by", "reference", "argued_by", "G20", "the goal that argues for confidence in it"),
    ),
]
_RISK = [
    *_rows(
        [Kind.HAZARD],
        ("category", "reference", "category", "malicious_use", "the treaty's category of risk"),
        ("consequence", "consequence", "consequences*", "damage >= 1e9 USD", "how bad it is"),
        ("capability", "reference", "capabilities*", "cyber_offense", "the capability that it takes"),
        ("argued by", "reference", "argued_by*", "G12", "a goal that argues it in words, where no number is claimed"),
    ),
    *_rows(
        QUANTITIES,
        ("is", "definition", "definition", "any of novice_chain, expert_chain complete by G10", "what it is made of"),
        (
            "independent",
            "licence",
            "independent*",
            "filter, monitor given attempt by G9",
            "mutually independent events",
        ),
        ("associated", "licence", "associated*", "filter, monitor by G9", "positively associated events"),
        ("exclusive", "licence", "exclusive*", "theft, leak by G9", "events of which at most one occurs"),
        (
            "common cause",
            "common_cause",
            "common_causes*",
            "beta of filter, monitor by G9",
            "events that share a cause",
        ),
    ),
    *_rows(
        [Kind.PROBABILITY, Kind.FREQUENCY],
        ("given", "condition", "given", "attempt then access by G14", "what it is conditioned on"),
        ("trial", "text_value", "trial", '"two weeks, one novice"', "what one trial is"),
        (
            "bounded by",
            "bridge",
            "bridges*",
            "1.5 times range_novice by G12 at 99%",
            "a proxy that was measured, and how far it is off",
        ),
        ("per", "name", "per", "year", "the unit of its denominator"),
    ),
    *_rows(
        [Kind.MITIGATION],
        ("reduces", "reduction", "reductions*", "bypass from bypass_raw by G3", "a quantity with and without it"),
    ),
]
_EVIDENCE = [
    *_rows(
        [Kind.EVIDENCE],
        ("type", "name", "type", "evaluation", "what it is"),
        ("on", "reference", "on", "x1.helpful_only", "the configuration that it is about"),
        ("file", "file", "file", '"evidence/range.json" sha256 "9f2c…"', "where it is, and its digest"),
        ("by", "performer", "by", "aisi with white_box access", "who gives it, with which access"),
        ("dated", "date", "dated", "2026-05-01", "the day that it is of"),
        ("expires", "date", "expires", "2026-11-01", "the last day on which it is good"),
        ("covers", "names", "covers", "code, weights", "the parts that it covers"),
        ("contains", "contents", "contains", 'spec at "section 2", prompt', "what is in it, and where"),
        ("measures", "measures", "measures*", "range_novice: 0 of 60", "what it measured"),
        ("share", "share", "shares*", "range_novice 1%", "the doubt set aside for a quantity before the data"),
        ("trial", "text_value", "trial", '"Two weeks, one novice"', "what one trial of its count was"),
        ("presumes", "references", "presumes", "A2, G14", "what argues that its count may be relied on"),
        ("planned in", "reference", "planned_in", "protocol_1", "the protocol that announced it"),
        ("plans", "references", "plans", "range_1, range_2", "the runs that a protocol announces"),
        ("attested", "text_value", "attested", '"evidence/range.json.sig"', "a detached signature"),
        ("recognised by", "reference", "recognised_by", "aisi", "who takes it for its own"),
        ("under", "text_value", "under*", '"ISO/IEC 17025"', "the standard that it was made under"),
        ("withheld", "text_value", "withheld", '"Holds attack tooling"', "not handed over, and why"),
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("elicitation", "text_value", "elicitation", '"Fine-tuned on 400 tasks"', "what brought out the capability"),
        ("baseline", "text_value", "baseline", '"Novices without a model"', "what it is compared with"),
        types="evaluation red_team uplift_study",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("success", "text_value", "success", '"A foothold on the range"', "what counts as success"),
        ("hours", "number", "hours", "640", "hours spent"),
        ("people", "number", "people", "12", "people in the team"),
        ("budget", "amount", "budget", "30000 USD", "what they could spend"),
        types="red_team",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("arms", "texts", "arms", '"with X-1", "without"', "the groups that are compared"),
        ("participants", "number", "participants", "60", "how many took part"),
        ("outcome", "text_value", "outcome", '"Foothold within two weeks"', "what was observed of each"),
        ("blinding", "text_value", "blinding", '"Graders did not know the arm"', "who did not know what"),
        ("registered", "text_value", "registered", '"OSF, 2026-01-12"', "where it was announced before"),
        types="uplift_study",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("method", "name", "method", "IDEA", "how judgements were elicited, or operations counted"),
        types="elicitation compute_report",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("experts", "number", "experts", "9", "how many were asked"),
        ("rounds", "number", "rounds", "2", "how often"),
        ("calibration", "text_value", "calibration", '"Ten seed questions"', "how their judgement was checked"),
        ("simulated", "mark", "simulated", "", "the experts were language models"),
        types="elicitation",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("planted", "number", "planted", "400", "attacks planted to measure detection"),
        ("latency", "amount", "latency", "4 hour", "from event to response"),
        ("distribution", "text_value", "distribution", '"Attacks of 2025"', "what the planted attacks were drawn from"),
        types="monitoring",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("scope", "text_value", "scope", '"Weights at rest and in use"', "what was looked at"),
        ("open_finding", "text_value", "open_findings*", '"Badge logs lapse"', "what was found and is not mended"),
        types="security_audit governance_audit inspection",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("inspection", "name", "inspection", "challenge", "`routine` or `challenge`"),
        ("granted", "text_value", "granted", '"All halls, no logs"', "the access that was granted"),
        types="inspection",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("customer", "reference", "customer", "example_lab", "whose compute or account it is"),
        ("provider", "reference", "provider", "cloud_co", "who provides it"),
        types="compute_report kyc",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("window", "date_range", "window", "2026-01-01 .. 2026-03-31", "the days that it covers"),
        types="compute_report incident_ledger monitoring",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("chip_hours", "number", "chip_hours", "2.4e7", "hours over all chips"),
        ("utilisation", "percentage", "utilisation", "38%", "of the peak"),
        ("operations", "range_with_unit", "operations", "3.0e26..3.4e26 FLOP", "operations that were done"),
        ("peak", "amount", "peak", "9.9e14 FLOP", "operations that one chip does in a second at most"),
        ("unrelated", "range_with_unit", "unrelated", "1e25..2e25 FLOP", "of the operations, those for something else"),
        ("tolerance", "percentage", "tolerance", "10%", "difference from declared compute that needs no reason"),
        types="compute_report",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("chips", "chips", "chips*", "H100 16384", "chips of a type, in the run or in the transfer"),
        ("serials", "texts", "serials", '"A100-0001", "A100-0002"', "the chips, one by one"),
        types="compute_report chip_transfer customs_record",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("personnel", "text_value", "personnel", '"Two directors, verified"', "the people behind the customer"),
        ("purpose", "text_value", "purpose", '"Training of X-1"', "the intended use"),
        ("risk", "name", "risk", "low", "`high` or `low`"),
        ("beneficial_owner", "text_value", "beneficial_owner", '"Example Holdings"', "who owns the customer"),
        ("verified", "text_value", "verified", '"Register of companies, 2026-01-05"', "how and when it was verified"),
        types="kyc",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("identifier", "text_value", "identifier", '"L-2026-014"', "its number in the issuer's register"),
        types="licence certification kyc",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("sender", "reference", "sender", "chip_co", "from whom"),
        ("receiver", "reference", "receiver", "cloud_co", "to whom"),
        types="chip_transfer customs_record",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("site", "text_value", "site", '"Hall 3, Example City"', "where"),
        types="chip_transfer customs_record site_observation",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("observed", "text_value", "observed", '"Cooling load of 40 MW"', "what was seen"),
        types="site_observation",
    ),
    *_rows(
        [Kind.EVIDENCE],
        (
            "incident",
            "incident",
            "incidents*",
            'cyber aware 2026-02-03 reported 2026-02-05 "A foothold at a customer"',
            "one incident of the ledger",
        ),
        types="incident_ledger",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("prover", "text_value", "prover", '"Isabelle 2025"', "what checked it"),
        ("theorem", "text_value", "theorem", '"Filter.sound"', "what was proved"),
        types="proof",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("suite", "text_value", "suite", '"filter-regression"', "the tests"),
        ("revision", "text_value", "revision", '"4f2a91c"', "the revision that was tested"),
        types="test_results",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("determines", "name", "determines", "acceptable", "`acceptable`, `unacceptable` or `pending`"),
        ("state", "name", "state", "GB", "the state that is responsible"),
        types="determination",
    ),
    *_rows(
        [Kind.EVIDENCE],
        ("of", "reference", "of", "range_eval", "what is recognised"),
        types="recognition",
    ),
]

CLAUSES: tuple[Clause, ...] = (*_ANY, *_CASE, *_ANSWERING, *_SYSTEM, *_ARGUMENT, *_RISK, *_EVIDENCE, *_REVIEW)

_BY_WORD: dict[str, tuple[Clause, ...]] = {}
_BY_PLACE: dict[tuple[Kind, str], Clause] = {}
for _clause in CLAUSES:
    _BY_WORD[_clause.first_word] = (*_BY_WORD.get(_clause.first_word, ()), _clause)
    for _kind in _clause.kinds:
        _BY_PLACE[_kind, _clause.first_word] = _clause


def clause_for(kind: Kind, first_word: str) -> Clause | None:
    """The clause that a word begins under a kind; one word begins at most one clause there."""
    return _BY_PLACE.get((kind, first_word))


def clauses_with(first_word: str) -> tuple[Clause, ...]:
    """Every clause that a word begins, wherever it stands."""
    return _BY_WORD.get(first_word, ())


def clauses_of(kind: Kind) -> tuple[Clause, ...]:
    """The clauses that may stand under a kind, in the table's order."""
    return tuple(clause for clause in CLAUSES if kind in clause.kinds)


def where(clause: Clause) -> str:
    """Where a clause belongs, in words: ``a solution``, ``evidence of type licence or kyc``, ``any element``."""
    if clause.annotates:
        return "any element"
    if clause.types:
        return f"evidence of type {' or '.join(sorted(clause.types))}"
    kinds = [kind for kind in Kind if kind in clause.kinds]
    return " or ".join(map(with_article, kinds))
