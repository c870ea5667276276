"""The words that a reader of a document may need, as this tool uses them."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.report.model.review import Term

_ARGUMENT = (
    ("goal", "A claim that is to be shown: one proposition."),
    ("strategy", "How a goal is argued from the goals below it."),
    ("solution", "A reference to evidence."),
    ("context, assumption, justification", "What a step is to be read in, takes as true, or is made for."),
    ("challenge", "A goal that speaks against an element or a step. A doubt is a challenge that stands."),
    ("foot", "A goal or strategy at which the argument has to come down to evidence."),
    ("supported", "Every step below comes down to evidence that is there, unaltered and in date."),
    ("open", "Something keeps it from being supported, at the element itself or below it."),
    ("failing", "A rule found an error at it."),
    ("undeveloped", "Marked by its author: the argument stops here, knowingly."),
)
_VERDICT = (
    ("passed", "From the goals that the case shows, every step down to accepted evidence was found."),
    ("rejected", "There is at least one error."),
    ("undetermined", "No error, and something keeps the case from passing. Each such thing is named."),
    ("waiver", "A person's word that a finding may stand until a day. A waived record supports nothing."),
)
_NUMBERS = (
    ("at 98%", "Whatever the true values, evidence turns out so that a false claim is proved in at most 2% of cases."),
    ("bound", "What is derived for a quantity. It is rounded to the side on which it is safe."),
    ("headroom", "How many times a bound fits into what is claimed or allowed. Below 1 it does not fit."),
    ("break-even", "The factor by which one leaf would have to be wrong for a claim to break, all else as it is."),
    ("bridge", "An argued step from what was measured to the world, with a factor and a confidence of its own."),
    ("licence", "An argued relation between events. Without one, nothing is taken to be independent."),
    ("kernel", "The small checker that works every derivation through again. What it refuses is not proved."),
    (
        "Γ, what a claim holds under",
        "The elements that a proof leans on in words: if one is false, so may be the claim.",
    ),
)
_TREATY = (
    ("profile", "A treaty, a law or a policy written so that a case can be held against it."),
    ("tier", "A class of systems in a profile, reached by training compute or the like."),
    ("standing", "What follows from a profile for a case as it is. Only a determination lets anybody proceed."),
)


def glossary_of(*, with_numbers: bool, with_treaty: bool) -> Iterator[Term]:
    """The words that a document of this case uses."""
    for term, meaning in (*_VERDICT, *_ARGUMENT, *(_NUMBERS * with_numbers), *(_TREATY * with_treaty)):
        yield Term(term, meaning)
