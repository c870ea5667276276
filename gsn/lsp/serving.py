"""The server that every handler is given: from what a client sends to the case that it is about, and back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer

from gsn import __version__
from gsn.drafting.analysis import Analysis
from gsn.drafting.position import Location, Position, Range
from gsn.drafting.reading import Reading
from gsn.drafting.workspace import Workspace
from gsn.lsp import units
from gsn.lsp.addresses import path_of
from gsn.lsp.cases import Cases
from gsn.lsp.checking import Checking
from gsn.lsp.profiles import ProfileInHand, is_profile
from gsn.model.place import Place

if TYPE_CHECKING:
    from pygls.server import ServerErrors
    from pygls.workspace import PositionCodec

_LOG = logging.getLogger(__name__)


class Spot(NamedTuple):
    """A text of a case, as it stands now."""

    workspace: Workspace
    reading: Reading
    path: Path


class Told(NamedTuple):
    """What a client was told of the colours of a text last."""

    result_id: str
    data: list[int]


class Failed(JsonRpcException):
    """A request that is understood and not done; the message says why, for the author."""

    CODE = types.LSPErrorCodes.RequestFailed.value

    def __init__(self, message: str) -> None:
        super().__init__(message, self.CODE)


class CaseServer(LanguageServer):
    """A language server for safety cases.

    Texts come whole with each change: the library that holds parts together ends lines where the protocol does not.
    """

    def __init__(self, settings: Mapping[str, object], pause: float) -> None:
        super().__init__("gsn", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.given = dict(settings)
        self.settings = self.given
        self.settings_told = 0
        self.cases = Cases()
        self.checking = Checking(self, pause)
        self.colours: dict[str, Told] = {}
        self._count = count()

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:
        """What went wrong goes to the log that the editor keeps, and not into the author's way."""
        if source is not FeatureRequestError:
            _LOG.error("%s", error)

    # From the client

    def spot(self, uri: str) -> Spot | None:
        """The text that a client names, and the case that it belongs to; nothing where it belongs to none."""
        path = path_of(uri)
        workspace = self.cases.of(path) if path is not None else None
        if path is None or workspace is None:
            return None
        return Spot(workspace, workspace.read(), path)

    def needed_spot(self, uri: str) -> Spot:
        """As :meth:`spot`, for what an author asked for by name.

        Raises:
            Failed: The text belongs to no case.
        """
        spot = self.spot(uri)
        if spot is None:
            raise Failed("this is no text of a case")
        return spot

    def profile(self, uri: str) -> ProfileInHand | None:
        """The treaty profile that a client has open at an address; nothing where it has none."""
        path = path_of(uri)
        held = self.cases.buffers.get(path) if path is not None and is_profile(path) else None
        return ProfileInHand(uri, path, held.text, held.ending) if path is not None and held is not None else None

    def position(self, spot: Spot, position: types.Position) -> Position:
        return units.from_client(self.codec, spot.reading.lines(spot.path), position)

    def range(self, spot: Spot, range_: types.Range) -> Range:
        return units.range_from_client(self.codec, spot.reading.lines(spot.path), range_)

    def analysis(self, spot: Spot) -> Analysis:
        """What is known of a case as it stands: no finding of an older text, whose lines are others."""
        latest = spot.workspace.latest
        return latest if latest is not None and latest.reading is spot.reading else Analysis(spot.reading, ())

    def remember_colours(self, uri: str, data: list[int]) -> Told:
        """Note what a client is told of the colours of a text."""
        told = self.colours[uri] = Told(str(next(self._count)), data)
        return told

    # To the client

    @property
    def codec(self) -> PositionCodec:
        return self.workspace.position_codec

    def uri(self, path: Path) -> str:
        """What the client calls a file."""
        held = self.cases.buffers.get(path)
        return held.uri if held is not None else path.as_uri()

    def span(self, reading: Reading, path: Path, range_: Range) -> types.Range:
        return units.for_client(self.codec, reading.lines(path), range_)

    def spans(self, spot: Spot) -> Callable[[Range], types.Range]:
        """As :meth:`span`, for many ranges of one text."""
        lines, codec = spot.reading.lines(spot.path), self.codec
        return lambda range_: units.for_client(codec, lines, range_)

    def location(self, reading: Reading, location: Location) -> types.Location:
        return types.Location(self.uri(location.path), self.span(reading, location.path, location.range))

    def place(self, reading: Reading, place: Place) -> types.Location:
        """A place of the model, in whichever file it is."""
        return types.Location(self.uri(reading.path_of(place)), self.span_of(place))

    def span_of(self, place: Place) -> types.Range:
        """A place of the model in its file; never empty."""
        line, text, codec = max(place.number - 1, 0), place.line.text, self.codec
        start = units.column_for_client(codec, text, place.start)
        end = units.column_for_client(codec, text, max(place.end, place.start + 1))
        return types.Range(types.Position(line, start), types.Position(line, end))

    def can(self, *names: str) -> object:
        """What the client says of a capability, by the names on the way to it; None where it says nothing."""
        found: object = self.client_capabilities
        for name in names:
            found = found.get(name) if isinstance(found, Mapping) else getattr(found, name, None)
        return found

    def can_any_of(self, value: str, *names: str) -> bool:
        """Whether a client's list of what it takes holds a value."""
        found = self.can(*names)
        return isinstance(found, Sequence) and value in found
