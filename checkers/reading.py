r"""GSN0xx, reading: files and lines that could not be read.

The problems themselves are found while the text is read and are kept in the case; here each kind of them has its page.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule


def told(argument: Argument, name: str) -> Iterator[Finding]:
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
    return told(argument, "unreadable-file")


@rule("GSN002", "not-a-text", Severity.ERROR, scope=Scope.CASE)
def not_a_text(argument: Argument) -> Iterator[Finding]:
    """A file of the case is no UTF-8 text, or is larger than 64 MB.

    **Why it matters.** A reviewer cannot read what the machine cannot read.

    **Mend it** by saving the file as UTF-8 text; a text that is too large is split into modules.
    """
    return told(argument, "not-a-text")


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
    return told(argument, "unreadable-import")


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
    return told(argument, "several-cases")


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
    return told(argument, "duplicate-module")


@rule("GSN006", "forbidden-character", Severity.ERROR, scope=Scope.CASE)
def forbidden_character(argument: Argument) -> Iterator[Finding]:
    """A line holds a control character, a bidirectional override or an invisible character.

    **Why it matters.** Such a character makes a text look different from what it says: a reviewer would sign one
    sentence, and the machine would check another. Comments are no exception.

    **Mend it** by removing the character; the finding names it and its column.

    **Source.** Unicode Technical Report 36, on visual spoofing.
    """
    return told(argument, "forbidden-character")


@rule("GSN007", "not-utf-8", Severity.ERROR, scope=Scope.CASE)
def not_utf_8(argument: Argument) -> Iterator[Finding]:
    """A line holds bytes that are not UTF-8.

    **Why it matters.** What the bytes mean depends on a guess.

    **Mend it** by saving the file as UTF-8.
    """
    return told(argument, "not-utf-8")


@rule("GSN008", "tab", Severity.ERROR, scope=Scope.CASE)
def tab(argument: Argument) -> Iterator[Finding]:
    """A line holds a tab.

    **Why it matters.** How far a tab indents depends on the editor, and here indentation is the argument's structure.

    **Mend it** by indenting with spaces, four a level.
    """
    return told(argument, "tab")


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
    return told(argument, "indentation")


@rule("GSN010", "too-long", Severity.ERROR, scope=Scope.CASE)
def too_long(argument: Argument) -> Iterator[Finding]:
    """A line has more than a million characters, or a file more than a million lines.

    **Why it matters.** Nobody reads it, and so nothing that it says is reviewed.

    **Mend it** by saying less in one place.
    """
    return told(argument, "too-long")


@rule("GSN011", "too-deep", Severity.ERROR, scope=Scope.CASE)
def too_deep(argument: Argument) -> Iterator[Finding]:
    """Something is nested more than 100 levels deep; what stands there was not read.

    **Why it matters.** An outline that deep is no outline. How deep an argument is has no limit: a part of it moves
    to the margin, and is referred to by name.

    **Mend it** by moving a part out, and referring to it by name.
    """
    return told(argument, "too-deep")


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
    return told(argument, "open-text")


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
    return told(argument, "bad-escape")
