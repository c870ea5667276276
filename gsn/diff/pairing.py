"""Which element of the new case is which of the old one.

A name alone does not tell: whoever puts a goal in between renumbers those behind it. So an element is first the one of
its name that says the same, then the one of any name that says the same, and only what is left goes by its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from gsn.model.case import Case, Element
from gsn.model.kinds import ARGUMENT
from gsn.model.reference import Identity
from gsn.statement_form import REMARKS, clauses_of


class Pairs(NamedTuple):
    """The elements of two cases, paired: both identities of each, and those that have none to be paired with."""

    new_of: dict[Identity, Identity]
    removed: tuple[Identity, ...]
    added: tuple[Identity, ...]

    def renamed(self, identity: Identity) -> Identity:
        """What an element of the old case is called in the new one; one that is gone keeps its name."""
        return self.new_of.get(identity, identity)


_Key = Callable[[Element], Hashable | None]


def pair(old: Case, new: Case) -> Pairs:
    """Pair the elements of two cases, each with at most one."""
    left_old, left_new = dict(old.elements), dict(new.elements)
    new_of: dict[Identity, Identity] = {}

    def take(pairs: Iterable[tuple[Identity, Identity]]) -> None:
        for before, after in list(pairs):
            new_of[before] = after
            del left_old[before], left_new[after]

    take(_of_one_name(left_old, left_new, same_text=True))
    saying_old, saying_new = _saying(old), _saying(new)
    take(_in_order(left_old, left_new, saying_old, saying_new))
    take(_alone(left_old, left_new, _kind_and_text))
    take(_alone(left_old, left_new, _argued_text))
    take(_of_one_name(left_old, left_new, same_text=False))
    return Pairs(new_of, tuple(left_old), tuple(left_new))


def _of_one_name(
    old: dict[Identity, Element], new: dict[Identity, Element], *, same_text: bool
) -> list[tuple[Identity, Identity]]:
    """Elements of one name and one kind that have the same text; in the end, of one name whatever they say."""
    return [
        (identity, identity)
        for identity, element in old.items()
        if identity in new and (not same_text or _kind_and_text(element) == _kind_and_text(new[identity]))
    ]


def _in_order(
    old: dict[Identity, Element], new: dict[Identity, Element], key_of_old: _Key, key_of_new: _Key
) -> list[tuple[Identity, Identity]]:
    """Elements of one key, the first with the first."""
    waiting: defaultdict[Hashable, list[Identity]] = defaultdict(list)
    for identity, element in reversed(new.items()):
        waiting[key_of_new(element)].append(identity)
    found = []
    for identity, element in old.items():
        key = key_of_old(element)
        if key is not None and waiting[key]:
            found.append((identity, waiting[key].pop()))
    return found


def _alone(old: dict[Identity, Element], new: dict[Identity, Element], key: _Key) -> list[tuple[Identity, Identity]]:
    """Elements of a key that only one of each case has."""
    by_old, by_new = _by(old, key), _by(new, key)
    return [
        (identities[0], by_new[found][0])
        for found, identities in by_old.items()
        if found is not None and len(identities) == 1 and len(by_new.get(found, ())) == 1
    ]


def _by(elements: dict[Identity, Element], key: _Key) -> dict[Hashable, list[Identity]]:
    found: defaultdict[Hashable, list[Identity]] = defaultdict(list)
    for identity, element in elements.items():
        found[key(element)].append(identity)
    return found


def _kind_and_text(element: Element) -> Hashable | None:
    text = _text(element)
    return None if text is None else (element.kind, text)


def _text(element: Element) -> Hashable | None:
    return element.text.plain if element.text is not None and element.text.plain else None


def _argued_text(element: Element) -> Hashable | None:
    """The text of an element of the argument, which another kind may come to have: a goal that is now assumed."""
    return _text(element) if element.kind in ARGUMENT else None


def _saying(case: Case) -> Callable[[Element], Hashable | None]:
    """What an element says, whatever it and those that it names are called."""

    def naming(identity: Identity) -> Hashable:
        named = case.elements.get(identity)
        label = _kind_and_text(named) if named is not None else None
        return identity if label is None else label

    def saying(element: Element) -> Hashable | None:
        label = _kind_and_text(element)
        if label is None:
            return None
        said = clauses_of(element, naming)
        return label, tuple(sorted((name, form) for name, form in said.items() if name not in REMARKS))

    return saying
