"""GSN80x, claims: what a goal says, and whether it is one proposition and nothing else.

Prompts for a reader, who decides: none of them is an error, and a case without any is not therefore a good one.
They know English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gsn.argument import Neighbourhood
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import GOALS, Kind

from .english import asked_for, may_have_a_verb, sentences, text_of, words_of
from .prompts import NOTHING, prompt, said

LONGEST = {Kind.GOAL: 40, Kind.CHALLENGE: 40, Kind.STRATEGY: 50, Kind.SOLUTION: 25}
"""Words in one box: a goal's proposition and a strategy's approach in at most two lines of print, a reference in
one."""

_PROPERTY = (
    r"(?:safe|secure|private|fair|correct|complete|reliable|robust|available|consistent|effective|accurate|transparent"
    r"|identified|mitigated|implemented|validated|verified|tested|documented|reviewed|approved|monitored|controlled"
    r"|detected|blocked|reported|assessed|bounded)"
)
_DOCUMENT = (
    r"(?:reports?|documents?|analys[ie]s|stud(?:y|ies)|tests?|reviews?|audits?|assessments?|papers?|surveys?"
    r"|evaluations?|results?|evidence|logs?|[A-Z]{2,}-?\d+)"
)
_AND = asked_for("and")
_TWO_PROPERTIES = re.compile(
    rf"\b(?:is|are|be|been|was|were|remains?)\s+(?:\w+ly\s+)?{_PROPERTY}(?:,\s+(?:\w+ly\s+)?{_PROPERTY})*,?\s+and\s+"
    rf"(?:\w+ly\s+)?{_PROPERTY}\b",
    re.IGNORECASE,
)
_SECOND_VERB = re.compile(
    r",?\s+and\s+(?:also\s+)?(?:(?:is|are|was|were|has|have|can|cannot|will|does|do|must)\b"
    r"|(?:it|they|this|these|that|those)\s+(?:is|are|was|were|has|have|can|cannot|will|does|do|must)\b)",
    re.IGNORECASE,
)
_HELPING = r"\b(?:is|are|was|were|has|have|can|cannot|will|does|do)\b"
_SECOND_CLAUSE = re.compile(
    rf"^[^,]*{_HELPING}[^,]*,\s+and\s+(?=(?:the|an?|its|no|each)\s)[^,]*{_HELPING}", re.IGNORECASE
)
_SUBORDINATE = re.compile(r"\b(?:that|which|who|whose|what|where|when|whether|if|as|while)\b", re.IGNORECASE)
_REASON_WORDS = asked_for("because therefore thus hence consequently argue follows by")
_REASON = re.compile(
    r"\bbecause\b(?!\s+of\b)|\btherefore\b|\bthus\b(?!\s+far\b)|\bhence\b(?!\s*forth)|\bconsequently\b|\bwe argue\b"
    r"|\bit follows\b|\bas (?:is )?(?:shown|demonstrated|evidenced) by\b"
    r"|\bby (?:showing|demonstrating|arguing|decomposing|proving)\b",
    re.IGNORECASE,
)
_LIST_WORDS = asked_for("including includes covering considering namely comprising such respect e i example")
_LIST = re.compile(
    r"\b(?:including|includes|covering|considering|namely|comprising|such as|with respect to|e\.g\.|i\.e\.|for example)"
    r"\s[^.;]*?,\s[^.;]*?(?:,| and | or )",
    re.IGNORECASE,
)
_CONDITION_WORDS = asked_for("assuming presupposing unless provided providing given long condition assumption")
_CONDITION = re.compile(
    r"\b(?:assuming|presupposing|unless|provid(?:ed|ing) that|given that|(?:as|so) long as|on (?:the )?condition that"
    r"|under the assumption)\b",
    re.IGNORECASE,
)
_OBLIGATION_WORDS = asked_for(
    "shall should ought hopefully presumably believe think hope expect feel believed hoped expected thought intended"
    " aims aim intends intend strives strive tries"
)
_OBLIGATION = re.compile(
    r"\b(?:shall|should|ought to|hopefully|presumably|we (?:believe|think|hope|expect|feel)"
    r"|it is (?:believed|hoped|expected|thought)|(?:is|are) (?:intended|expected|hoped|believed) to"
    r"|aims? to|intends? to|strives? to|tries to)\b",
    re.IGNORECASE,
)
_SHOWING = asked_for(
    "shows show proves prove demonstrates demonstrate confirms confirm indicates indicate concludes conclude"
)
_DOCUMENT_SHOWS = re.compile(
    rf"^(?:[\w-]+ ){{0,5}}{_DOCUMENT}(?: [\w-]+){{0,3}} "
    r"(?:shows?|proves?|demonstrates?|confirms?|indicates?|concludes?)\b",
    re.IGNORECASE,
)


@rule("GSN801", "no-proposition", Severity.INFO, scope=Scope.ELEMENT, kinds=GOALS | {Kind.ASSUMPTION})
def no_proposition(element: Element) -> Iterable[Finding]:
    """A goal or an assumption is a heading or a question, and not a sentence that can be true or false.

    **Why it matters.** Nobody can say what would make a heading false, and so nobody can show that it is true.

    **Breaks it**

        goal G1 "Safety of the filter"
            undeveloped

    **Instead**

        goal G1 "The filter catches each listed pattern"
            undeveloped

    **Source.** GSN Community Standard v3, 1:2.3.2, 1:2.3.6; Safety Case Core Guidelines, CL.1.
    """
    text = text_of(element)
    if not text:
        return NOTHING
    if text.endswith("?"):
        return prompt(element, f"`{element.name}` is a question", "say what is so, as a sentence")
    if may_have_a_verb(element):
        return NOTHING
    help_ = "say what is so, as a sentence: what has which property"
    return prompt(element, f"`{element.name}` has no verb, and so claims nothing", help_)


@rule("GSN802", "several-sentences", Severity.INFO, scope=Scope.ELEMENT, kinds=GOALS | {Kind.SOLUTION})
def several_sentences(element: Element) -> Iterable[Finding]:
    """A goal or a solution holds more than one sentence.

    **Why it matters.** Each sentence is a claim of its own; what supports the goal may support one of them only.

    **Breaks it**

        goal G1 "The filter catches each listed pattern. The list is complete."
            undeveloped

    **Instead**

        goal G1 "The filter catches each pattern of attack"
            goal G2 "The filter catches each listed pattern"
                undeveloped
            goal G3 "The list of patterns is complete"
                undeveloped

    **Source.** GSN Community Standard v3, 1:2.3.2, 2:5.3.2.
    """
    text = text_of(element)
    semicolon = ";" in text
    if not semicolon and (". " not in text or len(sentences(text)) == 1):
        return NOTHING
    what = "is joined by a semicolon" if semicolon else "holds several sentences"
    return prompt(element, f"`{element.name}` {what}", "make a goal of each claim")


@rule("GSN803", "several-claims", Severity.INFO, scope=Scope.ELEMENT, kinds=GOALS | {Kind.ASSUMPTION})
def several_claims(element: Element) -> Iterable[Finding]:
    """A goal or an assumption joins claims that may hold or fail apart.

    **Why it matters.** Each needs evidence of its own. Joined, the weaker one hides behind the stronger.

    **Breaks it**

        goal G1 "The filter is safe and secure"
            undeveloped

    **Instead**

        goal G1 "The filter is trustworthy"
            goal G2 "The filter is safe"
                undeveloped
            goal G3 "The filter is secure"
                undeveloped

    **Source.** GSN Community Standard v3, 2:5.3.2; Safety Case Core Guidelines, CL.2 and CL.6.
    """
    if words_of(element).isdisjoint(_AND):
        return NOTHING
    text = text_of(element)
    found = _TWO_PROPERTIES.search(text)
    if found is None and not _SUBORDINATE.search(text):
        found = _SECOND_VERB.search(text) or _SECOND_CLAUSE.search(text)
    if found is None:
        return NOTHING
    return prompt(element, f"`{element.name}` makes more than one claim", "make a goal of each", found)


@rule("GSN804", "essay-in-a-box", Severity.INFO, scope=Scope.ELEMENT, kinds=LONGEST)
def essay_in_a_box(element: Element) -> Iterable[Finding]:
    """An element holds so many words that it holds the argument as well.

    **Why it matters.** A reader who has to take a text apart to find its claim will find another one than its
    author meant. What is behind a box belongs to `prose`.

    **Breaks it**

        goal G1 "The service as it is offered to customers who have passed the identity check of the operator"
            "and who have agreed to the terms, in all regions and languages in which it is offered, does not let"
            "anybody who has no training in the field get further than they would get with a search engine"
            undeveloped

    **Instead**

        goal G1 "The service lets no novice get further than a search engine would"
            context C1 "The service: what customers get who have passed the identity check"
            context C2 "A novice: somebody who has no training in the field"
            undeveloped

    **Source.** GSN Community Standard v3, 2:5.3; Safety Case Core Guidelines, CL.3.
    """
    most = LONGEST[element.kind]
    text = element.text.plain if element.text is not None else ""
    count = text.count(" ") + 1
    if count <= most:
        return NOTHING
    help_ = "keep the claim, and move the rest to contexts, goals below it, or `prose`"
    return prompt(element, f"`{element.name}` has {count} words; {most} are enough for one box", help_)


@rule("GSN805", "reasoning-in-a-claim", Severity.INFO, scope=Scope.ELEMENT, kinds=GOALS)
def reasoning_in_a_claim(element: Element) -> Iterable[Finding]:
    """A goal says why it holds.

    **Why it matters.** The reason is a step of the argument. In the text of a goal it can be neither supported nor
    challenged.

    **Breaks it**

        goal G1 "The filter holds because the red team did not get through"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            goal G2 "The red team did not get through"
                undeveloped

    **Source.** Safety Case Core Guidelines, AR.1 and RD.1; GSN Community Standard v3, 2:5.3.2.
    """
    found = said(element, _REASON_WORDS, _REASON)
    if found is None:
        return NOTHING
    help_ = "leave the reason to what stands below: goals, or a strategy"
    return prompt(element, f"`{element.name}` says why: `{found[0]}`", help_, found)


@rule("GSN806", "list-in-a-claim", Severity.INFO, scope=Scope.ELEMENT, kinds=GOALS)
def list_in_a_claim(element: Element) -> Iterable[Finding]:
    """A goal lists what it is about, where a strategy or a context would.

    **Why it matters.** The items are a decomposition that nobody sees: whether one of them has no goal below cannot be
    checked.

    **Breaks it**

        goal G1 "Safety of the design is acceptable, including faults, interfaces and degraded operation"
            undeveloped

    **Instead**

        goal G1 "Safety of the design is acceptable"
            strategy S1 "Argument over the topics of the design"
                goal G2 "Faults are handled safely"
                    undeveloped
                goal G3 "Interfaces are safe"
                    undeveloped
                goal G4 "Degraded operation is safe"
                    undeveloped

    **Source.** Safety Case Core Guidelines, CL.3 and AR.2; GSN Community Standard v3, 2:5.3.2.
    """
    found = said(element, _LIST_WORDS, _LIST)
    if found is None:
        return NOTHING
    return prompt(element, f"`{element.name}` lists its parts", "make a goal of each, or a context of the list", found)


@rule("GSN807", "condition-in-a-claim", Severity.INFO, scope=Scope.ELEMENT, kinds=GOALS)
def condition_in_a_claim(element: Element) -> Iterable[Finding]:
    """A goal holds under a condition that its own text names.

    **Why it matters.** An assumption scopes everything below it, can be watched and can be challenged. A
    half-sentence can not.

    **Breaks it**

        goal G1 "The filter holds, assuming that customers are identified"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            assumption A1 "Customers are identified"
            undeveloped

    **Source.** Safety Case Core Guidelines, AR.3 and AR.7; GSN Community Standard v3, 1:2.2.12.
    """
    found = said(element, _CONDITION_WORDS, _CONDITION)
    if found is None:
        return NOTHING
    return prompt(element, f"`{element.name}` holds under a condition", "make an assumption or a context of it", found)


@rule("GSN808", "no-fact", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.GOAL])
def no_fact(element: Element) -> Iterable[Finding]:
    """A goal says what should be, or what somebody intends or believes, and not what is.

    **Why it matters.** That the filter shall hold is true of a filter that does not. What is required is one thing,
    what is shown another.

    **Breaks it**

        goal G1 "The filter shall catch each listed pattern"
            undeveloped

    **Instead**

        goal G1 "The filter catches each listed pattern"
            undeveloped

    **Source.** Safety Case Core Guidelines, CL.1; GSN Community Standard v3, 1:2.3.2.
    """
    found = said(element, _OBLIGATION_WORDS, _OBLIGATION)
    if found is None:
        return NOTHING
    help_ = "say what is so; a requirement is a context"
    return prompt(element, f"`{element.name}` claims no fact: `{found[0]}`", help_, found)


@rule("GSN809", "document-for-a-fact", Severity.INFO, kinds=[Kind.GOAL])
def document_for_a_fact(near: Neighbourhood) -> Iterable[Finding]:
    """A goal with goals below it says what a document shows, and not what is so.

    **Why it matters.** That a report shows something is true of a report that is wrong. Only right above its
    evidence may a goal speak of the evidence.

    **Breaks it**

        goal G1 "The test report shows that the filter holds"
            goal G2 "Each listed pattern is caught"
                undeveloped

    **Instead**

        goal G1 "The filter holds"
            goal G2 "Each listed pattern is caught"
                undeveloped

    **Source.** Safety Case Core Guidelines, EV.3; GSN Community Standard v3, 2:3.7.3, 2:4.3.1.
    """
    element = near.element
    found = said(element, _SHOWING, _DOCUMENT_SHOWS)
    if found is None or near.argument.is_foot(element.identity):
        return NOTHING
    return prompt(element, f"`{element.name}` claims what a document shows", "claim the fact itself", found)
