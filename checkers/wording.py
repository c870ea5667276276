"""GSN82x, wording: what strategies, solutions, contexts and justifications say, each in its own part.

Prompts for a reader, who decides. They know English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gsn.argument import Neighbourhood
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import ARGUMENT, Kind
from gsn.model.reference import Identity
from gsn.model.statements.argument import SolutionStatement
from gsn.model.statements.evidence import EvidenceStatement

from .english import FINITE, asked_for, sentences, text_of, words_of
from .prompts import NOTHING, prompt, said

_APPROACH = asked_for(
    "argument arguing argue argues reasoning by over across decomposition decompose decomposing split splitting appeal"
    " appealing induction elimination enumeration comparison refinement reduction substitution concretion calculation"
    " case cases proof show showing divide dividing break breakdown partition consider considering from through via"
    " using along following combination"
)
"""How a strategy's text begins when it says how one argues, and not what is so."""

_ARGUING = asked_for("argument arguing argue argues argued")
_STATES = re.compile(r"\b(?:is|are|was|were|has|have|can|cannot|will|does|do)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|what|where|when|whether|how|if|as|while)\b", re.IGNORECASE)
_SHOWS_WORDS = asked_for(
    "shows show proves prove demonstrates demonstrate confirms confirm establishes establish verifies validates"
    " indicates"
)
_SHOWS = re.compile(
    r"\b(?:shows?|proves?|demonstrates?|confirms?|establish(?:es)?|verifies|validates|indicates)\s"
    r"(?:that|the|no|how|all|each|its|it)\b",
    re.IGNORECASE,
)
_PAPER = r"(?:report|study|results|log|audit|review|certificate|record|analysis|assessment|survey|specification|plan)s?"
_PAPERS_WORDS = asked_for("and")
_PAPERS = re.compile(rf"\b{_PAPER} and (?:the )?(?:[\w-]+ ){{0,3}}{_PAPER}\b", re.IGNORECASE)
_PLACE_IN_A_PAPER = re.compile(
    r"§|\b(?:sections?|sec|tables?|figures?|fig|pages?|pp?|chapters?|annex|appendix|paragraphs?|rows?|clauses?|lines?|items?"
    r"|summary|abstract|introduction|conclusions?|scope)\b",
    re.IGNORECASE,
)
_DOCUMENTS = (".pdf", ".md", ".html", ".htm", ".docx", ".odt", ".tex", ".txt", ".pptx")
"""Files that have pages and sections, unlike logs and tables."""

_SUPPORTS_WORDS = asked_for(
    "shows show demonstrates demonstrated confirms confirmed proves evidence results report tree"
)
_SUPPORTS = re.compile(
    r"\b(?:shows?|demonstrate[sd]?|confirm(?:s|ed)|proves?) that\b|\bevidence (?:that|for|of)\b"
    r"|\b(?:test|audit|evaluation|red[- ]team|analysis|inspection)[ -](?:results?|report)\b|\bfault tree\b",
    re.IGNORECASE,
)
_ASSUMES_WORDS = asked_for("assume assumed assumes assuming presume presumed suppose supposed expected believed no")
_ASSUMES = re.compile(
    r"\b(?:assum(?:e|ed|es|ing)|presumed?|supposed? that|(?:is|are) (?:expected|believed) to)\b"
    r"|\b(?:has|have|are|is) no\b",
    re.IGNORECASE,
)
_RESULT_WORDS = asked_for(
    "test tests campaign campaigns results evaluation evaluations trial trials study studies audit audits report"
    " reports analysis simulation simulations no"
)
_RESULT = re.compile(
    r"\b(?:tests?|campaigns?|results|evaluations?|trials?|stud(?:y|ies)|audits?|reports?|analysis|simulations?)\b"
    r"(?: [\w-]+){0,4} "
    r"(?:pass(?:ed|es)|show(?:s|ed|n)?|prove[sdn]?|demonstrate[sd]?|confirm(?:s|ed)?|found|verified)\b"
    r"|\bno\b[^.;]{0,60}? (?:found|observed|detected|reported)\b",
    re.IGNORECASE,
)
_UNFINISHED_WORDS = asked_for(
    "etc tbd tbc tba todo fixme xxx lorem so determined defined confirmed decided done written"
)
_UNFINISHED = re.compile(
    r"\betc\b|\band so (?:on|forth)\b|\bTB[DCA]\b|\bTODO\b|\bFIXME\b|\bXXX\b|\blorem ipsum\b"
    r"|\bto be (?:determined|defined|confirmed|decided|done|written)\b",
    re.IGNORECASE,
)


@rule("GSN821", "no-approach", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.STRATEGY])
def no_approach(element: Element) -> Iterable[Finding]:
    """A strategy does not say how one argues.

    **Why it matters.** A strategy explains the step from the goals below to the goal above. A thing or a measure
    explains no step.

    **Breaks it**

        goal G1 "The filter holds"
            strategy S1 "Red team exercise"
                goal G2 "The red team did not get through"
                    undeveloped

    **Instead**

        goal G1 "The filter holds"
            strategy S1 "Argument by appeal to attacks by a red team"
                goal G2 "The red team did not get through"
                    undeveloped

    **Source.** GSN Community Standard v3, 2:5.2.4, 2:6.3.1.
    """
    text = text_of(element)
    if not text or _says_how(element, text) or _STATES.search(text):
        return NOTHING
    return prompt(
        element, f"`{element.name}` does not say how it argues", 'begin it with "Argument by …" or "Argument over …"'
    )


def _says_how(element: Element, text: str) -> bool:
    return not words_of(element).isdisjoint(_ARGUING) or text.split(maxsplit=1)[0].lower().strip(",:") in _APPROACH


@rule("GSN822", "claim-in-a-strategy", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.STRATEGY])
def claim_in_a_strategy(element: Element) -> Iterable[Finding]:
    """A strategy claims something.

    **Why it matters.** What a strategy claims is supported by nothing. Without the strategies an argument has to
    stand as it does with them.

    **Breaks it**

        goal G1 "The filter holds"
            strategy S1 "Each listed pattern is caught"
                goal G2 "Pattern A is caught"
                    undeveloped

    **Instead**

        goal G1 "The filter holds"
            strategy S1 "Argument over the listed patterns"
                goal G2 "Pattern A is caught"
                    undeveloped

    **Source.** GSN Community Standard v3, 2:5.2.4, 2:6.3.2.
    """
    if words_of(element).isdisjoint(FINITE):
        return NOTHING
    text = text_of(element)
    said_how = _says_how(element, text)
    parts = re.split(r";\s", text)[1:] + sentences(text)[1:] if said_how else [text]
    if not any(_STATES.search(part) and not _RELATIVE.search(part) for part in parts):
        return NOTHING
    help_ = "make a goal of the claim; the strategy says how the goals below are used"
    return prompt(element, f"strategy `{element.name}` makes a claim", help_)


@rule("GSN823", "claim-in-a-solution", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.SOLUTION, Kind.EVIDENCE])
def claim_in_a_solution(element: Element) -> Iterable[Finding]:
    """A solution or a record of evidence claims something.

    **Why it matters.** Evidence is a thing that one can open. What it shows is claimed by the goal above, where it
    can be challenged.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "The tests show that the filter holds"

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Report on the tests of June"

    **Source.** GSN Community Standard v3, 1:2.3.4, 2:5.3.2; Safety Case Core Guidelines, AR.1.
    """
    words = words_of(element)
    if words.isdisjoint(FINITE) and words.isdisjoint(_SHOWS_WORDS):
        return NOTHING
    text = text_of(element)
    found = _SHOWS.search(text) or (None if _RELATIVE.search(text) else _STATES.search(text))
    if found is None:
        return NOTHING
    help_ = "name what there is to open; the goal above claims what it shows"
    return prompt(element, f"`{element.name}` makes a claim", help_, found)


@rule("GSN824", "several-references", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.SOLUTION, Kind.CONTEXT])
def several_references(element: Element) -> Iterable[Finding]:
    """A solution or a context refers to more than one thing.

    **Why it matters.** What each of them contributes cannot be seen, and a challenge to one is a challenge to both.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report and audit report"

    **Instead**

        goal G1 "The filter holds"
            goal G2 "Each listed pattern was caught in tests"
                solution Sn1 "Test report"
            goal G3 "The tests were run as planned"
                solution Sn2 "Audit report"

    **Source.** GSN Community Standard v3, 2:5.3.2.
    """
    found = said(element, _PAPERS_WORDS, _PAPERS)
    if found is None:
        return NOTHING
    return prompt(element, f"`{element.name}` refers to several things", "make an element of each", found)


@rule("GSN825", "whole-document", Severity.INFO, kinds=[Kind.SOLUTION])
def whole_document(near: Neighbourhood) -> Iterable[Finding]:
    """A solution refers to a whole document and not to the part that matters.

    **Why it matters.** Who has to look for the place will find another one, or none.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
                cites E1
        evidence E1 "Test report"
            file "tests.pdf"

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
                cites E1
                at "section 4, table 2"
        evidence E1 "Test report"
            file "tests.pdf"

    **Source.** GSN Community Standard v3, 2:3.7.4; Safety Case Core Guidelines, EV.4.
    """
    element, says = near.element, near.element.says
    if not isinstance(says, SolutionStatement) or says.at is not None or element.lost:
        return NOTHING
    if not any(_is_document(near, record.identity) for record in says.cites):
        return NOTHING
    if _PLACE_IN_A_PAPER.search(text_of(element)):
        return NOTHING
    message = f"`{element.name}` refers to a whole document"
    return prompt(element, message, 'say where in it: `at "section 4, table 2"`')


def _is_document(near: Neighbourhood, record: Identity) -> bool:
    element = near.argument.element(record)
    if element is None or not isinstance(element.says, EvidenceStatement) or element.says.file is None:
        return False
    return element.says.file.path.plain.lower().endswith(_DOCUMENTS)


@rule("GSN826", "context-for-evidence", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.CONTEXT])
def context_for_evidence(element: Element) -> Iterable[Finding]:
    """A context holds what is meant to show that the goal is true.

    **Why it matters.** Context says what a claim is about. What shows it is evidence, with a record that can be opened,
    dated and challenged.

    **Breaks it**

        goal G1 "The filter holds"
            context C1 "Test report of June"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report of June"

    **Source.** GSN Community Standard v3, 2:6.2.1, 2:6.2.2.
    """
    found = said(element, _SUPPORTS_WORDS, _SUPPORTS)
    if found is None:
        return NOTHING
    help_ = "if it supports the goal, make it evidence, and refer to it as a solution"
    return prompt(element, f"context `{element.name}` reads like evidence", help_, found)


@rule("GSN827", "context-for-assumption", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.CONTEXT])
def context_for_assumption(element: Element) -> Iterable[Finding]:
    """A context holds what is assumed.

    **Why it matters.** An assumption may be false: it is listed as one, watched, and challenged. A context passes for a
    matter of fact.

    **Breaks it**

        goal G1 "The filter holds"
            context C1 "Customers are assumed to be identified"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            assumption A1 "Customers are identified"
            undeveloped

    **Source.** GSN Community Standard v3, 2:6.2.3.
    """
    found = said(element, _ASSUMES_WORDS, _ASSUMES)
    if found is None:
        return NOTHING
    return prompt(element, f"context `{element.name}` reads like an assumption", "make it an assumption", found)


@rule("GSN828", "support-in-a-justification", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.JUSTIFICATION])
def support_in_a_justification(element: Element) -> Iterable[Finding]:
    """A justification holds what is meant to show that the goal is true.

    **Why it matters.** A justification says why a goal or a step is there. Results in it are cited by nothing and
    checked by nobody.

    **Breaks it**

        goal G1 "The filter holds"
            justification J1 "The tests of June showed no failure"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            goal G2 "The tests of June showed no failure"
                undeveloped

    **Source.** Safety Case Core Guidelines, AR.8; GSN Community Standard v3, 1:2.2.14.
    """
    found = said(element, _RESULT_WORDS, _RESULT)
    if found is None:
        return NOTHING
    help_ = "make a goal of it, with its evidence"
    return prompt(element, f"justification `{element.name}` reads like support", help_, found)


@rule("GSN829", "unfinished-text", Severity.INFO, scope=Scope.ELEMENT, kinds=ARGUMENT)
def unfinished_text(element: Element) -> Iterable[Finding]:
    """A text stops where its author had not made up their mind.

    **Why it matters.** What `etc.` stands for, each reader decides for themselves.

    **Breaks it**

        goal G1 "The filter catches scams, threats etc."
            undeveloped

    **Instead**

        goal G1 "The filter catches scams and threats"
            undeveloped

    **Source.** Safety Case Core Guidelines, CL.4.
    """
    found = said(element, _UNFINISHED_WORDS, _UNFINISHED)
    if found is None:
        return NOTHING
    return prompt(
        element, f"`{element.name}` is not finished: `{found[0]}`", "say what is meant, or leave it out", found
    )
