"""Modules and contracts: what is visible from where, what is repeated, and what a contract settles."""

from collections.abc import Callable

import pytest

from gsn.checking import Judgement

Judging = Callable[[str], Judgement]
Finding = Callable[[str], list[str]]

TWO = """case filter
    shows G1
import "tests.gsn"
goal G1 "The filter holds"
    {reference}
    undeveloped
# file: tests.gsn
module tests
{public}goal G1 "Each pattern is caught"
    undeveloped
{public}context C1 "Patterns of June"
{public}solution Sn1 "Report"
{public}evidence E1 "Report"
strategy S1 "Argument by parts"
    undeveloped
challenge D1 "It is old"
    challenges G1
"""
RELATIONSHIPS = {"GSN203", "GSN205", "GSN309", "GSN707", "GSN108", "GSN310", "GSN301", "GSN601"}
"""What the two modules have wrong with them beside how they refer to each other."""


@pytest.mark.parametrize(
    "reference", ["goal tests::G1", "context tests::C1", "solution tests::Sn1", "solution tests::E1"]
)
def test_what_others_rest_on_is_public(reference: str, found: Finding) -> None:
    private = set(found(TWO.format(reference=reference, public=""))) - RELATIONSHIPS
    public = set(found(TWO.format(reference=reference, public="public "))) - RELATIONSHIPS
    assert (private, public) == ({"GSN701", "GSN107"} - ({"GSN107"} if "G1" in reference else set()), public)
    assert "GSN701" not in public


@pytest.mark.parametrize(
    ("clause", "declares"),
    [
        ("        cites tests::E1", ""),
        ("    claim a <= 1% at 95%", 'probability a "Attack"\n    bounded by 2 times a by tests::G1 at 95%\n'),
        ("    undeveloped", 'confidence ACP1 "It is trusted"\n    on G1 -> Sn1\n    argued by tests::G1\n'),
    ],
)
def test_what_a_clause_rests_on_is_public_too(clause: str, declares: str, found: Finding) -> None:
    text = TWO.replace("    undeveloped\n# file", f'    solution Sn1 "Report"\n{clause}\n{declares}# file')
    assert "GSN701" in found(text.format(reference='note "x"', public=""))
    assert "GSN701" not in found(text.format(reference='note "x"', public="public "))


def test_an_away_strategy_is_one_mistake_and_not_two(found: Finding) -> None:
    codes = found(TWO.format(reference="strategy tests::S1", public="public "))
    assert codes.count("GSN101") == 1
    assert "GSN701" not in codes


@pytest.mark.parametrize("target", ["tests::G1", "tests::C1", "tests::S1"])
@pytest.mark.parametrize("kind", ["goal", "challenge"])
def test_a_doubt_may_be_raised_about_what_is_not_public(kind: str, target: str, found: Finding) -> None:
    text = TWO.format(reference='note "x"', public="")
    text = text.replace("# file", f'{kind} X1 "It is old"\n    challenges {target}\n    undeveloped\n# file')
    assert "GSN701" not in found(text)


def test_a_challenge_of_another_module_is_linked(found: Finding) -> None:
    assert "GSN701" not in found(TWO.format(reference="challenge tests::D1", public=""))


@pytest.mark.parametrize(
    ("text", "found_"),
    [
        ("Each pattern is caught", False),
        ("Each pattern is caught.", True),
        ("each pattern is caught", True),
        ("Each  pattern is caught", True),
        ('Each pattern"\n        "is caught', False),
    ],
)
def test_repetition_is_exact(text: str, found_: bool, judged: Judging) -> None:  # noqa: FBT001
    judgement = judged(TWO.format(reference=f'goal tests::G1 "{text}"', public="public "))
    assert not judgement.case.problems
    assert ("GSN702" in {finding.code for finding in judgement.findings}) is found_


def test_a_text_may_be_repeated_within_a_module(found: Finding) -> None:
    text = 'module m\ngoal G1 "It holds"\n    goal m::G2 "{}"\ngoal G2 "It was tested"\n    undeveloped\n'
    assert "GSN702" not in found(text.format("It was tested"))
    assert "GSN702" in found(text.format("It was tried"))


@pytest.mark.parametrize("kind", ["strategy", "challenge", "actor", "system", "hazard"])
def test_what_cannot_be_public(kind: str, found: Finding) -> None:
    nested = f'    public {kind} X1 "Argument"\n' if kind in {"strategy", "challenge"} else ""
    margin = "" if nested else f'public {kind} X1 "Argument"\n'
    assert "GSN703" in found(f'goal G1 "The filter holds"\n{nested}{margin}')


def test_the_fix_makes_it_public(judged: Judging) -> None:
    judgement = judged(TWO.format(reference="goal tests::G1", public=""))
    (finding,) = [finding for finding in judgement.findings if finding.code == "GSN701"]
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    line = edit.place.line.text
    assert f"{line[: edit.place.start]}{edit.text}{line[edit.place.end :]}" == 'public goal G1 "Each pattern is caught"'


JOINT = """case filter
    shows G1
import "joint.gsn"
import "tests.gsn"
{public}goal G1 "The filter holds"
    {left_open}
# file: tests.gsn
module tests
public goal G1 "Each pattern is caught"
    undeveloped
public context C1 "Patterns of June"
# file: joint.gsn
contract joint
{contract}
"""
SUPPORTED = "goal filter::G1\n    goal tests::G1"


def joint(contract: str = SUPPORTED, left_open: str = "by_contract", public: str = "public ") -> str:
    return JOINT.format(contract=contract, left_open=left_open, public=public)


@pytest.mark.parametrize(
    ("text", "found_"),
    [
        (joint(), ["GSN707"]),
        (joint(f"{SUPPORTED}\n    context tests::C1"), ["GSN707"]),
        (joint('goal filter::G1\n    goal X1 "Both were tried"\n        goal tests::G1'), ["GSN707"]),
        (joint('goal filter::G1\n    strategy X1 "Argument by parts"\n        goal tests::G1'), ["GSN707"]),
        (joint('goal filter::G1\n    strategy X1 "Argument by parts"\n        undeveloped'), ["GSN107"]),
        (joint(""), ["GSN107", "GSN210"]),
        (joint(public=""), ["GSN707"]),  # what asks for a contract is in its module's interface (1:4.6.3)
        (joint(left_open="undeveloped"), ["GSN203", "GSN707", "GSN709"]),
        (joint(left_open='goal G2 "It was tested"\n        undeveloped'), ["GSN709", "GSN707"]),
        (joint("goal filter::G1\n    module tests"), ["GSN107", "GSN705"]),
        (joint(f'{SUPPORTED}\npublic goal X1 "Both were tried"\n    undeveloped'), ["GSN107", "GSN704", "GSN707"]),
        (joint('goal filter::G1\n    goal X1 "Both were tried"\n        by_contract'), ["GSN107", "GSN710"]),
    ],
    ids=[
        *("it supports", "with context", "through a goal", "through a strategy", "and stops", "it says nothing"),
        *("of what is private", "of what is undeveloped", "of what is supported", "by a module"),
        *("and publishes", "and leaves open"),
    ],
)
def test_a_contract(text: str, found_: list[str], judged: Judging) -> None:
    judgement = judged(text)
    assert not judgement.case.problems
    findings = [finding.code for finding in judgement.findings if finding.severity != "info"]
    assert sorted(findings) == sorted(found_)
    assert judgement.verdict != "passed"


def test_a_contract_that_supports_twice_is_told_once(found: Finding) -> None:
    twice = 'goal filter::G1\n    goal tests::G1\n    goal X1 "Both were tried"\n        undeveloped'
    assert found(joint(twice, left_open='solution Sn1 "Report"')).count("GSN709") == 1


# Files


def test_every_stray_is_a_finding(judged: Judging) -> None:
    text = (
        'case filter\n    shows G1\ngoal G1 "It holds"\n    undeveloped\n# file: a.gsn\n# file: parts/b.gsn\nmodule b'
    )
    judgement = judged(text)
    assert [finding.code for finding in judgement.findings if finding.code == "GSN706"] == ["GSN706", "GSN706"]


def unused(judgement: Judgement) -> int:
    return sum(finding.code == "GSN708" for finding in judgement.findings)


PARTS = """case filter
    shows G1
import "tests.gsn"
goal G1 "It holds"
    undeveloped
# file: tests.gsn
module tests
"""


@pytest.mark.parametrize(
    ("part", "count"),
    [
        ("", 1),
        ('public goal G1 "It was tested"\n    undeveloped\n', 1),
        ('challenge D1 "It is old"\n    challenges filter::G1\n', 0),
        ('import "case.gsn"\ngoal G9 "More"\n    goal filter::G1\n', 0),
        ('goal G9 "More"\n    goal G8 "Most"\n        undeveloped\n    undeveloped\n', 1),
        ("goal %%%\n", 0),
    ],
    ids=["empty", "used by nobody", "challenges", "refers", "refers to itself", "could not be read"],
)
def test_a_module_that_bears_on_nothing(part: str, count: int, judged: Judging) -> None:
    assert unused(judged(PARTS + part)) == count


def test_a_module_that_a_clause_names_is_used(judged: Judging) -> None:
    text = PARTS.replace("    undeveloped\n", '    solution Sn1 "Report"\n        cites tests::E1\n')
    assert unused(judged(f'{text}public evidence E1 "Report"\n')) == 0


@pytest.mark.parametrize(
    ("support", "found_"),
    [("undeveloped", True), ('goal G2 "More"\n        undeveloped', False), ("by_contract", False)],
)
def test_what_others_rest_on_is_supported(support: str, found_: bool, found: Finding) -> None:  # noqa: FBT001
    text = PARTS.replace("    undeveloped\n", "    goal tests::G1\n")
    codes = found(f'{text}public goal G1 "It was tested"\n    {support}\n')
    assert ("GSN707" in codes) is found_
