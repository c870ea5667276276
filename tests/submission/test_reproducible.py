"""The same files, day, keys and salts give the same bundle, byte for byte, whenever and wherever it is built."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.submission.forging import CASE, FILES, write_case

COMMAND = Path(sys.executable).with_name("gsn")
CYBER = Path(__file__).parents[2] / "cases" / "cyber-inability"
DAY = "2026-06-01"

ANOTHER_DAY = """
import datetime, runpy, sys, time

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=400)

datetime.datetime = Later
real = time.time
time.time = lambda: real() + 400 * 86400
sys.argv[0] = "gsn"
from gsn.cli.main import main
main()
"""
"""The command as it would run more than a year from now."""

PLACES = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4294967295", "PYTHONUTF8": "0"},
]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "key"], check=True, capture_output=True
    )
    return tmp_path / "key"


def submitted(target: Path, case: Path, key: Path, environment: dict[str, str], program: list[str | Path]) -> bytes:
    arguments = [*program, "submit", case, "-o", target, "--key", key, "--as-of", DAY]
    subprocess.run(arguments, check=True, capture_output=True, env={**os.environ, **environment}, timeout=120)
    return target.read_bytes()


def test_the_cyber_case_is_the_same_wherever_it_is_built(key: Path, tmp_path: Path) -> None:
    built = {submitted(tmp_path / "b.gsnz", CYBER, key, place, [COMMAND]) for place in PLACES}
    assert len(built) == 1


def test_a_bundle_is_the_same_on_another_day_from_another_copy_by_another_umask(key: Path, tmp_path: Path) -> None:
    withheld = CASE.replace('    file "evidence', '    withheld "Secret"\n    file "evidence')
    here = write_case(tmp_path / "here", FILES | {"case.gsn": withheld})
    there = write_case(tmp_path / "elsewhere" / "copy", dict(reversed((FILES | {"case.gsn": withheld}).items())))
    for number, path in enumerate(there.rglob("*")):
        os.utime(path, (10**9 + number, 10**9 + number))
        path.chmod(0o700)
    target = tmp_path / "b.gsnz"
    first = submitted(target, here, key, PLACES[0], [COMMAND])
    old = os.umask(0o077)
    try:
        second = submitted(target, there, key, PLACES[1], [sys.executable, "-c", ANOTHER_DAY])
    finally:
        os.umask(old)
    assert first == second
