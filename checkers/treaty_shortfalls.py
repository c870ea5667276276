"""What the evidence falls short of in a requirement, and how that is told."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.compliance.account import Answer, Met, RequirementAccount, Shortfall
from gsn.findings import Finding
from gsn.model.place import Place
from gsn.treaty.profile import Item
from gsn.treaty.telling import told

from .treaty_profile import of_the_treaty, source_of

_CLAUSE_OF = {"access": "by", "recognised_by": "by", "state": "type", "on": "type"}
"""The clause of a requirement that asks for what is no clause of its own."""


def accounts(argument: Argument) -> tuple[RequirementAccount, ...]:
    """What became of each requirement of the profile; nothing where the case is held against none."""
    return argument.account.requirements if argument.account is not None else ()


def unmet(argument: Argument, modality: str) -> Iterator[tuple[RequirementAccount, Shortfall]]:
    """What falls short for certain of what is asked for certain."""
    for account in accounts(argument):
        if account.modality == modality and account.asked is Answer.YES and account.met is Met.UNMET:
            yield from ((account, short) for short in account.shortfalls if not short.open)


def unsettled(argument: Argument) -> Iterator[tuple[RequirementAccount, Shortfall]]:
    """What is open: whether it falls short, or whether it is asked at all. Nothing is owed before a regulator asks."""
    for account in accounts(argument):
        asked = account.asked is not Answer.NO and not account.upon_request and account.modality != "may"
        is_open = account.met is Met.OPEN or (account.met is Met.UNMET and account.asked is Answer.OPEN)
        if asked and is_open:
            yield from ((account, short) for short in account.shortfalls)


def _place(argument: Argument, short: Shortfall) -> Place:
    record = argument.element(short.record) if short.record is not None else None
    return record.place_of(short.clause_field, short.position) if record is not None else of_the_treaty(argument)


def finding_of(argument: Argument, account: RequirementAccount, short: Shortfall, became: str) -> Finding:
    """A requirement that something falls short of, what became of it, and what the profile asks there."""
    item = account.requirement
    title = f" ({item.text.plain})" if item.text is not None else ""
    message = f"requirement `{item.name}`{title} {became}: {short.message}"
    return Finding(message, _place(argument, short), short.record, _asks(item, short.attribute))


def _asks(item: Item, attribute: str) -> str:
    """What the profile asks there, and where it has that from."""
    field = attribute if attribute in item.clauses else _CLAUSE_OF.get(attribute, "type")
    held = item.clauses.get(field, ())
    asked = f"what is asked: {told(field, held[0].value)}; " if held else ""
    return f"{asked}{source_of(item, field)}"


def told_of(argument: Argument, attributes: frozenset[str]) -> Iterator[Finding]:
    """What falls short of some attributes of what must be met."""
    for account, short in unmet(argument, "must"):
        if short.attribute in attributes:
            yield finding_of(argument, account, short, "is not met")
