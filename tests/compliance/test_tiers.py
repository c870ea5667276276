"""Tiers: what a profile may ask of a system beside its compute, and whether a tier lets the developer go on."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from gsn.compliance.account import Answer, TierAccount
from gsn.compliance.tiers import tiers_of
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile
from tests.compliance.tier_cases import DAY, built_in, declaring, own, registry, tier_of

YES, NO, OPEN = Answer.YES, Answer.NO, Answer.OPEN

PROFILE = """\
treaty own "A profile of one's own"
    capability agency "Agency"
        reached when parameters > 100
    capability insight "Insight"
        reached when judged "it sees through a test" by aisi
    capability both "Both"
        reached when agency reached and insight reached
    capability hidden "Of which nothing is said"
    capability circle "A circle"
        reached when other_circle reached
    capability other_circle "The same circle"
        reached when circle reached or parameters > 1000
    tier t "A tier"
        {when}
"""

TESTS = [
    ("when training_cost > 1e8 USD", "training_cost 100000001 USD", YES),
    ("when training_cost > 1e8 USD", "training_cost 1e8 USD", NO),
    ("when training_cost >= 1e8 USD", "training_cost 1e8 USD", YES),
    ("when training_cost > 1e8 USD", "training_cost 1e8..2e8 USD", OPEN),
    ("when training_cost > 1e8 USD", "", OPEN),
    ("when parameters > 1e12", "parameters 1e12..2e12", OPEN),
    ("when parameters >= 1e12", "parameters 1e12..2e12", YES),
    ("when parameters < 1e12", "parameters 1e11", YES),
    ("when parameters > 1e12 parameters", "parameters 2e12", OPEN),
    ("when parameters > unset", "parameters 2e12", OPEN),
    ("when inference_compute > 1e20 FLOP", "training_compute pretraining 1e25, inference 1e21 FLOP", YES),
    ("when inference_compute > 1e20 FLOP", "training_compute pretraining 1e25 FLOP", OPEN),
    ("when training_data > 1e12", 'training_data "Public web text"', OPEN),
    ("when damage > 1e9 USD", "parameters 1", OPEN),
    ("when deaths >= 50", "parameters 1", OPEN),
    ("when gpu_hours > 1e6", "parameters 1", OPEN),
    ('when judged "exceeds GPT-4" by aisi', "parameters 1", OPEN),
    ("when agency reached", "parameters 101", YES),
    ("when agency reached", "parameters 99", NO),
    ("when insight reached", "parameters 101", OPEN),
    ("when hidden reached", "parameters 101", OPEN),
    ("when both reached", "parameters 101", OPEN),
    ("when both reached", "parameters 99", NO),
    ("when circle reached", "parameters 1", OPEN),
    ("when circle reached", "parameters 1001", YES),
    # alternatives and conjunctions
    ("when parameters > 100 or training_cost > 1e8 USD", "parameters 101", YES),
    ("when parameters > 100 or training_cost > 1e8 USD", "parameters 99", OPEN),
    ("when parameters > 100 and training_cost > 1e8 USD", "parameters 99", NO),
    ("when parameters > 100 and training_cost > 1e8 USD", "parameters 101", OPEN),
    ("when parameters > 100 and training_cost > 1e8 USD or parameters > 1000", "parameters 1001", YES),
    ("initially", "parameters 101", OPEN),
]


@pytest.mark.parametrize(("when", "system", "answer"), TESTS)
def test_what_a_tier_asks(when: str, system: str, answer: Answer, tmp_path: Path) -> None:
    profile = own(tmp_path, PROFILE.format(when=when))
    account = tier_of(declaring(tmp_path, system or "stage deployment", profile), profile, "t")
    assert account.reached is answer, account.why
    assert account.why


WORDS = [
    (
        "when parameters > 100 and training_cost > 1e8 USD or insight reached",
        "parameters 101",
        (
            "`x1` declares no `training_cost`; the tier is reached by `training_cost` above 1e8 USD;"
            " whether the system has the capability `insight` is not known"
        ),
    ),
    ("when training_cost > 1e8 USD", "training_cost 2e8 USD", "`training_cost` is 2e8 USD: above 1e8 USD"),
    ("when training_cost > 1e8 USD", "training_cost 1e8 USD", "`training_cost` is 1e8 USD: not above 1e8 USD"),
    (
        "when training_cost > 1e8 USD",
        "training_cost 1e8..2e8 USD",
        "`training_cost` is 1e8 to 2e8 USD: the threshold, above 1e8 USD, lies between its ends",
    ),
    (
        "when parameters > 100 and insight reached or training_cost > 1e8 USD",
        "parameters 99",
        "`x1` declares no `training_cost`; the tier is reached by `training_cost` above 1e8 USD",
    ),
    (
        "when training_cost > 1e8 USD\n        operator unstated",
        "training_cost 1e8 USD",
        "`training_cost` is exactly 1e8 USD, and no source says `>` or `>=`",
    ),
    (
        "when damage > 1e9 USD",
        "parameters 1",
        (
            "`damage` is a measure of what a hazard leads to, which no system has; the tier is reached by `damage`"
            " above 1e9 USD"
        ),
    ),
    (
        'when judged "exceeds GPT-4"',
        "parameters 1",
        '"exceeds GPT-4" is no number: nobody is named who judges whether it holds',
    ),
    (
        "initially",
        "parameters 1",
        "It does not say when it is reached. The figure is a first one, and meant to be revised",
    ),
    (
        "when parameters > 100\n        or designated by commission\n        rebuttable",
        "parameters 1",
        "`parameters` is 1: not above 100. `commission` can designate a model all the same; nothing says that it did",
    ),
    (
        "when parameters > 100\n        or designated by commission\n        rebuttable",
        "parameters 101",
        "`parameters` is 101: above 100. A developer may show that it does not apply, to whoever decides on that",
    ),
]


@pytest.mark.parametrize(("when", "system", "why"), WORDS)
def test_why_stands_alone(when: str, system: str, why: str, tmp_path: Path) -> None:
    profile = own(tmp_path, PROFILE.format(when=when))
    assert tier_of(declaring(tmp_path, system, profile), profile, "t").why == why


def test_without_a_system_everything_is_open(tmp_path: Path) -> None:
    profile = built_in("example")
    text = 'case c "C"\n    shows G1\ngoal G1 "G"\n    undeveloped\n'
    account = tier_of(declaring(tmp_path, "", profile, text=text), profile, "regulated")
    assert account.reached is OPEN
    assert account.why == (
        "the case names no system at its head; the tier is reached by `training_compute` above 1e25 FLOP"
    )


@pytest.mark.parametrize(
    "line", ["training_compute pretraining 3e26", "training_compute pretraining 3e26..1e26 FLOP", "training_compute ,"]
)
def test_a_line_that_cannot_be_read_declares_nothing(line: str, tmp_path: Path) -> None:
    profile = built_in("example")
    account = tier_of(declaring(tmp_path, line, profile), profile, "regulated")
    assert account.reached is OPEN
    assert account.why.startswith("a line of the case that may say it cannot be read")


@pytest.mark.parametrize("lost", ["when training_compute > 1e25 FLOPS", "outcome nothing", "exempts 1", "operator x"])
def test_a_line_of_the_profile_that_cannot_be_read_concludes_nothing(lost: str, tmp_path: Path) -> None:
    given = {"when": "when training_compute > 1e25 FLOP counting pretraining", "outcome": "outcome prohibited"}
    lines = [line for word, line in given.items() if not lost.startswith(word)]
    text = 'treaty own "Own"\n    tier t "T"\n' + "".join(f"        {line}\n" for line in (*lines, lost))
    (tmp_path / "own.treaty").write_text(text, encoding="utf-8")
    profile = load_profile(Parent("own.treaty", is_path=True), DAY, tmp_path)
    assert profile.problems
    argument = declaring(tmp_path, "developer lab\ntraining_compute pretraining 1e25 FLOP", profile)
    account = tier_of(argument, profile, "t")
    field = lost.split(" ", maxsplit=1)[0]
    answer = {
        "when": account.reached,
        "operator": account.reached,
        "outcome": account.admits,
        "exempts": account.exempt,
    }
    assert answer[field] is OPEN


# Whether the developer may go on

LAB = 'actor lab "A laboratory"\n    role developer\n'
JAISL = 'actor jaisl "Joint AI Safety Laboratory"\n    role international_body\n'
ABOVE = "training_compute pretraining 1e24 FLOP"

EXEMPTIONS = [
    ("developer lab", LAB, None, NO, NO),
    ("developer lab", LAB, LAB, NO, NO),
    ("developer jaisl", JAISL, None, OPEN, OPEN),
    ("developer jaisl", JAISL, JAISL, YES, YES),
    ("developer jaisl", JAISL, LAB, NO, NO),
    ("stage training", JAISL, JAISL, OPEN, OPEN),
]


@pytest.mark.parametrize(("line", "actors", "known", "exempt", "admits"), EXEMPTIONS)
def test_an_exemption_holds_by_the_registry_alone(
    line: str, actors: str, known: str | None, exempt: Answer, admits: Answer, tmp_path: Path
) -> None:
    profile = built_in("taisc")
    reviewed = registry(tmp_path, known) if known is not None else None
    argument = declaring(tmp_path, f"{line}\n{ABOVE}", profile, rest=actors, known=reviewed)
    account = tier_of(argument, profile, "jaisl_only")
    assert (account.reached, account.exempt, account.admits) == (YES, exempt, admits)
    if exempt is OPEN and "developer" in line:
        assert "as the case states it" in account.why_admits


def test_a_role_in_the_registry_is_as_good_as_a_name(tmp_path: Path) -> None:
    text = 'treaty own "Own"\n    tier t "T"\n        when parameters > 1\n        exempts international_body\n'
    profile = own(tmp_path, text)
    argument = declaring(
        tmp_path, "developer jaisl\nparameters 2", profile, rest=JAISL, known=registry(tmp_path, JAISL)
    )
    assert tier_of(argument, profile, "t").exempt is YES


def test_nobody_is_exempt_from_what_is_prohibited_unconditionally(tmp_path: Path) -> None:
    profile = built_in("taisc")
    argument = declaring(
        tmp_path,
        "developer jaisl\ntraining_compute pretraining 1e26 FLOP",
        profile,
        rest=JAISL,
        known=registry(tmp_path, JAISL),
    )
    account = tier_of(argument, profile, "prohibited")
    assert (account.reached, account.exempt, account.admits) == (YES, NO, NO)
    assert account.why_admits == "development is prohibited; no argument can succeed"


def test_the_conditional_treaty_exempts_nobody(tmp_path: Path) -> None:
    profile = built_in("conditional")
    argument = declaring(tmp_path, f"developer jaisl\n{ABOVE}", profile, rest=JAISL, known=registry(tmp_path, JAISL))
    assert tier_of(argument, profile, "regulated").exempt is NO


OUTCOMES = [
    ("", YES, "nothing in it keeps anybody from going on"),
    ("outcome reports to commission", YES, "the developer reports to `commission`"),
    ("outcome unstated", OPEN, "what follows from it is not stated"),
    ("outcome prohibited", NO, "development is prohibited; no argument can succeed"),
    (
        'outcome prohibited "until it is safe"\n        lifted by determination',
        NO,
        "development is prohibited until it is safe; only a determination lifts that, and there is none",
    ),
    (
        "outcome only_by jaisl",
        NO,
        "only `jaisl` may develop it: `lab`, who develops it, is not `jaisl`",
    ),
]


@pytest.mark.parametrize(("outcome", "admits", "why"), OUTCOMES)
def test_what_follows_from_a_tier(outcome: str, admits: Answer, why: str, tmp_path: Path) -> None:
    text = f'treaty own "Own"\n    tier t "T"\n        when parameters > 1\n        {outcome}\n'
    profile = own(tmp_path, text)
    account = tier_of(declaring(tmp_path, "developer lab\nparameters 2", profile, rest=LAB), profile, "t")
    assert (account.admits, account.why_admits) == (admits, why)


AISI = 'actor aisi "An institute"\n    role public_body\n'
FOUND = b"It is so.\n"
DETERMINATION = """\
evidence D1 "Determination"
    type determination
    determines {what}
    {by}
    dated 2026-11-01
    file "d.txt" sha256 "{digest}"
"""

LIFTED = [
    ("acceptable", "by aisi", AISI, NO),  # nobody signed it
    ("acceptable", "by aisi", None, OPEN),
    ("acceptable", "by lab", AISI + LAB, NO),
    ("acceptable", 'note "By whom is not said"', AISI, NO),
    ("acceptable", "by aisi\n    on x2", AISI, NO),
    ("altered", "by aisi", AISI, NO),
    ("unacceptable", "by aisi", AISI, NO),
    ("pending", "by aisi", AISI, NO),
]


@pytest.mark.parametrize(("what", "by", "known", "admits"), LIFTED)
def test_a_determination_lifts_what_it_may_lift(
    what: str, by: str, known: str | None, admits: Answer, tmp_path: Path
) -> None:
    text = (
        'treaty own "Own"\n    tier t "T"\n        when parameters > 1\n'
        '        outcome prohibited "until it is safe"\n        lifted by determination\n'
    )
    profile = own(tmp_path, text)
    (tmp_path / "d.txt").write_bytes(FOUND)
    if what == "altered":
        what = "acceptable"
        (tmp_path / "d.txt").write_bytes(b"It is not so.\n")
    record = DETERMINATION.format(what=what, by=by, digest=sha256(FOUND).hexdigest())
    rest = f'goal G2 "It was determined"\n    solution D1\nsystem x2 "Another"\n{AISI}{LAB}{record}'
    reviewed = registry(tmp_path, known) if known is not None else None
    argument = declaring(tmp_path, "developer lab\nparameters 2", profile, rest=rest, known=reviewed)
    assert tier_of(argument, profile, "t").admits is admits


def test_the_strictest_of_several_tiers_is_named(tmp_path: Path) -> None:
    profile = built_in("taisc")
    argument = declaring(tmp_path, "developer lab\ntraining_compute pretraining 1e26 FLOP", profile, rest=LAB)
    told = {account.tier.name: account.why_admits for account in tiers_of(argument, profile)}
    assert told["regulated"].endswith("`prohibited` is reached as well, and is stricter")
    assert told["jaisl_only"].endswith("`prohibited` is reached as well, and is stricter")
    assert "stricter" not in told["prohibited"]


def test_every_tier_of_a_profile_has_its_account(tmp_path: Path) -> None:
    profile = built_in("taisc")
    found: tuple[TierAccount, ...] = tiers_of(declaring(tmp_path, ABOVE, profile), profile)
    assert [account.tier.name for account in found] == ["regulated", "jaisl_only", "prohibited"]


def test_a_refinement_that_cannot_be_read_leaves_nothing_of_what_is_inherited(tmp_path: Path) -> None:
    text = 'treaty own "Own"\n    extends example\n    tier regulated\n        when training_compute > 1e27 FLOPS\n'
    (tmp_path / "own.treaty").write_text(text, encoding="utf-8")
    profile = load_profile(Parent("own.treaty", is_path=True), DAY, tmp_path)
    argument = declaring(tmp_path, "training_compute pretraining 1e26 FLOP", profile)
    account = tier_of(argument, profile, "regulated")
    assert (account.reached, account.why) == (OPEN, "When it is reached cannot be read")
