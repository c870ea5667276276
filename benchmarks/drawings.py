"""What drawing costs: elements placed by dot, and by the tool's own tidy tree, which figures too large for dot get.

gsn2x writes 10,000 elements as one SVG in 1.2 s and 100,000 in 60 s; `python -m benchmarks drawings` measures the whole
command against three times of that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from gsn.report.drawing.dot import Box, Link, Placement, placed
from gsn.report.drawing.ranks import MOST_FOR_DOT, ranked
from gsn.report.drawing.tidy import placed_tidily

PORT = "p"
SIZES = (300, 1_000, 3_000, 10_000)
SHARING = 50
"""One box in so many is shared with the branch before."""

Place = Callable[[Sequence[Box], Sequence[Link]], Placement]


def placing() -> None:
    """Both ways at several sizes; dot takes too long for a benchmark beyond the third."""
    print(f"placing boxes, one in {SHARING} shared (dot is given at most {MOST_FOR_DOT:,})")
    for size in SIZES:
        links = list(_links(size))
        levels = ranked(size, [(link.tail, link.head) for link in links])
        boxes = [Box(60.0, ((PORT, 206.0),), level) for level in levels]
        dot = f"{_seconds(placed, boxes, links):8.3f} s" if size <= SIZES[2] else "       -  "
        print(f"  {size:>6,} boxes   dot {dot}   tidy {_seconds(placed_tidily, boxes, links):8.3f} s")


def _links(size: int) -> Iterator[Link]:
    """A tree of four branches at each box, as arguments are, with some shared boxes."""
    for box in range(1, size):
        yield Link((box - 1) // 4, PORT, box, PORT)
        if box % SHARING == 0:
            yield Link((box - 1) // 4 - 1, PORT, box, PORT)


def _seconds(place: Place, boxes: Sequence[Box], links: Sequence[Link]) -> float:
    begun = time.perf_counter()
    place(boxes, links)
    return time.perf_counter() - begun


if __name__ == "__main__":
    placing()
