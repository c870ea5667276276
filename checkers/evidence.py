"""GSN3xx, evidence: is it there, is it the file that was meant, is it in date, and who gives it."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, Neighbourhood
from gsn.evidence.states import State
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement

_HELP = {
    State.MISSING: "put the file there, or say where it is with `file`",
    State.ALTERED: "find out which of the two was meant; only then write the new digest",
    State.EXPIRED: "renew the evidence, or argue without it",
    State.NOT_YET_VALID: "mend the date, or judge the case on a later day with `--as-of`",
    State.UNUSABLE: "name a file inside the case's folder that can be read",
    State.UNENTITLED: "say who gives it: `by ACTOR with grey_box access`",
    State.WITHHELD: "hand it over, or have somebody who is recognised attest having seen it",
}


def _in_state(near: Neighbourhood, state: State) -> Iterator[Finding]:
    """The record, if it is in a state: at the clause that says so, with the solutions that stand on it."""
    element = near.element
    assessment = near.argument.assessments.get(element.identity)
    if assessment is None or assessment.state is not state or assessment.clause_field in element.lost:
        return
    yield Finding(
        f"evidence `{element.name}` is {state}: {assessment.why}",
        element.place_of(assessment.clause_field),
        element.identity,
        help=_HELP[state],
        related=tuple((place, "used here") for place in _uses(near.argument, element.identity)),
    )


def _uses(argument: Argument, record: Identity) -> list[Place]:
    """Where a record is cited, or stands for its solution."""
    cited = [solution.place_of("cites") for solution in argument.citing.get(record, ())]
    return [*(link.place for link in argument.parents_of(record)), *cited]


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
    return _in_state(near, State.MISSING)


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
    return _in_state(near, State.ALTERED)


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
    return _in_state(near, State.EXPIRED)


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
    return _in_state(near, State.NOT_YET_VALID)


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
    return _in_state(near, State.UNUSABLE)


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
    return _in_state(near, State.UNENTITLED)


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
    return _in_state(near, State.WITHHELD)


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

    **Mend it** with the digest that `sha256sum tests.txt` prints.
    """
    element = near.element
    if (
        isinstance(element.says, EvidenceStatement)
        and element.says.file is not None
        and element.says.file.sha256 is None
    ):
        message = f"evidence `{element.name}` has no digest"
        yield Finding(message, element.place_of("file"), element.identity, 'write it behind the path: `sha256 "…"`')


@rule("GSN309", "unlinked-evidence", Severity.WARNING, scope=Scope.CASE)
def unlinked_evidence(argument: Argument) -> Iterator[Finding]:
    """No solution cites a record of evidence.

    **Why it matters.** What was measured and is not cited still counts among the records of what it measures: a run
    that went badly does not vanish by being left out. A protocol needs no solution: the runs that it planned name
    it.

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
    linked = _linked(argument)
    for record in argument.by_kind[Kind.EVIDENCE]:
        if record.identity not in linked:
            message = f"no solution cites evidence `{record.name}`"
            yield Finding(
                message, record.place, record.identity, f"put `solution {record.name}` under the goal it bears on"
            )


def _linked(argument: Argument) -> set[Identity]:
    """The records that solutions stand on, and those that these name: their protocol, what they recognise."""
    records = [record.identity for record in argument.by_kind[Kind.EVIDENCE]]
    cited = [record for record in records if argument.parents_of(record) or record in argument.citing]
    challenging = [link.source for record in records for link in argument.challenges_to(record)]
    return set(argument.walk([*cited, *challenging], lambda record: _named_by(argument, record)))


def _named_by(argument: Argument, record: Identity) -> Iterator[Identity]:
    element = argument.element(record)
    if element is not None and isinstance(element.says, EvidenceStatement):
        yield from (ref.identity for ref in (element.says.planned_in, element.says.of) if ref is not None)


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
