"""Results of lm-evaluation-harness, with the file of their samples where it lies beside them.

A results file has means alone. Of metrics that are pass or fail for each document by definition, a mean gives the
count back exactly; for others there is none. ``samples_TASK_TIME.jsonl``, which ``--log_samples`` writes, shows what
the mean was made of. No digest holds it, so it may lower a count and cannot make one: its mean has to be the same.

Source: ``lm_eval.evaluator`` and ``lm_eval.loggers.evaluation_tracker``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, NamedTuple

from gsn.evidence.logs.beside import file_beside
from gsn.evidence.logs.caveats import caveat, in_order, of_model, of_samples, of_scale, of_size, unless_refused
from gsn.evidence.logs.counting import Records, count, count_between, outcomes_of_samples
from gsn.evidence.logs.fields import Field, Json, excerpt
from gsn.evidence.logs.json_stream import ANY, EACH, Wanted, pieces, read_lines, read_object
from gsn.evidence.logs.log import Asked, Caveat, Count, Log, Sample, Unreadable
from gsn.evidence.logs.scores import Verdict, shown, verdict_of

RESULTS: Wanted = {
    "results": {ANY: {ANY: {}}},
    "group_subtasks": {ANY: {EACH: {}}},
    "groups": {ANY: {}},
    "configs": {ANY: {"repeats": {}, "dataset_path": {}, "dataset_name": {}}},
    "higher_is_better": {ANY: {ANY: {}}},
    "n-samples": {ANY: {"original": {}, "effective": {}}},
    "config": {"model_args": {"pretrained": {}, "model": {}}, "model_sha": {}, "limit": {}},
    "model_name": {},
    "date": {},
}
"""What is read of a results file."""

PASS_OR_FAIL = frozenset({"acc", "acc_norm", "acc_mutual_info", "exact_match"})
"""Metrics that are 0 or 1 for each document. Where a task gives the name to something else, its mean times the number
of documents is hardly ever a whole number, and the count is refused."""

TOLERANCE = Fraction(1, 10**6)
"""How far a mean times its number of samples may be from a whole number: what floating point makes of it."""

_TIME = re.compile(r"_(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}(?:\.\d+)?)\.json$")
_MODEL_ARGUMENTS = ("peft=", "delta=", "pretrained=", "model=")


class Figure(NamedTuple):
    """The metric that was asked for, of one task under one filter."""

    task: str
    metric: str
    filter: str
    value: Fraction
    standard_error: Fraction | None


def read(stream: BinaryIO, path: Path, asked: Asked) -> Log:
    """Read a results file.

    Raises:
        Unreadable: It cannot be read, or the file of its samples.
    """
    root = Field(read_object(pieces(stream), RESULTS))
    figure = _figure(root, asked.metric)
    numbers = root["n-samples"][figure.task]
    run = numbers["effective"].whole()
    size = numbers["original"].whole()
    beside = _samples_beside(path, figure.task)
    records = _records(beside, figure) if beside else None
    caveats = in_order(
        [
            *_of_the_run(root, figure, asked),
            *of_size(run, size),
            *_of_the_mean(figure, run, asked),
            *(
                _of_the_samples(records, beside.name, figure, run)
                if records and beside
                else [caveat("counted-from-mean")]
            ),
        ]
    )
    model, digest = _model(root), root["config"]["model_sha"].text()
    configuration = root["configs"][figure.task]
    return Log(
        format="lm-evaluation-harness",
        asked=asked,
        count=unless_refused(_count(records, figure, run or 0, size or 0, asked), caveats),
        scorer=f"{figure.metric},{figure.filter}",
        model=model,
        model_digest=digest or None,
        task=excerpt(figure.task),
        dataset=excerpt(configuration["dataset_path"].text() or configuration["dataset_name"].text() or ""),
        dataset_size=size,
        epochs=1,
        created=root["date"].day(),
        samples=tuple(records.samples) if records else (),
        caveats=caveats,
        beside=(beside,) if beside else (),
    )


def _count(records: Records | None, figure: Figure, run: int, size: int, asked: Asked) -> Count:
    if records:
        return count(outcomes_of_samples(records.samples, 1).values(), size, asked.counting)
    correct = round(figure.value * run)
    return count_between(correct, correct + size - run, size, asked.counting)


def _figure(root: Field, asked: str) -> Figure:
    """Find a metric: ``acc``, ``acc,none``, ``task/acc`` or ``task/acc,none``.

    Raises:
        Unreadable: There is none, or more than one.
    """
    groups = {name for name, members in root["group_subtasks"].entries() if any(True for _ in members.items())}
    groups |= {name for name, _ in root["groups"].entries()}
    found: list[tuple[str, str, str, Field]] = []
    named: list[str] = []
    for task, metrics in root["results"].entries():
        for key, value in metrics.entries():
            metric, _, filtered = key.partition(",")
            if task in groups or metric == "alias":
                continue
            named.append(f"{task}/{key}")
            if asked in (key, metric, f"{task}/{key}", f"{task}/{metric}"):
                found.append((task, metric, filtered or "none", value))
    if not found:
        listed = ", ".join(f"`{name}`" for name in named[:10]) or "none"
        raise Unreadable(f"has no metric `{asked}` of one task; it has {listed}")
    if len(found) > 1:
        listed = " or ".join(f"`{task}/{metric},{filtered}`" for task, metric, filtered, _ in found[:10])
        raise Unreadable(f"has {len(found)} metrics `{asked}`: write {listed}")
    task, metric, filtered, value = found[0]
    number = value.number()
    if number is None:
        raise Unreadable(f"has no number for `{task}/{metric},{filtered}`")
    errors = root["results"][task]
    error = errors[f"{metric}_stderr,{filtered}"] or errors[f"{metric}_stderr"]
    return Figure(task, metric, filtered, number, error.number())


def _of_the_run(root: Field, figure: Figure, asked: Asked) -> Iterator[Caveat]:
    yield from of_model(_model(root), asked)
    better = root["higher_is_better"][figure.task][figure.metric]
    if better and not better.flag():
        yield caveat("polarity-unclear", metric=asked.metric)
    runs = root["configs"][figure.task]["repeats"].whole()
    if runs is not None and runs > 1:
        yield caveat("reduced-runs", runs=runs)
    if figure.metric.endswith("_stderr"):
        yield caveat("not-a-share", metric=asked.metric)
    elif not 0 <= figure.value <= 1:
        yield caveat("not-pass-or-fail", score=f"{float(figure.value):.6g}", place=figure.task)
    if figure.standard_error == 0:
        yield caveat("zero-standard-error")


def _of_the_mean(figure: Figure, run: int | None, asked: Asked) -> Iterator[Caveat]:
    """What speaks against a count that a mean gives."""
    if figure.metric not in PASS_OR_FAIL:
        yield caveat("scale-unknown", metric=asked.metric)
    elif run is not None:
        events = figure.value * run
        if abs(events - round(events)) > TOLERANCE:
            yield caveat("not-a-count", score=f"{float(figure.value):.6g}", trials=f"{run:,}")


def _of_the_samples(records: Records, file: str, figure: Figure, run: int | None) -> Iterator[Caveat]:
    """What speaks against a count of samples, which lie in a file of their own."""
    yield from of_samples(records.samples)
    yield from of_scale(records.off_scale)
    yield caveat("unsealed-samples", file=file)
    if run is not None and len(records.samples) != run:
        found = len(records.samples)
        yield caveat("contradiction", what=f"{run:,} samples were run, and its samples file has {found:,}")
    total = sum((value for value in records.values if value is not None), Fraction(0))
    if abs(total - figure.value * len(records.samples)) > TOLERANCE:
        yield caveat("contradiction", what=f"its `{figure.metric}` is not the mean of its samples file")


def _samples_beside(path: Path, task: str) -> Path | None:
    """The file that ``--log_samples`` writes, by the time in both names."""
    time = _TIME.search(path.name)
    return file_beside(path, f"samples_{task}_{time[1]}.jsonl" if time else f"samples_{task}.jsonl")


def _records(path: Path, figure: Figure) -> Records:
    records = Records()
    wanted: Wanted = {
        "doc_id": {},
        "filter": {},
        "filtered_resps": {EACH: {}},
        "arguments": {"gen_args_0": {"arg_0": {}}},
        figure.metric: {},
    }

    def take(value: Json) -> None:
        row = Field(value)
        if (row["filter"].text() or "none") == figure.filter:
            verdict = verdict_of(row[figure.metric].value)
            records.add(_sample(row, figure.metric, verdict, f"record {len(records.samples) + 1}"), verdict.value)

    try:
        with path.open("rb") as stream:
            read_lines(pieces(stream), wanted, take)
    except Unreadable as problem:
        raise Unreadable(f"goes with `{path.name}`, which {problem}") from problem
    return records


def _sample(row: Field, metric: str, verdict: Verdict, place: str) -> Sample:
    identity = row["doc_id"].name()
    if identity is None:
        raise Unreadable(f"has a sample without a `doc_id` ({place})")
    given = row["arguments"]["gen_args_0"]["arg_0"].value
    answer = next((item.value for item in row["filtered_resps"].items()), None)
    return Sample(
        identity,
        1,
        verdict.outcome,
        shown(row[metric].value),
        place,
        excerpt(given) if isinstance(given, str) else "",
        excerpt(answer) if isinstance(answer, str) else "",
        (verdict.remark,) if verdict.remark else (),
    )


def _model(root: Field) -> str | None:
    name = root["model_name"].text()
    if name:
        return name
    arguments = root["config"]["model_args"]
    if isinstance(arguments.value, str):
        found = (part for prefix in _MODEL_ARGUMENTS for part in arguments.value.split(",") if part.startswith(prefix))
        return next((part.partition("=")[2] for part in found), None)
    return arguments["pretrained"].text() or arguments["model"].text()
