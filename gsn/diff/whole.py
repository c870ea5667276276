"""What changed about a case as a whole: its head, its files, and the waivers that somebody gave."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from gsn.diff.change import Change, Effect, What
from gsn.diff.clauses import clause_changes
from gsn.diff.sides import Sides
from gsn.diff.wording import text_of
from gsn.model.case import Case, Element, Waiver
from gsn.model.reference import Identity
from gsn.statement_form import Naming, as_it_is, form_of


def case_changes(sides: Sides) -> Iterator[Change]:
    """The heads of the files that both have, and the files that only one of them has."""
    shown = tuple(goal.identity for goal in sides.after.tops)
    old_heads, new_heads = _heads(sides.old_case), _heads(sides.new_case)
    for name, new in new_heads.items():
        old = old_heads.get(name)
        if old is not None:
            yield from _of_heads(sides, old, new, shown if new is sides.new_case.head else ())
    old_files, new_files = sides.old_case.modules.keys(), sides.new_case.modules.keys()
    for name in (name for name in new_files if name not in old_files):
        yield Change(What.CASE, f"`{name}` is a new part of the case", effect=Effect.CHANGED)
    for name in (name for name in old_files if name not in new_files):
        yield Change(What.CASE, f"`{name}` is no longer a part of the case", effect=Effect.CHANGED)


def _heads(case: Case) -> dict[str, Element]:
    """What each file says it is; the case's own head goes by no name, since a case may be renamed."""
    heads = {name: module.head for name, module in case.modules.items() if module.head is not None}
    return {"" if head is case.head else name: head for name, head in heads.items()}


def _of_heads(sides: Sides, old: Element, new: Element, shown: tuple[Identity, ...]) -> Iterator[Change]:
    kind, place = new.kind.value, new.place
    if old.name != new.name:
        yield Change(What.CASE, "has another name", None, kind, old.name, new.name, place=place)
    if old.text != new.text:
        yield Change(What.CASE, "says something else", None, kind, text_of(old), text_of(new), place=place)
    for change in clause_changes(sides, old, new):
        yield Change(
            change.what,
            change.message,
            None,
            kind,
            change.before,
            change.after,
            change.effect,
            change.place,
            shown if change.of_substance else (),
        )


def waiver_changes(sides: Sides) -> Iterator[Change]:
    """Waivers that are new, that are gone, and that are given otherwise."""
    old = {_about(waiver, sides): waiver for waiver in sides.old_case.waivers}
    new = {(waiver.code, waiver.on.identity): waiver for waiver in sides.new_case.waivers}
    for about, waiver in new.items():
        before = old.get(about)
        if before is None:
            yield _change("is new", about, None, waiver, Effect.LOOSENED)
        elif _given(before, sides.pairs.renamed) != _given(waiver, as_it_is):
            yield _change("is given otherwise", about, before, waiver, _effect(before, waiver))
    for about, waiver in old.items():
        if about not in new:
            yield _change("is gone", about, waiver, None, Effect.TIGHTENED)


def _given(waiver: Waiver, naming: Naming) -> Hashable:
    """Why, by whom and until when a waiver is given."""
    return form_of((waiver.why, waiver.by, waiver.until), naming)


def _effect(before: Waiver, after: Waiver) -> Effect:
    """A waiver that lasts longer lets more stand."""
    if before.until == after.until:
        return Effect.CHANGED
    return Effect.LOOSENED if after.until > before.until else Effect.TIGHTENED


def _about(waiver: Waiver, sides: Sides) -> tuple[str, Identity]:
    return waiver.code, sides.pairs.renamed(waiver.on.identity)


def _change(
    what: str, about: tuple[str, Identity], before: Waiver | None, after: Waiver | None, effect: Effect
) -> Change:
    code, element = about
    return Change(
        What.WAIVER,
        f"the waiver of {code} {what}",
        element,
        "waiver on",
        _words(before) if before is not None else None,
        _words(after) if after is not None else None,
        effect,
        after.place if after is not None else None,
        (element,),
    )


def _words(waiver: Waiver) -> str:
    return f'"{waiver.why.plain}" by {waiver.by.name} until {waiver.until}'
