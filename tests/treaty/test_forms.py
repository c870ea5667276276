"""Every form that the design of the language lists, and what it is read as."""

import pytest

from gsn.language.formatting import WIDTH
from gsn.language.outline import cut
from gsn.treaty.clauses import clause_in
from gsn.treaty.formatting import format_profile, is_profile
from gsn.treaty.kinds import Kind
from gsn.treaty.reading import read_profile
from gsn.treaty.telling import told

FORMS = [
    (Kind.TREATY, "revised by aisi", "revised by aisi"),
    (Kind.TREATY, "every 2 months", "every 2 months"),
    (Kind.TREATY, "every unset", "at intervals that are still to be set"),
    (Kind.TREATY, "strictest tier wins", "of several tiers that are reached, the strictest holds"),
    (Kind.TREATY, "protocol of cass-beggs", "protocol of cass-beggs"),
    (Kind.TREATY, 'protocol of "c.treaty"', "protocol of c.treaty (a local file)"),
    (Kind.TREATY, "legal_force self_defined", "legal force: self defined"),
    (Kind.TREATY, "in force 2025-08-02 ..", "in force from 2025-08-02"),
    (Kind.TREATY, "in force 2025-08-02 .. 2026-08-01", "in force from 2025-08-02 until 2026-08-01"),
    (Kind.TREATY, "enters into force when ratified by US, CN", "enters into force when ratified by US and CN"),
    (Kind.TREATY, "proceeds on determination by aisi", "proceeds on determination by aisi"),
    (Kind.TREATY, "proceeds on nothing", "proceeds on nothing"),
    (Kind.TREATY, "party US", "state party: US"),
    (Kind.TREATY, "party EU binds DE, FR", "state party: EU, binding DE and FR"),
    (Kind.TIER, "outcome reports to us_commerce", "the developer reports to us_commerce"),
    (Kind.TIER, "outcome only_by magic", "only magic may develop it"),
    (Kind.TIER, "outcome prohibited", "development is prohibited"),
    (Kind.TIER, 'outcome prohibited "until it is safe"', "development is prohibited until it is safe"),
    (Kind.TIER, "outcome unstated", "what follows is not stated"),
    (Kind.TIER, "operator unstated", "the source does not say whether a figure of just this size is reached"),
    (
        Kind.TIER,
        "when training_compute > 1e26 FLOP and training_cost > 1e8 USD",
        "reached when training compute is above 1e26 FLOP and training cost is above 1e8 USD",
    ),
    (
        Kind.TIER,
        "when training_compute > 1e25 FLOP counting pretraining, post_training or agency reached",
        (
            "reached when training compute is above 1e25 FLOP, counting pretraining and post training;"
            " or the capability agency is reached"
        ),
    ),
    (
        Kind.TIER,
        "when training_compute > unset FLOP counting unset",
        (
            "reached when training compute is above a number of FLOP that is still to be set"
            " (which parts are counted is not set)"
        ),
    ),
    (Kind.TIER, 'when judged "exceeds GPT-4" by aisi', 'reached when it is judged "exceeds GPT-4" by aisi'),
    (Kind.TIER, 'when judged "exceeds"', 'reached when it is judged "exceeds", and nobody is named who judges'),
    (Kind.TIER, "initially", "a first figure, meant to be revised"),
    (Kind.TIER, "or designated by commission", "or a model is designated by commission"),
    (Kind.TIER, "rebuttable", "a developer may show that it does not apply"),
    (Kind.TIER, "exempts jaisl", "does not bind jaisl"),
    (Kind.TIER, "lifted by determination", "lifted by determination"),
    (Kind.SEVERITY, "when damage >= 1e9 USD or deaths >= 50", None),
    (Kind.CAPABILITY, 'reached when judged "copies itself" by aisi', None),
    (
        Kind.LIMIT,
        "probability <= 1e-3 over deployment",
        "the probability is at most 1e-3 over deployment, at a confidence that is not stated",
    ),
    (
        Kind.LIMIT,
        "frequency < 1e-4 per reactor-year at unset",
        "the frequency is below 1e-4 per reactor-year, at a confidence that is still to be set",
    ),
    (
        Kind.LIMIT,
        "frequency <= unset per flight-hour at 95%",
        "the frequency is at most a number that is still to be set per flight-hour, with 95% confidence",
    ),
    (
        Kind.LIMIT,
        "increase of frequency over baseline <= 1e-6 per reactor-year",
        (
            "the increase of the frequency is at most 1e-6 per reactor-year above the baseline,"
            " at a confidence that is not stated"
        ),
    ),
    (
        Kind.LIMIT,
        "intolerable above 1e-3, broadly_acceptable below 1e-6 per person-year",
        (
            "above 1e-3 per person-year it is intolerable, below 1e-6 per person-year broadly acceptable,"
            " and between them as low as reasonably practicable"
        ),
    ),
    (
        Kind.LIMIT,
        "band SIL4 from 1e-5 up to 1e-4 per demand",
        "band SIL4: from 1e-5 up to but not including 1e-4 per demand",
    ),
    (Kind.LIMIT, "judged by aisi", "judged by aisi"),
    (
        Kind.LIMIT,
        "frequency <= 1e-5 per person-year",
        "the frequency is at most 1e-5 per person-year, at a confidence that is not stated",
    ),
    (
        Kind.LIMIT,
        "band SIL1 from 1e-6 up to 1e-5 per flight-hour",
        "band SIL1: from 1e-6 up to but not including 1e-5 per flight-hour",
    ),
    (Kind.LIMIT, "reviewed on 2026-01-01", "last reviewed on 2026-01-01"),
    (Kind.LIMIT, "applies per developer", "each developer has the limit to itself"),
    (Kind.LIMIT, "applies per model", "each model has the limit to itself"),
    (Kind.LIMIT, "on harm severity severe", "limits harm of severity severe or worse"),
    (Kind.REQUIREMENT, "binds cloud_provider to authority", "binds cloud_provider, owed to authority"),
    (Kind.REQUIREMENT, "binds seller, producer", "binds seller and producer"),
    (Kind.REQUIREMENT, "type evaluation and red_team", "met by evidence of type evaluation and red_team"),
    (Kind.REQUIREMENT, "by public_body with grey_box access", "done by public_body with grey box access"),
    (Kind.REQUIREMENT, "certified by iaio", "certified by iaio"),
    (Kind.REQUIREMENT, "valid at training_start", "valid at training start"),
    (
        Kind.REQUIREMENT,
        "every unset while training approved by aisi",
        "at intervals that are still to be set while training, as approved by aisi",
    ),
    (Kind.REQUIREMENT, "within 5 business_days of incident", "within 5 business days of incident"),
    (Kind.REQUIREMENT, "keep 5 years", "keep 5 years"),
    (Kind.REQUIREMENT, "contains risk_process, decision_record", "contains risk process and decision record"),
    (Kind.REQUIREMENT, "at least 5 samples each evaluation", "at least 5 samples of each evaluation"),
    (
        Kind.REQUIREMENT,
        "compared with reference_model while safe_reference",
        "compared with reference_model, as long as that is safe reference",
    ),
    (Kind.REQUIREMENT, "modality should", "modality: should"),
    (Kind.REQUIREMENT, "best effort", "to the best of their ability"),
    (Kind.REQUIREMENT, "or excused", "or a reason is given for there being none"),
    (Kind.REQUIREMENT, "set by developer", "set by developer (self-defined: nobody else set it)"),
]


UNTIDY = """\
# first
treaty   t "T"
  # of the status
  status proposed   # beside it


  tier a "A"
      initially
"""
TIDY = """\
# first
treaty t "T"
    # of the status
    status proposed  # beside it

    tier a "A"
        initially
"""


@pytest.mark.parametrize(("kind", "line", "words"), FORMS, ids=[f"{kind}: {line}" for kind, line, _ in FORMS])
def test_a_form_is_read_laid_out_and_told(kind: Kind, line: str, words: str | None) -> None:
    head = 'treaty t "A treaty"\n    '
    text = f"{head}{line}\n" if kind is Kind.TREATY else f'{head}{kind} N1 "A text"\n        {line}\n'
    profile = read_profile(cut("t.treaty", text), "t")
    assert not profile.problems
    statement = profile.head if kind is Kind.TREATY else profile.statements[0]
    clause = clause_in(kind, line, 0)
    assert clause is not None
    assert words is None or told(clause.field, statement.one(clause.field)) == words
    assert len(line) > WIDTH or not format_profile(text, "t.treaty").changed


def test_comments_and_the_authors_order_stay_when_a_profile_is_laid_out() -> None:
    laid_out = format_profile(UNTIDY, "t.treaty")
    assert laid_out.text == TIDY
    assert not format_profile(laid_out.text, "t.treaty").changed


def test_a_profile_that_cannot_be_read_is_left_as_it_is() -> None:
    text = 'treaty   t "T"\n  zzz\n'
    left = format_profile(text, "t.treaty")
    assert (left.text, left.changed, len(left.problems)) == (text, False, 1)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ('treaty t "T"\n', True),
        ('# a comment\n\n  treaty t "T"\n', True),
        ('case c "C"\n    treaty example\n', False),
        ("treaty-like x\n", False),
        ("", False),
    ],
)
def test_a_profile_is_known_by_its_first_word(text: str, is_one: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_profile(text) is is_one
