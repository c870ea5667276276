"""What an edit of ten thousand elements costs in an editor: until it is told of, and what questions cost.

The client is as little as one can be: what an editor itself takes to read an answer is not counted. The pause that the
server makes before it checks is part of the first figure and is said beside it.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from benchmarks.synthetic import write_case

ELEMENTS = 10_000
RUNS = 9
PAUSE = 0.3
WHILE_CHECKED = (0.35, 0.4, 0.45, 0.5, 0.55)
"""Seconds after an edit at which a question falls into a check."""


class Client:
    """The other end of a server's standard input and output; it reads while it writes, as editors do."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a server is spoken to over its standard input and output")
        self._to = process.stdin
        self._come: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._ids = count(1)
        self._told = 0
        Thread(target=self._read, args=[process.stdout], daemon=True).start()

    def say(self, method: str, params: Any, **more: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()

    def ask(self, method: str, params: Any) -> float:
        """Ask, and give the seconds until the answer is there."""
        begun, id_ = time.perf_counter(), next(self._ids)
        self.say(method, params, id=id_)
        while self._next().get("id") != id_:
            pass
        return time.perf_counter() - begun

    def until_told_of(self, version: int) -> None:
        """Wait for the diagnostics of a version of the text that is open."""
        while self._told != version:
            self._next()

    def _next(self) -> dict[str, Any]:
        message = self._come.get()
        if message.get("method") == "textDocument/publishDiagnostics":
            self._told = message["params"].get("version") or self._told
        return message

    def _read(self, come: IO[bytes]) -> None:
        while header := come.readline():
            while line := come.readline().strip():
                header += line
            size = re.search(rb"(?i)content-length: *([0-9]+)", header)
            self._come.put(json.loads(come.read(int(size[1]) if size is not None else 0)))


@contextmanager
def _client(folder: Path) -> Iterator[Client]:
    command = [str(Path(sys.executable).with_name("gsn")), "lsp", "--pause", str(PAUSE)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    client = Client(process)
    able = {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}}
    client.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": able})
    client.say("initialized", {})
    yield client
    client.ask("shutdown", None)
    client.say("exit", None)
    process.wait()


def lsp() -> None:
    with tempfile.TemporaryDirectory() as folder:
        parted = write_case(Path(folder) / "parted", ELEMENTS)
        whole = write_case(Path(folder) / "whole", ELEMENTS, modules=1)
        _measure("in five modules", parted / "m2.gsn")
        _measure("in one file", whole / "case.gsn")


def _measure(what: str, path: Path) -> None:
    print(f"{ELEMENTS:,} elements {what}, in the language server")
    text, uri, versions = path.read_text(encoding="utf-8"), path.as_uri(), count(1)
    document, position = {"uri": uri}, {"line": 12, "character": 12}
    screen = {"start": {"line": 0, "character": 0}, "end": {"line": 50, "character": 0}}
    questions: dict[str, tuple[str, dict[str, Any]]] = {
        "completion": ("textDocument/completion", {"textDocument": document, "position": position}),
        "hover": ("textDocument/hover", {"textDocument": document, "position": position}),
        "colours of a screen": ("textDocument/semanticTokens/range", {"textDocument": document, "range": screen}),
        "symbols": ("textDocument/documentSymbol", {"textDocument": document}),
    }
    with _client(path.parent) as client:

        def edit(version: int) -> None:
            changed = text.replace("Way 2 around", f"Way 2, {version}, around", 1)
            versioned = {"uri": uri, "version": version}
            client.say("textDocument/didChange", {"textDocument": versioned, "contentChanges": [{"text": changed}]})

        begun = time.perf_counter()
        first = {"uri": uri, "languageId": "gsn", "version": next(versions), "text": text}
        client.say("textDocument/didOpen", {"textDocument": first})
        client.until_told_of(1)
        print(f"  opened, read and checked      {time.perf_counter() - begun:6.3f} s")
        told = []
        for version in (next(versions) for _ in range(RUNS)):
            begun = time.perf_counter()
            edit(version)
            client.until_told_of(version)
            told.append(time.perf_counter() - begun)
        print(f"  findings after an edit        {statistics.median(told):6.3f} s   ({PAUSE} of it the pause)")
        asked: dict[str, list[float]] = {name: [] for name in questions}
        for version in (next(versions) for _ in range(RUNS)):
            edit(version)
            for name, question in questions.items():
                asked[name].append(client.ask(*question))
            client.until_told_of(version)
        for name, times in asked.items():
            first_asked = " (reads the edit)" if name == "completion" else ""
            print(f"  {name + first_asked:<29} {statistics.median(times):6.3f} s")
        meanwhile = []
        for moment in WHILE_CHECKED * 2:
            version = next(versions)
            edit(version)
            time.sleep(moment)
            meanwhile += [client.ask(*questions[name]) for name in ("completion", "hover")]
            client.until_told_of(version)
        print(f"  completion or hover, checking {sorted(meanwhile)[-2]:6.3f} s   (the second longest of twenty)")


if __name__ == "__main__":
    lsp()
