"""What was looked at, and what was not: no document says by its silence that something was in order."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.checking import Judgement
from gsn.feet import Feet
from gsn.report.model.front import Looked

_ASKED = (
    ("GSN0", "The language: whether the text can be read"),
    ("GSN1", "The structure of the argument, as the standard has it"),
    ("GSN2", "Support: every step down to evidence, or marked as undeveloped"),
    ("GSN3", "Evidence: files, digests, days, who gives it, what is said of it"),
    ("GSN4", "Claims in numbers and the risk model, proved again by the kernel"),
    ("GSN6", "Challenges, and points of confidence"),
    ("GSN7", "Modules and contracts"),
    ("GSN8", "Wording, as prompts for the reader: never a reason to pass"),
    ("GSN9", "Waivers and submissions"),
)
"""The families of the built-in rules by the beginning of their codes, and what each asks."""


def ran(judgement: Judgement, prefix: str) -> bool:
    """Whether a family with such codes ran to its end."""
    return any(
        family.failure is None and any(rule.code.startswith(prefix) for rule in family.rules)
        for family in judgement.families
    )


def looked_at(judgement: Judgement, feet: Feet) -> Iterator[Looked]:
    """Each question with whether it was asked, and what no machine asks."""
    yield _profile(judgement)
    for prefix, what in _ASKED:
        families = [
            family for family in judgement.families if any(rule.code.startswith(prefix) for rule in family.rules)
        ]
        failed = [f"{family.name} {family.failure}" for family in families if family.failure]
        rules = sum(rule.code.startswith(prefix) for family in families for rule in family.rules)
        if not families:
            yield Looked(what, done=False, how="not part of this check")
        elif failed:
            yield Looked(what, done=False, how=f"did not run: {'; '.join(failed)}")
        else:
            yield Looked(what, done=True, how=f"{rules} rules, {prefix}xx")
    others = [family for family in judgement.families if not any(rule.code.startswith("GSN") for rule in family.rules)]
    for family in others:
        yield Looked(f"Rules of {family.name}", done=not family.failure, how=family.failure or family.codes)
    said = "Whether the documents in evidence say what the goals say of them"
    yield Looked(said, done=False, how=f"no machine does: {len(feet.judged)} of {len(feet.qualitative)} feet in words")
    yield Looked("Whether the risk is acceptable", done=False, how="people decide; no verdict of this tool says so")


def _profile(judgement: Judgement) -> Looked:
    held, what = judgement.argument.held, "The obligations of a treaty profile"
    if held is None:
        return Looked(what, done=False, how="neither the case nor a reviewer names one")
    if judgement.standing is None:
        return Looked(what, done=False, how=held.trouble or "not part of this check")
    return Looked(what, done=True, how=f"held against {held.in_words}")
