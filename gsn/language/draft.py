"""A statement while it is read: what it says so far, and what was lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from gsn.language.suggestions import did_you_mean
from gsn.model.case import STATEMENTS, Element
from gsn.model.clauses import Clause, where
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.problem import Problem
from gsn.model.reference import Identity, Text
from gsn.model.statements.argument import Annotations

Model = TypeVar("Model", bound=BaseModel)

_NOTHING = {kind: model.model_construct() for kind, model in STATEMENTS.items()}
_NO_ANNOTATIONS = Annotations.model_construct()


@dataclass(slots=True)
class Draft:
    """A statement whose clauses are still being read.

    ``identity`` is what its children are linked to: its own, or for a reference that of the element referred to.
    ``child_indent`` is the indentation that its readable children share; ``indent`` is its own.
    """

    kind: Kind
    identity: Identity
    name: str
    module: str
    place: Place
    indent: int = -1
    depth: int = 0
    text: Text | None = None
    public: bool = False
    parent: Identity | None = None
    refers: bool = False
    may_have_body: bool = True
    child_indent: int | None = None
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

    def element(self) -> tuple[Element, list[Problem]]:
        """The finished element, and the values that its kind does not take."""
        problems: list[Problem] = []
        says: BaseModel = _NOTHING[self.kind]
        annotations = _NO_ANNOTATIONS
        if self.given:
            problems += self._drop_clauses_of_other_types()
            says = self._validated(STATEMENTS[self.kind], says, annotating=False, problems=problems)
            annotations = self._validated(Annotations, annotations, annotating=True, problems=problems)
        places = {clause.field: tuple(place for _, place in held) for clause, held in self.given.items()}
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
            clause_places=places,
        )
        return element, problems

    def _validated(
        self, model: type[Model], nothing: Model, *, annotating: bool, problems: list[Problem]
    ) -> Model:
        """What the clauses say, as the model takes it; a clause with a wrong value is lost, the others stay."""
        held = {clause.field: clause for clause in self.given if clause.annotates is annotating}
        while held:
            values = {name: self._value(clause) for name, clause in held.items()}
            try:
                return model(**values)
            except ValidationError as error:
                for mistake in error.errors(include_url=False, include_input=False):
                    name, *rest = mistake["loc"]
                    clause = held.pop(str(name), None)
                    if clause is not None:
                        index = rest[0] if rest and clause.repeatable and isinstance(rest[0], int) else 0
                        problems.append(self._wrong(clause, index, mistake["msg"], mistake.get("ctx", {})))
        return nothing

    def _value(self, clause: Clause) -> Any:
        held = self.given[clause]
        return tuple(value for value, _ in held) if clause.repeatable else held[0][0]

    def _wrong(self, clause: Clause, index: int, message: str, context: dict[str, Any]) -> Problem:
        value, place = self.given[clause][index]
        self.lost.add(clause.field)
        expected = context.get("expected")
        if expected is None:
            return Problem("wrong-value", message, place, help=f"write it as `{clause.form}`", element=self.identity)
        choices = [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
        return Problem(
            "wrong-value",
            f"`{value}` is no {clause.words}: {', '.join(f'`{choice}`' for choice in choices)} are known",
            place,
            help=did_you_mean(str(value), choices),
            element=self.identity,
        )

    def _drop_clauses_of_other_types(self) -> list[Problem]:
        """A clause that belongs to other types of evidence is misplaced, once it is known which type this is."""
        type_ = next((held[0][0] for clause, held in self.given.items() if clause.field == "type"), None)
        if type_ is None or "type" in self.lost:
            return []
        misplaced = [clause for clause in self.given if clause.types and type_ not in clause.types]
        problems = []
        for clause in misplaced:
            place = self.given.pop(clause)[0][1]
            self.lost.add(clause.field)
            message = f"`{clause.words}` belongs to {where(clause)}, not to evidence of type {type_}"
            problems.append(Problem("misplaced-clause", message, place, element=self.identity))
        return problems
