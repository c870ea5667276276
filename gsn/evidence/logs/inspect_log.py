"""What a log of Inspect says, whichever way it is stored: its header, its samples, and what speaks against them.

Source: ``inspect_ai.log`` (``EvalLog``, ``EvalSpec``, ``EvalResults``).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gsn.evidence.logs.caveats import caveat, in_order, of_model, of_samples, of_scale, unless_refused
from gsn.evidence.logs.counting import Records, count, outcomes_of_samples
from gsn.evidence.logs.fields import Field, excerpt
from gsn.evidence.logs.inspect_sample import Scorer, judge
from gsn.evidence.logs.json_stream import ANY, EACH, Wanted
from gsn.evidence.logs.log import Asked, Caveat, Log, Sample, Unreadable

_METRICS: Wanted = {ANY: {"name": {}, "value": {}}}

HEADER: Wanted = {
    "version": {},
    "status": {},
    "eval": {
        "created": {},
        "task": {},
        "model": {},
        "model_roles": {"grader": {}},
        "dataset": {"name": {}, "location": {}, "samples": {}, "sample_ids": {EACH: {}}},
        "config": {"limit": {EACH: {}}, "sample_id": {EACH: {}}, "epochs": {}, "epochs_reducer": {EACH: {}}},
        "revision": {"commit": {}, "dirty": {}},
    },
    "results": {
        "total_samples": {},
        "early_stopping": {},
        "scores": {EACH: {"name": {}, "scorer": {}, "reducer": {}, "metrics": _METRICS}},
        "scorer": {"name": {}, "metrics": _METRICS},
        "metrics": _METRICS,
    },
    "stats": {"model_usage": {ANY: {}}},
    "error": {},
    "invalidated": {},
    "log_updates": {EACH: {}},
    "config_updates": {EACH: {}},
}
"""What is read of a log beside its samples; ``results.scorer`` with ``results.metrics`` is what logs had before
``results.scores``."""

VERSIONS = (1, 2, 3)
"""Versions of the format that are known. In 3 a sample of an ``.eval`` file may be in parts."""

SPREADS = frozenset({"stderr", "bootstrap_stderr", "std", "var"})
"""Metrics of Inspect that say how far scores spread, and no share of them."""

TOLERANCE = Fraction(1, 10**9)
"""How far a mean in a log may be from the one that its samples give: what floating point makes of it."""


class Figure(NamedTuple):
    """The metric that was asked for, as the log has it."""

    scorer: Scorer
    name: str
    value: Fraction | None
    reducer: str
    standard_error: Fraction | None


class InspectRecords:
    """The samples of a log while they are read, by the scorer that the header gives the metric to."""

    def __init__(self, header: Field, asked: Asked) -> None:
        if not header["results"]:
            raise Unreadable("holds no results before its samples: its run did not end")
        self.figure = figure_of(header, asked.metric)
        self.records = Records()
        self.invalidated: Sample | None = None
        self.graded_by_model = False

    def add(self, item: Field, place: str) -> Sample:
        """Read one more sample.

        Raises:
            Unreadable: It is no sample, is there already, or is one too many.
        """
        judged = judge(item, self.figure.scorer, place)
        self.records.add(judged.sample, judged.value)
        if judged.invalidated:
            self.invalidated = self.invalidated or judged.sample
        self.graded_by_model = self.graded_by_model or judged.graded_by_model
        return judged.sample


def figure_of(header: Field, metric: str) -> Figure:
    """Find a metric, by its name or as ``scorer/metric``.

    Raises:
        Unreadable: There is none, or more than one scorer has it.
    """
    found: list[Figure] = []
    named: list[str] = []
    for entry in _score_entries(header["results"]):
        name = entry["name"].text() or ""
        scorer = Scorer(name, entry["scorer"].text() or name)
        metrics = dict(entry["metrics"].entries())
        for key, given in metrics.items():
            named.append(f"{name}/{key}")
            if metric in (key, given["name"].text(), f"{name}/{key}"):
                reducer = entry["reducer"].text() or _reducer(header)
                error = metrics["stderr"]["value"].number() if "stderr" in metrics else None
                found.append(Figure(scorer, key, given["value"].number(), reducer, error))
    scorers = dict.fromkeys(figure.scorer for figure in found)
    if not found:
        listed = ", ".join(f"`{name}`" for name in named[:10]) or "none"
        raise Unreadable(f"has no metric `{metric}`; it has {listed}")
    if len(scorers) > 1:
        listed = " or ".join(f"`{scorer.name}/{found[0].name}`" for scorer in scorers)
        raise Unreadable(f"has the metric `{metric}` of {len(scorers)} scorers: write {listed}")
    return next((figure for figure in found if figure.reducer == "mean"), found[0])


def _score_entries(results: Field) -> Iterator[Field]:
    """The scorers' entries; in old logs there is one, whose metrics stand beside it."""
    if results["scorer"] and not results["scores"]:
        scorer = results["scorer"]
        metrics = scorer["metrics"].value or results["metrics"].value
        yield Field({"name": scorer["name"].text(), "metrics": metrics}, scorer.steps)
    yield from results["scores"].items()


def _reducer(header: Field) -> str:
    """What the configuration reduces epochs by: the mean, where nothing is said."""
    given = header["eval"]["config"]["epochs_reducer"]
    if isinstance(given.value, list):
        return next((item.text() or "mean" for item in given.items()), "mean")
    return given.text() or "mean"


def check_version(header: Field) -> None:
    """Refuse a version of the format that nobody has looked at.

    Raises:
        Unreadable: It is unknown.
    """
    version = header["version"].whole()
    if version is not None and version not in VERSIONS:
        raise Unreadable(f"is a log of Inspect in version {version} of its format; known are 1 to {VERSIONS[-1]}")


def log_of(header: Field, read: InspectRecords, asked: Asked) -> Log:
    """Count what was asked for, and say what speaks against it."""
    run = header["eval"]
    config = run["config"]
    samples = read.records.samples
    epochs = max(config["epochs"].whole() or 1, max((sample.epoch for sample in samples), default=1))
    size = _Size(header, len(read.records.identities), epochs)
    caveats = in_order(
        [
            *_of_the_run(header),
            *_of_the_model(header, asked),
            *_of_the_figure(read, asked, epochs),
            *_of_the_samples(header, read),
            *size.caveats(len(samples)),
            *of_samples(samples),
        ]
    )
    outcomes = outcomes_of_samples(samples, epochs).values()
    return Log(
        format="Inspect",
        asked=asked,
        count=unless_refused(count(outcomes, size.planned, asked.counting), caveats),
        scorer=read.figure.scorer.name,
        model=run["model"].text(),
        model_digest=None,
        task=excerpt(run["task"].text() or ""),
        dataset=excerpt(run["dataset"]["name"].text() or run["dataset"]["location"].text() or ""),
        dataset_size=run["dataset"]["samples"].whole(),
        epochs=epochs,
        created=run["created"].day(),
        samples=tuple(samples),
        caveats=caveats,
    )


class _Size:
    """How many samples there were to run, and how many of them were to be run this time."""

    def __init__(self, header: Field, found: int, epochs: int) -> None:
        dataset = header["eval"]["dataset"]
        total = header["results"]["total_samples"].whole() or 0
        listed = sum(1 for _ in dataset["sample_ids"].items())
        self.size = dataset["samples"].whole()
        self.found = found
        self.epochs = epochs
        self.scheduled = max(listed, -(-total // epochs), found)
        self.planned = max(self.scheduled, self.size or 0)

    def caveats(self, records: int) -> Iterator[Caveat]:
        if self.size is None:
            yield caveat("size-unknown")
        if self.size is not None and self.size < self.found:
            yield caveat("contradiction", what=f"{self.found:,} samples ran, and its data set has {self.size:,}")
        if self.scheduled < self.planned:
            yield caveat("truncated-data-set", run=f"{self.scheduled:,}", size=f"{self.planned:,}")
        planned = self.scheduled * self.epochs
        if records < planned:
            yield caveat("samples-missing", planned - records, records=f"{planned - records:,}", planned=f"{planned:,}")
        if self.epochs > 1:
            yield caveat("repeated-samples", records=f"{records:,}", trials=f"{self.found:,}")


def _of_the_run(header: Field) -> Iterator[Caveat]:
    status = header["status"].text() or "started"
    if status != "success":
        yield caveat("not-succeeded", status=status)
    elif header["error"]:
        yield caveat("contradiction", what="its run succeeded, and ended in an error")
    if header["invalidated"].flag():
        yield caveat("invalidated", where="the log says so")
    if header["results"]["early_stopping"]:
        yield caveat("stopped-early")
    revision = header["eval"]["revision"]
    if revision["dirty"].flag():
        yield caveat("uncommitted-changes", revision=revision["commit"].text() or "unknown")
    if any(True for _ in header["config_updates"].items()):
        yield caveat("settings-changed")
    if any(True for _ in header["log_updates"].items()):
        yield caveat("edited-log")


def _of_the_model(header: Field, asked: Asked) -> Iterator[Caveat]:
    model = header["eval"]["model"].text()
    used = [name for name, _ in header["stats"]["model_usage"].entries()]
    found = list(of_model(model, asked))
    yield from found
    if not found and used and model not in used:
        yield caveat("model-unused", model=model, used=", ".join(f"`{name}`" for name in used[:5]))


def _of_the_figure(read: InspectRecords, asked: Asked, epochs: int) -> Iterator[Caveat]:
    figure = read.figure
    if figure.name.rpartition("/")[2] in SPREADS:
        yield caveat("not-a-share", metric=asked.metric)
    elif epochs > 1 and figure.reducer != "mean":
        yield caveat("reducer", reducer=figure.reducer, epochs=epochs)
    elif read.records.samples and not _agrees(read):
        shown = "no number" if figure.value is None else f"{float(figure.value):.6g}"
        yield caveat("contradiction", what=f"its `{asked.metric}` is {shown}, which is not the mean of its samples")
    if figure.standard_error == 0:
        yield caveat("zero-standard-error")


def _agrees(read: InspectRecords) -> bool:
    """Whether the log's mean is that of its samples, with or without those that ended in an error."""
    records = list(zip(read.records.samples, read.records.values, strict=True))
    mean, given = _mean(records), read.figure.value
    if mean is None:
        return True
    if given is None:
        return False
    if abs(mean - given) <= TOLERANCE:
        return True
    of_finished = _mean([(sample, value) for sample, value in records if "errors" not in sample.remarks])
    return of_finished is not None and abs(of_finished - given) <= TOLERANCE


def _mean(records: list[tuple[Sample, Fraction | None]]) -> Fraction | None:
    """The mean over samples of the mean over their epochs, as Inspect takes it."""
    values: dict[str, list[Fraction]] = {}
    for sample, value in records:
        if value is not None:
            values.setdefault(sample.identity, []).append(value)
    means = [sum(of_one[1:], of_one[0]) / len(of_one) for of_one in values.values()]
    return sum(means, Fraction(0)) / len(means) if means else None


def _of_the_samples(header: Field, read: InspectRecords) -> Iterator[Caveat]:
    samples = read.records.samples
    if not samples:
        yield caveat("no-samples")
    yield from of_scale(read.records.off_scale)
    if read.invalidated is not None:
        yield caveat("invalidated", where=read.invalidated.place)
    listed = {item.name() for item in header["eval"]["dataset"]["sample_ids"].items()}
    stranger = next((sample for sample in samples if listed and sample.identity not in listed), None)
    if stranger is not None:
        yield caveat("contradiction", what=f"sample `{stranger.identity}` is none of those that were to be run")
    grader = header["eval"]["model_roles"]["grader"]
    if grader or read.graded_by_model or read.figure.scorer.scorer.startswith("model_graded"):
        yield caveat("graded-by-model")
