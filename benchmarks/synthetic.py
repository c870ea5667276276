"""Cases of any size for measuring: shaped like real ones, the same for the same size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

WORDS = [
    "filter",
    "monitor",
    "release",
    "range",
    "novice",
    "expert",
    "pattern",
    "session",
    "review",
    "export",
    "limit",
    "account",
    "key",
]

GOALS = 4
"""Goals below the one at the top of a block."""

SHARING = 5
"""One block in so many shares a goal of the block before."""


def write_case(folder: Path, elements: int, modules: int | None = None) -> Path:
    """Write a case with about so many elements and give its folder.

    Of ten elements five are goals, one is a strategy, one a context, and three are records that stand as solutions; a
    goal in twenty is shared. Modules hold two thousand elements each, where their number is not given.
    """
    folder.mkdir(parents=True, exist_ok=True)
    modules = modules or max(1, elements // 2000)
    (folder / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    for module in range(1, modules):
        text = "\n".join(_module(module, elements // modules, f"module m{module}"))
        (folder / f"m{module}.gsn").write_text(text + "\n", encoding="utf-8")
    head = ['case synthetic "A case for measuring"', "    shows G0", "    valid until 2099-12-31"]
    head += [f'import "m{module}.gsn"' for module in range(1, modules)]
    body = _module(0, elements // modules, "\n".join(head), [f"goal m{module}::G0" for module in range(1, modules)])
    (folder / "case.gsn").write_text("\n".join(body) + "\n", encoding="utf-8")
    return folder


def _module(module: int, elements: int, head: str, others: list[str] | None = None) -> Iterator[str]:
    """A module's text: a top goal over blocks of ten elements."""
    yield head
    owner = "synthetic::laboratory" if module else "laboratory"
    if not module:
        yield 'actor laboratory "Example Laboratory"'
    yield f'public goal G0 "The service of part {module} does not cause the harm"'
    yield f'    context CT "Part {module}: what is served, and to whom"'
    yield f'    strategy ST "Argument over the blocks of part {module}"'
    blocks = max(1, elements // 10)
    for block in range(blocks):
        yield from _block(block)
    for other in others or []:
        yield f"        {other}"
    for block in range(blocks):
        yield from _records(block, owner)


def _block(block: int) -> Iterator[str]:
    first, second = WORDS[block % len(WORDS)], WORDS[block // len(WORDS) % len(WORDS)]
    yield f'        goal G{block}.0 "The {first} of block {block} keeps the {second} from harm"'
    yield f'            context C{block} "Block {block}: the {first} as it is served since May"'
    yield f'            strategy S{block} "Argument over the ways around the {first}"'
    for goal in range(1, GOALS + 1):
        yield f'                goal G{block}.{goal} "Way {goal} around the {first} is closed to a {second}"'
        if block % SHARING == SHARING - 1 and goal == GOALS:
            yield f"                    goal G{block - 1}.1"
        else:
            yield f"                    solution E{block}.{min(goal, 3)}"


def _records(block: int, owner: str) -> Iterator[str]:
    digest = "5c83755054dc1515a5e7075d33211d6c482b1ae26ae3cb76845ff61d85e5221d"
    for record in range(1, 4):
        yield f'evidence E{block}.{record} "Review {record} of block {block}"'
        yield "    type report"
        yield f'    file "evidence.txt" sha256 "{digest}"'
        yield f"    by {owner}"
        yield "    dated 2026-05-01"
