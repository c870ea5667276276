"""The caveats: every way in which a log that reads well may say less than it seems to.

Each has a name, an effect on the count, and the sentence that says what is the matter. Nothing here ever makes a count
better: a sample whose outcome is open counts as whichever outcome hurts the claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gsn.evidence.logs.fields import excerpt
from gsn.evidence.logs.log import Asked, Caveat, Count, Effect, Sample

LONGEST_DETAIL = 300
"""Characters of what a log says that are told of it."""

_HURTS = "counts as whichever outcome hurts the claim"

_TABLE: dict[str, tuple[Effect, str]] = {
    # The run as a whole
    "not-succeeded": (Effect.REFUSED, "the run ended as `{status}`, not as `success`"),
    "invalidated": (Effect.REFUSED, "the run, or a sample of it, was declared invalid afterwards ({where})"),
    "not-a-run": (Effect.REFUSED, "the figures were taken from a document, not from a run"),
    "another-model": (Effect.REFUSED, "the run was of {model}; what is expected is {expected}"),
    "model-unused": (Effect.REFUSED, "the run is of `{model}`, but its own record of use has only {used}"),
    "contradiction": (Effect.REFUSED, "the log contradicts itself: {what}"),
    # What was counted
    "no-samples": (Effect.REFUSED, "it holds no records of samples, so nothing shows what its figure was made of"),
    "not-pass-or-fail": (Effect.REFUSED, "a score is `{score}` ({place}), on a scale that is not pass or fail"),
    "scale-unknown": (
        Effect.REFUSED,
        "nothing that its digest covers says that `{metric}` is pass or fail for a sample",
    ),
    "not-a-share": (Effect.REFUSED, "`{metric}` is no share of samples"),
    "not-a-count": (Effect.REFUSED, "{score} of {trials} is no whole number of samples: not all were pass or fail"),
    "reduced-runs": (Effect.REFUSED, "each sample was run {runs} times, of which only one score is left"),
    "polarity-unclear": (
        Effect.REFUSED,
        "lower is better for `{metric}`: `correct` does not say which is the event",
    ),
    "size-unknown": (Effect.REFUSED, "nothing says how many samples there were to run, so left-out ones go unseen"),
    # Samples whose outcome is open
    "errors": (Effect.LOWERED, "{samples} ended in an error: each {hurts}"),
    "unscored": (Effect.LOWERED, "{samples} without a score: each {hurts}"),
    "not-run": (Effect.LOWERED, "{samples} skipped: each {hurts}"),
    "no-answer": (Effect.LOWERED, "{samples} scored as no answer, which is not shown to be a failure: each {hurts}"),
    "partial-scores": (Effect.LOWERED, "{samples} scored between fail and pass: each {hurts}"),
    "limits-reached": (Effect.LOWERED, "{samples} stopped at a limit before success: each {hurts}"),
    "retried": (Effect.LOWERED, "{samples} run again after an error or a failure: each {hurts}"),
    "edited-scores": (
        Effect.LOWERED,
        "{samples} with edited scores: where the outcome changed, it {hurts}",
    ),
    # What was not run, and what was run more than once
    "truncated-data-set": (Effect.LOWERED, "only {run} of the data set's {size} samples ran: each other one {hurts}"),
    "samples-missing": (Effect.LOWERED, "the log lacks {records} of its {planned} records: each {hurts}"),
    "stopped-early": (Effect.LOWERED, "the run was stopped early by what it had found: whatever did not run {hurts}"),
    "repeated-samples": (
        Effect.LOWERED,
        "{records} records are of {trials} samples: one is known to have the event, or not, if all its records agree",
    ),
    "reducer": (
        Effect.LOWERED,
        "its figure takes the {reducer} over {epochs} epochs, which estimates something else: each record was counted",
    ),
    "rounded-figure": (Effect.LOWERED, "its figure {score} is rounded and may mean {least} to {most} of {trials}"),
    # What the figures do not show
    "counted-from-mean": (Effect.NOTED, "the count follows from a mean; there are no samples to look at"),
    "unsealed-samples": (Effect.NOTED, "its samples are in `{file}`, for which it gives no SHA-256 digest"),
    "uncommitted-changes": (Effect.NOTED, "the run's code had changes that were not committed (revision {revision})"),
    "settings-changed": (Effect.NOTED, "settings were changed while the run went on"),
    "edited-log": (Effect.NOTED, "the log's tags or metadata were edited after the run"),
    "graded-by-model": (Effect.NOTED, "a model graded the samples: how often it errs has to be argued"),
    "zero-standard-error": (Effect.NOTED, "its standard error is 0, as all outcomes are alike; that is no certainty"),
}

EFFECTS = {name: effect for name, (effect, _) in _TABLE.items()}
"""Every caveat's name, and what it does to a count."""

OF_SAMPLES = tuple(name for name, (_, message) in _TABLE.items() if "{samples}" in message)
"""The caveats that stand among the remarks of a sample."""


def caveat(name: str, samples: int | None = None, **details: object) -> Caveat:
    """A caveat with its sentence."""
    effect, message = _TABLE[name]
    told = "" if samples is None else f"{samples:,} {'sample' if samples == 1 else 'samples'}"
    shown = {key: excerpt(str(detail), LONGEST_DETAIL) for key, detail in details.items()}
    return Caveat(name, message.format(samples=told, hurts=_HURTS, **shown), effect, samples)


def in_order(found: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """Caveats in the order of the table, each once."""
    order = list(_TABLE)
    return tuple(sorted(dict.fromkeys(found), key=lambda caveat: order.index(caveat.name)))


def of_samples(samples: Iterable[Sample]) -> Iterator[Caveat]:
    """What the remarks of samples come to."""
    numbers = Counter(remark for sample in samples for remark in sample.remarks)
    yield from (caveat(name, numbers[name]) for name in OF_SAMPLES if numbers[name])


def of_scale(sample: Sample | None) -> Iterator[Caveat]:
    """That a score is on a scale that is not pass or fail; nothing where no sample's is."""
    if sample is not None:
        yield caveat("not-pass-or-fail", score=sample.score, place=sample.place)


def of_model(model: str | None, asked: Asked) -> Iterator[Caveat]:
    """That a log is of a model that was not expected; nothing where it is, or none was expected."""
    if asked.expected_models and model not in asked.expected_models:
        expected = " or ".join(f"`{name}`" for name in asked.expected_models)
        yield caveat("another-model", model=f"`{model}`" if model else "no model that it names", expected=expected)


def of_size(run: int | None, size: int | None) -> Iterator[Caveat]:
    """That not every sample of a data set was run, or that nobody can tell."""
    if run is None or size is None:
        yield caveat("size-unknown")
    elif run > size:
        yield caveat("contradiction", what=f"{run:,} samples ran, and its data set has {size:,}")
    elif run < size:
        yield caveat("truncated-data-set", run=f"{run:,}", size=f"{size:,}")


def unless_refused(count: Count, found: Iterable[Caveat]) -> Count | None:
    """A count, or nothing where a caveat refuses it."""
    return None if any(one.effect is Effect.REFUSED for one in found) else count
