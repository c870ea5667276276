"""What keeps a case from passing, found by walking the argument and not by counting findings.

Passed is earned: from the goals that the case shows, every step down to accepted evidence has to be there. The walk
trusts no rule: a family that finds nothing because it looked at nothing changes no verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gsn.argument import Argument
from gsn.doubt.grounds import of_doubts
from gsn.findings import Finding, Ground, Severity, ground_about
from gsn.model.reference import Identity, module_of, name_of
from gsn.support import lacks_of, of_statement, questions_of
from gsn.unjudged import beside_the_walk

GroundsAt = Callable[[Argument, Identity], Iterable[Ground]]
"""What keeps one element from being supported: :func:`grounds_of`, or what remembers it."""


def grounds(
    argument: Argument, failures: Sequence[Ground], waived: Iterable[Finding], grounds_at: GroundsAt | None = None
) -> tuple[Ground, ...]:
    """Everything that keeps a case from passing, the whole case first, then in the order of the argument, each once.

    Args:
        argument: The case's argument.
        failures: Families of rules that did not run.
        waived: Findings that a waiver lets stand.
        grounds_at: What keeps one element from being supported; :func:`grounds_of` when not given.
    """
    found = [*failures, *_of_the_case(argument)]
    at = grounds_at or grounds_of
    for identity in argument.carried:
        found += at(argument, identity)
    found += _of_relationships(argument)
    found += _of_circles(argument)
    found += of_doubts(argument)
    found += beside_the_walk(argument)
    found += _of_the_profile(argument)
    return tuple(dict.fromkeys(_with_waivers(found, waived)))


def _of_the_case(argument: Argument) -> Iterator[Ground]:
    case, head = argument.case, argument.case.head
    if head is None:
        yield Ground("this is a part: no text begins with `case`, so nothing says what is to be shown")
    elif not case.says.shows:
        yield Ground("the case names no goal that it shows", place=head.place)
    if not argument.tops:
        yield Ground("there is no goal")
    for module in dict.fromkeys((case.name, *map(module_of, argument.carried))):
        held = case.modules.get(module)
        if held is not None and held.head is not None:
            yield from of_statement(held.head)
    for stray in case.strays:
        yield Ground(f"`{stray}` lies in the case's folder and is not part of the case")


def _of_the_profile(argument: Argument) -> Iterable[Ground]:
    """What the profile asks that is not answered for the case."""
    if argument.held is None:
        return ()
    from gsn.compliance.against import grounds_against

    return grounds_against(argument)


def grounds_of(argument: Argument, identity: Identity) -> Iterator[Ground]:
    """What keeps one element from being supported, or a claim of it from being proved."""
    yield from lacks_of(argument, identity)
    yield from questions_of(argument, identity)
    element = argument.element(identity)
    for outcome in argument.risk.outcomes_of(identity) if element is not None else ():
        if element is not None and not outcome.proved:
            what = f"makes a claim that is not proved: {outcome.why}"
            yield ground_about(element, what, "claims", outcome.id.position)


def _of_relationships(argument: Argument) -> Iterator[Ground]:
    """A step that its author has given up, wherever that is said."""
    for (source, target), place in argument.defeated_relationships.items():
        if source in argument.carried:
            what = f"relationship `{name_of(source)} -> {name_of(target)}` is given up"
            yield Ground(what, source, place, about="has a relationship that is given up")


def _of_circles(argument: Argument) -> Iterator[Ground]:
    """What rests on a circle rests on nothing: every step down has to come to an end."""
    unended: dict[Identity, int] = {}  # how many of an element's steps down have not come to an end so far
    above: defaultdict[Identity, list[Identity]] = defaultdict(list)
    for identity in argument.carried:
        targets = argument.rests_on(identity)
        unended[identity] = len(targets)
        for target in targets:
            above[target].append(identity)
    ended = [identity for identity, steps in unended.items() if not steps]
    while ended:
        for identity in above.get(ended.pop(), ()):
            unended[identity] -= 1
            if not unended[identity]:
                ended.append(identity)
    for top in argument.tops:
        if unended[top.identity]:
            yield ground_about(top, "rests on a circle")


def _with_waivers(found: Iterable[Ground], waived: Iterable[Finding]) -> Iterator[Ground]:
    """A reason that a waiver lets stand is named as waived, and so is every error that is waived beside them."""
    let_stand = {(finding.code, finding.element): finding for finding in waived}
    told = set()
    for ground in found:
        found_as = (ground.code, ground.element)
        if found_as in let_stand:
            told.add(found_as)
            yield replace(ground, message=f"{ground.message} ({ground.code} is waived)", waived=True)
        else:
            yield ground
    for found_as, finding in let_stand.items():
        if found_as not in told and finding.severity is Severity.ERROR:
            yield Ground(f"{finding.code} is waived: {finding.message}", finding.element, finding.place, waived=True)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Grounds that say the same of several elements, for those who read them."""

    about: str
    grounds: tuple[Ground, ...]


def grouped(grounds: Iterable[Ground]) -> list[Grouped]:
    """Grounds with those put together that differ in their element only, in the order in which each first comes."""
    found: dict[str, list[Ground]] = {}
    for ground in grounds:
        found.setdefault(ground.about or ground.message, []).append(ground)
    return [Grouped(about, tuple(held)) for about, held in found.items()]
