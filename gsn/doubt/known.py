"""The standing doubts: what is known to go wrong with a type of evidence, or with a kind of step.

One table. A doubt stands on every record of its types, and at the goal that argues for every step of its kind, that
what the case shows rests on; nobody has to raise it. Codes of sources: Goemans 2024 is arXiv 2411.08088, Clymer 2025
arXiv 2505.18003, Korbak 2025 arXiv 2501.17315, Barrett 2025 arXiv 2502.05791.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

TESTS_OF_MODELS = frozenset({"evaluation", "red_team", "uplift_study"})
"""What brings out what a model can do, or fails to."""

MEASURED_ON_PEOPLE_AND_MODELS = TESTS_OF_MODELS | {"monitoring", "elicitation"}
"""What is true of one time, and is given by somebody with an interest in it."""


MOST_YEARS = 10
"""Years from the day of a record for which its `expires` is taken for a validity that somebody thought about.

Nothing that is regulated is trusted for longer unseen: it is the interval at which even nuclear plants, which change
little, have their whole safety case reviewed (IAEA SSG-25, periodic safety review).
"""


class Step(Enum):
    """A kind of step that a goal argues for."""

    COMPLETENESS = auto()  # `is any of … complete by G`
    INDEPENDENCE = auto()  # `independent … by G`
    CARRYING_OVER = auto()  # `carries over from … to … by G`


class Unless(Enum):
    """What a record says, or does not say, for its doubt to stand."""

    IT_EXPIRES = auto()  # the record says until when it is good, within MOST_YEARS, and is judged by that
    GIVEN_BY_OTHERS = auto()  # whoever gives it does not develop the system
    PEOPLE_WERE_ASKED = auto()  # the experts were no language models


@dataclass(frozen=True, slots=True)
class KnownDoubt:
    """One row: its name in the text, what it asks, where it stands, and where it comes from."""

    name: str
    question: str
    source: str
    types: frozenset[str] = frozenset()
    step: Step | None = None
    unless: Unless | None = None

    @property
    def in_words(self) -> str:
        return self.name.replace("_", " ")


KNOWN: tuple[KnownDoubt, ...] = (
    KnownDoubt(
        "elicitation_gap",
        "Could those who mean harm bring out more than the testers did, by fine-tuning, better tools or more attempts?",
        "Goemans 2024, defeater D8.1; EU Code of Practice, Safety and Security, Appendix 3",
        TESTS_OF_MODELS,
    ),
    KnownDoubt(
        "sandbagging",
        "Could the model have held back, by choice or because it could tell that it was being tested?",
        "Goemans 2024, side claim on sandbagging; external review of the scheming-inability case, arXiv 2604.21964",
        TESTS_OF_MODELS,
    ),
    KnownDoubt(
        "leakage",
        "Were the tasks or their answers in the training data, or known to those who took part?",
        "Goemans 2024, side claim on correct runs",
        frozenset({"evaluation"}),
    ),
    KnownDoubt(
        "prompt_sensitivity",
        "Would another wording, scaffold or setting have given another result?",
        "The treaty review, footnotes 42 to 45, on what evaluations cannot certify",
        frozenset({"evaluation"}),
    ),
    KnownDoubt(
        "unrepresentative_tasks",
        "Are the tasks no harder than what they stand for, and those who took part like those who would do it?",
        "Goemans 2024, side claim on proxy tasks; EU Code of Practice, Appendix 3, external validity",
        frozenset({"evaluation", "uplift_study"}),
    ),
    KnownDoubt(
        "untested_attacks",
        "Would an attack that was not tried get through, or go unseen?",
        "Clymer 2025; Korbak 2025, claim on conservative extrapolation",
        frozenset({"red_team", "monitoring"}),
    ),
    KnownDoubt(
        "simulated_experts",
        "Do language models that speak for experts judge as those experts would?",
        "Barrett 2025, on panels of language models",
        frozenset({"elicitation"}),
        unless=Unless.PEOPLE_WERE_ASKED,
    ),
    KnownDoubt(
        "expired_validity",
        "Does it still hold on the day: of this model, these tools and those who attack it?",
        "External review of the scheming-inability case; EU Code of Practice, measures 7.2 and 7.6",
        MEASURED_ON_PEOPLE_AND_MODELS,
        unless=Unless.IT_EXPIRES,
    ),
    KnownDoubt(
        "conflict_of_interest",
        "Would somebody without an interest in the result have come to it, too?",
        "The treaty review, footnote 90, on developers who audit themselves",
        MEASURED_ON_PEOPLE_AND_MODELS,
        unless=Unless.GIVEN_BY_OTHERS,
    ),
    KnownDoubt(
        "incomplete_scenarios",
        "Is there a way to the harm that is not on the list?",
        "Greenwell, Holloway and Knight, omission of key evidence; Goemans 2024, side claim on risk models",
        step=Step.COMPLETENESS,
    ),
    KnownDoubt(
        "dependent_safeguards",
        "Could one cause defeat several of what is said to be independent?",
        "NUREG/CR-5485, common-cause failures; Barrett 2025, on dependencies left open",
        step=Step.INDEPENDENCE,
    ),
    KnownDoubt(
        "other_configuration",
        "Could what is served do what the tested configuration could not?",
        "Goemans 2024, side claim on settings; EU Code of Practice, Appendix 3",
        step=Step.CARRYING_OVER,
    ),
)

BY_NAME = {doubt.name: doubt for doubt in KNOWN}
