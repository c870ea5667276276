"""Reading a log, whatever wrote it: it is known by what it holds, and never by its name."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

from gsn.evidence.logs.fields import excerpt
from gsn.evidence.logs.log import Asked, Counting, Log, LogProblem, Unreadable

LONGEST_PROBLEM = 500
"""Characters of what is told of a problem: names in it are the log's own."""

FIRST = 1 << 12
"""Bytes that are read at a time to see which format it is: mostly the first few keys say so."""

_DECIDING = {
    "eval": "Inspect",
    "evaluation_results": "Every Eval Ever",
    "n-samples": "lm-evaluation-harness",
    "n-shot": "lm-evaluation-harness",
    "configs": "lm-evaluation-harness",
    "versions": "lm-evaluation-harness",
    "doc_id": "samples of lm-evaluation-harness",
    "sample_id": "samples of Every Eval Ever",
}
"""Keys of an object that only one format has, and which."""


def read_log(path: Path, metric: str, counting: Counting, expected_models: tuple[str, ...] = ()) -> Log | LogProblem:
    """Read how often an event happened in a run.

    Args:
        path: The log.
        metric: The name of the figure to count, as the log has it, or ``scorer/metric`` where several scorers have it.
        counting: Which outcome of a sample is the event.
        expected_models: Which names the model that was run may have; none where that does not matter.

    Returns:
        The log with its count, or why it cannot be read. Never raises for what a file holds.
    """
    asked = Asked(metric, counting, expected_models)
    try:
        with _opened(path) as stream:
            return _read(stream, path, asked)
    except Unreadable as problem:
        return LogProblem(excerpt(str(problem), LONGEST_PROBLEM))
    except OSError as error:
        return LogProblem(f"cannot be read: {excerpt(error.strerror or str(error))}")


def _opened(path: Path) -> BinaryIO:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable("is no regular file")
        return path.open("rb")
    except ValueError as error:
        raise Unreadable(f"cannot be read: {error}") from error


def _read(stream: BinaryIO, path: Path, asked: Asked) -> Log:
    start = stream.read(1024)
    if start.startswith(b"PK"):
        from gsn.evidence.logs import inspect_eval

        return inspect_eval.read(stream, asked)
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        from gsn.evidence.logs import junit

        return junit.read(stream, asked)
    if start.startswith(b"{"):
        return _read_json(stream, path, asked)
    if not start and not stream.read(1):
        raise Unreadable("is empty")
    raise Unreadable("is no evaluation log: neither JSON nor XML nor an archive")


def _read_json(stream: BinaryIO, path: Path, asked: Asked) -> Log:
    from gsn.evidence.logs.json_stream import first_keys, pieces

    match next((_DECIDING[key] for key in first_keys(pieces(stream, FIRST)) if key in _DECIDING), None):
        case "Inspect":
            from gsn.evidence.logs import inspect_json

            return inspect_json.read(stream, asked)
        case "Every Eval Ever":
            from gsn.evidence.logs import every_eval_ever

            return every_eval_ever.read(stream, path, asked)
        case "lm-evaluation-harness":
            from gsn.evidence.logs import lm_eval

            return lm_eval.read(stream, path, asked)
        case None:
            raise Unreadable("is JSON, but no evaluation log that is known here")
        case samples:
            raise Unreadable(f"holds {samples} alone: name the file of its results, which lies beside it")
