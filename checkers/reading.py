r"""GSN0xx, reading: what could not be read, and names that could be confused.

The problems themselves are found while the text is read and are kept in the case; here each kind of them has its page.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element


def _told(argument: Argument, name: str) -> Iterator[Finding]:
    """The problems of one name, as findings."""
    for problem in argument.case.problems:
        if problem.name == name:
            yield Finding(problem.message, problem.place, problem.element, problem.help, problem.related)


@rule("GSN001", "unreadable-file", Severity.ERROR, scope=Scope.CASE)
def unreadable_file(argument: Argument) -> Iterator[Finding]:
    """The case's own file or folder cannot be read.

    **Why it matters.** Nothing was checked.

    **Mend it** by naming a text file that ends in `.gsn`, or a folder that holds one file that begins with `case`.
    """
    return _told(argument, "unreadable-file")


@rule("GSN002", "not-a-text", Severity.ERROR, scope=Scope.CASE)
def not_a_text(argument: Argument) -> Iterator[Finding]:
    """A file of the case is no UTF-8 text, or is larger than 64 MB.

    **Why it matters.** A reviewer cannot read what the machine cannot read.

    **Mend it** by saving the file as UTF-8 text; a text that is too large is split into modules.
    """
    return _told(argument, "not-a-text")


@rule("GSN003", "unreadable-import", Severity.ERROR, scope=Scope.CASE)
def unreadable_import(argument: Argument) -> Iterator[Finding]:
    """An import names a file that is not there, cannot be read, or lies outside the case's folder.

    **Why it matters.** What stands in that file is part of the argument, and was not checked. A path that leads out
    of the folder, also through a link, would make the case depend on what is not handed over with it.

    **Breaks it**

        case filter
            shows G1
        import "../elsewhere.gsn"
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter
            shows G1
        import "parts/claims.gsn"
        goal G1 "The filter holds"
            undeveloped
        # file: parts/claims.gsn
        module claims
    """
    return _told(argument, "unreadable-import")


@rule("GSN004", "several-cases", Severity.ERROR, scope=Scope.CASE)
def several_cases(argument: Argument) -> Iterator[Finding]:
    """A file that is imported begins with `case`.

    **Why it matters.** A case has one head: what is decided, and what it is held against, is said once.

    **Breaks it**

        case filter
            shows G1
        import "other.gsn"
        goal G1 "The filter holds"
            undeveloped
        # file: other.gsn
        case other

    **Instead**

        case filter
            shows G1
        import "other.gsn"
        goal G1 "The filter holds"
            undeveloped
        # file: other.gsn
        module other
    """
    return _told(argument, "several-cases")


@rule("GSN005", "duplicate-module", Severity.ERROR, scope=Scope.CASE)
def duplicate_module(argument: Argument) -> Iterator[Finding]:
    """Two files of the case are modules of one name.

    **Why it matters.** `security::G4` has to name one element. The second file was not taken into the case.

    **Breaks it**

        case filter
            shows G1
        import "a.gsn"
        import "b.gsn"
        goal G1 "The filter holds"
            undeveloped
        # file: a.gsn
        module security
        # file: b.gsn
        module security

    **Instead**

        case filter
            shows G1
        import "a.gsn"
        import "b.gsn"
        goal G1 "The filter holds"
            undeveloped
        # file: a.gsn
        module security
        # file: b.gsn
        module response

    **Source.** GSN Community Standard v3, 1:4.2.2: each module is a namespace.
    """
    return _told(argument, "duplicate-module")


@rule("GSN006", "forbidden-character", Severity.ERROR, scope=Scope.CASE)
def forbidden_character(argument: Argument) -> Iterator[Finding]:
    """A line holds a control character, a bidirectional override or an invisible character.

    **Why it matters.** Such a character makes a text look different from what it says: a reviewer would sign one
    sentence, and the machine would check another. Comments are no exception.

    **Mend it** by removing the character; the finding names it and its column.

    **Source.** Unicode Technical Report 36, on visual spoofing.
    """
    return _told(argument, "forbidden-character")


@rule("GSN007", "not-utf-8", Severity.ERROR, scope=Scope.CASE)
def not_utf_8(argument: Argument) -> Iterator[Finding]:
    """A line holds bytes that are not UTF-8.

    **Why it matters.** What the bytes mean depends on a guess.

    **Mend it** by saving the file as UTF-8.
    """
    return _told(argument, "not-utf-8")


@rule("GSN008", "tab", Severity.ERROR, scope=Scope.CASE)
def tab(argument: Argument) -> Iterator[Finding]:
    """A line holds a tab.

    **Why it matters.** How far a tab indents depends on the editor, and here indentation is the argument's structure.

    **Mend it** by indenting with spaces, four a level.
    """
    return _told(argument, "tab")


@rule("GSN009", "indentation", Severity.ERROR, scope=Scope.CASE)
def indentation(argument: Argument) -> Iterator[Finding]:
    """A line is indented to a level that is not open.

    **Why it matters.** Its place in the argument is open to doubt. It was read as part of the nearest level above.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
          note "Of which goal?"

    **Instead**

        goal G1 "The filter holds"
            undeveloped
            note "Of G1"
    """
    return _told(argument, "indentation")


@rule("GSN010", "too-long", Severity.ERROR, scope=Scope.CASE)
def too_long(argument: Argument) -> Iterator[Finding]:
    """A line has more than a million characters, or a file more than a million lines.

    **Why it matters.** Nobody reads it, and so nothing that it says is reviewed.

    **Mend it** by saying less in one place.
    """
    return _told(argument, "too-long")


@rule("GSN011", "too-deep", Severity.ERROR, scope=Scope.CASE)
def too_deep(argument: Argument) -> Iterator[Finding]:
    """Something is nested more than 100 levels deep; what stands there was not read.

    **Why it matters.** An outline that deep is no outline. How deep an argument is has no limit: a part of it moves
    to the margin, and is referred to by name.

    **Mend it** by moving a part out, and referring to it by name.
    """
    return _told(argument, "too-deep")


@rule("GSN012", "open-text", Severity.ERROR, scope=Scope.CASE)
def open_text(argument: Argument) -> Iterator[Finding]:
    """A text begins with a quote and its line ends without one.

    **Why it matters.** Where the text ends is not known. Texts end on their line, so that an open quote swallows
    nothing.

    **Breaks it**

        goal G1 "The filter
            holds"
            undeveloped

    **Instead**

        goal G1 "The filter"
            "holds"
            undeveloped
    """
    return _told(argument, "open-text")


@rule("GSN013", "bad-escape", Severity.ERROR, scope=Scope.CASE)
def bad_escape(argument: Argument) -> Iterator[Finding]:
    r"""A text holds a backslash, a brace or a double bracket that means nothing.

    **Why it matters.** `{name}` is a placeholder and `[[G3]]` a reference; what is nearly one of them was meant to
    be, or to be read as it stands.

    **Breaks it**

        goal G1 "The filter {holds"
            undeveloped

    **Instead**

        goal G1 "The filter \{holds"
            undeveloped
    """
    return _told(argument, "bad-escape")


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
    return _told(argument, "unknown-word")


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
    return _told(argument, "misplaced-clause")


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
    return _told(argument, "misplaced-statement")


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
    return _told(argument, "misplaced-head")


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
    return _told(argument, "malformed-head")


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
    return _told(argument, "malformed-clause")


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
    return _told(argument, "wrong-value")


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
    return _told(argument, "repeated-clause")


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
    return _told(argument, "missing-text")


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
    return _told(argument, "bad-name")


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
    return _told(argument, "duplicate-name")


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
    return _told(argument, "unresolved-name")


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
    return _told(argument, "unresolved-relationship")


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
    return _told(argument, "wrong-kind")


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
    return _told(argument, "too-many-problems")


_LOOKS_LIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
"""Letters as the digits that they are taken for."""
