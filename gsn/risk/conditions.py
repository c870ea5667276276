"""Under which prefix of a chain each quantity holds: declared, or taken from the one place where it is used.

A figure for novices says nothing about experts. So a probability that is used under two prefixes, or under a prefix and
also unconditionally, needs a goal that argues its bound under each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gsn.model.reference import Identity
from gsn.risk.flaws import Flaw, FlawKind
from gsn.risk.term import Prefix, Term, prefixed_parts, written

UNCONDITIONAL: tuple[Prefix, ...] = ((),)


class Given(NamedTuple):
    """What a quantity's text says: the prefixes, and the goal that argues its bound under each."""

    prefixes: tuple[Prefix, ...]
    by: Identity | None


def conditions(
    order: Iterable[Identity], given: Mapping[Identity, Given], definitions: Mapping[Identity, Term]
) -> tuple[dict[Identity, tuple[Prefix, ...]], list[Flaw]]:
    """The conditions of every quantity, and the uses that contradict them.

    Args:
        order: The quantities, parts first.
        given: The declared conditions.
        definitions: The terms that define.
    """
    found: dict[Identity, tuple[Prefix, ...]] = {}
    flaws: list[Flaw] = []
    uses: dict[Identity, dict[Prefix, Identity]] = {}
    for name in reversed(list(order)):
        used = uses.get(name, {})
        declared = given.get(name)
        found[name] = declared.prefixes if declared is not None else tuple(used)[:1] or UNCONDITIONAL
        flaw = _undeclared(name, used) if declared is None else _elsewhere(name, declared, used)
        if flaw is not None:
            flaws.append(flaw)
        if name in definitions:
            for condition in found[name]:
                for part, prefix in prefixed_parts(definitions[name], condition):
                    if isinstance(part, str):
                        uses.setdefault(part, {}).setdefault(prefix, name)
    return found, flaws


def _undeclared(name: Identity, used: Mapping[Prefix, Identity]) -> Flaw | None:
    if len(used) < 2:  # noqa: PLR2004 - two uses that differ
        return None
    listed = ", and ".join(f"{under(prefix)} in `{written(user)}`" for prefix, user in list(used.items())[:3])
    return Flaw(FlawKind.CONDITIONED_ELSEWHERE, name, f"{written(name)} is used {listed}", tuple(used.values()))


def _elsewhere(name: Identity, declared: Given, used: Mapping[Prefix, Identity]) -> Flaw | None:
    others = {prefix: user for prefix, user in used.items() if prefix not in declared.prefixes}
    if others:
        said = " or ".join(map(under, declared.prefixes))
        prefix, user = next(iter(others.items()))
        what = f"is declared {said}, and used {under(prefix)} in `{written(user)}`"
        return Flaw(FlawKind.CONDITIONED_ELSEWHERE, name, f"{written(name)} {what}", tuple(others.values()))
    if len(declared.prefixes) > 1 and declared.by is None:
        what = "is declared under several conditions, and no goal argues its bound under each"
        return Flaw(FlawKind.CONDITIONED_ELSEWHERE, name, f"{written(name)} {what}")
    return None


def under(prefix: Prefix) -> str:
    """A prefix in a sentence."""
    return f"after `{' then '.join(map(written, prefix))}`" if prefix else "unconditionally"
