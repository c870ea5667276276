"""The argument: the elements of all modules, plain adjacency, and the few walks that everybody needs.

Nothing here recurses: an argument is as deep as its author made it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from gsn.evidence.actors import Registry
from gsn.evidence.register import Register, register_of
from gsn.evidence.states import Assessment
from gsn.model.case import Case, Element, Link, Relationship
from gsn.model.expression import FromLog
from gsn.model.kinds import ARGUMENT, GOALS, Kind
from gsn.model.naming import dependencies_in, names_in, texts_in
from gsn.model.place import Place
from gsn.model.reference import Edge, Identity, Ref, module_of, name_of
from gsn.model.review import Review
from gsn.model.statements.argument import ChallengeStatement, ConfidenceStatement, GoalStatement, SolutionStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.facts import CaseStatement, ConfigurationStatement
from gsn.model.statements.risk import HazardStatement

if TYPE_CHECKING:
    import networkx as nx

    from gsn.compliance.account import Account
    from gsn.doubt.states import Doubts
    from gsn.evidence.logs.log import Log, LogProblem
    from gsn.findings import Ground
    from gsn.risk.problem import Limit
    from gsn.risk.proving import Proofs
    from gsn.treaty.held import Held
    from gsn.treaty.profile import Profile

_OF_THE_PROFILE = frozenset({"_treaty", "held", "account", "risk", "doubts", "reviewers"})
"""What of an argument goes by the profile that it is held against."""

MOST_STEPS = 10_000
"""Steps of a search for paths, which in a case with cycles may lead nowhere."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An element, and what is one relationship away from it."""

    argument: Argument
    element: Element
    support: list[Link]
    context: list[Link]
    parents: list[Link]
    challenges: list[Link]

    @property
    def partly_unread(self) -> bool:
        """Whether a line of the element, or under it, could not be read."""
        return self.argument.partly_unread(self.element.identity)


class Argument:
    """A case as a graph.

    ``as_of`` is the day on which everything dated is judged; ``registry`` are a reviewer's actors and ``treaty`` a
    reviewer's profile, in the place of the case's own; ``seen`` are withheld records whose files somebody has seen
    whose word counts for the reviewer. ``proved_before`` is what was proved of an earlier text, while somebody drafts.
    ``lacking`` is what is known so far to keep elements from being supported (:func:`gsn.support.lacks_of`).
    """

    def __init__(
        self,
        case: Case,
        as_of: date | None = None,
        registry: Registry | None = None,
        treaty: Profile | None = None,
        seen: Collection[Identity] = (),
    ) -> None:
        self.case = case
        self.as_of = as_of or datetime.now(tz=UTC).date()
        self.registry = registry
        self.seen = frozenset(seen)
        self.proved_before: Proofs | None = None
        self._treaty = treaty
        self._support: defaultdict[Identity, list[Link]] = defaultdict(list)
        self._context: defaultdict[Identity, list[Link]] = defaultdict(list)
        self._parents: defaultdict[Identity, list[Link]] = defaultdict(list)
        self._challenges: defaultdict[Identity, list[Link]] = defaultdict(list)
        self._challenging: defaultdict[Identity, list[Link]] = defaultdict(list)
        self._rested_on: dict[Identity, list[Identity]] = {}
        self.lacking: dict[Identity, tuple[Ground, ...]] = {}
        for link in case.links:
            if link.relationship is Relationship.CHALLENGES:
                self._challenges[link.target].append(link)
                self._challenging[link.source].append(link)
                continue
            below = self._support if link.relationship is Relationship.SUPPORTED_BY else self._context
            below[link.source].append(link)
            self._parents[link.target].append(link)

    # Elements

    @property
    def elements(self) -> Iterable[Element]:
        """Every element of every module, in the author's order."""
        return self.case.elements.values()

    @cached_property
    def by_kind(self) -> dict[Kind, list[Element]]:
        """The elements of each kind."""
        found: dict[Kind, list[Element]] = {kind: [] for kind in Kind}
        for element in self.elements:
            found[element.kind].append(element)
        return found

    @cached_property
    def by_module(self) -> dict[str, list[Element]]:
        """The elements that each module declares."""
        found: dict[str, list[Element]] = {module: [] for module in self.case.modules}
        for element in self.elements:
            found.setdefault(element.module, []).append(element)
        return found

    def element(self, identity: Identity) -> Element | None:
        """The element of an identity; nothing for a module, or for a name that names nothing."""
        return self.case.elements.get(identity)

    def kind_of(self, identity: Identity) -> Kind:
        """An element's kind; a module's for a reference to a module."""
        element = self.case.elements.get(identity)
        if element is not None:
            return element.kind
        module = self.case.modules.get(module_of(identity))
        if module is None or name_of(identity):
            return Kind.UNREADABLE
        return Kind.CONTRACT if module.kind is Kind.CONTRACT else Kind.MODULE

    # Relationships

    def support_of(self, identity: Identity) -> list[Link]:
        """SupportedBy, from an element to what supports it: together one inference (GSN v3, 1:2.2.4)."""
        return self._support.get(identity, [])

    def context_of(self, identity: Identity) -> list[Link]:
        """InContextOf, from an element to its contexts, assumptions and justifications."""
        return self._context.get(identity, [])

    def parents_of(self, identity: Identity) -> list[Link]:
        """The relationships that lead to an element from what it supports or scopes."""
        return self._parents.get(identity, [])

    def challenges_to(self, identity: Identity) -> list[Link]:
        """The challenges to an element, or to a relationship that begins at it."""
        return self._challenges.get(identity, [])

    def challenged_by(self, identity: Identity) -> list[Link]:
        """What an element challenges."""
        return self._challenging.get(identity, [])

    def neighbourhood(self, element: Element) -> Neighbourhood:
        identity = element.identity
        return Neighbourhood(
            self,
            element,
            self.support_of(identity),
            self.context_of(identity),
            self.parents_of(identity),
            [link for link in self.challenges_to(identity) if link.end is None],
        )

    def records_of(self, identity: Identity) -> list[Identity]:
        """The records that a solution cites; a record that is itself referred to as a solution is its own."""
        element = self.element(identity)
        if element is None:
            return []
        if element.kind is Kind.EVIDENCE:
            return [identity]
        return [ref.identity for ref in element.says.cites] if isinstance(element.says, SolutionStatement) else []

    def links_in(self, file: str) -> list[Link]:
        """The relationships that a file's text states."""
        return self._links_by_file.get(file, [])

    @cached_property
    def _links_by_file(self) -> dict[str, list[Link]]:
        found: defaultdict[str, list[Link]] = defaultdict(list)
        for link in self.case.links:
            found[link.place.file].append(link)
        return found

    def partly_unread(self, identity: Identity) -> bool:
        """Whether a line of an element, or under it, could not be read: what seems to be missing may stand there."""
        element = self.element(identity)
        if element is not None and element.lost:
            return True
        links = chain(self.support_of(identity), self.context_of(identity))
        return Kind.UNREADABLE in [link.kind for link in links]

    @cached_property
    def modules_in_use(self) -> frozenset[str]:
        """Modules that refer to another, or are referred to by one."""
        ends = [(link.source, link.target) for link in self.case.links]
        across = {module_of(end) for pair in ends if module_of(pair[0]) != module_of(pair[1]) for end in pair}
        named = {(element.module, ref.module) for element, ref in self._names_used}
        return frozenset(across | {module for pair in named if pair[0] != pair[1] for module in pair})

    @cached_property
    def _with_clauses(self) -> list[Element]:
        """The elements and the heads of files under which any clause stands."""
        heads = [module.head for module in self.case.modules.values() if module.head is not None]
        return [element for element in (*heads, *self.elements) if element.clause_places]

    @cached_property
    def _names_used(self) -> list[tuple[Element, Ref]]:
        """Every name in a clause, with the statement that uses it."""
        return [(element, ref) for element in self._with_clauses for ref, _ in names_in(element.says)]

    def names_used_in(self, module: str) -> list[tuple[Element, Ref]]:
        """The names that clauses of a module use, with the statements that use them."""
        return self._names_by_module.get(module, [])

    @cached_property
    def _names_by_module(self) -> dict[str, list[tuple[Element, Ref]]]:
        found: defaultdict[str, list[tuple[Element, Ref]]] = defaultdict(list)
        for element, ref in self._names_used:
            if ref.identity not in _spoken_of(element) and not self._is_spoken_of_in_a_review(element, ref):
                found[element.module].append((element, ref))
        return found

    def _is_spoken_of_in_a_review(self, element: Element, ref: Ref) -> bool:
        """Whether a review names what is the case's: it may look at anything, and nothing of the case rests on that."""
        module = self.case.modules.get(element.module)
        return module is not None and module.kind is Kind.REVIEW and ref.module != element.module

    @cached_property
    def defeated_relationships(self) -> dict[tuple[Identity, Identity], Place]:
        """Relationships that are given up, wherever that is said, and where it is said first."""
        found: dict[tuple[Identity, Identity], Place] = {}
        for element in self._with_clauses:
            for index, defeat in enumerate(element.annotations.defeated):
                if defeat.edge is not None:
                    ends = (defeat.edge.source.identity, defeat.edge.target.identity)
                    found.setdefault(ends, element.place_of("defeated", index))
        return found

    @cached_property
    def citing(self) -> dict[Identity, list[Element]]:
        """The solutions that cite each record."""
        found: defaultdict[Identity, list[Element]] = defaultdict(list)
        for solution in self.by_kind[Kind.SOLUTION]:
            for record in self.records_of(solution.identity):
                found[record].append(solution)
        return found

    @cached_property
    def register(self) -> Register:
        """What the evidence comes to on the day: its files are looked at once."""
        return register_of(self.case, self.as_of, self.registry, self.seen)

    @property
    def assessments(self) -> Mapping[Identity, Assessment]:
        """The state of every record of evidence on the day."""
        return self.register.assessments

    @cached_property
    def logs(self) -> dict[tuple[Identity, int], Log | LogProblem]:
        """The logs that measurements count in, by the record and the measurement's place in it."""
        from gsn.evidence.counts import read_record

        found: dict[tuple[Identity, int], Log | LogProblem] = {}
        for record in self.by_kind[Kind.EVIDENCE]:
            says = record.says
            for position, measured in enumerate(says.measures if isinstance(says, EvidenceStatement) else ()):
                if isinstance(measured.measurement, FromLog) and isinstance(says, EvidenceStatement):
                    on = self.element(says.on.identity) if says.on is not None else None
                    folder = self.case.folder_of(record.identity).resolve()
                    run = on.says if on is not None and isinstance(on.says, ConfigurationStatement) else None
                    found[record.identity, position] = read_record(says, measured.measurement, folder, run)
        return found

    @cached_property
    def risk(self) -> Proofs:
        """What is proved of the numbers that the case claims, and why the rest is not."""
        from gsn.risk.proving import prove

        limits = self._limits_to_prove()
        return prove(self, limits, self.proved_before) if limits else self._risk_without_limits

    @cached_property
    def _risk_without_limits(self) -> Proofs:
        from gsn.risk.proving import prove

        return prove(self, before=self.proved_before)

    def _limits_to_prove(self) -> tuple[Limit, ...]:
        if self.held is None or self.held.profile is None:
            return ()
        from gsn.compliance.limits import limits_to_prove

        return limits_to_prove(self, self.held.profile)

    def held_to(self, treaty: Profile) -> Argument:
        """The same argument held against another profile: what no profile bears on is not done again."""
        other = Argument(self.case, self.as_of, self.registry, treaty)
        known = {name: value for name, value in vars(self).items() if name not in _OF_THE_PROFILE}
        vars(other).update(known)
        return other

    @cached_property
    def doubts(self) -> Doubts:
        """What is challenged, or stands in doubt unasked, and what has become of it. Unproved claims answer nothing."""
        from gsn.doubt.states import doubts_of

        return doubts_of(self, self.risk.unproved)

    @cached_property
    def reviewers(self) -> tuple[tuple[Review, Argument], ...]:
        """The argument with a review's own numbers in the place of the case's, for each review that has any."""
        if not self.case.reviews:
            return ()
        from gsn.review.substituting import arguments_with_their_numbers

        return tuple(arguments_with_their_numbers(self))

    @property
    def treaty(self) -> Profile | None:
        """A reviewer's profile; none where the case is held against the one that it names."""
        return self._treaty

    @cached_property
    def held(self) -> Held | None:
        """The profile that the case is held against; none where neither the case nor a reviewer names one."""
        if self._treaty is None and self.case.says.treaty is None:
            return None
        from gsn.treaty.held import held_against

        return held_against(self.case, self.as_of, self._treaty)

    @cached_property
    def account(self) -> Account | None:
        """What holding it against that profile came to; none where there is none that can be read."""
        if self.held is None:
            return None
        from gsn.compliance.holding import account_of

        return account_of(self)

    # Tops

    @cached_property
    def named(self) -> frozenset[Identity]:
        """Everything that some clause names and uses: a licence's goal is reached by its licence.

        What a challenge or a confidence point is about is only spoken of.
        """
        return frozenset(ref.identity for used in self._names_by_module.values() for _, ref in used)

    @cached_property
    def roots(self) -> list[Element]:
        """Goals that support nothing, are nobody's context, challenge nothing and answer no review."""
        return [
            goal
            for goal in self.by_kind[Kind.GOAL]
            if not self.parents_of(goal.identity) and not self.challenged_by(goal.identity) and not _answers(goal)
        ]

    @cached_property
    def tops(self) -> list[Element]:
        """The goals that the case names as its top; the roots where it names none."""
        shown = [self.element(ref.identity) for ref in self.case.says.shows]
        return [goal for goal in shown if goal is not None and goal.kind is Kind.GOAL] or self.roots

    # Walks

    def walk(self, start: Iterable[Identity], onward: Callable[[Identity], Iterable[Identity]]) -> Iterator[Identity]:
        """Everything reached from a start, each once, depth first, in the author's order."""
        seen: set[Identity] = set()
        stack = list(start)[::-1]
        while stack:
            identity = stack.pop()
            if identity in seen:
                continue
            seen.add(identity)
            yield identity
            stack.extend([target for target in onward(identity) if target not in seen][::-1])

    def rests_on(self, identity: Identity) -> list[Identity]:
        """What an element rests on directly: support, context, definitions, licences, bridges and priors together.

        A reference to a module stands for all of its argument (GSN v3, 1:4.3.7).
        """
        found = self._rested_on.get(identity)
        if found is None:
            found = self._rested_on[identity] = self._find_rested_on(identity)
        return found

    def _find_rested_on(self, identity: Identity) -> list[Identity]:
        found = [link.target for link in self.support_of(identity)]
        found += [link.target for link in self.context_of(identity)]
        element = self.element(identity)
        if element is None and not name_of(identity):
            found += [goal.identity for goal in self.by_module.get(module_of(identity), ()) if goal.kind is Kind.GOAL]
        elif element is not None and element.clause_places:
            found += [ref.identity for ref in dependencies_in(element.says)]
        return found

    @cached_property
    def carried(self) -> dict[Identity, None]:
        """Everything that the top goals rest on, themselves included, in the author's order."""
        return dict.fromkeys(self.walk([goal.identity for goal in self.tops], self.rests_on))

    def paths_to(self, identity: Identity, most: int = 20) -> list[list[Identity]]:
        """Ways from the tops down to an element, at most so many of them: a shared goal may have exponentially many."""
        found: list[list[Identity]] = []
        stack = [[identity]]
        for _ in range(MOST_STEPS):
            if not stack or len(found) == most:
                break
            path = stack.pop()
            parents = dict.fromkeys(link.source for link in self.parents_of(path[0]))
            onward = [[parent, *path] for parent in parents if parent not in path]
            if not parents:
                found.append(path)
            stack.extend(onward[::-1])
        return found

    def scope_along(self, path: list[Identity]) -> list[Link]:
        """The contexts and assumptions in scope where a path ends; justifications are local (GSN v3, 1:2.2.11-19)."""
        links = [link for identity in path for link in self.context_of(identity)]
        return [link for link in links if self.kind_of(link.target) is not Kind.JUSTIFICATION]

    def feet(self) -> list[Element]:
        """Goals that have no goal below them: where evidence has to be."""
        return [element for element in self.elements if element.kind in GOALS and self.is_foot(element.identity)]

    def is_foot(self, identity: Identity) -> bool:
        """Whether no support of an element is a goal or leads to one."""
        return not any(
            self.kind_of(link.target) not in {Kind.SOLUTION, Kind.EVIDENCE} for link in self.support_of(identity)
        )

    def confidence_points(self) -> list[tuple[Element, ConfidenceStatement]]:
        """The assurance claim points with what they say."""
        points = self.by_kind[Kind.CONFIDENCE]
        return [(point, point.says) for point in points if isinstance(point.says, ConfidenceStatement)]

    def graph(self) -> nx.MultiDiGraph[Identity]:
        """The argument for analyses: a node an element with its kind, an edge a relationship."""
        import networkx as nx

        graph: nx.MultiDiGraph[Identity] = nx.MultiDiGraph()
        for element in self.elements:
            if element.kind in ARGUMENT | {Kind.EVIDENCE, Kind.UNREADABLE}:
                text = element.text.plain if element.text is not None else ""
                graph.add_node(element.identity, kind=element.kind.value, module=element.module, text=text)
        for link in self.case.links:
            graph.add_edge(link.source, link.target, relationship=link.relationship.value)
        return graph


def placeholders_in(element: Element) -> list[str]:
    """The names that wait for a value in an element's text, and in what its clauses say; remarks say nothing."""
    texts = texts_in(element.says) if element.clause_places else []
    if element.text is not None:
        texts = [element.text, *texts]
    names = [name for text in texts for name in text.parameters]
    return list(dict.fromkeys(names)) if names else names


def _answers(goal: Element) -> bool:
    return isinstance(goal.says, GoalStatement) and bool(goal.says.answers)


def _spoken_of(element: Element) -> frozenset[Identity]:
    """What an element is about without resting on it."""
    says = element.says
    spoken: tuple[Ref | Edge, ...] = ()
    if isinstance(says, GoalStatement | SolutionStatement | ChallengeStatement):
        spoken = says.challenges
    elif isinstance(says, ConfidenceStatement) and says.on is not None:
        spoken = (says.on,)
    elif isinstance(says, CaseStatement):
        spoken = tuple(exclusion.by for exclusion in says.excludes)
    elif isinstance(says, HazardStatement):
        spoken = says.argued_by
    ends = [(end.source, end.target) if isinstance(end, Edge) else (end,) for end in spoken]
    return frozenset(ref.identity for pair in ends for ref in pair)
