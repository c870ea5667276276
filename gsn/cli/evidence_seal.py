"""`gsn evidence seal`: write the digests of evidence files into the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

from gsn.cli.inputs import case_argument, read_case
from gsn.cli.terminal import progress
from gsn.evidence.files import Located, locate, read_whole
from gsn.evidence.sealing import CannotSeal, Insertion, inserted, insertion_for
from gsn.evidence.uses import records_of
from gsn.language.outline import cut
from gsn.language.parsing import shared_parser
from gsn.language.reader import read_text
from gsn.language.saving import NotSaved, digest_of, save_text
from gsn.language.source import Unreadable, decode_source, read_bytes
from gsn.model.case import Case, Element, Module
from gsn.model.reference import Identity, name_of
from gsn.model.statements.evidence import EvidenceStatement
from gsn.output.visible import visible

_MARK = b"\xef\xbb\xbf"
"""A byte order mark, which is no part of the text and stays where it is."""


@click.command("seal")
@case_argument
@click.option("--renew", multiple=True, metavar="RECORD", help="Write the digest of this record anew, whatever it was.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
def command(case: str, renew: tuple[str, ...], dry_run: bool) -> int:
    """Write the digests of evidence files into the text, where a record has none.

    Nothing else of a text changes, and each text is written whole or not at all. A digest that is there and differs is
    left alone: find out which file was meant, and only then name the record with --renew.

    Exit status: 0 every record that names a file is sealed, 1 one could not be, 2 did not run.
    """
    read = read_case(case)
    wanted = _wanted(read, renew)
    with progress("hashing"):
        digests, troubles = _digests(read, wanted)
    insertions: defaultdict[str, list[tuple[Element, Insertion, str]]] = defaultdict(list)
    for element, _ in wanted:
        if element.identity in digests:
            module = read.modules[element.module]
            try:
                put = insertion_for(element, module.lines, digests[element.identity])
                insertions[element.module].append((element, put, digests[element.identity]))
            except CannotSeal as error:
                troubles[element.identity] = str(error)
    for identity, trouble in troubles.items():
        click.echo(f"gsn: `{visible(name_of(identity))}` {visible(trouble)}", err=True)
    done = [_write(read.modules[name], held, dry_run=dry_run) for name, held in insertions.items()]
    if not wanted:
        click.echo("every record that names a file has its digest")
    return 0 if all(done) and not troubles else 1


def _wanted(case: Case, renew: tuple[str, ...]) -> list[tuple[Element, EvidenceStatement]]:
    """The records without a digest, and those whose digest is to be written anew."""
    records = [(element, says) for element, says in records_of(case) if says.file is not None]
    named = {name if "::" in name else f"{case.name}::{name}" for name in renew}
    unknown = named - {element.identity for element, _ in records}
    if unknown:
        first = min(unknown).removeprefix(f"{case.name}::")
        raise click.UsageError(f"no record that names a file is called `{first}`")
    return [
        (element, says)
        for element, says in records
        if says.file is not None and (says.file.sha256 is None or element.identity in named)
    ]


def _digests(
    case: Case, wanted: Sequence[tuple[Element, EvidenceStatement]]
) -> tuple[dict[Identity, str], dict[Identity, str]]:
    """The digests of the records' files, and for the others why they have none."""
    folder = case.folder.resolve()
    located: dict[Identity, tuple[str, Located]] = {}
    for element, says in wanted:
        if says.file is not None:
            located[element.identity] = (says.file.path.plain, locate(says.file.path.plain, folder))
    paths = {found.path: ("sha256",) for _, found in located.values() if found.path is not None}
    contents = read_whole(paths, sum(found.size for _, found in located.values()))
    digests, troubles = {}, {}
    for identity, (written, found) in located.items():
        trouble = found.trouble if found.path is None else contents[found.path].trouble
        if trouble is not None or found.path is None:
            troubles[identity] = f"is not sealed: `{written}` {trouble}"
        else:
            digests[identity] = contents[found.path].digests["sha256"]
    return digests, troubles


def _write(module: Module, held: Sequence[tuple[Element, Insertion, str]], *, dry_run: bool) -> bool:
    """Put the digests into one text, and say so; whether that was done."""
    names = ", ".join(element.name for element, _, _ in held)
    try:
        data = read_bytes(module.path)
        text = inserted(decode_source(data), [insertion for _, insertion, _ in held])
        as_meant = _says_the_digests(module, text, held)
        if as_meant and not dry_run:
            _save(module.path, text, data)
    except (NotSaved, Unreadable) as error:
        click.echo(f"gsn: {visible(error.message)}", err=True)
        return False
    if not as_meant:
        click.echo(f"gsn: `{visible(module.file)}` changed on disk since it was read", err=True)
        return False
    click.echo(f"{visible(module.file)}: {'would seal' if dry_run else 'sealed'} {visible(names)}")
    return True


def _save(path: Path, text: str, data: bytes) -> None:
    mark = "\ufeff" if data.startswith(_MARK) else ""
    save_text(path, f"{mark}{text}", digest_of(data))


def _says_the_digests(module: Module, text: str, held: Sequence[tuple[Element, Insertion, str]]) -> bool:
    """Whether a text, read again, says of each record what was put in, and nothing else differs."""
    read = read_text(cut(module.file, text), module.path.stem, shared_parser())
    again = {element.identity: element for element in read.elements}
    for element, _, digest in held:
        now = again.get(element.identity)
        before, after = element.says, now.says if now is not None else None
        if not isinstance(before, EvidenceStatement) or not isinstance(after, EvidenceStatement):
            return False
        if after.file is None or before.file is None or after.file.sha256 != digest:
            return False
        if after.model_copy(update={"file": before.file}) != before:
            return False
    return True
