"""The outline: the argument as a tree with states, filled as far as somebody opens it."""

from __future__ import annotations

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
    Kind.CHALLENGE: "✗?",
    Kind.CONFIDENCE: "~",
}


class Outline(Tree[Node]):
    """The argument from the case's top goals."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "fold", "Fold", show=False),
        Binding("right", "unfold", "Unfold", show=False),
        Binding("enter", "take", "Edit", show=True),
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

    # Filling

    def show(self, reading: Reading, analysis: Analysis | None, tops: list[Node]) -> None:
        """Show a reading, with the states of an analysis; what was open stays open.

        Args:
            reading: The case.
            analysis: Where states are from.
            tops: What :func:`tops_of` gives of the two; in a large case it takes longer than a key may wait.
        """
        first = self._reading is None
        self._reading, self._analysis = reading, analysis
        self._fill(self.root, tops)
        if first or not self.root.is_expanded:
            self.root.expand()
        if first:
            self._open_at_first()

    def _fill(self, top: TreeNode[Node], nodes: list[Node]) -> None:
        """Bring the children of a node, and of all that are open below it, to what the case says now."""
        waiting = [(top, nodes)]
        while waiting:
            parent, wanted = waiting.pop()
            held = list(parent.children)
            if [_key(child) for child in held] != [(node.identity, node.kind) for node in wanted]:
                opened = {_key(child) for child in held if child.is_expanded}
                parent.remove_children()
                held = [self._new(parent, node, opened=(node.identity, node.kind) in opened) for node in wanted]
            for child, node in zip(held, wanted, strict=True):
                child.data = node
                child.allow_expand = node.has_children
                child.set_label(self._label(node))
                if child.is_expanded and node.has_children:
                    waiting.append((child, self._below(node)))

    def _new(self, parent: TreeNode[Node], node: Node, *, opened: bool) -> TreeNode[Node]:
        return parent.add(self._label(node), node, expand=opened, allow_expand=node.has_children)

    def _below(self, node: Node) -> list[Node]:
        return children(self._reading, self._analysis, node.identity, node.depth) if self._reading is not None else []

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
        label = Text(f"{state.sign if state is not None else ' '} ", style=_COLOURS[state] if state is not None else "")
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


def tops_of(reading: Reading, analysis: Analysis | None) -> list[Node]:
    """The first level of the tree."""
    return list(outline(reading, analysis, depth=0))


def _key(child: TreeNode[Node]) -> tuple[Identity, Kind] | None:
    return (child.data.identity, child.data.kind) if child.data is not None else None


def _first(node: Node) -> str:
    return _SHORT.get(node.kind, "")
