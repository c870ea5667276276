"""The help of each pane, and the tour."""

from __future__ import annotations

PANES = {
    "outline": """# Outline

The argument from the case's top goals, with the state of each element: `✓` supported, `○` open, `✗` failing,
`?` not readable.

| key | what it does |
| --- | --- |
| enter | edit the element |
| left, right | fold, unfold |
| g s e c a j x | put a **g**oal, **s**trategy, solution (**e**vidence), **c**ontext, **a**ssumption, **j**ustification \
or challenge (**x**) under it |
| v | a record of e**v**idence that supports it |
| shift+up, down, left, right | move it |
""",
    "editor": """# Editor

Underlined is what was found; a sign in the margin says how bad it is: `✗` error, `!` warning, `·` prompt. The line below
the text says what fits at the cursor; **tab** behind a word completes it, **enter** goes on one level deeper below the
head of a statement. **Escape** goes on to the next pane.
""",
    "details": """# Details

All that is known of the element under the cursor: its state and why, its claim with its derivation, its evidence, what
is in its scope, and who names it.
""",
    "findings": """# Findings

Errors first. **Enter** goes to the place, **e** explains the rule, **m** mends it where a machine can. The verdict is
*passed* where nothing keeps the case from it; a finding need not be an error to keep it open.
""",
}

TOUR = """# Welcome

A safety case is an argument that a system is safe enough to be used: **goals** that are claimed, **strategies** that say
how a goal is argued from the goals below it, and **evidence** in which every branch has to end.

You write it as a text. The screen reads along:

1. The **outline** on the left is the argument. `✓` is supported, `○` is still open, `✗` is wrong.
2. The **editor** holds the text. The line below it says what fits where you are; **tab** completes a word.
3. **Details** says all about the element you are at; **findings** what is wrong, with the way to mend it.
4. The **status line** says how the case stands. *Undetermined* means that something is still open; no case is *passed*
   before all of it is there.

What to do first:

- **ctrl+n** puts something under the statement you are at: a goal, a strategy, a context, a challenge.
- **ctrl+e** asks for a record of evidence, field by field; **ctrl+l** for a claim in numbers.
- **F5** lists what is missing: go through it from the top until nothing is left.
- **ctrl+s** saves. Nothing is lost when the power goes: what you typed is offered at the next start.
- **F1** is help, wherever you are; **ctrl+p** finds every command by its name.
"""
