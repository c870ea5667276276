"""GSN84x, words: vague, absolute, small and loud words, and numbers that say more than is known.

Prompts for a reader, who decides. They know English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import ARGUMENT, GOALS, QUANTITIES, Kind
from gsn.model.reference import Identity

from .english import asked_for, stem, text_of, word_set, words_of
from .prompts import NOTHING, claims_in_numbers, place_in, prompt, said

_VAGUE = asked_for(
    # The list of the standard, 2:5.5.1, with the adverbs of its adjectives …
    "abnormal abnormally appropriate appropriately approximate approximately effective effectively early easy easily"
    " envelope flexible flexibly friendly generally late normal normally often timely"
    # … and what texts about artificial intelligence say in their place.
    " rarely seldom usually frequently sometimes quickly promptly soon robust robustly significant significantly"
    " substantial substantially negligible minimal minimally meaningful meaningfully reasonable reasonably"
)
_PRECISE = re.compile(
    r"\b(?:early|late) (?:\d|warning|stopping)|\b(?:more|less|as|how) (?:often|frequently|rarely)\b"
    r"|\bnormal(?:ly)? distribut|\beffective (?:from|since|until|number|dose)"
    r"|\b(?:statistically|significant) (?:significant|figures|digits)|\bat (?:most|least) [\d.]|\d ?%",
    re.IGNORECASE,
)
"""Phrases in which a vague word is a precise one, and numbers that say how much it is."""

_EACH = asked_for("all any each every")
_SET = re.compile(
    r"(?<!\bat )(?<!\babove )(?<!\bafter )(?<!\bin )\b(?:all|any|each|every)\b(?: of)?"
    r"(?: (?:the|its|our|their|these|those))?(?P<what>(?: [a-z][a-z-]*){1,3})",
    re.IGNORECASE,
)
_NO_NOUN = word_set(
    "of in for with to on at by from and or is are was were be been has have had that which who can could may might"
    " must will would under over across against during within without per as other time more day days year years case"
    " cases one not the a an its"
)
_COUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred)\b", re.IGNORECASE
)
_ABSOLUTE_WORDS = asked_for(
    "never always impossible guarantee guarantees guaranteed completely entirely absolutely perfectly undoubtedly"
    " certainly unquestionably"
)
_ABSOLUTE = re.compile(rf"\b(?:{'|'.join(sorted(_ABSOLUTE_WORDS))})\b", re.IGNORECASE)
_SMALL_WORDS = asked_for("some several few")
_SMALL = re.compile(r"\b(?:some|several|a few)\b(?! (?:day|time)\b)", re.IGNORECASE)
_LOUD_WORDS = asked_for("not never all safe must always very every only fully secure critical none cannot full will")
_LOUD = re.compile(
    r"\b(?:NOT|NEVER|ALL|SAFE|MUST|ALWAYS|VERY|EVERY|ONLY|FULLY|SECURE|CRITICAL|NONE|CANNOT|FULL|WILL)\b"
)
_LOUDEST = 3
"""Words that are too many to be abbreviations beside each other."""
_PRAISE_WORDS = asked_for(
    "world-class cutting-edge outstanding best-in-class state-of-the-art industry-leading market-leading unparalleled"
    " unrivalled unprecedented revolutionary excellent exceptional superb flawless bulletproof bullet-proof rock-solid"
    " groundbreaking world-leading leading-edge next-generation"
)
_PRAISE = re.compile(rf"\b(?:{'|'.join(sorted(_PRAISE_WORDS))})\b", re.IGNORECASE)
_JUDGED_WORDS = asked_for(
    "determined considered judged decided concluded agreed accepted believed approved reviewed felt"
)
_JUDGED = re.compile(
    r"\b(?:it|this) (?:was|is|has been) "
    r"(?:determined|considered|believed|judged|decided|concluded|agreed|accepted|felt)\b"
    r"|\b(?:has|have) been (?:reviewed|approved|judged|accepted|agreed)\b",
    re.IGNORECASE,
)
_BY_SOMEBODY = re.compile(r"\bby\b|\[\[", re.IGNORECASE)
_COMPARED_WORDS = asked_for("safer riskier better worse")
_COMPARED = re.compile(r"\b(?:safer|riskier|better|worse)\b", re.IGNORECASE)
_WITH_WHAT = re.compile(r"\b(?:than|compared|relative|off|over)\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w.:/-])(?:\d+\.\d{2,}|\d{1,3}(?:,\d{3})+\.\d+)(?:e-?\d+)?(?![\w.:/-]|%?\.\d)")
_MOST_DIGITS = 3
"""Significant digits that a claim about a rare event can carry; more than that, data hardly ever do."""


@rule("GSN841", "vague-word", Severity.INFO, scope=Scope.CASE)
def vague_word(argument: Argument) -> Iterator[Finding]:
    """A goal or an assumption holds a word that means nothing by itself, and no context in scope says what it means.

    **Why it matters.** What is rare, normal or timely is for each reader something else. A number, or a context,
    says it once for all that stands below.

    **Breaks it**

        goal G1 "Incidents are answered in a timely manner"
            undeveloped

    **Instead**

        goal G1 "Incidents are answered in a timely manner"
            context C1 "Timely: within four hours of the first report"
            undeveloped

    **Source.** GSN Community Standard v3, 2:5.5.1; Safety Case Core Guidelines, CL.5.
    """
    if argument.case.unknown_references:
        return
    explaining: list[tuple[str, Identity]] | None = None
    explained: dict[str, set[Identity]] = {}
    for kind in (Kind.GOAL, Kind.CHALLENGE, Kind.ASSUMPTION):
        for element in argument.by_kind[kind]:
            words = words_of(element)
            if words.isdisjoint(_VAGUE) or claims_in_numbers(element) or _PRECISE.search(text_of(element)):
                continue
            explaining = _explaining(argument) if explaining is None else explaining
            for word in sorted(words & _VAGUE):
                if word not in explained:
                    explained[word] = _explained(argument, word, explaining)
                if element.identity not in explained[word]:
                    yield _vague(element, word)


def _vague(element: Element, word: str) -> Finding:
    found = re.search(rf"\b{word}\b", text_of(element), re.IGNORECASE)
    place = place_in(element, found.start(), found.end()) if found is not None else element.place
    help_ = f'say what it means in a context: `context C1 "{word.capitalize()}: …"`, or claim it in numbers'
    return Finding(
        f"`{element.name}` says `{word}`, and nothing in scope says what that means", place, element.identity, help_
    )


def _explaining(argument: Argument) -> list[tuple[str, Identity]]:
    """What contexts say, in small letters, and of what; away goals in context among them."""
    return [
        (text_of(context).lower(), link.source)
        for link in argument.case.links
        if link.kind is Kind.CONTEXT and (context := argument.element(link.target)) is not None
    ]


def _explained(argument: Argument, word: str, explaining: list[tuple[str, Identity]]) -> set[Identity]:
    """What stands in the scope of a context that holds the word."""
    root = word.removesuffix("ly")
    starts = [source for text, source in explaining if root in text]
    return set(argument.walk(starts, lambda identity: _below(argument, identity)))


def _below(argument: Argument, identity: Identity) -> list[Identity]:
    """What a scope reaches: support, and what is assumed in it."""
    return [link.target for link in (*argument.support_of(identity), *argument.context_of(identity))]


@rule("GSN842", "unbounded-set", Severity.INFO, scope=Scope.MODULE)
def unbounded_set(argument: Argument, module: str) -> Iterator[Finding]:
    """A goal or a strategy speaks of all of something, and no context of its module says what belongs to it.

    **Why it matters.** Whether the goals below cover all hazards can only be seen against a list of them. Without
    one, what was forgotten is not missed.

    **Breaks it**

        goal G1 "The filter holds"
            strategy S1 "Argument over all patterns of attack"
                goal G2 "Scams are caught"
                    undeveloped

    **Instead**

        goal G1 "The filter holds"
            strategy S1 "Argument over all patterns of attack"
                context C1 "Patterns of attack: the list of June, section 2"
                goal G2 "Scams are caught"
                    undeveloped

    **Source.** GSN Community Standard v3, 2:3.5, 2:5.5.2; Safety Case Core Guidelines, CL.5.
    """
    if argument.case.unknown_references:
        return
    fixed: set[str] | None = None
    for element in argument.by_module.get(module, ()):
        if element.kind not in {Kind.GOAL, Kind.STRATEGY} or words_of(element).isdisjoint(_EACH):
            continue
        text = text_of(element)
        found = _SET.search(text)
        if found is None or _COUNT.search(text) or "[[" in text or argument.context_of(element.identity):
            continue
        if element.text is not None and element.text.mentions:
            continue
        nouns = _nouns(found["what"])
        fixed = _fixed_in(argument, module) if fixed is None else fixed
        if nouns and fixed.isdisjoint(map(stem, nouns)):
            message = f"`{element.name}` speaks of `{found[0]}`, and no context says which these are"
            place = place_in(element, found.start(), found.end())
            yield Finding(
                message, place, element.identity, "add a context that lists them, or says where they are listed"
            )


def _nouns(phrase: str) -> list[str]:
    """The words after `all` that may name what is meant: up to the first that cannot."""
    nouns = []
    for word in phrase.lower().split():
        if word in _NO_NOUN:
            break
        nouns.append(word)
    return nouns


def _fixed_in(argument: Argument, module: str) -> set[str]:
    """What contexts, assumptions and the risk model of a module speak of."""
    kinds = QUANTITIES | {Kind.CONTEXT, Kind.ASSUMPTION, Kind.JUSTIFICATION}
    speaking = [element for element in argument.by_module.get(module, ()) if element.kind in kinds]
    away = [
        link.target for element in argument.by_module.get(module, ()) for link in argument.context_of(element.identity)
    ]
    texts = [text_of(element) for element in (*speaking, *map(argument.element, away)) if element is not None]
    return {stem(word) for text in texts for word in re.findall(r"[A-Za-z][A-Za-z-]*", text)}


@rule("GSN843", "absolute-word", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.GOAL])
def absolute_word(element: Element) -> Iterable[Finding]:
    """A goal claims more than evidence can show: never, always, guaranteed.

    **Why it matters.** One counterexample refutes it, and no test proves it. A claim that is too strong falls
    together with everything above it.

    **Breaks it**

        goal G1 "The filter never fails"
            undeveloped

    **Instead**

        goal G1 "The filter fails in at most one of a thousand attempts"
            undeveloped

    **Source.** GSN Community Standard v3, 2:5.5.2; Safety Case Core Guidelines, CL.5 and RD.2.
    """
    found = said(element, _ABSOLUTE_WORDS, _ABSOLUTE)
    if found is None:
        return NOTHING
    help_ = "claim as much as is shown: a bound, with its confidence and its scope"
    return prompt(element, f"`{element.name}` says `{found[0].lower()}`", help_, found)


@rule("GSN844", "understatement", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.GOAL])
def understatement(element: Element) -> Iterable[Finding]:
    """A goal claims so little that it supports nothing: some, several, a few.

    **Why it matters.** That some hazards were found is true of every search. A step that needs all of them is not
    supported by it.

    **Breaks it**

        goal G1 "Some patterns of attack are caught"
            undeveloped

    **Instead**

        goal G1 "The twelve listed patterns of attack are caught"
            undeveloped

    **Source.** GSN Community Standard v3, 2:5.5.4.
    """
    found = said(element, _SMALL_WORDS, _SMALL)
    if found is None:
        return NOTHING
    help_ = "say which, or how many"
    return prompt(element, f"`{element.name}` says `{found[0].lower()}`", help_, found)


@rule("GSN845", "shouting", Severity.INFO, scope=Scope.ELEMENT, kinds=ARGUMENT)
def shouting(element: Element) -> Iterable[Finding]:
    """A text puts a common word into capitals.

    **Why it matters.** Emphasis is no evidence. A reader takes capitals for an abbreviation and looks for what it
    stands for.

    **Breaks it**

        goal G1 "The filter is SAFE"
            undeveloped

    **Instead**

        goal G1 "The filter is safe"
            undeveloped

    **Source.** Safety Case Core Guidelines, RD.4.
    """
    found, text = said(element, _LOUD_WORDS, _LOUD), text_of(element)
    if found is None and (not text.isupper() or text.count(" ") < _LOUDEST):
        return NOTHING
    return prompt(element, f"`{element.name}` shouts", "write it in small letters", found)


@rule("GSN846", "promotion", Severity.INFO, scope=Scope.ELEMENT, kinds=ARGUMENT)
def promotion(element: Element) -> Iterable[Finding]:
    """A text praises what it speaks of.

    **Why it matters.** Praise asks for trust without giving a reason. Without the word the sentence says as much.

    **Breaks it**

        goal G1 "Our world-class filter holds"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            undeveloped

    **Source.** Safety Case Core Guidelines, RD.4.
    """
    found = said(element, _PRAISE_WORDS, _PRAISE)
    if found is None:
        return NOTHING
    return prompt(element, f"`{element.name}` praises: `{found[0].lower()}`", "leave the word out", found)


@rule(
    "GSN847", "hidden-actor", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.GOAL, Kind.ASSUMPTION, Kind.JUSTIFICATION]
)
def hidden_actor(element: Element) -> Iterable[Finding]:
    """Something was judged, approved or decided, and nobody is named who did so.

    **Why it matters.** Whether somebody is competent and independent can be asked of a somebody only.

    **Breaks it**

        goal G1 "The list of patterns has been approved"
            undeveloped

    **Instead**

        goal G1 "The list of patterns has been approved by the safety board"
            undeveloped

    **Source.** Safety Case Core Guidelines, RD.5.
    """
    found = said(element, _JUDGED_WORDS, _JUDGED)
    if found is None or _BY_SOMEBODY.search(text_of(element), found.end()):
        return NOTHING
    return prompt(element, f"`{element.name}` does not say by whom", "name who did so", found)


@rule("GSN848", "half-a-comparison", Severity.INFO, scope=Scope.ELEMENT, kinds=GOALS)
def half_a_comparison(element: Element) -> Iterable[Finding]:
    """A goal says that something is safer or better, and not than what.

    **Why it matters.** Each reader supplies the other side, and the evidence compares with a third.

    **Breaks it**

        goal G1 "The new filter is safer"
            undeveloped

    **Instead**

        goal G1 "The new filter is safer than the filter of March"
            undeveloped

    **Source.** Safety Case Core Guidelines, LF.4.
    """
    found = said(element, _COMPARED_WORDS, _COMPARED)
    if found is None or _WITH_WHAT.search(text_of(element)):
        return NOTHING
    return prompt(
        element, f"`{element.name}` says `{found[0].lower()}`, and not than what", "name the other side", found
    )


@rule("GSN849", "false-precision", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.GOAL])
def false_precision(element: Element) -> Iterable[Finding]:
    """A goal names a number with more digits than data carry.

    **Why it matters.** The digits speak of a precision that the model behind them does not have; a reader takes
    them for it.

    **Breaks it**

        goal G1 "An attack gets through in 0.03742 of attempts"
            undeveloped

    **Instead**

        goal G1 "An attack gets through in at most 0.04 of attempts"
            undeveloped

    **Source.** Safety Case Core Guidelines, LF.6.
    """
    text = text_of(element)
    if "." not in text:
        return NOTHING
    for found in _DIGITS.finditer(text):
        digits = re.sub(r"e.*|\D", "", found[0]).lstrip("0")
        if len(digits) > _MOST_DIGITS and set(digits) != {"9"}:
            help_ = "round it to the side that is safe, and say how sure it is"
            return prompt(element, f"`{element.name}` names `{found[0]}`", help_, found)
    return NOTHING
