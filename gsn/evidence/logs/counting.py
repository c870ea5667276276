"""From records of samples to events in independent trials.

One sample is one trial, however often it was run: its runs share the task, the data and whatever is easy or hard about
it. Of a sample that was run several times it is known that it has the event if every run has it, and that it has not
if none has; between the two it is open. That bounds the chance of the event in a single run from both sides, whatever
the runs of a sample have to do with each other: "in every run" is at most as likely, and "in some run" at least.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from gsn.evidence.logs.log import MOST_SAMPLES, Count, Counting, Outcome, Sample, Unreadable

MOST_CHARACTERS = 30_000_000
"""Characters that are held of all samples: 300 of each, if there are as many as there may be."""

OFF_SCALE = "not-pass-or-fail"
"""The remark of a sample whose score is on another scale: it refuses the log's count."""


def outcomes_of_samples(records: Iterable[Sample], epochs: int) -> dict[str, Outcome]:
    """What is known of each sample, by its identity.

    Args:
        records: The records, no two of one run of one sample.
        epochs: How often each sample was to be run. A run that is missing leaves the sample open.
    """
    runs: dict[str, list[Outcome]] = {}
    for record in records:
        runs.setdefault(record.identity, []).append(record.outcome)
    return {identity: _of_runs(outcomes, epochs) for identity, outcomes in runs.items()}


def _of_runs(outcomes: list[Outcome], epochs: int) -> Outcome:
    return outcomes[0] if len(set(outcomes)) == 1 and len(outcomes) >= epochs else Outcome.UNKNOWN


def count(outcomes: Iterable[Outcome], planned: int, counting: Counting) -> Count:
    """Events among trials.

    Args:
        outcomes: What is known of each sample that was run.
        planned: How many samples there were to run. Those that were not are open, too.
        counting: Which outcome is the event.
    """
    known = list(outcomes)
    trials = max(planned, len(known))
    return count_between(known.count(Outcome.CORRECT), trials - known.count(Outcome.INCORRECT), trials, counting)


def count_between(least: int, most: int, trials: int, counting: Counting) -> Count:
    """Events among trials of which at least so many and at most so many were correct."""
    if counting == "correct":
        return Count(least, most, trials)
    return Count(trials - most, trials - least, trials)


class Records:
    """The records of a log while it is read, each with its score as a number: so many at most, and none twice."""

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self.values: list[Fraction | None] = []
        self._seen: set[tuple[str, int]] = set()
        self._characters = 0

    def add(self, sample: Sample, value: Fraction | None = None) -> None:
        """Add a record.

        Raises:
            Unreadable: There are too many, or it is there already.
        """
        if len(self.samples) >= MOST_SAMPLES:
            raise Unreadable(f"holds more than {MOST_SAMPLES:,} records of samples")
        self._characters += len(sample.identity) + len(sample.input) + len(sample.answer)
        if self._characters > MOST_CHARACTERS:
            raise Unreadable(f"has more than {MOST_CHARACTERS:,} characters in identities and excerpts of its samples")
        run = (sample.identity, sample.epoch)
        if run in self._seen:
            raise Unreadable(f"has two records of sample `{sample.identity}`, epoch {sample.epoch}")
        self._seen.add(run)
        self.samples.append(sample)
        self.values.append(value)

    @property
    def identities(self) -> set[str]:
        return {sample.identity for sample in self.samples}

    @property
    def off_scale(self) -> Sample | None:
        """The first whose score is neither pass nor fail nor between them."""
        return next((sample for sample in self.samples if OFF_SCALE in sample.remarks), None)
