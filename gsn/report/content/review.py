"""What reviewers hold a case to: assumptions and their watches, doubts and who accepted them, waivers, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gsn.doubt.states import WORST_FIRST, Raised, Stands, State
from gsn.doubt.states import Doubts as Everything
from gsn.model.case import Element
from gsn.model.case import Waiver as Stated
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.model.statements.argument import AssumptionStatement, ChallengeStatement
from gsn.report.content.basis import Basis
from gsn.report.content.looked import ran
from gsn.report.content.reviewed import residual_in_reviews
from gsn.report.model.review import Assumption, Dissent, Doubt, Doubts, Finding, Residual, StandingDoubt, Waiver
from gsn.report.model.values import Line, Part

HOLDS = "holds as an answer"

MOST_PLACES = 200
"""Places of one standing doubt that are named."""


def assumptions_of(basis: Basis) -> Iterator[Assumption]:
    """Every assumption, with what would end it."""
    for element in basis.argument.by_kind[Kind.ASSUMPTION]:
        watch = element.says.watch if isinstance(element.says, AssumptionStatement) else None
        per = f" per {watch.per}" if watch is not None and watch.per is not None else ""
        yield Assumption(
            name=basis.part(element.identity),
            text=element.text.plain if element.text is not None else "",
            watch=watch.indicator.plain if watch is not None else "",
            stop=f"{watch.value}{per}" if watch is not None else "",
            owner=element.annotations.owner.plain if element.annotations.owner is not None else "",
            bears_on=basis.parts([link.source for link in basis.argument.parents_of(element.identity)]),
        )


# Doubts


def doubts_of(basis: Basis) -> Doubts:
    """Every challenge with what became of it, the standing doubts, residual risks with who accepted them, dissent."""
    doubts = basis.argument.doubts
    raised: dict[Identity, list[Raised]] = {}
    effective: set[Identity] = set()
    for number, each in enumerate(doubts.raised):
        raised.setdefault(each.challenge, []).append(each)
        if number in doubts.grounded.effective:
            effective.add(each.challenge)
    challenges = [element for element in basis.argument.elements if _challenges(basis, element)]
    rows = tuple(
        _doubt(basis, element, raised.get(element.identity, []), effective=element.identity in effective)
        for element in challenges
    )
    judged = ran(basis.judgement, "GSN6")
    return Doubts(
        says=_counted(rows),
        not_looked_at=""
        if judged
        else "No rule of this check judges doubts; any challenge keeps the verdict open. The "
        "states below are computed from the argument, and are what the numbers go by.",
        rows=rows,
        standing=tuple(_standing(basis)),
        residual=(*_residual(basis, challenges, raised), *residual_in_reviews(basis)),
        dissent=tuple(
            Dissent(dissent.text.plain, basis.part(dissent.by.identity)) for dissent in basis.case.says.dissent
        ),
    )


def _challenges(basis: Basis, element: Element) -> bool:
    return element.kind is Kind.CHALLENGE or bool(basis.argument.challenged_by(element.identity))


def _counted(rows: tuple[Doubt, ...]) -> str:
    if not rows:
        return "Nobody has raised a doubt in the text of this case. That nothing stands here says nothing for it."
    doubts = [row for row in rows if not row.answering]
    stand = sum(row.stands for row in doubts)
    raised = "1 doubt was" if len(doubts) == 1 else f"{len(doubts)} doubts were"
    answers = len(rows) - len(doubts)
    given = "1 answer was" if answers == 1 else f"{answers} answers were"
    return f"{raised} raised and {given} given; {stand} leave{'s' * (stand == 1)} a part of the case in doubt."


def _doubt(basis: Basis, element: Element, raised: list[Raised], *, effective: bool) -> Doubt:
    says = element.says if isinstance(element.says, ChallengeStatement) else None
    by = says.raised_by if says is not None else None
    who = basis.text_of(by.by.identity) or by.by.name if by is not None else ""
    worst = min((each.state for each in raised), key=WORST_FIRST.index, default=None)
    answering = bool(raised) and all(_is_of_a_challenge(basis, each) for each in raised)
    return Doubt(
        name=basis.part(element.identity),
        text=element.text.plain if element.text is not None else "",
        about=_about(basis, element.identity),
        raised=f"{who}, {by.on}" if by is not None and by.on is not None else who,
        attack=(says.attack or "") if says is not None else "",
        state=_state(worst, answering=answering, effective=effective),
        why=_why(says),
        answers=basis.parts([link.source for link in basis.argument.challenges_to(element.identity)]),
        names=tuple(dict.fromkeys(name.replace("_", " ") for each in raised for name in each.names)),
        answering=answering,
        stands=not answering and (worst is None or worst.is_open),
    )


def _state(worst: State | None, *, answering: bool, effective: bool) -> str:
    """An answer holds where it rests on evidence and is itself not in doubt, whatever somebody says of it."""
    if answering:
        return HOLDS if effective else "does not hold as an answer"
    return worst.value if worst is not None else "attached to nothing"


def _is_of_a_challenge(basis: Basis, raised: Raised) -> bool:
    """Whether what is challenged is itself a challenge, or the relation by which one challenges."""
    return bool(basis.argument.challenged_by(raised.link.target))


def _why(says: ChallengeStatement | None) -> str:
    if says is None:
        return ""
    spoken = says.upheld or (says.accepted.text if says.accepted is not None else None)
    return spoken.plain if spoken is not None else ""


def _about(basis: Basis, challenge: Identity) -> Line:
    """What a challenge is about: elements, and relations by their two ends."""
    found: list[Part] = []
    for link in basis.argument.challenged_by(challenge):
        if found:
            found.append(Part(", "))
        found.append(basis.part(link.target))
        if link.end is not None:
            found += [Part(" → "), basis.part(link.end)]
    return tuple(found) or (Part("nothing"),)


def _standing(basis: Basis) -> Iterator[StandingDoubt]:
    """The standing doubts by name, each with its places."""
    doubts = basis.argument.doubts
    by_name: dict[str, list[Stands]] = {}
    for stands in doubts.standing:
        by_name.setdefault(stands.doubt.name, []).append(stands)
    for held in by_name.values():
        known = held[0].doubt
        yield StandingDoubt(
            name=known.in_words,
            question=known.question,
            source=known.source,
            open=sum(stands.state.is_open for stands in held),
            places=tuple(_place(basis, doubts, stands) for stands in held[:MOST_PLACES]),
        )


def _place(basis: Basis, doubts: Everything, stands: Stands) -> Line:
    at = basis.part(stands.place)
    if stands.raised is None:
        return (at, Part(f": {stands.state.value}, raised by nobody"))
    return (at, Part(f": {stands.state.value}, raised by "), basis.part(doubts.raised[stands.raised].challenge))


def _residual(basis: Basis, challenges: list[Element], raised: Mapping[Identity, list[Raised]]) -> Iterator[Residual]:
    for element in challenges:
        if isinstance(element.says, ChallengeStatement) and element.says.accepted is not None:
            by = element.says.accepted.by.identity
            states = {each.state for each in raised.get(element.identity, [])}
            yield Residual(
                doubt=basis.part(element.identity),
                text=element.says.accepted.text.plain,
                by=basis.part(by),
                role=(basis.argument.register.actors.says(by).role or "").replace("_", " "),
                counts=bool(states) and not any(state.is_open for state in states),
            )


# Waivers and findings


def waivers_of(basis: Basis) -> Iterator[Waiver]:
    """What a human lets stand; a waiver that lets nothing stand on the day is told, too."""
    used: set[int] = set()
    for waived in basis.judgement.waived:
        used.add(id(waived.waiver))
        yield _waiver(basis, waived.waiver, basis.said(waived.finding.message))
    for stated in basis.case.waivers:
        if id(stated) not in used:
            yield _waiver(basis, stated, "")


def _waiver(basis: Basis, stated: Stated, message: str) -> Waiver:
    return Waiver(
        code=stated.code,
        message=message,
        on=basis.part(stated.on.identity),
        by=basis.part(stated.by.identity),
        until=stated.until.isoformat(),
        why=stated.why.plain,
    )


def findings_of(basis: Basis) -> Iterator[Finding]:
    """The findings, in the order of the text."""
    for finding in basis.judgement.findings:
        yield Finding(
            id=basis.findings[id(finding)],
            code=finding.code,
            name=finding.name,
            severity=finding.severity.value,
            message=basis.said(finding.message),
            help=basis.said(finding.help or ""),
            element=basis.part(finding.element) if finding.element is not None else None,
            place=basis.place(finding.place),
        )
