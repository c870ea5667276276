"""The evidence as a document shows it: the register, what was planned, what ends when."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.report.model.values import Line, Part


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the evidence register.

    Attributes:
        id: Its fragment in the document.
        name: Its name.
        module: Its module.
        text: What it is.
        type: Its type.
        on: The configuration that was tested.
        by: Who gives it.
        access: With which access to the system.
        dated: Its day.
        expires: The last day on which it is good.
        file: Its file, from the case's folder.
        sha256: The digest that the case states.
        state: What it is worth on the day: `accepted`, `expired`, `withheld` and so on.
        accepted: Whether that is `accepted`.
        why: Why, and what is open about it.
        measures: What it measures, as it is written.
        planned: Whether the run was planned: in which protocol, or that no protocol announced it; empty for what is
            no run.
        used_in: The goals whose solutions stand on it.
        clauses: Its clauses, as they are written.
        findings: The findings at it, by their ids.
    """

    id: str
    name: str
    module: str
    text: str
    type: str
    on: str
    by: Part
    access: str
    dated: str
    expires: str
    file: str
    sha256: str
    state: str
    accepted: bool
    why: str
    measures: tuple[str, ...]
    planned: str
    used_in: tuple[Part, ...]
    clauses: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """A protocol, and what became of each run that it announced.

    Attributes:
        record: The protocol.
        dated: Its day.
        runs: The runs, each with its state.
    """

    record: Part
    dated: str
    runs: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """What ends on one day.

    Attributes:
        day: The first day on which it is no longer good.
        what: What ends.
        goals: The goals that lose their support with it, at most twenty.
        more: How many more there are.
        shown: Whether a goal that the case shows is among them.
    """

    day: str
    what: tuple[Line, ...]
    goals: tuple[Part, ...]
    more: int
    shown: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What ends when.

    Attributes:
        picture: The name under which it is drawn; empty where there is nothing to draw.
        falls_on: The first day on which the case falls; empty where no day is set to it.
        days: What ends, day by day.
    """

    picture: str
    falls_on: str
    days: tuple[Ended, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of the case.

    Attributes:
        records: The register.
        accepted: How many records are accepted.
        protocols: What was planned, and what became of it.
        timeline: What ends when.
    """

    records: tuple[Record, ...]
    accepted: int
    protocols: tuple[Protocol, ...]
    timeline: Timeline
