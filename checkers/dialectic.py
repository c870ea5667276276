"""GSN601 to GSN606, challenges: what is open, what was to answer it, and what is said of it.

What challenges may be on is for GSN103, GSN026 and GSN106 (a challenge to one of several relationships that support a
goal together). These rules are about what bears on what the case shows; each finding is at the challenge.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.doubt.reasons import bears, code_of, what_is_challenged, why_open
from gsn.doubt.states import Raised
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.statements.argument import ChallengeStatement

from .all_read import if_all_was_read

ANSWER = "answer it by a challenge under it that rests on evidence, or have a regulator or a public body accept it"
MOST_RELATED = 5


@rule("GSN601", "open-challenge", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def open_challenge(argument: Argument) -> Iterator[Finding]:
    """A challenge to what the case rests on is raised, and nothing answers it.

    **Why it matters.** A doubt is free: whoever raises one need not prove it. What is in doubt supports nothing, and
    so the goals above it are not shown until the doubt is answered or accepted.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
            challenge D1 "The tests are old"
        evidence E1 "Test report"
            file "report.txt"
            by lab
        actor lab "Lab"
        # file: report.txt
        All 400 patterns were caught, and again in June.

    **Instead**

        goal G1 "The filter holds"
            solution E1
            challenge D1 "The tests are old"
                challenge D2 "They were run again in June"
                    solution E1
        evidence E1 "Test report"
            file "report.txt"
            by lab
        actor lab "Lab"
        # file: report.txt
        All 400 patterns were caught, and again in June.

    **Source.** GSN Community Standard v3, 1:6.3.8, 2:11.3.3.
    """
    return _told(argument, "GSN601", ANSWER)


@rule("GSN602", "unanswered-challenge", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def unanswered_challenge(argument: Argument) -> Iterator[Finding]:
    """What was to answer a challenge answers nothing: it is not supported, or is itself in doubt.

    **Why it matters.** A doubt is free, an answer needs evidence. Else whoever has the last word would be right.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
            challenge D1 "The tests are old"
                challenge D2 "They are not"
        evidence E1 "Test report"
            file "report.txt"
            by lab
        actor lab "Lab"
        # file: report.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
            challenge D1 "The tests are old"
                challenge D2 "They are of June"
                    solution E1
        evidence E1 "Test report"
            file "report.txt"
            by lab
        actor lab "Lab"
        # file: report.txt
        All 400 patterns were caught.

    **Source.** GSN Community Standard v3, 1:6.3.8, 2:11.2.4.
    """
    return _told(argument, "GSN602", "support the answer down to accepted evidence, and answer what doubts it")


@rule("GSN603", "upheld-challenge", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def upheld_challenge(argument: Argument) -> Iterator[Finding]:
    """A challenge stands: it is said to, or it rests on evidence and nothing answers it. What it is on is not given up.

    **Why it matters.** As computed, what it is on is defeated, and the case goes on as if it were not. Whether it is
    defeated is for people to judge; the difference wants a reason in the text.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
            challenge D1 "Pattern 401 gets through"
                solution E2
        evidence E1 "Test report"
            file "report.txt"
            by lab
        evidence E2 "Letter of a customer"
            file "letter.txt"
            by lab
        actor lab "Lab"
        # file: report.txt
        All 400 patterns were caught.
        # file: letter.txt
        A pattern that is not on the list got through.

    **Instead**

        goal G1 "The filter holds"
            solution E1
            challenge D1 "Pattern 401 gets through"
                solution E2
                challenge D2 "The filter has caught it since June"
                    solution E1
        evidence E1 "Test report"
            file "report.txt"
            by lab
        evidence E2 "Letter of a customer"
            file "letter.txt"
            by lab
        actor lab "Lab"
        # file: report.txt
        All 401 patterns were caught.
        # file: letter.txt
        A pattern that is not on the list got through.

    **Mend it** by an answer, or say with `defeated "why"` that what it is on is given up.

    **Source.** GSN Community Standard v3, 1:6.3.6, 2:11.3.4, 2:11.4.4.
    """
    return _told(argument, "GSN603", "answer it, or give up what it is on with `defeated` and say why")


@rule("GSN604", "dismissed-challenge", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def dismissed_challenge(argument: Argument) -> Iterator[Finding]:
    """A challenge is said to be defeated, and nothing that rests on evidence answers it.

    **Why it matters.** What is said of a doubt is compared with what is computed, and here they differ. A doubt is not
    met by its author's saying so.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
            challenge D1 "The tests are old"
                defeated "They are new enough"
        evidence E1 "Test report"
            file "report.txt"
            by lab
        actor lab "Lab"
        # file: report.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
            challenge D1 "The tests are old"
                defeated "See D2"
                challenge D2 "They are of June"
                    solution E1
        evidence E1 "Test report"
            file "report.txt"
            by lab
        actor lab "Lab"
        # file: report.txt
        All 400 patterns were caught.

    **Source.** GSN Community Standard v3, 2:11.3.2, 2:11.4.4.
    """
    return _told(argument, "GSN604", "say in a challenge under it what meets it, with evidence")


@rule("GSN605", "accepted-by-author", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def accepted_by_author(argument: Argument) -> Iterator[Finding]:
    """A doubt about what the case rests on is accepted by somebody whose risk it is not to accept.

    **Why it matters.** Residual risks are borne by others. A regulator or a public body other than the developer, as
    the registry of actors knows it, accepts them for those; the developer's own board cannot.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The tests are old"
                accepted "Small by comparison" by lab
        actor lab "Lab"
            role developer

    **Instead**

        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The tests are old"
                accepted "Small by comparison" by aisi
        actor aisi "AI Safety Institute"
            role public_body

    **Mend it** by an answer, or ask the one who decides to accept it.
    """
    return _told(argument, "GSN605", ANSWER)


@rule("GSN606", "upheld-and-accepted", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def upheld_and_accepted(argument: Argument) -> Iterator[Finding]:
    """A challenge is said to be upheld and to be accepted.

    **Why it matters.** What is upheld defeats what it is on; what is accepted leaves it standing with a risk. It counts
    as upheld.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The tests are old"
                upheld "They are of 2019"
                accepted "Small by comparison" by aisi
        actor aisi "AI Safety Institute"
            role public_body

    **Instead**

        goal G1 "The filter holds"
            undeveloped
            challenge D1 "The tests are old"
                accepted "They are of 2019; small by comparison" by aisi
        actor aisi "AI Safety Institute"
            role public_body
    """
    for challenge in argument.by_kind[Kind.CHALLENGE]:
        says = challenge.says
        if isinstance(says, ChallengeStatement) and says.upheld is not None and says.accepted is not None:
            message = f"`{challenge.name}` is said to be upheld and to be accepted; it counts as upheld"
            yield Finding(message, challenge.place_of("accepted"), challenge.identity, "take one of them away")


def _told(argument: Argument, code: str, help_: str) -> Iterator[Finding]:
    """A finding for each challenge that is open as a rule says, whatever it is on."""
    doubts = argument.doubts
    open_: dict[str, list[Raised]] = {}
    for raised in doubts.raised:
        if raised.state.is_open and not raised.is_a_reminder and bears(argument, raised.link):
            open_.setdefault(raised.challenge, []).append(raised)
    for challenge, held in open_.items():
        element = argument.element(challenge)
        first = next((raised for raised in held if code_of(argument, raised) == code), None)
        if element is not None and first is not None:
            targets = ", ".join(what_is_challenged(raised.link) for raised in held[:MOST_RELATED])
            message = f"`{element.name}` leaves {targets} in doubt: {why_open(argument, doubts, first)}"
            yield Finding(message, element.place, challenge, help_, related=tuple(_above(argument, held)))


def _above(argument: Argument, held: list[Raised]) -> Iterator[tuple[Place, str]]:
    """The steps by which what the case shows rests on what is in doubt."""
    parents = [link for raised in held for link in argument.parents_of(raised.link.target)]
    for link in parents[:MOST_RELATED]:
        yield link.place, "what is above rests on it"
