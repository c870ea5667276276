"""Small cases held against small profiles, written where a test says what is in them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import gsn
from gsn.argument import Argument
from gsn.compliance.account import Account, CoverageAccount, LimitAccount
from gsn.model.reference import Identity

DAY = date(2026, 6, 1)

RECORD = """\
evidence E1 "A thousand years of operation"
    type monitoring
    file "e.txt"
    by lab
    dated 2026-05-01
    presumes G2
    measures harm: 0 in 1000 years
"""
STUDY = """\
goal G2 "Every harm is seen"
    solution E2
evidence E2 "Study"
    type report
    file "e.txt"
    by lab
    dated 2026-05-01
actor lab "Evaluations Ltd"
    role evaluator
"""
SHOWN = f"{RECORD}{STUDY}"
"""What shows that harm is at most 3e-3 a year at 95%, and 2.31e-3 at 90%."""


def under(head: str, lines: Sequence[str] | str) -> str:
    """A statement with its clauses."""
    stated = [lines] if isinstance(lines, str) else lines
    return "\n".join([head, *(f"    {line}" for line in stated)]) + "\n"


def claimed(claim: str, *others: str) -> str:
    """A goal that claims something and cites the record."""
    return under('goal G1 "Harm is rare"', [f"claim {claim}", "solution E1", *others])


def hazard(*lines: str, name: str = "harm") -> str:
    return under(f'hazard {name} "Harm"', lines or ["category misuse"])


def limit(*lines: str, name: str = "rare", on: str = "on misuse") -> str:
    return "".join(f"    {line}\n" for line in under(f'limit {name} "Rare"', [on, *lines]).splitlines())


def profile(*statements: str) -> str:
    return 'treaty t "T"\n    category misuse "Misuse"\n    category failure "Failure"\n' + "".join(statements)


def argument_of(folder: Path, text: str, treaty: str, head: Sequence[str] = ()) -> Argument:
    """A case with a head, held against a profile beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    stated = under('case filter "May it be served?"', ['treaty "t.treaty"', *head])
    (folder / "case.gsn").write_text(stated + text, "utf-8")
    (folder / "t.treaty").write_text(treaty, "utf-8")
    (folder / "e.txt").write_text("Seen.\n", "utf-8")
    return Argument(gsn.load(folder / "case.gsn"), DAY)


def account_of(folder: Path, text: str, treaty: str, head: Sequence[str] = ()) -> Account:
    account = argument_of(folder, text, treaty, head).account
    assert account is not None
    assert account.profile.problems == ()
    return account


def limit_of(folder: Path, text: str, treaty: str, head: Sequence[str] = ()) -> LimitAccount:
    """The one limit of a profile."""
    (found,) = account_of(folder, text, treaty, head).limits
    return found


def covered(account: Account, name: str) -> CoverageAccount:
    return next(each for each in (*account.categories, *account.capabilities) if each.item.name == name)


def named(*names: str) -> tuple[Identity, ...]:
    return tuple(Identity(f"filter::{name}") for name in names)
