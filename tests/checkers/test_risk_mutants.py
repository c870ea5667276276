"""Whatever weakens a whole case is noticed: its top claim is no longer proved, or a rule finds something.

Each change is made by machine, one at a time, at places that are spread over the texts of a case.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

import gsn
from gsn.argument import Argument
from gsn.checking import Judgement
from gsn.model.reference import Identity, name_of
from gsn.risk.problem import Side

CASES = Path(__file__).parents[2] / "cases"
WHOLE = ("cyber-inability", "misuse-safeguards", "nuclear-cdf")
DAY = date(2026, 11, 23)
"""The day that the cases were written for: their evidence is in date."""

PLACES = 2
"""Places at which each change is made in each case, as far apart as can be."""


class Spot(NamedTuple):
    """A line of a text, among the text's others. ``named`` are the names that clauses of the case use."""

    lines: tuple[str, ...]
    number: int
    named: frozenset[str] = frozenset()

    @property
    def line(self) -> str:
        return self.lines[self.number]

    @property
    def indent(self) -> str:
        return self.line[: len(self.line) - len(self.line.lstrip())]

    @property
    def end(self) -> int:
        """The line behind all that stands under this one."""
        behind = range(self.number + 1, len(self.lines))
        after = (n for n in behind if self.lines[n].strip() and not self.lines[n].startswith(f"{self.indent} "))
        return next(after, len(self.lines))

    @property
    def clauses(self) -> list[str]:
        """What stands right under it."""
        inner = f"{self.indent}    "
        block = self.lines[self.number + 1 : self.end]
        return [
            line.removeprefix(inner) for line in block if line.startswith(inner) and not line.startswith(f"{inner} ")
        ]

    @property
    def above(self) -> "Spot":
        """The line that it stands under."""
        shallower = (
            n
            for n in range(self.number - 1, -1, -1)
            if self.lines[n].strip() and len(Spot(self.lines, n).indent) < len(self.indent)
        )
        return Spot(self.lines, next(shallower))

    def replaced(self, *lines: str, block: bool = False) -> list[str]:
        """The text with other lines for this one, or for it and all that stands under it."""
        return [*self.lines[: self.number], *lines, *self.lines[self.end if block else self.number + 1 :]]


Changed = list[str] | None
Change = Callable[[Spot, re.Match[str]], Changed]
"""The text with one spot changed; nothing where the change would not weaken it."""


def gone(spot: Spot, _: re.Match[str]) -> Changed:
    return spot.replaced()


def all_gone(spot: Spot, _: re.Match[str]) -> Changed:
    return spot.replaced(block=True)


def putting(group: str, new: Callable[[re.Match[str]], str]) -> Change:
    """Something else for a part of the line."""

    def change(spot: Spot, match: re.Match[str]) -> Changed:
        return spot.replaced(spot.line[: match.start(group)] + new(match) + spot.line[match.end(group) :])

    return change


def adding(line: str) -> Change:
    """A line under the spot."""
    return lambda spot, _: spot.replaced(spot.line, f"{spot.indent}    {line}")


def where(holds: Callable[[Spot], bool], change: Change) -> Change:
    """The change where something holds of the spot."""
    return lambda spot, match: change(spot, match) if holds(spot) else None


def is_at_the_top(spot: Spot) -> bool:
    return spot.above.line.startswith("goal G1 ")


def is_below_the_top(spot: Spot) -> bool:
    return not is_at_the_top(spot) and "goal " in spot.above.line


def is_of_a_record(spot: Spot) -> bool:
    return "evidence " in spot.above.line


def is_of_a_measurement(spot: Spot) -> bool:
    return any(clause.startswith("measures ") for clause in spot.above.clauses)


def is_the_only_support(spot: Spot) -> bool:
    return sum(clause.startswith(("goal ", "solution ", "strategy ")) for clause in spot.above.clauses) == 1


def carries_a_number_alone(spot: Spot) -> bool:
    """Support of a claim that no clause names: a goal that a bridge names is needed for that, wherever it stands."""
    above = spot.above.above if spot.above.line.lstrip().startswith("strategy ") else spot.above
    is_claimed = any(clause.startswith("claim ") for clause in above.clauses)
    return is_claimed and spot.line.split()[-1].rpartition(":")[2] not in spot.named


def more_events(match: re.Match[str]) -> str:
    events = int(match["events"].replace("_", ""))
    if match["of"] == "in":
        return str(2 * events + 3)
    trials = int(match["trials"].split()[0].replace("_", ""))
    return str(min(trials, 2 * events + trials // 8 + 1))


def multiplied(factor: str) -> Callable[[re.Match[str]], str]:
    def new(match: re.Match[str]) -> str:
        value, percent, _ = match["value"].partition("%")
        return f"{float(Fraction(value) * Fraction(factor)):.9g}{percent}"

    return new


def with_doubt(factor: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{float(100 - (100 - Fraction(match['confidence'])) * Fraction(factor)):.9g}"


OTHERS = {"helpful_only": "api", "api": "helpful_only", "tuned": "api", "bare": "api"}


def other_configuration(spot: Spot, match: re.Match[str]) -> Changed:
    other = OTHERS.get(match["name"])
    return None if other is None else putting("name", lambda _: other)(spot, match)


def undeveloped(spot: Spot, _: re.Match[str]) -> Changed:
    """A goal keeps what it claims and loses its support."""
    kept = [f"{spot.indent}    {line}" for line in spot.clauses if line.startswith("claim ")]
    return spot.replaced(spot.line, *kept, f"{spot.indent}    undeveloped", block=True) if kept else None


def assumed(spot: Spot, match: re.Match[str]) -> Changed:
    """A goal that claims a number becomes an assumption, which claims none."""
    if not any(line.startswith("claim ") for line in spot.clauses):
        return None
    return spot.replaced(f"{spot.indent}assumption {match['name']} {match['text']}", block=True)


def given_up(spot: Spot, match: re.Match[str]) -> Changed:
    """The relationship that a nested line states."""
    named = re.match(r" *(public )?\w+ (?P<name>[\w.]+)", spot.above.line)
    if named is None:
        return None
    said = f'{spot.indent}defeated {named["name"]} -> {match["name"]} "No longer"'
    return spot.above.replaced(spot.above.line, said)


def bad_run(spot: Spot, match: re.Match[str]) -> Changed:
    """A record of the same measurement that went badly, and that nothing cites."""
    kept = [
        f"    {line}" for line in spot.above.clauses if line.split()[0] in {"type", "by", "on", "trial", "presumes"}
    ]
    count = "59 of 60" if match["of"] == "of" else f"50_000 in {match['trials']}"
    said = [f"    measures {match['name']}: {count}", "    dated 2026-10-01", '    file "README.md"']
    return [*spot.lines, 'evidence bad_run "A run that went badly"', *kept, *said]


GOAL = r'^ *(public )?goal (?P<name>[\w.]+) (?P<text>".*)'
NESTED = r"^ +(goal|solution|strategy) (?P<name>[\w.:]+)"
COUNT = r"^ +measures (?P<name>[\w:.]+): (?P<events>[\d_]+) (?P<of>of|in) (?P<trials>[\d_.]+( [a-z-]+)?)"
CLAIM = r"^ +claim .*<= (?P<value>\S+) .*at (?P<confidence>[\d.]+)%"
LICENCE = r"^ +(independent (?!of )|common cause |associated |exclusive )"
DOUBT = 'challenge X1 "That is not so"'

ANSWER = r"^ +challenge D[\d.]+\.\d"
IDLE = re.compile(
    r"Both cables have run|Badge logs|The pilot's two|With that signal|A scripted attacker|No campaign of|Of 360 people"
)
"""Answers to doubts on which no number depends, or that another answers, too: what their loss changes is for rules that
judge challenges to say."""

WEAKER: dict[str, tuple[str, Change]] = {
    # evidence
    "a record is gone": (r"^(public )?evidence ", all_gone),
    "a count is worse": (COUNT, putting("events", more_events)),
    "a run that went badly is cited by nothing": (COUNT, bad_run),
    "a record has expired": (r"^    expires (?P<date>\S+)", putting("date", lambda _: "2026-11-22")),
    "a record is of tomorrow": (r"^    dated (?P<date>\S+)", putting("date", lambda _: "2026-11-24")),
    "a file is another one": (
        r'^    file .*sha256 "(?P<digest>\w)',
        putting("digest", lambda m: "01"[m["digest"] == "0"]),
    ),
    "a count presumes what nothing argues": (r"^    presumes ", gone),
    "a trial is another one": (r'^    trial "(?P<what>)', where(is_of_a_record, putting("what", lambda _: "not "))),
    "a record is of another configuration": (
        r"^    on \S*\.(?P<name>\w+)$",
        where(is_of_a_measurement, other_configuration),
    ),
    "a solution is gone": (r"^ +solution [\w:]+$", where(is_the_only_support, gone)),
    # claims
    "a claim below says less": (CLAIM, where(is_below_the_top, putting("value", multiplied("20")))),
    "a claim below is less sure": (CLAIM, where(is_below_the_top, putting("confidence", with_doubt("3")))),
    "a claim below is gone": (CLAIM, where(is_below_the_top, gone)),
    "a claim below is of another configuration": (r"^ +claim .* for \S*\.(?P<name>\w+)$", other_configuration),
    "the top claims more": (CLAIM, where(is_at_the_top, putting("value", multiplied("1/2")))),
    "the top is surer": (CLAIM, where(is_at_the_top, putting("confidence", with_doubt("1/2")))),
    # support
    "support is gone": (r"^ +goal [\w:.]+$", where(carries_a_number_alone, gone)),
    "a goal is undeveloped": (GOAL, undeveloped),
    "a goal is an assumption": (GOAL, assumed),
    "a relationship is given up": (NESTED, given_up),
    "a circle": (GOAL, adding("goal {top}")),
    "a doubt about a goal": (GOAL, adding(DOUBT)),
    "a doubt about a strategy": (r"^ +strategy ", adding(DOUBT)),
    "a doubt about a record": (r"^(public )?evidence ", adding(DOUBT)),
    "an answer to a doubt is gone": (ANSWER, where(lambda spot: not IDLE.search(spot.line), all_gone)),
    "an answer to a doubt is undeveloped": (ANSWER, adding("undeveloped")),
    "a placeholder is left": (GOAL, adding("uninstantiated")),
    # the risk model
    "a bridge is gone": (r"^ +bounded by ", gone),
    "a bridge is wider": (r"^ +bounded by (?P<value>[\d.]+) times", putting("value", multiplied("2"))),
    "a bridge is less sure": (r"^ +bounded by .*at (?P<confidence>[\d.]+)%", putting("confidence", with_doubt("40"))),
    "a licence is gone": (LICENCE, gone),
    "a list is not complete": (r"^ +is .*(?P<by> complete by \S+)", putting("by", lambda _: "")),
    "a scenario is taken out of a list": (r"^ +is any of .*(?P<last>, \w+)", putting("last", lambda _: "")),
    "a condition is not argued": (r"^ +given .* or .*(?P<by> by \S+)$", putting("by", lambda _: "")),
    "what carries a result over is gone": (r"^ +carries over ", gone),
}


def mutants(argument: Argument, name: str) -> Iterator[tuple[Path, str]]:
    """Every text of a case with the change made at one spot of it."""
    pattern, change = WEAKER[name]
    bearing = {name_of(part) for part in quantities_to_be_small(argument)}
    named = frozenset(map(name_of, argument.named))
    for path in sorted(argument.case.folder.glob("*.gsn")):
        lines = tuple(path.read_text("utf-8").splitlines())
        for number, line in enumerate(lines):
            match = re.match(pattern, line)
            if match is None or (pattern == COUNT and match["name"].rpartition(":")[2] not in bearing):
                continue
            changed = change(Spot(lines, number, named), match)
            if changed is not None:
                yield path, "".join(f"{each}\n" for each in changed).replace("{top}", argument.tops[0].identity)


def quantities_to_be_small(argument: Argument) -> set[Identity]:
    """What is claimed from above, and all that it is made of."""
    search = argument.risk.search
    claims = [claim for claim in search.problem.claims.values() if claim.side is Side.UPPER]
    return {part for claim in claims for part in search.charging.closure(claim.quantity)}


def told_of(judgement: Judgement) -> set[str]:
    """What keeps a case from passing, and what is found in it, in words."""
    found = {finding.message for finding in judgement.findings if finding.severity != "info"}
    return found | {ground.message for ground in judgement.grounds}


def is_noticed(folder: Path, before: set[str]) -> bool:
    """Whether a top claim is not proved, or something is told of the case that was not told before."""
    case = gsn.load(folder)
    argument = Argument(case, DAY)
    tops = {goal.identity for goal in argument.tops}
    proved = [outcome.proved for outcome in argument.risk.outcomes.values() if outcome.id.goal in tops]
    if case.problems or not proved or not all(proved):
        return True
    return not told_of(gsn.check(case, DAY)) <= before


def spread(found: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Some of many, as far apart as can be."""
    if len(found) <= PLACES:
        return found
    return [found[round(index * (len(found) - 1) / (PLACES - 1))] for index in range(PLACES)]


class Whole(NamedTuple):
    """A copy of a case, read as it is, and what is told of it."""

    argument: Argument
    told: set[str]

    @property
    def folder(self) -> Path:
        return self.argument.case.folder


@pytest.fixture(scope="module", params=WHOLE)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = Path(shutil.copytree(CASES / request.param, tmp_path_factory.mktemp("whole") / request.param))
    judgement = gsn.check(gsn.load(folder), DAY)
    return Whole(judgement.argument, told_of(judgement))


def test_as_it_is_nothing_is_noticed_but_open_doubts_and_duties(whole: Whole) -> None:
    judgement = gsn.check(whole.argument.case, DAY)
    found = {finding.code[:4] for finding in judgement.findings if finding.severity != "info"}
    assert found <= {"GSN5", "GSN6"}
    assert not is_noticed(whole.folder, whole.told)


@pytest.mark.parametrize("name", WEAKER)
def test_what_weakens_a_case_is_noticed(name: str, whole: Whole) -> None:
    missed = []
    for path, text in spread(list(mutants(whole.argument, name))):
        before = path.read_text("utf-8")
        path.write_text(text, encoding="utf-8")
        if not is_noticed(whole.folder, whole.told):
            missed.append((path.name, sorted(set(text.splitlines()) ^ set(before.splitlines()))))
        path.write_text(before, encoding="utf-8")
    assert missed == []


def test_each_change_is_made_somewhere() -> None:
    arguments = [Argument(gsn.load(CASES / case), DAY) for case in WHOLE]
    assert [name for name in WEAKER if not any(True for each in arguments for _ in mutants(each, name))] == []
