"""A case that passes, and what weakens it: every such change has to be noticed, and no candour may be punished."""

import hashlib
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement
from gsn.findings import Severity

DAY = date(2026, 6, 1)
TESTS = b"All 400 patterns were caught.\n"
AUDIT = b"No finding is open.\n"
REVIEW = b"The list holds all that were reported in May.\n"

CASE = f"""case filter "X-1: a filter against scams"
    decision "Serve X-1 to vetted customers" asked of aisi
    shows G1
    valid until 2026-12-31
    invalid when "an incident"

import "tests.gsn"

actor lab "Example Lab"
actor aisi "AI Security Institute"
    role public_body

goal G1 "Serving X-1 to vetted customers is acceptable"
    context C1 "Vetted: checked against a register of companies"
    assumption A1 "Attackers stay as many as they are"
    strategy S1 "Argument over the ways in which a scam is written"
        justification J1 "The ways were agreed with the institute"
        goal G2 "Scams through the service are caught"
            goal tests::G1 "Each listed pattern is caught"
        goal G3 "The weights stay where they are"
            solution Sn1 "Audit report, section 2"
                cites E1

evidence E1 "Audit report"
    type security_audit
    file "evidence/audit.txt" sha256 "{hashlib.sha256(AUDIT).hexdigest()}"
    by aisi
    dated 2026-03-01
    expires 2026-12-31
    covers code, weights, data, physical
"""
PART = f"""module tests "Tests of the filter"
import "case.gsn"
public goal G1 "Each listed pattern is caught"
    context C1 "Listed: in the list of June"
    solution E1
    goal G2 "The list of patterns is complete"
        solution Sn1 "Review of the list, table 1"
            cites E2
public evidence E1 "Test report"
    type test_results
    file "evidence/tests.txt" sha256 "{hashlib.sha256(TESTS).hexdigest()}"
    by filter::lab
    dated 2026-05-01
    expires 2026-12-31
evidence E2 "Review of the list"
    file "evidence/review.txt" sha256 "{hashlib.sha256(REVIEW).hexdigest()}"
    by filter::aisi
    dated 2026-05-02
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The case that passes, in a folder of its own."""
    whole = tmp_path / "filter"
    (whole / "evidence").mkdir(parents=True)
    (whole / "case.gsn").write_text(CASE, encoding="utf-8")
    (whole / "tests.gsn").write_text(PART, encoding="utf-8")
    (whole / "evidence" / "tests.txt").write_bytes(TESTS)
    (whole / "evidence" / "audit.txt").write_bytes(AUDIT)
    (whole / "evidence" / "review.txt").write_bytes(REVIEW)
    return whole


def judge(folder: Path, day: date = DAY) -> Judgement:
    return gsn.check(gsn.load(folder / "case.gsn"), day)


def edit(folder: Path, old: str, new: str, name: str = "case.gsn") -> None:
    """Change a text; what is to be changed stands in it."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(folder: Path, text: str, name: str = "case.gsn") -> None:
    with (folder / name).open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_the_case_passes(folder: Path) -> None:
    judgement = judge(folder)
    assert judgement.verdict == "passed"
    assert judgement.label == "passed, held against no treaty"
    assert judgement.grounds == ()
    assert [finding for finding in judgement.findings if finding.severity != "info"] == []


@pytest.mark.parametrize("path", [lambda folder: folder, lambda folder: folder / "case.gsn"], ids=["folder", "file"])
def test_it_passes_however_it_is_named(path: Callable[[Path], Path], folder: Path) -> None:
    assert gsn.check(gsn.load(path(folder)), DAY).verdict == "passed"


Mutation = Callable[[Path], object]


def cutting(line: str, name: str = "case.gsn") -> Mutation:
    """Lines are taken out."""
    return lambda folder: edit(folder, line, "", name)


def writing(old: str, new: str, name: str = "case.gsn") -> Mutation:
    return lambda folder: edit(folder, old, new, name)


def adding(text: str, name: str = "case.gsn") -> Mutation:
    return lambda folder: add(folder, text, name)


def both(first: Mutation, second: Mutation) -> Mutation:
    def change(folder: Path) -> None:
        first(folder)
        second(folder)

    return change


def _linked_out(folder: Path) -> None:
    outside = folder.parent / "audit.txt"
    (folder / "evidence" / "audit.txt").rename(outside)
    (folder / "evidence" / "audit.txt").symlink_to(outside)


def _folder_linked_out(folder: Path) -> None:
    outside = folder.parent / "elsewhere"
    (folder / "evidence").rename(outside)
    (folder / "evidence").symlink_to(outside)


def _imported_from_outside(folder: Path) -> None:
    shutil.move(folder / "tests.gsn", folder.parent / "tests.gsn")
    edit(folder, '"tests.gsn"', '"../tests.gsn"')


SOLUTION = '            solution Sn1 "Audit report, section 2"\n                cites E1\n'
AWAY = '            goal tests::G1 "Each listed pattern is caught"\n'

WEAKER: dict[str, Mutation] = {
    # evidence
    "a file is gone": lambda folder: (folder / "evidence" / "audit.txt").unlink(),
    "a file of another module is gone": lambda folder: (folder / "evidence" / "tests.txt").unlink(),
    "a file was changed": lambda folder: (folder / "evidence" / "audit.txt").write_bytes(AUDIT.upper()),
    "a file was cut": lambda folder: (folder / "evidence" / "audit.txt").write_bytes(AUDIT[:-1]),
    "a file was swapped": writing("evidence/audit.txt", "evidence/tests.txt"),
    "a digest was written anew for another file": writing(
        f'audit.txt" sha256 "{hashlib.sha256(AUDIT).hexdigest()}',
        'gone.txt" sha256 "' + hashlib.sha256(b"").hexdigest(),
    ),
    "a digest is gone": writing(f' sha256 "{hashlib.sha256(AUDIT).hexdigest()}"', ""),
    "a digest is none": writing(hashlib.sha256(AUDIT).hexdigest(), "77ac…"),
    "the file is not named": cutting(f'    file "evidence/audit.txt" sha256 "{hashlib.sha256(AUDIT).hexdigest()}"\n'),
    "it lies outside": writing("evidence/audit.txt", "../audit.txt"),
    "it is a link that leads out": _linked_out,
    "its folder is a link that leads out": _folder_linked_out,
    "it is a folder": writing("evidence/audit.txt", "evidence"),
    "it is expired": writing("    expires 2026-12-31\n", "    expires 2026-05-31\n"),
    "it is of tomorrow": writing("    dated 2026-03-01\n", "    dated 2026-06-02\n"),
    "it has no date": cutting("    dated 2026-03-01\n"),
    "a part of it hangs on nothing": adding('goal G9 "Logs are kept"\n    undeveloped\n'),
    "its giver's standing does not hold": writing(
        'actor aisi "AI Security Institute"\n',
        'actor aisi "AI Security Institute"\n    accredited by lab until 2020-01-31\n',
    ),
    "its giver is nobody in particular": cutting("    role public_body\n"),
    "its giver is who it is about": both(
        writing("    shows G1\n", "    shows G1\n    system x1\n"), adding('system x1 "X-1"\n    developer aisi\n')
    ),
    "its giver was not cleared for what it saw": writing(
        "    by filter::lab\n", "    by filter::lab with white_box access\n", "tests.gsn"
    ),
    "it does not say what it covers": cutting("    covers code, weights, data, physical\n"),
    "its file is another record's": writing(
        f'review.txt" sha256 "{hashlib.sha256(REVIEW).hexdigest()}',
        f'tests.txt" sha256 "{hashlib.sha256(TESTS).hexdigest()}',
        "tests.gsn",
    ),
    "an authority finds the risk unacceptable": adding(
        'evidence E9 "Determination"\n    type determination\n    by aisi\n    dated 2026-05-01\n'
        "    determines unacceptable\n"
    ),
    "an authority has not decided": adding(
        'evidence E9 "Letter"\n    type determination\n    by aisi\n    dated 2026-05-01\n    determines pending\n'
    ),
    "an incident that nothing answers": adding(
        'evidence E9 "Ledger"\n    type incident_ledger\n    dated 2026-05-01\n    window 2026-01-01 .. 2026-04-30\n'
        '    incident scam aware 2026-02-03 "A scam got through"\n'
    ),
    "it is about another system": both(
        writing("    by aisi\n", "    by aisi\n    on y1\n"), adding('system y1 "Another model"\n')
    ),
    "it is empty": lambda folder: (folder / "evidence" / "audit.txt").write_bytes(b""),
    "confidence is argued by nothing": adding('confidence ACP1 "The audit was thorough"\n    on G3 -> Sn1\n'),
    "a risk model has no limit": adding('hazard h "Mass harm"\n    consequence deaths >= 1000000\n'),
    "a doubt hangs on nothing": adding('challenge D9 "All of it is wrong"\n    undeveloped\n'),
    "a part of the goal is shown": writing("    shows G1\n", "    shows G3\n"),
    "it is given by nobody": cutting("    by aisi\n"),
    "it is given by somebody unknown": writing("    by aisi\n", "    by nobody\n"),
    "it is withheld": adding('    withheld "Holds tooling"\n'),
    "it is attested by a signature": adding('    attested "evidence/audit.sig"\n'),
    "it is said to be recognised": adding("    recognised by aisi\n"),
    "its record is given up": adding('    defeated "It was of another model"\n'),
    "it is not cited": cutting("                cites E1\n"),
    "something else is cited": writing("cites E1", "cites A1"),
    "it is cited and not there": writing("cites E1", "cites E9"),
    # support
    "support is cut": cutting(SOLUTION),
    "an away goal is cut": cutting(AWAY),
    "a strategy argues over nothing": cutting(
        '        goal G2 "Scams through the service are caught"\n'
        + AWAY
        + '        goal G3 "The weights stay where they are"\n'
        + SOLUTION
    ),
    "a goal is undeveloped": writing(SOLUTION, "            undeveloped\n"),
    "a strategy is undeveloped": writing(
        'S1 "Argument over the ways in which a scam is written"\n',
        'S1 "Argument over the ways in which a scam is written"\n        undeveloped\n',
    ),
    "a goal is undeveloped and supported": writing(SOLUTION, SOLUTION + "            undeveloped\n"),
    "an away goal is undeveloped": writing("    solution E1\n", "    solution E1\n    undeveloped\n", "tests.gsn"),
    "a goal is left to a contract": writing(SOLUTION, "            by_contract\n"),
    "a solution under a strategy": writing("        goal G3", "        solution E1\n        goal G3"),
    "a circle": writing(AWAY, AWAY + "            goal G1\n"),
    "a circle through another module": both(
        writing("goal G1", "public goal G1"),
        writing("    solution E1\n", "    solution E1\n    goal filter::G1\n", "tests.gsn"),
    ),
    "a circle through context": both(
        writing("goal G1", "public goal G1"),
        writing("    solution E1\n", "    solution E1\n    context filter::G1\n", "tests.gsn"),
    ),
    "a module as a whole": writing(AWAY, AWAY + "            module tests\n"),
    "the support of another module is cut": cutting(
        '    solution E1\n    goal G2 "The list of patterns is complete"\n'
        '        solution Sn1 "Review of the list, table 1"\n            cites E2\n',
        "tests.gsn",
    ),
    "a solution of another module cites nothing": cutting("            cites E2\n", "tests.gsn"),
    "a further goal without support": writing("        goal G3", '        goal G4 "Logs are kept"\n        goal G3'),
    "a further solution without evidence": writing(SOLUTION, SOLUTION + '            solution Sn2 "A letter"\n'),
    # what is shown
    "nothing is shown": cutting("    shows G1\n"),
    "something else is shown": writing("    shows G1\n", "    shows G9\n"),
    "a context is shown": writing("    shows G1\n", "    shows C1\n"),
    "the head is gone": cutting('case filter "X-1: a filter against scams"\n'),
    "it is a module": writing("case filter", "module filter"),
    "it is shown together with a goal that is not supported": both(
        writing("    shows G1\n", "    shows G1, G9\n"), adding('goal G9 "Logs are kept"\n    undeveloped\n')
    ),
    "it has lapsed": writing("valid until 2026-12-31", "valid until 2026-05-31"),
    "the case is given up": writing("    shows G1\n", '    shows G1\n    defeated "We stop"\n'),
    "a profile": writing("    shows G1\n", "    shows G1\n    treaty example\n"),
    # what is not followed yet
    "a claim in numbers": both(
        writing(SOLUTION, "            claim theft <= 1% at 95%\n" + SOLUTION), adding('probability theft "Theft"\n')
    ),
    "figures from a log that is not read": adding(
        '    measures theft: from "accuracy" counting correct as event\nprobability theft "Theft"\n'
    ),
    # doubts
    "a challenge": writing(SOLUTION, SOLUTION + '            challenge D1 "The audit is old"\n'),
    "a challenge to evidence": adding('    challenge D1 "It is of another model"\n'),
    "a challenge to a step": adding('challenge D1 "It does not follow"\n    challenges G3 -> Sn1\n'),
    "a challenge to an assumption": adding('challenge D1 "There are more"\n    challenges A1\n'),
    "a challenge of another module": adding('challenge D1 "There are more"\n    challenges filter::G3\n', "tests.gsn"),
    "a goal that challenges": adding('goal G9 "The audit is old"\n    challenges G3\n    solution E1\n'),
    "a solution that challenges": adding('solution Sn9 "Letter, page 2"\n    cites E1\n    challenges G3\n'),
    "a goal is given up": writing(SOLUTION, SOLUTION + '            defeated "They were stolen"\n'),
    "the top is given up": writing("    context C1", '    defeated "We stop"\n    context C1'),
    "a step is given up": writing(SOLUTION, SOLUTION + '            defeated G3 -> Sn1 "It does not follow"\n'),
    "a step is given up far from it": adding('actor third "Somebody"\n    defeated G3 -> Sn1 "It does not follow"\n'),
    "a step is given up in the head": writing("    shows G1\n", '    shows G1\n    defeated G3 -> Sn1 "No"\n'),
    "an assumption is given up": writing(
        '"Attackers stay as many as they are"\n',
        '"Attackers stay as many as they are"\n        defeated "They doubled"\n',
    ),
    "another module is given up": writing(
        'module tests "Tests of the filter"\n',
        'module tests "Tests of the filter"\n    defeated "Of another filter"\n',
        "tests.gsn",
    ),
    # placeholders
    "a placeholder": writing("Scams through the service", "Scams through {service}"),
    "a placeholder in the context": writing("a register of companies", "{register}"),
    "a placeholder in a clause": writing(
        'Sn1 "Audit report, section 2"\n', 'Sn1 "Audit report"\n                at "{section}"\n'
    ),
    "a placeholder in what is decided": writing("Serve X-1", "Serve {model}"),
    "a mark that it is no instance": writing(SOLUTION, SOLUTION + "            uninstantiated\n"),
    # files
    "a stray text": lambda folder: (folder / "doubts.gsn").write_text("module doubts\n", encoding="utf-8"),
    "a stray text in a folder": lambda folder: (folder / "evidence" / "x.gsn").write_text("", encoding="utf-8"),
    "a hidden stray text": lambda folder: (folder / ".doubts.gsn").write_text("module doubts\n", encoding="utf-8"),
    "a stray text in capitals": lambda folder: (folder / "DOUBTS.GSN").write_text("module doubts\n", encoding="utf-8"),
    "a stray link to nothing": lambda folder: (folder / "doubts.gsn").symlink_to("nowhere"),
    "a link to a folder outside": lambda folder: (folder / "more").symlink_to(folder.parent.parent),
    "letters that nobody sees": writing("Vetted:", "Vetted:\u3164\U000e0141"),
    "a stray case": lambda folder: (folder / "other.gsn").write_text("case other\n", encoding="utf-8"),
    "an import is gone": cutting('import "tests.gsn"\n'),
    "an imported file is gone": lambda folder: (folder / "tests.gsn").unlink(),
    "an imported file lies outside": _imported_from_outside,
    "an imported file is no text": lambda folder: (folder / "tests.gsn").write_bytes("goal".encode("utf-16")),
    # modules
    "what is used is not public": writing("public goal G1", "goal G1", "tests.gsn"),
    "what is repeated says something else": writing(
        'Each listed pattern is caught"\n    context', 'Each pattern is caught"\n    context', "tests.gsn"
    ),
    "a strategy is public": writing("    strategy S1", "    public strategy S1"),
    # lines that cannot be read
    "an unknown word": adding("gaol G9\n"),
    "a control character in a comment": adding("# \u202e\n"),
    "a tab": adding('\tnote "x"\n'),
    "a name twice": adding('actor lab "Another"\n'),
}


@pytest.mark.parametrize("weaker", WEAKER)
def test_what_weakens_it_is_noticed(weaker: str, folder: Path) -> None:
    WEAKER[weaker](folder)
    judgement = judge(folder)
    assert judgement.verdict != "passed"
    assert not any(family.failure for family in judgement.families)
    assert len(set(judgement.grounds)) == len(judgement.grounds)
    if judgement.verdict == "undetermined":
        assert judgement.grounds
    else:
        assert judgement.count(Severity.ERROR)


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2027, 1, 1)])
def test_another_day_is_another_verdict(day: date, folder: Path) -> None:
    """On the first some evidence is of tomorrow, on the second some has expired."""
    assert judge(folder, day).verdict == "rejected"
    assert judge(folder, date(2026, 5, 2)).verdict == "passed"
    assert judge(folder, date(2026, 12, 31)).verdict == "passed"


CANDOUR: dict[str, Mutation] = {
    "a note": writing("    context C1", '    note "Ask again in June"\n    context C1'),
    "a note in the head": writing("    shows G1\n", '    shows G1\n    note "A {draft} of [[G1]]"\n'),
    "where more is said": writing("    context C1", '    see "Report 7"\n    context C1'),
    "the long text": writing("    context C1", '    prose "prose/G1.md"\n    context C1'),
    "an owner": writing("    context C1", '    owner "Evaluations"\n    context C1'),
    "tags": writing("    context C1", "    tags open, weak\n    context C1"),
    "an assumption": writing("    context C1", '    assumption A2 "The register is kept"\n    context C1'),
    "what is not covered": writing("    shows G1\n", '    shows G1\n    not covered "insiders"\n'),
    "what ends it": writing("    shows G1\n", '    shows G1\n    invalid when "new tools"\n'),
    "who disagrees": writing("    shows G1\n", '    shows G1\n    dissent "The margin is thin" by lab\n'),
    "a comment": adding("# The margin is thin\n"),
    "an open finding of the audit": adding('    open_finding "Badge logs are kept for a week only"\n'),
    "vague, loud and absolute words": writing("The weights stay", "All the SAFE weights always stay, etc. and so on,"),
    "an essay": writing("The weights stay", "The weights " + "of the model " * 20 + "stay"),
    "a watch": writing('as they are"\n', 'as they are"\n        watch "report" stop at 15 per year\n'),
}


@pytest.mark.parametrize("said", CANDOUR)
def test_candour_is_not_punished(said: str, folder: Path) -> None:
    CANDOUR[said](folder)
    judgement = judge(folder)
    assert not judgement.case.problems
    assert judgement.verdict == "passed"


def test_a_waived_error_does_not_pass(folder: Path) -> None:
    edit(folder, "    expires 2026-12-31\n", "    expires 2026-05-31\n")
    add(folder, 'waive GSN303 on E1 "It is being renewed" by aisi until 2026-12-31\n')
    judgement = judge(folder)
    assert judgement.verdict == "undetermined"
    assert judgement.label == "passed with waivers, held against no treaty"
