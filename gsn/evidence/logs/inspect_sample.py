"""One sample of an Inspect log: what it was scored, and what keeps its outcome open."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from gsn.evidence.logs.fields import Field, excerpt
from gsn.evidence.logs.json_stream import ANY, EACH, Wanted
from gsn.evidence.logs.log import Outcome, Sample, Unreadable
from gsn.evidence.logs.scores import Verdict, shown, verdict_of

_VALUE: Wanted = {ANY: {}, EACH: {}}
_SCORE: Wanted = {"value": _VALUE, "answer": {}, "history": {EACH: {"value": _VALUE}}, "metadata": {"grading": {}}}

SAMPLE: Wanted = {
    "id": {},
    "epoch": {},
    "input": {EACH: {"content": {EACH: {"text": {}}}}},
    "scores": {ANY: _SCORE},
    "score": _SCORE,
    "error": {},
    "error_retries": {EACH: {}},
    "limit": {},
    "invalidation": {},
}
"""What is read of a sample (``EvalSample``); ``score`` is what logs had before ``scores``."""

_UNCHANGED = "UNCHANGED"


class Scorer(NamedTuple):
    """Whose scores are counted. ``name`` is a key of what ``scorer`` gives, where that is several values."""

    name: str
    scorer: str


class Judged(NamedTuple):
    """A sample as it is counted, and what it says of the log as a whole."""

    sample: Sample
    value: Fraction | None
    invalidated: bool
    graded_by_model: bool


def judge(item: Field, scorer: Scorer, place: str) -> Judged:
    """Read one sample.

    Raises:
        Unreadable: It is no sample.
    """
    identity, epoch = item["id"].name(), item["epoch"].whole()
    if identity is None or not epoch:
        raise Unreadable(f"has a sample without an identity or an epoch ({place})")
    score, value = _score_of(item, scorer)
    verdict = verdict_of(value.value)
    outcome, remarks = _outcome(item, verdict)
    edits = [edit["value"].value for edit in score["history"].items()]
    if edits:
        remarks = (*remarks, "edited-scores")
        outcomes = {verdict_of(edit).outcome for edit in edits if edit not in (None, _UNCHANGED)}
        outcome = outcome if outcomes <= {outcome} else Outcome.UNKNOWN
    answer = score["answer"].value
    return Judged(
        sample=Sample(
            identity,
            epoch,
            outcome,
            shown(value.value),
            place,
            excerpt(_first_text(item["input"])),
            excerpt(answer) if isinstance(answer, str) else "",
            remarks,
        ),
        value=verdict.value,
        invalidated=bool(item["invalidation"]),
        graded_by_model=bool(score["metadata"]["grading"]),
    )


def _score_of(item: Field, scorer: Scorer) -> tuple[Field, Field]:
    """The score and its value, which may be one of several that a scorer gives."""
    if item["score"]:
        return item["score"], item["score"]["value"]
    score = item["scores"][scorer.name]
    if score:
        return score, score["value"]
    score = item["scores"][scorer.scorer]
    values = score["value"]
    return score, values[scorer.name] if isinstance(values.value, dict) else values


def _outcome(item: Field, verdict: Verdict) -> tuple[Outcome, tuple[str, ...]]:
    """What a sample shows, and the first thing that keeps it open."""
    if item["error"]:
        return Outcome.UNKNOWN, ("errors",)
    if any(True for _ in item["error_retries"].items()):
        return Outcome.UNKNOWN, ("retried",)
    if item["limit"] and verdict.outcome is not Outcome.CORRECT:
        return Outcome.UNKNOWN, ("limits-reached",)
    return verdict.outcome, (verdict.remark,) if verdict.remark else ()


def _first_text(given: Field) -> str:
    """The first text of an input, which is one, or a list of messages whose contents are one or lists of parts."""
    value = given.value
    for key in ("content", "text"):
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get(key)
    return value if isinstance(value, str) else ""
