"""The same models given to SCRAM, an engine of other authors that shares no code (Debian: `apt-get install scram`).

Six digits are what it prints. It takes neither `iff`, `imply` nor `cardinality`, wants two operands or more, and prints
0 for a reduction that is infinite; minimal cut sets are compared up to order 20, where it stops. Where something is
negated, it gives some importances the wrong sign; so there its probabilities with an event certain and impossible are
what importances are held against.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gsn.openpsa.analysis import Importance, Ratio, UnderIndependence, analyse

pytestmark = pytest.mark.skipif(shutil.which("scram") is None, reason="scram is not on the PATH")

EVENTS = "abcdef"
ARALIA = Path(__file__).parents[3] / "shared" / "data" / "aralia"
published = pytest.mark.skipif(not ARALIA.is_dir(), reason=f"there is no {ARALIA}")
SIX_DIGITS = 1e-5


class Reported(NamedTuple):
    probability: float
    cut_sets: set[frozenset[str]]
    importances: dict[str, dict[str, float]]


def scram(data: bytes, folder: Path, order: int = 20) -> Reported:
    """What SCRAM reports, with cut sets up to an order; it spends most of its time on them."""
    model = folder / "model.xml"
    model.write_bytes(data)
    options = ["--bdd", "--probability", "true", "--importance", "true", "--ccf", "true", "-l", str(order)]
    ran = subprocess.run(["scram", *options, str(model)], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    results = ET.fromstring(ran.stdout).find("results")  # noqa: S314 - what scram wrote just now
    assert results is not None
    products = results.find("sum-of-products")
    assert products is not None
    return Reported(
        float(products.get("probability", "nan")),
        {frozenset(map(name_of, product)) for product in products.iter("product")},
        {name_of(each): figures(each) for each in results.iterfind("importance/*")},
    )


def name_of(element: ET.Element) -> str:
    """A basic event's name, or that of the members that fail of a common cause."""
    if element.tag in {"basic-event", "not"}:
        return element.get("name", "")
    return f"[{' '.join(sorted(member.get('name', '') for member in element))}]"


def figures(element: ET.Element) -> dict[str, float]:
    return {key: float(element.get(key, "nan")) for key in ("MIF", "CIF", "DIF", "RAW", "RRW")}


def same(ours: Importance, theirs: dict[str, float]) -> bool:
    ratios: Sequence[tuple[Ratio, str]] = (
        (ours.critical, "CIF"),
        (ours.diagnostic, "DIF"),
        (ours.achievement, "RAW"),
        (ours.reduction, "RRW"),
    )
    assert float(ours.marginal) == pytest.approx(theirs["MIF"], rel=SIX_DIGITS, abs=1e-12)
    for ratio, key in ratios:
        expected = 0.0 if ratio.value is None else float(ratio.value)
        assert expected == pytest.approx(theirs[key], rel=SIX_DIGITS, abs=1e-10), (ours.event, key)
    return True


CONNECTIVES = ["and", "or", "atleast"]
NEGATING = ["not", "xor", "nand", "nor"]


@st.composite
def models(draw: st.DrawFn, connectives: Sequence[str]) -> bytes:
    """Gates over gates and events, each gate used by the one above it, so that there is one top."""
    lines = []
    count = draw(st.integers(1, 5))
    for index in range(count):
        connective = draw(st.sampled_from(connectives))
        below = [f'<gate name="g{index + 1}"/>'] if index + 1 < count else []
        free = {"not": 1, "xor": 2}.get(connective)
        fewest, most = (free, free) if free else (3 if connective == "atleast" else 2, 4)
        names = draw(
            st.lists(st.sampled_from(EVENTS), min_size=fewest - len(below), max_size=most - len(below), unique=True)
        )
        operands = "".join([*below, *(f'<basic-event name="{name}"/>' for name in names)])
        number = ' min="2"' if connective == "atleast" else ""
        lines.append(f'<define-gate name="g{index}"><{connective}{number}>{operands}</{connective}></define-gate>')
    return document(lines, draw(st.lists(st.integers(1, 999), min_size=6, max_size=6)))


def document(gates: Sequence[str], thousandths: Sequence[int], more: str = "") -> bytes:
    events = [
        f'<define-basic-event name="{name}"><float value="{number / 1000}"/></define-basic-event>'
        for name, number in zip(EVENTS, thousandths, strict=False)
    ]
    inner = "\n".join([*gates, *events, more])
    return f'<opsa-mef>\n<define-fault-tree name="t">\n{inner}\n</define-fault-tree>\n</opsa-mef>'.encode()


AS_MANY = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@AS_MANY
@given(data=models(CONNECTIVES))
def test_coherent_trees(data: bytes, tmp_path: Path) -> None:
    theirs, ours = scram(data, tmp_path), analyse(data)
    assert ours.independent is not None
    assert ours.cut_sets is not None
    assert float(ours.independent.probability.high) == pytest.approx(theirs.probability, rel=SIX_DIGITS)
    assert ours.cut_sets.count == len(theirs.cut_sets)
    assert {frozenset(each.events) for each in ours.cut_sets.leading} <= theirs.cut_sets
    assert all(same(each, theirs.importances[each.event]) for each in ours.independent.importances if each.marginal)


@AS_MANY
@given(data=models([*CONNECTIVES, *NEGATING]))
def test_trees_with_negations(data: bytes, tmp_path: Path) -> None:
    theirs, ours = scram(data, tmp_path), analyse(data)
    assert ours.independent is not None
    assert float(ours.independent.probability.high) == pytest.approx(theirs.probability, rel=SIX_DIGITS)
    if ours.independent.importances:
        assert agrees_on_the_factor(ours.independent.importances[-1], ours.independent, data, tmp_path)


def agrees_on_the_factor(ours: Importance, found: UnderIndependence, data: bytes, folder: Path) -> bool:
    """The probability of the top event where a basic event is certain, and where it is impossible."""
    top, p = found.probability.high, ours.probability
    for settled, expected in (("1", top + (1 - p) * ours.marginal), ("0", top - p * ours.marginal)):
        with_it = re.sub(
            rf'(<define-basic-event name="{ours.event}">\s*<float value=)"[^"]*"', rf'\1"{settled}"', data.decode()
        )
        theirs = scram(with_it.encode(), folder, order=1).probability
        assert float(expected) == pytest.approx(theirs, rel=SIX_DIGITS, abs=1e-12), (ours.event, settled)
    return True


GROUPS = {
    "beta-factor": ["0.1"],
    "MGL": ["0.1", "0.3"],
    "alpha-factor": ["0.9", "0.08", "0.02"],
    "phi-factor": ["0.7", "0.2", "0.1"],
}


@pytest.mark.parametrize("model", GROUPS)
@pytest.mark.parametrize("connective", ["and", "or", 'atleast min="2"'])
def test_common_causes(model: str, connective: str, tmp_path: Path) -> None:
    members = "".join(f'<basic-event name="{name}"/>' for name in ("p", "q", "r"))
    first = {"MGL": 2, "beta-factor": 3}.get(model, 1)
    factors = "".join(
        f'<factor level="{level}"><float value="{value}"/></factor>' for level, value in enumerate(GROUPS[model], first)
    )
    group = (
        f'<define-CCF-group name="pumps" model="{model}"><members>{members}</members>'
        f'<distribution><float value="0.05"/></distribution><factors>{factors}</factors></define-CCF-group>'
    )
    gates = [
        '<define-gate name="top"><or><gate name="all"/><basic-event name="a"/></or></define-gate>',
        f'<define-gate name="all"><{connective}>{members}</{connective.partition(" ")[0]}></define-gate>',
    ]
    data = document(gates, [1], group)
    theirs, ours = scram(data, tmp_path), analyse(data)
    assert ours.independent is not None
    assert ours.cut_sets is not None
    assert float(ours.independent.probability.high) == pytest.approx(theirs.probability, rel=SIX_DIGITS)
    assert ours.cut_sets.count == len(theirs.cut_sets)
    assert all(same(each, theirs.importances[each.event]) for each in ours.independent.importances)


PERIODIC_TEST = (
    '<periodic-test><float value="1e-3"/><float value="720"/><float value="24"/><float value="{time}"/></periodic-test>'
)


@pytest.mark.parametrize(
    "expression",
    [
        '<exponential><float value="1e-5"/><system-mission-time/></exponential>',
        '<exponential><parameter name="rate"/><float value="100"/></exponential>',
        '<GLM><float value="0.01"/><float value="1e-4"/><float value="1e-2"/><float value="100"/></GLM>',
        '<Weibull><float value="1000"/><float value="1.5"/><float value="10"/><float value="200"/></Weibull>',
        PERIODIC_TEST.format(time=20),
        PERIODIC_TEST.format(time=50),
        PERIODIC_TEST.format(time=2000),
        '<sub><float value="1"/><exp><neg><float value="0.3"/></neg></exp></sub>',
        '<mul><float value="0.5"/><div><float value="1"/><float value="3"/></div></mul>',
        '<pow><float value="0.5"/><float value="2.5"/></pow>',
        '<lognormal-deviate><float value="1e-3"/><float value="3"/><float value="0.95"/></lognormal-deviate>',
        '<uniform-deviate><float value="0.1"/><float value="0.3"/></uniform-deviate>',
        '<beta-deviate><float value="1"/><float value="9"/></beta-deviate>',
    ],
)
def test_expressions(expression: str, tmp_path: Path) -> None:
    gates = ['<define-gate name="top"><or><basic-event name="a"/><basic-event name="x"/></or></define-gate>']
    more = (
        f'<define-basic-event name="x">{expression}</define-basic-event>'
        '<define-parameter name="rate"><float value="1e-4"/></define-parameter>'
    )
    data = document(gates, [1], more)
    theirs, ours = scram(data, tmp_path), analyse(data)
    assert ours.independent is not None
    assert float(ours.independent.probability.high) == pytest.approx(theirs.probability, rel=SIX_DIGITS)


@published
@pytest.mark.parametrize("name", ["chinese", "baobab2", "isp9606"])
def test_published_trees(name: str, tmp_path: Path) -> None:
    data = (ARALIA / f"{name}.xml").read_bytes()
    theirs, ours = scram(data, tmp_path), analyse(data)
    assert ours.independent is not None
    assert ours.cut_sets is not None
    assert float(ours.independent.probability.high) == pytest.approx(theirs.probability, rel=SIX_DIGITS)
    assert ours.cut_sets.count == len(theirs.cut_sets)
    assert all(same(each, theirs.importances[each.event]) for each in ours.independent.importances)


@published
def test_a_published_tree_with_negations(tmp_path: Path) -> None:
    """That `e18` occurs makes the top event less probable, by 0.0043; SCRAM's importance for it is +0.0043."""
    data = (ARALIA / "das9601.xml").read_bytes()
    theirs, ours = scram(data, tmp_path), analyse(data)
    assert ours.independent is not None
    assert ours.cut_sets is not None
    assert ours.cut_sets.count == len(theirs.cut_sets)
    found = next(each for each in ours.independent.importances if each.event == "e18")
    assert float(found.marginal) == pytest.approx(-theirs.importances["e18"]["MIF"], rel=SIX_DIGITS)
    assert agrees_on_the_factor(found, ours.independent, data, tmp_path)
