"""Chips of a run, and the transfers that brought them to whoever ran them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from gsn.evidence.actors import Actors
from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.states import Assessment
from gsn.evidence.uses import Records
from gsn.model.case import Element
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement

MOST_PLACES = 10
"""Transfers that stand beside one finding."""

_OF_A_TRANSFER = frozenset({"chips", "serials", "sender", "receiver", "dated"})


def chips_on_record(records: Records, states: Mapping[Identity, Assessment], actors: Actors) -> Iterator[Flaw]:
    """GSN374: chips of a run that no transfer record brought to whoever ran them."""
    transfers = [(record, says) for record, says in records if says.type == "chip_transfer"]
    lost = any(record.lost & _OF_A_TRANSFER for record, _ in transfers)
    if lost or not transfers or any("type" in record.lost for record, _ in records):
        return
    accepted = [(record, says) for record, says in transfers if states[record.identity].may_hold]
    accepted.sort(key=lambda held: held[1].dated or date.max)
    runs = [(_first_day(says), record, says) for record, says in records if _names_chips(record, says)]
    holdings, done = _Holdings(actors), 0
    for day, record, says in sorted(runs, key=lambda run: run[0]):
        while done < len(accepted) and (accepted[done][1].dated or date.max) <= day:
            holdings.move(accepted[done][1])
            done += 1
        where, missing = holdings.missing(says)
        if missing and says.provider is not None:
            yield Flaw(
                "GSN374",
                f"evidence `{record.name}` has {missing} with `{says.provider.name}`, which no accepted transfer record"
                f" brought there by {day}",
                Where(record.identity, where),
                "have the seller report the transfer, or say where the chips were",
                tuple((Where(transfer.identity), "a transfer") for transfer, _ in accepted[:MOST_PLACES]),
            )


def _names_chips(record: Element, says: EvidenceStatement) -> bool:
    readable = record.lost.isdisjoint({"chips", "serials", "provider", "window"})
    return says.type == "compute_report" and says.provider is not None and readable and bool(says.chips or says.serials)


def _first_day(says: EvidenceStatement) -> date:
    return says.window.start if says.window is not None else says.dated or date.max


class _Holdings:
    """Who holds which chips, after the transfers of one day after the other."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.holder: dict[str, str] = {}
        self.numbers: Counter[tuple[str, str]] = Counter()

    def move(self, says: EvidenceStatement) -> None:
        """Take the chips of a transfer from its sender to its receiver."""
        if says.receiver is not None:
            receiver = self.actors.key(says.receiver.identity)
            self.holder |= dict.fromkeys((serial.plain for serial in says.serials), receiver)
            for chips in says.chips:
                self.numbers[receiver, chips.type] += int(chips.number.exact)
        if says.sender is not None:
            for chips in says.chips:
                self.numbers[self.actors.key(says.sender.identity), chips.type] -= int(chips.number.exact)

    def missing(self, says: EvidenceStatement) -> tuple[str, str]:
        """The clause of a report that names chips which its provider does not hold, and those; empty where it does.

        Chips that are named one by one need not be counted as well.
        """
        if says.provider is None:
            return "", ""
        provider = self.actors.key(says.provider.identity)
        unknown = [serial.plain for serial in says.serials if self.holder.get(serial.plain) != provider]
        if unknown:
            more = f" and {len(unknown) - 1:,} more" if len(unknown) > 1 else ""
            return "serials", f"chip `{unknown[0]}`{more}"
        stated = Counter[str]()
        for chips in says.chips:
            stated[chips.type] += int(chips.number.exact)
        for type_, number in stated.items():
            have = self.numbers[provider, type_]
            if number > max(have, len(says.serials)):
                return "chips", f"{number:,} `{type_}` ({max(have, 0):,} on record)"
        return "", ""


def chips_of_unknown_origin(records: Records) -> Iterator[Flaw]:
    """GSN376: chips of a run in a case that holds no transfer record at all."""
    if any("type" in record.lost or says.type == "chip_transfer" for record, says in records):
        return
    for record, says in records:
        if says.type == "compute_report" and (says.chips or says.serials):
            yield Flaw(
                "GSN376",
                f"evidence `{record.name}` names chips, and no record says how they came there",
                Where(record.identity, "chips" if says.chips else "serials"),
                "add the sellers' records: `type chip_transfer`",
                opens=(record.identity,),
                question="names chips of which no record says how they came there",
            )
