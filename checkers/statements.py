r"""GSN0xx, statements: what a line was to say, and the names that it uses.

The problems themselves are found while the text is read and are kept in the case; here each kind of them has its page.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element

from .reading import told


@rule("GSN014", "unknown-word", Severity.ERROR, scope=Scope.CASE)
def unknown_word(argument: Argument) -> Iterator[Finding]:
    """A line begins with a word that begins no statement and no clause.

    **Why it matters.** What it was to say is lost. Its line stays as an unreadable element, so that what stands
    under it is checked all the same.

    **Breaks it**

        gaol G1 "The filter holds"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            undeveloped
    """
    return told(argument, "unknown-word")


@rule("GSN015", "misplaced-clause", Severity.ERROR, scope=Scope.CASE)
def misplaced_clause(argument: Argument) -> Iterator[Finding]:
    """A clause stands under a statement that it does not belong to.

    **Why it matters.** It says nothing there. The clause table says where each clause belongs.

    **Breaks it**

        goal G1 "The filter holds"
            cites E1
        evidence E1 "Test report"

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
                cites E1
        evidence E1 "Test report"
    """
    return told(argument, "misplaced-clause")


@rule("GSN016", "misplaced-statement", Severity.ERROR, scope=Scope.CASE)
def misplaced_statement(argument: Argument) -> Iterator[Finding]:
    """A statement stands under one that it cannot be nested in.

    **Why it matters.** What is nested supports, scopes or challenges what it stands under. A record of evidence, a
    quantity or an actor does none of these: it stands at the margin and is referred to by name.

    **Breaks it**

        goal G1 "The filter holds"
            evidence E1 "Test report"

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
    """
    return told(argument, "misplaced-statement")


@rule("GSN017", "misplaced-head", Severity.ERROR, scope=Scope.CASE)
def misplaced_head(argument: Argument) -> Iterator[Finding]:
    """What says what a file is does not stand first, stands twice, or is of a file that is no part of a case.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
        module filter

    **Instead**

        module filter
        goal G1 "The filter holds"
            undeveloped
    """
    return told(argument, "misplaced-head")


@rule("GSN018", "malformed-head", Severity.ERROR, scope=Scope.CASE)
def malformed_head(argument: Argument) -> Iterator[Finding]:
    """The first line of a statement is not `[public] KIND NAME [TEXT]`.

    **Why it matters.** It stays as an unreadable element: what stands under it is checked, it itself proves nothing.

    **Breaks it**

        goal "The filter holds"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            undeveloped
    """
    return told(argument, "malformed-head")


@rule("GSN019", "malformed-clause", Severity.ERROR, scope=Scope.CASE)
def malformed_clause(argument: Argument) -> Iterator[Finding]:
    """A clause does not have its shape.

    **Why it matters.** It was not taken; nothing else of its statement is lost.

    **Breaks it**

        goal G1 "The filter lets at most one in a hundred through"
            claim bypass <= 1%
            undeveloped
        probability bypass "An attempt gets through"

    **Instead**

        goal G1 "The filter lets at most one in a hundred through"
            claim bypass <= 1% at 95%
            undeveloped
        probability bypass "An attempt gets through"
    """
    return told(argument, "malformed-clause")


@rule("GSN020", "wrong-value", Severity.ERROR, scope=Scope.CASE)
def wrong_value(argument: Argument) -> Iterator[Finding]:
    """A value has the right shape and means nothing: a day that is in no calendar, a confidence of 100%.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped due 2026-02-30

    **Instead**

        goal G1 "The filter holds"
            undeveloped due 2026-02-28
    """
    return told(argument, "wrong-value")


@rule("GSN021", "repeated-clause", Severity.ERROR, scope=Scope.CASE)
def repeated_clause(argument: Argument) -> Iterator[Finding]:
    """A clause that may stand once stands twice.

    **Why it matters.** Which of the two holds is open; the first was taken.

    **Breaks it**

        goal G1 "The filter holds"
            owner "Evaluations"
            owner "Security"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            owner "Evaluations and Security"
            undeveloped
    """
    return told(argument, "repeated-clause")


@rule("GSN022", "missing-text", Severity.ERROR, scope=Scope.CASE)
def missing_text(argument: Argument) -> Iterator[Finding]:
    """A statement declares something and has no text, or refers to something where it links nothing.

    **Why it matters.** With a text a statement declares; without one it refers to what is declared elsewhere, and
    has no body.

    **Breaks it**

        goal G1
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            undeveloped
    """
    return told(argument, "missing-text")


@rule("GSN023", "bad-name", Severity.ERROR, scope=Scope.CASE)
def bad_name(argument: Argument) -> Iterator[Finding]:
    """A name holds a letter that is not ASCII, or is a word that expressions need.

    **Why it matters.** A Cyrillic letter looks like a Latin one and is another: two elements would seem to be one.

    **Breaks it**

        goal given "The filter holds"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            undeveloped
    """
    return told(argument, "bad-name")


@rule("GSN024", "duplicate-name", Severity.ERROR, scope=Scope.CASE)
def duplicate_name(argument: Argument) -> Iterator[Finding]:
    """A name is declared twice in one module.

    **Why it matters.** References to it could mean either. Names are unique in a module, across kinds.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
        context G1 "Filter of June"

    **Instead**

        goal G1 "The filter holds"
            undeveloped
            context C1 "Filter of June"

    **Source.** GSN Community Standard v3, 1:2.1.2.
    """
    return told(argument, "duplicate-name")


@rule("GSN025", "unresolved-name", Severity.ERROR, scope=Scope.CASE)
def unresolved_name(argument: Argument) -> Iterator[Finding]:
    """A name names nothing in its module.

    **Why it matters.** Support that is not there supports nothing.

    **Breaks it**

        goal G1 "The filter holds"
            goal G2

    **Instead**

        goal G1 "The filter holds"
            goal G2
        goal G2 "The filter knows each pattern"
            undeveloped
    """
    return told(argument, "unresolved-name")


@rule("GSN026", "unresolved-relationship", Severity.ERROR, scope=Scope.CASE)
def unresolved_relationship(argument: Argument) -> Iterator[Finding]:
    """A relationship that is named by its two ends is not there.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
        challenge D1 "The tests are old"
            challenges Sn1 -> G1

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
        challenge D1 "The tests are old"
            challenges G1 -> Sn1
    """
    return told(argument, "unresolved-relationship")


@rule("GSN027", "wrong-kind", Severity.ERROR, scope=Scope.CASE)
def wrong_kind(argument: Argument) -> Iterator[Finding]:
    """A name names something of another kind than its place asks for.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
                cites G1

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
                cites E1
        evidence E1 "Test report"
    """
    return told(argument, "wrong-kind")


@rule("GSN028", "confusable-names", Severity.WARNING, scope=Scope.MODULE)
def confusable_names(argument: Argument, module: str) -> Iterator[Finding]:
    """Two names of a module differ only in case, or in letters and digits that look alike.

    **Why it matters.** A reader takes `GO1` for `G01`, and the argument for another.

    **Breaks it**

        goal G10 "The filter holds"
            goal GlO "The filter knows each pattern"
                undeveloped

    **Instead**

        goal G10 "The filter holds"
            goal G11 "The filter knows each pattern"
                undeveloped
    """
    alike: dict[str, Element] = {}
    for element in argument.by_module.get(module, ()):
        if not element.name.isascii():
            continue
        first = alike.setdefault(element.name.translate(_LOOKS_LIKE).casefold(), element)
        if first.name != element.name:
            yield Finding(
                f"`{element.name}` is easily taken for `{first.name}`",
                element.place,
                element.identity,
                help="give one of them another name",
                related=((first.place, f"`{first.name}` is declared here"),),
            )


@rule("GSN029", "too-many-problems", Severity.ERROR, scope=Scope.CASE)
def too_many_problems(argument: Argument) -> Iterator[Finding]:
    """So much of a file could not be read that the rest of it was not tried.

    **Mend it** from the top: the first findings of the file say what is wrong with it.
    """
    return told(argument, "too-many-problems")


_LOOKS_LIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
"""Letters as the digits that they are taken for."""
