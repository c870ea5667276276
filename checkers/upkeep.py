"""GSN88x, upkeep: what will be wrong tomorrow.

Pages that change, assumptions that nobody watches, texts that stand twice, a case that nobody has doubted. Prompts for
a reader, who decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element, Relationship
from gsn.model.kinds import ARGUMENT, Kind
from gsn.model.statements.argument import AssumptionStatement
from gsn.model.statements.evidence import EvidenceStatement

from .english import asked_for, text_of
from .prompts import NOTHING, claims_in_numbers, prompt, said

SHORTEST_REPEATED = 3
"""Words of a text that two elements do not share by chance."""

_LIVE_WORDS = asked_for(
    "wiki confluence sharepoint notion slack jira whiteboard draft working google e-mail email dashboard"
)
_LIVE = re.compile(
    r"\b(?:wiki|confluence|sharepoint|notion page|slack|jira|whiteboard|draft|working (?:file|document|paper|notes?)"
    r"|google (?:docs?|sheets?|drive)|e-?mails?|dashboard)\b",
    re.IGNORECASE,
)


@rule("GSN881", "live-document", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.SOLUTION, Kind.EVIDENCE])
def live_document(element: Element) -> Iterable[Finding]:
    """Evidence is a page that changes, or a paper that is not finished.

    **Why it matters.** Who reads it next month reads something else than who judged it.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Wiki page on the tests"

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Report on the tests, revision 4"

    **Source.** Safety Case Core Guidelines, EV.2 and EV.8.
    """
    found = said(element, _LIVE_WORDS, _LIVE)
    says = element.says
    sealed = isinstance(says, EvidenceStatement) and says.file is not None and says.file.sha256 is not None
    if found is None or sealed:
        return NOTHING
    help_ = "keep a copy of the day in the case's folder, with its digest"
    return prompt(element, f"`{element.name}` names what changes: `{found[0].lower()}`", help_, found)


@rule("GSN882", "unwatched-assumption", Severity.INFO, scope=Scope.CASE)
def unwatched_assumption(argument: Argument) -> Iterator[Finding]:
    """A case with claims in numbers has an assumption that nobody watches.

    **Why it matters.** A limit holds as long as its assumptions do. What is not watched ends without anybody knowing.

    **Breaks it**

        goal G1 "Attacks are rare"
            claim attacks <= 3 per year at 95%
            assumption A1 "Attackers stay as many as they are"
            undeveloped
        frequency attacks "Attacks on the service"

    **Instead**

        goal G1 "Attacks are rare"
            claim attacks <= 3 per year at 95%
            assumption A1 "Attackers stay as many as they are"
                watch "quarterly threat report" stop at 15 per year
            undeveloped
        frequency attacks "Attacks on the service"

    **Source.** Safety Case Core Guidelines, SU.4 and SU.10.
    """
    has_a_limit = argument.case.says.treaty is not None or any(map(claims_in_numbers, argument.by_kind[Kind.GOAL]))
    for element in argument.by_kind[Kind.ASSUMPTION] if has_a_limit else ():
        says = element.says
        if isinstance(says, AssumptionStatement) and says.watch is None and "watch" not in element.lost:
            help_ = 'say what would end it: `watch "indicator" stop at 15 per year`'
            yield Finding(f"nothing watches assumption `{element.name}`", element.place, element.identity, help_)


@rule("GSN883", "repeated-text", Severity.INFO, scope=Scope.MODULE)
def repeated_text(argument: Argument, module: str) -> Iterator[Finding]:
    """Two elements of one kind say the same in one module.

    **Why it matters.** Of two elements that say the same, one will be changed and the other forgotten. An element
    may be referred to from as many places as need it, and what scopes a goal scopes all that stands below it.

    **Breaks it**

        goal G1 "The service is safe"
            context C1 "The service of June"
            goal G2 "The filter holds"
                context C2 "The service of June"
                undeveloped

    **Instead**

        goal G1 "The service is safe"
            context C1 "The service of June"
            goal G2 "The filter holds"
                undeveloped

    **Source.** GSN Community Standard v3, 1:2.2.2, 1:2.2.11.
    """
    first: dict[Kind, dict[str, Element]] = {kind: {} for kind in ARGUMENT}
    for element in argument.by_module.get(module, ()):
        if element.kind not in first:
            continue
        text = text_of(element).casefold()
        earlier = first[element.kind].setdefault(text, element)
        if earlier is not element and text.count(" ") + 1 >= SHORTEST_REPEATED:
            message = f"`{element.name}` says the same as `{earlier.name}`"
            related = ((earlier.place, "first said here"),)
            help_ = f"refer to it: `{element.kind} {earlier.name}`"
            yield Finding(message, element.place, element.identity, help_, related)


@rule("GSN884", "unchallenged-case", Severity.INFO, scope=Scope.CASE)
def unchallenged_case(argument: Argument) -> Iterator[Finding]:
    """Nobody has challenged anything in the case.

    **Why it matters.** A case that nobody has doubted has not been reviewed. Doubts that were raised and answered
    speak for it, and take nothing from it.

    **Breaks it**

        case filter
            shows G1
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter
            shows G1
        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The filter was tested on old patterns"
                undeveloped

    **Source.** Safety Case Core Guidelines, SU.1 and LF.7; GSN Community Standard v3, 1:6.1.1.
    """
    head = argument.case.head
    challenged = any(link.relationship is Relationship.CHALLENGES for link in argument.case.links)
    if head is not None and not challenged and not argument.case.unknown_references:
        help_ = "write down the doubts that were raised, with what answers them"
        yield Finding("the case holds no challenge", head.place, head.identity, help_)
