"""Whole fault trees against published figures: every tree that a table expects something of.

python -m benchmarks.openpsa FOLDER    a folder with `expected.csv` and the trees that it names

The tests run the quick ones of these; here are all, with what they cost and what does not agree.
"""

from __future__ import annotations

import csv
import sys
import time
from math import isclose
from pathlib import Path

from gsn.openpsa.analysis import analyse

TO_NINE_DIGITS = 5e-8


def compared(folder: Path, row: dict[str, str]) -> bool:
    """Analyse a tree, print what it cost, and give whether it agrees with the table."""
    begun = time.perf_counter()
    found = analyse((folder / row["file"]).read_bytes())
    seconds = time.perf_counter() - begun
    probability = None if found.independent is None else float(found.independent.probability.high)
    count = None if found.cut_sets is None else found.cut_sets.count
    agrees = count == int(row["own_mcs_all_orders"]) and isclose(
        probability or 0, float(row["own_bdd_p_9g"]), rel_tol=TO_NINE_DIGITS
    )
    bound = f"at most {float(found.dependent.most):.6g}{'' if found.dependent.sharp else ' (loose)'}"
    print(
        f"{row['tree']:9} {seconds:6.2f} s  P = {probability}  {bound}  {count} cut sets  {'' if agrees else 'DIFFERS'}"
    )
    return agrees


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as table:
        results = [compared(folder, row) for row in csv.DictReader(table)]
    sys.exit(not all(results))
