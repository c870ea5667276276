"""What an edit of ten thousand elements costs in an editor: until it is told of, and what questions cost.

The pause that the server makes before it checks is part of the first figure and is said beside it.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types

from benchmarks.synthetic import write_case

ELEMENTS = 10_000
RUNS = 7
PAUSE = 0.3


def lsp() -> None:
    with tempfile.TemporaryDirectory() as folder:
        parted = write_case(Path(folder) / "parted", ELEMENTS)
        whole = write_case(Path(folder) / "whole", ELEMENTS, modules=1)
        asyncio.run(_measure("in five modules", parted / "m2.gsn"))
        asyncio.run(_measure("in one file", whole / "case.gsn"))


async def _measure(what: str, path: Path) -> None:
    from tests.lsp.editor import COMMAND, document, started

    command = [*COMMAND[: COMMAND.index("--pause")], "--pause", str(PAUSE)]
    async with started(path.parent, command=command) as editor:
        print(f"{ELEMENTS:,} elements {what}, in the language server")
        begun = time.perf_counter()
        text = editor.open(path)
        await editor.checked(path)
        print(f"  opened, read and checked      {time.perf_counter() - begun:6.3f} s")
        asked: dict[str, list[float]] = {}
        told = []
        position = types.Position(12, 12)
        for run in range(RUNS + 1):
            text = text.replace("Way 2 around", f"Way 2, {run}, around", 1)
            questions = {
                "completion": lambda: editor.client.text_document_completion_async(
                    types.CompletionParams(document(path), position)
                ),
                "hover": lambda: editor.client.text_document_hover_async(types.HoverParams(document(path), position)),
                "colours of a screen": lambda: editor.client.text_document_semantic_tokens_range_async(
                    types.SemanticTokensRangeParams(
                        document(path), types.Range(types.Position(0, 0), types.Position(50, 0))
                    )
                ),
                "symbols": lambda: editor.client.text_document_document_symbol_async(
                    types.DocumentSymbolParams(document(path))
                ),
            }
            begun = time.perf_counter()
            editor.type(path, text)
            await editor.checked(path)
            told.append(time.perf_counter() - begun)
            editor.type(path, f"{text}# {run}\n")
            for name, ask in questions.items():
                asked.setdefault(name, []).append(await _timed(ask))
    limit = f"({PAUSE} of it the pause; at most {PAUSE} and 0.3)"
    print(f"  findings after an edit        {statistics.median(told[1:]):6.3f} s   {limit}")
    for name, times in asked.items():
        first = " (reads the edit)" if name == "completion" else ""
        print(f"  {name + first:<29} {statistics.median(times[1:]):6.3f} s")


async def _timed(ask: Callable[[], Awaitable[Any]]) -> float:
    begun = time.perf_counter()
    await ask()
    return time.perf_counter() - begun


if __name__ == "__main__":
    lsp()
