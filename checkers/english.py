"""As much English as the wording rules need: words, sentences, verbs.

The rules only prompt a reader, so they rather miss something than raise a false alarm: a word that may be a verb is
taken for one. A text is cut into words once for all rules, and only words that some rule asks for are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gsn.model.case import Element

_ASKED_FOR: set[str] = set()
_WORD = re.compile(r"[a-z][a-z'-]*")
_CARRYING = re.compile(r"\w[\w.,-]*\w|\w|[<>=≤≥%]")
_END = re.compile(r"[.!?]\s+(?=[A-Z])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|cf|vs|no|approx|sec|fig|dr|mr|ms|[a-z])$", re.IGNORECASE)
_PAST = re.compile(r"[<>=≤≥]|[A-Za-z](?<![Ee])[Ee][Dd]\b")
AT_A_GLANCE = 1_000
"""Characters of a text that are looked at: what is longer is an essay, whatever its words are."""

_SHORTEST_INFLECTED = 4
"""Letters of the shortest word whose ending is looked at: `lies`, `used`."""


def word_set(words: str) -> frozenset[str]:
    """Words that are written one after the other."""
    return frozenset(words.split())


def asked_for(words: str) -> frozenset[str]:
    """Words that a rule looks for, in small letters."""
    found = word_set(words)
    _ASKED_FOR.update(found)
    _words.cache_clear()
    return found


def text_of(element: Element) -> str:
    """An element's text, as far as one reads it at a glance; nothing where a line of the element could not be read."""
    if element.text is None or element.lost:
        return ""
    text = element.text.plain
    return text if len(text) <= AT_A_GLANCE else text[:AT_A_GLANCE]


def words_of(element: Element) -> frozenset[str]:
    """The words of an element's text that some rule asks for, in small letters."""
    text = element.text
    return NO_WORDS if text is None or element.lost else _words(text.plain)


NO_WORDS: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 18)
def _words(text: str) -> frozenset[str]:
    return frozenset(_ASKED_FOR.intersection(_WORD.findall(text[:AT_A_GLANCE].lower())))


def sentences(text: str) -> list[str]:
    """A text cut where a sentence ends and another begins."""
    found, start = [], 0
    for end in _END.finditer(text):
        if not _ABBREVIATION.search(text[start : end.start()]):
            found.append(text[start : end.start() + 1])
            start = end.end()
    return [*found, text[start:]]


def may_have_a_verb(element: Element) -> bool:
    """Whether some word of an element's text could be its verb; where that is open, it is taken for one."""
    if not TELLTALE.isdisjoint(words_of(element)):
        return True
    text = text_of(element)
    if _PAST.search(text):
        return True
    words = ["", "", *_WORD.findall(text.lower())]
    return any(
        word.endswith("s") and _may_be_a_verb(word, words[index - 2 : index])
        for index, word in enumerate(words)
        if len(word) >= _SHORTEST_INFLECTED
    )


def _may_be_a_verb(word: str, before: list[str]) -> bool:
    """Whether a word in `-s` could be one: it is no preposition's noun, and has no noun's ending."""
    governed = before[1] in _PREPOSITIONS or (before[0] in _PREPOSITIONS and before[1] in _DETERMINERS)
    return not governed and (word in _VERBS_LIKE_NOUNS or not _NO_VERB.search(word))


def gist(text: str) -> tuple[str, ...]:
    """The words and numbers of a text that carry it, in their order: two texts of one gist say the same."""
    return tuple(word for word in _CARRYING.findall(text.casefold()) if word not in _FILLING)


def stem(word: str) -> str:
    """A noun in small letters, without the ending of its plural."""
    word = word.lower()
    if len(word) < _SHORTEST_INFLECTED or word.endswith("ss"):
        return word
    return f"{word.removesuffix('ies')}y" if word.endswith("ies") else word.removesuffix("s")


FINITE = asked_for(
    "am is are was were has have had does do did can could may might must shall should will would cannot isn't aren't"
    " wasn't weren't hasn't haven't hadn't doesn't don't didn't can't couldn't mustn't won't wouldn't"
)
"""Forms that are verbs wherever they stand."""

TELLTALE = FINITE | asked_for(
    "held met kept found made took gave got went came said knew saw lost fell lay led ran rose grew left broke wrote"
    " chose began became caught built sent spent stood shown done seen known put set cut let hold exist remain stay"
    " meet keep agree suffice occur happen satisfy comply prevent ensure provide contain include become make take give"
    " get go come say know see find gain lose allow require detect reach exceed fall lie depend differ cause lead"
    " protect refuse follow enable carry catch leave proceed succeed fail"
    " rarely seldom often never always usually hardly scarcely still already they we it nobody everybody nothing people"
)
"""Also forms of common verbs that no ending tells, adverbs that stand beside a verb, and subjects that need one."""

_NO_VERB = re.compile(r"(?:ss|us|is|ments|tions|sions|ities|ness|ics|isms|ances|ences)$")
"""Endings in `s` that hardly any verb has …"""
_VERBS_LIKE_NOUNS = word_set(
    "documents implements complements supplements augments functions mentions conditions questions influences"
    " references enhances balances advances focus address access process assess pass discuss mimics"
)
"""… and verbs that have them."""

_PREPOSITIONS = word_set(
    "of in for with to on at by from under over across against during within without per as through between into after"
    " before"
)
_DETERMINERS = word_set("the a an all each every its these those their our such other")
_FILLING = word_set("a an the of in for with to on at by from and or is are be been that which this it its")
