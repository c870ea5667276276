"""What reading evaluation logs costs: large ones made up, in processes of their own, and small ones that a case has.

python -m benchmarks.logs            everything; takes some two gigabytes of disk for a while
python -m benchmarks.logs small      the logs of the example case
python -m benchmarks.logs eval       an archive of 200 MB, deflated and with Zstandard
python -m benchmarks.logs json       one JSON file of 1 GB, and one that is a single text
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
CASE = ROOT / "cases" / "cyber-inability" / "evidence" / "logs"

READ = """
import sys
from pathlib import Path
from gsn.evidence.logs.reading import read_log
found = read_log(Path(sys.argv[1]), "accuracy", "correct")
print(getattr(found, "count", found))
"""

LARGE = 1 << 30
"""Bytes of the JSON file."""

ARCHIVE = 200_000_000
"""Bytes of the archive."""


class Cost(NamedTuple):
    """Wall-clock seconds, the peak of memory in megabytes, and what was read."""

    seconds: float
    megabytes: float
    found: str


def cost(path: Path) -> Cost:
    """Read one log in a process of its own."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", READ, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    found = process.stdout.read() if process.stdout else ""
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Cost(time.perf_counter() - begun, usage.ru_maxrss / 1024, found.strip())


def small() -> None:
    """In this process, without what imports cost."""
    from gsn.evidence.logs.reading import read_log

    logs = sorted(CASE.iterdir())
    size = sum(path.stat().st_size for path in logs)
    figures = []
    for _ in range(6):
        begun = time.perf_counter()
        for path in logs:
            read_log(path, "accuracy", "correct")
        figures.append(time.perf_counter() - begun)
    least = min(figures[1:])
    print(
        f"{len(logs)} logs of the cyber case           {least * 1000:7.1f} ms   {least * 1e8 / size:5.2f} ms for 100 KB"
    )


def eval_() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, method in (("deflated", 8), ("Zstandard", 93)):
            path = Path(folder) / "log.eval"
            unpacked = write_archive(path, method)
            told(f"{path.stat().st_size / 1e6:.0f} MB archive, {name} ({unpacked / 1e6:.0f} MB of JSON)", cost(path))


def json_() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.json"
        write_json(path)
        told(f"{path.stat().st_size / 1e6:.0f} MB of JSON", cost(path))
        with path.open("wb") as out:
            out.write(b'{"version": 2, "status": "')
            for _ in range(LARGE >> 20):
                out.write(b"x" * (1 << 20))
        told("1 GB of JSON that is one text", cost(path))
        with path.open("wb") as out:
            out.write(b'{"version": 2, "eval": {}, "plan": [1')
            for _ in range(LARGE >> 20):
                out.write(b",1" * (1 << 19))
            out.write(b"]}")
        told("1 GB of JSON that is numbers", cost(path))


def told(what: str, figures: Cost) -> None:
    print(f"{what:50} {figures.seconds:6.1f} s   {figures.megabytes:5.0f} MB   (at most 300 MB)   {figures.found[:90]}")


# Logs of any size


def write_archive(path: Path, method: int) -> int:
    """Write an archive until it is large enough, and give how many bytes of JSON it holds."""
    from backports.zstd import zipfile

    unpacked, identities, last = 0, [], 0
    with zipfile.ZipFile(path, "w", compression=method, compresslevel=1) as out:
        for number, sample in enumerate(samples(), 1):
            content = json.dumps(sample).encode()
            out.writestr(f"samples/s{number}_epoch_1.json", content)
            unpacked += len(content)
            identities.append(f"s{number}")
            last = out.start_dir
            if last > ARCHIVE:
                break
        out.writestr("header.json", json.dumps(header(identities)))
    return unpacked


def write_json(path: Path) -> None:
    """Write one JSON file until it is large enough."""
    number = 400
    identities = [f"s{index}" for index in range(1, number + 1)]
    with path.open("w", encoding="utf-8") as out:
        out.write(json.dumps(header(identities))[:-1] + ', "samples": [')
        size = LARGE // number
        for index, sample in zip(range(number), samples(), strict=False):
            out.write("," * (index > 0))
            written = json.dumps(sample)
            events = ", ".join(json.dumps(sample["events"])[1:-1] for _ in range(max(1, size // len(written))))
            out.write(written[:-1] + f', "more": [{events}]}}')
        out.write("]}")


def header(identities: list[str]) -> dict[str, object]:
    number = len(identities)
    return {
        "version": 2,
        "status": "success",
        "eval": {
            "created": "2026-03-01T00:00:00+00:00",
            "task": "synthetic",
            "model": "example/large-1",
            "dataset": {"name": "synthetic", "samples": number, "sample_ids": identities},
            "config": {"epochs": 1},
        },
        "results": {
            "total_samples": number,
            "scores": [
                {"name": "s", "scorer": "s", "metrics": {"accuracy": {"value": len(identities[9::10]) / number}}}
            ],
        },
    }


def samples() -> Iterator[dict[str, object]]:
    """Samples as agents leave them: some 60 turns each, which its events repeat, so that it packs well."""
    draw = random.Random(0)  # noqa: S311 - to be the same every time
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(2, 11))) for _ in range(8000)]
    paragraphs = [" ".join(draw.choices(words, k=150)) for _ in range(3000)]
    number = 0
    while True:
        number += 1
        said = draw.sample(paragraphs, 20)
        turns = [{"role": "assistant", "content": draw.choice(said)} for _ in range(60)]
        yield {
            "id": f"s{number}",
            "epoch": 1,
            "input": draw.choice(paragraphs),
            "target": "done",
            "messages": turns,
            "output": {"model": "example/large-1", "choices": []},
            "scores": {"s": {"value": "C" if number % 10 == 0 else "I", "answer": "x", "history": []}},
            "metadata": {},
            "store": {},
            "events": [event(draw, said) for _ in range(300)],
            "error_retries": [],
        }


def event(draw: random.Random, said: list[str]) -> dict[str, object]:
    return {
        "uuid": f"{draw.getrandbits(128):032x}",
        "timestamp": "2026-03-01T00:00:00.000000+00:00",
        "working_start": draw.random() * 1e6,
        "event": "model",
        "config": {"temperature": 1.0, "max_tokens": 4096},
        "tools": [{"name": "bash", "parameters": {"cmd": {"type": "string"}}}],
        "output": {"choices": [{"message": {"content": draw.choice(said)}, "stop_reason": "stop"}]},
        "usage": {"input_tokens": draw.randrange(10**6), "output_tokens": draw.randrange(10**4)},
    }


MEASURES = {"small": small, "eval": eval_, "json": json_}


if __name__ == "__main__":
    for chosen in sys.argv[1:] or MEASURES:
        MEASURES[chosen]()
