"""Every Eval Ever: one schema for the results of many harnesses, with the file of its samples beside it.

The records give a score, and hold their samples by a digest. Without these a score is taken for a count only where the
record itself says that each sample was pass or fail, and as far as its digits go.

Source: ``eval.schema.json`` and ``instance_level_eval.schema.json``, versions 0.2 and 0.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from gsn.evidence.files import is_digest
from gsn.evidence.logs.beside import file_beside, sha256_of
from gsn.evidence.logs.caveats import caveat, in_order, of_model, of_samples, of_scale, of_size, unless_refused
from gsn.evidence.logs.counting import Records, count, count_between, outcomes_of_samples
from gsn.evidence.logs.fields import Field, Json, excerpt
from gsn.evidence.logs.json_stream import EACH, Wanted, pieces, read_lines, read_object
from gsn.evidence.logs.log import Asked, Caveat, Count, Log, Outcome, Sample, Unreadable
from gsn.evidence.logs.scores import shown, verdict_of

RECORD: Wanted = {
    "schema_version": {},
    "evaluation_id": {},
    "evaluation_timestamp": {},
    "source_metadata": {"source_type": {}},
    "model_info": {"name": {}, "id": {}},
    "evaluation_results": {
        EACH: {
            "evaluation_name": {},
            "evaluation_result_id": {},
            "evaluation_timestamp": {},
            "source_data": {"dataset_name": {}, "samples_number": {}},
            "metric_config": {
                "evaluation_description": {},
                "metric_id": {},
                "metric_name": {},
                "lower_is_better": {},
                "score_type": {},
                "llm_scoring": {},
            },
            "score_details": {
                "score": {},
                "uncertainty": {"num_samples": {}, "standard_error": {"value": {}}},
            },
        }
    },
    "detailed_evaluation_results": {"file_path": {}, "hash_algorithm": {}, "checksum": {}, "total_rows": {}},
}
"""What is read of a record."""

ROW: Wanted = {
    "evaluation_id": {},
    "evaluation_result_id": {},
    "evaluation_name": {},
    "model_id": {},
    "sample_id": {},
    "input": {"raw": {}},
    "output": {"raw": {EACH: {}}},
    "evaluation": {"score": {}, "is_correct": {}},
    "error": {},
}
"""What is read of a line of the samples file."""

VERSIONS = ("0.2.", "0.3.")
"""Versions of the schema that are known, by how they begin."""

TOLERANCE = Fraction(1, 10**9)
"""How far a score may be from the mean of its samples beside rounding: what floating point makes of it."""


def read(stream: BinaryIO, path: Path, asked: Asked) -> Log:
    """Read a record.

    Raises:
        Unreadable: It cannot be read, or the file of its samples.
    """
    root = Field(read_object(pieces(stream), RECORD))
    version = root["schema_version"].text() or ""
    if not version.startswith(VERSIONS):
        raise Unreadable(f"is a record of Every Eval Ever in version `{excerpt(version, 20)}`; known are 0.2 and 0.3")
    result = _result(root, asked.metric)
    source = result["source_data"]
    records, against = _samples(root, result, path)
    size = source["samples_number"].whole()
    run = _run(result, records)
    against += _of_the_samples(records, result) if records else _of_the_score(result, run)
    caveats = in_order([*_of_the_record(root, result, asked), *of_size(run, size), *against])
    return Log(
        format="Every Eval Ever",
        asked=asked,
        count=unless_refused(_count(records, result, run or 0, size or 0, asked), caveats),
        scorer=_name(result),
        model=root["model_info"]["id"].text(),
        model_digest=None,
        task=excerpt(result["evaluation_name"].text() or ""),
        dataset=excerpt(source["dataset_name"].text() or ""),
        dataset_size=size,
        epochs=max((sample.epoch for sample in records.samples), default=1) if records else 1,
        created=(result["evaluation_timestamp"] or root["evaluation_timestamp"]).day(),
        samples=tuple(records.samples) if records else (),
        caveats=caveats,
        beside=(beside,) if (beside := _samples_file(root, path)) else (),
    )


def _names(result: Field) -> list[str]:
    """What a result may be called: after its evaluation, its metric, or both."""
    config = result["metric_config"]
    evaluation = result["evaluation_name"].text() or ""
    metrics = [config[key].text() for key in ("metric_name", "metric_id", "evaluation_description")]
    named = [metric for metric in metrics if metric]
    identity = result["evaluation_result_id"].text()
    return [f"{evaluation}/{metric}" for metric in named] + [evaluation, *named, *([identity] if identity else [])]


def _name(result: Field) -> str:
    return _names(result)[0]


def _result(root: Field, asked: str) -> Field:
    """Find a result by the name of its evaluation, of its metric, or as ``evaluation/metric``.

    Raises:
        Unreadable: There is none, or more than one.
    """
    results = list(root["evaluation_results"].items())
    found = [result for result in results if asked in _names(result)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"`{_name(result)}`" for result in (found or results)[:10]) or "none"
    raise Unreadable(f"has {len(found) or 'no'} results `{asked}`; it has {listed}")


def _run(result: Field, records: Records | None) -> int | None:
    """How many samples were run."""
    if records:
        return len(records.identities)
    return result["score_details"]["uncertainty"]["num_samples"].whole()


def _count(records: Records | None, result: Field, run: int, size: int, asked: Asked) -> Count:
    trials = max(run, size)
    if records:
        return count(outcomes_of_samples(records.samples, 1).values(), trials, asked.counting)
    least, most = _between(result["score_details"]["score"], run)
    return count_between(least, most + trials - run, trials, asked.counting)


def _between(score: Field, run: int) -> tuple[int, int]:
    """How many of the samples a mean may stand for, given that its last digit may be rounded."""
    number, slack = score.number() or Fraction(0), _slack(score)
    return max(0, math.ceil((number - slack) * run)), min(run, math.floor((number + slack) * run))


def _slack(score: Field) -> Fraction:
    """Half of a figure's last digit."""
    exponent = score.value.as_tuple().exponent if isinstance(score.value, Decimal) else 0
    return Fraction(1, 2 * 10 ** max(0, -int(exponent)))


def _of_the_record(root: Field, result: Field, asked: Asked) -> Iterator[Caveat]:
    yield from of_model(root["model_info"]["id"].text(), asked)
    if root["source_metadata"]["source_type"].text() != "evaluation_run":
        yield caveat("not-a-run")
    config, details = result["metric_config"], result["score_details"]
    if config["lower_is_better"].flag():
        yield caveat("polarity-unclear", metric=asked.metric)
    if config["llm_scoring"]:
        yield caveat("graded-by-model")
    score = details["score"].number()
    if score is None:
        raise Unreadable(f"has no score for `{_name(result)}`")
    if not 0 <= score <= 1:
        yield caveat("not-pass-or-fail", score=shown(details["score"].value), place=_name(result))
    if details["uncertainty"]["standard_error"]["value"].number() == 0:
        yield caveat("zero-standard-error")


def _of_the_score(result: Field, run: int | None) -> Iterator[Caveat]:
    """What speaks against a count that a score alone gives."""
    if result["metric_config"]["score_type"].text() != "binary":
        yield caveat("scale-unknown", metric=_name(result))
        return
    yield caveat("counted-from-mean")
    if run is not None:
        score = result["score_details"]["score"]
        least, most = _between(score, run)
        if least > most:
            yield caveat("not-a-count", score=shown(score.value), trials=f"{run:,}")
        elif least < most:
            yield caveat("rounded-figure", score=shown(score.value), least=least, most=most, trials=f"{run:,}")


def _of_the_samples(records: Records, result: Field) -> Iterator[Caveat]:
    yield from of_samples(records.samples)
    yield from of_scale(records.off_scale)
    values = [value for value in records.values if value is not None]
    score = result["score_details"]["score"]
    mean = sum(values, Fraction(0)) / len(values) if values else None
    if mean is not None and abs(mean - (score.number() or 0)) > max(TOLERANCE, _slack(score)):
        yield caveat("contradiction", what=f"its score {shown(score.value)} is not the mean of its samples")
    trials = len(records.identities)
    if trials < len(records.samples):
        yield caveat("repeated-samples", records=f"{len(records.samples):,}", trials=f"{trials:,}")


def _samples_file(root: Field, path: Path) -> Path | None:
    """The file of samples that a record names, by its path or beside the record."""
    written = root["detailed_evaluation_results"]["file_path"].text() or ""
    return file_beside(path, written) or file_beside(path, written.rpartition("/")[2])


def _samples(root: Field, result: Field, path: Path) -> tuple[Records | None, list[Caveat]]:
    """The samples of one result from the file that the record names, where it has any; and what speaks against it.

    Samples that no digest holds are left alone: whoever changed them would change the count.
    """
    named = root["detailed_evaluation_results"]
    file = _samples_file(root, path)
    if file is None:
        return None, []
    checksum = (named["checksum"].text() or "").lower()
    if named["hash_algorithm"].text() != "sha256" or not is_digest(checksum):
        return None, [caveat("unsealed-samples", file=file.name)]
    if sha256_of(file) != checksum:
        return None, [caveat("contradiction", what=f"its samples file `{file.name}` has another digest than it says")]
    records, others = _records(file, root, result)
    rows, total = named["total_rows"].whole(), len(records.samples) + others
    if rows not in (None, total):
        what = f"its samples file has {total:,} rows, and not {rows:,}"
        return records, [caveat("contradiction", what=what)]
    return (records if records.samples else None), []


def _records(file: Path, root: Field, result: Field) -> tuple[Records, int]:
    """The rows of one result as records, and how many rows are of others."""
    records = Records()
    runs: dict[str, int] = {}
    others = 0
    evaluation, model = root["evaluation_id"].text(), root["model_info"]["id"].text()
    identity, name = result["evaluation_result_id"].text(), result["evaluation_name"].text()

    def take(value: Json) -> None:
        nonlocal others
        row = Field(value)
        place = f"record {len(records.samples) + others + 1}"
        if row["evaluation_id"].text() != evaluation or row["model_id"].text() != model:
            raise Unreadable(f"is of another run or another model ({place})")
        given = row["evaluation_result_id"].text()
        if (given != identity) if given and identity else (row["evaluation_name"].text() != name):
            others += 1
            return
        sample, score = _sample(row, runs, place)
        records.add(sample, score)

    try:
        with file.open("rb") as stream:
            read_lines(pieces(stream), ROW, take)
    except Unreadable as problem:
        raise Unreadable(f"goes with `{file.name}`, which {problem}") from problem
    return records, others


def _sample(row: Field, runs: dict[str, int], place: str) -> tuple[Sample, Fraction | None]:
    identity = row["sample_id"].name()
    if identity is None:
        raise Unreadable(f"has a sample without a `sample_id` ({place})")
    runs[identity] = run = runs.get(identity, 0) + 1
    evaluation = row["evaluation"]
    verdict = verdict_of(evaluation["score"].value)
    outcome, remark = verdict.outcome, verdict.remark
    if row["error"]:
        outcome, remark = Outcome.UNKNOWN, "errors"
    elif evaluation["is_correct"] and not remark and evaluation["is_correct"].flag() != (outcome is Outcome.CORRECT):
        outcome, remark = Outcome.UNKNOWN, "partial-scores"
    given, answer = row["input"]["raw"].value, next((item.value for item in row["output"]["raw"].items()), None)
    sample = Sample(
        identity,
        run,
        outcome,
        shown(evaluation["score"].value),
        place,
        excerpt(given) if isinstance(given, str) else "",
        excerpt(answer) if isinstance(answer, str) else "",
        (remark,) if remark else (),
    )
    return sample, verdict.value
