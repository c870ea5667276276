"""A case of any size that claims numbers: trees of scenarios, each a chain whose factors are claimed and measured."""

from __future__ import annotations

import hashlib
from pathlib import Path

WIDTH = 8
"""Scenarios of one hazard, and goals below one goal."""


def write_claims(folder: Path, claims: int, quantities: int) -> Path:
    """Write a case with about so many claims and quantities, each claim with a derivation of its own.

    A group is a hazard over eight chains of a frequency and a probability: a claim a factor, a claim a chain and one
    for the hazard. What is wanted beyond that are quantities that nobody claims.
    """
    folder.mkdir(parents=True)
    text = "Forty runs, no event.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / "runs.txt").write_text(text, encoding="utf-8")
    groups = max(1, claims // (3 * WIDTH + 1))
    shown = ", ".join(f"G{group}" for group in range(groups))
    lines = ['case numbers "A case in numbers"', f"    shows {shown}", "    valid until 2099-12-31"]
    made = 0
    for group in range(groups):
        lines += _group(group, digest)
        made += 3 * WIDTH + 1
    lines += [f'probability spare_{index} "Spare {index}"' for index in range(max(0, quantities - made))]
    lines += ['actor lab "Evaluations Ltd"', "    role evaluator"]
    (folder / "case.gsn").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _group(group: int, digest: str) -> list[str]:
    chains = [f"s{group}_{index}" for index in range(WIDTH)]
    lines = [
        f'goal G{group} "Harm {group} is rare"',
        f"    claim harm_{group} <= 20 per year at 60%",
    ]
    for index, chain in enumerate(chains):
        lines += [
            f'    goal C{group}_{index} "Way {index} of harm {group} is rare"',
            f"        claim {chain} <= 2.4 per year at 96%",
            f'        goal F{group}_{index} "Attempts by way {index} of harm {group} are few"',
            f"            claim f{group}_{index} <= 12 per year at 98%",
            f"            solution EF{group}_{index}",
            f'        goal P{group}_{index} "Attempts by way {index} of harm {group} seldom succeed"',
            f"            claim p{group}_{index} <= 20% at 98%",
            f"            solution EP{group}_{index}",
        ]
    lines += [f'goal K{group} "The ways to harm {group} are complete"', f"    solution EF{group}_0"]
    lines += [f'hazard harm_{group} "Harm {group}"', f"    is any of {', '.join(chains)} complete by K{group}"]
    for index, chain in enumerate(chains):
        lines += [f'scenario {chain} "Way {index} of harm {group}"', f"    is f{group}_{index} then p{group}_{index}"]
        lines += [f'frequency f{group}_{index} "Attempts"', f'probability p{group}_{index} "An attempt succeeds"']
        lines += _record(f"EF{group}_{index}", f"f{group}_{index}: 2 in 1 year", digest)
        lines += _record(f"EP{group}_{index}", f"p{group}_{index}: 0 of 40", digest)
    return lines


def _record(name: str, measures: str, digest: str) -> list[str]:
    return [
        f'evidence {name} "Record {name}"',
        "    type report",
        f'    file "runs.txt" sha256 "{digest}"',
        "    by lab",
        "    dated 2026-01-01",
        f"    measures {measures}",
    ]
