"""`gsn gate`: whether the team's own policy lets a change in."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from gsn.checking import Judgement, judge
from gsn.cli.check import Output, deliver
from gsn.cli.inputs import as_of_option, case_argument, read_case
from gsn.cli.terminal import progress, terminal_paint
from gsn.gate.baseline import BadBaseline, Baseline, baseline_of, read_baseline, shrunk, write_baseline
from gsn.gate.data import as_json
from gsn.gate.deciding import Decision, Earlier, decide, earlier_of, nothing_earlier
from gsn.gate.policy import BadPolicy, Policy, find_policy, policy_files, read_policy
from gsn.gate.text import MOST_NAMED, answer_line, as_text
from gsn.gate.watching import Watched, look, wait_for_change
from gsn.output.destinations import BadDestination, Destination, refuse_clashes
from gsn.output.visible import visible
from gsn.revisions import NoRevision, NoSuchPath, Revision, at_revision, revision_of

HOLDS, FAILS = 0, 1


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked on the command line."""

    case: str
    as_of: date | None
    config: Path | None
    since: str | None
    write: bool
    grow: bool
    form: str
    outputs: tuple[Destination, ...]


@click.command("gate")
@case_argument
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="The file with the policy.  [default: gsn.toml, or [tool.gsn] of pyproject.toml, at the case or above it]",
)
@click.option("--write-baseline", "write", is_flag=True, help="Begin the baseline, or take out of it what is mended.")
@click.option("--grow-baseline", "grow", is_flag=True, help="Take up into the baseline all that the gate objects to.")
@click.option("--changed-since", "since", metavar="REV", help="Object only to what came after this git revision.")
@click.option("--watch", is_flag=True, help="Answer again whenever a file of the case changes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the answer.")
@click.option(
    "--output",
    "outputs",
    type=Output(),
    multiple=True,
    help="Write what it objects to, too, in a form of `gsn check`; may be given several times. `-` prints it instead.",
)
@as_of_option
def command(  # noqa: PLR0913, PLR0917 - click passes each option by its name
    case: str,
    config: Path | None,
    write: bool,
    grow: bool,
    since: str | None,
    watch: bool,
    form: str,
    outputs: tuple[Destination, ...],
    as_of: date | None,
) -> int:
    """Hold a case against the team's own policy.

    The policy is the table `[gate]` of `gsn.toml`, or `[tool.gsn.gate]` of `pyproject.toml`. Without one the gate fails
    on errors, and on every goal that the case rests on and that has no accepted evidence. The gate has an answer of
    its own, and prints the verdict, which it cannot change, beside it.

    Exit status: 0 the gate holds, 1 it fails, 2 it did not run.
    """
    _refuse_contradictions(write=write, grow=grow, since=since, watch=watch)
    _refuse_clashing(outputs, form)
    asked = _Asked(case, as_of, config, since, write or grow, grow, form, outputs)
    if watch:
        return _watch(asked)
    return _answer(asked, _Past(asked))


def _refuse_contradictions(*, write: bool, grow: bool, since: str | None, watch: bool) -> None:
    if (write or grow) and since is not None:
        raise click.UsageError("a baseline is of all that is found; write it without --changed-since")
    if (write or grow) and watch:
        raise click.UsageError("a baseline is written once; write it without --watch")


def _refuse_clashing(outputs: tuple[Destination, ...], form: str) -> None:
    """Standard output holds one thing: the answer, or one of the outputs."""
    printed = [wanted for wanted in outputs if wanted.file is None]
    try:
        refuse_clashes(outputs)
    except BadDestination as error:
        raise click.UsageError(str(error)) from None
    if printed and form != "text":
        raise click.UsageError(f"standard output holds one form, and {printed[0].form} and {form} are to go there")


# One answer


def _answer(asked: _Asked, past: _Past) -> int:
    read = read_case(asked.case)
    try:
        policy = read_policy(asked.config) if asked.config is not None else find_policy(read.folder)
        file = _baseline_file(policy, wanted=asked.write)
        baseline = _baseline(file, read.name, begin=asked.write) if file is not None else None
        with progress("checking") as step:
            judgement = judge(read, asked.as_of, step)
        decision = decide(judgement, policy.gate, baseline, past.of(judgement, policy))
        if asked.write and file is not None:
            decision = _written(file, decision, baseline, grow=asked.grow)
    except (BadPolicy, BadBaseline, NoRevision) as error:
        raise click.ClickException(_visible_lines(str(error))) from None
    _tell(decision, policy, asked)
    return HOLDS if decision.holds else FAILS


def _baseline_file(policy: Policy, *, wanted: bool) -> Path | None:
    if wanted and policy.baseline is None:
        raise BadPolicy('the policy names no baseline; write `baseline = "gsn-baseline.json"` under `[gate]`')
    return policy.baseline


def _baseline(file: Path, case: str, *, begin: bool) -> Baseline | None:
    """The baseline that the policy names: one that is not there is an error, unless it is about to be begun."""
    if begin and not (file.exists() or file.is_symlink()):
        return None
    return read_baseline(file, case)


def _written(file: Path, decision: Decision, baseline: Baseline | None, *, grow: bool) -> Decision:
    """Write the baseline, and decide anew by what it holds."""
    judgement = decision.judgement
    if baseline is None or grow:
        new = baseline_of((*decision.set_aside, *decision.objections), judgement.case)
    else:
        new = shrunk(baseline, decision.stale)
    write_baseline(file, new)
    click.echo(f"wrote {visible(str(file))}: {_number(new)} set aside, {_number(baseline)} before", err=True)
    return decide(judgement, decision.policy, new)


def _number(baseline: Baseline | None) -> int:
    return sum(entry.count for entry in baseline.entries) if baseline is not None else 0


def _tell(decision: Decision, policy: Policy, asked: _Asked) -> None:
    deliver(decision.shown, asked.outputs, prompts=False)
    if any(wanted.file is None for wanted in asked.outputs):
        click.echo(f"{answer_line(decision)}; verdict: {visible(decision.judgement.label)}", err=True)
    elif asked.form == "json":
        click.echo(as_json(decision, policy))
    else:
        for line in as_text(decision, policy, terminal_paint()):
            click.echo(line)


def _visible_lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


# What was there before


class _Past:
    """The case at the revision that a change is compared with, judged once for a day, however often it is asked for."""

    def __init__(self, asked: _Asked) -> None:
        self._asked = asked
        self._found: dict[tuple[str, date, Policy], Earlier] = {}

    def of(self, judgement: Judgement, policy: Policy) -> Earlier | None:
        """What the gate would have asked about then, on the same day and by the same policy.

        Raises:
            NoRevision: There is no such revision here.
        """
        if self._asked.since is None:
            return None
        revision = revision_of(judgement.case.folder, self._asked.since)
        key = (revision.commit, judgement.as_of, policy)
        if key not in self._found:
            self._found = {key: self._judged(revision, judgement, policy)}
        return self._found[key]

    def _judged(self, revision: Revision, judgement: Judgement, policy: Policy) -> Earlier:
        from gsn.language.loading import load_case

        named = Path(self._asked.case)
        path = f"{revision.prefix}{'' if named.is_dir() else named.name}"
        try:
            with at_revision(revision, path) as then, progress(f"checking {revision.written}") as step:
                earlier = judge(load_case(then), judgement.as_of, step)
                return earlier_of(earlier, policy.gate, revision.written, revision.commit)
        except NoSuchPath:
            return nothing_earlier(revision.written, revision.commit)


# Watching


def _watch(asked: _Asked) -> int:
    """Answer, and again at each change, until somebody interrupts it."""
    gc.enable()  # a command that ends soon need not look for garbage, and this one does not end
    past = _Past(asked)
    before = look(_watched(asked))
    _answer(asked, past)
    while True:
        before, changed = wait_for_change(_watched(asked), before)
        told = ", ".join(visible(Path(name).name) for name in changed[:MOST_NAMED]) or "the day"
        more = f" and {len(changed) - MOST_NAMED} more" if len(changed) > MOST_NAMED else ""
        click.echo(f"\n--- {datetime.now(tz=UTC):%H:%M:%S} UTC: {told}{more} changed\n")
        try:
            _answer(asked, past)
        except click.ClickException as error:
            error.show()


def _watched(asked: _Asked) -> Watched:
    """The case's folder, the policy wherever it may come from, and the baseline; not what this command writes."""
    path = Path(asked.case)
    folder = path if path.is_dir() else path.parent
    others = [asked.config] if asked.config is not None else policy_files(folder)
    try:
        policy = read_policy(asked.config) if asked.config is not None else find_policy(folder)
        others += [policy.baseline] if policy.baseline is not None else []
    except BadPolicy:
        pass  # told with the answer
    return Watched(folder, tuple(others), tuple(wanted.file for wanted in asked.outputs if wanted.file is not None))
