"""Whether a certificate proves what a problem claims, a step at a time.

Nothing is proved by default. For each step all that it says is worked out again from the problem and from the accepted
steps before it, and any difference refuses it, and with it whatever rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from gsn.model.reference import name_of
from gsn.risk.certificate import NO_WITNESS, BridgeId, Certificate, Hypothesis, Node, Rule
from gsn.risk.kernel import boolean, goals, records, rules
from gsn.risk.kernel.arithmetic import MOST_BITS
from gsn.risk.kernel.book import Book
from gsn.risk.kernel.conclusion import Accepted, Conclusion, Refused, RestsOnRefused, charges_of, figures, require
from gsn.risk.problem import ClaimId, Dimension, Problem, Side


class Proof(NamedTuple):
    """The step that proves something, and all that it holds under."""

    node: int
    hypotheses: frozenset[Hypothesis]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a certificate proves of a problem.

    Every claim is in ``proved`` or, with the reason, in ``refused``; every limit is in ``limits``, with its proof or
    the reason why there is none; ``nodes_refused`` has the reason for each step that does not follow.
    """

    proved: Mapping[ClaimId, Proof]
    refused: Mapping[ClaimId, str]
    limits: Mapping[str, Proof | str]
    nodes_refused: Mapping[int, str]


class _Way(NamedTuple):
    """A rule's function, and the fields of the witness that it reads."""

    conclude: Callable[[Book, Node, Sequence[Accepted]], Conclusion]
    reads: tuple[str, ...] = ()


_RULES: Mapping[Rule, _Way] = MappingProxyType(
    {
        Rule.TOP: _Way(rules.top),
        Rule.DEFINE: _Way(rules.define),
        Rule.CHAIN: _Way(rules.chain),
        Rule.ANY: _Way(rules.any_of),
        Rule.ALL: _Way(rules.all_of),
        Rule.AT_LEAST: _Way(rules.at_least),
        Rule.NOT: _Way(rules.negation),
        Rule.COVER: _Way(boolean.cover, ("weights", "licences")),
        Rule.INDEPENDENT: _Way(boolean.independent, ("licences",)),
        Rule.BETA: _Way(boolean.common_cause, ("licences",)),
        Rule.ASSOCIATED: _Way(boolean.associated, ("licences", "ways")),
        Rule.CONVERT: _Way(rules.convert),
        Rule.TAIL: _Way(records.tail, ("measurement", "parts")),
        Rule.BELIEF: _Way(records.belief, ("measurement",)),
        Rule.PRIOR: _Way(records.prior, ("measurement",)),
        Rule.BRIDGE: _Way(rules.bridge, ("bridge",)),
        Rule.INCREASE: _Way(rules.increase),
        Rule.CLAIM: _Way(rules.claim, ("claim",)),
        Rule.GOAL: _Way(goals.goal, ("claim",)),
        Rule.LIMIT: _Way(goals.limit, ("limit",)),
    }
)

_WITNESS = tuple((field.name, getattr(NO_WITNESS, field.name)) for field in fields(NO_WITNESS))

NO_DERIVATION = "no derivation was given"


def check(problem: Problem, certificate: Certificate) -> Checked:
    """Hold a certificate against a problem. Never raises; what is not shown is refused, with the reason."""
    if certificate.problem != problem.digest:
        reason = "the certificate was made for another problem"
        return Checked(
            {},
            dict.fromkeys(problem.claims, reason),
            {limit.name: reason for limit in problem.limits},
            dict.fromkeys(range(len(certificate.nodes)), reason),
        )
    book = Book(problem)
    steps: list[Accepted | str] = []
    refused: dict[int, str] = {}
    for position, node in enumerate(certificate.nodes):
        try:
            step = _follow(book, node, steps)
        except RestsOnRefused as inherited:
            refused[position] = str(inherited)
            steps.append(str(inherited))
        except Refused as reason:
            refused[position] = str(reason)
            steps.append(f"step {position}, on which it rests, is refused: {reason}")
        except Exception as error:  # noqa: BLE001 - a step that cannot even be looked at proves nothing, whatever it did
            refused[position] = f"the step could not be checked ({type(error).__name__})"
            steps.append(f"step {position}, on which it rests, could not be checked")
        else:
            steps.append(step)
            if node.rule is Rule.GOAL and step.settles is not None:
                book.proved.setdefault(step.settles, position)
    return _told(problem, certificate, book, refused)


def _follow(book: Book, node: Node, steps: Sequence[Accepted | str]) -> Accepted:
    """The step with its rule applied anew, if that comes to the same.

    ``steps`` are those before it; for one that was refused, what rests on it is told.
    """
    way = _RULES[node.rule]
    for field, nothing in _WITNESS:
        if getattr(node.witness, field) != nothing and field not in way.reads:
            raise Refused(f"the rule {node.rule} reads no `{field}`")
    _require_form(book, node)
    result = way.conclude(book, node, [_premise(steps, position) for position in node.premises])
    _require_same(node, result)
    return Accepted(node, result.tests, result.settles)


def _premise(steps: Sequence[Accepted | str], position: int) -> Accepted:
    if not 0 <= position < len(steps):
        raise Refused(f"step {position}, on which it rests, does not come before it")
    premise = steps[position]
    if isinstance(premise, str):
        raise RestsOnRefused(premise)
    return premise


def _require_form(book: Book, node: Node) -> None:
    """Refuse a step that is no statement about the problem: unknown names, impossible numbers, no fit unit."""
    for number in (node.bound, *node.charges.values(), *node.witness.weights, *node.witness.parts):
        require(type(number) is Fraction, "a number is not exact")
        require(
            max(number.numerator.bit_length(), number.denominator.bit_length()) <= MOST_BITS, "a number is too long"
        )
    require(isinstance(node.side, Side), "the side is not said")
    dimension = book.dimension(node.of)
    for term in node.under:
        book.require_known(term)
    require(node.bound.numerator >= 0, "a bound is negative")
    if node.rule is Rule.LIMIT:
        return
    if dimension is Dimension.PROBABILITY:
        require(
            node.unit is None and node.bound.numerator <= node.bound.denominator,
            "a probability is per nothing, and at most 1",
        )
    else:
        require(bool(node.unit), "a frequency is per something")
    for charge, part in node.charges.items():
        require(part.numerator > 0 or isinstance(charge, BridgeId), "a test takes no part of the doubt")


def _require_same(node: Node, result: Conclusion) -> None:
    """Refuse a step that says anything else than its rule gives."""
    if node.bound is not result.bound and node.bound != result.bound:
        raise Refused("the bound is {} and the rule gives {}".format(*figures(node.bound, result.bound)))
    if node.unit != result.unit:
        raise Refused(f"the unit is {node.unit or 'none'} and the rule gives {result.unit or 'none'}")
    if node.hypotheses != result.hypotheses:
        missing, idle = result.hypotheses - node.hypotheses, node.hypotheses - result.hypotheses
        kind, subject, _ = min(missing or idle, key=str)
        raise Refused(f"its hypotheses {'lack' if missing else 'have too much'}: {kind} of `{name_of(subject)}`")
    require(node.charges == charges_of(result.tests), "its charges are not those of what it stands on")


def _told(problem: Problem, certificate: Certificate, book: Book, refused: Mapping[int, str]) -> Checked:
    proved = {claim: Proof(position, certificate.nodes[position].hypotheses) for claim, position in book.proved.items()}
    reasons = dict.fromkeys((claim for claim in problem.claims if claim not in proved), NO_DERIVATION)
    limits: dict[str, Proof | str] = {limit.name: NO_DERIVATION for limit in problem.limits}
    for position, node in enumerate(certificate.nodes):
        claim: ClaimId | None = getattr(node.witness, "claim", None)
        limit: str = getattr(node.witness, "limit", None) or ""
        if node.rule is Rule.GOAL and claim in reasons:
            reasons[claim] = refused[position]
        if node.rule is Rule.LIMIT and isinstance(limits.get(limit), str):
            limits[limit] = refused.get(position) or Proof(position, node.hypotheses)
    return Checked(proved, reasons, limits, dict(refused))
