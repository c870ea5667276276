"""What the clauses of an element say that they did not say before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

from gsn.diff.change import Change, Effect, What
from gsn.diff.claims import compare, match, subject_now
from gsn.diff.sides import Sides
from gsn.diff.wording import clause_words
from gsn.model.case import Case, Element
from gsn.model.clauses import CLAUSES
from gsn.model.clauses import clauses_of as clauses_of_kind
from gsn.model.expression import Compound, Operator, names_in
from gsn.model.kinds import GOALS, Kind
from gsn.model.place import Place
from gsn.model.record import Definition
from gsn.model.reference import Identity, Ref, name_of
from gsn.statement_form import REMARKS, Naming, as_it_is, clauses_of, form_of

_LINKS = frozenset({"challenges"})
"""Clauses that make relationships, which are told as such."""

_APART = frozenset({"claims", "file", *_LINKS})
"""Clauses that are compared elsewhere."""

_SORTS: Mapping[str, What] = MappingProxyType(
    {
        "associated": What.LICENCE,
        "exclusive": What.LICENCE,
        "common_causes": What.LICENCE,
        "carries_over": What.LICENCE,
        "bridges": What.BRIDGE,
        "definition": What.DEFINITION,
        "given": What.DEFINITION,
        "trial": What.DEFINITION,
        "per": What.DEFINITION,
        "reductions": What.DEFINITION,
        "consequences": What.DEFINITION,
        "cites": What.EVIDENCE,
        "undeveloped": What.MARKED,
        "by_contract": What.MARKED,
        "uninstantiated": What.MARKED,
        "defeated": What.MARKED,
        "upheld": What.MARKED,
        "accepted": What.MARKED,
    }
)

_LOOSER_WITH = frozenset(
    {
        "undeveloped",
        "uninstantiated",
        "by_contract",
        "associated",
        "exclusive",
        "common_causes",
        "accepted",
        "not_covered",
    }
)
"""What a case has that takes more for granted, or asks less: a licence, a mark, a risk that is accepted."""

_TIGHTER_WITH = frozenset({"invalid_when", "shows", "treaty", "valid_until", "upheld", "defeated"})
"""What a case has that asks more of it, or admits something: a goal to be shown, an end, a doubt that stands."""

_LATER_IS_LOOSER = frozenset({"valid_until"})
"""Days until which the case itself is to hold."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of one side: what it holds, the same as a plain value, its words, and its place."""

    value: Any
    form: Hashable
    words: str | None
    place: Place


def clause_changes(sides: Sides, old: Element, new: Element) -> Iterator[Change]:
    """Every clause that says something else than it did; files and relationships are told apart from these."""
    yield from _claims(sides, old, new)
    for field in _fields(old, new):
        if field not in _APART:
            yield from _field(sides, old, new, field)


def _fields(old: Element, new: Element) -> list[str]:
    """The fields that either has, in the order of the table of clauses."""
    given = {*old.says.model_fields_set, *old.annotations.model_fields_set}
    given |= {*new.says.model_fields_set, *new.annotations.model_fields_set}
    known = [clause.field for kind in (new.kind, old.kind) for clause in clauses_of_kind(kind)]
    return [field for field in dict.fromkeys(known) if field in given]


def _field(sides: Sides, old: Element, new: Element, field: str) -> Iterator[Change]:
    before = _clauses(sides.old_case, old, field, sides.pairs.renamed)
    after = _clauses(sides.new_case, new, field, as_it_is)
    same = Counter(clause.form for clause in before) & Counter(clause.form for clause in after)
    for was, now in _beside(_without(before, same), _without(after, same), sides):
        what, message, effect = _told(sides, new, field, was, now)
        yield Change(
            what=what,
            message=message,
            element=new.identity,
            kind=new.kind.value,
            before=was.words if was is not None else None,
            after=now.words if now is not None else None,
            effect=effect,
            place=now.place if now is not None else new.place,
            touches=(new.identity,),
        )


def _clauses(case: Case, element: Element, field: str, naming: Naming) -> list[_Clause]:
    """What a field holds: one clause, or as many as the author wrote of a clause that may be repeated."""
    value = _value(element, field)
    if value is None:
        return []
    places = element.clause_places.get(field, ())
    values = value if type(value) is tuple and len(places) == len(value) else (value,)
    return [
        _Clause(item, form_of(item, naming), clause_words(case, element, field, index), element.place_of(field, index))
        for index, item in enumerate(values)
    ]


def _value(element: Element, field: str) -> Any:
    for model in (element.says, element.annotations):
        if field in model.model_fields_set:
            return getattr(model, field)
    return None


def _without(clauses: list[_Clause], same: Counter[Hashable]) -> list[_Clause]:
    """The clauses without as many of each as both sides have."""
    room = same.copy()
    left = []
    for clause in clauses:
        if room[clause.form] > 0:
            room[clause.form] -= 1
        else:
            left.append(clause)
    return left


def _beside(gone: list[_Clause], come: list[_Clause], sides: Sides) -> Iterator[tuple[_Clause | None, _Clause | None]]:
    """Clauses that changed beside what they became: those that one goal argues, then in the author's order."""
    left = list(come)
    alone: list[_Clause] = []
    for was in gone:
        goal = _argued_by(was.value)
        goal = sides.pairs.renamed(goal) if goal is not None else None
        now = next((now for now in left if goal is not None and _argued_by(now.value) == goal), None)
        if now is None:
            alone.append(was)
        else:
            left.remove(now)
            yield was, now
    yield from zip_longest(alone, left)


# What it comes to


def _told(sides: Sides, new: Element, field: str, was: _Clause | None, now: _Clause | None) -> tuple[What, str, Effect]:
    """The sort of a change, what it is in words, and which way it pulls."""
    sort, words = _sort(new, field), _words(new, field)
    if was is None or now is None:
        return sort, f"{'says' if was is None else 'no longer says'} `{words}`", _effect_of_one(new, field, was)
    goal = _unchanged_goal(sides, was.value, now.value)
    if isinstance(now.value, Definition):
        return _told_of_definition(sides, was.value, now.value, goal)
    message = f"says something else with `{words}`"
    if goal is not None:
        message += f"; `{goal.name}`, which argues for it, says what it said before"
    return sort, message, _effect_of_two(field, was.value, now.value)


def _told_of_definition(
    sides: Sides, was: Definition, now: Definition, goal: Element | None
) -> tuple[What, str, Effect]:
    """A definition is a list, and what argues that the list is complete argues that for this one list."""
    before = {sides.pairs.renamed(ref.identity) for ref in names_in(was.expression)}
    after = {ref.identity for ref in names_in(now.expression)}
    gone, come = sorted(map(name_of, before - after)), sorted(map(name_of, after - before))
    said = [f"without {_listed(gone)}" if gone else "", f"with {_listed(come)}" if come else ""]
    how = " and ".join(filter(None, said)) or "put together in another way"
    same_list = form_of(was.expression, sides.pairs.renamed) == form_of(now.expression)
    effect = Effect.CHANGED
    if _is_any(was) and _is_any(now) and bool(gone) is not bool(come):
        effect = Effect.LOOSENED if gone else Effect.TIGHTENED
    if same_list:
        message = "is said to be complete by another goal, or by none"
        return What.COMPLETENESS, message, Effect.CHANGED if now.complete_by is not None else Effect.LOOSENED
    if goal is not None:
        argued = f"`{goal.name}` argued that another list is complete, and says what it said before"
        return What.COMPLETENESS, f"is {how}; {argued}", Effect.LOOSENED
    return What.DEFINITION, f"is {how}", effect


def _is_any(definition: Definition) -> bool:
    expression = definition.expression
    return isinstance(expression, Compound) and expression.operator is Operator.ANY


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _argued_by(value: Any) -> Identity | None:
    """The goal that argues for a licence, a bridge, a condition, a reduction, or for a list's completeness."""
    goal = getattr(value, "complete_by", None) or getattr(value, "by", None)
    return goal.identity if isinstance(goal, Ref) else None


def _unchanged_goal(sides: Sides, was: Any, now: Any) -> Element | None:
    """The goal that argues for both, where it says of itself what it said before."""
    before, after = _argued_by(was), _argued_by(now)
    if before is None or after is None or sides.pairs.renamed(before) != after:
        return None
    old, new = sides.old_case.elements.get(before), sides.new_case.elements.get(after)
    if old is None or new is None or new.kind not in GOALS or old.text != new.text:
        return None
    return new if clauses_of(old, sides.pairs.renamed) == clauses_of(new) else None


def _sort(element: Element, field: str) -> What:
    if field in REMARKS:
        return What.REMARK
    if element.kind is Kind.CASE:
        return What.CASE
    if field == "independent":
        return What.CLAUSE if element.kind is Kind.ACTOR else What.LICENCE
    return _SORTS.get(field, What.EVIDENCE if element.kind is Kind.EVIDENCE else What.CLAUSE)


def _words(element: Element, field: str) -> str:
    """The words that a clause begins with; another kind's, where this one has no such clause any more."""
    known = (clause for clause in (*clauses_of_kind(element.kind), *CLAUSES) if clause.field == field)
    return next(known).words


def _effect_of_one(element: Element, field: str, was: _Clause | None) -> Effect:
    """Which way a clause pulls that comes, or that goes."""
    looser = field in _LOOSER_WITH or (field == "independent" and element.kind is not Kind.ACTOR)
    if not looser and field not in _TIGHTER_WITH:
        return Effect.CHANGED
    return Effect.LOOSENED if looser is (was is None) else Effect.TIGHTENED


def _effect_of_two(field: str, was: Any, now: Any) -> Effect:
    """Which way a clause pulls that says something else; mostly that is not to be known."""
    if field in _LATER_IS_LOOSER and isinstance(was, date) and isinstance(now, date):
        return Effect.LOOSENED if now > was else Effect.TIGHTENED
    return Effect.CHANGED


# Claims


def _claims(sides: Sides, old: Element, new: Element) -> Iterator[Change]:
    renamed = sides.pairs.new_of
    before, after = _value(old, "claims") or (), _value(new, "claims") or ()
    for i, j in match(before, after, renamed):
        was = clause_words(sides.old_case, old, "claims", i) if i is not None else None
        now = clause_words(sides.new_case, new, "claims", j) if j is not None else None
        if i is not None and j is not None:
            compared = compare(before[i], after[j], subject_now(before[i], renamed))
            if not compared.respects:
                continue
            message, effect = f"claims something else: {compared.words}", compared.effect
        elif j is not None:
            message, effect = "makes a claim", Effect.TIGHTENED
        else:
            message, effect = "no longer makes a claim", Effect.LOOSENED
        yield Change(
            What.CLAIM,
            message,
            new.identity,
            new.kind.value,
            was,
            now,
            effect,
            new.place_of("claims", j) if j is not None else new.place,
            (new.identity,),
        )
