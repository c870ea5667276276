"""Compute that was declared, reported and done, and the chips that did it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.evidence.compute import _written
from gsn.evidence.register import Register

Judge = Callable[..., Register]

CASE = """case filter
    system x1
    shows G1
system x1 "X-1"
    developer lab
    {declared}
system x0 "X-0"
goal G1 "The compute is known"
    solution E1
actor lab "Lab"
    role developer
actor cloud "Cloud"
    role cloud_provider
actor second "Second cloud"
    role cloud_provider
actor maker "Chip maker"
    role chip_maker
{records}
# file: record.txt
A record.
"""
DECLARED = "training_compute pretraining 2e26..3e26, post_training 0..1e26 FLOP"


def report(*clauses: str, name: str = "E1", by: str = "cloud", provider: str = "cloud") -> str:
    said = ["type compute_report", 'file "record.txt"', f"by {by}", "dated 2026-05-01", f"provider {provider}"]
    return "".join(
        [f'evidence {name} "Report"\n', *(f"    {clause}\n" for clause in (*said, "customer lab", *clauses))]
    )


def text(*records: str, declared: str = DECLARED) -> str:
    return "".join(
        f"{line}\n" for line in CASE.format(declared=declared, records="".join(records)).splitlines() if line.strip()
    )


def codes(register: Register) -> list[str]:
    return [code for code in ("GSN371", "GSN372", "GSN373", "GSN374", "GSN375", "GSN376") if code in register.flaws]


@pytest.mark.parametrize(
    ("records", "found"),
    [
        # between the ends of what is declared, 2e26 and 4e26
        ([report("operations 2e26 FLOP")], []),
        ([report("operations 4e26 FLOP")], []),
        ([report("operations 4.01e26 FLOP")], ["GSN371"]),
        ([report("operations 1e26..4.01e26 FLOP")], ["GSN371"]),
        ([report("operations 1.99e26 FLOP")], ["GSN372"]),
        ([report("operations 1e26..2e26 FLOP")], []),
        # a tolerance
        ([report("operations 4.4e26 FLOP", "tolerance 10%")], []),
        ([report("operations 4.41e26 FLOP", "tolerance 10%")], ["GSN371"]),
        ([report("operations 1.9e26 FLOP", "tolerance 10%")], []),
        ([report("operations 1.8e26 FLOP", "tolerance 10%")], ["GSN372"]),
        # several reports, of whose tolerances the smallest counts
        (
            [report("operations 2e26 FLOP"), report("operations 2e26 FLOP", name="E2", by="second", provider="second")],
            [],
        ),
        ([report("operations 2e26 FLOP"), report("operations 2.1e26 FLOP", name="E2")], ["GSN371"]),
        (
            [
                report("operations 2e26 FLOP", "tolerance 50%"),
                report("operations 2.1e26 FLOP", "tolerance 1%", name="E2"),
            ],
            ["GSN371"],
        ),
        # what was for something else
        ([report("operations 5e26 FLOP", "unrelated 1e26 FLOP")], []),
        ([report("operations 5e26 FLOP", "unrelated 0.9e26..3e26 FLOP")], ["GSN371"]),
        ([report("operations 1e26 FLOP", "unrelated 3e26 FLOP")], ["GSN372"]),
        # what is about something else, of tomorrow, or counts nothing
        ([report("operations 9e26 FLOP", "on x0")], ["GSN372"]),
        ([report("operations 9e26 FLOP").replace("2026-05-01", "2026-06-02")], []),
        ([report()], []),
        # a report counts against what is declared in whatever state it is
        ([report("operations 9e26 FLOP").replace("record.txt", "gone.txt")], ["GSN371"]),
    ],
)
def test_reports_and_what_is_declared(records: list[str], found: list[str], judged: Judge) -> None:
    assert codes(judged(text(*records))) == found


def test_compute_of_a_system_that_declares_none(judged: Judge) -> None:
    assert codes(judged(text(report("operations 1e26 FLOP"), declared=""))) == ["GSN372"]


QUARTER = "window 2026-01-01 .. 2026-03-31"


@pytest.mark.parametrize(
    ("clauses", "found"),
    [
        (("chips H100 1000", "chip_hours 2_160_000", QUARTER), []),
        (("chips H100 1000", "chip_hours 2_160_001", QUARTER), ["GSN373"]),
        (("chips H100 500", "chips A100 500", "chip_hours 2_160_000", QUARTER), []),
        (("chip_hours 2_160_001", QUARTER), []),
        (("chips H100 1000", "chip_hours 2_160_001"), []),
        # 1e6 chip hours at 1e15 and 40 % are 1.44e24
        (("chip_hours 1e6", "peak 1e15 FLOP", "utilisation 40%", "operations 1.44e24 FLOP"), []),
        (("chip_hours 1e6", "peak 1e15 FLOP", "utilisation 40%", "operations 1e24..2e24 FLOP"), []),
        (("chip_hours 1e6", "peak 1e15 FLOP", "utilisation 40%", "operations 1.3e24 FLOP"), ["GSN373"]),
        (("chip_hours 1e6", "peak 1e15 FLOP", "utilisation 40%", "operations 1.3e24 FLOP", "tolerance 11%"), []),
        (("chip_hours 1e6", "peak 1e15 FLOP", "utilisation 40%", "operations 1.6e24 FLOP"), ["GSN373"]),
        (("chip_hours 1e6", "peak 1e15 FLOP", "utilisation 40%", "operations 1.6e24 FLOP", "tolerance 12%"), []),
        (("chip_hours 1e6", "peak 1e15 FLOP", "operations 1e20 FLOP"), []),
        (("chip_hours 1e6", "peak 1e15 FLOP", "operations 3.6e24 FLOP"), []),
        (("chip_hours 1e6", "peak 1e15 FLOP", "operations 3.7e24 FLOP"), ["GSN373"]),
    ],
)
def test_the_figures_of_a_report(clauses: tuple[str, ...], found: list[str], judged: Judge) -> None:
    register = judged(text(report(*clauses), declared=""))
    assert [code for code in codes(register) if code == "GSN373"] == found


def transfer(
    *clauses: str, name: str = "T1", sender: str = "maker", receiver: str = "cloud", dated: str = "2025-11-01"
) -> str:
    said = ["type chip_transfer", 'file "record.txt"', f"by {sender}", f"dated {dated}", f"sender {sender}"]
    return "".join(
        [f'evidence {name} "Delivery"\n', *(f"    {c}\n" for c in (*said, f"receiver {receiver}", *clauses))]
    )


RUN = (QUARTER, "chips H100 100")
SERIALS = (QUARTER, 'serials "A", "B"')


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([report(*RUN)], ["GSN376"]),
        ([report(QUARTER)], []),
        ([report(*RUN), transfer("chips H100 100")], []),
        ([report(*RUN), transfer("chips H100 99")], ["GSN374"]),
        ([report(*RUN), transfer("chips A100 100")], ["GSN374"]),
        ([report(*RUN), transfer("chips H100 50"), transfer("chips H100 50", name="T2")], []),
        ([report(*RUN, "chips H100 1"), transfer("chips H100 100")], ["GSN374"]),
        ([report(*RUN), transfer("chips H100 100", receiver="second")], ["GSN374"]),
        ([report(*RUN), transfer("chips H100 100", dated="2026-01-01")], []),
        ([report(*RUN), transfer("chips H100 100", dated="2026-01-02")], ["GSN374"]),
        # what went on is no longer there
        (
            [
                report(*RUN),
                transfer("chips H100 150"),
                transfer("chips H100 51", name="T2", sender="cloud", receiver="second", dated="2025-12-01"),
            ],
            ["GSN374"],
        ),
        ([report(*RUN), transfer("chips H100 100").replace("record.txt", "gone.txt")], ["GSN374"]),
        ([report(*RUN), transfer("chips H100 100").replace("by maker", "by lab")], ["GSN374"]),
        # chips one by one
        ([report(*SERIALS), transfer('serials "A", "B", "C"')], []),
        ([report(*SERIALS), transfer('serials "A"')], ["GSN374"]),
        ([report(*SERIALS), transfer('serials "A"'), transfer('serials "B"', name="T2")], []),
        (
            [
                report(*SERIALS),
                transfer('serials "A", "B"'),
                transfer('serials "B"', name="T2", sender="cloud", receiver="second", dated="2025-12-01"),
            ],
            ["GSN374"],
        ),
        (
            [
                report(*SERIALS),
                transfer('serials "A", "B"', receiver="second"),
                transfer('serials "A", "B"', name="T2", sender="second", receiver="cloud", dated="2025-12-01"),
            ],
            [],
        ),
        ([report(*SERIALS, "chips H100 2"), transfer('serials "A", "B"')], []),
        ([report(*SERIALS, "chips H100 3"), transfer('serials "A", "B"')], ["GSN374"]),
    ],
)
def test_chips_of_a_run_are_in_transfer_records(records: list[str], found: list[str], judged: Judge) -> None:
    register = judged(text(*records, declared=""))
    assert [code for code in codes(register) if code in {"GSN374", "GSN376"}] == found


OWN = {"by": "lab", "provider": "lab"}


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([report("operations 3e26 FLOP", **OWN)], ["GSN375"]),
        ([report("operations 3e26 FLOP")], []),
        ([report("operations 1e26 FLOP", **OWN), report("operations 2e26 FLOP", name="E2")], []),
    ],
)
def test_compute_that_only_its_developer_reports(records: list[str], found: list[str], judged: Judge) -> None:
    register = judged(text(*records))
    assert codes(register) == found
    assert any("own report" in asked for asked in register.assessments["filter::E1"].open_questions) is bool(found)


@given(st.fractions(min_value=0), st.integers(0, 400))
def test_any_figure_can_be_written(number: object, power: int) -> None:
    from fractions import Fraction

    assert isinstance(number, Fraction)
    assert _written(number * 10**power)
