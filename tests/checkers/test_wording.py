"""Wording: sentences that a reader is asked about, and beside each some that nobody should be asked about."""

from collections.abc import Callable

import pytest

from gsn.checking import Judgement, built_in_rules

Judging = Callable[[str], Judgement]

TEMPLATES = {
    "goal": 'goal G1 "{}"\n    undeveloped\n',
    "assumption": 'goal G1 "The filter holds"\n    undeveloped\n    assumption A1 "{}"\n',
    "strategy": 'goal G1 "The filter holds"\n    strategy S1 "{}"\n        undeveloped\n',
    "solution": 'goal G1 "The filter holds"\n    solution Sn1 "{}"\n',
    "context": 'goal G1 "The filter holds"\n    undeveloped\n    context C1 "{}"\n',
    "justification": 'goal G1 "The filter holds"\n    undeveloped\n    justification J1 "{}"\n',
}

ASKED = {
    ("GSN801", "goal"): [
        "Brake monitor safety",
        "Safety of the filter",
        "Mitigation of hazards",
        "Is the filter safe?",
        "Robustness of the classifier to misuse by novices",
        "Sensor hardware",
    ],
    ("GSN801", "assumption"): ["Independence of the experts", "Independence of the audit"],
    ("GSN802", "goal"): [
        "The filter holds. The monitor holds.",
        "The filter holds; the monitor holds",
    ],
    ("GSN802", "solution"): ["Test report. It covers all runs."],
    ("GSN803", "goal"): [
        "Planning software is safe and secure",
        "All identified hazards have been mitigated and validated",
        "The filter is complete, correct and reliable",
        "The filter holds and is reviewed each month",
        "The filter catches scams and cannot be switched off",
        "The filter is switched on, and the monitor is staffed",
    ],
    ("GSN803", "assumption"): ["Staff are present and have been trained"],
    ("GSN805", "goal"): [
        "The filter holds because the red team did not get through",
        "The red team did not get through, therefore the filter holds",
        "We argue that the filter holds",
        "The filter holds, as shown by the tests",
        "The filter holds by demonstrating that no attack passes",
    ],
    ("GSN806", "goal"): [
        "The design, including faults, failures and interfaces, is acceptably safe",
        "The filter catches attacks such as scams, threats and malware",
    ],
    ("GSN807", "goal"): [
        "The filter holds, assuming that customers are identified",
        "The filter holds provided that the monitor is staffed",
        "Given that staff are trained, incidents are answered",
    ],
    ("GSN808", "goal"): [
        "The filter shall catch each pattern",
        "We believe that the filter holds",
        "The filter is intended to catch scams",
        "The team aims to answer each incident",
    ],
    ("GSN821", "strategy"): ["Red team exercise", "Interlocks", "Defence in depth"],
    ("GSN822", "strategy"): [
        "All patterns are caught",
        "The monitor has been tested on each pattern",
        "Argument over patterns; the list is complete",
    ],
    ("GSN823", "solution"): [
        "The tests show that the filter holds",
        "The filter was tested",
        "Report that confirms the filter",
    ],
    ("GSN824", "solution"): ["Test report and audit report", "Red team study and the external review"],
    ("GSN826", "context"): ["Test report of June", "System fault tree", "Tests show that the filter holds"],
    ("GSN827", "context"): [
        "Customers are assumed to be identified",
        "System has no common mode failures",
        "Attackers are expected to be novices",
    ],
    ("GSN828", "justification"): [
        "The tests of June showed no failure",
        "The verification campaign passed all tests",
        "All planned trials were found to pass",
        "No collisions were observed, and the risk is low",
    ],
    ("GSN829", "goal"): ["The filter catches scams, threats etc.", "The bound is TBD", "Rates are to be determined"],
    ("GSN841", "goal"): [
        "Incidents are answered in a timely manner",
        "Users rarely misuse the model",
        "Uplift is negligible",
    ],
    ("GSN841", "assumption"): ["Staff respond promptly"],
    ("GSN842", "goal"): ["The filter catches every pattern", "All hazards have been mitigated"],
    ("GSN842", "strategy"): ["Argument over all hazards", "Argument over each of the threat actors"],
    ("GSN843", "goal"): ["The filter never fails", "Safety is guaranteed", "A breach is impossible"],
    ("GSN844", "goal"): ["Some hazards have been identified", "Several attacks were caught"],
    ("GSN845", "goal"): ["System is SAFE", "The weights must NOT leave the site", "THE FILTER HOLDS TODAY"],
    ("GSN846", "goal"): ["A world-class architecture delivers assurance", "The filter is state-of-the-art"],
    ("GSN847", "goal"): ["It was determined that the claim holds", "The list has been approved"],
    ("GSN848", "goal"): ["The vehicle is safer", "The new model performs better on the range"],
    ("GSN849", "goal"): ["Residual risk is 3.7421e-7 per hour", "An attack gets through in 0.03742 of attempts"],
    ("GSN869", "goal"): ["The camera is proven in use", "Storage follows common practice"],
    ("GSN881", "solution"): ["Wiki page on the tests", "Draft of the report", "Engineer working file WF-27"],
}
NOT_ASKED = {
    ("GSN801", "goal"): [
        "Hazard 1 mitigated",
        "Interlocks fitted to machinery",
        "Novices rarely gain a foothold",
        "Safeguards block jailbreaks",
        "Users trust the filter",
        "Failure rate of the pump < 1e-6 per hour",
        "No foothold in sixty campaigns was observed",
        "X-1 and X-2 hold",
        "A way to severe damage exists that nobody thought of",
        "Novices with X-1 rarely enter range C through its staff",
        "The lab documents each run",
        "People answer within a day",
    ],
    ("GSN802", "goal"): ["Rates follow Dr. Example", "The bound of e.g. Smith holds", "X 1.2 holds"],
    ("GSN803", "goal"): [
        "The filter and the monitor are independent",
        "Attacks by novices and experts are rare",
        "What is tested and is served differs in nothing",
        "Terms and conditions are published",
        "Staff, and contractors, are trained",
    ],
    ("GSN805", "goal"): ["Nobody is harmed because of the model", "Patterns seen thus far are caught"],
    ("GSN806", "goal"): ["The filter catches scams, threats and malware", "Staff, including contractors, are trained"],
    ("GSN807", "goal"): ["The list given to the auditor is complete", "Support is provided in long sessions"],
    ("GSN808", "goal"): [
        "The shoulder of the curve holds",
        "Intended use is published",
        "Experts expect three attacks a year",
    ],
    ("GSN821", "strategy"): [
        "Argument by appeal to tests",
        "Arguing over hazards",
        "Over the scenarios of the risk model",
        "By cases: day and night",
        "Safety argument over layers",
        "Decomposition by component",
        "Substitution of proxies",
    ],
    ("GSN822", "strategy"): [
        "Argument over the scenarios that are retained",
        "Argument that what is tested is what is served",
        "Over the patterns which have been listed",
    ],
    ("GSN823", "solution"): [
        "Report on the tests of June",
        "List of what was tested",
        "Study of whether novices can follow the steps",
        "Record of tests that were run",
    ],
    ("GSN824", "solution"): ["Report on scams and threats", "Terms and conditions"],
    ("GSN826", "context"): ["Report 7 lists the patterns", "Filter of June", "Evidence rules of the treaty"],
    ("GSN827", "context"): ["The system comprises the filter and the monitor", "No. 12 of the list"],
    ("GSN828", "justification"): [
        "Hazards are grouped by the mechanism that detects them",
        "The method was agreed with the institute",
    ],
    ("GSN829", "goal"): ["The method is defined by the board", "So on both sites the filter holds"],
    ("GSN841", "goal"): [
        "The model of early 2026 holds",
        "Errors are normally distributed",
        "The increase is statistically significant",
        "Testers succeeded at most 1.09 times as frequently",
        "Incidents at night are rarely answered late: in 2% of cases",
    ],
    ("GSN842", "goal"): [
        "Nobody is at all times on site",
        "The filter catches all 400 patterns",
        "In any case the monitor holds",
        "Each of the twelve patterns is caught",
        "The sites know each other",
    ],
    ("GSN843", "goal"): ["The never-event register is kept"],
    ("GSN844", "goal"): ["Someone is on site", "The filter is handsome"],
    ("GSN845", "goal"): ["The CBRN policy of the UK AISI applies", "WILLOW is switched off", "API and TLS are used"],
    ("GSN846", "goal"): ["The state of the art is published", "The first generation is retired"],
    ("GSN847", "goal"): ["The list has been approved by the board", "It was determined by [[G1]] that it holds"],
    ("GSN848", "goal"): ["The vehicle is safer than a human driver", "Better than half of the runs fail"],
    ("GSN849", "goal"): [
        "Version 1.2.3 is served",
        "Availability is 99.999%",
        "The rate is 0.05",
        "Report 2026.1234.x holds",
    ],
    ("GSN869", "goal"): ["The theorem is proven in Isabelle", "The record is kept"],
    ("GSN881", "solution"): ["Report, revision 4", "Notes of the working group"],
}


def prompts(judgement: Judgement) -> set[str]:
    return {finding.code for finding in judgement.findings if finding.code.startswith("GSN8")}


def sentences(table: dict[tuple[str, str], list[str]]) -> list[tuple[str, str, str]]:
    return [(code, kind, text) for (code, kind), texts in table.items() for text in texts]


@pytest.mark.parametrize(("code", "kind", "text"), sentences(ASKED))
def test_a_reader_is_asked_about(code: str, kind: str, text: str, judged: Judging) -> None:
    judgement = judged(TEMPLATES[kind].format(text))
    assert not judgement.case.problems
    assert code in prompts(judgement)


@pytest.mark.parametrize(("code", "kind", "text"), sentences(NOT_ASKED))
def test_nobody_is_asked_about(code: str, kind: str, text: str, judged: Judging) -> None:
    judgement = judged(TEMPLATES[kind].format(text))
    assert not judgement.case.problems
    assert code not in prompts(judgement)


def test_every_rule_about_a_text_has_sentences_on_both_sides() -> None:
    about_structure = {
        "GSN804",
        "GSN809",
        "GSN825",
        *(f"GSN{number}" for number in (*range(861, 869), *range(882, 885))),
    }
    codes = {rule.code for rule in built_in_rules() if rule.code.startswith("GSN8")} - about_structure
    assert {code for code, _ in ASKED} == codes
    assert {code for code, _ in NOT_ASKED} == codes


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_text_with_a_lost_line_is_left_alone(kind: str, judged: Judging) -> None:
    """What a line says that could not be read may be what is missing."""
    text = TEMPLATES[kind].format("Every SAFE thing shall never fail, etc.")
    name = {
        "goal": "G1",
        "assumption": "A1",
        "strategy": "S1",
        "solution": "Sn1",
        "context": "C1",
        "justification": "J1",
    }
    lines = text.splitlines()
    at = next(index for index, line in enumerate(lines) if f" {name[kind]} " in line)
    indent = len(lines[at]) - len(lines[at].lstrip()) + 4
    lines.insert(at + 1, f"{' ' * indent}owner nobody")
    judgement = judged("\n".join(lines))
    assert judgement.case.problems
    assert not [f for f in judgement.findings if f.code.startswith("GSN8") and f.element == f"case::{name[kind]}"]


def test_words_are_shown_where_they_stand(judged: Judging) -> None:
    judgement = judged('goal G1 "The filter never fails"\n    undeveloped\n')
    (finding,) = [finding for finding in judgement.findings if finding.code == "GSN843"]
    place = finding.place
    assert place.line.text[place.start : place.end] == "never"


# In scope


TIMELY = "Incidents are answered in a timely manner"
UNDER_A_STRATEGY = """goal G1 "It holds"
    strategy S1 "Argument by parts"
        context C1 "Timely: at once"
        goal G2 "It is on"
            goal G3 "{0}"
                undeveloped
"""
BESIDE = """goal G1 "It holds"
    goal G2 "{0}"
        undeveloped
    goal G3 "It is on"
        context C1 "Timely: within a day"
        undeveloped
"""
EXPLAINED = {
    "its own context": ('goal G1 "{0}"\n    context C1 "Timely: within four hours"\n    undeveloped\n', False),
    "a context above": (BESIDE.replace("    goal G2", '    context C2 "Timely: at once"\n    goal G2'), False),
    "a context beside": (BESIDE, True),
    "a strategy's context": (UNDER_A_STRATEGY, False),
    "a justification": ('goal G1 "{0}"\n    justification J1 "Timely answers help"\n    undeveloped\n', True),
    "numbers": (
        'goal G1 "{0}"\n    claim late <= 1% at 95%\n    undeveloped\nprobability late "An answer is late"\n',
        False,
    ),
}


@pytest.mark.parametrize("by", EXPLAINED)
def test_a_vague_word_is_explained_by_what_is_in_scope(by: str, judged: Judging) -> None:
    text, asked = EXPLAINED[by]
    assert ("GSN841" in prompts(judged(text.format(TIMELY)))) is asked


@pytest.mark.parametrize(
    ("context", "asked"),
    [("Patterns: the list of June", False), ("Pattern list, section 2", False), ("Filter of June", True)],
)
def test_a_set_is_fixed_by_a_context_of_the_module(context: str, asked: bool, judged: Judging) -> None:  # noqa: FBT001
    strategy = '    strategy S1 "Argument over all patterns"\n        undeveloped\n'
    text = f'goal G1 "It holds"\n    context C1 "{context}"\n{strategy}'
    assert ("GSN842" in prompts(judged(text))) is asked


# Steps


def test_an_essay_is_counted_by_its_kind(judged: Judging) -> None:
    for kind, most in (("goal", 40), ("solution", 25), ("strategy", 50)):
        short, long = " ".join(["word"] * most), " ".join(["word"] * (most + 1))
        assert "GSN804" not in prompts(judged(TEMPLATES[kind].format(short)))
        assert "GSN804" in prompts(judged(TEMPLATES[kind].format(long)))
    assert "GSN804" not in prompts(judged(TEMPLATES["context"].format(" ".join(["word"] * 99))))


DOCUMENT = "Report TR-21 shows that the filter holds"


@pytest.mark.parametrize(
    ("below", "asked"),
    [("    undeveloped", False), ("    solution E1", False), ('    goal G2 "It is on"\n        undeveloped', True)],
)
def test_only_right_above_evidence_a_goal_speaks_of_it(below: str, asked: bool, judged: Judging) -> None:  # noqa: FBT001
    judgement = judged(f'goal G1 "{DOCUMENT}"\n{below}\nevidence E1 "Report TR-21"\n')
    assert ("GSN809" in prompts(judgement)) is asked


@pytest.mark.parametrize(
    ("solution", "file", "asked"),
    [
        ('"Report"', "tests.pdf", True),
        ('"Report"', "tests.json", False),
        ('"Report, section 4"', "tests.pdf", False),
        ('"Report, table B"', "tests.md", False),
        ('"Report"\n        at "§4"', "tests.pdf", False),
    ],
)
def test_a_whole_document(solution: str, file: str, asked: bool, judged: Judging) -> None:  # noqa: FBT001
    text = (
        f'goal G1 "It holds"\n    solution Sn1 {solution}\n        cites E1\nevidence E1 "Report"\n    file "{file}"\n'
    )
    assert ("GSN825" in prompts(judged(text))) is asked


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("The filter holds", "The filter holds", True),
        ("The filter holds", "This filter holds.", True),
        ("The filter of hall 1 holds", "The filter of hall 2 holds", False),
        ("The filter holds at 5%", "The filter holds at 50%", False),
        ("Safety is acceptable", "Security is acceptable", False),
    ],
)
@pytest.mark.parametrize("through", [False, True])
def test_a_claim_that_is_said_again(one: str, other: str, asked: bool, through: bool, judged: Judging) -> None:  # noqa: FBT001
    strategy = '    strategy S1 "Argument by parts"\n' if through else ""
    indent = 8 if through else 4
    text = f'goal G1 "{one}"\n{strategy}{" " * indent}goal G2 "{other}"\n{" " * indent}    undeveloped\n'
    assert ("GSN864" in prompts(judged(text))) is asked


IGNORANCE = 'goal G1 "The list is complete"\n    goal G2 "{}"\n        undeveloped\n{}'


@pytest.mark.parametrize(
    ("text", "more", "asked"),
    [
        ("No further pattern was found", "", True),
        ("Nothing has been observed in use", "", True),
        (
            "No further pattern was found",
            '    goal G3 "The search finds what was planted"\n        undeveloped\n',
            False,
        ),
        ("Each source was searched", "", False),
        (
            "No further pattern was found",
            '    claim miss <= 1% at 95%\nprobability miss "A pattern is missing"\n',
            False,
        ),
        ("No further pattern was found", "    goal %%%\n", False),
    ],
)
def test_that_nothing_was_found(text: str, more: str, asked: bool, judged: Judging) -> None:  # noqa: FBT001
    assert ("GSN865" in prompts(judged(IGNORANCE.format(text, more)))) is asked


def test_how_many_goals_need_a_strategy(judged: Judging) -> None:
    def goals(number: int) -> str:
        return "".join(f'    goal P{index} "Part {index} holds"\n        undeveloped\n' for index in range(number))

    assert "GSN863" not in prompts(judged(f'goal G1 "It holds"\n{goals(3)}'))
    assert "GSN863" in prompts(judged(f'goal G1 "It holds"\n{goals(4)}'))
    assert "GSN863" not in prompts(judged(f'goal G1 "It holds"\n    justification J1 "Four walls"\n{goals(4)}'))


def test_what_is_sealed_does_not_change(judged: Judging) -> None:
    text = 'goal G1 "It holds"\n    solution E1\nevidence E1 "Wiki page of 2 May"\n    file "page.txt"{}\n'
    assert "GSN881" in prompts(judged(text.format("")))
    assert "GSN881" not in prompts(judged(text.format(f' sha256 "{"0" * 64}"')))


def test_a_hostile_text_takes_no_time(judged: Judging) -> None:
    for piece in ("including a, ", "AAAA ", "all the ", "is safe and ", "no x ", "a is, and the ", "test x "):
        text = (piece * 200_000)[:900_000]
        assert judged(TEMPLATES["goal"].format(text)).verdict == "undetermined"
