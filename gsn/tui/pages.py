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
| g s e c a j x | put a **g**oal, **s**trategy, solution (**e**vidence), **c**ontext, **a**ssumption, \
**j**ustification \
or challenge (**x**) under it |
| v | a record of e**v**idence that supports it |
| shift+up, down, left, right | move it |
""",
    "editor": """# Editor

Underlined is what was found; a sign in the margin says how bad it is: `✗` error, `!` warning, `·` prompt. The line
below the text says what fits at the cursor; **tab** behind a word completes it, **enter** goes on one level deeper
below the head of a statement. **Escape** goes on to the next pane.
""",
    "details": """# Details

All that is known of the element under the cursor: its state and why, its claim with its derivation, its evidence, what
is in its scope, and who names it.
""",
    "findings": """# Findings

Errors first. **Enter** goes to the place, **e** explains the rule, **m** mends it where a machine can. The verdict is
*passed* where nothing keeps the case from it; a finding need not be an error to keep it open.
""",
    "diagram": """# Diagram

The argument in boxes: a goal `┌─┐`, a strategy `╱─╱`, a solution `(─)`, context `╭─╮`, an assumption with `A`, a
justification with `J`, a challenge dashed. `◇` is undeveloped; `⋯` has more below it.

| key | what it does |
| --- | --- |
| arrows | go from box to box |
| space | fold or unfold what is below a box |
| enter | go to its text |
| shift+arrows, page up, page down | pan |
| . | draw from this box on; backspace draws from the top again |
""",
    "risk": """# Risk

What is proved of each hazard, against its limit; how wrong each leaf would have to be to break the claim; each claim
with its derivation down to the records.
""",
    "treaty": """# Treaty

Where the case stands with the profile that it is held against, question by question. What is missing, and what to do
first, stands at the end.
""",
    "doubts": """# Doubts

Challenges, and the standing doubts that nobody has to raise. A doubt's weight is how much of what the case rests on
rests on what it is about.
""",
    "lapse": """# Lapse

Each line is the first day on which something is no longer good, and which goals lose their support with it.
""",
}

TOUR = """# Welcome

A safety case is an argument that a system is safe enough to be used: **goals** that are claimed, **strategies** that
say how a goal is argued from the goals below it, and **evidence** in which every branch has to end.

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
