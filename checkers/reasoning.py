"""GSN86x, reasoning: steps that readers of safety cases have learned to distrust.

Prompts for a reader, who decides: the forms of fallacies can be seen by a machine, the fallacies cannot. They know
English only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from gsn.argument import Argument, Neighbourhood
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.reference import name_of
from gsn.model.statements.evidence import EvidenceStatement

from .english import asked_for, gist, text_of
from .prompts import NOTHING, claims_in_numbers, listed, prompt, said

FEWEST_FOR_A_STRATEGY = 4
"""Goals below a goal from which on a reader asks how they were chosen."""

_EVIDENCE = frozenset({Kind.SOLUTION, Kind.EVIDENCE})
_NONE_WORDS = asked_for("no none nothing")
_NONE_FOUND = re.compile(
    r"\b(?:no|none|nothing)\b[^.;]{0,60}?\b(?:found|observed|detected|reported|seen|identified|discovered|known)\b",
    re.IGNORECASE,
)
_REJECTED_WORDS = asked_for("alternative alternatives other competing rival")
_REJECTED = re.compile(
    r"\b(?:alternatives?|(?:other|competing|rival) (?:approach|approaches|option|options|design|designs|method|methods"
    r"|system|systems|measures|explanations?))\b[^.;]{0,60}?\b(?:worse|infeasible|impossible|unacceptable|inferior"
    r"|insufficient|rejected|riskier|unsafe|impractical|unworkable|ruled out|fail|fails|more dangerous)\b",
    re.IGNORECASE,
)
_JUDGEMENT = re.compile(
    r"\b(?:expert(?:'s|s')?|professional|engineering) (?:judge?ment|opinion|statement)s?\b", re.IGNORECASE
)
_SIMULATION = re.compile(r"\bsimulat(?:ion|ions|ed|or)\b", re.IGNORECASE)
_BORROWED_WORDS = asked_for("proven proven-in-use field-proven well-proven practice customary record")
_BORROWED = re.compile(
    r"\b(?:proven[ -]in[ -]use|field-proven|well-proven|proven (?:technology|design|track record)|track record"
    r"|(?:common|industry|best|standard) practice|customary)\b",
    re.IGNORECASE,
)


@rule("GSN861", "jump-to-evidence", Severity.INFO, scope=Scope.CASE)
def jump_to_evidence(argument: Argument) -> Iterator[Finding]:
    """A goal that the case shows stands right on evidence.

    **Why it matters.** From a document to what is decided is a long way. The goals between say what the document
    shows, and why that is enough.

    **Breaks it**

        case filter
            shows G1
        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"

    **Instead**

        case filter
            shows G1
        goal G1 "The filter holds"
            goal G2 "Each listed pattern was caught in tests"
                solution E1
        evidence E1 "Test report"

    **Source.** GSN Community Standard v3, 2:6.4; Safety Case Core Guidelines, EV.1.
    """
    for top in argument.tops:
        right_below = [link for link in argument.support_of(top.identity) if argument.kind_of(link.target) in _EVIDENCE]
        if right_below and top.identity in {ref.identity for ref in argument.case.says.shows}:
            help_ = "say in a goal between them what the evidence shows"
            message = f"`{top.name}` is at the top of the case and stands right on evidence"
            yield Finding(message, top.place, top.identity, help_, tuple((link.place, "here") for link in right_below))


@rule("GSN862", "several-solutions", Severity.INFO, kinds=[Kind.GOAL])
def several_solutions(near: Neighbourhood) -> Iterable[Finding]:
    """A goal stands right on several solutions.

    **Why it matters.** What each of them contributes is not said, nor what becomes of the goal when one of them falls.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
            solution E2
        evidence E1 "Test report"
        evidence E2 "Red team report"

    **Instead**

        goal G1 "The filter holds"
            goal G2 "Each listed pattern was caught in tests"
                solution E1
            goal G3 "The red team did not get through"
                solution E2
        evidence E1 "Test report"
        evidence E2 "Red team report"

    **Source.** GSN Community Standard v3, 2:3.7.5.
    """
    if len(near.support) <= 1:
        return NOTHING
    stands_on = {link.target: link for link in near.support if near.argument.kind_of(link.target) in _EVIDENCE}
    if len(stands_on) <= 1:
        return NOTHING
    names = listed(name_of(identity) for identity in stands_on)
    help_ = "give each a goal of its own, which says what it shows"
    return prompt(near.element, f"`{near.element.name}` stands right on {names}", help_)


@rule("GSN863", "unsaid-strategy", Severity.INFO, kinds=[Kind.GOAL])
def unsaid_strategy(near: Neighbourhood) -> Iterable[Finding]:
    """A goal has many goals below it, and nothing says how they were chosen.

    **Why it matters.** Whether four goals are enough for a fifth depends on the rule by which they were found. A
    reader who has to guess it cannot see that one is missing.

    **Breaks it**

        goal G1 "The filter holds"
            goal G2 "Scams are caught"
                undeveloped
            goal G3 "Threats are caught"
                undeveloped
            goal G4 "Malware is caught"
                undeveloped
            goal G5 "Phishing is caught"
                undeveloped

    **Instead**

        goal G1 "The filter holds"
            strategy S1 "Argument over the listed patterns of attack"
                goal G2 "Scams are caught"
                    undeveloped
                goal G3 "Threats are caught"
                    undeveloped
                goal G4 "Malware is caught"
                    undeveloped
                goal G5 "Phishing is caught"
                    undeveloped

    **Source.** Safety Case Core Guidelines, AR.2; GSN Community Standard v3, 2:3.4.4, 2:3.6.2.
    """
    if len(near.support) < FEWEST_FOR_A_STRATEGY or near.partly_unread:
        return NOTHING
    goals = [link for link in near.support if near.argument.kind_of(link.target) is Kind.GOAL]
    explained = any(near.argument.kind_of(link.target) is not Kind.ASSUMPTION for link in near.context)
    if len(goals) < FEWEST_FOR_A_STRATEGY or explained:
        return NOTHING
    message = f"`{near.element.name}` rests on {len(goals)} goals, and nothing says how they were chosen"
    return prompt(near.element, message, "put a strategy between them, or a justification beside it")


@rule("GSN864", "restated-claim", Severity.INFO, kinds=[Kind.GOAL])
def restated_claim(near: Neighbourhood) -> Iterable[Finding]:
    """A goal is supported by a goal that says the same.

    **Why it matters.** A claim does not become more true by being said twice. The step shows nothing, and hides that
    something is missing.

    **Breaks it**

        goal G1 "The filter holds"
            goal G2 "This filter holds"
                undeveloped

    **Instead**

        goal G1 "The filter holds"
            goal G2 "Each listed pattern is caught"
                undeveloped

    **Source.** Safety Case Core Guidelines, LF.1.
    """
    argument, own = near.argument, text_of(near.element)
    below = [argument.element(target) for link in near.support for target in _goals_below(argument, link.target)]
    same = next((goal for goal in below if goal is not None and _say_the_same(own, text_of(goal))), None)
    if same is None or same is near.element:
        return NOTHING
    message = f"`{same.name}` says the same as `{near.element.name}`, which it supports"
    return (
        Finding(message, same.place, same.identity, "say what makes it true", ((near.element.place, "supports this"),)),
    )


def _say_the_same(one: str, other: str) -> bool:
    """Whether two texts carry the same words; most are told apart by their ends."""
    ends_alike = one[-4:].strip(" .").casefold() in other[-8:].casefold()
    return bool(one) and ends_alike and gist(one) == gist(other)


def _goals_below(argument: Argument, identity: str) -> list[str]:
    """A goal itself; the goals that a strategy argues over."""
    if argument.kind_of(identity) is not Kind.STRATEGY:
        return [identity]
    return [link.target for link in argument.support_of(identity)]


@rule("GSN865", "argument-from-ignorance", Severity.INFO, kinds=[Kind.GOAL])
def argument_from_ignorance(near: Neighbourhood) -> Iterable[Finding]:
    """A goal rests only on nothing having been found.

    **Why it matters.** That nothing was found shows that there is nothing only as far as it would have been found.
    How far that is has to be argued, or counted.

    **Breaks it**

        goal G1 "The list of patterns is complete"
            goal G2 "No further pattern was found"
                undeveloped

    **Instead**

        goal G1 "The list of patterns is complete"
            goal G2 "No further pattern was found"
                undeveloped
            goal G3 "A search of this kind finds patterns that were planted"
                undeveloped

    **Source.** Greenwell, Knight, Holloway and Pease, A taxonomy of fallacies in system safety arguments, 2006: arguing
    from ignorance; Safety Case Core Guidelines, LF.3.
    """
    if not _all_say(near, _NONE_WORDS, _NONE_FOUND) or claims_in_numbers(near.element):
        return NOTHING
    help_ = "argue that it would have been found, or claim in numbers what was not found how often"
    return prompt(near.element, f"`{near.element.name}` rests only on nothing having been found", help_)


@rule("GSN866", "damned-alternatives", Severity.INFO, kinds=[Kind.GOAL])
def damned_alternatives(near: Neighbourhood) -> Iterable[Finding]:
    """A goal rests only on the alternatives being worse.

    **Why it matters.** What is better than the rest need not be good enough.

    **Breaks it**

        goal G1 "The filter is acceptable"
            goal G2 "Alternatives to the filter are infeasible"
                undeveloped

    **Instead**

        goal G1 "The filter is acceptable"
            goal G2 "The filter catches each listed pattern"
                undeveloped

    **Source.** Greenwell, Knight, Holloway and Pease, A taxonomy of fallacies in system safety arguments, 2006: damning
    the alternatives.
    """
    if not _all_say(near, _REJECTED_WORDS, _REJECTED):
        return NOTHING
    help_ = "show that it is good enough by itself"
    return prompt(near.element, f"`{near.element.name}` rests only on the alternatives being worse", help_)


def _all_say(near: Neighbourhood, words: frozenset[str], pattern: re.Pattern[str]) -> bool:
    """Whether a goal rests on goals, all of them readable, and all of them say so."""
    for link in near.support:
        below = near.argument.element(link.target)
        if below is None or below.kind is not Kind.GOAL or said(below, words, pattern) is None:
            return False
    return bool(near.support) and not near.partly_unread


@rule("GSN867", "judgement-alone", Severity.INFO, kinds=[Kind.GOAL])
def judgement_alone(near: Neighbourhood) -> Iterable[Finding]:
    """A goal stands on nothing but what experts think.

    **Why it matters.** Experts who agree may have read the same papers. A judgement carries more where data or an
    analysis speak for it.

    **Breaks it**

        goal G1 "Novices gain nothing from the model"
            solution E1
        evidence E1 "Nine experts, two rounds"
            type elicitation

    **Instead**

        goal G1 "Novices gain nothing from the model"
            goal G2 "Experts expect no gain"
                solution E1
            goal G3 "Novices in a trial gained nothing"
                solution E2
        evidence E1 "Nine experts, two rounds"
            type elicitation
        evidence E2 "Trial with sixty novices"
            type uplift_study

    **Source.** Safety Case Core Guidelines, SU.3.
    """
    if not _stands_on(near, _is_judgement) or "expert" in text_of(near.element).lower():
        return NOTHING
    help_ = "add data or an analysis, or claim no more than what experts think"
    return prompt(near.element, f"`{near.element.name}` stands on judgement alone", help_)


@rule("GSN868", "simulation-alone", Severity.INFO, kinds=[Kind.GOAL])
def simulation_alone(near: Neighbourhood) -> Iterable[Finding]:
    """A goal about the world stands on nothing but simulations.

    **Why it matters.** A simulation shows what its model does. That the world does the same is another claim, with
    evidence of its own.

    **Breaks it**

        goal G1 "Intruders are noticed within an hour"
            solution E1
        evidence E1 "Simulated intrusions, ten thousand runs"

    **Instead**

        goal G1 "Intruders are noticed within an hour"
            goal G2 "Intruders are noticed within an hour in the simulation"
                solution E1
            goal G3 "The simulation resembles the network"
                solution E2
        evidence E1 "Simulated intrusions, ten thousand runs"
        evidence E2 "Comparison of the simulation with drills"

    **Source.** Safety Case Core Guidelines, SU.7.
    """
    if not _stands_on(near, _is_simulation) or _is_simulation(near.element):
        return NOTHING
    help_ = "argue that the simulation resembles the world, or claim what holds in it"
    return prompt(near.element, f"`{near.element.name}` stands on simulations alone", help_)


def _stands_on(near: Neighbourhood, is_such: Callable[[Element], bool]) -> bool:
    """Whether a goal stands on records alone, and each of them is such."""
    argument, found = near.argument, False
    for link in near.support:
        if argument.kind_of(link.target) not in _EVIDENCE:
            return False
        for record in map(argument.element, argument.records_of(link.target)):
            if record is not None and not is_such(record):
                return False
            found |= record is not None
    return found and not near.partly_unread


def _is_simulation(element: Element) -> bool:
    return _SIMULATION.search(text_of(element)) is not None


def _is_judgement(record: Element) -> bool:
    elicited = isinstance(record.says, EvidenceStatement) and record.says.type == "elicitation"
    return elicited or _JUDGEMENT.search(text_of(record)) is not None


@rule("GSN869", "borrowed-credit", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.GOAL, Kind.JUSTIFICATION])
def borrowed_credit(element: Element) -> Iterable[Finding]:
    """A goal or a justification appeals to what others do, or to what held elsewhere.

    **Why it matters.** What was proven in one use is proven for that use. That this one is like it has to be argued.

    **Breaks it**

        goal G1 "The filter is proven in use"
            undeveloped

    **Instead**

        goal G1 "The filter caught each attack of last year in the same service"
            undeveloped

    **Source.** Safety Case Core Guidelines, SU.5; Greenwell, Knight, Holloway and Pease, 2006: appeal to common
    practice.
    """
    found = said(element, _BORROWED_WORDS, _BORROWED)
    if found is None:
        return NOTHING
    help_ = "say what was shown where, and argue that it carries over"
    return prompt(element, f"`{element.name}` appeals to `{found[0].lower()}`", help_, found)
