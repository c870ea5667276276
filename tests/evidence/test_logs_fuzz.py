"""Logs that were changed at random, as bytes and as what they say: no exception, and no count that is none."""

import copy
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from backports.zstd import zipfile as zipfile_of_python_3_14  # the one that knows Zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.evidence.logs.draw import draw
from gsn.evidence.logs.log import Counting, Effect, Log, LogProblem
from gsn.evidence.logs.reading import read_log

LOGS = Path(__file__).parent / "logs"
INSPECT = json.loads((LOGS / "inspect.json").read_text(encoding="utf-8"))
LM_EVAL = "lm_eval/results_2026-03-02T04-30-00.250000.json"
RECORD = "every_eval_ever/record.json"


def archived(log: dict[str, Any], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A log as an archive; whatever its samples have become."""
    held = io.BytesIO()
    samples = log.get("samples")
    with zipfile_of_python_3_14.ZipFile(held, "w", compression=method) as out:
        for number, sample in enumerate(samples if isinstance(samples, list) else [], 1):
            out.writestr(f"samples/s{number}_epoch_1.json", json.dumps(sample))
        out.writestr("header.json", json.dumps({key: value for key, value in log.items() if key != "samples"}))
    return held.getvalue()


FILES = {
    "inspect.json": ((LOGS / "inspect.json").read_bytes(), "accuracy"),
    "deflated.eval": (archived(INSPECT), "accuracy"),
    "zstandard.eval": (archived(INSPECT, 93), "accuracy"),
    LM_EVAL: ((LOGS / LM_EVAL).read_bytes(), "exact_match"),
    RECORD: ((LOGS / RECORD).read_bytes(), "accuracy"),
    "junit.xml": ((LOGS / "junit.xml").read_bytes(), "tests"),
}


def holds(content: bytes, name: str, metric: str, counting: Counting) -> None:
    """Read a file, and hold what comes of it against what is true of every log."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        for beside in (LOGS / name).parent.glob("*.jsonl") if "/" in name else ():
            (path.parent / beside.name).write_bytes(beside.read_bytes())
        path.write_bytes(content)
        found = read_log(path, metric, counting, ("example/lock-1",))
    if isinstance(found, LogProblem):
        assert found.message
        assert found.message.isprintable()
        return
    assert isinstance(found, Log)
    refused = any(caveat.effect is Effect.REFUSED for caveat in found.caveats)
    assert (found.count is None) is refused
    assert all(caveat.message.isprintable() for caveat in found.caveats)
    assert len(draw(found, 3, "seed")) == min(3, len(found.samples))
    if found.count is not None:
        assert 0 <= found.count.events_at_least <= found.count.events_at_most <= found.count.trials
        assert found.count.trials >= len({sample.identity for sample in found.samples})
        assert found.model == "example/lock-1"


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 1 << 20),
        st.sampled_from(["flip", "drop", "repeat", "cut", "put"]),
        st.binary(max_size=8)
        | st.sampled_from([b"NaN", b'"', b"\\", b"{", b"]", b"PK\x03\x04", b"\xff\xff\xff\xff", b"<!"]),
    ),
    min_size=1,
    max_size=5,
)


def garbled(content: bytes, changes: list[tuple[int, str, bytes]]) -> bytes:
    for where, what, new in changes:
        at = where % (len(content) + 1)
        match what:
            case "flip":
                content = content[:at] + bytes(byte ^ 0x55 for byte in content[at : at + 1]) + content[at + 1 :]
            case "drop":
                content = content[:at] + content[at + max(1, len(new)) :]
            case "repeat":
                content = content[:at] + content[max(0, at - 40) :]
            case "cut":
                content = content[:at] if at % 5 == 0 else content
            case _:
                content = content[:at] + new + content[at + len(new) :]
    return content


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=120, deadline=None)
@given(changes=CHANGES, counting=st.sampled_from(["correct", "incorrect"]))
def test_bytes_changed_at_random(name: str, changes: list[tuple[int, str, bytes]], counting: Counting) -> None:
    content, metric = FILES[name]
    holds(garbled(content, changes), name, metric, counting)


ANYTHING: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, False, 0, 1, -1, 0.5, 1e300, 10**30, float("nan"), float("inf")),
        *("", "C", "NaN", "1", "x" * 600, "\x1b[2J", "success", "example/lock-1", "mean", "accuracy"),
        *([], {}, [[]], [{}], [None], {"a": {}}, {"value": "C"}, ["mean"]),
    ]
)


def places(document: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a document: what holds it, and its key there."""
    for key in list(document if isinstance(document, dict) else range(len(document))):
        yield document, key
        if isinstance(document[key], dict | list):
            yield from places(document[key])


def rewritten(document: dict[str, Any], changes: list[tuple[int, Any, bool]]) -> dict[str, Any]:
    document = copy.deepcopy(document)
    for where, new, gone in changes:
        found = list(places(document))
        holder, key = found[where % len(found)]
        if gone:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(new)
    return document


REWRITING = st.lists(st.tuples(st.integers(0, 1 << 20), ANYTHING, st.booleans()), min_size=1, max_size=4)


@pytest.mark.parametrize("name", ["inspect.json", "inspect.eval", LM_EVAL, RECORD])
@settings(max_examples=150, deadline=None)
@given(changes=REWRITING, counting=st.sampled_from(["correct", "incorrect"]))
def test_anything_in_the_place_of_anything(name: str, changes: list[tuple[int, Any, bool]], counting: Counting) -> None:
    if name.startswith("inspect"):
        changed = rewritten(INSPECT, changes)
        content = archived(changed) if name.endswith("eval") else json.dumps(changed).encode()
        holds(content, name, "accuracy", counting)
    else:
        changed = rewritten(json.loads(FILES[name][0]), changes)
        holds(json.dumps(changed).encode(), name, FILES[name][1], counting)


@settings(max_examples=100, deadline=None)
@given(
    content=st.binary(max_size=300) | st.text(max_size=100).map(str.encode),
    start=st.sampled_from([b"", b"{", b"<", b"PK"]),
)
def test_any_bytes_at_all(content: bytes, start: bytes) -> None:
    holds(start + content, "any", "accuracy", "correct")
