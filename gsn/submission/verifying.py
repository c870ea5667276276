"""Verifying a submission: opened without trust, and its checks run again on the reviewer's terms.

What the developer says of its own case decides nothing. The texts are judged anew, with the reviewer's profile and
registry and without waivers; the developer's word is held beside that, and each difference is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from gsn import __version__
from gsn.argument import Argument
from gsn.checking import Judgement, judge
from gsn.compliance.account import Acceptance
from gsn.evidence.actors import Registry
from gsn.feet import Feet, feet_of
from gsn.findings import Verdict
from gsn.language.loading import load_case
from gsn.model.case import Case
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.review.joining import Terms as ReviewTerms
from gsn.review.joining import with_reviews
from gsn.review.reading import ReadReview
from gsn.risk.problem import ClaimId
from gsn.submission import layout
from gsn.submission.archive import contents
from gsn.submission.bundle import Bundle, open_bundle
from gsn.submission.certificates import recheck
from gsn.submission.differences import Difference, Own, differences
from gsn.submission.disclosing import Disclosed, disclose
from gsn.submission.flaws import NotBuilt, Refused
from gsn.submission.gathering import gather
from gsn.submission.naming import short
from gsn.submission.stating import from_its_folder, stated_profile, stated_rules, stated_verdict
from gsn.submission.trust import Trust
from gsn.submission.unpacking import unpacked
from gsn.submission.withholding import Opening, Seen

if TYPE_CHECKING:
    from gsn.treaty.profile import Profile

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """A reviewer's terms.

    Attributes:
        trust: Whose signatures count.
        as_of: The day on which everything dated is judged.
        signer: Who has to have signed.
        registry: The reviewer's actors.
        treaty: The reviewer's profile.
        openings: Withheld files that were opened.
        attestations: Signatures of those who have seen others.
        judged: Elements that are judged beside those that reviews have.
        reviews: What reviewers said of this submission, or of others.
    """

    trust: Trust
    as_of: date
    signer: str | None = None
    registry: Registry | None = None
    treaty: Profile | None = None
    openings: tuple[Opening, ...] = ()
    attestations: tuple[Seen, ...] = ()
    judged: Collection[Identity] = frozenset()
    reviews: tuple[ReadReview, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying a whole bundle came to.

    ``judgement`` is the reviewer's own run; ``grounds`` are the reasons beside its own for which the verdict is not
    passed; ``flaws`` are false statements of the developer, for which it is rejected.
    """

    bundle: Bundle
    judgement: Judgement
    feet: Feet
    disclosed: Disclosed
    differences: tuple[Difference, ...]
    grounds: tuple[str, ...]
    flaws: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        if self.flaws or self.judgement.verdict is Verdict.REJECTED:
            return Verdict.REJECTED
        return Verdict.UNDETERMINED if self.grounds else self.judgement.verdict

    @property
    def accepted(self) -> Acceptance | None:
        """Who accepted the risk, by a determination in a review; nobody where the verdict is not passed."""
        standing = self.judgement.standing
        return standing.accepted if self.verdict is Verdict.PASSED and standing is not None else None


def verify(stream: BinaryIO, terms: Terms, progress: Progress | None = None) -> Verified:
    """Open a bundle, and judge what is in it on a reviewer's terms.

    Raises:
        NoBundle: It is no archive.
        Refused: It is no whole submission by somebody who counts.
        NotDisclosed: What was shown of a withheld record does not count.
        BadReview: A review's name is taken.
        NoCryptography: The library that checks signatures is not installed.
        OSError: There is no room to unpack it.
    """
    bundle = open_bundle(stream, terms.trust, terms.as_of, terms.signer)
    with unpacked(stream, bundle) as folder:
        case = _read(bundle, folder, progress)
        disclosed = disclose(case, bundle.declaration.withheld, terms.openings, terms.attestations, terms.registry)
        case = _with_reviews(case, bundle, terms)
        judgement = judge(
            case, terms.as_of, progress, terms.registry, terms.treaty, with_waivers=False, seen=disclosed.seen
        )
        _refuse_idle_files(bundle, judgement.argument)
        feet = feet_of(judgement.argument, judged=terms.judged)
        verdict = stated_verdict(judgement, folder)
        own = Own(verdict, stated_rules(judgement), stated_profile(judgement), terms.as_of)
        proofs = _rechecked(stream, bundle, judgement, folder)
    return Verified(
        bundle=bundle,
        judgement=judgement,
        feet=feet,
        disclosed=disclosed,
        differences=(*differences(bundle.declaration, own), *proofs.differences),
        grounds=(*_grounds(judgement, terms, feet), *proofs.grounds),
        flaws=(*_misstated_withheld(bundle, disclosed, case), *proofs.flaws),
    )


def _read(bundle: Bundle, folder: Path, progress: Progress | None = None) -> Case:
    """The case of a bundle, which has to be the one that is stated.

    Raises:
        Refused: There is none, or it is another one.
    """
    case = load_case(folder, progress)
    from_its_folder(case, folder)
    if case.head is None or case.name != bundle.declaration.case:
        raise Refused([f"it holds no case `{bundle.declaration.case}` that could be read"])
    return case


def _with_reviews(case: Case, bundle: Bundle, terms: Terms) -> Case:
    """The case with the reviewers' reviews beside it; one of this submission names it by its digest."""
    if not terms.reviews:
        return case
    of = ReviewTerms(terms.registry, terms.as_of, bundle.digest, bundle.declaration.case_digest)
    return with_reviews(case, terms.reviews, of)


def _refuse_idle_files(bundle: Bundle, argument: Argument) -> None:
    """A file to which nothing in the case refers would be signed for, and looked at by nobody.

    Raises:
        Refused: There is one.
    """
    try:
        gathered = gather(argument)
    except NotBuilt as error:
        raise Refused(error.reasons) from None
    known = {f"{layout.CASE}{name}" for name in gathered.files}
    idle = [name for name in bundle.digests if name.startswith(layout.CASE) and name not in known]
    if idle:
        raise Refused([f"`{short(name)}` is in it, and nothing in the case refers to it" for name in idle])


def _misstated_withheld(bundle: Bundle, disclosed: Disclosed, case: Case) -> Iterator[str]:
    """Records that the developer states are withheld and are not, or the other way round."""
    from gsn.evidence.uses import records_of

    withheld = {record.identity for record, says in records_of(case) if says.withheld is not None}
    in_texts = withheld | set(disclosed.opened)
    stated = {each.record for each in bundle.declaration.withheld}
    for record in sorted(in_texts ^ stated):
        where = "its texts" if record in in_texts else "the submission"
        yield f"`{name_of(record)}` is withheld by what {where} say, and not by the other"


def _grounds(judgement: Judgement, terms: Terms, feet: Feet) -> Iterator[str]:
    """What keeps a submission from passing beside what the checks find: whose word it would rest on."""
    open_feet = len(feet.qualitative) - len(feet.judged)
    if open_feet:
        yield (
            f"nobody has judged {open_feet} of {len(feet.qualitative)} limit-bearing feet: whether a document "
            "shows what a goal says in words, a person has to say"
        )
    held = judgement.argument.held
    if held is not None and held.supplied_by_developer:
        yield f"the profile `{held.name}` is the developer's own text: name yours with --treaty"
    if terms.registry is None and judgement.argument.by_kind[Kind.ACTOR]:
        yield "who may give evidence rests on what the developer says of its actors: name your registry with --actors"


# Proofs


@dataclass(frozen=True, slots=True)
class _Proofs:
    """What holding the developer's proofs against the case came to."""

    differences: tuple[Difference, ...] = ()
    grounds: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()


def _rechecked(stream: BinaryIO, bundle: Bundle, judgement: Judgement, folder: Path) -> _Proofs:
    """Let the kernel judge the developer's proofs: on the reviewer's terms, else on the developer's own.

    A registry or a day of the reviewer's may make another problem of the case; then proofs of the developer's say
    nothing about it, and the reviewer's own run stands. Proofs that hold on no terms are none.
    """
    proved = {id_ for id_, outcome in judgement.argument.risk.outcomes.items() if outcome.proved}
    member = bundle.members.get(layout.CERTIFICATES)
    if member is None:
        why = "no proofs were handed in"
        return _Proofs(tuple(Difference("proofs", None, _claim(claim), why) for claim in sorted(proved)))
    data = b"".join(contents(stream, member))
    ours = recheck(judgement.argument, data)
    if ours.trouble is None:
        return _Proofs(tuple(_unlike(ours.proved, proved)))
    theirs = Argument(_read(bundle, folder), date.fromisoformat(bundle.declaration.options.as_of))
    held = recheck(theirs, data)
    stated = {id_ for id_, outcome in theirs.risk.outcomes.items() if outcome.proved}
    if held.trouble is None:
        told = Difference(
            "proofs", "hold on the developer's terms", "do not on yours; your own run stands", ours.trouble
        )
        return _Proofs((told, *_unlike(held.proved, stated)))
    trouble = f"the proofs that were handed in prove nothing of this case: {held.trouble}"
    if _same_tool(bundle, judgement):
        return _Proofs(flaws=(trouble,))
    return _Proofs(grounds=(f"{trouble}; they were made by another tool, or with another profile",))


def _same_tool(bundle: Bundle, judgement: Judgement) -> bool:
    """Whether proofs that were made by the developer's tool have to hold by the reviewer's."""
    stated = bundle.declaration
    profile = (stated.profile.name, stated.profile.digest) if stated.profile is not None else None
    named = judgement.argument.held is None or not judgement.argument.held.by_reviewer
    return (
        stated.tool == f"gsn {__version__}"
        and stated.rules == stated_rules(judgement)
        and (not named or profile == stated_profile(judgement))
    )


def _unlike(handed_in: Collection[ClaimId], own: Collection[ClaimId]) -> Iterator[Difference]:
    """Claims that one side proves alone."""
    for claim in sorted({*handed_in} - {*own}):
        yield Difference("proofs", _claim(claim), None, "proved by what was handed in, and not by your run")
    for claim in sorted({*own} - {*handed_in}):
        yield Difference("proofs", None, _claim(claim), "proved by your run, and not by what was handed in")


def _claim(claim: ClaimId) -> str:
    return f"claim {claim.position + 1} of {name_of(claim.goal)}"
