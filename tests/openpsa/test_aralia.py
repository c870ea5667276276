"""The published trees of the Aralia set: probability, minimal cut sets, and the sharp bound under any dependence."""

import csv
from pathlib import Path

import pytest

from gsn.openpsa.analysis import Analysis, analyse

SHARED = Path(__file__).parents[3] / "shared" / "data"
ARALIA = SHARED / "aralia"
REFERENCE = SHARED / "reference_values.csv"
pytestmark = pytest.mark.skipif(not ARALIA.is_dir(), reason=f"there is no {ARALIA}")

QUICK = ["baobab1", "baobab2", "baobab3", "chinese", "das9201", "das9202", "das9204", "das9601", "edf9201", "edf9206"]
"""Those that take a second each at most; `python -m benchmarks.openpsa` runs them all."""

QUICK += ["isp9603", "isp9606"]


def rows(file: Path, key: str) -> dict[str, dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return {row[key]: row for row in csv.DictReader(text)}


@pytest.fixture(scope="module", params=QUICK)
def analysed(request: pytest.FixtureRequest) -> tuple[str, Analysis]:
    name: str = request.param
    return name, analyse((ARALIA / f"{name}.xml").read_bytes())


def test_published_probabilities_and_counts_of_cut_sets(analysed: tuple[str, Analysis]) -> None:
    """`scram` printed six digits; the nine digits and the counts of all orders are of an earlier engine."""
    name, found = analysed
    expected = rows(ARALIA / "expected.csv", "tree")[name]
    assert found.independent is not None
    assert found.cut_sets is not None
    probability = float(found.independent.probability.high)
    assert probability == pytest.approx(float(expected["own_bdd_p_9g"]), rel=5e-8)
    assert probability == pytest.approx(float(expected["scram0162_p"]), rel=1e-5)
    if expected["note"] == "":
        assert probability == pytest.approx(float(expected["published_p"]), rel=1e-5)
        assert found.cut_sets.count == int(expected["published_mcs"])
    assert found.cut_sets.count == int(expected["own_mcs_all_orders"])
    assert found.events == int(expected["events_in_file"])
    assert found.gates == int(expected["gates_in_file"])
    assert found.nodes == int(expected["own_bdd_nodes_dfs"]) - 2
    assert found.coherent is ("non-coherent" not in expected["note"])


def test_the_sharp_bound_is_above_the_probability(analysed: tuple[str, Analysis]) -> None:
    _, found = analysed
    assert found.dependent.sharp
    assert found.dependent.flaw is None
    assert found.independent is not None
    assert found.dependent.least <= found.independent.probability.low
    assert found.independent.probability.high <= found.dependent.most


@pytest.mark.parametrize(("row", "name"), [("dep10", "chinese"), ("dep11", "baobab1")])
def test_published_bounds_under_any_dependence(row: str, name: str) -> None:
    expected = rows(REFERENCE, "id")[row]
    found = analyse((ARALIA / f"{name}.xml").read_bytes()).dependent
    assert float(found.most) == pytest.approx(float(expected["value"]), rel=float(expected["tolerance_rel"]))
