"""GSN7xx, modules and contracts: what is visible from where, exact repetition, what a contract may hold."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, Neighbourhood
from gsn.findings import Edit, Finding, Fix, Scope, Severity, rule
from gsn.model.case import Link, Relationship
from gsn.model.kinds import ARGUMENT, PUBLISHABLE, Kind
from gsn.model.place import Place
from gsn.model.reference import Identity, module_of
from gsn.model.statements.argument import GoalStatement

_ARGUABLE = ARGUMENT | {Kind.EVIDENCE}


def _referred(link: Link) -> Identity:
    """The end of a link that is referred to, and not the one under which it stands."""
    return link.source if link.kind is Kind.CHALLENGE else link.target


def _references(argument: Argument, module: str) -> Iterator[Link]:
    """Links that a module's text makes to elements that it does not declare."""
    file = argument.case.modules[module].file
    for link in argument.links_in(file):
        if not link.declares and link.kind is not Kind.UNREADABLE:
            yield link


@rule("GSN701", "not-public", Severity.ERROR, scope=Scope.MODULE)
def not_public(argument: Argument, module: str) -> Iterator[Finding]:
    """A module refers to an element of another that is not public there.

    **Why it matters.** A module's public elements are its interface: what others may rest on, and what its author keeps
    when the inside changes.

    **Breaks it**

        module filter
        import "tests.gsn"
        goal G1 "The filter holds"
            goal tests::G1
        # file: tests.gsn
        module tests
        goal G1 "Each pattern is caught in tests"
            undeveloped

    **Instead**

        module filter
        import "tests.gsn"
        goal G1 "The filter holds"
            goal tests::G1
        # file: tests.gsn
        module tests
        public goal G1 "Each pattern is caught in tests"
            undeveloped

    **Source.** GSN Community Standard v3, 1:4.2, 1:4.7.3; 2:9.6.7.
    """
    for user, used, place in _used_by(argument, module):
        element = argument.element(used)
        if element is None or element.module == module or element.public or element.kind not in PUBLISHABLE:
            continue
        first = Place(element.place.line, *_span_of_head(element.place))
        yield Finding(
            f"{element.kind} `{element.name}` of module `{element.module}` is not public",
            place,
            user,
            help=f"declare it `public {element.kind} {element.name}` in `{element.module}`",
            related=((element.place, "declared here"),),
            fix=Fix("make it public", (Edit(first, "public "),)),
        )


def _used_by(argument: Argument, module: str) -> Iterator[tuple[Identity, Identity, Place]]:
    """What a module's text rests on: who uses what, and where. A doubt or a review may be about anything."""
    if argument.case.modules[module].kind is Kind.REVIEW:
        return
    for link in _references(argument, module):
        if link.relationship is not Relationship.CHALLENGES:
            yield link.source, _referred(link), link.place
    for element, ref in argument.names_used_in(module):
        yield element.identity, ref.identity, ref.place


def _span_of_head(place: Place) -> tuple[int, int]:
    """Where a statement's first word begins: an empty span, to insert before it."""
    text = place.line.text
    start = len(text) - len(text.lstrip(" "))
    return start, start


@rule("GSN702", "not-repeated-exactly", Severity.ERROR, scope=Scope.MODULE)
def not_repeated_exactly(argument: Argument, module: str) -> Iterator[Finding]:
    """A text stands beside a reference, and differs from the text of the element that it refers to.

    **Why it matters.** Whoever reads it there agrees to something that is argued nowhere.

    **Breaks it**

        module filter
        import "tests.gsn"
        goal G1 "The filter holds"
            goal tests::G1 "Every attack is caught in tests"
        # file: tests.gsn
        module tests
        public goal G1 "Each listed attack is caught in tests"
            undeveloped

    **Instead**

        module filter
        import "tests.gsn"
        goal G1 "The filter holds"
            goal tests::G1 "Each listed attack is caught in tests"
        # file: tests.gsn
        module tests
        public goal G1 "Each listed attack is caught in tests"
            undeveloped

    **Source.** GSN Community Standard v3, Table 1:4-1: an away element repeats the original exactly.
    """
    for link in _references(argument, module):
        element = argument.element(_referred(link))
        if link.repeats is None or element is None or element.text is None or argument.partly_unread(element.identity):
            continue
        if link.repeats.plain != element.text.plain:
            yield Finding(
                f"the text of `{element.identity}` is not repeated exactly",
                link.repeats.place or link.place,
                link.source,
                help=f'the original says "{element.text.plain}"; or leave the text out',
                related=((element.place, "the original"),),
            )


@rule("GSN703", "cannot-be-public", Severity.ERROR, kinds=frozenset(Kind) - PUBLISHABLE)
def cannot_be_public(near: Neighbourhood) -> Iterator[Finding]:
    """Something is public that no module can offer.

    **Why it matters.** Others may rest on goals, solutions and scopes. A strategy is how this module argues.

    **Breaks it**

        goal G1 "The filter holds"
            public strategy S1 "Argument over patterns"
                undeveloped

    **Instead**

        public goal G1 "The filter holds"
            strategy S1 "Argument over patterns"
                undeveloped

    **Source.** GSN Community Standard v3, Table 1:4-1.
    """
    element = near.element
    if element.public:
        message = f"{element.kind} `{element.name}` is public, and {element.kind} cannot be"
        yield Finding(message, element.place, element.identity, "leave out `public`")


@rule("GSN704", "public-in-contract", Severity.ERROR, kinds=PUBLISHABLE)
def public_in_contract(near: Neighbourhood) -> Iterator[Finding]:
    """A contract declares something public.

    **Why it matters.** A contract joins the interfaces of others; it has none of its own.

    **Breaks it**

        module filter
        import "contract.gsn"
        public goal G1 "The filter holds"
            by_contract
        # file: contract.gsn
        contract joint
        public goal G9 "The filter is tested"
            undeveloped

    **Instead**

        module filter
        import "contract.gsn"
        public goal G1 "The filter holds"
            by_contract
        # file: contract.gsn
        contract joint
        goal G9 "The filter is tested"
            undeveloped

    **Source.** GSN Community Standard v3, 1:4.7.
    """
    element = near.element
    module = near.argument.case.modules.get(element.module)
    if element.public and module is not None and module.kind is Kind.CONTRACT:
        message = f"`{element.name}` is public in contract `{element.module}`, which has no interface"
        yield Finding(message, element.place, element.identity, "leave out `public`")


@rule("GSN705", "module-reference-in-contract", Severity.ERROR, scope=Scope.MODULE)
def module_reference_in_contract(argument: Argument, module: str) -> Iterator[Finding]:
    """A contract refers to a module or a contract as a whole.

    **Why it matters.** A contract says which goal of one module supports which goal of another.

    **Breaks it**

        module filter
        import "contract.gsn"
        import "tests.gsn"
        public goal G1 "The filter holds"
            by_contract
        # file: contract.gsn
        contract joint
        goal filter::G1
            goal G9 "The filter is tested"
                module tests
        # file: tests.gsn
        module tests

    **Instead**

        module filter
        import "contract.gsn"
        import "tests.gsn"
        public goal G1 "The filter holds"
            by_contract
        # file: contract.gsn
        contract joint
        goal filter::G1
            goal tests::G1
        # file: tests.gsn
        module tests
        public goal G1 "The filter is tested"
            undeveloped

    **Source.** GSN Community Standard v3, 1:4.7.
    """
    if argument.case.modules[module].kind is not Kind.CONTRACT:
        return
    for link in _references(argument, module):
        if argument.kind_of(link.target) in {Kind.MODULE, Kind.CONTRACT}:
            message = f"contract `{module}` refers to `{module_of(link.target)}` as a whole"
            yield Finding(message, link.place, link.source, "refer to the goal that is meant")


@rule("GSN706", "stray-file", Severity.WARNING, scope=Scope.CASE)
def stray_file(argument: Argument) -> Iterator[Finding]:
    """A text lies in the case's folder and the case does not import it.

    **Why it matters.** A challenge must not vanish by being left out. Until the file is imported, or gone, the verdict
    stays open.

    **Breaks it**

        case filter
            shows G1
        goal G1 "The filter holds"
            undeveloped
        # file: doubts.gsn
        module doubts

    **Instead**

        case filter
            shows G1
        import "doubts.gsn"
        goal G1 "The filter holds"
            undeveloped
        # file: doubts.gsn
        module doubts
    """
    for stray in argument.case.strays:
        message = f"`{stray}` lies in the case's folder and is not part of the case"
        head = argument.case.head
        identity = head.identity if head is not None else None
        yield Finding(message, argument.case.head_place(), identity, "import it, or move it out of the folder")


@rule("GSN707", "unsupported-public-goal", Severity.WARNING, kinds=[Kind.GOAL])
def unsupported_public_goal(near: Neighbourhood) -> Iterator[Finding]:
    """A public goal that other modules use is undeveloped in its own.

    **Why it matters.** The other module's argument ends here, and its reader may not look.

    **Breaks it**

        module filter
        import "tests.gsn"
        goal G1 "The filter holds"
            goal tests::G1
        # file: tests.gsn
        module tests
        public goal G1 "Each pattern is caught in tests"
            undeveloped

    **Instead**

        module filter
        import "tests.gsn"
        goal G1 "The filter holds"
            goal tests::G1
        # file: tests.gsn
        module tests
        public goal G1 "Each pattern is caught in tests"
            solution E1
        public evidence E1 "Test report"

    **Source.** GSN Community Standard v3, 2:9.4.3.
    """
    element = near.element
    if not element.public or near.support or element.lost or "undeveloped" not in element.clause_places:
        return
    users = sorted({module_of(link.source) for link in near.parents} - {element.module})
    if users:
        listed = ", ".join(f"`{user}`" for user in users)
        message = f"`{element.name}` is undeveloped, and {listed} rests on it"
        related = tuple((link.place, "used here") for link in near.parents if module_of(link.source) in users)
        yield Finding(message, element.place, element.identity, "support it here", related)


@rule("GSN708", "unused-import", Severity.INFO, scope=Scope.MODULE)
def unused_import(argument: Argument, module: str) -> Iterator[Finding]:
    """No part of the case refers to a module, and it refers to nothing outside itself.

    **Why it matters.** It is read and bears on nothing; perhaps a link to it was lost.

    **Breaks it**

        case filter
            shows G1
        import "tests.gsn"
        goal G1 "The filter holds"
            undeveloped
        # file: tests.gsn
        module tests
        public goal G1 "Each pattern is caught in tests"
            undeveloped

    **Instead**

        case filter
            shows G1
        import "tests.gsn"
        goal G1 "The filter holds"
            goal tests::G1
        # file: tests.gsn
        module tests
        public goal G1 "Each pattern is caught in tests"
            undeveloped
    """
    held = argument.case.modules[module]
    if argument.case.modules[module].kind is Kind.REVIEW:
        return
    if module == argument.case.name or argument.case.unknown_references or module in argument.modules_in_use:
        return
    message = f"nothing refers to module `{module}`, nor does it refer to another"
    place = held.head.place if held.head is not None else Place(held.lines[0], 0, 1) if held.lines else None
    if place is not None:
        yield Finding(message, place, None, "refer to its public elements, or leave out the import")


@rule("GSN709", "not-by-contract", Severity.ERROR, scope=Scope.MODULE)
def not_by_contract(argument: Argument, module: str) -> Iterator[Finding]:
    """A contract supports a goal that its own module does not leave to a contract.

    **Why it matters.** A goal is argued in its own module, or says that a contract argues for it. Where both do,
    neither reader sees the whole of its support.

    **Breaks it**

        module filter
        import "contract.gsn"
        import "tests.gsn"
        public goal G1 "The filter holds"
            solution Sn1 "Test report"
        # file: contract.gsn
        contract joint
        goal filter::G1
            goal tests::G1
        # file: tests.gsn
        module tests
        public goal G1 "Tests show that the filter holds"
            undeveloped

    **Instead**

        module filter
        import "contract.gsn"
        import "tests.gsn"
        public goal G1 "The filter holds"
            by_contract
        # file: contract.gsn
        contract joint
        goal filter::G1
            goal tests::G1
        # file: tests.gsn
        module tests
        public goal G1 "Tests show that the filter holds"
            undeveloped

    **Source.** GSN Community Standard v3, 1:4.3.2.
    """
    held = argument.case.modules[module]
    if held.kind is not Kind.CONTRACT:
        return
    told: set[Identity] = set()
    for link in argument.links_in(held.file):
        goal = argument.element(link.source)
        if link.relationship is not Relationship.SUPPORTED_BY or goal is None or goal.module == module:
            continue
        marked = isinstance(goal.says, GoalStatement) and goal.says.by_contract is not None
        if goal.kind is Kind.GOAL and not marked and "by_contract" not in goal.lost and goal.identity not in told:
            told.add(goal.identity)
            yield Finding(
                f"contract `{module}` supports `{goal.identity}`, which is not left to a contract",
                link.place,
                goal.identity,
                help=f"write `by_contract` under it in `{goal.module}`, or support it there",
                related=((goal.place, "declared here"),),
            )


@rule("GSN710", "by-contract-in-contract", Severity.ERROR, kinds=[Kind.GOAL])
def by_contract_in_contract(near: Neighbourhood) -> Iterator[Finding]:
    """A contract's own goal is left to a contract.

    **Why it matters.** A contract settles what other modules leave open. What it leaves open itself, nobody settles.

    **Breaks it**

        module filter
        import "contract.gsn"
        public goal G1 "The filter holds"
            by_contract
        # file: contract.gsn
        contract joint
        goal filter::G1
            goal G9 "The filter is tested"
                by_contract

    **Instead**

        module filter
        import "contract.gsn"
        import "tests.gsn"
        public goal G1 "The filter holds"
            by_contract
        # file: contract.gsn
        contract joint
        goal filter::G1
            goal G9 "The filter is tested"
                goal tests::G1
        # file: tests.gsn
        module tests
        public goal G1 "Each listed pattern was tried"
            undeveloped

    **Source.** GSN Community Standard v3, Table 1:4-1.
    """
    element = near.element
    module = near.argument.case.modules.get(element.module)
    by_contract = isinstance(element.says, GoalStatement) and element.says.by_contract is not None
    if by_contract and module is not None and module.kind is Kind.CONTRACT:
        message = f"`{element.name}` is left to a contract in contract `{element.module}`"
        yield Finding(message, element.place_of("by_contract"), element.identity, "support it here")
