"""What an event is made of, down to events that are taken as they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from gsn.model.expression import Operator
from gsn.risk.certificate import Hypothesis
from gsn.risk.kernel.book import Book
from gsn.risk.kernel.conclusion import Refused, require
from gsn.risk.kernel.diagram import Diagram
from gsn.risk.term import Composite, Prefix, Term, names_of, written

_Signed = tuple[Term, bool]
"""An event, or its opposite."""


class Formula(NamedTuple):
    """A formula's diagram, and what unfolding it rests on.

    ``atoms`` are the diagram's variables in their order; ``negative`` those that stand negated somewhere.
    """

    diagram: Diagram
    root: int
    atoms: tuple[Term, ...]
    negative: frozenset[Term]
    hypotheses: frozenset[Hypothesis]


def literal_of(term: Term) -> _Signed:
    """A term without its negations, and whether it is affirmed."""
    positive = True
    while isinstance(term, Composite) and term.operator is Operator.NOT:
        term, positive = term.operands[0], not positive
    return term, positive


def unfold(
    book: Book, of: Term, under: Prefix, atoms: Collection[Term], never_two: Sequence[Collection[Term]] = ()
) -> Formula:
    """An event as a formula over atoms, all under one condition; any/all/at least/not and definitions are looked into.

    Args:
        book: The problem.
        of: What is unfolded.
        under: The condition that it stands under.
        atoms: Where unfolding stops, without their negations.
        never_two: Groups of which no two occur together: such worlds are dropped.

    Raises:
        Refused: It comes to something that is no atom and cannot be looked into.
    """
    order, hypotheses = _order(book, literal_of(of), under, frozenset(atoms))
    leaves = [signed for signed, (number, _) in order.items() if number == 0]
    found = tuple(dict.fromkeys(term for term, _ in leaves))
    variable = {term: index for index, term in enumerate(found)}
    diagram = Diagram(len(found))
    made: dict[_Signed, int] = {}
    for signed, (number, operands) in order.items():
        if number == 0:
            made[signed] = diagram.literal(variable[signed[0]], signed[1])
        else:
            made[signed] = diagram.at_least(number, [made[operand] for operand in operands])
    root = made[literal_of(of)]
    for group in never_two:
        others = [diagram.literal(variable[term], positive=False) for term in found if term in group]
        if len(others) > 1:
            root = diagram.at_least(2, [root, diagram.at_least(len(others) - 1, others)])
    return Formula(diagram, root, found, frozenset(term for term, positive in leaves if not positive), hypotheses)


def _order(
    book: Book, top: _Signed, under: Prefix, atoms: frozenset[Term]
) -> tuple[dict[_Signed, tuple[int, tuple[_Signed, ...]]], frozenset[Hypothesis]]:
    """Every part, operands first, as so many of its operands (0: an atom), with the definitions that were used."""
    hypotheses: set[Hypothesis] = set()
    parts: dict[_Signed, tuple[int, tuple[_Signed, ...]]] = {}
    done: dict[_Signed, tuple[int, tuple[_Signed, ...]]] = {}
    waiting = [top]
    while waiting:
        signed = waiting[-1]
        if signed in done:
            waiting.pop()
        elif signed in parts:
            done[signed] = parts[signed]
            waiting.pop()
        else:
            term, _ = signed
            if term in atoms:
                parts[signed] = 0, ()
            elif isinstance(term, str):
                definition, hypothesis = book.define(term, under)
                hypotheses.add(hypothesis)
                parts[signed] = 1, (_signed(definition, signed),)
            else:
                parts[signed] = _looked_into(term, signed)
            below = [part for part in parts[signed][1] if part not in done]
            require(not any(part in parts for part in below), "something is defined by itself")
            waiting.extend(reversed(below))
    return done, frozenset(hypotheses)


def _signed(term: Term, standing: _Signed) -> _Signed:
    """A term that stands where another stood, affirmed or not as that was."""
    base, positive = literal_of(term)
    return base, positive == standing[1]


def _looked_into(term: Composite, standing: _Signed) -> tuple[int, tuple[_Signed, ...]]:
    """An operator as so many of its operands. So many of n do not hold exactly if n - k + 1 of their opposites do."""
    count = len(term.operands)
    match term.operator:
        case Operator.ANY:
            number = 1
        case Operator.ALL:
            number = count
        case Operator.AT_LEAST:
            number = term.number
        case _:
            raise Refused(f"`{written(term)}` is a chain or a difference, and bounded by no premise")
    operands = tuple(_signed(operand, standing) for operand in term.operands)
    return (number if standing[1] else count - number + 1), operands


def support_within(
    book: Book, term: Term, under: Prefix, members: frozenset[Term]
) -> tuple[frozenset[Term], frozenset[Hypothesis]]:
    """The listed events of which an event is made, and the definitions that say so; refused if others play a part."""
    order, hypotheses = _order(book, literal_of(term), under, members)
    return frozenset(base for (base, _), (number, _) in order.items() if number == 0), hypotheses


def basic_events(book: Book, name: str) -> frozenset[str]:
    """What a quantity is made of in the end: the quantities without a definition that its definition leads to."""
    reached, waiting, basic = {name}, [name], set()
    while waiting:
        here = waiting.pop()
        definition = book.quantity(here).definition
        if definition is None:
            basic.add(here)
            continue
        for below in names_of(definition):
            if below not in reached:
                reached.add(below)
                waiting.append(below)
    return frozenset(basic)
