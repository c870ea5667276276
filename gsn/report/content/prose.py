"""An author's prose: Markdown behind an element, read into blocks that hold no mark-up.

A safe subset is read: headings, paragraphs, lists, quotes, code, tables, emphasis and links. HTML stands as the text
that it is, an image as a link to it, and a link is shown with its address; what is no address of the web or of mail is
text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gsn.evidence.files import locate
from gsn.model.case import Element
from gsn.report.content.basis import Basis
from gsn.report.model.values import Block, Prose, Run

if TYPE_CHECKING:
    from markdown_it.token import Token

LARGEST = 1 << 20
"""Bytes of prose that are read of a file: a book, and no more."""

MOST_BLOCKS = 5000

_ADDRESSES = ("https://", "http://", "mailto:")
_LOOKS = {"strong": "strong", "em": "emphasis"}


def prose_of(basis: Basis) -> tuple[tuple[Prose, ...], tuple[Prose, ...]]:
    """The author's prose about the case as a whole, and about its modules and elements."""
    heads = [module.head for module in basis.case.modules.values() if module.head is not None]
    own = [head for head in heads if head is basis.case.head]
    others = [*(head for head in heads if head is not basis.case.head), *basis.argument.elements]
    summary = tuple(_prose(basis, element) for element in own if element.annotations.prose is not None)
    return summary, tuple(_prose(basis, element) for element in others if element.annotations.prose is not None)


def _prose(basis: Basis, element: Element) -> Prose:
    written = element.annotations.prose.plain if element.annotations.prose is not None else ""
    located = locate(written, basis.case.folder.resolve())
    data, trouble = b"", located.trouble or ""
    if located.path is not None:
        try:
            with Path(located.path).open("rb") as stream:
                data = stream.read(LARGEST + 1)
        except OSError as error:
            trouble = f"cannot be read: {error.strerror or error}"
        else:
            trouble = "is larger than a megabyte" if len(data) > LARGEST else ""
    text = "" if trouble else data.decode("utf-8", errors="replace")
    return Prose(
        about=basis.part(element.identity),
        kind=element.kind.value,
        file=written,
        sha256="" if trouble else hashlib.sha256(data).hexdigest(),
        trouble=f"`{written}` {trouble}" if trouble else "",
        blocks=tuple(blocks_of(text)) if text else (),
    )


def blocks_of(markdown: str) -> list[Block]:
    """Markdown as blocks. Whatever it holds, what comes of it is text."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    return _Reading(reader.parse(markdown)).blocks()[:MOST_BLOCKS]


class _Reading:
    """Blocks from tokens, which markdown-it gives flat: an opening one, what is inside, a closing one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.found: list[Block] = []
        self.lists: list[int | None] = []
        self.mark = ""
        self.quotes = 0
        self.heading = 0
        self.table: list[tuple[tuple[Run, ...], ...]] | None = None
        self.cells: list[tuple[Run, ...]] = []

    def blocks(self) -> list[Block]:
        for token in self.tokens:
            self._take(token)
        return self.found

    def _take(self, token: Token) -> None:
        match token.nesting:
            case 1:
                self._open(token)
            case -1:
                self._close(token)
            case _:
                self._add(token)

    def _open(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_open":
                self.lists.append(int(token.attrGet("start") or 1))
            case "list_item_open":
                self._begin_item()
            case "blockquote_open":
                self.quotes += 1
            case "table_open":
                self.table = []
            case "tr_open":
                self.cells = []
            case _:
                pass

    def _close(self, token: Token) -> None:
        match token.type:
            case "heading_close":
                self.heading = 0
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "blockquote_close":
                self.quotes -= 1
            case "tr_close" if self.table is not None:
                self.table.append(tuple(self.cells))
            case "table_close":
                self.found.append(Block("table", rows=tuple(self.table or ())))
                self.table = None
            case _:
                pass

    def _add(self, token: Token) -> None:
        match token.type:
            case "fence" | "code_block":
                self.found.append(Block("code", lines=tuple(token.content.rstrip("\n").split("\n"))))
            case "hr":
                self.found.append(Block("rule"))
            case "inline":
                self._take_text(tuple(_runs(token.children or ())))
            case _:
                pass

    def _begin_item(self) -> None:
        number = self.lists[-1]
        self.mark = "•" if number is None else f"{number}."
        if number is not None:
            self.lists[-1] = number + 1

    def _take_text(self, runs: tuple[Run, ...]) -> None:
        if self.table is not None:
            self.cells.append(runs)
        elif self.heading:
            self.found.append(Block("heading", self.heading, runs=runs))
        elif self.lists:
            self.found.append(Block("item", len(self.lists), self.mark, runs))
            self.mark = ""
        else:
            self.found.append(Block("quote" if self.quotes else "paragraph", max(self.quotes, 1), runs=runs))


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    """The words of a line, with how they look and where they lead."""
    looks: list[str] = []
    address = ""
    for token in tokens:
        match token.type:
            case "link_open":
                address = _address(str(token.attrGet("href") or ""))
            case "link_close":
                address = ""
            case "strong_open" | "em_open":
                looks.append(_LOOKS[token.tag])
            case "strong_close" | "em_close":
                looks.pop()
            case "code_inline":
                yield Run(token.content, "code", address)
            case "image":
                yield Run(token.content or "image", "", _address(str(token.attrGet("src") or "")))
            case "softbreak" | "hardbreak":
                yield Run(" ")
            case _:
                if token.content:
                    yield Run(token.content, looks[-1] if looks else "", address)


def _address(written: str) -> str:
    return written if written.lower().startswith(_ADDRESSES) else ""
