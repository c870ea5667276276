"""`gsn evidence samples`: a reviewer's random draw of an evaluation's samples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from gsn.cli.inputs import read_case
from gsn.evidence.files import locate
from gsn.evidence.logs.draw import draw
from gsn.evidence.logs.log import Counting, Log, LogProblem, Sample
from gsn.evidence.logs.reading import read_log
from gsn.evidence.register import look_at_files
from gsn.evidence.states import own_trouble
from gsn.model.case import Case, Element
from gsn.model.expression import FromLog
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement
from gsn.output.ascii_json import as_ascii_json
from gsn.output.visible import visible

FORMAT_VERSION = 1
"""Rises when a field of the JSON changes its meaning or goes away; new fields may come."""


@click.command("samples")
@click.argument("record")
@click.argument("case", default=".", type=click.Path())
@click.option("-n", "--number", "count", type=click.IntRange(min=1), default=5, show_default=True, help="How many.")
@click.option("--seed", required=True, help="Any text: the same draws the same. Choose it after the log was sealed.")
@click.option("--metric", help="The log's figure to look at, where the record does not count in the log itself.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
def command(record: str, case: str, count: int, seed: str, metric: str | None, form: str) -> int:
    """Draw samples of the log of RECORD, for a reviewer to read.

    Which are drawn follows from the seed and from the samples' own names, on every machine alike; nobody who does not
    know the seed can choose them. The log has to be the one whose digest is in the text.

    Exit status: 0 they were drawn, 1 the record's file is not the one that was meant, or is no log; 2 did not run.
    """
    read = read_case(case)
    element, says = _record(read, record)
    asked = _asked(element, says, metric)
    try:
        log = _log(_path(read, element, says), asked)
    except _NoLog as error:
        click.echo(f"gsn: {visible(str(error))}", err=True)
        return 1
    drawn = draw(log, count, seed)
    if form == "json":
        click.echo(as_ascii_json(as_data(element.identity, log, drawn, seed)))
    else:
        for line in _lines(element, log, drawn, seed):
            click.echo(line)
    return 0


class _NoLog(Exception):
    """Why there is nothing to draw from, as a sentence."""


def _log(path: Path, asked: tuple[str, Counting]) -> Log:
    log = read_log(path, *asked)
    if isinstance(log, LogProblem):
        raise _NoLog(f"`{path.name}` {log.message}")
    if not log.samples:
        raise _NoLog(f"`{path.name}` holds no samples: {_told(log)}")
    return log


def _record(case: Case, name: str) -> tuple[Element, EvidenceStatement]:
    """The record of a name: in the module that is named, in the case's own, or in the only module that has one."""
    identities = [name] if "::" in name else [f"{module}::{name}" for module in (case.name, *case.modules)]
    found = [case.elements[identity] for identity in dict.fromkeys(identities) if identity in case.elements]
    records = [(element, element.says) for element in found if isinstance(element.says, EvidenceStatement)]
    if not records or (records[0][0].module != case.name and len(records) > 1):
        several = f"; {', '.join(visible(element.identity) for element, _ in records)} are" if records else ""
        raise click.UsageError(f"no one record of evidence is called `{visible(name)}`{several}")
    return records[0]


def _path(case: Case, element: Element, says: EvidenceStatement) -> Path:
    """The record's file, held against its digest."""
    found = look_at_files(case, [(element, says)])
    trouble = own_trouble(element, says, found.files.get(element.identity), says.dated or date.max)
    if trouble is not None and trouble.clause_field in {"file", "withheld"}:
        raise _NoLog(f"evidence `{element.name}` is {trouble.state}: {trouble.why}")
    if says.file is None:
        raise _NoLog(f"evidence `{element.name}` names no file")
    if says.file.sha256 is None:
        click.echo(
            "gsn: the file has no digest in the text; nothing tells whether it is the one that was meant", err=True
        )
    located = locate(says.file.path.plain, case.folder.resolve())
    return Path(located.path or "")


def _asked(element: Element, says: EvidenceStatement, metric: str | None) -> tuple[str, Counting]:
    counted = [item.measurement for item in says.measures if isinstance(item.measurement, FromLog)]
    event: Counting = "incorrect" if counted and counted[0].event == "incorrect" else "correct"
    if metric is None and not counted:
        raise click.UsageError(f"`{element.name}` counts nothing in its log; name a figure of the log with --metric")
    return metric if metric is not None else counted[0].metric.plain, event


def _told(log: Log) -> str:
    return "; ".join(caveat.message for caveat in log.caveats) or "its figures come from elsewhere"


def as_data(record: Identity, log: Log, drawn: list[Sample], seed: str) -> dict[str, Any]:
    """The draw as plain values."""
    return {
        "format_version": FORMAT_VERSION,
        "record": record,
        "seed": seed,
        "log": {"format": log.format, "model": log.model, "task": log.task, "samples": len(log.samples)},
        "drawn": [
            {
                "id": sample.identity,
                "epoch": sample.epoch,
                "outcome": sample.outcome.value,
                "score": sample.score,
                "place": sample.place,
                "input": sample.input,
                "answer": sample.answer,
                "remarks": list(sample.remarks),
            }
            for sample in drawn
        ],
    }


def _lines(element: Element, log: Log, drawn: list[Sample], seed: str) -> Iterator[str]:
    of = f"{len(drawn):,} of {len(log.samples):,} samples of {visible(element.identity)}"
    yield f"{of}, drawn with the seed {visible(repr(seed))}"
    yield f"{log.format} log of {visible(log.model or 'an unnamed model')}, task {visible(log.task or '-')}"
    for sample in drawn:
        epoch = f", epoch {sample.epoch}" if log.epochs > 1 else ""
        yield ""
        yield f"{visible(sample.identity)}{epoch}: {sample.outcome.value} (scored {visible(sample.score)})"
        yield f"    at      {visible(sample.place)}"
        for label, text in (("input", sample.input), ("answer", sample.answer)):
            if text:
                yield f"    {label:<8}{visible(text)}"
        if sample.remarks:
            yield f"    remarks {visible(', '.join(sample.remarks))}"
