"""A reviewer's way through a case: what waits, what limits rest on first; what the review's text says of each already.

What was judged is taken from the text alone: whoever takes a clause out of it has judged that no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gsn.argument import Argument
from gsn.model.case import Relationship
from gsn.model.reference import Edge, Identity, Ref
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, SolutionStatement

from .in_hand import InHand
from .waiting import standing_doubts, to_accept, to_judge


class Asks(StrEnum):
    """What a step asks of the reviewer."""

    JUDGEMENT = "judge"
    ACCEPTANCE = "accept"
    DOUBT = "raise"


class Step(NamedTuple):
    """One thing that waits: an element, or a standing doubt about what the case shows."""

    asks: Asks
    element: Identity
    why: str
    doubt: str = ""


class Word(StrEnum):
    """How a review speaks of an element."""

    JUDGED = "judged"
    ACCEPTED = "accepted"
    CHALLENGED = "challenged"
    ASKED = "asked"


class Saying(NamedTuple):
    """One thing that a review says of an element; ``name`` is that of the query or the challenge."""

    word: Word
    text: str
    name: str = ""


Said = Mapping[Identity, Sequence[Saying]]


def steps_of(argument: Argument) -> tuple[Step, ...]:
    """All that waits in a case as it was handed in: judgements, then acceptances, then the standing doubts."""
    top = next((element.identity for element in argument.tops), argument.case.name + "::")
    return (
        *(Step(Asks.JUDGEMENT, *waiting) for waiting in to_judge(argument)),
        *(Step(Asks.ACCEPTANCE, *waiting) for waiting in to_accept(argument)),
        *(Step(Asks.DOUBT, top, "it stands although nobody raised it", name) for name in standing_doubts(argument)),
    )


def said_in(review: InHand) -> dict[Identity, list[Saying]]:
    """What a review's text says of each element of the case, as far as it can be read."""
    found: dict[Identity, list[Saying]] = {}
    says = review.says
    for word, clauses in ((Word.JUDGED, says.judged), (Word.ACCEPTED, says.accepts)):
        for clause in clauses:
            for ref in clause.elements:
                found.setdefault(review.meant(ref.identity), []).append(Saying(word, clause.why.plain))
    for query in says.queries:
        asked = Saying(Word.ASKED, query.text.plain, query.name)
        found.setdefault(review.meant(query.about.identity), []).append(asked)
    for target, saying in _challenges(review):
        if saying not in found.setdefault(review.meant(target), []):
            found[review.meant(target)].append(saying)
    return found


def _challenges(review: InHand) -> Iterable[tuple[Identity, Saying]]:
    sayings = {}
    for element in review.read.elements:
        text = element.text.plain if element.text is not None else ""
        sayings[element.identity] = Saying(Word.CHALLENGED, text, element.name)
        if isinstance(element.says, GoalStatement | SolutionStatement | ChallengeStatement):
            for target in element.says.challenges:
                for end in _ends(target):
                    yield end.identity, sayings[element.identity]
    for link in review.read.links:
        if link.relationship is Relationship.CHALLENGES and link.source in sayings:
            yield link.target, sayings[link.source]


def _ends(target: Ref | Edge) -> tuple[Ref, ...]:
    return (target,) if isinstance(target, Ref) else (target.source, target.target)


def doubts_raised(review: InHand) -> frozenset[str]:
    """The standing doubts that a review raises."""
    statements = [element.says for element in review.read.elements]
    return frozenset(name for says in statements if isinstance(says, ChallengeStatement) for name in says.standing)


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a reviewer has come.

    Attributes:
        steps: All that waits, or waited.
        said: What the review says of each element.
        raised: The standing doubts that it raises.
        determined: The word of its determination; empty where it makes none.
    """

    steps: tuple[Step, ...]
    said: Said
    raised: frozenset[str] = frozenset()
    determined: str = ""

    def is_open(self, step: Step) -> bool:
        """Whether the review says nothing yet of what waits; a question and a challenge say something."""
        return step.doubt not in self.raised if step.asks is Asks.DOUBT else not self.said.get(step.element)

    def next_open(self, after: Step | None, *, back: bool = False) -> Step | None:
        """The next step of which nothing is said, round the end; nothing where none is left."""
        turned = self.steps[::-1] if back else self.steps
        at = turned.index(after) + 1 if after in turned else 0
        return next((step for step in (*turned[at:], *turned[:at]) if self.is_open(step)), None)

    def counted(self, word: Word) -> int:
        """The elements of which the review says so."""
        return sum(any(saying.word is word for saying in said) for said in self.said.values())

    @property
    def to_judge(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.asks is Asks.JUDGEMENT)

    @property
    def judged(self) -> tuple[Step, ...]:
        """Those that wait for a judgement and have one."""
        return tuple(
            step for step in self.to_judge if any(each.word is Word.JUDGED for each in self.said.get(step.element, ()))
        )

    @property
    def open(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if self.is_open(step))

    def in_words(self) -> str:
        """``judged 3 of 11, 1 asked, 2 challenged; determination pending``."""
        others = [(Word.ACCEPTED, "accepted"), (Word.ASKED, "asked about"), (Word.CHALLENGED, "challenged")]
        told = [f"{number} {words}" for word, words in others if (number := self.counted(word))]
        counts = ", ".join([f"judged {len(self.judged)} of {len(self.to_judge)}", *told])
        return f"{counts}; {self.determined or 'nothing'} determined"


def walk(steps: tuple[Step, ...], review: InHand) -> Walk:
    """How far a review's text has come through what waits."""
    determination = review.says.determination
    word = determination.word if determination is not None else ""
    return Walk(steps, said_in(review), doubts_raised(review), word)
