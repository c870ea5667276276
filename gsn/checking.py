"""Running the rules: the families, what they find, and the judgement.

Discovery fails closed. The built-in families are the tuple below; third parties' come by the entry-point group
``gsn.checkers``. A family that is missing, does not import or raises leaves the verdict undetermined, and every output
lists the families that ran.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from types import ModuleType

from gsn.argument import Argument, Neighbourhood
from gsn.findings import NEVER_WAIVED, Finding, Rule, Scope, Severity, Verdict
from gsn.model.case import Case, Waiver
from gsn.model.reference import Identity
from gsn.verdict import Ground, grounds

BUILT_IN = (
    "gsn.checkers.reading",
    "gsn.checkers.structure",
    "gsn.checkers.support",
    "gsn.checkers.evidence",
    "gsn.checkers.modules",
    "gsn.checkers.wording",
    "gsn.checkers.waivers",
)
"""The families, in the order of their codes. A literal: nothing that is installed can take one out."""

ENTRY_POINTS = "gsn.checkers"
"""The entry-point group of third parties' families: each names a module with rules."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Family:
    """Rules of one module. ``failure`` says why it did not run to its end; such a family settles nothing."""

    name: str
    rules: tuple[Rule, ...] = ()
    failure: str | None = None

    @property
    def codes(self) -> str:
        """Its codes in short: ``GSN1xx``."""
        return ", ".join(dict.fromkeys(f"{rule.code[:-2]}xx" for rule in self.rules))

    @property
    def short_name(self) -> str:
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a human lets stand, and the waiver that says so."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Judgement:
    """What checking came to, over all rules.

    ``findings`` are in the order of the text; those that are waived are in ``waived`` alone. ``grounds`` say what keeps
    the verdict from being passed.
    """

    argument: Argument
    verdict: Verdict
    grounds: tuple[Ground, ...]
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    families: tuple[Family, ...]

    @property
    def case(self) -> Case:
        return self.argument.case

    @property
    def as_of(self) -> date:
        return self.argument.as_of

    @property
    def label(self) -> str:
        """The verdict in words, with what it was held against: a pass is never printed alone."""
        profile = self.case.says.treaty
        against = f"held against {profile.name}" if profile is not None else "held against no treaty"
        return f"{'passed with waivers' if self.only_waivers_stand else self.verdict.value}, {against}"

    @property
    def only_waivers_stand(self) -> bool:
        """Whether nothing but waived findings keeps the case from passing."""
        return self.verdict is Verdict.UNDETERMINED and all(ground.waived for ground in self.grounds)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


@dataclass(slots=True)
class _Running:
    """A family while it runs."""

    name: str
    rules: tuple[Rule, ...] = ()
    found: list[Finding] = field(default_factory=list)
    failure: str | None = None


def judge(case: Case, as_of: date | None = None, progress: Progress | None = None) -> Judgement:
    """Run every family over a case and give the verdict.

    Args:
        case: The case, read.
        as_of: The day on which everything dated is judged; today in UTC when not given.
        progress: Told each family before it runs.
    """
    argument = Argument(case, as_of)
    views = _Views(argument)
    running = [*map(_load_built_in, BUILT_IN), *_third_parties()]
    _refuse_taken_codes(running)
    for family in running:
        if progress is not None:
            progress(family.name)
        _run(family, views)
    found = [finding for family in running for finding in family.found]
    for family in running:
        _run_over_findings(family, argument, found)
    found = [finding for family in running for finding in family.found]
    standing, waived = _apply_waivers(case, argument.as_of, found)
    families = tuple(Family(family.name, family.rules, family.failure) for family in running)
    against = grounds(argument, _grounds_of_families(families), [item.finding for item in waived])
    return Judgement(
        argument=argument,
        verdict=_verdict(case, standing, against),
        grounds=against,
        findings=tuple(sorted(standing, key=_in_order)),
        waived=tuple(waived),
        families=families,
    )


def built_in_rules() -> list[Rule]:
    """Every rule of every built-in family, in the order of their codes."""
    return sorted((rule for name in BUILT_IN for rule in _load_built_in(name).rules), key=_code)


def third_party_rules() -> list[Rule]:
    """Every rule of the families that others have installed."""
    return sorted((rule for running in _third_parties() for rule in running.rules), key=_code)


# Families


def _load_built_in(name: str) -> _Running:
    try:
        rules = rules_of(import_module(name))
    except Exception as error:  # noqa: BLE001 - whatever keeps a family from loading makes the verdict undetermined
        return _Running(name, failure=f"did not load: {_told(error)}")
    return _Running(name, rules, failure=None if rules else "has no rules")


def _third_parties() -> list[_Running]:
    from importlib.metadata import entry_points

    running = []
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: (entry.name, entry.value)):
        try:
            loaded = entry.load()
            rules = rules_of(loaded)
            failure = None if rules else "has no rules"
            running.append(_Running(entry.value, rules, failure=failure))
        except Exception as error:  # noqa: BLE001 - as above: a stranger's module may raise anything
            running.append(_Running(entry.value, failure=f"did not load: {_told(error)}"))
    return running


def rules_of(module: ModuleType) -> tuple[Rule, ...]:
    """The rules that a module defines, by their codes."""
    return tuple(sorted({rule.code: rule for rule in vars(module).values() if isinstance(rule, Rule)}.values(), key=_code))


def _code(rule: Rule) -> str:
    return rule.code


def _refuse_taken_codes(running: Sequence[_Running]) -> None:
    """A code means one rule: a family that uses another's does not run."""
    taken: dict[str, str] = {}
    for family in running:
        clash = next((rule.code for rule in family.rules if rule.code in taken), None)
        if clash is not None:
            family.failure = f"uses {clash}, which is a rule of {taken[clash]}"
            continue
        taken.update((rule.code, family.name) for rule in family.rules)


# Running


class _Views:
    """What each scope is given, made once."""

    def __init__(self, argument: Argument) -> None:
        self.argument = argument
        self._neighbourhoods: dict[Identity, Neighbourhood] = {}

    def of(self, rule: Rule) -> Iterator[tuple[object, ...]]:
        """The arguments with which a rule's function is called, one call after the other."""
        match rule.scope:
            case Scope.ELEMENT:
                for kind in rule.kinds:
                    yield from ((element,) for element in self.argument.by_kind[kind])
            case Scope.NEIGHBOURHOOD:
                for kind in rule.kinds:
                    for element in self.argument.by_kind[kind]:
                        near = self._neighbourhoods.get(element.identity)
                        if near is None:
                            near = self._neighbourhoods[element.identity] = self.argument.neighbourhood(element)
                        yield (near,)
            case Scope.MODULE:
                yield from ((self.argument, name) for name in self.argument.case.modules)
            case Scope.CASE:
                yield (self.argument,)
            case Scope.FINDINGS:
                return


def _run(family: _Running, views: _Views) -> None:
    if family.failure is not None:
        return
    try:
        for rule in family.rules:
            for given in views.of(rule):
                family.found.extend(rule.find(*given))
    except Exception as error:  # noqa: BLE001 - a rule that raises leaves the verdict undetermined, and the others run
        family.failure = f"{rule.code} raised {_told(error)}"


def _run_over_findings(family: _Running, argument: Argument, found: Sequence[Finding]) -> None:
    if family.failure is not None:
        return
    try:
        for rule in family.rules:
            if rule.scope is Scope.FINDINGS:
                family.found.extend(rule.find(argument, found))
    except Exception as error:  # noqa: BLE001 - as above
        family.failure = f"{rule.code} raised {_told(error)}"


def _told(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200]}" if text else type(error).__name__


# Waivers and verdict


def waives(waiver: Waiver, finding: Finding, as_of: date) -> bool:
    """Whether a waiver lets a finding stand on a day."""
    return (
        waiver.code == finding.code
        and finding.element == waiver.on.identity
        and as_of <= waiver.until
        and not finding.code.startswith(NEVER_WAIVED)
    )


def _apply_waivers(case: Case, as_of: date, found: Iterable[Finding]) -> tuple[list[Finding], list[Waived]]:
    standing: list[Finding] = []
    waived: list[Waived] = []
    for finding in found:
        waiver = next((waiver for waiver in case.waivers if waives(waiver, finding, as_of)), None)
        if waiver is None:
            standing.append(finding)
        else:
            waived.append(Waived(finding, waiver))
    return standing, waived


def _grounds_of_families(families: Iterable[Family]) -> list[Ground]:
    return [Ground(f"the rules of {family.name} did not run: it {family.failure}") for family in families if family.failure]


def _verdict(case: Case, standing: Iterable[Finding], against: Sequence[Ground]) -> Verdict:
    """Rejected beats undetermined; passed is what is left when nothing at all stands against it."""
    if case.problems or any(finding.severity is Severity.ERROR for finding in standing):
        return Verdict.REJECTED
    return Verdict.UNDETERMINED if against else Verdict.PASSED


def _in_order(finding: Finding) -> tuple[str, int, int, str]:
    return (*finding.place.order, finding.code)


def only(judgement: Judgement, keep: Callable[[Finding], bool]) -> Judgement:
    """The same judgement with fewer findings shown; nothing of the verdict changes."""
    return replace(judgement, findings=tuple(finding for finding in judgement.findings if keep(finding)))
