"""`gsn review sign`: a signature beside a review."""

from __future__ import annotations

from pathlib import Path

import click

from gsn.cli.reviewing import read_one
from gsn.cli.submit import signing_key
from gsn.output.visible import visible


@click.command("sign")
@click.argument("review", type=click.Path(path_type=Path), metavar="FILE.review")
@click.option("--key", type=click.Path(path_type=Path), required=True, help="An OpenSSH private key (Ed25519).")
def command(review: Path, key: Path) -> int:
    """Sign a review: FILE.review.sig is written beside it.

    `ssh-keygen -Y sign -n gsn-review -f KEY FILE.review` does the same, with any key that an agent holds.
    """
    from gsn.review.signing import sign

    read = read_one(review)
    try:
        target = sign(read, signing_key(key))
    except OSError as error:
        raise click.ClickException(visible(f"`{review}` cannot be signed: {error.strerror or error}")) from None
    click.echo(visible(str(target)))
    return 0
