"""What reading a log comes to: a count between two ends, the samples that it was made of, and what speaks against it.

A claim may bound an event's probability from above or from below, so that what is not known about a sample hurts at one
end or at the other. Nothing is decided for the claim: such a sample counts as the event in ``events_at_most`` and as
none in ``events_at_least``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal, TypeAlias

Counting: TypeAlias = Literal["correct", "incorrect"]
"""Which outcome of a sample is the event. The author says it; no log can."""

MOST_SAMPLES = 100_000
"""Records of samples in one log. More than any published evaluation has, and as many as fit in some 100 MB."""


class Unreadable(Exception):
    """Why a log cannot be read, as what follows the file's name: ``ends in the middle``."""


class Outcome(StrEnum):
    """What one record of a sample shows. Unknown is whatever is not shown to be one of the others."""

    CORRECT = "correct"
    INCORRECT = "incorrect"
    UNKNOWN = "unknown"


class Effect(StrEnum):
    """What a caveat does to a count. None of them ever helps a claim."""

    REFUSED = "refused"
    """The log gives no count."""
    LOWERED = "lowered"
    """Some samples count as whichever outcome hurts, or several records as one trial."""
    NOTED = "noted"
    """The figures stand; a reader has to weigh them."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """One thing that speaks against a count; ``samples`` is how many records it is about, where it is about some."""

    name: str
    message: str
    effect: Effect
    samples: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """One record of one sample: a line of a log, or a transcript.

    ``place`` says where it stands in the file. ``remarks`` are the names of the caveats that are about it.
    ``input`` and ``answer`` are excerpts, for who looks for the record.
    """

    identity: str
    epoch: int
    outcome: Outcome
    score: str
    place: str
    input: str = ""
    answer: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """Events in independent trials: at least so many, at most so many. ``trials`` is one for each sample."""

    events_at_least: int
    events_at_most: int
    trials: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What an author wants to know of a log, and which names its model may have there."""

    metric: str
    counting: Counting
    expected_models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """A log that could be read. ``count`` is None where a caveat refuses it.

    Attributes:
        format: What wrote it: ``Inspect``, ``lm-evaluation-harness``, ``Every Eval Ever``, ``JUnit``.
        asked: The metric and the event.
        count: The events and trials.
        scorer: Whose verdicts were counted.
        model: The model's name in the log; None where it has none.
        model_digest: The digest or revision of the weights that the log itself names; None where it has but a name.
        task: What was run.
        dataset: What it was run on.
        dataset_size: Samples in the data set, whether they were run or not.
        epochs: How often each sample was to be run.
        created: The day on which the run began (UTC).
        samples: The records, in the order of the file. Empty where the count comes from a mean.
        caveats: What speaks against the count.
        beside: The files beside the log that its samples were looked for in.
    """

    format: str
    asked: Asked
    count: Count | None
    scorer: str
    model: str | None
    model_digest: str | None
    task: str
    dataset: str
    dataset_size: int | None
    epochs: int
    created: date | None
    samples: tuple[Sample, ...]
    caveats: tuple[Caveat, ...]
    beside: tuple[Path, ...] = ()

    @property
    def refusals(self) -> tuple[Caveat, ...]:
        """The caveats for which there is no count."""
        return tuple(caveat for caveat in self.caveats if caveat.effect is Effect.REFUSED)

    @property
    def is_of_an_expected_model(self) -> bool | None:
        """Whether its model is one of those that were expected; None where none was."""
        return self.model in self.asked.expected_models if self.asked.expected_models else None


@dataclass(frozen=True, slots=True)
class LogProblem:
    """Why nothing can be read from a file, as what follows its name: ``is no evaluation log``."""

    message: str
