"""What stands where in a submission, how large it may be, and the names that its signatures are made under.

A submission is a bag (RFC 8493) in a zip archive. `docs/submission.md` is the format for those who read it by hand.
"""

from __future__ import annotations

from typing import Final

ENDING = ".gsnz"

FORMAT: Final = "gsn submission 1"
"""What `submission.json` calls its form; a reader of this version reads no other."""

# The bag

BAG = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
DATA = "data/"

DECLARATION = "data/submission.json"
CERTIFICATES = "data/certificates.json"
CASE = "data/case/"
PROFILES = "data/profile/"
"""The built-in profiles that the developer's tool had. A local profile is a file of the case."""

SIGNATURES = "signatures/"
SSH_ENDING = ".sig"
ENVELOPE = "signatures/statement.dsse.json"

TAGS = (BAG, BAG_INFO, MANIFEST, TAG_MANIFEST, ENVELOPE)
"""What stands in every bundle beside what is handed in; a signature for each signer comes to it."""

# Signatures

NAMESPACE = "gsn-submission"
"""What a submission is signed for, as `ssh-keygen -Y sign -n` has it: a signature for another purpose is none of it."""

SEEN_NAMESPACE = "gsn-seen"
"""What an institute signs for that has seen a withheld file: the line that is the commitment to it."""

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "urn:gsn:submission:1"

# Limits

LARGEST_BUNDLE = (1 << 32) - 2
"""Bytes: what the plain zip format holds. The format for larger archives is not read."""

MOST_ENTRIES = 20_000
"""Files; a case's folder is searched for as many."""

LONGEST_NAME = 1_000
"""Bytes of a name within the bundle."""

LONGEST_PART = 255
"""Bytes of one folder's or file's name: what file systems hold."""

LARGEST_TAG = 32 << 20
"""Bytes of a file that is read whole before it is known who signed: the manifest of so many files has 21 million."""

LARGEST_DECLARATION = 16 << 20
"""Bytes of `submission.json`: a hundred thousand findings have some thirteen million."""

LARGEST_CERTIFICATES = 32 << 20
"""Bytes of the proofs: those for ten thousand goals have some twenty million."""

LARGEST_SIGNATURE = 1 << 18
"""Bytes of an envelope with a hundred signatures, several times over."""

MOST_SIGNERS = 100
