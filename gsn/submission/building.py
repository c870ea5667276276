"""Building a submission: everything that is handed in, its manifest, and the signatures over that.

A bundle is a function of the case's files, the day, the keys and the salts: nothing of it depends on when, where or by
whom it is built.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from gsn import __version__
from gsn.checking import Judgement, judge
from gsn.language.loading import load_case
from gsn.model.case import Case
from gsn.model.reference import Identity
from gsn.submission import layout
from gsn.submission.bag import DECLARATION_OF_BAG, bag_info, manifest_of, submission_digest, tag_manifest_of
from gsn.submission.certificates import certificates_of
from gsn.submission.declaration import (
    Declaration,
    StatedOptions,
    StatedProfile,
    StatedText,
    StatedWithheld,
    written,
)
from gsn.submission.dsse import envelope, statement
from gsn.submission.flaws import NotBuilt
from gsn.submission.gathering import Gathered, built_in_text, gather, left_behind
from gsn.submission.naming import flaws_of_names
from gsn.submission.packing import Part, Source, part_of, write_bundle
from gsn.submission.private_key import SigningKey
from gsn.submission.ssh_signing import ssh_signature
from gsn.submission.stating import from_its_folder, stated_profile, stated_rules, stated_verdict, told
from gsn.submission.withholding import commitment_to

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case that was read, judged and gathered: all but the salts and the signatures."""

    judgement: Judgement
    gathered: Gathered
    left_behind: tuple[str, ...]

    @property
    def case(self) -> Case:
        return self.judgement.case

    @property
    def to_commit(self) -> list[Identity]:
        """The withheld records whose files are known, so that they can be committed to."""
        return [held.record for held in self.gathered.withheld if held.digest is not None]

    @property
    def guessable(self) -> list[Identity]:
        """The withheld records whose digest the text states: a commitment hides nothing that stands beside it."""
        return [held.record for held in self.gathered.withheld if held.stated]


@dataclass(frozen=True, slots=True)
class Built:
    """A bundle that was written: its digest, what the developer declares, how many files it hands in, its bytes."""

    digest: str
    declaration: Declaration
    files: int
    size: int


def prepare(path: str | Path, as_of: date | None = None, progress: Progress | None = None) -> Prepared:
    """Read a case, judge it as `gsn check` does, and find what belongs to it.

    Raises:
        NotBuilt: It is no case, or a file of it can be handed in under no name.
    """
    case = load_case(path, progress)
    if case.head is None:
        problem = f": {case.problems[0].message}" if case.problems and not case.modules else ""
        raise NotBuilt([f"`{path}` is no case that can be handed in{problem or ': no text begins with `case`'}"])
    folder = case.folder
    from_its_folder(case, folder)
    judgement = judge(case, as_of, progress)
    gathered = gather(judgement.argument)
    return Prepared(judgement, gathered, tuple(left_behind(case, gathered)))


def build(prepared: Prepared, salts: Mapping[Identity, str], keys: Sequence[SigningKey], target: Path) -> Built:
    """Write the bundle of a case.

    Args:
        prepared: The case.
        salts: The salt of each record that :attr:`Prepared.to_commit` names, in hexadecimal.
        keys: Who signs it; at least one.
        target: The file to write, which is replaced whole or not at all.

    Raises:
        NotBuilt: A name cannot be in a bundle, it would be too large, or a file changed meanwhile or cannot be read.
        OSError: The bundle cannot be written.
    """
    sources: dict[str, Source] = {f"{layout.CASE}{name}": path for name, path in prepared.gathered.files.items()}
    sources |= _made(prepared)
    if flaws := _flaws_of_parts([*sources, layout.DECLARATION]):
        raise NotBuilt(flaws)
    payload = {name: part_of(source) for name, source in sources.items()}
    declaration = _declared(prepared, _digests(payload), salts)
    payload[layout.DECLARATION] = part_of(written(declaration))
    manifest = manifest_of(_digests(payload))
    tags = _tags(manifest, declaration, payload) | _signatures(manifest, declaration, keys)
    parts = payload | {name: part_of(data) for name, data in tags.items()}
    if sum(part.size + 4 * layout.LONGEST_NAME for part in parts.values()) > layout.LARGEST_BUNDLE:
        raise NotBuilt(["a submission has at most 4 GB; withhold what is large, or leave it out"])
    size = write_bundle(target, parts)
    return Built(submission_digest(manifest), declaration, len(payload), size)


def _flaws_of_parts(names: Sequence[str]) -> list[str]:
    most = layout.MOST_ENTRIES - layout.MOST_SIGNERS - len(layout.TAGS)
    too_many = [f"a submission has at most {most:,} files, and this has {len(names):,}"] if len(names) > most else []
    return [*flaws_of_names(names), *too_many]


def _digests(parts: Mapping[str, Part]) -> dict[str, str]:
    return {name: part.sha256 for name, part in parts.items()}


def _made(prepared: Prepared) -> dict[str, Source]:
    """What is handed in beside files of the case: the proofs, and the profile as the developer's tool has it."""
    proofs = certificates_of(prepared.judgement.argument)
    profile = (text for text in prepared.gathered.profile if text.built_in)
    made: dict[str, Source] = {f"{layout.PROFILES}{text.path}": built_in_text(text.name) for text in profile}
    return made | ({layout.CERTIFICATES: proofs} if proofs is not None else {})


def _declared(prepared: Prepared, digests: Mapping[str, str], salts: Mapping[Identity, str]) -> Declaration:
    judgement, case = prepared.judgement, prepared.case
    withheld = tuple(
        StatedWithheld(
            record=told(held.record),
            why=told(held.why),
            path=None if held.written is None else told(held.written),
            commitment=commitment_to(held.record, salts[held.record], held.digest) if held.digest is not None else None,
        )
        for held in sorted(prepared.gathered.withheld, key=lambda held: held.record)
    )
    return Declaration(
        case=told(case.name),
        case_digest=case_digest(digests),
        follows=told(case.says.follows.sha256) if case.says.follows is not None else None,
        tool=f"gsn {__version__}",
        options=StatedOptions(as_of=judgement.as_of.isoformat(), waivers=True),
        rules=stated_rules(judgement),
        profile=_profile(prepared),
        verdict=stated_verdict(judgement, case.folder),
        withheld=withheld,
    )


def case_digest(digests: Mapping[str, str]) -> str:
    """One digest of all files of a case: what stays the same when it is judged on another day."""
    return submission_digest(
        manifest_of({name: each for name, each in digests.items() if name.startswith(layout.CASE)})
    )


def _profile(prepared: Prepared) -> StatedProfile | None:
    stated = stated_profile(prepared.judgement)
    if stated is None:
        return None
    texts = tuple(
        StatedText(
            name=text.name,
            sha256=text.sha256,
            built_in=text.built_in,
            path=f"{layout.PROFILES if text.built_in else layout.CASE}{text.path}",
        )
        for text in prepared.gathered.profile
    )
    return StatedProfile(name=stated[0], digest=stated[1], texts=texts)


def _tags(manifest: bytes, declaration: Declaration, payload: Mapping[str, Part]) -> dict[str, bytes]:
    sizes = {name: part.size for name, part in payload.items()}
    info = bag_info(sizes, declaration.options.as_of, declaration.case, declaration.tool)
    return {
        layout.BAG: DECLARATION_OF_BAG,
        layout.BAG_INFO: info,
        layout.MANIFEST: manifest,
        layout.TAG_MANIFEST: tag_manifest_of(manifest, info),
    }


def predicate(declaration: Declaration) -> dict[str, str]:
    """What the in-toto statement says of a submission beside its digest."""
    return {
        "case": declaration.case,
        "tool": declaration.tool,
        "as_of": declaration.options.as_of,
        "verdict": declaration.verdict.verdict,
    }


def signature_name(public_key: bytes) -> str:
    """The file that holds a signer's SSH signature: named after the SHA-256 of the public key."""
    return f"{layout.SIGNATURES}{sha256(public_key).hexdigest()}{layout.SSH_ENDING}"


def _signatures(manifest: bytes, declaration: Declaration, keys: Sequence[SigningKey]) -> dict[str, bytes]:
    signed = {signature_name(key.public): ssh_signature(key, manifest, layout.NAMESPACE) for key in keys}
    payload = statement(submission_digest(manifest), predicate(declaration))
    return signed | {layout.ENVELOPE: envelope(payload, keys)}
