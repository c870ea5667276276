"""JUnit XML, for formal and software tests: a test case is a sample, and correct where it passed.

There is no one schema; what is read is what all writers share. Declarations of types and entities are refused, so that
nothing in a file can grow or refer to another.
"""

from __future__ import annotations

from typing import BinaryIO
from xml.parsers import expat

from gsn.evidence.logs.caveats import caveat, in_order, of_model, of_samples, unless_refused
from gsn.evidence.logs.counting import count, outcomes_of_samples
from gsn.evidence.logs.fields import day_of
from gsn.evidence.logs.junit_suites import ALL_TESTS, Suites
from gsn.evidence.logs.log import Asked, Caveat, Log, Unreadable

LARGEST_FILE = 32 << 20
"""Bytes: a tag may fill a file, and the parser holds a whole tag."""

PIECE = 1 << 20


def read(stream: BinaryIO, asked: Asked) -> Log:
    """Read a file of results: all of them, or those of one suite, by ``asked.metric``.

    Raises:
        Unreadable: It cannot be read.
    """
    suites = Suites(asked.metric)
    _parse(stream, suites)
    if not suites.found:
        listed = ", ".join(f"`{name}`" for name in list(suites.names)[:10]) or "none"
        raise Unreadable(f"has no suite `{asked.metric}`; it has {listed}, and `{ALL_TESTS}` means all of them")
    samples = suites.records.samples
    outcomes = outcomes_of_samples(samples, 1)
    caveats = in_order([*suites.caveats, *of_model(suites.model, asked), *of_samples(samples), *_of_numbers(suites)])
    trials = len(outcomes) + suites.missing
    return Log(
        format="JUnit",
        asked=asked,
        count=unless_refused(count(outcomes.values(), trials, asked.counting), caveats),
        scorer="",
        model=suites.model,
        model_digest=None,
        task=asked.metric,
        dataset=asked.metric,
        dataset_size=trials,
        epochs=1,
        created=day_of(suites.timestamp),
        samples=tuple(samples),
        caveats=caveats,
    )


def _of_numbers(suites: Suites) -> list[Caveat]:
    records, trials = len(suites.records.samples), len(suites.records.identities)
    found = []
    if not records:
        found.append(caveat("no-samples"))
    if suites.missing:
        planned = records + suites.missing
        found.append(caveat("samples-missing", suites.missing, records=f"{suites.missing:,}", planned=f"{planned:,}"))
    if trials < records:
        found.append(caveat("repeated-samples", records=f"{records:,}", trials=f"{trials:,}"))
    return found


def _parse(stream: BinaryIO, suites: Suites) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = suites.start
    parser.EndElementHandler = suites.end
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.EntityDeclHandler = _refuse_declarations
    stream.seek(0)
    read = 0
    try:
        while piece := stream.read(PIECE):
            read += len(piece)
            if read > LARGEST_FILE:
                raise Unreadable(f"is XML of more than {LARGEST_FILE >> 20} MB")
            parser.Parse(piece, False)  # noqa: FBT003 - how expat is called
        parser.Parse(b"", True)  # noqa: FBT003 - as above
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Unreadable(f"is no XML: {str(error)[:80]}") from error


def _refuse_declarations(*_: object) -> None:
    raise Unreadable("declares a document type or entities, which results of tests have no need of")
