"""What goes somewhere and changes nothing: places, panes, views and pages of help."""

from __future__ import annotations

from gsn.drafting.change import position_at
from gsn.drafting.hover import clause_page, hover, kind_page, rule_page
from gsn.drafting.navigation import definition, element_at, references_to
from gsn.output.visible import visible
from gsn.tui.asking import Ask, Choice, Choose, Page
from gsn.tui.drafting_screen import DraftingScreen
from gsn.tui.pages import PANES, TOUR


async def go_to(desk: DraftingScreen) -> None:
    """An element by its name or its words."""
    reading = desk.reading()
    found = [
        (element, reading.exact_location(element.place))
        for element in reading.case.elements.values()
        if element.name and element.text is not None
    ]
    choices = [
        Choice(str(number), visible(element.name), visible(element.text.plain if element.text is not None else ""))
        for number, (element, _) in enumerate(found)
    ]
    picked = await desk.app.push_screen_wait(Choose("Go to", choices))
    if picked is not None:
        where = found[int(picked)][1]
        desk.go(where.path, where.range.start.line, where.range.start.column)


async def to_definition(desk: DraftingScreen) -> None:
    """Where what the cursor names is declared."""
    where = definition(desk.reading(), desk.path, desk.position)
    if where is None:
        desk.notify("What stands here names nothing that is declared.", markup=False)
    else:
        desk.go(where.path, where.range.start.line, where.range.start.column)


async def to_reference(desk: DraftingScreen) -> None:
    """One of the places that name the element at the cursor."""
    reading = desk.reading()
    element = element_at(reading, desk.path, desk.position)
    found = references_to(reading, element.identity) if element is not None else []
    if not found:
        desk.notify("Nothing names what stands here.", markup=False)
        return
    choices = []
    for number, (_, where) in enumerate(found):
        line = reading.lines(where.path)[where.range.start.line].text.strip()
        choices.append(Choice(str(number), f"{reading.shown(where.path)}:{where.range.start.line + 1}", visible(line)))
    picked = await desk.app.push_screen_wait(Choose("Named in", choices))
    if picked is not None:
        where = found[int(picked)][1]
        desk.go(where.path, where.range.start.line, where.range.start.column)


async def find(desk: DraftingScreen) -> None:
    """The next place of a text in this file, from the cursor on and then from the top."""
    wanted = await desk.app.push_screen_wait(Ask("Find", "In this file; again finds the next.", value=desk.sought))
    if not wanted:
        return
    desk.sought = wanted
    text, rows = desk.editor.text, desk.position
    start = sum(len(row) + 1 for row in text.split("\n")[: rows.line]) + rows.column
    folded, sought = text.lower(), wanted.lower()
    offset = folded.find(sought, start + 1)
    offset = folded.find(sought) if offset < 0 else offset
    if offset < 0:
        desk.notify(f"“{visible(wanted)}” is not in this file.", markup=False)
    else:
        desk.go(desk.path, *position_at(text, offset))


async def open_file(desk: DraftingScreen) -> None:
    """Another text of the case."""
    reading = desk.reading()
    choices = [Choice(str(path), reading.shown(path)) for path in reading.writable_files]
    picked = await desk.app.push_screen_wait(Choose("Files of the case", choices))
    if picked is not None:
        desk.show_file(type(desk.path)(picked))
        desk.editor.focus()


# Panes and views


async def to_pane(desk: DraftingScreen, argument: str) -> None:
    """Give a pane the focus; where there is no room for both, details and findings take turns."""
    desk.follow()  # to what was gone to a moment ago
    desk.set_class(argument != "details", "-with-findings")
    desk.query_one(f"#{argument}").focus()


async def one_pane(desk: DraftingScreen) -> None:
    """One pane at a time, over the whole width, with the terminal's own cursor; again, all of them."""
    desk.one_pane = not desk.one_pane
    desk.show_panes()
    desk.notify("One pane at a time: F2 to F5 show each." if desk.one_pane else "All panes.", markup=False, timeout=3)


async def to_view(desk: DraftingScreen, argument: str) -> None:
    """Another picture of the case."""
    desk.take()
    if argument == "diagram":
        from gsn.tui.diagram_screen import DiagramScreen

        desk.app.push_screen(DiagramScreen(desk.at))
    else:
        from gsn.tui.report_screen import ReportScreen

        desk.app.push_screen(ReportScreen(argument))


async def check_again(desk: DraftingScreen) -> None:
    """Look at the disk and the evidence anew."""
    from gsn.tui.keeping import take_from_disk

    desk.take()
    await take_from_disk(desk)
    desk.session.workspace.look_again()
    desk.app.check_soon()


# Help


async def help_here(desk: DraftingScreen) -> None:
    """What can be done in the pane, and everywhere."""
    from gsn.tui.commands import help_tables

    page = f"{PANES.get(desk.pane(), '')}\n\n{help_tables()}\n\nctrl+p finds every command by its name."
    desk.app.push_screen(Page("Help", page))


async def tour(desk: DraftingScreen) -> None:
    """The first steps."""
    desk.app.push_screen(Page("Tour", TOUR))


async def explain(desk: DraftingScreen) -> None:
    """The rule of the chosen finding, or what the word under the cursor is for."""
    newest = desk.app.newest
    chosen = desk.findings.chosen if desk.findings.has_focus else None
    page = rule_page(chosen.code) if chosen is not None else None
    if page is None and newest is not None:
        told = hover(newest, desk.path, desk.position)
        on_line = newest.findings_on(desk.path, desk.position.line)
        pages = [told.markdown] if told is not None else []
        page = "\n\n".join([*pages, *filter(None, map(rule_page, dict.fromkeys(each.code for each in on_line)))])
    page = page or _about_the_line(desk)
    if page:
        desk.app.push_screen(Page("Explained", page))
    else:
        desk.notify("Nothing is known of what stands here.", markup=False)


def _about_the_line(desk: DraftingScreen) -> str | None:
    from gsn.drafting.cursor import cursor_at

    cursor = cursor_at(desk.reading(), desk.path, desk.position)
    if cursor.clause is not None:
        return clause_page(cursor.clause)
    return kind_page(cursor.block.kind) if cursor.block is not None and cursor.block.kind is not None else None
