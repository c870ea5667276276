"""A verified submission in words and as data, whose schema is ``docs/schema/verify.schema.json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from gsn import __version__
from gsn.compliance.account import Acceptance
from gsn.findings import Verdict
from gsn.model.reference import name_of
from gsn.output.ascii_json import as_ascii_json
from gsn.output.data import as_data
from gsn.output.setting import Paint
from gsn.output.text import as_text
from gsn.output.visible import visible
from gsn.submission.differences import Difference
from gsn.submission.verifying import Verified

FORMAT_VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields may come."""

MOST_SHOWN = 40
"""Differences that are shown to a person; all of them are in the JSON."""

REFUSED = "refused"


def text_of(verified: Verified, paint: Paint, *, prompts: bool) -> Iterator[str]:
    """What a reviewer is told of a submission, the verdict last."""
    *checked, _ = as_text(verified.judgement, paint, show_info=prompts)
    yield from checked
    yield ""
    yield f"submission {verified.bundle.digest}"
    yield from (f"  {line}" for line in _signers(verified))
    yield from (f"  {line}" for line in _withheld(verified))
    yield from _differences(verified.differences, paint)
    yield from _reasons(verified)
    word = paint(verified.verdict.value, verified.verdict.value)
    accepted = f"accepted {verified.accepted.in_words}" if verified.accepted is not None else ""
    against = visible(verified.judgement.against)
    yield ", ".join(filter(None, (f"verdict: {word}", visible(accepted), "on your terms", against)))


def _signers(verified: Verified) -> Iterator[str]:
    for signer in verified.bundle.signers:
        whom = ", ".join(signer.principals) if signer.trusted else f"somebody who does not count: {signer.why}"
        yield f"signed by {visible(whom)} ({signer.fingerprint})"


def _withheld(verified: Verified) -> Iterator[str]:
    for each in verified.bundle.declaration.withheld:
        if each.record in verified.disclosed.opened:
            became = "opened: the file is the one that was committed to"
        elif each.record in verified.disclosed.seen:
            became = f"seen by {verified.disclosed.seen[each.record]}"
        else:
            became = f"commitment {each.commitment}" if each.commitment else "not committed to"
        yield visible(f"withheld: {name_of(each.record)}, {each.why} ({became})")


def _differences(found: Iterable[Difference], paint: Paint) -> Iterator[str]:
    known = list(found)
    if not known:
        yield "Your run comes to what the developer says."
        return
    yield "What the developer says, and what your run comes to:"
    for difference in known[:MOST_SHOWN]:
        why = f" ({difference.why})" if difference.why else ""
        yield f"  - {difference.what}{visible(why)}"
        for side, said in (("developer", difference.developer), ("your run", difference.reviewer)):
            yield f"    {paint('dim', side)}  {visible(said) if said is not None else '-'}"
    if len(known) > MOST_SHOWN:
        yield f"  - and {len(known) - MOST_SHOWN} more; `--format json` lists all"


def _reasons(verified: Verified) -> Iterator[str]:
    if verified.flaws:
        yield "What the developer says that is not so:"
        yield from (f"  - {visible(flaw)}" for flaw in verified.flaws)
    if verified.grounds and verified.verdict is not Verdict.REJECTED:
        yield "What keeps it from passing on your terms:"
        yield from (f"  - {visible(ground)}" for ground in verified.grounds)


def json_of(verified: Verified) -> str:
    """All that verifying came to, as JSON: the developer's declaration and the reviewer's own judgement, both whole."""
    bundle = verified.bundle
    data = {
        **_head(verified.verdict.value, verified.accepted),
        "submission": bundle.digest,
        "refused": [],
        "signers": [
            {
                "fingerprint": signer.fingerprint,
                "principals": list(signer.principals),
                "trusted": signer.trusted,
                "why": signer.why or None,
            }
            for signer in bundle.signers
        ],
        "withheld": [
            {
                **asdict(each),
                "opened": each.record in verified.disclosed.opened,
                "seen_by": verified.disclosed.seen.get(each.record),
            }
            for each in bundle.declaration.withheld
        ],
        "differences": [
            {
                "what": each.what,
                "developer": each.developer,
                "reviewer": each.reviewer,
                "why": each.why or None,
            }
            for each in verified.differences
        ],
        "grounds": list(verified.grounds),
        "flaws": list(verified.flaws),
        "developer": asdict(bundle.declaration),
        "check": as_data(verified.judgement),
    }
    return as_ascii_json(data) + "\n"


def refused_text(flaws: Iterable[str], paint: Paint) -> Iterator[str]:
    """What is wrong with a bundle that is refused."""
    yield "This is no submission that can be trusted; nothing in it was judged:"
    yield from (f"  - {visible(flaw)}" for flaw in flaws)
    yield f"verdict: {paint('rejected', REFUSED)}"


def refused_json(flaws: Iterable[str]) -> str:
    data: dict[str, Any] = {**_head(REFUSED, None), "submission": None, "refused": list(flaws)}
    return as_ascii_json(data) + "\n"


def _head(verdict: str, accepted: Acceptance | None) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION,
        "tool": f"gsn {__version__}",
        "verdict": verdict,
        "accepted": _accepted(accepted) if accepted is not None else None,
    }


def _accepted(accepted: Acceptance) -> dict[str, Any]:
    on = accepted.on.isoformat() if accepted.on is not None else None
    return {"by": accepted.by, "on": on, "conditions": list(accepted.conditions)}
