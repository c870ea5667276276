"""What a case has on file: its records with their states, and the system, the developer and the jurisdictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from gsn.argument import Argument
from gsn.compliance.account import Shortfall
from gsn.compliance.declared import declared_by
from gsn.evidence.actors import OWNER_OF_THE_RISK, Actors
from gsn.evidence.authorities import day_of
from gsn.evidence.logs.log import Log
from gsn.evidence.states import Assessment, State
from gsn.evidence.systems import Systems
from gsn.evidence.uses import records_of
from gsn.model.case import Element
from gsn.model.record import Incident
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.facts import SystemStatement
from gsn.treaty.profile import Profile

OF_THE_ARGUMENT = ("GSN327", "GSN358", "GSN359", "GSN362", "GSN363", "GSN364")
"""What leaves open what a record shows for a goal (that it is the developer's own word, that incidents came after it),
and not what it is: a duty to have it done, or to list incidents, is met all the same. What a determination says is
looked at where one is asked for."""


class Record(NamedTuple):
    """A record of evidence, its state on the day, and what is open about the record itself."""

    element: Element
    says: EvidenceStatement
    assessment: Assessment
    questions: tuple[str, ...]

    @property
    def identity(self) -> Identity:
        return self.element.identity

    @property
    def name(self) -> str:
        return self.element.name

    def lost(self, field: str) -> bool:
        """Whether a clause may stand on a line that could not be read."""
        return field in self.element.lost

    @property
    def is_of_tomorrow(self) -> bool:
        return self.assessment.state is State.NOT_YET_VALID

    def contents(self) -> frozenset[str]:
        return frozenset(content.name for content in self.says.contains)

    def short(
        self, attribute: str, what: str, *, field: str = "", position: int = 0, is_open: bool = False
    ) -> Shortfall:
        """What it falls short of, said of it: ``what`` is the sentence without its subject."""
        return Shortfall(attribute, f"`{self.name}` {what}", self.identity, is_open, field or attribute, position)


class Reported(NamedTuple):
    """An incident, and where in which ledger it stands."""

    ledger: Record
    position: int
    incident: Incident


def _order(determination: Record) -> tuple[date, int]:
    """Later ones after earlier ones; of one day, the worse after the better."""
    says = determination.says
    return day_of(says), ("acceptable", None, "pending", "unacceptable").index(says.determines)


@dataclass(frozen=True)
class OnFile:
    """A case as requirements look at it."""

    argument: Argument
    profile: Profile

    @property
    def as_of(self) -> date:
        return self.argument.as_of

    @property
    def actors(self) -> Actors:
        return self.argument.register.actors

    @cached_property
    def records(self) -> tuple[Record, ...]:
        assessments = self.argument.assessments
        beside = self._beside_the_record
        found = []
        for element, says in records_of(self.argument.case):
            held, other = assessments[element.identity], beside.get(element.identity, frozenset())
            questions = tuple(question for question in held.open_questions if question not in other)
            found.append(Record(element, says, held, questions))
        return tuple(found)

    @property
    def _beside_the_record(self) -> Mapping[Identity, frozenset[str]]:
        """For each record the questions that are about what it shows for a goal."""
        found: defaultdict[Identity, set[str]] = defaultdict(set)
        for code in OF_THE_ARGUMENT:
            for flaw in self.argument.register.flaws.get(code, ()):
                for record in flaw.opens:
                    found[record].add(flaw.question)
        return {record: frozenset(questions) for record, questions in found.items()}

    @cached_property
    def unread(self) -> bool:
        """Whether a line of the case could not be read: then nothing follows from what seems to be absent."""
        return bool(self.argument.case.problems)

    @cached_property
    def systems(self) -> Systems:
        return Systems(self.argument.case)

    @cached_property
    def system(self) -> SystemStatement:
        """What the case says of the system that it is about."""
        return declared_by(self.argument).says

    @cached_property
    def developer(self) -> Identity | None:
        """Who develops the system, where that is known."""
        return self.system.developer.identity if self.system.developer is not None else None

    @cached_property
    def jurisdictions(self) -> frozenset[str]:
        """The system's jurisdictions, and those that a state party binds together with one of them."""
        own = frozenset(self.system.jurisdiction)
        together = set(own)
        for party in self.profile.head.all("parties"):
            bound = {party.name.name, *party.jurisdictions}
            if not own.isdisjoint(bound):
                together |= bound
        return frozenset(together)

    def is_the_developers(self, actor: Identity) -> bool:
        """Whether an actor is the system's developer, or speaks for it."""
        role = self.actors.says(actor).role
        if self.developer is None:
            return role in {OWNER_OF_THE_RISK, "developer"}
        return role == OWNER_OF_THE_RISK or self.actors.same(actor, self.developer)

    def of_type(self, type_: str) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.says.type == type_)

    @cached_property
    def accepted(self) -> tuple[Record, ...]:
        """Records about the system with which nothing is wrong and of which nothing is open, cited or not."""
        sound = (record for record in self.records if record.assessment.state in {State.ACCEPTED, State.UNLINKED})
        without_question = (record for record in sound if not record.questions)
        return tuple(record for record in without_question if self.is_about_the_system(record))

    @cached_property
    def recognised_by(self) -> Mapping[Identity, tuple[Identity, ...]]:
        """Who recognised a record, in accepted records of recognition."""
        found: defaultdict[Identity, list[Identity]] = defaultdict(list)
        for record in self.accepted:
            if record.says.type == "recognition" and record.says.of is not None and record.says.by is not None:
                found[record.says.of.identity].append(record.says.by.actor.identity)
        return {record: tuple(actors) for record, actors in found.items()}

    def logged_samples(self, record: Record) -> int:
        """The samples in the logs that a record counts in."""
        logs = (self.argument.logs.get((record.identity, index)) for index, _ in enumerate(record.says.measures))
        return max((len({each.identity for each in log.samples}) for log in logs if isinstance(log, Log)), default=0)

    def is_about_the_system(self, record: Record) -> bool | None:
        """Whether a record is about the system that the case is about; None where that cannot be read."""
        about, system = self.systems.of_record(record.element, record.says), self.systems.of_the_case()
        if about == "unread" or system == "unread":
            return None
        return about == system

    def last_word(self, determination: Record) -> Record:
        """The newest determination by the same giver about the same system."""
        return self._last_words.get(self._voice(determination), determination)

    @cached_property
    def _last_words(self) -> Mapping[tuple[str, bool | None], Record]:
        """For each giver and system the newest determination; of two of one day, the worse."""
        found: dict[tuple[str, bool | None], Record] = {}
        for record in self.of_type("determination"):
            voice = self._voice(record)
            if self._may_speak(record) and (voice not in found or _order(found[voice]) < _order(record)):
                found[voice] = record
        return found

    def _may_speak(self, determination: Record) -> bool:
        """Whether a determination may be its giver's last word: one for the case only where it may hold, too."""
        if determination.says.determines != "acceptable":
            return not determination.is_of_tomorrow
        return determination.assessment.may_hold and (
            self.actors.registry is None or determination.says.attested is not None
        )

    def _voice(self, record: Record) -> tuple[str, bool | None]:
        giver = self.actors.key(record.says.by.actor.identity) if record.says.by is not None else record.identity
        return giver, self.is_about_the_system(record)

    # What happened, and when

    @cached_property
    def incidents(self) -> tuple[Reported, ...]:
        """The incidents of all ledgers but tomorrow's, in whichever state: bad news counts from whoever brings it."""
        return tuple(
            Reported(record, position, incident)
            for record in self.records
            if not record.is_of_tomorrow
            for position, incident in enumerate(record.says.incidents)
        )

    def days_of(self, event: str) -> tuple[date, ...]:
        """The days on which an event was: those of the accepted records that `contain` it."""
        return tuple(
            sorted({each.says.dated for each in self.accepted if each.says.dated and event in each.contents()})
        )

    @cached_property
    def training(self) -> tuple[date, date] | None:
        """The first and the last day of training, as the windows of compute reports say."""
        windows = [
            each.says.window for each in self.accepted if each.says.type == "compute_report" and each.says.window
        ]
        if not windows:
            return None
        return min(window.start for window in windows), max(window.end for window in windows)
