"""GSN91x, reviews: what is held beside a case, what it is worth, and what it has against the case.

Nobody waives what a reviewer says.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.decisions import answers_in_place, open_queries, pending, standing_against
from gsn.model.reference import name_of
from gsn.model.review import shown
from gsn.review.substituting import idle, unmet
from gsn.risk.figures import figure, statement


@rule("GSN910", "determined-unacceptable", Severity.ERROR, scope=Scope.CASE)
def determined_unacceptable(argument: Argument) -> Iterator[Finding]:
    """A review determines that the risk is unacceptable, and no later determination of its author's lifts that.

    It stands whichever submission it is of, and whether or not it is known whose word it is: bad news counts. Only a
    later review by the same authority that determines that the risk is acceptable, and is known to be its word, lifts
    it.

    **Why it matters.** Such a determination means a pause, which the states parties responsible have to ensure.

    **Breaks it**

        case filter "The filter of the service"
            shows G1
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            determination unacceptable "Nothing is shown of fine-tuned models"

    **Instead**

        case filter "The filter of the service"
            shows G1
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            determination pending "We wait for the runs on fine-tuned models"

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2.
    """
    for review in standing_against(argument.case.reviews):
        said = review.says.determination
        grounds = f": {said.grounds.plain}" if said is not None else ""
        yield Finding(
            f"{review.in_words()} determines that the risk is unacceptable{grounds}",
            review.place,
            help=f"only a later determination by `{review.by or 'its author'}` lifts it",
        )


@rule("GSN911", "determination-pending", Severity.WARNING, scope=Scope.CASE)
def determination_pending(argument: Argument) -> Iterator[Finding]:
    """A review says that its author has still to decide; the verdict stays open until then.

    **Breaks it**

        case filter "The filter of the service"
            shows G1
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            determination pending "We wait for the runs on fine-tuned models"

    **Instead**

        case filter "The filter of the service"
            shows G1
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            determination acceptable "The runs on fine-tuned models show it"
    """
    for review in pending(argument.case.reviews):
        said = review.says.determination
        grounds = f": {said.grounds.plain}" if said is not None else ""
        yield Finding(f"{review.in_words()} leaves the determination pending{grounds}", review.place)


@rule("GSN912", "open-query", Severity.WARNING, scope=Scope.CASE)
def open_query(argument: Argument) -> Iterator[Finding]:
    """A reviewer asks something, and nothing in the case says that it answers that; the verdict stays open.

    **Why it matters.** A question that nobody answered is forgotten with the submission that it was asked about.

    **Breaks it**

        case filter "The filter of the service"
            shows G1
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            query Q1 about G1 "Which patterns were tried?"

    **Instead**

        case filter "The filter of the service"
            shows G1
            answers Q1 of aisi_1 "Those of the list of April, all 400"
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            query Q1 about G1 "Which patterns were tried?"
    """
    for review, query in open_queries(argument.case):
        yield Finding(
            f"query `{query.name}` of {review.in_words()} waits for an answer: {query.text.plain}",
            query.about.place,
            query.about.identity,
            help=f'answer it in the next version: `answers {query.name} of {review.name} "…"`',
        )


@rule("GSN913", "distrusted-review", Severity.WARNING, scope=Scope.CASE)
def distrusted_review(argument: Argument) -> Iterator[Finding]:
    """A review is not known to be the word of an authority.

    It is where its reader's registry (`--actors`) knows its author for a public body, which develops nothing that is
    decided on, and where its signature (`FILE.review.sig`, which `gsn review sign` writes) is made with a key of the
    author's in that registry. What speaks against the case counts all the same: its doubts, its queries, its
    substitutes, a determination that the risk is unacceptable. What speaks for the case does not.

    **Why it matters.** Anybody can write a text in an institute's name.

    **Mend it** by naming your registry, or by having the author sign. What is another authority's review becomes yours
    with `recognises sha256 "…"` in a signed review of your own.
    """
    for review in argument.case.reviews:
        if review.distrust and not review.recognised_by:
            yield Finding(
                f"{review.in_words()} is not known to be an authority's word: {review.distrust}",
                review.place,
                help="what it says against the case counts; what it says for it does not",
            )


@rule("GSN914", "stale-review", Severity.WARNING, scope=Scope.CASE)
def stale_review(argument: Argument) -> Iterator[Finding]:
    """A review is not of what is judged.

    A submission is named by its digest (`of`), the files of a case by theirs (`files`). The doubts of a review of
    something else stand, as does a determination that the risk is unacceptable; what it judged and accepted does not.

    **Why it matters.** What was judged was another text. One line may have changed, and it may be the one that matters.

    **Mend it** with `gsn review carry`, which takes over to the next version what did not change and only that.
    """
    for review in argument.case.reviews:
        if review.stale and not review.superseded:
            help_ = "`gsn review carry` takes over to a new version what did not change"
            yield Finding(f"{review.in_words()} is not of what is judged: {review.stale}", review.place, help=help_)


@rule("GSN915", "lost-name", Severity.WARNING, scope=Scope.CASE)
def lost_name(argument: Argument) -> Iterator[Finding]:
    """A review names something that is not in the case, or is of another kind there.

    **Why it matters.** What was judged under that name is gone or renamed; what was doubted under it is doubted no
    more. A reviewer has to look where it went.

    **Breaks it**

        case filter "The filter of the service"
            shows G1
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            judged G2 "The report shows it"

    **Instead**

        case filter "The filter of the service"
            shows G1
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            judged G1 "The report shows it"
    """
    for review in argument.case.reviews:
        for identity, place in review.lost:
            yield Finding(f"`{shown(identity)}`, which {review.in_words()} names, is not in the case", place)


@rule("GSN916", "idle-answer", Severity.WARNING, scope=Scope.CASE)
def idle_answer(argument: Argument) -> Iterator[Finding]:
    """The case says that it answers something of a review that the review does not have.

    Reviews that are not held beside the case are not asked.

    **Breaks it**

        case filter "The filter of the service"
            shows G1
            answers Q2 of aisi_1 "Those of the list of April, all 400"
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            query Q1 about G1 "Which patterns were tried?"

    **Instead**

        case filter "The filter of the service"
            shows G1
            answers Q1 of aisi_1 "Those of the list of April, all 400"
        goal G1 "The filter holds"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            query Q1 about G1 "Which patterns were tried?"
    """
    reviews = {review.name: review for review in argument.case.reviews}
    for element, answer, place in answers_in_place(argument.case):
        review = reviews.get(answer.review)
        if review is None or answer.name in {query.name for query in review.says.queries}:
            continue
        if not argument.challenged_by(f"{answer.review}::{answer.name}"):
            message = f"{review.in_words()} has no query and no challenge `{answer.name}`"
            yield Finding(message, place, element.identity)


@rule("GSN917", "unproved-with-substitute", Severity.WARNING, scope=Scope.CASE)
def unproved_with_substitute(argument: Argument) -> Iterator[Finding]:
    """A claim is proved with the developer's numbers, and not with those that a review puts in their place.

    The verdict stays open. `gsn risk --review` shows both bounds side by side.

    **Breaks it**

        case filter "The filter of the service"
            shows G1
        probability missed "A listed pattern gets through"
        goal G1 "Few patterns get through"
            claim missed <= 5% at 95%
            assumption A1 "The patterns were drawn at random"
            solution E1
        evidence E1 "Test report"
            type test_results
            file "tests.txt"
            by lab
            dated 2026-05-01
            measures missed: 0 of 400
            presumes A1
        actor lab "Evaluations Ltd"
            role evaluator
        # file: tests.txt
        All 400 patterns were caught.
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            substitutes missed: 60 of 400 "Sixty runs were counted as caught that timed out"

    **Instead**

        case filter "The filter of the service"
            shows G1
        probability missed "A listed pattern gets through"
        goal G1 "Few patterns get through"
            claim missed <= 5% at 95%
            assumption A1 "The patterns were drawn at random"
            solution E1
        evidence E1 "Test report"
            type test_results
            file "tests.txt"
            by lab
            dated 2026-05-01
            measures missed: 0 of 400
            presumes A1
        actor lab "Evaluations Ltd"
            role evaluator
        # file: tests.txt
        All 400 patterns were caught.
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            substitutes missed: 2 of 400 "Two runs were counted as caught that timed out"
    """
    for bounds in unmet(argument):
        goal = argument.element(bounds.claim.goal)
        derived, claim = bounds.reviewer.attempt.derived, bounds.developer.claim
        came_to = (
            f"comes to {figure(derived.value, derived.unit, claim.side)}" if derived is not None else "is unbounded"
        )
        if goal is not None:
            message = f"`{goal.name}` claims {name_of(claim.quantity)} {statement(claim)}, which {came_to}"
            place = goal.place_of("claims", bounds.claim.position)
            yield Finding(f"{message} with the numbers of {bounds.review.in_words()}", place, goal.identity)


@rule("GSN918", "idle-substitute", Severity.WARNING, scope=Scope.CASE)
def idle_substitute(argument: Argument) -> Iterator[Finding]:
    """A review substitutes a number for a quantity that no record of the case measures; the verdict stays open.

    **Why it matters.** A substitute goes in the place of what was measured. With nothing in that place it changes no
    bound, and the reviewer's number would be passed over.

    **Breaks it**

        case filter "The filter of the service"
            shows G1
        probability missed "A listed pattern gets through"
        goal G1 "Few patterns get through"
            undeveloped
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            substitutes missed: 2 of 400 "Two runs timed out"

    **Instead**

        case filter "The filter of the service"
            shows G1
        probability missed "A listed pattern gets through"
        goal G1 "Few patterns get through"
            undeveloped
        evidence E1 "Test report"
            type test_results
            by lab
            dated 2026-05-01
            measures missed: 0 of 400
        actor lab "Evaluations Ltd"
            role evaluator
        # file: aisi_1.review
        review aisi_1 "The filter of the service"
            by aisi on 2026-05-20
            substitutes missed: 2 of 400 "Two runs timed out"
    """
    for review, position in idle(argument):
        quantity = review.says.substitutes[position].quantity
        message = f"no record of the case measures `{quantity.name}`, for which {review.in_words()} has a number"
        yield Finding(message, quantity.place, help="give the reviewer's own record of it as evidence in the review")
