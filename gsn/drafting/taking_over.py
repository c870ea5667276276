"""What an argument keeps of the one before it: answers that took long, and that an edit cannot have changed."""

from __future__ import annotations

from operator import is_

from gsn.argument import Argument
from gsn.model.case import Case, Element
from gsn.model.kinds import ARGUMENT, Kind
from gsn.model.naming import names_in
from gsn.model.reference import Identity, Ref, name_of

LOGS = ("logs",)
WHOLE = ("register", *LOGS, "risk")
"""What is worked out for the whole case from its evidence and its numbers."""


def take_over_evidence(before: Argument, after: Argument) -> None:
    """Give an argument what was found out for the one before it: all where nothing but wording changed, else the logs.

    Logs are taken over where no record and nothing that a record is on changed; what lies on disk is looked at again
    when somebody asks. Proofs go along, for a problem in numbers that turns out to be the same.
    """
    after.proved_before = before.__dict__.get("risk", before.proved_before)
    views = WHOLE if only_wording_changed(before.case, after.case) else LOGS if _same_facts(before, after) else ()
    for view in views:
        if view in before.__dict__:
            after.__dict__[view] = before.__dict__[view]


def _same_facts(before: Argument, after: Argument) -> bool:
    kinds = (Kind.EVIDENCE, Kind.CONFIGURATION, Kind.SYSTEM)
    one, other = ([held for kind in kinds for held in argument.by_kind[kind]] for argument in (before, after))
    return len(one) == len(other) and all(map(is_, one, other))


def take_over_names(before: Argument, after: Argument, changed: set[Identity]) -> None:
    """Give an argument what its statements name and rest on, but for those that changed.

    Args:
        before: The argument before the edit.
        after: The argument after it.
        changed: The elements about which something is answered differently.
    """
    after._rested_on.update(  # noqa: SLF001 - a memory of answers, which are the same here
        (identity, answer)
        for identity, answer in before._rested_on.items()  # noqa: SLF001
        if identity not in changed and name_of(identity)
    )
    held: dict[int, list[Ref]] = {id(element): [] for element in before._with_clauses}  # noqa: SLF001
    for element, ref in before._names_used:  # noqa: SLF001
        held[id(element)].append(ref)
    after.__dict__["_names_used"] = [
        (element, ref)
        for element in after._with_clauses  # noqa: SLF001
        for ref in (held[id(element)] if id(element) in held else _names(element))
    ]


def _names(element: Element) -> list[Ref]:
    return [ref for ref, _ in names_in(element.says)]


def only_wording_changed(before: Case, after: Case) -> bool:
    """Whether two cases differ at most in the texts of their argument's elements.

    No state of evidence and no number depends on how a goal is worded, but on whether it waits for a value.
    """
    if before.name != after.name or list(before.modules) != list(after.modules):
        return False
    if before.unknown_references != after.unknown_references or before.links != after.links:
        return False
    heads = [(before.modules[name], after.modules[name]) for name in before.modules]
    return (
        all(one.head is other.head and one.kind is other.kind for one, other in heads)
        and list(before.elements) == list(after.elements)
        and all(
            one is after.elements[identity] or _reworded(one, after.elements[identity])
            for identity, one in before.elements.items()
        )
    )


def _reworded(before: Element, after: Element) -> bool:
    """Whether two statements differ in their text alone, and the same names stand in both."""
    if before.kind is not after.kind or before.kind not in ARGUMENT or before.text is None or after.text is None:
        return False
    return (
        before.text.parameters == after.text.parameters
        and before.parent == after.parent
        and before.public == after.public
        and before.lost == after.lost
        and before.says == after.says
        and before.annotations == after.annotations
    )
