"""`gsn verify`: a submission, checked again on the reviewer's own terms."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gsn.cli.check import STATUS
from gsn.cli.inputs import as_of_option, day_or_today
from gsn.cli.registry import actors_option, read_registry
from gsn.cli.review_option import review_option
from gsn.cli.terminal import progress, terminal_paint
from gsn.cli.treaty_option import read_treaty, treaty_option
from gsn.output.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gsn.submission.verifying import Verified

REFUSED = 1


@click.command("verify")
@click.argument("bundle", type=click.Path(path_type=Path), metavar="FILE.gsnz")
@click.option(
    "--trust",
    type=click.Path(path_type=Path),
    required=True,
    metavar="ALLOWED_SIGNERS",
    help="Your own list of keys, as `ssh-keygen` reads it: nobody else's signature counts.",
)
@click.option("--revoked", type=click.Path(path_type=Path), help="Keys or fingerprints that do not count any more.")
@click.option("--signer", metavar="NAME", help="Who has to have signed, by a name in your list of keys.")
@click.option(
    "--opened",
    type=(str, click.Path(path_type=Path), str),
    multiple=True,
    metavar="RECORD FILE SALT",
    help="A withheld file that the developer opened, with the salt of its commitment.",
)
@click.option(
    "--seen",
    type=(str, click.Path(path_type=Path)),
    multiple=True,
    metavar="RECORD SIGNATURE",
    help="The signature of an institute of your registry that has seen a withheld file.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--info", is_flag=True, help="Show prompts for readers, too.")
@as_of_option
@actors_option
@treaty_option
@review_option
def command(  # noqa: PLR0913, PLR0917 - a parameter an option
    bundle: Path,
    trust: Path,
    revoked: Path | None,
    signer: str | None,
    opened: tuple[tuple[str, Path, str], ...],
    seen: tuple[tuple[str, Path], ...],
    form: str,
    info: bool,
    as_of: date | None,
    registry: Path | None,
    treaty: str | None,
    reviews: tuple[Path, ...],
) -> int:
    """Check a submission again, trusting neither it nor who made it. Nothing in it is executed.

    Its signatures are held against your keys, its files against what was signed; then all checks are run again from
    its texts, with your profile and your registry and without waivers, and every difference from the developer's own
    verdict is shown.

    Exit status: 0 passed, 1 rejected or refused, 3 undetermined, 2 did not run, or the file is no bundle at all.
    """
    from gsn.evidence.ssh_signature import NoCryptography
    from gsn.review.reading import BadReview, read_review
    from gsn.submission.archive import NoBundle
    from gsn.submission.disclosing import NotDisclosed
    from gsn.submission.flaws import Refused
    from gsn.submission.telling import refused_json, refused_text
    from gsn.submission.trust import BadTrust, read_trust
    from gsn.submission.verifying import Terms, verify
    from gsn.submission.withholding import Opening, Seen

    try:
        terms = Terms(
            trust=read_trust(trust, revoked),
            as_of=day_or_today(as_of),
            signer=signer,
            registry=read_registry(registry),
            treaty=read_treaty(treaty, as_of),
            openings=tuple(Opening(*given) for given in opened),
            attestations=tuple(Seen(*given) for given in seen),
            reviews=tuple(map(read_review, reviews)),
        )
        with progress("verifying") as step, bundle.open("rb") as stream:
            verified = verify(stream, terms, step)
    except (BadTrust, BadReview, NotDisclosed, NoCryptography) as error:
        raise click.ClickException(visible(str(error))) from None
    except NoBundle as error:
        raise click.ClickException(visible(f"`{bundle}` {error}")) from None
    except OSError as error:
        named = error.filename if isinstance(error.filename, str) else bundle
        raise click.ClickException(visible(f"`{named}` cannot be read: {error.strerror or error}")) from None
    except Refused as refused:
        if form == "json":
            click.echo(refused_json(refused.flaws), nl=False)
        else:
            _print(refused_text(refused.flaws, terminal_paint()))
        return REFUSED
    _print_verified(verified, form, prompts=info)
    return STATUS[verified.verdict]


def _print_verified(verified: Verified, form: str, *, prompts: bool) -> None:
    from gsn.submission.telling import json_of, text_of

    if form == "json":
        click.echo(json_of(verified), nl=False)
    else:
        _print(text_of(verified, terminal_paint(), prompts=prompts))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
