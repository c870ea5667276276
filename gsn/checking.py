"""Running the rules: the families, what they find, and the judgement.

Discovery fails closed. The built-in families are the tuple below; third parties' come by the entry-point group
``gsn.checkers``. A family that is missing, does not import or raises leaves the verdict undetermined, and every output
lists the families that ran.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from itertools import chain, repeat
from types import ModuleType
from typing import TYPE_CHECKING

from gsn.argument import Argument, Neighbourhood
from gsn.evidence.actors import Registry
from gsn.findings import NEVER_WAIVED, Finding, Ground, Rule, Scope, Severity, Verdict
from gsn.model.case import Case, Waiver
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.verdict import GroundsAt, grounds, grounds_of

if TYPE_CHECKING:
    from gsn.compliance.account import StandingAccount
    from gsn.treaty.profile import Profile

BUILT_IN = (
    "gsn.checkers.reading",
    "gsn.checkers.statements",
    "gsn.checkers.relationships",
    "gsn.checkers.structure",
    "gsn.checkers.support",
    "gsn.checkers.evidence",
    "gsn.checkers.entitlement",
    "gsn.checkers.attestations",
    "gsn.checkers.configurations",
    "gsn.checkers.protocols",
    "gsn.checkers.records",
    "gsn.checkers.incidents",
    "gsn.checkers.compute",
    "gsn.checkers.logs",
    "gsn.checkers.risk_steps",
    "gsn.checkers.risk_leaves",
    "gsn.checkers.risk_derivations",
    "gsn.checkers.risk_model",
    "gsn.checkers.risk_licences",
    "gsn.checkers.risk_hazards",
    "gsn.checkers.risk_records",
    "gsn.checkers.treaty_profile",
    "gsn.checkers.treaty_tiers",
    "gsn.checkers.treaty_requirements",
    "gsn.checkers.treaty_limits",
    "gsn.checkers.treaty_holding",
    "gsn.checkers.treaty_coverage",
    "gsn.checkers.treaty_parts",
    "gsn.checkers.dialectic",
    "gsn.checkers.standing_doubts",
    "gsn.checkers.confidence",
    "gsn.checkers.modules",
    "gsn.checkers.claims",
    "gsn.checkers.wording",
    "gsn.checkers.words",
    "gsn.checkers.reasoning",
    "gsn.checkers.upkeep",
    "gsn.checkers.waivers",
    "gsn.checkers.reviews",
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

    ``findings`` are in the order of the text; those that are waived are in ``waived`` alone, and those that somebody
    asked not to be shown in ``hidden``. ``grounds`` say what keeps the verdict from being passed. ``standing`` is where
    the case stands with its profile; none where it is held against none that can be read.
    """

    argument: Argument
    verdict: Verdict
    grounds: tuple[Ground, ...]
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    families: tuple[Family, ...]
    hidden: tuple[Finding, ...] = ()
    standing: StandingAccount | None = None

    @property
    def case(self) -> Case:
        return self.argument.case

    @property
    def as_of(self) -> date:
        return self.argument.as_of

    @property
    def label(self) -> str:
        """The verdict in words, with what it was held against: a pass is never printed alone."""
        verdict = "passed with waivers" if self.only_waivers_stand else self.verdict.value
        return ", ".join(filter(None, (verdict, self.acceptance, self.against)))

    @property
    def acceptance(self) -> str:
        """Who accepted the risk and when, by a determination in a review; empty where nobody did, or anything is open.

        *Accepted* is a human's word: nothing else prints it.
        """
        if self.verdict is not Verdict.PASSED or self.standing is None or self.standing.accepted is None:
            return ""
        return f"accepted {self.standing.accepted.in_words}"

    @property
    def against(self) -> str:
        """What the case was held against, its digest, whose it is, and where the case stands with it."""
        held = self.argument.held
        if held is None:
            return "held against no treaty"
        standing = f": {self.standing.in_words}" if self.standing is not None else ""
        return f"held against {held.in_words}{standing}"

    @property
    def is_clear(self) -> bool:
        """Whether nothing stands against the case apart from what its profile asks."""
        errors = (found for found in (*self.findings, *self.hidden) if found.severity is Severity.ERROR)
        return (
            not self.case.problems
            and all(ground.of_profile for ground in self.grounds)
            and all(found.code.startswith("GSN5") for found in errors)
        )

    @property
    def only_waivers_stand(self) -> bool:
        """Whether nothing but waived findings keeps the case from passing."""
        return self.verdict is Verdict.UNDETERMINED and all(ground.waived for ground in self.grounds)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are, shown or not."""
        return sum(finding.severity == severity for finding in (*self.findings, *self.hidden))


@dataclass(slots=True)
class Running:
    """A family while it runs."""

    name: str
    rules: tuple[Rule, ...] = ()
    found: list[Finding] = field(default_factory=list)
    failure: str | None = None


def judge(  # noqa: PLR0913 - a parameter for each of a reviewer's terms
    case: Case,
    as_of: date | None = None,
    progress: Progress | None = None,
    registry: Registry | None = None,
    treaty: Profile | None = None,
    *,
    with_waivers: bool = True,
    seen: Collection[Identity] = (),
) -> Judgement:
    """Run every family over a case and give the verdict.

    Args:
        case: The case, read.
        as_of: The day on which everything dated is judged; today in UTC when not given.
        progress: Told each family before it runs.
        registry: A reviewer's actors, in the place of the case's own.
        treaty: A reviewer's profile, in the place of the one that the case names.
        with_waivers: Whether the case's waivers let findings stand; a reviewer's run ignores them.
        seen: Withheld records whose files somebody attests having seen whose word counts for the reviewer.
    """
    argument = Argument(case, as_of, registry, treaty, seen)
    views = Views(argument)
    running = load_families()
    for family in running:
        if progress is not None:
            progress(family.name)
        run(family, views)
    return conclude(argument, running, with_waivers=with_waivers)


def load_families() -> list[Running]:
    """Every family, before it runs; one that cannot run says why."""
    running = [*map(_load_built_in, BUILT_IN), *_third_parties()]
    _refuse_taken_codes(running)
    return running


def conclude(
    argument: Argument, running: Sequence[Running], grounds_at: GroundsAt = grounds_of, *, with_waivers: bool = True
) -> Judgement:
    """The judgement, once every family has run: the rules over findings, waivers, the verdict.

    Args:
        argument: The case's argument.
        running: The families, with what they found.
        grounds_at: What keeps one element from being supported.
        with_waivers: Whether the case's waivers let findings stand.
    """
    case = argument.case
    found = [finding for family in running for finding in family.found]
    for family in running:
        _run_over_findings(family, argument, found)
    found = [finding for family in running for finding in family.found]
    standing, waived = _apply_waivers(case.waivers if with_waivers else (), argument.as_of, found)
    families = tuple(Family(family.name, family.rules, family.failure) for family in running)
    against = grounds(argument, _grounds_of_families(families), [item.finding for item in waived], grounds_at)
    judgement = Judgement(
        argument=argument,
        verdict=_verdict(case, standing, against),
        grounds=against,
        findings=tuple(sorted(standing, key=in_order)),
        waived=tuple(waived),
        families=families,
    )
    return _with_standing(judgement)


def _with_standing(judgement: Judgement) -> Judgement:
    """A judgement with where its case stands with the profile; all else that stands against it bears on that."""
    if judgement.argument.account is None:
        return judgement
    from gsn.compliance.standing import stand

    return replace(judgement, standing=stand(judgement.argument, clear=judgement.is_clear))


def built_in_rules() -> list[Rule]:
    """Every rule of every built-in family, in the order of their codes."""
    return sorted((rule for name in BUILT_IN for rule in _load_built_in(name).rules), key=_code)


def third_party_rules() -> list[Rule]:
    """Every rule of the families that others have installed."""
    return sorted((rule for running in _third_parties() for rule in running.rules), key=_code)


# Families


def _load_built_in(name: str) -> Running:
    try:
        rules = rules_of(import_module(name))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever keeps it from loading leaves the verdict undetermined
        return Running(name, failure=f"did not load: {_told(error)}")
    return Running(name, rules, failure=None if rules else "has no rules")


def _third_parties() -> list[Running]:
    from importlib.metadata import entry_points

    running = []
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: (entry.name, entry.value)):
        try:
            loaded = entry.load()
            rules = rules_of(loaded)
            failure = None if rules else "has no rules"
            running.append(Running(entry.value, rules, failure=failure))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - as above: a stranger's module may raise anything
            running.append(Running(entry.value, failure=f"did not load: {_told(error)}"))
    return running


def rules_of(module: ModuleType) -> tuple[Rule, ...]:
    """The rules that a module defines, by their codes."""
    return tuple(
        sorted({id(rule): rule for rule in vars(module).values() if isinstance(rule, Rule)}.values(), key=_code)
    )


def _code(rule: Rule) -> str:
    return rule.code


def _refuse_taken_codes(running: Sequence[Running]) -> None:
    """A code means one rule: a family that uses another's, or one of its own twice, does not run."""
    taken: dict[str, str] = {}
    for family in running:
        codes = [rule.code for rule in family.rules]
        clash = next((code for code in codes if code in taken), None)
        twice = next((code for code in codes if codes.count(code) > 1), None)
        if clash is not None:
            family.failure = f"uses {clash}, which is a rule of {taken[clash]}"
        elif twice is not None:
            family.failure = f"has two rules with the code {twice}"
        else:
            taken.update(dict.fromkeys(codes, family.name))


# Running


class Views:
    """What each scope is given, made once."""

    def __init__(self, argument: Argument) -> None:
        self.argument = argument
        self._neighbourhoods: dict[Kind, list[Neighbourhood]] = {}

    def of(self, rule: Rule) -> Iterable[tuple[object, ...]]:
        """The arguments with which a rule's function is called, one call after the other."""
        argument = self.argument
        match rule.scope:
            case Scope.ELEMENT:
                return chain.from_iterable(zip(argument.by_kind[kind]) for kind in Kind if kind in rule.kinds)
            case Scope.NEIGHBOURHOOD:
                return chain.from_iterable(zip(self._around(kind)) for kind in Kind if kind in rule.kinds)
            case Scope.MODULE:
                return zip(repeat(argument), argument.case.modules, strict=False)
            case Scope.CASE:
                return [(argument,)]
            case Scope.FINDINGS:
                return []

    def _around(self, kind: Kind) -> list[Neighbourhood]:
        if kind not in self._neighbourhoods:
            self._neighbourhoods[kind] = list(map(self.argument.neighbourhood, self.argument.by_kind[kind]))
        return self._neighbourhoods[kind]


def run(family: Running, views: Views) -> None:
    """Run a family's rules but those over findings; one that raises ends it."""
    for rule in family.rules:
        if family.failure is None:
            family.failure = why_it_failed(rule, family.found, views.of(rule))


def _run_over_findings(family: Running, argument: Argument, found: Sequence[Finding]) -> None:
    for rule in family.rules:
        if family.failure is None and rule.scope is Scope.FINDINGS:
            family.failure = why_it_failed(rule, family.found, [(argument, found)])


def why_it_failed(rule: Rule, found: list[Finding], views: Iterable[tuple[object, ...]]) -> str | None:
    """Add what a rule finds; a rule that raises leaves the verdict undetermined, and other families run."""
    try:
        for finding in rule.find(views):
            found.append(finding)  # noqa: PERF402 - what was found before it raised stays
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's rule may raise anything
        return f"{rule.code} raised {_told(error)}"
    return None


def _told(error: BaseException) -> str:
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


def _apply_waivers(
    written: Iterable[Waiver], as_of: date, found: Iterable[Finding]
) -> tuple[list[Finding], list[Waived]]:
    standing: list[Finding] = []
    waived: list[Waived] = []
    waivers: dict[tuple[str, Identity], list[Waiver]] = {}
    for given in written:
        waivers.setdefault((given.code, given.on.identity), []).append(given)
    for finding in found:
        candidates = waivers.get((finding.code, finding.element or ""), ())
        waiver = next((waiver for waiver in candidates if waives(waiver, finding, as_of)), None)
        if waiver is None:
            standing.append(finding)
        else:
            waived.append(Waived(finding, waiver))
    return standing, waived


def _grounds_of_families(families: Iterable[Family]) -> list[Ground]:
    return [
        Ground(f"the rules of {family.name} did not run: it {family.failure}") for family in families if family.failure
    ]


def _verdict(case: Case, standing: Iterable[Finding], against: Sequence[Ground]) -> Verdict:
    """Rejected beats undetermined; passed is what is left when nothing at all stands against it."""
    if case.problems or any(finding.severity is Severity.ERROR for finding in standing):
        return Verdict.REJECTED
    return Verdict.UNDETERMINED if against else Verdict.PASSED


def in_order(finding: Finding) -> tuple[str, int, int, str, str]:
    """Sorts findings in the order of the text."""
    return (*finding.place.order, finding.code, finding.message)


def only(judgement: Judgement, keep: Callable[[Finding], bool]) -> Judgement:
    """The same judgement with fewer findings shown; nothing of the verdict changes."""
    shown = tuple(finding for finding in judgement.findings if keep(finding))
    hidden = tuple(finding for finding in judgement.findings if not keep(finding))
    return replace(judgement, findings=shown, hidden=(*judgement.hidden, *hidden))
