"""`gsn evidence verify`: the files of evidence against the digests in the text, and nothing else."""

from __future__ import annotations

import click

from gsn.cli.inputs import case_argument, read_case
from gsn.cli.terminal import progress, terminal_paint
from gsn.evidence.files import is_digest
from gsn.evidence.register import Found, look_at_files
from gsn.evidence.uses import records_of
from gsn.model.case import Element
from gsn.model.statements.evidence import EvidenceStatement
from gsn.output.visible import visible


@click.command("verify")
@case_argument
def command(case: str) -> int:
    """Hold every file of evidence against its digest.

    Only what is wrong is listed. Exit status: 0 every file is the one that was meant, 1 one is not, or is not there,
    3 a record names a file without a digest; 2 did not run.
    """
    read = read_case(case)
    records = [(element, says) for element, says in records_of(read) if says.withheld is None]
    with progress("hashing"):
        found = look_at_files(read, records)
    paint = terminal_paint()
    wrong = [(element, why) for element, says in records if (why := _wrong(element, says, found))]
    unsealed = [element for element, says in records if says.file is not None and says.file.sha256 is None]
    for element, why in wrong:
        click.echo(f"{paint('failing', 'wrong')}     {visible(element.identity)}: {visible(why)}")
    for element in unsealed:
        click.echo(f"{paint('open', 'unsealed')}  {visible(element.identity)}: its file has no digest in the text")
    left = {element.identity for element, _ in wrong} | {element.identity for element in unsealed}
    click.echo(f"{len(records) - len(left):,} of {len(records):,} records have the file that was meant")
    if read.problems:
        click.echo("the case has lines that cannot be read, and there may be more records: `gsn check` names them")
    return 1 if wrong or read.problems else 3 if unsealed else 0


def _wrong(element: Element, says: EvidenceStatement, found: Found) -> str | None:
    """Why a record's file is not the one that was meant; nothing where it is, or where nothing says which was."""
    if says.file is None:
        return None if "file" in element.lost else "it names no file"
    located, contents = found.files[element.identity]
    if located.path is None:
        return f"`{says.file.path.plain}` {located.trouble}"
    if says.file.sha256 is None:
        return None
    if not is_digest(says.file.sha256):
        return "what is written for its digest is none"
    if contents is None or contents.trouble is not None:
        return f"`{says.file.path.plain}` {contents.trouble if contents is not None else 'was not read'}"
    read = contents.digests["sha256"]
    return None if read == says.file.sha256.lower() else f"`{says.file.path.plain}` has the digest {read}"
