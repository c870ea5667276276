"""From a document to a fault tree: what its definitions come to, and which gate is the top event.

Everything that is referred to has to be defined, nothing twice, and nothing by itself. One problem is told at a time,
the first that is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from gsn.openpsa.causes import MOST_CAUSES, Factors, causes_of, together
from gsn.openpsa.definitions import EVENTS, Defined, Definitions, Include, collect, name_of, whole_number
from gsn.openpsa.document import Element, OpenPsaProblem, shown
from gsn.openpsa.enclosure import Enclosure, exactly, in_digits
from gsn.openpsa.expressions import Setting, evaluate, parameters_in
from gsn.openpsa.formulas import Formulas
from gsn.openpsa.tree import NESTED, CauseGroup, Event, Tree
from gsn.risk.formula import Circular, Gate, Operator, in_order

MISSION_TIME = Fraction(8760)
"""Hours of 365 days: the mission time where a model uses it and nobody says another (SCRAM takes the same)."""

_MOST_TOLD = 6
"""Names that a message lists."""

_FEWEST_MEMBERS = 2
"""Of a group of common causes."""

_BLURRED = Fraction(1, 10**9)
"""Width of a probability that was rounded: sixty digits are computed with, and fifty of them were lost."""


def read_tree(
    data: bytes, *, top: str | None = None, mission_time: Fraction = MISSION_TIME, include: Include | None = None
) -> Tree:
    """The fault tree of a document in Open-PSA's exchange format.

    Args:
        data: The document.
        top: The full name of the gate that is the top event; needed where several gates are used by no other.
        mission_time: In the model's own unit of time, hours in most.
        include: Gives the bytes of files that the document includes.

    Raises:
        OpenPsaProblem: What is wrong, and at which line.
    """
    definitions = collect(data, include)
    members = _define_members(definitions)
    gates = _gates(definitions)
    parameters = _Parameters(definitions, exactly(mission_time))
    top = _top(top, gates, definitions)
    gate_definitions = definitions.by_kind["gate"]
    return Tree(
        name=gate_definitions[top].tree,
        top=top,
        gates=gates,
        labels={name: defined.element.label for name, defined in gate_definitions.items() if defined.element.label},
        events=_events(definitions, parameters),
        groups=_groups(definitions, members, parameters),
        notes=(*definitions.notes, *parameters.notes(mission_time)),
    )


# Gates


def _gates(definitions: Definitions) -> dict[str, Gate]:
    formulas = Formulas(definitions)
    for name, (element, path, _) in definitions.by_kind["gate"].items():
        formulas.define(name, element, path)
    for name, (element, _, _) in definitions.by_kind["house-event"].items():
        constants = [part for part in element.parts() if part.tag == "constant"]
        formulas.constant(name, constants[0] if constants else element)
    _refuse_circles(formulas.gates, definitions.by_kind["gate"], "gate")
    return formulas.gates


def _refuse_circles(needs: Mapping[str, Gate], defined: Mapping[str, Defined], what: str) -> None:
    everything = Gate(Operator.AND, tuple(needs))
    try:
        in_order({**needs, "": everything}, "")
    except Circular as circular:
        names = list(dict.fromkeys(name.partition(NESTED)[0] for name in circular.names))
        way = " needs ".join(map(shown, [*names[:_MOST_TOLD], *["…"][: len(names) > _MOST_TOLD], names[0]]))
        raise OpenPsaProblem(f"a {what} is made of itself: {way}", defined[names[0]].element.line) from circular


def _top(asked: str | None, gates: Mapping[str, Gate], definitions: Definitions) -> str:
    defined = definitions.by_kind["gate"]
    if asked is not None:
        if asked not in defined:
            raise OpenPsaProblem(f"no gate is called {shown(asked)}")
        return asked
    used = {operand for gate in gates.values() for operand in gate.operands}
    tops = [name for name in defined if name not in used]
    if not tops:
        raise OpenPsaProblem("the document defines no gate")
    if len(tops) > 1:
        listed = ", ".join(map(shown, tops[:_MOST_TOLD])) + (", …" if len(tops) > _MOST_TOLD else "")
        raise OpenPsaProblem(f"{len(tops):,} gates are used by no other: {listed}; say which is the top event")
    return tops[0]


# Probabilities


class _Parameters:
    """What parameters come to, each evaluated once, and what was taken for granted in evaluating."""

    def __init__(self, definitions: Definitions, mission_time: Enclosure) -> None:
        self._definitions = definitions
        self._mission_time = mission_time
        self._settings: list[Setting] = []
        self._values: dict[str, Enclosure] = {}
        defined = definitions.by_kind["parameter"]
        needs = {name: self._needs(entry) for name, entry in defined.items()}
        _refuse_circles(needs, defined, "parameter")
        for name in in_order({**needs, "": Gate(Operator.AND, tuple(needs))}, "")[:-1]:
            element, path, _ = defined[name]
            self._values[name] = self.value(_only_expression(element), path)

    def value(self, element: Element, path: str) -> Enclosure:
        """What an expression within a path comes to."""
        setting = Setting(lambda reference: self._values[self._full_name(reference, path)], self._mission_time)
        self._settings.append(setting)
        return evaluate(element, setting)

    def notes(self, mission_time: Fraction) -> Iterable[str]:
        if any(setting.uses_mission_time for setting in self._settings):
            yield f"the mission time is taken to be {in_digits(mission_time)}, in the model's unit of time"
        lines = [line for setting in self._settings for line in setting.means]
        if lines:
            yield f"a distribution stands for its mean ({len(lines):,} times, first at line {min(lines):,})"

    def _needs(self, defined: Defined) -> Gate:
        references = parameters_in(_only_expression(defined.element))
        names = dict.fromkeys(self._full_name(reference, defined.path) for reference in references)
        return Gate(Operator.AND, tuple(names))

    def _full_name(self, reference: Element, path: str) -> str:
        name = name_of(reference)
        full = self._definitions.find(("parameter",), name, path)
        if full is None:
            raise OpenPsaProblem(f"parameter {shown(name)} is referred to and not defined", reference.line)
        return full


def _only_expression(element: Element) -> Element:
    parts = list(element.parts())
    if len(parts) != 1:
        raise OpenPsaProblem(f"{shown(element.tag)} has {len(parts):,} expressions; it takes one", element.line)
    return parts[0]


def _events(definitions: Definitions, parameters: _Parameters) -> dict[str, Event]:
    events = {}
    for name, (element, path, _) in definitions.by_kind["basic-event"].items():
        given = any(True for _ in element.parts())
        probability = _probability(name, _only_expression(element), path, parameters) if given else None
        events[name] = Event(name, probability, element.label)
    return events


def _probability(name: str, element: Element, path: str, parameters: _Parameters) -> Enclosure:
    """A probability; what an enclosure has beyond its ends is rounding, if it has anything within."""
    value = parameters.value(element, path)
    if value.high < 0 or value.low > 1 or (value.exact and not 0 <= value.low <= 1):
        message = f"the probability of {shown(name)} is {in_digits(value.low)}; it lies within 0 and 1"
        raise OpenPsaProblem(message, element.line)
    if value.high - value.low > _BLURRED:
        raise OpenPsaProblem(f"the probability of {shown(name)} is lost in rounding", element.line)
    return Enclosure(max(value.low, Fraction(0)), min(value.high, Fraction(1)))


# Common causes


def _define_members(definitions: Definitions) -> dict[str, tuple[str, ...]]:
    """The full names of each group's members. A member that is defined nowhere else is defined by its group."""
    events = definitions.by_kind["basic-event"]
    grouped: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for group, (element, path, tree) in definitions.by_kind["CCF-group"].items():
        members[group] = []
        for reference in _one(element, "members").parts():
            name = name_of(reference)
            full = definitions.find(EVENTS, name, path) or name
            if full in events and any(True for _ in events[full].element.parts()):
                message = f"{shown(full)} has a probability of its own and that of the group {shown(group)}"
                raise OpenPsaProblem(message, reference.line)
            if full in grouped or (full not in events and definitions.find(EVENTS, name, path)):
                raise OpenPsaProblem(
                    f"{shown(full)} cannot be a member: it is in a group already, or a gate", reference.line
                )
            events.setdefault(
                full, Defined(Element("define-basic-event", reference.attributes, reference.line), path, tree)
            )
            grouped[full] = group
            members[group].append(full)
        if len(members[group]) < _FEWEST_MEMBERS:
            raise OpenPsaProblem(f"the group {shown(group)} has fewer than {_FEWEST_MEMBERS} members", element.line)
    return {group: tuple(names) for group, names in members.items()}


def _groups(
    definitions: Definitions, members: Mapping[str, tuple[str, ...]], parameters: _Parameters
) -> tuple[CauseGroup, ...]:
    groups = []
    causes = 0
    for name, (element, path, _) in definitions.by_kind["CCF-group"].items():
        distribution = _only_expression(_one(element, "distribution"))
        total = _probability(name, distribution, path, parameters)
        factors = Factors(_factors(element, path, parameters), len(members[name]), element.line)
        model = element.attributes.get("model", "")
        group = CauseGroup(name, model, members[name], together(model, factors, total))
        causes += causes_of(group)
        if causes > MOST_CAUSES:
            raise OpenPsaProblem(f"common causes come to more than {MOST_CAUSES:,} events", element.line)
        groups.append(group)
    return tuple(groups)


def _factors(element: Element, path: str, parameters: _Parameters) -> dict[int, Enclosure]:
    """The factors by their levels; those without a level follow one another, from 1 on or from 2 where MGL begins."""
    within = [part for part in element.parts() if part.tag == "factors"]
    factors = [part for part in (within[0] if within else element).parts() if part.tag == "factor"]
    next_level = 2 if element.attributes.get("model") == "MGL" else 1
    found: dict[int, Enclosure] = {}
    for factor in factors:
        level = whole_number(factor, "level", 1, MOST_CAUSES) if "level" in factor.attributes else next_level
        if level in found:
            raise OpenPsaProblem(f"there are two factors of level {level}", factor.line)
        found[level] = parameters.value(_only_expression(factor), path)
        next_level = level + 1
    return found


def _one(element: Element, tag: str) -> Element:
    found = [part for part in element.parts() if part.tag == tag]
    if len(found) != 1:
        raise OpenPsaProblem(f"{shown(element.tag)} takes one {shown(tag)}, and has {len(found):,}", element.line)
    return found[0]
