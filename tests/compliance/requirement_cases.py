"""Cases made for a requirement of a profile: one that meets it, and for each attribute one that is short of it by one.

Made from the requirement's own clauses, so that a profile that comes to the library is tested with it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias

import gsn
from gsn.argument import Argument
from gsn.compliance.account import Answer, RequirementAccount, TierAccount
from gsn.compliance.incident_clocks import times_incidents
from gsn.compliance.parts import MADE_OF, compared_contents
from gsn.compliance.requirements import requirements_of
from gsn.evidence.actors import Registry
from gsn.treaty.business_days import MOST_HOLIDAYS, deadline_of
from gsn.treaty.force import after
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Interval, Parent, Period, Unset, Within
from gsn.treaty.resolving import load_profile

DAY = date(2026, 6, 1)
EARLIER = date(2026, 4, 17)
"""A Friday, early enough that a week later is still before the day."""

ONE_DAY = timedelta(days=1)
MAIN = "record_a"

PEOPLE = """\
actor lab "The developer"
    role developer
    jurisdiction GB
actor aisi "An institute"
    role public_body
    jurisdiction GB
actor foreign "An institute of another state"
    role public_body
    jurisdiction US
actor auditor "An auditor"
    role auditor
    accredited by aisi until 2030-01-01
    cleared by aisi
    independent of lab by aisi
actor evaluator "An evaluator"
    role evaluator
    cleared by aisi
    independent of lab by aisi
actor stranger "An evaluator of whom nobody says anything"
    role evaluator
actor cloud "A provider"
    role cloud_provider
"""

Clauses: TypeAlias = dict[str, list[str]]


@dataclass
class Draft:
    """A case in the making: its records by name, each with its clauses by their words, and what its system says."""

    records: dict[str, Clauses]
    system: Clauses = field(
        default_factory=lambda: {
            "developer": ["lab"],
            "jurisdiction": ["GB"],
            "stage": ["training"],
            "training_compute": ["pretraining 1e25..2e25 FLOP"],
        }
    )
    people: str = PEOPLE
    altered: frozenset[str] = frozenset()

    def changed(self, record: str, **clauses: list[str]) -> Draft:
        """The same with clauses of a record in the place of its own; an empty list takes one out."""
        other = copy.deepcopy(self)
        for words, values in clauses.items():
            other.records[record][words] = values
        return other

    def without(self, record: str) -> Draft:
        other = copy.deepcopy(self)
        del other.records[record]
        return other

    def write(self, folder: Path) -> Path:
        """Write it, each record with a file of its own."""
        lines = ["case c", "    system x1", "    shows G1", 'system x1 "X-1"', *_lines(self.system), self.people]
        lines += ['system x2 "Another"', "    developer lab", 'goal G1 "It is safe"']
        lines += [f"    solution {name}" for name in self.records]
        (folder / "evidence").mkdir(parents=True)
        for name, clauses in self.records.items():
            content = f"the file of {name}\n".encode()
            (folder / "evidence" / f"{name}.txt").write_bytes(content + (b"!" if name in self.altered else b""))
            lines += [f'evidence {name} "A record"', *_lines(clauses)]
            lines += [f'    file "evidence/{name}.txt" sha256 "{sha256(content).hexdigest()}"']
        (folder / "case.gsn").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return folder / "case.gsn"


def _lines(clauses: Clauses) -> list[str]:
    return [f"    {words} {value}" for words, values in clauses.items() for value in values]


def accounts(  # noqa: PLR0913 - what a check is given, and what tiers come to
    case: Path,
    profile: Profile,
    reached: Answer = Answer.YES,
    exempt: Answer = Answer.NO,
    registry: Registry | None = None,
    day: date = DAY,
    *,
    readable: bool = True,
) -> dict[str, RequirementAccount]:
    """What becomes of every requirement, where all tiers are reached; the case can be read whole, or cannot."""
    argument = Argument(gsn.load(case), day, registry, profile)
    assert (argument.case.problems == []) is readable
    tiers = tuple(TierAccount(tier, reached, "", (), exempt, Answer.YES, "") for tier in profile.of_kind(Kind.TIER))
    return {account.requirement.name: account for account in requirements_of(argument, profile, tiers)}


def profile_of(text: str, folder: Path) -> Profile:
    """A profile of one's own, which has nothing wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.treaty").write_text(f'treaty own "Own"\n{text}', encoding="utf-8")
    found = load_profile(Parent("own.treaty", is_path=True), DAY, folder)
    assert [problem.message for problem in found.problems] == []
    return found


# A case that meets a requirement

GIVERS = {"security_audit": "auditor", "governance_audit": "auditor", "licence": "aisi", "determination": "aisi"}
BY_WORD = {
    "accredited_private_body": "auditor",
    "public_body": "aisi",
    "external_evaluator": "evaluator",
    "aisi": "aisi",
}
TYPED: dict[str, Clauses] = {
    "security_audit": {"covers": ["code"]},
    "governance_audit": {"covers": ["mitigation"]},
    "licence": {"identifier": ['"L-1"']},
    "incident_ledger": {"window": ["2026-01-01 .. 2026-04-01"], "incident": ['other aware 2026-04-16 "One"']},
    "determination": {"determines": ["acceptable"]},
    "evaluation": {"on": ["x1"]},
}


def meeting(item: Item) -> Draft:
    """A case that meets a requirement, as tightly as its clauses allow; `record_a` is the record of its first type."""
    types = item.one("type") or (_type_of(item),)
    dated = _dated(item)
    records = {}
    for index, type_ in enumerate(types):
        records[f"record_{'abc'[index]}"] = _record(item, type_, dated)
    draft = Draft(records)
    _add_contents(draft, item)
    _add_others(draft, item, dated)
    return draft


def _type_of(item: Item) -> str:
    judged = not (item.one("contains") or item.one("covers") or item.one("compared_with"))
    return "determination" if judged else "report"


def _dated(item: Item) -> date:
    interval: Interval | None = item.one("every")
    if interval is None or isinstance(interval.every, Unset) or item.all("within"):
        return EARLIER
    return oldest_in_time(interval.every)


def oldest_in_time(period: Period) -> date:
    """The earliest day from which a period is not over on the day."""
    day = DAY
    while (deadline := deadline_of(day - ONE_DAY, period)) is not None and deadline.certain >= DAY:
        day -= ONE_DAY
    return day


def _record(item: Item, type_: str, dated: date) -> Clauses:
    performers = item.one("by")
    giver = BY_WORD[performers.actors[0].name] if performers is not None else GIVERS.get(type_, "lab")
    access = f" with {performers.access[0]} access" if performers is not None and performers.access else ""
    clauses: Clauses = {"type": [type_], "by": [f"{giver}{access}"], "dated": [str(dated)]}
    clauses |= copy.deepcopy(TYPED.get(type_, {}))
    if item.one("keep") is not None:
        clauses["expires"] = [str(after(dated, item.one("keep")))]
    if times_incidents(item):
        within: Within = item.all("within")[0]
        aware = date(2026, 3, 2)
        deadline = deadline_of(aware, within.period)
        assert deadline is not None
        kinds = item.one("covers")
        clauses["incident"] = [f'{kind} aware {aware} reported {deadline.certain} "One"' for kind in kinds]
    elif item.one("covers") is not None:
        clauses["covers"] = [", ".join(whole for part in item.one("covers") for whole in MADE_OF.get(part, (part,)))]
    return clauses


def contents_of(item: Item) -> list[str]:
    """What the record of a requirement has to contain, one clause's worth each."""
    found = list(item.one("contains") or ())
    if item.one("compared_with") is not None:
        found += compared_contents(item.one("compared_with"))
    for samples in item.all("samples"):
        name = MAIN if samples.each in (item.one("type") or ()) else "sampled"
        found += [f'{name} at "page {number}"' for number in range(samples.number)]
    if not found and (_is_bare_report(item) or not item.one("type")):
        found.append(item.name)
    return found


def _is_bare_report(item: Item) -> bool:
    return bool(item.one("type") == ("report",))


def _add_contents(draft: Draft, item: Item) -> None:
    contents = contents_of(item)
    for name in draft.records if contents else ():
        draft.records[name]["contains"] = [", ".join(contents)]
    if any(samples.each not in (item.one("type") or ()) for samples in item.all("samples")):
        draft.records["sampled"] = {"type": ["evaluation"], "by": ["lab"], "dated": ["2026-01-10"], "on": ["x1"]}


def _add_others(draft: Draft, item: Item, dated: date) -> None:
    """The records of others that a requirement leans on: of events, of the training, of an approval."""
    interval: Interval | None = item.one("every")
    if interval is not None and interval.approved_by is not None:
        draft.records["approval"] = {
            "type": ["report"],
            "by": [interval.approved_by.name],
            "dated": ["2026-01-05"],
            "contains": [f"{item.name}_approved"],
        }
    if item.one("valid_at") is not None or (interval is not None and interval.during == "training"):
        draft.records["compute"] = _compute(dated)
    for within in item.all("within"):
        if not times_incidents(item):
            draft.records[f"event_{within.event}"] = {
                "type": ["monitoring"],
                "by": ["lab"],
                "dated": [str(event_before(dated, within))],
                "window": ["2025-01-01 .. 2025-02-01"],
                "contains": [within.event],
            }


def _compute(start: date) -> Clauses:
    return {
        "type": ["compute_report"],
        "by": ["cloud"],
        "dated": [str(DAY)],
        "provider": ["cloud"],
        "customer": ["lab"],
        "window": [f"{start} .. {DAY}"],
        "operations": ["1e25..2e25 FLOP"],
        "tolerance": ["10%"],
    }


def event_before(dated: date, within: Within) -> date:
    """The earliest day of an event after which a record of a day is in time for certain."""
    day = dated
    while (deadline := deadline_of(day - ONE_DAY, within.period)) is not None and deadline.certain >= dated:
        day -= ONE_DAY
    return day


# Cases that fall short by one


class Short(NamedTuple):
    """A case that falls short of one attribute of a requirement; ``open`` where nothing tells whether it does."""

    attribute: str
    what: str
    draft: Draft
    open: bool = False


def falling_short(item: Item) -> Iterator[Short]:
    """For each attribute of a requirement a case that falls short of it by one."""
    met = meeting(item)
    yield from _by_type(item, met)
    yield from _by_state(met)
    yield from _by_performers(item, met)
    yield from _by_parts(item, met)
    yield from _by_time(item, met)


def _by_type(item: Item, met: Draft) -> Iterator[Short]:
    for index, type_ in enumerate(item.one("type") or ()):
        yield Short("type", f"no {type_}", met.without(f"record_{'abc'[index]}"))
    if "determines" in met.records[MAIN]:
        yield Short("type", "unacceptable", met.changed(MAIN, determines=["unacceptable"]))


def _by_state(met: Draft) -> Iterator[Short]:
    altered = copy.deepcopy(met)
    altered.altered = frozenset({MAIN})
    yield Short("state", "altered", altered)
    yield Short("state", "withheld", met.changed(MAIN, withheld=['"Not for you"']))
    yield Short("on", "another system", met.changed(MAIN, on=["x2"]))


def _by_performers(item: Item, met: Draft) -> Iterator[Short]:
    performers = item.one("by")
    if performers is None:
        return
    given = met.records[MAIN]["by"][0]
    giver, rest = given.partition(" ")[0], given.partition(" ")[2]
    yield Short("by", "the developer", met.changed(MAIN, by=[f"lab {rest}".strip()]))
    if "determines" not in met.records[MAIN]:
        yield Short("by", "a stranger", met.changed(MAIN, by=["stranger"] if not rest else [f"stranger {rest}"]))
    if "public_body" in {word.name for word in performers.actors}:
        yield Short("recognised_by", "foreign", met.changed(MAIN, by=[f"foreign {rest}".strip()]))
    if performers.access:
        yield Short("access", "black box", met.changed(MAIN, by=[f"{giver} with black_box access"]))
        yield Short("access", "unstated", met.changed(MAIN, by=[giver]))


def _by_parts(item: Item, met: Draft) -> Iterator[Short]:
    if not times_incidents(item):
        covered = [whole for part in item.one("covers") or () for whole in MADE_OF.get(part, (part,))]
        for part in covered:
            left = ", ".join(each for each in covered if each != part)
            yield Short("covers", f"no {part}", met.changed(MAIN, covers=[left] if left else []))
    if item.one("samples") is not None:
        yield Short("samples", "one less", met.changed(MAIN, contains=[", ".join(contents_of(item)[:-1])]))
        return
    contents, attribute = contents_of(item), "compared_with" if item.one("compared_with") is not None else "contains"
    for name in contents if item.one("contains") or item.one("compared_with") else ():
        left = ", ".join(each for each in contents if each != name)
        yield Short(attribute, f"no {name}", met.changed(MAIN, contains=[left] if left else []))


def _by_time(item: Item, met: Draft) -> Iterator[Short]:
    interval: Interval | None = item.one("every")
    if interval is not None and not isinstance(interval.every, Unset):
        yield from _by_interval(interval, met)
    for within in item.all("within"):
        yield from _by_clock(item, within, met)
    dated = date.fromisoformat(met.records[MAIN]["dated"][0])
    if item.one("valid_at") is not None:
        yield Short("valid_at", "a day late", met.changed(MAIN, dated=[str(dated + ONE_DAY)]))
        yield Short("valid_at", "no day known", met.without("compute"), open=True)
    if item.one("keep") is not None:
        until = date.fromisoformat(met.records[MAIN]["expires"][0])
        yield Short("keep", "a day less", met.changed(MAIN, expires=[str(until - ONE_DAY)]))


def _by_interval(interval: Interval, met: Draft) -> Iterator[Short]:
    dated = date.fromisoformat(met.records[MAIN]["dated"][0]) - ONE_DAY
    late = met.changed(MAIN, dated=[str(dated)])
    if "compute" in late.records:
        late.records["compute"]["window"] = [f"{dated} .. {DAY}"]
    yield Short("every", "a day late", late, open=interval.during not in {None, "training"})
    if interval.approved_by is not None:
        yield Short("every", "not approved", met.without("approval"), open=True)


def _by_clock(item: Item, within: Within, met: Draft) -> Iterator[Short]:
    if times_incidents(item):
        (kind,) = item.one("covers")
        deadline = deadline_of(date(2026, 3, 2), within.period)
        assert deadline is not None
        reported = deadline.certain + ONE_DAY
        late = f'{kind} aware 2026-03-02 reported {reported} "One"'
        yield Short("within", "a day late", met.changed(MAIN, incident=[late]))
        yield Short("within", "not reported", met.changed(MAIN, incident=[f'{kind} aware 2026-03-02 "One"']))
        unknown = f'mishap aware 2026-03-02 reported {reported} "One"'
        yield Short("within", "unknown kind", met.changed(MAIN, incident=[unknown]), open=True)
        return
    dated = date.fromisoformat(met.records[MAIN]["dated"][0])
    in_business_days = within.period.unit.startswith("business")
    keep = item.one("keep")
    for days, open_ in ((1, in_business_days), (MOST_HOLIDAYS * 2, False)):
        day = dated + days * ONE_DAY
        late_draft = met.changed(MAIN, dated=[str(day)])
        if keep is not None:
            late_draft.records[MAIN]["expires"] = [str(after(day, keep))]
        yield Short("within", f"{days} days late", late_draft, open=open_)
    if within.event != item.name:
        yield Short("within", "no event known", met.without(f"event_{within.event}"), open=True)
