"""GSN33x, attestations: is a record's signature one of its giver's, over its file."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, Neighbourhood
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.kinds import Kind

from .evidence_register import in_state, told


@rule("GSN331", "bad-attestation", Severity.ERROR, kinds=[Kind.EVIDENCE])
def bad_attestation(near: Neighbourhood) -> Iterator[Finding]:
    """The signature that a record names is not there, is none, or is not one of its giver's over its file.

    A signature is a file of its own, as `ssh-keygen -Y sign -n gsn-evidence` writes it, inside the case's folder. Its
    key is one of those that the giver's statement lists (`key`), or that the reviewer's registry lists in its place:
    Ed25519, ECDSA, RSA of 2048 bits or more (SHA-2), and the two kinds of security keys. By hand the same is checked
    with `ssh-keygen -Y verify -n gsn-evidence -f ALLOWED_SIGNERS -I GIVER -s SIGNATURE < FILE`.

    Signatures are checked with the library `cryptography`; where it is not installed, nothing that is attested is
    accepted, and the finding says which extra brings it.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        actor lab "Example Lab"
            key "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICtmtJnkIVVh20FlGymH8wDLm1OQZWl5wGkcofgWan72 aisi"
        evidence E1 "Test report"
            file "tests.txt"
            by lab
            attested "tests.txt.sig"
        # file: tests.txt
        All 400 patterns but one were caught.
        # file: tests.txt.sig
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgK2a0meQhVWHbQWUbKYfzAMubU5
        BlaXnAaRyh+BZqfvYAAAAMZ3NuLWV2aWRlbmNlAAAAAAAAAAZzaGE1MTIAAABTAAAAC3Nz
        aC1lZDI1NTE5AAAAQD9JIYfyR8A842SIo0mZxUDMXjqhfFRlNfWkSRF0ePHzVPkzKsvdga
        oiwUITM4+NNdfJMza6/8AgxG1ULFrtBQ8=
        -----END SSH SIGNATURE-----

    **Instead**

        goal G1 "The filter holds"
            solution E1
        actor lab "Example Lab"
            key "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICtmtJnkIVVh20FlGymH8wDLm1OQZWl5wGkcofgWan72 aisi"
        evidence E1 "Test report"
            file "tests.txt"
            by lab
            attested "tests.txt.sig"
        # file: tests.txt
        All 400 patterns were caught.
        # file: tests.txt.sig
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgK2a0meQhVWHbQWUbKYfzAMubU5
        BlaXnAaRyh+BZqfvYAAAAMZ3NuLWV2aWRlbmNlAAAAAAAAAAZzaGE1MTIAAABTAAAAC3Nz
        aC1lZDI1NTE5AAAAQD9JIYfyR8A842SIo0mZxUDMXjqhfFRlNfWkSRF0ePHzVPkzKsvdga
        oiwUITM4+NNdfJMza6/8AgxG1ULFrtBQ8=
        -----END SSH SIGNATURE-----

    **Source.** OpenSSH, PROTOCOL.sshsig.
    """
    return in_state(near, "GSN331", "have the giver sign the file: `ssh-keygen -Y sign -f KEY -n gsn-evidence FILE`")


@rule("GSN332", "bad-key", Severity.ERROR, scope=Scope.CASE)
def bad_key(argument: Argument) -> Iterator[Finding]:
    """What stands as an actor's key is no public SSH key, or one of a kind that is not looked at.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
        actor lab "Example Lab"
            key "SHA256:oB7tOLsXx2dUyvXeKt6dqTQW8oUVkRGYzQyyEWD8Gq4"

    **Instead**

        goal G1 "The filter holds"
            undeveloped
        actor lab "Example Lab"
            key "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICtmtJnkIVVh20FlGymH8wDLm1OQZWl5wGkcofgWan72 aisi"

    **Mend it** with the line of the `.pub` file that belongs to the key.
    """
    return told(argument, "GSN332")
