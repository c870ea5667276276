"""GSN611 to GSN613, standing doubts: what is known to go wrong, whether or not anybody raised it."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.doubt.known import BY_NAME
from gsn.doubt.reasons import shown, why_open
from gsn.doubt.standing import names_of
from gsn.doubt.states import Stands
from gsn.findings import Finding, Scope, Severity, rule
from gsn.language.suggestions import did_you_mean
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.reference import name_of
from gsn.model.statements.argument import ChallengeStatement

from .all_read import if_all_was_read

MOST_NAMED = 5


@rule("GSN611", "standing-doubt", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def standing_doubt(argument: Argument) -> Iterator[Finding]:
    """A doubt that is known to go with a type of evidence, or a kind of step, is neither answered nor accepted.

    **Why it matters.** Some doubts go with an evaluation or a list of scenarios whoever wrote it: a model may have held
    back, the list may have a gap. Each stands until the case deals with it, raised or not, so that it costs nothing to
    write it down.

    **Breaks it**

        goal G1 "Experts put theft of the weights below one in a thousand"
            solution E1
        evidence E1 "Panel on theft"
            type elicitation
            simulated
            expires 2030-01-01
            by lab
        actor lab "Lab"

    **Instead**

        goal G1 "Experts put theft of the weights below one in a thousand"
            solution E1
            challenge D1 "The panel's members were language models"
                standing simulated_experts
                accepted "Nothing but the order of reviews depends on it" by aisi
        evidence E1 "Panel on theft"
            type elicitation
            simulated
            expires 2030-01-01
            by lab
        actor lab "Lab"
        actor aisi "AI Safety Institute"
            role public_body

    **Mend it** by a challenge that names the doubt with `standing`, under what it is about or above it, and that is
    answered or accepted. One may serve for several records and for several doubts. `gsn doubts` lists them all.

    **Source.** The table of standing doubts names a source for each; docs/doubt.md shows it.
    """
    open_: dict[str, list[Stands]] = {}
    for stands in argument.doubts.standing:
        if stands.state.is_open:
            open_.setdefault(stands.doubt.name, []).append(stands)
    for name, held in open_.items():
        elements = [element for stands in held if (element := argument.element(stands.place)) is not None]
        if elements:
            yield Finding(
                f"the standing doubt `{name}` leaves {_named(elements)} in doubt: {_why(argument, held)}",
                elements[0].place,
                elements[0].identity,
                f"{BY_NAME[name].question} Raise it with `standing {name}` in a challenge and answer that one",
                related=tuple((element.place, "and here") for element in elements[1:MOST_NAMED]),
            )


def _named(elements: list[Element]) -> str:
    named = ", ".join(f"`{element.name}`" for element in elements[:MOST_NAMED])
    more = len(elements) - MOST_NAMED
    return f"{named}{f' and {more} more' if more > 0 else ''}"


def _why(argument: Argument, held: list[Stands]) -> str:
    """Why nothing answers it: the first challenge that raises it says so, if one does."""
    raised = next((stands.raised for stands in held if stands.raised is not None), None)
    if raised is None:
        return "nothing in the case answers it"
    challenge = argument.doubts.raised[raised]
    return f"{shown(challenge.challenge)} raises it, and {why_open(argument, argument.doubts, challenge)}"


@rule("GSN612", "doubt-elsewhere", Severity.INFO, scope=Scope.CASE)
@if_all_was_read
def doubt_elsewhere(argument: Argument) -> Iterator[Finding]:
    """A challenge names a standing doubt that does not stand where it is.

    **Why it matters.** It may have been meant for another record. Here it counts as any other challenge.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The panel's members were language models"
                standing simulated_experts
                accepted "Of no weight" by aisi
        actor aisi "AI Safety Institute"
            role public_body

    **Instead**

        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The panel's members were language models"
                accepted "Of no weight" by aisi
        actor aisi "AI Safety Institute"
            role public_body
    """
    for challenge in argument.by_kind[Kind.CHALLENGE]:
        here = {name for raised in argument.doubts.by_challenge(challenge.identity) for name in raised.names}
        for name in names_of(argument, challenge.identity):
            if name not in here:
                message = f"`{challenge.name}` raises `{name}`, which stands on nothing here"
                help_ = "move it to the record or the step that it is about, or above it"
                yield Finding(message, challenge.place_of("standing"), challenge.identity, help_)


@rule("GSN613", "unknown-doubt", Severity.ERROR, scope=Scope.CASE)
def unknown_doubt(argument: Argument) -> Iterator[Finding]:
    """A challenge names a standing doubt that nobody knows.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The model may hold back"
                standing sandbaging

    **Instead**

        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The model may hold back"
                standing sandbagging
    """
    for challenge in argument.by_kind[Kind.CHALLENGE]:
        says = challenge.says
        for name in says.standing if isinstance(says, ChallengeStatement) else ():
            if name not in BY_NAME:
                message = f"`{challenge.name}` raises `{name}`, which is no standing doubt"
                help_ = did_you_mean(name_of(f"::{name}"), list(BY_NAME)) or f"they are {', '.join(BY_NAME)}"
                yield Finding(message, challenge.place_of("standing"), challenge.identity, help_)
