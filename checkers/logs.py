"""GSN38x, evaluation logs: what in a log lowers the count that is taken from it, or leaves it open what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.evidence.logs.log import Caveat, Effect, Log
from gsn.findings import Finding, Scope, Severity, rule
from gsn.support import DOUBTFUL_LOGS, is_held_against_no_name


def _logs(argument: Argument) -> Iterator[tuple[str, int, Log]]:
    """Every log that could be read, with the record and the measurement that counts in it."""
    for (record, position), log in argument.logs.items():
        if isinstance(log, Log):
            yield record, position, log


def _caveats(argument: Argument, effect: Effect, help_: str, *, doubtful: bool | None = None) -> Iterator[Finding]:
    """The caveats of one effect, each at the measurement that it is about."""
    for record, position, log in _logs(argument):
        for caveat in log.caveats:
            if caveat.effect is effect and doubtful in {None, caveat.name in DOUBTFUL_LOGS}:
                yield _at(argument, record, position, caveat, help_)


def _at(argument: Argument, record: str, position: int, caveat: Caveat, help_: str) -> Finding:
    element = argument.case.elements[record]
    what = f"the log of `{element.name}`: {caveat.message} ({caveat.name})"
    return Finding(what, element.place_of("measures", position), record, help=help_)


@rule("GSN381", "lowered-count", Severity.WARNING, scope=Scope.CASE)
def lowered_count(argument: Argument) -> Iterator[Finding]:
    """A log leaves open how many samples had the event: each open one counts against the claim.

    Errors, unscored samples, limits that were reached, samples that were not run or were run several times.

    **Why it matters.** A sample that ended in an error is no sample in which nothing happened.

    **Breaks it**

        goal G1 "The filter catches each listed pattern"
            solution E1
        probability missed "A listed pattern gets through"
        evidence E1 "Tests of the filter"
            type test_results
            file "tests.xml"
            by lab
            dated 2026-05-01
            measures missed: from "tests" counting incorrect as event
        actor lab "Evaluations Ltd"
            role evaluator
        # file: tests.xml
        <testsuite name="filter" tests="2" failures="0" errors="0" skipped="1">
        <testcase name="one"/><testcase name="two"><skipped/></testcase></testsuite>

    **Instead**

        goal G1 "The filter catches each listed pattern"
            solution E1
        probability missed "A listed pattern gets through"
        evidence E1 "Tests of the filter"
            type test_results
            file "tests.xml"
            by lab
            dated 2026-05-01
            measures missed: from "tests" counting incorrect as event
        actor lab "Evaluations Ltd"
            role evaluator
        # file: tests.xml
        <testsuite name="filter" tests="2" failures="0" errors="0" skipped="0">
        <testcase name="one"/><testcase name="two"/></testsuite>

    **Source.** Design, evaluation logs.
    """
    return _caveats(argument, Effect.LOWERED, "run what is open again, or argue with the count as it is")


@rule("GSN382", "doubtful-log", Severity.WARNING, scope=Scope.CASE)
def doubtful_log(argument: Argument) -> Iterator[Finding]:
    """A log's figures stand, and what they were made of cannot be told: the verdict stays open.

    There are no samples to look at, no digest covers them, or something was changed during the run or after it.

    **Why it matters.** A mean that nobody can trace back to its runs shows what somebody wrote down.

    **Breaks it**

        goal G1 "X-1 seldom solves a task"
            solution E1
        probability solved "X-1 solves a task"
        evidence E1 "Run of June"
            type evaluation
            file "results.json"
            by lab
            dated 2026-05-01
            measures solved: from "acc" counting correct as event
        actor lab "Evaluations Ltd"
            role evaluator
        # file: results.json
        {"results": {"tasks": {"alias": "tasks", "acc,none": 0.05}},
        "configs": {"tasks": {"task": "tasks", "dataset_path": "range"}},
        "n-samples": {"tasks": {"original": 60, "effective": 60}}, "model_name": "example/x1"}

    **Instead**

        goal G1 "X-1 seldom solves a task"
            solution E1
        probability solved "X-1 solves a task"
        evidence E1 "Run of June"
            type evaluation
            file "results.txt"
            by lab
            dated 2026-05-01
            measures solved: 3 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: results.txt
        Three of sixty tasks were solved; the transcripts are in the annex.

    **Mend it** by a log that holds its samples, of a run from committed code.

    **Source.** Design, evaluation logs.
    """
    return _caveats(argument, Effect.NOTED, "hand in a log that shows what its figures were made of", doubtful=True)


@rule("GSN383", "noted-log", Severity.INFO, scope=Scope.CASE)
def noted_log(argument: Argument) -> Iterator[Finding]:
    """A log says something of its figures that a reader has to weigh.

    **Why it matters.** A model that grades errs, too; a standard error of 0 is no certainty.

    **Breaks it**

        goal G1 "X-1 solves no task"
            solution E1
        probability solved "X-1 solves a task"
        evidence E1 "Run of June"
            type evaluation
            file "results.json"
            by lab
            dated 2026-05-01
            measures solved: from "acc" counting correct as event
        actor lab "Evaluations Ltd"
            role evaluator
        # file: results.json
        {"results": {"tasks": {"alias": "tasks", "acc,none": 0.0, "acc_stderr,none": 0.0}},
        "configs": {"tasks": {"task": "tasks", "dataset_path": "range"}},
        "n-samples": {"tasks": {"original": 60, "effective": 60}}, "model_name": "example/x1"}

    **Instead**

        goal G1 "X-1 solves no task"
            solution E1
        probability solved "X-1 solves a task"
        evidence E1 "Run of June"
            type evaluation
            file "results.txt"
            by lab
            dated 2026-05-01
            measures solved: 0 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: results.txt
        None of sixty tasks was solved.

    **Source.** Design, evaluation logs.
    """
    return _caveats(argument, Effect.NOTED, "weigh it", doubtful=False)


@rule("GSN384", "model-not-named", Severity.WARNING, scope=Scope.CASE)
def model_not_named(argument: Argument) -> Iterator[Finding]:
    """A log says which model was run, and nothing says what the case's configuration is called in logs.

    **Why it matters.** The run may be of another model, and nobody would see it.

    **Breaks it**

        goal G1 "X-1 seldom solves a task"
            solution E1
        probability solved "X-1 solves a task"
        evidence E1 "Run of June"
            type evaluation
            on x1.bare
            file "results.json"
            by lab
            dated 2026-05-01
            measures solved: from "acc" counting correct as event
        system x1 "X-1"
            configuration bare "As tested"
        actor lab "Evaluations Ltd"
            role evaluator
        # file: results.json
        {"results": {"tasks": {"alias": "tasks", "acc,none": 0.05}},
        "configs": {"tasks": {"task": "tasks", "dataset_path": "range"}},
        "n-samples": {"tasks": {"original": 60, "effective": 60}}, "model_name": "example/x1"}

    **Instead**

        goal G1 "X-1 seldom solves a task"
            solution E1
        probability solved "X-1 solves a task"
        evidence E1 "Run of June"
            type evaluation
            on x1.bare
            file "results.json"
            by lab
            dated 2026-05-01
            measures solved: from "acc" counting correct as event
        system x1 "X-1"
            configuration bare "As tested"
                log_names "example/x1"
        actor lab "Evaluations Ltd"
            role evaluator
        # file: results.json
        {"results": {"tasks": {"alias": "tasks", "acc,none": 0.05}},
        "configs": {"tasks": {"task": "tasks", "dataset_path": "range"}},
        "n-samples": {"tasks": {"original": 60, "effective": 60}}, "model_name": "example/x1"}

    **Source.** Design, evaluation logs; configurations.
    """
    for record, position, log in _logs(argument):
        if is_held_against_no_name(log):
            element = argument.case.elements[record]
            what = f"the log of `{element.name}` is of `{log.model}`, and nothing says which configuration that is"
            help_ = "say `on` in the record, and `log_names` in its configuration"
            yield Finding(what, element.place_of("measures", position), record, help=help_)
