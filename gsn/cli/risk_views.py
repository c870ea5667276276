"""What each option of `gsn risk` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from gsn.argument import Argument
from gsn.cli.bars import bar_lines
from gsn.cli.terminal import terminal_paint
from gsn.model.reference import Identity, name_of
from gsn.output.risk_bars import Chart
from gsn.output.risk_data import as_data, number
from gsn.output.risk_text import WHAT_CONFIDENCE_MEANS, claim_lines, hazard_lines
from gsn.output.visible import visible
from gsn.report.pictures.breaking import break_even_chart
from gsn.report.pictures.headroom import headroom_chart
from gsn.report.pictures.waterfall import falls, waterfall_chart
from gsn.review.bounds import bounds_lines
from gsn.review.substituting import bounds_of
from gsn.risk.certificate import BridgeId, Charge
from gsn.risk.evaluating import Variation
from gsn.risk.figures import figure, percent, shown, statement
from gsn.risk.hazards import hazard_accounts
from gsn.risk.limits import for_each_subject
from gsn.risk.problem import Claim, Dimension, MeasurementId, Side
from gsn.risk.proving import Outcome, Proofs, prove
from gsn.risk.stating import read_assumption, read_limit
from gsn.risk.term import written
from gsn.risk.variations import BreakEven, Needed, break_even, breaks_outright, derived_through
from gsn.risk.variations import from_evidence as bound_from_evidence
from gsn.risk.variations import needed as evidence_needed

PROVED, NOT_PROVED = 0, 1

MOST_WATERFALLS = 8
"""Scenarios whose factors are drawn, the largest first."""


@dataclass(slots=True)
class Shown:
    """A case with its proofs, and which of its claims are asked for."""

    argument: Argument
    form: str
    limit: str | None
    goals: tuple[str, ...]
    proofs: Proofs = field(init=False)

    def __post_init__(self) -> None:
        self.proofs = self.argument.risk
        if self.limit is not None:
            hazards = [name for name, quantity in self.proofs.problem.quantities.items() if quantity.hazard]
            try:
                stated = read_limit(self.limit, hazards)
            except ValueError as error:
                raise click.UsageError(f"--limit: {error}") from None
            self.proofs = prove(self.argument, for_each_subject(self.proofs.problem, stated))

    @property
    def outcomes(self) -> list[Outcome]:
        """The claims of the goals that were named; of all, where none was."""
        wanted = [self.goal(name) for name in self.goals]
        return [outcome for id_, outcome in self.proofs.outcomes.items() if not wanted or id_.goal in wanted]

    @property
    def tops(self) -> list[Outcome]:
        """The claims that are asked for and that support no other claim that is."""
        below = {leaf.target for outcome in self.outcomes for leaf in self.proofs.problem.steps[outcome.id.goal].goals}
        return [outcome for outcome in self.outcomes if outcome.id.goal not in below]

    @property
    def chained(self) -> set[Identity]:
        """The frequencies and hazards of the claims that are asked for, and of what defines them, for waterfalls."""
        charging, known = self.proofs.search.charging, self.proofs.problem.quantities
        reached = {name for outcome in self.outcomes for name in charging.closure(outcome.claim.quantity)}
        return {n for n in reached & known.keys() if known[n].hazard or known[n].dimension is Dimension.FREQUENCY}

    @property
    def status(self) -> int:
        """Whether everything is proved that was asked for; where nothing is claimed, nothing is proved."""
        met = all(not isinstance(verdict, str) for verdict in self.proofs.checked.limits.values())
        proved = [outcome.proved for outcome in self.outcomes]
        return PROVED if met and proved and all(proved) else NOT_PROVED

    def goal(self, name: str) -> Identity:
        """The goal that a name means: with its module where several have it."""
        goals = list(dict.fromkeys(id_.goal for id_ in self.proofs.problem.claims))
        named = [goal for goal in goals if name in {goal, name_of(goal)}]
        if len(named) != 1:
            what = (
                f"several goals are called `{name}`: {', '.join(named)}" if named else f"no goal `{name}` makes a claim"
            )
            raise click.UsageError(visible(what))
        return named[0]

    def emit(self, data: Any) -> None:
        click.echo(json.dumps(data, indent=2, ensure_ascii=True))


def proofs(asked: Shown) -> int:
    """Each claim with its derivation, then the hazards."""
    if asked.form == "json":
        for line in json_lines(as_data(asked.proofs, asked.outcomes)):
            click.echo(line)
        return asked.status
    paint = terminal_paint()
    for outcome in reversed(asked.outcomes):
        for line in claim_lines(asked.proofs, outcome, paint):
            click.echo(line)
        click.echo()
    for line in hazard_lines(hazard_accounts(asked.proofs), paint):
        click.echo(line)
    for chart in _charts(asked):
        for line in bar_lines(chart):
            click.echo(line)
    for line in (*_limits_of_the_profile(asked), *bounds_lines(bounds_of(asked.argument))):
        click.echo(line)
    if not asked.outcomes:
        click.echo("no goal of the case claims a number")
        return asked.status
    count = sum(outcome.proved for outcome in asked.outcomes)
    click.echo(f"\n{count} of {len(asked.outcomes)} claims are proved.\n{WHAT_CONFIDENCE_MEANS}")
    return asked.status


def _limits_of_the_profile(asked: Shown) -> Iterator[str]:
    """What became of each limit of the profile that the case is held against; nothing where one was asked for."""
    account = asked.argument.account if asked.limit is None else None
    for limit in account.limits if account is not None else ():
        yield f"limit {visible(limit.limit.name)} of {visible(limit.limit.declared_in)}: {limit.kept.value}"
        yield f"    {visible(limit.why)}"


def _charts(asked: Shown) -> Iterator[Chart | None]:
    """The headroom of all hazards, and the waterfalls of the scenarios that are asked for."""
    yield headroom_chart(asked.proofs)
    for fall in falls(asked.proofs, asked.chained)[:MOST_WATERFALLS]:
        yield waterfall_chart(asked.proofs, fall)


def json_lines(data: dict[str, Any]) -> Iterator[str]:
    """An object whose lists stand an item a line: it is written fast, and read line by line where it is long."""
    for index, (key, value) in enumerate(data.items()):
        begun = "{" if index == 0 else " "
        ended = "}" if index == len(data) - 1 else ","
        if isinstance(value, list) and value:
            yield f"{begun}{json.dumps(key)}: ["
            yield ",\n".join(f"  {json.dumps(item)}" for item in value)
            yield f" ]{ended}"
        else:
            yield f"{begun}{json.dumps(key)}: {json.dumps(value)}{ended}"


def from_evidence(asked: Shown) -> int:
    """The bounds that the records give together."""
    rows = [(outcome.claim, bound_from_evidence(asked.proofs.search, outcome.claim)) for outcome in asked.tops]
    if asked.form == "json":
        asked.emit(
            [
                {"goal": claim.id.goal, "bound": number(bound.value) if bound else None, "unit": claim.unit}
                for claim, bound in rows
            ]
        )
        return asked.status
    for claim, bound in rows:
        side = "at most" if claim.side is Side.UPPER else "at least"
        found = f"{side} {figure(bound.value, bound.unit, claim.side)}" if bound is not None else "no bound"
        confidence = percent(1 - claim.doubt)
        click.echo(f"{_name(claim.id.goal)}  {_said(claim)}: from the records alone, {found} at {confidence}")
    return asked.status


def breaking(asked: Shown) -> int:
    """By which factor each leaf would have to be wrong."""
    rows = [(outcome, _break_even(asked, outcome)) for outcome in asked.tops if outcome.proved]
    if asked.form == "json":
        asked.emit([_breaking_data(asked, outcome, found) for outcome, found in rows])
        return asked.status
    for outcome, found in rows:
        against = f"the limit of {asked.limit}" if asked.limit else "its claim"
        click.echo(f"{_name(outcome.id.goal)}  {_said(outcome.claim)}: what would break {against}")
        for each in found:
            how = (
                "no factor breaks it" if each.factor is None else f"wrong by more than {shown(each.factor, Side.LOWER)}"
            )
            click.echo(f"    {_leaf(each.leaf):<44} {visible(written(each.quantity)):<28} {how}")
        outright = [held for held in breaks_outright(outcome.hypotheses) if held.kind != "definition" or held.by]
        named = ", ".join(dict.fromkeys(f"{held.kind} {name_of(held.by or held.subject)}" for held in outright))
        click.echo(f"    outright, if one is false: {visible(named) or 'nothing'}")
        for line in bar_lines(break_even_chart(outcome.claim, found, against if asked.limit else "")):
            click.echo(line)
    if not rows:
        click.echo("no claim is proved, so that nothing can break one")
    return asked.status


def _break_even(asked: Shown, outcome: Outcome) -> list[BreakEven]:
    limit = asked.proofs.problem.limits[0].value if asked.limit is not None and asked.proofs.problem.limits else None
    return break_even(asked.proofs.search, outcome.claim, limit)


def _breaking_data(asked: Shown, outcome: Outcome, found: Iterable[BreakEven]) -> dict[str, Any]:
    return {
        "goal": outcome.id.goal,
        "against": asked.limit or statement(outcome.claim),
        "leaves": [
            {
                "leaf": _leaf(each.leaf),
                "quantity": each.quantity,
                "factor": number(each.factor) if each.factor is not None else None,
            }
            for each in found
        ],
        "outright": [
            {"kind": held.kind, "about": held.subject, "by": held.by} for held in breaks_outright(outcome.hypotheses)
        ],
    }


def _leaf(leaf: Charge) -> str:
    match leaf:
        case MeasurementId(record=record):
            return visible(name_of(record))
        case BridgeId(quantity=quantity):
            return visible(f"the bridge of {written(quantity)}")
        case claim:
            return visible(name_of(claim.goal))


def assumed(asked: Shown, assumptions: Iterable[str]) -> int:
    """What would follow if some quantities were just so much. Nothing of it is proved."""
    known = asked.proofs.problem.quantities
    try:
        values = dict(read_assumption(written_, known) for written_ in assumptions)
    except ValueError as error:
        raise click.UsageError(f"--assume: {visible(str(error))}") from None
    after = derived_through(asked.proofs.search, Variation(assumed=values))
    before = derived_through(asked.proofs.search)
    touched = [
        (outcome.claim, before.get(outcome.id), after[outcome.id])
        for outcome in asked.outcomes
        if outcome.id in after and after[outcome.id].value != getattr(before.get(outcome.id), "value", None)
    ]
    if asked.form == "json":
        asked.emit(
            [
                {
                    "goal": claim.id.goal,
                    "claimed": number(claim.value),
                    "derived": number(old.value) if old is not None else None,
                    "assuming": number(new.value),
                    "holds": claim.holds(new.value),
                }
                for claim, old, new in touched
            ]
        )
        return asked.status
    said = ", ".join(f"{written(name)} = {shown(value)}" for name, value in values.items())
    click.echo(f"If {visible(said)} (assumed, and proved by nothing):")
    for claim, old, new in reversed(touched):
        was = figure(old.value, claim.unit, claim.side) if old is not None else "nothing"
        now = figure(new.value, claim.unit, claim.side)
        holds = "holds" if claim.holds(new.value) else "does not hold"
        click.echo(f"    {_name(claim.id.goal)}  {_said(claim)}: {was} → {now}, {holds}")
    if not touched:
        click.echo("    no claim changes")
    return asked.status


def needed_for(asked: Shown, name: str) -> int:
    """The evidence that would carry a goal's claims."""
    goal = asked.goal(name)
    outcomes = [outcome for outcome in asked.proofs.outcomes.values() if outcome.id.goal == goal]
    rows = [(outcome.claim, evidence_needed(asked.proofs.search, outcome.claim)) for outcome in outcomes]
    if asked.form == "json":
        asked.emit(
            [{"goal": goal, "claim": _said(claim), "needed": list(map(_needed_data, found))} for claim, found in rows]
        )
        return PROVED
    for claim, found in rows:
        click.echo(f"{_name(goal)}  {_said(claim)}")
        if not found:
            click.echo("    no record of one quantity would do, all else as it is")
        for each in found:
            click.echo(
                f"    {visible(written(each.quantity))} at most {shown(each.at_most, Side.UPPER)}: {_needed(each)}"
            )
    return PROVED


def _needed(each: Needed) -> str:
    """``0 failures in 2,995 trials, or at most 1 in 4,742``."""
    confidence = f"at {percent(1 - each.doubt)}"
    if each.exposure is not None:
        return f"no event in {shown(each.exposure, Side.UPPER, 4)} units of exposure, {confidence}"
    counts = [f"{events} in {trials:,}" for events, trials in enumerate(each.trials) if trials is not None]
    if not counts:
        return "anything would do" if each.at_most >= 1 else "no number of trials that can be written would do"
    return f"{counts[0].replace(' in', ' failures in')} trials, or at most {', '.join(counts[1:])}, {confidence}"


def _needed_data(each: Needed) -> dict[str, Any]:
    return {
        "quantity": each.quantity,
        "at_most": number(each.at_most),
        "confidence": number(1 - each.doubt),
        "trials": list(each.trials),
        "exposure": number(each.exposure) if each.exposure is not None else None,
    }


def simulated(asked: Shown, samples: int, seed: int) -> int:
    """What the evidence leaves open, sampled."""
    from gsn.cli import simulation_view

    if asked.form == "json":
        asked.emit(simulation_view.as_data(asked.proofs.problem, samples, seed))
    else:
        for line in simulation_view.lines(asked.proofs.problem, samples, seed):
            click.echo(line)
    return asked.status


def fault_tree(path: Path, form: str) -> int:
    """A fault tree in Open-PSA's XML: exactly, by cut sets, and whatever depends on what."""
    from gsn.openpsa.analysis import analyse
    from gsn.openpsa.document import OpenPsaProblem
    from gsn.openpsa.report import as_data as tree_data
    from gsn.openpsa.report import as_lines

    try:
        analysis = analyse(path.read_bytes())
    except OSError as error:
        raise click.ClickException(f"`{path}` cannot be read: {error.strerror or error}") from None
    except OpenPsaProblem as problem:
        raise click.ClickException(visible(f"{path}:{problem}")) from None
    if form == "json":
        click.echo(json.dumps(tree_data(analysis), indent=2))
    else:
        for line in as_lines(analysis):
            click.echo(visible(line))
    return PROVED


def write_certificates(asked: Shown, path: Path) -> None:
    """The proofs as a file that anybody can check against the case."""
    from gsn.output.destinations import NotWritten, write_all
    from gsn.risk.certificate_data import as_data as certificate_data

    data = certificate_data(asked.proofs.certificate)
    try:
        write_all({path: "\n".join(json_lines(data)) + "\n"})
    except NotWritten as error:
        raise click.ClickException(visible(str(error))) from None
    click.echo(f"wrote {len(asked.proofs.certificate.nodes)} steps to {path}", err=True)


def recheck(asked: Shown, path: Path) -> int:
    """Hold somebody's proofs against the case, whoever made them."""
    from gsn.risk.certificate_data import Unreadable, read
    from gsn.risk.kernel import check

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"`{path}` cannot be read: {error}") from None
    certificate = read(text)
    if isinstance(certificate, Unreadable):
        raise click.ClickException(f"`{path}` is no certificate: {visible(certificate.reason)}")
    checked = check(asked.proofs.problem, certificate)
    wanted = [outcome.claim for outcome in asked.outcomes]
    refused = {claim.id: checked.refused.get(claim.id, "") for claim in wanted if claim.id not in checked.proved}
    if asked.form == "json":
        asked.emit(
            {
                "problem": asked.proofs.problem.digest,
                "claims": [
                    {
                        "goal": claim.id.goal,
                        "position": claim.id.position,
                        "accepted": claim.id in checked.proved,
                        "why": refused.get(claim.id),
                    }
                    for claim in wanted
                ],
            }
        )
    else:
        for claim in reversed(wanted):
            word = "accepted" if claim.id in checked.proved else f"refused: {visible(refused[claim.id])}"
            click.echo(f"{_name(claim.id.goal)}  {_said(claim)}  {word}")
        click.echo(f"\n{len(wanted) - len(refused)} of {len(wanted)} claims are proved by {path}")
    return NOT_PROVED if refused else PROVED


def _name(identity: Identity) -> str:
    return visible(name_of(identity))


def _said(claim: Claim) -> str:
    return f"{visible(written(claim.quantity))} {statement(claim)}"
