"""`gsn submit`: a case with all that belongs to it, in one signed file."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gsn.cli.inputs import as_of_option, case_argument
from gsn.cli.terminal import progress, terminal_paint
from gsn.output.visible import visible

if TYPE_CHECKING:
    from gsn.submission.building import Built, Prepared
    from gsn.submission.private_key import SigningKey

PASSPHRASE = "GSN_KEY_PASSPHRASE"  # noqa: S105 - the name of a variable
"""The variable of the environment that holds the passphrase of encrypted keys, for machines."""

MOST_LISTED = 20
"""Files that stay behind and are named; a folder may hold thousands."""


@click.command("submit")
@case_argument
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), required=True, metavar="FILE.gsnz", help="Where to."
)
@click.option(
    "--key",
    "keys",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="An OpenSSH private key (Ed25519) to sign with; may be given several times.",
)
@as_of_option
def command(case: str, target: Path, keys: tuple[Path, ...], as_of: date | None) -> int:
    """Hand a case in: its texts, prose, evidence, profile, proofs and verdict, in one sealed file.

    Records that are `withheld` are committed to and stay behind; the salts that open them are kept in
    FILE.gsnz.salts.json for you alone. The same files, day, keys and salts give the same bundle, byte for byte.

    The passphrase of an encrypted key is asked for, or taken from GSN_KEY_PASSPHRASE.

    Exit status: 0 the bundle is written, whatever its verdict; 2 it is not.
    """
    from gsn.submission.building import build, prepare
    from gsn.submission.flaws import NotBuilt
    from gsn.submission.withholding import BadSalts, read_salts, salts_file, with_new_salts, write_salts

    if target.is_dir():
        raise click.UsageError(f"`{target}` is a folder; name the file to write")
    signing = _signing_keys(keys)
    try:
        with progress("judging") as step:
            prepared = prepare(case, as_of, step)
        _refuse_own_files(prepared, target)
        known = read_salts(salts_file(target))
        salts = with_new_salts(known, prepared.to_commit)
        if salts != known:
            write_salts(salts_file(target), salts)
        with progress("packing"):
            built = build(prepared, salts, signing, target)
        _read_back(target)
    except (NotBuilt, BadSalts) as error:
        reasons = error.reasons if isinstance(error, NotBuilt) else (str(error),)
        raise click.ClickException("\n".join(map(visible, reasons))) from None
    except OSError as error:
        raise click.ClickException(visible(f"`{target}` cannot be written: {error.strerror or error}")) from None
    _tell(prepared, built, target)
    return 0


def _signing_keys(paths: tuple[Path, ...]) -> list[SigningKey]:
    from gsn.submission.private_key import fingerprint

    found: dict[bytes, SigningKey] = {}
    for path in paths:
        key = signing_key(path)
        if key.public in found:
            raise click.UsageError(visible(f"the key `{path}` is given twice ({fingerprint(key.public)})"))
        found[key.public] = key
    return list(found.values())


def signing_key(path: Path) -> SigningKey:
    """The private key in a file.

    Raises:
        click.ClickException: It is none, or cannot be opened.
    """
    from gsn.submission.private_key import BadKey, read_private_key

    try:
        return read_private_key(path, _passphrase)
    except BadKey as error:
        raise click.ClickException(visible(f"the key `{path}` {error}")) from None


def _passphrase(path: Path) -> str | None:
    """The passphrase of a key: the environment's, or somebody's at a terminal."""
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return None
    asked: str = click.prompt(f"Passphrase of {path}", hide_input=True, err=True)
    return asked


def _refuse_own_files(prepared: Prepared, target: Path) -> None:
    """A bundle is not written over a file that belongs to the case, withheld ones among them."""
    case = prepared.case
    own = [*prepared.gathered.files.values()]
    own += [case.folder / held.written for held in prepared.gathered.withheld if held.written is not None]
    if target.resolve() in {path.resolve() for path in own}:
        raise click.UsageError(f"`{target}` belongs to the case; write the bundle elsewhere")


def _read_back(target: Path) -> None:
    """What was written is read as a reviewer would read it: a bundle that nobody can open is never handed in."""
    from gsn.submission.bundle import open_bundle
    from gsn.submission.flaws import Refused

    try:
        with target.open("rb") as stream:
            open_bundle(stream, None, date.max)
    except Refused as error:
        target.unlink()
        raise click.ClickException(visible(f"the bundle could not be read back: {error}")) from None


def _tell(prepared: Prepared, built: Built, target: Path) -> None:
    from gsn.submission.withholding import salts_file

    paint = terminal_paint()
    for missing in prepared.gathered.missing:
        click.echo(visible(f"not handed in: {missing}"), err=True)
    expected = {held.written for held in prepared.gathered.withheld}
    own = {target.resolve(), salts_file(target).resolve()}
    behind = [name for name in prepared.left_behind if name not in expected]
    idle = [name for name in behind if (prepared.case.folder / name).resolve() not in own]
    for name in idle[:MOST_LISTED]:
        click.echo(visible(f"left behind: `{name}`, which nothing in the case refers to"), err=True)
    if len(idle) > MOST_LISTED:
        click.echo(f"left behind: {len(idle) - MOST_LISTED} more", err=True)
    for each in built.declaration.withheld:
        what = (
            "committed to" if each.commitment is not None else "not committed to: its file is not there, nor its digest"
        )
        click.echo(visible(f"withheld: {each.record} ({what})"), err=True)
    for identity in prepared.guessable:
        told = f"the text states the digest of `{identity}`, by which a file that can be guessed is known: leave it out"
        click.echo(visible(f"withheld: {told}"), err=True)
    if any(each.commitment for each in built.declaration.withheld):
        click.echo(f"keep {visible(str(salts_file(target)))}: it opens what is withheld", err=True)
    verdict = built.declaration.verdict
    click.echo(f"wrote {visible(str(target))}: {built.files} files, {built.size:,} bytes")
    click.echo(f"submission {built.digest}")
    click.echo(f"verdict: {paint(verdict.verdict, visible(verdict.label))}")
