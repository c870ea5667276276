"""What goes somewhere, undoes, keeps or explains, and says nothing in the review."""

from __future__ import annotations

from gsn.drafting.hover import rule_page
from gsn.output.visible import visible
from gsn.review.trust import signature_file
from gsn.review.walking import Word
from gsn.review.writing import written
from gsn.tui import keeping
from gsn.tui.asking import Choice, Choose, Page
from gsn.tui.reviewing.pages import PANES
from gsn.tui.reviewing.screen import ReviewScreen

# Going on


async def onward(desk: ReviewScreen, argument: str, *, quietly: bool = False) -> None:
    """The next, or the one before, of which the review says nothing yet."""
    desk.take()
    step = desk.walk.next_open(desk.waiting.step, back=argument == "-1")
    if step is not None:
        desk.waiting.go_to(step)
        desk.at = step.element
        desk.read_soon()
    elif not quietly or desk.walk.steps:
        desk.notify("Something is said of all that waited. `d` determines, ctrl+s saves.", markup=False)


async def choose(desk: ReviewScreen, argument: str) -> None:
    """Choose the step at hand, or all of its kind, to be judged together."""
    if argument == "alike":
        desk.waiting.choose_alike()
    else:
        desk.waiting.choose()


async def turn(desk: ReviewScreen, argument: str) -> None:
    """A page on or back in what is read, wherever the focus is."""
    shown = desk.case_text if desk.case_text.display and not desk.element.display else desk.element
    turned = shown.scroll_page_down if argument == "1" else shown.scroll_page_up
    turned(animate=False)


async def go_to(desk: ReviewScreen) -> None:
    """An element by its name or its words."""
    choices = [
        Choice(element.identity, visible(written(element.identity, desk.case.name)), visible(element.text.plain))
        for element in desk.case.elements.values()
        if element.name and element.text is not None
    ]
    picked = await desk.app.push_screen_wait(Choose("Go to", choices))
    if picked is not None:
        desk.go_to(picked)


async def to_pane(desk: ReviewScreen, argument: str) -> None:
    """Give a pane the focus; panes that share a place take turns when asked for again."""
    sharing = {"waiting": ("outline", "-with-outline"), "element": ("case", "-with-case")}
    if argument in sharing:
        other, shown = sharing[argument]
        argument = other if desk.pane() == argument else argument
        desk.set_class(argument == other, shown)
    if argument in {"editor", "told"}:
        desk.set_class(argument == "told", "-with-told")
    desk.query_one(f"#{argument}").focus()


async def back(desk: ReviewScreen) -> None:
    """To what waits, wherever one is."""
    desk.remove_class("-with-outline")
    desk.waiting.focus()


async def to_view(desk: ReviewScreen, argument: str) -> None:
    """Another picture of the case, with the review beside it."""
    desk.take()
    if argument == "diagram":
        from gsn.tui.diagram_screen import DiagramScreen

        desk.app.push_screen(DiagramScreen(desk.at))
    else:
        from gsn.tui.report_screen import ReportScreen

        desk.app.push_screen(ReportScreen(argument))


# Undoing and keeping


async def undo(desk: ReviewScreen) -> None:
    """Undo the last step."""
    desk.take()
    done = desk.session.undo()
    if done is None:
        desk.notify("Nothing is left to undo.", markup=False, timeout=2)
    else:
        desk.show_texts(done[1])


async def redo(desk: ReviewScreen) -> None:
    """Do again what was undone."""
    desk.take()
    done = desk.session.redo()
    if done is None:
        desk.notify("Nothing is left to do again.", markup=False, timeout=2)
    else:
        desk.show_texts(done[1])


async def save(desk: ReviewScreen) -> None:
    """Write the review, and say how it is signed."""
    was_unsaved = bool(desk.session.unsaved)
    await keeping.save_all(desk)
    if was_unsaved and not desk.session.unsaved:
        await how_to_sign(desk)


async def save_a_copy(desk: ReviewScreen) -> None:
    """The text in hand to a file that is not there yet."""
    await keeping.save_a_copy(desk)


async def leave(desk: ReviewScreen) -> None:
    """Leave; a review in which nothing was said leaves nothing behind."""
    desk.take()
    if desk.app.is_untouched:
        desk.session.give_up()
        desk.app.exit()
    else:
        await keeping.leave(desk)


async def how_to_sign(desk: ReviewScreen) -> None:
    """The command that signs the review: no key is ever held here."""
    old = "; the signature that is there holds no more" if signature_file(desk.path).exists() else ""
    desk.notify(f"To sign it: gsn review sign {visible(str(desk.path))} --key KEY{old}", markup=False, timeout=8)


# Help


async def status(desk: ReviewScreen) -> None:
    """How far the review has come, and what is open, as a page."""
    desk.take()
    walk = desk.walk
    lines = [f"# {walk.in_words()}", ""]
    lines += [f"- `{fault.line}`: {fault.message}" for fault in desk.review.faults]
    for word, title in ((Word.ASKED, "Asked"), (Word.CHALLENGED, "Challenged"), (Word.ACCEPTED, "Accepted")):
        said = [(element, each) for element, held in walk.said.items() for each in held if each.word is word]
        lines += [f"\n## {title}\n"] if said else []
        lines += [f"- {written(element, desk.case.name)}: {each.name} {_plain(each.text)}" for element, each in said]
    lines += ["\n## Still waits\n"] if walk.open else []
    lines += [
        f"- {each.doubt.replace('_', ' ') or written(each.element, desk.case.name)} ({each.why})" for each in walk.open
    ]
    if desk.app.newest is not None and desk.app.newest.judgement is not None:
        lines += ["", "With this review beside it, not signed, the case is " + _plain(desk.app.newest.label) + "."]
    desk.app.push_screen(Page("Status", "\n".join(lines)))


def _plain(text: str) -> str:
    """A text that Markdown leaves as it is."""
    return "".join(f"\\{each}" if each in "\\`*_{}[]<>#|!" else each for each in visible(text))


async def explain(desk: ReviewScreen) -> None:
    """The rule of the finding at hand."""
    chosen = desk.told.chosen
    page = rule_page(chosen.code) if chosen is not None and chosen.code else None
    if page is not None:
        desk.app.push_screen(Page("Explained", page))
    else:
        desk.notify("No rule is at hand: F5 lists what was found.", markup=False)


async def help_here(desk: ReviewScreen) -> None:
    """What can be done in the pane, and everywhere."""
    from gsn.tui.reviewing.commands import help_tables

    page = f"{PANES.get(desk.pane(), '')}\n\n{help_tables()}\n\nctrl+p finds every command by its name."
    desk.app.push_screen(Page("Help", page))
