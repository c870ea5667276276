"""Every rule has a page, and what it says is true: its first example breaks the rule, the mended one does not."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from gsn.checking import BUILT_IN, Judgement, built_in_rules, rules_of
from gsn.findings import Rule, Severity

RULES = built_in_rules()

WITHOUT_EXAMPLE = {
    "GSN001": "the case cannot be opened at all",
    "GSN002": "a file that is no text",
    "GSN006": "a character that nobody sees",
    "GSN007": "bytes that are no UTF-8",
    "GSN008": "a tab",
    "GSN010": "a line of a million characters",
    "GSN011": "a hundred levels",
    "GSN029": "a thousand problems",
    "GSN329": "a reviewer's registry beside the case",
    "GSN408": "a search and a kernel that disagree",
    "GSN409": "an expression of thousands of gates",
    "GSN913": "a registry and a signature",
    "GSN914": "the digest of the files",
}
"""Rules whose breakage cannot stand in a docstring; `test_reading.py` shows each of them."""

SECTION = re.compile(r"^\*\*(Why it matters|Breaks it|Instead|Mend it|Source)\*?\*?", re.MULTILINE)
EXAMPLE = re.compile(r"^\*\*(Breaks it|Instead)\*\*\n\n((?:    .*\n|\n)+)", re.MULTILINE)


def examples(rule: Rule) -> dict[str, str]:
    """What stands indented under `Breaks it` and `Instead`."""
    found = EXAMPLE.findall(f"{rule.page}\n")
    return {name: "\n".join(line.removeprefix("    ") for line in block.rstrip().split("\n")) for name, block in found}


def case(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}"


@pytest.mark.parametrize("rule", RULES, ids=case)
def test_a_page_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z`].*[A-Za-z0-9`)%]\.", rule.summary, re.DOTALL), "its first sentence"
    assert len(rule.summary) <= 140
    assert "\t" not in rule.page
    shown = examples(rule)
    if rule.code in WITHOUT_EXAMPLE:
        assert not shown
        assert "**Mend it**" in rule.page
    else:
        assert shown.keys() == {"Breaks it", "Instead"}
        assert shown["Breaks it"] != shown["Instead"]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code not in WITHOUT_EXAMPLE], ids=case)
def test_a_page_is_true(rule: Rule, judged: Callable[[str], Judgement]) -> None:
    shown = examples(rule)
    broken, mended = judged(shown["Breaks it"]), judged(shown["Instead"])
    assert rule.code in {finding.code for finding in (*broken.findings, *(item.finding for item in broken.waived))}
    assert rule.code not in {finding.code for finding in mended.findings}
    assert not any(family.failure for family in (*broken.families, *mended.families))
    if not rule.code.startswith("GSN0"):
        assert not broken.case.problems
    assert not mended.case.problems


@pytest.mark.parametrize("rule", RULES, ids=case)
def test_sections_stand_in_one_order(rule: Rule) -> None:
    order = ["Why it matters", "Breaks it", "Instead", "Mend it", "Source"]
    stands = SECTION.findall(rule.page)
    assert stands == sorted(stands, key=order.index)
    assert max(Counter(stands).values(), default=1) == 1


def test_codes_and_names_are_unique() -> None:
    assert Counter(rule.code for rule in RULES).most_common(1)[0][1] == 1
    assert Counter(rule.name for rule in RULES).most_common(1)[0][1] == 1
    assert [rule.name for rule in RULES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)] == []


def test_a_familys_codes_follow_one_another() -> None:
    from importlib import import_module

    begun = []
    for family in BUILT_IN:
        numbers = [int(rule.code.removeprefix("GSN")) for rule in rules_of(import_module(family))]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))), family
        begun.append(numbers[0])
    assert begun == sorted(begun)


def test_wording_is_a_prompt_and_never_more() -> None:
    assert {rule.severity for rule in RULES if rule.code.startswith("GSN8")} == {Severity.INFO}
