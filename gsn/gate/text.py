"""The gate's answer as text for people: what it objects to, what it let through and why, and the verdict beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gsn.findings import Finding, Severity
from gsn.gate.bearing import number_of_feet
from gsn.gate.deciding import Decision
from gsn.gate.policy import Policy
from gsn.model.reference import name_of
from gsn.output.closing import judged
from gsn.output.concise import waiver_in_words
from gsn.output.setting import Paint, plain
from gsn.output.text import finding_lines, location
from gsn.output.visible import visible

MOST_NAMED = 12
"""Things that were let through and that are named in one line; the JSON names all."""


def as_text(decision: Decision, policy: Policy, paint: Paint = plain) -> Iterator[str]:
    """The lines of the answer; the gate's is the last but one, and the verdict the last.

    Args:
        decision: What the gate decided.
        policy: The policy, and where it was read.
        paint: Colours, where the output is a terminal.
    """
    for finding in decision.objections:
        yield from finding_lines(finding, paint)
        yield ""
    yield from _let_through(decision, policy, paint)
    yield f"policy: {visible(policy_in_words(decision, policy))}"
    yield paint("dim", visible(judged(decision.judgement)))
    yield answer_line(decision, paint)
    yield f"verdict: {paint(decision.judgement.verdict.value, visible(decision.judgement.label))}"


def answer_line(decision: Decision, paint: Paint = plain) -> str:
    """``gate holds`` or ``gate fails``, and by how many objections."""
    answer = paint("passed" if decision.holds else "rejected", decision.answer)
    since = f" for what came after {visible(decision.compared_with.revision)}" if decision.compared_with else ""
    number = "" if decision.holds else f": {_counted(len(decision.objections), 'objection')}"
    return f"{answer}{since}{number}"


def policy_in_words(decision: Decision, policy: Policy) -> str:
    """What the gate asked, and of how much, so that one sees that it did."""
    gate = policy.gate
    asked = [f"no {' and no '.join(severity.value for severity in Severity if severity in gate.fail_on)}"]
    if gate.limit_bearing_evidenced:
        number = number_of_feet(decision.judgement.argument)
        asked.append(f"accepted evidence at every limit-bearing foot ({number} looked at)")
    if gate.undeveloped_until is not None:
        over = "" if decision.judgement.as_of <= gate.undeveloped_until else ", which is over"
        asked.append(f"undeveloped let through until {gate.undeveloped_until}{over}")
    if gate.baseline is not None:
        asked.append(f"baseline {gate.baseline}")
    return f"{'; '.join(asked)} ({policy.file or 'no file: the default'})"


def compared_in_words(decision: Decision) -> str | None:
    """What was compared with what, where the gate was asked about a change."""
    earlier = decision.compared_with
    if earlier is None:
        return None
    return (
        f"compared with {earlier.revision} ({earlier.commit[:12]}) by code, element and message, both judged on "
        f"{decision.judgement.as_of}: {_counted(len(decision.earlier), 'finding')} of now stood there then"
    )


def _let_through(decision: Decision, policy: Policy, paint: Paint) -> Iterator[str]:
    before = compared_in_words(decision)
    if before is not None:
        yield paint("dim", visible(before))
    for waived in decision.judgement.waived:
        yield f"{paint('warning', f'waived[{waived.finding.code}]')} {visible(waiver_in_words(waived))}"
        yield f"  {paint('dim', '-->')} {location(waived.finding.place)}"
    if decision.allowed:
        until = policy.gate.undeveloped_until
        yield f"let through as undeveloped until {until}: {visible(_named(decision.allowed))}"
    if decision.set_aside:
        yield f"set aside by the baseline: {visible(_named(decision.set_aside))}"
    if decision.stale:
        mended = ", ".join(
            f"{entry.code} {name_of(entry.element or '')}".rstrip() for entry in decision.stale[:MOST_NAMED]
        )
        more = f" and {len(decision.stale) - MOST_NAMED} more" if len(decision.stale) > MOST_NAMED else ""
        yield f"stale in the baseline, which `--write-baseline` takes out: {visible(mended)}{more}"


def _named(findings: Sequence[Finding]) -> str:
    named = list(dict.fromkeys(f"{finding.code} {name_of(finding.element or '')}".rstrip() for finding in findings))
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return f"{', '.join(named[:MOST_NAMED])}{more}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
