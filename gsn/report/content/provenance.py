"""How a document came about: the tool, the day, the options, the families that ran, the digests of all inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from gsn import __version__
from gsn.report.content.basis import Basis
from gsn.report.model.evidence import Record
from gsn.report.model.review import Family, Input, Provenance, Signature, SignOff
from gsn.report.model.values import Prose

TOOL = f"gsn {__version__}"

_TRUSTED = (
    "The reader of the language, and the walk from the shown goals down to evidence (gsn/verdict.py).",
    "The digests (SHA-256): that no two files have the same.",
    "This document's templates. They show what the view model says and decide nothing.",
)
_TRUSTED_OF_NUMBERS = (
    "The kernel (gsn/risk/kernel), which works every derivation through again. What searched for them is not trusted.",
    "That the records' counts are what they say, and that each trial was drawn as the case argues.",
)
_SIGNERS = (
    Signature("For the developer", "This is the case that we submit, and its evidence is what we hold it to be."),
    Signature("For the evaluators", "What the case says of our evidence is what our evidence says."),
    Signature("For the reviewer", "I have read the argument and the evidence, and have judged what no machine judges."),
    Signature("For whom the decision is asked of", "Determination, limits, conditions and day."),
)


def provenance_of(
    basis: Basis, prose: Iterable[Prose], records: Iterable[Record], options: tuple[str, ...], *, with_numbers: bool
) -> Provenance:
    """Everything that has to be right for the document to be right."""
    judgement = basis.judgement
    return Provenance(
        tool=TOOL,
        as_of=judgement.as_of.isoformat(),
        options=options,
        trusted=(*_TRUSTED, *(_TRUSTED_OF_NUMBERS * with_numbers)),
        problem=basis.argument.risk.problem.digest if with_numbers else "",
        families=tuple(
            Family(family.name, family.codes, len(family.rules), family.failure or "") for family in judgement.families
        ),
        inputs=(*_texts(basis), *_profile(basis), *_prose(prose), *_files(records)),
    )


def _texts(basis: Basis) -> Iterator[Input]:
    for module in basis.case.modules.values():
        try:
            digest = hashlib.sha256(Path(module.path).read_bytes()).hexdigest()
            note = f"{len(module.lines)} lines"
        except OSError as error:
            digest, note = "", f"cannot be read: {error.strerror or error}"
        yield Input(f"text, {module.kind} {module.name}", basis.file(module.file), digest, note)


def _profile(basis: Basis) -> Iterator[Input]:
    held = basis.argument.held
    for origin in held.profile.lineage if held is not None and held.profile is not None else ():
        note = "comes with gsn" if origin.built_in else "supplied by the developer"
        yield Input(f"profile {origin.name}", origin.file, origin.sha256, note)


def _prose(prose: Iterable[Prose]) -> Iterator[Input]:
    for each in prose:
        yield Input(f"prose of {each.about.text}", each.file, each.sha256, each.trouble)


def _files(records: Iterable[Record]) -> Iterator[Input]:
    """The files of evidence by the digests that the case states: an accepted record's file has it."""
    for record in records:
        if record.file:
            yield Input(f"evidence {record.name}", record.file, record.sha256, record.state)


def sign_off_of(provenance: Provenance, reviews: tuple[Signature, ...] = ()) -> SignOff:
    """The sign-off page, about the case as it was read, with the reviews that were held beside it."""
    lines = "".join(f"{each.sha256}  {each.file}\n" for each in provenance.inputs)
    return SignOff(
        says=f"A signature on this page is about the case whose inputs are listed under provenance, as judged on "
        f"{provenance.as_of} by {provenance.tool}. The digest is that of the list: a line for each input, with its "
        "SHA-256, two spaces and its file.",
        digest=hashlib.sha256(lines.encode("utf-8", errors="replace")).hexdigest(),
        lines=(*reviews, *_SIGNERS),
        not_looked_at="Reviews and determinations other than those that are listed here (`--review`), and signatures "
        "of submissions (`gsn verify`).",
    )
