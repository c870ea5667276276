"""JSON of any size: read a piece at a time, keeping only what was asked for, within fixed memory.

What is asked for is a tree of keys. Everything else is checked for being JSON and passed over, so that a transcript of
a gigabyte takes no more memory than its longest text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, TypeAlias

from gsn.evidence.logs.bare_constants import BareConstants
from gsn.evidence.logs.fields import Json, excerpt
from gsn.evidence.logs.log import Unreadable

Wanted: TypeAlias = Mapping[str, "Wanted"]
"""Which keys of an object are kept, and what of their values. A value that is no object and no list is kept as it is;
of an object or a list nothing is kept but what its own tree names."""

ANY = "*"
"""In a tree: every key that is not named."""

EACH = "[]"
"""In a tree: every item of a list."""

PIECE = 1 << 16
"""Bytes that are read at a time."""

LARGEST_PIECE = 1 << 20
"""Bytes that are parsed at a time within a long text, which the parser reads anew with each piece."""

LARGEST_TEXT = 4 << 30
"""Bytes of JSON that are read of one log: a minute's work at most. Larger logs are refused."""

MOST_EVENTS = 150_000_000
"""Values, keys and brackets that are read of one log: half a minute's work. A megabyte of a transcript has 30,000."""

LONGEST_VALUE = 16 << 20
"""Bytes without the end of any value: a text, a number or blanks as long are refused, for they have to be held."""

DEEPEST = 200
"""Objects and lists within each other. Logs need some twenty."""

LONGEST_KEPT = 500
"""Characters that are kept of a text."""

MOST_KEPT = 250_000
"""Values that are kept of a document, beside the items that are handed on."""

MOST_KEPT_OF_ITEM = 10_000
"""Values that are kept of one item."""

MOST_CHARACTERS = 8_000_000
"""Characters of texts and keys that are kept of a document."""

Take: TypeAlias = Callable[[dict[str, Json], Json], None]
"""Is given the document as far as it was read, and an item."""


class Work:
    """How much of a log was read so far, over all its parts."""

    def __init__(self) -> None:
        self.read = self.seen = 0

    def add(self, read: int, seen: int) -> None:
        """Count bytes, or what a parser saw in them.

        Raises:
            Unreadable: It was too much.
        """
        self.read += read
        self.seen += seen
        if self.read > LARGEST_TEXT:
            raise Unreadable(f"holds more than {LARGEST_TEXT >> 30} GB of JSON")
        if self.seen > MOST_EVENTS:
            raise Unreadable(f"has more than {MOST_EVENTS:,} values, keys and brackets of JSON")


def read_object(
    chunks: Iterable[bytes], wanted: Wanted, take: tuple[str, Take] | None = None, work: Work | None = None
) -> dict[str, Json]:
    """Read one object.

    Args:
        chunks: Its bytes.
        wanted: What to keep of it.
        take: The key of a list whose items are handed on one by one and not kept, and who takes them.
        work: What was read of the same log before.

    Raises:
        Unreadable: It is no JSON, no object, too large, too deep, or says one thing twice.
    """
    found: list[Json] = []
    _Walk(wanted, found.append, take).over(_events(chunks, work or Work(), several=False))
    if len(found) != 1 or not isinstance(found[0], dict):
        raise Unreadable("is JSON, but no object")
    return found[0]


def read_lines(chunks: Iterable[bytes], wanted: Wanted, take: Callable[[Json], None]) -> None:
    """Read objects that stand one after the other, as the lines of a JSONL file, and hand each on.

    Raises:
        Unreadable: As for one object.
    """
    _Walk(wanted, take, None).over(_events(chunks, Work(), several=True))


def pieces(stream: BinaryIO, size: int | None = None) -> Iterator[bytes]:
    """A file's bytes from its beginning, a piece at a time."""
    stream.seek(0)
    while piece := stream.read(size or PIECE):
        yield piece


def first_keys(chunks: Iterable[bytes]) -> Iterator[str]:
    """The keys of the first object, in their order, read no further than they are asked for.

    Raises:
        Unreadable: It is no JSON.
    """
    depth = 0
    for event, value in _events(chunks, Work(), several=True):
        if event == "map_key" and depth == 1:
            yield value
        depth += _STEPS.get(event, 0)
        if depth > DEEPEST:
            raise _too_deep()


_OPENING = frozenset({"start_map", "start_array"})
_CLOSING = frozenset({"end_map", "end_array"})
_STEPS = dict.fromkeys(_OPENING, 1) | dict.fromkeys(_CLOSING, -1)


def _events(chunks: Iterable[bytes], work: Work, *, several: bool) -> Iterator[tuple[str, Any]]:
    """What a parser sees, one event after the other."""
    import ijson  # type: ignore[import-untyped] # carries no types; its events are checked where they are met

    events: list[tuple[str, Any]] = ijson.sendable_list()
    parser = ijson.basic_parse_coro(events, multiple_values=several)
    plain = BareConstants()
    held, size = b"", PIECE
    read = silent = 0
    for chunk in chunks:
        read += len(chunk)
        work.add(len(chunk), 0)
        held = held + chunk if held else chunk
        if len(held) < size and silent:
            continue
        _feed(parser.send, plain.feed(held), read)
        work.add(0, len(events))
        silent = 0 if events else silent + len(held)
        size = PIECE if events else min(2 * size, LARGEST_PIECE)
        if silent > LONGEST_VALUE:
            raise Unreadable(f"has a value of more than {LONGEST_VALUE >> 20} MB (before byte {read:,})")
        held = b""
        yield from events
        events.clear()
    _feed(parser.send, plain.feed(held) + plain.rest(), read)
    _close(parser, read)
    yield from events


def _feed(send: Callable[[bytes], object], chunk: bytes, read: int) -> None:
    import ijson

    try:
        if chunk:
            send(chunk)
    except ijson.JSONError as error:
        raise Unreadable(f"is no JSON (before byte {read:,}): {_told(error)}") from error
    except (ValueError, ArithmeticError, SystemError) as error:
        raise Unreadable(f"has a number that no log needs (before byte {read:,})") from error


def _close(parser: Any, read: int) -> None:
    import ijson

    try:
        parser.close()
    except ijson.JSONError as error:
        if read == 0:
            raise Unreadable("is empty") from error
        raise Unreadable("is cut off: its JSON does not end") from error
    except (ValueError, ArithmeticError, SystemError) as error:
        raise Unreadable("ends in a number that no log needs") from error


def _told(error: Exception) -> str:
    """The first line of what the parser says, which is sometimes bytes."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return text.strip().partition("\n")[0].strip().rstrip(".")


class _Walk:
    """Builds what is wanted of a parser's events. One level of the stack is one object or list; nothing recurs.

    The documents are the items of a list that never ends, so that reading one and reading several is the same.
    """

    def __init__(self, wanted: Wanted, take_document: Callable[[Json], None], take: tuple[str, Take] | None) -> None:
        self.wanted: Wanted = {EACH: wanted}
        self.take_document = take_document
        self.items_key = take[0] if take else None
        self.take_item = take[1] if take else _nobody
        self.document: dict[str, Json] = {}
        self.stack: list[tuple[Any, Wanted, str]] = []
        self.items: list[Json] | None = None
        self.kept = self.kept_of_item = self.characters = 0

    def over(self, events: Iterator[tuple[str, Any]]) -> None:
        container: Any = []  # what is being filled
        wanted = self.wanted  # what is wanted of it
        child = wanted.get(EACH)  # what is wanted of its next value; None where that is passed over
        key = ""  # and the key that it has there
        for event, value in events:
            if event == "map_key":
                key = value
                child = wanted.get(key, wanted.get(ANY))
                if child is not None:
                    self._check_key(key, container)
            elif event in _CLOSING:
                closed = container
                container, wanted, key = self.stack.pop()
                self._place(closed, container, key)
                child = wanted.get(EACH)
            elif child is None:
                if event in _OPENING:
                    _pass_over(events, len(self.stack) + 1)
            elif event in _OPENING:
                self.stack.append((container, wanted, key))
                container = self._opened(event, key)
                wanted = child
                child = wanted.get(EACH)
            else:
                self._count()
                self._place(self._shortened(value) if event == "string" else value, container, key)

    def _opened(self, event: str, key: str) -> Any:
        depth = len(self.stack)
        if depth > DEEPEST:
            raise _too_deep()
        self._count()
        if event == "start_map":
            opened: dict[str, Json] = {}
            if depth == 1:
                self.document = opened
            return opened
        items: list[Json] = []
        if depth == 2 and key == self.items_key:  # noqa: PLR2004 - directly in the document
            self.items = items
        return items

    def _place(self, value: Json, container: Any, key: str) -> None:
        if not self.stack:
            self.take_document(value)
            self.kept = self.characters = 0
        elif container is self.items:
            self.take_item(self.document, value)
            self.kept_of_item = 0
        elif isinstance(container, dict):
            container[key] = value
            if value is self.items:
                self.items = None
        else:
            container.append(value)

    def _check_key(self, key: str, container: dict[str, Json]) -> None:
        if key in container:
            raise Unreadable(f"says `{excerpt(key)}` twice in one object")
        if len(key) > LONGEST_KEPT:
            raise Unreadable(f"has a key of more than {LONGEST_KEPT} characters: `{excerpt(key)}`")
        self._count_characters(len(key))

    def _shortened(self, text: str) -> str:
        text = text[:LONGEST_KEPT]
        self._count_characters(len(text))
        return text

    def _count(self) -> None:
        if self.items is None:
            self.kept += 1
        else:
            self.kept_of_item += 1
        if self.kept > MOST_KEPT or self.kept_of_item > MOST_KEPT_OF_ITEM:
            raise Unreadable(f"says more than {MOST_KEPT:,} things that bear on a count, or one sample does")

    def _count_characters(self, number: int) -> None:
        if self.items is None:
            self.characters += number
            if self.characters > MOST_CHARACTERS:
                raise Unreadable(f"has more than {MOST_CHARACTERS:,} characters in what bears on a count")


def _pass_over(events: Iterator[tuple[str, Any]], depth: int) -> None:
    """Go past the rest of an object or a list that was just opened at some depth: most of a log is passed over."""
    opened = depth
    if opened > DEEPEST:
        raise _too_deep()
    for event, _ in events:
        if event in _STEPS:
            opened += _STEPS[event]
            if opened < depth:
                return
            if opened > DEEPEST:
                raise _too_deep()


def _nobody(document: dict[str, Json], item: Json) -> None:
    """Takes no items."""


def _too_deep() -> Unreadable:
    return Unreadable(f"has more than {DEEPEST} objects and lists within each other")
