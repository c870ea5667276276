"""What a reviewer says: each asks in a small dialog, and writes what was said into the review's text."""

from __future__ import annotations

from collections.abc import Callable

from gsn.doubt.known import BY_NAME
from gsn.model.kinds import ARGUMENT, QUANTITIES, Kind
from gsn.model.reference import Identity, name_of
from gsn.output.visible import visible
from gsn.review import saying
from gsn.review.saying import Doubt, target_of
from gsn.review.walking import Asks, Step, Word
from gsn.review.writing import written
from gsn.tui.asking import Choice, Choose
from gsn.tui.reviewing.say_screen import Field, Given, SayScreen, Wish
from gsn.tui.reviewing.screen import ReviewScreen

MOST_NAMED = 3
"""Elements that a title names; the rest are counted."""

Written = Callable[[Given], str]
"""The review's text with what was typed in it."""


async def judge(desk: ReviewScreen) -> None:
    """Judge the element at hand, or all that are chosen."""
    steps = _chosen(desk, Asks.JUDGEMENT)
    elements = [step.element for step in steps] or ([desk.at] if desk.at is not None else [])
    if not elements or (desk.waiting.chosen and not steps):
        desk.notify("What is chosen is accepted or raised, and not judged: space chooses it no more.", markup=False)
        return
    if not steps and desk.case.elements.get(elements[0]) is None:
        desk.notify("This is a statement of the review's own: only what the case says is judged.", markup=False)
        return
    named = _names(desk, elements)
    before = _said(desk, elements[0], Word.JUDGED) if len(elements) == 1 else ""
    wish = Wish(f"Judge {named}", _about(desk, elements), "It holds, because:", words=before)
    await _say(desk, f"judge {named}", wish, lambda given: saying.judge(desk.review, elements, given["words"]))


async def ask(desk: ReviewScreen) -> None:
    """Ask something about the element at hand."""
    about = desk.at
    if about is None:
        return
    wish = Wish(f"Ask about {_names(desk, [about])}", _about(desk, [about]), "What do you want to know?")
    await _say(
        desk, "query", wish, lambda given: saying.ask(desk.review, about, given["words"], _taken(desk)), go_on=False
    )


async def challenge(desk: ReviewScreen) -> None:
    """Challenge the element at hand, or the step to it; raise the standing doubts that are at hand or chosen."""
    doubts = _chosen(desk, Asks.DOUBT)
    if doubts:
        await _raise(desk, doubts, accepted=False)
        return
    about = _challenged(desk, desk.at)
    if about is None:
        return
    wish = Wish(
        f"Challenge {_names(desk, [about])}",
        _about(desk, [about]),
        "What makes it doubtful?",
        fields=(Field("target", "challenges", target_of(desk.review, about)),),
    )
    parents = [] if desk.app.newest is None else desk.app.newest.reading.argument.parents_of(about)
    if parents:
        step = target_of(desk.review, about, parents[0].source)
        wish = wish._replace(asks=f"What makes it doubtful? (`{step}` challenges the step, and not what it leads to)")
    await _say(
        desk,
        "challenge",
        wish,
        lambda given: saying.challenge(desk.review, Doubt(given["words"], given["target"]), _taken(desk)),
        go_on=False,
    )


def _challenged(desk: ReviewScreen, element: Identity | None) -> Identity | None:
    """What is challenged where an element is doubted: of a hazard, or of what else is no argument, what argues it."""
    argument = desk.reviewed.alone.reading.argument
    if element is None or argument.kind_of(element) in ARGUMENT | {Kind.EVIDENCE}:
        return element
    return next((each for each in argument.rests_on(element) if argument.kind_of(each) is Kind.GOAL), element)


async def accept(desk: ReviewScreen) -> None:
    """Accept a challenge of the case, or a standing doubt, as a residual risk."""
    doubts = _chosen(desk, Asks.DOUBT)
    if doubts:
        await _raise(desk, doubts, accepted=True)
        return
    steps = _chosen(desk, Asks.ACCEPTANCE)
    elements = [step.element for step in steps] or ([desk.at] if desk.at is not None else [])
    kinds = {desk.case.elements[each].kind for each in elements if each in desk.case.elements}
    if kinds != {Kind.CHALLENGE}:
        desk.notify("What is accepted is a challenge of the case, or a standing doubt; `j` judges.", markup=False)
        return
    named = _names(desk, elements)
    before = _said(desk, elements[0], Word.ACCEPTED) if len(elements) == 1 else ""
    wish = Wish(f"Accept {named}", _about(desk, elements), "It is a residual risk to live with, because:", words=before)
    await _say(
        desk, f"accept {named}", wish, lambda given: saying.judge(desk.review, elements, given["words"], "accepts")
    )


async def _raise(desk: ReviewScreen, doubts: list[Step], *, accepted: bool) -> None:
    """Raise standing doubts, as one challenge of what the case shows."""
    names = tuple(step.doubt for step in doubts)
    by = desk.review.by or desk.reviewed.reviewer.by
    target = target_of(desk.review, doubts[0].element)
    first = BY_NAME[names[0]].question if len(names) == 1 else ""
    wish = Wish(
        f"{'Accept' if accepted else 'Raise'} {', '.join(name.replace('_', ' ') for name in names)}",
        "\n".join(visible(BY_NAME[name].question) for name in names),
        "It is a residual risk to live with, because:" if accepted else "What do you doubt?",
        fields=(Field("target", "challenges", target), *((Field("doubt", "the doubt", first),) if accepted else ())),
        words="" if accepted else first,
    )

    def with_doubt(given: Given) -> str:
        text, why = (given["doubt"], given["words"]) if accepted else (given["words"], "")
        return saying.challenge(desk.review, Doubt(text, given["target"], names, why, by), _taken(desk))

    await _say(desk, "standing doubt", wish, with_doubt)


async def take_back(desk: ReviewScreen) -> None:
    """Judge the element at hand no more, accept it no more."""
    desk.take()
    if desk.at is None:
        return
    text = saying.take_back(desk.review, desk.at)
    if text == desk.review.text:
        desk.notify("Nothing was judged here; queries and challenges are taken out of the text by hand.", markup=False)
    else:
        desk.say("take back", text)


async def substitute(desk: ReviewScreen) -> None:
    """One's own number for a quantity of the case."""
    quantity = await _quantity(desk)
    if quantity is None:
        return
    wish = Wish(
        f"Your own number for {_names(desk, [quantity])}",
        _about(desk, [quantity]),
        "Why that number?",
        fields=(Field("measurement", "measured", "1 of 60"),),
    )
    await _say(
        desk,
        "substitute",
        wish,
        lambda given: saying.substitute(desk.review, quantity, given["measurement"], given["words"]),
        go_on=False,
    )


async def _quantity(desk: ReviewScreen) -> Identity | None:
    held = desk.case.elements.get(desk.at or "")
    if held is not None and held.kind in QUANTITIES:
        return held.identity
    choices = [
        Choice(each.identity, visible(written(each.identity, desk.case.name)), visible(each.text.plain))
        for each in desk.case.elements.values()
        if each.kind in QUANTITIES and each.text is not None
    ]
    if not choices:
        desk.notify("The case measures nothing.", markup=False)
        return None
    return await desk.app.push_screen_wait(Choose("Your own number for", choices))


async def condition(desk: ReviewScreen) -> None:
    """What the determination holds under."""
    wish = Wish("Condition", "", "The determination holds on condition that:")
    await _say(desk, "condition", wish, lambda given: saying.condition(desk.review, given["words"]), go_on=False)


async def determine(desk: ReviewScreen) -> None:
    """The decision, with its grounds."""
    picked = await desk.app.push_screen_wait(
        Choose(
            "Determination",
            [
                Choice(
                    "acceptable", "acceptable", "the risk may be taken, on the conditions that the review states", "a"
                ),
                Choice("unacceptable", "unacceptable", "it may not; it stands until you lift it yourself", "u"),
                Choice("pending", "pending", "you have still to decide", "p"),
            ],
            says=visible(desk.walk.in_words()),
        )
    )
    if picked is None:
        return
    held = desk.review.says.determination
    before = held.grounds.plain if held is not None else ""
    wish = Wish(f"Determine that the risk is {picked}", desk.walk.in_words(), "On these grounds:", words=before)
    await _say(
        desk, "determination", wish, lambda given: saying.determine(desk.review, picked, given["words"]), go_on=False
    )


# Asking and writing


async def _say(desk: ReviewScreen, title: str, wish: Wish, text: Written, *, go_on: bool = True) -> None:
    """Ask for the words, write them, and go on to what waits next where something was settled."""
    desk.take()

    def wrong(given: Given) -> str:
        return _wrong(desk, text(given))

    given = await desk.app.push_screen_wait(SayScreen(wish._replace(last=desk.last_words, wrong=wrong)))
    if given is None:
        return
    desk.last_words = given["words"]
    desk.say(title, text(given))
    desk.waiting.chosen.clear()
    desk.show_walk()
    if go_on:
        from gsn.tui.reviewing.looking import onward

        await onward(desk, "1", quietly=True)


def _wrong(desk: ReviewScreen, text: str) -> str:
    """What is wrong with a text and not with the one in hand, in words; nothing where nothing is."""
    after, known = desk.reviewed.read(text), {fault.message for fault in desk.review.faults}
    for fault in after.faults:
        if fault.message not in known:
            return f"{fault.message}{f': {fault.help}' if fault.help else ''}"
    lost = set(desk.reviewed.lost_in(after)) - set(desk.reviewed.lost_in(desk.review))
    return next((f"`{name}` names nothing in the case that may stand here" for name in sorted(lost)), "")


def _chosen(desk: ReviewScreen, asks: Asks) -> list[Step]:
    """The steps that are chosen and ask for this; where none is chosen, the one at hand if it does."""
    at_hand = [desk.step] if desk.step is not None else []
    among = [step for step in desk.walk.steps if step in desk.waiting.chosen] or at_hand
    return [step for step in among if step.asks is asks]


def _names(desk: ReviewScreen, elements: list[Identity]) -> str:
    names = [visible(written(each, desk.case.name)) for each in elements]
    more = len(names) - MOST_NAMED
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:MOST_NAMED])} and {more} more"


def _about(desk: ReviewScreen, elements: list[Identity]) -> str:
    held = [desk.case.elements.get(each) for each in elements]
    stated = [element for element in held if element is not None and element.text is not None]
    alone = len(elements) == 1
    return "\n".join(
        visible(element.text.plain if alone else f"{element.name}  {element.text.plain}")
        for element in stated
        if element.text is not None
    )


def _said(desk: ReviewScreen, element: Identity, word: Word) -> str:
    return next((each.text for each in desk.walk.said.get(element, ()) if each.word is word), "")


def _taken(desk: ReviewScreen) -> set[str]:
    """The names of the case's main module, which a bare name in the review means."""
    return {name_of(identity) for identity in desk.case.elements if identity.startswith(f"{desk.case.name}::")}
