"""A statement while it is read: what it says so far, and what was lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from gsn.language.suggestions import did_you_mean
from gsn.model.case import STATEMENTS, Element
from gsn.model.clauses import Clause, clauses_of, where
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.problem import Problem
from gsn.model.reference import Identity, Text
from gsn.model.statements.argument import Annotations
from gsn.model.statements.evidence import EvidenceType

Model = TypeVar("Model", bound=BaseModel)

_NOTHING = {kind: model.model_construct() for kind, model in STATEMENTS.items()}
_NO_ANNOTATIONS = Annotations.model_construct()
EVIDENCE_TYPES = frozenset(get_args(EvidenceType))


@dataclass(slots=True)
class Draft:
    """A statement whose clauses are still being read.

    ``identity`` is what its children are linked to: its own, or for a reference that of the element referred to.
    ``child_indent`` is the indentation that its readable children share, ``ragged`` holds those that were reported;
    ``indent`` is its own. ``meant`` is the kind that the first word of an unreadable head names. ``closed``
    are the statements that a line of no known depth seemed to end.
    """

    kind: Kind
    identity: Identity
    name: str
    module: str
    place: Place
    indent: int = -1
    text: Text | None = None
    public: bool = False
    parent: Identity | None = None
    refers: bool = False
    may_have_body: bool = True
    child_indent: int | None = None
    ragged: tuple[int, ...] = ()
    meant: Kind | None = None
    closed: list[Draft] = field(default_factory=list)
    given: dict[Clause, list[tuple[Any, Place]]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def add(self, clause: Clause, value: Any, place: Place) -> Problem | None:
        """Take what a clause says; a second one where only one may stand is a problem, and the first holds."""
        held = self.given.setdefault(clause, [])
        if held and not clause.repeatable:
            return Problem(
                "repeated-clause",
                f"`{clause.words}` stands here a second time",
                place,
                help="one of the two has to go",
                element=self.identity,
                related=((held[0][1], "the first stands here"),),
            )
        held.append((value, place))
        return None

    def lose_all(self) -> None:
        """Note that any of its clauses may stand on a line that could not be read."""
        self.lost.update(clause.field for clause in clauses_of(self.kind))

    def element(self) -> tuple[Element, list[Problem]]:
        """The finished element, and the values that its kind does not take."""
        problems: list[Problem] = []
        says: BaseModel = _NOTHING[self.kind]
        annotations = _NO_ANNOTATIONS
        if self.given:
            problems += self._drop_clauses_of_other_types()
            says = self._validated(STATEMENTS[self.kind], says, annotating=False, problems=problems)
            annotations = self._validated(Annotations, annotations, annotating=True, problems=problems)
        element = Element(
            identity=self.identity,
            kind=self.kind,
            name=self.name,
            module=self.module,
            text=self.text,
            public=self.public,
            parent=self.parent,
            says=says,  # type: ignore[arg-type]  # a member of the union, found by its kind in STATEMENTS
            annotations=annotations,
            lost=frozenset(self.lost),
            place=self.place,
            clause_places={clause.field: tuple(place for _, place in held) for clause, held in self.given.items()},
        )
        return element, problems

    def _validated(self, model: type[Model], nothing: Model, *, annotating: bool, problems: list[Problem]) -> Model:
        """What the clauses say, as the model takes it; a clause with a wrong value is lost, the others stay."""
        while values := {
            clause.field: tuple(value for value, _ in held) if clause.repeatable else held[0][0]
            for clause, held in self.given.items()
            if clause.annotates is annotating
        }:
            try:
                return model(**values)
            except ValidationError as error:
                wrong = [self._wrong(mistake) for mistake in error.errors(include_url=False, include_input=False)]
                problems += [problem for _, _, problem in wrong]
                for clause, index, _ in sorted(wrong, key=lambda found: found[1], reverse=True):
                    self._drop(clause, index)
        return nothing

    def _wrong(self, mistake: Mapping[str, Any]) -> tuple[Clause, int, Problem]:
        """Which clause holds a wrong value, and what is wrong with it."""
        field_name, *rest = mistake["loc"]
        clause = next(clause for clause in self.given if clause.field == field_name)
        index = rest[0] if rest and clause.repeatable and isinstance(rest[0], int) else 0
        value, place = self.given[clause][index]
        expected = mistake.get("ctx", {}).get("expected")
        if expected is None:
            help_: str | None = f"write it as `{clause.form}`"
            return clause, index, Problem("wrong-value", mistake["msg"], place, help=help_, element=self.identity)
        choices = [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
        message = f"`{value}` is no {clause.words}: {', '.join(f'`{choice}`' for choice in choices)} are known"
        help_ = did_you_mean(str(value), choices)
        return clause, index, Problem("wrong-value", message, place, help=help_, element=self.identity)

    def _drop(self, clause: Clause, index: int) -> None:
        self.lost.add(clause.field)
        held = self.given.get(clause, [])
        del held[index : index + 1]
        if not held:
            self.given.pop(clause, None)

    def _drop_clauses_of_other_types(self) -> list[Problem]:
        """A clause that belongs to other types of evidence is misplaced, once it is known which type this is."""
        type_ = next((held[0][0] for clause, held in self.given.items() if clause.field == "type"), None)
        if type_ not in EVIDENCE_TYPES:
            return []
        misplaced = [clause for clause in self.given if clause.types and type_ not in clause.types]
        problems = []
        for clause in misplaced:
            message = f"`{clause.words}` belongs to {where(clause)}, not to evidence of type {type_}"
            self.lost.add(clause.field)
            problems += [
                Problem("misplaced-clause", message, place, element=self.identity)
                for _, place in self.given.pop(clause)
            ]
        return problems
