"""The diagrams of a case that stand alone: one that is asked for, or all of them with links from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gsn.argument import Argument
from gsn.checking import Judgement
from gsn.element_state import states_of
from gsn.model.case import module_identity
from gsn.model.reference import Identity, module_of, name_of
from gsn.report.architecture import architecture_of
from gsn.report.drawing import Scene, ids_of
from gsn.report.scenes import NOWHERE, Addresses, Scenes
from gsn.report.views import MOST_ALONE, Extent, View, full_view, goal_view, module_view, views_of


class Of(StrEnum):
    """What a diagram can be of."""

    MODULE = "module"
    GOAL = "goal"
    ARCHITECTURE = "architecture"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A diagram that is asked for.

    ``name`` is the module's, or the goal's identity. ``depth`` is how many steps from a goal to the goals below it
    are drawn; without it, as much is drawn as one diagram should hold, and all of it in a full one.
    """

    of: Of
    name: str = ""
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Diagram:
    """A scene under the name of its file, without its ending."""

    name: str
    scene: Scene


def diagram_of(judgement: Judgement, wanted: Wanted) -> Scene:
    """The scene of one diagram of a judged case; what goes on elsewhere is marked with the goal that it is below."""
    argument, states = judgement.argument, states_of(judgement)
    if wanted.of is Of.ARCHITECTURE:
        return architecture_of(argument, states, NOWHERE.element)
    view = _view(argument, wanted)
    labels = {goal: name_of(goal) for goal in view.continued}
    return Scenes(argument, states, labels, NOWHERE).scene_of(view)


def _view(argument: Argument, wanted: Wanted) -> View:
    bounded = Extent(MOST_ALONE if wanted.depth is None else None, wanted.depth)
    if wanted.of is Of.MODULE:
        return module_view(argument, wanted.name, bounded)
    if wanted.of is Of.GOAL:
        return goal_view(argument, wanted.name, bounded)
    return full_view(argument, Extent(None, wanted.depth))


def all_diagrams(judgement: Judgement, ending: str) -> Iterator[Diagram]:
    """Every diagram of a case: its architecture where it has several modules, and each module in one or more.

    Args:
        judgement: The judged case.
        ending: Of the files, with its dot: away elements and off-diagram marks lead to files of that ending.
    """
    argument, states = judgement.argument, states_of(judgement)
    views = views_of(argument, MOST_ALONE)
    names = _names(views)
    homes = _homes(views, names, ending)
    labels = {root: name for view, name in zip(views, names, strict=True) for root in view.roots}
    addresses = Addresses(
        lambda identity: homes.get(identity, ""),
        lambda goal: f"{labels[goal]}{ending}" if goal in labels else "",
        all_lead=False,
    )
    if len(argument.case.modules) > 1:
        yield Diagram("architecture", architecture_of(argument, states, addresses.element))
    scenes = Scenes(argument, states, labels, addresses)
    for view, name in zip(views, names, strict=True):
        yield Diagram(name, scenes.scene_of(view))


def _names(views: list[View]) -> list[str]:
    """A name for each diagram: its module's for the first of a module, then that of the element which it begins at.

    Names that differ in capitals alone are one file on some machines, so the later one has a number.
    """
    taken: set[str] = set()
    modules: set[str] = set()
    names: list[str] = []
    for view in views:
        wanted = f"goal-{view.module}.{name_of(view.roots[0])}" if view.module in modules else f"module-{view.module}"
        modules.add(view.module)
        name, count = wanted, 1
        while name.casefold() in taken:
            count += 1
            name = f"{wanted}-{count}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _homes(views: list[View], names: list[str], ending: str) -> Mapping[Identity, str]:
    """Where each module begins, and where each element stands in its own module with all that is below it."""
    homes: dict[Identity, str] = {}
    for view, name in zip(views, names, strict=True):
        homes.setdefault(module_identity(view.module), f"{name}{ending}")
        ids = ids_of(view.members)
        for identity in view.members:
            if module_of(identity) == view.module and identity not in view.continued:
                homes.setdefault(identity, f"{name}{ending}#{ids[identity]}")
    return homes
