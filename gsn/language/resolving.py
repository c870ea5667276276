"""Names to what they name: duplicates, unresolved names, names of the wrong kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gsn.language import mistakes
from gsn.language.readtext import MOST_PROBLEMS, ReadText
from gsn.language.suggestions import closest
from gsn.model.case import Case, Element, Link, Module, Relationship, Waiver, module_identity
from gsn.model.kinds import ARGUMENT, Kind, with_article
from gsn.model.naming import ANYTHING, Kinds, edges_in, mentions_in, names_in
from gsn.model.place import Place
from gsn.model.problem import Problem
from gsn.model.reference import Edge, Identity, Ref, module_of, name_of
from gsn.model.statements.argument import (
    Annotations,
    ChallengeStatement,
    GoalStatement,
    PlainStatement,
    SolutionStatement,
)

MOST_SUGGESTIONS = 50
"""Misspelt names that are compared with all others: each takes as long as reading two hundred lines."""

MAY_REFER_TO: Mapping[Kind, frozenset[Kind]] = {
    Kind.GOAL: frozenset({Kind.GOAL}),
    Kind.STRATEGY: frozenset({Kind.STRATEGY}),
    Kind.SOLUTION: frozenset({Kind.SOLUTION, Kind.EVIDENCE}),
    Kind.CONTEXT: frozenset({Kind.CONTEXT, Kind.GOAL, Kind.MODULE}),
    Kind.ASSUMPTION: frozenset({Kind.ASSUMPTION}),
    Kind.JUSTIFICATION: frozenset({Kind.JUSTIFICATION, Kind.GOAL}),
    Kind.CHALLENGE: frozenset({Kind.CHALLENGE}),
    Kind.MODULE: frozenset({Kind.MODULE}),
    Kind.CONTRACT: frozenset({Kind.CONTRACT}),
}
"""What a reference written with a kind may refer to. A record of evidence stands for the solution that cites it, and an
away goal may be context or justification (GSN v3, 1:4.3.8)."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was read: the modules, what each says, and whether an import failed."""

    modules: dict[str, Module]
    texts: dict[str, ReadText]
    import_failed: bool


def resolve(main: str, folder: Path, read: Resolution, problems: list[Problem], strays: tuple[str, ...]) -> Case:
    """Put the texts together: every name is looked up, and what names nothing is a problem at its place."""
    resolving = _Resolving(read, problems)
    elements = resolving.elements
    links = [link for text in read.texts.values() for link in resolving.links_of(text)]
    for element in list(elements.values()):
        links += resolving.names_of(element)
    heads = [module.head for module in read.modules.values() if module.head is not None]
    for head in heads:
        resolving.names_of(head)
    resolving.check_edges([*elements.values(), *heads], links)
    waivers = [waiver for text in read.texts.values() for waiver in text.waivers]
    for waiver in waivers:
        resolving.names_of_waiver(waiver)
    problems.sort(key=lambda problem: problem.place.order)
    return Case(
        name=main,
        folder=folder,
        modules=read.modules,
        elements=elements,
        links=links,
        waivers=waivers,
        problems=problems,
        unknown_references=resolving.references_unknown,
        strays=strays,
    )


class _Resolving:
    """The table of names, and what is wrong with those that are used."""

    def __init__(self, read: Resolution, problems: list[Problem]) -> None:
        self.read = read
        self.problems = problems
        self.elements: dict[Identity, Element] = {}
        self.missing: set[Identity] = set()
        self.told = Counter(problem.place.file for problem in problems)
        self.suggested = 0
        texts = read.texts.values()
        self.module_unknown = read.import_failed or any(text.import_lost or text.head_lost for text in texts)
        self.references_unknown = self.module_unknown or any(text.references_lost for text in texts)
        for text in texts:
            for element in text.elements:
                self._enter(element)

    def _tell(self, problem: Problem) -> None:
        """Take a problem, unless its file has more than anybody will read."""
        file = problem.place.file
        self.told[file] += 1
        if self.told[file] == MOST_PROBLEMS + 1:
            problem = mistakes.too_many(problem.place, MOST_PROBLEMS)
        if self.told[file] <= MOST_PROBLEMS + 1:
            self.problems.append(problem)

    def _enter(self, element: Element) -> None:
        first = self.elements.get(element.identity)
        if first is None or first.kind is Kind.UNREADABLE:
            self.elements[element.identity] = element
        elif element.kind is not Kind.UNREADABLE:
            self._tell(
                Problem(
                    "duplicate-name",
                    f"`{element.name}` is declared a second time in `{element.module}`",
                    element.place,
                    help="names are unique in a module, across kinds; to refer to it, leave out the text",
                    element=element.identity,
                    related=((first.place, f"`{first.name}` is declared here, as {first.kind}"),),
                )
            )

    # Links

    def links_of(self, text: ReadText) -> Iterator[Link]:
        """A text's links, with each reference looked up."""
        for link in text.links:
            if link.declares:
                yield link
                continue
            referred = link.source if link.relationship is Relationship.CHALLENGES else link.target
            yield self._resolved(link, referred)

    def _resolved(self, link: Link, referred: Identity) -> Link:
        target = self._kind_of(referred)
        as_module = module_identity(name_of(referred))
        if target is None and link.kind is Kind.CONTEXT and self._kind_of(as_module) is Kind.MODULE:
            return replace(link, target=as_module)
        if target is None:
            if not (self.module_unknown and link.kind is Kind.CONTEXT):
                self._unresolved(Ref(referred, link.place), link.kind)
            self._stand_in(referred, link.place)
            return link
        if target is Kind.UNREADABLE or target in MAY_REFER_TO.get(link.kind, ANYTHING):
            return link
        message = f"`{_shown(referred)}` is {with_article(target)}, and is referred to as {with_article(link.kind)}"
        self._tell(Problem("wrong-kind", message, link.place, help=f"write `{target} {_shown(referred)}`"))
        return replace(link, kind=Kind.UNREADABLE)

    def _kind_of(self, identity: Identity) -> Kind | None:
        element = self.elements.get(identity)
        if element is not None:
            return element.kind if identity not in self.missing else None
        module = self.read.modules.get(module_of(identity))
        if module is None or name_of(identity):
            return None
        return Kind.CONTRACT if module.kind is Kind.CONTRACT else Kind.MODULE

    def _stand_in(self, identity: Identity, place: Place) -> None:
        """What a name that names nothing refers to, so that the one mistake is not told again as missing support."""
        self.missing.add(identity)
        module, name = module_of(identity), name_of(identity)
        nothing, none = PlainStatement.model_construct(), Annotations.model_construct()
        self.elements[identity] = Element(
            identity=identity,
            kind=Kind.UNREADABLE,
            name=name,
            module=module,
            text=None,
            public=False,
            parent=None,
            says=nothing,
            annotations=none,
            lost=frozenset(),
            place=place,
            clause_places={},
        )

    # Names in clauses and texts

    def names_of(self, element: Element) -> list[Link]:
        """Look up every name that a statement uses; give the challenges that it states by clause."""
        if not element.clause_places and (element.text is None or not element.text.mentions):
            return []
        for said in (element.says, element.annotations):
            for ref, kinds in names_in(said):
                self._check(ref, kinds, element.identity)
        for ref, kinds in mentions_in(element.text):
            self._check(ref, kinds, element.identity)
        if not isinstance(element.says, GoalStatement | SolutionStatement | ChallengeStatement):
            return []
        return [self._challenge(element, target, index) for index, target in enumerate(element.says.challenges)]

    def _challenge(self, element: Element, target: Ref | Edge, index: int) -> Link:
        place = element.place_of("challenges", index)
        end = target.target.identity if isinstance(target, Edge) else None
        first = target.source.identity if isinstance(target, Edge) else target.identity
        return Link(Relationship.CHALLENGES, element.identity, first, element.kind, place, end=end, nested=False)

    def names_of_waiver(self, waiver: Waiver) -> None:
        self._check(waiver.on, ANYTHING, waiver.on.identity)
        self._check(waiver.by, frozenset({Kind.ACTOR}), waiver.on.identity)

    def _check(self, ref: Ref, kinds: Kinds, element: Identity) -> None:
        if kinds is None:
            return
        found = self._kind_of(ref.identity)
        may_be_module = self.module_unknown or self._kind_of(module_identity(ref.name)) is not None
        if found is None and Kind.MODULE in kinds and may_be_module:
            return
        if found is None:
            self._unresolved(ref, None, element)
        elif found is not Kind.UNREADABLE and found not in kinds:
            expected = " or ".join(kind.value for kind in Kind if kind in kinds)
            message = f"`{_shown(ref.identity)}` is {with_article(found)}; {expected} is expected here"
            self._tell(Problem("wrong-kind", message, ref.place, element=element))

    def check_edges(self, elements: list[Element], links: list[Link]) -> None:
        """A relationship that is named by its ends has to be there, unless an unreadable line may hold it."""
        if self.references_unknown:
            return
        there = {(link.source, link.target) for link in links}
        for element in elements:
            for said in (element.says, element.annotations):
                for edge in edges_in(said) if element.clause_places else ():
                    ends = (edge.source.identity, edge.target.identity)
                    if ends in there or not all(self._readable(end) for end in ends):
                        continue
                    turned = "; it runs the other way" if ends[::-1] in there else ""
                    message = f"there is no relationship `{_shown(ends[0])} -> {_shown(ends[1])}`{turned}"
                    help_ = "it is named from the upper element to the lower: `G1 -> S1`"
                    problem = Problem("unresolved-relationship", message, edge.source.place, help_, element.identity)
                    self._tell(problem)

    def _readable(self, identity: Identity) -> bool:
        return identity in self.elements and self.elements[identity].kind is not Kind.UNREADABLE

    def _unresolved(self, ref: Ref, kind: Kind | None, element: Identity | None = None) -> None:
        """Say that a name names nothing, unless it may stand on a line that could not be read."""
        text = self.read.texts.get(ref.module)
        if (text is None and self.module_unknown) or (text is not None and text.names_lost):
            return
        if self.told[ref.place.file] > MOST_PROBLEMS:
            return
        message, help_ = self._nothing_named(ref, text, kind)
        self._tell(Problem("unresolved-name", message, ref.place, help=help_, element=element))

    def _nothing_named(self, ref: Ref, text: ReadText | None, kind: Kind | None) -> tuple[str, str | None]:
        if text is None:
            match = closest(ref.module, self.read.modules)
            help_ = f"did you mean `{match}`?" if match else "import the file that holds it"
            return f"there is no module named `{ref.module}` in this case", help_
        if not ref.name:
            return f"`{ref.module}` is not a module of this case", None
        return f"nothing in `{ref.module}` is named `{ref.name}`", self._meant(ref, text, kind)

    def _meant(self, ref: Ref, text: ReadText, kind: Kind | None) -> str | None:
        elsewhere = [module for module in self.read.texts if f"{module}::{ref.name}" in self.elements]
        if elsewhere:
            return f"module `{elsewhere[0]}` has one: write `{elsewhere[0]}::{ref.name}`"
        self.suggested += 1
        names = (element.name for element in text.elements if element.kind is not Kind.UNREADABLE)
        match = closest(ref.name, names) if self.suggested <= MOST_SUGGESTIONS else None
        if match:
            return f"did you mean `{match}`?"
        return f'give it a text to declare it here: `{kind} {ref.name} "…"`' if kind in ARGUMENT else None


def _shown(identity: Identity) -> str:
    return name_of(identity) or module_of(identity)
