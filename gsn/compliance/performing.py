"""Who performed what a record holds: whether its giver is one of those who may, and had the access that is asked.

A profile names actors (`aisi`), roles (`regulator`), and standings, which it takes more than a role to have:
`public_body`, `accredited_private_body`, `external_evaluator`. The developer, and whoever owns the risk, is none of
them. A public body under another state's law counts where one under a law of the system's own recognises its findings
(review, section 1.4.3, footnote 99).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from gsn.compliance.account import Answer, Shortfall
from gsn.compliance.on_file import OnFile, Record
from gsn.evidence.actors import PUBLIC_ROLES
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, Ref
from gsn.treaty.record import Performers
from gsn.treaty.telling import listed

ACCESS = ("black_box", "grey_box", "white_box")
"""From the outside in (review, section 1.4.3, footnotes 94 to 97): who has more has the less, too."""

OF_NO_STATE = "international_body"
"""A role of those who are under no single state's law, and so foreign nowhere."""


class _Fit(NamedTuple):
    """Whether an actor is what a word of a profile names; ``why`` where it nearly is."""

    holds: Answer
    why: str = ""


_NOT = _Fit(Answer.NO)
_IS = _Fit(Answer.YES)


def wrongly_performed(record: Record, performers: Performers | None, on_file: OnFile) -> Iterator[Shortfall]:
    """Where a giver is none of those who may give it, is foreign and not recognised, or had too little access."""
    if performers is None:
        return
    by = record.says.by
    if by is None:
        yield record.short("by", "does not say who gives it", is_open=record.lost("by"))
        return
    yield from _of_the_giver(record, by.actor, performers, on_file)
    yield from _of_the_access(record, by.access, performers)


def _of_the_giver(record: Record, giver: Ref, performers: Performers, on_file: OnFile) -> Iterator[Shortfall]:
    if on_file.actors.unread(giver.identity, "role", "jurisdiction", "accredited", "independent"):
        yield record.short("by", f"is given by `{giver.name}`, of whom a line cannot be read", field="by", is_open=True)
        return
    fits = [(word.name, _fit(word.name, giver, on_file)) for word in performers.actors]
    holding = [word for word, fit in fits if fit.holds is Answer.YES]
    if holding:
        if on_file.actors.is_public(giver.identity):
            yield from _unless_recognised(record, giver, on_file, named=giver.name in holding)
        return
    wanted = listed((f"`{word.name}`" for word in performers.actors), "or")
    nearly = [fit for _, fit in fits if fit.why]
    reasons = "; ".join(dict.fromkeys(fit.why for fit in nearly)) or f"`{giver.name}` is not"
    open_ = any(fit.holds is Answer.OPEN for _, fit in fits)
    yield record.short("by", f"has to be given by {wanted}: {reasons}", is_open=open_)


def _fit(word: str, giver: Ref, on_file: OnFile) -> _Fit:
    """Whether an actor is what a word of a profile names: by its standing, its role, or its name."""
    actor, actors = giver.identity, on_file.actors
    if word == "developer":
        return _IS if on_file.is_the_developers(actor) else _NOT
    if on_file.is_the_developers(actor):
        return _Fit(Answer.NO, f"`{giver.name}` develops the system, or speaks for who does")
    if word in _STANDINGS:
        return _STANDINGS[word](giver, on_file)
    known = actors.stated(actor)
    if known is None:
        by_whom = "the registry does not know" if actors.registry is not None else "nothing states who is"
        return _Fit(Answer.NO, f"{by_whom} `{giver.name}`") if word == giver.name else _NOT
    return _IS if known.kind is Kind.ACTOR and word in {giver.name, actors.says(actor).role} else _NOT


def _public_body(giver: Ref, on_file: OnFile) -> _Fit:
    if on_file.actors.is_public(giver.identity):
        return _IS
    role = on_file.actors.says(giver.identity).role
    return _Fit(Answer.NO, f"`{giver.name}` {f'has the role `{role}`' if role is not None else 'has no role'}")


def _accredited_private_body(giver: Ref, on_file: OnFile) -> _Fit:
    if on_file.actors.is_public(giver.identity):
        return _NOT
    held = on_file.actors.accreditation(giver.identity, on_file.as_of)
    return _IS if held.holds else _Fit(Answer.NO, f"`{giver.name}` is not accredited: {held.why}")


def _external_evaluator(giver: Ref, on_file: OnFile) -> _Fit:
    if on_file.actors.is_public(giver.identity):
        return _IS
    if on_file.developer is None:
        return _Fit(Answer.OPEN, f"nothing says who develops the system, and so whether `{giver.name}` is external")
    held = on_file.actors.independence(giver.identity, on_file.developer)
    return _IS if held.holds else _Fit(Answer.NO, f"`{giver.name}` is not known to be external: {held.why}")


_STANDINGS: Mapping[str, Callable[[Ref, OnFile], _Fit]] = MappingProxyType(
    {
        "public_body": _public_body,
        "accredited_private_body": _accredited_private_body,
        "external_evaluator": _external_evaluator,
    }
)
"""What it takes more than a name or a role to be."""


# A foreign public body


def _unless_recognised(record: Record, giver: Ref, on_file: OnFile, *, named: bool) -> Iterator[Shortfall]:
    """A public body of another state counts by recognition; whether one is foreign is open where nothing says whose.

    One that the profile names itself needs no state.
    """
    says = on_file.actors.says(giver.identity)
    if says.role == OF_NO_STATE or (named and says.jurisdiction is None):
        return
    if says.jurisdiction is None:
        what = f"is given by `{giver.name}`, and nothing says under whose law that is"
        yield record.short("recognised_by", what, field="by", is_open=True)
    elif not on_file.jurisdictions:
        what = f"is given by `{giver.name}`, and nothing says in which jurisdictions the system is"
        yield record.short("recognised_by", what, field="by", is_open=True)
    elif says.jurisdiction not in on_file.jurisdictions and not _is_recognised(record, giver.identity, on_file):
        own = listed(sorted(on_file.jurisdictions), "or")
        what = f"is given by `{giver.name}`, which is under the law of {says.jurisdiction}"
        yield record.short("recognised_by", f"{what}; no public body of {own} recognises it", field="by")


def _is_recognised(record: Record, giver: Identity, on_file: OnFile) -> bool:
    """By its own clause, by a record of recognition, or by who takes all of the giver's findings for its own."""
    by = record.says.recognised_by
    if by is not None and _is_own(by.identity, on_file):
        return True
    if any(_is_own(actor, on_file) for actor in on_file.recognised_by.get(record.identity, ())):
        return True
    return any(_takes_for_its_own(actor, giver, on_file) for actor in _known_actors(on_file))


def _known_actors(on_file: OnFile) -> list[Identity]:
    """Everybody of whom something is stated whose word counts."""
    if on_file.actors.registry is not None:
        return [element.identity for element in on_file.actors.registry.values()]
    return [element.identity for element in on_file.argument.by_kind[Kind.ACTOR]]


def _takes_for_its_own(actor: Identity, giver: Identity, on_file: OnFile) -> bool:
    actors = on_file.actors
    return _is_own(actor, on_file) and any(actors.same(ref.identity, giver) for ref in actors.says(actor).recognises)


def _is_own(actor: Identity, on_file: OnFile) -> bool:
    says = on_file.actors.says(actor)
    return (
        says.role in PUBLIC_ROLES
        and says.jurisdiction in on_file.jurisdictions
        and not on_file.is_the_developers(actor)
    )


# Access, and certificates


def _of_the_access(record: Record, access: str | None, performers: Performers) -> Iterator[Shortfall]:
    known = [ACCESS.index(each) for each in performers.access if each in ACCESS]
    if not performers.access:
        return
    wanted = listed((each.replace("_", " ") for each in performers.access), "or")
    if not known:
        what = f"has to be given with {wanted} access, of which nothing is known"
        yield record.short("access", what, field="by", is_open=True)
    elif access is None or access not in ACCESS:
        yield record.short("access", f"does not say with which access it was given; {wanted} is asked", field="by")
    elif ACCESS.index(access) < min(known):
        had = access.replace("_", " ")
        yield record.short("access", f"was given with {had} access; {wanted} is asked", field="by")


def given_by(record: Record, name: str, on_file: OnFile) -> bool:
    """Whether a record comes from an actor that a profile names."""
    by = record.says.by
    return by is not None and _fit(name, by.actor, on_file).holds is Answer.YES


def wrongly_certified(record: Record, certifier: Ref | None, on_file: OnFile) -> Iterator[Shortfall]:
    """Where a record comes neither from the one who has to certify it nor is recognised by that one."""
    if certifier is None:
        return
    by, recognised = record.says.by, record.says.recognised_by
    vouching = [ref for ref in (by.actor if by is not None else None, recognised) if ref is not None]
    if not any(_fit(certifier.name, ref, on_file).holds is Answer.YES for ref in vouching):
        lost = record.lost("by") or record.lost("recognised_by")
        yield record.short("certified_by", f"is not certified by `{certifier.name}`", field="by", is_open=lost)
