"""The help of each pane of the review screen."""

from __future__ import annotations

_SIGNS = """`○` waits, `✓` is judged or accepted, `?` is asked about, `✗` is challenged: all as the review's text says
it, and `▸` is chosen to be judged together with others."""

PANES = {
    "waiting": f"""# What waits

All that nobody has judged, what limits rest on first; then challenges and standing doubts that nothing answers.

{_SIGNS}

**n** goes to the next of which the review says nothing. **j** judges, **q** asks, **c** challenges, **a** accepts what
is in doubt. **space** chooses several, **x** all under one heading, so that one judgement is for all of them. **u**
takes a judgement back. **enter** reads the element; **F2** again shows the whole argument.
""",
    "outline": """# The argument

The whole case from its top goals, with the state of each element: `✓` supported, `○` open, `✗` failing. What you
challenge stands in it. The letters work here, too: whatever is in the case can be judged, asked about and challenged.
""",
    "element": """# The element

Why it waits and what the review says of it; then its statement, state, claims with their derivation, its scope, who
names it, and the records of evidence below it with what each is worth. **F4** again shows the case's own text.
""",
    "case": """# The case's text

As it was read, at the place of the element. Nothing changes it here. **F4** goes back to the element.
""",
    "editor": """# The review

The text that you sign. All that the keys say is written into it, and it can be edited by hand: what counts is what
stands in it. Underlined is what was found; what cannot be read is told in the line at the bottom. **Escape** goes back
to what waits.
""",
    "told": """# Findings

First those in the review's text, then those in the case. **Enter** goes to the place, **e** explains the rule.
""",
}
