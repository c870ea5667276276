"""Documents that are made to hurt: each is refused or read, in bounded time and memory."""

import tracemalloc
from collections.abc import Callable, Mapping
from time import perf_counter

import pytest

from gsn.openpsa import document
from gsn.openpsa.analysis import analyse
from gsn.openpsa.document import OpenPsaProblem
from gsn.openpsa.reading import read_tree

HEAD = b'<opsa-mef><define-fault-tree name="t">'
FOOT = b"</define-fault-tree></opsa-mef>"
EVENT = b'<define-basic-event name="e"><float value="0.1"/></define-basic-event>'

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE opsa-mef [
<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<opsa-mef>&c;</opsa-mef>"""


def nested(levels: int) -> bytes:
    formula = b"<not>" * levels + b'<basic-event name="e"/>' + b"</not>" * levels
    return HEAD + b'<define-gate name="g">' + formula + b"</define-gate>" + EVENT + FOOT


def circle(gates: int) -> bytes:
    each = (f'<define-gate name="g{i}"><gate name="g{(i + 1) % gates}"/></define-gate>' for i in range(gates))
    return HEAD + "".join(each).encode() + FOOT


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "entities within entities": (lambda: LAUGHS, "declares a document type of its own"),
    "an entity from a file": (
        lambda: b'<!DOCTYPE opsa-mef [<!ENTITY x SYSTEM "file:///etc/passwd">]><opsa-mef>&x;</opsa-mef>',
        "declares a document type of its own",
    ),
    "a document type from elsewhere": (
        lambda: b'<!DOCTYPE opsa-mef SYSTEM "http://example.org/x.dtd"><opsa-mef/>',
        "declares a document type of its own",
    ),
    "an entity that nobody declared": (lambda: b"<opsa-mef>&x;</opsa-mef>", "no well-formed XML: undefined entity"),
    "a million levels": (lambda: nested(1_000_000), "elements are nested more than 100 deep"),
    "a million levels that never end": (lambda: b"<opsa-mef>" + b"<a>" * 1_000_000, "nested more than 100 deep"),
    "a million elements": (
        lambda: HEAD + b"<label/>" * 1_000_000 + FOOT,
        "the file has more than 500,000 elements",
    ),
    "more bytes than are read": (lambda: b" " * (64 * 2**20 + 1), "the file has 67,108,865 bytes"),
    "a long name": (lambda: HEAD + b'<define-gate name="' + b"x" * 10**7 + b'"/>' + FOOT, "is no name"),
    "a circle of gates": (lambda: circle(50_000), "a gate is made of itself: `g0` needs `g1`"),
    "bytes that are no text": (lambda: b"<opsa-mef>\xff\xfe</opsa-mef>", "no well-formed XML: not well-formed"),
    "a control character": (lambda: b"<opsa-mef>\x00</opsa-mef>", "no well-formed XML: not well-formed"),
}


A_MINUTE = 60
"""Seconds: far more than any takes, and far less than what is made to hurt would."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_made_to_hurt_is_refused(name: str) -> None:
    data, message = REFUSED[name][0](), REFUSED[name][1]
    begun = perf_counter()
    with pytest.raises(OpenPsaProblem) as problem:
        analyse(data)
    assert message in problem.value.message
    assert len(str(problem.value)) < 500
    assert perf_counter() - begun < A_MINUTE


def test_memory_is_not_spent_before_it_is_counted() -> None:
    data = b"<opsa-mef>" + b"<a>" * 5_000_000
    tracemalloc.start()
    try:
        with pytest.raises(OpenPsaProblem):
            read_tree(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * 2**20


def test_a_plain_document_type_is_harmless() -> None:
    gate = b'<define-gate name="g"><basic-event name="e"/></define-gate>'
    assert read_tree(b"<!DOCTYPE opsa-mef>" + HEAD + gate + EVENT + FOOT).top == "g"


def test_the_deepest_nesting_is_read() -> None:
    assert read_tree(nested(document.DEEPEST - 4)).top == "g"
    with pytest.raises(OpenPsaProblem, match="nested more than 100 deep"):
        read_tree(nested(document.DEEPEST - 3))


def test_gates_may_refer_to_gates_to_any_depth() -> None:
    gates = [
        f'<define-gate name="g{i}"><or><gate name="g{i + 1}"/><basic-event name="e"/></or></define-gate>'
        for i in range(30_000)
    ]
    last = '<define-gate name="g30000"><basic-event name="e"/></define-gate>'
    found = analyse(HEAD + "".join([*gates, last]).encode() + EVENT + FOOT)
    assert found.nodes == 1
    assert found.gates == 30_001


def test_parameters_may_refer_to_parameters_to_any_depth() -> None:
    parameters = [
        f'<define-parameter name="p{i}"><parameter name="p{i + 1}"/></define-parameter>' for i in range(20_000)
    ]
    last = '<define-parameter name="p20000"><float value="0.25"/></define-parameter>'
    gate = '<define-gate name="g"><basic-event name="e"/></define-gate>'
    event = '<define-basic-event name="e"><parameter name="p0"/></define-basic-event>'
    found = analyse(HEAD + "".join([*parameters, last, gate, event]).encode() + FOOT)
    assert found.independent is not None
    assert float(found.independent.probability.high) == 0.25


def test_arithmetic_stays_short() -> None:
    """Squares of squares: exactly, the last would have a million million digits."""
    squares = [
        f'<define-parameter name="p{i}"><mul>{f"""<parameter name="p{i + 1}"/>""" * 2}</mul></define-parameter>'
        for i in range(40)
    ]
    last = f'<define-parameter name="p40"><float value="0.{"9" * 39}"/></define-parameter>'
    gate = '<define-gate name="g"><basic-event name="e"/></define-gate>'
    event = '<define-basic-event name="e"><parameter name="p0"/></define-basic-event>'
    found = analyse(HEAD + "".join([*squares, last, gate, event]).encode() + FOOT)
    assert found.independent is not None
    low, high = found.independent.probability
    assert low < (1 - 10**-39) ** 2**40 <= high + 1e-12
    assert high - low < 1e-40
    assert high.denominator.bit_length() < 1000


def test_groups_of_common_causes_do_not_multiply_without_end() -> None:
    members = "".join(f'<basic-event name="m{i}"/>' for i in range(30))
    factors = "".join(f'<factor level="{i}"><float value="0.1"/></factor>' for i in range(2, 31))
    group = (
        f'<define-CCF-group name="c" model="MGL"><members>{members}</members>'
        f'<distribution><float value="0.1"/></distribution><factors>{factors}</factors></define-CCF-group>'
    )
    gate = '<define-gate name="g"><basic-event name="m0"/></define-gate>'
    with pytest.raises(OpenPsaProblem, match="common causes come to more than 10,000 events"):
        analyse(HEAD + (gate + group).encode() + FOOT)
