"""The outline: the argument as a tree with states, filled as far as somebody opens it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from operator import eq
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from gsn.drafting.analysis import Analysis
from gsn.drafting.outline import Node, children, outline
from gsn.drafting.reading import Reading
from gsn.element_state import State
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.output.visible import visible

OPENED_AT_FIRST = 40
"""Lines of the tree that are open before anybody opened one."""

_COLOURS = {State.SUPPORTED: "green", State.OPEN: "yellow", State.FAILING: "red", State.UNREADABLE: "magenta"}
_SHORT = {
    Kind.GOAL: "G",
    Kind.STRATEGY: "S",
    Kind.SOLUTION: "E",
    Kind.CONTEXT: "C",
    Kind.ASSUMPTION: "A",
    Kind.JUSTIFICATION: "J",
    Kind.CHALLENGE: "D",
    Kind.CONFIDENCE: "~",
}


class Outline(Tree[Node]):
    """The argument from the case's top goals."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "fold", "Fold", show=False),
        Binding("right", "unfold", "Unfold", show=False),
        Binding("enter", "take", "Edit", show=False),
    ]

    class Chosen(Message):
        """Somebody wants to edit an element."""

        def __init__(self, identity: Identity) -> None:
            super().__init__()
            self.identity = identity

    def __init__(self, id_: str) -> None:
        super().__init__("case", id=id_)
        self.show_root = False
        self.guide_depth = 2
        self._reading: Reading | None = None
        self._analysis: Analysis | None = None
        self._levels: dict[Identity | None, list[Node]] = {}

    # Filling

    def show(self, reading: Reading, analysis: Analysis | None, levels: Levels) -> None:
        """Show a reading, with the states of an analysis; what was open stays open.

        Args:
            reading: The case.
            analysis: Where states are from.
            levels: What :func:`levels_of` gives of the two; in a large case it takes longer than a key may wait.
        """
        first, chosen = self._reading is None, self.chosen
        self._reading, self._analysis, self._levels = reading, analysis, dict(levels)
        self._fill(self.root, self._levels[None])
        if first or not self.root.is_expanded:
            self.root.expand()
        if first:
            self._open_at_first()
        elif chosen is not None and self.has_focus:
            self.call_after_refresh(self.follow, chosen)  # what is chosen may stand on another line now

    def _fill(self, top: TreeNode[Node], nodes: list[Node]) -> None:
        """Bring the children of a node, and of all that are open below it, to what the case says now."""
        waiting = [(top, nodes)]
        while waiting:
            parent, wanted = waiting.pop()
            held = list(parent.children)
            if [_key(child) for child in held] != [_key_of(node) for node in wanted]:
                held = self._put(parent, held, wanted)
            for child, node in zip(held, wanted, strict=True):
                if child.data is None or _told(child.data) != _told(node):
                    child.set_label(self._label(node))
                child.data = node
                child.allow_expand = node.has_children
                if child.is_expanded and node.has_children:
                    waiting.append((child, self._below(node)))

    def _put(self, parent: TreeNode[Node], held: list[TreeNode[Node]], wanted: list[Node]) -> list[TreeNode[Node]]:
        """Take out and put in what differs among the children of a node."""
        there, now = [_key(child) for child in held], [_key_of(node) for node in wanted]
        first = _alike(there, now)
        last = _alike(there[first:][::-1], now[first:][::-1])
        end, end_now = len(there) - last, len(now) - last
        opened = {_key(child) for child in held[first:end] if child.is_expanded}
        for child in held[first:end]:
            child.remove()
        for place in range(first, end_now):
            node = wanted[place]
            parent.add(
                self._label(node),
                node,
                before=place if place < len(parent.children) else None,
                expand=_key_of(node) in opened,
                allow_expand=node.has_children,
            )
        return list(parent.children)

    @property
    def opened(self) -> frozenset[Identity]:
        """What stands open in the tree."""
        waiting, found = list(self.root.children), set()
        while waiting:
            child = waiting.pop()
            if child.is_expanded and child.data is not None:
                found.add(child.data.identity)
                waiting += child.children
        return frozenset(found)

    def _below(self, node: Node) -> list[Node]:
        if node.identity not in self._levels and self._reading is not None:
            self._levels[node.identity] = children(self._reading, self._analysis, node.identity)
        return self._levels.get(node.identity, [])

    def _open_at_first(self) -> None:
        """Open the tree level by level, as far as a screen holds."""
        waiting = list(self.root.children)
        lines = len(waiting)
        while waiting:
            child = waiting.pop(0)
            if child.data is None or not child.data.has_children:
                continue
            below = self._below(child.data)
            lines += len(below)
            if lines > OPENED_AT_FIRST:
                break
            self._fill(child, below)
            child.expand()
            waiting += child.children
        if self.root.children:
            self.move_cursor(self.root.children[0])

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Node]) -> None:
        if event.node.data is not None:
            self._fill(event.node, self._below(event.node.data))

    def _label(self, node: Node) -> Text:
        state = node.state.state if node.state is not None else None
        sign = (f"{state.sign} ", f"bold {_COLOURS[state]}") if state is not None else "  "
        label = Text.assemble(sign)
        label.append(visible(node.name), style="dim" if node.scopes else "bold")
        if node.repeated:
            label.append(" (above)", style="dim")
        label.append(f" {_SHORT.get(node.kind, node.kind.value)}" if not node.name.startswith(_first(node)) else "")
        label.append(f" {visible(node.text)}", style="dim" if node.scopes else "")
        return label

    # Following

    @property
    def chosen(self) -> Identity | None:
        """The element under the outline's cursor."""
        node = self.cursor_node
        return node.data.identity if node is not None and node.data is not None else None

    def follow(self, identity: Identity) -> None:
        """Bring an element to sight and select it, opening what it stands under."""
        if identity == self.chosen or self._reading is None:
            return
        path = next(iter(self._reading.argument.paths_to(identity, 1)), None)
        at = self.root
        for step in path or [identity]:
            child = next((each for each in at.children if each.data is not None and each.data.identity == step), None)
            if child is None:
                return
            at = child
            if step != identity and not at.is_expanded and at.data is not None:
                self._fill(at, self._below(at.data))
                at.expand()
        self.call_after_refresh(self._select, at)

    def _select(self, node: TreeNode[Node]) -> None:
        self.move_cursor(node)
        self.scroll_to_node(node, animate=False)

    # Keys

    def action_fold(self) -> None:
        """Fold what is open; else go to what this stands under."""
        node = self.cursor_node
        if node is None:
            return
        if node.is_expanded and node.allow_expand:
            node.collapse()
        elif node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)

    def action_unfold(self) -> None:
        """Open what is folded; else go to the first below."""
        node = self.cursor_node
        if node is None or not node.allow_expand:
            return
        if not node.is_expanded:
            node.expand()
        elif node.children:
            self.move_cursor(node.children[0])

    def action_take(self) -> None:
        """Edit the element."""
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))


Levels = Mapping[Identity | None, list[Node]]
"""What stands under elements of the tree; under None its first level."""


def levels_of(reading: Reading, analysis: Analysis | None, opened: Iterable[Identity]) -> Levels:
    """The first level of the tree, and what stands under what is open in it."""
    tops: Levels = {None: list(outline(reading, analysis, depth=0))}
    return {**tops, **{identity: children(reading, analysis, identity) for identity in opened}}


def _alike(one: Sequence[object], other: Sequence[object]) -> int:
    """How many of the first of two rows are the same."""
    return sum(1 for _ in takewhile(bool, map(eq, one, other)))


def _told(node: Node) -> tuple[object, ...]:
    """What a line of the tree says."""
    return (node.name, node.kind, node.text, node.repeated, node.state.state if node.state is not None else None)


def _key_of(node: Node) -> tuple[Identity, Kind]:
    return (node.identity, node.kind)


def _key(child: TreeNode[Node]) -> tuple[Identity, Kind] | None:
    return _key_of(child.data) if child.data is not None else None


def _first(node: Node) -> str:
    return _SHORT.get(node.kind, "")
