"""What every part of a document is made from: the judged case, and where in the document its elements stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from gsn.argument import Argument
from gsn.checking import Judgement
from gsn.element_state import ElementState, states_of
from gsn.findings import Finding
from gsn.model.case import Case, Element
from gsn.model.place import Line, Place
from gsn.model.reference import Identity, Text, module_of, name_of, name_seen_from
from gsn.report.anchors import anchor
from gsn.report.model.values import Line as Runs
from gsn.report.model.values import Part
from gsn.same_finding import from_folder


class Basis:
    """A judged case, read for a document."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        self.argument: Argument = judgement.argument
        self.case: Case = judgement.case

    @cached_property
    def states(self) -> Mapping[Identity, ElementState]:
        return states_of(self.judgement)

    # Names

    def target(self, identity: Identity) -> str:
        """The fragment of an element or a module; nothing for what the document does not show."""
        shown = identity in self.case.elements
        if not shown and not name_of(identity):
            shown = module_of(identity) in self.case.modules
        return anchor(identity) if shown else ""

    def module_target(self, identity: Identity) -> str:
        """The fragment of the section that holds a module's argument: the case's own is not the case as a whole."""
        own = module_of(identity) == self.case.name
        return f"module:{anchor(identity)}" if own else anchor(identity)

    def part(self, identity: Identity, module: str = "") -> Part:
        """An element's name, linked; with its module where it is another than the one that is read."""
        return Part(name_seen_from(module or self.case.name, identity), self.target(identity))

    def parts(self, identities: Iterator[Identity] | tuple[Identity, ...] | list[Identity]) -> tuple[Part, ...]:
        """Each once, in their order."""
        return tuple(map(self.part, dict.fromkeys(identities)))

    def line(self, text: Text | None) -> Runs:
        """A text in runs, what it names linked."""
        return tuple(self._runs(text)) if text is not None else ()

    def _runs(self, text: Text) -> Iterator[Part]:
        position = 0
        for mention in text.mentions:
            if mention.start > position:
                yield Part(text.plain[position : mention.start])
            yield Part(text.plain[mention.start : mention.end], self.target(mention.ref.identity))
            position = mention.end
        if position < len(text.plain):
            yield Part(text.plain[position:])

    def text_of(self, identity: Identity) -> str:
        """What an element or the head of a module says."""
        element = self.argument.element(identity)
        if element is None and not name_of(identity):
            module = self.case.modules.get(module_of(identity))
            element = module.head if module is not None else None
        return element.text.plain if element is not None and element.text is not None else ""

    # Places

    def place(self, place: Place | None) -> str:
        """``file:line``, the file from the case's folder, wherever that lies."""
        return f"{self.file(place.file)}:{place.number}" if place is not None else ""

    def file(self, file: str) -> str:
        """A file as it lies in the case's folder."""
        return file.removeprefix(f"{self.case.folder.as_posix()}/")

    def said(self, message: str) -> str:
        """A message in which paths begin at the case's folder."""
        return from_folder(self.case, message)

    def written(self, element: Element) -> tuple[str, ...]:
        """An element's clauses as they are written, in the order of the text."""
        places = [place for held in element.clause_places.values() for place in held]
        return tuple(self.as_written(place) for place in sorted(places, key=lambda place: place.order))

    def as_written(self, place: Place) -> str:
        """A clause's own line, and the lines that continue it."""
        written = place.line.text.strip()
        lines = self._lines.get(place.file, [])
        for line in lines[place.number :]:
            more = line.text.strip()
            if not more.startswith('"'):
                break
            written = f"{written[:-1]} {more[1:]}" if written.endswith('"') else f"{written} {more}"
        return written

    @cached_property
    def _lines(self) -> dict[str, list[Line]]:
        return {module.file: module.lines for module in self.case.modules.values()}

    # Findings

    @cached_property
    def findings(self) -> dict[int, str]:
        """The ids of the findings, by their identity as objects, in the order in which they are listed."""
        return {id(finding): f"finding-{number}" for number, finding in enumerate(self.judgement.findings, 1)}

    @cached_property
    def _at(self) -> dict[Identity, list[Finding]]:
        found: defaultdict[Identity, list[Finding]] = defaultdict(list)
        for finding in self.judgement.findings:
            if finding.element is not None:
                found[finding.element].append(finding)
        return dict(found)

    def findings_at(self, identity: Identity) -> list[Finding]:
        return self._at.get(identity, [])

    def finding_ids(self, identity: Identity) -> tuple[str, ...]:
        return tuple(self.findings[id(finding)] for finding in self.findings_at(identity))

    # The way down

    @cached_property
    def above(self) -> Mapping[Identity, Identity]:
        """What stands above each element where it is first met on the way down from the shown goals."""
        found: dict[Identity, Identity] = {}
        for identity in self.argument.carried:
            for below in self.argument.rests_on(identity):
                if below not in found and below != identity:
                    found[below] = identity
        for top in self.argument.tops:
            found.pop(top.identity, None)
        return found

    def path_to(self, identity: Identity, most: int = 9) -> list[Identity | None]:
        """The way down to an element, itself last; nothing stands for what is left out of its middle."""
        path = [identity]
        met = {identity}
        above = self.above
        while (upper := above.get(path[-1])) is not None and upper not in met:
            path.append(upper)
            met.add(upper)
        path.reverse()
        if len(path) <= most:
            return list(path)
        half = most // 2
        return [*path[:half], None, *path[-half:]]
