"""GSN30x and GSN31x, evidence: is it there, is it the file that was meant, is it in date, and who gives it."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, Neighbourhood
from gsn.evidence.uses import FOR_OBLIGATIONS, linked_records
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.kinds import Kind
from gsn.model.statements.evidence import EvidenceStatement

from .evidence_register import in_state, told


@rule("GSN301", "missing-evidence", Severity.ERROR, kinds=[Kind.EVIDENCE])
def missing_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """A record of evidence names no file, or its file is not there.

    **Why it matters.** What nobody can open shows nothing.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "evidence/tests.txt"

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "evidence/tests.txt"
        # file: evidence/tests.txt
        All 400 patterns were caught.
    """
    return in_state(near, "GSN301", "put the file there, or say where it is with `file`")


@rule("GSN302", "altered-evidence", Severity.ERROR, kinds=[Kind.EVIDENCE])
def altered_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """The file of a record is not the file that was meant: its digest differs.

    **Why it matters.** Whoever judged the evidence judged another file.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt" sha256 "0000000000000000000000000000000000000000000000000000000000000000"
        # file: tests.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
        # file: tests.txt
        All 400 patterns were caught.

    **Mend it** by finding out which file was meant. `sha256sum tests.txt` gives a file's digest.
    """
    return in_state(near, "GSN302", "find out which of the two was meant; only then write the new digest")


@rule("GSN303", "expired-evidence", Severity.ERROR, kinds=[Kind.EVIDENCE])
def expired_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """A record is judged after the last day on which it is good.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt"
            expires 2026-01-31
        # file: tests.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt"
            expires 2027-01-31
        # file: tests.txt
        All 400 patterns were caught.
    """
    return in_state(near, "GSN303", "renew the evidence, or argue without it")


@rule("GSN304", "evidence-not-yet-valid", Severity.ERROR, kinds=[Kind.EVIDENCE])
def evidence_not_yet_valid(near: Neighbourhood) -> Iterator[Finding]:
    """A record is dated after the day on which it is judged.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt"
            dated 2027-01-31
        # file: tests.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt"
            dated 2026-01-31
        # file: tests.txt
        All 400 patterns were caught.
    """
    return in_state(near, "GSN304", "mend the date, or judge the case on a later day with `--as-of`")


@rule("GSN305", "unusable-evidence", Severity.ERROR, kinds=[Kind.EVIDENCE])
def unusable_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """The file of a record lies outside the case's folder, or cannot be read.

    **Why it matters.** The case has to be complete where it is handed over. A path that leads out, also through a link,
    names something else on every machine.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "/srv/reports/tests.txt"

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt"
        # file: tests.txt
        All 400 patterns were caught.
    """
    return in_state(near, "GSN305", "name a file inside the case's folder that can be read")


@rule("GSN306", "evidence-by-nobody", Severity.ERROR, kinds=[Kind.EVIDENCE])
def evidence_by_nobody(near: Neighbourhood) -> Iterator[Finding]:
    """Nothing says who gives a record of evidence.

    **Why it matters.** Whether somebody is entitled to give it can only be asked of a somebody.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt"
        # file: tests.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt"
            by lab
        actor lab "Example Lab"
        # file: tests.txt
        All 400 patterns were caught.
    """
    return in_state(near, "GSN306", "say who gives it: `by ACTOR with grey_box access`")


@rule("GSN307", "withheld-evidence", Severity.WARNING, kinds=[Kind.EVIDENCE])
def withheld_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """A record is not handed over.

    **Why it matters.** Its place in the argument is kept; what rests on it is undetermined until it is opened.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Attack report"
            withheld "Holds attack tooling"

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Attack report"
            file "attacks.txt"
        # file: attacks.txt
        No attack of the list got through.
    """
    return in_state(near, "GSN307", "hand it over, or have somebody who is recognised attest having seen it")


@rule("GSN308", "unsealed-evidence", Severity.WARNING, kinds=[Kind.EVIDENCE])
def unsealed_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """A record names its file without a digest.

    **Why it matters.** Nothing tells whether the file is still the one that was judged; the verdict stays open.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt"
        # file: tests.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "tests.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
        # file: tests.txt
        All 400 patterns were caught.

    **Mend it** with `gsn evidence seal`, or with the digest that `sha256sum tests.txt` prints.
    """
    element = near.element
    if (
        isinstance(element.says, EvidenceStatement)
        and element.says.file is not None
        and element.says.file.sha256 is None
        and element.says.withheld is None
    ):
        message = f"evidence `{element.name}` has no digest"
        yield Finding(message, element.place_of("file"), element.identity, 'write it behind the path: `sha256 "…"`')


@rule("GSN309", "unlinked-evidence", Severity.WARNING, scope=Scope.CASE)
def unlinked_evidence(argument: Argument) -> Iterator[Finding]:
    """No solution cites a record of evidence.

    **Why it matters.** What was measured and is not cited still counts among the records of what it measures: a run
    that went badly does not vanish by being left out. A protocol needs no solution: the runs that it planned name
    it. Nor does what answers an obligation (a licence, an incident ledger, a compute report, …): who supervises the
    obligation reads it.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
        evidence E1 "Test report"
            type report

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            type report
    """
    if argument.case.unknown_references:
        return
    linked = linked_records(argument.case, argument.register.uses)
    for record in argument.by_kind[Kind.EVIDENCE]:
        says = record.says
        answers = isinstance(says, EvidenceStatement) and says.type in FOR_OBLIGATIONS
        if record.identity not in linked and not answers and "type" not in record.lost:
            message = f"no solution cites evidence `{record.name}`"
            yield Finding(
                message, record.place, record.identity, f"put `solution {record.name}` under the goal it bears on"
            )


@rule("GSN310", "undated-evidence", Severity.WARNING, kinds=[Kind.EVIDENCE])
def undated_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """A record of evidence has no date.

    **Why it matters.** Whether it is in date cannot be said, nor whether it came after what it is to show.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            type report

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            type report
            dated 2026-05-01
    """
    element = near.element
    if isinstance(element.says, EvidenceStatement) and element.says.dated is None and "dated" not in element.lost:
        message = f"evidence `{element.name}` has no date"
        yield Finding(message, element.place, element.identity, "add `dated 2026-05-01`, the day that it is of")


@rule("GSN311", "copied-evidence", Severity.WARNING, scope=Scope.CASE)
def copied_evidence(argument: Argument) -> Iterator[Finding]:
    """Two records name different files, and their contents are the same.

    **Why it matters.** A copy looks like further evidence and is none. The worth of the second record stays open.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
            solution E2
        evidence E1 "Test report"
            file "may.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
        evidence E2 "Second test report"
            file "june.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
        # file: may.txt
        All 400 patterns were caught.
        # file: june.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            file "may.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
        # file: may.txt
        All 400 patterns were caught.
    """
    return told(argument, "GSN311")


@rule("GSN312", "file-of-several-records", Severity.WARNING, scope=Scope.CASE)
def file_of_several_records(argument: Argument) -> Iterator[Finding]:
    """Two records have one content, and disagree about it or both measure one quantity from it.

    They disagree where they name different givers, configurations, types or days.

    **Why it matters.** One of the two is wrong: a file was given by one, on one day, about one thing. A measurement
    that stands twice counts twice, and a developer's own report is not independent because somebody else's name stands
    beside it. The worth of both stays open.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
            solution E2
        actor lab "Example Lab"
        actor aisi "AI Safety Institute"
        evidence E1 "Test report"
            file "tests.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
            by lab
        evidence E2 "Independent test report"
            file "tests.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
            by aisi
        # file: tests.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
        actor lab "Example Lab"
        evidence E1 "Test report"
            file "tests.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
            by lab
        # file: tests.txt
        All 400 patterns were caught.
    """
    return told(argument, "GSN312")


@rule("GSN313", "impossible-days", Severity.ERROR, scope=Scope.CASE)
def impossible_days(argument: Argument) -> Iterator[Finding]:
    """Days of a record are in an order in which they cannot be.

    It expires before its day; it covers days that run backwards or lie after its day; an incident was reported before
    it was known, or was known on a day that the ledger does not cover.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            dated 2026-05-01
            expires 2026-04-01

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            dated 2026-05-01
            expires 2027-04-01
    """
    return told(argument, "GSN313")
