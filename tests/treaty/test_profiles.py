"""Profiles resolved: what extends what, which version holds, what is wrong and where."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

import pytest

from gsn.treaty.force import after, is_overdue, review_due, why_not_in_force
from gsn.treaty.kinds import Kind
from gsn.treaty.library import NoProfile, built_in_names, find_profile
from gsn.treaty.profile import Profile
from gsn.treaty.record import UNSET, Parent, Threshold, When
from gsn.treaty.resolving import LONGEST_LINEAGE, load_profile

DAY = date(2026, 11, 23)
Load: TypeAlias = Callable[..., Profile]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write a profile as `own.treaty`, with others beside it, and read it."""

    def loading(text: str, files: Mapping[str, str] | None = None, as_of: date = DAY) -> Profile:
        for name, content in {"own.treaty": text, **(files or {})}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        return load_profile(Parent("own.treaty", is_path=True), as_of, tmp_path)

    return loading


def threshold_of(profile: Profile, tier: str) -> Threshold:
    when: When = profile.items[tier].one("when")
    test = when.alternatives[0][0]
    assert isinstance(test, Threshold)
    return test


BASE = """\
treaty base "A base"
    source "The base's source"
    status proposed
    category harm "Harm"
    tier regulated "Regulated"
        source "Section 1"
        when training_compute > unset FLOP counting unset
        requires audit
        note "one"
        note "two"
    requirement audit "An audit"
        binds developer
"""


# Extending


def test_a_statement_without_a_text_refines_the_inherited_one(load: Load) -> None:
    own = 'treaty own "Own"\n    extends "base.treaty"\n    source "Mine"\n    tier regulated\n        {}\n'
    profile = load(own.format("when training_compute > 1e25 FLOP counting pretraining"), {"base.treaty": BASE})
    assert not profile.problems
    tier = profile.items["regulated"]
    assert tier.text is not None
    assert tier.text.plain == "Regulated"
    assert (tier.declared_in, tier.refined_in) == ("base", ("own",))
    assert threshold_of(profile, "regulated").value.exact == Fraction(10) ** 25  # type: ignore[union-attr]
    assert [ref.name for ref in tier.one("requires")] == ["audit"]
    sources = {field: str(held[0].source) for field, held in tier.clauses.items()}
    assert sources["when"] == "Mine"
    assert sources["requires"] == "Section 1"


def test_clauses_that_are_given_replace_all_of_their_word(load: Load) -> None:
    own = 'treaty own "Own"\n    extends "base.treaty"\n    tier regulated\n        note "three"\n'
    profile = load(own, {"base.treaty": BASE})
    assert [str(note) for note in profile.items["regulated"].all("notes")] == ["three"]
    assert threshold_of(profile, "regulated").value is UNSET


def test_the_head_takes_over_what_it_does_not_say_itself_but_no_source(load: Load) -> None:
    profile = load('treaty own "Own"\n    extends "base.treaty"\n', {"base.treaty": BASE})
    assert profile.head.one("status") == "proposed"
    assert profile.head.one("source") is None
    assert list(profile.items) == ["harm", "regulated", "audit"]


def test_a_protocol_rests_on_its_convention(load: Load) -> None:
    profile = load('treaty own "Own"\n    protocol of "base.treaty"\n    tier t "T"\n', {"base.treaty": BASE})
    assert [origin.name for origin in profile.lineage] == ["own", "base"]
    assert set(profile.items) == {"harm", "regulated", "audit", "t"}


def test_the_digest_is_of_it_and_of_all_that_it_extends(load: Load) -> None:
    own = 'treaty own "Own"\n    extends "base.treaty"\n'
    digests = [sha256(text.encode()).hexdigest() for text in (own, BASE)]
    profile = load(own, {"base.treaty": BASE})
    assert profile.digest == sha256(f"own {digests[0]}\nbase {digests[1]}\n".encode()).hexdigest()
    assert load(own, {"base.treaty": f"{BASE}# more\n"}).digest != profile.digest
    assert profile.supplied_by_developer


@pytest.mark.parametrize(
    ("statement", "name", "message", "help_"),
    [
        (
            'tier regulated "Again"',
            "duplicate-name",
            "`regulated` is declared already, in `base`",
            "leave its text out to refine it: `tier regulated`; or give it another name",
        ),
        (
            "tier regulatd",
            "missing-text",
            "`regulatd` has no text, and refines nothing: no tier of this name is inherited",
            "did you mean `regulated`?",
        ),
        ("limit regulated", "wrong-kind", "`regulated` is a tier, and is refined as a limit", "write `tier regulated`"),
        ("tier harm::regulated", "bad-name", "a profile has no modules: its statements have plain names", None),
        ('tier any "Any"', "bad-name", "`any` is a word of the language, and cannot be a name", None),
    ],
)
def test_a_wrong_refinement_is_a_finding_at_its_line(
    load: Load, statement: str, name: str, message: str, help_: str | None
) -> None:
    profile = load(f'treaty own "Own"\n    extends "base.treaty"\n    {statement}\n', {"base.treaty": BASE})
    (problem,) = profile.problems
    assert (problem.place.file, problem.place.number, problem.name) == ("own.treaty", 3, name)
    assert problem.message == message
    assert help_ is None or problem.help == help_


def test_what_is_wrong_with_a_base_is_told_in_its_file(load: Load) -> None:
    base = BASE.replace("requires audit", "requires adit")
    (problem,) = load('treaty own "Own"\n    extends "base.treaty"\n', {"base.treaty": base}).problems
    assert (problem.place.file, problem.place.number, problem.name) == ("base.treaty", 8, "unresolved-name")
    assert problem.help == "did you mean `audit`?"


def test_profiles_that_extend_each_other(load: Load) -> None:
    files = {"other.treaty": 'treaty other "Other"\n    extends "own.treaty"\n'}
    (problem,) = load('treaty own "Own"\n    extends "other.treaty"\n', files).problems
    assert (problem.place.file, problem.name) == ("other.treaty", "wrong-value")


def test_a_lineage_without_end(load: Load) -> None:
    files = {f"p{n}.treaty": f'treaty p{n} "P"\n    extends "p{n + 1}.treaty"\n' for n in range(LONGEST_LINEAGE + 5)}
    assert [problem.name for problem in load('treaty own "O"\n    extends "p0.treaty"\n', files).problems] == [
        "too-deep"
    ]


# Where profiles are


def test_a_local_file_cannot_shadow_a_built_in(load: Load, tmp_path: Path) -> None:
    files = {"conditional.treaty": 'treaty conditional "Mine"\n    tier soft "Soft"\n'}
    profile = load('treaty own "Own"\n    extends conditional\n', files)
    assert not profile.problems
    assert profile.lineage[1].built_in
    assert "soft" not in profile.items
    assert load_profile(Parent("conditional", is_path=False), DAY, tmp_path).lineage[0].built_in


def test_a_local_file_cannot_take_a_built_ins_name(load: Load) -> None:
    (problem,) = load('treaty conditional "Mine"\n').problems
    assert (problem.name, problem.place.number) == ("duplicate-name", 1)
    assert problem.message == "`conditional` is the name of a built-in profile, and this is not it"


@pytest.mark.parametrize(
    ("extends", "message", "help_"),
    [
        ("conditionl", "no built-in profile is called `conditionl`", "did you mean `conditional`?"),
        ("base", "no built-in profile is called `base`", 'a local file is a quoted path: `"base.treaty"`'),
        ('"gone.treaty"', "`gone.treaty`: there is no such file", None),
        ('"../out.treaty"', "`../out.treaty` lies outside the folder of the case", "copy it into that folder"),
        ('"/etc/passwd"', "`/etc/passwd` lies outside the folder of the case", "copy it into that folder"),
    ],
)
def test_a_profile_that_is_not_there(load: Load, extends: str, message: str, help_: str | None) -> None:
    profile = load(f'treaty own "Own"\n    extends {extends}\n    tier regulated\n', {"base.treaty": BASE})
    (problem,) = profile.problems  # and no word of the tier, which may be inherited
    assert (problem.place.number, problem.name, problem.message) == (2, "unresolved-name", message)
    assert problem.help == help_


def test_a_link_that_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (tmp_path / "out.treaty").write_text(BASE, encoding="utf-8")
    (folder / "own.treaty").symlink_to(tmp_path / "out.treaty")
    with pytest.raises(NoProfile, match="outside the folder"):
        load_profile(Parent("own.treaty", is_path=True), DAY, folder)


def test_a_built_in_extends_no_local_file(tmp_path: Path) -> None:
    (tmp_path / "own.treaty").write_text(BASE, encoding="utf-8")
    with pytest.raises(NoProfile, match="extends no local file"):
        find_profile(Parent("own.treaty", is_path=True), tmp_path, None)


# Versions

VERSIONS = """\
treaty own "Own"
    status in_force
    tier regulated "Regulated"
        when training_compute > 1e25 FLOP
    version v1 "First"
        in force 2025-01-01 .. 2025-12-31
        tier extra "Of 2025 alone"
    version v2 "Second"
        in force 2026-01-01 ..
        tier regulated
            when training_compute > 1e24 FLOP
"""


@pytest.mark.parametrize(
    ("day", "version", "threshold", "force"),
    [
        (date(2024, 12, 31), None, 25, "none of its versions is in force on 2024-12-31"),
        (date(2025, 1, 1), "v1", 25, None),
        (date(2025, 12, 31), "v1", 25, None),
        (date(2026, 1, 1), "v2", 24, None),
    ],
)
def test_the_day_picks_the_version(
    load: Load, day: date, version: str | None, threshold: int, force: str | None
) -> None:
    profile = load(VERSIONS, as_of=day)
    assert not profile.problems
    assert (profile.version, profile.versions) == (version, ("v1", "v2"))
    assert threshold_of(profile, "regulated").value.exact == Fraction(10) ** threshold  # type: ignore[union-attr]
    assert ("extra" in profile.items) is (version == "v1")
    assert why_not_in_force(profile) == force


def test_each_version_is_judged_whatever_the_day(load: Load) -> None:
    text = VERSIONS.replace("        tier regulated\n", "        tier regulatd\n")
    (problem,) = load(text, as_of=date(2025, 6, 1)).problems
    assert (problem.place.number, problem.help) == (10, "did you mean `regulated`?")


def test_a_version_says_when_it_holds(load: Load) -> None:
    (problem,) = load(VERSIONS.replace("        in force 2026-01-01 ..\n", "")).problems
    assert (problem.place.number, problem.message) == (8, "version `v2` does not say when it holds")


# In force, and stale


@pytest.mark.parametrize(
    ("clauses", "why"),
    [
        ("status in_force", None),
        ("status in_force\n    in force 2026-11-23 ..", None),
        ("status in_force\n    in force 2026-11-24 ..", "it comes into force on 2026-11-24"),
        ("status in_force\n    in force 2026-01-01 .. 2026-11-23", None),
        ("status in_force\n    in force 2026-01-01 .. 2026-11-22", "it was in force until 2026-11-22"),
        ("status adopted", "it is adopted, and no day is stated from which it is in force"),
        ("status vetoed\n    in force 2026-01-01 ..", "it was vetoed"),
        ("status rescinded", "it was rescinded"),
        ("status proposed", "it is a proposal"),
        ("legal_force treaty", "its status is not stated"),
    ],
)
def test_whether_it_is_in_force(load: Load, clauses: str, why: str | None) -> None:
    assert why_not_in_force(load(f'treaty own "Own"\n    {clauses}\n')) == why


@pytest.mark.parametrize(
    ("every", "due"),
    [
        ("1 day", date(2024, 3, 1)),
        ("2 weeks", date(2024, 3, 14)),
        ("12 months", date(2025, 2, 28)),
        ("1 year", date(2025, 2, 28)),
        ("4 years", date(2028, 2, 29)),
        ("9e30 years", None),
        ("0.5 years", None),
        ("2 summits", None),
        ("unset", None),
    ],
)
def test_when_its_review_is_due(load: Load, every: str, due: date | None) -> None:
    head = load(f'treaty own "Own"\n    every {every}\n    reviewed on 2024-02-29\n').head
    assert review_due(head) == due
    if due is not None:
        assert not is_overdue(head, due)
        assert is_overdue(head, date.fromordinal(due.toordinal() + 1))


def test_a_months_end_stays_one(load: Load) -> None:
    tier = load('treaty own "Own"\n    tier t "T"\n        every 1 month\n').items["t"]
    assert after(date(2026, 1, 31), tier.one("every").every) == date(2026, 2, 28)


# What a wrong line says


@pytest.mark.parametrize(
    ("line", "name", "message", "help_"),
    [
        ("whn deaths >= 5", "unknown-word", "`whn` begins nothing under a tier", "did you mean `when`?"),
        ("when deths >= 5", "wrong-value", "`deths` is no measure", "did you mean `deaths`?"),
        (
            "when training_compute > 1e25",
            "wrong-value",
            "`training_compute` is counted in `FLOP`, not in `a number alone`",
            None,
        ),
        (
            "when training_cost > 1e8 EUR",
            "wrong-value",
            "`training_cost` is counted in `USD`, not in `EUR`",
            None,
        ),
        (
            "when deaths > 5 counting pretraining",
            "wrong-value",
            "`counting` belongs to `training_compute`, not to `deaths`",
            None,
        ),
        ("when training_compute > 1,000 FLOP", "wrong-value", None, "write `1_000`"),
        (
            "when training_compute > 2e25% FLOP",
            "wrong-value",
            "`2e25%` is a percentage, which is of a probability or a ratio, and not of what is counted in `FLOP`",
            "write the number itself, without `%`",
        ),
        (
            "when deaths >= 50%",
            "wrong-value",
            "`50%` is a percentage, which is of a probability or a ratio, and not of `deaths`",
            "write the number itself, without `%`",
        ),
        (
            "when uplift > 20% points",
            "wrong-value",
            "`20%` is a percentage, which is of a probability or a ratio, and not of what is counted in `points`",
            "write the number itself, without `%`",
        ),
        ("cites E1", "unknown-word", "`cites` begins nothing under a tier", None),
        ("frequency <= 1e-3 per year", "misplaced-clause", None, None),
        ("or given by aisi", "malformed-clause", "`or designated by` is written in full", None),
        ('goal G1 "A goal"', "unknown-word", "`goal` begins nothing under a tier", None),
        ("operator nothing", "wrong-value", "`nothing` is no `operator`: `unstated` are known", None),
        ('category c "A category"', "misplaced-statement", "`category` does not stand under a tier", None),
        ("when agency reached", "unresolved-name", "no capability is named `agency`", None),
        ("requires harm", "wrong-kind", "`harm` is a category; requirement is expected here", None),
    ],
)
def test_a_wrong_line_of_a_tier(load: Load, line: str, name: str, message: str | None, help_: str | None) -> None:
    profile = load(f'treaty own "Own"\n    category harm "Harm"\n    tier t "T"\n        {line}\n        initially\n')
    (problem,) = profile.problems
    assert (problem.place.number, problem.name) == (4, name)
    assert message is None or problem.message == message
    assert help_ is None or problem.help == help_
    assert profile.items["t"].one("initially") is not None


NO_SHARE = "is a percentage, which is of a probability or a ratio, and not of what happens"


@pytest.mark.parametrize(
    ("kind", "line", "message"),
    [
        (Kind.LIMIT, "frequency >= 1e-3 per year", "a limit is the most that is allowed: `<=` or `<`, not `>=`"),
        (Kind.LIMIT, "frequency <= 1e-3 per year at 40%", "a confidence lies from 50% to below 100%; `40%` does not"),
        (Kind.LIMIT, "frequency <= 5% per year", f"`5%` {NO_SHARE} per year"),
        (Kind.LIMIT, "band b from 1e-3 up to 5% per year", f"`5%` {NO_SHARE} per year"),
        (Kind.LIMIT, "intolerable above 5%, broadly_acceptable below 1e-3 per year", f"`5%` {NO_SHARE} per year"),
        (Kind.LIMIT, "band b from 2 up to 1", "band `b` runs downward; the lower end comes first"),
        (
            Kind.LIMIT,
            "intolerable above 1e-6, broadly_acceptable below 1e-3",
            "what is broadly acceptable (below 1e-3) lies under what is intolerable (1e-6)",
        ),
        (
            Kind.REQUIREMENT,
            "by aisi with gray_box access",
            "access is `black_box`, `grey_box` or `white_box`; `gray_box` is none of them",
        ),
        (Kind.REQUIREMENT, "keep 0 years", "`0 years` is no length of time"),
        (
            Kind.REQUIREMENT,
            "at least 0.5 samples each evaluation",
            "`0.5` is a count of samples; it has to be a whole number from 1",
        ),
        (Kind.VERSION, "in force 2026-02-01 .. 2026-01-01", "it ends before it begins; the first day comes first"),
    ],
)
def test_a_wrong_value(load: Load, kind: Kind, line: str, message: str) -> None:
    (problem,) = load(f'treaty own "Own"\n    {kind} n "N"\n        {line}\n').problems
    assert (problem.place.number, problem.name, problem.message) == (3, "wrong-value", message)


def test_severities_have_an_order(load: Load) -> None:
    text = 'treaty own "Own"\n    severity a "A"\n        worse than b\n    severity b "B"\n        worse than a\n'
    assert [problem.message for problem in load(text).problems] == [
        "`a` is worse than itself, by way of `b`",
        "`b` is worse than itself, by way of `a`",
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", 'case c "A case"\n', "\0\n", "{\n}\n", "treaty\n"])
def test_a_text_that_is_no_profile(load: Load, text: str) -> None:
    profile = load(text)
    assert len({problem.place.number for problem in profile.problems}) in {1, 2}
    assert profile.items == {}


def test_a_text_with_more_mistakes_than_anybody_reads(load: Load) -> None:
    profile = load('treaty own "Own"\n' + "    zzz\n" * 5000)
    assert len(profile.problems) == 1001
    assert {problem.name for problem in profile.problems} == {"unknown-word", "too-many-problems"}


# Built-ins


@pytest.mark.parametrize("name", built_in_names())
def test_a_built_in_has_no_problem(name: str) -> None:
    profile = load_profile(Parent(name, is_path=False), DAY)
    assert profile.problems == ()
    assert profile.name == name
    assert profile.head.one("legal_force")
    assert profile.head.one("status")
    assert profile.head.one("source")
    assert not profile.supplied_by_developer
    for item in profile.items.values():
        for held in item.clauses.values():
            assert all(given.source is not None for given in held), item.name


def test_the_reviews_own_treaty_sets_no_number_and_exempts_nobody() -> None:
    profile = load_profile(Parent("conditional", is_path=False), DAY)
    (tier,) = profile.of_kind(Kind.TIER)
    threshold = threshold_of(profile, "regulated")
    assert (threshold.value, threshold.counting) == (UNSET, UNSET)
    assert not tier.all("exempts")
    assert profile.of_kind(Kind.LIMIT) == ()
    assert {item.name for item in profile.of_kind(Kind.CATEGORY)} == {"loss_of_control", "malfunction", "malicious_use"}
    assert len(profile.of_kind(Kind.CAPABILITY)) == 9
    assert profile.items["public_evaluation"].one("by").access == ("grey_box", "white_box")


def test_the_example_says_that_its_numbers_are_invented() -> None:
    profile = load_profile(Parent("example", is_path=False), DAY)
    assert threshold_of(profile, "regulated").value.exact == Fraction(10) ** 25  # type: ignore[union-attr]
    (given,) = profile.items["regulated"].clauses["when"]
    assert (given.profile, str(given.source)) == ("example", "Invented for examples")
    assert profile.head.one("status") == "invented"
    assert why_not_in_force(profile) == "it is invented"
